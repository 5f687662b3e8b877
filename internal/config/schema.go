package config

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// Schema returns the JSON schema of a configuration file, for editors.
func Schema() map[string]any {
	out := typeSchema(reflect.TypeFor[Settings]())
	out["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	out["$id"] = "https://github.com/concurlint/concurlint/blob/main/internal/config/schema/concurlint.schema.json"
	out["title"] = "concurlint.toml, or [tool.concurlint] in pyproject.toml"
	return out
}

func typeSchema(t reflect.Type) map[string]any {
	switch {
	case t == reflect.TypeFor[regexp.Regexp]():
		return map[string]any{"type": "string", "format": "regex"}
	case t.Name() == "Names":
		return map[string]any{"type": []string{"string", "array"}, "items": map[string]any{"type": "string"}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return typeSchema(t.Elem())
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer"}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": typeSchema(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": typeSchema(t.Elem())}
	case reflect.Struct:
		props := map[string]any{}
		for _, f := range fields(t) {
			prop := typeSchema(f.Type)
			if doc := f.Tag.Get("doc"); doc != "" {
				prop["description"] = doc
			}
			props[key(f)] = prop
		}
		return map[string]any{"type": "object", "properties": props, "additionalProperties": false}
	}
	return map[string]any{} // any value
}

// fields returns those of a struct that a file can set.
func fields(t reflect.Type) []reflect.StructField {
	return slices.DeleteFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool { return key(f) == "" || key(f) == "-" })
}

func key(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
	return name
}

// keysBeside returns the keys that are known where the last part of a path stands.
func keysBeside(path []string) []string {
	t := reflect.TypeFor[Settings]()
	for _, name := range path[:len(path)-1] {
		i := slices.IndexFunc(fields(t), func(f reflect.StructField) bool { return key(f) == name })
		if i < 0 {
			return nil
		}
		t = fields(t)[i].Type
		for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return nil
		}
	}
	var names []string
	for _, f := range fields(t) {
		names = append(names, key(f))
	}
	return names
}
