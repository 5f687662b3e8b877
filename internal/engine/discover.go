package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/overlay"
	"github.com/concurlint/concurlint/internal/pattern"
)

// found is what a look at the paths yields.
type found struct {
	disk    overlay.Files
	root    string
	files   [][]string // a list a language, sorted
	around  [][]string // the same for other files of the project
	beside  [][]string // the same for files that are no source but tell about some
	folders []string
	notices []finding.Notice
}

// A target is one path named on the command line.
type target struct {
	path string // absolute, links resolved
	info fs.FileInfo
	err  error
}

// discover lists the files that the paths mean. A name that is not there is a notice, so that the rest of a run is not
// lost to one typing error.
func discover(ctx context.Context, opts Options) (*found, error) {
	disk := overlay.New(opts.Dir, opts.Overlay)
	targets := resolve(opts.Dir, opts.Paths, disk)
	dir := overlay.Real(opts.Dir)
	w := &walker{
		opts:  opts,
		found: &found{disk: disk, root: commonRoot(dir, targets), files: make([][]string, len(opts.Languages)), beside: make([][]string, len(opts.Languages))},
		seen:  map[string]bool{},
	}
	if opts.Root != "" {
		w.found.root = overlay.Real(opts.Root)
	}
	own, err := pattern.Parse(strings.Join(opts.Exclude, "\n"), relative(w.found.root, dir))
	if err != nil {
		return nil, fmt.Errorf("reading --exclude: %w", err)
	}
	if len(opts.ExcludeThere) > 0 {
		there, err := pattern.Parse(strings.Join(opts.ExcludeThere, "\n"), relative(w.found.root, overlay.Real(opts.ExcludeIn)))
		if err != nil {
			return nil, fmt.Errorf("reading exclude of the configuration: %w", err)
		}
		own = slices.Concat(there, own)
	}
	w.ignores = &ignores{root: w.found.root, top: ".", own: own, files: map[string][]pattern.Pattern{}}
	for _, t := range targets {
		if err := w.target(ctx, t); err != nil {
			return nil, err
		}
	}
	if w.found.around, err = w.around(ctx); err != nil {
		return nil, err
	}
	for i := range w.found.files {
		slices.Sort(w.found.files[i])
		slices.Sort(w.found.around[i])
		slices.Sort(w.found.beside[i])
	}
	return w.found, nil
}

// resolve reads the paths of the command line; "dir/..." means dir, as the go command writes it.
func resolve(dir string, paths []string, disk overlay.Files) []target {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	var targets []target
	for _, p := range paths {
		name := p
		if p == "..." {
			name = "."
		} else if cut, ok := strings.CutSuffix(filepath.ToSlash(p), "/..."); ok {
			name = cut + "/"
		}
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		t := target{path: overlay.Real(name)}
		if t.info, t.err = disk.Stat(t.path); p == "" {
			t.err = fs.ErrNotExist // a variable that is not set, not the working directory
		}
		targets = append(targets, t)
	}
	return targets
}

// walker collects files.
type walker struct {
	opts    Options
	found   *found
	ignores *ignores
	seen    map[string]bool // paths taken, relative to the root
	taken   int             // by the target at hand, seen before or not
	left    int             // excluded from the target at hand
}

func (w *walker) target(ctx context.Context, t target) error {
	w.taken, w.left = 0, 0
	rel := relative(w.found.root, t.path)
	switch {
	case t.err != nil:
		w.missing(t)
	case t.info.IsDir():
		return w.folder(ctx, t, rel)
	default:
		w.file(t, rel)
	}
	return nil
}

// missing tells of a name that cannot be used. A hook may name files that were deleted since.
func (w *walker) missing(t target) {
	n := finding.Notice{Span: finding.Span{File: relative(w.found.root, t.path)}, Text: "no such file or folder", Remedy: "check the name; paths are relative to the working directory", Kind: finding.Missing, Fatal: true}
	if !errors.Is(t.err, fs.ErrNotExist) {
		n.Text, n.Remedy, n.Kind = reason(t.err), "check the permissions", finding.Unreadable
	} else if w.opts.ForceExclude {
		n.Text, n.Remedy, n.Fatal = "no such file: skipped", "none is needed where the file was deleted", false
	}
	w.notice(n)
}

func (w *walker) folder(ctx context.Context, t target, rel string) error {
	ignored := w.excludedAbove(rel, true)
	if ignored && w.opts.ForceExclude {
		w.excludedNotice(rel)
		return nil
	}
	if ignored {
		w.ignores.top = rel // who names an ignored folder wants what is in it
		defer func() { w.ignores.top = "." }()
	}
	w.found.folders = append(w.found.folders, rel)
	if err := w.walk(ctx, rel, false); err != nil {
		return err
	}
	if w.taken == 0 {
		w.nothing(rel)
	}
	return nil
}

// nothing tells of a folder without anything to lint: a green result over nothing must not look green.
func (w *walker) nothing(rel string) {
	n := finding.Notice{Span: finding.Span{File: rel}, Text: "no Go or Python file in this folder", Remedy: "name a folder that has some", Kind: finding.NothingToDo, Fatal: true}
	if w.left > 0 {
		n.Text += ", apart from what is excluded"
		n.Remedy = "see .gitignore and --exclude, or name the files themselves"
	}
	w.notice(n)
}

func (w *walker) excludedNotice(rel string) {
	w.notice(finding.Notice{Span: finding.Span{File: rel}, Text: "excluded: skipped", Remedy: "name it without --force-exclude to look at it", Kind: finding.Excluded})
}

// file takes a file that was named, even an excluded one unless --force-exclude.
func (w *walker) file(t target, rel string) {
	switch {
	case !t.info.Mode().IsRegular():
		w.notice(finding.Notice{Span: finding.Span{File: rel}, Text: "not a regular file: skipped", Remedy: "name a file or a folder", Kind: finding.Unreadable, Fatal: true})
	case w.language(rel) < 0:
		w.notice(finding.Notice{Span: finding.Span{File: rel}, Text: "no Go or Python file that this run looks at: skipped", Remedy: "name files that end in .go or .py", Kind: finding.NothingToDo, Fatal: !w.opts.ForceExclude})
	case w.opts.ForceExclude && w.excludedAbove(rel, false):
		w.excludedNotice(rel)
	default:
		w.take(rel)
	}
}

func (w *walker) take(rel string) {
	if !utf8.ValidString(rel) {
		w.notice(finding.Notice{Span: finding.Span{File: rel}, Text: "the file's name is not UTF-8: not analysed", Remedy: "rename the file", Kind: finding.Unreadable})
		return
	}
	w.taken++
	if w.seen[rel] {
		return
	}
	w.seen[rel] = true
	i := w.language(rel)
	w.found.files[i] = append(w.found.files[i], rel)
}

// language returns the index of the language that takes the file, -1 for none.
func (w *walker) language(rel string) int {
	base := rel[strings.LastIndexByte(rel, '/')+1:]
	return slices.IndexFunc(w.opts.Languages, func(l Language) bool { return l.Takes(base) })
}

func (w *walker) notice(n finding.Notice) { w.found.notices = append(w.found.notices, n) }
