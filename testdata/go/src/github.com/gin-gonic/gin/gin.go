// Package gin is a stub for fixtures: signatures only.
package gin

import "net/http"

type Context struct{ Request *http.Request }

func (c *Context) Param(key string) string    { return "" }
func (c *Context) Query(key string) string    { return "" }
func (c *Context) JSON(code int, obj any)     {}
func (c *Context) ShouldBindJSON(v any) error { return nil }

type HandlerFunc func(*Context)

type Engine struct{ _ int }

func Default() *Engine { return nil }

func (e *Engine) GET(path string, handlers ...HandlerFunc)  {}
func (e *Engine) POST(path string, handlers ...HandlerFunc) {}
