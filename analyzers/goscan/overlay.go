package goscan

import (
	"bytes"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"os"
	"slices"

	"github.com/concurlint/concurlint/internal/overlay"
)

// forList returns the unsaved files that the go command has to know of: those that are new, or import other packages than
// on disk. To all others it would say the same, after it has compiled them anew, which takes seconds with each change; it
// is enough that their text is parsed.
func forList(unsaved overlay.Files) overlay.Files {
	var out overlay.Files
	for name, text := range unsaved {
		if disk, err := os.ReadFile(name); err == nil && sameToList(disk, text) {
			continue
		}
		if out == nil {
			out = overlay.Files{}
		}
		out[name] = text
	}
	return out
}

// sameToList reports whether the go command sees no difference between two texts of a file. What does not parse on disk
// it would complain of.
func sameToList(disk, text []byte) bool {
	was, err := parser.ParseFile(token.NewFileSet(), "", disk, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	is, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ParseComments|parser.ImportsOnly)
	return err == nil && was.Name.Name == is.Name.Name && slices.Equal(imported(was), imported(is)) && slices.Equal(constraints(was), constraints(is)) &&
		!bytes.Contains(disk, []byte(`"C"`)) && !bytes.Contains(text, []byte(`"C"`))
}

func imported(f *ast.File) []string {
	var out []string
	for _, spec := range f.Imports {
		out = append(out, spec.Path.Value)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// constraints returns the lines above the package clause that say when a file is built.
func constraints(f *ast.File) []string {
	var out []string
	for _, group := range f.Comments {
		for _, c := range group.List {
			if c.Pos() < f.Package && (constraint.IsGoBuild(c.Text) || constraint.IsPlusBuild(c.Text)) {
				out = append(out, c.Text)
			}
		}
	}
	return out
}

// parseFile is how the loader reads a file: as it is unsaved, whether or not the go command knows of that.
func (s *scanner) parseFile(fset *token.FileSet, name string, src []byte) (*ast.File, error) {
	if text, ok := s.opts.Disk[name]; ok {
		src = text
	}
	return parser.ParseFile(fset, name, src, parser.AllErrors|parser.ParseComments)
}
