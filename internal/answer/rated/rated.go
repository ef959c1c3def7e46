// Package rated is what the API and the command line answer of reviews.
package rated

import (
	"time"

	"dondoc/internal/answer"
	"dondoc/internal/app/reviews"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

// Proposal is what the rules say of the facts as they are, with the whole arithmetic.
type Proposal struct {
	Unit     string            `json:"unit"`
	UnitName string            `json:"unit_name"`
	Subject  review.Subject    `json:"subject"`
	Person   string            `json:"person,omitempty"`
	Post     string            `json:"post,omitempty"`
	Tenure   id.ID             `json:"tenure,omitempty"`
	Period   string            `json:"period"`
	From     period.Date       `json:"from"`
	To       period.Date       `json:"to"`
	Over     bool              `json:"over"`
	Rules    string            `json:"rules"`
	Facts    review.Facts      `json:"facts"`
	Result   review.Result     `json:"result"`
	Changes  []review.Change   `json:"changes"` // the rows nearest a boundary
	Guards   []reviews.Guard   `json:"guards"`
	Since    []dossier.Changed `json:"changed_since"` // the newest freeze
	Issues   []answer.Issue    `json:"issues"`
}

// OfProposal gives the answer of a proposal.
func OfProposal(p reviews.Proposal) Proposal {
	out := Proposal{Unit: p.Unit.Code, UnitName: p.Unit.Name, Subject: p.Result.Subject, Person: p.Who.Person.Name, Post: p.Who.Post.Title, Tenure: p.Who.Appointment.ID,
		Period: p.Period.String(), From: p.From, To: p.To, Over: p.Over, Rules: p.Set.ID, Facts: p.Facts, Result: p.Result,
		Changes: []review.Change{}, Guards: []reviews.Guard{}, Since: []dossier.Changed{}, Issues: []answer.Issue{}}
	out.Changes, out.Guards, out.Since = append(out.Changes, p.Changes...), append(out.Guards, p.Guards...), append(out.Since, p.Since...)
	return out
}

// List is the reviews of a unit and of those directly under it.
type List struct {
	Unit   string             `json:"unit"`
	Period string             `json:"period"`
	Rows   []row              `json:"rows"`
	Caps   []review.CapResult `json:"caps"`
	Heads  []review.CapResult `json:"caps_of_heads"`
	Guards []reviews.Guard    `json:"guards"`
	Gaps   []headless         `json:"without_head"`
	Issues []answer.Issue     `json:"issues"`
}

// headless is a time in which nobody held the head's post.
type headless struct {
	Unit string      `json:"unit"`
	Post string      `json:"post"`
	From period.Date `json:"from"`
	To   period.Date `json:"to"`
}

type row struct {
	Unit      string         `json:"unit"`
	UnitName  string         `json:"unit_name"`
	Subject   review.Subject `json:"subject"`
	Name      string         `json:"name"` // of a head: the person; of a collective: the unit
	Tenure    id.ID          `json:"tenure,omitempty"`
	Stage     string         `json:"stage"`
	Level     string         `json:"level,omitempty"`
	LevelName string         `json:"level_name,omitempty"`
	Points    string         `json:"points,omitempty"`
	Review    id.ID          `json:"review,omitempty"`
}

// OfList gives the answer of a list.
func OfList(lang i18n.Lang, l reviews.List) List {
	out := List{Unit: l.Unit.Code, Period: l.Period.String(), Rows: []row{}, Caps: []review.CapResult{}, Heads: []review.CapResult{}, Guards: []reviews.Guard{}, Issues: []answer.Issue{}}
	out.Caps, out.Heads, out.Guards = append(out.Caps, l.Caps...), append(out.Heads, l.Heads...), append(out.Guards, l.Guards...)
	out.Gaps = []headless{}
	for _, g := range l.Gaps {
		out.Gaps = append(out.Gaps, headless{g.Unit.Code, g.Post.Title, g.From, g.To})
	}
	for _, r := range l.Rows {
		name := r.Unit.Name
		if r.Subject == review.Head {
			name = r.Who.Person.Name
		}
		out.Rows = append(out.Rows, row{r.Unit.Code, r.Unit.Name, r.Subject, name, r.Who.Appointment.ID, string(r.Stage), r.Level, r.Name.In(string(lang)), r.Points, r.Review})
	}
	return out
}

// Review is one review with its steps.
type Review struct {
	ID     id.ID          `json:"id"`
	Stage  dossier.Stage  `json:"stage"`
	Level  string         `json:"level,omitempty"`
	Rules  string         `json:"rules"`
	Steps  []step         `json:"steps"`
	Next   []dossier.Step `json:"next"`   // those that who asks may take
	Frozen Proposal       `json:"frozen"` // the facts it stands on
	Now    Proposal       `json:"now"`    // those of now
	// Until is the last day for a petition, or for the answer to the one that waits.
	Until    period.Date       `json:"until,omitempty"`
	Comments []dossier.Comment `json:"comments"`
	Issues   []answer.Issue    `json:"issues"`
}

type step struct {
	Step   dossier.Step  `json:"step"`
	Level  string        `json:"level,omitempty"`
	Reason string        `json:"reason,omitempty"`
	By     string        `json:"by"`
	At     time.Time     `json:"at"`
	On     period.Date   `json:"on,omitempty"` // of a notice and a petition
	Result review.Result `json:"result"`
}

// OfReview gives the answer of a review.
func OfReview(p reviews.Page) Review {
	out := Review{ID: p.ID, Stage: p.Stage(), Level: p.Level(), Rules: p.Rules, Steps: []step{}, Next: []dossier.Step{}, Frozen: OfProposal(p.Frozen), Now: OfProposal(p.Now), Until: p.Until, Comments: append([]dossier.Comment{}, p.Comments...), Issues: []answer.Issue{}}
	out.Next = append(out.Next, p.Next...)
	for _, s := range p.Steps {
		out.Steps = append(out.Steps, step{s.Step, s.Level, s.Reason, s.ByName, s.At, s.On, s.Result})
	}
	return out
}
