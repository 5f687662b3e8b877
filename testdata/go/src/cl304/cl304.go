package cl304

import (
	"context"
	"io"
	"net/http"
	"sync"

	"cloud.google.com/go/storage"
)

func handler(w http.ResponseWriter, r *http.Request) {
	c, err := storage.NewClient(r.Context()) // want "CL304:"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer c.Close()
	in, err := c.Bucket("b").Object(r.URL.Path).NewReader(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	defer in.Close()
	io.Copy(w, in)
}

func Read(ctx context.Context, name string) ([]byte, error) {
	c, err := storage.NewClient(ctx) // want "CL304: .* and does not close it"
	if err != nil {
		return nil, err
	}
	in, err := c.Bucket("b").Object(name).NewReader(ctx)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(in)
}

type reader struct{ client *storage.Client }

func newReader(ctx context.Context) (*reader, error) {
	c, err := storage.NewClient(ctx) // ok: kept
	if err != nil {
		return nil, err
	}
	return &reader{c}, nil
}

func (r *reader) read(ctx context.Context, name string) ([]byte, error) {
	in, err := r.client.Bucket("b").Object(name).NewReader(ctx) // ok: the kept one
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(in)
}

var shared = sync.OnceValues(func() (*storage.Client, error) {
	return storage.NewClient(context.Background()) // ok: once
})
