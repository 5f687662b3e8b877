package check

import (
	"slices"

	"github.com/concurlint/concurlint/internal/finding"
	"github.com/concurlint/concurlint/internal/proof"
	"github.com/concurlint/concurlint/internal/site"
	"github.com/concurlint/concurlint/rules"
)

// A query is one site in its function, put to a decision with all that is known around it.
type query struct {
	*proof.Program
	lang   string
	models *rules.Models
	f      *site.Func
	s      *site.Site
}

// A verdict says that something is wrong, and why.
type verdict struct {
	code   string
	level  finding.Level // Default: the rule's own
	at     site.Span     // zero: the query's site
	in     string        // the function around at, where it is not the query's
	text   string        // what and why; the way out
	fix    string
	steps  []finding.Step // besides the primary one, which decide adds in its place in the order given here
	here   string         // the text of the primary step
	owner  string
	bound  string
	class  string // bounded, assumed, unbounded, unknown
	guess  bool   // something was guessed besides the site itself
	covers []site.Span
	firm   bool      // as bad in a test as elsewhere
	origin site.Span // what it is about, where many places lead to it
}

// A decision looks at one site and says what is wrong with it, if anything is.
type decision struct {
	codes []string // the rules it answers
	ask   func(query) (verdict, bool)
}

// table holds every decision. A rule is added by its page, its decision here and its fixtures.
var table = []decision{
	{[]string{"CL101", "CL102", "CL103", "CL104", "CL106", "CL107", "CL108", "CL110"}, unboundedFanOut},
	{[]string{"CL201"}, danglingTask},
	{[]string{"CL202"}, unobservedTask},
	{[]string{"CL203", "CL204"}, abandonedThread},
	{[]string{"CL206"}, swallowedCancellation},
	{[]string{"CL207"}, unownedGoroutine},
	{[]string{"CL208"}, endlessGoroutine},
	{[]string{"CL209"}, blockedSend},
	{[]string{"CL210"}, groupNotWaited},
	{[]string{"CL211"}, groupContextUnused},
	{[]string{"CL212"}, outlivesItsScope},
	{[]string{"CL212"}, outlivesTheRequest},
	{[]string{"CL301", "CL302", "CL303", "CL304"}, openedPerCall},
	{[]string{"CL305"}, poolWithoutLimit},
	{[]string{"CL306"}, usedAtOnce},
	{[]string{"CL307"}, lazyInitRace},
	{[]string{"CL401", "CL402", "CL403", "CL404", "CL405"}, legacyAPI},
	{[]string{"CL406"}, nestedLoop},
	{[]string{"CL407"}, usedAcrossLoops},
	{[]string{"CL408"}, oldTimer},
	{[]string{"CL501", "CL502", "CL503", "CL504", "CL505", "CL506"}, blocksTheLoop},
	{[]string{"CL507"}, waitsOnTheLoop},
	{[]string{"CL508"}, lockAcrossAwait},
	{[]string{"CL509"}, blocksAThread},
	{[]string{"CL510"}, callWithoutTimeout},
	{[]string{"CL601", "CL602", "CL603", "CL605", "CL606", "CL607"}, notReleased},
	{[]string{"CL601"}, enteredByHand},
	{[]string{"CL601"}, objectLeftOpen},
	{[]string{"CL604", "CL707"}, heldOnLeaving},
	{[]string{"CL608"}, poolWithoutShutdown},
	{[]string{"CL706"}, touchedByThread},
	{[]string{"CL105"}, poolSizedByInput},
	{[]string{"CL109"}, unboundedQueue},
	{[]string{"CL701"}, retryWithoutJitter},
	{[]string{"CL701"}, delayWithoutJitter},
	{[]string{"CL702"}, retryWithoutBackoff},
	{[]string{"CL703"}, retryWithoutCap},
	{[]string{"CL702"}, goRetryWithoutPause},
	{[]string{"CL703"}, goRetryWithoutCap},
	{[]string{"CL708"}, limitMisused},
	{[]string{"CL709"}, acquireInside},
	{[]string{"CL712"}, objectPerAttempt},
	{[]string{"CL713"}, abandonedByTimeout},
	{[]string{"CL713"}, leftAtDeadline},
	{[]string{"CL715"}, sleepsHoldingPermit},
	{[]string{"CL716"}, acquireWithoutTimeout},
	{[]string{"CL704"}, limiterPerCall},
	{[]string{"CL705"}, limiterOutside},
}

// Codes returns the codes that decisions answer and that have a page, sorted.
func Codes() []string {
	var codes []string
	for _, d := range table {
		for _, code := range d.codes {
			if _, ok := rules.Get(code); ok {
				codes = append(codes, code)
			}
		}
	}
	slices.Sort(codes)
	return codes
}

// model returns the first row of an API that does something, or nil.
func (q query) model(api string) *rules.Model {
	for _, row := range q.models.Get(q.lang, api) {
		if len(row.Does) > 0 {
			return row
		}
	}
	return nil
}

// own reports whether the site stands in the function itself and did not come from a helper.
func (q query) own() bool { return len(q.s.Via) == 0 }

// name returns the API as a message should show it: the last two parts of a path-like name.
func (q query) name() string { return shortAPI(q.s.API) }
