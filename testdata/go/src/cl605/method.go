package cl605

import (
	"context"
	"net/http"
)

func headRequest(ctx context.Context, url string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, url, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Accept", "*/*")
	resp, err := client.Do(req) // ok: no body comes
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func headWithContext(ctx context.Context, url string) (int, error) {
	req, err := http.NewRequest("HEAD", url, nil)
	if err != nil {
		return 0, err
	}
	req = req.WithContext(ctx)
	resp, err := client.Do(req) // ok: no body comes
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func headLiteral() (int, error) {
	resp, err := client.Do(&http.Request{Method: "HEAD"}) // ok: no body comes
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func getRequest(ctx context.Context, url string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := client.Do(req) // want "CL605"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func anyRequest(ctx context.Context, method, url string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := client.Do(req) // want "CL605"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func headThenGet(ctx context.Context, url string, again bool) (int, error) {
	req, err := http.NewRequest("HEAD", url, nil)
	if again {
		req, err = http.NewRequest("GET", url, nil)
	}
	if err != nil {
		return 0, err
	}
	resp, err := client.Do(req) // want "CL605"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
