package config

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// A Tree finds the configuration of each file: the nearest one above it. It may be asked at the same time by several.
type Tree struct {
	fixed   *Config // holds for every file, where not nil
	fallen  *Config // holds where nothing is found
	mu      sync.Mutex
	folders map[string]found
	files   map[settingsKey]FileSettings
	broken  map[string]error // by the file that cannot be used
	own     Choices
}

type found struct{ config *Config }

type settingsKey struct {
	config *Config
	paths  string
}

// NewTree returns a tree with the choices of the command line. A configuration that is given holds for every file.
func NewTree(fixed *Config, own Choices) *Tree {
	return &Tree{fixed: fixed, fallen: &Config{}, folders: map[string]found{}, files: map[settingsKey]FileSettings{}, broken: map[string]error{}, own: own}
}

// Of returns the configuration for what lies in a folder, absolute. One that cannot be used is as if it were not there;
// Broken names it.
func (t *Tree) Of(dir string) *Config {
	if t.fixed != nil {
		return t.fixed
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.of(dir)
}

func (t *Tree) of(dir string) *Config {
	if f, ok := t.folders[dir]; ok {
		return f.config
	}
	config := t.here(dir)
	if parent := filepath.Dir(dir); config == nil && parent != dir && !isRepository(dir) {
		config = t.of(parent)
	}
	if config == nil {
		config = t.fallen
	}
	t.folders[dir] = found{config}
	return config
}

// here reads the configuration in a folder, nil where there is none.
func (t *Tree) here(dir string) *Config {
	for _, name := range []string{ownFile, pyproject} {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
			continue
		}
		if name == pyproject {
			if _, ok, err := read(path); err == nil && !ok {
				continue
			}
		}
		c, err := Load(path)
		if err == nil {
			return c
		}
		t.broken[path] = err
	}
	return nil
}

// isRepository reports whether nothing above the folder concerns it.
func isRepository(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	return err == nil
}

// For returns what holds for a file, given by its absolute path.
func (t *Tree) For(file string) FileSettings {
	config := t.Of(filepath.Dir(file))
	k := settingsKey{config, config.matching(file)}
	t.mu.Lock()
	defer t.mu.Unlock()
	if s, ok := t.files[k]; ok {
		return s
	}
	s, err := config.For(file, t.own)
	if err != nil && config.Path != "" {
		t.broken[config.Path] = err
	}
	t.files[k] = s
	return s
}

// Allows reports whether a rule may report in a file, given by its absolute path, where a driver of its own kind has chosen
// the rules: it may unless the configuration leaves it out, or selects others.
func (t *Tree) Allows(file, code string) bool {
	config := t.Of(filepath.Dir(file))
	own := Choices{}
	if config.Select == nil {
		own.Select = []string{"all"}
	}
	s, err := config.For(file, own)
	return err != nil || s.Selection.Has(code)
}

// Choices returns what the command line says of rules.
func (t *Tree) Choices() Choices { return t.own }

// Broken returns the configuration files that could not be used, with the reasons.
func (t *Tree) Broken() map[string]error {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := map[string]error{}
	for path, err := range t.broken {
		out[path] = err
	}
	return out
}

// Inline reads a configuration given on the command line, as in fail-on="error".
func Inline(text string) (Settings, error) {
	var s Settings
	if err := decode("--config", []byte(text), &s, nil); err != nil {
		return Settings{}, fmt.Errorf("%w; write it as TOML: --config 'fail-on=\"error\"'", err)
	}
	return s, nil
}

// Over puts what the command line says over a configuration, which stays as it is.
func (c *Config) Over(inline []Settings) (*Config, error) {
	if len(inline) == 0 {
		return c, nil
	}
	out := *c
	out.From = map[string]string{}
	for k, v := range c.From {
		out.From[k] = v
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("finding the working directory: %w", err)
	}
	for _, s := range inline {
		if err := out.add(s, filepath.Join(dir, "--config")); err != nil {
			return nil, err
		}
	}
	return &out, out.validate()
}
