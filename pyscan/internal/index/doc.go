// Package index says what the names of a Python project mean: which module a
// file is, what each scope binds, and what an expression such as
// `aio.gather` or `self.pool.acquire` refers to, across files.
//
// It gives names only. What an API does is model data, in which order things
// are evaluated and which definition reaches a use is for the lowering. Nothing
// is imported or run; what cannot be known from the text is Unknown. It imports
// pyscan/internal/syntax and nothing else of ours.
//
//	p := index.New([]index.Input{{Path: "app/main.py", Tree: tree}}, index.Options{})
//	f := p.File("app/main.py")
//	f.Resolve(call.Field(syntax.FieldFunction)) // External "asyncio.gather"
package index
