package web

import (
	"net/http"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/viet"
	"dondoc/internal/web/page"
	"dondoc/internal/web/page/account"
)

func (s *server) adminRoutes() {
	s.on("GET /admin/accounts", s.accounts)
	s.on("GET /admin/accounts/new", s.newAccount)
	s.on("POST /admin/accounts/new", s.newAccount)
	s.on("GET /admin/accounts/{id}", s.account)
	s.on("POST /admin/accounts/{id}", s.account)
	s.on("GET /welcome", s.welcome)
	s.ledgerRoutes()
}

func (s *server) accounts(w http.ResponseWriter, r *ask) error {
	all, err := s.app.Accounts(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	v := account.Accounts{Frame: s.plainFrame(r), Search: r.URL.Query().Get("q"), FormURL: "/admin/accounts", NewURL: "/admin/accounts/new"}
	v.Title = i18n.T(r.lang, "web.accounts_title")
	words := viet.Fold(v.Search)
	for _, one := range all {
		if words != "" && !strings.Contains(viet.Fold(one.Username+" "+one.Name), words) {
			continue
		}
		v.Rows = append(v.Rows, account.Row{Login: one.Username, URL: "/admin/accounts/" + string(one.ID), Person: one.Name, Grants: grants(d, one, s.today(), ""), Closed: one.Disabled,
			Seen: one.Seen, Sessions: one.Sessions})
	}
	return s.show(w, r, http.StatusOK, v.Page())
}

// grants are an account's roles; dropURL is where one is taken back, "" for nowhere.
func grants(d *app.Directory, one app.AccountView, on period.Date, dropURL string) []account.Grant {
	var out []account.Grant
	for _, g := range one.Grants {
		unit, _ := d.Unit(g.Unit, on)
		drop := ""
		if dropURL != "" {
			drop = dropURL + "?do=revoke&role=" + string(g.Role) + "&unit=" + unit.Code
		}
		out = append(out, account.Grant{Role: string(g.Role), Unit: unit.Name, DropURL: drop})
	}
	return out
}

// grantFields are a role and the unit it is over.
func (s *server) grantFields(r *ask, d *app.Directory) []page.Field {
	role := page.Field{Kind: "select", Name: "role", Label: i18n.T(r.lang, "web.role"), Required: true}
	for _, one := range access.Roles() {
		role.Options = append(role.Options, page.Option{Value: string(one), Text: i18n.Title(i18n.T(r.lang, "role."+string(one))), Selected: r.FormValue("role") == string(one)})
	}
	return []page.Field{role, unitField(r, d, s.today(), "unit", "web.role_unit", r.FormValue("unit"), false)}
}

// unitField chooses a unit of the tree that the reader may see.
func unitField(r *ask, d *app.Directory, on period.Date, name, label, chosen string, none bool) page.Field {
	f := page.Field{Kind: "select", Name: name, Label: i18n.T(r.lang, label)}
	if none {
		f.Options = append(f.Options, page.Option{Value: "", Text: "–", Selected: chosen == ""})
	}
	for _, u := range treeRows(d, on) {
		f.Options = append(f.Options, page.Option{Value: u.Code, Text: strings.Repeat("  ", u.depth) + u.Name, Selected: u.Code == chosen})
	}
	return f
}

func (s *server) newAccount(w http.ResponseWriter, r *ask) error {
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.lang, key) }
	if err := needs(d, access.ManageAccounts); err != nil {
		return err
	}
	person := s.personField(r, d, access.ManageAccounts, "web.account_person", "web.account_nobody")
	v := page.Simple{Frame: s.plainFrame(r)}
	v.Title = t("web.new_account")
	v.Crumbs = []page.Link{{Text: t("web.accounts_title"), URL: "/admin/accounts"}}
	v.After = []string{t("web.account_after")}
	v.Form = page.Form{Action: "/admin/accounts/new", Submit: t("web.save"), Cancel: "/admin/accounts", Fields: append([]page.Field{
		{Name: "username", Label: t("web.username"), Hint: t("web.username_hint"), Required: true, Value: r.FormValue("username")},
		{Name: "name", Label: t("web.full_name"), Required: true, Value: r.FormValue("name")}, person}, s.grantFields(r, d)...)}
	code := http.StatusOK
	if r.Method == http.MethodPost {
		unit, failed := d.UnitByCode(r.PostFormValue("unit"))
		var made id.ID
		var password string
		if failed == nil {
			made, password, failed = s.app.CreateAccount(r.Context(), r.user.Actor, app.NewAccount{Username: strings.TrimSpace(r.PostFormValue("username")), Name: r.PostFormValue("name"),
				Person: id.ID(r.PostFormValue("person")), Grants: []access.Grant{{Role: access.Role(r.PostFormValue("role")), Unit: unit}}})
		}
		if failed == nil {
			return s.showAccount(w, r, made, password, http.StatusOK, nil)
		}
		ok := false
		if code, ok = intoForm(&v.Form, failed); !ok {
			return failed
		}
	}
	return s.show(w, r, code, v.Page())
}

// account shows one account and does what is asked with it: grant, revoke,
// reset the password, close, open.
func (s *server) account(w http.ResponseWriter, r *ask) error {
	which, err := pathID(r, "id")
	if err != nil {
		return err
	}
	if r.Method != http.MethodPost {
		return s.showAccount(w, r, which, "", http.StatusOK, nil)
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
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
			err = s.app.Grant(r.Context(), r.user.Actor, which, g)
		}
	case "revoke":
		var g access.Grant
		if g, err = grant(); err == nil {
			err = s.app.Revoke(r.Context(), r.user.Actor, which, g)
		}
	case "reset":
		password, err = s.app.ResetPassword(r.Context(), r.user.Actor, which)
	case "close", "open":
		err = s.app.SetDisabled(r.Context(), r.user.Actor, which, r.FormValue("do") == "close")
	default:
		err = errs.New(errs.Invalid, "error.invalid")
	}
	if err != nil {
		form := page.Form{}
		code, ok := intoForm(&form, err)
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
	return s.redirect(w, r, "/admin/accounts/"+string(which), "account_changed")
}

func (s *server) showAccount(w http.ResponseWriter, r *ask, which id.ID, password string, code int, notices []page.Notice) error {
	all, err := s.app.Accounts(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	d, err := s.app.Directory(r.Context(), r.user.Actor)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.ID != which {
			continue
		}
		base := "/admin/accounts/" + string(which)
		t := func(key string) string { return i18n.T(r.lang, key) }
		do := func(what, key string, danger bool) *page.Form {
			return &page.Form{Action: base, Submit: t(key), Danger: danger, Fields: []page.Field{{Kind: "hidden", Name: "do", Value: what}}}
		}
		v := account.One{Frame: s.plainFrame(r), Login: one.Username, Person: page.Link{Text: one.Name}, Grants: grants(d, one, s.today(), base), Closed: one.Disabled, Secret: password, Sessions: one.Sessions}
		v.Title = one.Username
		v.Notices = append(v.Notices, notices...)
		v.Crumbs = []page.Link{{Text: t("web.accounts_title"), URL: "/admin/accounts"}}
		if one.Person != "" {
			v.Person.URL = "/people/" + string(one.Person)
		}
		v.Grant = do("grant", "web.grant", false)
		v.Grant.Fields = append(v.Grant.Fields, s.grantFields(r, d)...)
		v.Reset = do("reset", "web.reset_password", true)
		v.Close = do("close", "web.close_account", true)
		if one.Disabled {
			v.Close = do("open", "web.open_account", false)
		}
		return s.show(w, r, code, v.Page())
	}
	return errs.New(errs.NotFound, "access.not_found")
}
