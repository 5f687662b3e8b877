package revision

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// The modes of git that matter here.
const (
	modeLink   = "120000"
	modeModule = "160000"
)

// maxAsset is the size above which a file that is no source is written empty: packages that embed it need its name.
const maxAsset = 1 << 20

// maxDepth is how deep submodules may lie in each other.
const maxDepth = 8

// An object is one file of a revision.
type object struct {
	mode, id, path string
	size           int64
}

// A Copy is what was written of a commit. Paths are slash-separated and relative to the root of the repository.
type Copy struct {
	Files   []string // also those of submodules
	Missing []string // submodules that were left out, because their commits are not on this machine
}

// Export writes the files of a commit into a folder.
func (r *Repo) Export(ctx context.Context, commit, into string) (Copy, error) {
	root, err := os.OpenRoot(into)
	if err != nil {
		return Copy{}, fmt.Errorf("writing the earlier revision: %w", err)
	}
	defer root.Close()
	e := &exporter{root: root, folders: map[string]bool{".": true, "": true}}
	if err := e.export(ctx, r.Root, commit, "", 0); err != nil {
		if ctx.Err() != nil {
			return Copy{}, ctx.Err()
		}
		if r.partial(ctx) {
			return Copy{}, fmt.Errorf("the clone is partial, and some text of the earlier revision is not on this machine: %w; fetch it with git fetch --refetch --no-filter", err)
		}
		return Copy{}, fmt.Errorf("writing the earlier revision: %w", err)
	}
	return e.out, nil
}

type exporter struct {
	root    *os.Root // nothing is written outside of it, whatever names and links a revision holds
	folders map[string]bool
	out     Copy
}

// export writes a commit of the repository at dir below a folder.
func (e *exporter) export(ctx context.Context, dir, commit, below string, depth int) error {
	objects, err := list(ctx, dir, commit)
	if err != nil {
		return err
	}
	var files []object
	for _, o := range objects {
		name := path.Join(below, o.path)
		switch {
		case o.mode == modeModule:
			if err := e.submodule(ctx, dir, o, name, depth); err != nil {
				return err
			}
		case o.size > maxAsset && !source(o.path):
			if err := e.write(name, nil); err != nil {
				return err
			}
		default:
			files = append(files, o)
		}
	}
	return e.copy(ctx, dir, files, below)
}

// submodule writes a submodule where its commit is on this machine.
func (e *exporter) submodule(ctx context.Context, dir string, o object, name string, depth int) error {
	inside := filepath.Join(dir, filepath.FromSlash(o.path))
	if info, err := os.Lstat(inside); err != nil || !info.IsDir() || depth >= maxDepth {
		e.out.Missing = append(e.out.Missing, name)
		return nil
	}
	if _, err := os.Lstat(filepath.Join(inside, ".git")); err != nil {
		e.out.Missing = append(e.out.Missing, name)
		return nil
	}
	if _, err := git(ctx, inside, "cat-file", "-e", o.id+"^{tree}"); err != nil {
		e.out.Missing = append(e.out.Missing, name)
		return ctx.Err()
	}
	return e.export(ctx, inside, o.id, name, depth+1)
}

// source reports whether what is in the file can matter.
func source(name string) bool {
	return slices.Contains([]string{".go", ".py", ".pyi", ".pyw", ".ipynb", ".mod", ".sum", ".work", ".toml", ".txt", ".cfg"}, path.Ext(name)) || path.Base(name) == ".gitignore"
}

// list returns the files of a commit.
func list(ctx context.Context, dir, commit string) ([]object, error) {
	out, err := git(ctx, dir, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
	if err != nil {
		return nil, err
	}
	var objects []object
	for _, line := range strings.Split(string(out), "\x00") {
		head, name, ok := strings.Cut(line, "\t")
		words := strings.Fields(head)
		if !ok || len(words) != 4 {
			continue
		}
		size, _ := strconv.ParseInt(words[3], 10, 64) // of a submodule: "-"
		objects = append(objects, object{words[0], words[2], name, size})
	}
	return objects, nil
}

// copy writes files as they are stored: no filter is run, and line ends are those of the repository.
func (e *exporter) copy(ctx context.Context, dir string, files []object, below string) error {
	if len(files) == 0 {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var ids, stderr bytes.Buffer
	for _, o := range files {
		fmt.Fprintln(&ids, o.id)
	}
	cmd := command(ctx, dir, "cat-file", "--batch")
	cmd.Stdin, cmd.Stderr = &ids, &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	in := bufio.NewReader(out)
	for _, o := range files {
		var text []byte
		if text, err = next(in); err != nil {
			err = fmt.Errorf("%s: %w", o.path, err)
			break
		}
		if err = e.place(o, path.Join(below, o.path), text); err != nil {
			break
		}
	}
	if err != nil {
		cancel()
		_ = cmd.Wait() // it was ended by us, and the reason is known
		return err
	}
	if err := cmd.Wait(); err != nil {
		return said(err, stderr.String())
	}
	return nil
}

var errMissing = errors.New("git does not have its text")

// next reads one object: a line with its size, its text, and a line end.
func next(in *bufio.Reader) ([]byte, error) {
	head, err := in.ReadString('\n')
	if err != nil {
		return nil, errMissing // git ends where it would have to fetch
	}
	words := strings.Fields(head)
	if len(words) != 3 {
		return nil, errMissing
	}
	size, err := strconv.ParseInt(words[2], 10, 64)
	if err != nil {
		return nil, fmt.Errorf("git cat-file says %q", strings.TrimSpace(head))
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(in, text); err != nil {
		return nil, fmt.Errorf("reading from git cat-file: %w", err)
	}
	_, err = in.Discard(1)
	return text, err
}

func (e *exporter) place(o object, name string, text []byte) error {
	if o.mode != modeLink {
		return e.write(name, text)
	}
	if err := e.folder(path.Dir(name)); err != nil {
		return err
	}
	_ = e.root.Symlink(string(text), filepath.FromSlash(name)) // we follow no link, and the go command does without one that the disk cannot hold
	return nil
}

// write creates a file. One that is there differs by the case of its letters alone, where the disk makes no difference.
func (e *exporter) write(name string, text []byte) error {
	e.out.Files = append(e.out.Files, name)
	if err := e.folder(path.Dir(name)); err != nil {
		return err
	}
	f, err := e.root.OpenFile(filepath.FromSlash(name), os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

func (e *exporter) folder(dir string) error {
	if e.folders[dir] {
		return nil
	}
	e.folders[dir] = true
	return e.root.MkdirAll(filepath.FromSlash(dir), 0o700)
}
