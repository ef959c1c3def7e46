package work

import (
	"net/http"
	"strconv"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// correctTask puts right what is said of a task.
func (s *server) correctTask(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Task(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := d.May(access.ManageTasks, p.Unit); err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	back := page.Link{Text: p.Name, URL: href.Task(which)}
	v := page.Simple{Frame: s.Frame(r, d, p.Unit, "", t("web.task_correct_title")), After: []string{t("web.task_correct_after")}}
	v.Crumbs = []page.Link{back}
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.correct_save"), Cancel: back.URL, Lead: t("web.correct_lead"), Extra: []page.Button{{Name: "more", Value: "1", Text: t("web.task_more_partners"), Quiet: true}}}
	if v.Form.Fields, err = s.taskFields(r, d, p.Unit, taskOf{p.Task, p.Giver.Code}); err != nil {
		return err
	}
	v.Form.Fields = append(v.Form.Fields, r.ReasonField())
	if r.PostFormValue("more") != "" {
		return s.Show(w, r, http.StatusOK, v.Page())
	}
	return s.Form(w, r, v, back.URL, "corrected", func() error {
		in, err := s.typedTask(r, d, p.Unit)
		if err != nil {
			return err
		}
		in.Issued, in.Label, in.Field, in.FollowedBy, in.LeadText = "", p.Label, p.Field, p.FollowedBy, p.LeadText
		_, err = s.App.CorrectTask(r.Context(), r.User.Actor, which, in, r.PostFormValue("reason"))
		return err
	})
}

// undoTask takes a task back that was given out by mistake.
func (s *server) undoTask(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Task(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := page.Simple{Frame: s.Frame(r, d, p.Unit, "", i18n.T(r.Lang, "web.undo_task_title", "name", p.Name)), After: []string{i18n.T(r.Lang, "web.undo_after")}}
	v.Crumbs = []page.Link{{Text: p.Name, URL: href.Task(which)}}
	v.Form = page.Form{Action: r.URL.Path, Submit: i18n.T(r.Lang, "web.undo_do"), Cancel: href.Task(which), Danger: true}
	return s.Undo(w, r, v, href.Tasks(p.Giver.Code), "undone", func(dry bool) error { return s.App.UndoTask(r.Context(), r.User.Actor, which, dry) })
}

// undoSteps takes back what the reader did last with tasks, with all of them at
// once; the tasks are listed first, as they will stand.
func (s *server) undoSteps(w http.ResponseWriter, r *kit.Ask) error {
	at := time.Time{}
	if ms, err := strconv.ParseInt(r.PostFormValue("at"), 10, 64); err == nil {
		at = time.UnixMilli(ms)
	}
	v := Bulk{Frame: s.PlainFrame(r)}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v.Title = i18n.T(r.Lang, "web.undo_last_step")
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.work_title"), URL: href.Work}}
	v.Form = page.Form{Action: href.Undo(href.Work), Submit: i18n.T(r.Lang, "web.undo_do"), Cancel: href.Work, Danger: true, Lead: i18n.T(r.Lang, "web.undo_steps_lead")}
	status := http.StatusOK
	rows, when, err := s.App.UndoSteps(r.Context(), r.User.Actor, at, r.Method != http.MethodPost)
	switch {
	case err == nil && r.Method == http.MethodPost:
		return s.Redirect(w, r, href.Task(rows[0].ID), "undone")
	case err == nil:
		v.Form.Fields = []page.Field{{Kind: "hidden", Name: "at", Value: strconv.FormatInt(when.UnixMilli(), 10)}}
		for _, row := range rows {
			v.Rows = append(v.Rows, taskRow(d, r.Lang, row))
		}
	default:
		code, ok := kit.IntoForm(&v.Form, err)
		if !ok {
			return err
		}
		if v.Form.Submit, v.Form.Lead = "", ""; r.Method == http.MethodPost {
			status = code
		}
	}
	return s.Show(w, r, status, v.Page())
}
