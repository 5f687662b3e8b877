// Command program opens what ends with the process.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/urfave/cli/v3"
)

func main() {
	if err := count(os.Args[1]); err != nil {
		fmt.Println(err)
	}
	_ = touch(os.Args[1])
	for _, path := range os.Args[2:] {
		_ = countEach(path)
	}
	for {
		_ = poll()
		time.Sleep(time.Minute)
		if stop() {
			break
		}
	}
	command := &cli.Command{Name: "send", Action: send}
	_ = command.Run(context.Background(), os.Args)
	http.HandleFunc("/", serve)
	saveStats(os.Args[1])
}

func stop() bool { return false }

// count is called once, and the process ends with its error.
func count(path string) error {
	f, err := os.Open(path) // want "CL601 note: .*'f'"
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, f); err != nil {
		return err
	}
	return f.Close()
}

// touch is called once as well, and never closes what it opened.
func touch(path string) error {
	f, err := os.Create(path) // want "CL601: .*'f'"
	if err != nil {
		return err
	}
	_, err = f.Write(nil)
	return err
}

func countEach(path string) error {
	f, err := os.Open(path) // want "CL601: .*'f'"
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, f); err != nil {
		return err
	}
	return f.Close()
}

// poll comes again and again for as long as the program runs.
func poll() error {
	f, err := os.Open("state") // want "CL601: .*'f'"
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, f); err != nil {
		return err
	}
	return f.Close()
}

// In the function that runs once itself, a loop adds up.
func countAll(paths []string) error {
	for _, path := range paths {
		f, err := os.Open(path) // want "CL601: .*'f'"
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, f); err != nil {
			continue
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

func init() { _ = countAll(os.Args) }

// send is a command: who runs it waits for the process to end.
func send(ctx context.Context, cmd *cli.Command) error {
	f, err := os.Open(cmd.String("file")) // want "CL601 note: .*'f'"
	if err != nil {
		return err
	}
	if _, err := io.Copy(os.Stdout, f); err != nil {
		return err
	}
	return f.Close()
}

// serve is asked for each request.
func serve(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open("page") // want "CL601: .*'f'"
	if err != nil {
		return
	}
	if _, err := io.Copy(w, f); err != nil {
		return
	}
	f.Close()
}

// saveStats writes for as long as the process lasts: it never returns, and nothing leaks.
func saveStats(path string) {
	f, err := os.Create(path) // ok: it never returns
	if err != nil {
		panic(err)
	}
	for t := range time.NewTicker(time.Second).C {
		if _, err := fmt.Fprintln(f, t); err != nil {
			continue
		}
	}
}

// stopsAtError leaves the loop, and the file stays open.
func stopsAtError(path string) {
	f, err := os.Create(path) // want "CL601: .*'f'"
	if err != nil {
		panic(err)
	}
	for t := range time.NewTicker(time.Second).C {
		if _, err := fmt.Fprintln(f, t); err != nil {
			break
		}
	}
}
