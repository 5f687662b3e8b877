package cl110

import (
	"log"
	"net"
)

func handle(c net.Conn) { defer c.Close() }

func serve(ln net.Listener) error {
	for {
		c, err := ln.Accept()
		if err != nil {
			return err
		}
		go handle(c) // want "CL110 note:"
	}
}

func serveLimited(ln net.Listener) error {
	sem := make(chan struct{}, 100)
	for {
		c, err := ln.Accept()
		if err != nil {
			return err
		}
		sem <- struct{}{}
		go func() { // ok: a hundred at most
			defer func() { <-sem }()
			handle(c)
		}()
	}
}

func serveOneAtATime(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			log.Print(err)
			return
		}
		handle(c) // ok: no goroutine
	}
}
