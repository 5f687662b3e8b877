package cl601

import (
	"io"
	"os"
)

func closedInPlace(names []string) error {
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			if os.IsNotExist(err) {
				continue
			}
			return err
		}
		if err := func() error { // ok: closed by a function that runs here
			defer f.Close()
			_, err := io.ReadAll(f)
			return err
		}(); err != nil {
			return err
		}
	}
	return nil
}

func readInPlace(names []string) error {
	for _, name := range names {
		f, err := os.Open(name) // want "CL601: os.Open opens 'f', which is not closed on every return"
		if err != nil {
			return err
		}
		if err := func() error {
			_, err := io.ReadAll(f)
			return err
		}(); err != nil {
			return err
		}
	}
	return nil
}

func withItsEnd(name string) (out *os.File, end func(), err error) {
	out, err = os.Create(name)
	if err != nil {
		return nil, nil, err
	}
	return out, func() { out.Close() }, nil
}

func endsIt(name string) error {
	out, end, err := withItsEnd(name) // ok: ended by what came with it
	if err != nil {
		return err
	}
	defer end()
	_, err = out.Write(nil)
	return err
}

func forgetsItsEnd(name string) error {
	out, _, err := withItsEnd(name) // want "CL601"
	if err != nil {
		return err
	}
	_, err = out.Write(nil)
	return err
}

func secondAttempt(name string) error {
	f, err := os.OpenFile(name, os.O_CREATE, 0o600) // ok: closed, or there is none
	if os.IsNotExist(err) {
		if mkdir := os.MkdirAll("d", 0o700); mkdir == nil {
			f, err = os.OpenFile(name, os.O_CREATE, 0o600)
		}
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(nil); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

func otherFile(name string) error {
	f, err := os.Open(name) // want "CL601"
	if err == nil {
		f, err = os.Open(name + "2")
	}
	if err != nil {
		return err
	}
	return f.Close()
}

func openedByAnother(run func(func() error) error, name string) (*os.File, error) {
	var f *os.File
	err := run(func() error {
		var err error
		f, err = os.Open(name) // ok: it belongs to the function around
		return err
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}
