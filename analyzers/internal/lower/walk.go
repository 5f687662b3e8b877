package lower

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
)

// A walker reads one function in the order in which it runs and writes down its sites.
type walker struct {
	scope
	sites    []placed
	late     []placed // deferred, in the order of their defer statements
	frames   []site.Frame
	branches []branch
	lastID   int
	deferred bool
	inBody   bool             // in what a statement starts: ways out are not the function's
	loops    map[int]ast.Stmt // by frame
}

// A placed site knows where it stands in the control flow.
type placed struct {
	site.Site
	node     int
	deferred bool
	source   ast.Node
}

// lower reads one function.
func (u *unit) lower(f *function) site.Func {
	w := &walker{scope: scope{u, f}, loops: map[int]ast.Stmt{}}
	out := w.header()
	switch n := f.node.(type) {
	case *ast.File:
		w.file(n)
	default:
		w.stmt(f.body)
	}
	slices.Reverse(w.late)
	w.sites = append(w.sites, w.late...)
	w.setWays()
	if fl := u.flowOf(f); fl != nil {
		out.Ways = fl.ways
	}
	for _, s := range w.sites {
		out.Sites = append(out.Sites, s.Site)
	}
	return out
}

// file reads the initialisers of package variables.
func (w *walker) file(file *ast.File) {
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, spec := range g.Specs {
			w.spec(spec.(*ast.ValueSpec))
		}
	}
}

// emit adds a site that stands at a node.
func (w *walker) emit(s site.Site, at ast.Node) {
	if s.Span.IsZero() {
		s.Span = w.span(at)
	}
	s.At = append(slices.Clone(w.frames), s.At...)
	s.Must = w.must(at)
	p := placed{Site: s, node: -1, deferred: w.deferred, source: at}
	if fl := w.flowOf(w.f); fl != nil && !w.inBody {
		p.node = fl.at(at.Pos())
		w.leaveLoops(&p, fl)
	}
	if w.deferred {
		p.Late = true
		w.late = append(w.late, p)
		return
	}
	w.sites = append(w.sites, p)
}

// leaveLoops: what is done on the way out of a loop (`start(); return`) is done once, not in each of its runs.
func (w *walker) leaveLoops(p *placed, fl *flow) {
	switch p.Do {
	case site.Spawn, site.Open, site.Offload:
	default:
		return
	}
	for len(p.At) > 0 && p.node >= 0 {
		loop := w.loops[p.At[len(p.At)-1].ID]
		back, repeats := fl.backs[loop]
		if loop == nil || repeats && fl.reaches(p.node, back, nil) {
			return
		}
		p.At, p.Must = p.At[:len(p.At)-1], site.No
	}
}

// apart returns the sites that do writes, as those of something else that runs: outside all frames and branches.
func (w *walker) apart(do func()) []site.Site {
	saved := *w
	w.sites, w.late, w.frames, w.branches, w.deferred, w.inBody = nil, nil, nil, nil, false, true
	do()
	var out []site.Site
	for _, p := range append(w.sites, w.late...) {
		p.Ways = nil
		out = append(out, p.Site)
	}
	saved.lastID = w.lastID
	*w = saved
	return out
}

// span is where a node stands: a call with a literal among its arguments is its function, a go statement its head.
func (w *walker) span(n ast.Node) site.Span {
	end := n.End()
	switch n := n.(type) {
	case *ast.CallExpr:
		end = w.callEnd(n)
	case *ast.GoStmt:
		return w.spanOf(n.Pos(), w.callEnd(n.Call))
	case *ast.ForStmt:
		end = n.Body.Lbrace
	case *ast.RangeStmt:
		end = n.Body.Lbrace
	}
	return w.spanOf(n.Pos(), end)
}

func (w *walker) callEnd(call *ast.CallExpr) token.Pos {
	if lit, ok := call.Fun.(*ast.FuncLit); ok {
		return lit.Type.End()
	}
	if slices.ContainsFunc(call.Args, isLiteral) {
		return call.Fun.End()
	}
	return call.End()
}

func isLiteral(e ast.Expr) bool {
	_, ok := e.(*ast.FuncLit)
	return ok
}

// spanOf ignores //line comments: what is reported is the file that was read.
func (u *unit) spanOf(pos, end token.Pos) site.Span {
	p := u.Fset.PositionFor(pos, false)
	e := u.Fset.PositionFor(end, false)
	return site.Span{File: u.File(p.Filename), Start: p.Offset, End: max(e.Offset, p.Offset), Line: p.Line, Col: p.Column}
}

// enter opens a frame around what is read until leave.
func (w *walker) enter(f site.Frame) {
	w.lastID++
	f.ID = w.lastID
	w.frames = append(slices.Clone(w.frames), f)
}

func (w *walker) leave() { w.frames = w.frames[:len(w.frames)-1] }
