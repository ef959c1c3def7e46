package account

import (
	"net/http"

	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/href/registers"
	"dondoc/internal/web/kit/page"
)

// tokenFor is how many days a token lasts where nothing else is said.
const tokenFor = 90

// tokens lists the reader's narrow tokens, makes one and shows its secret once,
// and takes one back.
func (s *server) tokens(w http.ResponseWriter, r *kit.Ask) error {
	if which := r.PostFormValue("drop"); which != "" {
		if err := s.App.DropToken(r.Context(), r.User.Actor, id.ID(which)); err != nil {
			return err
		}
		return s.Redirect(w, r, registers.Tokens, "token_dropped")
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v := Tokens{Frame: s.PlainFrame(r)}
	v.Title = v.T("web.token_title")
	v.Crumbs = []page.Link{{Text: v.T("web.profile"), URL: href.Account}}
	v.Form = s.tokenForm(r, d, v)
	code := http.StatusOK
	if r.Method == http.MethodPost {
		until, err := kit.Day(r, "until")
		if err == nil {
			v.Secret, _, err = s.App.MakeToken(r.Context(), r.User.Actor, accounts.NewToken{Name: r.PostFormValue("name"), Write: r.PostFormValue("scope") == "write", Unit: r.PostFormValue("unit"), Until: until})
		}
		ok := false
		if code, ok = kit.IntoForm(&v.Form, err); !ok {
			return err
		}
		if err == nil {
			v.Form.Fields[0].Value = ""
		}
	}
	list, err := s.App.Tokens(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	for _, t := range list {
		scope, unit := v.T("web.token_read"), v.T("web.token_all_units")
		if t.Write {
			scope = v.T("web.token_write")
		}
		if of, ok := d.Unit(t.Unit, s.Today()); ok {
			unit = of.Name
		}
		v.Rows = append(v.Rows, Token{ID: string(t.ID), Name: t.Name, Over: t.Over(s.Today()), Line: v.T("web.token_line", "scope", scope, "unit", unit, "made", period.DateOf(t.Made), "until", t.Until)})
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.Show(w, r, code, v.Page())
}

func (s *server) tokenForm(r *kit.Ask, d *desk.Directory, v Tokens) page.Form {
	units := append([]page.Option{{Value: "", Text: v.T("web.token_all_units")}}, s.ownUnits(r, d, func(id.ID) bool { return true })...)
	until := r.PostFormValue("until")
	if until == "" {
		until = s.Today().AddDays(tokenFor).Say("")
	}
	return page.Form{Action: registers.Tokens, Submit: v.T("web.token_make"), Cancel: href.Account, Fields: []page.Field{
		{Kind: "text", Name: "name", Label: v.T("web.token_name"), Required: true, Value: r.PostFormValue("name")},
		{Kind: "radio", Name: "scope", Label: v.T("web.token_scope"), Options: []page.Option{{Value: "read", Text: v.T("web.token_read"), Selected: r.PostFormValue("scope") != "write"}, {Value: "write", Text: v.T("web.token_write"), Selected: r.PostFormValue("scope") == "write"}}},
		{Kind: "select", Name: "unit", Label: v.T("web.token_unit"), Options: units},
		{Kind: "date", Name: "until", Label: v.T("web.token_until"), Required: true, Value: until},
	}}
}

// ownUnits is the units the reader has a role in, and those right under them, to choose from.
func (s *server) ownUnits(r *kit.Ask, d *desk.Directory, may func(id.ID) bool) []page.Option {
	var units []page.Option
	seen := map[id.ID]bool{}
	tree := d.Tree(s.Today())
	add := func(unit id.ID) {
		if of, ok := tree.Unit(unit); ok && !seen[unit] && len(units) < kit.MostLinesShown && may(unit) {
			seen[unit] = true
			units = append(units, page.Option{Value: of.Code, Text: of.Name, Selected: r.PostFormValue("unit") == of.Code})
		}
	}
	for _, g := range r.User.Grants {
		add(g.Unit)
		for _, below := range tree.Children(g.Unit) {
			add(below.ID)
		}
	}
	return units
}
