package config

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/pattern"
	"github.com/concurlint/concurlint/rules"
)

// Settings are what a configuration file may say. A key that is not there is nil, empty or zero. The doc tags become the
// descriptions of the schema.
type Settings struct {
	Extend       string            `toml:"extend" doc:"another configuration file, relative to this one, whose keys hold where this one has none"`
	Select       []string          `toml:"select" doc:"rules to run: codes, prefixes (CL1), names, groups (go, python, bound, ...) or all; the default rules where absent"`
	Ignore       []string          `toml:"ignore" doc:"rules to leave out, in the same words"`
	Levels       map[string]string `toml:"levels" doc:"level of a rule by its code or name: note, warning or error"`
	Paths        []PathSettings    `toml:"paths" doc:"settings for some files; later ones win"`
	FailOn       string            `toml:"fail-on" doc:"lowest level that fails the run: note, warning or error"`
	Baseline     string            `toml:"baseline" doc:"file of the findings that are known and not shown, relative to this one; see concurlint baseline"`
	Exclude      []string          `toml:"exclude" doc:"files and folders to leave out, as a .gitignore in the folder of this file would write them"`
	Tests        *bool             `toml:"tests" doc:"whether Go test files are looked at"`
	Tags         []string          `toml:"tags" doc:"Go build tags"`
	TargetPython string            `toml:"target-python" doc:"lowest Python version the code runs on, such as 3.11; the project's requires-python where absent"`
	MaxConstant  int64             `toml:"max-constant-fan-out" doc:"the number of tasks that a constant may start without a limit; 50 where absent"`
	Models       OwnModels         `toml:"models" doc:"what your own clients, limiters and helpers do, in the form of rules/models"`
}

// PathSettings hold for the files that Match means.
type PathSettings struct {
	Match  []string `toml:"match" doc:"files and folders, as a .gitignore in the folder of this file would write them"`
	Select []string `toml:"select" doc:"rules to run there besides the others"`
	Ignore []string `toml:"ignore" doc:"rules to leave out there"`
	Class  string   `toml:"class" doc:"how findings are lowered there: as in a test, example, benchmark, script or migration; none: as in any other file"`
}

// OwnModels are rows by language.
type OwnModels struct {
	Go     []*rules.Model `toml:"go" doc:"rows about Go APIs"`
	Python []*rules.Model `toml:"python" doc:"rows about Python APIs"`
}

// A Config is one configuration file with those that it extends. The zero Config says nothing.
type Config struct {
	Settings
	Path string            // of the file, "" for none
	From map[string]string // for each key that is set, the file that sets it

	paths []pathRule
	files []string // that were read
}

// Files returns the files that the configuration was read from, those that are extended first.
func (c *Config) Files() []string { return c.files }

// A pathRule is one PathSettings, ready to be asked.
type pathRule struct {
	PathSettings
	dir      string // absolute folder that the patterns are relative to
	patterns []pattern.Pattern
}

// maxExtends is how many files may extend each other: more is a circle.
const maxExtends = 16

// Load reads a file and what it extends. An error names the file and, where there is one, the line.
func Load(path string) (*Config, error) {
	c, err := load(path, 0)
	if err != nil {
		return nil, err
	}
	return c, c.validate()
}

func load(path string, depth int) (*Config, error) {
	if depth > maxExtends {
		return nil, fmt.Errorf("%s: extend goes round in a circle; remove one", path)
	}
	s, ok, err := read(path)
	if err == nil && !ok {
		err = fmt.Errorf("%s has no table [tool.concurlint]; add it, or name another file", path)
	}
	if err != nil {
		return nil, err
	}
	c := &Config{Path: path, From: map[string]string{}}
	if s.Extend != "" {
		name := filepath.FromSlash(s.Extend)
		if !filepath.IsAbs(name) {
			name = filepath.Join(filepath.Dir(path), name)
		}
		base, err := load(name, depth+1)
		if err != nil {
			return nil, fmt.Errorf("%s extends another file: %w", path, err)
		}
		c.Settings, c.From, c.paths, c.files = base.Settings, base.From, base.paths, base.files
	}
	c.files = append(c.files, path)
	return c, c.add(s, path)
}

// add puts the keys of a file over those that are there; lists of tables are appended.
func (c *Config) add(s Settings, path string) error {
	set := func(key string, isSet bool, assign func()) {
		if isSet {
			assign()
			c.From[key] = path
		}
	}
	set("select", s.Select != nil, func() { c.Select = s.Select })
	set("ignore", s.Ignore != nil, func() { c.Ignore = s.Ignore })
	set("fail-on", s.FailOn != "", func() { c.FailOn = s.FailOn })
	set("baseline", s.Baseline != "", func() { c.Baseline = s.Baseline })
	set("exclude", s.Exclude != nil, func() { c.Exclude = s.Exclude })
	set("tests", s.Tests != nil, func() { c.Tests = s.Tests })
	set("tags", s.Tags != nil, func() { c.Tags = s.Tags })
	set("target-python", s.TargetPython != "", func() { c.TargetPython = s.TargetPython })
	set("max-constant-fan-out", s.MaxConstant != 0, func() { c.MaxConstant = s.MaxConstant })
	set("levels", len(s.Levels) > 0, func() {
		all := maps.Clone(c.Levels)
		if all == nil {
			all = map[string]string{}
		}
		maps.Copy(all, s.Levels)
		c.Levels = all
	})
	set("models", len(s.Models.Go)+len(s.Models.Python) > 0, func() {
		for _, row := range slices.Concat(s.Models.Go, s.Models.Python) {
			row.File, row.Source = filepath.Base(path), orElse(row.Source, path)
		}
		c.Models.Go = slices.Concat(s.Models.Go, c.Models.Go)
		c.Models.Python = slices.Concat(s.Models.Python, c.Models.Python)
	})
	var err error
	set("paths", len(s.Paths) > 0, func() {
		for _, p := range s.Paths {
			patterns, bad := pattern.Parse(strings.Join(p.Match, "\n"), ".")
			if bad != nil && err == nil {
				err = fmt.Errorf("%s: paths: match: %w", path, bad)
			}
			if len(p.Match) == 0 && err == nil {
				err = fmt.Errorf("%s: paths: match is missing; say which files are meant", path)
			}
			c.Paths = append(slices.Clone(c.Paths), p)
			c.paths = append(slices.Clone(c.paths), pathRule{p, filepath.Dir(path), patterns})
		}
	})
	return err
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// validate checks the words in the values.
func (c *Config) validate() error {
	at := func(key string, err error) error {
		if err == nil {
			return nil
		}
		return fmt.Errorf("%s: %w", orElse(c.From[key], c.Path), err)
	}
	errs := []error{at("fail-on", choice("fail-on", c.FailOn, "note", "warning", "error"))}
	for _, list := range []struct {
		key     string
		entries []string
	}{{"select", c.Select}, {"ignore", c.Ignore}} {
		for _, e := range list.entries {
			errs = append(errs, at(list.key, known(list.key, e, rules.All())))
		}
	}
	for _, p := range c.Paths {
		errs = append(errs, at("paths", choice("class", p.Class, append(classNames(), NoClass)...)))
		for _, e := range slices.Concat(p.Select, p.Ignore) {
			errs = append(errs, at("paths", known("paths", e, rules.All())))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Levels)) {
		_, err := FindRule(name, rules.All())
		errs = append(errs, at("levels", err), at("levels", choice("level of "+name, c.Levels[name], "note", "warning", "error")))
	}
	if err := CheckPython(c.TargetPython); err != nil {
		errs = append(errs, at("target-python", fmt.Errorf("target-python %q is no version; write it as 3.11", c.TargetPython)))
	}
	if _, err := pattern.Parse(strings.Join(c.Exclude, "\n"), "."); err != nil {
		errs = append(errs, at("exclude", err))
	}
	if c.MaxConstant < 0 {
		errs = append(errs, at("max-constant-fan-out", errors.New("max-constant-fan-out is below 0")))
	}
	if _, err := rules.Builtin().With(c.Models.Go, c.Models.Python); err != nil {
		errs = append(errs, at("models", err))
	}
	return errors.Join(errs...)
}

func choice(key, value string, valid ...string) error {
	if value == "" {
		return nil
	}
	return oneOf("value of "+key, value, valid)
}

func classNames() []string {
	var names []string
	for _, c := range PathClasses() {
		names = append(names, c.Name)
	}
	return names
}

// NoClass is the class of files in which findings are not lowered, wherever they lie.
const NoClass = "none"

// A FileSettings is what holds for one file.
type FileSettings struct {
	Selection Selection
	Levels    map[string]finding.Level // by code, where it is not the rule's own
	Class     string                   // "" where the place of the file decides, none for no class
}

// For returns what holds for a file, given by its absolute path. own are the user's choices of this run, which win over
// select and ignore of the file.
func (c *Config) For(file string, own Choices) (FileSettings, error) {
	selected, ignored := c.Select, c.Ignore
	if own.Select != nil {
		selected = own.Select
	}
	if own.Ignore != nil {
		ignored = own.Ignore
	}
	selection, err := ParseSelection(selected, ignored, rules.All())
	out := FileSettings{Selection: selection, Levels: map[string]finding.Level{}}
	for name, word := range c.Levels {
		rule, findErr := FindRule(name, rules.All())
		level, ok := finding.ParseLevel(word)
		if findErr == nil && ok {
			out.Levels[rule.Code] = level
		}
	}
	for _, p := range c.paths {
		if !p.holds(file) {
			continue
		}
		out.Selection = out.Selection.with(p.Select, true).with(p.Ignore, false)
		if p.Class != "" {
			out.Class = p.Class
		}
	}
	return out, err
}

func (p pathRule) holds(file string) bool {
	rel, err := filepath.Rel(p.dir, file)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) && pattern.Holds(p.patterns, filepath.ToSlash(rel))
}

// matching says which of the path settings hold for a file: files with the same answer have the same settings.
func (c *Config) matching(file string) string {
	out := make([]byte, len(c.paths))
	for i, p := range c.paths {
		out[i] = '-'
		if p.holds(file) {
			out[i] = '+'
		}
	}
	return string(out)
}

// Choices are what the command line says of rules; nil where it says nothing.
type Choices struct{ Select, Ignore []string }

// Names of configuration files, the one that wins first.
const (
	ownFile   = "concurlint.toml"
	pyproject = "pyproject.toml"
)

// maxFile is far above any configuration; a device or a dump of that name is not read.
const maxFile = 1 << 20

// read returns what a file says; false where it is a pyproject.toml that says nothing to us.
func read(path string) (Settings, bool, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Settings{}, false, fmt.Errorf("reading the configuration: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return Settings{}, false, fmt.Errorf("%s is no configuration: it is no regular file, or larger than 1 MB", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return Settings{}, false, fmt.Errorf("reading the configuration: %w", err)
	}
	return parse(path, text)
}

func parse(path string, text []byte) (Settings, bool, error) {
	if filepath.Base(path) != pyproject {
		var s Settings
		err := decode(path, text, &s, nil)
		return s, true, err
	}
	var file struct {
		Tool struct {
			Concurlint *Settings `toml:"concurlint"`
		} `toml:"tool"`
	}
	if err := decode(path, text, &file, []string{"tool", "concurlint"}); err != nil {
		return Settings{}, false, err
	}
	if file.Tool.Concurlint == nil {
		return Settings{}, false, nil
	}
	return *file.Tool.Concurlint, true, nil
}

// decode reads TOML. A key that nobody knows is an error where it lies below the table.
func decode(path string, text []byte, into any, table []string) error {
	dec := toml.NewDecoder(strings.NewReader(string(text)))
	dec.DisallowUnknownFields()
	err := dec.Decode(into)
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) {
		for _, e := range strict.Errors {
			key := []string(e.Key())
			if len(key) < len(table) || !slices.Equal(key[:len(table)], table) {
				continue
			}
			row, _ := e.Position()
			key = key[len(table):]
			return fmt.Errorf("%s:%d: unknown key %q%s", path, row, strings.Join(key, "."), didYouMean(key[len(key)-1], keysBeside(key)))
		}
		return nil
	}
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		row, _ := bad.Position()
		return fmt.Errorf("%s:%d: %s", path, row, strings.TrimPrefix(bad.Error(), "toml: "))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// A Row is a key with its value, as config show prints it.
type Row struct{ Key, Value string }

// Table returns all keys in the order of Settings.
func (c *Config) Table() []Row {
	list := func(words []string, none string) string {
		if words == nil {
			return none
		}
		return "[" + strings.Join(words, ", ") + "]"
	}
	tests, constant := true, c.MaxConstant
	if c.Tests != nil {
		tests = *c.Tests
	}
	if constant == 0 {
		constant = 50
	}
	var levels []string
	for _, name := range slices.Sorted(maps.Keys(c.Levels)) {
		levels = append(levels, name+" "+c.Levels[name])
	}
	var paths []string
	for _, p := range c.Paths {
		paths = append(paths, p.Match...)
	}
	return []Row{
		{"select", list(c.Select, "the default rules")},
		{"ignore", list(c.Ignore, "none")},
		{"levels", list(levels, "those of the rules")},
		{"paths", list(paths, "none")},
		{"fail-on", orElse(c.FailOn, "warning")},
		{"baseline", orElse(c.Baseline, "none")},
		{"exclude", list(c.Exclude, "none")},
		{"tests", fmt.Sprint(tests)},
		{"tags", list(c.Tags, "none")},
		{"target-python", orElse(c.TargetPython, "requires-python of each project")},
		{"max-constant-fan-out", fmt.Sprint(constant)},
		{"models", fmt.Sprintf("%d Go, %d Python", len(c.Models.Go), len(c.Models.Python))},
	}
}
