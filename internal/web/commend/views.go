package commend

import "dondoc/internal/web/kit/page"

// List is a body's commendations of a year.
type List struct {
	page.Frame
	Sentence   string
	Rules      string
	Note       string
	Received   page.Field
	Address    string
	Views      []page.Link
	Actions    []page.Link
	Papers     []page.Link
	Register   []Row
	Candidates []Candidate
	Staff      bool   // with those who are no heads
	Part       string // which of all these are, where they are not all
	Pages      []page.Link
	Caps       []string
	Holds      []Hold
	Sees       bool // candidates and what holds them up
	Past       bool // without candidates
}

// Row is one nomination.
type Row struct {
	Name     page.Link
	Under    string
	Award    string
	Stage    string
	Mark     string
	Decision string
	Dong     string
	Level    string
}

// Candidate is one who may be put forward, with the awards by what the rules say.
type Candidate struct {
	Name  string
	Under string
	Level page.Link
	Open  string // an open matter
	Can   []string
	Asks  []string
	Not   []Reasoned
	Act   page.Link
}

// Reasoned is an award with why it is not to be had.
type Reasoned struct {
	Award   string
	Reasons []string
}

// Hold is a matter that is open or over.
type Hold struct {
	Who, Rule, From, Text, Over string

	Act page.Link
}

// Nominate is a candidate with every condition, and the form of one award.
type Nominate struct {
	page.Frame
	Sentence string
	Post     string
	Rules    string
	Note     string
	Open     []string
	Level    page.Link
	Awards   []Award
	Others   []page.Link
	Actions  []page.Link
	Form     *page.Form
}

// Award is one title or form with its conditions.
type Award struct {
	Name  string
	Terms []string // who decides, the vote, the cap, the money
	State string
	Mark  string
	Lines []Line
	Act   page.Link
}

// Line is one condition and what came of it.
type Line struct {
	Says, State, Mark, Figure, Source string

	Rows []page.Link // where the figure stands
}

// File is one nomination with all its steps.
type File struct {
	page.Frame
	Sentence string
	Facts    [][2]string
	Citation string
	Award    Award
	Steps    []Step
	Actions  []page.Link
}

// Step is one step that was taken.
type Step struct{ Step, By, On, Says string }
