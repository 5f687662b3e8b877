// Package cmd holds a whole program, which a main elsewhere starts.
package cmd

import "time"

// Start is what that main calls.
func Start() int {
	stop := profile()
	defer stop()
	for range 3 {
		each()
	}
	return 0
}

func profile() func() {
	go func() { // want "CL208 note:"
		for range time.NewTicker(time.Minute).C {
			write()
		}
	}()
	return func() {}
}

func each() {
	go func() { // want "CL208:"
		for range time.NewTicker(time.Minute).C {
			write()
		}
	}()
}

// Watch is anybody's to call.
func Watch() {
	go func() { // want "CL208:"
		for range time.NewTicker(time.Minute).C {
			write()
		}
	}()
}

func write() {}
