package revision

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// run is git for a test, without the user's configuration.
func run(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// repository makes a repository with one commit of the files.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	dir := t.TempDir()
	run(t, dir, "init", "-q", "-b", "main")
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	run(t, dir, "add", "-A")
	run(t, dir, "commit", "-q", "--allow-empty", "-m", "x")
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func export(t *testing.T, dir, rev string) (string, Copy, error) {
	t.Helper()
	repo, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	commit, err := repo.Commit(context.Background(), rev)
	if err != nil {
		t.Fatal(err)
	}
	into := t.TempDir()
	got, err := repo.Export(context.Background(), commit, into)
	slices.Sort(got.Files)
	return into, got, err
}

func TestExport(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"a.py": "x = 1\r\n", "sub/b c.go": "package b\n", "empty.py": "", ".gitattributes": "*.py export-ignore text=auto eol=lf\n",
		"big.bin": strings.Repeat("x", maxAsset+1), "big.py": strings.Repeat("# x\n", maxAsset/4+1), "ünï.py": "y = 1\n",
	}
	dir := repository(t, files)
	write(t, filepath.Join(dir, "a.py"), "changed, not committed")
	into, got, err := export(t, dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	files["big.bin"] = "" // its name matters, its text does not
	files["a.py"] = "x = 1\n"
	for name, want := range files {
		text, err := os.ReadFile(filepath.Join(into, name))
		if err != nil || strings.ReplaceAll(string(text), "\r\n", "\n") != want {
			t.Errorf("internal/revision/export.go: %s: %d bytes, want %d; %v", name, len(text), len(want), err)
		}
		if !slices.Contains(got.Files, name) {
			t.Errorf("internal/revision/export.go: %s is not among %v", name, got.Files)
		}
	}
}

func TestExportSubmodules(t *testing.T) {
	t.Parallel()
	inner := repository(t, map[string]string{"in.py": "x = 1\n"})
	dir := repository(t, map[string]string{"a.py": "x = 1\n"})
	for _, name := range []string{"here", "absent"} {
		run(t, dir, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, name)
	}
	run(t, dir, "commit", "-q", "-m", "submodules")
	run(t, dir, "submodule", "--quiet", "deinit", "-f", "absent")
	_, got, err := export(t, dir, "HEAD")
	want := Copy{Files: []string{".gitmodules", "a.py", "here/in.py"}, Missing: []string{"absent"}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("internal/revision/export.go: %v (-want +got):\n%s", err, diff)
	}
}

// TestExportStaysInside has a link in the way of a file, as a crafted repository could: nothing may be written through it.
func TestExportStaysInside(t *testing.T) {
	t.Parallel()
	dir := repository(t, nil)
	outside := t.TempDir()
	blob := hash(t, dir, "pwned")
	link := hash(t, dir, outside)
	below := tree(t, dir, "100644 blob "+blob+"\tb.py")
	top := tree(t, dir, "120000 blob "+link+"\ta", "040000 tree "+below+"\ta")
	commit := run(t, dir, "commit-tree", "-m", "x", top)
	_, _, err := export(t, dir, commit)
	if left, _ := os.ReadDir(outside); len(left) > 0 {
		t.Fatalf("internal/revision/export.go: wrote %v through a link", left)
	}
	if err == nil {
		t.Error("internal/revision/export.go: a file behind a link is no error")
	}
}

func hash(t *testing.T, dir, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "x")
	write(t, name, text)
	return run(t, dir, "hash-object", "-w", name)
}

func tree(t *testing.T, dir string, lines ...string) string {
	t.Helper()
	cmd := exec.Command("git", "mktree")
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(strings.Join(lines, "\n")+"\n")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func TestExportOfPartialClone(t *testing.T) {
	t.Parallel()
	origin := repository(t, map[string]string{"a.py": "x = 1\n"})
	run(t, origin, "config", "uploadpack.allowFilter", "true")
	clone := filepath.Join(t.TempDir(), "clone")
	run(t, origin, "clone", "-q", "--filter=blob:none", "--no-checkout", "file://"+origin, clone)
	if err := os.Rename(origin, origin+".away"); err != nil {
		t.Fatal(err)
	}
	_, _, err := export(t, clone, "HEAD")
	if err == nil || !strings.Contains(err.Error(), "the clone is partial") {
		t.Errorf("internal/revision/export.go: %v, want what to fetch", err)
	}
}

func TestInterrupted(t *testing.T) {
	t.Parallel()
	repo, err := Open(context.Background(), repository(t, map[string]string{"a.py": "x = 1\n"}))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := repo.Export(ctx, "HEAD", t.TempDir()); err != context.Canceled {
		t.Errorf("internal/revision/export.go: %v, want that it was canceled", err)
	}
}
