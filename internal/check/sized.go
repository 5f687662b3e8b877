package check

import (
	"fmt"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/site"
)

// poolSizedByInput reports a pool or a limiter with as many places as the data has items: it limits nothing.
func poolSizedByInput(q query) (verdict, bool) {
	if q.s.Do != site.Open && q.s.Do != site.Limit || !q.own() || q.s.Cap.Kind != site.Data || !strings.HasPrefix(q.s.Cap.From, "len(") {
		return verdict{}, false
	}
	switch q.s.On.Kind {
	case site.Executor, site.Limiter, site.Pool, site.Group:
	default:
		return verdict{}, false
	}
	v := verdict{
		code: "CL105", bound: "none", class: "unbounded", fix: "take the smaller of it and a constant",
		here: "sized by the data",
	}
	if of := strings.TrimSuffix(q.s.Cap.From[len("len("):], ")"); strings.HasPrefix(of, "self.") || q.namedSetUp(of) {
		v.level = finding.Note // as many as somebody set up or configured
	}
	for i := range q.f.Sites {
		if s := &q.f.Sites[i]; s.Do == site.Spawn && (s.On.Same(q.s.On) || s.Body != nil && bodyUses(s.Body, q.s.On)) {
			v.covers = append(v.covers, s.Span)
		}
	}
	v.text = fmt.Sprintf("%s is as large as '%s', so the data decides how many run at once; %s", q.name(), q.s.Cap.From, v.fix)
	return v, true
}
