package cl709

import (
	"os"
	"sync"
)

func fromAStream(paths <-chan string) {
	sem := make(chan struct{}, 8)
	for p := range paths {
		go func() { // want "CL709 note:"
			sem <- struct{}{}
			defer func() { <-sem }()
			os.ReadFile(p)
		}()
	}
}

func before(paths <-chan string) {
	sem := make(chan struct{}, 8)
	for p := range paths {
		sem <- struct{}{}
		go func() { // ok: started when there is a permit
			defer func() { <-sem }()
			os.ReadFile(p)
		}()
	}
}

func locked(paths <-chan string) {
	var mu sync.Mutex
	for p := range paths {
		go func() { // ok: a lock is no limiter
			mu.Lock()
			defer mu.Unlock()
			os.ReadFile(p)
		}()
	}
}
