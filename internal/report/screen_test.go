package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCells(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, text, want string
		ascii            bool
		width            int
	}{
		{name: "ascii", text: "abc", want: "abc", width: 3},
		{name: "tab", text: "\ta", want: "    a", width: 5},
		{name: "wide letters", text: "日本", want: "日本", width: 4},
		{name: "emoji", text: "😀!", want: "😀!", width: 3},
		{name: "joined emoji are one", text: "👩‍👧", want: "👩‍👧", width: 2},
		{name: "joined emoji with a variant in it", text: "👩\u200d❤\ufe0f\u200d👩!", want: "👩\u200d❤\ufe0f\u200d👩!", width: 3},
		{name: "joined sign", text: "🏃\u200d♀\ufe0f!", want: "🏃\u200d♀\ufe0f!", width: 3},
		{name: "skin tone", text: "👍🏽!", want: "👍🏽!", width: 3},
		{name: "skin tone alone", text: "🏽!", want: "🏽!", width: 3},
		{name: "flag", text: "🇩🇪!", want: "🇩🇪!", width: 3},
		{name: "sign drawn as an emoji", text: "❤\ufe0f!", want: "❤\ufe0f!", width: 3},
		{name: "sign drawn as text", text: "❤!", want: "❤!", width: 2},
		{name: "key", text: "1\ufe0f\u20e3!", want: "1\ufe0f\u20e3!", width: 3},
		{name: "combining mark", text: "e\u0301", want: "e\u0301", width: 1},
		{name: "many marks", text: "e\u0301\u0323\u0327!", want: "e\u0301\u0323\u0327!", width: 2},
		{name: "mark on a wide letter", text: "か\u3099!", want: "か\u3099!", width: 3},
		{name: "mark on nothing", text: "\u0301e", want: "\u0301e", width: 1},
		{name: "syllable in parts", text: "\u1112\u1161\u11ab!", want: "\u1112\u1161\u11ab!", width: 3},
		{name: "joiner in a word", text: "क\u094d\u200dष!", want: "क\u094d\u200dष!", width: 3},
		{name: "full width", text: "ＡＢ!", want: "ＡＢ!", width: 5},
		{name: "escape", text: "\x1b[0m", want: `\x1b[0m`, width: 7},
		{name: "C1 control", text: "\u009b0m", want: `\x9b0m`, width: 6},
		{name: "direction mark", text: "\u202e", want: `\u{202e}`, width: 8},
		{name: "line separator", text: "\u2028", want: `\u{2028}`, width: 8},
		{name: "bad byte", text: "\xff", want: `\xff`, width: 4},
		{name: "NUL", text: "\x00", want: `\x00`, width: 4},
		{name: "no UTF-8 terminal", text: "é日", ascii: true, want: `\xe9\u{65e5}`, width: 12},
		{name: "workflow command", text: "##[group]", want: "## [group]", width: 10},
		{name: "pipeline command", text: "###vso[x]", want: "### vso[x]", width: 10},
		{name: "comment", text: "## [x]", want: "## [x]", width: 6},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			line := cells([]byte(row.text), !row.ascii)
			var got strings.Builder
			for _, c := range line {
				got.WriteString(c.text)
			}
			if diff := cmp.Diff(row.want, got.String()); diff != "" {
				t.Errorf("internal/report/screen.go: text (-want +got):\n%s", diff)
			}
			if got := totalWidth(line); got != row.width {
				t.Errorf("internal/report/screen.go: width %d, want %d", got, row.width)
			}
		})
	}
}

// Where a mark begins and ends on the screen, after and under what is wider or narrower than its bytes.
func TestMarksStandUnderTheirText(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, line, mark string
		from, to         int
	}{
		{"after tabs", "\t\tf()", "f()", 8, 11},
		{"after a tab inside", "a\tf()", "f()", 5, 8},
		{"after wide letters", "日本 f()", "f()", 5, 8},
		{"under wide letters", "x = 日本()", "日本()", 4, 10},
		{"after a letter with a mark", "e\u0301 f()", "f()", 2, 5},
		{"under a letter with a mark", "x e\u0301y", "e\u0301", 2, 3},
		{"from a mark on", "xe\u0301y", "\u0301y", 1, 3},
		{"after joined emoji", "👩\u200d❤\ufe0f\u200d👩 f()", "f()", 3, 6},
		{"under joined emoji", "x 👩\u200d👧 y", "👩\u200d👧", 2, 4},
		{"after a skin tone", "👍🏽 f()", "f()", 3, 6},
		{"after a flag", "🇩🇪 f()", "f()", 3, 6},
		{"after an escape", "\x1b f()", "f()", 5, 8},
		{"under nothing, at the end", "ab", "", 2, 3},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			start := strings.LastIndex(row.line, row.mark)
			from, to := columns(cells([]byte(row.line), true), start, start+len(row.mark))
			if from != row.from || to != row.to {
				t.Errorf("internal/report/screen.go: columns %d to %d, want %d to %d", from, to, row.from, row.to)
			}
		})
	}
}

// What is cut off leaves whole letters: half a wide one is a blank, and a mark goes with its letter.
func TestWindowCutsBetweenLetters(t *testing.T) {
	t.Parallel()
	family, accent := "👩\u200d👩\u200d👧", "e\u0301"
	line := cells([]byte(strings.Repeat(family+accent+"日", 60)), true)
	for from := range 200 {
		for _, size := range []int{30, 53, 100} {
			win := around(size, totalWidth(line), from, from+3)
			shown := win.cut(line)
			if got := textWidth(shown); got > size {
				t.Fatalf("internal/report/screen.go: %d columns, want at most %d: %q", got, size, shown)
			}
			rest := strings.NewReplacer(family, "", accent, "", "日", "", ellipsis, "", " ", "").Replace(shown)
			if rest != "" {
				t.Fatalf("internal/report/screen.go: a part of a letter is left in %q: %q", shown, rest)
			}
		}
	}
}

// A mark stays under its text, and what is shown fits, wherever it stands in a long line.
func TestWindowShowsTheMark(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("x", 500)
	for from := 0; from < len(text); from += 7 {
		raw := []byte(text[:from] + "MARK" + text[from:])
		line := cells(raw, true)
		win := around(maxColumns, totalWidth(line), from, from+4)
		start, end := win.place(from, from+4)
		shown := win.cut(line)
		if len(shown) > maxColumns || shown[start:end] != "MARK" {
			t.Fatalf("internal/report/screen.go: mark at %d is shown as %q in %q", from, shown[start:end], shown)
		}
	}
}

func FuzzCells(f *testing.F) {
	for _, file := range sampleFiles {
		f.Add([]byte(file), 3, 9)
	}
	f.Fuzz(func(t *testing.T, text []byte, from, to int) {
		from = min(max(from, 0), len(text))
		to = min(max(to, from), len(text))
		line := cells(text, true)
		start, end := columns(line, from, to)
		win := around(maxColumns, totalWidth(line), start, end)
		checkHarmless(t, "full", ". "+win.cut(line))
		if a, b := win.place(start, end); a < 0 || b <= a || b > maxColumns+1 {
			t.Errorf("internal/report/screen.go: mark from %d to %d", a, b)
		}
	})
}
