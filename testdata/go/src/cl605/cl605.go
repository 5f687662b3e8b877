// Package cl605 sends requests and leaves bodies open, or not.
package cl605

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"cl605/helper"
)

var client = &http.Client{}

func neverClosed(url string) (string, error) {
	resp, err := client.Get(url) // want "CL605: http.Client.Get opens 'resp'"
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

func onStatusOnly(url string) error {
	resp, err := http.Get(url) // want "CL605: http.Get opens 'resp', which is not closed on every return"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(new(int))
}

func head(url string) (bool, error) {
	resp, err := client.Head(url) // ok: nothing comes after the headers, and the connection is free again
	if err != nil {
		return false, err
	}
	return resp.StatusCode < http.StatusBadRequest, nil
}

func elseBranch(req *http.Request) string {
	resp, err := client.Do(req) // want "CL605"
	if err != nil {
		return "failed"
	} else if resp.StatusCode >= http.StatusBadRequest {
		return "none"
	}
	return "some"
}

func byAHelper(url string) error {
	resp, err := helper.Send(client, url) // want "CL605: helper.Send .http.Client.Get. opens 'resp'"
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func eachRetry(url string) error {
	for {
		resp, err := client.Get(url) // want "CL605: .*before the next run of the loop"
		if err != nil {
			continue
		}
		if resp.StatusCode == http.StatusServiceUnavailable {
			continue
		}
		return resp.Body.Close()
	}
}

func deferred(url string) error {
	resp, err := client.Get(url) // ok: deferred
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

func deferredInALiteral(url string) (err error) {
	resp, err := client.Get(url) // ok: deferred
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func bodyReturned(url string) (io.ReadCloser, error) {
	resp, err := client.Get(url) // ok: the caller's to close
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

func returned(url string) (*http.Response, error) {
	return client.Post(url, "text/plain", strings.NewReader("x")) // ok: the caller's to close
}

func closedByAHelper(url string) error {
	resp, err := client.Get(url) // ok: the helper closes it
	if err != nil {
		return err
	}
	return helper.Decode(resp)
}

func bodyClosedByAHelper(url string) error {
	resp, err := client.Get(url) // ok: the helper closes it
	if err != nil {
		return err
	}
	return helper.Drain(resp.Body)
}

func closedAlready(urls []string) (total int, err error) {
	for _, u := range urls {
		resp, err := helper.Loaded(client, u) // ok: it comes back closed
		if err != nil {
			return total, err
		}
		total += resp.StatusCode
	}
	return total, nil
}

func handedOn(url string, take func(*http.Response)) error {
	resp, err := client.Get(url) // ok: who takes it may close it
	if err != nil {
		return err
	}
	take(resp)
	return nil
}

type stream struct{ body io.ReadCloser }

func (s *stream) open(url string) error {
	resp, err := client.Get(url) // ok: kept, and closed later
	if err != nil {
		return err
	}
	s.body = resp.Body
	return nil
}

func nilChecked(url string) {
	resp, _ := client.Get(url) // ok: closed where there is one
	if resp != nil {
		resp.Body.Close()
	}
}

func decoded(req *http.Request) (int, error) {
	resp, err := helper.Decoded(client, req, func(r *http.Response) error { return helper.Decode(r) }) // ok: the other function may have closed it
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
