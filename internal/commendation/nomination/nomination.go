// Package nomination is a subject put forward for a title or form of commendation as
// it goes: the citation, the vote of the council, the decision, its publication and,
// where it comes to that, its revocation.
package nomination

import (
	"slices"
	"time"

	"dondoc/internal/commendation"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/review"
)

// Step is something that happens to a nomination.
type Step string

// The steps.
const (
	Nominate Step = "nominate" // with the facts of the moment and the citation
	Cite     Step = "cite"     // another wording of the citation
	Ballot   Step = "vote"     // of the council
	Decide   Step = "decide"
	Publish  Step = "publish"
	Revoke   Step = "revoke"   // of what was decided; a reason stays
	Withdraw Step = "withdraw" // of what was not decided yet; a reason stays
)

// Stage is how far a nomination has come.
type Stage string

// The stages.
const (
	Nominated Stage = "nominated"
	Voted     Stage = "voted"    // enough said yes
	Rejected  Stage = "rejected" // not enough did
	Decided   Stage = "decided"
	Published Stage = "published"
	Revoked   Stage = "revoked"
	Withdrawn Stage = "withdrawn"
)

// Taken is a step that was taken, with what it says.
type Taken struct {
	Place int  `json:"place"`
	Step  Step `json:"step"`
	Said
	Account id.ID     `json:"account"`
	Person  id.ID     `json:"person"`
	ByName  string    `json:"by"`
	At      time.Time `json:"at"`
}

// Said is what a step says; each kind of step its own part.
type Said struct {
	Facts    *commendation.Facts   `json:"facts,omitempty"`    // nominate
	Verdict  *commendation.Verdict `json:"verdict,omitempty"`  // nominate
	Citation string                `json:"citation,omitempty"` // nominate, cite
	Paper    string                `json:"paper,omitempty"`    // nominate: what a stated level stands on; publish: where
	Meeting  *commendation.Meeting `json:"meeting,omitempty"`  // vote
	Yes      int                   `json:"yes,omitempty"`
	Passed   bool                  `json:"passed,omitempty"`
	Number   string                `json:"number,omitempty"` // decide, revoke: of the decision
	Signer   string                `json:"signer,omitempty"`
	On       string                `json:"on,omitempty"` // day of a decision, a publication, a revocation
	Dong     int64                 `json:"dong,omitempty"`
	Reason   string                `json:"reason,omitempty"`
}

// Nomination is a subject put forward for an award of a year.
type Nomination struct {
	ID       id.ID                `json:"id"`
	Unit     id.ID                `json:"unit"`    // the collective, or where the individual serves
	Decider  id.ID                `json:"decider"` // the body whose council votes and whose head decides
	Subject  commendation.Subject `json:"subject"`
	Person   id.ID                `json:"person,omitempty"`
	Tenure   id.ID                `json:"tenure,omitempty"`
	Cycle    period.Cycle         `json:"cycle"`
	Award    string               `json:"award"`
	Occasion string               `json:"occasion"` // yearly, occasion (đột xuất), campaign (chuyên đề)
	Received period.Date          `json:"received"` // the day the file came in: it decides the rules
	Rules    string               `json:"rules"`
	Body     string               `json:"-"` // hash of the set it goes by
	Steps    []Taken              `json:"steps"`
}

// Occasions are what one is commended for: the year's work, a single deed, a campaign.
func Occasions() []string { return []string{"yearly", "occasion", "campaign"} }

// Stage gives how far it has come.
func (n Nomination) Stage() Stage {
	stage := Nominated
	for _, t := range n.Steps {
		switch t.Step {
		case Ballot:
			stage = Rejected
			if t.Passed {
				stage = Voted
			}
		case Decide:
			stage = Decided
		case Publish:
			stage = Published
		case Revoke:
			stage = Revoked
		case Withdraw:
			stage = Withdrawn
		}
	}
	return stage
}

// Stands reports whether the award is had: decided and not revoked.
func (n Nomination) Stands() bool {
	return slices.Contains([]Stage{Decided, Published}, n.Stage())
}

// Open reports whether it still waits for its vote or decision.
func (n Nomination) Open() bool {
	return slices.Contains([]Stage{Nominated, Voted}, n.Stage())
}

// Said gives the newest step of a kind; false where there is none.
func (n Nomination) Said(step Step) (Taken, bool) {
	for i := len(n.Steps) - 1; i >= 0; i-- {
		if n.Steps[i].Step == step {
			return n.Steps[i], true
		}
	}
	return Taken{}, false
}

// Citation gives the wording as it was last written.
func (n Nomination) Citation() string {
	for i := len(n.Steps) - 1; i >= 0; i-- {
		if s := n.Steps[i]; s.Step == Nominate || s.Step == Cite {
			return s.Citation
		}
	}
	return ""
}

// Next gives the steps that may follow; without a vote where the award asks none.
func (n Nomination) Next(a commendation.Award) []Step {
	switch n.Stage() {
	case Nominated:
		if a.Vote == nil {
			return []Step{Cite, Decide, Withdraw}
		}
		return []Step{Cite, Ballot, Withdraw}
	case Voted:
		return []Step{Decide, Withdraw}
	case Decided:
		return []Step{Publish, Revoke}
	case Published:
		return []Step{Revoke}
	}
	return nil
}

// Check refuses a step that does not follow and one without what it must say.
func (n Nomination) Check(a commendation.Award, t Taken) error {
	if t.Step == Decide && n.Stage() == Nominated && a.Vote != nil {
		return errs.New(errs.Conflict, "commend.vote_first", "award", a.Name, "cite", a.Vote.Source.Cite)
	}
	if !slices.Contains(n.Next(a), t.Step) {
		return errs.New(errs.Conflict, "commend.out_of_turn", "step", string(t.Step), "stage", string(n.Stage())).In("step")
	}
	empty := func(field string) error { return errs.New(errs.Invalid, "app.field_empty").In(field) }
	switch {
	case t.Step == Cite && t.Citation == "":
		return empty("citation")
	case (t.Step == Decide || t.Step == Revoke) && t.Number == "":
		return empty("number")
	case (t.Step == Decide || t.Step == Revoke || t.Step == Publish) && t.On == "":
		return empty("on")
	case (t.Step == Revoke || t.Step == Withdraw) && t.Reason == "":
		return errs.New(errs.Invalid, "approval.reason_needed").In("reason")
	case t.Step == Publish && t.Paper == "":
		return empty("paper")
	}
	if t.Step == Decide && n.Person != "" && n.Person == t.Person {
		return errs.New(errs.Forbidden, "commend.own")
	}
	for _, before := range []Step{Nominate, Ballot, Decide} {
		if s, ok := n.Said(before); ok && t.On != "" && s.day() > t.On {
			return errs.New(errs.Invalid, "commend.day_before", "on", period.Date(t.On), "before", period.Date(s.day()), "step", string(before)).In("on")
		}
	}
	return nil
}

func (t Taken) day() string {
	switch {
	case t.Meeting != nil:
		return t.Meeting.On
	case t.Step == Nominate:
		return ""
	}
	return t.On
}

// Held is an open or closed matter during which nobody is commended.
type Held struct {
	ID      id.ID       `json:"id"`
	Unit    id.ID       `json:"unit"`
	Person  id.ID       `json:"person,omitempty"` // "": the collective
	Kind    string      `json:"kind"`             // a hold of the rules
	From    period.Date `json:"from"`
	Closed  period.Date `json:"closed,omitempty"`
	Text    string      `json:"text"`
	Outcome string      `json:"outcome,omitempty"`
	By      id.ID       `json:"-"`
	ByName  string      `json:"by"`
	At      time.Time   `json:"at"`
}

// Deed is one result that a citation may name.
type Deed struct {
	Name    string          `json:"name"`
	Percent measure.Decimal `json:"percent"`
}

// Drawn is what a citation draws on: counts of the work that a review decided on,
// and what went furthest above what was asked. The excess above 100 % counts here
// and in no score.
type Drawn struct {
	Assigned, Done, OnTime, Above int
	Deeds                         []Deed
}

const deedsNamed = 4

// Draw gathers what a citation draws on from a review's facts; of a head the work of
// the unit led.
func Draw(f review.Facts) Drawn {
	var d Drawn
	var best []review.Item
	for _, i := range f.Work {
		if i.Own {
			continue
		}
		d.Assigned++
		if i.Done {
			d.Done++
		}
		if i.Done && (i.OnTime || i.Excused) {
			d.OnTime++
		}
		if i.Done && i.Above {
			d.Above++
			if i.Percent != nil {
				best = append(best, i)
			}
		}
	}
	slices.SortStableFunc(best, func(a, b review.Item) int { return b.Percent.Cmp(*a.Percent) })
	for _, i := range best[:min(len(best), deedsNamed)] {
		d.Deeds = append(d.Deeds, Deed{i.Name, *i.Percent})
	}
	return d
}
