package page

import "dondoc/internal/phrase"

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
	Asked    []Field // shares that are needed, or were typed
	Shares   *Form
	Commit   *Form
	Remarks  *Form // to have one's own file back, with what is wrong said in its cells
	Bench    *Form // to choose in the file
	Undo     Link  // to where what was taken in is undone as a whole
	Targets  []MovedTarget
	Rows     []OutcomeRow // the first of Total
	Total    int
	Of       string // what a row is about: "people", "units", "tasks"; "" of a reorganisation
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
	Name, Code string
	Act        string
	To         string
	Asks       []phrase.Phrase
}

// word is the key of a word of the table of rows.
func (o Outcome) word(what string) string {
	if o.Of == "" {
		return "page.reorganise." + what
	}
	return "page.lines_" + o.Of + "." + what
}
