package board

import (
	"strconv"

	"dondoc/internal/chart"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// Below is how the units under one stand, each by its own scoreboard.
type Below struct {
	page.Frame
	Board    page.Link // of the unit itself
	Sentence string
	Fields   []page.Field // as known on, month, indicator, order
	FormURL  string
	Heads    list.Heads
	Files    []page.Link // the same rows as files
	Month    string      // heads the column of what was reported
	Groups   []BelowGroup
	Chosen   string // the indicator shown unit by unit; "" for none
	Sum      string // of its figures, in words
	Empty    *page.Empty
}

// BelowGroup is units of one kind: with targets of their own, answering for
// others', without any.
type BelowGroup struct {
	Key  string // page.below.group_…
	Rows []BelowRow
}

// BelowRow is one unit.
type BelowRow struct {
	Unit     page.Link // its scoreboard
	Head     page.Holder
	Total    int
	Bar      chart.StackBar
	Reached  page.Link // "12/15"
	Reported page.Link // "9/15" with a figure of the month
	Missing  page.Link // those without one
	Under    page.Link // what lies below it
	Chosen   *Row
	Flags    []phrase.Phrase // its count was another when its year was closed
}

func rowID(group string, i int) string { return "bar-" + group + strconv.Itoa(i) }

func (v Below) columns() string {
	if v.Chosen != "" {
		return "8"
	}
	return "4"
}
