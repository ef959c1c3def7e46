package exchange

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// comment is what somebody wrote on a cell.
type comment struct {
	col, row int
	text     string
}

// longestQuote is how much of a comment or a text box is told.
const longestQuote = 300

// quote is a text as it is told.
func quote(text string) string { return clipped(viet.CleanSpaces(clean(text)), longestQuote) }

// commentKey is the key of what tells a comment on a cell.
const commentKey = "exchange.mark_comment"

// OfComment says whether a mark tells a comment, which changes nothing of its cell.
func (m Mark) OfComment() bool { return m.What.Key == commentKey }

// ownAuthor signs the comments that the program itself writes on a sheet it gives back.
const ownAuthor = "Dondoc"

// commentMark tells a comment.
func commentMark(text string) mark { return mark{commentKey, quote(text)} }

// hangComments puts the comments of a sheet on their rows; those of rows that hold
// nothing are told of the sheet.
func (g *grid) hangComments(comments []comment) {
	for _, c := range comments {
		m := commentMark(c.text).at(c.col, c.row)
		if i := g.find(c.row); i < len(g.rows) && g.rows[i].number == c.row {
			g.rows[i].marks = append(g.rows[i].marks, m)
			continue
		}
		g.tell(m)
	}
}

// tell notes marks of rows that are no rows of a table.
func (g *grid) tell(marks ...Mark) {
	for _, m := range marks {
		if len(g.notes) < mostNotes {
			g.notes = append(g.notes, m.What)
		}
	}
}

// readBeside reads what stands beside the cells of a sheet: comments, old and
// threaded, texts drawn on it, and how many pictures and other files.
func (w *workbook) readBeside(g *grid, part string) error {
	rels, err := w.relations(part)
	if err != nil {
		return err
	}
	var old, threaded []comment
	var seen drawn
	for _, r := range rels {
		kind := r.kind[strings.LastIndexByte(r.kind, '/')+1:]
		switch kind {
		case "comments":
			err = w.readComments(r.part, "comment", &old)
		case "threadedComment":
			err = w.readComments(r.part, "threadedComment", &threaded)
		case "drawing":
			err = w.readDrawing(r.part, &seen)
		case "oleObject", "package", "control":
			seen.files++
		}
		if err != nil {
			return err
		}
	}
	old = slices.DeleteFunc(old, func(c comment) bool { // it only repeats the threads for older programs
		return slices.ContainsFunc(threaded, func(t comment) bool { return t.col == c.col && t.row == c.row })
	})
	g.hangComments(append(threaded, old...))
	g.notes = append(g.notes, seen.notes(g.sheet)...)
	return nil
}

// readComments reads a part of comments; name is what its elements are called.
func (w *workbook) readComments(part, name string, out *[]comment) error {
	var authors []string
	return w.elements(part, func(e xml.StartElement, x *xmlReader) error {
		if e.Name.Local == "author" && len(authors) < w.limits.Cells {
			author, err := x.text(w.limits.CellBytes)
			authors = append(authors, author)
			return err
		}
		if e.Name.Local != name || len(*out) >= w.limits.Cells {
			return nil
		}
		col, row, ok := cellAt(attr(e, "ref"))
		text, err := x.textOf("t", "text", w.limits.CellBytes)
		if by, no := strconv.Atoi(attr(e, "authorId")); no == nil && by >= 0 && by < len(authors) && authors[by] == ownAuthor {
			return err
		}
		if err == nil && ok && strings.TrimSpace(text) != "" {
			*out = append(*out, comment{col, row, text})
		}
		return err
	})
}

// textOf gives the characters of the elements of the names within the one just begun.
func (x *xmlReader) textOf(name, other string, limit int) (string, error) {
	var b strings.Builder
	within := 0
	err := x.inside(func(tok xml.Token) error {
		switch t := tok.(type) {
		case xml.StartElement:
			if t.Name.Local == name || t.Name.Local == other {
				within++
			}
			if t.Name.Local == "p" && b.Len() > 0 {
				b.WriteByte(' ')
			}
		case xml.EndElement:
			if t.Name.Local == name || t.Name.Local == other {
				within--
			}
		default:
			if within > 0 {
				return addText(&b, tok, limit)
			}
		}
		return nil
	})
	return b.String(), err
}

// odsAside is what stands in a cell of a spreadsheet and is no text of it: drawings,
// and a note, which is told without who signed it and when.
type odsAside struct {
	deep, noted, signed int
	note                strings.Builder
}

func (a *odsAside) begin(name string) {
	a.deep++
	switch name {
	case "annotation":
		a.noted = a.deep
	case "p", "s", "line-break":
		if a.noted > 0 {
			a.note.WriteByte(' ')
		}
	case "creator", "date", "date-string":
		a.signed = a.deep
	}
}

func (a *odsAside) end() {
	if a.signed == a.deep {
		a.signed = 0
	}
	if a.deep--; a.deep < a.noted {
		a.noted = 0
	}
}

// with is the text with a comment on its cell.
func (j *textJoiner) with(comment string) shownText {
	shown := j.shown()
	shown.comment = comment
	return shown
}

// drawn is what lies on a sheet and is in no cell.
type drawn struct {
	texts           []string
	pictures, files int
}

// readDrawing reads what is drawn on a sheet.
func (w *workbook) readDrawing(part string, out *drawn) error {
	return w.elements(part, func(e xml.StartElement, x *xmlReader) error {
		switch e.Name.Local {
		case "pic", "graphicFrame":
			out.pictures++
		case "txBody":
			text, err := x.textOf("t", "t", w.limits.CellBytes)
			if text = quote(text); text != "" && len(out.texts) < mostNotes {
				out.texts = append(out.texts, text)
			}
			return err
		}
		return nil
	})
}

// notes tells what lies on a sheet and was not read.
func (d drawn) notes(sheet string) (out []phrase.Phrase) {
	for _, text := range d.texts {
		out = append(out, phrase.New("exchange.drawn_text", "sheet", sheet, "text", text))
	}
	if d.pictures > 0 {
		out = append(out, phrase.New("exchange.drawn_pictures", "sheet", sheet, "n", d.pictures))
	}
	if d.files > 0 {
		out = append(out, phrase.New("exchange.drawn_files", "sheet", sheet, "n", d.files))
	}
	return out
}

// tellMarks tells the marks of a row whose kind has no doubts of its own.
func (t *Table) tellMarks(row Row) {
	for _, m := range row.Marks {
		t.note(m.What)
	}
}

// tellLeftMarks tells the marks of rows that were not taken: a comment on a total is
// told as one on a row.
func (t *Table) tellLeftMarks() {
	left := map[int]bool{}
	for _, l := range t.Left {
		left[l.Row] = l.As != asHidden
	}
	for _, row := range t.Rows {
		if !left[row.Number] {
			continue
		}
		for _, m := range row.Marks {
			if m.OfComment() {
				t.note(m.What)
			}
		}
	}
}
