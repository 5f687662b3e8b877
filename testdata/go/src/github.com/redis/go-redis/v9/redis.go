// Package redis is a stub for fixtures: signatures only.
package redis

import (
	"context"
	"time"
)

type Options struct {
	Addr     string
	PoolSize int
}

type Client struct{ cmdable }

type cmdable func()

func NewClient(opt *Options) *Client { return &Client{} }

func (c *Client) Close() error                                           { return nil }
func (c *Client) Subscribe(ctx context.Context, chans ...string) *PubSub { return nil }

func (c cmdable) Get(ctx context.Context, key string) *StringCmd { return nil }
func (c cmdable) Set(ctx context.Context, key string, value any, expiration time.Duration) *StatusCmd {
	return nil
}
func (c cmdable) Ping(ctx context.Context) *StatusCmd { return nil }

type StringCmd struct{ _ int }

func (c *StringCmd) Result() (string, error) { return "", nil }

type StatusCmd struct{ _ int }

func (c *StatusCmd) Err() error { return nil }

type PubSub struct{ _ int }

type Message struct{ Payload string }

func (c *PubSub) Close() error             { return nil }
func (c *PubSub) Channel() <-chan *Message { return nil }
