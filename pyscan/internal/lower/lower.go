package lower

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/internal/workers"
	"github.com/concurlint/concurlint/pyscan/internal/index"
	"github.com/concurlint/concurlint/pyscan/internal/syntax"
	"github.com/concurlint/concurlint/rules"
)

// Options say what the files do not.
type Options struct {
	// Target says on which versions a file has to run: "3.9" is that one and all
	// later ones, ">=3.8,<3.12" is what it says, "" any.
	Target func(path string) string
	// Failed is told of a file on which the lowering itself failed, if it is set.
	Failed func(path string, why any)
}

// wrapSuffix ends the name of a decorated function as its callers see it.
const wrapSuffix = "@wrapped"

// Lower turns every function of a project, and every module body, into its
// sites: files in the order of their paths, functions in that of the text. When
// the context ends, the files that are left have none.
func Lower(ctx context.Context, p *index.Project, models *rules.Models, o Options) []site.Func {
	table := newTable(models)
	classes := newHierarchy(p)
	perFile := make([][]site.Func, len(p.Files))
	perFileHooks := make([][]hook, len(p.Files))
	failed := make([]any, len(p.Files))
	workers.Each(ctx, len(p.Files), func(jobs iter.Seq[int]) {
		l := lowerer{typer: newTyper(table, classes), options: o}
		for i := range jobs {
			l.hooks = nil
			perFile[i], failed[i] = l.guarded(p.Files[i])
			perFileHooks[i] = l.hooks
		}
	})
	for i, why := range failed {
		if why != nil && o.Failed != nil {
			o.Failed(p.Files[i].Path, why)
		}
	}
	funcs := slices.Concat(perFile...)
	applyHooks(funcs, slices.Concat(perFileHooks...))
	return funcs
}

// applyHooks says how often functions run that were given to a registrar.
func applyHooks(funcs []site.Func, hooks []hook) {
	runs := map[string]site.Runs{}
	for _, h := range hooks {
		runs[h.fn] = max(runs[h.fn], h.runs)
	}
	for i := range funcs {
		whole, _, _ := strings.Cut(funcs[i].Name, "@") // the parts of a context manager run as it does
		if r := runs[whole]; r > funcs[i].Entry {
			funcs[i].Entry = r
		}
	}
}

// A lowerer lowers files, one after another.
type lowerer struct {
	*typer
	options Options
	hooks   []hook
}

// guarded lowers one file. A defect of ours costs that file and no other: it is told, and the run goes on.
func (l *lowerer) guarded(f *index.File) (funcs []site.Func, failed any) {
	defer func() {
		if failed = recover(); failed != nil {
			funcs = nil
		}
	}()
	return l.file(f), nil
}

func (l *lowerer) file(f *index.File) []site.Func {
	if f.Tree == nil || f.Stub {
		return nil
	}
	runs := versions{}
	if l.options.Target != nil {
		runs = parseVersions(l.options.Target(f.Path))
	}
	funcs := []site.Func{l.module(f, runs)}
	for _, fn := range f.Functions {
		if fn.Node.Kind() != syntax.Lambda || isKept(fn.Node) {
			funcs = append(funcs, l.function(fn, runs)...)
		}
	}
	return funcs
}

// walker begins the walk of one function; fn is nil for a module body.
func (l *lowerer) walker(f *index.File, fn *index.Function, name string, runs versions) *walker {
	return &walker{
		typer: l.typer, flow: newFlow(), file: f, fn: fn, name: name, runs: runs, env: newEnv(l.typer),
		frames: new([]site.Frame), objects: new(int), defs: map[*index.Binding]int{},
		renamed: map[site.Ref]site.Ref{}, told: map[site.Ref]bool{}, hooks: &l.hooks,
	}
}

// module lowers what runs on import.
func (l *lowerer) module(f *index.File, runs versions) site.Func {
	w := l.walker(f, nil, f.Module, runs)
	root := f.Tree.Root()
	w.block(root)
	if w.alive() {
		w.leave(w.exit(), 0)
	}
	return site.Func{
		Name: f.Module, Entry: site.Once, Takes: site.No, Span: site.Span{File: f.Path, Line: 1, Col: 1},
		Sites: w.finish(), Ways: w.waysOut(),
	}
}

// function lowers one def, and what its decorators make of it.
func (l *lowerer) function(fn *index.Function, runs versions) []site.Func {
	how := l.decorated(fn)
	head := l.header(fn, how)
	if fn.Node.HasError() {
		head.Sites = []site.Site{{Do: site.Gap, API: fn.Path, Span: head.Span}}
		return []site.Func{head}
	}
	l.dependencies(fn)
	w := l.walker(fn.File, fn, fn.Path, runs)
	w.async = fn.Async
	w.plan = l.typer.plan(fn)
	w.parameters(fn)
	w.legacyDecorators(fn)
	if fn.Async && onlyDeclared(fn) {
		w.emit(site.Site{Do: site.Wait}, fn.Body) // whoever writes it may wait in it
	}
	w.policies(how.retries, func() { w.whole(fn) })
	if w.alive() {
		w.leave(w.exit(), 0)
	}
	split := w.firstYield
	head.Sites, head.Ways = w.finish(), w.waysOut()
	out := []site.Func{head}
	if how.scope {
		out = append(out, l.halves(head, w, split)...)
	}
	if how.wrapper != nil && !how.gap {
		out = append(out, l.wrapped(fn, head, how, runs))
	}
	return out
}

// isKept reports whether a lambda is stored or returned, to be called by
// others. One that is an argument is walked where it is handed over.
func isKept(n syntax.Node) bool {
	switch n.Parent().Kind() {
	case syntax.Assignment, syntax.ReturnStatement, syntax.Pair, syntax.List, syntax.Tuple:
		return true
	}
	return false
}

// whole walks what a function does; a lambda returns its expression.
func (w *walker) whole(fn *index.Function) {
	if fn.Node.Kind() != syntax.Lambda {
		w.block(fn.Body)
		return
	}
	w.hand(fn.Body, 0, fn.Node)
}

// dependencies: a default or an annotation can hand a function to a registrar,
// as Depends does.
func (l *lowerer) dependencies(fn *index.Function) {
	for _, p := range fn.Params {
		for _, n := range []syntax.Node{p.Default, p.Annotation} {
			if n.Kind() == syntax.Call {
				l.dependency(fn.File, n)
			}
			for c := range n.Inside() {
				if c.Kind() == syntax.Call {
					l.dependency(fn.File, c)
				}
			}
		}
	}
}

func (l *lowerer) dependency(f *index.File, n syntax.Node) {
	for _, row := range l.rows(f.Resolve(n.Field(syntax.FieldFunction)).Path) {
		if row.Entry == "" || row.Body == nil {
			continue
		}
		arg := givenNode(n, row.Body.Arg, row.Body.Index)
		if name := f.Resolve(arg); name.Kind == index.FunctionName {
			l.hooks = append(l.hooks, hook{fn: name.Path, runs: runsWord(row.Entry)})
		}
	}
}

// halves cuts a context manager at its yield: with blocks call the two parts.
// The function itself stays whole, because it is where its objects live and end.
func (l *lowerer) halves(head site.Func, w *walker, split int) []site.Func {
	before, after := head, head
	before.Sites, after.Sites = nil, nil
	before.Name += site.Enters
	after.Name += site.Exits
	kept := 0
	for i := range w.entries {
		e := &w.entries[i]
		if e.gone || e.lazy || w.dropped(e) {
			continue
		}
		s := head.Sites[kept]
		kept++
		if i < split {
			before.Sites = append(before.Sites, s)
			continue
		}
		after.Sites = append(after.Sites, s)
	}
	return []site.Func{before, after}
}

// wrapped is a decorated function as its callers see it: the wrapper, which
// calls the function itself.
func (l *lowerer) wrapped(fn *index.Function, head site.Func, how treatment, runs versions) site.Func {
	wrapper := how.wrapper
	w := l.walker(wrapper.File, wrapper, fn.Path+wrapSuffix, runs)
	w.async = wrapper.Async
	w.plan = l.typer.plan(wrapper)
	for _, b := range w.plan.captures {
		t := w.binding(b)
		ref := site.Ref{Kind: w.kind(t.name), Scope: site.ScopeProcess, Name: fn.Path + wrapSuffix + "." + b.Name}
		w.env.vars[b] = &value{ref: ref, typ: t}
	}
	w.env.vars[how.wrapped] = &value{fn: &callable{fn: fn, raw: true}}
	w.block(wrapper.Body)
	if w.alive() {
		w.leave(w.exit(), 0)
	}
	out := head
	out.Name, out.Entry, out.Colour = fn.Path+wrapSuffix, site.RunsUnknown, colour(wrapper)
	out.Sites, out.Ways = w.finish(), w.waysOut()
	return out
}

func colour(fn *index.Function) site.Colour {
	if fn.Async {
		return site.Async
	}
	return site.Sync
}

// oneGo reports whether a coroutine has nothing in it that could await.
func oneGo(fn *index.Function) bool {
	suspends := !fn.Async
	eachOwn(fn.Body, func(c syntax.Node) {
		switch c.Kind() {
		case syntax.Await, syntax.Yield:
			suspends = true
		case syntax.ForStatement, syntax.ForInClause, syntax.WithStatement:
			suspends = suspends || c.HasToken("async")
		}
	})
	return !suspends
}

// header says what the def itself tells.
func (l *lowerer) header(fn *index.Function, how treatment) site.Func {
	name := fn.Node.Field(syntax.FieldName)
	if name.IsNull() {
		name = fn.Node
	}
	captures := l.typer.plan(fn).captures
	f := site.Func{
		Name: fn.Path, Colour: colour(fn), OneGo: oneGo(fn), Entry: how.runs, Public: public(fn), Takes: l.takes(fn), Keeps: keeps(fn),
		Params: len(fn.Params) + len(captures), Span: spanOf(fn.File, name),
	}
	if fn.Class != nil {
		f.Owner = fn.Class.Path
	}
	if f.Entry == site.RunsUnknown && fn.Outer == nil && fn.Class == nil && fn.Name == "main" {
		f.Entry = site.Once
	}
	if f.Entry == site.RunsUnknown {
		f.Entry = l.handed(fn)
	}
	return f
}

// handed: what is handed the command line, or a message, runs once or per
// message.
func (l *lowerer) handed(fn *index.Function) site.Runs {
	for _, p := range fn.Params {
		if p.Annotation.IsNull() {
			continue
		}
		for _, row := range l.rows(fn.File.Annotation(p.Annotation).Path) {
			if row.Entry != "" && row.Body == nil {
				return runsWord(row.Entry)
			}
		}
	}
	return site.RunsUnknown
}

// public: no part of the name is private, and it is no function inside another.
func public(fn *index.Function) bool {
	if fn.Outer != nil {
		return false
	}
	return !strings.HasPrefix(fn.Name, "_") || strings.HasPrefix(fn.Name, "__") && strings.HasSuffix(fn.Name, "__")
}

// parameters puts the parameters and the captured variables into the environment.
func (w *walker) parameters(fn *index.Function) {
	for i, p := range fn.Params {
		b := fn.Scope.Lookup(p.Name)
		if b == nil {
			continue
		}
		v := &value{ref: site.Ref{Scope: site.ScopeParam, N: i, Name: p.Name}}
		if c := b.Self(); c != nil && i == 0 {
			v.typ = selfType(b, c)
		} else {
			v.typ = w.definitionOf(fn, p)
		}
		v.ref.Kind = w.kind(v.typ.name)
		if w.lent(fn.File, p) {
			v.ref.Scope, v.ref.Func, v.ref.N = site.ScopeRequest, w.name, 0
		}
		w.env.vars[b] = v
	}
	for i, b := range w.plan.captures {
		t := w.binding(b)
		ref := site.Ref{Kind: w.kind(t.name), Scope: site.ScopeParam, N: len(fn.Params) + i, Name: b.Name}
		w.env.vars[b] = &value{ref: ref, typ: t}
	}
}

// definitionOf is the type of a parameter where nothing else is stored in it yet.
func (t *typer) definitionOf(fn *index.Function, p index.Param) typ {
	return t.parameterType(fn.File, index.Def{Node: p.Node, Func: fn})
}

// policies walks a body inside the loops that its decorators put around it.
func (w *walker) policies(retries []policy, body func()) {
	if len(retries) == 0 {
		body()
		return
	}
	p := retries[0]
	head := loopHead{times: w.attempts(p.row, p.c), span: w.span(p.c.node)}
	if p.row.Frame == "retry" {
		head.retry = site.Yes
	}
	at := len(w.at)
	w.pushFrame(site.Frame{Kind: site.Loop, Times: head.times, Retry: head.retry, Span: head.span})
	start := w.cur
	w.policies(retries[1:], body)
	w.apart(start, func() { w.policyWait(p.row, p.c, p.c.node) })
	w.at = w.at[:at]
}
