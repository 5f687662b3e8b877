package cl209

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

func work() error { return nil }

func results() ([]string, error) { return nil, nil }

func otherArm(ctx context.Context) ([]string, error) {
	res := make(chan []string) // want "CL209:"
	go func() {
		r, _ := results()
		res <- r
	}()
	select {
	case r := <-res:
		return r, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func timeout() error {
	done := make(chan error) // want "CL209:"
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-time.After(time.Second):
		return errors.New("too slow")
	}
}

func armsThatMeet(ctx context.Context) (err error) {
	done := make(chan error) // want "CL209:"
	go func() { done <- work() }()
	select {
	case err = <-done:
	case <-ctx.Done():
		err = ctx.Err()
	}
	return err
}

func earlyReturn() error {
	done := make(chan error) // want "CL209:"
	go func() { done <- work() }()
	if err := work(); err != nil {
		return err
	}
	return <-done
}

func start() <-chan error {
	c := make(chan error) // want "CL209:"
	go func() { c <- work() }()
	return c
}

func ofAHelper() error {
	c := start()
	if err := work(); err != nil {
		return err
	}
	return <-c
}

func firstErrorOf(urls []string) error {
	errs := make(chan error) // want "CL209:"
	for range urls {
		go func() { errs <- work() }()
	}
	for range urls {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

func fastest(mirrors []string) error {
	first := make(chan error) // want "CL209:"
	for range mirrors {
		go func() { first <- work() }()
	}
	return <-first
}

func tooLittleRoom(mirrors []string) error {
	first := make(chan error, 1) // want "CL209:"
	for range mirrors {
		go func() { first <- work() }()
	}
	return <-first
}

func nobody() {
	c := make(chan error) // want "CL209:"
	go func() { c <- work() }()
}

func twoAtOnce() error {
	a := make(chan error) // want "CL209:"
	b := make(chan error) // want "CL209:"
	go func() { a <- work() }()
	go func() { b <- work() }()
	select {
	case err := <-a:
		return err
	case err := <-b:
		return err
	}
}

func generator(words []string) error {
	out := make(chan string) // want "CL209:"
	go func() {
		defer close(out)
		for _, w := range words {
			out <- w
		}
	}()
	for w := range out {
		if w == "" {
			return errors.New("empty")
		}
	}
	return nil
}

func saysDone(ctx context.Context, names []string) error {
	var wg sync.WaitGroup
	errs := make(chan error, len(names))
	done := make(chan bool)
	for range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs <- work()
		}()
	}
	go func() {
		wg.Wait()
		done <- true // want "CL209:"
	}()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-errs:
		return err
	case <-done:
		return nil
	}
}

func onlyErrors(ctx context.Context) error {
	errs := make(chan error)
	go func() {
		for {
			if err := work(); err != nil {
				errs <- err // want "CL209:"
				return
			}
		}
	}()
	select {
	case <-ctx.Done():
		return nil
	case err := <-errs:
		return err
	}
}

func roomForOne(ctx context.Context) error {
	done := make(chan error, 1) // ok: the send does not wait
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func roomForTwo() error {
	done := make(chan error, 2) // ok: one for each
	go func() { done <- work() }()
	go func() { done <- work() }()
	return <-done
}

func roomForAll(urls []string) error {
	errs := make(chan error, len(urls)) // ok: one for each
	for range urls {
		go func() { errs <- work() }()
	}
	return <-errs
}

func sendsInSelect(ctx context.Context) error {
	done := make(chan error) // ok: the send gives up with the context
	go func() {
		select {
		case done <- work():
		case <-ctx.Done():
		}
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func always() error {
	done := make(chan error) // ok: received on the only way out
	go func() { done <- work() }()
	return <-done
}

func deferred() error {
	done := make(chan error) // ok: received in the end
	go func() { done <- work() }()
	defer func() { <-done }()
	if err := work(); err != nil {
		return err
	}
	return nil
}

func afterAll(ctx context.Context) (err error) {
	done := make(chan error) // ok: the other arm receives too
	go func() { done <- work() }()
	select {
	case err = <-done:
	case <-ctx.Done():
		err = errors.Join(ctx.Err(), <-done)
	}
	return err
}

func drainsAll(urls []string) error {
	errs := make(chan error) // ok: as many receives as sends
	for range urls {
		go func() { errs <- work() }()
	}
	var first error
	for range urls {
		if err := <-errs; err != nil && first == nil {
			first = err
		}
	}
	return first
}

func drained(words []string) error {
	out := make(chan string) // ok: another goroutine receives
	go func() {
		defer close(out)
		for _, w := range words {
			out <- w
		}
	}()
	go func() {
		for range out {
		}
	}()
	return work()
}

func handedOn(take func(chan error)) error {
	c := make(chan error) // ok: who knows who receives
	take(c)
	go func() { c <- work() }()
	return work()
}

type server struct{ errs chan error }

func (s *server) start() error {
	c := make(chan error) // ok: the server keeps it
	s.errs = c
	go func() { c <- work() }()
	return work()
}

func startsAndReturns() <-chan error {
	c := make(chan error) // ok: every caller receives
	go func() { c <- work() }()
	return c
}

func ofAGoodHelper() error {
	return <-startsAndReturns()
}

func oneOrTheOther() (string, error) {
	good, bad := make(chan string), make(chan error) // ok: one of both comes, and both are heard
	go func() {
		if err := work(); err != nil {
			bad <- err
			return
		}
		good <- "x"
	}()
	select {
	case s := <-good:
		return s, nil
	case err := <-bad:
		return "", err
	}
}

func beforeItStarts() error {
	done := make(chan error) // ok: nothing is sent yet where it returns
	if err := work(); err != nil {
		return err
	}
	go func() { done <- work() }()
	return <-done
}

func beforeTheyStart(urls []string) error {
	errs := make(chan error) // ok: nothing is sent yet where it returns
	if err := work(); err != nil {
		return err
	}
	for range urls {
		go func() { errs <- work() }()
	}
	for range urls {
		<-errs
	}
	return nil
}

func polls(ctx context.Context) error {
	done := make(chan error) // ok: it looks until it has the result
	go func() { done <- work() }()
	for {
		select {
		case err := <-done:
			return err
		case <-time.After(time.Second):
		}
	}
}

func grouped(names []string) error {
	var g errgroup.Group
	g.SetLimit(4)
	c := make(chan string) // ok: the work is waited for before it returns
	for _, n := range names {
		g.Go(func() error {
			c <- n
			return nil
		})
	}
	go func() {
		for range c {
		}
	}()
	err := g.Wait()
	close(c)
	return err
}

func eachRun(ctx context.Context) {
	for range time.Tick(time.Minute) {
		done := make(chan error, 1) // ok: one for each run, with room
		go func() { done <- work() }()
		select {
		case <-done:
		case <-ctx.Done():
			return
		}
	}
}

func eachRunWithoutRoom(ctx context.Context) {
	for range time.Tick(time.Minute) {
		done := make(chan error) // want "CL209:"
		go func() { done <- work() }()
		select {
		case <-done:
		case <-time.After(time.Second):
		}
	}
}

func lastOfSeveral() error {
	c := make(chan error, 1) // ok: one of both is sent
	go func() {
		if err := work(); err != nil {
			c <- err
			return
		}
		c <- nil
	}()
	if err := work(); err != nil {
		return err
	}
	return <-c
}

func earlierReturn(views []string) error {
	c := make(chan error) // ok: what returns early has started none
	for range views {
		defer work()
		if err := work(); err != nil {
			return err
		}
	}
	for range views {
		go func() { c <- work() }()
	}
	for i := 0; i < len(views); i++ {
		<-c
	}
	return nil
}

func handsToALoop(names []string) error {
	c := make(chan string) // ok: the other function takes all
	go func() {
		for _, n := range names {
			c <- n
		}
		close(c)
	}()
	return takesAll(c)
}

func takesAll(names <-chan string) error {
	var first error
	for range names {
		if err := work(); err != nil {
			first = err
		}
	}
	return first
}

func callsWhatIsNotKnown(ctx context.Context, fetch func() error) error {
	done := make(chan error) // want "CL209:"
	go func() {
		err := fetch()
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func receiverNotKnown(receive func(chan error)) error {
	done := make(chan error) // ok: who knows what the other does with it
	go receive(done)
	go func() { done <- work() }()
	return work()
}

func neitherOfTwo(limit time.Duration, do func() error) {
	good := make(chan bool) // want "CL209:"
	bad := make(chan error) // want "CL209:"
	go func() {
		if err := do(); err != nil {
			bad <- err
		} else {
			good <- true
		}
	}()
	select {
	case <-good:
	case <-bad:
	case <-time.After(limit):
	}
}

func eitherOfTwo(do func() error) {
	good, bad := make(chan bool), make(chan error) // ok: whichever comes is heard
	go func() {
		if err := do(); err != nil {
			bad <- err
		} else {
			good <- true
		}
	}()
	select {
	case <-good:
	case <-bad:
	}
}
