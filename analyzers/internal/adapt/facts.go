package adapt

import (
	"go/ast"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/concurlint/concurlint/analyzers/internal/lower"
	"github.com/concurlint/concurlint/internal/site"
)

// A Fact is what importers of a package may know of it: the sites of the functions that they can call.
type Fact struct {
	Funcs   []site.Func    // solved, in the order of the source
	Numbers []lower.Number // what functions that return a number return
	Starts  []lower.Starter
}

// AFact marks the type as a fact.
func (*Fact) AFact() {}

// String is what drivers print of a fact.
func (f *Fact) String() string {
	var names []string
	for _, fn := range f.Funcs {
		names = append(names, fn.Name[strings.LastIndexByte(fn.Name, '/')+1:])
	}
	return "sites of " + strings.Join(names, ", ")
}

// known is what all imported packages have said.
type known struct {
	packages map[string]bool
	funcs    map[string]*site.Func
	numbers  map[string]site.Amount
	starts   map[string]int
}

func importFacts(pass *analysis.Pass) known {
	k := known{packages: map[string]bool{}, funcs: map[string]*site.Func{}, numbers: map[string]site.Amount{}, starts: map[string]int{}}
	for _, pf := range pass.AllPackageFacts() {
		fact, ok := pf.Fact.(*Fact)
		if !ok || pf.Package == pass.Pkg {
			continue
		}
		k.packages[pf.Package.Path()] = true
		for i := range fact.Funcs {
			k.funcs[fact.Funcs[i].Name] = &fact.Funcs[i]
		}
		for _, n := range fact.Numbers {
			k.numbers[n.Func] = n.Amount
		}
		for _, s := range fact.Starts {
			k.starts[s.Func] = s.Arg
		}
	}
	return k
}

func exportFact(pass *analysis.Pass, solved []site.Func, lowered lower.Lowered) {
	fact := &Fact{}
	for _, f := range solved {
		if visible(f) {
			fact.Funcs = append(fact.Funcs, outward(f))
		}
	}
	for _, s := range lowered.Starts {
		if exportedName(s.Func) {
			fact.Starts = append(fact.Starts, s)
		}
	}
	for _, n := range lowered.Numbers {
		if exportedName(n.Func) {
			fact.Numbers = append(fact.Numbers, n)
		}
	}
	pass.ExportPackageFact(fact)
}

// visible reports whether another package can call the function by its name.
func visible(f site.Func) bool {
	return f.Params >= 0 && exportedName(f.Name)
}

func exportedName(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	r, _ := utf8.DecodeRuneInString(last)
	return unicode.IsUpper(r)
}

// outward leaves out what only matters inside: Inline would drop it in every importer.
func outward(f site.Func) site.Func {
	var kept []site.Site
	for i, s := range f.Sites {
		switch {
		case s.Do == site.Call, s.Do == site.Legacy, s.Do == site.Swallow:
		case s.Do == site.Escape && s.On.Scope != site.ScopeParam && s.API != site.Stored && !(s.API == site.Handed && s.On.Scope == site.ScopeResult) && !f.Ends(s.On):
		case s.Do == site.Leave && s.On.Scope == site.ScopeResult && !f.ReturnsEnded(&f.Sites[i]):
		default:
			kept = append(kept, s)
		}
	}
	f.Sites = kept
	return f
}

// importPath is the package's path without what a test variant adds.
func importPath(pass *analysis.Pass) string {
	path, _, _ := strings.Cut(pass.Pkg.Path(), " ")
	return path
}

// firstFile is the name of one file of the package, "" where it has none.
func firstFile(pass *analysis.Pass) string {
	for _, f := range pass.Files {
		return fileName(pass, f)
	}
	return ""
}

func fileName(pass *analysis.Pass, f *ast.File) string {
	return pass.Fset.PositionFor(f.FileStart, false).Filename
}
