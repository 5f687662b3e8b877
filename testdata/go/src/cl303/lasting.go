package cl303

import (
	"context"
	"net/http"
	"time"
)

type prober struct{ url string }

func (p *prober) watch(ctx context.Context) {
	client := &http.Client{Transport: &http.Transport{IdleConnTimeout: time.Second}} // ok: for the whole loop
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if resp, err := client.Get(p.url); err == nil {
				resp.Body.Close()
			}
		case <-ctx.Done():
			return
		}
	}
}

func (p *prober) each(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			client := &http.Client{Transport: &http.Transport{IdleConnTimeout: time.Second}} // want "CL303:"
			if resp, err := client.Get(p.url); err == nil {
				resp.Body.Close()
			}
		case <-ctx.Done():
			return
		}
	}
}

func (p *prober) asks(url string) error {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // want "CL303:"
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
