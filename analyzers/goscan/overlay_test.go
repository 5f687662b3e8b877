package goscan

import "testing"

func TestSameToList(t *testing.T) {
	t.Parallel()
	const disk = "//go:build linux\n\n// Package a.\npackage a\n\nimport (\n\t\"os\"\n\t\"io\"\n)\n\nvar x = 1\n"
	for _, row := range []struct {
		name, disk, text string
		want             bool
	}{
		{"another body", disk, "//go:build linux\n\npackage a\n\nimport \"io\"\nimport \"os\"\n\nfunc f() { os.Exit(1) }\n", true},
		{"a body that does not parse", disk, disk + "func f( {", true},
		{"one import more", disk, "//go:build linux\n\npackage a\n\nimport \"io\"\nimport \"os\"\nimport \"fmt\"\n", false},
		{"another package", disk, "//go:build linux\n\npackage b\n\nimport \"io\"\nimport \"os\"\n", false},
		{"another constraint", disk, "//go:build darwin\n\npackage a\n\nimport \"io\"\nimport \"os\"\n", false},
		{"imports that do not parse", disk, "//go:build linux\n\npackage a\n\nimport \"io\nimport \"os\"\n", false},
		{"a file on disk that does not parse", disk + "func", disk, false},
		{"an empty file", disk, "", false},
		{"cgo", "package a\n\nimport \"C\"\n", "package a\n\nimport \"C\"\n", false},
	} {
		if got := sameToList([]byte(row.disk), []byte(row.text)); got != row.want {
			t.Errorf("analyzers/goscan/overlay.go: %s: sameToList = %v, want %v", row.name, got, row.want)
		}
	}
}
