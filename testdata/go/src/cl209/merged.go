package cl209

func periodic(run func() error) <-chan error {
	errc := make(chan error) // ok: whoever merges it receives
	go func() {
		errc <- run()
		close(errc)
	}()
	return errc
}

func merge(cs ...<-chan error) <-chan error {
	out := make(chan error)
	for _, c := range cs {
		go func() {
			for err := range c {
				out <- err
			}
		}()
	}
	return out
}

func mergedAll(run func() error) error {
	first := periodic(run)
	second := periodic(run)
	for err := range merge(first, second) {
		if err != nil {
			report(err)
		}
	}
	return nil
}

func report(error) {}

func forgotten(run func() error) <-chan error {
	errc := make(chan error) // want "CL209: 'first' has no room and cl209.neverMerged never receives"
	go func() { errc <- run() }()
	return errc
}

func neverMerged(run func() error) {
	first := forgotten(run)
	_ = first
}
