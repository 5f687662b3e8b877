package lint

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/config"
	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/rules"
)

// A Setup is what the configuration files say, for the run and for each file.
type Setup struct {
	Tree *config.Tree
	Run  *config.Config // of the run as a whole: what is looked at, and how
}

// A BadConfig is an error of a configuration file of the run.
type BadConfig struct {
	File string // absolute
	Err  error
}

func (b *BadConfig) Error() string { return b.Err.Error() }
func (b *BadConfig) Unwrap() error { return b.Err }

// Configure reads the configuration of a run in a folder and puts into opts what the user leaves open: given reports
// whether a flag was. A configuration of the run that cannot be used is a BadConfig.
func Configure(dir string, opts *config.Options, given func(flag string) bool) (Setup, error) {
	fixed, inline, err := named(opts)
	if err != nil {
		return Setup{}, err
	}
	own := config.Choices{Select: opts.Select, Ignore: opts.Ignore}
	s := Setup{Tree: config.NewTree(fixed, own)}
	s.Run = s.Tree.Of(base(dir, opts.Paths))
	if broken := s.Tree.Broken(); len(broken) > 0 {
		file := slices.Sorted(maps.Keys(broken))[0]
		return Setup{}, &BadConfig{file, broken[file]}
	}
	if len(inline) > 0 {
		if s.Run, err = s.Run.Over(inline); err != nil {
			return Setup{}, err
		}
		s.Tree = config.NewTree(s.Run, own)
	}
	if _, err := config.ParseSelection(opts.Select, opts.Ignore, rules.All()); err != nil {
		return Setup{}, err
	}
	return s, s.fill(opts, given)
}

// named reads what --config names: a file, and settings.
func named(opts *config.Options) (fixed *config.Config, inline []config.Settings, err error) {
	if opts.Isolated {
		fixed = &config.Config{}
	}
	for _, value := range opts.Config {
		if strings.Contains(value, "=") {
			s, err := config.Inline(value)
			if err != nil {
				return nil, nil, err
			}
			inline = append(inline, s)
			continue
		}
		if fixed != nil {
			return nil, nil, errors.New("--config names a second file, or one besides --isolated; name one, and let it extend the other")
		}
		path, err := filepath.Abs(value)
		if err != nil {
			return nil, nil, fmt.Errorf("reading --config: %w", err)
		}
		if fixed, err = config.Load(path); err != nil {
			return nil, nil, &BadConfig{path, err}
		}
	}
	return fixed, inline, nil
}

// base is the folder whose configuration holds for the run: the working directory where what is named lies in it, so that
// a hook that names some files and a run over everything agree; else the folder of what is named first.
func base(dir string, paths []string) string {
	for i, p := range paths {
		paths[i] = filepath.ToSlash(p)
	}
	for _, p := range paths {
		path := p
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		if rel, err := filepath.Rel(dir, path); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return dir
		}
	}
	if len(paths) == 0 {
		return dir
	}
	first := strings.TrimSuffix(paths[0], "/...")
	if !filepath.IsAbs(first) {
		first = filepath.Join(dir, first)
	}
	if info, err := os.Stat(first); err == nil && !info.IsDir() {
		return filepath.Dir(first)
	}
	return filepath.Clean(first)
}

// fill puts the settings of the run where the command line says nothing.
func (s Setup) fill(opts *config.Options, given func(flag string) bool) error {
	open := func(flag string) bool { return !given(flag) }
	c := s.Run
	if c.Tests != nil && open("tests") {
		opts.Tests = *c.Tests
	}
	if c.Tags != nil && open("tags") {
		opts.Tags = c.Tags
	}
	if open("target-python") {
		opts.TargetPython = cmp.Or(c.TargetPython, opts.TargetPython)
	}
	if level, ok := finding.ParseLevel(c.FailOn); ok && open("fail-on") {
		opts.FailOn = level
	}
	if c.Baseline != "" && open("baseline") && !opts.NoBaseline {
		opts.Baseline = filepath.FromSlash(c.Baseline)
		if !filepath.IsAbs(opts.Baseline) {
			opts.Baseline = filepath.Join(filepath.Dir(cmp.Or(c.From["baseline"], c.Path)), opts.Baseline)
		}
	}
	opts.MaxConstant = c.MaxConstant
	if len(c.Exclude) > 0 {
		opts.ExcludeIn, opts.ExcludeThere = filepath.Dir(cmp.Or(c.From["exclude"], c.Path)), c.Exclude
	}
	models, err := rules.Builtin().With(c.Models.Go, c.Models.Python)
	opts.Models = models
	return err
}

// OfFile returns what holds for a file, by its path relative to the root of a run.
func (s Setup) OfFile(root string) func(string) config.FileSettings {
	return func(path string) config.FileSettings {
		return s.Tree.For(filepath.Join(root, filepath.FromSlash(path)))
	}
}

// Notices names the configuration files below that of the run which could not be used.
func (s Setup) Notices() []finding.Notice {
	broken := s.Tree.Broken()
	var out []finding.Notice
	for _, path := range slices.Sorted(maps.Keys(broken)) {
		out = append(out, finding.Notice{
			Text: broken[path].Error(), Kind: finding.BadConfig, Fatal: true,
			Remedy: "mend it; the files below it were checked with the settings above it",
		})
	}
	return out
}

// RuleSet returns the rules of a run as a whole, and those of findings.
func (s Setup) RuleSet(findings ...[]finding.Finding) ([]rules.Rule, error) {
	settings, err := s.Run.For(filepath.Join(filepath.Dir(s.Run.Path), "."), s.Tree.Choices())
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(rules.All(), func(r rules.Rule) bool {
		if settings.Selection.Has(r.Code) {
			return false
		}
		for _, list := range findings {
			if slices.ContainsFunc(list, func(f finding.Finding) bool { return f.Code == r.Code }) {
				return false
			}
		}
		return true
	}), nil
}
