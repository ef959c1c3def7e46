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
	reports.Material
	Doc     prose.Document
	Query   reports.Query
	Kept    *Kept // the frozen version that is looked at
	Files   []page.Link
	Forms   reports.UnitForms
	InForms []page.Link // the report in each of the office's own forms, and where these are
	FormURL string
}

// at is the address of this report: as a file, or a frozen version of it.
func (v Paper) at(file, version string) string {
	return registers.Paper(v.Board.Unit.Code, v.Query.Cycle, file, v.Query.AsKnown, append(pairs(v.Query), "version", version)...)
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

// asked reads which report an address is about.
func asked(r *kit.Ask) (q reports.Query, err error) {
	q.Unit, q.Lang = r.PathValue("code"), string(r.Lang)
	if q.Cycle, err = period.ParseCycle(r.PathValue("cycle")); err != nil {
		return q, err
	}
	if q.AsKnown, err = kit.AsKnown(r); err != nil {
		return q, err
	}
	of := r.URL.Query()
	no := 0
	if text := of.Get("no"); text != "" {
		if no, err = strconv.Atoi(text); err != nil {
			return q, errs.New(errs.Invalid, "report.span_number", "most", 12).In("no")
		}
	}
	if several := of.Get("template") == reports.OfMonth || of.Get("template") == reports.OfQuarter; !several {
		no = 0 // the field of the form says nothing of the others
	}
	q.Span, err = reports.SpanOf(of.Get("template"), q.Cycle, no)
	q.Field, q.Head = of.Get("field"), of.Get("head")
	return q, err
}

// pairs say in an address which report it is about.
func pairs(q reports.Query) []string {
	no := ""
	if q.Span.No > 0 {
		no = number(q.Span.No)
	}
	return []string{"template", q.Span.Template, "no", no, "field", q.Field, "head", q.Head}
}

func (s *server) paper(w http.ResponseWriter, r *kit.Ask) error {
	q, err := asked(r)
	if err != nil {
		return err
	}
	m, err := s.App.ReportMaterial(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	doc, unit := report.Of(r.Lang, m, s.App.Now()), m.Board.Unit
	q.Field, q.Head = m.Field, string(m.Post.Post.ID)
	var frozen *Kept
	if text := r.URL.Query().Get("version"); text != "" {
		if frozen, err = s.kept(r, q, text, doc); err != nil {
			return err
		}
		doc = frozen.Doc
	}
	if format := r.URL.Query().Get("file"); format != "" {
		name := fileName(unit.Code, q.Cycle, q.Span)
		if frozen != nil {
			name += "-v" + number(int(frozen.Version))
		}
		form, err := s.inForm(r, unit.Code, format)
		if err != nil {
			return err
		}
		return send(w, r, format, name, doc, form)
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Paper{Frame: s.Frame(r, d, unit.ID, q.Cycle, doc.Title), Doc: doc, Material: m, Query: q, Kept: frozen, FormURL: registers.Paper(unit.Code, q.Cycle, "", "")}
	v.HeadWith(doc.Kind, doc.Title)
	if v.Heading != nil {
		v.Heading.Number = doc.Head.Number
	}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.board_title"), URL: href.AsKnown(href.Board(unit.Code, q.Cycle), q.AsKnown)}}
	for _, f := range []struct{ format, text string }{{"docx", "web.paper_files"}, {"pdf", "web.paper_pdf"}, {"xlsx", "web.paper_annexes"}} {
		v.Files = append(v.Files, page.Link{Text: i18n.T(r.Lang, f.text), URL: v.at(f.format, r.URL.Query().Get("version"))})
	}
	if v.Forms, err = s.App.Forms(r.Context(), r.User.Actor, unit.Code); err != nil {
		return err
	}
	v.InForms = v.formLinks(r.URL.Query().Get("version"))
	return s.Show(w, r, http.StatusOK, v.Page())
}

// send writes a report as a file, in an office's own form where there is one.
func send(w http.ResponseWriter, r *kit.Ask, format, name string, doc prose.Document, form []byte) error {
	var body bytes.Buffer
	write := func() error { return report.Write(r.Context(), &body, format, doc) }
	if form != nil {
		write = func() error { return report.WriteForm(&body, r.Lang, form, doc) }
	}
	if err := write(); err != nil {
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
	if v.Query.Span.No == 0 {
		return "1"
	}
	return number(v.Query.Span.No)
}

// heading is the level of a heading on the page: of a paper without parts, one higher.
func (v Paper) heading(b prose.Block) int {
	if !slices.ContainsFunc(v.Doc.Blocks, func(b prose.Block) bool { return b.Kind == prose.Heading && b.Level == 1 }) {
		return b.Level - 1
	}
	return b.Level
}

// DayValue is the day asked for as a date field has it.
func (v Paper) DayValue() string { return v.Query.AsKnown.Say("") }

// Span is how many columns an annex has.
func (v Paper) Span(a prose.Annex) string { return number(len(a.Table.Columns)) }

func number(n int) string { return strconv.Itoa(n) }
