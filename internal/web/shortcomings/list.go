package shortcomings

import (
	"cmp"
	"dondoc/internal/app/desk"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"dondoc/internal/access"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/shortcoming"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	lists "dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

func dash(text string) string { return cmp.Or(text, "–") }

// words says keys in the reader's language.
type words i18n.Lang

func (l words) t(key string, args ...any) string { return i18n.T(i18n.Lang(l), key, args...) }

func yearIn(r *kit.Ask) (period.Cycle, error) {
	year, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return "", errs.New(errs.NotFound, "web.no_page")
	}
	return year, nil
}

// list shows a unit's register of a year.
func (s *server) list(w http.ResponseWriter, r *kit.Ask) error {
	year, err := yearIn(r)
	if err != nil {
		return err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	ask := r.URL.Query()
	q := shortcomings.Query{Unit: r.PathValue("code"), Year: year, Below: ask.Get("below") != "", Field: ask.Get("field"), Answers: ask.Get("answers"),
		State: shortcoming.State(ask.Get("state")), Late: ask.Get("late") != "", Earlier: ask.Get("earlier") != "", AsKnown: known}
	l, err := s.App.Shortcomings(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	t := words(r.Lang).t
	v := List{Frame: s.Frame(r, d, l.Unit.ID, year, t("web.shortcoming_title", "year", string(year), "unit", l.Unit.Name)), Below: q.Below,
		FormURL: registers.Shortcomings(l.Unit.Code, year, ""), Filtered: q.Field != "" || q.Answers != "" || q.State != "" || q.Late || q.Earlier}
	v.Landscape = true
	v.HeadWith(t("web.shortcoming_paper", "year", string(year)), "")
	v.Sign()
	v.Place.Cycles = yearLinks(l, d.Today().Month().Cycle(), year)
	v.ClearURL = href.With(v.FormURL, "below", ask.Get("below"), "as-known", string(known))
	v.Sentence = t("web.shortcoming_sentence", "n", l.Tally.Total, "remedied", l.Tally.By[shortcoming.Remedied], "year", string(year))
	v.Counts = counts(words(r.Lang), l, q, ask)
	if l.Left > 0 {
		v.Left = page.Link{Text: t("web.shortcoming_left", "n", l.Left), URL: href.With(registers.Shortcomings(l.Unit.Code, before(year), ""), "below", ask.Get("below"))}
	}
	v.Fields = choices(t("web.shortcoming_any_field"), l.Fields, q.Field)
	v.Units = choices(t("web.shortcoming_any_unit"), l.Units, q.Answers)
	for _, name := range []string{"below", "state", "late", "earlier", "as-known"} {
		if value := ask.Get(name); value != "" {
			v.Hidden = append(v.Hidden, page.Field{Name: name, Value: value})
		}
	}
	v.Actions = s.listActions(r, l, q, len(d.Tree(d.Today()).Children(l.Unit.ID)) > 0)
	if l.May.Raise {
		v.First = page.Link{Text: t("web.shortcoming_propose"), URL: registers.Shortcomings(l.Unit.Code, year, "propose")}
	}
	shown := byField(l)
	cols := s.columns(d, words(r.Lang), l.Unit)
	if r.URL.Query().Get("sort") != "" {
		shown, v.Sorted = slices.Clone(l.Rows), true
		lists.Sort(r, shown, cols)
	}
	if lists.AsFile(r) {
		return lists.Send(w, r, v.Title, shown, cols)
	}
	v.Heads, v.Files = lists.HeadsOf(r, cols), lists.Files(r)
	if err := v.part(words(r.Lang), ask, shown, func(row shortcomings.Row) Row { return rowOf(d, words(r.Lang), row, l.Unit) }); err != nil {
		return err
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// mostRows is how many entries one page of the register shows; its files have all.
const mostRows = 300

// part takes the entries of one page, and says which of all they are.
func (v *List) part(lang words, ask url.Values, shown []shortcomings.Row, row func(shortcomings.Row) Row) error {
	from, of := 0, len(shown)
	if after := ask.Get("after"); after != "" {
		n, err := strconv.Atoi(after)
		if err != nil || n < 0 {
			return errs.New(errs.NotFound, "web.no_page")
		}
		from = min(n, of)
	}
	shown, v.N = shown[from:min(from+mostRows, of)], of
	if to := from + len(shown); from > 0 || to < of {
		v.Part = lang.t("web.shortcoming_part", "from", min(from+1, of), "to", to, "of", of)
		if to < of {
			at := &kit.Address{Path: v.FormURL, Query: ask}
			v.Next = page.Link{Text: lang.t("web.shortcoming_next"), URL: at.With("after", strconv.Itoa(to))}
		}
	}
	for _, one := range shown {
		v.Rows = append(v.Rows, row(one))
	}
	return nil
}

func before(year period.Cycle) period.Cycle { return year.Start().AddDays(-1).Month().Cycle() }

// yearLinks lead to the registers of the years there are, and of this and the year shown.
func yearLinks(l shortcomings.List, today, shown period.Cycle) (out []page.Link) {
	years := append(slices.Clone(l.Years), today, shown)
	slices.Sort(years)
	for _, y := range slices.Compact(years) {
		out = append(out, page.Link{Text: string(y), URL: registers.Shortcomings(l.Unit.Code, y, ""), Here: y == shown})
	}
	return out
}

// counts lead each to its rows.
func counts(lang words, l shortcomings.List, q shortcomings.Query, ask url.Values) (out []Count) {
	base := registers.Shortcomings(l.Unit.Code, l.Year, "")
	to := func(name, value string) string {
		return href.With(base, "below", ask.Get("below"), "as-known", ask.Get("as-known"), name, value)
	}
	all := q.State == "" && !q.Late && !q.Earlier
	out = append(out, Count{Text: lang.t("web.shortcoming_count_all"), N: l.Tally.Total, URL: to("", ""), Here: all})
	for _, state := range shortcoming.States() {
		if n := l.Tally.By[state]; n > 0 {
			out = append(out, Count{Text: lang.t("shortcoming.state_" + string(state)), N: n, URL: to("state", string(state)), Here: q.State == state})
		}
	}
	if l.Tally.Late > 0 {
		out = append(out, Count{Text: lang.t("web.shortcoming_count_late"), N: l.Tally.Late, URL: to("late", "1"), Here: q.Late, Mark: "t-running_late"})
	}
	if l.Tally.Earlier > 0 {
		out = append(out, Count{Text: lang.t("web.shortcoming_count_earlier"), N: l.Tally.Earlier, URL: to("earlier", "1"), Here: q.Earlier})
	}
	return out
}

func choices(all string, parts []shortcomings.Part, chosen string) []page.Option {
	out := []page.Option{{Text: all}}
	for _, p := range parts {
		out = append(out, page.Option{Value: p.Code, Text: p.Name + " (" + strconv.Itoa(p.N) + ")", Selected: p.Code == chosen})
	}
	return out
}

func (s *server) listActions(r *kit.Ask, l shortcomings.List, q shortcomings.Query, below bool) (out []page.Link) {
	t, code := words(r.Lang).t, l.Unit.Code
	if l.May.Raise {
		out = append(out, page.Link{Text: t("web.shortcoming_propose"), URL: registers.Shortcomings(code, l.Year, "propose")}, page.Link{Text: t("web.shortcoming_new"), URL: registers.Shortcomings(code, l.Year, "new")})
		if l.Tally.By[shortcoming.Remedying] > 0 && s.Today() >= l.Year.LastMonth().Start() {
			out = append(out, page.Link{Text: t("web.shortcoming_carry"), URL: registers.Shortcomings(code, l.Year, "carry")})
		}
	}
	if below {
		link := page.Link{Text: t("web.shortcoming_below"), URL: href.AsKnown(href.With(registers.Shortcomings(code, l.Year, ""), "below", "1"), q.AsKnown)}
		if q.Below {
			link = page.Link{Text: t("web.shortcoming_own"), URL: href.AsKnown(registers.Shortcomings(code, l.Year, ""), q.AsKnown)}
		}
		out = append(out, link)
	}
	if l.May.Violations {
		out = append(out, page.Link{Text: t("web.violation_register"), URL: href.AsKnown(registers.Violations(code, l.Year, ""), q.AsKnown)})
	}
	return out
}

// byField puts the rows of a field together, the field with most entries first.
func byField(l shortcomings.List) []shortcomings.Row {
	at := map[string]int{}
	for i, f := range l.Fields {
		at[f.Code] = i
	}
	rows := slices.Clone(l.Rows)
	slices.SortStableFunc(rows, func(a, b shortcomings.Row) int { return cmp.Or(at[a.Field]-at[b.Field], cmp.Compare(a.Field, b.Field)) })
	return rows
}

// marks are how states look, as tasks of the like do.
var marks = map[shortcoming.State]string{shortcoming.Remedying: "t-running_on_time", shortcoming.Awaiting: "t-due_soon", shortcoming.Remedied: "t-done_on_time", shortcoming.Carried: "t-paused", shortcoming.Withdrawn: "t-withdrawn"}

func rowOf(d *desk.Directory, lang words, r shortcomings.Row, shown org.Version) Row {
	row := Row{URL: registers.Shortcoming(r.ID, ""), Field: r.Field, Statement: r.Statement, Grounds: len(r.Grounds), Objective: r.Objective, Subjective: r.Subjective, Who: kit.Holder(d, r.Answers),
		Product: r.Product, Due: r.Due.Say(string(lang)), State: lang.t("shortcoming.state_" + string(r.State)), Mark: marks[r.State], Invented: r.Invented}
	if r.Register.ID != shown.ID {
		row.Register = lang.t("web.shortcoming_in", "unit", r.Register.Name)
	}
	if r.Years() > 1 {
		row.Since = lang.t("web.shortcoming_since", "year", string(r.First), "n", r.Years())
	}
	if on := r.RemediedOn(); on != "" {
		row.State += " " + on.Say(string(lang))
	}
	if r.Behind > 0 {
		row.Late = lang.t("web.shortcoming_late", "n", r.Behind)
		if r.State == shortcoming.Remedying {
			row.Mark = "t-running_late"
		}
	}
	return row
}

// groundOf says a row that proves a shortcoming.
func groundOf(lang words, g shortcoming.Ground) Ground {
	out := Ground{Kind: i18n.Title(lang.t("shortcoming.ground_" + string(g.Kind))), Asked: lang.figures(g.Asked), Got: dash(lang.figures(g.Got)), Stand: lang.t("shortcoming.stand_" + g.Stand)}
	switch g.Kind {
	case shortcoming.OfTarget:
		out.Row = page.Link{Text: g.Name, URL: href.Target(g.Ref, "")}
	case shortcoming.OfTask:
		out.Row = page.Link{Text: g.Name, URL: href.Task(g.Ref)}
		out.Asked, out.Got = period.Date(g.Asked).Say(string(lang)), dash(period.Date(g.Got).Say(string(lang)))
	case shortcoming.OfCapital:
		out.Row = page.Link{Text: g.Name, URL: href.Project(g.Ref, "")}
		out.Asked, out.Got = dong(lang, g.Asked), dong(lang, g.Got)
	}
	return out
}

func dong(lang words, text string) string {
	n, _ := strconv.ParseInt(text, 10, 64) // written by the proposal
	return lang.t("web.shortcoming_billions", "n", capital.Dong(n).Billions())
}

// propose shows what of a year may be raised.
func (s *server) propose(w http.ResponseWriter, r *kit.Ask) error {
	year, err := yearIn(r)
	if err != nil {
		return err
	}
	found, err := s.App.Proposals(r.Context(), r.User.Actor, r.PathValue("code"), year)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	lang := words(r.Lang)
	v := Proposals{Frame: s.Frame(r, d, found.Unit.ID, year, lang.t("web.shortcoming_propose_title", "year", string(year), "unit", found.Unit.Name))}
	v.Crumbs = []page.Link{{Text: lang.t("page.nav.shortcomings"), URL: registers.Shortcomings(found.Unit.Code, year, "")}}
	for _, p := range found.Rows {
		row := Proposal{Ground: groundOf(lang, p.Ground), Said: v.Say(p.Statement), Who: kit.Holder(d, p.Answers)}
		switch {
		case p.Raised != "":
			row.Act = page.Link{Text: lang.t("web.shortcoming_raised"), URL: registers.Shortcoming(p.Raised, "")}
		case found.May:
			row.Act = page.Link{Text: lang.t("web.shortcoming_raise"), URL: href.With(registers.Shortcomings(found.Unit.Code, year, "new"), "ground", p.Ground.Key())}
		default:
			row.Act = page.Link{Text: lang.t("web.shortcoming_not_raised")}
		}
		v.Rows = append(v.Rows, row)
	}
	if found.Open > 0 {
		v.Notes = append(v.Notes, lang.t("web.shortcoming_open", "n", found.Open))
	}
	if found.Many > 0 {
		v.Notes = append(v.Notes, lang.t("web.shortcoming_many", "n", found.Many))
	}
	if found.More {
		v.Notes = append(v.Notes, lang.t("web.shortcoming_more"))
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// carryAll has what a register still has open go on in the next year.
func (s *server) carryAll(w http.ResponseWriter, r *kit.Ask) error {
	year, err := yearIn(r)
	if err != nil {
		return err
	}
	d, unit, err := s.UnitFor(r, access.RaiseShortcomings)
	if err != nil {
		return err
	}
	t, code := words(r.Lang).t, r.PathValue("code")
	next := year.End().AddDays(1).Month().Cycle()
	back := registers.Shortcomings(code, year, "")
	v := page.Simple{Frame: s.Frame(r, d, unit, year, t("web.shortcoming_carry_title", "year", string(year), "next", string(next)))}
	v.Crumbs = []page.Link{{Text: t("page.nav.shortcomings"), URL: back}}
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.shortcoming_carry"), Cancel: back, Lead: t("web.shortcoming_carry_lead"), Fields: []page.Field{
		{Kind: "date", Name: "due", Label: t("web.shortcoming_new_due"), Hint: t("web.shortcoming_new_due_hint"), Value: r.PostFormValue("due")},
		{Kind: "area", Name: "text", Label: t("web.reason"), Value: r.PostFormValue("text")}}}
	return s.Form(w, r, v, registers.Shortcomings(code, next, ""), "shortcomings_carried", func() error {
		due, err := kit.Day(r, "due")
		if err != nil {
			return err
		}
		_, err = s.App.CarryShortcomings(r.Context(), r.User.Actor, code, year, due, r.PostFormValue("text"))
		return err
	})
}

// file sends evidence that came with a step.
func (s *server) file(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	f, content, err := s.App.ShortcomingFile(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	return s.SendKept(w, f.Name, f.MediaType, content)
}

func ids(codes []string, find func(string) (id.ID, error)) (out []id.ID, err error) {
	for _, code := range codes {
		unit, err := find(code)
		if err != nil {
			return nil, errs.All(err)[0].In("to")
		}
		out = append(out, unit)
	}
	return out, nil
}
