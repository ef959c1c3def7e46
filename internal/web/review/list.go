package review

import (
	"cmp"
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/app/commendations"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reviews"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	register "dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// words says keys in the reader's language.
type words i18n.Lang

func (l words) t(key string, args ...any) string { return i18n.T(i18n.Lang(l), key, args...) }

func (l words) in(w review.Words) string { return w.In(string(l)) }

// periodIn reads the period asked for; the year of the address where none is.
func periodIn(r *kit.Ask) (dossier.Period, error) {
	text := r.URL.Query().Get("period")
	if text == "" {
		text = r.PathValue("cycle")
	}
	p, err := dossier.ParsePeriod(text)
	if err != nil || string(p.Cycle) != r.PathValue("cycle") {
		return p, errs.New(errs.NotFound, "web.no_page")
	}
	return p, nil
}

func (l words) period(p dossier.Period) string {
	key := "web.review_span_" + string(p.Span)
	if p.Span == review.Half {
		key += []string{"", "_first", "_second"}[p.Part]
	}
	return l.t(key, "part", p.Part, "year", string(p.Cycle))
}

// periods gives every period of the year, those not begun left out.
func (l words) periods(code string, p dossier.Period, today period.Date) (out []page.Link) {
	for _, span := range []struct {
		span  review.Span
		parts []int
	}{{review.Year, []int{0}}, {review.Half, []int{1, 2}}, {review.Quarter, []int{1, 2, 3, 4}}} {
		for _, part := range span.parts {
			other := dossier.Period{Cycle: p.Cycle, Span: span.span, Part: part}
			if from, _ := other.Days(); from <= today {
				out = append(out, page.Link{Text: l.period(other), URL: registers.Reviews(code, p.Cycle, other.String()), Here: other == p})
			}
		}
	}
	return out
}

// list shows the reviews of a unit and of those directly under it.
func (s *server) list(w http.ResponseWriter, r *kit.Ask) error {
	p, err := periodIn(r)
	if err != nil {
		return err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	list, err := s.App.Reviews(r.Context(), r.User.Actor, r.PathValue("code"), p, known)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	l := words(r.Lang)
	v := List{Frame: s.Frame(r, d, list.Unit.ID, p.Cycle, l.t("web.review_heading", "period", l.period(p), "unit", list.Unit.Name)), Periods: l.periods(list.Unit.Code, p, d.Today())}
	for i := range v.Periods {
		v.Periods[i].URL = href.AsKnown(v.Periods[i].URL, known)
	}
	v.Views = []page.Link{{Text: l.t("web.commend_view_reviews"), URL: href.AsKnown(registers.Reviews(list.Unit.Code, p.Cycle, ""), known), Here: true}, {Text: l.t("web.commend_view"), URL: registers.Commendations(list.Unit.Code, p.Cycle, "")}, {Text: l.t("web.rules_view"), URL: registers.Rules(list.Unit.Code, "")}}
	v.Sign()
	decided := 0
	for _, row := range list.Rows {
		if row.Level != "" {
			decided++
		}
		v.Rows = append(v.Rows, l.row(row, p, known))
	}
	cols, facets := reviewColumns(r.Lang), reviewFacets(r.Lang)
	v.Filters, v.Rows = register.Filters(r, v.Rows, facets), register.Narrow(r, v.Rows, facets)
	register.Sort(r, v.Rows, cols)
	if register.AsFile(r) {
		return register.Send(w, r, v.Title, v.Rows, cols)
	}
	v.Heads, v.SheetURL = register.HeadsOf(r, cols), register.FileURL(r)
	v.Sentence = l.t("web.review_sentence", "period", l.period(p), "unit", list.Unit.Name, "n", decided, "of", len(list.Rows))
	for _, c := range list.Caps {
		v.Caps = append(v.Caps, l.t("review.subject_collective")+": "+l.cap(list.Set, c))
	}
	for _, c := range list.Heads {
		v.Caps = append(v.Caps, l.t("review.subject_head")+": "+l.cap(list.HeadSet, c))
	}
	for _, g := range list.Guards {
		v.Guards = append(v.Guards, l.t("web.review_guard_"+g.Kind, "n", len(g.Rows), "of", g.Of)+".")
	}
	for _, g := range list.Gaps {
		v.Gaps = append(v.Gaps, l.t("web.review_gap", "post", commendations.PostIn(desk.Responsible{Post: g.Post, Unit: g.Unit}), "from", g.From, "to", g.To))
	}
	if list.May[access.ReadReviews] {
		v.Crumbs = []page.Link{{Text: l.t("page.nav.targets"), URL: href.Board(list.Unit.Code, p.Cycle)}}
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// row is a line of the list, its review as known on the list's day.
func (l words) row(row reviews.Row, p dossier.Period, known period.Date) Row {
	out := Row{Under: l.t("review.subject_" + string(row.Subject)), Stage: l.t("review_stage." + string(row.Stage)), Points: cmp.Or(number(l, row.Points), "–"), Level: cmp.Or(l.in(row.Name), "–"), Own: row.Own}
	name := row.Unit.Name
	if row.Subject == review.Head {
		name, out.Under = row.Who.Person.Name, commendations.PostIn(row.Who)
	}
	switch out.Name = (page.Link{Text: name}); {
	case !row.Open:
	case row.Review != "":
		out.Name.URL = href.AsKnown(registers.Review(row.Review, ""), known)
	case known == "": // what is proposed is of now
		out.Name.URL = registers.Proposal(row.Unit.Code, p.Cycle, p.String(), string(row.Subject), row.Who.Appointment.ID, "")
	}
	return out
}

// cap says a cap with its arithmetic, and the rival reading beside it.
func (l words) cap(set *review.Set, c review.CapResult) string {
	text := ""
	for _, line := range set.Caps {
		if line.ID == c.ID {
			text = l.in(line.Says)
		}
	}
	out := text + ": " + l.t("web.review_cap", "percent", c.Percent, "of", c.Of, "allowed", c.Allowed, "rated", c.Rated)
	if c.RivalAllowed >= 0 {
		out += " " + l.t("web.review_cap_rival", "of", c.RivalOf, "allowed", c.RivalAllowed)
	}
	if c.Over > 0 {
		out += " " + l.t("web.review_cap_over", "n", c.Over)
	}
	return out
}
