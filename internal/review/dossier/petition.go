package dossier

import (
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/review"
)

// Comment is what somebody says of one field of a review: a line of the rules, a
// part of the points, a piece of work, a sign, the level.
type Comment struct {
	ID      id.ID     `json:"id"`
	Field   string    `json:"field"` // see the fields of a proposal
	Place   int       `json:"step"`  // the newest step when it was said
	Text    string    `json:"text"`
	Account id.ID     `json:"account"`
	Person  id.ID     `json:"person"`
	ByName  string    `json:"by"`
	At      time.Time `json:"at"`
}

// Notice gives the day on which the standing decision was made known; false where
// it was not, or where nothing is decided.
func (d Dossier) Notice() (period.Date, bool) {
	for i := len(d.Steps) - 1; i >= 0; i-- {
		switch d.Steps[i].Step {
		case Notify:
			return d.Steps[i].On, true
		case Reopen, Return:
			return "", false
		}
	}
	return "", false
}

// PetitionUntil gives the last day for a petition under a set's clause, counted from
// the notice; false where the set has none that day, or no notice was given.
func (d Dossier) PetitionUntil(c *review.Petitions) (period.Date, bool) {
	notice, told := d.Notice()
	if !told || c == nil || !c.Holds(notice) {
		return "", false
	}
	return c.Until(notice, c.Within), true
}

// AnswerUntil gives the last day for the answer to the petition that waits; false
// where none does, or the set has no clause.
func (d Dossier) AnswerUntil(c *review.Petitions) (period.Date, bool) {
	last, _ := d.Last()
	if last.Step != Petition || c == nil || c.Answer == 0 || !c.Holds(last.On) {
		return "", false
	}
	return c.Until(last.On, c.Answer), true
}

// petition holds the days of a notice and a petition, and that nobody answers a
// petition of their own.
func (d Dossier) petition(t Taken) error {
	last, _ := d.Last()
	if t.Step != Answer {
		_, end := d.Period.Days()
		if from, _ := d.Notice(); t.On < max(from, end) {
			return errs.New(errs.Invalid, "review.day_before", "from", max(from, end)).In("on")
		}
		return nil
	}
	if t.Level == "" {
		return errs.New(errs.Invalid, "review.level_needed").In("level")
	}
	if d.Person != "" && d.Person == t.Person {
		return errs.New(errs.Forbidden, "review.own_review")
	}
	if last.Account == t.Account || last.Person != "" && last.Person == t.Person {
		return errs.New(errs.Forbidden, "review.same_person", "step", string(last.Step))
	}
	return nil
}

// OwnRules is a rule file of a unit's own, laid over a shipped set. It holds for
// the unit and all under it.
type OwnRules struct {
	ID     id.ID     `json:"id"`
	Unit   id.ID     `json:"unit"`
	Name   string    `json:"rules"`
	Body   string    `json:"-"` // hash of the whole set it makes
	File   string    `json:"-"` // as it came
	By     id.ID     `json:"-"`
	ByName string    `json:"by"`
	At     time.Time `json:"at"`
}
