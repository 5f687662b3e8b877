package pattern

import "testing"

func TestHolds(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		lines, base, file string
		want              bool
	}{
		{"tests/", ".", "app/tests/a.py", true},
		{"tests/", ".", "app/tests.py", false},
		{"/tests", ".", "app/tests/a.py", false},
		{"app/**", ".", "app/x/a.py", true},
		{"app/*.py", ".", "app/x/a.py", false},
		{"*.py\n!keep.py", ".", "app/keep.py", false},
		{"jobs/*.py", "app", "app/jobs/a.py", true},
		{"jobs/*.py", "app", "other/jobs/a.py", false},
		{"# a comment", ".", "a.py", false},
	} {
		patterns, err := Parse(row.lines, row.base)
		if err != nil {
			t.Fatal(err)
		}
		if got := Holds(patterns, row.file); got != row.want {
			t.Errorf("internal/pattern/pattern.go: %q at %s holds %s: %v, want %v", row.lines, row.base, row.file, got, row.want)
		}
	}
	if _, err := Parse("a[", "."); err == nil {
		t.Error("internal/pattern/pattern.go: a bad glob is no error")
	}
}
