package cl601

import (
	"archive/tar"
	"archive/zip"
	"encoding/xml"
	"image"
	"io"
	"io/fs"
	"os"
	"text/template"

	"github.com/fsnotify/fsnotify"
	"go.etcd.io/bbolt"
	"gopkg.in/yaml.v3"
)

func settingsLeft(path string, v any) error {
	f, err := os.Open(path) // want "CL601: os.Open opens 'f', which is not closed"
	if err != nil {
		return err
	}
	return yaml.NewDecoder(f).Decode(v)
}

func settingsStrictLeft(path string, v any) error {
	f, err := os.Open(path) // want "CL601"
	if err != nil {
		return err
	}
	d := yaml.NewDecoder(f)
	d.KnownFields(true)
	return d.Decode(v)
}

func settings(path string, v any) error {
	f, err := os.Open(path) // ok: closed
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	d := yaml.NewDecoder(f)
	d.KnownFields(true)
	return d.Decode(v)
}

func decoderOf(path string) (*yaml.Decoder, error) {
	f, err := os.Open(path) // ok: it lives in what is returned
	if err != nil {
		return nil, err
	}
	return yaml.NewDecoder(f), nil
}

type source struct{ decoder *yaml.Decoder }

func (s *source) open(path string) error {
	f, err := os.Open(path) // ok: the source keeps it
	if err != nil {
		return err
	}
	s.decoder = yaml.NewDecoder(f)
	return nil
}

func firstLeft(path string) (string, error) {
	f, err := os.Open(path) // want "CL601"
	if err != nil {
		return "", err
	}
	h, err := tar.NewReader(f).Next()
	if err != nil {
		return "", err
	}
	return h.Name, nil
}

func packLeft(path string) error {
	f, err := os.Create(path) // want "CL601"
	if err != nil {
		return err
	}
	w := zip.NewWriter(f)
	defer w.Close() // the archive, and not the file
	_, err = w.Create("a")
	return err
}

func pack(path string) error {
	f, err := os.Create(path) // ok: closed
	if err != nil {
		return err
	}
	defer f.Close()
	w := zip.NewWriter(f)
	defer w.Close()
	_, err = w.Create("a")
	return err
}

func unpackLeft(path string) error {
	r, err := zip.OpenReader(path) // want "CL601"
	if err != nil {
		return err
	}
	for _, f := range r.File {
		if f.Name == "" {
			return io.EOF
		}
	}
	return nil
}

func unpack(path string) (int, error) {
	r, err := zip.OpenReader(path) // ok: closed
	if err != nil {
		return 0, err
	}
	defer r.Close()
	return len(r.File), nil
}

func sizeLeft(path string) (int, error) {
	f, err := os.Open(path) // want "CL601"
	if err != nil {
		return 0, err
	}
	c, _, err := image.DecodeConfig(f)
	return c.Width, err
}

func pageLeft(path string, t *template.Template) error {
	f, err := os.Create(path) // want "CL601"
	if err != nil {
		return err
	}
	return t.Execute(f, nil)
}

func documentLeft(path string, v any) error {
	f, err := os.Create(path) // want "CL601"
	if err != nil {
		return err
	}
	return xml.NewEncoder(f).Encode(v)
}

func ofFileSystemLeft(fsys fs.FS, path string, v any) error {
	f, err := fsys.Open(path) // want "CL601"
	if err != nil {
		return err
	}
	return yaml.NewDecoder(f).Decode(v)
}

func ofFileSystem(fsys fs.FS, path string, v any) error {
	f, err := fsys.Open(path) // ok: closed
	if err != nil {
		return err
	}
	defer f.Close()
	return yaml.NewDecoder(f).Decode(v)
}

func ofFileSystemHanded(fsys fs.FS, path string) (fs.File, error) {
	return fsys.Open(path) // ok: the caller's
}

func countLeft(path string) error {
	db, err := bbolt.Open(path, 0o600, nil) // want "CL601"
	if err != nil {
		return err
	}
	return db.View(func(*bbolt.Tx) error { return nil })
}

func count(path string) error {
	db, err := bbolt.Open(path, 0o600, nil) // ok: closed
	if err != nil {
		return err
	}
	defer db.Close()
	return db.View(func(*bbolt.Tx) error { return nil })
}

type keeper struct {
	db      *bbolt.DB
	watcher *fsnotify.Watcher
}

func newKeeper(path string) (*keeper, error) {
	db, err := bbolt.Open(path, 0o600, nil) // ok: kept
	if err != nil {
		return nil, err
	}
	return &keeper{db: db}, nil
}

func (k *keeper) watch(dir string) error {
	w, err := fsnotify.NewWatcher() // ok: kept
	if err != nil {
		return err
	}
	k.watcher = w
	return w.Add(dir)
}

func waitLeft(dir string) error {
	w, err := fsnotify.NewWatcher() // want "CL601"
	if err != nil {
		return err
	}
	if err := w.Add(dir); err != nil {
		return err
	}
	<-w.Events
	return nil
}

func wait(dir string) error {
	w, err := fsnotify.NewWatcher() // ok: closed
	if err != nil {
		return err
	}
	defer w.Close()
	if err := w.Add(dir); err != nil {
		return err
	}
	<-w.Events
	return nil
}

func waitInBackground(dir string, done <-chan struct{}) error {
	w, err := fsnotify.NewWatcher() // ok: the goroutine closes it
	if err != nil {
		return err
	}
	go func() {
		defer w.Close()
		select {
		case <-w.Events:
		case <-done:
		}
	}()
	return w.Add(dir)
}
