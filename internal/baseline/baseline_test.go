package baseline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	file := Of(findings("b:2 a:1 a:1 a:<\u202e>"), same)
	text, err := file.Text()
	if err != nil {
		t.Fatal(err)
	}
	want := `{
  "version": 1,
  "entries": [
    {"path":"a","code":"CL101","fingerprint":"1","count":2},
    {"path":"a","code":"CL101","fingerprint":"<\u202e>","count":1},
    {"path":"b","code":"CL101","fingerprint":"2","count":1}
  ]
}
`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("internal/baseline/baseline.go (-want +got):\n%s", diff)
	}
	name := filepath.Join(t.TempDir(), Name)
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Read(name)
	if diff := cmp.Diff(file, got); diff != "" || err != nil {
		t.Errorf("internal/baseline/baseline.go: %v (-want +got):\n%s", err, diff)
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	const entry = `{"path":"a","code":"CL101","fingerprint":"1","count":1}`
	for _, row := range []struct{ name, text, want string }{
		{"empty", "", "b.json:1: the baseline is broken: the file ends too early"},
		{"cut off", "{\"version\": 1,\n\"entries\": [\n" + entry, "b.json:3: the baseline is broken: the file ends too early"},
		{"no comma", "{\"version\": 1,\n\"entries\": [\n" + entry + "\n" + entry + "]}", "b.json:4: the baseline is broken"},
		{"wrong kind", "{\"version\": 1,\n\"entries\": [\n{\"path\": 1}]}", "b.json:3: the baseline is broken: a number stands where a string belongs"},
		{"not ours", "{}", "b.json is no baseline"},
		{"newer", `{"version": 2, "entries": {}}`, "has version 2, and this program reads version 1"},
		{"merge", "{\"version\": 1,\n<<<<<<< HEAD\n", "b.json:2: the baseline holds marks of a merge conflict"},
		{"more behind", `{"version": 1, "entries": []} x`, "something follows"},
		{"no count", `{"version": 1, "entries": [{"path":"a","code":"CL101","fingerprint":"1"}]}`, "entry 1 of the baseline lacks"},
		{"line twice, as merges leave it", `{"version": 1, "entries": [` + entry + "," + entry + `]}`, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			file, err := parse("b.json", []byte(row.text))
			switch {
			case row.want == "" && (err != nil || file.Count() != 1):
				t.Errorf("internal/baseline/baseline.go: %v, %d findings", err, file.Count())
			case row.want != "" && (err == nil || !strings.Contains(err.Error(), row.want)):
				t.Errorf("internal/baseline/baseline.go: %v, want %q", err, row.want)
			}
		})
	}
}
