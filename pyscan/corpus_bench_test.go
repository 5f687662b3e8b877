package pyscan_test

import (
	"os"
	"testing"

	"github.com/concurlint/concurlint/pyscan"
)

// BenchmarkScan scans the folder that CONCURLINT_CORPUS names. With -cpuprofile and -memprofile it shows what a scan
// costs.
func BenchmarkScan(b *testing.B) {
	root := os.Getenv("CONCURLINT_CORPUS")
	if root == "" {
		b.Skip("CONCURLINT_CORPUS names no folder")
	}
	tree := os.DirFS(root)
	files := pythonFiles(b, tree)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := pyscan.Scan(b.Context(), tree, pyscan.Options{Files: files}); err != nil {
			b.Fatal(err)
		}
	}
}
