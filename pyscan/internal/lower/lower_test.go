package lower

import (
	"testing"

	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
)

func TestAFailureOfOursCostsOneFile(t *testing.T) {
	t.Parallel()
	var nobody lowerer // without a typer every file fails
	funcs, failed := nobody.guarded(&index.File{Path: "a.py", Tree: &syntax.Tree{}})
	if failed == nil || funcs != nil {
		t.Fatalf("pyscan/internal/lower/lower.go: got %v and failure %v, want none and a failure", funcs, failed)
	}
}
