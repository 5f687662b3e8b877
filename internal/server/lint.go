package server

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/lint"
	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/pyscan"
)

const publishMethod = "textDocument/publishDiagnostics"

// A job is one run over one document, with what everything was when it began.
type job struct {
	doc      *document
	version  int
	dir      string
	settings settings
	client   client
	versions map[string]int    // of open files, by URI
	texts    map[string][]byte // of open files that are not as on disk, by path
	uris     map[string]string // of open files, by path
}

// lint runs over a document and publishes what was found, unless it has changed meanwhile.
func (s *server) lint(ctx context.Context, uri string) {
	j, ok := s.job(uri)
	if !ok {
		return
	}
	done := false
	defer func() {
		if !done && ctx.Err() == nil {
			s.settle(j, &result{version: j.version}) // who waits for a result must not wait for ever
		}
	}()
	defer s.guard(ctx, j.doc.path, nil)
	end := s.progress(ctx, filepath.Base(j.doc.path))
	rep, set, err := s.run(ctx, j)
	end()
	if ctx.Err() != nil {
		return
	}
	broken, err := badConfigsOf(set, err)
	if err != nil {
		s.tell(ctx, messageError, err.Error())
		return
	}
	s.publishing.Lock()
	defer s.publishing.Unlock()
	if !s.current(j) {
		return
	}
	s.publishBadConfigs(ctx, uri, broken)
	if rep == nil {
		return // what was published before is a better guess than what the defaults would say
	}
	s.tellNotices(ctx, rep.Notices)
	r, diagnostics := j.present(rep)
	params := publishParams{URI: uri, Diagnostics: diagnostics}
	if j.client.versions {
		params.Version = &j.version
	}
	s.notify(ctx, publishMethod, params)
	done = true
	s.settle(j, r)
}

// job takes down what everything is now; false where the document is closed.
func (s *server) job(uri string) (*job, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.docs[uri]
	if d == nil {
		return nil, false
	}
	j := &job{doc: d, version: d.version, dir: s.folderOf(d.path), settings: s.settings, client: s.client, texts: map[string][]byte{}, uris: map[string]string{}, versions: map[string]int{}}
	for _, other := range s.docs {
		if other.lintable() {
			j.texts[other.path], j.uris[other.path], j.versions[other.uri] = other.text.bytes, other.uri, other.version
		}
	}
	return j, true
}

// run is what check does for one file that is named.
func (s *server) run(ctx context.Context, j *job) (*report.Report, lint.Setup, error) {
	for path, text := range j.texts {
		if onDisk(path, text) {
			delete(j.texts, path)
		}
	}
	opts := config.Options{
		Paths: []string{j.doc.path}, Select: j.settings.Select, Ignore: j.settings.Ignore, Tests: true,
		ForceExclude: true, // what check . leaves out, the editor does too
		Overlay:      j.texts,
	}
	if j.settings.Config != "" {
		opts.Config = []string{absolute(j.dir, j.settings.Config)}
	}
	set, err := lint.Configure(j.dir, &opts, func(string) bool { return false })
	if err != nil {
		return nil, set, err
	}
	engineOptions := lint.EngineOptions(j.dir, opts)
	engineOptions.Memory = s.memory
	run, err := engine.Analyse(ctx, engineOptions)
	if err != nil {
		return nil, set, err
	}
	rep, err := lint.Report(run, set)
	return rep, set, err
}

func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// onDisk reports whether a file on disk has the text. Editors decode: what they show of a file in another encoding is not
// its bytes.
func onDisk(path string, text []byte) bool {
	src, err := os.ReadFile(path)
	if err != nil {
		return false
	}
	return bytes.Equal(src, text) || filepath.Ext(path) != ".go" && bytes.Equal(pyscan.Text(path, src), text)
}

// current reports whether the document is open and as it was when the job began.
func (s *server) current(j *job) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.docs[j.doc.uri] == j.doc && j.doc.version == j.version
}

// settle keeps a result, and wakes who waits for it.
func (s *server) settle(j *job, r *result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.docs[j.doc.uri] != j.doc {
		return
	}
	j.doc.result = r
	close(j.doc.done)
	j.doc.done = make(chan struct{})
}

// badConfigsOf sorts the configuration files that cannot be used, which the user is told of where they stand, from what
// else failed.
func badConfigsOf(set lint.Setup, err error) (map[string]error, error) {
	var bad *lint.BadConfig
	if errors.As(err, &bad) {
		return map[string]error{bad.File: bad.Err}, nil
	}
	if err != nil || set.Tree == nil {
		return nil, err
	}
	return set.Tree.Broken(), nil
}

// tellNotices shows what kept the run from being complete, and logs the rest. Half-typed code does not parse: that is not
// worth a word.
func (s *server) tellNotices(ctx context.Context, notices []finding.Notice) {
	for _, n := range notices {
		switch n.Kind {
		case finding.ParseError, finding.TypeError, finding.Excluded, finding.NothingToDo, finding.BadConfig:
			continue
		}
		text := n.Text + "; " + n.Remedy
		if n.Span.File != "" {
			text = n.Span.File + ": " + text
		}
		text = plain(text)
		if n.Fatal && (n.Kind == finding.LoadError || n.Kind == finding.NoCgo) { // not that this file is generated, or huge
			s.tell(ctx, messageWarning, text)
			continue
		}
		s.mu.Lock()
		known := s.told[text]
		s.told[text] = true
		s.mu.Unlock()
		if !known {
			s.log.Print(text)
		}
	}
}

// plain is text of scanned code or about it, without what could do more than show itself.
func plain(text string) string {
	return strings.TrimSpace(report.Clean(text, report.Style{UTF8: true}))
}
