package shortcomings

import (
	"dondoc/internal/phrase"
	lists "dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// List is a unit's register of a year: the sentence, the counts, the rows.
type List struct {
	page.Frame
	Sentence string
	Counts   []Count
	Left     page.Link // entries of years before that nobody carried over; no text where there are none
	Fields   []page.Option
	Units    []page.Option
	Hidden   []page.Field // of the form with the filters
	Below    bool
	FormURL  string
	ClearURL string
	Filtered bool
	Rows     []Row
	N        int    // entries asked for, on this page and the others
	Part     string // which of them these are
	Next     page.Link
	Actions  []page.Link
	First    page.Link // the way to a first entry
	Heads    lists.Heads
	Files    []page.Link // the list as files
	Sorted   bool        // by a column: the fields no longer stand together
}

// Count is how many entries stand one way; it leads to them.
type Count struct {
	Text string
	N    int
	URL  string
	Here bool
	Mark string // class of the text
}

// Row is one entry.
type Row struct {
	URL        string
	Field      string
	Statement  string
	Since      string // "từ năm 2022, năm thứ 3"
	Register   string // whose register, where that is another unit's
	Grounds    int
	Objective  string
	Subjective string
	Who        page.Holder
	Product    string
	Due        string
	State      string
	Mark       string
	Late       string
	Invented   bool
}

// Proposals are rows that may prove shortcomings.
type Proposals struct {
	page.Frame
	Rows  []Proposal
	Notes []string
}

// Proposal is one of them, and the way to raise it or to what it proves already.
type Proposal struct {
	Ground
	Said string
	Who  page.Holder
	Act  page.Link
}

// Ground is a row that proves a shortcoming.
type Ground struct {
	Kind, Asked, Got, Stand string
	Row                     page.Link
}

// Shortcoming is one entry with what happened to it and what may be done now.
type Shortcoming struct {
	page.Frame
	Row
	Unit    page.Link
	Confirm string // who says that it is remedied
	Source  string
	Unclear []phrase.Phrase
	Proof   []Ground
	Lineage []page.Link // the entries before and after it
	Forms   []StepForm
	Events  []Event
	Mend    []page.Link
}

// StepForm asks for what a step needs.
type StepForm struct {
	Title string
	Form  page.Form
}

// Event is one step that was taken.
type Event struct {
	What, On, Text, By, At string
	Amended                *page.Amended
	Files                  []page.Link
}

// Violations is a unit's register of a year, beside the year before.
type Violations struct {
	page.Frame
	Sentence string
	Compared []Compared
	Head     [2]string // the two years, with their days
	Feeds    []Feed
	Counts   []Count
	Rows     []Violation
	Actions  []page.Link
	First    page.Link
}

// Compared is a kind in two years.
type Compared struct {
	Name                             page.Link
	Now, Before, More, People, Other string
}

// Feed is a target that takes its count from the register, or might.
type Feed struct {
	Target  page.Link
	Kinds   string
	Count   string
	Said    string
	Differs bool
	Forms   []FeedForm
}

// FeedForm is one button with what it sends.
type FeedForm struct {
	Action, Target, Kind, Month, Do, Text string
}

// Violation is one case.
type Violation struct {
	URL, On, Kind, Unit, Place, What string
	Counts                           string
	Handling                         string
	Pending, Invented                bool
	Struck                           string
}

// ViolationPage is one case with what was put right in it.
type ViolationPage struct {
	page.Frame
	Violation
	Source  string
	By      string
	Amended []page.Amended
	Actions []page.Link
}
