// Package safe starts goroutines that do not take the program down.
package safe

import "log"

// Go starts f.
func Go(f func()) {
	GoWith(f, func(err any) { log.Print(err) })
}

// GoWith starts f and hands what it panics with to recovered.
func GoWith(f func(), recovered func(any)) {
	go func() {
		defer func() {
			if err := recover(); err != nil {
				recovered(err)
			}
		}()
		f()
	}()
}
