// Package target keeps targets and what became of them: who set them for which
// unit, their revisions, the figures reported, verified and approved. It
// accumulates figures over the months of a cycle and over units, allots and
// restates, looks ahead, and says how a target stands. What a wording means and
// how a result is judged by it is package criterion.
package target

import (
	"slices"
	"strconv"
	"time"

	"dondoc/internal/amend"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// AnsweredBy gives the posts that answered for the target over time, in order:
// one without end or beginning where nobody changed it.
func (t Target) AnsweredBy() []org.Appointment {
	out := []org.Appointment{}
	until := period.Forever
	post := t.Post
	for _, r := range slices.Backward(t.Revisions) {
		if r.Amended == nil || r.Amended.From == "" {
			continue
		}
		out = append(out, org.Appointment{Post: post, Range: period.Range{From: r.Amended.From, To: until}})
		until = r.Amended.From
		_, post = t.Answering(until.AddDays(-1))
	}
	out = append(out, org.Appointment{Post: post, Range: period.Range{To: until}})
	slices.Reverse(out)
	return out
}

// Setter says who set a target for a unit; the same result may be held against two setters.
type Setter string

// The setters.
const (
	OwnCouncil Setter = "own"      // the unit's own council or party committee
	Superior   Setter = "superior" // the level above
)

// Document is the resolution or decision that sets targets.
type Document struct {
	ID       id.ID
	Unit     id.ID // the unit whose targets it sets
	Cycle    period.Cycle
	Number   string // "12-NQ/HU", "45/NQ-HĐND"
	Issuer   string
	IssuedOn period.Date
	Title    string
	Invented bool        // made up for sample data, and shown as such
	Kind     string      // nghị quyết, quyết định, …; "" where nobody said
	Level    Level       // whose it is
	TermFrom period.Date // what it holds for, where it says so
	TermTo   period.Date
}

// Entries gives what names a document, as it may be put right.
func (d Document) Entries() amend.Fields {
	return amend.Fields{"number": d.Number, "issuer": d.Issuer, "issued_on": string(d.IssuedOn), "title": d.Title, "doc_kind": d.Kind,
		"level": string(d.Level), "term_from": string(d.TermFrom), "term_to": string(d.TermTo)}
}

// Entered gives the document with some of its entries as given.
func (d Document) Entered(some amend.Fields) Document {
	for name, v := range some {
		switch name {
		case "number":
			d.Number = v
		case "issuer":
			d.Issuer = v
		case "issued_on":
			d.IssuedOn = period.Date(v)
		case "title":
			d.Title = v
		case "doc_kind":
			d.Kind = v
		case "level":
			d.Level = Level(v)
		case "term_from":
			d.TermFrom = period.Date(v)
		case "term_to":
			d.TermTo = period.Date(v)
		}
	}
	return d
}

// Level says whose a document is, for the body that keeps it.
type Level string

// The levels.
const (
	OwnLevel      Level = "own"
	SuperiorLevel Level = "superior"
)

// Target is an indicator that a unit is to reach in a cycle, as one setter set it.
type Target struct {
	ID            id.ID
	Unit          id.ID
	Cycle         period.Cycle
	Document      id.ID
	Indicator     id.ID // what is measured, the same over the years and down the tree
	Parent        id.ID // the target this one was allotted from; none for a resolution's own
	PartOf        id.ID // the target of the same list under which it stands; a part does not count in the list's number
	Setter        Setter
	Place         int    // order in the list, from 1
	Label         string // the number as printed: "1", "1a", "2.3"
	Field         string // lĩnh vực, as the resolution groups them
	Name          string
	UnitOfMeasure string
	Direction     criterion.Direction
	Accumulation  Accumulation
	AnswerUnit    id.ID // the unit that answers for it
	Post          id.ID // the post in that unit; its holder on the day is the person who answers
	Illustrative  bool  // the plan is made up for sample data, and is shown as such
	Source        string
	Revisions     []Revision // in order; the first is never overwritten
}

// Current gives the revision in force, or the zero Revision when none was known.
func (t Target) Current() Revision {
	if len(t.Revisions) == 0 {
		return Revision{}
	}
	return t.Revisions[len(t.Revisions)-1]
}

// Leaning gives which way is better of the target's figures, as far as it is
// known: as it was entered, else as the present reading has it.
func (t Target) Leaning() criterion.Direction {
	c := t.Current().Criterion
	if known := t.Direction == criterion.Higher || t.Direction == criterion.Lower; !known && c.Leans() && (c.Direction == criterion.Higher || c.Direction == criterion.Lower) {
		return c.Direction
	}
	return t.Direction
}

// AsKnown gives the target with only the revisions made before the instant,
// and false when it had none yet or was taken out of the list. A zero instant
// means now. So the number of targets of a list is that of its version.
func (t Target) AsKnown(before time.Time) (Target, bool) {
	if before.IsZero() {
		return t, len(t.Revisions) > 0 && !t.Current().Dropped
	}
	n := 0
	for n < len(t.Revisions) && t.Revisions[n].At.Before(before) {
		n++
	}
	for _, later := range slices.Backward(t.Revisions[n:]) {
		if later.Amended != nil {
			t = t.Entered(later.Amended.Before)
		}
	}
	t.Revisions = t.Revisions[:n]
	return t, n > 0 && !t.Current().Dropped
}

// Entries gives what is said of a target beside its wording, as it may be amended.
func (t Target) Entries() amend.Fields {
	return amend.Fields{"name": t.Name, "uom": t.UnitOfMeasure, "label": t.Label, "place": strconv.Itoa(t.Place), "field": t.Field,
		"setter": string(t.Setter), "direction": string(t.Direction), "accumulation": string(t.Accumulation),
		"answer_unit": string(t.AnswerUnit), "post": string(t.Post), "source": t.Source, "indicator": string(t.Indicator)}
}

// Entered gives the target with some of its entries as given.
func (t Target) Entered(some amend.Fields) Target {
	for name, v := range some {
		switch name {
		case "name":
			t.Name = v
		case "uom":
			t.UnitOfMeasure = v
		case "label":
			t.Label = v
		case "place":
			t.Place, _ = strconv.Atoi(v) // written by Entries
		case "field":
			t.Field = v
		case "setter":
			t.Setter = Setter(v)
		case "direction":
			t.Direction = criterion.Direction(v)
		case "accumulation":
			t.Accumulation = Accumulation(v)
		case "answer_unit":
			t.AnswerUnit = id.ID(v)
		case "post":
			t.Post = id.ID(v)
		case "source":
			t.Source = v
		case "indicator":
			t.Indicator = id.ID(v)
		}
	}
	return t
}

// Answering gives the unit and the post that answered for the target on a day:
// a change of who answers holds from its day.
func (t Target) Answering(day period.Date) (unit, post id.ID) {
	for _, r := range slices.Backward(t.Revisions) {
		if r.Amended != nil && r.Amended.From > day {
			t = t.Entered(r.Amended.Before)
		}
	}
	return t.AnswerUnit, t.Post
}

// Revision is the wording of a target from some moment on.
type Revision struct {
	No        int // from 1
	Wording   string
	Criterion criterion.Criterion
	Baseline  *measure.Decimal // where the wording speaks of a change
	Document  id.ID
	Reason    string
	Confirmed bool              // a person confirmed that the criterion is what the wording means
	Options   criterion.Options // how it is judged where practice differs
	Dropped   bool              // from here on the target is no longer in the list; Reason and Document say why
	By        id.ID
	ByName    string
	At        time.Time

	Amended *amend.Amendment // what it puts right or changes of the target's entries; nil where it does not
}

// Answered gives the unit and post that answered before the revision, where it
// changes either.
func (r Revision) Answered() (unit, post id.ID) {
	if r.Amended == nil {
		return "", ""
	}
	return id.ID(r.Amended.Before["answer_unit"]), id.ID(r.Amended.Before["post"])
}

// Reworded is the revision that follows when the wording changes and nothing
// else: the baseline, how it is judged and whether it is listed stay.
func (r Revision) Reworded(wording string, c criterion.Criterion) Revision {
	next := r
	next.No, next.Wording, next.Criterion = r.No+1, wording, c
	next.Reason, next.Confirmed, next.By, next.ByName, next.At, next.Amended = "", false, "", "", time.Time{}, nil
	return next
}

// Assess judges a result by the revision: by its criterion, read in its way.
func (r Revision) Assess(a *criterion.Actual) criterion.Assessment {
	return criterion.Assess(r.Criterion, a, r.Options)
}

// Reserve is what an allotment keeps back, and why its parts need not make the whole.
type Reserve struct {
	Target  id.ID
	No      int
	Reserve measure.Decimal
	Reason  string
	ByName  string
	At      time.Time
}

// Observation is one reported figure. It is never changed; what happens to it
// is its Steps.
type Observation struct {
	ID           id.ID
	Seq          int64 // place in the known order of everything
	Target       id.ID
	Month        period.Month
	Text         string // as written
	Actual       criterion.Actual
	Cumulative   bool // year to date as reported, else within the month
	Final        bool // chính thức, else ước
	Note         string
	Source       string
	Illustrative bool
	By           id.ID
	ByName       string
	At           time.Time
	Steps        []StepTaken
	Evidence     []Evidence
}

// StepTaken is one step of the approval of an observation.
type StepTaken struct {
	No     int
	Step   approval.Step
	State  approval.State // after the step
	Reason string
	By     id.ID
	ByName string
	At     time.Time
}

// StateAt gives where the observation stood just before the instant; a zero
// instant means now. It gives "" when nothing was known of it then.
func (o *Observation) StateAt(before time.Time) approval.State {
	var state approval.State
	for i := range o.Steps {
		if s := &o.Steps[i]; before.IsZero() || s.At.Before(before) {
			state = s.State
		}
	}
	return state
}

// State gives where the observation stands.
func (o *Observation) State() approval.State { return o.StateAt(time.Time{}) }

// Past gives the steps as the state machine wants them.
func (o *Observation) Past() []approval.Past {
	past := make([]approval.Past, len(o.Steps))
	for i, s := range o.Steps {
		past[i] = approval.Past{Step: s.Step, By: s.By}
	}
	return past
}

// Evidence is a file that shows a figure is true. Content is loaded on demand.
type Evidence struct {
	ID          id.ID
	Observation id.ID
	Name        string
	MediaType   string
	Size        int64
	SHA256      string // hex
}

// Confirmation is a person's word on a class: the computed proposal, what they
// confirmed, and why where the two differ. Both are kept.
type Confirmation struct {
	Target    id.ID
	No        int
	Proposed  criterion.Class
	Confirmed criterion.Class
	Reason    string
	By        id.ID
	ByName    string
	At        time.Time
}
