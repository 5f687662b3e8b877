package overlay

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFiles(t *testing.T) {
	t.Parallel()
	dir := Real(t.TempDir())
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a.py", "disk a")
	write("b.py", "disk b")
	if err := os.Symlink(dir, dir+"-link"); err != nil {
		t.Skip(err)
	}
	f := New(dir, map[string][]byte{"a.py": []byte("mine a"), dir + "-link/new.py": []byte("mine new"), "gone/deep/c.py": []byte("c")})

	for name, want := range map[string]string{"a.py": "mine a", "b.py": "disk b", "new.py": "mine new", "gone/deep/c.py": "c", "gone/d.py": ""} {
		text, err := f.ReadFile(filepath.Join(dir, name))
		if string(text) != want || (err == nil) != (want != "") {
			t.Errorf("ReadFile(%s) = %q, %v, want %q", name, text, err, want)
		}
		text, err = fs.ReadFile(f.FS(dir), name)
		if string(text) != want || (err == nil) != (want != "") {
			t.Errorf("FS: ReadFile(%s) = %q, %v, want %q", name, text, err, want)
		}
		if info, err := f.Stat(filepath.Join(dir, name)); err == nil && info.Size() != int64(len(want)) || (err == nil) != (want != "") {
			t.Errorf("Stat(%s) = %v, %v, want %d bytes", name, info, err, len(want))
		}
	}
	for folder, want := range map[string][]string{".": {"a.py", "b.py", "new.py"}, "gone/deep": {"c.py"}} {
		entries, err := f.ReadDir(filepath.Join(dir, folder))
		if err != nil {
			t.Errorf("ReadDir(%s): %v", folder, err)
		}
		var got []string
		for _, e := range entries {
			got = append(got, e.Name())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("ReadDir(%s): %s", folder, diff)
		}
	}
	if _, err := f.ReadDir(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("ReadDir of a folder that is nowhere: no error")
	}
}
