// Package shortcoming is what a unit did not do well (tồn tại, hạn chế): found
// in a year, proved by rows, with its causes, who answers, and a remedy with a
// product and a day. It is closed by evidence and another person's word only,
// or goes on to the next year with its lineage.
package shortcoming

import (
	"strings"
	"time"

	"dondoc/internal/amend"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Shortcoming is one entry of a unit's register of a year.
type Shortcoming struct {
	ID         id.ID
	Unit       id.ID // whose register it stands in
	Year       period.Cycle
	Field      string // lĩnh vực, as the targets have it
	Statement  string
	Objective  string // causes: nguyên nhân khách quan
	Subjective string // nguyên nhân chủ quan
	AnswerUnit id.ID  // who answers: a unit, and a post in it; its holder on the day
	Post       id.ID
	Product    string // the remedy's: what there will be
	Due        period.Date
	From       id.ID        // the entry of the year before that it goes on from
	First      period.Cycle // the year it was found in
	Source     string       // by whom it was found: own report, conclusion, inspection
	Invented   bool         // made up for the sample
	By         id.ID
	ByName     string
	At         time.Time
}

// Ground is a row that proves a shortcoming, as it stood when that was raised.
type Ground struct {
	Kind  GroundKind
	Ref   id.ID  // of the row
	Name  string // what the row is about
	Asked string // plan, or the last day
	Got   string // result, or the day it was done
	Stand string // class of a target, status of a task, grade of money
}

// GroundKind says what a ground is a row of.
type GroundKind string

// The kinds of ground.
const (
	OfTarget  GroundKind = "target"
	OfTask    GroundKind = "task"
	OfCapital GroundKind = "capital"
)

// Key names a row among all that can be grounds.
func (g Ground) Key() string { return string(g.Kind) + ":" + string(g.Ref) }

// Record is a shortcoming with all that happened to it.
type Record struct {
	Shortcoming
	Grounds []Ground
	Events  []Event
	State   State
}

// Known gives the record as it was known just before an instant (zero: now);
// false where it was not there yet.
func (r Record) Known(before time.Time) (Record, bool) {
	if before.IsZero() {
		return r, true
	}
	if !r.At.Before(before) {
		return r, false
	}
	n := len(r.Events)
	for n > 0 && !r.Events[n-1].At.Before(before) {
		n--
		if a := r.Events[n].Amended; a != nil {
			r.Shortcoming = r.Entered(a.Before)
		}
	}
	r.Events = r.Events[:n]
	r.State = StateOf(r.Events)
	return r, true
}

// Entries gives what is said of a shortcoming, as it may be put right.
func (s Shortcoming) Entries() amend.Fields {
	return amend.Fields{"statement": s.Statement, "field": s.Field, "objective": s.Objective, "subjective": s.Subjective,
		"answer_unit": string(s.AnswerUnit), "post": string(s.Post), "product": s.Product, "remedy_due": string(s.Due), "source": s.Source}
}

// Entered gives the shortcoming with some of its entries as given.
func (s Shortcoming) Entered(some amend.Fields) Shortcoming {
	for name, v := range some {
		switch name {
		case "statement":
			s.Statement = v
		case "field":
			s.Field = v
		case "objective":
			s.Objective = v
		case "subjective":
			s.Subjective = v
		case "answer_unit":
			s.AnswerUnit = id.ID(v)
		case "post":
			s.Post = id.ID(v)
		case "product":
			s.Product = v
		case "remedy_due":
			s.Due = period.Date(v)
		case "source":
			s.Source = v
		}
	}
	return s
}

// Longest texts, in bytes.
const longest = 4000

// Trimmed is the shortcoming without space around its texts.
func (s Shortcoming) Trimmed() Shortcoming {
	for _, text := range []*string{&s.Statement, &s.Field, &s.Objective, &s.Subjective, &s.Product, &s.Source} {
		*text = strings.TrimSpace(*text)
	}
	return s
}

// Check says what an entry lacks: its statement and field, and a remedy with
// product and day. Causes may still be found out; see Unclear.
func (s Shortcoming) Check() error {
	var list errs.List
	fits := func(field, text string) {
		if len(text) > longest {
			list = append(list, errs.New(errs.TooLarge, "shortcoming.text_long", "most", longest).In(field))
		}
	}
	need := func(field, text string) {
		if strings.TrimSpace(text) == "" {
			list = append(list, errs.New(errs.Invalid, "app.field_empty").In(field))
		}
		fits(field, text)
	}
	need("statement", s.Statement)
	need("field", s.Field)
	need("product", s.Product)
	need("due", string(s.Due))
	fits("objective", s.Objective)
	fits("subjective", s.Subjective)
	fits("source", s.Source)
	if s.Due != "" && s.Due < s.Year.Start() {
		list = append(list, errs.New(errs.Invalid, "shortcoming.due_before", "due", s.Due, "year", string(s.Year)).In("due"))
	}
	return list.OrNil()
}

// Unclear says what is not clear yet in an entry: causes, proof, who answers.
func (r Record) Unclear(vacant bool) (out []phrase.Phrase) {
	if r.Objective == "" && r.Subjective == "" {
		out = append(out, phrase.New("shortcoming.unclear_causes"))
	}
	if len(r.Grounds) == 0 && r.Source == "" {
		out = append(out, phrase.New("shortcoming.unclear_proof"))
	}
	if vacant {
		out = append(out, phrase.New("shortcoming.unclear_who"))
	}
	return out
}

// Years gives how many years the shortcoming is known for, with that of its
// register: 1 where it was found in it.
func (s Shortcoming) Years() int { return s.Year.Year() - s.First.Year() + 1 }

// Next gives the entry that a shortcoming goes on as in another unit's register
// of the year after: the same in all but its remedy's day, where one is given.
func (s Shortcoming) Next(unit id.ID, due period.Date) (Shortcoming, error) {
	next := s
	next.ID, next.From, next.Unit = "", s.ID, unit
	next.Year = s.Year.End().AddDays(1).Month().Cycle()
	if due != "" {
		next.Due = due
	}
	if next.Due < next.Year.Start() {
		return next, errs.New(errs.Invalid, "shortcoming.due_passed", "due", next.Due, "year", string(next.Year)).In("due")
	}
	return next, nil
}
