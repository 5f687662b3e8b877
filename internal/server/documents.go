package server

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/overlay"
)

// A document is an open file.
type document struct {
	uri     string
	path    string // absolute, links resolved; "" where it is no file
	version int
	text    text
	result  *result       // of the last run that came to its end; nil before
	done    chan struct{} // closed with the next result, or when the document is closed
}

// A result is what a run found in one version of a document.
type result struct {
	version  int
	versions map[string]int // of all files that were open, by URI
	findings []shown        // suppressed ones too
}

// A shown finding is one as the client sees it.
type shown struct {
	finding.Finding
	at         textRange
	diagnostic diagnostic            // of one that is not suppressed
	fix        map[string][]textEdit // by URI; none where there is no fix
	suppress   map[string][]textEdit // that write a suppression
}

// lintable reports whether the document is of a language that is looked at. Notebooks come to a server as cells, not as
// a file.
func (d *document) lintable() bool {
	return d.path != "" && slices.Contains([]string{".go", ".py", ".pyw"}, filepath.Ext(d.path))
}

func (d *document) golang() bool { return filepath.Ext(d.path) == ".go" }

func (s *server) didOpen(_ context.Context, p didOpenParams) (any, error) {
	d := &document{uri: p.TextDocument.URI, version: p.TextDocument.Version, text: newText([]byte(p.TextDocument.Text)), done: make(chan struct{})}
	if path, ok := pathOf(d.uri); ok {
		d.path = overlay.Real(path)
	}
	s.mu.Lock()
	if old := s.docs[d.uri]; old != nil {
		close(old.done)
	}
	s.docs[d.uri] = d
	s.mu.Unlock()
	if d.lintable() {
		s.queue.add(d.uri, 0)
	}
	return nil, nil
}

func (s *server) didChange(_ context.Context, p didChangeParams) (any, error) {
	s.mu.Lock()
	d := s.docs[p.TextDocument.URI]
	if d == nil {
		s.mu.Unlock()
		return nil, notOpen(p.TextDocument.URI)
	}
	for _, c := range p.ContentChanges {
		d.text = d.text.apply(c, s.client.encoding)
	}
	d.version = p.TextDocument.Version
	s.mu.Unlock()
	if d.lintable() {
		s.queue.add(d.uri, s.opts.Delay)
	}
	return nil, nil
}

// didSave lints everything that is open: other files may import what was saved.
func (s *server) didSave(_ context.Context, p documentParams) (any, error) {
	s.mu.Lock()
	d := s.docs[p.TextDocument.URI]
	s.mu.Unlock()
	if d != nil && d.lintable() {
		s.queue.add(d.uri, 0) // what was saved goes first
	}
	s.lintAll(p.TextDocument.URI)
	return nil, nil
}

func (s *server) didClose(ctx context.Context, p documentParams) (any, error) {
	s.queue.drop(p.TextDocument.URI)
	s.publishing.Lock()
	defer s.publishing.Unlock()
	s.mu.Lock()
	d := s.docs[p.TextDocument.URI]
	delete(s.docs, p.TextDocument.URI)
	s.mu.Unlock()
	if d == nil {
		return nil, notOpen(p.TextDocument.URI)
	}
	close(d.done)
	if d.lintable() {
		s.notify(ctx, publishMethod, publishParams{URI: d.uri, Diagnostics: []diagnostic{}})
		s.publishBadConfigs(ctx, d.uri, nil)
	}
	return nil, nil
}

func notOpen(uri string) error { return fmt.Errorf("%s is not open", uri) }

// lintAll wants every open file to be linted again, but one.
func (s *server) lintAll(but string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var uris []string
	for uri, d := range s.docs {
		if uri != but && d.lintable() {
			uris = append(uris, uri)
		}
	}
	s.queue.again(uris, s.opts.Delay)
}

// fresh returns what was found in the document as it is now, linting it at once if need be; nil where it is not open, or
// the context ends first.
func (s *server) fresh(ctx context.Context, uri string) *result {
	for ctx.Err() == nil {
		s.mu.Lock()
		d := s.docs[uri]
		if d == nil || !d.lintable() {
			s.mu.Unlock()
			return nil
		}
		r, done, version := d.result, d.done, d.version
		s.mu.Unlock()
		if r != nil && r.version == version {
			return r
		}
		s.queue.hurry(uri)
		select {
		case <-done:
		case <-ctx.Done():
		}
	}
	return nil
}

// holds reports whether a file lies in a folder; both are absolute.
func holds(folder, path string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func parentOf(path string) string { return filepath.Dir(path) }
