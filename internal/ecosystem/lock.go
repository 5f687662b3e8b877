package ecosystem

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/concurlint/concurlint/internal/finding"
)

// A Lock is what a default run found when it was last looked at: every finding at warning and above by its place, and
// how many notes, unread files and files there were.
type Lock struct {
	Entries []Entry
	Counts  []Count
	Batches []Batch
}

// An Entry is one finding at warning or above.
type Entry struct {
	Code, Level, Package, Version, Place string // Place: path:line:column
	Batch                                int    // with which change it came
}

// A Count is a number that belongs to a package: its files, its notices, the notes of a rule.
type Count struct {
	Package, What string
	N             int
}

// A Batch is one change that brought findings. Those whose Draw is not above Last need a verdict: all of a small batch,
// a seeded sample of a large one.
type Batch struct {
	Number, New int
	Last        uint64
}

// key says which finding an entry is; the level and the batch may change.
func (e Entry) key() string {
	return strings.Join([]string{e.Code, e.Package, e.Version, e.Place}, "\t")
}

func (e Entry) row() string {
	return strings.Join([]string{e.Package, e.Version, e.Place, e.Level, strconv.Itoa(e.Batch)}, "\t")
}

// Observe turns what was found into a lock without batches.
func Observe(linted []Linted) Lock {
	var lock Lock
	for _, l := range linted {
		notes := map[string]int{}
		for _, f := range l.Findings {
			if f.Level == finding.Note {
				notes[f.Code]++
				continue
			}
			lock.Entries = append(lock.Entries, Entry{
				Code: f.Code, Level: f.Level.String(), Package: l.Package.Name, Version: l.Package.Version,
				Place: fmt.Sprintf("%s:%d:%d", f.Span.File, f.Span.Line, f.Span.Col),
			})
		}
		lock.Counts = append(lock.Counts, Count{l.Package.Name, "files", l.Files}, Count{l.Package.Name, "notices", l.Notices})
		for code, n := range notes {
			lock.Counts = append(lock.Counts, Count{l.Package.Name, code + " notes", n})
		}
	}
	lock.sort()
	return lock
}

func (l *Lock) sort() {
	slices.SortFunc(l.Entries, compareEntries)
	slices.SortFunc(l.Counts, func(a, b Count) int { return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.What, b.What)) })
}

func compareEntries(a, b Entry) int {
	return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Package, b.Package), comparePlaces(a.Place, b.Place))
}

// comparePlaces orders by path, then by the numbers of line and column.
func comparePlaces(a, b string) int {
	x, y := strings.Split(a, ":"), strings.Split(b, ":")
	for i := range min(len(x), len(y)) {
		m, errM := strconv.Atoi(x[i])
		n, errN := strconv.Atoi(y[i])
		by := cmp.Compare(x[i], y[i])
		if errM == nil && errN == nil {
			by = cmp.Compare(m, n)
		}
		if by != 0 {
			return by
		}
	}
	return cmp.Compare(len(x), len(y))
}

const (
	countsFile  = "counts.tsv"
	batchesFile = "batches.tsv"
)

// Write stores the lock below dir: a file a rule, so that a change of one rule is read in one place.
func (l Lock) Write(dir string) error {
	old, err := filepath.Glob(filepath.Join(dir, "CL*.tsv"))
	if err != nil {
		return err
	}
	for _, file := range old {
		if err := os.Remove(file); err != nil {
			return err
		}
	}
	files := map[string][]string{countsFile: nil, batchesFile: nil}
	for _, e := range l.Entries {
		files[e.Code+".tsv"] = append(files[e.Code+".tsv"], e.row())
	}
	for _, c := range l.Counts {
		files[countsFile] = append(files[countsFile], fmt.Sprintf("%s\t%s\t%d", c.Package, c.What, c.N))
	}
	for _, b := range l.Batches {
		files[batchesFile] = append(files[batchesFile], fmt.Sprintf("%d\t%d\t%016x", b.Number, b.New, b.Last))
	}
	for name, rows := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.Join(append(rows, ""), "\n")), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// ReadLock reads what Write stored.
func ReadLock(dir string) (Lock, error) {
	var lock Lock
	rules, err := filepath.Glob(filepath.Join(dir, "CL*.tsv"))
	if err != nil {
		return lock, err
	}
	for _, file := range rules {
		code := strings.TrimSuffix(filepath.Base(file), ".tsv")
		err := rows(file, 5, func(r []string) (err error) {
			e := Entry{Code: code, Package: r[0], Version: r[1], Place: r[2], Level: r[3]}
			e.Batch, err = strconv.Atoi(r[4])
			lock.Entries = append(lock.Entries, e)
			return err
		})
		if err != nil {
			return lock, err
		}
	}
	err = rows(filepath.Join(dir, countsFile), 3, func(r []string) error {
		n, err := strconv.Atoi(r[2])
		lock.Counts = append(lock.Counts, Count{r[0], r[1], n})
		return err
	})
	if err != nil {
		return lock, err
	}
	err = rows(filepath.Join(dir, batchesFile), 3, func(r []string) error {
		var b Batch
		_, err := fmt.Sscanf(strings.Join(r, " "), "%d %d %x", &b.Number, &b.New, &b.Last)
		lock.Batches = append(lock.Batches, b)
		return err
	})
	lock.sort()
	return lock, err
}

// rows reads a table of tab-separated cells; a missing file has none.
func rows(file string, cells int, each func([]string) error) error {
	text, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		if line == "" {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != cells {
			return fmt.Errorf("%s:%d: %d cells, not %d", file, i+1, len(row), cells)
		}
		if err := each(row); err != nil {
			return fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
	}
	return nil
}
