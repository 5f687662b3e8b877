package report

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
)

// A sarifLimit is what a reader of SARIF takes. Code scanning refuses a file with more as a whole. Its other limits are
// never reached: one run, one location a result, maxFlow steps of 10,000, maxTags tags of 20.
type sarifLimit struct {
	results int // of a run
	gzipped int // bytes
}

func codeScanning() sarifLimit { return sarifLimit{results: 25_000, gzipped: 10_000_000} }

func writeSARIF(w io.Writer, r *Report, _ Style) error { return writeSARIFWithin(w, r, codeScanning()) }

// writeSARIFWithin writes as much as the limit allows: errors before warnings before notes before what is suppressed, each
// kind in the order of the report. What is left out is said in a notification and to r.Cut.
func writeSARIFWithin(w io.Writer, r *Report, limit sarifLimit) error {
	all := r.sarifFindings()
	keep := min(len(all), limit.results)
	for {
		shown := *r
		cut := keep < len(all)
		if cut {
			shown.Notices = append(slices.Clone(r.Notices), cutNotice(keep, len(all)))
		}
		var buf bytes.Buffer
		if err := encode(&buf, sarifOfRun(&shown, worst(all, keep))); err != nil {
			return err
		}
		size, err := gzippedSize(buf.Bytes(), limit.gzipped)
		if err != nil {
			return err
		}
		if size > limit.gzipped && keep > 0 {
			keep = min(keep-1, int(0.95*float64(keep)*float64(limit.gzipped)/float64(size)))
			continue
		}
		if cut && r.Cut != nil {
			r.Cut(cutNotice(keep, len(all)))
		}
		_, err = w.Write(buf.Bytes())
		return err
	}
}

// sarifFindings returns what is to be written, the suppressed ones last where they are wanted.
func (r *Report) sarifFindings() []finding.Finding {
	all := slices.Clone(r.Findings)
	if r.SarifSuppressed {
		all = append(all, r.Suppressed...)
	}
	return all
}

// worst returns the n worst findings in the order of all.
func worst(all []finding.Finding, n int) []finding.Finding {
	if n >= len(all) {
		return all
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return rank(all[b]) - rank(all[a]) })
	order = order[:n]
	slices.Sort(order)
	kept := make([]finding.Finding, 0, n)
	for _, i := range order {
		kept = append(kept, all[i])
	}
	return kept
}

func rank(f finding.Finding) int {
	if f.Suppressed != nil {
		return -1
	}
	return int(f.Level)
}

func cutNotice(kept, of int) finding.Notice {
	return finding.Notice{
		Kind:   finding.Truncated,
		Text:   fmt.Sprintf("the SARIF report holds %d of %d results, errors first: code scanning refuses a larger one", kept, of),
		Remedy: "check parts of the repository in runs of their own, or leave rules out with --ignore",
	}
}

// gzippedSize returns how large a text is when compressed. What is below the limit as it is needs no look.
func gzippedSize(text []byte, limit int) (int, error) {
	if len(text) <= limit {
		return len(text), nil
	}
	var n counter
	z := gzip.NewWriter(&n)
	if _, err := z.Write(text); err != nil {
		return 0, fmt.Errorf("compressing the report: %w", err)
	}
	if err := z.Close(); err != nil {
		return 0, fmt.Errorf("compressing the report: %w", err)
	}
	return int(n), nil
}

// A counter counts what is written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
