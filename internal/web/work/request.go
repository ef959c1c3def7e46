package work

import (
	"net/http"

	"dondoc/internal/access"
	"dondoc/internal/app/charges"
	"dondoc/internal/app/desk"
	"dondoc/internal/charge"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// askForTask asks a unit that is not under the giver to lead a task or to
// coordinate in it.
func (s *server) askForTask(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Task(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	return s.ask(w, r, access.ManageTasks, p.Unit, page.Link{Text: p.Name, URL: href.Task(which)}, which, charge.Lead, charge.Partner)
}

// askForTarget asks a unit that is not under the one whose target it is to
// answer for it.
func (s *server) askForTarget(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Target(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	return s.ask(w, r, access.ManageTargets, p.BoardRow.Target.Unit, page.Link{Text: p.Name, URL: href.Target(which, "")}, which, charge.Answer)
}

func (s *server) ask(w http.ResponseWriter, r *kit.Ask, action access.Action, of id.ID, back page.Link, which id.ID, roles ...charge.Role) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := d.May(action, of); err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	role := page.Field{Kind: "select", Name: "role", Label: t("web.request_role"), Required: true}
	for _, one := range roles {
		role.Options = append(role.Options, page.Option{Value: string(one), Text: t("charge.role." + string(one)), Selected: r.PostFormValue("role") == string(one)})
	}
	why := r.ReasonField()
	why.Hint = t("web.request_reason_hint")
	v := page.Simple{Frame: s.Frame(r, d, of, "", t("web.request_title")), After: []string{t("web.request_after")}}
	v.Crumbs = []page.Link{back}
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.request_send"), Cancel: back.URL, Lead: t("web.request_lead"), Fields: []page.Field{role, s.AskedField(r, d, action, of), why}}
	return s.Form(w, r, v, back.URL, "requested", func() error {
		in := charges.NewCharge{Role: charge.Role(r.PostFormValue("role")), Object: which, Reason: r.PostFormValue("reason")}
		if in.Asked, err = askedUnit(d, r.PostFormValue("asked")); err != nil {
			return err
		}
		_, err := s.App.AskCharge(r.Context(), r.User.Actor, in)
		return err
	})
}

func askedUnit(d *desk.Directory, code string) (id.ID, error) {
	if code == "" {
		return "", errs.New(errs.Invalid, "app.field_empty").In("asked")
	}
	unit, err := d.UnitByCode(code)
	if err != nil {
		return "", errs.All(err)[0].In("asked")
	}
	return unit, nil
}

// request is one request: who is asked answers it, who asked takes it back.
func (s *server) request(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	c, err := s.App.Charge(r.Context(), r.User.Actor, which)
	if err != nil {
		return err
	}
	v := Request{Frame: s.PlainFrame(r)}
	v.Title = i18n.T(r.Lang, "web.request_one")
	v.Crumbs = []page.Link{{Text: i18n.T(r.Lang, "web.work_title"), URL: href.Work}}
	v.Request = s.Requests(v.Frame, []charges.Charge{c}, false)
	v.Request[0].URL = ""
	t := func(key string) string { return i18n.T(r.Lang, key) }
	say := func(do string, needed bool) page.Field {
		f := page.Field{Kind: "area", Name: "answer", Label: t("web.request_say"), Required: needed}
		if r.PostFormValue("do") == do {
			f.Value = r.PostFormValue("answer")
		}
		return f
	}
	form := func(do string, needed bool) {
		v.Forms = append(v.Forms, page.Form{Action: href.Charge(which), Submit: t("web.request_do_" + do), Danger: do != "accept", Lead: t("web.request_lead_" + do),
			Fields: []page.Field{{Kind: "hidden", Name: "do", Value: do}, say(do, needed)}})
	}
	if c.Answerable {
		form("accept", false)
		form("decline", true)
	}
	if c.Retractable {
		form("withdraw", false)
	}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		err := s.answer(r, which)
		if err == nil {
			return s.Redirect(w, r, href.Work, "request_answered")
		}
		ok := false
		for i := range v.Forms {
			if v.Forms[i].Fields[0].Value == r.PostFormValue("do") {
				code, ok = kit.IntoForm(&v.Forms[i], err)
			}
		}
		if !ok {
			return err
		}
	}
	return s.Show(w, r, code, v.Page())
}

func (s *server) answer(r *kit.Ask, which id.ID) error {
	do, say := r.PostFormValue("do"), r.PostFormValue("answer")
	if do == "withdraw" {
		return s.App.WithdrawCharge(r.Context(), r.User.Actor, which, say)
	}
	if do != "accept" && do != "decline" {
		return errs.New(errs.Invalid, "charge.state_unknown")
	}
	return s.App.AnswerCharge(r.Context(), r.User.Actor, which, do == "accept", say)
}
