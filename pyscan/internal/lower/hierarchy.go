package lower

import (
	"cmp"
	"slices"
	"sync"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// A hierarchy knows which classes of the project stand for which, and who calls
// what. It is built once and shared.
type hierarchy struct {
	project   *index.Project
	below     map[*index.Class][]*index.Class        // subclasses, in the order of their files
	protocols map[*index.Class]func() []*index.Class // the classes that have all methods of one
	members   func() map[string][]*index.Class       // the classes that define a name themselves
	calls     func() map[*index.Function][]callAt
}

// A callAt is one call of a function of the project. Bound: its first parameter
// is the object before the dot.
type callAt struct {
	file *index.File
	node syntax.Node
}

func newHierarchy(p *index.Project) *hierarchy {
	h := &hierarchy{project: p, below: map[*index.Class][]*index.Class{}, protocols: map[*index.Class]func() []*index.Class{}}
	for _, f := range p.Files {
		for _, c := range f.Classes {
			order, _ := c.MRO()
			for _, above := range order[1:] {
				h.below[above] = append(h.below[above], c)
			}
			if isProtocol(c) {
				h.protocols[c] = sync.OnceValue(func() []*index.Class { return h.conforming(c) })
			}
		}
	}
	h.members = sync.OnceValue(h.findMembers)
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

func (h *hierarchy) findMembers() map[string][]*index.Class {
	out := map[string][]*index.Class{}
	for _, f := range h.project.Files {
		for _, c := range f.Classes {
			for _, b := range c.Scope.Bindings {
				out[b.Name] = append(out[b.Name], c)
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
	if conforming := h.protocols[c]; conforming != nil {
		return conforming()
	}
	return h.below[c]
}

// conforming lists the classes that have all methods of a protocol, in the order
// of their files. Only those that have its rarest one are asked.
func (h *hierarchy) conforming(protocol *index.Class) []*index.Class {
	methods := methodsOf(protocol)
	if len(methods) == 0 {
		return nil
	}
	defining := h.members()
	rarest := slices.MinFunc(methods, func(a, b *index.Function) int { return cmp.Compare(len(defining[a.Name]), len(defining[b.Name])) })
	have := map[*index.Class]bool{}
	for _, c := range defining[rarest.Name] {
		have[c] = true
		for _, below := range h.below[c] {
			have[below] = true
		}
	}
	var out []*index.Class
	for _, f := range h.project.Files {
		for _, c := range f.Classes {
			if have[c] && c != protocol && h.protocols[c] == nil && hasMethods(c, methods) {
				out = append(out, c)
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

// methodsOf lists what a class itself defines as methods.
func methodsOf(c *index.Class) []*index.Function {
	var out []*index.Function
	for _, b := range c.Scope.Bindings {
		if m := c.Method(b.Name); m.Kind == index.FunctionName {
			out = append(out, m.Func)
		}
	}
	return out
}

// hasMethods reports whether a class has all the methods, and the same of them as
// coroutines.
func hasMethods(c *index.Class, methods []*index.Function) bool {
	return !slices.ContainsFunc(methods, func(want *index.Function) bool {
		got := c.Method(want.Name)
		return got.Kind != index.FunctionName || got.Func.Async != want.Async
	})
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
