package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/task"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/work"
)

func (s *server) taskRoutes() {
	s.on("GET /u/{code}/tasks", s.tasks)
	s.on("GET /u/{code}/tasks/export", s.exportTasks)
	s.on("GET /u/{code}/tasks/new", s.newTask)
	s.on("POST /u/{code}/tasks/new", s.newTask)
	s.on("GET /u/{code}/tasks/import", s.importTasks)
	s.on("POST /u/{code}/tasks/import", s.importTasks)
	s.on("GET /tasks/{id}", s.task)
	s.on("POST /tasks/{id}", s.task)
	s.on("GET /task-files/{id}", s.taskFile)
	s.on("POST /u/{code}/tasks/bulk", s.bulkTasks)
	s.on("POST /tasks/filters", s.saveFilter)
	s.on("POST /tasks/filters/drop", s.dropFilter)
}

// taskFilter is what the address asks for.
func taskFilter(r *ask) app.Tasks {
	q := r.URL.Query()
	return app.Tasks{Unit: r.PathValue("code"), Status: task.Status(q.Get("status")), Words: q.Get("q"), As: q.Get("as"), Document: id.ID(q.Get("document"))}
}

// tasks is a unit's list: what it gave out, or what it leads.
func (s *server) tasks(w http.ResponseWriter, r *ask) error {
	q := taskFilter(r)
	q.AfterDue, q.AfterID = period.Date(r.URL.Query().Get("after_due")), id.ID(r.URL.Query().Get("after"))
	switch r.URL.Query().Get("view") {
	case "board":
		return s.taskBoard(w, r, q)
	case "calendar":
		return s.taskCalendar(w, r, q)
	case "timeline":
		return s.taskTimeline(w, r, q)
	}
	list, err := s.app.TaskList(r.Context(), r.user.Actor, q)
	if err != nil {
		return err
	}
	v, at, err := s.taskFrame(r, q, list)
	if err != nil {
		return err
	}
	for _, row := range list.Rows {
		v.Rows = append(v.Rows, taskRow(r.lang, row))
	}
	if n := len(list.Rows); n == 50 {
		last := list.Rows[n-1]
		next := &boardAddress{path: at.with("after_due", string(last.State.Due))}
		v.NextURL = next.join("after", string(last.ID))
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

// taskFrame is what every view of a unit's tasks has: the sentence, the counts,
// the search and what may be done.
func (s *server) taskFrame(r *ask, q app.Tasks, list app.TaskList) (work.List, *boardAddress, error) {
	at := &boardAddress{path: unitAddress(list.Unit.Code) + "/tasks", query: r.URL.Query()}
	at.query.Del("after_due")
	at.query.Del("after")
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return work.List{}, at, err
	}
	v := work.List{Frame: s.frame(r, d, list.Unit.ID, "", i18n.T(r.lang, "page.tasks.title")), OnTime: list.Tally.By[task.DoneOnTime], Due: list.Tally.Due, Total: list.Tally.Total,
		Search: q.Words, FormURL: at.path, ClearURL: at.path, Shown: list.Count, Filtered: q.Status != "" || q.Words != "", Views: viewLinks(r.lang, at)}
	for _, one := range task.Statuses() {
		if n := list.Tally.By[one]; n > 0 || q.Status == one {
			plain := &boardAddress{path: at.path, query: r.URL.Query()}
			plain.query.Del("view")
			v.Counts = append(v.Counts, work.Count{Status: string(one), Text: i18n.T(r.lang, "task.status_"+string(one)), N: n, URL: plain.with("status", string(one)), Here: q.Status == one})
		}
	}
	if view := at.query.Get("view"); view != "" {
		v.Hidden = append(v.Hidden, page.Field{Name: "view", Value: view})
	}
	if q.Status != "" {
		v.Hidden = append(v.Hidden, page.Field{Name: "status", Value: string(q.Status)})
	}
	if list.Count > 0 {
		for _, format := range []string{"xlsx", "docx"} {
			file := &boardAddress{path: at.path + "/export", query: r.URL.Query()}
			file.query.Del("view")
			file.query.Del("month")
			v.Files = append(v.Files, page.Link{Text: i18n.T(r.lang, "web.task_file_"+format), URL: file.with("format", format)})
		}
	}
	base := unitAddress(list.Unit.Code)
	v.Actions = []page.Link{{Text: i18n.T(r.lang, "web.papers_title"), URL: base + "/papers"}, {Text: i18n.T(r.lang, "web.directives_title"), URL: base + "/directives"}}
	if list.May[access.ManageTasks] {
		v.Actions = append([]page.Link{{Text: i18n.T(r.lang, "web.task_new"), URL: at.path + "/new"}, {Text: i18n.T(r.lang, "web.task_import"), URL: at.path + "/import"}}, v.Actions...)
	}
	if list.May[access.ManageTasks] && at.query.Get("view") == "" {
		v.BulkURL = at.path + "/bulk"
		for _, step := range bulkSteps {
			v.Steps = append(v.Steps, page.Option{Value: string(step), Text: i18n.Title(i18n.T(r.lang, "task.step_"+string(step)))})
		}
	}
	return v, at, s.fillFilters(r, &v, at)
}

func taskRow(lang i18n.Lang, t app.TaskRow) work.Row {
	row := work.Row{ID: string(t.ID), Label: t.Label, Name: t.Name, URL: "/tasks/" + string(t.ID), Field: t.Field, LeadText: t.LeadText, Deadline: t.Deadline.Text, Due: t.State.Due,
		Status: string(t.Status), Text: i18n.T(lang, "task.status_"+string(t.Status)), Why: t.Why, Asked: t.State.Asked != nil}
	if t.Lead != "" {
		row.Lead = holder(t.Answers)
	}
	if t.First != t.State.Due {
		row.First = t.First
	}
	return row
}

// task is one task; a step is posted to it.
func (s *server) task(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.app.Task(r.Context(), r.user.Actor, which)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		if err := parseForm(r); err != nil {
			return err
		}
	}
	v := s.taskView(r, d, p)
	if r.Method == http.MethodPost {
		err := s.stepTask(r, d, which)
		if err == nil {
			return s.redirect(w, r, "/tasks/"+string(which), "task_stepped")
		}
		form := &page.Form{}
		for i := range v.Forms {
			if v.Forms[i].Form.Fields[0].Value == r.PostFormValue("step") {
				form = &v.Forms[i].Form
			}
		}
		ok := false
		if code, ok = intoForm(form, err); !ok || len(form.Fields) == 0 {
			return err
		}
	}
	return s.show(w, r, code, v.Page())
}

func (s *server) stepTask(r *ask, d *app.Directory, which id.ID) error {
	e := task.Event{Step: task.Step(r.PostFormValue("step")), Text: r.PostFormValue("text")}
	var err error
	if e.On, err = day(r, "on"); err != nil {
		return err
	}
	if e.Due, err = day(r, "due"); err != nil {
		return err
	}
	if code := r.PostFormValue("to"); code != "" {
		if e.To, err = d.UnitByCode(code); err != nil {
			return errs.All(err)[0].In("to")
		}
	}
	files, err := sentFiles(r)
	if err != nil {
		return err
	}
	_, err = s.app.ActOnTask(r.Context(), r.user.Actor, which, e, files...)
	return err
}

// taskFile sends a file that was added with a step.
func (s *server) taskFile(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	f, content, err := s.app.TaskFile(r.Context(), r.user.Actor, which)
	if err != nil {
		return err
	}
	return s.sendKept(w, f.Name, f.MediaType, content)
}

func (s *server) taskView(r *ask, d *app.Directory, p app.TaskPage) work.Task {
	list := page.Link{Text: i18n.T(r.lang, "page.tasks.title"), URL: unitAddress(p.Giver.Code) + "/tasks"}
	v := work.Task{Frame: s.frame(r, d, p.Giver.ID, "", p.Name), Row: taskRow(r.lang, p.TaskRow), Giver: page.Link{Text: p.Giver.Name, URL: list.URL}, Provision: p.Provision,
		Product: p.Product, Authority: p.Authority, Unclear: p.Unclear}
	v.Crumbs = []page.Link{list}
	if p.Document != nil {
		v.Origin = append(v.Origin, s.documentLink(r, d, *p.Document))
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
		v.Partners = append(v.Partners, work.Partner{Name: name, Part: one.Part, Due: one.Due})
	}
	for _, part := range p.Parts {
		v.Parts = append(v.Parts, taskRow(r.lang, part))
	}
	for _, e := range p.Events {
		one := work.Event{What: i18n.Title(i18n.T(r.lang, "task.step_"+string(e.Step))), On: e.On, Text: e.Text, By: e.ByName, At: v.Moment(e.At)}
		if e.Due != "" {
			one.More = i18n.T(r.lang, "web.task_due", "due", e.Due)
		}
		if e.Step == task.Move {
			one.More = p.Units[e.From].Name + " → " + p.Units[e.To].Name
		}
		for _, f := range e.Files {
			one.Files = append(one.Files, page.Link{Text: f.Name, URL: "/task-files/" + string(f.ID)})
		}
		v.Events = append(v.Events, one)
	}
	if d.Can(access.ManageTasks, p.Unit) && !p.State.Withdrawn && p.State.DoneOn == "" {
		v.PartURL = list.URL + "/new?parent=" + string(p.ID)
	}
	for _, step := range p.Steps {
		v.Forms = append(v.Forms, s.stepForm(r, d, p, step))
	}
	return v
}

// stepForm asks for what a step needs.
func (s *server) stepForm(r *ask, d *app.Directory, p app.TaskPage, step task.Step) work.StepForm {
	t := func(key string) string { return i18n.T(r.lang, key) }
	value := func(name string) string {
		if r.PostFormValue("step") != string(step) {
			return ""
		}
		return r.PostFormValue(name)
	}
	f := page.Form{Action: "/tasks/" + string(p.ID), Submit: i18n.Title(t("task.step_" + string(step))), Fields: []page.Field{{Kind: "hidden", Name: "step", Value: string(step)}}}
	switch step {
	case task.Done:
		f.Fields = append(f.Fields, page.Field{Kind: "date", Name: "on", Label: t("web.task_done_on"), Hint: t("web.date_hint"), Value: value("on")})
	case task.Ask, task.Grant:
		f.Fields = append(f.Fields, page.Field{Kind: "date", Name: "due", Label: t("web.task_new_due"), Hint: t("web.date_hint"), Required: true, Value: value("due")})
	case task.Move:
		f.Fields = append(f.Fields, unitField(r, d, s.today(), "to", "web.task_to", value("to"), true))
	}
	needs := step != task.Start && step != task.Accept && step != task.Resume && step != task.Done && step != task.Grant
	f.Fields = append(f.Fields, page.Field{Kind: "area", Name: "text", Label: t("web.task_text"), Required: needs, Value: value("text")})
	if step == task.Progress || step == task.Done || step == task.Comment {
		f.Fields = append(f.Fields, page.Field{Kind: "file", Name: "files", Label: t("web.evidence"), Hint: t("web.evidence_hint"), Many: true})
	}
	f.Danger = step == task.Withdraw || step == task.Reject || step == task.Refuse
	return work.StepForm{Title: i18n.Title(t("task.step_" + string(step))), Form: f}
}

// newTask gives a task out.
func (s *server) newTask(w http.ResponseWriter, r *ask) error {
	d, unit, err := s.unitFor(r, access.ManageTasks)
	if err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.lang, key) }
	list := unitAddress(r.PathValue("code")) + "/tasks"
	v := page.Simple{Frame: s.frame(r, d, unit, "", t("web.task_new"))}
	v.Crumbs = []page.Link{{Text: t("page.tasks.title"), URL: list}}
	lead := page.Field{Kind: "select", Name: "lead", Label: t("page.tasks.lead"), Options: []page.Option{{Text: "–"}}}
	for _, a := range answering(d, s.today(), unit) {
		text := a.Unit.Name
		if a.Person.Name != "" {
			text += " (" + a.Post.Title + ": " + a.Person.Name + ")"
		}
		lead.Options = append(lead.Options, page.Option{Value: a.Unit.Code, Text: text, Selected: r.FormValue("lead") == a.Unit.Code})
	}
	lead.Options = append(lead.Options, page.Option{Value: allBelow, Text: t("web.task_all_below"), Selected: r.FormValue("lead") == allBelow})
	v.Form = page.Form{Action: list + "/new", Submit: t("web.save"), Cancel: list, Fields: []page.Field{
		{Kind: "area", Name: "name", Label: t("web.task_name"), Required: true, Value: r.FormValue("name")},
		lead,
		{Name: "deadline", Label: t("page.tasks.deadline"), Hint: t("web.task_deadline_hint"), Required: true, Value: r.FormValue("deadline")},
		{Name: "product", Label: t("page.tasks.product"), Value: r.FormValue("product")},
		{Name: "authority", Label: t("page.tasks.authority"), Value: r.FormValue("authority")},
	}}
	for n := 1; n <= taskPartners; n++ {
		at := strconv.Itoa(n)
		v.Form.Fields = append(v.Form.Fields, unitField(r, d, s.today(), "partner-"+at, "page.tasks.partners", r.FormValue("partner-"+at), true),
			page.Field{Name: "part-" + at, Label: t("web.task_part"), Value: r.FormValue("part-" + at)},
			page.Field{Kind: "date", Name: "due-" + at, Label: t("web.task_part_due"), Hint: t("web.date_hint"), Value: r.FormValue("due-" + at)})
	}
	origin, err := s.originFields(r, d, unit)
	if err != nil {
		return err
	}
	v.Form.Fields = append(v.Form.Fields, origin...)
	v.After = []string{t("web.task_new_after")}
	return s.form(w, r, v, list, "task_given", func() error { return s.giveTask(r, d, unit) })
}

// allBelow stands for every unit right under the one that gives the task out:
// each gets a task of its own.
const allBelow = "*"

// taskPartners is how many coordinating units the form has room for.
const taskPartners = 3

// originFields ask what a task comes from: a document, a whole it is part of, or
// a source in words.
func (s *server) originFields(r *ask, d *app.Directory, unit id.ID) ([]page.Field, error) {
	t := func(key string) string { return i18n.T(r.lang, key) }
	v, _ := d.Unit(unit, s.today())
	papers, err := s.app.Papers(r.Context(), r.user.Actor, v.Code)
	if err != nil {
		return nil, err
	}
	document := page.Field{Kind: "select", Name: "document", Label: t("web.task_document"), Options: []page.Option{{Text: "–"}}}
	for _, p := range papers.Rows {
		document.Options = append(document.Options, page.Option{Value: string(p.ID), Text: p.Number + " · " + short(p.Document.Title, 80), Selected: r.FormValue("document") == string(p.ID)})
	}
	out := []page.Field{document, {Name: "provision", Label: t("web.task_provision"), Value: r.FormValue("provision")},
		{Name: "source", Label: t("web.task_source"), Hint: t("web.task_source_hint"), Value: r.FormValue("source")}}
	if parent := r.FormValue("parent"); parent != "" {
		whole, err := s.app.Task(r.Context(), r.user.Actor, id.ID(parent))
		if err != nil {
			return nil, err
		}
		out = append(out, page.Field{Kind: "hidden", Name: "parent", Value: parent}, page.Field{Name: "whole", Label: t("web.task_whole"), Value: whole.Name, ReadOnly: true})
	}
	return out, nil
}

func (s *server) giveTask(r *ask, d *app.Directory, unit id.ID) error {
	in := app.NewTask{Unit: unit, Name: r.PostFormValue("name"), Product: r.PostFormValue("product"), Authority: r.PostFormValue("authority"),
		Deadline: r.PostFormValue("deadline"), Source: r.PostFormValue("source"), Issued: s.today(), Parent: id.ID(r.PostFormValue("parent")),
		Document: id.ID(r.PostFormValue("document")), Provision: r.PostFormValue("provision")}
	switch code := r.PostFormValue("lead"); code {
	case "":
	case allBelow:
		for _, child := range d.Tree(s.today()).Children(unit) {
			in.Leads = append(in.Leads, child.ID)
		}
	default:
		u, err := d.UnitByCode(code)
		if err != nil {
			return errs.All(err)[0].In("lead")
		}
		in.Leads = []id.ID{u}
	}
	for n := 1; n <= taskPartners; n++ {
		at := strconv.Itoa(n)
		code := r.PostFormValue("partner-" + at)
		if code == "" {
			continue
		}
		u, err := d.UnitByCode(code)
		if err != nil {
			return errs.All(err)[0].In("partner-" + at)
		}
		due, err := day(r, "due-"+at)
		if err != nil {
			return err
		}
		in.Partners = append(in.Partners, task.Partner{Unit: u, Text: code, Part: strings.TrimSpace(r.PostFormValue("part-" + at)), Due: due})
	}
	_, err := s.app.AddTask(r.Context(), r.user.Actor, in)
	return err
}

// unitFor is the unit of the address, for who may do something there. Who may
// not even read it is told that it is not there.
func (s *server) unitFor(r *ask, action access.Action) (*app.Directory, id.ID, error) {
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return nil, "", err
	}
	unit, err := d.UnitByCode(r.PathValue("code"))
	if err != nil {
		return d, "", err
	}
	return d, unit, d.May(action, unit)
}

// importTasks takes a task annex, first as a rehearsal.
func (s *server) importTasks(w http.ResponseWriter, r *ask) error {
	if _, _, err := s.unitFor(r, access.ManageTasks); err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.lang, key) }
	list := unitAddress(r.PathValue("code")) + "/tasks"
	return s.wizard(w, r, wizard{title: "web.task_import", lead: "web.task_import_lead", address: list + "/import", next: list, done: "tasks_imported",
		fields: []page.Field{
			{Name: "source", Label: t("web.task_source"), Hint: t("web.task_source_hint"), Value: r.FormValue("source")},
			{Kind: "date", Name: "issued", Label: t("web.task_issued"), Hint: t("web.date_hint"), Value: r.FormValue("issued")},
			{Kind: "select", Name: "unknown", Label: t("web.task_unknown"), Options: []page.Option{
				{Value: "", Text: t("web.task_unknown_refuse"), Selected: r.FormValue("unknown") == ""},
				{Value: "keep", Text: t("web.task_unknown_keep"), Selected: r.FormValue("unknown") == "keep"},
				{Value: "fan", Text: t("web.task_unknown_fan"), Selected: r.FormValue("unknown") == "fan"}}}},
		take: func(f sentFile, dry bool) (*page.Outcome, error) {
			issued, err := day(r, "issued")
			if err != nil {
				return nil, err
			}
			in := app.TasksImport{Unit: r.PathValue("code"), Issued: issued, Source: r.FormValue("source"), Sheet: f.sheet(), DryRun: dry,
				Keep: r.FormValue("unknown") != "", FanOut: r.FormValue("unknown") == "fan"}
			done, err := s.app.ImportTasks(r.Context(), r.user.Actor, in)
			return tasksOutcome(done), err
		}})
}

func tasksOutcome(done app.ImportedTasks) *page.Outcome {
	out := &page.Outcome{Total: len(done.Rows), Notes: []phrase.Phrase{phrase.New("web.tasks_read", "n", len(done.Rows))}}
	if done.Table != nil {
		out.Notes = append(out.Notes, done.Table.Notes...)
	}
	for i, r := range done.Rows {
		if i >= mostLinesShown {
			break
		}
		out.Rows = append(out.Rows, page.OutcomeRow{Name: r.Name, Code: r.Label, Act: r.TaskRow.Deadline, To: strings.ReplaceAll(r.Lead, "\n", "; "), Asks: r.Questions})
	}
	return out
}

// tasksURL is where a unit's tasks are.
func tasksURL(unit string) string {
	if unit == "" {
		return ""
	}
	return "/u/" + url.PathEscape(unit) + "/tasks"
}
