package cl106

import (
	"bufio"
	"database/sql"
	"encoding/json"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sync"

	"github.com/hashicorp/go-multierror"
)

func oneForEachItem(urls []string) {
	for _, u := range urls {
		go fetch(u) // want "CL106: .*urls"
	}
}

func waitGroupWaitsAndDoesNotLimit(urls []string) {
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Add(1)
		go func() { // want "CL106: .*urls"
			defer wg.Done()
			fetch(u)
		}()
	}
	wg.Wait()
}

func waitGroupGo(urls []string) {
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { fetch(u) }) // want "CL106: .*WaitGroup.Go.*urls"
	}
	wg.Wait()
}

func waitGroupFromTheCaller(wg *sync.WaitGroup, urls []string) {
	for _, u := range urls {
		wg.Add(1)
		go func() { // want "CL106: .*urls"
			defer wg.Done()
			fetch(u)
		}()
	}
}

func oneForEachKey(byHost map[string][]string) {
	for host := range byHost {
		go fetch(host) // want "CL106: .*byHost"
	}
}

func oneForEachMessage(msgs <-chan job) {
	for m := range msgs {
		go fetch(m.url) // want "CL106: .*msgs"
	}
}

func receivedInAnEndlessLoop(msgs <-chan job, quit <-chan struct{}) {
	for {
		select {
		case m := <-msgs:
			go fetch(m.url) // want "CL106: "
		case <-quit:
			return
		}
	}
}

func countedByLength(jobs []job) {
	for i := 0; i < len(jobs); i++ {
		go fetch(jobs[i].url) // want "CL106: .*jobs"
	}
}

func rangeOverTheLength(jobs []job) {
	n := len(jobs)
	for i := range n {
		go fetch(jobs[i].url) // want "CL106: .*jobs"
	}
}

func countFromAParameter(n int) {
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() { // want "CL106: .*'n'"
			defer wg.Done()
			fetch("http://localhost/")
		}()
	}
	wg.Wait()
}

type crawler struct{ seen map[string]bool }

func (c *crawler) visit(u string) { fetch(u) }

func (c *crawler) methodForEachItem(urls []string) {
	for _, u := range urls {
		if c.seen[u] {
			continue
		}
		go c.visit(u) // want "CL106: .*urls"
	}
}

type batch struct{ Items []string }

func handler(w http.ResponseWriter, r *http.Request) {
	var b batch
	if err := json.NewDecoder(r.Body).Decode(&b); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var wg sync.WaitGroup
	for _, item := range b.Items {
		wg.Add(1)
		go func() { // want "CL106: .*Items"
			defer wg.Done()
			fetch(item)
		}()
	}
	wg.Wait()
}

func oneForEachLine(f *os.File) error {
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line := sc.Text()
		go fetch(line) // want "CL106: "
	}
	return sc.Err()
}

func oneForEachRow(rows *sql.Rows) error {
	for rows.Next() {
		var u string
		if err := rows.Scan(&u); err != nil {
			return err
		}
		go fetch(u) // want "CL106: "
	}
	return rows.Err()
}

func oneForEachFile(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error { // want "CL106: .*root"
		if err != nil || d.IsDir() {
			return err
		}
		go fetch(path) // ok: reported where it is repeated
		return nil
	})
}

// start is fine where it is called once.
func start(u string) {
	go fetch(u) // ok: no loop here
}

func helperStartsOneEach(urls []string) {
	for _, u := range urls {
		start(u) // want "CL106: .*urls"
	}
}

func helperOfAHelper(urls []string) {
	for _, u := range urls {
		startChecked(u) // want "CL106: .*urls"
	}
}

func startChecked(u string) {
	if u == "" {
		return
	}
	start(u) // ok: no loop here
}

func multierrorHasNoLimit(urls []string) error {
	var g multierror.Group
	for _, u := range urls {
		g.Go(func() error { // want "CL106: .*urls"
			fetch(u)
			return nil
		})
	}
	return g.Wait().ErrorOrNil()
}

func nestedLoops(byHost map[string][]string) {
	for _, paths := range byHost {
		for _, p := range paths {
			go fetch(p) // want "CL106: "
		}
	}
}

// The client limits sockets; goroutines and what they hold wait in line without limit.
func clientPoolIsNoLimit(urls []string) {
	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 10}}
	var wg sync.WaitGroup
	for _, u := range urls {
		wg.Go(func() { // want "CL106: .*urls"
			resp, err := client.Get(u)
			if err == nil {
				resp.Body.Close()
			}
		})
	}
	wg.Wait()
}
