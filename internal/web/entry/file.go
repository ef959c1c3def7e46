package entry

import (
	"bytes"
	"mime"
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
	"dondoc/internal/phrase"
	"dondoc/internal/report"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// file gives the sheet of a month as a workbook, and takes it back in: first as a
// rehearsal, then for real.
func (s *server) file(w http.ResponseWriter, r *kit.Ask) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	sh, err := s.sheet(r, d)
	if err != nil {
		return err
	}
	if list.AsFile(r) {
		return s.sendSheet(w, r, sh)
	}
	if err := d.May(access.Report, sh.unit); err != nil {
		return err
	}
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	code := r.PathValue("code")
	grid := href.Entry(code, sh.month)
	draft := r.FormValue("do") == "draft"
	var done figures.Filled // what was taken last
	take := func(f kit.SentFile, dry bool) (err error) {
		done, err = report.Take(r.Context(), s.App, r.User.Actor, report.Returned{Name: f.Name, Content: f.Content, Unit: code, Month: sh.month, Draft: draft, DryRun: dry, Own: f.Sheet(), Estimate: r.FormValue("firm") == "estimate", Forget: r.FormValue("remembered") == "forget"})
		return err
	}
	estimate, forget := r.FormValue("firm") == "estimate", r.FormValue("remembered") == "forget"
	return s.Rehearse(w, r, kit.Rehearsal{Title: "web.fill_title", Lead: "web.fill_lead", Address: registers.EntrySheet(code, sh.month, ""), Done: "grid_sent", Next: grid,
		Back: page.Link{Text: t("web.grid_title", "month", sh.month), URL: grid},
		Fields: []page.Field{{Kind: "radio", Name: "do", Label: t("web.fill_do"), Options: []page.Option{{Value: "submit", Text: t("page.grid.submit"), Selected: !draft}, {Value: "draft", Text: t("page.grid.draft"), Selected: draft}}},
			{Kind: "select", Name: "firm", Label: t("web.own_firm"), Hint: t("web.own_firm_hint"), Options: []page.Option{{Value: "", Text: t("web.own_firm_header"), Selected: !estimate}, {Value: "estimate", Text: t("web.own_firm_estimate"), Selected: estimate}}},
			{Kind: "select", Name: "remembered", Label: t("web.own_forget"), Options: []page.Option{{Value: "", Text: t("web.own_forget_use"), Selected: !forget}, {Value: "forget", Text: t("web.own_forget_drop"), Selected: forget}}}},
		Take: func(f kit.SentFile, dry bool) (*page.Outcome, error) {
			err := take(f, dry)
			switch {
			case err == nil:
				return filled(r.Lang, done), nil
			case done.Table == nil || !dry:
				return nil, err
			}
			out := filled(r.Lang, done)
			if kit.AboutRows(err) {
				return out, err
			}
			for _, e := range errs.All(err) { // of the sheet as a whole: its columns are chosen below
				out.Problems = append(out.Problems, page.RowProblem{Row: e.Row, Cell: e.Cell, What: e.What, Hint: e.Hint})
			}
			return out, nil
		},
		Bench: func() kit.Workbench { return ownBench(done) },
		Remarks: func(f kit.SentFile, wrong error) ([]byte, error) {
			sheet := ""
			if done.Table != nil {
				sheet = done.Table.Sheet
			}
			return report.Remarked(r.Context(), r.Lang, f.Content, sheet, wrong)
		}})
}

// ownBench is what can be chosen in a sheet of the unit's own making.
func ownBench(done figures.Filled) kit.Workbench {
	if done.Table == nil {
		return kit.Workbench{}
	}
	b := kit.Workbench{Means: "web.own_match", Table: done.Table, Columns: done.Columns, Fields: []string{"id", "label", "name", "unit", "in_month", "to_date", "note", "cause"}}
	for _, t := range done.Targets {
		b.Units = append(b.Units, page.Option{Value: string(t.Target.ID), Text: strings.TrimSpace(t.Label + " " + t.Name)})
	}
	for _, name := range done.Unknown {
		b.Name(name)
	}
	for _, row := range done.Read {
		b.Rows = append(b.Rows, kit.ReadRow{Number: row.Row, Text: strings.TrimSpace(row.Label + " " + row.Name)})
	}
	return b
}

func (s *server) sendSheet(w http.ResponseWriter, r *kit.Ask, sh sheet) error {
	var b bytes.Buffer
	if err := report.WriteTemplate(&b, r.Lang, sh.now); err != nil {
		return err
	}
	name := strings.Join([]string{r.PathValue("code"), string(sh.month)}, " ") + ".xlsx"
	w.Header().Set("Content-Type", exchange.MediaType("xlsx"))
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	w.Header().Set("Cache-Control", "private, no-store")
	_, _ = w.Write(b.Bytes()) // else the reader is gone
	return nil
}

// filled says what would come of each row that changes something.
func filled(lang i18n.Lang, done figures.Filled) *page.Outcome {
	out := &page.Outcome{Of: "figures", Total: done.Changed(), Notes: []phrase.Phrase{phrase.New("web.fill_count", "changed", done.Changed(), "same", len(done.Rows)-done.Changed())}}
	for _, r := range done.Rows {
		if r.Did == figures.RowSame || len(out.Rows) >= kit.MostLinesShown {
			continue
		}
		row := page.OutcomeRow{Name: r.Name, Act: i18n.T(lang, "web.fill_"+r.Did), To: r.After}
		if r.Before != "" && r.Before != r.After {
			row.Asks = append(row.Asks, phrase.New("web.fill_before", "before", r.Before))
		}
		out.Rows = append(out.Rows, row)
	}
	if done.Table != nil {
		out.Notes = append(out.Notes, report.Remembered(lang, done)...)
		out.Notes = append(out.Notes, done.Table.Told()...)
	}
	if n := len(done.Absent); n > 0 {
		out.Notes = append(out.Notes, phrase.New("web.fill_absent", "n", n, "names", strings.Join(done.Absent, "; ")))
	}
	return out
}
