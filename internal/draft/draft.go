// Package draft is a unit's plan for a year before a resolution sets it: which
// targets of the year before go on and with what wording, which are dropped and
// why, and which are new. What it advises is said with its grounds and never
// taken by itself: the council sets targets.
package draft

import (
	"fmt"
	"strings"
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Choice is what becomes of a row.
type Choice string

// The choices.
const (
	Keep Choice = "keep" // goes on, with its wording for the year
	Drop Choice = "drop" // ends with the year before
	Add  Choice = "add"  // is new
)

// Row is one target of the draft.
type Row struct {
	Target        id.ID  `json:"target,omitempty"` // of the year before; none of what is new
	Choice        Choice `json:"choice"`
	Of            id.ID  `json:"of,omitempty"` // of what is new: the target of the year before that it becomes a part of
	Label         string `json:"label,omitempty"`
	Field         string `json:"field,omitempty"`
	Name          string `json:"name"`
	UnitOfMeasure string `json:"unit_of_measure,omitempty"`
	Wording       string `json:"wording,omitempty"` // the plan of the year; none of what is dropped
	Note          string `json:"note,omitempty"`    // why; what is dropped or asks for less needs one
	AnswerUnit    id.ID  `json:"answer_unit,omitempty"`
	Post          id.ID  `json:"post,omitempty"`
}

// Draft is a year's plan under preparation, out of one document of the year before.
type Draft struct {
	Unit    id.ID        `json:"unit"`
	Cycle   period.Cycle `json:"cycle"` // the year it is for
	From    id.ID        `json:"from"`  // the document of the year before
	Version int          `json:"version"`
	Rows    []Row        `json:"rows"`
	Opened  id.ID        `json:"opened,omitempty"` // the document that made it the year's plan
	ByName  string       `json:"by"`
	At      time.Time    `json:"at"`
}

// Check refuses rows that cannot be kept, each by its number, from 1: a choice
// that is none, a name that is missing, one target twice.
func (d Draft) Check() error {
	var list errs.List
	seen := map[string]int{}
	for i, r := range d.Rows {
		wrong := func(field, key string, namesAndValues ...any) {
			list = append(list, errs.New(errs.Invalid, key, append(namesAndValues, "row", i+1)...).In(fmt.Sprintf("rows.%d.%s", i+1, field)))
		}
		name := strings.TrimSpace(r.Name)
		key := string(r.Target)
		if key == "" {
			key = strings.ToLower(name)
		}
		switch {
		case r.Choice != Keep && r.Choice != Drop && r.Choice != Add:
			wrong("choice", "draft.choice_unknown", "choice", string(r.Choice))
		case (r.Choice == Add) != (r.Target == ""):
			wrong("choice", "draft.choice_misplaced", "name", name)
		case name == "":
			wrong("name", "draft.name_missing")
		case seen[key] > 0:
			wrong("name", "draft.twice", "name", name, "first", seen[key])
		}
		if seen[key] == 0 {
			seen[key] = i + 1
		}
	}
	return list.OrNil()
}

// Ready refuses a row that a plan cannot be made of: no wording, or a drop or a
// plan for less that nobody gave a reason for. Turn is how the row's plan stands to
// the one of the year before.
func (r Row) Ready(turn Turn) error {
	switch {
	case r.Choice != Drop && strings.TrimSpace(r.Wording) == "":
		return errs.New(errs.Invalid, "draft.wording_missing", "name", r.Name).In("wording")
	case r.Choice == Drop && strings.TrimSpace(r.Note) == "":
		return errs.New(errs.Invalid, "draft.drop_unexplained", "name", r.Name).In("note")
	case r.Choice == Keep && turn == Lowered && strings.TrimSpace(r.Note) == "":
		return errs.New(errs.Invalid, "draft.lowered_unexplained", "name", r.Name).In("note")
	}
	return nil
}

// Turn is how a plan stands to the one of the year before.
type Turn string

// The turns.
const (
	Same    Turn = "same"
	Raised  Turn = "raised"  // asks for more
	Lowered Turn = "lowered" // asks for less
	Other   Turn = "other"   // cannot be compared
)

// TurnOf compares two plans for the same: by the amount they ask for, in the
// direction that is better. Plans of another kind, measure or direction, and
// those that name no single amount, are not compared.
func TurnOf(before, after criterion.Criterion) Turn {
	if strings.EqualFold(strings.TrimSpace(before.Text), strings.TrimSpace(after.Text)) {
		return Same
	}
	was, is := before.PlanValue(), after.PlanValue()
	if was == nil || is == nil || before.Unsure || after.Unsure || before.Unit != after.Unit || before.Move != after.Move || before.Relative != after.Relative ||
		before.Levels != after.Levels || before.Direction != after.Direction || (before.Total == nil) != (after.Total == nil) || (before.Kind == criterion.Range) != (after.Kind == criterion.Range) {
		return Other
	}
	more := is.Cmp(*was)
	if before.Total != nil && before.Total.Cmp(*after.Total) != 0 {
		return Other
	}
	if more == 0 {
		if before.Kind == after.Kind && before.Compare == after.Compare && (before.High == nil || after.High != nil && before.High.Cmp(*after.High) == 0) {
			return Same
		}
		return Other
	}
	switch before.Direction {
	case criterion.Higher:
	case criterion.Lower:
		more = -more
	default:
		return Other
	}
	if more > 0 {
		return Raised
	}
	return Lowered
}
