package review

import (
	"math/big"
	"slices"

	"dondoc/internal/measure"
)

// State is an answer in three values.
type State int8

// The answers.
const (
	No      State = -1
	Unknown State = 0
	Yes     State = 1
)

// MarshalText writes yes, no, unknown.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// String names the answer.
func (s State) String() string { return [...]string{"no", "unknown", "yes"}[s+1] }

func of(b bool) State {
	if b {
		return Yes
	}
	return No
}

// Item is one piece of work that counts in a review: a target or a task.
type Item struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Axis int    `json:"axis,omitempty"` // 1 to 6; 0: not said
	Own  bool   `json:"own,omitempty"`  // the head's own, beside that of the unit
	// Done, on time, above what was asked. Known is false where nothing is
	// reported yet: such work is assigned and nothing else.
	Known  bool `json:"known"`
	Done   bool `json:"done"`
	OnTime bool `json:"on_time"`
	Above  bool `json:"above"`
	// Excused by the authority: an objective cause was confirmed.
	Excused bool `json:"excused,omitempty"`
	// Faults of quality and delays, each counted.
	Faults int `json:"faults,omitempty"`
	Delays int `json:"delays,omitempty"`
	// Weight is the coefficient; zero is one.
	Weight measure.Decimal `json:"weight"`
	// Percent is the achievement, where it is a number: how near a row lies.
	Percent *measure.Decimal `json:"percent,omitempty"`
	// Word is how it stood, for readers: met, on_track, done_late.
	Word string `json:"word,omitempty"`
	Kind string `json:"kind,omitempty"` // target, task
	// Figure is what kind of figure a target was judged by: estimate, final; empty
	// where there was none, and in lists frozen before it was kept.
	Figure string `json:"figure,omitempty"`
}

// Key tells a piece of work from another; the head's own is told from the unit's.
func (i Item) Key() string {
	if i.Own {
		return "own " + i.ID
	}
	return i.ID
}

// Same reports whether two pictures of a piece of work count alike.
func (i Item) Same(o Item) bool {
	same := i.Known == o.Known && i.Done == o.Done && i.OnTime == o.OnTime && i.Above == o.Above && i.Excused == o.Excused && i.Faults == o.Faults && i.Delays == o.Delays
	if (i.Percent == nil) != (o.Percent == nil) {
		return false
	}
	return same && (i.Percent == nil || i.Percent.Cmp(*o.Percent) == 0)
}

func (i Item) weight() *big.Rat {
	if i.Weight.IsZero() {
		return big.NewRat(1, 1)
	}
	return i.Weight.Rat()
}

// Row is what stands behind a count: a piece of work, a unit, a shortcoming.
type Row struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Facts are what is known of a subject in a period.
type Facts struct {
	Work []Item `json:"work"`
	// Counts by name, each with its rows; a name that is missing is not known.
	Counts map[string][]Row `json:"counts,omitempty"`
	// Stated are counts that the reviewers state where there are no rows.
	Stated map[string]int `json:"stated,omitempty"`
	// Marks are what the reviewers gave: parts in points, measures in percent.
	Marks map[string]measure.Decimal `json:"marks,omitempty"`
	// Answers to the set's questions: yes or no, by the question's name.
	Answers map[string]bool `json:"answers,omitempty"`
	// Unit is the level of the unit a head leads; empty: not decided.
	Unit string `json:"unit,omitempty"`
}

// Quantities are the names that rules count by, in the order of the guide. A name
// under "own." and "led." means the same for the head's own work and for that of
// the unit led; "axis1." to "axis6." for one axis.
func Quantities() []string {
	return []string{"assigned", "done", "on_time", "late", "undone", "above",
		"subunits", "subunits.failed", "subunits.completed_or_better", "subunits.good_or_better",
		"shortcomings.found", "shortcomings.remedied", "shortcomings.unremedied", "quarters", "quarters.failed", "staff", "staff.failed"}
}

const workQuantities = 6

// scoped cuts "own.done" into the narrowing and the quantity.
func scoped(name string) (scope, quantity string) {
	for _, s := range []string{"own", "led", "axis1", "axis2", "axis3", "axis4", "axis5", "axis6"} {
		if len(name) > len(s)+1 && name[:len(s)] == s && name[len(s)] == '.' {
			return s, name[len(s)+1:]
		}
	}
	return "", name
}

// IsQuantity reports whether rules may count by a name.
func IsQuantity(name string) bool {
	scope, quantity := scoped(name)
	at := slices.Index(Quantities(), quantity)
	return at >= 0 && (scope == "" || at < workQuantities)
}

func (i Item) in(scope string) bool {
	switch scope {
	case "":
		return true
	case "own":
		return i.Own
	case "led":
		return !i.Own
	}
	return i.Axis == int(scope[4]-'0')
}

// counts reports whether a piece of work counts under a quantity. Work late for an
// objective cause that the authority confirmed counts as on time (Nghị định
// 335/2025/NĐ-CP Điều 14).
func (i Item) counts(quantity string) bool {
	onTime := i.OnTime || i.Done && i.Excused
	switch quantity {
	case "assigned":
		return true
	case "done":
		return i.Done
	case "on_time":
		return i.Done && onTime
	case "late":
		return i.Done && !onTime
	case "undone":
		return !i.Done
	case "above":
		return i.Done && i.Above
	}
	return false
}

// Figure is a share or a count with what it was made of.
type Figure struct {
	Share string           `json:"share,omitempty"`
	In    string           `json:"in,omitempty"`
	Count string           `json:"count,omitempty"`
	N     *int             `json:"n,omitempty"`
	Of    *int             `json:"of,omitempty"`
	Shown *measure.Decimal `json:"percent,omitempty"` // two decimals, for reading
	Open  int              `json:"open,omitempty"`    // rows of which nothing is reported yet
	Rows  []Row            `json:"rows,omitempty"`

	exact *big.Rat
}

// Values answers the questions of rules. Facts do; the proof of a set puts others.
type Values interface {
	Of(share, in string) Figure
	Number(count string) Figure
	// Less is the share, with so many percent taken from each piece for each fault.
	Less(share, in, faults string, each *big.Rat) *big.Rat
	Mark(id string) (*big.Rat, bool)
	Answer(ask string) State
	UnitLevel() string
}

// rows gives what stands under a name, how many that are (a count that was stated
// has no rows), and of how many nothing is reported yet.
func (f *Facts) rows(name string) (rows []Row, n, open int, known bool) {
	scope, quantity := scoped(name)
	if slices.Index(Quantities(), quantity) >= workQuantities {
		if rows, known = f.Counts[name]; known {
			return rows, len(rows), 0, true
		}
		n, known = f.Stated[name]
		return nil, n, 0, known
	}
	for _, i := range f.Work {
		if !i.in(scope) {
			continue
		}
		if i.counts(quantity) {
			rows = append(rows, Row{i.ID, i.Name})
		}
		if !i.Known {
			open++
		}
	}
	return rows, len(rows), open, true
}

// Of gives a share in percent. The percentage is nil for a share of nothing and
// for what is not known.
func (f *Facts) Of(share, in string) Figure {
	out := Figure{Share: share, In: in}
	part, n, open, known := f.rows(share)
	_, of, _, knownToo := f.rows(in)
	out.Open = open
	if !known || !knownToo {
		return out
	}
	out.N, out.Of, out.Rows = &n, &of, part
	if of == 0 {
		return out
	}
	out.exact = f.weighed(share, in, n, of)
	shown := measure.FromRat(out.exact, 2).Trim()
	out.Shown = &shown
	return out
}

func (f *Facts) weighed(share, in string, n, of int) *big.Rat {
	scope, quantity := scoped(share)
	inScope, inQuantity := scoped(in)
	if slices.Index(Quantities(), quantity) >= workQuantities {
		return new(big.Rat).Mul(big.NewRat(int64(n), int64(of)), hundred)
	}
	part, whole := new(big.Rat), new(big.Rat)
	for _, i := range f.Work {
		if i.in(scope) && i.counts(quantity) {
			part.Add(part, i.weight())
		}
		if i.in(inScope) && i.counts(inQuantity) {
			whole.Add(whole, i.weight())
		}
	}
	return part.Mul(part.Quo(part, whole), hundred)
}

// State takes a count that the reviewers state; false for a name that is not
// counted so, and for a count that has its rows.
func (f *Facts) State(name string, n int) bool {
	_, known := f.Counts[name]
	if at := slices.Index(Quantities(), name); known || at < workQuantities || n < 0 {
		return false
	}
	if f.Stated == nil {
		f.Stated = map[string]int{}
	}
	f.Stated[name] = n
	return true
}

// Number gives a count with its rows.
func (f *Facts) Number(count string) Figure {
	out := Figure{Count: count}
	rows, n, open, known := f.rows(count)
	if known {
		out.N, out.Rows, out.Open = &n, rows, open
		out.exact = big.NewRat(int64(n), 1)
	}
	return out
}

// Less gives the share with losses, nil for a share of nothing.
func (f *Facts) Less(share, in, faults string, each *big.Rat) *big.Rat {
	scope, quantity := scoped(share)
	inScope, inQuantity := scoped(in)
	part, whole := new(big.Rat), new(big.Rat)
	for _, i := range f.Work {
		if i.in(inScope) && i.counts(inQuantity) {
			whole.Add(whole, i.weight())
		}
		if !i.in(scope) || !i.counts(quantity) {
			continue
		}
		n := i.Faults
		if faults == "delays" {
			n = i.Delays
		}
		if i.Excused {
			n = 0
		}
		left := new(big.Rat).Sub(hundred, new(big.Rat).Mul(each, big.NewRat(int64(n), 1)))
		part.Add(part, new(big.Rat).Mul(clamp(left, hundred), i.weight()))
	}
	if whole.Sign() == 0 {
		return nil
	}
	return part.Quo(part, whole)
}

// Mark gives what the reviewers gave.
func (f *Facts) Mark(id string) (*big.Rat, bool) {
	m, ok := f.Marks[id]
	return m.Rat(), ok
}

// Answer gives the answer to a question.
func (f *Facts) Answer(ask string) State {
	yes, ok := f.Answers[ask]
	if !ok {
		return Unknown
	}
	return of(yes)
}

// UnitLevel gives the level of the unit led.
func (f *Facts) UnitLevel() string { return f.Unit }

// UnmarshalText reads what MarshalText writes.
func (s *State) UnmarshalText(text []byte) error {
	*s = map[string]State{"yes": Yes, "no": No}[string(text)]
	return nil
}
