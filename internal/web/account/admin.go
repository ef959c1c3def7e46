package account

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

func (s *server) accounts(w http.ResponseWriter, r *kit.Ask) error {
	all, err := s.App.Accounts(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Accounts{Frame: s.PlainFrame(r), Search: r.URL.Query().Get("q"), FormURL: href.Accounts, NewURL: href.NewAccount("", "")}
	v.Title = i18n.T(r.Lang, "web.accounts_title")
	s.OwnHeading(r, d, &v.Frame)
	words := strings.TrimSpace(v.Search)
	for _, one := range all {
		if _, hit := viet.Hit(one.Username+" "+one.Name, words); !hit {
			continue
		}
		v.Rows = append(v.Rows, Row{Login: one.Username, URL: href.AccountOf(one.ID), Person: one.Name, Grants: grants(d, one, s.Today(), ""), Closed: one.Disabled,
			Seen: one.Seen, Sessions: one.Sessions, Double: one.Double})
	}
	cols, facets := accountColumns(r.Lang), accountFacets(r.Lang)
	v.Filters = list.Filters(r, v.Rows, facets)
	v.Rows = list.Narrow(r, v.Rows, facets)
	if q := r.URL.Query(); !q.Has("state") && words == "" {
		v.Rows = slices.DeleteFunc(v.Rows, func(row Row) bool { return row.Closed }) // until they are asked for
	}
	list.Sort(r, v.Rows, cols)
	if list.AsFile(r) {
		return list.Send(w, r, v.Title, v.Rows, cols)
	}
	v.Heads, v.SheetURL = list.HeadsOf(r, cols), list.FileURL(r)
	return s.Show(w, r, http.StatusOK, v.Page())
}

// grants are an account's roles; dropURL is where one is taken back, "" for nowhere.
func grants(d *desk.Directory, one accounts.AccountView, on period.Date, dropURL string) []Grant {
	var out []Grant
	for _, g := range one.Grants {
		unit, _ := d.Unit(g.Unit, on)
		drop := ""
		if dropURL != "" {
			drop = href.With(dropURL, "do", "revoke", "role", string(g.Role), "unit", unit.Code)
		}
		out = append(out, Grant{Role: string(g.Role), Unit: unit.Name, DropURL: drop})
	}
	return out
}

// grantFields are a role and the unit it is over.
func (s *server) grantFields(r *kit.Ask, d *desk.Directory) []page.Field {
	role := page.Field{Kind: "select", Name: "role", Label: i18n.T(r.Lang, "web.role"), Required: true}
	for _, one := range access.Roles() {
		role.Options = append(role.Options, page.Option{Value: string(one), Text: i18n.Title(i18n.T(r.Lang, "role."+string(one))), Selected: r.FormValue("role") == string(one)})
	}
	return []page.Field{role, kit.UnitField(r, d, s.Today(), "unit", "web.role_unit", r.FormValue("unit"), false)}
}

func (s *server) newAccount(w http.ResponseWriter, r *kit.Ask) error {
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	if err := kit.Needs(d, access.ManageAccounts); err != nil {
		return err
	}
	person := s.PersonField(r, d, access.ManageAccounts, "web.account_person", "web.account_nobody")
	v := page.Simple{Frame: s.PlainFrame(r)}
	v.Title = t("web.new_account")
	v.Crumbs = []page.Link{{Text: t("web.accounts_title"), URL: href.Accounts}}
	v.After = []string{t("web.account_after")}
	v.Form = page.Form{Action: href.NewAccount("", ""), Submit: t("web.save"), Cancel: href.Accounts, Fields: append([]page.Field{
		{Name: "username", Label: t("web.username"), Hint: t("web.username_hint"), Required: true, Value: r.FormValue("username")},
		{Name: "name", Label: t("web.full_name"), Required: true, Value: r.FormValue("name")}, person}, s.grantFields(r, d)...)}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		unit, failed := d.UnitByCode(r.PostFormValue("unit"))
		var made id.ID
		var password string
		if failed == nil {
			made, password, failed = s.App.CreateAccount(r.Context(), r.User.Actor, accounts.NewAccount{Username: strings.TrimSpace(r.PostFormValue("username")), Name: r.PostFormValue("name"),
				Person: id.ID(r.PostFormValue("person")), Grants: []access.Grant{{Role: access.Role(r.PostFormValue("role")), Unit: unit}}})
		}
		if failed == nil {
			return s.showAccount(w, r, made, password, http.StatusOK, nil)
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, failed); !ok {
			return failed
		}
	}
	return s.Show(w, r, code, v.Page())
}

// account shows one account and does what is asked with it: grant, revoke,
// reset the password, close, open.
func (s *server) account(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	if r.Method != http.MethodPost {
		return s.showAccount(w, r, which, "", http.StatusOK, nil)
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	grant := func() (access.Grant, error) {
		unit, err := d.UnitByCode(r.FormValue("unit"))
		return access.Grant{Role: access.Role(r.FormValue("role")), Unit: unit}, err
	}
	password := ""
	switch r.FormValue("do") {
	case "grant":
		var g access.Grant
		if g, err = grant(); err == nil {
			err = s.App.Grant(r.Context(), r.User.Actor, which, g)
		}
	case "revoke":
		var g access.Grant
		if g, err = grant(); err == nil {
			err = s.App.Revoke(r.Context(), r.User.Actor, which, g)
		}
	case "reset":
		password, err = s.App.ResetPassword(r.Context(), r.User.Actor, which)
	case "link":
		var token string
		if token, _, err = s.App.NewPasswordLink(r.Context(), r.User.Actor, which); err == nil {
			return s.showAccount(w, r, which, linkMade+strings.TrimSuffix(s.Opts.Public, "/")+linkURL(token), http.StatusOK, nil)
		}
	case "close", "open":
		err = s.App.SetDisabled(r.Context(), r.User.Actor, which, r.FormValue("do") == "close")
	default:
		err = errs.New(errs.Invalid, "error.invalid")
	}
	if err != nil {
		form := page.Form{}
		code, ok := kit.IntoForm(&form, err)
		if !ok {
			return err
		}
		var notices []page.Notice
		for _, p := range form.Problems {
			notices = append(notices, page.Notice{Kind: "error", Text: p.What, Hint: p.Hint})
		}
		return s.showAccount(w, r, which, "", code, notices)
	}
	if password != "" {
		return s.showAccount(w, r, which, password, http.StatusOK, nil)
	}
	return s.Redirect(w, r, href.AccountOf(which), "account_changed")
}

// linkMade tells a link that was made from a password, of what is shown once.
const linkMade = "link:"

func (s *server) showAccount(w http.ResponseWriter, r *kit.Ask, which id.ID, password string, code int, notices []page.Notice) error {
	all, err := s.App.Accounts(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.ID != which {
			continue
		}
		base := href.AccountOf(which)
		t := func(key string) string { return i18n.T(r.Lang, key) }
		do := func(what, key string, danger bool) *page.Form {
			return &page.Form{Action: base, Submit: t(key), Danger: danger, Fields: []page.Field{{Kind: "hidden", Name: "do", Value: what}}}
		}
		v := One{Frame: s.PlainFrame(r), Login: one.Username, Person: page.Link{Text: one.Name}, Grants: grants(d, one, s.Today(), base), Closed: one.Disabled, Secret: password, Sessions: one.Sessions}
		if link, made := strings.CutPrefix(password, linkMade); made {
			v.Secret, v.Once = "", link
		}
		v.Title, v.FixURL = one.Username, href.Correct(base)
		v.Notices = append(v.Notices, notices...)
		if one.Double != "" {
			v.Notices = append(v.Notices, page.Notice{Kind: "warn", Text: phrase.New("app.person_two_steps", "username", one.Double)})
		}
		v.Crumbs = []page.Link{{Text: t("web.accounts_title"), URL: href.Accounts}}
		if one.Person != "" {
			v.Person.URL = href.Person(one.Person)
		}
		v.Grant = do("grant", "web.grant", false)
		v.Grant.Fields = append(v.Grant.Fields, s.grantFields(r, d)...)
		v.Reset = do("reset", "web.reset_password", true)
		v.Link = do("link", "web.password_link", false)
		v.Close = do("close", "web.close_account", true)
		if one.Disabled {
			v.Close = do("open", "web.open_account", false)
		}
		return s.Show(w, r, code, v.Page())
	}
	return errs.New(errs.NotFound, "access.not_found")
}

// correctAccount puts an account's names or person right.
func (s *server) correctAccount(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	all, err := s.App.Accounts(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	for _, one := range all {
		if one.ID != which {
			continue
		}
		person := s.PersonField(r, d, access.ManageAccounts, "web.account_person", "web.account_nobody")
		for i, o := range person.Options {
			person.Options[i].Selected = o.Value == r.Typed("person", string(one.Person))
		}
		back := href.AccountOf(which)
		v := page.Simple{Frame: s.PlainFrame(r), After: []string{t("web.correct_account_after")}}
		v.Title, v.Crumbs = i18n.T(r.Lang, "web.correct_account_title", "name", one.Username), []page.Link{{Text: one.Username, URL: back}}
		v.Form = page.Form{Action: r.URL.Path, Submit: t("web.correct_save"), Cancel: back, Lead: t("web.correct_lead"), Fields: []page.Field{
			{Name: "username", Label: t("web.username"), Hint: t("web.username_hint"), Required: true, Value: r.Typed("username", one.Username)},
			{Name: "name", Label: t("web.full_name"), Required: true, Value: r.Typed("name", one.Name)}, person, r.ReasonField()}}
		return s.Form(w, r, v, back, "corrected", func() error {
			return s.App.CorrectAccount(r.Context(), r.User.Actor, which, r.PostFormValue("username"), r.PostFormValue("name"), id.ID(r.PostFormValue("person")), r.PostFormValue("reason"))
		})
	}
	return errs.New(errs.NotFound, "access.not_found")
}
