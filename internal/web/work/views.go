package work

import (
	"dondoc/internal/app/desk"
	"dondoc/internal/chart"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/reason"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// List is a unit's tasks: the sentence, the counts, the rows.
type List struct {
	page.Frame
	known              period.Date // as known on; "" for now
	reader             *desk.Directory
	OnTime, Due, Total int
	Counts             []Count
	Search             string
	Hidden             []page.Field
	FormURL            string // GET with the search
	Rows               []Row
	Heads              list.Heads
	Filters            []list.Filter
	Shown              int
	Filtered           bool
	ClearURL           string
	NextURL            string
	Actions            []page.Link
	BulkURL            string // where a step with several is posted; "" where none may be taken
	Steps              []page.Option
	AllURL             page.Link   // ticks all that are shown, or none
	Saved              []Saved     // the reader's own filters
	SaveURL            string      // "" where there is nothing to keep
	Address            string      // of the list as it is
	Files              []page.Link // the list as Excel and Word
	Views              []page.Link // list, board, calendar, timeline
	Board              bool
	Columns            []Column
	Calendar           *Calendar
	Timeline           *Timeline
}

// Saved is a filter that the reader keeps.
type Saved struct {
	page.Link
	ID string
}

// Column is the tasks that stand one way; its count leads to all of them.
type Column struct {
	Count
	Rows []Row
	More int // beyond Rows
}

// Calendar is the tasks due in a month.
type Calendar struct {
	Title         string
	Before, After page.Link
	Weekdays      []string // Monday first
	Weeks         [][]Day
}

// Day is one day of a calendar; No is "" before the month's first and after its last.
type Day struct {
	No, Name string
	Today    bool
	Rows     []Row
}

// Timeline is tasks as bars from when they began to when they are due.
type Timeline struct{ Rows []Bar }

// Bar is one task of a timeline.
type Bar struct {
	Row
	From    period.Date
	Picture chart.Drawing
}

// Count is how many tasks stand one way; it leads to them.
type Count struct {
	Status string
	Text   string
	N      int
	URL    string
	Here   bool
}

// Row is one task of the list.
type Row struct {
	ID               string
	Label, Name, URL string
	Field            string
	Lead             page.Holder
	LeadText         string // where no unit is known
	Deadline         string // as written
	Due              period.Date
	First            period.Date // where it is not Due
	Status, Text     string
	Why              phrase.Phrase
	Asked            bool
	Reason           *reason.Reason // why it is late, where somebody said
	Unsaid           bool           // it runs late and nobody said why
	Picked           bool           // ticked for a step with several
}

// Task is one task.
type Task struct {
	page.Frame
	Row
	Giver     page.Link
	Origin    []page.Link
	Provision string
	Product   string
	Authority string
	Programme string
	Partners  []Partner
	Unclear   []phrase.Phrase
	Parts     []Row
	Events    []Event
	Forms     []StepForm
	PartURL   string // where a part of it is given out
	Asked     []page.Request
	Mend      []page.Link
	Reasons   []reason.Reason // why it was late, the newest first
	ReasonURL string          // where that is said, for who may
}

// Request is one request of a body, with what the reader may say to it.
type Request struct {
	page.Frame
	Request []page.Request
	Forms   []page.Form
}

// Bulk asks once more before a step is taken with several tasks.
type Bulk struct {
	page.Frame
	Rows []Row
	Form page.Form
}

// Partner is a coordinating unit.
type Partner struct {
	Name, Part string
	Due        period.Date
}

// Event is one thing that happened to a task.
type Event struct {
	What string
	On   period.Date
	More string // new day, units
	Text string
	By   string
	At   string

	Files   []page.Link   // evidence
	Amended *page.Amended // of a correction
}

// StepForm is a step the reader may take.
type StepForm struct {
	Title string
	Form  page.Form
}
