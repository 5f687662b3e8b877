package goscan

import (
	"errors"
	"fmt"
	"go/parser"
	goscanner "go/scanner"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/concurlint/concurlint/internal/finding"
)

// tell adds a notice once.
func (s *scanner) tell(n finding.Notice) {
	key := fmt.Sprint(n.Kind, n.Span.File, n.Span.Line, n.Text)
	if !s.told[key] {
		s.told[key] = true
		s.result.Notices = append(s.result.Notices, n)
	}
}

// modPlace finds "go.mod:3: unknown directive" in what the go command says.
var modPlace = regexp.MustCompile(`([^\s:]*go\.(?:mod|work)):(\d+)(?::\d+)?:\s*(.*)`)

// loadFailed tells why the packages of a group could not be loaded. The files are analysed without their module.
func (s *scanner) loadFailed(g group, err error) {
	if errors.Is(err, errNoModule) {
		s.tell(finding.Notice{
			Span: finding.Span{File: s.relative(g.folders[0])}, Text: fmt.Sprintf("no go.mod for %d folders: each was analysed by itself, without what it imports", len(g.folders)),
			Remedy: "add a go.mod, so that imports resolve", Kind: finding.LoadError,
		})
		return
	}
	file := "go.mod"
	if g.workspace {
		file = "go.work"
	}
	n := finding.Notice{
		Span: finding.Span{File: s.relative(filepath.Join(g.root, file))}, Text: "loading packages: " + oneLine(err.Error()),
		Remedy: "make `go list ./...` work there; until then each folder is analysed by itself, without what it imports", Kind: finding.LoadError, Fatal: true,
	}
	if m := modPlace.FindStringSubmatch(err.Error()); m != nil {
		file := filepath.FromSlash(m[1])
		if !filepath.IsAbs(file) {
			file = filepath.Join(g.root, file)
		}
		line, _ := strconv.Atoi(m[2])
		n.Span, n.Text = s.span(file, line, 1), "loading packages: "+oneLine(m[3])
	}
	if _, missing := exec.LookPath("go"); missing != nil {
		n.Text = "there is no go command on PATH to list the packages with"
		n.Remedy = "install Go; until then each folder is analysed by itself, without what it imports"
	}
	if g.workspace {
		n.Remedy, n.Fatal = "mend go.work; its modules were analysed one by one", false
	}
	s.tell(n)
}

// tellStale says that the packages were loaded as go mod tidy would leave the module.
func (s *scanner) tellStale(g group, err error) {
	s.tell(finding.Notice{
		Span: finding.Span{File: s.relative(filepath.Join(g.root, "go.mod"))}, Text: "is not up to date (" + oneLine(err.Error()) + "): analysed as go mod tidy would leave it",
		Remedy: "run go mod tidy", Kind: finding.LoadError,
	})
}

func oneLine(text string) string {
	if _, stderr, ok := strings.Cut(text, "stderr: "); ok {
		text = stderr
	}
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" || strings.HasPrefix(l, "# ") })
	if len(lines) == 0 {
		return "the go command failed"
	}
	first := strings.TrimSpace(lines[0])
	if strings.HasSuffix(first, ":") && len(lines) > 1 {
		first += " " + strings.TrimSpace(lines[1])
	}
	return first
}

// packageNotices tells what was wrong with a package: its syntax errors, one a file; imports that are missing; otherwise its
// first type error, and how many there are.
func (s *scanner) packageNotices(p *packages.Package) {
	if !s.anyNamed(p) {
		return
	}
	var types []packages.Error
	other := false
	for _, e := range p.Errors {
		switch {
		case strings.HasPrefix(e.Msg, "# "): // what the compiler says: the type checker says it too
		case s.missingImport(e):
			other = true
		case e.Kind == packages.ParseError:
			s.syntaxError(e)
			other = true
		case e.Kind == packages.TypeError:
			types = append(types, e)
		default:
			s.listError(p, e)
			other = true
		}
	}
	if len(types) > 0 && !other {
		s.typeErrors(p, types)
	}
}

// importFailures find the path in what the go command and the type checker say of an import that is not there.
var importFailures = []*regexp.Regexp{
	regexp.MustCompile(`^could not import (\S+)`),
	regexp.MustCompile(`^no required module provides package ([^\s;]+)`),
	regexp.MustCompile(`^cannot find (?:package|module providing package) "?([^\s";]+)`),
	regexp.MustCompile(`^missing go.sum entry for module providing package ([^\s;]+)`),
	regexp.MustCompile(`^package (\S+) is not in std`),
	regexp.MustCompile(`^(\S+\.\S+/\S+?)@v\S+: `),
}

// missingImport notes an import that does not resolve. All of them are told together: one missing module breaks many.
func (s *scanner) missingImport(e packages.Error) bool {
	for _, re := range importFailures {
		m := re.FindStringSubmatch(e.Msg)
		if m == nil {
			continue
		}
		file, line, col := place(e.Pos)
		if _, seen := s.missing[m[1]]; !seen {
			s.missing[m[1]] = s.span(file, line, col)
		}
		return true
	}
	return false
}

// tellMissing tells of the imports that did not resolve.
func (s *scanner) tellMissing() {
	if len(s.missing) == 0 {
		return
	}
	paths := slices.Sorted(maps.Keys(s.missing))
	text := "import " + paths[0] + " does not resolve"
	if n := len(paths) - 1; n > 0 {
		text = fmt.Sprintf("import %s and %d others do not resolve", paths[0], n)
	}
	s.tell(finding.Notice{
		Span: s.missing[paths[0]], Text: text + ": what is called there is known by its name alone",
		Remedy: "run go mod download, and go mod tidy if that does not help", Kind: finding.LoadError,
	})
}

func (s *scanner) anyNamed(p *packages.Package) bool {
	files := slices.Concat(p.GoFiles, p.CompiledGoFiles, p.IgnoredFiles)
	return len(files) == 0 || slices.ContainsFunc(files, func(f string) bool { return s.named[s.relative(f)] })
}

// syntaxError tells the first syntax error of a file.
func (s *scanner) syntaxError(e packages.Error) {
	file, line, col := place(e.Pos)
	s.doubtFile(s.relative(file))
	s.firstIn(file, finding.Notice{
		Span: s.span(file, line, col), Text: "syntax error: " + e.Msg, Remedy: "functions around the error may be missing from the analysis", Kind: finding.ParseError,
	})
}

func (s *scanner) firstIn(file string, n finding.Notice) {
	key := n.Kind + " in " + file
	if !s.told[key] {
		s.told[key] = true
		s.tell(n)
	}
}

// listError tells what the go command says of a package. Syntax errors come from the parser as well.
func (s *scanner) listError(p *packages.Package, e packages.Error) {
	file, line, col := place(e.Pos)
	if strings.Contains(e.Msg, "expected ") && file != "" {
		s.syntaxError(e)
		return
	}
	if strings.Contains(e.Msg, "build constraints exclude all Go files") {
		return // the files are counted as not loaded
	}
	n := finding.Notice{Span: s.span(file, line, col), Text: oneLine(e.Msg), Remedy: "make go list work there; what it names may be missing from the analysis", Kind: finding.LoadError}
	if file == "" {
		n.Span, n.Text = finding.Span{}, "package "+p.PkgPath+": "+n.Text
	}
	s.tell(n)
}

func (s *scanner) typeErrors(p *packages.Package, errs []packages.Error) {
	file, line, col := place(errs[0].Pos)
	text := "type error: " + oneLine(errs[0].Msg)
	if len(errs) > 1 {
		text += fmt.Sprintf(", and %d more in package %s", len(errs)-1, p.Name)
	}
	s.tell(finding.Notice{Span: s.span(file, line, col), Text: text, Remedy: "what does not resolve is left out of the analysis", Kind: finding.TypeError})
}

// place reads "file:line:col".
func place(pos string) (file string, line, col int) {
	if pos == "" || pos == "-" {
		return "", 0, 0
	}
	parts := strings.Split(pos, ":")
	n := len(parts)
	if n >= 3 {
		l, errLine := strconv.Atoi(parts[n-2])
		c, errCol := strconv.Atoi(parts[n-1])
		if errLine == nil && errCol == nil {
			return strings.Join(parts[:n-2], ":"), l, c
		}
	}
	if n >= 2 {
		if l, err := strconv.Atoi(parts[n-1]); err == nil {
			return strings.Join(parts[:n-1], ":"), l, 0
		}
	}
	return pos, 0, 0
}

// parseError tells what the parser says of a file outside of any module.
func (s *scanner) parseError(err error) {
	var list goscanner.ErrorList
	if !errors.As(err, &list) || len(list) == 0 {
		return
	}
	e := list[0]
	s.syntaxError(packages.Error{Pos: e.Pos.String(), Msg: e.Msg})
}

func (s *scanner) unreadable(path string, err error) {
	s.loaded[s.relative(path)] = true
	s.doubtFile(s.relative(path))
	s.tell(finding.Notice{Span: s.span(path, 0, 0), Text: fmt.Sprintf("cannot be read: %v", err), Remedy: "check the file", Kind: finding.Unreadable})
}

// unloaded tells of the files named that no package has: for another platform, behind a build tag, using cgo.
func (s *scanner) unloaded() {
	var cgo, other []string
	for _, name := range s.opts.Files {
		name = filepath.ToSlash(filepath.Clean(name))
		switch {
		case s.loaded[name]:
		case s.usesCgo(name):
			cgo = append(cgo, name)
		default:
			other = append(other, name)
		}
	}
	s.tellUnloaded(cgo, finding.NoCgo, "use cgo and were not analysed", "uses cgo and was not analysed", cgoRemedy(os.Getenv("CGO_ENABLED")))
	s.tellUnloaded(other, finding.LeftOut, "are left out by build constraints and were not analysed", "is left out by build constraints and was not analysed", "name the build tags with --tags, or set GOOS and GOARCH")
}

// cgoRemedy: with cgo off the whole package may be missing. With it on, what the compiler sees of the file is generated.
func cgoRemedy(enabled string) string {
	if enabled == "0" {
		return "set CGO_ENABLED=1 and have a C compiler"
	}
	return "keep concurrent work out of files that import \"C\"; the rest of their package was analysed"
}

func (s *scanner) tellUnloaded(files []string, kind, many, one, remedy string) {
	if len(files) == 0 {
		return
	}
	slices.Sort(files)
	for _, name := range files {
		s.doubtFile(name)
	}
	text := one
	if len(files) > 1 {
		text = fmt.Sprintf("this and %d other files %s", len(files)-1, many)
	}
	s.tell(finding.Notice{Span: finding.Span{File: files[0]}, Text: text, Remedy: remedy, Kind: kind})
}

func (s *scanner) usesCgo(name string) bool {
	f, err := s.parse(token.NewFileSet(), filepath.Join(s.opts.Root, filepath.FromSlash(name)), parser.ImportsOnly)
	if err != nil {
		return false
	}
	for _, spec := range f.Imports {
		if spec.Path.Value == `"C"` {
			return true
		}
	}
	return false
}
