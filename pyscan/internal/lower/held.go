package lower

import (
	"cmp"
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

// runs reports whether an object is work that was started.
func runs(k site.ObjKind) bool { return k == site.Task || k == site.Thread || k == site.Daemon }

// taken is the escape of an object to somebody else. Of work it says so even where the work is returned besides.
func (w *walker) taken(r site.Ref) site.Site {
	s := site.Site{Do: site.Escape, On: r}
	if runs(w.final(r).Kind) {
		s.API = site.Stored
	}
	return s
}

// keep: something that outlives the function holds the objects from now on, wherever else they go.
func (w *walker) keep(v value, n syntax.Node) {
	for _, r := range objectsOf(v) {
		if r.Scope == site.ScopeCall || r.Scope == site.ScopeResult {
			w.emit(site.Site{Do: site.Escape, On: r, API: site.Stored}, n)
		}
	}
}

// uses notes what is done to work that this function holds, where no row says what it is.
func (w *walker) uses(v value, n syntax.Node) {
	for _, r := range objectsOf(v) {
		if runs(w.final(r).Kind) {
			w.emit(site.Site{Do: site.Use, On: r}, n)
		}
	}
}

// keepsWork: the frame of a generator stands still at its yield, and keeps what its variables hold.
func (w *walker) keepsWork(n syntax.Node) {
	var held []site.Ref
	for _, v := range w.env.vars {
		if v != nil && runs(v.ref.Kind) && v.ref.Scope == site.ScopeCall {
			held = append(held, v.ref)
		}
	}
	slices.SortFunc(held, func(a, b site.Ref) int { return cmp.Compare(a.Name, b.Name) })
	for _, r := range held {
		w.emit(site.Site{Do: site.Use, On: r}, n)
	}
}

// adopt: work in a literal list or dict that a variable or field holds is the list's own.
func (w *walker) adopt(held *value) {
	if held.list == nil || !held.list.ref.Known() {
		return
	}
	for _, e := range held.list.elems {
		r := e.val.ref
		if runs(r.Kind) && r.Scope == site.ScopeCall && r.Unnamed() && identity(r) != identity(held.list.ref) {
			to := held.list.ref
			to.Kind = r.Kind
			w.renamed[identity(r)] = to
		}
	}
}
