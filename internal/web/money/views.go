package money

import (
	"dondoc/internal/chart"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// Capital is a unit's public-investment year.
type Capital struct {
	page.Frame
	Sentence string
	Closing  []string // what closes when, with its rule
	Rates    []Rate
	Chart    *chart.Drawing
	By       string // what the line of the plan rests on
	End      string // where the year will end, and how that is worked out
	Only     string // which of the projects are shown, where not all
	All      page.Link
	Counts   []page.Link // of the grades
	Rows     []Row
	Heads    list.Heads
	SheetURL string // the list as a file
	Actions  []page.Link
	Waiting  page.Link // what is entered and not approved yet
	Lock     string
}

// Rate is money paid by one named denominator.
type Rate struct{ Of, Paid, Plan, Percent string }

// Row is one project.
type Row struct {
	Project  page.Link
	Investor string
	Who      page.Holder
	Plan     string
	Paid     string
	Advance  string // of it
	Percent  string
	Forecast string // "khoảng 8,2 (7,1–8,9)"
	Grade    string // watch, warning
	Why      string
	Warned   []string
	Works    string    // how far the works are
	Explain  page.Link // where a reason is asked for
	Above    []string  // payments above the plan, with their reasons
}

// Pictures is a year's money by unit, programme and source, each picture with
// the table behind it.
type Pictures struct {
	page.Frame
	Lead    string
	Waiting page.Link // what is entered and not approved yet
	Back    page.Link
	Parts   []Picture
}

// Results is what support of production came to beside its money.
type Results struct {
	page.Frame
	Lead     string
	Heads    list.Heads
	SheetURL string
	Rows     []ResultLine
}

// ResultLine is one project's support of one crop: each figure with what there is
// of it for each tỷ đồng.
type ResultLine struct {
	Project                  page.Link
	Investor, Crop, On, Paid string
	Target                   page.Link
	Figures                  [][2]string // hectares, households, cooperatives
}

// Summed is a year taken together, one level of it.
type Summed struct {
	page.Frame
	Lead    string
	Waiting page.Link // what is entered and not approved yet
	Rates   []Rate
	By      string
	Others  []page.Link
	Table   Table
	More    page.Link
	Months  Table
}

// Picture is one picture with its table.
type Picture struct {
	Title, Note string
	Drawing     *chart.Drawing
	Table       Table
}

// Reconciled is our money held against a statement.
type Reconciled struct {
	page.Frame
	Lead    string
	Table   Table
	Kept    Table // every statement of the year
	Actions []page.Link
	Note    string
}

// Project is one project.
type Project struct {
	page.Frame
	Facts    []Fact
	Years    []Year
	Actions  []page.Link
	Amended  []page.Amended
	Warned   []string // what should be looked at
	Works    []Table  // progress, contracts, steps
	WorkActs []page.Link
}

// Fact is a line of what is known of a project.
type Fact struct {
	Name, Text string
	Links      []page.Link
}

// Year is a capital year of a project.
type Year struct {
	Title     string
	Lock      string // closed, or reopened: by whom and why
	Waiting   string // what is not approved yet
	Rates     []Rate
	Plans     []Plan
	Payments  []Payment
	Schedules []Scheduled
	Said      []Table
}

// Line is what plan lines and vouchers have in common on a page.
type Line struct {
	Gone   bool   // withdrawn, or returned: it does not count
	State  string // where it does not simply stand
	Trail  []page.Step
	Acts   []page.Link
	Amount string
}

// Plan is a line of a plan.
type Plan struct {
	On, Kind, Setter, Source, Decision string
	Line
}

// Payment is a voucher.
type Payment struct {
	On, Kind, Source, Voucher, Reason string
	Files                             []page.Link
	Line
}

// WaitingList is the vouchers that wait for a step, with what may be done with
// several at once.
type WaitingList struct {
	page.Frame
	Rows     []WaitingRow
	Action   string
	Steps    []page.Button // that who looks may take with those ticked
	Problems []page.Problem
	Reason   string
	Only     string    // what the list is narrowed to
	All      page.Link // the list without that
	More     page.Link // the rest, where there are more than are shown
}

// WaitingRow is one voucher.
type WaitingRow struct {
	ID      string
	Ticks   bool // who looks may take some step with it
	Project page.Link
	Payment
}

// Table is a table of texts; the first cell of a row heads it.
type Table struct {
	Title string
	Head  []string
	Num   map[int]bool // the columns of numbers
	Full  map[int]bool // those of sentences, as broad as the screen on a small one
	Rows  [][]Cell
	Empty string // said where there are no rows
}

// Cell is one text of a table with what leads on from it.
type Cell struct {
	Text  string
	Under string
	Gone  bool // struck out
	Links []page.Link
	Acts  []page.Link // what can be done with it; not on paper
}

// Scheduled is a plan month by month against what was paid, with its score.
type Scheduled struct {
	Table
	Score string
}
