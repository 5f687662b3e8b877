//go:build gen

package main

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/concurlint/concurlint/rules"
)

// goModelsCommand checks that each Go name of the models exists in the modules that the go.mod of a folder pins: functions, types,
// their methods and fields, and that a row's positions are there.
func goModelsCommand(folder string) error {
	apis := map[string][]*rules.Model{}
	var paths []string
	for _, row := range rules.Builtin().All() {
		if row.Lang != "go" {
			continue
		}
		for _, api := range row.API {
			if !strings.ContainsAny(api, "(") && strings.Contains(api, ".") {
				apis[api] = append(apis[api], row)
				paths = append(paths, candidates(api)...)
			}
		}
	}
	slices.Sort(paths)
	pkgs, err := packages.Load(&packages.Config{Dir: folder, Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps}, slices.Compact(paths)...)
	if err != nil {
		return err
	}
	known := map[string]*types.Package{}
	for _, p := range pkgs {
		if p.Types != nil && p.Name != "" && len(p.Errors) == 0 {
			known[p.PkgPath] = p.Types
		}
	}
	var holds, wrong, unchecked int
	names := make([]string, 0, len(apis))
	for api := range apis {
		names = append(names, api)
	}
	slices.Sort(names)
	for _, api := range names {
		obj, found := lookup(known, api)
		switch {
		case !found:
			unchecked++
			fmt.Printf("unchecked  %s: no package of it is in %s/go.mod\n", api, folder)
		case obj == nil:
			wrong++
			fmt.Printf("wrong      %s (%s): no such name\n", api, apis[api][0].File)
		default:
			if why := positions(obj, apis[api]); why != "" {
				wrong++
				fmt.Printf("wrong      %s (%s): %s\n", api, apis[api][0].File, why)
				continue
			}
			holds++
		}
	}
	fmt.Printf("%d names hold, %d do not, %d unchecked\n", holds, wrong, unchecked)
	if wrong > 0 {
		return fmt.Errorf("%d names of the models are wrong", wrong)
	}
	return nil
}

// candidates are the package paths that a name may begin with: a package's own may have dots.
func candidates(api string) []string {
	slash := strings.LastIndexByte(api, '/') + 1
	parts := strings.Split(api[slash:], ".")
	var out []string
	for i := 1; i < len(parts); i++ {
		out = append(out, api[:slash]+strings.Join(parts[:i], "."))
	}
	return out
}

// lookup finds the object that a name means: the longest package path wins. It reports false where no package of it is known.
func lookup(known map[string]*types.Package, api string) (types.Object, bool) {
	paths := candidates(api)
	for _, path := range slices.Backward(paths) {
		pkg := known[path]
		if pkg == nil {
			continue
		}
		parts := strings.Split(strings.TrimPrefix(api, path+"."), ".")
		obj := pkg.Scope().Lookup(parts[0])
		for _, name := range parts[1:] {
			if obj == nil {
				return nil, true
			}
			obj, _, _ = types.LookupFieldOrMethod(obj.Type(), true, pkg, name)
		}
		return obj, true
	}
	return nil, false
}

// positions reports what a row says of arguments or results that a function does not have.
func positions(obj types.Object, rows []*rules.Model) string {
	sig, ok := obj.Type().Underlying().(*types.Signature)
	if !ok {
		return ""
	}
	params := sig.Params().Len()
	for _, row := range rows {
		for name, v := range map[string]*rules.Value{"cap": row.Cap, "time": row.Time, "times": row.Times, "body": row.Body, "pieces": row.Pieces} {
			if v != nil && v.Index != nil && *v.Index >= params {
				return fmt.Sprintf("%s is argument %d of %d", name, *v.Index, params)
			}
		}
		if slices.Contains(row.Does, "open") && row.Result >= sig.Results().Len() {
			return fmt.Sprintf("result %d of %d", row.Result, sig.Results().Len())
		}
		if row.Closer != nil && *row.Closer >= sig.Results().Len() {
			return fmt.Sprintf("closer %d of %d results", *row.Closer, sig.Results().Len())
		}
	}
	return ""
}
