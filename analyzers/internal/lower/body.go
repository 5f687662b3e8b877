package lower

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// startedBody is what `go f(x)` runs.
func (w *walker) startedBody(call *ast.CallExpr) *site.Func {
	t := w.target(call.Fun)
	_, rows := w.rows(call)
	if t.name == "" && rows == nil && w.dynamicStart(call.Fun) {
		return body([]site.Site{{Do: site.Gap, API: text(call.Fun), Span: w.span(call)}})
	}
	return body(w.apart(func() { w.applyCall(call) }))
}

// dynamicStart reports whether what is started is known only when it runs. A method of an interface counts.
func (w *walker) dynamicStart(fun ast.Expr) bool {
	switch fun := unparen(fun).(type) {
	case *ast.SelectorExpr:
		if fn, ok := w.Info.Uses[fun.Sel].(*types.Func); ok {
			recv := fn.Signature().Recv()
			return recv != nil && types.IsInterface(recv.Type())
		}
	case *ast.Ident:
		switch w.Info.Uses[fun].(type) {
		case *types.Func, *types.Builtin:
			return false
		}
	}
	return true
}

// body wraps the sites of one run of what is started. It has one way out.
func body(sites []site.Site) *site.Func {
	for i := range sites {
		if sites[i].Do == site.Call {
			sites[i].Ways = []site.Way{{ID: 1, Kind: site.Return, Sure: site.Yes}}
		}
	}
	return &site.Func{Ways: []site.Way{{ID: 1, Kind: site.Return, Sure: site.Yes}}, Sites: sites}
}

// start fills in what a call that starts a function given to it runs and hands over.
func (w *walker) start(s *site.Site, call *ast.CallExpr, row *rules.Model) {
	var sites []site.Site
	for _, fn := range w.functionsGiven(call, row) {
		sites = append(sites, w.functionBody(fn)...)
		s.Args = append(s.Args, w.takenAlong(fn)...)
	}
	s.Body = body(sites)
}

// functionsGiven are the arguments that a row says are run.
func (w *walker) functionsGiven(call *ast.CallExpr, row *rules.Model) []ast.Expr {
	if row.Body == nil || row.Body.Index == nil || *row.Body.Index >= len(call.Args) {
		return nil
	}
	if row.Body.Rest {
		return call.Args[*row.Body.Index:]
	}
	return call.Args[*row.Body.Index : *row.Body.Index+1]
}

// functionBody is one run of a function value: a call of what it is, or a gap.
func (w *walker) functionBody(fn ast.Expr) []site.Site {
	t := w.target(fn)
	if t.name == "" {
		if api, rows := w.valueRows(fn); rows != nil {
			return []site.Site{{Do: site.Call, API: api, Span: w.span(fn), Must: site.Yes}}
		}
		return []site.Site{{Do: site.Gap, API: text(fn), Span: w.span(fn)}}
	}
	return []site.Site{{Do: site.Call, API: t.name, Args: w.parameters(nil, false, t), Span: w.span(fn), Must: site.Yes}}
}

// valueRows is what models say of a function that is named without being called.
func (s scope) valueRows(fn ast.Expr) (string, []*rules.Model) {
	names, _ := s.callNames(fn)
	return s.Catalog.rows(names...)
}

// handed is what a go statement hands over: its arguments, the receiver, and what a literal captures.
func (w *walker) handed(call *ast.CallExpr) []site.Ref {
	var out []site.Ref
	for _, a := range call.Args {
		if lit, ok := unparen(a).(*ast.FuncLit); ok {
			out = append(out, w.takenAlong(lit)...)
			continue
		}
		out = addRef(out, w.argumentRef(a))
	}
	for _, r := range w.takenAlong(call.Fun) {
		out = addRef(out, r)
	}
	return out
}

func addRef(refs []site.Ref, r site.Ref) []site.Ref {
	if !r.Known() || slices.Contains(refs, r) {
		return refs
	}
	return append(refs, r)
}

// takenAlong is what a function value brings: captured variables, or the receiver of a method.
func (w *walker) takenAlong(fn ast.Expr) []site.Ref {
	var out []site.Ref
	switch fn := unparen(fn).(type) {
	case *ast.FuncLit:
		for _, c := range w.captured(fn) {
			out = addRef(out, c.ref)
		}
	case *ast.SelectorExpr:
		if w.Info.Selections[fn] != nil {
			out = addRef(out, w.receiverRef(fn))
		}
	case *ast.Ident:
		if t := w.target(fn); t.function != nil && t.function.outer != nil {
			return w.takenAlong(t.function.node.(*ast.FuncLit))
		}
	}
	return out
}

// runBody is a call that runs a function given to it before it returns, perhaps in a loop.
func (w *walker) runBody(call *ast.CallExpr, api string, row *rules.Model) {
	runs := runsOf(row.Entry)
	for _, fn := range w.functionsGiven(call, row) {
		t := w.target(fn)
		if runs != site.RunsUnknown && t.function != nil {
			w.entries[t.function] = runs
		}
		if runs == site.Hot {
			continue
		}
		do := func() {
			for _, s := range w.functionBody(fn) {
				w.emit(s, call)
			}
		}
		if row.Frame == "" {
			do()
			continue
		}
		w.inLoop(w.rowFrame(call, row), nil, func() {
			do()
			if row.Frame == "retry" {
				w.emit(site.Site{Do: site.Wait, API: api, Time: w.policyDelay(row, call.Args)}, call)
			}
		})
	}
}

// rowFrame is the loop in which a row says that a function runs.
func (w *walker) rowFrame(call *ast.CallExpr, row *rules.Model) site.Frame {
	f := site.Frame{Kind: site.Loop, Retry: site.No, Times: w.policyTimes(row, call.Args), Span: w.span(call)}
	if row.Frame == "retry" {
		f.Retry = site.Yes
	} else if f.Times.Kind == site.Data && f.Times.From == "" {
		f.Times.From = w.rangedOver(call)
	}
	return f
}

// rangedOver names what a call walks over: its receiver or first argument.
func (w *walker) rangedOver(call *ast.CallExpr) string {
	if r := receiver(call); r != nil && w.isMethod(call) {
		return text(r)
	}
	if len(call.Args) > 0 {
		return text(call.Args[0])
	}
	return ""
}
