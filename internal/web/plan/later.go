package plan

import (
	"net/http"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/later"
	"dondoc/internal/app/plan"
	"dondoc/internal/i18n"
	"dondoc/internal/job"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/chases"
	"dondoc/internal/web/kit/page"
)

// importLater shows how far a file is that a job takes in, and what came of it; it can
// be stopped, and taken in for real after a rehearsal.
func (s *server) importLater(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	work, err := s.App.ImportLater(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	if r.Method == http.MethodPost {
		if r.PostFormValue("do") == "stop" {
			if err := s.App.CancelJob(r.Context(), r.User.Actor, which); err != nil {
				return err
			}
			return s.Redirect(w, r, chases.Later(which), "")
		}
		next, err := s.App.InEarnest(r.Context(), r.User.Actor, which)
		if err != nil {
			return err
		}
		return s.Redirect(w, r, chases.Later(next), "")
	}
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	v := page.Simple{Frame: s.PlainFrame(r)}
	v.Title = t("job.import_title")
	v.Form = page.Form{Action: r.URL.Path, Cancel: href.Work, Lead: workSaid(r.Lang, work)}
	v.After = cameSaid(r.Lang, work)
	hidden := func(do string) {
		v.Form.Fields = append(v.Form.Fields, page.Field{Kind: "hidden", Name: "do", Value: do})
	}
	switch ended := work.Job.State != job.Waiting && work.Job.State != job.Running; {
	case !ended:
		w.Header().Set("Refresh", "4")
		v.Form.Submit, v.Form.Danger = t("job.import_stop"), true
		hidden("stop")
	case work.DryRun && work.Came != nil && len(work.Came.Faults) == 0:
		v.Form.Submit = t("job.import_take")
		hidden("take")
	default:
		v.Crumbs = []page.Link{{Text: t("web.work_title"), URL: href.Work}}
	}
	if work.Came != nil && work.Came.Import != "" {
		v.Crumbs = append(v.Crumbs, page.Link{Text: t("job.import_made"), URL: href.Imported(work.Came.Import)})
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// workSaid says how far an import is.
func workSaid(lang i18n.Lang, w later.Work) string {
	key := "job.import_begins"
	if w.Job.Total > 0 {
		key = "job.import_far"
	}
	out := i18n.T(lang, key, "file", w.File, "state", i18n.T(lang, "job."+string(w.Job.State)), "done", w.Job.Done, "total", w.Job.Total)
	if w.DryRun {
		out += " " + i18n.T(lang, "job.import_dry")
	}
	if w.Job.Error != "" {
		out += " " + w.Job.Error
	}
	return out
}

// cameSaid says what came of one.
func cameSaid(lang i18n.Lang, w later.Work) (out []string) {
	c := w.Came
	if c == nil {
		return nil
	}
	list := func(all []later.Fault, more int, key string) {
		for _, f := range all {
			said := i18n.Say(lang, f.Said.Phrase())
			if f.Row > 0 {
				said = i18n.T(lang, "job.import_row", "row", f.Row, "what", said)
			}
			out = append(out, said)
		}
		if more > 0 {
			out = append(out, i18n.T(lang, key, "n", more))
		}
	}
	if len(c.Faults) == 0 {
		out = append(out, i18n.T(lang, "job.import_rows", "n", c.Rows, "added", c.By[desk.Added], "revised", c.By[desk.Revised], "unchanged", c.By[desk.Unchanged], "skipped", c.By[desk.Skipped]))
	} else {
		out = append(out, i18n.T(lang, "job.import_faults", "n", len(c.Faults)+c.More))
		list(c.Faults, c.More, "job.import_more")
	}
	if n := len(c.Told) + c.Untold; n > 0 {
		out = append(out, i18n.T(lang, "job.import_told", "n", n))
		list(c.Told, c.Untold, "job.import_untold")
	}
	return out
}

// putOff has the sheet that was sent rehearsed by a job, where that was asked for; from
// the job's page it is taken in.
func (s *server) putOff(r *kit.Ask, in plan.Import) (done string, err error) {
	if r.PostFormValue("later") == "" {
		return "", nil
	}
	in.DryRun = true
	which, err := s.App.TargetsLater(r.Context(), r.User.Actor, in)
	if err != nil {
		return "", err
	}
	return chases.Later(which), nil
}
