"""The Python half of a small shop: agents that read the web and answer questions about products.

It is a tour: each file shows one family of defects, first as it is often written, then as it should be. Run concurlint
over it and read along. Start with app.py.
"""
