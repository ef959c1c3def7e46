package page

import (
	"slices"
	"strconv"

	"dondoc/internal/phrase"

	"github.com/a-h/templ"
)

// Rehearsal is the wizard for a reorganisation map, or a list of units.
type Rehearsal struct {
	Frame
	Lead    string
	Form    Form
	Example Link // a file to fill, where there is one
	Result  *Outcome
}

// Outcome is what a file would come to.
type Outcome struct {
	Done     bool // it is no rehearsal
	File     string
	Problems []RowProblem
	Kinds    []KindCount
	Notes    []phrase.Phrase
	Also     phrase.Phrase // what comes with it, all of it named:
	AlsoOf   []string
	Asked    []Field // shares that are needed, or were typed
	Shares   *Form
	Commit   *Form
	Remarks  *Form // to have one's own file back, with what is wrong said in its cells
	Bench    *Form // to choose in the file
	On       Link  // to what comes next
	Undo     Link  // to where what was taken in is undone as a whole
	Targets  []MovedTarget
	Rows     []OutcomeRow // the first of Total
	Total    int
	Of       string // what a row is about: "people", "units", "tasks"; "" of a reorganisation
}

// shortList is how many names stand open under their count; more are folded.
const shortList = 10

// whole reports whether something is wrong with the table as a whole, which is
// answered by choosing in it.
func (o Outcome) whole() bool {
	return slices.ContainsFunc(o.Problems, func(p RowProblem) bool { return p.Row == 0 })
}

// RowProblem is an error of a row; row 0 is of none.
type RowProblem struct {
	Row        int
	Cell       string // "H7", where it is about one
	What, Hint phrase.Phrase
}

// KindCount is how many units of a kind stand before and after.
type KindCount struct {
	Kind          string
	Before, After int
}

// MovedTarget is a target that goes on in another unit, or asks who takes it.
type MovedTarget struct {
	Name    string
	From    []Link
	To      string
	Wording string
	Ask     phrase.Phrase
}

// OutcomeRow is one line of a map.
type OutcomeRow struct {
	Row        int // of the file; 0 where it is of none
	Name, Code string
	Act        string
	To         string
	Asks       []phrase.Phrase // what somebody should look at
	Tells      []phrase.Phrase // what else came of it
	Wrong      []RowProblem    // why it is refused
}

// Put puts each problem beside its row, as far as that is shown.
func (o *Outcome) Put() {
	for i := range o.Rows {
		for _, p := range o.Problems {
			if p.Row > 0 && p.Row == o.Rows[i].Row {
				o.Rows[i].Wrong = append(o.Rows[i].Wrong, p)
			}
		}
	}
}

// has says whether a row of the file is among those shown.
func (o Outcome) has(row int) bool {
	return row > 0 && slices.ContainsFunc(o.Rows, func(r OutcomeRow) bool { return r.Row == row })
}

// asked gives how many rows have something to look at, and the first of them.
func (o Outcome) asked() (n, first int) {
	for _, r := range o.Rows {
		if len(r.Asks) > 0 && r.Row > 0 {
			if n++; n == 1 {
				first = r.Row
			}
		}
	}
	return n, first
}

// placeOf says where a problem stands.
func (v Rehearsal) placeOf(p RowProblem) string {
	if p.Cell != "" {
		return v.T("error.place_cell", "cell", p.Cell) + ":"
	}
	return v.T("page.reorganise.row", "row", p.Row)
}

// rowID is the anchor of a row of the file.
func rowID(row int) string { return "row-" + strconv.Itoa(row) }

// anchor is the anchor of a line, none where it is of no row of the file.
func (r OutcomeRow) anchor() templ.Attributes {
	if r.Row == 0 {
		return nil
	}
	return templ.Attributes{"id": rowID(r.Row)}
}

// word is the key of a word of the table of rows.
func (o Outcome) word(what string) string {
	if o.Of == "" {
		return "page.reorganise." + what
	}
	return "page.lines_" + o.Of + "." + what
}
