package plan

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// allot shares a target out to the units directly below.
func (s *server) allot(w http.ResponseWriter, r *kit.Ask) error {
	v, in, err := s.allotView(r)
	if err != nil {
		return err
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		failed := error(nil)
		if v.Reserve.Errors != nil || slices.ContainsFunc(v.Rows, func(row AllotRow) bool { return len(row.Field.Errors) > 0 }) {
			code = http.StatusUnprocessableEntity
		} else if failed = s.App.Allot(r.Context(), r.User.Actor, in); failed == nil {
			return s.Redirect(w, r, v.Target.URL, "allotted")
		}
		if failed != nil {
			form := page.Form{Fields: []page.Field{{Name: "reason"}}}
			ok := false
			if code, ok = kit.IntoForm(&form, failed); !ok {
				return failed
			}
			v.Reason.Errors = form.Fields[0].Errors
			v.Problems = form.Problems
		}
	}
	return s.Show(w, r, code, v.Page())
}

func (s *server) allotView(r *kit.Ask) (Allot, plan.NewAllotment, error) {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return Allot{}, plan.NewAllotment{}, err
	}
	p, err := s.App.Target(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return Allot{}, plan.NewAllotment{}, err
	}
	units, err := s.App.AllotmentRows(r.Context(), r.User.Actor, which)
	if err != nil {
		return Allot{}, plan.NewAllotment{}, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return Allot{}, plan.NewAllotment{}, err
	}
	v := Allot{Frame: s.Frame(r, d, p.Unit.ID, p.Cycle, i18n.T(r.Lang, "web.allot_title")), Target: page.Link{Text: p.Name, URL: href.Target(which, "")}, Wording: p.Current().Wording,
		Unit: p.UnitOfMeasure, Plan: kit.PlanFigure(r.Lang, p.Current().Criterion).Text, Action: href.Allot(which), CheckURL: path.Join(href.Allot(which), "sums"), Cancel: href.Target(which, "")}
	v.Sign()
	v.Crumbs = []page.Link{v.Target}
	typed := r.Method == http.MethodPost || r.URL.Query().Has("reserve")
	in := plan.NewAllotment{Target: which, Reason: r.FormValue("reason")}
	var parts []criterion.Criterion
	for _, u := range units {
		who, value := u.Answers, ""
		if u.Part != nil {
			value = u.Part.Current().Wording
		}
		name := "part-" + who.Unit.Code
		if typed {
			value = r.FormValue(name)
		}
		row := AllotRow{Unit: who.Unit.Name, Head: kit.Holder(d, who), LastYear: kit.ActualText(r.Lang, u.LastYear),
			Field: page.Field{Name: name, Label: who.Unit.Name, Value: value}}
		row.Head.Unit, row.Head.UnitURL = "", ""
		if u.Part != nil && strings.TrimSpace(value) == "" {
			row.Field.Errors = append(row.Field.Errors, page.Problem{What: phrase.New("web.allot_taken_away", "was", u.Part.Current().Wording)})
		}
		if strings.TrimSpace(value) != "" {
			in.Parts = append(in.Parts, plan.Part{Unit: who.Unit.ID, Wording: value})
			c, questions := criterion.Read(value, criterion.Hints{Name: p.Name, Unit: p.UnitOfMeasure, Direction: p.Leaning()})
			for _, q := range questions {
				row.Field.Errors = append(row.Field.Errors, page.Problem{What: q.Ask})
			}
			parts = append(parts, c)
		}
		v.Rows = append(v.Rows, row)
	}
	s.fillBalance(r, &v, &in, p, parts, typed)
	return v, in, nil
}

// fillBalance adds reserve, reason and the sum to the form.
func (s *server) fillBalance(r *kit.Ask, v *Allot, in *plan.NewAllotment, p plan.TargetPage, parts []criterion.Criterion, typed bool) {
	reserve, reason := "0", ""
	if p.Reserve != nil {
		reserve, reason = strings.Replace(p.Reserve.Reserve.String(), ".", ",", 1), p.Reserve.Reason // without grouping, so that it is read as it stands
	}
	if typed {
		reserve, reason = r.FormValue("reserve"), r.FormValue("reason")
	}
	v.Reserve = page.Field{Kind: "number", Name: "reserve", Label: i18n.T(r.Lang, "web.allot_reserve"), Value: reserve, Unit: p.UnitOfMeasure}
	v.Reason = page.Field{Kind: "area", Name: "reason", Label: i18n.T(r.Lang, "web.allot_reason"), Hint: i18n.T(r.Lang, "web.allot_reason_hint"), Value: reason}
	var value measure.Decimal // nothing typed is nothing kept back
	if strings.TrimSpace(reserve) != "" {
		var err error
		if value, err = measure.ReadTyped(reserve); err != nil {
			e := errs.All(err)[0]
			v.Reserve.Errors = append(v.Reserve.Errors, page.Problem{What: e.What, Hint: e.Hint})
			v.Check = e.What
			return
		}
	}
	in.Reserve = value
	b := target.BalanceOf(p.Target, parts, value)
	if !b.Summable {
		v.Fits = true
		return
	}
	say := string(r.Lang)
	v.Sum, v.Fits = b.Sum.Say(say), b.Rest.IsZero()
	v.Check = phrase.New("app.allot_sum", "plan", b.Plan, "sum", b.Sum, "reserve", b.Reserve, "rest", b.Rest)
}

// allotSums answers swap.js with the sum while parts are typed.
func (s *server) allotSums(w http.ResponseWriter, r *kit.Ask) error {
	v, _, err := s.allotView(r)
	if err != nil {
		return err
	}
	return s.Show(w, r, http.StatusOK, v.Sums())
}
