package cl211

import (
	"context"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/peer"
)

type key struct{}

func counter(ctx context.Context) *int {
	n, _ := ctx.Value(key{}).(*int)
	return n
}

func count(ctx context.Context, err error) error {
	*counter(ctx)++
	return err
}

func wantsValues(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return work(ctx) })
	if err := g.Wait(); err != nil {
		return count(ctx, err) // ok: values outlive the end of a context
	}
	return nil
}

func wantsNone(ctx context.Context) error {
	g, _ := errgroup.WithContext(ctx)
	g.Go(func() error { return work(ctx) }) // want "CL211 note:"
	return g.Wait()
}

func caller(ctx context.Context) string {
	if p, ok := peer.FromContext(ctx); ok {
		return p.LocalAddr
	}
	return ""
}

func wantsTheCaller(ctx context.Context) (string, error) {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return work(ctx) })
	if err := g.Wait(); err != nil {
		return "", err
	}
	return caller(ctx), nil // ok: the library looks up a value
}

func asksTheCaller(ctx context.Context) (string, error) {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return work(ctx) })
	if err := g.Wait(); err != nil {
		return "", err
	}
	return caller(ctx), work(ctx) // want "CL211:"
}
