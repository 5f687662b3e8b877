package lower

import (
	"slices"
	"sync"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A hierarchy knows which classes of the project stand for which, and who calls
// what. It is built once and shared.
type hierarchy struct {
	project *index.Project
	below   map[*index.Class][]*index.Class // subclasses, in the order of their files
	calls   func() map[*index.Function][]callAt
}

// A callAt is one call of a function of the project. Bound: its first parameter
// is the object before the dot.
type callAt struct {
	file *index.File
	node syntax.Node
}

func newHierarchy(p *index.Project) *hierarchy {
	h := &hierarchy{project: p, below: map[*index.Class][]*index.Class{}}
	for _, f := range p.Files {
		for _, c := range f.Classes {
			order, _ := c.MRO()
			for _, above := range order[1:] {
				h.below[above] = append(h.below[above], c)
			}
		}
	}
	h.calls = sync.OnceValue(h.findCalls)
	return h
}

// findCalls lists the calls whose callee a name tells.
func (h *hierarchy) findCalls() map[*index.Function][]callAt {
	out := map[*index.Function][]callAt{}
	for _, f := range h.project.Files {
		if f.Tree == nil {
			continue
		}
		for n := range f.Tree.Root().Inside() {
			if n.Kind() != syntax.Call {
				continue
			}
			if fn := called(f, n); fn != nil {
				out[fn] = append(out[fn], callAt{f, n})
			}
		}
	}
	return out
}

func called(f *index.File, n syntax.Node) *index.Function {
	switch name := f.Resolve(n.Field(syntax.FieldFunction)); name.Kind {
	case index.FunctionName:
		return name.Func
	case index.ClassName:
		if m := name.Class.Method("__init__"); m.Kind == index.FunctionName {
			return m.Func
		}
	}
	return nil
}

// maxImplementations is how many classes may stand behind one method before a
// call of it tells nothing.
const maxImplementations = 3

// implementations are the functions that a call of a method may run: itself, or
// where it is only declared, what the classes below the receiver's make of it.
func (h *hierarchy) implementations(fn *index.Function, of *index.Class) []*index.Function {
	if !onlyDeclared(fn) {
		return []*index.Function{fn}
	}
	var out []*index.Function
	for _, c := range h.standIns(of) {
		m := c.Method(fn.Name)
		if m.Kind == index.FunctionName && !onlyDeclared(m.Func) && !slices.Contains(out, m.Func) {
			out = append(out, m.Func)
		}
	}
	if len(out) == 0 || len(out) > maxImplementations {
		return []*index.Function{fn}
	}
	return out
}

// standIns are the classes whose objects may stand where one of c is expected:
// those below it and, for a protocol, the one that has all its methods.
func (h *hierarchy) standIns(c *index.Class) []*index.Class {
	if !isProtocol(c) {
		return h.below[c]
	}
	var out []*index.Class
	for _, f := range h.project.Files {
		for _, other := range f.Classes {
			if other != c && !isProtocol(other) && hasMethodsOf(other, c) {
				out = append(out, other)
			}
		}
	}
	return out
}

func isProtocol(c *index.Class) bool {
	return slices.ContainsFunc(c.Bases, func(b index.Name) bool {
		return b.Is("typing.Protocol") || b.Is("typing_extensions.Protocol")
	})
}

// hasMethodsOf reports whether a class has all methods of a protocol, and the
// same of them as coroutines.
func hasMethodsOf(c, protocol *index.Class) bool {
	methods := 0
	for _, b := range protocol.Scope.Bindings {
		want := protocol.Method(b.Name)
		if want.Kind != index.FunctionName {
			continue
		}
		methods++
		if got := c.Method(b.Name); got.Kind != index.FunctionName || got.Func.Async != want.Func.Async {
			return false
		}
	}
	return methods > 0
}

// onlyDeclared reports whether a method says only that there is one: its body
// is empty, or raises NotImplementedError.
func onlyDeclared(fn *index.Function) bool {
	if fn.Class == nil || fn.Body.Kind() != syntax.Block {
		return false
	}
	for s := range fn.Body.Named() {
		if s.Kind() != syntax.PassStatement && s.Kind() != syntax.Comment && !isLiteral(s) && !raisesNotImplemented(fn.File, s) {
			return false
		}
	}
	return true
}

func isLiteral(s syntax.Node) bool {
	return s.Kind() == syntax.ExpressionStatement && (s.First().Kind() == syntax.String || s.First().Kind() == syntax.Ellipsis)
}

func raisesNotImplemented(f *index.File, s syntax.Node) bool {
	if s.Kind() != syntax.RaiseStatement {
		return false
	}
	raised := s.First()
	if raised.Kind() == syntax.Call {
		raised = raised.Field(syntax.FieldFunction)
	}
	return f.Resolve(raised).Is("builtins.NotImplementedError")
}
