// Package prose is a document as a tree: headings, paragraphs whose figures know
// the rows they stand for, tables, pictures, annexes, and how it is headed and
// signed. It is written once and rendered to the screen, DOCX, PDF and sheets.
package prose

import (
	"strconv"
	"strings"

	"dondoc/internal/chart"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Document is a whole paper.
type Document struct {
	Head      Head
	Kind      string // tên loại: "BÁO CÁO"
	Title     string // trích yếu
	Blocks    []Block
	Sign      Sign
	Receivers []string // nơi nhận
	Annexes   []Annex
	Figures   []Figure // Run.Figure is a place in it, from 1
	Rows      []Row    // that the figures stand for, each once
	Mark      Mark
	Left      []string // what was left out, or is not known, with why: beside the paper, never in it
	Edited    []Edited // what people made of it, beside the paper too
}

// Head is the head of a paper; see reports.Letterhead.
type Head struct {
	Party    bool
	Superior string
	Issuer   string
	Named    string    `json:",omitempty"` // the issuer as it stands in a sentence; "" in papers kept before it was known
	Motto    [2]string // quốc hiệu, tiêu ngữ; of the Party its name alone
	Number   string
	Place    string // "Ngân Sơn, ngày 10 tháng 01 năm 2024"
}

// Sign is who signs.
type Sign struct{ OnBehalf, Post, Name string }

// Kind says what a block is.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota
	Heading        // of Level 1 (part, centred), 2 ("I. …"), 3 ("1. …"), 4 ("a) …")
	Item           // a paragraph that begins with a dash
	Picture
	Grid // a table
)

// Block is one part of a paper. Key names it for good, so that what an officer
// wrote in its place is found again.
type Block struct {
	Kind    Kind
	Level   int
	Key     string
	Runs    []Run
	Drawing *chart.Drawing
	Table   *Table
}

// Run is a stretch of text set one way; Figure is 0 where it is no figure.
type Run struct {
	Text         string
	Bold, Italic bool
	Figure       int
}

// Annex is a phụ lục: a page of its own, with a table. Its Key and those of its
// columns name them to an office's own form.
type Annex struct {
	Key               string
	Number, Title, Of string // "Phụ lục I", its title, "(Kèm theo …)"
	Landscape         bool
	Table             Table
	Notes             []string
}

// Table is rows under a head.
type Table struct {
	Columns []Column
	Rows    []TableRow
}

// Column is one column; Share is its part of the width, out of the sum of all.
type Column struct {
	Key   string `json:",omitempty"`
	Title string
	Share int
	Right bool // figures
}

// TableRow is one row; a heading is one cell over all columns. Of is the row it
// shows, for who follows it.
type TableRow struct {
	Heading bool
	Cells   []string
	Of      id.ID
}

// Figure is a number of the text, or a word that stands for one, and the rows it
// was made of.
type Figure struct {
	Name string // what it is: "reached", "target:<id>:actual"; the same when the paper is made again
	Text string
	Rows []id.ID
	Is   Sort
}

// Sort is how a figure follows from its rows.
type Sort string

// The sorts of figures.
const (
	Count Sort = "count" // how many rows there are
	Share Sort = "share" // the rows out of all rows of the paper's targets, in percent
	Said  Sort = "said"  // as one row has it
)

// Row is a row that figures stand for, as it stood: enough to find it and to
// check the paper by itself.
type Row struct {
	ID          id.ID
	Kind        string // target, shortcoming, project, task
	Name        string
	Plan        string
	Actual      string
	Percent     string
	Class       string
	Observation id.ID // the figure that counts; "" for none
}

// Mark says of which data a paper was made.
type Mark struct {
	Unit    string
	Cycle   period.Cycle
	Day     period.Date // of the paper; what was known at its end
	Made    string      // RFC 3339
	Entries int64       // of the log: the version of the data
	Root    string
	Text    string // the line printed at the foot
}

// The private letters around a figure in a sentence: they come from no keyboard.
const (
	opens  = '\uE000'
	middle = '\uE001'
	closes = '\uE002'
)

// Add puts a figure into the document and gives it as it goes into a sentence.
func (d *Document) Add(f Figure) string {
	d.Figures = append(d.Figures, f)
	return string(opens) + strconv.Itoa(len(d.Figures)) + string(middle) + f.Text + string(closes)
}

// Runs cuts a sentence at its figures.
func Runs(text string) []Run {
	var out []Run
	plain := func(s string) {
		if s != "" {
			out = append(out, Run{Text: s})
		}
	}
	for {
		before, rest, found := strings.Cut(text, string(opens))
		plain(before)
		if !found {
			return out
		}
		number, rest, _ := strings.Cut(rest, string(middle))
		words, after, _ := strings.Cut(rest, string(closes))
		n, _ := strconv.Atoi(number)
		out = append(out, Run{Text: words, Figure: n})
		text = after
	}
}

// Plain gives a sentence as it reads.
func Plain(text string) string {
	var b strings.Builder
	for _, r := range Runs(text) {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Text gives a block as it reads.
func (b Block) Text() string {
	var out strings.Builder
	for _, r := range b.Runs {
		out.WriteString(r.Text)
	}
	return out.String()
}
