package board

import (
	"dondoc/internal/errs"
	"encoding/json"
	"net/http"
	"path"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/app/plan"
	"dondoc/internal/approval"
	"dondoc/internal/charge"
	"dondoc/internal/chart"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/reason"
	"dondoc/internal/target"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

func (s *server) target(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.targetView(r)
	if err != nil {
		return err
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// targetView is the page of the target in the address.
func (s *server) targetView(r *kit.Ask) (Target, error) {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return Target{}, err
	}
	known, err := kit.AsKnown(r)
	if err != nil {
		return Target{}, err
	}
	p, err := s.App.Target(r.Context(), r.User.Actor, which, known)
	if err != nil {
		return Target{}, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return Target{}, err
	}
	row := boardRow(r.Lang, d, p.BoardRow, known)
	v := Target{Frame: s.Frame(r, d, p.Unit.ID, p.Cycle, p.Name), ID: string(p.ID), Ordinal: p.Label, Name: p.Name, Wording: row.Wording,
		Group: p.Field, Unit: p.UnitOfMeasure, Setter: string(p.Setter), Class: row.Class, Plan: row.Plan, Actual: row.Actual, Percent: row.Percent, Differs: row.Differs,
		Explanation: p.Assessment.Explanation, Statuses: row.Statuses, Flags: row.Flags, Holder: row.Holder, HistoryURL: href.History(p.ID),
		Direction: phrase.New("web.direction_" + string(p.Current().Criterion.Direction)), Accumulates: phrase.New("web.accumulation_" + string(p.Accumulation)),
		Resolution: s.DocumentLink(r, d, p.Document)}
	if known != "" {
		v.Place.Known = known
	}
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.board_title") + " " + string(p.Cycle), URL: href.AsKnown(href.Board(p.Unit.Code, p.Cycle), known)}}
	if src := answer.Sources(p.BoardRow); len(src) > 0 {
		v.Provision = i18n.T(r.Lang, "web.sources", "sources", strings.Join(src, "; "))
	}
	passed := func(key string, list []plan.Passed) {
		for _, other := range list {
			v.Passed = append(v.Passed, page.Link{Text: i18n.T(r.Lang, key, "unit", other.Unit.Name, "wording", other.Target.Current().Wording), URL: href.Target(other.Target.ID, "")})
		}
	}
	v.fillParts(p)
	passed("web.target_from", p.From)
	passed("web.target_into", p.Into)
	v.Said, v.Outlook, v.Beside, v.Options = row.Said, row.Outlook, row.Beside, kit.OptionWords(r.Lang, p.Current().Options)
	if p.Track != nil {
		v.TrackHow = p.Track.Explanation
	}
	if p.Outlook != nil {
		v.OutlookHow = p.Outlook.Made
	}
	v.fillReasons(row, p)
	s.fillJudgement(r, d, &v, p)
	fillMonths(r.Lang, &v, p, s.Today())
	fillOutlook(&v, p)
	fillAnswered(d, r.Lang, &v, p, s.Today())
	fillReports(r.Lang, &v, p)
	v.Allotment = allotment(r.Lang, p)
	v.Actions = targetActions(r.Lang, p)
	if err := s.fillMoney(r, &v, which, known); err != nil || known != "" {
		return v, err
	}
	requests, err := s.App.ChargesOf(r.Context(), r.User.Actor, charge.Answer, which)
	v.Asked = s.Requests(v.Frame, requests, true)
	return v, err
}

// fillParts adds what the target is a part of, its own parts, and what of its
// result is not judged.
func (v *Target) fillParts(p plan.TargetPage) {
	if p.BoardRow.Actual != nil {
		v.Aside = p.BoardRow.Actual.Aside()
	}
	if w := p.Whole; w != nil {
		v.Whole = page.Link{Text: v.T("web.target_part_of", "name", w.Name), URL: href.Target(w.ID, p.AsKnown)}
	}
	for _, part := range p.Under {
		v.Under = append(v.Under, page.Link{Text: strings.TrimSpace(part.Label + " " + part.Name + ": " + part.Current().Wording), URL: href.Target(part.ID, p.AsKnown)})
	}
}

// fillReasons adds why the target is behind, and where that is said.
func (v *Target) fillReasons(row Row, p plan.TargetPage) {
	v.Unsaid = row.Unsaid
	for _, one := range slices.Backward(p.Reasons) {
		v.Reasons = append(v.Reasons, one)
	}
	if p.May[access.Report] && p.AsKnown == "" && (reason.Wanted(p.Word()) || len(v.Reasons) > 0) {
		v.ReasonURL = path.Join(href.Target(p.ID, ""), "why")
	}
}

// fillJudgement adds the criterion, the proposal and the confirmed class, and the form to confirm.
func (s *server) fillJudgement(r *kit.Ask, d *desk.Directory, v *Target, p plan.TargetPage) {
	rev := p.Current()
	v.Criterion = page.Criterion{Explain: rev.Criterion.Explain(), Confirmed: rev.Confirmed, By: rev.ByName, At: rev.At}
	if p.May[access.ManageTargets] {
		v.Criterion.EditURL = href.Revise(p.ID)
	}
	v.Judgement = Judgement{Computed: string(p.Assessment.Class)}
	if c := p.Confirmation; c != nil {
		v.Judgement.Confirmed, v.Judgement.Reason, v.Judgement.By, v.Judgement.At = string(c.Confirmed), c.Reason, c.ByName, c.At
	}
	for i, revision := range p.Revisions {
		one := Revision{On: period.DateOf(revision.At), Wording: revision.Wording, Reason: revision.Reason, First: i == 0,
			Document: v.Resolution}
		if a := revision.Amended; a != nil {
			shown := kit.Amended(v.Frame, d, *a, "")
			one.Amended = &shown
		}
		if p.Actual != nil {
			if a := revision.Assess(p.Actual).Achievement; a != nil {
				one.Percent = a.Shown().Say(string(r.Lang)) + "%"
			}
		}
		v.Revisions = append(v.Revisions, one)
	}
	if p.May[access.Assess] && p.AsKnown == "" && p.Counted != nil {
		v.Assess = classForm(r.Lang, p)
	}
}

func classForm(lang i18n.Lang, p plan.TargetPage) *page.Form {
	f := page.Field{Kind: "select", Name: "class", Label: i18n.T(lang, "web.class")}
	for _, c := range criterion.Classes() {
		f.Options = append(f.Options, page.Option{Value: string(c), Text: i18n.T(lang, "class."+string(c)), Selected: c == p.Class})
	}
	return &page.Form{Action: href.Class(p.ID), Lead: i18n.T(lang, "web.class_lead"), Submit: i18n.T(lang, "web.class_confirm"),
		Fields: []page.Field{f, {Kind: "area", Name: "reason", Label: i18n.T(lang, "web.reason"), Hint: i18n.T(lang, "web.class_reason_hint")}}}
}

// fillMonths adds the chart and its table.
func fillMonths(lang i18n.Lang, v *Target, p plan.TargetPage, today period.Date) {
	v.Chart = chart.Months{Lang: lang, Name: p.Name, Unit: p.UnitOfMeasure}
	if aim := p.Current().Criterion.PlanValue(); aim != nil {
		v.Chart.Target = chart.Known(float(*aim))
	}
	byID := map[id.ID]target.Observation{}
	for _, o := range p.Observations {
		byID[o.ID] = o
	}
	interims := map[int]criterion.Interim{}
	for _, i := range p.Interims() {
		interims[i.Month] = i
	}
	standing := p.Standing.Months
	var before *measure.Decimal
	for i, m := range p.Cycle.Months() {
		one := chart.Month{Label: m.Say("")[:2]}
		line := Month{Month: m, Plan: interims[m.Number()].Wording}
		if aim := interims[m.Number()].Criterion.PlanValue(); aim != nil {
			one.Plan = chart.Known(float(*aim))
		}
		if i < len(standing) && standing[i].Value != nil {
			value := *standing[i].Value
			one.Actual, one.Estimate = chart.Known(float(value)), !standing[i].Final
			o, own := byID[standing[i].Observation]
			line.Cumulative = page.Figure{Text: value.Say(string(lang)), URL: "#o" + string(o.ID)}
			line.Statuses = monthStatuses(o, p.Months[i])
			if !own { // worked out from the units this one came of
				line.Cumulative.URL = restatedFrom(p)
				line.Statuses = append([]string{page.Restated}, monthStatuses(target.Observation{Final: standing[i].Final, Illustrative: standing[i].Illustrative}, p.Months[i])...)
			}
			if p.Accumulation == target.Flow || p.Accumulation == target.EventCount {
				if within := value; before != nil {
					within = value.Sub(*before)
					line.InMonth = page.Figure{Text: within.Say(string(lang))}
					one.InMonth = chart.Known(float(within))
				}
				before = &value
			}
			if a := p.Current().Assess(&criterion.Actual{How: criterion.Point, Value: &value}).Achievement; a != nil {
				line.Percent = a.Percent(1).Trim().Say(string(lang))
			}
		}
		if p.May[access.Report] && p.AsKnown == "" && !p.Months[i].Locked && m.Start() <= today {
			line.ReportURL = href.Report(p.ID, m)
		}
		v.Chart.Months = append(v.Chart.Months, one)
		v.Months = append(v.Months, line)
	}
}

// restatedFrom is where the figures of a restated month are: the target of the
// unit before, where it was one.
func restatedFrom(p plan.TargetPage) string {
	if len(p.From) != 1 {
		return ""
	}
	return href.Target(p.From[0].Target.ID, "")
}

func monthStatuses(o target.Observation, m months.MonthStanding) []string {
	out := []string{page.Estimate}
	if o.Final {
		out[0] = page.Final
	}
	if o.Illustrative {
		out = append(out, page.Illustrative)
	}
	if m.Locked {
		out = append(out, page.Locked)
	}
	if m.Reopened {
		out = append(out, page.Reopened)
	}
	return out
}

// fillAnswered adds who held the answering post in the cycle.
func fillAnswered(d *desk.Directory, lang i18n.Lang, v *Target, p plan.TargetPage, today period.Date) {
	v.Tenures = chart.Tenures{Lang: lang, Over: period.Range{From: p.Cycle.Start(), To: p.Cycle.End().AddDays(1)}, Today: today}
	for _, t := range p.Tenures {
		h := kit.HolderIn(d, desk.Responsible{Unit: p.Answers.Unit, Post: p.Answers.Post, Person: t.Person, Appointment: t.Appointment}, p.Cycle, p.AsKnown)
		v.Answered = append(v.Answered, Answer{Holder: h, Range: t.Range})
		v.Tenures.Tenures = append(v.Tenures.Tenures, chart.Tenure{Range: t.Range, Row: p.Answers.Post.Title, Words: t.Person.Name,
			Title: t.Person.Name, Href: h.URL, Acting: t.Capacity != "substantive", Emphasis: t.Person.ID == p.Answers.Person.ID})
	}
	fillComing(d, v, p)
}

// fillComing adds who will answer from a day to come.
func fillComing(d *desk.Directory, v *Target, p plan.TargetPage) {
	for _, c := range p.Coming {
		one := Coming{Holder: kit.Holder(d, c.Answers), From: c.From, Reason: c.Reason}
		for _, e := range errs.All(c.Hinders) {
			one.Hinders = append(one.Hinders, e.What)
		}
		if p.May[access.ManageTargets] && p.AsKnown == "" {
			one.WithdrawURL = path.Join(href.Target(p.ID, ""), "answering", string(c.ID))
		}
		v.Coming = append(v.Coming, one)
	}
}

// fillReports adds what was reported, the newest first.
func fillReports(lang i18n.Lang, v *Target, p plan.TargetPage) {
	for _, o := range slices.Backward(p.Observations) {
		kind := page.Estimate
		if o.Final {
			kind = page.Final
		}
		one := Report{ID: "o" + string(o.ID), Month: o.Month, Value: page.Figure{Text: kit.Given(lang, o, p.UnitOfMeasure)}, Kind: kind, Cumulative: o.Cumulative,
			State: string(o.StateAt(p.AsKnown.EndOfDayOrNow())), Note: o.Note, Current: slices.ContainsFunc(p.Standing.Months, func(m target.MonthFigure) bool { return m.Observation == o.ID })}
		if w := p.Where[o.ID]; w.Waits() {
			one.Where = i18n.Say(lang, w.Said())
		}
		if o.Source != "" {
			one.Note = strings.TrimSpace(one.Note + " " + i18n.T(lang, "web.sources", "sources", o.Source))
		}
		if o.Illustrative {
			one.Flags = append(one.Flags, phrase.New("figure.illustrative"))
		}
		for _, e := range o.Evidence {
			one.Evidence = append(one.Evidence, page.Link{Text: e.Name, URL: href.Evidence(e.ID)})
		}
		for _, st := range o.Steps {
			if p.AsKnown == "" || st.At.Before(p.AsKnown.EndOfDay()) {
				one.Steps = append(one.Steps, page.Step{What: string(st.Step), By: st.ByName, At: st.At, Reason: st.Reason})
			}
		}
		if p.AsKnown == "" && !p.Months[o.Month.Number()-1].Locked {
			for _, step := range p.Months[o.Month.Number()-1].Chain.Steps(o.State()) {
				if stepAllowed[step] != "" && p.May[stepAllowed[step]] && (step != approval.Reopen || one.Current) {
					one.Actions = append(one.Actions, page.Link{Text: i18n.Title(i18n.T(lang, "step."+string(step))), URL: href.Step(o.ID, string(step))})
				}
			}
		}
		v.Reports = append(v.Reports, one)
	}
}

// stepAllowed says which right a step's link is shown for; app decides when it is taken.
var stepAllowed = map[approval.Step]access.Action{approval.Verify: access.Verify, approval.Approve: access.Approve, approval.Return: access.Return, approval.Reopen: access.Reopen}

func allotment(lang i18n.Lang, p plan.TargetPage) *Allotment {
	edit := ""
	if p.May[access.Allot] && p.AsKnown == "" {
		edit = href.Allot(p.ID)
	}
	if len(p.Allotted) == 0 {
		return nil
	}
	a := &Allotment{EditURL: edit, TreeURL: href.Tree(p.ID, p.AsKnown), Fits: !p.Balance.Summable || p.Balance.Rest.IsZero()}
	say := string(lang)
	if p.Balance.Summable {
		a.Plan, a.Sum, a.Reserve = p.Balance.Plan.Say(say), p.Balance.Sum.Say(say), p.Balance.Reserve.Say(say)
		if !a.Fits {
			a.Rest = p.Balance.Rest.Say(say)
		}
	}
	if p.Reserve != nil {
		a.Reason = p.Reserve.Reason
	}
	var sum []target.Reported
	for _, part := range p.Allotted {
		share := Share{Unit: part.Unit.Name, URL: href.Target(part.Target.ID, p.AsKnown), Quantity: kit.Bare(part.Current().Wording, p.UnitOfMeasure), Class: part.Word(part.Prospect)}
		if part.Counted != nil {
			share.Actual = page.Figure{Text: kit.Given(lang, *part.Counted, p.UnitOfMeasure), URL: share.URL + "#reports"}
			sum = append(sum, target.Reported{Month: p.Cycle.LastMonth(), Actual: *part.Actual})
		}
		if ach := part.Assessment.Achievement; ach != nil {
			share.Percent = ach.Shown().Trim().Say(say)
		}
		a.Rows = append(a.Rows, share)
	}
	if p.Balance.Summable && len(sum) > 0 {
		if all, flags := target.Accumulate(target.Flow, sum, p.Cycle.LastMonth()); len(flags) == 0 && all.Value != nil {
			a.Actual = all.Value.Say(say)
		}
	}
	return a
}

func targetActions(lang i18n.Lang, p plan.TargetPage) (out []page.Link) {
	if p.AsKnown != "" {
		return nil
	}
	for _, a := range []struct {
		action access.Action
		key    string
		path   string
	}{{access.Report, "web.do_report", href.Report(p.ID, "")}, {access.Allot, "web.do_allot", href.Allot(p.ID)}, {access.ManageTargets, "web.do_revise", href.Revise(p.ID)},
		{access.ManageTargets, "web.do_correct", href.Correct(href.Target(p.ID, ""))}, {access.ManageTargets, "web.do_answering", path.Join(href.Target(p.ID, ""), "answering")},
		{access.ManageTargets, "web.request_do", path.Join(href.Target(p.ID, ""), "propose")}} {
		if p.May[a.action] {
			out = append(out, page.Link{Text: i18n.T(lang, a.key), URL: a.path})
		}
	}
	return out
}

func (s *server) confirmClass(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	err = s.App.ConfirmClass(r.Context(), r.User.Actor, which, criterion.Class(r.PostFormValue("class")), strings.TrimSpace(r.PostFormValue("reason")))
	if err == nil {
		return s.Redirect(w, r, href.Target(which, ""), "class_confirmed")
	}
	v, viewErr := s.targetView(r)
	if viewErr != nil || v.Assess == nil {
		return err
	}
	code, ok := kit.IntoForm(v.Assess, err)
	if !ok {
		return err
	}
	v.Assess.Fields[1].Value = r.PostFormValue("reason")
	for i := range v.Assess.Fields[0].Options {
		o := &v.Assess.Fields[0].Options[i]
		o.Selected = o.Value == r.PostFormValue("class")
	}
	return s.Show(w, r, code, v.Page())
}

func (s *server) history(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Target(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	entries, err := s.App.History(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	v := History{Frame: s.PlainFrame(r), Subject: p.Name, Target: page.Link{Text: p.Name, URL: href.Target(which, "")}}
	v.Title = i18n.T(r.Lang, "web.history_title")
	v.Crumbs = []page.Link{v.Target}
	v.ProofURL = v.LedgerURL // none for who may not read the log
	for _, e := range slices.Backward(entries) {
		one := change(r.Lang, e)
		if v.ProofURL == "" {
			one.EntryURL = ""
		}
		v.Entries = append(v.Entries, one)
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// logged is what the pages read of a log entry's body.
type logged struct {
	Month    period.Month
	Text     string
	Wording  string
	Reason   string `json:"reason"`
	After    json.RawMessage
	Before   json.RawMessage
	Proposed criterion.Class
	Final    bool

	Confirmed json.RawMessage
}

// change says a log entry in words: what was done, and what changed from what to what.
func change(lang i18n.Lang, e ledger.Entry) Change {
	var b logged
	c := Change{Seq: e.Seq, At: e.At, By: e.Actor, EntryURL: href.LedgerBefore(e.Seq + 1)}
	c.What = phrase.New(kit.LogKey(e.Action))
	if json.Unmarshal(e.Body, &b) != nil {
		return c
	}
	c.Reason = b.Reason
	diff := func(key, before, after string) {
		if before != after {
			c.Diffs = append(c.Diffs, Diff{Label: i18n.T(lang, key), Before: before, After: after})
		}
	}
	switch e.Action {
	case "observation.reported":
		diff("web.log_figure", "", b.Text)
		diff("web.log_month", "", b.Month.Say(""))
	case "target.revised":
		before, after := wordingOf(b.Before), wordingOf(b.After)
		diff("web.wording", before.Wording, after.Wording)
		c.Reason = after.Reason
	case "target.class_confirmed":
		var confirmed criterion.Class
		if json.Unmarshal(b.Confirmed, &confirmed) == nil {
			diff("web.class", i18n.T(lang, "class."+string(b.Proposed)), i18n.T(lang, "class."+string(confirmed)))
		}
	default:
		var before, after string
		if strings.HasPrefix(e.Action, "observation.") && json.Unmarshal(b.Before, &before) == nil && json.Unmarshal(b.After, &after) == nil {
			diff("web.log_figure", "", b.Text)
			diff("web.log_state", i18n.T(lang, "state."+before), i18n.T(lang, "state."+after))
		}
	}
	return c
}

func wordingOf(raw json.RawMessage) (out struct{ Wording, Reason string }) {
	_ = json.Unmarshal(raw, &out) // an entry without one says nothing
	return out
}
