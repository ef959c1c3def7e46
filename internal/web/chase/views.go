package chase

import (
	"dondoc/internal/chase"
	"strconv"
	"time"

	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// Late is who is late with a month's figures or with tasks.
type Late struct {
	page.Frame
	Only                        string // that older chasers are not shown
	Sentence                    string
	Shut                        page.Link
	Others                      []page.Link // the other list, other months
	Send                        *page.Form
	Refused                     string // why nothing can be sent
	People                      []Person
	PeopleN                     int       // all of them; more than are shown
	Units                       []Unit    // the list by unit, each leading to its rows; none where all is of one
	UnitsN                      int       // all of them; more than are shown
	Whole                       page.Link // the whole list, where a part is shown
	Many                        string    // that the rows are too many to show, and where they are; "" where all are shown
	Heading                     string
	Next, NextUnits, MorePeople page.Link // the rest, where there is one
	Heads                       list.Heads
	Filters                     []list.Filter
	SheetURL                    string
	Rows                        []Row
	Tasks                       bool
	Sent                        []Sent
}

// Burden is what reporting a year costs a unit and those under it.
type Burden struct {
	page.Frame
	Lead     string
	Empty    bool // nothing was sent by the sheet this year
	Months   []string
	Rows     []Cost
	Left     int
	SheetURL string
	Twice    []Twice
}

// Cost is what a year costs one unit.
type Cost struct {
	Unit    page.Link
	Minutes []string // by month; "" where nothing was sent, "?" where nothing was measured
	Total   int
	Figures int
	Peak    int // the month that cost most, from 1; 0 for none
}

// Twice is what one unit is asked for under several documents.
type Twice struct {
	Unit string
	Asks []page.Link // the target, and the document behind it
	In   []string    // the documents
}

// Unit is what is late of one unit.
type Unit struct {
	page.Link
	Code                      string
	Days                      int
	N, Late, Returned, Untold Number
}

// Number is how many rows there are, with where they are.
type Number struct {
	N   int
	URL string
}

// Person is one who is told.
type Person struct {
	Name, Login string
	N           int
	URL         string
	Mail        bool
}

// Row is one thing that is late.
type Row struct {
	Thing    page.Link
	Unit     page.Link
	Holder   page.Holder
	Due      period.Date
	Days     int
	Returned bool
	Told     string // who; empty where there is nobody
}

// Sent is a chaser as the list of them has it.
type Sent struct {
	page.Link
	At      time.Time
	By      string
	N       int
	People  int
	Opened  int
	Unknown int // rows without anybody to tell
}

// Chaser is one chaser with whom it reached.
type Chaser struct {
	page.Frame
	Sentence string
	Note     string
	Rows     []Reached
}

// Reached is one person a chaser went to.
type Reached struct {
	Name, Login string
	N           int
	Mail        string
	MailAt      time.Time
	Opened      time.Time
}

// Notices is what the reader was told.
type Notices struct {
	page.Frame
	Rows    []Notice
	Only    string // that older ones are not shown
	New     int
	WishURL string
	AllURL  string // POST: all is read
}

// Notice is one thing the reader was told.
type Notice struct {
	URL   string // shows it
	Says  phrase.Phrase
	Parts []phrase.Phrase
	Note  string
	Where string
	At    time.Time
	New   bool
}

// One is a notice by itself, with what it is about.
type One struct {
	page.Frame
	Notice
	GoText string
	GoURL  string
	Items  []page.Link
	AllURL string
}

// Jobs is what runs by itself.
type Jobs struct {
	page.Frame
	States []page.Link
	Rows   []Job
	Rule   *page.Form
}

// Job is one of them.
type Job struct {
	LaterURL string // of a file that is taken in
	URL      string
	Kind     string
	Name     string // of the kind
	State    string
	RunAt    time.Time
	Ended    time.Time
	Attempts int
	Done     int
	Total    int
	Error    string
	Retry    bool
	Cancel   bool
	Stopping bool
}

func itoa(n int) string { return strconv.Itoa(n) }

// Wish is how one wants to be told, and by which browsers.
type Wish struct {
	page.Simple
	Browsers []chase.Browser
	Key      string // of the house, which a browser asks for
	Worker   string
	Script   string
}
