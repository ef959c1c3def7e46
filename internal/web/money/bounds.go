package money

import (
	"net/http"
	"strconv"

	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/page"
)

// bounds shows the bounds of a year's warnings, and sets them.
func (s *server) bounds(w http.ResponseWriter, r *kit.Ask) error {
	c, err := s.yearListed(r, mostListed)
	if err != nil {
		return err
	}
	found, err := s.App.CapitalBounds(r.Context(), r.User.Actor, c.Unit.Code, c.Year)
	if err != nil {
		return err
	}
	v := Transfer{Frame: s.Frame(r, c.dir, c.Unit.ID, c.cycle, c.t("web.capital_bounds_title", "year", string(c.cycle), "unit", c.Unit.Name))}
	v.Crumbs = []page.Link{{Text: c.t("page.nav.capital"), URL: c.way("")}}
	v.Lead = c.t("web.capital_bounds_usual", "source", found.Usual.Source, "certainty", c.t("capital.certainty_"+found.Usual.Certainty))
	if found.Own != nil {
		v.Lead = c.t("web.capital_bounds_own", "unit", found.Of.Name, "from", strconv.Itoa(found.Own.From), "by", found.Own.By, "reason", found.Own.Reason)
	}
	v.Result = Table{Title: c.t("web.capital_bounds_now"), Head: []string{c.t("web.capital_bound"), c.t("web.capital_bound_now"), c.t("web.capital_bound_usual")}}
	for _, name := range works.Bounds() {
		v.Result.Rows = append(v.Result.Rows, []Cell{{Text: c.t("web.capital_bound_" + name)}, {Text: found.Rules.Bound(name)}, {Text: found.Usual.Bound(name)}})
	}
	v.Between = Table{Title: c.t("web.capital_bounds_history"), Empty: c.t("web.capital_bounds_none"), Head: []string{c.t("web.capital_bounds_at"), c.t("web.capital_bounds_from"), c.t("web.capital_bounds_by"), c.t("web.reason")}}
	for _, own := range found.History {
		what := own.Reason
		if len(own.Bounds) == 0 {
			what = c.t("web.capital_bounds_back", "reason", own.Reason)
		}
		v.Between.Rows = append(v.Between.Rows, []Cell{{Text: v.Moment(own.At)}, {Text: strconv.Itoa(own.From)}, {Text: own.By}, {Text: what}})
	}
	v.Hits, v.Source = c.hitTable(max(1, min(c.Month, 11))), c.t("web.capital_hits_source", "source", works.HitsSource())
	if !found.May {
		if r.Method == http.MethodPost {
			return errs.New(errs.Forbidden, "capital.bounds_not_yours")
		}
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	v.Result = Table{} // the form shows them
	v.Form = page.Form{Action: r.URL.Path, Submit: c.t("web.save"), Cancel: c.way(""), Lead: c.t("web.capital_bounds_lead", "year", string(c.cycle)), Extra: []page.Button{{Name: "act", Value: "usual", Text: c.t("web.capital_bounds_reset"), Quiet: true}}}
	for _, name := range works.Bounds() {
		v.Form.Fields = append(v.Form.Fields, page.Field{Name: name, Label: c.t("web.capital_bound_" + name), Hint: c.t("web.capital_bound_is", "usual", found.Usual.Bound(name)), Required: true, Value: r.Typed(name, found.Rules.Bound(name))})
	}
	v.Form.Fields = append(v.Form.Fields, r.ReasonField())
	code := http.StatusOK
	if r.Method == http.MethodPost {
		own := works.Own{From: c.Year, Reason: r.PostFormValue("reason"), Bounds: map[string]string{}}
		if r.PostFormValue("act") != "usual" {
			for _, name := range works.Bounds() {
				own.Bounds[name] = r.PostFormValue(name)
			}
		}
		err := s.App.SetCapitalBounds(r.Context(), r.User.Actor, c.Unit.Code, own)
		if err == nil {
			return s.Redirect(w, r, r.URL.Path, "capital_kept")
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}
