// Package written gives a report in the one JSON shape of command line and API.
package written

import (
	"dondoc/internal/answer"
	"dondoc/internal/id"
	"dondoc/internal/prose"
)

// PaperReport is a paper: its sentences with the figures in them, the rows those were
// made of, and what was left out.
type PaperReport struct {
	Unit    string         `json:"unit"`
	Cycle   string         `json:"cycle"`
	Day     string         `json:"day"`
	Title   string         `json:"title"`
	Blocks  []PaperBlock   `json:"blocks"`
	Figures []PaperFigure  `json:"figures"`
	Rows    []PaperRow     `json:"rows"`
	Left    []string       `json:"left"` // left out, or to be looked at, with why
	Entries int64          `json:"entries"`
	Root    string         `json:"root"`
	Issues  []answer.Issue `json:"issues"`
}

// PaperBlock is a heading or a paragraph.
type PaperBlock struct {
	Key     string `json:"key"`
	Heading int    `json:"heading,omitempty"` // its level
	Text    string `json:"text"`
	Figures []int  `json:"figures,omitempty"` // numbers of those in it, from 1
}

// PaperFigure is a number of the text and the rows it was made of.
type PaperFigure struct {
	No   int     `json:"no"`
	Name string  `json:"name"`
	Text string  `json:"text"`
	Is   string  `json:"is"` // count, share, said
	Rows []id.ID `json:"rows"`
}

// PaperRow is a row as it stood.
type PaperRow struct {
	ID          id.ID  `json:"id"`
	Kind        string `json:"kind"`
	Name        string `json:"name"`
	Plan        string `json:"plan,omitempty"`
	Actual      string `json:"actual,omitempty"`
	Percent     string `json:"percent,omitempty"`
	Class       string `json:"class,omitempty"`
	Observation id.ID  `json:"observation,omitempty"`
}

// Of gives a paper.
func Of(d prose.Document) PaperReport {
	out := PaperReport{Unit: d.Mark.Unit, Cycle: string(d.Mark.Cycle), Day: string(d.Mark.Day), Title: d.Title, Left: append([]string{}, d.Left...), Entries: d.Mark.Entries, Root: d.Mark.Root,
		Blocks: []PaperBlock{}, Figures: []PaperFigure{}, Rows: []PaperRow{}, Issues: []answer.Issue{}}
	for _, b := range d.Blocks {
		if b.Kind == prose.Picture {
			continue
		}
		one := PaperBlock{Key: b.Key, Heading: b.Level, Text: b.Text()}
		for _, r := range b.Runs {
			if r.Figure > 0 {
				one.Figures = append(one.Figures, r.Figure)
			}
		}
		out.Blocks = append(out.Blocks, one)
	}
	for i, f := range d.Figures {
		out.Figures = append(out.Figures, PaperFigure{i + 1, f.Name, f.Text, string(f.Is), append([]id.ID{}, f.Rows...)})
	}
	for _, r := range d.Rows {
		out.Rows = append(out.Rows, PaperRow(r))
	}
	return out
}
