package rules

import "testing"

func TestEveryPageAndModelParses(t *testing.T) {
	t.Parallel()
	if len(All()) == 0 {
		t.Fatal("no rule page parsed: see rules/CL*.md")
	}
	if len(Builtin().All()) == 0 {
		t.Fatal("no model parsed: see rules/models")
	}
}
