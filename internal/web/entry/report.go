package entry

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/reason"
	"dondoc/internal/report"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// report is the form for one figure of one month.
func (s *server) report(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Target(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	if r.Method == http.MethodPost {
		if err := kit.ParseForm(r); err != nil {
			return err
		}
	}
	month, err := s.monthOf(r, p)
	if err != nil {
		return err
	}
	v, err := s.reportView(r, p, month)
	if err != nil {
		return err
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		in, err := newReport(r, which, month)
		var why reason.Reason
		if err == nil {
			why, err = s.whyIn(r, which, month)
		}
		if err == nil {
			_, err = s.App.Report(r.Context(), r.User.Actor, in)
		}
		if err == nil && !why.Empty() {
			err = s.App.ExplainTarget(r.Context(), r.User.Actor, why)
		}
		if err == nil {
			done := "reported"
			if in.Draft {
				done = "draft_kept"
			}
			return s.Redirect(w, r, href.Target(which, ""), done)
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
		if choices := meanings(r, err, p.Target, in.Text, r.FormValue("meant")); len(choices) > 0 {
			v.Form.Fields = slices.Insert(v.Form.Fields, 3, page.Field{Kind: "radio", Name: "meant", Label: i18n.T(r.Lang, "web.meant"), Options: choices})
		}
	}
	return s.Show(w, r, code, v.Page())
}

// monthOf is the month asked for, else the newest month that may be reported. A
// month that cannot be read, lies in another cycle or ahead is an error: it
// is never replaced by another.
func (s *server) monthOf(r *kit.Ask, p plan.TargetPage) (period.Month, error) {
	text := r.FormValue("month")
	if text == "" && r.Method == http.MethodGet {
		last := min(s.Today().Month().Start().AddDays(-1).Month(), p.Cycle.LastMonth())
		return max(last, period.Month(p.Cycle+"-01")), nil
	}
	m, err := period.ParseMonth(text)
	switch {
	case err != nil:
		return "", err
	case m.Cycle() != p.Cycle:
		return "", errs.New(errs.Invalid, "app.month_elsewhere", "month", m, "cycle", p.Cycle)
	case m > s.Today().Month():
		return "", errs.New(errs.Invalid, "app.month_ahead", "month", m)
	}
	return m, nil
}

func (s *server) reportView(r *kit.Ask, p plan.TargetPage, month period.Month) (Report, error) {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return Report{}, err
	}
	if err := d.MayOn(access.Report, p.Target.Unit, p.AnswerUnit); err != nil {
		return Report{}, err
	}
	rev := p.Current()
	v := Report{Frame: s.Frame(r, d, p.Unit.ID, p.Cycle, i18n.T(r.Lang, "web.report_title")), Wording: rev.Wording, Unit: p.UnitOfMeasure,
		Target: page.Link{Text: p.Name, URL: href.Target(p.ID, "")}, Month: month, Plan: kit.PlanFigure(r.Lang, rev.Criterion).Text}
	v.Crumbs = []page.Link{v.Target}
	for _, m := range p.Cycle.Months() {
		if m <= s.Today().Month() {
			v.Months = append(v.Months, page.Link{Text: m.Say(""), URL: href.Report(p.ID, m), Here: m == month})
		}
	}
	if n := month.Number(); n > 0 && month.Cycle() == p.Cycle {
		v.Due = p.Months[n-1].Due
	}
	if n := month.Number(); n > 0 && month.Cycle() == p.Cycle && p.Months[n-1].Reopened {
		l := p.Months[n-1].Last
		v.Reopened = phrase.New("web.reopened", "by", l.ByName, "reason", l.Reason, "until", l.OpenUntil)
	}
	for _, m := range p.Standing.Months {
		if m.Month < month && m.Value != nil {
			v.LastMonth = m.Value.Say(string(r.Lang))
		}
	}
	var newest, own *target.Observation
	for i, o := range p.Observations {
		if o.Month != month || o.State() == approval.Withdrawn {
			continue
		}
		kind := page.Estimate
		if o.Final {
			kind = page.Final
		}
		newest = &p.Observations[i]
		if o.By == r.User.Account && o.State() != approval.Approved {
			own = newest
		}
		v.Earlier = append(v.Earlier, Earlier{Value: o.Text, Kind: kind, State: string(o.State()), At: o.At, By: o.ByName})
		if last := o.Steps[len(o.Steps)-1]; o.State() == approval.Returned && o.By == r.User.Account {
			v.Returned = &page.Step{What: string(last.Step), By: last.ByName, At: last.At, Reason: last.Reason}
		}
	}
	v.LastYear = report.LastYear(r.Lang, p.BoardRow)
	typed := typedReport(r, p, month, own, s.Today())
	v.Form = s.reportForm(r, p, month, typed)
	if newest != nil {
		v.Form.Fields[1].Value = string(newest.ID)
	}
	v.Understood = s.understood(r, p, month, typed)
	behind := reason.Wanted(p.Word()) || reason.Wanted(v.Understood.Class)
	v.Form.MoreTitle, v.Form.MoreOpen, v.Form.More = i18n.T(r.Lang, "web.reason_ask"), behind, r.ReasonFields(kit.Holder(d, p.Answers))
	return v, nil
}

// typing is what stands in the form: what was typed, else the reader's own
// figure that is not approved yet, else nothing.
type typing struct {
	text, note, meant string
	final, within     bool
	files             []target.Evidence // of the own figure; each may be kept
	keep              []string
}

func typedReport(r *kit.Ask, p plan.TargetPage, month period.Month, own *target.Observation, today period.Date) typing {
	var t typing
	if own != nil {
		t = typing{text: own.Text, note: own.Note, final: own.Final, within: !own.Cumulative, files: own.Evidence}
		for _, e := range own.Evidence {
			t.keep = append(t.keep, string(e.ID))
		}
	} else {
		t.final = month != p.Cycle.LastMonth() || today.Month() > month
	}
	if r.Method == http.MethodPost {
		t = typing{text: r.FormValue("text"), note: r.FormValue("note"), meant: r.FormValue("meant"), final: r.FormValue("final") == "1",
			within: r.FormValue("scope") == "month", files: t.files, keep: r.Form["keep"]}
	}
	return t
}

func (s *server) reportForm(r *kit.Ask, p plan.TargetPage, month period.Month, typed typing) page.Form {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	option := func(value, key string, selected bool) page.Option {
		return page.Option{Value: value, Text: t(key), Selected: selected}
	}
	f := page.Form{Action: href.Report(p.ID, ""), Submit: t("web.send"), Cancel: href.Target(p.ID, ""),
		Extra: []page.Button{{Name: "do", Value: "draft", Text: t("web.keep_draft"), Quiet: true}},
		Fields: []page.Field{
			{Kind: "hidden", Name: "month", Value: string(month)},
			{Kind: "hidden", Name: "seen_last", Value: string(figures.SeenNothing)},
			{Kind: "text", Name: "text", Label: t("web.figure"), Hint: t("web.figure_hint"), Unit: p.UnitOfMeasure, Required: true, Value: typed.text,
				Preview: href.PreviewReport(p.ID)},
			{Kind: "radio", Name: "scope", Label: t("web.scope"), Options: []page.Option{option("year", "web.scope_year", !typed.within), option("month", "web.scope_month", typed.within)}},
			{Kind: "radio", Name: "final", Label: t("web.firmness"), Options: []page.Option{option("0", "figure.estimate", !typed.final), option("1", "figure.final", typed.final)}},
			{Kind: "area", Name: "note", Label: t("web.note"), Hint: t("web.note_hint"), Value: typed.note},
			{Kind: "file", Name: "files", Label: t("web.evidence"), Hint: t("web.evidence_hint"), Many: true},
		}}
	for _, e := range typed.files {
		f.Fields = append(f.Fields, page.Field{Kind: "check", Name: "keep", Value: string(e.ID), Label: i18n.T(r.Lang, "web.keep_file", "name", e.Name),
			Checked: slices.Contains(typed.keep, string(e.ID))})
	}
	return f
}

// meanings are the readings of a figure that a refusal asks about; what was
// chosen before, and may want a reason, stays chosen.
func meanings(r *kit.Ask, refused error, of target.Target, text, meant string) []page.Option {
	choices, unit := figures.Readings(refused), of.UnitOfMeasure
	if _, questions := readActual(of, 0, text); len(choices) == 0 && len(questions) > 0 {
		choices = questions[0].Choices
	}
	if v, err := measure.ParseDecimal(meant); len(choices) == 0 && err == nil && meant != "" {
		choices = []measure.Decimal{v}
	}
	var out []page.Option
	for _, c := range choices {
		out = append(out, page.Option{Value: c.String(), Text: c.Say(string(r.Lang)) + " " + unit, Selected: meant == c.String()})
	}
	return out
}

// readActual reads a typed figure as the report would; tier is that of the unit,
// 0 where it is not at hand.
func readActual(t target.Target, tier int, text string) (criterion.Actual, []criterion.Question) {
	rev := t.Current()
	return criterion.ReadActual(text, rev.Criterion, criterion.Hints{Name: t.Name, Unit: t.UnitOfMeasure, Direction: t.Direction, Baseline: rev.Baseline, Within: true, Tier: tier})
}

// understood says what was read from a typed figure, and how the board would
// have the target with it.
func (s *server) understood(r *kit.Ask, p plan.TargetPage, month period.Month, typed typing) Understood {
	u := Understood{Lang: r.Lang}
	if strings.TrimSpace(typed.text) == "" {
		return u
	}
	a, questions := readActual(p.Target, p.Unit.Tier(), typed.text)
	for _, q := range questions {
		u.Asks = append(u.Asks, q.Ask)
	}
	if len(questions) > 0 {
		return u
	}
	if a.Value != nil {
		u.Value = a.Value.Say(string(r.Lang)) + " " + p.UnitOfMeasure
	}
	u.Aside = a.Aside()
	stands, prospect := p.Would(target.Observation{Month: month, Actual: a, Cumulative: !typed.within, Final: typed.final})
	u.Explain, u.Class = stands.Assessment.Explanation, stands.Word(prospect)
	if prospect.Track != nil {
		u.Track = prospect.Track.Explanation
	}
	return u
}

// preview answers swap.js with what is understood of a figure while it is typed.
func (s *server) preview(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Target(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	month, err := s.monthOf(r, p)
	if err != nil {
		return err
	}
	typed := typing{text: r.FormValue("text"), within: r.FormValue("scope") == "month", final: r.FormValue("final") == "1"}
	return s.Show(w, r, http.StatusOK, s.understood(r, p, month, typed).Fragment())
}

// whyIn reads why the target is behind, where something was written: all of it
// then, before the figure is sent.
func (s *server) whyIn(r *kit.Ask, of id.ID, month period.Month) (reason.Reason, error) {
	why, err := r.ReasonIn(of)
	if err == nil && !why.Empty() {
		err = why.Check(s.Today())
	}
	why.Month = month
	return why, err
}

// newReport reads the form.
func newReport(r *kit.Ask, which id.ID, month period.Month) (figures.NewReport, error) {
	in := figures.NewReport{Target: which, Month: month, Text: r.FormValue("text"), Cumulative: r.FormValue("scope") != "month", Final: r.FormValue("final") == "1",
		Note: r.FormValue("note"), Draft: r.FormValue("do") == "draft", SeenLast: id.ID(r.FormValue("seen_last"))}
	var err error
	if in.Meant, err = kit.MeantIn(r, "meant"); err != nil {
		return in, err
	}
	for _, which := range r.Form["keep"] {
		in.Keep = append(in.Keep, id.ID(which))
	}
	in.Files, err = kit.SentFiles(r, "files")
	return in, err
}

// evidence sends a file to be kept, never to be run in the page.
func (s *server) evidence(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	e, content, err := s.App.Evidence(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	return s.SendKept(w, e.Name, e.MediaType, content)
}
