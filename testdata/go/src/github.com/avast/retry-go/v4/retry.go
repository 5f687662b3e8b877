// Package retry is a stub for fixtures: signatures only.
package retry

import "time"

type Config struct{}

type Option func(*Config)

type DelayTypeFunc func(n uint, err error, config *Config) time.Duration

func Do(retryableFunc func() error, opts ...Option) error { return nil }

func Attempts(attempts uint) Option            { return nil }
func Delay(delay time.Duration) Option         { return nil }
func DelayType(delayType DelayTypeFunc) Option { return nil }

func BackOffDelay(n uint, _ error, config *Config) time.Duration { return 0 }
func FixedDelay(_ uint, _ error, config *Config) time.Duration   { return 0 }
func RandomDelay(_ uint, _ error, config *Config) time.Duration  { return 0 }
func CombineDelay(delays ...DelayTypeFunc) DelayTypeFunc         { return nil }
