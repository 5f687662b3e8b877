// Package backoff is a stub for fixtures: signatures only.
package backoff

import "time"

type BackOff interface {
	NextBackOff() time.Duration
	Reset()
}

type Operation func() error

type ExponentialBackOff struct{ InitialInterval time.Duration }

func (b *ExponentialBackOff) NextBackOff() time.Duration { return 0 }
func (b *ExponentialBackOff) Reset()                     {}

type ConstantBackOff struct{ Interval time.Duration }

func (b *ConstantBackOff) NextBackOff() time.Duration { return 0 }
func (b *ConstantBackOff) Reset()                     {}

func NewExponentialBackOff() *ExponentialBackOff                             { return nil }
func NewConstantBackOff(d time.Duration) *ConstantBackOff                    { return nil }
func WithMaxRetries(b BackOff, max uint64) BackOff                           { return b }
func Retry(o Operation, b BackOff) error                                     { return nil }
func RetryNotify(o Operation, b BackOff, n func(error, time.Duration)) error { return nil }
