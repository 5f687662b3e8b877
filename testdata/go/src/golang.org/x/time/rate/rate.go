// Package rate is a stub for fixtures: signatures only.
package rate

import "context"

type Limit float64

type Limiter struct{ _ int }

func NewLimiter(r Limit, b int) *Limiter { return &Limiter{} }

func (l *Limiter) Wait(ctx context.Context) error { return nil }
func (l *Limiter) Allow() bool                    { return true }
