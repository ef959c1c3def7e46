// Package report writes lists as files an office sends on: sheets that can be
// taken in again, and annexes in the form of documents.
package report

import (
	"io"
	"strings"

	"dondoc/internal/app/tasks"
	"dondoc/internal/docx"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
)

// annexColumns are the columns of a task annex as it is written, in the words
// it is read by again, with their share of a page's width.
var annexColumns = []struct {
	key   string
	share int
}{
	{"exchange.annex_no", 5}, {"exchange.annex_task", 24}, {"exchange.annex_lead", 11}, {"exchange.annex_partners", 11}, {"exchange.annex_product", 10},
	{"exchange.annex_deadline", 9}, {"exchange.annex_authority", 8}, {"exchange.annex_agreed", 8}, {"exchange.annex_status", 11}, {"exchange.annex_done", 8},
}

// annexRow gives the cells of one task.
func annexRow(lang i18n.Lang, t tasks.ExportedTask) []string {
	lead := t.Answers.Unit.Name
	if t.Lead == "" {
		lead = t.LeadText
	}
	agreed, done := "", ""
	if t.State.Due != t.First {
		agreed = t.State.Due.Say("")
	}
	if t.State.DoneOn != "" {
		done = t.State.DoneOn.Say("")
	}
	status := i18n.T(lang, "task.status_"+string(t.Status))
	if w := t.Reason; w != nil {
		status += "\n" + i18n.T(lang, "exchange.annex_why", "kind", w.Kind, "cause", w.Cause, "remedy", w.Remedy, "day", w.Promised, "who", w.Who)
	}
	return []string{t.Label, t.Name, lead, strings.Join(t.PartnerNames, "\n"), t.Product, t.Task.Deadline.Text, t.Authority, agreed, status, done}
}

func annexHeads(lang i18n.Lang) (out []string) {
	for _, c := range annexColumns {
		out = append(out, i18n.T(lang, c.key))
	}
	return out
}

// WriteTasks writes tasks as xlsx, csv or docx. Invalid for another format.
func WriteTasks(w io.Writer, format string, lang i18n.Lang, e tasks.TaskExport) error {
	switch format {
	case "xlsx":
		return exchange.WriteXLSX(w, TaskSheet(lang, e))
	case "csv":
		return exchange.WriteCSV(w, TaskSheet(lang, e))
	case "docx":
		if err := docx.Write(w, TaskDocument(lang, e)); err != nil {
			return errs.New(errs.Internal, "error.internal").Because(err)
		}
		return nil
	}
	return errs.New(errs.Invalid, "exchange.format_unknown", "format", format).In("format")
}

// TaskSheet gives tasks as a sheet: an annex that can be taken in again.
func TaskSheet(lang i18n.Lang, e tasks.TaskExport) exchange.Sheet {
	s := exchange.Sheet{Name: i18n.T(lang, "exchange.annex_sheet"), Header: append(annexHeads(lang), i18n.T(lang, "exchange.annex_field"))}
	for _, t := range e.Rows {
		var row []any
		for _, c := range append(annexRow(lang, t), t.Field) {
			row = append(row, c)
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// TaskDocument gives tasks as an annex in the office's form.
func TaskDocument(lang i18n.Lang, e tasks.TaskExport) docx.Document {
	today := e.Today
	d := docx.Document{Landscape: true, Issuer: strings.ToUpper(e.Unit.Name), Motto: [2]string{i18n.T(i18n.Vietnamese, "exchange.state"), i18n.T(i18n.Vietnamese, "exchange.motto")},
		Place: i18n.T(i18n.Vietnamese, "exchange.place", "place", placeOf(e.Unit.Name), "day", string(today[8:]), "month", string(today[5:7]), "year", string(today[:4])),
		Title: i18n.T(lang, "exchange.annex_title"), Subtitle: i18n.T(lang, "exchange.annex_subtitle", "n", len(e.Rows), "due", e.Tally.Due, "today", today)}
	if e.Document != nil {
		d.Subtitle = i18n.T(lang, "exchange.annex_of", "number", e.Document.Number, "date", e.Document.IssuedOn, "issuer", e.Document.Issuer)
	}
	heads := annexHeads(lang)
	for i, c := range annexColumns {
		d.Columns = append(d.Columns, docx.Column{Title: heads[i], Share: c.share})
	}
	field := ""
	for _, t := range e.Rows {
		if t.Field != field && t.Field != "" {
			d.Rows = append(d.Rows, docx.Row{Heading: true, Cells: []string{t.Field}})
		}
		field = t.Field
		d.Rows = append(d.Rows, docx.Row{Cells: annexRow(lang, t)})
	}
	return d
}

// placeOf gives the name of a place as the head of a document has it, without
// its kind: "Ngân Sơn" for "Huyện Ngân Sơn".
func placeOf(unit string) string {
	for _, kind := range []string{"Thành phố ", "Thị trấn ", "Thị xã ", "Phường ", "Quận ", "Huyện ", "Tỉnh ", "Xã "} {
		if name, ok := strings.CutPrefix(unit, kind); ok {
			return name
		}
	}
	return unit
}
