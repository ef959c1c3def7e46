// Package task is what a superior's document or a leader's instruction asks to
// be done: one lead, any number of coordinating units, a product, a deadline.
// It says how a task stands on a day by the rules of follow-up, who leads it,
// what is unclear in it, and what becomes of it when units change. What happens
// to a task is its events; nothing is overwritten.
package task

import (
	"time"

	"dondoc/internal/amend"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Directive is an instruction given at a meeting, in a speech or by letter.
type Directive struct {
	ID       id.ID
	Unit     id.ID // the body that keeps it and follows it up
	Speaker  string
	Post     string // of the speaker, as said
	Occasion string
	On       period.Date
	Text     string
	Invented bool
	ByName   string
	At       time.Time
}

// Task is one thing to be done.
type Task struct {
	ID         id.ID
	Unit       id.ID // the body that gave it out and follows it up
	Document   id.ID // what it comes from: a document, and the provision in it,
	Provision  string
	Directive  id.ID // or a directive
	Group      id.ID // tasks fanned out from one line share it
	Parent     id.ID // the task it is part of
	Place      int
	Label      string // as printed: "14."
	Field      string // heading it stands under
	Programme  string // national target programme it serves, as projects name it
	Name       string // what is to be done, as written
	Product    string
	Authority  string // thẩm quyền: who decides on the product
	Lead       id.ID  // the unit that leads; none while it is not known
	LeadText   string // as written
	Post       id.ID  // the head's post in it
	Partners   []Partner
	Deadline   period.Deadline
	First      period.Date // the last day as first given; never overwritten
	Every      string      // of a recurring task: year, half_year, quarter, month
	FollowedBy string      // người theo dõi
	Source     string
	By         id.ID
	ByName     string
	At         time.Time
}

// Partner is a coordinating unit with its own part and day.
type Partner struct {
	Unit id.ID // none while it is not known
	Text string
	Part string
	Due  period.Date
}

// Step is something that happens to a task.
type Step string

// The steps.
const (
	Start    Step = "start"
	Progress Step = "progress" // a word on how it stands, with evidence
	Done     Step = "done"     // the lead says it is done
	Accept   Step = "accept"   // who gave it out agrees
	Reject   Step = "reject"   // or sends it back, with a reason
	Pause    Step = "pause"
	Resume   Step = "resume"
	Withdraw Step = "withdraw"
	Ask      Step = "ask_extension"
	Grant    Step = "grant_extension"
	Refuse   Step = "refuse_extension"
	Move     Step = "move" // to another lead, with a record
	Comment  Step = "comment"
	Correct  Step = "correct" // of what is said of the task: a mistake is put right
)

// Event is one step taken.
type Event struct {
	No     int
	Step   Step
	On     period.Date // the day it is about: of Done, the day it was done
	Due    period.Date // of Ask and Grant: the day asked for or agreed
	From   id.ID       // of Move: the lead before
	To     id.ID       // of Move: the lead after
	Text   string      // reason, word, comment
	Files  []File      // evidence
	By     id.ID
	ByName string
	At     time.Time

	Amended *amend.Amendment // of Correct: what was put right
}

// File is evidence that was added with a step.
type File struct {
	ID        id.ID
	Name      string
	MediaType string
	Size      int64
	SHA256    string // in hex
}

// State is what the events come to.
type State struct {
	Started   bool
	DoneOn    period.Date // "" while it is not done
	Accepted  bool
	Paused    bool
	Withdrawn bool
	Due       period.Date // as agreed last; the first where no extension was granted
	Asked     *Event      // an extension asked for and not decided
	Granted   int         // extensions granted
	Refused   int
	Moves     int
}

// StateOf works out how a task stands from its events, in order.
func StateOf(t Task, events []Event) State {
	s := State{Due: t.First}
	for i, e := range events {
		switch e.Step {
		case Start, Progress:
			s.Started = true
		case Done:
			s.Started, s.DoneOn, s.Accepted = true, e.On, false
		case Accept:
			s.Accepted = true
		case Reject:
			s.DoneOn, s.Accepted = "", false
		case Pause:
			s.Paused = true
		case Resume:
			s.Paused = false
		case Withdraw:
			s.Withdrawn = true
		case Ask:
			s.Asked = &events[i]
		case Grant:
			s.Due, s.Asked = e.Due, nil
			s.Granted++
		case Refuse:
			s.Asked = nil
			s.Refused++
		case Move:
			s.Moves++
		}
	}
	return s
}
