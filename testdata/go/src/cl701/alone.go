package cl701

import (
	"errors"
	"os"
	"time"
)

// space waits for the disk of this machine: nobody else comes back at the same time.
func space(name string, data []byte) error {
	wait := 10 * time.Millisecond
	for {
		err := os.WriteFile(name, data, 0o600)
		if err == nil || !errors.Is(err, os.ErrDeadlineExceeded) {
			return err
		}
		time.Sleep(wait) // want "CL701 note:"
		wait *= 2
	}
}

// pause is for this package alone, whose one caller goes on by itself.
func pause(round int) time.Duration {
	return 10 * time.Millisecond << round // want "CL701 note:"
}

func follow(stop chan struct{}, step func() error) {
	round := 0
	for step() != nil {
		select {
		case <-time.After(pause(round)): // ok: said where it is computed
			round++
		case <-stop:
			return
		}
	}
}
