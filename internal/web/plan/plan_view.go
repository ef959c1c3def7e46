package plan

import (
	"fmt"
	"slices"

	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/page"
)

type sayer func(phrase.Phrase) string

// frame lets a fragment, which stands alone, speak as a page does.
func (c CriterionRead) frame() page.Frame { return page.Frame{Lang: c.Lang} }

// place says where in the file an issue is.
func (v Import) place(i Issue) string {
	switch {
	case i.Cell != "":
		return v.T("page.import.cell", "row", i.Row, "cell", i.Cell)
	case i.Row > 0:
		return v.T("page.import.row", "row", i.Row)
	}
	return v.T("page.import.whole")
}

func (o Outcome) failed() bool {
	for _, i := range o.Issues {
		if !i.Warning {
			return true
		}
	}
	return false
}

// first gives the first row that is shown and in error.
func (o Outcome) first() int {
	for _, i := range o.Issues {
		if !i.Warning && o.has(i.Row) {
			return i.Row
		}
	}
	return 0
}

// whole reports whether something is wrong with the table as a whole, which is
// answered by choosing in it.
func (o Outcome) whole() bool {
	return slices.ContainsFunc(o.Issues, func(i Issue) bool { return !i.Warning && !o.has(i.Row) })
}

// asked gives how many rows have a question or a doubt, and the first of them.
func (o Outcome) asked() (n, first int) {
	for _, r := range o.Rows {
		if len(r.Questions) == 0 && len(r.Told) == 0 || r.Change == "error" {
			continue
		}
		if n++; n == 1 {
			first = r.Number
		}
	}
	return n, first
}

func (o Outcome) errors() int {
	n := 0
	for _, i := range o.Issues {
		if !i.Warning {
			n++
		}
	}
	return n
}

func rowID(n int) string { return fmt.Sprintf("row-%d", n) }

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func rowNumber(n int) string { return fmt.Sprint(n) }

// has says whether the row of the file is among those shown.
func (o Outcome) has(row int) bool {
	for _, r := range o.Rows {
		if r.Number == row {
			return true
		}
	}
	return false
}
