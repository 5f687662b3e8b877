package lower

import (
	"go/ast"
	"go/token"
)

// definitionsAt returns the definitions of a variable that may reach a use of it at pos in function f.
func (u *unit) definitionsAt(v *variable, f *function, pos token.Pos) []*definition {
	if len(v.defs) <= 1 {
		return v.defs
	}
	for f != v.owner && f.outer != nil { // captured: as where the literal stands
		pos, f = f.node.Pos(), f.outer
	}
	fl := u.flowOf(f)
	if fl == nil {
		return v.defs
	}
	byNode := map[int][]*definition{}
	var entry *definition
	for _, d := range v.defs {
		if d.kind == param {
			entry = d
			continue
		}
		at := defPos(d)
		for g := d.in; g != f && g.outer != nil; g = g.outer { // assigned by a literal
			at = g.node.Pos()
		}
		n := fl.at(at)
		if n < 0 {
			return v.defs
		}
		byNode[n] = append(byNode[n], d)
	}
	return reaching(fl, fl.at(pos), byNode, entry, v.defs)
}

func reaching(fl *flow, use int, byNode map[int][]*definition, entry *definition, all []*definition) []*definition {
	if use < 0 {
		return all
	}
	var out []*definition
	fromEntry := fl.before(use, func(n int) bool {
		if defs := byNode[n]; len(defs) > 0 {
			out = append(out, defs[len(defs)-1])
			return false
		}
		return true
	})
	if fromEntry && entry != nil {
		out = append(out, entry)
	}
	return out
}

func defPos(d *definition) token.Pos {
	if r, ok := d.at.(*ast.RangeStmt); ok {
		return r.Key.Pos()
	}
	if s, ok := d.at.(*ast.TypeSwitchStmt); ok {
		return s.Assign.Pos()
	}
	return d.at.Pos()
}
