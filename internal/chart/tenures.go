package chart

import (
	"fmt"
	"time"

	"dondoc/internal/i18n"
	"dondoc/internal/period"
)

// Tenure is one stretch of one person in one post.
type Tenure struct {
	Range    period.Range
	Row      string // what stands at the left: the post, or the person
	Words    string // upon the bar: the person, or the capacity
	Title    string // when pointed at: everything in one sentence
	Href     string
	Acting   bool // phụ trách, kiêm nhiệm: drawn hollow
	Vacant   bool // nobody: drawn as a dashed gap
	Emphasis bool // the tenure the page is about
}

// Tenures shows who held which post when, over a stretch of dates. Rows stand in
// the order their first tenure is given.
type Tenures struct {
	Lang    i18n.Lang
	Over    period.Range // To may be open; it is then drawn to Today
	Today   period.Date  // marked with a line where it lies inside
	Tenures []Tenure
}

const (
	tenureWide, tenureTop, tenureRow = 720.0, 24.0, 34.0
	tenureLetter                     = 12.0
)

// Draw makes a picture 720 px wide and 34 px high per row.
func (t Tenures) Draw() Drawing {
	rows, left := t.rows()
	from, to := t.ends()
	d := Drawing{Kind: "tenures", Width: tenureWide, Height: tenureTop + tenureRow*float64(len(rows)) + 4,
		Title: i18n.T(t.Lang, "chart.tenures_title"),
		Desc:  i18n.T(t.Lang, "chart.tenures_desc", "n", len(t.Tenures), "from", from, "to", to)}
	span := max(days(from, to), 1)
	x := func(on period.Date) float64 {
		return left + max(0, min(1, days(from, on)/span))*(tenureWide-left-8)
	}
	for year := from.Time().Year(); year <= to.Time().Year(); year++ {
		on := max(period.Date(fmt.Sprintf("%04d-01-01", year)), from)
		d.line(x(on), tenureTop-6, x(on), d.Height-4, Rule)
		if days(on, to) > 45 || year == from.Time().Year() {
			d.text(x(on)+3, 13, fmt.Sprint(year), tenureLetter, Start, Muted)
		}
	}
	for i, row := range rows {
		y := tenureTop + tenureRow*float64(i)
		d.text(left-8, y+20, row, tenureLetter, End, Ink)
	}
	if t.Today > from && t.Today < to {
		d.line(x(t.Today), tenureTop-6, x(t.Today), d.Height-4, NotMet).Dash = true
	}
	for _, tenure := range t.Tenures {
		a, b := x(tenure.Range.From), x(min(tenure.Range.To, to))
		y := tenureTop + tenureRow*float64(indexOf(rows, shorten(tenure.Row))) + 3
		d.group(tenure.Title, tenure.Href, func() { d.tenure(a, max(b, a+2), y, tenure) })
	}
	return d
}

func (d *Drawing) tenure(a, b, y float64, t Tenure) {
	fill, mark := Met, MetMark
	switch {
	case t.Vacant:
		fill, mark = Ground, Muted
	case t.Acting:
		fill, mark = Ground, MetMark
	case t.Emphasis:
		fill, mark = Exceeded, ExceededMark
	}
	stroke := mark
	if t.Emphasis {
		stroke = Exceeded
	}
	d.rect(a, y, b-a, tenureRow-8, fill, stroke).Dash = t.Vacant
	if letters(t.Words, tenureLetter)+8 < b-a {
		d.text(a+5, y+17, t.Words, tenureLetter, Start, mark)
	}
}

// rows gives the row names, each once, and the width they need.
func (t Tenures) rows() (rows []string, left float64) {
	for _, tenure := range t.Tenures {
		name := shorten(tenure.Row)
		if indexOf(rows, name) < 0 {
			rows = append(rows, name)
			left = max(left, 1.15*letters(name, tenureLetter)) // capitals are wider than the average
		}
	}
	return rows, left + 14
}

func (t Tenures) ends() (from, to period.Date) {
	from, to = t.Over.From, t.Over.To
	if to == period.Forever || to == "" {
		to = t.Today
	}
	if from >= to {
		to = from.AddDays(1)
	}
	return from, to
}

func days(from, to period.Date) float64 {
	return to.Time().Sub(from.Time()).Hours() / (24 * time.Hour.Hours())
}

func indexOf(list []string, s string) int {
	for i, have := range list {
		if have == s {
			return i
		}
	}
	return -1
}

// shorten keeps a row name from eating the picture; the table beside it has the whole.
func shorten(s string) string {
	if r := []rune(s); len(r) > 34 {
		return string(r[:33]) + "…"
	}
	return s
}
