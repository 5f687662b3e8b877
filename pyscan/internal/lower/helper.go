package lower

import (
	"slices"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// A starter is a helper that starts, all at once, whatever coroutines it is handed: it does nothing to them but give them
// to a collector.
type starter struct {
	api   string
	row   *rules.Model
	param int
}

// startsAll finds the collector that a function hands one of its parameters to as it came. A parameter that is used
// elsewhere too may be limited there.
func (w *walker) startsAll(fn *index.Function) (starter, bool) {
	var got starter
	found := false
	eachOwn(fn.Body, func(n syntax.Node) {
		if n.Kind() != syntax.Call || found {
			return
		}
		name := fn.File.Resolve(n.Field(syntax.FieldFunction))
		if name.Kind != index.External {
			return
		}
		for _, row := range w.rows(name.Path) {
			if row.Body == nil || !row.Body.Rest && !row.Body.Each || !slices.Contains(row.Does, "spawn") {
				continue
			}
			if i := onlyParam(fn, n, row.Body.Rest); i >= 0 {
				got, found = starter{name.Path, row, i}, true
			}
		}
	})
	return got, found
}

// onlyParam is the parameter that the first argument of a call is, -1 where it is none or stands elsewhere too.
func onlyParam(fn *index.Function, n syntax.Node, splat bool) int {
	first := n.Field(syntax.FieldArguments).First()
	if splat != (first.Kind() == syntax.ListSplat) {
		return -1
	}
	if splat {
		first = first.First()
	}
	if first.Kind() != syntax.Identifier {
		return -1
	}
	uses := 0
	for c := range fn.Body.Inside() {
		if c.Kind() == syntax.Identifier && c.Text() == first.Text() {
			uses++
		}
	}
	i := slices.IndexFunc(fn.Params, func(p index.Param) bool { return p.Name == first.Text() })
	if uses != 1 {
		return -1
	}
	return i
}

// startedBy: coroutines that this function makes in a loop and hands to a helper that starts them all are started here,
// because only here it is known how many they are.
func (w *walker) startedBy(fn *index.Function, self *value, c *call) {
	s, ok := w.startsAll(fn)
	if !ok {
		return
	}
	p := fn.Params[s.param]
	at := s.param
	if self != nil && !fn.Static {
		at--
	}
	handed := []arg{}
	if p.Kind == index.VarArgs {
		handed = c.from(at)
	} else if a, ok := c.at(p.Name, &at); ok {
		handed = append(handed, a)
	}
	for _, a := range handed {
		if a.value.list == nil || (a.star == 1) != (p.Kind == index.VarArgs) {
			continue
		}
		on, started := w.fresh(), false
		on.Kind = site.Task
		for _, e := range a.value.list.elems {
			if e.val.lazy && len(w.entriesOf(&e.val)) > 0 && len(w.deeper(e.frames)) > 0 {
				w.start(callable{api: s.api}, s.row, c, site.Site{On: on}, e)
				started = true
			}
		}
		if started {
			w.emit(site.Site{Do: site.Wait, API: s.api, On: on}, c.node)
		}
	}
}
