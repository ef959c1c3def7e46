// Package review judges a collective or a head by a set of rules. A set is data:
// dated, cited, versioned, in words that a reader of the law can check (see
// package ruleset for the files). The judging is exact, in three values: what
// nobody has answered is neither true nor false, and a level that hangs on it is
// not given but bounded.
package review

import (
	"math/big"
	"slices"

	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// Subject is who is judged.
type Subject string

// The subjects.
const (
	Collective Subject = "collective" // tập thể
	Head       Subject = "head"       // người đứng đầu
)

// Span is how long a period a review is of.
type Span string

// The spans.
const (
	Quarter Span = "quarter"
	Half    Span = "half"
	Year    Span = "year"
)

// Case is who is reviewed, over what span and on which day the rules are asked. An
// empty span or day takes every line.
type Case struct {
	Subject Subject
	Span    Span
	On      period.Date
}

// Words are one sentence in both languages.
type Words struct {
	Vi string `yaml:"vi" json:"vi"`
	En string `yaml:"en" json:"en"`
}

// In gives the sentence in a language ("vi", "en").
func (w Words) In(lang string) string {
	if lang == "en" {
		return w.En
	}
	return w.Vi
}

// Say is In, for sentences that carry the words.
func (w Words) Say(lang string) string { return w.In(lang) }

// Certainty is how the text of a rule is known.
type Certainty string

// The certainties.
const (
	Read       Certainty = "read"        // đã đọc toàn văn
	SecondHand Certainty = "second_hand" // dẫn lại
	Memory     Certainty = "memory"      // theo trí nhớ, phải kiểm tra
)

// Citation is where a line stands.
type Citation struct {
	Of        string    `yaml:"of" json:"of"`     // a document of the set
	Cite      string    `yaml:"cite" json:"cite"` // article, clause
	Certainty Certainty `yaml:"certainty" json:"certainty"`
}

// Document is a paper that a set cites.
type Document struct {
	ID   string      `yaml:"document" json:"document"`
	Name string      `yaml:"name" json:"name"`
	On   period.Date `yaml:"on" json:"on,omitempty"`
}

// Validity is from when to when something holds, both days included; an empty
// end is open.
type Validity struct {
	From period.Date `yaml:"from" json:"from"`
	To   period.Date `yaml:"to" json:"to,omitempty"`
}

// Holds reports whether a day lies in it.
func (v Validity) Holds(on period.Date) bool {
	return (v.From == "" || on >= v.From) && (v.To == "" || on <= v.To)
}

// Set is a set of rules for a kind of review.
type Set struct {
	ID        string     `yaml:"rules" json:"rules"`
	Title     Words      `yaml:"title" json:"title"`
	Over      string     `yaml:"over" json:"over,omitempty"` // the set this one is laid over
	Valid     Validity   `yaml:"valid" json:"valid"`
	Subjects  []Subject  `yaml:"subjects" json:"subjects"`
	Documents []Document `yaml:"documents" json:"documents"`
	// Asked are the questions that no figure answers.
	Asked  []Question `yaml:"asked" json:"asked,omitempty"`
	Points *Points    `yaml:"points" json:"points,omitempty"` // nil: the set knows no points
	Levels []Level    `yaml:"levels" json:"levels"`           // the best first
	// Unfit is what holds where no level fits whole.
	Unfit    *Unfit `yaml:"unfit" json:"unfit,omitempty"`
	Falls    []Line `yaml:"falls" json:"falls,omitempty"`       // each brings the level down to its To
	Ceilings []Line `yaml:"ceilings" json:"ceilings,omitempty"` // each holds the level at its To, or at the unit's
	Caps     []Cap  `yaml:"caps" json:"caps,omitempty"`
	// Petitions is the time limit of petitions; nil: the set names none.
	Petitions *Petitions `yaml:"petitions" json:"petitions,omitempty"`
	// Examples are worked by hand; each threshold is tried on each side by some.
	Examples []Example `yaml:"examples" json:"examples"`
}

// For reports whether the set judges such a subject.
func (s *Set) For(who Subject) bool {
	return slices.Contains(s.Subjects, who)
}

// Question is asked of the reviewers and answered yes or no, with a reason.
type Question struct {
	ID     string    `yaml:"ask" json:"ask"`
	Says   Words     `yaml:"says" json:"says"`
	For    []Subject `yaml:"for" json:"for,omitempty"`
	Source Citation  `yaml:"source" json:"source"`
}

// Level is one grade of the scale.
type Level struct {
	ID         string   `yaml:"level" json:"level"`
	Name       Words    `yaml:"name" json:"name"`
	Points     *Bounds  `yaml:"points" json:"points,omitempty"`
	Source     Citation `yaml:"source" json:"source"`
	Conditions []Line   `yaml:"conditions" json:"conditions,omitempty"`
}

// Bounds are points from (included) to below (not included); nil is open.
type Bounds struct {
	From  *measure.Decimal `yaml:"from" json:"from,omitempty"`
	Below *measure.Decimal `yaml:"below" json:"below,omitempty"`
}

// Contain reports whether so many points lie between the bounds.
func (b *Bounds) Contain(p *big.Rat) bool {
	return (b.From == nil || p.Cmp(b.From.Rat()) >= 0) && (b.Below == nil || p.Cmp(b.Below.Rat()) < 0)
}

// Unfit says what holds where the points fit a level and its conditions fail, or
// where no level's conditions hold: Next is the next lower level whose conditions
// hold; Authority leaves it to the competent authority, with Next as a suggestion.
type Unfit struct {
	Then   string   `yaml:"then" json:"then"` // next, authority
	Says   Words    `yaml:"says" json:"says"`
	Source Citation `yaml:"source" json:"source"`
}

// Line is one rule: a condition of a level, a fall or a ceiling.
type Line struct {
	ID     string    `yaml:"line" json:"line"`
	Says   Words     `yaml:"says" json:"says"`
	Source Citation  `yaml:"source" json:"source"`
	For    []Subject `yaml:"for" json:"for,omitempty"`
	Valid  *Validity `yaml:"valid" json:"valid,omitempty"`
	Spans  []Span    `yaml:"spans" json:"spans,omitempty"` // only in reviews of these; empty: all
	When   *Test     `yaml:"when" json:"when,omitempty"`
	Unless *Test     `yaml:"unless" json:"unless,omitempty"`
	To     string    `yaml:"to" json:"to,omitempty"` // of a fall or ceiling: a level, or "unit"
}

func (l Line) holdsFor(c Case) bool {
	if l.Valid != nil && c.On != "" && !l.Valid.Holds(c.On) {
		return false
	}
	return forWhom(l.For, c.Subject) && l.Over(c.Span)
}

// Over reports whether the line holds in a review of such a span.
func (l Line) Over(span Span) bool {
	return len(l.Spans) == 0 || span == "" || slices.Contains(l.Spans, span)
}

func forWhom(list []Subject, who Subject) bool {
	return len(list) == 0 || slices.Contains(list, who)
}

// Test is one question put to the facts. Exactly one of Share, Count, Ask, Level,
// All and Any is set; a share and a count have exactly one bound.
type Test struct {
	Share   string           `yaml:"share" json:"share,omitempty"` // percent of In
	In      string           `yaml:"in" json:"in,omitempty"`
	Count   string           `yaml:"count" json:"count,omitempty"`
	AtLeast *measure.Decimal `yaml:"at_least" json:"at_least,omitempty"`
	Over    *measure.Decimal `yaml:"over" json:"over,omitempty"`
	AtMost  *measure.Decimal `yaml:"at_most" json:"at_most,omitempty"`
	Under   *measure.Decimal `yaml:"under" json:"under,omitempty"`
	Ask     string           `yaml:"ask" json:"ask,omitempty"`
	Is      string           `yaml:"is" json:"is,omitempty"` // yes, no
	All     []Test           `yaml:"all" json:"all,omitempty"`
	Any     []Test           `yaml:"any" json:"any,omitempty"`
	// Nothing says how a share of nothing is answered (no sub-unit, no task of
	// one's own): yes or no; empty: it is asked.
	Nothing string `yaml:"of_nothing" json:"of_nothing,omitempty"`
}

// Bound gives the test's bound and how it is meant: at_least, over, at_most, under.
func (t *Test) Bound() (measure.Decimal, string) {
	switch {
	case t.AtLeast != nil:
		return *t.AtLeast, "at_least"
	case t.Over != nil:
		return *t.Over, "over"
	case t.AtMost != nil:
		return *t.AtMost, "at_most"
	case t.Under != nil:
		return *t.Under, "under"
	}
	return measure.Decimal{}, ""
}

// Atoms gives the single tests a test is made of.
func (t *Test) Atoms() []*Test {
	if t == nil {
		return nil
	}
	if len(t.All)+len(t.Any) == 0 {
		return []*Test{t}
	}
	var out []*Test
	for i := range t.All {
		out = append(out, t.All[i].Atoms()...)
	}
	for i := range t.Any {
		out = append(out, t.Any[i].Atoms()...)
	}
	return out
}

// Petitions says how long after the notice of a decision it may be petitioned
// against, and how long the authority has to answer.
type Petitions struct {
	Within  int       `yaml:"within" json:"within"`
	Answer  int       `yaml:"answer" json:"answer,omitempty"` // 0: not said
	Counted string    `yaml:"counted" json:"counted"`         // working_days, days
	Says    Words     `yaml:"says" json:"says"`
	Source  Citation  `yaml:"source" json:"source"`
	Valid   *Validity `yaml:"valid" json:"valid,omitempty"`
}

// Holds reports whether the clause holds on a day.
func (p *Petitions) Holds(on period.Date) bool { return p.Valid == nil || p.Valid.Holds(on) }

// Until gives the last of so many days after a day, which is not counted. Working
// days leave out Saturdays, Sundays and the holidays of Bộ luật Lao động 2019, Điều
// 112, Tết and Giỗ Tổ by the table of the moon; what is announced besides, such as
// days made up for, is not known here.
func (p *Petitions) Until(from period.Date, days int) period.Date {
	if p.Counted != "working_days" {
		return from.AddDays(days)
	}
	year := from.Month().Cycle().Year()
	return period.NewCalendar(year, year+1, period.Feasts(year, year+1)...).AddWorkingDays(from, days)
}
