package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestJSONFollowsItsSchema checks the sample with the few words of JSON Schema that ours uses, and that the schema knows
// every property that is written.
func TestJSONFollowsItsSchema(t *testing.T) {
	t.Parallel()
	const path = "schema/report-v1.schema.json"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatalf("internal/report/%s: %v", path, err)
	}
	var buf bytes.Buffer
	if err := writeJSON(&buf, sample(t), Style{}); err != nil {
		t.Fatal(err)
	}
	var got any
	if err := json.Unmarshal(buf.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range (validator{schema}).check("report", schema, got) {
		t.Errorf("internal/report/%s or json.go: %s", path, wrong)
	}
}

type validator struct{ root map[string]any }

func (v validator) check(at string, schema map[string]any, value any) []string {
	if ref, ok := schema["$ref"].(string); ok {
		defs := v.root["$defs"].(map[string]any)
		schema = defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
	}
	if kind, ok := schema["type"].(string); ok && kind != kindOf(value) {
		return []string{fmt.Sprintf("%s is %s, want %s", at, kindOf(value), kind)}
	}
	if valid, ok := schema["enum"].([]any); ok && !slices.Contains(valid, value) {
		return []string{fmt.Sprintf("%s is %v, want one of %v", at, value, valid)}
	}
	switch value := value.(type) {
	case map[string]any:
		return v.object(at, schema, value)
	case []any:
		var wrong []string
		for i, item := range value {
			wrong = append(wrong, v.check(fmt.Sprintf("%s[%d]", at, i), schema["items"].(map[string]any), item)...)
		}
		return wrong
	}
	return nil
}

func (v validator) object(at string, schema, value map[string]any) []string {
	var wrong []string
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, ok := value[name.(string)]; !ok {
			wrong = append(wrong, fmt.Sprintf("%s has no %s", at, name))
		}
	}
	properties, _ := schema["properties"].(map[string]any)
	for name, item := range value {
		property, ok := properties[name].(map[string]any)
		if !ok {
			property, ok = schema["additionalProperties"].(map[string]any)
		}
		if !ok {
			wrong = append(wrong, fmt.Sprintf("%s.%s is not described", at, name))
			continue
		}
		wrong = append(wrong, v.check(at+"."+name, property, item)...)
	}
	return wrong
}

func kindOf(value any) string {
	switch value := value.(type) {
	case map[string]any:
		return "object"
	case []any:
		return "array"
	case string:
		return "string"
	case bool:
		return "boolean"
	case float64:
		if value == float64(int64(value)) {
			return "integer"
		}
		return "number"
	}
	return "null"
}
