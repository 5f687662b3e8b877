// Package storage is a stub for fixtures: signatures only.
package storage

import (
	"context"
	"io"
)

type Client struct{ _ int }

func NewClient(ctx context.Context) (*Client, error) { return nil, nil }

func (c *Client) Close() error                     { return nil }
func (c *Client) Bucket(name string) *BucketHandle { return nil }

type BucketHandle struct{ _ int }

func (b *BucketHandle) Object(name string) *ObjectHandle { return nil }

type ObjectHandle struct{ _ int }

func (o *ObjectHandle) NewReader(ctx context.Context) (io.ReadCloser, error) { return nil, nil }
