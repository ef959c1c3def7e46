package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"dondoc/internal/id"
)

// RowOf is the name under which an item of a form's list says which row it shows.
const RowOf = "of:"

// InsideLine is a row of a table of the paper: which row of the data it shows, and how
// it read when it was made. Its place in the text is the bookmark of that name.
type InsideLine struct {
	Mark string `xml:"mark,attr"`
	Of   id.ID  `xml:"of,attr"`
	Text string `xml:"text,attr"`
}

// Bookmarks of rows are hidden ones of Word; a name has at most 40 letters.
const lineMark = "_dd"

// firstLine keeps the numbers of these bookmarks from those of a form.
const firstLine = 900000

// marks are the rows of tables that were marked in one paper.
type marks struct{ list []InsideLine }

// row marks a table's row with what it shows; as it is where that is nothing.
func (l *marks) row(row string, of id.ID) string {
	at := strings.Index(row, "<w:p>")
	if with := strings.Index(row, "<w:p "); at < 0 || with >= 0 && with < at {
		at = with
	}
	if l == nil || of == "" || at < 0 {
		return row
	}
	at += strings.IndexByte(row[at:], '>') + 1
	if strings.HasSuffix(row[:at], "/>") {
		return row // an empty paragraph says nothing
	}
	if strings.HasPrefix(row[at:], "<w:pPr>") || strings.HasPrefix(row[at:], "<w:pPr ") {
		at += strings.Index(row[at:], "</w:pPr>") + len("</w:pPr>")
	} else if strings.HasPrefix(row[at:], "<w:pPr/>") {
		at += len("<w:pPr/>")
	}
	n := len(l.list)
	name := lineMark + strings.ReplaceAll(string(of), "-", "")
	if name += "_" + strconv.FormatInt(int64(n), 36); len(name) > 40 {
		return row
	}
	no := strconv.Itoa(firstLine + n)
	row = row[:at] + `<w:bookmarkStart w:id="` + no + `" w:name="` + name + `"/><w:bookmarkEnd w:id="` + no + `"/>` + row[at:]
	texts, _ := linesIn([]byte(row)) // it was made just now
	l.list = append(l.list, InsideLine{name, of, texts[name]})
	return row
}

// linesIn gives how the marked rows of tables read, by their bookmarks.
func linesIn(document []byte) (map[string]string, error) {
	type open struct {
		marks []string
		text  strings.Builder
	}
	out := map[string]string{}
	x := xml.NewDecoder(strings.NewReader(string(document)))
	x.Strict = false // a row alone has no names of spaces
	var rows []*open
	inText := false
	for {
		token, err := x.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "tr":
				rows = append(rows, &open{})
			case "bookmarkStart":
				for _, a := range t.Attr {
					if len(rows) > 0 && a.Name.Local == "name" && strings.HasPrefix(a.Value, lineMark) {
						r := rows[len(rows)-1]
						r.marks = append(r.marks, a.Value)
					}
				}
			case "t":
				inText = true
			}
		case xml.EndElement:
			switch {
			case t.Name.Local == "t":
				inText = false
			case t.Name.Local == "tr" && len(rows) > 0:
				r := rows[len(rows)-1]
				rows = rows[:len(rows)-1]
				for _, m := range r.marks {
					out[m] = r.text.String()
				}
			}
		case xml.CharData:
			if inText && len(rows) > 0 {
				rows[len(rows)-1].text.Write(t)
			}
		}
	}
}
