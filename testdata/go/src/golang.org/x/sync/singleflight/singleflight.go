// Package singleflight is a stub for fixtures: signatures only.
package singleflight

type Group struct{ _ int }

func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool) {
	return nil, nil, false
}
