package kit

import (
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/charges"
	"dondoc/internal/app/desk"
	"dondoc/internal/charge"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// Requests says in words what bodies ask one another. Where they stand beside
// what they are about, that is not named again.
func (s *Server) Requests(f page.Frame, list []charges.Charge, beside bool) (out []page.Request) {
	for _, c := range list {
		r := page.Request{Reason: c.Reason, State: f.T("charge.state." + string(c.State)), By: f.T("web.request_by", "by", c.ByName, "at", f.Moment(c.At)),
			What: f.T("web.request_what", "giver", c.Giver.Name, "unit", c.Unit.Name, "role", f.T("charge.role."+string(c.Role)))}
		if c.Due != "" {
			r.Due = f.T("web.task_due", "due", c.Due)
		}
		if !beside {
			r.Text = page.Link{Text: c.Name}
			if c.Readable {
				r.Text.URL = aboutOf(c.Request)
			}
		}
		if c.State != charge.Waiting {
			r.Answer = f.T("web.request_answered", "by", c.AnswerName, "at", f.Moment(c.AnsweredAt), "answer", c.Answer)
		}
		if c.Answerable || c.Retractable {
			r.URL, r.Act = href.Charge(c.ID), f.T("web.request_open")
		}
		out = append(out, r)
	}
	return out
}

func aboutOf(r charge.Request) string {
	if r.Role.OfTask() {
		return href.Task(r.Object)
	}
	return href.Target(r.Object, "")
}

// MayBeAsked adds to a choice of units those that can only be asked, and gives
// the field for the reason they are asked for.
func (s *Server) MayBeAsked(r *Ask, d *desk.Directory, action access.Action, of id.ID, f *page.Field, chosen string) page.Field {
	for _, o := range s.AskedField(r, d, action, of).Options[1:] {
		o.Text, o.Selected = i18n.T(r.Lang, "web.request_option", "unit", strings.TrimPrefix(o.Text, "– ")), o.Value == chosen
		f.Options = append(f.Options, o)
	}
	return page.Field{Name: "why", Label: i18n.T(r.Lang, "web.request_why"), Hint: i18n.T(r.Lang, "web.request_why_hint"), Value: r.FormValue("why")}
}

// AskedField chooses a unit that can only be asked: those above a unit, and
// those directly under one of these.
func (s *Server) AskedField(r *Ask, d *desk.Directory, action access.Action, of id.ID) page.Field {
	f := page.Field{Kind: "select", Name: "asked", Label: i18n.T(r.Lang, "web.request_unit"), Hint: i18n.T(r.Lang, "web.request_unit_hint"), Required: true}
	chosen := r.PostFormValue("asked")
	f.Options = append(f.Options, page.Option{Text: "–", Selected: chosen == ""})
	tree := d.Tree(s.Today())
	add := func(v org.Version, indent string) {
		if d.Charge(action, of, v.ID) != nil {
			f.Options = append(f.Options, page.Option{Value: v.Code, Text: indent + v.Name, Selected: v.Code == chosen})
		}
	}
	for _, above := range d.Path(of, s.Today()) {
		v, stands := tree.Unit(above)
		if !stands {
			continue
		}
		add(v, "")
		for _, child := range tree.Children(above) {
			if !d.AtOrBelow(of, child.ID) {
				add(child, "– ")
			}
		}
	}
	return f
}
