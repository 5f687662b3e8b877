package lower

import (
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// lang is the name of the language in the models.
const lang = "python"

// A table answers questions about model rows that need more than one lookup. It
// is built once and shared.
type table struct {
	models *rules.Models
	makers map[string]*rules.Model    // type -> the first row that makes objects of it
	known  map[string]bool            // every dotted prefix of a modelled API
	closes map[string]map[string]bool // type -> methods that end the life of its objects
	ending map[string]bool            // methods that end the life of objects of some type
	called map[string]string          // name of a variable or attribute -> the type guessed for it
	drops  map[string]*rules.Model    // what calls a function later and drops what it returns
	quiet  map[string]bool            // calls that do not fail in practice; of methods the name alone too, for receivers of unknown type
}

func newTable(models *rules.Models) *table {
	t := &table{
		models: models, makers: map[string]*rules.Model{}, known: map[string]bool{},
		closes: map[string]map[string]bool{}, ending: map[string]bool{}, called: map[string]string{}, quiet: map[string]bool{},
		drops: map[string]*rules.Model{},
	}
	for _, row := range models.All() {
		if row.Lang == lang {
			t.add(row)
		}
	}
	return t
}

func (t *table) add(row *rules.Model) {
	for _, name := range row.Named {
		t.called[name] = row.Returns
	}
	for _, api := range row.API {
		if row.Quiet {
			t.addQuiet(api)
		}
		if row.Drops {
			t.drops[api] = row
		}
		if onlyQuiet(row) || row.Drops {
			continue
		}
		t.addType(row, madeType(row, api))
		for p := strings.TrimSuffix(api, ".*"); p != "" && !t.known[p]; {
			t.known[p] = true
			p = p[:max(0, strings.LastIndexByte(p, '.'))]
		}
	}
}

// addQuiet notes a call that does not fail. A third part of its name is a method.
func (t *table) addQuiet(api string) {
	t.quiet[api] = true
	if strings.Count(api, ".") > 1 {
		t.quiet[api[strings.LastIndexByte(api, '.')+1:]] = true
	}
}

// onlyQuiet: the row describes nothing but that.
func onlyQuiet(row *rules.Model) bool {
	return row.Quiet && len(row.Does) == 0 && row.Object == "" && row.Returns == "" && row.Same == ""
}

func (t *table) addType(row *rules.Model, made string) {
	if made == "" || row.Object == "" {
		return
	}
	if t.makers[made] == nil || len(t.makers[made].Does) == 0 && len(row.Does) > 0 {
		t.makers[made] = row
	}
	for _, name := range row.Closes {
		if t.closes[made] == nil {
			t.closes[made] = map[string]bool{}
		}
		t.closes[made][name] = true
		t.ending[name] = true
	}
}

// madeType is the type of a row's result: what it says, else the API itself
// where it makes the object. A constructor that only prepares (a thread before
// its start) has an object and no verb.
func madeType(row *rules.Model, api string) string {
	switch {
	case row.Returns == "body":
		return ""
	case row.Returns != "":
		return row.Returns
	case slices.Contains(row.Does, "open"):
		return api
	}
	return ""
}

func (t *table) rows(api string) []*rules.Model {
	if api == "" {
		return nil
	}
	rows := t.models.Get(lang, api)
	if len(rows) == 1 && onlyQuiet(rows[0]) {
		return nil
	}
	if t.drops[api] != nil {
		return slices.DeleteFunc(slices.Clone(rows), func(row *rules.Model) bool { return row.Drops })
	}
	return rows
}

// first is the first row of an API; nil where there is none.
func (t *table) first(api string) *rules.Model {
	if rows := t.rows(api); len(rows) > 0 {
		return rows[0]
	}
	return nil
}

// typeNamed is the type that a class name stands for: a row may say that it is
// another name of one that is modelled.
func (t *table) typeNamed(name string) string {
	for _, row := range t.rows(name) {
		if row.Returns != "" && row.Returns != "body" {
			return row.Returns
		}
	}
	return name
}

// kind says what objects of the named type are.
func (t *table) kind(typeName string) site.ObjKind {
	if row := t.makers[typeName]; row != nil {
		return kindOf(row)
	}
	return site.Object
}

func kindOf(row *rules.Model) site.ObjKind {
	k, _ := site.ParseKind(row.Object)
	return k
}
