package entry

import (
	"bytes"
	"mime"
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/figures"
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
	return s.Rehearse(w, r, kit.Rehearsal{Title: "web.fill_title", Lead: "web.fill_lead", Address: registers.EntrySheet(code, sh.month, ""), Done: "grid_sent", Next: grid, Template: true,
		Back:   page.Link{Text: t("web.grid_title", "month", sh.month), URL: grid},
		Fields: []page.Field{{Kind: "radio", Name: "do", Label: t("web.fill_do"), Options: []page.Option{{Value: "submit", Text: t("page.grid.submit"), Selected: !draft}, {Value: "draft", Text: t("page.grid.draft"), Selected: draft}}}},
		Take: func(f kit.SentFile, dry bool) (*page.Outcome, error) {
			done, err := report.TakeTemplate(r.Context(), s.App, r.User.Actor, report.Returned{Name: f.Name, Content: f.Content, Unit: code, Month: sh.month, Draft: draft, DryRun: dry})
			if err != nil {
				return nil, err
			}
			return filled(r.Lang, done), nil
		},
		Remarks: func(f kit.SentFile, wrong error) ([]byte, error) {
			return report.Remarked(r.Context(), r.Lang, f.Content, wrong)
		}})
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
	for _, name := range done.Absent {
		out.Notes = append(out.Notes, phrase.New("web.fill_absent", "name", name))
	}
	return out
}
