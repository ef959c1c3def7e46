package money

import (
	"bytes"
	"io"
	"net/http"
	"strconv"

	"dondoc/internal/app/money"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/report"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/page"
)

// forms lists the report forms of a year, or sends one as a file.
func (s *server) forms(w http.ResponseWriter, r *kit.Ask) error {
	if kind := r.URL.Query().Get("form"); kind != "" {
		return s.sendForm(w, r, kind)
	}
	c, err := s.yearListed(r, mostListed)
	if err != nil {
		return err
	}
	v := Reconciled{Frame: s.Frame(r, c.dir, c.Unit.ID, c.cycle, c.t("web.capital_forms_title", "year", string(c.cycle), "unit", c.Unit.Name)), Lead: c.t("web.capital_forms_lead"), Note: c.t("web.capital_forms_note")}
	v.Crumbs = []page.Link{{Text: c.t("page.nav.capital"), URL: c.way("")}}
	c.past(&v.Frame, r.URL.Path)
	v.Table = Table{Full: map[int]bool{1: true}, Head: []string{c.t("web.capital_form"), c.t("web.capital_form_shows"), c.t("web.capital_form_file")}}
	found, err := s.settled(r)
	if err != nil {
		return err
	}
	for _, kind := range report.CapitalFormKinds() {
		row := []Cell{{Text: c.t("web.capital_form_" + kind)}, {Text: c.t("web.capital_shows_" + kind)}, {}}
		if err := report.WriteCapitalForm(io.Discard, "xlsx", kind, r.Lang, found); errs.Is(err, errs.NotFound) {
			row[2].Text = c.t("web.capital_form_nothing")
			v.Table.Rows = append(v.Table.Rows, row)
			continue
		} else if err != nil {
			return err
		}
		for _, format := range []string{"xlsx", "docx"} {
			row[2].Links = append(row[2].Links, page.Link{Text: "." + format, URL: c.way("forms", "form", kind, "format", format)})
		}
		v.Table.Rows = append(v.Table.Rows, row)
	}
	if c.Projects() == 0 {
		v.Table.Rows, v.Table.Empty, v.Note = nil, c.t("web.capital_sentence_none", "n", 0, "day", c.Day), ""
	}
	if c.Closing.Payments > c.Day {
		v.Lead += " " + c.t("web.capital_forms_open", "day", c.Closing.Payments)
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// settled is a capital year as its forms have it, on the day of the page.
func (s *server) settled(r *kit.Ask) (found money.Settled, err error) {
	_, year, err := yearIn(r)
	if err != nil {
		return found, err
	}
	at := money.At{}
	if at.Known, err = kit.AsKnown(r); err != nil {
		return found, err
	}
	if at.Day, err = asOf(r); err != nil {
		return found, err
	}
	return s.App.CapitalForms(r.Context(), r.User.Actor, r.PathValue("code"), year, at)
}

func (s *server) sendForm(w http.ResponseWriter, r *kit.Ask, kind string) error {
	found, err := s.settled(r)
	if err != nil {
		return err
	}
	format := r.URL.Query().Get("format")
	var b bytes.Buffer
	if err := report.WriteCapitalForm(&b, format, kind, r.Lang, found); err != nil {
		return err
	}
	return s.SendKept(w, "von-"+kind+"-"+found.Unit.Code+"-"+strconv.Itoa(found.Year)+"-"+string(found.Day)+"."+format, exchange.MediaType(format), b.Bytes())
}
