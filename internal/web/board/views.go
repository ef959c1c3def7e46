package board

import (
	"time"

	"dondoc/internal/chart"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/reason"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// Scoreboard is the board of a unit in a cycle: the sentence, the strip, the table.
type Scoreboard struct {
	page.Frame
	Resolution page.Link // the document whose targets these are; zero when there is none
	Below      page.Link // the units below; zero when there are none
	Tally      Tally
	Pace       []PaceCount     // within the year: where it ends at this pace
	Unsaid     page.Link       // what is behind and nobody said why; zero when there is none
	Doubts     []phrase.Phrase // about the list as a whole
	Shown      int             // rows shown after filtering
	Filtered   bool            // whether Rows are fewer than the tally
	Rows       []Row
	Loose      []Row // parts of targets that stand on other boards; not counted
	Heads      list.Heads
	Grouped    bool     // Rows stand in order of Group and get a heading each
	Filters    []Filter // by class, field, answering unit, status
	ClearURL   string   // the board without filters
	Search     string
	Known      page.Field   // the "as known on" date field
	Hidden     []page.Field // the other parts of the address, kept by the small forms
	FormURL    string       // where the small forms (search, as known on) go, by GET
	PrintURL   string
	Files      []page.Link // the same rows as .xlsx, .csv, .json
	Tools      []page.Link // what else there is for this unit and cycle, for this reader
	Empty      *page.Empty // why there is nothing, when there is nothing
}

// Tally is the sentence "26/34 chỉ tiêu đạt và vượt" in numbers; each count
// leads to its rows.
type Tally struct {
	Total, Reached int
	Counts         []WordCount // in the order they are always shown
	ReachedURL     string
}

// WordCount is how many targets stand by one word; it leads to them.
type WordCount struct {
	Word string // as target.Words
	Said string // as the unit words it
	N    int
	URL  string
}

// PaceCount is how many targets will end one way at this pace; it leads to them.
type PaceCount struct {
	Text string // "24 sẽ đạt và vượt"
	URL  string
	Here bool
}

// Filter is one group of filter links.
type Filter = list.Filter

// Row is one target on the board.
type Row struct {
	ID       string // unique on the page, also the anchor of the row
	Ordinal  string // TT as in the resolution: "7", "12a"
	Group    string // field: "I. Kinh tế"
	Name     string
	Wording  string // as written in the resolution
	URL      string // the target's page
	Unit     string // unit of measure
	Setter   string // own, superior
	Plan     page.Figure
	Actual   page.Figure
	Percent  page.Figure // "122,36", or a difference with its unit ("−2 vụ"); empty where neither makes sense
	Differs  bool        // Percent is a difference
	Trend    chart.Spark
	Class    string // as target.Words
	Proposed string // the computed class where a person confirmed another; else empty
	Holder   page.Holder
	Statuses []string
	Flags    []phrase.Phrase // doubts about the figure, shown under the name
	Said     string          // the class as the unit words it
	Reason   *reason.Reason  // why it is behind, where somebody said
	Unsaid   bool            // it is behind and nobody said why
	Outlook  string          // "cuối năm khoảng 610 (590–640)"
	Beside   []string        // the same result against another setter's plan
	Parts    []Row           // its parts with theirs, in order; not counted
	Depth    int             // 1 for a part, 2 for a part of a part
}

// Target is the page of one target.
type Target struct {
	page.Frame
	ID          string
	Ordinal     string
	Name        string
	Wording     string
	Group       string
	Unit        string
	Setter      string
	Direction   phrase.Phrase
	Accumulates phrase.Phrase
	Resolution  page.Link
	Provision   string
	Criterion   page.Criterion
	Class       string
	Judgement   Judgement
	Plan        page.Figure
	Actual      page.Figure
	Percent     page.Figure
	Differs     bool // Percent is a difference with its unit
	Explanation phrase.Phrase
	Aside       phrase.Phrase // clauses of the result that explain it and are not judged
	Said        string        // the class as the unit words it
	TrackHow    phrase.Phrase // within the year: what it is judged by
	Outlook     string        // the year's end at this pace
	OutlookHow  phrase.Phrase
	Reasons     []reason.Reason // why it was behind, the newest first
	Unsaid      bool            // it is behind and nobody said why
	ReasonURL   string          // where that is said, for who may
	Beside      []string        // the same result against another setter's plan
	Whole       page.Link       // the target it is a part of; zero for none
	Under       []page.Link     // its parts
	Options     []string        // how it is judged, where practice differs
	Statuses    []string
	Passed      []page.Link // the targets it was restated from and those it goes on as
	Flags       []phrase.Phrase
	Holder      page.Holder // who answers now (on the known day)
	Answered    []Answer    // everybody who answered within the cycle
	Coming      []Coming    // who will from a day to come
	Tenures     chart.Tenures
	Revisions   []Revision
	Chart       chart.Months
	Months      []Month
	Parts       []Part // of a composite target
	Allotment   *Allotment
	Money       *Money // what its rate is worked out from; nil where it takes none from the money
	Reports     []Report
	Actions     []page.Link // what this reader can do now, the first stands out
	Asked       []page.Request
	HistoryURL  string
	Assess      *page.Form // confirm or override the class, with a reason
}

// Judgement keeps the computed class and the confirmed one side by side.
type Judgement struct {
	Computed  string
	Confirmed string // empty while nobody confirmed
	Reason    string
	By        string
	At        time.Time
}

// Answer is one head who answered for the target, and when.
type Answer struct {
	Holder page.Holder
	Range  period.Range
	Months string // the figures approved in the tenure: "T1–T6/2023"
}

// Coming is who will answer from a day to come.
type Coming struct {
	Holder      page.Holder
	From        period.Date
	Reason      string
	Hinders     []phrase.Phrase // why it did not come into force
	WithdrawURL string
}

// Revision is one change of the plan; the first plan is never lost.
type Revision struct {
	On       period.Date
	Wording  string
	Document page.Link
	Reason   string
	Percent  string // the result measured by this plan
	First    bool
	Amended  *page.Amended // where it puts right or changes what is said beside the wording
}

// Month is one line of the table under the chart.
type Month struct {
	Month      period.Month
	Plan       string
	InMonth    page.Figure
	Cumulative page.Figure
	Percent    string
	Statuses   []string
	ReportURL  string // report this month, where the reader may
}

// Part is one component of a composite target.
type Part struct {
	Name    string
	Plan    string
	Actual  string
	Class   string
	Explain phrase.Phrase
}

// Allotment is the target shared out to lower units.
type Allotment struct {
	Rows    []Share
	Plan    string
	Sum     string
	Reserve string
	Rest    string        // what is left over, empty when the sum fits
	Reason  string        // why the sum differs
	Check   phrase.Phrase // "450 + 40 dự phòng + 60 chưa giao = 550 ha"
	Fits    bool
	Actual  string // combined from the units
	EditURL string
	TreeURL string // down to the last level
}

// Share is the part of one unit.
type Share struct {
	Unit     string
	URL      string
	Quantity string
	Actual   page.Figure
	Percent  string
	Class    string
}

// Report is one reported figure with its approvals.
type Report struct {
	ID         string
	Month      period.Month
	Value      page.Figure
	Kind       string // estimate, final
	Cumulative bool
	State      string // draft, submitted, verified, approved, returned, withdrawn
	Current    bool   // the figure that counts for its month
	Note       string
	Evidence   []page.Link
	Flags      []phrase.Phrase
	Steps      []page.Step
	Where      string // how far it is in its chain, and who is next
	Actions    []page.Link
}

// History is everything that happened to one figure or one target: who, when,
// before, after, and the ledger entry that proves it.
type History struct {
	page.Frame
	Subject  string
	Target   page.Link
	Entries  []Change
	ProofURL string
}

// Change is one entry of a history.
type Change struct {
	Seq      int64
	At       time.Time
	By       string
	ByURL    string
	What     phrase.Phrase
	Diffs    []Diff
	Reason   string
	EntryURL string
}

// Diff is one thing that changed.
type Diff struct {
	Label, Before, After string
}
