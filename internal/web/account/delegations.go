package account

import (
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/access/delegation"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// Delegations is what the reader lent while away, and what is lent to them.
type Delegations struct {
	page.Frame
	Given, Held []Delegation
	Form        *page.Form // nil for who has no role to lend
}

// Delegation is one of them.
type Delegation struct {
	ID    string
	Who   string
	Line  string
	State string // on, ahead, over, ended
	Back  bool   // it can be taken back
}

// delegations lists what is lent, lends a role for some days, and takes one back.
func (s *server) delegations(w http.ResponseWriter, r *kit.Ask) error {
	if which := r.PostFormValue("end"); which != "" {
		if err := s.App.EndDelegation(r.Context(), r.User.Actor, id.ID(which)); err != nil {
			return err
		}
		return s.Redirect(w, r, registers.Delegations, "lent_back")
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Delegations{Frame: s.PlainFrame(r)}
	v.Title = v.T("web.lent_title")
	v.Crumbs = []page.Link{{Text: v.T("web.profile"), URL: href.Account}}
	v.Form = v.form(r, d, s.Today().Say(""))
	code := http.StatusOK
	if r.Method == http.MethodPost {
		in, err := lentSent(r)
		if err == nil {
			_, err = s.App.Delegate(r.Context(), r.User.Actor, in)
		}
		if err == nil {
			return s.Redirect(w, r, registers.Delegations, "lent")
		}
		ok := v.Form != nil
		if ok {
			code, ok = kit.IntoForm(v.Form, err)
		}
		if !ok {
			return err
		}
	}
	list, err := s.App.Delegations(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	for _, one := range list {
		unit, _ := d.Unit(one.Unit, s.Today())
		row := Delegation{ID: string(one.ID), Who: one.ToName, State: stateOf(one, s)}
		row.Line = v.T("web.lent_line", "role", v.T("role."+string(one.Role)), "unit", unit.Name, "since", one.Since, "until", one.Until, "reason", one.Reason)
		row.Back = one.From == r.User.Account && (row.State == "on" || row.State == "ahead")
		if one.From == r.User.Account {
			v.Given = append(v.Given, row)
			continue
		}
		row.Who = one.FromName
		v.Held = append(v.Held, row)
	}
	return s.Show(w, r, code, v.Page())
}

func stateOf(d delegation.Delegation, s *server) string {
	switch today := s.Today(); {
	case !d.Ended.IsZero():
		return "ended"
	case d.Holds(today):
		return "on"
	case d.Since > today:
		return "ahead"
	}
	return "over"
}

// lentSent reads the form.
func lentSent(r *kit.Ask) (in accounts.NewDelegation, err error) {
	role, unit, _ := strings.Cut(r.PostFormValue("grant"), "@")
	in = accounts.NewDelegation{To: r.PostFormValue("to"), Grant: access.Grant{Role: access.Role(role), Unit: id.ID(unit)}, Reason: r.PostFormValue("reason")}
	if in.Since, err = kit.Day(r, "since"); err != nil {
		return in, err
	}
	in.Until, err = kit.Day(r, "until")
	return in, err
}

func (v Delegations) form(r *kit.Ask, d *desk.Directory, today string) *page.Form {
	grants := page.Field{Kind: "select", Name: "grant", Label: v.T("web.lent_grant"), Required: true}
	for _, g := range r.User.Own().Grants {
		if !delegation.Lendable(g.Role) {
			continue
		}
		unit, _ := d.Unit(g.Unit, d.Today())
		value := string(g.Role) + "@" + string(g.Unit)
		grants.Options = append(grants.Options, page.Option{Value: value, Text: v.T("role."+string(g.Role)) + ", " + unit.Name, Selected: r.PostFormValue("grant") == value})
	}
	if len(grants.Options) == 0 {
		return nil
	}
	since := r.PostFormValue("since")
	if since == "" {
		since = today
	}
	return &page.Form{Action: registers.Delegations, Submit: v.T("web.lent_do"), Cancel: href.Account, Fields: []page.Field{
		grants,
		{Kind: "text", Name: "to", Label: v.T("web.lent_to"), Hint: v.T("web.lent_to_hint"), Required: true, Value: r.PostFormValue("to")},
		{Kind: "date", Name: "since", Label: v.T("web.lent_since"), Required: true, Value: since},
		{Kind: "date", Name: "until", Label: v.T("web.lent_until"), Hint: v.T("web.lent_until_hint", "most", delegation.Longest), Required: true, Value: r.PostFormValue("until")},
		{Kind: "text", Name: "reason", Label: v.T("web.reason"), Required: true, Value: r.PostFormValue("reason")},
	}}
}
