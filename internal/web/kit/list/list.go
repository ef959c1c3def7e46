// Package list makes every list of the pages alike: its heads are links that
// sort it, by address and without script, and the rows it shows are the rows of
// its .xlsx and its .csv.
package list

import (
	"bytes"
	"cmp"
	"mime"
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/exchange"
	"dondoc/internal/viet"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// Column is one column of a list: what it is sorted by and what stands in the
// file. Key names it in the address; "" for one that nobody sorts by.
type Column[T any] struct {
	Key   string
	Label string
	Cell  func(T) any      // string, number or date of a row, for the file
	Order func(a, b T) int // nil: by the text of the cell, without diacritics
	Empty func(T) bool     // rows that have nothing there stand last; nil: those whose cell is ""
}

// Sort orders rows by the column the address asks for, "-" before its key for
// the other way round; rows stay as they are where none is asked for.
func Sort[T any](r *kit.Ask, rows []T, columns []Column[T]) {
	key, down := strings.CutPrefix(r.URL.Query().Get("sort"), "-")
	i := slices.IndexFunc(columns, func(c Column[T]) bool { return c.Key == key && key != "" })
	if i < 0 {
		return
	}
	c := columns[i]
	slices.SortStableFunc(rows, func(a, b T) int {
		switch x, y := c.empty(a), c.empty(b); {
		case x && y:
			return 0
		case x:
			return 1
		case y:
			return -1
		}
		n := c.compare(a, b)
		if down {
			return -n
		}
		return n
	})
}

func (c Column[T]) empty(row T) bool {
	if c.Empty != nil {
		return c.Empty(row)
	}
	return c.Cell(row) == ""
}

func (c Column[T]) compare(a, b T) int {
	if c.Order != nil {
		return c.Order(a, b)
	}
	x, _ := c.Cell(a).(string)
	y, _ := c.Cell(b).(string)
	return cmp.Compare(viet.Fold(x), viet.Fold(y))
}

// HeadsOf are the heads of a list's columns as links, by their keys.
func HeadsOf[T any](r *kit.Ask, columns []Column[T]) Heads {
	out := Heads{}
	q := r.URL.Query()
	now, down := strings.CutPrefix(q.Get("sort"), "-")
	for _, gone := range []string{"done", "print", "format", "after", "after_due", "from"} {
		q.Del(gone)
	}
	for _, c := range columns {
		if c.Key == "" {
			continue
		}
		h := Head{Label: c.Label}
		want := c.Key
		if now == c.Key {
			h.Sorted = "ascending"
			if down {
				h.Sorted = "descending"
			} else {
				want = "-" + c.Key
			}
		}
		q.Set("sort", want)
		h.URL = href.Query(r.URL.Path, q)
		out[c.Key] = h
	}
	return out
}

// FileURL is where the list as it is shown is a file.
func FileURL(r *kit.Ask) string {
	q := r.URL.Query()
	q.Del("done")
	q.Del("print")
	q.Set("format", "xlsx")
	return href.Query(r.URL.Path, q)
}

// plain is where the same list is as text, beside its workbook.
func plain(file string) string { return strings.Replace(file, "format=xlsx", "format=csv", 1) }

// AsPaper are the links to a list in the office's form, as Word and PDF.
func AsPaper(r *kit.Ask) []page.Link {
	file := FileURL(r)
	return []page.Link{{Text: "Word", URL: strings.Replace(file, "format=xlsx", "format=docx", 1)}, {Text: "PDF", URL: strings.Replace(file, "format=xlsx", "format=pdf", 1)}}
}

// Files are the links to a list as a workbook and as text.
func Files(r *kit.Ask) []page.Link {
	file := FileURL(r)
	return []page.Link{{Text: "Excel", URL: file}, {Text: "CSV", URL: plain(file)}}
}

// AsFile says whether the list is asked for as a file.
func AsFile(r *kit.Ask) bool {
	format := r.URL.Query().Get("format")
	return format == "xlsx" || format == "csv"
}

// Send writes the rows as .xlsx, and what more there is to say on sheets after
// them, or as .csv, which has the rows alone.
func Send[T any](w http.ResponseWriter, r *kit.Ask, name string, rows []T, columns []Column[T], more ...exchange.Sheet) error {
	s := exchange.Sheet{Name: name}
	for _, c := range columns {
		s.Header = append(s.Header, c.Label)
	}
	for _, row := range rows {
		var cells []any
		for _, c := range columns {
			cells = append(cells, c.Cell(row))
		}
		s.Rows = append(s.Rows, cells)
	}
	return Write(w, r, s, more...)
}

// Write sends a sheet, and others after it, under its name: as .csv where that is
// asked for, else as .xlsx. What would run as a formula is made harmless in both.
func Write(w http.ResponseWriter, r *kit.Ask, s exchange.Sheet, more ...exchange.Sheet) error {
	var b bytes.Buffer
	format, err := "xlsx", error(nil)
	if r.URL.Query().Get("format") == "csv" {
		format, err = "csv", exchange.WriteCSV(&b, s)
	} else {
		err = exchange.WriteXLSX(&b, append([]exchange.Sheet{s}, more...)...)
	}
	if err != nil {
		return err
	}
	Deliver(w, s.Name+"."+format, exchange.MediaType(format), b.Bytes())
	return nil
}

// Deliver sends a file that is for its reader alone.
func Deliver(w http.ResponseWriter, name, media string, content []byte) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Cache-Control", "private, no-store")
	_, _ = w.Write(content) // an error: the reader is gone
}
