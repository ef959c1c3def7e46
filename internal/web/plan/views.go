package plan

import (
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// Resolutions lists the documents that set targets.
type Resolutions struct {
	page.Frame
	Rows     []DocumentRow
	NewURL   string
	Heads    list.Heads
	Filters  []list.Filter
	SheetURL string
}

// DocumentRow is one document.
type DocumentRow struct {
	Number  string
	Title   string // trích yếu
	URL     string
	Issuer  string
	Date    period.Date
	Cycle   period.Cycle
	Targets int
	Asked   int // criteria that wait for confirmation
}

// Resolution is one document with the targets it sets.
type Resolution struct {
	page.Frame
	Number     string
	Issuer     string
	Issued     period.Date
	Subject    string // trích yếu
	Cycle      period.Cycle
	Version    phrase.Phrase // "Danh sách 34 chỉ tiêu, bản ngày 20/12/2022"
	File       page.Link
	Targets    []TargetRow
	Asked      int
	ConfirmURL string // POST: confirm every criterion ticked
	ImportURL  string
	AddURL     string
	EditURL    string
	AnswersURL string         // have another unit answer for several from a day on
	Amended    []page.Amended // what was put right in what names it
	Chain      string         // who looks at the figures of its targets
	ChainURL   string
}

// TargetRow is one target as set.
type TargetRow struct {
	Coming    []phrase.Phrase // who will answer from a day to come
	ID        string
	Ordinal   string
	Group     string
	Name      string
	URL       string
	Wording   string
	Unit      string
	Setter    string
	Holder    page.Holder
	Criterion page.Criterion
	AllotURL  string
}

// Target is the form of one target with its criterion shown back while typing.
type Target struct {
	page.Frame
	Resolution page.Link
	Form       page.Form
	Criterion  CriterionRead
}

// CriterionRead is what was understood of a wording. Rendered alone (Fragment)
// it answers the preview of swap.js.
type CriterionRead struct {
	Lang      i18n.Lang
	Wording   string
	Explain   phrase.Phrase
	Questions []page.Question
	Problem   *page.Problem
}

// Import is the form to bring a sheet in, and the result of its dry run.
type Import struct {
	page.Frame
	Resolution page.Link
	Form       page.Form
	Sample     page.Link
	Result     *Outcome
}

// Outcome is what a sheet would do, or did.
type Outcome struct {
	File    string
	Dry     bool
	New     int
	Changed int
	Skipped int
	Same    int
	Columns []string // of the sheet, as recognised
	Rows    []SheetRow
	Issues  []Issue
	Commit  *page.Form // brings it in; nil while there are errors
	Bench   *page.Form // to choose in the file
}

// SheetRow is one row as it was read.
type SheetRow struct {
	Number    int // in the file
	Name      string
	Wording   string
	Was       string // the wording before, where it changes
	Answers   string // the unit that answers
	Unit      string
	Actual    string
	Class     string
	Percent   string
	Change    string // new, changed, same, error
	Explain   phrase.Phrase
	Questions []page.Question
	Told      []Issue // errors and doubts of its own
}

// Issue is an error at a row or a cell of the file.
type Issue struct {
	Row     int
	Cell    string // "D7"; may be empty
	Column  string
	Found   string // what stood there
	Problem page.Problem
	Warning bool
}

// Allot is the form that shares a target out to lower units.
type Allot struct {
	page.Frame
	Target   page.Link
	Wording  string
	Unit     string
	Plan     string
	Action   string
	Rows     []AllotRow
	Reserve  page.Field
	Reason   page.Field
	Sum      string
	Check    phrase.Phrase
	Fits     bool
	CheckURL string // preview of the sum
	Problems []page.Problem
	Cancel   string
}

// AllotRow is one lower unit.
type AllotRow struct {
	Unit     string
	Head     page.Holder
	LastYear string
	Field    page.Field
}
