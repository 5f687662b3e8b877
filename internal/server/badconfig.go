package server

import (
	"context"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// badConfigs are the configuration files that cannot be used, each with what is wrong, by the document for which they
// were read.
type badConfigs struct {
	byDoc map[string]map[string]diagnostic
}

// all returns them by path.
func (b badConfigs) all() map[string]diagnostic {
	out := map[string]diagnostic{}
	for _, files := range b.byDoc {
		maps.Copy(out, files)
	}
	return out
}

// publishBadConfigs takes down what is wrong with the configuration of a document: what is new is shown as a message and
// in the file, what is mended vanishes. The lock of publishing must be held.
func (s *server) publishBadConfigs(ctx context.Context, uri string, broken map[string]error) {
	s.mu.Lock()
	e, old := s.client.encoding, s.config.all()
	delete(s.config.byDoc, uri)
	if len(broken) > 0 {
		s.config.byDoc[uri] = map[string]diagnostic{}
		for path, err := range broken {
			s.config.byDoc[uri][path] = configDiagnostic(path, err, e)
		}
	}
	all := s.config.all()
	s.mu.Unlock()
	for _, path := range slices.Sorted(maps.Keys(all)) {
		d := all[path]
		if was, ok := old[path]; ok && was.Message == d.Message && was.Range == d.Range {
			continue
		}
		s.notify(ctx, publishMethod, publishParams{URI: uriOf(path), Diagnostics: []diagnostic{d}})
		s.notify(ctx, "window/showMessage", messageParams{messageError, "concurlint: " + path + ": " + d.Message})
	}
	for _, path := range slices.Sorted(maps.Keys(old)) {
		if _, still := all[path]; !still {
			s.notify(ctx, publishMethod, publishParams{URI: uriOf(path), Diagnostics: []diagnostic{}})
		}
	}
}

// placeInFile finds the line in what is said of a configuration file, behind its path.
var placeInFile = regexp.MustCompile(`^:(\d+)(?::\d+)?: (?s:(.*))$`)

// configDiagnostic marks the line of a configuration file that is wrong, or its first.
func configDiagnostic(path string, err error, e encoding) diagnostic {
	message, line := err.Error(), 1
	if rest, ok := strings.CutPrefix(message, path); ok {
		if m := placeInFile.FindStringSubmatch(rest); m != nil {
			line, _ = strconv.Atoi(m[1])
			message = m[2]
		} else {
			message = strings.TrimPrefix(rest, ": ")
		}
	}
	src, _ := os.ReadFile(path) // an empty line is marked where it is gone
	t := newText(src)
	line = min(max(line-1, 0), len(t.starts)-1)
	return diagnostic{
		Range:    textRange{t.position(t.starts[line], e), t.position(t.lineEnd(line), e)},
		Severity: severityError, Source: "concurlint", Message: plain(message),
	}
}
