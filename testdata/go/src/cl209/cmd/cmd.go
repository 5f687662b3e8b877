// Package cmd holds the commands of a tool, which it runs by a table of its own.
package cmd

import "os/exec"

var commands = map[string]func(args []string) int{"start": cmdStart, "all": cmdAll}

// cmdStart ends the process whichever comes first.
func cmdStart(args []string) int {
	child := exec.Command(args[0])
	started, ended := make(chan struct{}), make(chan error) // want "CL209 note:"
	go func() {
		if err := child.Start(); err == nil {
			close(started)
		}
	}()
	go func() {
		ended <- child.Wait()
	}()
	select {
	case <-started:
		return 0
	case <-ended:
		return 1
	}
}

// cmdAll leaves one goroutine for each argument behind.
func cmdAll(args []string) int {
	started, ended := make(chan struct{}), make(chan error) // want "CL209:"
	for _, a := range args {
		go func() {
			ended <- exec.Command(a).Run()
		}()
	}
	select {
	case <-started:
		return 0
	case <-ended:
		return 1
	}
}

// start may be asked for again and again.
func start(child *exec.Cmd, started chan struct{}) error {
	ended := make(chan error) // want "CL209:"
	go func() {
		ended <- child.Wait()
	}()
	select {
	case <-started:
		return nil
	case err := <-ended:
		return err
	}
}
