// Package commendation is titles and forms of commendation (danh hiệu thi đua, hình
// thức khen thưởng): who is eligible by a set of rules, the vote of a council, the
// caps, the money, and how a nomination goes to its decision. A set is data, as the
// sets of reviews are (see package review): dated, cited, each line with its
// certainty. What nobody has answered is neither true nor false.
package commendation

import (
	"slices"

	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/review"
)

// Subject is who is commended.
type Subject string

// The subjects.
const (
	Individual Subject = "individual" // cá nhân
	Collective Subject = "collective" // tập thể
)

// Set is a set of rules of commendation. Which one holds for a file is decided by
// the day the file was received.
type Set struct {
	ID        string            `yaml:"commendation" json:"commendation"`
	Title     review.Words      `yaml:"title" json:"title"`
	Note      *review.Words     `yaml:"note" json:"note,omitempty"` // what a reader must know before going by it
	Over      string            `yaml:"over" json:"over,omitempty"` // the set this one is laid over
	Valid     review.Validity   `yaml:"valid" json:"valid"`         // by the day of receipt
	Documents []review.Document `yaml:"documents" json:"documents"`
	Asked     []review.Question `yaml:"asked" json:"asked,omitempty"`
	Holds     []Hold            `yaml:"holds" json:"holds"`
	Salaries  []Salary          `yaml:"base_salaries" json:"base_salaries"` // lương cơ sở, the earliest first
	RoundUp   int64             `yaml:"round_up_to" json:"round_up_to"`     // đồng
	Council   *Council          `yaml:"council" json:"council"`
	Awards    []Award           `yaml:"awards" json:"awards"`
	Examples  []Example         `yaml:"examples" json:"examples"`
}

// Hold is a kind of matter that nobody is commended during.
type Hold struct {
	ID     string          `yaml:"hold" json:"hold"` // discipline, inspection, press
	Says   review.Words    `yaml:"says" json:"says"`
	Source review.Citation `yaml:"source" json:"source"`
}

// Salary is the base salary from a day on.
type Salary struct {
	From   period.Date     `yaml:"from" json:"from"`
	Dong   int64           `yaml:"dong" json:"dong"`
	Source review.Citation `yaml:"source" json:"source"`
}

// Council says when a meeting can vote: so many parts of its members present.
type Council struct {
	Quorum Parts           `yaml:"quorum" json:"quorum"`
	Says   review.Words    `yaml:"says" json:"says"`
	Source review.Citation `yaml:"source" json:"source"`
}

// Parts is a fraction: two of three.
type Parts struct {
	Present int64 `yaml:"present" json:"present"`
	Of      int64 `yaml:"of" json:"of"`
}

// Less reports whether so many of so many are fewer than the fraction.
func (p Parts) Less(n, of int64) bool { return n*p.Of < p.Present*of }

// Award is one title or form of commendation.
type Award struct {
	ID         string          `yaml:"award" json:"award"`
	Name       review.Words    `yaml:"name" json:"name"`
	Kind       string          `yaml:"kind" json:"kind"` // title, form
	For        Subject         `yaml:"for" json:"for"`
	DecidedBy  string          `yaml:"decided_by" json:"decided_by"` // unit: the one above (one's own where none is); province
	Source     review.Citation `yaml:"source" json:"source"`
	Conditions []Line          `yaml:"conditions" json:"conditions,omitempty"`
	Vote       *Vote           `yaml:"vote" json:"vote,omitempty"` // nil: no council is asked
	Cap        *Cap            `yaml:"cap" json:"cap,omitempty"`
	Money      *Money          `yaml:"money" json:"money,omitempty"`
}

// Line is one condition.
type Line struct {
	ID     string          `yaml:"line" json:"line"`
	Says   review.Words    `yaml:"says" json:"says"`
	Source review.Citation `yaml:"source" json:"source"`
	When   Test            `yaml:"when" json:"when"`
}

// Vote is how many must say yes: so many percent of all members, or of those who
// voted, present or in writing.
type Vote struct {
	AtLeast measure.Decimal `yaml:"at_least" json:"at_least"`
	Of      string          `yaml:"of" json:"of"` // members, voters
	Says    review.Words    `yaml:"says" json:"says"`
	Source  review.Citation `yaml:"source" json:"source"`
}

// Cap holds an award to a share of those with another, of one year and one
// deciding body, rounded down.
type Cap struct {
	Percent measure.Decimal `yaml:"percent" json:"percent"`
	Of      string          `yaml:"of" json:"of"` // an award
	Says    review.Words    `yaml:"says" json:"says"`
	Source  review.Citation `yaml:"source" json:"source"`
}

// Money is what comes with an award: so many times the base salary.
type Money struct {
	Times  measure.Decimal `yaml:"times" json:"times"`
	Source review.Citation `yaml:"source" json:"source"`
}

// Test is one question put to the facts. One of Level, Award, Share, Count, Ask, All
// and Any is set.
type Test struct {
	// Level is the least level, in each of the last Years years (1 where none is said),
	// the year of the file with them.
	Level string `yaml:"level" json:"level,omitempty"`
	Years int    `yaml:"years" json:"years,omitempty"`
	// Award was had at least Times times in the last Years years, the year of the file with them.
	Award   string           `yaml:"award" json:"award,omitempty"`
	Times   int              `yaml:"times" json:"times,omitempty"`
	Share   string           `yaml:"share" json:"share,omitempty"` // percent of In: counts that are stated
	In      string           `yaml:"in" json:"in,omitempty"`
	Count   string           `yaml:"count" json:"count,omitempty"`
	AtLeast *measure.Decimal `yaml:"at_least" json:"at_least,omitempty"`
	AtMost  *measure.Decimal `yaml:"at_most" json:"at_most,omitempty"`
	Ask     string           `yaml:"ask" json:"ask,omitempty"`
	Is      string           `yaml:"is" json:"is,omitempty"` // yes, no
	All     []Test           `yaml:"all" json:"all,omitempty"`
	Any     []Test           `yaml:"any" json:"any,omitempty"`
}

// Atoms gives the single tests a test is made of.
func (t Test) Atoms() []Test {
	if len(t.All)+len(t.Any) == 0 {
		return []Test{t}
	}
	var out []Test
	for _, part := range append(slices.Clone(t.All), t.Any...) {
		out = append(out, part.Atoms()...)
	}
	return out
}

// Counts are the names of what is stated in a file, in the order they are asked.
func Counts() []string {
	return []string{"staff", "staff.completed", "staff.advanced", "staff.fighters", "staff.disciplined"}
}

// levels are those of a review, the best first.
var levels = []string{"excellent", "good", "completed", "failed"}

// Award finds an award by its name.
func (s *Set) Award(name string) (Award, bool) {
	at := slices.IndexFunc(s.Awards, func(a Award) bool { return a.ID == name })
	if at < 0 {
		return Award{}, false
	}
	return s.Awards[at], true
}

// Asks gives the questions and counts that an award's conditions put.
func (a Award) Asks() (questions, counts []string) {
	add := func(list *[]string, name string) {
		if name != "" && !slices.Contains(*list, name) {
			*list = append(*list, name)
		}
	}
	for _, l := range a.Conditions {
		for _, t := range l.When.Atoms() {
			add(&questions, t.Ask)
			add(&counts, t.Share)
			add(&counts, t.In)
			add(&counts, t.Count)
			if t.Award != "" {
				add(&counts, t.Before())
			}
		}
	}
	return questions, counts
}

// Before names the stated count of awards had before, beside what is on record.
func (t Test) Before() string { return "awarded." + t.Award }

// Dong gives what comes with an award that is decided on a day; false where the set
// says nothing of it.
func (s *Set) Dong(a Award, on period.Date) (int64, bool) {
	salary := int64(0)
	for _, w := range s.Salaries {
		if w.From <= on {
			salary = w.Dong
		}
	}
	if a.Money == nil || salary == 0 {
		return 0, false
	}
	times := a.Money.Times.Rat()
	num := times.Num().Int64() * salary
	den := times.Denom().Int64() * s.RoundUp
	return (num + den - 1) / den * s.RoundUp, true
}

// Example is a case worked by hand: who is eligible, what a council comes to, how
// many a cap allows, how much money there is.
type Example struct {
	ID      string         `yaml:"example" json:"example"`
	Says    review.Words   `yaml:"says" json:"says"`
	Award   string         `yaml:"award" json:"award"`
	Facts   *ExampleFacts  `yaml:"facts" json:"facts,omitempty"`
	Meeting *ExampleVote   `yaml:"meeting" json:"meeting,omitempty"`
	Had     map[string]int `yaml:"had" json:"had,omitempty"` // how many have each award, for a cap
	On      period.Date    `yaml:"on" json:"on,omitempty"`   // of a decision, for the money
	Gives   Gives          `yaml:"gives" json:"gives"`
}

// ExampleFacts are facts in short.
type ExampleFacts struct {
	Year    period.Cycle              `yaml:"year" json:"year"`
	Levels  map[period.Cycle]string   `yaml:"levels" json:"levels,omitempty"`
	Awards  map[string][]period.Cycle `yaml:"awards" json:"awards,omitempty"`
	Stated  map[string]int            `yaml:"stated" json:"stated,omitempty"`
	Answers map[string]string         `yaml:"answers" json:"answers,omitempty"`
	Holds   []string                  `yaml:"holds" json:"holds,omitempty"`
}

// ExampleVote is a meeting in numbers.
type ExampleVote struct {
	Members int `yaml:"members" json:"members"`
	Present int `yaml:"present" json:"present"`
	Written int `yaml:"written" json:"written,omitempty"`
	Yes     int `yaml:"yes" json:"yes"`
}

// Gives is what an example has to give.
type Gives struct {
	Eligible string   `yaml:"eligible" json:"eligible,omitempty"` // yes, no, unknown
	Because  []string `yaml:"because" json:"because,omitempty"`   // lines and holds that are not met
	Vote     string   `yaml:"vote" json:"vote,omitempty"`         // passed, not_passed, no_quorum
	Allowed  *int     `yaml:"allowed" json:"allowed,omitempty"`
	Dong     int64    `yaml:"dong" json:"dong,omitempty"`
}

// Spelled spells the facts of an example out.
func (e *ExampleFacts) Spelled() Facts {
	f := Facts{Year: e.Year, Levels: e.Levels, Awards: e.Awards, Stated: e.Stated, Holds: e.Holds, Answers: map[string]bool{}}
	for ask, answer := range e.Answers {
		f.Answers[ask] = answer == "yes"
	}
	return f
}
