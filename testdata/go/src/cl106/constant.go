package cl106

import (
	"flag"
	"net"
	"os"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

const mirrors = 3

var regions = []string{"eu", "us", "ap"}

var workers = flag.Int("workers", 8, "how many run at once")

type config struct{ Workers int }

func constantCount() {
	for i := 0; i < 4; i++ {
		go fetch(strconv.Itoa(i)) // ok: four
	}
	for range mirrors {
		go fetch("mirror") // ok: three
	}
	for range 5 {
		go fetch("five") // ok: five
	}
}

func literalList() {
	for _, u := range []string{"a", "b", "c"} {
		go fetch(u) // ok: three
	}
	hosts := []string{"a", "b"}
	for _, u := range hosts {
		go fetch(u) // ok: two
	}
	for _, u := range regions {
		go fetch(u) // ok: three, written in this package
	}
	for _, u := range map[string]string{"a": "1", "b": "2"} {
		go fetch(u) // ok: two
	}
}

func array(urls [6]string) {
	for _, u := range urls {
		go fetch(u) // ok: an array of six
	}
}

func subSlice(urls []string) {
	for _, u := range urls[:10] {
		go fetch(u) // ok: ten
	}
	for i := range min(len(urls), 8) {
		go fetch(urls[i]) // ok: eight at most
	}
}

func settings(c config) {
	for i := 0; i < *workers; i++ {
		go fetch("flag") // ok: a setting
	}
	for range c.Workers {
		go fetch("config") // ok: a field of the configuration
	}
	for i := 0; i < runtime.NumCPU(); i++ {
		go fetch("cpu") // ok: as many as the machine has
	}
	n, err := strconv.Atoi(os.Getenv("WORKERS"))
	if err != nil {
		n = runtime.GOMAXPROCS(0)
	}
	for range n {
		go fetch("env") // ok: the environment or the machine
	}
}

func tooManyByHand() {
	for i := 0; i < 100000; i++ {
		go fetch(strconv.Itoa(i)) // want "CL106: .*100000"
	}
}

func workersDrawFromAChannel(urls []string, n int) {
	jobs := make(chan string)
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() { // ok: workers, whatever n is
			defer wg.Done()
			for u := range jobs {
				fetch(u)
			}
		}()
	}
	for _, u := range urls {
		jobs <- u
	}
	close(jobs)
	wg.Wait()
}

type pool struct {
	size int
	jobs chan job
	quit chan struct{}
}

func (p *pool) start() {
	for i := 0; i < p.size; i++ {
		go p.work() // ok: work draws from the pool's channel
	}
}

func (p *pool) work() {
	for {
		select {
		case j := <-p.jobs:
			fetch(j.url)
		case <-p.quit:
			return
		}
	}
}

func workersDrawFromACounter(urls []string, n int) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { // ok: each draws the next index
			for {
				i := int(next.Add(1)) - 1
				if i >= len(urls) {
					return
				}
				fetch(urls[i])
			}
		})
	}
	wg.Wait()
}

// As many workers as items is one goroutine per item, whatever they draw.
func asManyWorkersAsItems(urls []string) {
	jobs := make(chan string, len(urls))
	for range len(urls) {
		go func() { // want "CL106: .*urls"
			for u := range jobs {
				fetch(u)
			}
		}()
	}
	for _, u := range urls {
		jobs <- u
	}
	close(jobs)
}

func onceInALoopThatLeaves(urls []string) bool {
	for _, u := range urls {
		if u == "stop" {
			go fetch(u) // ok: the function ends here
			return true
		}
	}
	return false
}

func atARate(d time.Duration) {
	tick := time.NewTicker(d)
	defer tick.Stop()
	for range tick.C {
		go fetch("tick") // ok: starts at a rate; whether they pile up is not known
	}
}

func acceptLoop(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go serve(conn) // ok: an accept loop is CL110's
	}
}

func serve(conn net.Conn) { conn.Close() }

func oneAfterTheLoop(urls []string) <-chan string {
	out := make(chan string)
	go func() { // ok: one goroutine, the loop is inside
		defer close(out)
		for _, u := range urls {
			out <- u
		}
	}()
	return out
}

func timersAreNoGoroutines(names []string, d time.Duration) {
	for _, n := range names {
		t := time.AfterFunc(d, func() { fetch(n) }) // ok: a timer, stopped or run later
		defer t.Stop()
	}
}
