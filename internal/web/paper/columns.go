package paper

import (
	"cmp"

	"dondoc/internal/i18n"
	"dondoc/internal/web/kit/list"
)

// paperColumns are those of the list of documents.
func paperColumns(lang i18n.Lang) []list.Column[Row] {
	text := func(key, label string, of func(Row) string) list.Column[Row] {
		return list.Column[Row]{Key: key, Label: i18n.T(lang, label), Cell: func(r Row) any { return of(r) }}
	}
	return []list.Column[Row]{
		text("number", "page.resolution.number", func(r Row) string { return r.Paper.Text }),
		text("level", "web.paper_list_level", func(r Row) string { return i18n.T(lang, "page.paper.level_"+r.Level) }),
		text("subject", "page.resolution.subject", func(r Row) string { return r.Subject }),
		text("issuer", "page.resolution.issuer", func(r Row) string { return r.Issuer }),
		{Key: "date", Label: i18n.T(lang, "page.resolution.date"), Cell: func(r Row) any { return r.Date }, Order: func(a, b Row) int { return cmp.Compare(a.Date, b.Date) }},
		{Key: "provisions", Label: i18n.T(lang, "page.paper.provisions"), Cell: func(r Row) any { return r.Provisions }, Order: func(a, b Row) int { return cmp.Compare(a.Provisions, b.Provisions) }},
	}
}

// paperFacets are what it can be narrowed by.
func paperFacets(lang i18n.Lang) []list.Facet[Row] {
	return []list.Facet[Row]{
		{Name: "level", Label: i18n.T(lang, "web.paper_list_level"), Of: func(r Row) (string, string) { return r.Level, i18n.T(lang, "page.paper.level_"+r.Level) }},
		{Name: "issuer", Label: i18n.T(lang, "page.resolution.issuer"), Of: func(r Row) (string, string) { return r.Issuer, r.Issuer }},
	}
}
