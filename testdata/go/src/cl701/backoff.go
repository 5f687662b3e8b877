package cl701

import (
	"math"
	"math/rand"
	"time"
)

type exponential struct {
	factor, first, most float64
	retries             int
	wait                time.Duration
	base                time.Duration
}

func (e *exponential) Next(retry int) time.Duration {
	if retry <= 0 {
		return 0
	}
	return time.Duration(math.Min(e.first+math.Pow(e.factor, float64(retry)), e.most)) * time.Millisecond // want "CL701: cl701.exponential.Next returns a delay that doubles without jitter"
}

var after = time.After

func (e *exponential) timer() <-chan time.Time {
	e.retries++
	return after(e.base * 1 << (e.retries - 1)) // want "CL701:"
}

func (e *exponential) doubled() time.Duration {
	e.wait *= 2
	return e.wait // want "CL701:"
}

func Doubling(attempt int, base time.Duration) time.Duration {
	return base << uint(attempt) // want "CL701:"
}

func Looped(attempt int, base time.Duration) time.Duration {
	delay := base
	for range attempt {
		delay *= 2
		if delay > time.Minute {
			return time.Minute
		}
	}
	return delay // want "CL701:"
}

func (e *exponential) Jittered(retry int) time.Duration {
	d := time.Duration(math.Pow(e.factor, float64(retry))) * time.Millisecond
	return d + time.Duration(rand.Int63n(int64(d))) // ok: a random part
}

func jitter(d time.Duration) time.Duration { return d/2 + time.Duration(rand.Int63n(int64(d/2))) }

func ByHelper(attempt int, base time.Duration) time.Duration {
	return jitter(base << uint(attempt)) // ok: the helper adds it
}

func (e *exponential) MaxWait() time.Duration {
	return e.base * 1 << e.retries // ok: how long at most
}

func plain(attempt int) time.Duration {
	return time.Second << uint(attempt) // ok: its caller adds what is random
}

func waits(try func() error) {
	for i := range 5 {
		if try() == nil {
			return
		}
		time.Sleep(plain(i) + time.Duration(rand.Intn(1000))*time.Millisecond)
	}
}

func Linear(attempt int, base time.Duration) time.Duration {
	return time.Duration(attempt+1) * base // ok: it grows, but no more than its count
}

func Constant() time.Duration {
	return 1 << 10 * time.Millisecond // ok: always the same
}

func Timeout(size int, rate float64) time.Duration {
	return time.Duration(float64(size)/rate) * time.Second // ok: no delay between attempts
}

func Unknown(attempt int, base time.Duration, spread func(time.Duration) time.Duration) time.Duration {
	return spread(base << uint(attempt)) // ok: who knows what it adds
}

var units = map[string]time.Duration{"d": 24 * time.Hour, "w": 7 * 24 * time.Hour}

func parsed(n float64, suffix string) time.Duration {
	for s, unit := range units {
		if s == suffix {
			n *= float64(unit)
			break
		}
	}
	return time.Duration(n) // ok: a number and its unit
}

func (e *exponential) paced(last time.Duration, decay uint) time.Duration {
	return (last<<decay - last) >> decay // ok: a part of the last one
}

func (e *exponential) twice(retry int) time.Duration {
	if retry > 9 {
		return e.base << 9 // ok: always the same
	}
	if retry > 3 {
		return e.base << retry // want "CL701:"
	}
	return e.base << (retry / 2) // ok: said once for the function
}
