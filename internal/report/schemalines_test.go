package report

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"strings"
	"testing"
)

// TestJSONLinesFollowTheirSchema checks each line with the part of the schema that its type names, and that the schema
// knows every property that is written. .ci/formats-gate checks the same with a full validator.
func TestJSONLinesFollowTheirSchema(t *testing.T) {
	t.Parallel()
	// The parts of both schemas, in one: a reference finds them whichever file they stand in.
	defs := map[string]any{}
	for _, name := range []string{"report-v1", "json-lines-v1"} {
		text, err := os.ReadFile("schema/" + name + ".schema.json")
		if err != nil {
			t.Fatal(err)
		}
		var schema map[string]any
		text = bytes.ReplaceAll(text, []byte(`"report-v1.schema.json#`), []byte(`"#`))
		if err := json.Unmarshal(text, &schema); err != nil {
			t.Fatalf("internal/report/schema/%s.schema.json: %v", name, err)
		}
		maps.Copy(defs, schema["$defs"].(map[string]any))
	}
	var buf bytes.Buffer
	if err := writeJSONLines(&buf, sample(t), Style{}); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for line := range strings.Lines(buf.String()) {
		var got map[string]any
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatal(err)
		}
		kind := got["type"].(string)
		kinds[kind]++
		delete(got, "type") // checked by having a part of the schema
		schema, ok := defs[kind].(map[string]any)
		if !ok {
			t.Fatalf("internal/report/schema/json-lines-v1.schema.json: no part for lines of type %s", kind)
		}
		for _, wrong := range (validator{map[string]any{"$defs": defs}}).check(kind, schema, got) {
			t.Errorf("internal/report/schema or jsonlines.go: %s", wrong)
		}
	}
	if len(kinds) != 3 {
		t.Errorf("internal/report/jsonlines.go: types of lines %v, want finding, notice and summary", kinds)
	}
}
