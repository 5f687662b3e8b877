package cl605

import (
	"errors"
	"io"
	"net/http"
)

func drain(resp *http.Response) {
	if resp != nil && resp.Body != nil {
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

func errorOf(resp *http.Response) error { return errors.New(resp.Status) }

func readsAllOfIt(req *http.Request) ([]byte, error) {
	resp, err := client.Do(req) // ok: nothing more comes after an error of reading, which the transport closes on
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	drain(resp)
	return text, nil
}

func readsSomeOfIt(req *http.Request) ([]byte, error) {
	resp, err := client.Do(req) // want "CL605"
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(resp.Body, 100))
	if err != nil {
		return nil, err
	}
	drain(resp)
	return text, nil
}

func readsAllAndForgets(req *http.Request) ([]byte, error) {
	resp, err := client.Do(req) // want "CL605"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func readsAllOfSomeOnly(req *http.Request) ([]byte, error) {
	resp, err := client.Do(req) // want "CL605"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errorOf(resp)
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	drain(resp)
	return text, nil
}
