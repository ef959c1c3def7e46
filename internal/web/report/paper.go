package report

import (
	"bytes"
	"mime"
	"net/http"
	"slices"
	"strconv"

	"dondoc/internal/app/reports"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/prose"
	"dondoc/internal/report"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// Paper is a report as it is read on the screen, by the same tree as its files.
type Paper struct {
	page.Frame
	Doc     prose.Document
	Files   []page.Link
	Day     page.Field
	FormURL string
	Of      reports.Span
	Field   string
	Fields  []string // of the unit's targets
}

// URL is where a row that a table shows is looked at; "" for one without a page.
func (v Paper) URL(r prose.TableRow) string {
	for _, row := range v.Doc.Rows {
		if row.ID == r.Of && (row.Kind == "target" || row.Kind == "target_ahead") {
			return href.Target(row.ID, "")
		}
	}
	return ""
}

// mediaTypes are the files a report is sent as.
var mediaTypes = map[string]string{
	"pdf":  "application/pdf",
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

func (s *server) paper(w http.ResponseWriter, r *kit.Ask) error {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	asked := r.URL.Query()
	no := 0
	if text := asked.Get("no"); text != "" {
		if no, err = strconv.Atoi(text); err != nil {
			return errs.New(errs.Invalid, "report.span_number", "most", 12).In("no")
		}
	}
	if several := asked.Get("template") == reports.OfMonth || asked.Get("template") == reports.OfQuarter; !several {
		no = 0 // the field of the form says nothing of the others
	}
	span, err := reports.SpanOf(asked.Get("template"), cycle, no)
	if err != nil {
		return err
	}
	m, err := s.App.ReportMaterial(r.Context(), r.User.Actor, reports.Query{Unit: r.PathValue("code"), Cycle: cycle, AsKnown: known, Span: span, Field: asked.Get("field")})
	if err != nil {
		return err
	}
	doc, unit := report.Of(r.Lang, m, s.App.Now()), m.Board.Unit
	if format := r.URL.Query().Get("file"); format != "" {
		return send(w, r, format, fileName(unit.Code, cycle, span), doc)
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Paper{Frame: s.Frame(r, d, unit.ID, cycle, doc.Title), Doc: doc, FormURL: registers.Paper(unit.Code, cycle, "", "")}
	v.Heading = nil // the paper has its own
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.board_title"), URL: href.AsKnown(href.Board(unit.Code, cycle), known)}}
	v.Day = page.Field{Kind: "date", Name: "as-known", Value: string(known)}
	of := func(file string) string {
		return registers.Paper(unit.Code, cycle, file, known, "template", asked.Get("template"), "no", asked.Get("no"), "field", m.Field)
	}
	v.Files = []page.Link{{Text: i18n.T(r.Lang, "web.paper_files"), URL: of("docx")}, {Text: i18n.T(r.Lang, "web.paper_pdf"), URL: of("pdf")}, {Text: i18n.T(r.Lang, "web.paper_annexes"), URL: of("xlsx")}}
	v.Of, v.Field, v.Fields = span, m.Field, m.Fields
	return s.Show(w, r, http.StatusOK, v.Page())
}

// send writes a report as a file.
func send(w http.ResponseWriter, r *kit.Ask, format, name string, doc prose.Document) error {
	var body bytes.Buffer
	if err := report.Write(r.Context(), &body, format, doc); err != nil {
		return err
	}
	w.Header().Set("Content-Type", mediaTypes[format])
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name + "." + format}))
	w.Header().Set("Cache-Control", "no-store")
	_, err := w.Write(body.Bytes())
	return err
}

// fileName names the file of a report.
func fileName(code string, cycle period.Cycle, span reports.Span) string {
	name := span.Template + "-" + code + "-" + string(cycle)
	if span.No > 0 {
		name += "-" + number(span.No)
	}
	return name
}

// NoValue is the number of the month or quarter as a field has it.
func (v Paper) NoValue() string {
	if v.Of.No == 0 {
		return "1"
	}
	return number(v.Of.No)
}

// heading is the level of a heading on the page: of a paper without parts, one higher.
func (v Paper) heading(b prose.Block) int {
	if !slices.ContainsFunc(v.Doc.Blocks, func(b prose.Block) bool { return b.Kind == prose.Heading && b.Level == 1 }) {
		return b.Level - 1
	}
	return b.Level
}

// DayValue is the day asked for as a date field has it.
func (v Paper) DayValue() string { return v.Day.Value }

// Span is how many columns an annex has.
func (v Paper) Span(a prose.Annex) string { return number(len(a.Table.Columns)) }

func number(n int) string { return strconv.Itoa(n) }
