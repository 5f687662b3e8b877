package cl601

import "os"

// openedAgain closes what it has written and opens it again; who is asked for it by then is the deferred function, whichever it
// is.
func openedAgain(path string) (_ *os.File, err error) {
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil && f != nil {
			f.Close()
		}
	}()
	if _, err = f.Write(header); err != nil {
		return nil, err
	}
	if err = f.Close(); err != nil {
		return nil, err
	}
	f = nil
	if err = os.Rename(path+".tmp", path); err != nil {
		return nil, err
	}
	f, err = os.OpenFile(path, os.O_WRONLY, 0) // ok: closed by the deferred function where it is not returned
	if err != nil {
		return nil, err
	}
	if _, err = f.Seek(8, 0); err != nil {
		return nil, err
	}
	return f, nil
}

// openedAgainByItsName defers the Close of the first one, which is another file than the second.
func openedAgainByItsName(path string) (_ *os.File, err error) {
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if _, err = f.Write(header); err != nil {
		return nil, err
	}
	f, err = os.OpenFile(path, os.O_WRONLY, 0) // want "CL601: .*'f'"
	if err != nil {
		return nil, err
	}
	if _, err = f.Seek(8, 0); err != nil {
		return nil, err
	}
	return f, nil
}

// openedAgainCalledAtOnce: a function that is called where it stands knows only what was there.
func openedAgainCalledAtOnce(path string) error {
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return err
	}
	func() {
		f.Close()
	}()
	f, err = os.OpenFile(path, os.O_WRONLY, 0) // want "CL601: .*'f'"
	if err != nil {
		return err
	}
	_, err = f.Seek(8, 0)
	return err
}

var header = make([]byte, 8)
