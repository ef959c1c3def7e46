package entry

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/tasks"
	"dondoc/internal/approval"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/task"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

func (s *server) inbox(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.inboxView(r)
	if err != nil {
		return err
	}
	if v.arrange(r); list.AsFile(r) {
		return v.file(w, r)
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// offline is the page for what was not kept in the browser; offline.js puts what
// was kept into it.
func (s *server) offline(w http.ResponseWriter, r *kit.Ask) error {
	v := Offline{s.PlainFrame(r)}
	v.Title = i18n.T(r.Lang, "page.offline.title")
	return s.Show(w, r, http.StatusOK, v.Page())
}

func (s *server) inboxView(r *kit.Ask) (Inbox, error) {
	box, err := s.App.Inbox(r.Context(), r.User.Actor)
	if err != nil {
		return Inbox{}, err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return Inbox{}, err
	}
	v := Inbox{Frame: s.PlainFrame(r), Account: r.AccountPrint(), ActURL: href.Work, More: box.More, Chases: s.lateLinks(r, d, box.Month)}
	v.Title = i18n.T(r.Lang, "web.work_title")
	code, _ := s.Home(r, d)
	if unit, err := d.UnitByCode(code); err == nil {
		v.Heading = s.Letterhead(r, d, unit, v.Title)
	}
	for _, l := range r.User.Lent {
		unit, _ := d.Unit(l.Unit, s.Today())
		v.Lent = append(v.Lent, i18n.T(r.Lang, "web.lent_now", "name", l.Name, "role", i18n.T(r.Lang, "role."+string(l.Role)), "unit", unit.Name, "until", l.Until))
	}
	v.fillToReport(r, d, s.Today(), box)
	v.fillComing(r, box)
	for _, of := range []struct {
		key   string
		from  []figures.Work
		to    *[]Waiting
		again bool // to be reported again
	}{{"draft", box.Drafts, &v.Drafts, true}, {"returned", box.Returned, &v.Returned, true}, {"verify", box.ToVerify, &v.ToVerify, false}, {"approve", box.ToApprove, &v.ToApprove, false}, {"mine", box.Mine, &v.Mine, false}} {
		for _, w := range of.from {
			one := waiting(r.Lang, w)
			one.kind = i18n.T(r.Lang, "web.inbox_"+of.key)
			if of.again {
				one.URL = href.Report(w.Target.ID, w.Observation.Month)
			}
			*of.to = append(*of.to, one)
		}
	}
	unsent, err := s.App.TypedSheets(r.Context(), r.User.Actor)
	if err != nil {
		return Inbox{}, err
	}
	for _, u := range unsent {
		v.Unsent = append(v.Unsent, page.Link{URL: href.Entry(u.Of.Code, u.Month), Text: i18n.T(r.Lang, "web.inbox_unsent", "month", u.Month, "unit", u.Of.Name, "n", u.Rows, "at", clock(u.At, s.Today()))})
	}
	waiting, err := s.App.Charges(r.Context(), r.User.Actor)
	if err != nil {
		return Inbox{}, err
	}
	v.Asked, v.Asking = s.Requests(v.Frame, waiting.ToAnswer, false), s.Requests(v.Frame, waiting.Asked, false)
	if err := s.fillTasks(r, &v); err != nil {
		return v, err
	}
	if err := s.fillVouchers(r, &v); err != nil {
		return v, err
	}
	return v, s.fillRemedies(r, &v)
}

// fillToReport adds the targets that wait for a figure of the month.
func (v *Inbox) fillToReport(r *kit.Ask, d *desk.Directory, today period.Date, box figures.Inbox) {
	for _, w := range box.ToReport {
		shown := lineOf(w)
		shown.kind, shown.month, shown.due = i18n.T(r.Lang, "web.inbox_report"), w.Month, w.Due
		v.ToReport = append(v.ToReport, Todo{line: shown, Target: page.Link{Text: w.Target.Name, URL: href.Target(w.Target.ID, "")}, Unit: w.Unit.Name,
			Month: w.Month, Due: w.Due, Days: -w.Days, URL: href.Report(w.Target.ID, w.Month)})
		if v.GridURL == "" {
			code := w.Unit.Code
			if !d.Can(access.Report, w.Unit.ID) { // they report for the unit that answers
				code = w.Answers.Unit.Code
			}
			v.GridURL = href.Entry(code, w.Month)
		}
	}
}

// fillComing adds the targets that the reader will answer for from a day to come.
func (v *Inbox) fillComing(r *kit.Ask, box figures.Inbox) {
	for _, c := range box.Coming {
		why := i18n.T(r.Lang, "web.answering_coming", "from", c.From, "unit", c.Unit.Name, "reason", c.Reason)
		one := TaskLine{line: line{kind: i18n.T(r.Lang, "web.inbox_to_come"), name: c.Target.Name, unit: c.Unit.Name, field: c.Target.Field, due: c.From, note: why}, Link: page.Link{Text: c.Target.Name}, Why: why}
		if c.Open {
			one.URL = href.Target(c.Target.ID, "")
		}
		v.Coming = append(v.Coming, one)
	}
}

// lateLinks lead to who is late in the units whose late the reader may chase.
func (s *server) lateLinks(r *kit.Ask, d *desk.Directory, month period.Month) (out []page.Link) {
	for _, g := range r.User.Grants {
		unit, stands := d.Tree(s.Today()).Unit(g.Unit)
		link := page.Link{Text: i18n.T(r.Lang, "web.late_of", "unit", unit.Name), URL: chases.Late(unit.Code, chase.Figures, month, "")}
		if stands && d.Can(access.ManageTasks, g.Unit) && !slices.Contains(out, link) {
			out = append(out, link)
		}
	}
	return out
}

// fillTasks adds the tasks of the reader's units: how they stand, and what presses.
func (s *server) fillTasks(r *kit.Ask, v *Inbox) error {
	units, err := s.App.MyTasks(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	for _, u := range units {
		list := &kit.Address{Path: href.Tasks(u.Unit.Code)}
		one := Tasks{Unit: page.Link{Text: u.Unit.Name, URL: list.Path}}
		for _, status := range task.Statuses() {
			if n := u.Tally.By[status]; n > 0 {
				one.Counts = append(one.Counts, page.Link{Text: strconv.Itoa(n) + " " + i18n.T(r.Lang, "task.status_"+string(status)), URL: list.Join("status", string(status))})
			}
		}
		for _, g := range []struct {
			key, kind string
			rows      []tasks.TaskRow
		}{{"web.tasks_asked", "web.inbox_task_asked", u.Asked}, {"web.tasks_done", "web.inbox_task_done", u.Done}, {"web.tasks_pressing", "web.inbox_task_pressing", u.Pressing}} {
			group := TaskGroup{Title: i18n.T(r.Lang, g.key, "n", len(g.rows))}
			for _, row := range g.rows {
				group.Rows = append(group.Rows, TaskLine{line: lineOfTask(i18n.T(r.Lang, g.kind), row, i18n.Say(r.Lang, row.Why)), Link: page.Link{Text: row.Name, URL: href.Task(row.ID)}, Status: string(row.Status), Why: i18n.Say(r.Lang, row.Why)})
			}
			if len(group.Rows) > 0 {
				one.Groups = append(one.Groups, group)
			}
		}
		v.Tasks = append(v.Tasks, one)
	}
	return nil
}

// waiting maps one figure that waits.
func waiting(lang i18n.Lang, w figures.Work) Waiting {
	o := w.Observation
	out := Waiting{ID: string(o.ID), Target: page.Link{Text: w.Target.Name, URL: href.Target(w.Target.ID, "")}, Unit: w.Unit.Name, Measure: measureBeside(o.Text, w.Target.UnitOfMeasure), State: string(o.State()),
		Month: o.Month, After: page.Figure{Text: kit.Given(lang, o, w.Target.UnitOfMeasure)}, Kind: page.Estimate, By: o.ByName, At: o.At, Note: o.Note, URL: href.Step(o.ID, "")}
	if o.Final {
		out.Kind = page.Final
	}
	if got := w.Would.Assessment.Achievement; got != nil {
		out.Percent = got.Shown().Trim().Say(string(lang))
	}
	out.Class, out.ClassBefore = w.Would.Word(w.Ahead), w.Stands
	if w.Before == nil {
		out.ClassBefore = ""
	}
	if w.Before != nil {
		out.Before = kit.Given(lang, *w.Before, w.Target.UnitOfMeasure)
		if w.Before.Month == o.Month {
			out.Differences = append(out.Differences, phrase.New("web.differs_revision", "before", kit.Given(lang, *w.Before, "")))
		}
	}
	if w.Differs && (w.Before == nil || w.Before.Month != o.Month) && o.Note == "" {
		out.Differences = append(out.Differences, phrase.New("web.differs_jump"))
	}
	out.line = lineOf(w)
	out.was, out.figure, out.by, out.note = out.Before, out.After.Text+out.beside(), o.ByName, o.Note
	if last := o.Steps; len(last) > 0 {
		out.Reason, out.ReturnedBy = last[len(last)-1].Reason, last[len(last)-1].ByName
	}
	for _, e := range o.Evidence {
		out.Evidence = append(out.Evidence, page.Link{Text: e.Name, URL: href.Evidence(e.ID)})
	}
	return out
}

// measureBeside is the unit of measure to stand beside a figure as written,
// none where it was written with one ("27 tỷ").
func measureBeside(text, unit string) string {
	if kit.Bare(text, unit) == text && strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || r == '%' }) {
		return ""
	}
	return unit
}

// beside is the unit of measure as it follows the figure: "97,6%", "410 ha".
func (w Waiting) beside() string {
	if w.Measure == "" || strings.HasPrefix(w.Measure, "%") {
		return w.Measure
	}
	return " " + w.Measure
}

// actOnMany takes one step with several figures. Each is taken or refused by
// itself; what is refused is said, the others are done.
func (s *server) actOnMany(w http.ResponseWriter, r *kit.Ask) error {
	if err := r.ParseForm(); err != nil {
		return errs.New(errs.Invalid, "error.invalid").Because(err)
	}
	step := approval.Step(r.PostFormValue("step"))
	if step != approval.Verify && step != approval.Approve {
		return errs.New(errs.Invalid, "approval.step_unknown", "step", string(step))
	}
	chosen := r.PostForm["id"]
	if len(chosen) == 0 {
		return s.showInbox(w, r, http.StatusUnprocessableEntity, page.Notice{Kind: "error", Text: phrase.New("web.none_ticked")})
	}
	if len(chosen) > 1 && r.PostFormValue("sure") == "" {
		return s.confirmMany(w, r, step, chosen)
	}
	ids := make([]id.ID, len(chosen))
	for i, one := range chosen {
		ids[i] = id.ID(one)
	}
	taken, err := s.App.AdvanceMany(r.Context(), r.User.Actor, ids, step, "")
	if err != nil {
		return err
	}
	done := 0
	var refused []page.Notice
	for i, err := range taken {
		if err != nil {
			e := errs.All(err)[0]
			refused = append(refused, page.Notice{Kind: "error", Text: e.What, Hint: e.Hint, URL: href.Step(ids[i], "")})
			continue
		}
		done++
	}
	if len(refused) == 0 && done > 0 {
		return s.Redirect(w, r, href.Work, "stepped")
	}
	notices := append([]page.Notice{{Kind: "info", Text: phrase.New("web.many_done", "done", done, "refused", len(refused))}}, refused...)
	return s.showInbox(w, r, http.StatusConflict, notices...)
}

func (s *server) showInbox(w http.ResponseWriter, r *kit.Ask, code int, notices ...page.Notice) error {
	v, err := s.inboxView(r)
	if err != nil {
		return err
	}
	v.Notices = append(v.Notices, notices...)
	return s.Show(w, r, code, v.Page())
}

// confirmMany lists what a step is about to be taken with.
func (s *server) confirmMany(w http.ResponseWriter, r *kit.Ask, step approval.Step, chosen []string) error {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	v := page.Simple{Frame: s.PlainFrame(r)}
	v.Title = t("web.many_"+string(step), "n", len(chosen))
	v.Crumbs = []page.Link{{Text: t("web.work_title"), URL: href.Work}}
	v.Form = page.Form{Action: href.Work, Cancel: href.Work, Submit: v.Title, Lead: t("web.many_lead"),
		Fields: []page.Field{{Kind: "hidden", Name: "step", Value: string(step)}, {Kind: "hidden", Name: "sure", Value: "1"}}}
	for _, one := range chosen {
		work, _, err := s.App.Review(r.Context(), r.User.Actor, id.ID(one))
		if err != nil {
			return err
		}
		item := waiting(r.Lang, work)
		f := page.Field{Kind: "check", Name: "id", Value: one, Checked: true, Label: t("web.many_item", "name", item.Target.Text, "month", item.Month,
			"figure", item.After.Text+item.beside())}
		if item.Before != "" {
			f.Hint = t("web.many_before", "before", item.Before)
		}
		v.Form.Fields = append(v.Form.Fields, f)
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// review shows one figure before a step is taken with it.
func (s *server) review(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.reviewView(r)
	if err != nil {
		return err
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

func (s *server) reviewView(r *kit.Ask) (Review, error) {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return Review{}, err
	}
	work, steps, err := s.App.Review(r.Context(), r.User.Actor, which)
	if err != nil {
		return Review{}, err
	}
	v := Review{Frame: s.PlainFrame(r), Item: waiting(r.Lang, work)}
	v.Title = i18n.T(r.Lang, "web.review_title")
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.work_title"), URL: href.Work}, v.Item.Target}
	v.Explain = work.Would.Assessment.Explanation
	if work.Ahead.Track != nil {
		v.Track = work.Ahead.Track.Explanation
	}
	for _, st := range work.Observation.Steps {
		v.Steps = append(v.Steps, page.Step{What: string(st.Step), By: st.ByName, At: st.At, Reason: st.Reason})
	}
	if work.Where.Waits() {
		v.Where = i18n.Say(r.Lang, work.Where.Said())
	}
	if len(steps) == 0 && work.Observation.By == r.User.Account && work.Observation.State() != approval.Approved {
		v.Item.Blocked = phrase.New("approval.own_figure")
	}
	v.Next = s.nextWaiting(r, which)
	reason := page.Field{Kind: "area", Name: "reason", Label: i18n.T(r.Lang, "web.reason"), Required: true, Value: r.FormValue("reason")}
	for _, step := range steps {
		hidden := page.Field{Kind: "hidden", Name: "step", Value: string(step)}
		form := &page.Form{Action: href.Step(which, ""), Submit: i18n.Title(i18n.T(r.Lang, "step."+string(step))), Fields: []page.Field{hidden}}
		switch step {
		case approval.Return, approval.Reopen:
			form.Fields, form.Danger = append(form.Fields, reason), true
			v.Return = form
		default:
			if v.Act == nil {
				v.Act = form
			}
		}
	}
	return v, nil
}

// nextWaiting is another figure that waits for this reader.
func (s *server) nextWaiting(r *kit.Ask, besides id.ID) page.Link {
	box, err := s.App.Inbox(r.Context(), r.User.Actor)
	if r.Lost(err) {
		return page.Link{}
	}
	for _, w := range slices.Concat(box.ToApprove, box.ToVerify) {
		if w.Observation.ID != besides {
			return page.Link{Text: w.Target.Name, URL: href.Step(w.Observation.ID, "")}
		}
	}
	return page.Link{}
}

// step takes one step with one figure.
func (s *server) step(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	_, err = s.App.Advance(r.Context(), r.User.Actor, which, approval.Step(r.PostFormValue("step")), r.PostFormValue("reason"))
	if err == nil {
		return s.Redirect(w, r, href.Work, "stepped")
	}
	v, viewErr := s.reviewView(r)
	if viewErr != nil {
		return err
	}
	form := &page.Form{}
	for _, f := range []*page.Form{v.Return, v.Act} {
		if f != nil && f.Fields[0].Value == r.PostFormValue("step") {
			form = f
		}
	}
	code, ok := kit.IntoForm(form, err)
	if !ok {
		return err
	}
	for _, p := range form.Problems {
		v.Notices = append(v.Notices, page.Notice{Kind: "error", Text: p.What, Hint: p.Hint})
	}
	form.Problems = nil
	return s.Show(w, r, code, v.Page())
}
