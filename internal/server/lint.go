package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/engine"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/lint"
	"github.com/concurlint/concurlint/internal/report"
	"github.com/concurlint/concurlint/pyscan"
)

const publishMethod = "textDocument/publishDiagnostics"

// A job is one run over the documents of one language and folder, with what everything was when it began.
type job struct {
	dir      string
	docs     []*document
	settings settings
	client   client
	versions map[string]int    // of open files, by URI
	texts    map[string][]byte // of open files that are not as on disk, by path
	uris     map[string]string // of open files, by path
}

// lint runs over documents and publishes what was found, but for those that have changed meanwhile.
func (s *server) lint(ctx context.Context, uris []string) {
	for _, j := range s.jobs(uris) {
		if ctx.Err() == nil {
			s.work(ctx, j)
		}
	}
}

// work does one job.
func (s *server) work(ctx context.Context, j *job) {
	defer func() { // who waits for a result that we failed to get must not wait for ever
		for _, d := range j.docs {
			if ctx.Err() == nil && !s.settled(j, d) {
				s.settle(j, d, &result{version: j.versions[d.uri]})
			}
		}
	}()
	defer s.guard(ctx, filepath.Base(j.docs[0].path), nil)
	end := s.progress(ctx, j.title())
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
	if rep != nil {
		s.tellNotices(ctx, rep.Notices)
	}
	for _, d := range j.docs {
		s.publish(ctx, j, d, rep, broken)
	}
}

// publish sends what was found in a document. Where the configuration cannot be used there is no report: what was found
// before is a better guess than what the defaults would say.
func (s *server) publish(ctx context.Context, j *job, d *document, rep *report.Report, broken map[string]error) {
	s.publishing.Lock()
	defer s.publishing.Unlock()
	if !s.current(j, d) {
		return
	}
	s.publishBadConfigs(ctx, d.uri, broken)
	if rep == nil {
		return
	}
	r, diagnostics := j.present(rep, d)
	params := publishParams{URI: d.uri, Diagnostics: diagnostics}
	if j.client.versions {
		params.Version = &r.version
	}
	s.notify(ctx, publishMethod, params)
	s.settle(j, d, r)
}

// title says what the job is about.
func (j *job) title() string {
	name := filepath.Base(j.docs[0].path)
	if n := len(j.docs) - 1; n > 0 {
		return fmt.Sprintf("%s and %d more", name, n)
	}
	return name
}

// jobs takes down what everything is now, a job for each language and folder that documents are linted from. Python comes
// first: it does not wait for the go command.
func (s *server) jobs(uris []string) []*job {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*job
	for _, uri := range uris {
		d := s.docs[uri]
		if d == nil {
			continue
		}
		dir := s.folderOf(d.path)
		i := slices.IndexFunc(out, func(j *job) bool { return j.dir == dir && j.docs[0].golang() == d.golang() })
		if i < 0 {
			i = len(out)
			out = append(out, s.newJob(dir))
		}
		out[i].docs = append(out[i].docs, d)
	}
	slices.SortStableFunc(out, func(a, b *job) int {
		switch {
		case a.docs[0].golang() == b.docs[0].golang():
			return 0
		case b.docs[0].golang():
			return -1
		}
		return 1
	})
	return out
}

// newJob returns a job about nothing yet. The lock must be held.
func (s *server) newJob(dir string) *job {
	j := &job{dir: dir, settings: s.settings, client: s.client, texts: map[string][]byte{}, uris: map[string]string{}, versions: map[string]int{}}
	for _, d := range s.docs {
		if d.lintable() {
			j.texts[d.path], j.uris[d.path], j.versions[d.uri] = d.text.bytes, d.uri, d.version
		}
	}
	return j
}

// run is what check does for files that are named.
func (s *server) run(ctx context.Context, j *job) (*report.Report, lint.Setup, error) {
	for path, text := range j.texts {
		if onDisk(path, text) {
			delete(j.texts, path)
		}
	}
	var paths []string
	for _, d := range j.docs {
		paths = append(paths, d.path)
	}
	opts := config.Options{
		Paths: paths, Select: j.settings.Select, Ignore: j.settings.Ignore, Tests: true,
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
func (s *server) current(j *job, d *document) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.docs[d.uri] == d && d.version == j.versions[d.uri]
}

// settled reports whether the document has a result of its version.
func (s *server) settled(j *job, d *document) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return d.result != nil && d.result.version == j.versions[d.uri]
}

// settle keeps a result, and wakes who waits for it.
func (s *server) settle(j *job, d *document, r *result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.docs[d.uri] != d {
		return
	}
	d.result = r
	close(d.done)
	d.done = make(chan struct{})
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
