package account

import (
	"net/http"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/hooks"
	"dondoc/internal/hook"
	"dondoc/internal/id"
	"dondoc/internal/job"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// hooks lists the programs that are told for the reader, adds one and shows what
// it is signed with once, has one tried, and takes one away.
func (s *server) hooks(w http.ResponseWriter, r *kit.Ask) error {
	if which := id.ID(r.PostFormValue("drop")); which != "" {
		if err := s.App.DropHook(r.Context(), r.User.Actor, which); err != nil {
			return err
		}
		return s.Redirect(w, r, registers.Hooks, "hook_dropped")
	}
	if which := id.ID(r.PostFormValue("try")); which != "" {
		if err := s.App.TryHook(r.Context(), r.User.Actor, which); err != nil {
			return err
		}
		return s.Redirect(w, r, registers.Hooks, "hook_tried")
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Hooks{Frame: s.PlainFrame(r)}
	v.Title = v.T("web.hook_title")
	v.Crumbs = []page.Link{{Text: v.T("web.profile"), URL: href.Account}}
	v.Form = s.hookForm(r, d, v)
	code := http.StatusOK
	if r.Method == http.MethodPost {
		until, err := kit.Day(r, "until")
		if err == nil {
			in := hooks.NewHook{Name: r.PostFormValue("name"), URL: r.PostFormValue("url"), Unit: r.PostFormValue("unit"), Until: until}
			for _, of := range r.PostForm["subjects"] {
				in.Subjects = append(in.Subjects, hook.Subject(of))
			}
			v.Secret, _, err = s.App.MakeHook(r.Context(), r.User.Actor, in)
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
		if err == nil {
			v.Form.Fields[0].Value, v.Form.Fields[1].Value = "", ""
		}
	}
	all, err := s.App.Hooks(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	for _, h := range all {
		v.Rows = append(v.Rows, s.hookRow(d, v, h))
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.Show(w, r, code, v.Page())
}

func (s *server) hookRow(d *desk.Directory, v Hooks, h hooks.Told) Hook {
	of := v.T("web.hook_all")
	for i, subject := range h.Subjects {
		if i == 0 {
			of = ""
		} else {
			of += ", "
		}
		of += v.T("web.hook_of_" + string(subject))
	}
	unit, _ := d.Unit(h.Unit, s.Today())
	out := Hook{ID: string(h.Hook.ID), Name: h.Name, URL: h.URL, Over: h.Over(s.Today()), Line: v.T("web.hook_line", "unit", unit.Name, "subjects", of, "until", h.Until)}
	out.Stopped = h.Job == job.Dead || h.Job == job.Cancelled
	why := h.Error
	if why == hook.ErrForbidden.Error() {
		why = v.T("web.hook_forbidden")
	}
	switch {
	case out.Stopped:
		out.Stands = v.T("web.hook_stopped", "error", why, "waits", h.Waits)
	case h.Error != "":
		out.Failing = true
		out.Stands = v.T("web.hook_failing", "error", why, "at", v.Moment(h.Tried), "waits", h.Waits)
	case !h.Told.IsZero():
		out.Stands = v.T("web.hook_told", "at", v.Moment(h.Told))
	default:
		out.Stands = v.T("web.hook_fresh")
	}
	return out
}

func (s *server) hookForm(r *kit.Ask, d *desk.Directory, v Hooks) page.Form {
	until := r.PostFormValue("until")
	if until == "" {
		until = s.Today().AddDays(hook.Longest - 1).Say("")
	}
	f := page.Form{Action: registers.Hooks, Submit: v.T("web.hook_make"), Cancel: href.Account, Fields: []page.Field{
		{Kind: "text", Name: "name", Label: v.T("web.hook_name"), Required: true, Value: r.PostFormValue("name")},
		{Kind: "text", Name: "url", Label: v.T("web.hook_url"), Hint: v.T("web.hook_url_hint"), Required: true, Value: r.PostFormValue("url"), Wide: true},
		{Kind: "select", Name: "unit", Label: v.T("web.token_unit"), Required: true, Options: s.ownUnits(r, d, func(unit id.ID) bool { return d.Can(access.ReadLog, unit) })},
		{Kind: "date", Name: "until", Label: v.T("web.hook_until"), Required: true, Value: until},
	}}
	for i, of := range hook.Subjects() {
		f.Fields = append(f.Fields, page.Field{Kind: "check", Name: "subjects", Value: string(of), Label: v.T("web.hook_of_" + string(of)),
			Checked: r.Method != http.MethodPost || slices.Contains(r.PostForm["subjects"], string(of))})
		if i == 0 {
			f.Fields[len(f.Fields)-1].Hint = v.T("web.hook_subjects")
		}
	}
	return f
}

// Empty says whether the reader may have no program told: where they may read no log.
func (v Hooks) Empty() bool { return len(v.Form.Fields[2].Options) == 0 }
