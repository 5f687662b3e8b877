package goscan

import (
	"context"
	"errors"
	"os"
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
	cfg := &packages.Config{Context: ctx, Mode: loadMode, Dir: g.root, Tests: s.opts.Tests, Env: goEnv(g)}
	if len(s.opts.Tags) > 0 {
		cfg.BuildFlags = []string{"-tags=" + strings.Join(s.opts.Tags, ",")}
	}
	return cfg
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
