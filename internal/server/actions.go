package server

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// The kinds of actions that this server has.
const (
	quickFix = "quickfix"
	fixAll   = "source.fixAll.concurlint"
)

// codeActions offers what can be done about the findings in a range: the fix, a suppression, and all safe fixes of the
// file at once.
func (s *server) codeActions(ctx context.Context, p codeActionParams) (any, error) {
	actions := []codeAction{}
	r := s.fresh(ctx, p.TextDocument.URI)
	if r == nil {
		return actions, nil
	}
	for _, f := range r.findings {
		if f.at.meets(p.Range) && wanted(quickFix, p.Context.Only) {
			actions = append(actions, s.quickFixes(r, f)...)
		}
	}
	asked := len(actions) > 0 || len(p.Context.Only) > 0 // else it would be offered in every line
	if all := safeEdits(r.findings); asked && len(all) > 0 && wanted(fixAll, p.Context.Only) {
		actions = append(actions, codeAction{Title: "Apply all safe fixes of concurlint", Kind: fixAll, Edit: s.workspaceEdit(r, all)})
	}
	return actions, nil
}

// wanted reports whether a kind is among those that the client asks for: a kind stands for all below it.
func wanted(kind string, only []string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(o string) bool { return o == "" || kind == o || strings.HasPrefix(kind, o+".") })
}

func (s *server) quickFixes(r *result, f shown) []codeAction {
	var out []codeAction
	if len(f.fix) > 0 {
		a := codeAction{Title: f.Code + ": " + sentence(f.Fix), Kind: quickFix, Diagnostics: []diagnostic{f.diagnostic}, Edit: s.workspaceEdit(r, f.fix)}
		s.mu.Lock()
		a.IsPreferred = f.Safe && s.client.preferred
		s.mu.Unlock()
		if !f.Safe {
			a.Title += " (may change what the code does)"
		}
		out = append(out, a)
	}
	if len(f.suppress) > 0 {
		out = append(out, codeAction{
			Title: "Suppress " + f.Code + " with a reason", Kind: quickFix, Diagnostics: []diagnostic{f.diagnostic}, Edit: s.workspaceEdit(r, f.suppress),
		})
	}
	return out
}

// sentence begins with a capital, as titles do.
func sentence(text string) string {
	text = plain(text)
	if text == "" {
		return "Apply the fix"
	}
	r := []rune(text)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// safeEdits are the edits of all fixes that keep behaviour. Of two that meet, the first counts: the other one comes with
// the next run.
func safeEdits(findings []shown) map[string][]textEdit {
	out := map[string][]textEdit{}
	for _, f := range findings {
		if !f.Safe || f.Suppressed != nil || meetAny(f.fix, out) {
			continue
		}
		for uri, edits := range f.fix {
			out[uri] = append(out[uri], edits...)
		}
	}
	return out
}

func meetAny(edits, taken map[string][]textEdit) bool {
	for uri, list := range edits {
		for _, e := range list {
			if slices.ContainsFunc(taken[uri], func(t textEdit) bool { return t.Range.meets(e.Range) }) {
				return true
			}
		}
	}
	return false
}

// workspaceEdit puts edits into the form that the client reads. With documentChanges it refuses those that were made for
// another version.
func (s *server) workspaceEdit(r *result, edits map[string][]textEdit) workspaceEdit {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.client.documentChanges {
		return workspaceEdit{Changes: edits}
	}
	var out workspaceEdit
	for _, uri := range slices.Sorted(maps.Keys(edits)) {
		id := versionedID{URI: uri}
		if version, open := r.versions[uri]; open {
			id.Version = &version
		}
		out.DocumentChanges = append(out.DocumentChanges, documentEdit{id, edits[uri]})
	}
	return out
}
