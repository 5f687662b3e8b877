// Package delay computes how long to wait before the next attempt.
package delay

import (
	"math/rand/v2"
	"time"
)

// Exponential doubles for each attempt.
func Exponential(attempt int) time.Duration { return time.Second << attempt }

// Jittered is Exponential with a random part.
func Jittered(attempt int) time.Duration {
	d := Exponential(attempt)
	return d/2 + rand.N(d/2)
}

// Sleep waits before the next attempt.
func Sleep(attempt int) { time.Sleep(time.Second << attempt) }
