package shortcoming

import (
	"slices"
	"strings"
	"time"

	"dondoc/internal/amend"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// State is how a shortcoming stands.
type State string

// The states, in the order they are listed.
const (
	Remedying State = "remedying" // đang khắc phục
	Awaiting  State = "awaiting"  // chờ xác nhận
	Remedied  State = "remedied"  // đã khắc phục
	Carried   State = "carried"   // chuyển năm sau
	Withdrawn State = "withdrawn" // raised by mistake, and taken back with a reason
)

// States lists the states in their order.
func States() []State { return []State{Remedying, Awaiting, Remedied, Carried, Withdrawn} }

// Valid says whether the state is one of the five.
func (s State) Valid() bool { return slices.Contains(States(), s) }

// Open says whether something is still to be done in the entry's own year.
func (s State) Open() bool { return s == Remedying || s == Awaiting }

// Step is something that happens to a shortcoming.
type Step string

// The steps.
const (
	Explain  Step = "explain"  // who answers gives the causes
	Progress Step = "progress" // a word on how the remedy stands
	Ask      Step = "ask"      // who answers asks for it to be closed, with evidence
	Confirm  Step = "confirm"  // another person sees that it is remedied
	Return   Step = "return"   // or sends it back, with a reason
	Carry    Step = "carry"    // it goes on to the next year
	Withdraw Step = "withdraw"
	Correct  Step = "correct" // a mistake in the entry is put right, with a reason
)

// Event is one step taken.
type Event struct {
	No     int
	Step   Step
	On     period.Date // the day it is about: of Ask, the day it was remedied
	Text   string
	To     id.ID // of Carry: the entry it goes on as
	Files  []File
	By     id.ID
	ByName string
	At     time.Time

	Amended *amend.Amendment // of Explain and Correct: what became other
}

// File is evidence that came with a step.
type File struct {
	ID        id.ID
	Name      string
	MediaType string
	Size      int64
	SHA256    string // in hex
}

// rules say where a step is taken from, where it leads to, and what it needs.
var rules = map[Step]struct {
	from     []State
	to       State // "" where it stays
	text     bool
	evidence bool
	causes   bool
}{
	Explain:  {from: []State{Remedying, Awaiting}},
	Progress: {from: []State{Remedying}, text: true},
	Ask:      {from: []State{Remedying}, to: Awaiting, text: true, evidence: true, causes: true},
	Confirm:  {from: []State{Awaiting}, to: Remedied},
	Return:   {from: []State{Awaiting}, to: Remedying, text: true},
	Carry:    {from: []State{Remedying}, to: Carried},
	Withdraw: {from: []State{Remedying, Awaiting}, to: Withdrawn, text: true},
	Correct:  {from: []State{Remedying}, text: true},
}

// StateOf works out how a shortcoming stands from its events, in order.
func StateOf(events []Event) State {
	s := Remedying
	for _, e := range events {
		if to := rules[e.Step].to; to != "" {
			s = to
		}
	}
	return s
}

// Steps gives the steps a state allows, in their order.
func (s State) Steps() (out []Step) {
	for _, step := range []Step{Explain, Progress, Ask, Confirm, Return, Carry, Correct, Withdraw} {
		if slices.Contains(rules[step].from, s) {
			out = append(out, step)
		}
	}
	return out
}

// Check says why a step cannot be taken with a shortcoming on a day: Conflict
// where its state does not allow it, Invalid where something it needs is missing.
func (r Record) Check(e Event, today period.Date) error {
	rule, known := rules[e.Step]
	switch {
	case !known:
		return errs.New(errs.Invalid, "shortcoming.step_unknown", "step", string(e.Step)).In("step")
	case !slices.Contains(rule.from, r.State):
		return errs.New(errs.Conflict, "shortcoming.step_not_now", "state", phrase.New("shortcoming.state_"+string(r.State))).In("step")
	}
	var list errs.List
	if rule.text && strings.TrimSpace(e.Text) == "" {
		list = append(list, errs.New(errs.Invalid, "shortcoming.needs_text_"+string(e.Step)).In("text"))
	}
	if rule.evidence && len(e.Files) == 0 {
		list = append(list, errs.New(errs.Invalid, "shortcoming.needs_evidence").In("files"))
	}
	if rule.causes && r.Objective == "" && r.Subjective == "" {
		list = append(list, errs.New(errs.Invalid, "shortcoming.needs_causes").In("objective"))
	}
	if e.On > today {
		list = append(list, errs.New(errs.Invalid, "shortcoming.day_ahead", "today", today).In("on"))
	}
	if e.Step == Ask && e.On != "" && e.On < r.First.Start() {
		list = append(list, errs.New(errs.Invalid, "shortcoming.day_before", "year", string(r.First)).In("on"))
	}
	if e.Step == Carry && today < r.Year.LastMonth().Start() {
		list = append(list, errs.New(errs.Invalid, "shortcoming.carry_early", "from", r.Year.LastMonth().Start()).In("step"))
	}
	return list.OrNil()
}

// RemediedOn gives the day it was remedied on, as it was asked and confirmed; ""
// while it is not.
func (r Record) RemediedOn() period.Date {
	if r.State != Remedied {
		return ""
	}
	for _, e := range slices.Backward(r.Events) {
		if e.Step == Ask {
			return e.On
		}
	}
	return ""
}

// Late gives by how many days the remedy is behind its day, or came after it; 0
// where it is not.
func (r Record) Late(today period.Date) int {
	day := today
	switch r.State {
	case Remedied, Awaiting:
		for _, e := range slices.Backward(r.Events) {
			if e.Step == Ask {
				day = e.On
				break
			}
		}
	case Carried:
		day = min(today, r.Year.End())
	case Withdrawn:
		return 0
	}
	if r.Due == "" || day <= r.Due {
		return 0
	}
	return int(day.Time().Sub(r.Due.Time()).Hours() / 24)
}

// Asked gives the last request that it be closed, and false where there is none.
func (r Record) Asked() (Event, bool) {
	for _, e := range slices.Backward(r.Events) {
		if e.Step == Ask {
			return e, true
		}
	}
	return Event{}, false
}

// Tally counts the entries of a register. Withdrawn ones are in no total.
type Tally struct {
	By      map[State]int `json:"by_state"`
	Total   int           `json:"total"`
	Late    int           `json:"late"`    // open and behind their day
	Earlier int           `json:"earlier"` // found in a year before
	Settled int           `json:"earlier_remedied"`
}

// Count tallies records as they stand on a day.
func Count(list []Record, today period.Date) Tally {
	t := Tally{By: map[State]int{}}
	for _, r := range list {
		t.By[r.State]++
		if r.State == Withdrawn {
			continue
		}
		t.Total++
		if r.State.Open() && r.Late(today) > 0 {
			t.Late++
		}
		if r.First < r.Year {
			t.Earlier++
			if r.State == Remedied {
				t.Settled++
			}
		}
	}
	return t
}

// Unremedied is how many entries were not remedied in their year.
func (t Tally) Unremedied() int { return t.Total - t.By[Remedied] }

// EarlierSettled says whether all that was found in earlier years is remedied;
// it is where nothing was found.
func (t Tally) EarlierSettled() bool { return t.Settled == t.Earlier }
