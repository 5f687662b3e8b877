// Package rules holds what concurlint knows as data: one page a rule, one file of models a library. It is public and
// imports nothing of ours, so that documentation, drivers and checks all read the same text.
package rules

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed CL*.md
var pages embed.FS

// A Rule is one page: its front matter and the text that users read.
type Rule struct {
	Code       string   `toml:"code"`       // CL106; never reused
	Name       string   `toml:"name"`       // what we dislike: unbounded-goroutines
	Title      string   `toml:"title"`      // one sentence for tables, without a final period
	Languages  []string `toml:"languages"`  // go, python
	Level      string   `toml:"level"`      // error, warning, note
	Confidence string   `toml:"confidence"` // of a finding all of whose names resolved
	Default    bool     `toml:"default"`    // runs without being selected
	CWE        []int    `toml:"cwe"`
	ReportsAt  string   `toml:"reports-at"` // which place a finding stands at
	Peers      []string `toml:"peers"`      // rules of ruff and flake8 about the same matter, by their codes
	Tags       []string `toml:"tags"`
	Doc        string   `toml:"-"` // markdown below the front matter
}

// Family returns the hundred that the code belongs to, as tables name it.
func (r Rule) Family() string {
	if len(r.Code) < 3 {
		return ""
	}
	return map[byte]string{
		'1': "bound", '2': "lifetime", '3': "connections", '4': "event loop", '5': "blocking",
		'6': "resources", '7': "retries and limiters", '8': "policy", '9': "about the run",
	}[r.Code[2]]
}

// Homepage is where the project and its pages are.
const Homepage = "https://github.com/concurlint/concurlint"

// URL is the page of the rule for browsers.
func (r Rule) URL() string { return Homepage + "/blob/main/rules/" + r.Code + "-" + r.Name + ".md" }

// Section returns the text below a heading of the page, without it; "" where there is none.
func (r Rule) Section(heading string) string {
	_, text, ok := strings.Cut("\n"+r.Doc, "\n## "+heading+"\n")
	if !ok {
		return ""
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return strings.TrimSpace(text)
}

// In reports whether the rule has the language.
func (r Rule) In(lang string) bool { return slices.Contains(r.Languages, lang) }

var parsed = sync.OnceValues(func() ([]Rule, error) { return parsePages(pages) })

// All returns the rules sorted by code. The pages are embedded and tested, so a bad one is a defect of ours.
func All() []Rule { return slices.Clone(every()) }

func every() []Rule {
	all, err := parsed()
	if err != nil {
		panic(err)
	}
	return all
}

// Get returns the rule with the code; it reports false where there is none.
func Get(code string) (Rule, bool) {
	all := every()
	i, found := slices.BinarySearchFunc(all, code, func(r Rule, code string) int { return cmp.Compare(r.Code, code) })
	if !found {
		return Rule{}, false
	}
	return all[i], true
}

func parsePages(files fs.FS) ([]Rule, error) {
	names, err := fs.Glob(files, "CL*.md")
	if err != nil {
		return nil, fmt.Errorf("listing rule pages: %w", err)
	}
	slices.Sort(names)
	var all []Rule
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading rule page %s: %w", name, err)
		}
		r, err := parsePage(name, string(text))
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

func parsePage(name, text string) (Rule, error) {
	rest, ok := strings.CutPrefix(text, "+++\n")
	front, doc, ok2 := strings.Cut(rest, "\n+++\n")
	if !ok || !ok2 {
		return Rule{}, fmt.Errorf("rule page %s: front matter between two lines +++ is missing", name)
	}
	var r Rule
	dec := toml.NewDecoder(strings.NewReader(front))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&r); err != nil {
		return Rule{}, fmt.Errorf("rule page %s: %w", name, err)
	}
	r.Doc = strings.TrimSpace(doc) + "\n"
	return r, r.validate(name)
}

func (r Rule) validate(name string) error {
	switch {
	case name != r.Code+"-"+r.Name+".md":
		return fmt.Errorf("rule page %s: code and name say %s-%s.md", name, r.Code, r.Name)
	case r.Title == "" || strings.HasSuffix(r.Title, "."):
		return fmt.Errorf("rule page %s: title must be one sentence without a final period", name)
	case len(r.Languages) == 0:
		return fmt.Errorf("rule page %s: languages is empty", name)
	case !slices.Contains([]string{"error", "warning", "note"}, r.Level):
		return fmt.Errorf("rule page %s: level is %q, want error, warning or note", name, r.Level)
	case len(r.CWE) == 0:
		return fmt.Errorf("rule page %s: cwe is empty", name)
	case r.ReportsAt == "":
		return fmt.Errorf("rule page %s: reports-at is empty", name)
	}
	return nil
}
