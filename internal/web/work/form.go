package work

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/tasks"
	"dondoc/internal/capital/programme"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/task"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// allBelow stands for every unit right under the one that gives the task out:
// each gets a task of its own.
const allBelow = "*"

// taskPartners is how many coordinating units the form begins with room for.
const taskPartners = 2

// mostRows keeps a form from being asked to grow for ever.
const mostRows = 100

// roomFor gives how many rows of a kind a form has: as many as were sent, some
// more where that was asked, and no fewer than it begins with.
func roomFor(r *kit.Ask, prefix string, least int) int {
	n := least
	for name := range r.PostForm {
		if at, err := strconv.Atoi(strings.TrimPrefix(name, prefix)); err == nil && strings.HasPrefix(name, prefix) {
			n = max(n, at)
		}
	}
	if r.PostFormValue("more") != "" {
		n += least
	}
	return min(n, mostRows)
}

// deadlineRead says how a deadline is understood, with what is to be asked.
func deadlineRead(r *kit.Ask, text string, issued period.Date) phrase.Phrase {
	if strings.TrimSpace(text) == "" {
		return phrase.Phrase{}
	}
	d, questions := period.ReadDeadline(text, period.DeadlineContext{Issued: issued})
	if len(questions) > 0 {
		return questions[0]
	}
	if due := d.Last(); due != "" {
		return phrase.New("web.task_deadline_read", "due", due)
	}
	return d.Explain()
}

// readDeadline answers swap.js with how a deadline is understood while it is typed.
func (s *server) readDeadline(w http.ResponseWriter, r *kit.Ask) error {
	if _, _, err := s.UnitFor(r, access.ManageTasks); err != nil {
		return err
	}
	name := r.URL.Query().Get("field")
	if !strings.HasPrefix(name, "deadline") {
		name = "deadline"
	}
	issued, err := s.givenOn(r, r.PathValue("code"))
	if err != nil {
		issued = s.Today() // a day that cannot be read is told when it is sent
	}
	return s.Show(w, r, http.StatusOK, DeadlineRead{Lang: r.Lang, Read: deadlineRead(r, r.URL.Query().Get(name), issued)}.Fragment())
}

// givenOn is the day a task was given out, from which its days are counted: the
// one typed, else that of the document chosen, else today.
func (s *server) givenOn(r *kit.Ask, code string) (period.Date, error) {
	if text := strings.TrimSpace(r.FormValue("issued")); text != "" {
		day, err := period.ParseDate(text)
		if err != nil {
			return "", errs.All(err)[0].In("issued")
		}
		return day, nil
	}
	which := id.ID(r.FormValue("document"))
	if which == "" {
		return s.Today(), nil
	}
	papers, err := s.App.Papers(r.Context(), r.User.Actor, code, "")
	for _, p := range papers.Rows {
		if p.ID == which {
			return p.IssuedOn, nil
		}
	}
	return s.Today(), err
}

// taskOf is what a form of a task begins with.
type taskOf struct {
	task.Task
	giver string // code
}

// taskFields are the fields of a task that is given out or put right.
func (s *server) taskFields(r *kit.Ask, d *desk.Directory, unit id.ID, was taskOf) ([]page.Field, error) {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	leadCode := ""
	if v, known := d.Unit(was.Lead, s.Today()); known {
		leadCode = v.Code
	}
	chosen := r.Typed("lead", leadCode)
	if r.Method != http.MethodPost && r.FormValue("lead") != "" {
		chosen = r.FormValue("lead")
	}
	lead := page.Field{Kind: "select", Name: "lead", Label: t("page.tasks.lead"), Options: []page.Option{{Text: "–"}}}
	list := kit.Answering(d, s.Today(), unit)
	if v, known := d.Unit(was.Lead, s.Today()); known && v.Parent != unit {
		list = append(list, d.Answering(was.Lead, "", s.Today()))
	}
	for _, a := range list {
		text := a.Unit.Name
		if a.Person.Name != "" {
			text += " (" + a.Post.Title + ": " + a.Person.Name + ")"
		}
		lead.Options = append(lead.Options, page.Option{Value: a.Unit.Code, Text: text, Selected: chosen == a.Unit.Code})
	}
	if was.ID == "" {
		lead.Options = append(lead.Options, page.Option{Value: allBelow, Text: t("web.task_all_below"), Selected: chosen == allBelow})
	}
	var why []page.Field
	if was.ID == "" {
		why = []page.Field{s.MayBeAsked(r, d, access.ManageTasks, unit, &lead, chosen)}
	}
	value := func(name, was string) string {
		if r.Method != http.MethodPost && r.FormValue(name) != "" {
			return r.FormValue(name)
		}
		return r.Typed(name, was)
	}
	out, err := s.wholeFields(r, was)
	if err != nil {
		return nil, err
	}
	out = append(out, []page.Field{
		{Kind: "area", Name: "name", Label: t("web.task_name"), Required: true, Value: value("name", was.Name)},
		lead,
		s.deadlineField(r, was),
		{Name: "product", Label: t("page.tasks.product"), Value: value("product", was.Product)},
		{Name: "authority", Label: t("page.tasks.authority"), Value: value("authority", was.Authority)},
		s.programmeField(r, value("programme", was.Programme)),
	}...)
	out = append(out, s.partnerFields(r, d, was)...)
	out = append(out, why...)
	origin, err := s.originFields(r, d, unit, was)
	return append(out, origin...), err
}

// deadlineField asks for a deadline, and shows how it is understood.
func (s *server) deadlineField(r *kit.Ask, was taskOf) page.Field {
	deadline := r.Typed("deadline", was.Deadline.Text)
	if r.Method != http.MethodPost && r.FormValue("deadline") != "" {
		deadline = r.FormValue("deadline")
	}
	preview, issued := href.NewTask(was.giver, ""), period.DateOf(was.At)
	if was.ID != "" { // read as on the day it was given out
		preview = href.With(preview, "issued", string(issued))
	} else if day, err := s.givenOn(r, was.giver); err == nil {
		issued = day
	} else {
		issued = s.Today() // told when it is sent
	}
	return page.Field{Name: "deadline", Label: i18n.T(r.Lang, "page.tasks.deadline"), Hint: i18n.T(r.Lang, "web.task_deadline_hint", "year", string(s.Today()[:4])), Required: true,
		Value: deadline, Read: deadlineRead(r, deadline, issued), Preview: preview}
}

// programmeField offers the national target programmes of the year, and the one chosen.
func (s *server) programmeField(r *kit.Ask, chosen string) page.Field {
	f := page.Field{Kind: "select", Name: "programme", Label: i18n.T(r.Lang, "page.tasks.programme"), Options: []page.Option{{Text: "–"}}}
	for _, p := range programme.All() {
		runs := slices.ContainsFunc(programme.In(s.Today().Time().Year()), func(o programme.Programme) bool { return o.Key == p.Key })
		if runs || p.Name == chosen {
			f.Options = append(f.Options, page.Option{Value: p.Name, Text: p.Name, Selected: p.Name == chosen})
		}
	}
	return f
}

// partnerFields have room for the coordinating units there are and some more.
func (s *server) partnerFields(r *kit.Ask, d *desk.Directory, was taskOf) (out []page.Field) {
	for n := 1; n <= roomFor(r, "partner-", max(taskPartners, len(was.Partners))); n++ {
		at := strconv.Itoa(n)
		code, part, due := "", "", ""
		if n <= len(was.Partners) {
			p := was.Partners[n-1]
			if v, known := d.Unit(p.Unit, s.Today()); known {
				code = v.Code
			}
			part, due = p.Part, p.Due.Say("")
		}
		unit := kit.UnitField(r, d, s.Today(), "partner-"+at, "page.tasks.partners", r.Typed("partner-"+at, code), true)
		unit.Label = i18n.T(r.Lang, "web.task_partner", "n", n)
		out = append(out, unit,
			page.Field{Name: "part-" + at, Label: i18n.T(r.Lang, "web.task_partner_part", "n", n), Value: r.Typed("part-"+at, part)},
			page.Field{Kind: "date", Name: "due-" + at, Label: i18n.T(r.Lang, "web.task_partner_due", "n", n), Value: r.Typed("due-"+at, due)})
	}
	return out
}

// originFields ask what a task comes from: a document, a whole it is part of, or
// a source in words.
func (s *server) originFields(r *kit.Ask, d *desk.Directory, unit id.ID, was taskOf) ([]page.Field, error) {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	v, _ := d.Unit(unit, s.Today())
	papers, err := s.App.Papers(r.Context(), r.User.Actor, v.Code, "")
	if err != nil {
		return nil, err
	}
	chosen := r.Typed("document", string(was.Document))
	if r.Method != http.MethodPost && r.FormValue("document") != "" {
		chosen = r.FormValue("document")
	}
	document := page.Field{Kind: "select", Name: "document", Label: t("web.task_document"), Options: []page.Option{{Text: "–"}}}
	for _, p := range papers.Rows {
		document.Options = append(document.Options, page.Option{Value: string(p.ID), Text: p.Number + " · " + kit.Short(p.Document.Title, 80), Selected: chosen == string(p.ID)})
	}
	out := []page.Field{document, {Name: "provision", Label: t("web.task_provision"), Value: r.Typed("provision", was.Provision)},
		{Name: "source", Label: t("web.task_source"), Hint: t("web.task_source_hint"), Value: r.Typed("source", was.Source)}}
	if was.ID == "" {
		out = append(out, page.Field{Kind: "date", Name: "issued", Label: t("web.task_given_on"), Hint: i18n.T(r.Lang, "web.task_given_hint", "day", s.Today()), Value: r.FormValue("issued")})
	}
	return out, nil
}

// wholeFields say of which task a new one is a part, and until when that is due.
func (s *server) wholeFields(r *kit.Ask, was taskOf) ([]page.Field, error) {
	parent := r.FormValue("parent")
	if parent == "" || was.ID != "" {
		return nil, nil
	}
	whole, err := s.App.Task(r.Context(), r.User.Actor, id.ID(parent))
	if err != nil {
		return nil, err
	}
	read := phrase.Phrase{}
	if whole.State.Due != "" {
		read = phrase.New("web.task_whole_due", "due", whole.State.Due)
	}
	return []page.Field{{Kind: "hidden", Name: "parent", Value: parent}, {Name: "whole", Label: i18n.T(r.Lang, "web.task_whole"), Value: whole.Name, ReadOnly: true, Read: read}}, nil
}

// newTask gives a task out.
func (s *server) newTask(w http.ResponseWriter, r *kit.Ask) error {
	if strings.HasPrefix(r.URL.Query().Get("field"), "deadline") {
		return s.readDeadline(w, r)
	}
	d, unit, err := s.UnitFor(r, access.ManageTasks)
	if err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	list := href.Tasks(r.PathValue("code"))
	v := page.Simple{Frame: s.Frame(r, d, unit, "", t("web.task_new"))}
	v.Crumbs = []page.Link{{Text: t("page.tasks.title"), URL: list}}
	v.Form = page.Form{Action: href.NewTask(r.PathValue("code"), ""), Submit: t("web.save"), Cancel: list, Extra: []page.Button{{Name: "more", Value: "1", Text: t("web.task_more_partners"), Quiet: true}}}
	if v.Form.Fields, err = s.taskFields(r, d, unit, taskOf{giver: r.PathValue("code")}); err != nil {
		return err
	}
	v.After = []string{t("web.task_new_after")}
	if r.PostFormValue("more") != "" {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	return s.Form(w, r, v, list, "task_given", func() error {
		in, err := s.typedTask(r, d, unit)
		if err == nil {
			_, err = s.App.AddTask(r.Context(), r.User.Actor, in)
		}
		return err
	})
}

// typedTask reads the form of a task.
func (s *server) typedTask(r *kit.Ask, d *desk.Directory, unit id.ID) (tasks.NewTask, error) {
	in := tasks.NewTask{Unit: unit, Name: r.PostFormValue("name"), Product: r.PostFormValue("product"), Authority: r.PostFormValue("authority"), Programme: r.PostFormValue("programme"),
		Deadline: r.PostFormValue("deadline"), Source: r.PostFormValue("source"), Parent: id.ID(r.PostFormValue("parent")),
		Document: id.ID(r.PostFormValue("document")), Provision: r.PostFormValue("provision"), Why: r.PostFormValue("why")}
	var err error
	giver, _ := d.Unit(unit, s.Today())
	if in.Issued, err = s.givenOn(r, giver.Code); err != nil {
		return in, err
	}
	switch code := r.PostFormValue("lead"); code {
	case "":
	case allBelow:
		for _, child := range d.Tree(s.Today()).Children(unit) {
			in.Leads = append(in.Leads, child.ID)
		}
	default:
		u, err := d.UnitByCode(code)
		if err != nil {
			return in, errs.All(err)[0].In("lead")
		}
		in.Leads = []id.ID{u}
	}
	for n := 1; n <= roomFor(r, "partner-", taskPartners); n++ {
		at := strconv.Itoa(n)
		code := r.PostFormValue("partner-" + at)
		if code == "" {
			if r.PostFormValue("part-"+at)+r.PostFormValue("due-"+at) != "" {
				return in, errs.New(errs.Invalid, "app.field_empty").In("partner-" + at)
			}
			continue
		}
		u, err := d.UnitByCode(code)
		if err != nil {
			return in, errs.All(err)[0].In("partner-" + at)
		}
		due, err := kit.Day(r, "due-"+at)
		if err != nil {
			return in, err
		}
		in.Partners = append(in.Partners, task.Partner{Unit: u, Text: code, Part: strings.TrimSpace(r.PostFormValue("part-" + at)), Due: due})
	}
	return in, nil
}
