package goscan

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// loadMode asks for syntax and types of the packages named; their dependencies come as export data.
const loadMode = packages.LoadSyntax | packages.NeedModule | packages.NeedForTest

// load lists and type-checks the packages of a group. Own packages that they depend on are loaded too, so that what
// helpers do is known; nothing is reported on them.
func (s *scanner) load(ctx context.Context, g group) ([]*packages.Package, error) {
	if g.root == "" {
		return nil, errNoModule
	}
	patterns := folderPatterns(g)
	pkgs, err := packages.Load(s.config(ctx, g), patterns...)
	if err == nil && len(pkgs) == 0 { // the library takes what the go command says for no error
		err = why(ctx, g, patterns)
	}
	if stale(err) && !g.workspace {
		undo := s.useCopy(g)
		defer undo()
		if again, copyErr := packages.Load(s.config(ctx, g), patterns...); copyErr == nil && len(again) > 0 {
			s.tellStale(g, err)
			pkgs, err = again, nil
		}
	}
	if err != nil {
		return nil, err
	}
	if err := failedWhole(pkgs); err != nil {
		return nil, err
	}
	more := ownDependencies(pkgs)
	if len(more) == 0 {
		return pkgs, nil
	}
	return packages.Load(s.config(ctx, g), append(patterns, more...)...)
}

var errNoModule = errors.New("no go.mod")

func (s *scanner) config(ctx context.Context, g group) *packages.Config {
	cfg := &packages.Config{Context: ctx, Mode: loadMode, Dir: g.root, Tests: s.opts.Tests, Env: goEnv(g), Overlay: s.listed, ParseFile: s.parseFile}
	if len(s.opts.Tags) > 0 {
		cfg.BuildFlags = []string{"-tags=" + strings.Join(s.opts.Tags, ",")}
	}
	if s.modFile != "" {
		cfg.BuildFlags = append(cfg.BuildFlags, "-mod=mod", "-modfile="+s.modFile)
	}
	return cfg
}

// why asks the go command what keeps it from listing the packages.
func why(ctx context.Context, g group, patterns []string) error {
	cmd := exec.CommandContext(ctx, "go", append([]string{"list"}, patterns...)...)
	cmd.Dir, cmd.Env = g.root, goEnv(g)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Run(); err == nil {
		return nil
	}
	return errors.New(stderr.String())
}

// stale reports whether go.mod or go.sum lacks something that go mod tidy would write.
func stale(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "updates to go.mod needed") || strings.Contains(err.Error(), "missing go.sum entry"))
}

// useCopy lets the go command change a copy of go.mod from now on, until undo is called: the user's own stays as it is.
func (s *scanner) useCopy(g group) (undo func()) {
	dir, err := os.MkdirTemp("", "concurlint-mod-")
	if err != nil {
		return func() {}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		if text, err := os.ReadFile(filepath.Join(g.root, name)); err == nil {
			_ = os.WriteFile(filepath.Join(dir, name), text, 0o644) // what is missing then is told by the go command
		}
	}
	s.modFile = filepath.Join(dir, "go.mod")
	return func() {
		s.modFile = ""
		os.RemoveAll(dir)
	}
}

// goEnv is the user's environment, without the download of another toolchain, and without a workspace that the module is
// not part of.
func goEnv(g group) []string {
	env := append(os.Environ(), "GOTOOLCHAIN=local")
	if !g.workspace {
		env = append(env, "GOWORK=off")
	}
	return env
}

func folderPatterns(g group) []string {
	var out []string
	for _, dir := range g.folders {
		rel, err := filepath.Rel(g.root, dir)
		if err != nil {
			continue
		}
		if rel == "." {
			out = append(out, ".")
			continue
		}
		out = append(out, "./"+filepath.ToSlash(rel))
	}
	return out
}

// failedWhole reports that the go command could say nothing of any package: then what it says is about the module.
func failedWhole(pkgs []*packages.Package) error {
	for _, p := range pkgs {
		if len(p.GoFiles) > 0 || len(p.IgnoredFiles) > 0 || len(p.Errors) == 0 {
			return nil
		}
	}
	if len(pkgs) == 0 {
		return nil
	}
	return errors.New(pkgs[0].Errors[0].Msg)
}

// ownDependencies are the packages of the user's own modules that were not asked for.
func ownDependencies(pkgs []*packages.Package) []string {
	roots := map[string]bool{}
	for _, p := range pkgs {
		roots[p.PkgPath] = true
	}
	var out []string
	packages.Visit(pkgs, nil, func(p *packages.Package) {
		if !roots[p.PkgPath] && ownModule(p.Module) && !strings.Contains(p.PkgPath, " ") && p.Name != "" {
			out = append(out, p.PkgPath)
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

func ownModule(m *packages.Module) bool {
	if m == nil {
		return false
	}
	if m.Replace != nil {
		return m.Replace.Version == ""
	}
	return m.Main || m.Version == ""
}
