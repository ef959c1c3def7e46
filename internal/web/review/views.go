package review

import (
	register "dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// List is the reviews of a unit and those under it in a period.
type List struct {
	page.Frame
	Sentence string
	Views    []page.Link // reviews, and the commendations that follow
	Periods  []page.Link
	Rows     []Row
	Heads    register.Heads
	Filters  []register.Filter
	SheetURL string
	Caps     []string
	Guards   []string
	Gaps     []string // times without a head
}

// Row is one collective or head.
type Row struct {
	Name   page.Link
	Under  string // the unit of a head, or what a collective is
	Stage  string
	Points string
	Level  string
	Own    bool
}

// Proposal is what the rules say, with the whole arithmetic.
type Proposal struct {
	page.Frame
	Sentence string
	Lead     []string
	Tenures  []page.Link
	Actions  []page.Link
	Parts    []Part
	Lines    []Line
	Asks     []page.Link
	Changes  []page.Link
	Guards   []Guard
	Work     []Work
	Since    []page.Link
	Steps    []Step
	Said     []Comment // on the level, or on a field that is gone
	Comments int       // of all fields
	Note     string
}

// Part is a part of the points with its arithmetic.
type Part struct {
	ID, Name, Points, Max, How string
	Said                       []Comment
}

// Comment is what somebody said of one field.
type Comment struct{ By, On, Text string }

// Line is one rule with its answer.
type Line struct {
	ID, Level, Says, Figure, State, Mark, Source string

	Said []Comment

	OfWork bool        // its rows stand in the table of work
	Rows   []page.Link // what a count counts, where that is no work
}

// Guard is a sign of the disease of achievement, with its rows.
type Guard struct {
	Text string
	Rows []Signed
}

// Signed is one row of a guard.
type Signed struct {
	Link page.Link
	Said string // what makes it a sign
}

// Work is one target or task that counts.
type Work struct {
	ID      string
	Said    []Comment
	Name    page.Link
	Word    string
	Percent string
	Counts  string
	Own     bool
}

// Step is one step that was taken.
type Step struct{ On, Step, By, Level, Result, Reason string }
