package people

import (
	"time"

	"dondoc/internal/chart"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// Units is the tree of units as it stood on a day.
type Units struct {
	page.Frame
	On        period.Date
	FormURL   string // GET with the day and the search
	Search    string
	Rows      []UnitRow // parents before children
	NewURL    string
	FileURL   string
	PeopleURL string      // to take in a list of people
	MapURL    string      // to reorganise
	Links     []page.Link // to the other pages of administration
	Heads     list.Heads
	Filters   []list.Filter
	SheetURL  string
}

// UnitRow is one unit of the tree.
type UnitRow struct {
	Name     string
	URL      string
	Code     string
	Kind     string // commune, department, …
	Depth    int
	Head     page.Holder
	Tally    phrase.Phrase // "26/34"; zero where the unit has no targets
	BoardURL string
	Ended    period.Date // when the unit no longer stands
}

// Unit is one unit: what it is called, its posts, who heads it.
type Unit struct {
	page.Frame
	Name        string
	Code        string
	Official    string
	Kind        string
	Parent      page.Link
	On          period.Date
	Head        page.Holder
	Versions    []Version
	Posts       []Post
	Children    []page.Link
	From, Into  []Succeeded // the units it was formed of, and those it went into
	BoardURL    string
	Tenures     chart.Tenures
	Appointings []Appointment // newest first
	Amended     []page.Amended
	Actions     []page.Link
	Files       string // how much of its room for files is taken
}

// Succeeded is a unit that one came of or went into.
type Succeeded struct {
	Unit     page.Link
	On       period.Date
	Part     bool
	Decision string
}

// Version is what the unit was for a stretch of dates.
type Version struct {
	Range    period.Range
	Name     string
	Kind     string
	Parent   string
	Decision string
	FixURL   string // where a mistake in it is put right
}

// Post is a post of the unit and who holds it on the day.
type Post struct {
	Title      string
	Head       bool
	Holders    []page.Holder
	AppointURL string
	HandURL    string // hand over
	FixURL     string // put a mistake right
	UndoURL    string // take back what was made by mistake
}

// Appointment is one tenure.
type Appointment struct {
	Person   page.Link
	Invented bool
	Post     string
	Unit     page.Link
	Capacity string
	Range    period.Range
	Decision string
	EndURL   string
	FixURL   string
	UndoURL  string
}

// Person is one head's page: everything tied to the person in a tenure.
type Person struct {
	page.Frame
	Name     string
	Invented bool
	Tenures  []Appointment
	Line     chart.Tenures
	Tally    Tally
	Posts    []Held
	HandOver []HandOver
	Actions  []page.Link
	URL      string // of the page
	Word     string // that the targets are narrowed to; "" for all
}

// wordURL is the page with the targets that stand by one word.
func (v Person) wordURL(word string) string { return href.With(v.URL, "stand", word) }

// Tally is the score with its arithmetic: over the targets of the tenure.
type Tally struct {
	Total, Reached int
	Counts         []WordCount
	How            phrase.Phrase
}

// WordCount is how many targets stand, or stood, by one word; see target.Words.
type WordCount struct {
	Word string
	N    int
}

// Held is a post the person holds or held in the cycle, with its targets.
type Held struct {
	Post    string
	Unit    page.Link
	Range   period.Range
	Targets []HeldTarget
	Tasks   []HeldTask
	Coming  []HeldComing
}

// HeldComing is a target that a post will answer for from a day to come.
type HeldComing struct {
	page.Link
	From   period.Date
	Reason string
}

// HeldTask is a task that was to be done in a post.
type HeldTask struct {
	page.Link
	Status, Text, Why string
}

// HeldTarget is a target answered for in a post.
type HeldTarget struct {
	Ordinal  string
	Name     string
	URL      string
	Plan     string
	Actual   page.Figure
	Percent  string
	Class    string
	Statuses []string
	Part     phrase.Phrase // "T7–T12/2023" when answered for part of the cycle
}

// HandOver is what changed hands on a day.
type HandOver struct {
	On       period.Date
	Post     string
	Unit     string
	From     page.Link
	To       page.Link
	Decision string
	Recorded time.Time
	Figures  []Handed
}

// Handed is the state of one target on the day of a hand-over.
type Handed struct {
	Target page.Link
	Actual string
	Plan   string
	Class  string
}
