package shortcomings

import (
	"fmt"
	"math/big"
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/violation"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

func kindName(lang words, code string) string {
	k, _ := violation.KindOf(code)
	return k.Name(string(lang))
}

// violations shows a unit's register of a year.
func (s *server) violations(w http.ResponseWriter, r *kit.Ask) error {
	year, err := yearIn(r)
	if err != nil {
		return err
	}
	ask := r.URL.Query()
	own := ask.Get("own") != ""
	known, err := kit.AsKnown(r, "web.past_feeds")
	if err != nil {
		return err
	}
	q := shortcomings.ViolationQuery{AsKnown: known, Unit: r.PathValue("code"), Year: year, Below: !own, Kind: ask.Get("kind"), Pending: ask.Get("pending") != "", Struck: ask.Get("struck") != ""}
	found, err := s.App.Violations(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	lang, code := words(r.Lang), found.Unit.Code
	base := href.AsKnown(registers.Violations(code, year, ""), known)
	to := func(name, value string) string { return href.With(base, "own", ask.Get("own"), name, value) }
	v := Violations{Frame: s.Frame(r, d, found.Unit.ID, year, lang.t("web.violation_title", "year", string(year), "unit", found.Unit.Name))}
	v.Crumbs = []page.Link{{Text: lang.t("page.nav.shortcomings"), URL: href.AsKnown(registers.Shortcomings(code, year, ""), known)}}
	v.HeadWith(lang.t("web.violation_paper", "year", string(year)), "")
	v.Sign()
	v.Sentence = lang.t("web.violation_sentence", "until", found.Until, "n", found.Total.Now.Cases, "before", found.Total.Before.Cases)
	if found.Total.Before.Entries == 0 { // nothing was entered: that is not "none happened"
		v.Sentence = lang.t("web.violation_sentence_alone", "until", found.Until, "n", found.Total.Now.Cases)
	}
	v.Counts = violationCounts(lang, found, q, to)
	if found.May {
		v.First = page.Link{Text: lang.t("web.violation_new"), URL: registers.Violations(code, year, "new")}
		v.Actions = append(v.Actions, v.First)
	}
	if len(d.Tree(d.Today()).Children(found.Unit.ID)) > 0 {
		link := page.Link{Text: lang.t("web.violation_own"), URL: href.With(base, "own", "1")}
		if own {
			link = page.Link{Text: lang.t("web.violation_below"), URL: base}
		}
		v.Actions = append(v.Actions, link)
	}
	v.Head = [2]string{lang.t("web.violation_to", "day", found.Until), lang.t("web.violation_to", "day", found.Same)}
	for _, c := range found.Compared {
		v.Compared = append(v.Compared, comparedOf(lang, c, to("kind", c.Kind)))
	}
	for _, f := range found.Feeds {
		v.Feeds = append(v.Feeds, feedOf(lang, f, registers.Violations(code, year, "feed")))
	}
	for _, row := range found.Rows {
		one := violationOf(lang, row)
		one.URL = href.AsKnown(one.URL, known)
		v.Rows = append(v.Rows, one)
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// violationCounts are how much of the register there is of each kind, each its list.
func violationCounts(lang words, found shortcomings.Violations, q shortcomings.ViolationQuery, to func(name, value string) string) []Count {
	out := []Count{{Text: lang.t("web.violation_count_all"), N: found.Total.Now.Entries, URL: to("", ""), Here: q.Kind == "" && !q.Pending && !q.Struck}}
	if n := found.Pending; n > 0 {
		out = append(out, Count{Text: lang.t("web.violation_count_pending"), N: n, URL: to("pending", "1"), Here: q.Pending, Mark: "t-due_soon"})
	}
	if found.Struck > 0 {
		out = append(out, Count{Text: lang.t("web.violation_count_struck"), N: found.Struck, URL: to("struck", "1"), Here: q.Struck})
	}
	return out
}

func comparedOf(lang words, c violation.Compared, to string) Compared {
	out := Compared{Name: page.Link{Text: kindName(lang, c.Kind), URL: to}, Now: strconv.Itoa(c.Now.Cases), Before: strconv.Itoa(c.Before.Cases), More: fmt.Sprintf("%+d", c.Now.Cases-c.Before.Cases), People: strconv.Itoa(c.Now.People)}
	if more := c.Now.Cases - c.Before.Cases; c.Before.Cases > 0 {
		percent := measure.FromRat(big.NewRat(int64(100*more), int64(c.Before.Cases)), 0)
		sign := ""
		if more > 0 {
			sign = "+"
		}
		out.More += " (" + sign + percent.Say(string(lang)) + "%)"
	}
	if c.Before.Entries == 0 {
		out.Before, out.More = "–", "–"
	}
	out.More = strings.ReplaceAll(out.More, "-", "−")
	var other []string
	if c.Now.Area > 0 {
		other = append(other, violation.Hectares(c.Now.Area).Say(string(lang))+" ha")
	}
	if c.Now.Fine > 0 {
		other = append(other, lang.t("web.violation_fined", "fine", capital.Dong(c.Now.Fine)))
	}
	if c.Now.Pending > 0 {
		other = append(other, lang.t("web.violation_pending", "n", c.Now.Pending))
	}
	out.Other = dash(strings.Join(other, "; "))
	return out
}

func violationOf(lang words, r shortcomings.ViolationRow) Violation {
	v := Violation{URL: registers.Violation(r.ID, ""), On: r.On.Say(string(lang)), Kind: kindName(lang, r.Kind), Unit: r.Where.Name, Place: r.Place, What: r.What, Pending: r.Handling == violation.Pending, Invented: r.Invented, Struck: r.Struck}
	said := []string{lang.t("web.violation_cases", "n", r.Cases)}
	if r.People > 0 {
		said = append(said, lang.t("web.violation_persons", "n", r.People))
	}
	if r.Area > 0 {
		said = append(said, violation.Hectares(r.Area).Say(string(lang))+" ha")
	}
	v.Counts = strings.Join(said, ", ")
	how := []string{lang.t("violation.handling_" + string(r.Handling))}
	if r.HandledOn != "" {
		how = append(how, r.HandledOn.Say(string(lang)))
	}
	if r.Decision != "" {
		how = append(how, r.Decision)
	}
	if r.Fine > 0 {
		how = append(how, capital.Dong(r.Fine).Say(string(lang)))
	}
	v.Handling = strings.Join(how, ", ")
	return v
}

func feedOf(lang words, f shortcomings.Feed, action string) Feed {
	out := Feed{Target: page.Link{Text: f.Target.Name, URL: href.Target(f.Target.ID, "")}, Differs: f.Differs}
	var names []string
	bound := map[string]bool{}
	for _, k := range f.Kinds {
		bound[k] = true
		names = append(names, kindName(lang, k))
	}
	out.Kinds = strings.Join(names, ", ")
	if len(f.Kinds) > 0 {
		out.Count = lang.t("web.violation_to_month", "n", f.Cases, "month", f.Month)
	}
	if f.Reported != nil {
		out.Said = f.Reported.Text + " (" + f.Reported.Month.Say(string(lang)) + ", " + lang.t("state."+string(f.Reported.State())) + ")"
	}
	button := func(kind, do, text string) {
		out.Forms = append(out.Forms, FeedForm{action, string(f.Target.ID), kind, string(f.Month), do, text})
	}
	if f.MaySend && (f.Reported == nil || f.Reported.Month != f.Month || f.Differs) {
		button("", "report", lang.t("web.violation_report", "n", f.Cases))
	}
	if f.MayBind {
		for _, k := range f.Speaks {
			if !bound[k] {
				button(k, "feed", lang.t("web.violation_feed", "kind", kindName(lang, k)))
			}
		}
		for _, k := range f.Kinds {
			button(k, "unfeed", lang.t("web.violation_unfeed", "kind", kindName(lang, k)))
		}
	}
	return out
}

// feed has a target take its count from the register, or no longer, or reports
// what the register comes to.
func (s *server) feed(w http.ResponseWriter, r *kit.Ask) error {
	year, err := yearIn(r)
	if err != nil {
		return err
	}
	if _, _, err := s.UnitFor(r, access.ReadViolations); err != nil {
		return err
	}
	of := id.ID(r.PostFormValue("target"))
	if !of.Valid() {
		return errs.New(errs.NotFound, "access.not_found")
	}
	done := "violation_fed"
	switch r.PostFormValue("do") {
	case "report":
		month, bad := period.ParseMonth(r.PostFormValue("month"))
		if bad != nil {
			return bad
		}
		done = "violation_reported"
		_, err = s.App.ReportViolations(r.Context(), r.User.Actor, of, month, words(r.Lang).t("violation.source", "until", month.End()))
	case "unfeed":
		err = s.App.FeedTarget(r.Context(), r.User.Actor, of, r.PostFormValue("kind"), false)
	default:
		err = s.App.FeedTarget(r.Context(), r.User.Actor, of, r.PostFormValue("kind"), true)
	}
	if err != nil {
		return err
	}
	return s.Redirect(w, r, registers.Violations(r.PathValue("code"), year, ""), done)
}

// record enters a case.
func (s *server) record(w http.ResponseWriter, r *kit.Ask) error {
	year, err := yearIn(r)
	if err != nil {
		return err
	}
	d, unit, err := s.UnitFor(r, access.RecordViolations)
	if err != nil {
		return err
	}
	t, back := words(r.Lang).t, registers.Violations(r.PathValue("code"), year, "")
	v := page.Simple{Frame: s.Frame(r, d, unit, year, t("web.violation_new"))}
	v.Crumbs = []page.Link{{Text: t("page.nav.shortcomings"), URL: registers.Shortcomings(r.PathValue("code"), year, "")}, {Text: t("web.violation_register"), URL: back}}
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.save"), Cancel: back, Lead: t("web.violation_lead"), Fields: violationFields(r, violation.Violation{Cases: 1, Handling: violation.Pending})}
	where := page.Field{Kind: "select", Name: "unit", Label: t("web.violation_unit")}
	own, _ := d.Unit(unit, s.Today())
	for _, o := range append([]org.Version{own}, d.Tree(s.Today()).Children(unit)...) {
		where.Options = append(where.Options, page.Option{Value: o.Code, Text: o.Name, Selected: r.PostFormValue("unit") == o.Code})
	}
	if len(where.Options) > 1 {
		v.Form.Fields = append([]page.Field{where}, v.Form.Fields...)
	}
	if r.PostFormValue("place") != "" {
		v.Form.Fields = append(v.Form.Fields, page.Field{Kind: "check", Name: "another", Label: t("web.violation_another"), Checked: r.PostFormValue("another") != ""})
	}
	return s.Form(w, r, v, back, "violation_recorded", func() error {
		in, err := violationIn(r)
		if err != nil {
			return err
		}
		if in.Unit = unit; r.PostFormValue("unit") != "" {
			if in.Unit, err = d.UnitByCode(r.PostFormValue("unit")); err != nil {
				return errs.All(err)[0].In("unit")
			}
		}
		_, err = s.App.RecordViolation(r.Context(), r.User.Actor, in, r.PostFormValue("another") != "")
		return err
	})
}

func violationFields(r *kit.Ask, was violation.Violation) []page.Field {
	t, lang := words(r.Lang).t, string(r.Lang)
	kind := page.Field{Kind: "select", Name: "kind", Label: t("web.violation_kind")}
	for _, k := range violation.Kinds() {
		kind.Options = append(kind.Options, page.Option{Value: k.Code, Text: k.Name(lang), Selected: r.Typed("kind", was.Kind) == k.Code})
	}
	handling := page.Field{Kind: "select", Name: "handling", Label: t("web.violation_handling")}
	for _, h := range violation.Handlings() {
		handling.Options = append(handling.Options, page.Option{Value: string(h), Text: t("violation.handling_" + string(h)), Selected: r.Typed("handling", string(was.Handling)) == string(h)})
	}
	area, fine, people := "", "", ""
	if was.Area > 0 {
		area = violation.Hectares(was.Area).Say(lang) + " ha"
	}
	if was.Fine > 0 {
		fine = capital.Dong(was.Fine).Say(lang)
	}
	if was.People > 0 {
		people = strconv.Itoa(was.People)
	}
	return []page.Field{kind,
		{Kind: "date", Name: "on", Label: t("web.violation_on"), Required: true, Value: r.Typed("on", was.On.Say(lang))},
		{Name: "place", Label: t("web.violation_where"), Hint: t("web.violation_where_hint"), Required: true, Value: r.Typed("place", was.Place)},
		{Kind: "area", Name: "what", Label: t("web.violation_what"), Hint: t("web.violation_what_hint"), Required: true, Value: r.Typed("what", was.What)},
		{Kind: "number", Name: "cases", Label: t("amend.cases"), Required: true, Value: r.Typed("cases", strconv.Itoa(was.Cases))},
		{Kind: "number", Name: "people", Label: t("amend.people"), Value: r.Typed("people", people)},
		{Name: "area", Label: t("amend.area"), Hint: t("violation.area_hint"), Value: r.Typed("area", area)},
		handling,
		{Kind: "date", Name: "handled_on", Label: t("amend.handled_on"), Value: r.Typed("handled_on", was.HandledOn.Say(lang))},
		{Name: "decision", Label: t("amend.decision"), Value: r.Typed("decision", was.Decision)},
		{Name: "fine", Label: t("amend.fine"), Hint: t("capital.amount_hint"), Value: r.Typed("fine", fine)},
		{Name: "source", Label: t("web.shortcoming_source"), Value: r.Typed("source", was.Source)},
	}
}

// violationIn reads what the form of a case says.
func violationIn(r *kit.Ask) (violation.Violation, error) {
	var list errs.List
	note := func(field string, err error) {
		for _, e := range errs.All(err) {
			list = append(list, e.In(field))
		}
	}
	number := func(field string) int {
		text := strings.TrimSpace(r.PostFormValue(field))
		if text == "" {
			return 0
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			note(field, errs.New(errs.Invalid, "web.violation_number", "text", text))
		}
		return n
	}
	day := func(field string) period.Date {
		d, err := kit.Day(r, field)
		note(field, err)
		return d
	}
	v := violation.Violation{Kind: r.PostFormValue("kind"), On: day("on"), Place: r.PostFormValue("place"), What: r.PostFormValue("what"), Cases: number("cases"), People: number("people"),
		Handling: violation.Handling(r.PostFormValue("handling")), HandledOn: day("handled_on"), Decision: r.PostFormValue("decision"), Source: r.PostFormValue("source")}
	var err error
	if v.Area, err = violation.ReadArea(r.PostFormValue("area")); err != nil {
		note("area", err)
	}
	if text := strings.TrimSpace(r.PostFormValue("fine")); text != "" {
		if v.Fine, err = capital.ReadDong(text); err != nil {
			note("fine", err)
		}
	}
	return v, list.OrNil()
}

func (s *server) caseFrame(r *kit.Ask, known period.Date) (shortcomings.ViolationPage, page.Frame, *desk.Directory, error) {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return shortcomings.ViolationPage{}, page.Frame{}, nil, err
	}
	p, err := s.App.Violation(r.Context(), r.User.Actor, which, known)
	if err != nil {
		return p, page.Frame{}, nil, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return p, page.Frame{}, nil, err
	}
	f := s.Frame(r, d, p.Unit, p.On.Month().Cycle(), kit.Short(p.What, 60))
	f.Crumbs = []page.Link{{Text: words(r.Lang).t("page.nav.shortcomings"), URL: href.AsKnown(registers.Shortcomings(p.Where.Code, p.On.Month().Cycle(), ""), known)},
		{Text: words(r.Lang).t("web.violation_register"), URL: href.AsKnown(registers.Violations(p.Where.Code, p.On.Month().Cycle(), ""), known)}}
	return p, f, d, nil
}

// violation is one case.
func (s *server) violation(w http.ResponseWriter, r *kit.Ask) error {
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	p, f, d, err := s.caseFrame(r, known)
	if err != nil {
		return err
	}
	lang := words(r.Lang)
	v := ViolationPage{Frame: f, Violation: violationOf(lang, p.ViolationRow), Source: p.Source, By: p.ByName + " · " + f.Moment(p.At)}
	if p.May {
		v.Actions = []page.Link{{Text: lang.t("web.violation_correct"), URL: registers.Violation(p.ID, "correct")}}
	}
	for i := len(p.Amended) - 1; i >= 0; i-- {
		v.Amended = append(v.Amended, kit.Amended(f, d, p.Amended[i], ""))
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// mend puts a case right, says how it was handled, or strikes it out.
func (s *server) mend(w http.ResponseWriter, r *kit.Ask) error {
	p, f, d, err := s.caseFrame(r, "")
	if err != nil {
		return err
	}
	if err := d.May(access.RecordViolations, p.Unit); err != nil {
		return err
	}
	t, back := words(r.Lang).t, registers.Violation(p.ID, "")
	v := page.Simple{Frame: f}
	v.Title = t("web.violation_correct")
	v.Crumbs = append(v.Crumbs, page.Link{Text: f.Title, URL: back})
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.save"), Cancel: back, Fields: append(violationFields(r, p.Violation), r.ReasonField()),
		Extra: []page.Button{{Name: "strike", Value: "1", Text: t("web.violation_strike"), Quiet: true}}}
	return s.Form(w, r, v, back, "shortcoming_kept", func() error {
		if r.PostFormValue("strike") != "" {
			return s.App.CorrectViolation(r.Context(), r.User.Actor, violation.Violation{ID: p.ID}, r.PostFormValue("reason"), true)
		}
		in, err := violationIn(r)
		if err != nil {
			return err
		}
		in.ID = p.ID
		return s.App.CorrectViolation(r.Context(), r.User.Actor, in, r.PostFormValue("reason"), false)
	})
}
