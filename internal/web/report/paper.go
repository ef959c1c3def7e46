package report

import (
	"bytes"
	"mime"
	"net/http"
	"strconv"

	"dondoc/internal/app/reports"
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
	m, err := s.App.ReportMaterial(r.Context(), r.User.Actor, reports.Query{Unit: r.PathValue("code"), Cycle: cycle, AsKnown: known})
	if err != nil {
		return err
	}
	doc, unit := report.Year(r.Lang, m, s.App.Now()), m.Board.Unit
	if format := r.URL.Query().Get("file"); format != "" {
		return send(w, format, unit.Code+"-"+string(cycle), doc)
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Paper{Frame: s.Frame(r, d, unit.ID, cycle, doc.Title), Doc: doc, FormURL: registers.Paper(unit.Code, cycle, "", "")}
	v.Heading = nil // the paper has its own
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.board_title"), URL: href.AsKnown(href.Board(unit.Code, cycle), known)}}
	v.Day = page.Field{Kind: "date", Name: "as-known", Value: string(known)}
	v.Files = []page.Link{{Text: i18n.T(r.Lang, "web.paper_files"), URL: registers.Paper(unit.Code, cycle, "docx", known)}, {Text: i18n.T(r.Lang, "web.paper_annexes"), URL: registers.Paper(unit.Code, cycle, "xlsx", known)}}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// send writes a report as a file.
func send(w http.ResponseWriter, format, name string, doc prose.Document) error {
	var body bytes.Buffer
	if err := report.Write(&body, format, doc); err != nil {
		return err
	}
	w.Header().Set("Content-Type", mediaTypes[format])
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": "bao-cao-" + name + "." + format}))
	w.Header().Set("Cache-Control", "no-store")
	_, err := w.Write(body.Bytes())
	return err
}

// DayValue is the day asked for as a date field has it.
func (v Paper) DayValue() string { return v.Day.Value }

// Span is how many columns an annex has.
func (v Paper) Span(a prose.Annex) string { return number(len(a.Table.Columns)) }

func number(n int) string { return strconv.Itoa(n) }
