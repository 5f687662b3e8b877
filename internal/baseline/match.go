package baseline

import "github.com/concurlint/concurlint/internal/finding"

// A State is what a run can say of an entry. The zero State: nothing, its file was not looked at.
type State struct {
	Moved bool // what it stands for may be in another file now: its own was looked at, or is gone
	Stale bool // where nothing matches it, it stands for nothing any more
}

// A Match is what became of findings and entries.
type Match struct {
	New   []finding.Finding // in no entry
	Known []finding.Finding
	Stale []Entry // entries, or the part of their count, that stand for nothing any more
	Moved int     // of Known, how many are in another file than their entry says
	Kept  File    // the entries without the stale ones
	Now   File    // the same, where what they stand for is now
}

// StaleCount is how many findings the stale entries stood for.
func (m Match) StaleCount() int { return total(m.Stale) }

// Match tells known findings from new ones. Each entry is used up by as many findings as it counts, those of its own file
// before others, so that a copy of a statement is new. path tells the path in the baseline of a finding's file.
func (f File) Match(found []finding.Finding, path func(file string) string, state func(Entry) State) Match {
	m := &matcher{left: make([]int, len(f.Entries)), entries: f.Entries, byPlace: map[place]int{}, byPrint: map[string][]int{}}
	for i, e := range f.Entries {
		m.left[i] = e.Count
		m.byPlace[e.place()] = i
		m.byPrint[e.Print] = append(m.byPrint[e.Print], i)
		m.states = append(m.states, state(e))
	}
	known := make([]bool, len(found))
	var now []Entry
	take := func(pick func(Entry) int) {
		for i := range found {
			if known[i] {
				continue
			}
			e := entryOf(found[i], path)
			if at := pick(e); at >= 0 {
				m.left[at]--
				known[i] = true
				now = append(now, e)
			}
		}
	}
	take(m.here)
	here := len(now)
	take(m.elsewhere)
	moved := len(now) - here
	out := m.rest(now)
	out.Moved = moved
	for i, f := range found {
		if known[i] {
			out.Known = append(out.Known, f)
		} else {
			out.New = append(out.New, f)
		}
	}
	return out
}

type matcher struct {
	entries []Entry
	states  []State
	left    []int // of the count of each entry
	byPlace map[place]int
	byPrint map[string][]int
}

// here is the entry of the same file, -1 where there is none left.
func (m *matcher) here(e Entry) int {
	if i, ok := m.byPlace[e.place()]; ok && m.left[i] > 0 {
		return i
	}
	return -1
}

// elsewhere is an entry of another file that has lost what it stood for, -1 where there is none left.
func (m *matcher) elsewhere(e Entry) int {
	for _, i := range m.byPrint[e.Print] {
		if m.left[i] > 0 && m.states[i].Moved {
			return i
		}
	}
	return -1
}

// rest says what is left of the entries, after now was found.
func (m *matcher) rest(now []Entry) Match {
	var out Match
	add := func(a, b int) int { return a + b }
	kept := []Entry{}
	for i, e := range m.entries {
		if left := m.left[i]; left > 0 && m.states[i].Stale {
			stale := e
			stale.Count = left
			out.Stale = append(out.Stale, stale)
			e.Count -= left
		} else if left > 0 {
			unseen := e
			unseen.Count = left
			now = append(now, unseen)
		}
		if e.Count > 0 {
			kept = append(kept, e)
		}
	}
	out.Kept, out.Now = File{merged(kept, add)}, File{merged(now, add)}
	return out
}
