package cl106

import (
	"go/parser"
	"go/token"
	"os"
	"sync"
)

type analyzer interface {
	Analyze(path string) (string, error)
}

type found struct {
	mu    sync.Mutex
	names []string
}

func (f *found) add(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.names = append(f.names, name)
}

func (f *found) read(path string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	b, _ := os.ReadFile(path)
	f.names = append(f.names, string(b))
}

func locksAfterTheWork(wg *sync.WaitGroup, paths []string, a analyzer, out *found) {
	for _, p := range paths {
		wg.Add(1)
		go func() { // want "CL106:"
			defer wg.Done()
			s, err := a.Analyze(p)
			if err != nil {
				return
			}
			out.add(s)
		}()
	}
}

func parsed(fset *token.FileSet, path string, m *found) {
	f, err := parser.ParseFile(fset, path, nil, 0)
	if err != nil {
		return
	}
	m.mu.Lock()
	m.names = append(m.names, f.Name.Name)
	m.mu.Unlock()
}

func locksInAHelper(paths []string, m *found) {
	var wg sync.WaitGroup
	fset := token.NewFileSet()
	for _, p := range paths {
		wg.Add(1)
		go func() { // want "CL106:"
			parsed(fset, p, m)
			wg.Done()
		}()
	}
	wg.Wait()
}

func locksAroundTheWork(paths []string, m *found) {
	var wg sync.WaitGroup
	for _, p := range paths {
		wg.Add(1)
		go func() { // ok: one works at a time
			defer wg.Done()
			m.mu.Lock()
			defer m.mu.Unlock()
			b, _ := os.ReadFile(p)
			m.names = append(m.names, string(b))
		}()
	}
	wg.Wait()
}

func locksInAMethod(paths []string, m *found) {
	var wg sync.WaitGroup
	for _, p := range paths {
		wg.Add(1)
		go func() { // ok: one works at a time
			defer wg.Done()
			m.read(p)
		}()
	}
	wg.Wait()
}
