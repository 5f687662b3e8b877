//concurlint:ignore-file[CL106] urls are the mirrors of one file // ok
//concurlint:ignore-file[CL107] there is no group here // want "CL901: ignore-file.CL107. silences nothing: no CL107 is found in this file"

package cl901

import "sync"

func every(urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() { get(url) })
	}
	wg.Wait()
}
