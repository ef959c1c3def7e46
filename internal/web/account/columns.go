package account

import (
	"strings"

	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/web/kit/list"
)

// accountColumns are those of the list of accounts.
func accountColumns(lang i18n.Lang) []list.Column[Row] {
	text := func(key, label string, of func(Row) string) list.Column[Row] {
		return list.Column[Row]{Key: key, Label: i18n.T(lang, label), Cell: func(r Row) any { return of(r) }}
	}
	return []list.Column[Row]{
		text("login", "page.sign_in.login", func(r Row) string { return r.Login }),
		text("name", "page.person.name", func(r Row) string { return r.Person }),
		text("roles", "page.accounts.roles", func(r Row) string {
			var out []string
			for _, g := range r.Grants {
				out = append(out, i18n.T(lang, "page.accounts.grant", "role", g.Role, "unit", g.Unit))
			}
			return strings.Join(out, "; ")
		}),
		{Key: "seen", Label: i18n.T(lang, "page.sessions.seen"), Empty: func(r Row) bool { return r.Seen.IsZero() }, Order: func(a, b Row) int { return a.Seen.Compare(b.Seen) },
			Cell: func(r Row) any {
				if r.Seen.IsZero() {
					return ""
				}
				return period.DateOf(r.Seen)
			}},
	}
}

// accountFacets are what the list of accounts can be narrowed by.
func accountFacets(lang i18n.Lang) []list.Facet[Row] {
	first := func(of func(Grant) (string, string)) func(Row) (string, string) {
		return func(r Row) (string, string) {
			if len(r.Grants) == 0 {
				return "", ""
			}
			return of(r.Grants[0])
		}
	}
	return []list.Facet[Row]{
		{Name: "role", Label: i18n.T(lang, "page.accounts.roles"), Of: first(func(g Grant) (string, string) { return g.Role, i18n.T(lang, "role."+g.Role) })},
		{Name: "unit", Label: i18n.T(lang, "page.col.body"), Of: first(func(g Grant) (string, string) { return g.Unit, g.Unit })},
		{Name: "state", Label: i18n.T(lang, "web.account_state"), Of: func(r Row) (string, string) {
			if r.Closed {
				return "closed", i18n.T(lang, "page.accounts.closed")
			}
			return "open", i18n.T(lang, "web.account_is_open")
		}},
	}
}
