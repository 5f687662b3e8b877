package report

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
)

// A censusFunc is what the census says of a function.
type censusFunc struct {
	Name  string       `json:"name"`
	Place jsonPlace    `json:"place"`
	Async bool         `json:"async"`
	Runs  string       `json:"runs,omitempty"`
	Sites []censusSite `json:"sites"`
}

// A censusSite has the parts of a site that a query asks for, and the text form with all of them.
type censusSite struct {
	Do    string    `json:"do"`
	API   string    `json:"api,omitempty"`
	On    string    `json:"on,omitempty"`
	For   string    `json:"for,omitempty"`
	Times string    `json:"times,omitempty"`
	Place jsonPlace `json:"place"`
	Text  string    `json:"text"`
}

// WriteCensus lists the sites of every function, sorted by name, as text or as JSON.
func WriteCensus(w io.Writer, r *Report, funcs []site.Func, asJSON bool, s Style) error {
	sorted := slices.Clone(funcs)
	slices.SortStableFunc(sorted, func(a, b site.Func) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Span.File, b.Span.File), cmp.Compare(a.Span.Line, b.Span.Line))
	})
	if asJSON {
		return r.censusJSON(w, sorted)
	}
	e := &errWriter{w: w}
	for _, f := range sorted {
		if len(f.Sites) == 0 {
			continue
		}
		e.line(s.paint(faint, clean(r.opening(f.Span.File), s)+":"))
		for _, line := range strings.Split(strings.TrimRight(f.String(), "\n"), "\n") {
			e.line(clean(line, s))
		}
		e.line()
	}
	return e.err
}

func (r *Report) censusJSON(w io.Writer, funcs []site.Func) error {
	src := newSources(r.Text)
	listed := []censusFunc{}
	for _, f := range funcs {
		out := censusFunc{Name: f.Name, Async: f.Colour == site.Async, Runs: f.Entry.String(), Sites: []censusSite{}}
		if place := r.jsonPlace(f.Span, src); place != nil {
			out.Place = *place
		}
		for _, s := range f.Sites {
			out.Sites = append(out.Sites, r.censusSite(s, src))
		}
		listed = append(listed, out)
	}
	return encode(w, struct {
		Version   int          `json:"version"`
		Tool      string       `json:"tool"`
		Functions []censusFunc `json:"functions"`
	}{jsonVersion, r.Version, listed})
}

func (r *Report) censusSite(s site.Site, src *sources) censusSite {
	out := censusSite{Do: s.Do.String(), API: s.API, On: s.On.Short(), For: s.For, Text: s.String()}
	if times := s.Times(); times.Kind != site.Const || times.N != 1 {
		out.Times = strings.TrimSpace(times.Kind.String() + " " + times.From)
	}
	if place := r.jsonPlace(s.Span, src); place != nil {
		out.Place = *place
	}
	return out
}
