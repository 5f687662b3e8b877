// Command concurlint finds concurrent work that nothing bounds or nobody waits for, in Go and Python. It executes no
// code of what it scans and sends nothing.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	if vetCalls(os.Args[1:]) {
		vet(os.Args[1:]) // exits
	}
	os.Exit(run())
}

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return execute(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
}
