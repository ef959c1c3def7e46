package work

import (
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// directives lists a unit's instructions with what was made of them.
func (s *server) directives(w http.ResponseWriter, r *kit.Ask) error {
	known, err := kit.AsKnown(r)
	if err != nil {
		return err
	}
	list, err := s.App.Directives(r.Context(), r.User.Actor, r.PathValue("code"), known)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Directives{Frame: s.Frame(r, d, list.Unit.ID, "", i18n.T(r.Lang, "web.directives_title"))}
	v.Sign()
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "page.tasks.title"), URL: href.AsKnown(href.Tasks(list.Unit.Code), known)}}
	if list.May {
		v.NewURL = href.NewDirective(list.Unit.Code)
	}
	for _, row := range list.Rows {
		one := Directive{Who: strings.Trim(row.Speaker+", "+row.Post, ", "), On: strings.Trim(row.Occasion+" "+row.On.Say(""), " "), Text: row.Text}
		for _, t := range row.Tasks {
			shown := taskRow(d, r.Lang, t)
			lead := shown.Lead.Unit
			if lead == "" {
				lead = shown.LeadText
			}
			one.Tasks = append(one.Tasks, DirectiveTask{Link: page.Link{Text: shown.Name, URL: href.AsKnown(shown.URL, known)}, Lead: lead, Status: shown.Status, Text: shown.Text, Due: shown.Due})
		}
		v.Rows = append(v.Rows, one)
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// instructRows is how many tasks the form of an instruction begins with room for.
const instructRows = 4

// newDirective keeps an instruction and makes tasks of it on the spot.
func (s *server) newDirective(w http.ResponseWriter, r *kit.Ask) error {
	d, unit, err := s.UnitFor(r, access.ManageTasks)
	if err != nil {
		return err
	}
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	list := href.Directives(r.PathValue("code"))
	v := page.Simple{Frame: s.Frame(r, d, unit, "", t("page.directive.new"))}
	v.Crumbs = []page.Link{{Text: t("web.directives_title"), URL: list}}
	v.Form = page.Form{Action: href.NewDirective(r.PathValue("code")), Submit: t("web.save"), Cancel: list, Fields: []page.Field{
		{Name: "speaker", Label: t("web.directive_speaker"), Required: true, Value: r.FormValue("speaker")},
		{Name: "post", Label: t("web.directive_post"), Value: r.FormValue("post")},
		{Name: "occasion", Label: t("web.directive_occasion"), Hint: t("web.directive_occasion_hint"), Value: r.FormValue("occasion")},
		{Kind: "date", Name: "on", Label: t("web.directive_on"), Required: true, Value: r.FormValue("on")},
		{Kind: "area", Name: "text", Label: t("web.directive_text"), Required: true, Value: r.FormValue("text")},
	}}
	rows := roomFor(r, "name-", instructRows)
	for n := 1; n <= rows; n++ {
		at := "-" + strconv.Itoa(n)
		lead := page.Field{Kind: "select", Name: "lead" + at, Label: t("web.directive_lead", "n", n), Options: []page.Option{{Text: "–"}}}
		for _, a := range kit.Answering(d, s.Today(), unit) {
			lead.Options = append(lead.Options, page.Option{Value: a.Unit.Code, Text: a.Unit.Name, Selected: r.FormValue("lead"+at) == a.Unit.Code})
		}
		v.Form.Fields = append(v.Form.Fields, page.Field{Kind: "area", Name: "name" + at, Label: t("web.directive_task", "n", n), Value: r.FormValue("name" + at)}, lead,
			page.Field{Name: "deadline" + at, Label: t("web.directive_deadline", "n", n), Hint: i18n.T(r.Lang, "web.task_deadline_hint", "year", string(s.Today()[:4])), Value: r.FormValue("deadline" + at), Read: deadlineRead(r, r.FormValue("deadline"+at), s.Today()), Preview: href.NewTask(r.PathValue("code"), "")},
			page.Field{Name: "product" + at, Label: t("web.directive_product", "n", n), Value: r.FormValue("product" + at)})
	}
	v.Form.Extra = []page.Button{{Name: "more", Value: "1", Text: t("web.task_more"), Quiet: true}}
	if r.PostFormValue("more") != "" {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	return s.Form(w, r, v, list, "directive_added", func() error { return s.instruct(r, d, unit, rows) })
}

func (s *server) instruct(r *kit.Ask, d *desk.Directory, unit id.ID, rows int) error {
	in := tasks.NewDirective{Unit: unit, Speaker: r.PostFormValue("speaker"), Post: r.PostFormValue("post"), Occasion: r.PostFormValue("occasion"), Text: r.PostFormValue("text")}
	var err error
	if in.On, err = kit.Day(r, "on"); err != nil {
		return err
	}
	var at []string // which row of the form each task is from
	for n := 1; n <= rows; n++ {
		row := "-" + strconv.Itoa(n)
		name := strings.TrimSpace(r.PostFormValue("name" + row))
		if name == "" {
			if r.PostFormValue("deadline"+row)+r.PostFormValue("product"+row)+r.PostFormValue("lead"+row) != "" {
				return errs.New(errs.Invalid, "app.field_empty").In("name" + row)
			}
			continue
		}
		t := tasks.NewTask{Name: name, Deadline: r.PostFormValue("deadline" + row), Product: r.PostFormValue("product" + row)}
		if code := r.PostFormValue("lead" + row); code != "" {
			lead, err := d.UnitByCode(code)
			if err != nil {
				return errs.All(err)[0].In("lead" + row)
			}
			t.Leads = []id.ID{lead}
		}
		in.Tasks, at = append(in.Tasks, t), append(at, row)
	}
	_, err = s.App.AddDirective(r.Context(), r.User.Actor, in)
	for _, e := range errs.All(err) {
		if e.Row > 0 && e.Row <= len(at) && e.Field != "" {
			e.Field += at[e.Row-1]
		}
	}
	return err
}
