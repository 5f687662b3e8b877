// Package pitfall24 makes HTTP clients for each call.
package pitfall24

import (
	"net/http"
	"time"
)

func sharesTheDefaultTransport(w http.ResponseWriter, r *http.Request) {
	c := &http.Client{Timeout: time.Second} // ok: its connections belong to the shared transport
	resp, err := c.Get("http://backend/")
	if err != nil {
		return
	}
	resp.Body.Close()
}

func transportOfItsOwn(w http.ResponseWriter, r *http.Request) {
	c := &http.Client{Timeout: time.Second, Transport: &http.Transport{}} // want "CL303: "
	resp, err := c.Get("http://backend/")
	if err != nil {
		return
	}
	resp.Body.Close()
}
