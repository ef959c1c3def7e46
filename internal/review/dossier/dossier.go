// Package dossier is a review as it goes: who is reviewed over what period, the
// facts frozen at each step, who assessed, verified and decided, and why.
package dossier

import (
	"fmt"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/review"
)

// Period is what a review is of: a year, or a half (1, 2) or quarter (1 to 4) of it.
type Period struct {
	Cycle period.Cycle `json:"cycle"`
	Span  review.Span  `json:"span"`
	Part  int          `json:"part,omitempty"` // 0 for a year
}

// Check refuses a part that is not there.
func (p Period) Check() error {
	most := map[review.Span]int{review.Year: 0, review.Half: 2, review.Quarter: 4}
	last, known := most[p.Span]
	if !known || p.Part > last || p.Part < min(last, 1) || p.Cycle.Year() == 0 {
		return errs.New(errs.Invalid, "review.no_period", "cycle", p.Cycle, "part", p.Part).In("span")
	}
	return nil
}

// Months gives the first and the last month.
func (p Period) Months() (from, to period.Month) {
	length := map[review.Span]int{review.Half: 6, review.Quarter: 3}[p.Span]
	if length == 0 {
		return period.Month(p.Cycle + "-01"), p.Cycle.LastMonth()
	}
	month := func(n int) period.Month { return period.Month(fmt.Sprintf("%s-%02d", p.Cycle, n)) }
	return month(p.Part*length - length + 1), month(p.Part * length)
}

// Days gives the first and the last day.
func (p Period) Days() (from, to period.Date) {
	first, last := p.Months()
	return first.Start(), last.End()
}

// ParsePeriod reads "2023", "2026-Q3", "2026-H1".
func ParsePeriod(text string) (Period, error) {
	unread := errs.New(errs.Invalid, "review.period_unread", "text", text).In("period")
	if len(text) == 4 {
		cycle, err := period.ParseCycle(text)
		if err != nil {
			return Period{}, unread
		}
		return Period{Cycle: cycle, Span: review.Year}, nil
	}
	if len(text) != 7 || text[4] != '-' {
		return Period{}, unread
	}
	cycle, err := period.ParseCycle(text[:4])
	p := Period{Cycle: cycle, Part: int(text[6] - '0')}
	switch text[5] {
	case 'Q', 'q':
		p.Span = review.Quarter
	case 'H', 'h':
		p.Span = review.Half
	}
	if err != nil || p.Check() != nil {
		return Period{}, unread
	}
	return p, nil
}

// String is the form ParsePeriod reads.
func (p Period) String() string {
	switch p.Span {
	case review.Quarter:
		return fmt.Sprintf("%s-Q%d", p.Cycle, p.Part)
	case review.Half:
		return fmt.Sprintf("%s-H%d", p.Cycle, p.Part)
	}
	return string(p.Cycle)
}

// Step is something that happens to a dossier.
type Step string

// The steps.
const (
	Assess Step = "assess" // the unit's own word, with the facts frozen
	Verify Step = "verify" // the superior's office, with its own marks and answers
	Return Step = "return" // back to the unit, with a reason
	Decide Step = "decide" // the competent authority
	Reopen Step = "reopen" // of what was decided; a reason stays

	Notify   Step = "notify"   // the decision was made known, on a day
	Petition Step = "petition" // the reviewed asks for another decision, with reasons
	Answer   Step = "answer"   // by who decides: the level stays or another is given, with reasons
)

// Stage is how far a dossier has come.
type Stage string

// The stages.
const (
	New      Stage = "new"
	Assessed Stage = "assessed"
	Verified Stage = "verified"
	Decided  Stage = "decided"

	Petitioned Stage = "petitioned" // decided, and a petition waits
)

// Taken is a step that was taken. Facts and result are those of the moment: what
// was decided is read the same for ever.
type Taken struct {
	Place   int           `json:"place"`
	Step    Step          `json:"step"`
	Facts   review.Facts  `json:"facts"`
	Result  review.Result `json:"result"`
	Level   string        `json:"level,omitempty"` // proposed by who took the step; of Decide: decided
	Reason  string        `json:"reason,omitempty"`
	Account id.ID         `json:"account"`
	Person  id.ID         `json:"person"`
	ByName  string        `json:"by"`
	At      time.Time     `json:"at"`
	On      period.Date   `json:"on,omitempty"` // of a notice and a petition: the day it was given
}

// Dossier is a review with its steps.
type Dossier struct {
	ID      id.ID          `json:"id"`
	Unit    id.ID          `json:"unit"`
	Subject review.Subject `json:"subject"`
	Post    id.ID          `json:"post,omitempty"`   // of a head
	Person  id.ID          `json:"person,omitempty"` // of a head
	Tenure  id.ID          `json:"tenure,omitempty"` // the appointment: each tenure has its own
	Period  Period         `json:"period"`
	Rules   string         `json:"rules"`
	Body    string         `json:"-"` // hash of the set it is judged by
	Steps   []Taken        `json:"steps"`
}

var stages = map[Step]Stage{Assess: Assessed, Verify: Verified, Return: New, Decide: Decided, Reopen: New, Notify: Decided, Petition: Petitioned, Answer: Decided}

// Stage gives how far it has come.
func (d Dossier) Stage() Stage {
	stage := New
	for _, t := range d.Steps {
		stage = stages[t.Step]
	}
	return stage
}

// Last gives the newest step; false where there is none.
func (d Dossier) Last() (Taken, bool) {
	if len(d.Steps) == 0 {
		return Taken{}, false
	}
	return d.Steps[len(d.Steps)-1], true
}

// Level gives the decided level; empty while none is. A petition that waits leaves
// it standing.
func (d Dossier) Level() string {
	if stage := d.Stage(); stage == Decided || stage == Petitioned {
		return d.Steps[len(d.Steps)-1].Level
	}
	return ""
}

var follows = map[Stage][]Step{New: {Assess}, Assessed: {Verify, Return}, Verified: {Decide, Return}, Decided: {Notify, Reopen}, Petitioned: {Answer}}

// Next gives the steps that may follow. A decision is made known once; from then on
// it may be petitioned against.
func (d Dossier) Next() []Step {
	stage := d.Stage()
	if _, told := d.Notice(); told && stage == Decided {
		return []Step{Petition, Reopen}
	}
	return follows[stage]
}

// Check refuses a step that does not follow, one without the reason it needs, and
// one taken by the person of an earlier step of the round: assessing, verifying and
// deciding are three people's.
func (d Dossier) Check(t Taken) error {
	fits := false
	for _, s := range d.Next() {
		fits = fits || s == t.Step
	}
	if !fits {
		return errs.New(errs.Conflict, "review.step_out_of_turn", "step", string(t.Step), "stage", string(d.Stage())).In("step")
	}
	if t.Reason == "" && (t.Step == Return || t.Step == Reopen || t.Step == Petition || t.Step == Answer) {
		return errs.New(errs.Invalid, "review.reason_needed").In("reason")
	}
	if t.Step == Notify || t.Step == Petition || t.Step == Answer {
		return d.petition(t)
	}
	if t.Step != Verify && t.Step != Decide {
		return nil
	}
	if d.Person != "" && d.Person == t.Person {
		return errs.New(errs.Forbidden, "review.own_review")
	}
	for i := len(d.Steps) - 1; i >= 0; i-- {
		earlier := d.Steps[i]
		if earlier.Step == Return || earlier.Step == Reopen {
			break
		}
		if earlier.Person != "" && earlier.Person == t.Person || earlier.Account == t.Account {
			return errs.New(errs.Forbidden, "review.same_person", "step", string(earlier.Step))
		}
	}
	if t.Step == Decide {
		return t.decision()
	}
	return nil
}

// decision holds that a level is named and, where it is not the one proposed, why.
func (t Taken) decision() error {
	if t.Level == "" {
		return errs.New(errs.Invalid, "review.level_needed").In("level")
	}
	if (t.Level != t.Result.Level || t.Result.Authority) && t.Reason == "" {
		return errs.New(errs.Invalid, "review.decision_reason").In("reason")
	}
	return nil
}

// Changed is one piece of work that stands otherwise than when the facts were frozen.
type Changed struct {
	ID     string       `json:"id"`
	Name   string       `json:"name"`
	Before *review.Item `json:"before,omitempty"` // nil: new on the list
	After  *review.Item `json:"after,omitempty"`  // nil: gone from the list
}

// Since compares the frozen work with that of now.
func Since(frozen, now []review.Item) (out []Changed) {
	after := map[string]*review.Item{}
	for i := range now {
		after[now[i].Key()] = &now[i]
	}
	seen := map[string]bool{}
	for i := range frozen {
		f := &frozen[i]
		seen[f.Key()] = true
		n, ok := after[f.Key()]
		if !ok {
			out = append(out, Changed{f.ID, f.Name, f, nil})
			continue
		}
		if !f.Same(*n) {
			out = append(out, Changed{f.ID, f.Name, f, n})
		}
	}
	for i := range now {
		if !seen[now[i].Key()] {
			out = append(out, Changed{now[i].ID, now[i].Name, nil, &now[i]})
		}
	}
	return out
}
