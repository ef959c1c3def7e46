package work

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/tasks"
	"dondoc/internal/charge"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/reason"
	"dondoc/internal/task"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// taskFilter is what the address asks for.
func taskFilter(r *kit.Ask) (tasks.Tasks, error) {
	q := r.URL.Query()
	open := q.Get("closed") == "" && q.Get("status") == ""
	known, err := kit.AsKnown(r, "web.past_steps")
	return tasks.Tasks{Open: open, Unit: r.PathValue("code"), Status: task.Status(q.Get("status")), Words: q.Get("q"), As: q.Get("as"), Document: id.ID(q.Get("document")), AsKnown: known}, err
}

// tasks is a unit's list: what it gave out, or what it leads.
func (s *server) tasks(w http.ResponseWriter, r *kit.Ask) error {
	q, err := taskFilter(r)
	if err != nil {
		return err
	}
	q.AfterDue, q.AfterID = period.Date(r.URL.Query().Get("after_due")), id.ID(r.URL.Query().Get("after"))
	if r.URL.Query().Get("view") != "" {
		q.Open = false // every day and every state
	}
	switch r.URL.Query().Get("view") {
	case "board":
		return s.taskBoard(w, r, q)
	case "calendar":
		return s.taskCalendar(w, r, q)
	case "timeline":
		return s.taskTimeline(w, r, q)
	}
	list, err := s.App.TaskList(r.Context(), r.User.Actor, q)
	if err != nil {
		return err
	}
	v, at, err := s.taskFrame(r, q, list)
	if err != nil {
		return err
	}
	if whole, err := s.wholeList(r, q, &v, list); whole || err != nil {
		if err != nil {
			return err
		}
		v.pick(r)
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	for _, row := range list.Rows {
		one := v.row(row)
		one.Reason = row.Reason
		v.Rows = append(v.Rows, one)
	}
	if n := len(list.Rows); n == 50 {
		last := list.Rows[n-1]
		next := &kit.Address{Path: at.With("after_due", string(last.State.Due))}
		v.NextURL = next.Join("after", string(last.ID))
	}
	v.pick(r)
	return s.Show(w, r, http.StatusOK, v.Page())
}

// chaseTasks leads to where all who are late with a task are chased.
func chaseTasks(r *kit.Ask, list tasks.TaskList) []page.Link {
	n := list.Tally.By[task.RunningLate]
	if n == 0 {
		return nil
	}
	return []page.Link{{Text: i18n.T(r.Lang, "web.late_chase_tasks", "n", n), URL: chases.Late(list.Unit.Code, chase.Tasks, "", list.Today.Month().Cycle())}}
}

// pick ticks every row where the address asks for it.
func (v *List) pick(r *kit.Ask) {
	for i := range v.Rows {
		v.Rows[i].Picked = r.URL.Query().Get("pick") == "all"
	}
}

// onPaper gives the list its head and foot as an office sends it.
func (v *List) onPaper(today period.Date) {
	v.HeadWith(strings.ToUpper(v.T("web.tasks_heading")), v.T("web.tasks_until", "day", today))
	v.Sign()
}

// taskFrame is what every view of a unit's tasks has: the sentence, the counts,
// the search and what may be done.
func (s *server) taskFrame(r *kit.Ask, q tasks.Tasks, list tasks.TaskList) (List, *kit.Address, error) {
	at := &kit.Address{Path: href.Tasks(list.Unit.Code), Query: r.URL.Query()}
	at.Query.Del("after_due")
	at.Query.Del("after")
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return List{}, at, err
	}
	v := List{reader: d, known: q.AsKnown, Frame: s.Frame(r, d, list.Unit.ID, "", i18n.T(r.Lang, "page.tasks.title")), OnTime: list.Tally.By[task.DoneOnTime], Due: list.Tally.Due, Total: list.Tally.Total,
		Search: q.Words, FormURL: at.Path, ClearURL: at.Clear(), Shown: list.Count, Filtered: q.Status != "" || q.Words != "", Views: viewLinks(r.Lang, at)}
	v.onPaper(list.Today)
	if q.AsKnown != "" {
		v.Hidden = append(v.Hidden, page.Field{Name: "as-known", Value: string(q.AsKnown)})
	}
	v.Counts = statusCounts(r, q, list, at)
	if view := at.Query.Get("view"); view != "" {
		v.Hidden = append(v.Hidden, page.Field{Name: "view", Value: view})
	}
	if q.Status == "" && list.Tally.Total > 0 {
		all := page.Link{Text: i18n.T(r.Lang, "web.tasks_closed"), URL: at.With("closed", "1")}
		if !q.Open {
			all = page.Link{Text: i18n.T(r.Lang, "web.tasks_open"), URL: at.With("closed", "")}
			v.Hidden = append(v.Hidden, page.Field{Name: "closed", Value: "1"})
		}
		v.Views = append(v.Views, all)
	}
	if q.Status != "" {
		v.Hidden = append(v.Hidden, page.Field{Name: "status", Value: string(q.Status)})
	}
	if list.Count > 0 {
		for _, format := range []string{"xlsx", "docx"} {
			file := &kit.Address{Path: href.TasksAct(list.Unit.Code, "export"), Query: r.URL.Query()}
			if !q.Open && q.Status == "" { // the views by state and day show every state
				file.Query.Set("closed", "1")
			}
			file.Query.Del("view")
			file.Query.Del("month")
			v.Files = append(v.Files, page.Link{Text: i18n.T(r.Lang, "web.task_file_"+format), URL: file.With("format", format)})
		}
	}
	v.Actions = []page.Link{{Text: i18n.T(r.Lang, "web.papers_title"), URL: href.AsKnown(href.Papers(list.Unit.Code), q.AsKnown)}, {Text: i18n.T(r.Lang, "web.directives_title"), URL: href.AsKnown(href.Directives(list.Unit.Code), q.AsKnown)}, {Text: i18n.T(r.Lang, "web.names_title"), URL: registers.Names(list.Unit.Code)}}
	if list.May[access.ManageTasks] {
		v.Actions = append(chaseTasks(r, list), v.Actions...)
		v.Actions = append([]page.Link{{Text: i18n.T(r.Lang, "web.task_new"), URL: href.NewTask(list.Unit.Code, "")}, {Text: i18n.T(r.Lang, "web.task_import"), URL: href.TasksAct(list.Unit.Code, "import")}}, v.Actions...)
	}
	if list.May[access.ManageTasks] && at.Query.Get("view") == "" {
		v.BulkURL = href.TasksAct(list.Unit.Code, "bulk")
		for _, step := range bulkSteps {
			v.AllURL = page.Link{Text: i18n.T(r.Lang, "web.pick_all"), URL: at.With("pick", "all")}
			if at.Query.Get("pick") != "" {
				v.AllURL = page.Link{Text: i18n.T(r.Lang, "web.pick_none"), URL: at.With("pick", "")}
			}
			v.Steps = append(v.Steps, page.Option{Value: string(step), Text: i18n.Title(i18n.T(r.Lang, "task.step_"+string(step)))})
		}
	}
	return v, at, s.fillFilters(r, &v, at)
}

// statusCounts are how many tasks stand each way, each its list.
func statusCounts(r *kit.Ask, q tasks.Tasks, list tasks.TaskList, at *kit.Address) (out []Count) {
	for _, one := range task.Statuses() {
		if n := list.Tally.By[one]; n > 0 || q.Status == one {
			plain := &kit.Address{Path: at.Path, Query: r.URL.Query()}
			plain.Query.Del("view")
			out = append(out, Count{Status: string(one), Text: i18n.T(r.Lang, "task.status_"+string(one)), N: n, URL: plain.With("status", string(one)), Here: q.Status == one})
		}
	}
	return out
}

// row is a task of the list, its address as known on the list's day.
func (v *List) row(t tasks.TaskRow) Row {
	one := taskRow(v.reader, v.Lang, t)
	one.URL = href.AsKnown(one.URL, v.known)
	if v.known != "" {
		one.Unsaid = false // nobody can say it as of a past day
	}
	return one
}

func taskRow(d *desk.Directory, lang i18n.Lang, t tasks.TaskRow) Row {
	row := Row{ID: string(t.ID), Label: numbered(t.Label), Name: t.Name, URL: href.Task(t.ID), Field: t.Field, LeadText: t.LeadText, Deadline: t.Deadline.Text, Due: t.State.Due,
		Status: string(t.Status), Text: i18n.T(lang, "task.status_"+string(t.Status)), Why: t.Why, Asked: t.State.Asked != nil}
	if t.Lead != "" {
		row.Lead = kit.Holder(d, t.Answers)
	}
	row.Unsaid = t.Reason == nil && t.Status == task.RunningLate
	if t.First != t.State.Due {
		row.First = t.First
	}
	return row
}

// task is one task; a step is posted to it.
func (s *server) task(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	known, err := kit.AsKnown(r, "web.past_steps")
	if err != nil {
		return err
	}
	p, err := s.App.TaskKnown(r.Context(), r.User.Actor, which, known)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		if err := kit.ParseForm(r); err != nil {
			return err
		}
	}
	v := s.taskView(r, d, p)
	if known == "" {
		requests, err := s.App.ChargesOf(r.Context(), r.User.Actor, charge.Lead, which)
		if err != nil {
			return err
		}
		v.Asked = s.Requests(v.Frame, requests, true)
	}
	if r.Method == http.MethodPost {
		err := s.stepTask(r, d, which)
		if err == nil {
			return s.Redirect(w, r, href.Task(which), "task_stepped")
		}
		form := &page.Form{}
		for i := range v.Forms {
			if v.Forms[i].Form.Fields[0].Value == r.PostFormValue("step") {
				form = &v.Forms[i].Form
			}
		}
		ok := false
		if code, ok = kit.IntoForm(form, err); !ok || len(form.Fields) == 0 {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

func (s *server) stepTask(r *kit.Ask, d *desk.Directory, which id.ID) error {
	e := task.Event{Step: task.Step(r.PostFormValue("step")), Text: r.PostFormValue("text")}
	var err error
	if e.On, err = kit.Day(r, "on"); err != nil {
		return err
	}
	if e.Due, err = kit.Day(r, "due"); err != nil {
		return err
	}
	if code := r.PostFormValue("to"); code != "" {
		if e.To, err = d.UnitByCode(code); err != nil {
			return errs.All(err)[0].In("to")
		}
	}
	files, err := kit.SentFiles(r, "files")
	if err != nil {
		return err
	}
	_, err = s.App.ActOnTask(r.Context(), r.User.Actor, which, e, files...)
	return err
}

// taskFile sends a file that was added with a step.
func (s *server) taskFile(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	f, content, err := s.App.TaskFile(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	return s.SendKept(w, f.Name, f.MediaType, content)
}

// cameFrom is where a task stands in a list, and who gave it: led to by who may
// read the giver.
func cameFrom(r *kit.Ask, d *desk.Directory, p tasks.TaskPage) (list, giver page.Link) {
	if !d.Can(access.Read, p.Giver.ID) {
		return page.Link{Text: i18n.T(r.Lang, "web.work_title"), URL: href.Work}, page.Link{Text: p.Giver.Name}
	}
	at := href.Tasks(p.Giver.Code)
	return page.Link{Text: i18n.T(r.Lang, "page.tasks.title"), URL: at}, page.Link{Text: p.Giver.Name, URL: at}
}

func (s *server) taskView(r *kit.Ask, d *desk.Directory, p tasks.TaskPage) Task {
	list, giver := cameFrom(r, d, p)
	v := Task{Frame: s.Frame(r, d, p.Giver.ID, "", p.Name), Row: taskRow(d, r.Lang, p.TaskRow), Giver: giver, Provision: p.Provision,
		Product: p.Product, Authority: p.Authority, Programme: p.Programme, Unclear: p.Unclear}
	v.Crumbs = []page.Link{list}
	v.Reasons = newestFirst(p.Reasons)
	if p.Late() && d.MayOn(access.WorkTasks, p.Unit, p.Lead) == nil {
		v.ReasonURL = path.Join(href.Task(p.ID), "why")
	}
	if p.Document != nil {
		v.Origin = append(v.Origin, s.DocumentLink(r, d, *p.Document))
	}
	if p.Directive != nil {
		v.Origin = append(v.Origin, page.Link{Text: p.Directive.Speaker + ", " + p.Directive.Occasion + " " + p.Directive.On.Say("")})
	}
	if p.Source != "" {
		v.Origin = append(v.Origin, page.Link{Text: p.Source})
	}
	for _, one := range p.Partners {
		name := one.Text
		if u := p.Units[one.Unit]; one.Unit != "" {
			name = u.Name
		}
		v.Partners = append(v.Partners, Partner{Name: name, Part: one.Part, Due: one.Due})
	}
	for _, part := range p.Parts {
		one := taskRow(d, r.Lang, part)
		one.URL = href.AsKnown(one.URL, p.AsKnown)
		v.Parts = append(v.Parts, one)
	}
	for _, e := range p.Events {
		one := Event{What: i18n.Title(i18n.T(r.Lang, "task.step_"+string(e.Step))), On: e.On, Text: e.Text, By: e.ByName, At: v.Moment(e.At)}
		if e.Due != "" {
			one.More = i18n.T(r.Lang, "web.task_due", "due", e.Due)
		}
		if e.Amended != nil {
			shown := kit.Amended(v.Frame, d, *e.Amended, "")
			one.Amended = &shown
		}
		if e.Step == task.Move {
			one.More = p.Units[e.From].Name + " → " + p.Units[e.To].Name
		}
		for _, f := range e.Files {
			one.Files = append(one.Files, page.Link{Text: f.Name, URL: href.TaskFile(f.ID)})
		}
		v.Events = append(v.Events, one)
	}
	s.acts(r, d, p, &v)
	return v
}

// acts adds what the reader may do with a task: nothing with one of a past day,
// which is looked at only.
func (s *server) acts(r *kit.Ask, d *desk.Directory, p tasks.TaskPage, v *Task) {
	if p.AsKnown != "" {
		v.ReasonURL = ""
		return
	}
	if d.Can(access.ManageTasks, p.Unit) && !p.State.Withdrawn && p.State.DoneOn == "" {
		v.PartURL = href.NewTask(p.Giver.Code, p.ID)
		v.Mend = append(v.Mend, page.Link{Text: i18n.T(r.Lang, "web.request_do"), URL: path.Join(href.Task(p.ID), "propose")})
	}
	if d.Can(access.ManageTasks, p.Unit) {
		v.Mend = append(v.Mend, page.Link{Text: i18n.T(r.Lang, "web.task_correct"), URL: href.Correct(href.Task(p.ID))}, page.Link{Text: i18n.T(r.Lang, "web.task_undo"), URL: href.Undo(href.Task(p.ID))})
	}
	if p.Undoable {
		v.Mend = append(v.Mend, page.Link{Text: i18n.T(r.Lang, "web.undo_last_step"), URL: href.Undo(href.Work)})
	}
	for _, step := range p.Steps {
		v.Forms = append(v.Forms, s.stepForm(r, d, p, step))
	}
}

// newestFirst gives what was said of a task, the last before the first.
func newestFirst(said []reason.Reason) []reason.Reason {
	out := slices.Clone(said)
	slices.Reverse(out)
	return out
}

// stepForm asks for what a step needs.
func (s *server) stepForm(r *kit.Ask, d *desk.Directory, p tasks.TaskPage, step task.Step) StepForm {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	value := func(name string) string {
		if r.PostFormValue("step") != string(step) {
			return ""
		}
		return r.PostFormValue(name)
	}
	f := page.Form{Action: href.Task(p.ID), Submit: i18n.Title(t("task.step_" + string(step))), Fields: []page.Field{{Kind: "hidden", Name: "step", Value: string(step)}}}
	switch step {
	case task.Done:
		f.Fields = append(f.Fields, page.Field{Kind: "date", Name: "on", Label: t("web.task_done_on"), Value: value("on")})
	case task.Ask, task.Grant:
		f.Fields = append(f.Fields, page.Field{Kind: "date", Name: "due", Label: t("web.task_new_due"), Required: true, Value: value("due")})
	case task.Move:
		f.Fields = append(f.Fields, kit.UnitField(r, d, s.Today(), "to", "web.task_to", value("to"), true))
	}
	needs := step != task.Start && step != task.Accept && step != task.Resume && step != task.Done && step != task.Grant
	f.Fields = append(f.Fields, page.Field{Kind: "area", Name: "text", Label: t("web.task_text"), Required: needs, Value: value("text")})
	if step == task.Progress || step == task.Done || step == task.Comment {
		f.Fields = append(f.Fields, page.Field{Kind: "file", Name: "files", Label: t("web.evidence"), Hint: t("web.evidence_hint"), Many: true})
	}
	f.Danger = step == task.Withdraw || step == task.Reject || step == task.Refuse
	return StepForm{Title: i18n.Title(t("task.step_" + string(step))), Form: f}
}

// partnerLine is a coordinating unit with its part and the day of that part.
func (v Task) partnerLine(p Partner) string {
	line := p.Name
	if p.Part != "" {
		line += ": " + p.Part
	}
	if p.Due != "" {
		line += " (" + v.T("page.tasks.by", "due", p.Due) + ")"
	}
	return line
}
