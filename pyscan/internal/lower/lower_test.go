package lower

import "testing"

func TestAFailureOfOursCostsOneFile(t *testing.T) {
	t.Parallel()
	funcs, failed := new(lowerer).guarded(nil)
	if failed == nil || funcs != nil {
		t.Fatalf("pyscan/internal/lower/lower.go: got %v and failure %v, want none and a failure", funcs, failed)
	}
}
