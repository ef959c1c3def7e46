package web

import (
	"net/http"
	"strings"

	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/plan"
)

// allot shares a target out to the units directly below.
func (s *server) allot(w http.ResponseWriter, r *ask) error {
	v, in, err := s.allotView(r)
	if err != nil {
		return err
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		failed := error(nil)
		if v.Reserve.Errors != nil {
			code = http.StatusUnprocessableEntity
		} else if failed = s.app.Allot(r.Context(), r.user.Actor, in); failed == nil {
			return s.redirect(w, r, v.Target.URL, "allotted")
		}
		if failed != nil {
			form := page.Form{Fields: []page.Field{{Name: "reason"}}}
			ok := false
			if code, ok = intoForm(&form, failed); !ok {
				return failed
			}
			v.Reason.Errors = form.Fields[0].Errors
			v.Problems = form.Problems
		}
	}
	return s.show(w, r, code, v.Page())
}

func (s *server) allotView(r *ask) (plan.Allot, app.NewAllotment, error) {
	which, err := pathID(r, "id")
	if err != nil {
		return plan.Allot{}, app.NewAllotment{}, err
	}
	p, err := s.app.Target(r.Context(), r.user.Actor, which, "")
	if err != nil {
		return plan.Allot{}, app.NewAllotment{}, err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return plan.Allot{}, app.NewAllotment{}, err
	}
	base := "/targets/" + string(which)
	v := plan.Allot{Frame: s.frame(r, d, p.Unit.ID, p.Cycle, i18n.T(r.lang, "web.allot_title")), Target: page.Link{Text: p.Name, URL: base}, Wording: p.Current().Wording,
		Unit: p.UnitOfMeasure, Plan: planFigure(r.lang, p.Current().Criterion).Text, Action: base + "/allot", CheckURL: base + "/allot/sums", Cancel: base}
	v.Crumbs = []page.Link{v.Target}
	typed := r.Method == http.MethodPost || r.URL.Query().Has("reserve")
	known := map[id.ID]string{}
	for _, part := range p.Allotted {
		known[part.Unit.ID] = part.Current().Wording
	}
	in := app.NewAllotment{Target: which, Reason: r.FormValue("reason")}
	var parts []target.Criterion
	for _, who := range answering(d, min(s.today(), p.Cycle.End()), p.Unit.ID) {
		name := "part-" + who.Unit.Code
		value := known[who.Unit.ID]
		if typed {
			value = r.FormValue(name)
		}
		row := plan.AllotRow{Unit: who.Unit.Name, Head: holder(who), Field: page.Field{Name: name, Label: who.Unit.Name, Value: value, Unit: p.UnitOfMeasure}}
		row.Head.Unit, row.Head.UnitURL = "", ""
		if strings.TrimSpace(value) != "" {
			in.Parts = append(in.Parts, app.Part{Unit: who.Unit.ID, Wording: value})
			c, questions := target.Read(value, target.Hints{Name: p.Name, Unit: p.UnitOfMeasure, Direction: p.Direction})
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
func (s *server) fillBalance(r *ask, v *plan.Allot, in *app.NewAllotment, p app.TargetPage, parts []target.Criterion, typed bool) {
	reserve, reason := "0", ""
	if p.Reserve != nil {
		reserve, reason = p.Reserve.Reserve.Say(string(r.lang)), p.Reserve.Reason
	}
	if typed {
		reserve, reason = r.FormValue("reserve"), r.FormValue("reason")
	}
	v.Reserve = page.Field{Kind: "number", Name: "reserve", Label: i18n.T(r.lang, "web.allot_reserve"), Value: reserve, Unit: p.UnitOfMeasure}
	v.Reason = page.Field{Kind: "area", Name: "reason", Label: i18n.T(r.lang, "web.allot_reason"), Hint: i18n.T(r.lang, "web.allot_reason_hint"), Value: reason}
	value, err := plainNumber(reserve)
	if err != nil {
		e := errs.All(err)[0]
		v.Reserve.Errors = append(v.Reserve.Errors, page.Problem{What: e.What})
		return
	}
	in.Reserve = value
	b := app.BalanceOf(p.Target, parts, value)
	if !b.Summable {
		v.Fits = true
		return
	}
	say := string(r.lang)
	v.Sum, v.Fits = b.Sum.Say(say), b.Rest.IsZero()
	v.Check = phrase.New("app.allot_sum", "plan", b.Plan, "sum", b.Sum, "reserve", b.Reserve, "rest", b.Rest)
}

// plainNumber reads a number in the office's way; nothing typed is 0.
func plainNumber(text string) (measure.Decimal, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return measure.Decimal{}, nil
	}
	return measure.ParseDecimal(strings.Replace(strings.ReplaceAll(text, ".", ""), ",", ".", 1))
}

// allotSums answers swap.js with the sum while parts are typed.
func (s *server) allotSums(w http.ResponseWriter, r *ask) error {
	v, _, err := s.allotView(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, v.Sums())
}
