"""Finds concurrent work that nothing bounds or nobody waits for, in Go and Python. See __main__.py."""
