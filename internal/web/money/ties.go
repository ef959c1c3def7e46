package money

import (
	"net/http"
	"strings"

	"dondoc/internal/answer/spending"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// ties shows the targets that take their rate from the money; ties one, reports
// one, or ends it.
func (s *server) ties(w http.ResponseWriter, r *kit.Ask) error {
	c, err := s.yearListed(r, mostListed)
	if err != nil {
		return err
	}
	found, err := s.App.CapitalTies(r.Context(), r.User.Actor, c.Unit.Code, c.Year)
	if err != nil {
		return err
	}
	v := Transfer{Frame: s.Frame(r, c.dir, c.Unit.ID, c.cycle, c.t("web.capital_ties_title", "year", string(c.cycle), "unit", c.Unit.Name)), Lead: c.t("web.capital_ties_lead"), Between: c.tied(found)}
	v.Crumbs = []page.Link{{Text: c.t("page.nav.capital"), URL: c.way("")}}
	v.Form = c.tieForm(r, found)
	code := http.StatusOK
	if r.Method == http.MethodPost {
		done := "capital_kept"
		if err = s.tie(r, c, found); err == nil {
			return s.Redirect(w, r, r.URL.Path, done)
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

// tie does what the form asks for.
func (s *server) tie(r *kit.Ask, c year, found money.Ties) error {
	of := id.ID(r.PostFormValue("target"))
	if !of.Valid() {
		return errs.New(errs.Invalid, "web.capital_tie_choose").In("target")
	}
	switch r.PostFormValue("act") {
	case "untie":
		return s.App.TieTarget(r.Context(), r.User.Actor, of, nil)
	case "report":
		month := period.Month("")
		for _, row := range found.Rows {
			if row.Target.ID == of {
				month = row.Month
			}
		}
		_, err := s.App.ReportCapital(r.Context(), r.User.Actor, of, month, func(rate capital.Rate, tie capital.Tie, until period.Date) string {
			return spending.RateSource(r.Lang, rate, tie, until)
		})
		return err
	}
	return s.App.TieTarget(r.Context(), r.User.Actor, of, &capital.Tie{Setter: capital.Setter(r.PostFormValue("setter")), Programme: r.PostFormValue("programme"), Carried: r.PostFormValue("carried") != ""})
}

func (c year) tied(found money.Ties) Table {
	out := Table{Title: c.t("web.capital_ties_rows"), Empty: c.t("web.capital_ties_none"), Num: map[int]bool{2: true, 3: true},
		Head: []string{c.t("page.col.target"), c.t("web.capital_tie_of"), c.t("web.capital_tie_now"), c.t("web.capital_tie_reported")}}
	for _, row := range found.Rows {
		name := Cell{Links: []page.Link{{Text: row.Target.Label + ". " + row.Target.Name + ": " + row.Target.Current().Wording, URL: href.Target(row.Target.ID, c.Known)}}}
		of, now, reported := Cell{Text: c.t("web.capital_tie_no")}, Cell{Text: "–"}, Cell{Text: "–"}
		if row.Tie != nil {
			of.Text = spending.TieWords(c.lang, *row.Tie)
			if v, ok := row.Rate.Reported(); ok {
				now = Cell{Text: v.Say(string(c.lang)) + "%", Under: c.t("web.capital_tie_until", "month", row.Month)}
			} else if row.Many {
				now.Under = c.t("capital.tie_many")
			}
		}
		for _, was := range row.Past {
			of.Under = strings.TrimPrefix(of.Under+"; "+c.t("web.capital_tie_was", "of", spending.TieWords(c.lang, was.Tie), "from", period.DateOf(was.At), "to", period.DateOf(was.Until), "who", was.EndedBy), "; ")
		}
		if row.Reported != nil {
			reported = Cell{Text: kit.Given(c.lang, *row.Reported, "%") + "%", Under: c.t("web.capital_tie_until", "month", row.Reported.Month)}
			if row.Differs {
				reported.Under += "; " + c.t("web.capital_tie_differs")
			}
		}
		out.Rows = append(out.Rows, []Cell{name, of, now, reported})
	}
	return out
}

// tieForm is what who looks may do; nothing where that is nothing.
func (c year) tieForm(r *kit.Ask, found money.Ties) page.Form {
	may, tied, send := page.Field{Kind: "select", Name: "target", Label: c.t("page.col.target"), Required: true}, false, false
	tie := false
	for _, row := range found.Rows {
		if !row.MayTie && !row.MaySend {
			continue
		}
		tie, send, tied = tie || row.MayTie, send || row.MaySend, tied || row.MayTie && row.Tie != nil
		may.Options = append(may.Options, page.Option{Value: string(row.Target.ID), Text: row.Target.Label + ". " + row.Target.Name, Selected: r.FormValue("target") == string(row.Target.ID)})
	}
	if len(may.Options) == 0 {
		return page.Form{}
	}
	f := page.Form{Action: r.URL.Path, Cancel: c.way(""), Fields: []page.Field{may}}
	if tie {
		setter := page.Field{Kind: "select", Name: "setter", Label: c.t("web.capital_setter")}
		for _, o := range capital.Setters() {
			setter.Options = append(setter.Options, page.Option{Value: string(o), Text: c.t("capital.setter_" + string(o)), Selected: r.FormValue("setter") == string(o)})
		}
		programme := page.Field{Kind: "select", Name: "programme", Label: c.t("web.capital_programme"), Options: []page.Option{{Text: c.t("web.capital_tie_all")}}}
		for _, o := range []page.Option{{Value: capital.NationalProgrammes, Text: c.t("capital.tie_national")}, {Value: money.NoProgramme, Text: c.t("capital.tie_none")}} {
			o.Selected = r.FormValue("programme") == o.Value
			programme.Options = append(programme.Options, o)
		}
		for _, p := range found.Programmes {
			programme.Options = append(programme.Options, page.Option{Value: p, Text: p, Selected: r.FormValue("programme") == p})
		}
		f.Fields = append(f.Fields, setter, programme, page.Field{Kind: "check", Name: "carried", Label: c.t("web.capital_tie_carried"), Checked: r.PostFormValue("carried") != ""})
		f.Submit = c.t("web.capital_tie")
	}
	if send {
		f.Extra = append(f.Extra, page.Button{Name: "act", Value: "report", Text: c.t("web.capital_tie_report", "month", found.Rows[0].Month), Quiet: true})
	}
	if tied {
		f.Extra = append(f.Extra, page.Button{Name: "act", Value: "untie", Text: c.t("web.capital_untie"), Quiet: true})
	}
	return f
}
