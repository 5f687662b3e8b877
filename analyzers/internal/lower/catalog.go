package lower

import (
	"go/types"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// A Catalog answers what models say of Go APIs. It is made once a run and only read.
type Catalog struct {
	models  *rules.Models
	methods map[string][]string // import path and method: the types that have a row of that method
}

// NewCatalog indexes the models.
func NewCatalog(m *rules.Models) *Catalog {
	c := &Catalog{models: m, methods: map[string][]string{}}
	for _, row := range m.All() {
		if row.Lang != "go" {
			continue
		}
		for _, api := range row.API {
			c.index(api)
			if row.Returns != "" {
				continue // what closes it is a method of the type that it returns
			}
			for _, method := range row.Closes {
				c.index(api + "." + method)
			}
		}
	}
	return c
}

// index notes which type of a package has the method, for calls whose receiver has no type.
func (c *Catalog) index(api string) {
	slash := strings.LastIndexByte(api, '/')
	parts := strings.Split(api[slash+1:], ".")
	if len(parts) < 3 || strings.HasPrefix(api, "func(") {
		return
	}
	method := parts[len(parts)-1]
	key := strings.TrimSuffix(api, "."+strings.Join(parts[1:], ".")) + " " + method
	owner := strings.TrimSuffix(api, "."+method)
	if !slices.Contains(c.methods[key], owner) {
		c.methods[key] = append(c.methods[key], owner)
	}
}

// onlyOwner is the type of a package that has the method, where there is but one.
func (c *Catalog) onlyOwner(pkg, method string) []string {
	if owners := c.methods[pkg+" "+method]; len(owners) == 1 {
		return owners
	}
	return nil
}

// rows returns what is said of the first of the names that anything is said of.
func (c *Catalog) rows(names ...string) (api string, rows []*rules.Model) {
	for _, name := range names {
		if rows := c.models.Get("go", name); rows != nil {
			return name, rows
		}
	}
	return "", nil
}

// kind says what objects of a type are.
func (c *Catalog) kind(t types.Type) site.ObjKind {
	if t == nil {
		return site.Object
	}
	if _, ok := t.Underlying().(*types.Chan); ok {
		return site.Channel
	}
	for _, row := range c.typeRows(t) {
		if kind, ok := site.ParseKind(row.Object); ok {
			return kind
		}
	}
	return site.Object
}

func (c *Catalog) typeRows(t types.Type) []*rules.Model {
	name := typeName(t)
	if name == "" {
		return nil
	}
	return c.models.Get("go", name)
}

// opens returns the row by which the zero value or a literal of a type is a living object.
func (c *Catalog) opens(t types.Type) *rules.Model {
	if p, ok := types.Unalias(t).(*types.Pointer); ok && p != nil {
		return nil
	}
	for _, row := range c.typeRows(t) {
		if slices.Contains(row.Does, "open") {
			return row
		}
	}
	return nil
}

// entry says how functions with these parameters run, and whether a framework ends them with the request.
func (c *Catalog) entry(sig *types.Signature) (runs site.Runs, request bool) {
	if sig == nil || sig.Params().Len() == 0 {
		return site.RunsUnknown, false
	}
	for _, row := range c.models.Get("go", signatureName(sig)) {
		if row.Entry != "" {
			return runsOf(row.Entry), row.Request
		}
	}
	return site.RunsUnknown, false
}

// command reports whether what has read a command line calls functions with these parameters.
func (c *Catalog) command(sig *types.Signature) bool {
	return sig != nil && slices.ContainsFunc(c.models.Get("go", signatureName(sig)), func(m *rules.Model) bool { return m.Entry == "command" })
}

func runsOf(word string) site.Runs {
	switch word {
	case "hot":
		return site.Hot
	case "once":
		return site.Once
	}
	return site.RunsUnknown
}
