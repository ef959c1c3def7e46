// Package written gives a report in the one JSON shape of command line and API.
package written

import (
	"dondoc/internal/answer"
	"dondoc/internal/edit"
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
	Parts   []PaperBlock   `json:"parts" doc:"beside the blocks: number, title, signature, receivers, heads and notes of annexes, a line for each of their lines"`
	Figures []PaperFigure  `json:"figures"`
	Rows    []PaperRow     `json:"rows"`
	Left    []string       `json:"left"` // left out, or to be looked at, with why
	Edited  []PaperEdit    `json:"edited"`
	Kept    []PaperKept    `json:"kept"`
	Entries int64          `json:"entries"`
	Root    string         `json:"root"`
	Issues  []answer.Issue `json:"issues"`
}

// PaperEdit is what became of somebody's words in it.
type PaperEdit struct {
	Block string   `json:"block"`
	Step  string   `json:"step"` // worded, left_out
	Words string   `json:"words"`
	By    string   `json:"by"`
	Was   string   `json:"was,omitempty"` // the program's words when it was edited, where they are others now
	Now   string   `json:"now,omitempty"`
	Lost  []string `json:"lost,omitempty"`  // figures that the data has no more
	Typed []string `json:"typed,omitempty"` // numbers that follow no data
	Gone  bool     `json:"gone,omitempty"`  // the report has no such place any more
}

// PaperKept is a frozen version.
type PaperKept struct {
	Version int64  `json:"version"`
	Day     string `json:"day"`
	Note    string `json:"note,omitempty"`
	By      string `json:"by"`
	Entries int64  `json:"entries"`
	Root    string `json:"root"`
}

// PaperBlock is a heading or a paragraph.
type PaperBlock struct {
	Key     string `json:"key"`
	Heading int    `json:"heading,omitempty"` // its level
	Text    string `json:"text"`
	Typed   string `json:"typed,omitempty"`   // as an edit is typed: figures in brackets
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

// With adds the versions that were frozen.
func (r PaperReport) With(list []edit.Frozen) PaperReport {
	for _, f := range list {
		r.Kept = append(r.Kept, PaperKept{f.Version, string(f.Day), f.Note, f.ByName, f.Entries, f.Root})
	}
	return r
}

// Of gives a paper.
func Of(d prose.Document) PaperReport {
	out := PaperReport{Unit: d.Mark.Unit, Cycle: string(d.Mark.Cycle), Day: string(d.Mark.Day), Title: d.Title, Left: append([]string{}, d.Left...), Entries: d.Mark.Entries, Root: d.Mark.Root,
		Blocks: []PaperBlock{}, Figures: []PaperFigure{}, Rows: []PaperRow{}, Issues: []answer.Issue{}, Edited: []PaperEdit{}, Kept: []PaperKept{}}
	for _, b := range d.Blocks {
		if b.Kind == prose.Picture {
			continue
		}
		one := PaperBlock{Key: b.Key, Heading: b.Level, Text: b.Text()}
		source := d.Source(b.Runs)
		one.Typed = prose.Typed(source, source)
		for _, r := range b.Runs {
			if r.Figure > 0 {
				one.Figures = append(one.Figures, r.Figure)
			}
		}
		out.Blocks = append(out.Blocks, one)
	}
	parts := prose.Parts()
	for _, a := range d.Annexes {
		if key := prose.AnnexPart(a); key != "" {
			parts = append(parts, key)
		}
	}
	for _, p := range parts {
		text, _ := d.SourceOf(p)
		out.Parts = append(out.Parts, PaperBlock{Key: p, Text: text, Typed: text})
	}
	for _, e := range d.Edited {
		out.Edited = append(out.Edited, PaperEdit{e.Block, string(e.Step), e.Words, e.ByName, e.Was, e.Now, e.Lost, e.Typed, e.Gone})
	}
	for i, f := range d.Figures {
		out.Figures = append(out.Figures, PaperFigure{i + 1, f.Name, f.Text, string(f.Is), append([]id.ID{}, f.Rows...)})
	}
	for _, r := range d.Rows {
		out.Rows = append(out.Rows, PaperRow(r))
	}
	return out
}
