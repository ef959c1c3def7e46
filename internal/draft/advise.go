package draft

import (
	"math/big"
	"strconv"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Ended is how a target of the year before ended, with what stands around it.
type Ended struct {
	Criterion criterion.Criterion
	Class     criterion.Class
	Due       bool // its year is over, or it was decided before
	Estimated bool // it is not, and Class is that of the year's end at this pace
	Actual    *criterion.Actual
	Reached   *criterion.Achievement
	Before    []Year // the same target in earlier years, the newest first
	Peers     []Peer // units of the same kind beside it, in the year before
	Term      *Gap   // what a term asks for and is not there yet
}

// Year is how the same target ended in an earlier year.
type Year struct {
	Cycle  period.Cycle
	Class  criterion.Class
	Actual *criterion.Actual
	Due    bool
}

// Peer is how the same target ended for a unit beside.
type Peer struct {
	Unit   string
	Class  criterion.Class
	Actual *criterion.Actual
}

// Gap is what the plan of several years leaves for those to come. Amounts are in
// the target's own measure.
type Gap struct {
	Wording string          `json:"wording"`
	Unit    string          `json:"unit_of_measure"`
	From    int             `json:"from"`
	To      int             `json:"to"`
	Plan    measure.Decimal `json:"plan"`
	Done    measure.Decimal `json:"done"`              // the results of its years that are known
	Missing int             `json:"years_missing"`     // years of it that ended without a result
	Running int             `json:"running,omitempty"` // the year that is not over, whose result so far counts
	Left    measure.Decimal `json:"left"`              // plan less done; not under zero
	Years   int             `json:"years_left"`        // of it that are to come, the one prepared with
}

// Advice is what the year before suggests, with its grounds. It is not law: the
// thresholds are Dondoc's own, to be weighed by who prepares the plan.
type Advice struct {
	Turn    Turn             // Same, Raised or Other (look at it); Lowered is never advised
	Drop    bool             // there is nothing left to do
	AtLeast *measure.Decimal // a level already reached, under which a plan would ask for less than there is
	Why     []phrase.Phrase
}

// far is from what share of the plan on a result says that the plan asked for little.
var far = big.NewRat(110, 100)

// Advise says what the year before suggests for the next.
func Advise(e Ended) Advice {
	var a Advice
	why := func(key string, namesAndValues ...any) { a.Why = append(a.Why, phrase.New(key, namesAndValues...)) }
	if !e.Due && e.Estimated {
		why("draft.why_estimated")
	}
	reached := e.Class == criterion.Met || e.Class == criterion.Exceeded
	switch {
	case !e.Due && !e.Estimated || e.Class == criterion.NotAssessed || e.Class == "":
		a.Turn = Other
		why("draft.why_open")
	case e.Criterion.Kind == criterion.ZeroEvent:
		a.Turn = Same
		why("draft.why_zero")
	case e.Criterion.Kind == criterion.Milestone && reached:
		a.Turn, a.Drop = Other, true
		why("draft.why_done")
	case reached:
		a.Turn = Same
		if e.wideOfPlan() {
			a.Turn = Raised
			why("draft.why_far", "percent", e.Reached.Percent(2).Trim())
		} else if n := e.run(criterion.Exceeded); n >= 2 {
			a.Turn = Raised
			why("draft.why_exceeded_again", "n", n)
		} else {
			why("draft.why_reached")
		}
		if e.Due { // what a year has by now is no level it ended at
			a.AtLeast = e.level()
		}
	default:
		a.Turn = Same
		if n := e.run(criterion.NotMet); n >= 2 {
			a.Turn = Other
			why("draft.why_missed_again", "n", n)
		} else {
			why("draft.why_missed")
		}
	}
	if a.AtLeast != nil {
		why("draft.why_level", "level", e.amount(*a.AtLeast))
	}
	if g := e.Term; g != nil {
		a.Drop = a.Drop && g.Left.Sign() == 0
		if a.Turn == Same && e.shortOf(*g) {
			a.Turn = Raised
		}
		a.Why = append(a.Why, g.Say()...)
	}
	return a
}

func (e Ended) amount(d measure.Decimal) measure.Amount {
	return measure.Amount{Value: d.Trim(), Unit: measure.LookupUnit(e.Criterion.Unit)}
}

// wideOfPlan says whether the result lies so far over the plan that the plan asked
// for little. Of what is better lower there is no such share.
func (e Ended) wideOfPlan() bool {
	if e.Reached == nil || e.Criterion.Direction == criterion.Lower {
		return false
	}
	return new(big.Rat).Quo(e.Reached.Actual, e.Reached.Plan).Cmp(far) >= 0
}

// shortOf says whether the year's plan, were it kept, is under what the term
// leaves to each of its years.
func (e Ended) shortOf(g Gap) bool {
	c := e.Criterion
	yearly := c.Kind == criterion.Point || c.Kind == criterion.AtLeast || c.Kind == criterion.About
	return g.Left.Sign() > 0 && yearly && c.Direction != criterion.Lower && c.Value != nil && c.Unit == g.Unit && c.Value.Cmp(g.Each()) < 0
}

// run counts for how many years without a break, the last included, it ended so.
func (e Ended) run(class criterion.Class) int {
	if e.Class != class {
		return 0
	}
	n := 1
	for _, y := range e.Before {
		if y.Class != class {
			break
		}
		n++
	}
	return n
}

// level is what was reached, where the target asks for a level and not for what
// is done within the year.
func (e Ended) level() *measure.Decimal {
	c := e.Criterion
	if c.Kind != criterion.Maintain && c.Kind != criterion.AtLeast && c.Kind != criterion.AtMost || !measure.LookupUnit(c.Unit).Share() {
		return nil
	}
	if e.Actual == nil || !e.Actual.Plain() || e.Actual.Unit != c.Unit {
		return nil
	}
	return e.Actual.Value
}

// Each is the amount each year to come must bring, rounded up to the plan's decimals.
func (g Gap) Each() measure.Decimal {
	each := new(big.Rat).Quo(g.Left.Rat(), big.NewRat(int64(g.Years), 1))
	d := measure.FromRat(each, g.Plan.Scale())
	if d.Rat().Cmp(each) < 0 {
		d = d.Add(measure.NewDecimal(1, g.Plan.Scale()))
	}
	return d.Trim()
}

// Say tells the term's plan, what of it is there and what it leaves.
func (g Gap) Say() []phrase.Phrase {
	amount := func(d measure.Decimal) measure.Amount {
		return measure.Amount{Value: d.Trim(), Unit: measure.LookupUnit(g.Unit)}
	}
	out := []phrase.Phrase{phrase.New("draft.term", "from", yearText(g.From), "to", yearText(g.To), "plan", amount(g.Plan), "done", amount(g.Done))}
	out = append(out, g.Said()...)
	if g.Left.Sign() == 0 {
		return append(out, phrase.New("draft.term_full"))
	}
	return append(out, phrase.New("draft.why_term", "left", amount(g.Left), "years", g.Years, "to", yearText(g.To), "each", amount(g.Each())))
}

// Said tells what of the result there is is not that of a whole year.
func (g Gap) Said() (out []phrase.Phrase) {
	if g.Running > 0 {
		out = append(out, phrase.New("draft.term_running", "year", yearText(g.Running)))
	}
	if g.Missing > 0 {
		out = append(out, phrase.New("draft.term_missing", "n", g.Missing))
	}
	return out
}

// yearText is a year as it is written: no number to be grouped.
func yearText(year int) string { return strconv.Itoa(year) }

// GapOf works out what a plan of several years leaves from a year on. Results are
// those of its years before it; a year without one counts as missing, not as zero.
// Where years do not add up (a stock: so many in all), the newest is what is there.
func GapOf(c criterion.Criterion, results map[int]measure.Decimal, from int, adds bool) *Gap {
	if c.Kind != criterion.Cumulative || c.Value == nil || c.FromYear == 0 || from > c.ToYear || c.Direction == criterion.Lower {
		return nil
	}
	g := Gap{Wording: c.Text, Unit: c.Unit, From: c.FromYear, To: c.ToYear, Plan: *c.Value, Years: c.ToYear - max(from, c.FromYear) + 1}
	for y := c.FromYear; y < from; y++ {
		r, known := results[y]
		switch {
		case !known:
			g.Missing++
		case adds:
			g.Done = g.Done.Add(r)
		default:
			g.Done, g.Missing = r, 0
		}
	}
	if g.Left = g.Plan.Sub(g.Done); g.Left.Sign() < 0 {
		g.Left = measure.Int(0)
	}
	return &g
}
