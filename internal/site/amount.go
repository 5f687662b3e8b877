package site

// An Amount is the most that a number can be, as far as it is known.
type Amount struct {
	Kind AmountKind
	Rand Tri    // it has a random part
	N    int64  // Const; times are in milliseconds
	From string // what it is computed from, as the source writes it: urls, settings.workers, len(urls)
}

// AmountKind says what is known of an amount.
type AmountKind uint8

// The kinds. Config: a setting, size unknown but chosen by somebody. Data: grows with the input named by From.
// Endless: no limit, no timeout.
const (
	AmountUnknown AmountKind = iota
	Const
	Config
	Data
	Endless
)

var amountNames = [...]string{"unknown", "const", "config", "data", "endless"}

// String returns the word of the text form.
func (k AmountKind) String() string { return amountNames[k] }

// N returns the constant amount n.
func N(n int64) Amount { return Amount{Kind: Const, N: n} }

// Grows reports whether the amount follows its input or never ends.
func (a Amount) Grows() bool { return a.Kind == Data || a.Kind == Endless }

// Exceeds reports whether the amount is known to grow or is a constant above most.
func (a Amount) Exceeds(most int64) bool { return a.Grows() || a.Kind == Const && a.N > most }

// Mul is how often something runs that runs b times in each of a runs. What grows wins, then what is unknown: a
// product with an unknown factor is known only as far as another factor grows.
func (a Amount) Mul(b Amount) Amount {
	switch {
	case a.Kind == Const && b.Kind == Const:
		return Amount{Kind: Const, N: a.N * b.N, From: firstOf(b.From, a.From)}
	case rank(b) >= rank(a):
		return b
	}
	return a
}

func rank(a Amount) int {
	return [...]int{Const: 0, Config: 1, AmountUnknown: 2, Data: 3, Endless: 4}[a.Kind]
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// Times is how often the site runs in one run of its function: the product over the loops around it.
func (s Site) Times() Amount { return Product(s.At) }

// InnermostLoop returns the innermost loop of the frames, nil where there is none.
func InnermostLoop(at []Frame) *Frame {
	for i := len(at) - 1; i >= 0; i-- {
		if at[i].Kind == Loop {
			return &at[i]
		}
	}
	return nil
}

// Product is how often something runs that stands in these frames; once where no loop is among them.
func Product(at []Frame) Amount {
	times := N(1)
	for _, f := range at {
		if f.Kind == Loop {
			times = times.Mul(f.Times)
		}
	}
	return times
}
