package board

import (
	"dondoc/internal/chart"
)

func (c WordCount) here(path string) bool { return c.URL != "" && c.URL == path }

// longRow is how many cells stand in a row on a screen: all of them, or half
// when they would become too small to point at.
func longRow(n int) int {
	if n > 45 {
		return (n + 1) / 2
	}
	return n
}

// reached is the achievement or the difference as it reads on its own: "81,5%", "−2 vụ".
func (r Row) reached() string {
	if r.Percent.Text == "" || r.Differs {
		return r.Percent.Text
	}
	return r.Percent.Text + "%"
}

// percentHead is the key of the head over an achievement, or over a difference.
func percentHead(differs bool) string {
	if differs {
		return "page.target.difference"
	}
	return "page.col.percent_long"
}

// shareText is the key of the brackets that say an achievement, or a difference.
func shareText(differs bool) string {
	if differs {
		return "web.meeting_difference"
	}
	return "web.meeting_share"
}

func (v Scoreboard) cells(columns int) chart.Drawing {
	s := chart.Strip{Lang: v.Lang, Columns: columns}
	for _, r := range v.Rows {
		s.Cells = append(s.Cells, chart.Cell{Class: r.Class, Label: r.Ordinal, Href: "#" + r.ID,
			Title: v.T("page.board.cell", "ordinal", r.Ordinal, "name", r.Name, "class", r.Class, "percent", r.reached())})
	}
	return s.Draw()
}

func hasTrend(s chart.Spark) bool {
	known := 0
	for _, v := range s.Values {
		if v.Known {
			known++
		}
	}
	return known > 1
}
