// Package ecosystem holds findings on published code in place: pinned source archives are linted, what is found is
// compared with what was found before, and what is new needs a verdict of somebody who read the code. It is a tool of
// the project, no part of concurlint, and keeps no line of that code.
package ecosystem

import (
	"archive/tar"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// A Package is one pinned source archive of an index, or one pinned Go module.
type Package struct {
	Name    string `toml:"name"`
	Version string `toml:"version"`
	File    string `toml:"file"`   // name of the archive in the index
	SHA256  string `toml:"sha256"` // of the archive
	Module  string `toml:"module"` // path of a Go module, instead of an archive
	Sum     string `toml:"sum"`    // of the module, as go.sum has it
	Kind    string `toml:"kind"`   // server, agent, sdk, scientific, client, worker, tool: what it is
}

// ID is the name and the version, as the folder of the unpacked archive is called.
func (p Package) ID() string { return p.Name + "-" + p.Version }

// Packages reads the list of pinned archives.
func Packages(file string) ([]Package, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the list of packages: %w", err)
	}
	var list struct {
		Package []Package `toml:"package"`
	}
	if err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(&list); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return list.Package, nil
}

// index is where archives are looked up; PIP_INDEX_URL names another one, as it does for pip.
const index = "https://pypi.org/simple"

// Fetch unpacks what concurlint reads of an archive below dir, unless it lies there already, and returns the folder.
func (p Package) Fetch(ctx context.Context, dir string) (string, error) {
	folder := filepath.Join(dir, p.ID())
	if p.Module != "" {
		return folder, p.fetchModule(ctx, folder)
	}
	done := filepath.Join(dir, p.ID()+"."+p.SHA256[:12])
	if _, err := os.Stat(done); err == nil {
		return folder, nil
	}
	archive, err := p.download(ctx)
	if err != nil {
		return "", fmt.Errorf("fetching %s: %w", p.File, err)
	}
	if err := os.RemoveAll(folder); err != nil {
		return "", err
	}
	if err := unpack(archive, folder); err != nil {
		return "", fmt.Errorf("unpacking %s: %w", p.File, err)
	}
	return folder, os.WriteFile(done, nil, 0o644)
}

func (p Package) download(ctx context.Context) ([]byte, error) {
	base := strings.TrimSuffix(cmp.Or(os.Getenv("PIP_INDEX_URL"), index), "/") + "/" + p.Name + "/"
	text, err := get(ctx, base)
	if err != nil {
		return nil, err
	}
	var page struct {
		Files []struct {
			Filename string `json:"filename"`
			URL      string `json:"url"`
		} `json:"files"`
	}
	if err := json.Unmarshal(text, &page); err != nil {
		return nil, fmt.Errorf("%s: %w", base, err)
	}
	for _, f := range page.Files {
		if f.Filename != p.File {
			continue
		}
		at, err := url.Parse(base)
		if err != nil {
			return nil, err
		}
		if at, err = at.Parse(f.URL); err != nil {
			return nil, err
		}
		archive, err := get(ctx, at.String())
		if err != nil {
			return nil, err
		}
		if sum := sha256.Sum256(archive); hex.EncodeToString(sum[:]) != p.SHA256 {
			return nil, fmt.Errorf("sha256 is %x, packages.toml wants %s", sum, p.SHA256)
		}
		return archive, nil
	}
	return nil, fmt.Errorf("%s lists no such file", base)
}

// largest is the size, in bytes, up to which a page or an archive is read.
const largest = 200 << 20

func get(ctx context.Context, from string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/vnd.pypi.simple.v1+json, application/octet-stream")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", from, resp.Status)
	}
	return io.ReadAll(io.LimitReader(resp.Body, largest))
}

// unpack writes the files that concurlint reads, without the archive's own top folder.
func unpack(archive []byte, folder string) error {
	zipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return err
	}
	files := tar.NewReader(zipped)
	for {
		head, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		_, name, _ := strings.Cut(head.Name, "/")
		if head.Typeflag != tar.TypeReg || !filepath.IsLocal(name) || !wanted(name) {
			continue
		}
		if err := write(filepath.Join(folder, filepath.FromSlash(name)), files); err != nil {
			return err
		}
	}
}

// wanted reports whether concurlint reads files of that name.
func wanted(name string) bool {
	return slices.Contains([]string{".py", ".pyw", ".pyi", ".ipynb", ".toml", ".cfg"}, path.Ext(name)) || path.Base(name) == ".python-version"
}

func write(file string, from io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	text, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}
