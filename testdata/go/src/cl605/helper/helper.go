// Package helper sends requests for others.
package helper

import (
	"encoding/json"
	"io"
	"net/http"
)

// Send returns the response, which is the caller's to close.
func Send(client *http.Client, url string) (*http.Response, error) {
	resp, err := client.Get(url) // ok: returned
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// Loaded has read and closed what it returns.
func Loaded(client *http.Client, url string) (*http.Response, error) {
	resp, err := client.Get(url) // ok: deferred
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(new(int)); err != nil {
		return resp, err
	}
	return resp, nil
}

// Decode reads and closes a response.
func Decode(resp *http.Response) error {
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(new(int))
}

// Drain reads and closes a body.
func Drain(body io.ReadCloser) error {
	defer body.Close()
	_, err := io.Copy(io.Discard, body)
	return err
}

// Decoded sends and lets decode read the answer, and close it.
func Decoded(c *http.Client, req *http.Request, decode func(*http.Response) error) (*http.Response, error) {
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	if decode == nil {
		return resp, nil
	}
	err = decode(resp)
	return resp, err
}
