package cl605

import (
	"bytes"
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

// send has read and closed the body of what went wrong when it returns it, and gives the text along.
func send(req *http.Request) (*http.Response, error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK {
		return resp, nil
	}
	text, err := io.ReadAll(resp.Body)
	drain(resp)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(text))
	return resp, errorOf(resp)
}

func errorOf(resp *http.Response) error { return errors.New(resp.Status) }

func readsThrough(req *http.Request) (io.ReadCloser, error) {
	resp, err := send(req) // ok: what went wrong is closed already
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errorOf(resp)
	}
	return resp.Body, nil
}

// sendPlain hands on whatever comes.
func sendPlain(req *http.Request) (*http.Response, error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.Header.Get("Location") == "" {
		drain(resp)
		return nil, errors.New("goes nowhere")
	}
	return resp, nil
}

func readsPlain(req *http.Request) (io.ReadCloser, error) {
	resp, err := sendPlain(req) // want "CL605"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errorOf(resp)
	}
	return resp.Body, nil
}

// drainIf closes only where somebody wants it.
func drainIf(resp *http.Response, wanted bool) {
	if resp != nil && wanted {
		resp.Body.Close()
	}
}

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
