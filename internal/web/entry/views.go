package entry

import (
	"dondoc/internal/app/months"
	"time"

	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// Report is the form for one figure of one month.
type Report struct {
	page.Frame
	Target     page.Link
	Wording    string
	Unit       string
	Month      period.Month
	Months     []page.Link // other months of the cycle
	Due        period.Date
	Plan       string
	LastYear   string
	LastMonth  string // cumulative to the month before
	Earlier    []Earlier
	Reopened   phrase.Phrase // who reopened the period, why, until when; zero otherwise
	Returned   *page.Step    // why the figure came back
	Form       page.Form     // value, kind, cumulative, note, evidence, save draft, submit
	Understood Understood
}

// Earlier is a figure already reported for the same month.
type Earlier struct {
	Value, Kind, State string
	At                 time.Time
	By                 string
}

// Understood is what was read from a typed value. Rendered alone (Fragment) it
// answers the preview of swap.js.
type Understood struct {
	Lang     i18n.Lang
	Value    string        // "24 tỷ 472 triệu đồng"
	Explain  phrase.Phrase // "24,472/23 tỷ đồng = 106,4 %"
	Class    string        // what the board would show, as target.Words; may be empty
	Aside    phrase.Phrase // clauses that explain the figure and are not judged
	Track    phrase.Phrase // within the year: what it is judged by
	Asks     []phrase.Phrase
	Warnings []phrase.Phrase
	Problem  *page.Problem
}

// Grid is the sheet of a unit's month: a row per target.
type Grid struct {
	page.Frame
	Month    period.Month
	Months   []page.Link
	Due      period.Date
	Action   string // POST
	DraftURL string // POST of the rows that changed, answers with State and what each row says
	Saved    time.Time
	Day      period.Date // on which it is shown
	Filled   int
	Typed    int             // rows typed and not sent
	Gone     []phrase.Phrase // typed for what is not on the sheet any more
	Once     string          // names the next sending, so that it is taken once
	Account  string          // tells whose the cells are that wait in the browser
	Script   string          // address of the script of the grid
	Rows     []GridRow
	Locked   phrase.Phrase // why nothing can be typed; zero when open
	Reopened phrase.Phrase
	FileURL  string // the same sheet as .xlsx, to be filled …
	BackURL  string // … and brought back
	Problems []page.Problem
	Nothing  bool // nothing of what was sent is taken
}

// Kept answers a draft that was saved.
type Kept struct {
	page.Frame
	Clock string
	Rows  []GridRow
}

// GridRow is one target of the sheet.
type GridRow struct {
	ID         string // of the target; names the fields "value-<ID>", "scope-<ID>", "estimate-<ID>", "note-<ID>", "tick-<ID>"
	Ordinal    string
	Group      string
	Name       string
	URL        string
	Unit       string
	LastYear   string
	Plan       string
	LastMonth  string // cumulative
	Value      string // as typed
	Cumulative bool   // the value is typed as a cumulative figure, not the month's own
	Typed      bool   // it is typed and not sent
	Was        string // tells what stands in the row from what is typed over it
	Kept       string // when what stands in the row was kept as typed, in ms; "" for never
	Ticked     bool
	Before     string // note of the month before, to start from
	BeforeOf   period.Month
	Other      phrase.Phrase // the figure that came meanwhile, beside the one that is typed
	OtherText  string
	Total      string // cumulative with what is typed
	Percent    string
	Estimate   bool
	Note       string
	State      string        // of the report there is, empty when none
	Seen       string        // the newest figure of the month that is shown, sent back with what is typed
	Same       string        // the target of an earlier row that asks for the same under another document, …
	SameAs     int           // … and the number of that row
	Meanings   []page.Option // where the figure can be read in several ways
	ReadOnly   bool
	Refused    bool        // what was sent of it just now
	Files      []page.Link // evidence of the reader's own figure
	PlainURL   string      // where evidence is given without script
	Read       phrase.Phrase
	Errors     []page.Problem
	Warnings   []phrase.Phrase
}

// Offline is the page for what cannot be opened without a line.
type Offline struct{ page.Frame }

// Inbox is "Việc của tôi": what waits for this reader.
type Inbox struct {
	page.Frame
	Account   string   // tells what waits in the browser for this account
	Lent      []string // for whom the reader stands in
	ToReport  []Todo
	Drafts    []Waiting
	Unsent    []page.Link // sheets with something typed that is not sent
	Returned  []Waiting
	ToVerify  []Waiting
	ToApprove []Waiting
	Mine      []Waiting // on their way, waiting for others
	Tasks     []Tasks
	Vouchers  []TaskGroup    // payments to be approved, verified, put right
	Remedies  []TaskGroup    // shortcomings to remedy, and remedies to confirm
	Coming    []TaskLine     // targets to answer for from a day to come
	Asked     []page.Request // of the reader's units, and by them
	Asking    []page.Request
	ActURL    string // POST: ids, step (verify, approve), one transaction
	GridURL   string
	Chases    []page.Link // who is late in the units the reader may chase
	Filters   []list.Filter
	Heads     list.Heads
	SheetURL  string // the same lists as .xlsx
	Narrowed  bool
	Sorted    bool // by a column: what differs no longer stands apart
	More      bool // of some sort only what came first is shown
	Done      int  // cleared today
}

// Tasks is how the tasks of one unit stand, and those that press.
type Tasks struct {
	Unit   page.Link
	Counts []page.Link // each leads to its list
	Groups []TaskGroup
}

// TaskGroup is tasks that wait for one thing.
type TaskGroup struct {
	Title string
	All   page.Link // the same rows as a list of their own, where they can be dealt with together
	Rows  []TaskLine
}

// TaskLine is one task.
type TaskLine struct {
	line
	page.Link
	Status, Why string
}

// Todo is a figure that is due.
type Todo struct {
	line
	Target page.Link
	Unit   string
	Month  period.Month
	Due    period.Date
	Days   int // days until due; negative when late
	URL    string
}

// Waiting is a report that waits for a step. Those that differ (a jump, a
// revision, a note, a doubt) come first and carry their Differences.
type Waiting struct {
	line
	ID          string
	Target      page.Link
	Unit        string // of the report
	Measure     string
	Month       period.Month
	Before      string // the figure that stands, or last month's
	After       page.Figure
	Percent     string
	Class       string // what the board will show, as target.Words
	ClassBefore string // what it shows now, where there is a figure
	Kind        string
	By          string
	At          time.Time
	Note        string
	Evidence    []page.Link
	Differences []phrase.Phrase
	ReturnedBy  string
	Reason      string // of a return
	State       string
	URL         string        // review page or report form
	Blocked     phrase.Phrase // why this reader may not take the step (own figure)
}

// Review is one report before its reader verifies, approves or returns it.
type Review struct {
	page.Frame
	Item    Waiting
	Where   string // how far it is in its chain, and who is next
	Steps   []page.Step
	Explain phrase.Phrase
	Track   phrase.Phrase // within the year: what it is judged by
	Act     *page.Form    // verify or approve
	Return  *page.Form    // with a reason
	Next    page.Link     // the next one that waits
}

// Periods is the list of a cycle's months with locking and reopening.
type Periods struct {
	page.Frame
	Schedule page.Link // when the months are asked for
	Rows     []PeriodRow
	Lock     *page.Form
	Reopen   *page.Form
}

// PeriodRow is one month of a unit.
type PeriodRow struct {
	Month     period.Month
	State     string // open, locked, reopened
	By        string
	At        time.Time
	Reason    string
	Until     period.Date
	Reported  int
	Expected  int
	LateURL   string // who has not reported it
	ListURL   string // the sheet of the month, where the reported are seen
	LockURL   string
	ReopenURL string

	Asked  bool
	Due    period.Date
	Closes period.Date
}

// Schedule is when a unit's months are asked for, and the form to agree on other days.
type Schedule struct {
	page.Frame
	months.Schedule
	Said []string // what holds, in sentences
	Rows []PeriodRow
	Form *page.Form
}
