package plan

import (
	"cmp"

	"dondoc/internal/i18n"
	"dondoc/internal/web/kit/list"
)

// documentColumns are those of the list of resolutions.
func documentColumns(lang i18n.Lang) []list.Column[DocumentRow] {
	text := func(key, label string, of func(DocumentRow) string) list.Column[DocumentRow] {
		return list.Column[DocumentRow]{Key: key, Label: i18n.T(lang, label), Cell: func(r DocumentRow) any { return of(r) }}
	}
	return []list.Column[DocumentRow]{
		text("number", "page.resolution.number", func(r DocumentRow) string { return r.Number }),
		text("subject", "page.resolution.subject", func(r DocumentRow) string { return r.Title }),
		text("issuer", "page.resolution.issuer", func(r DocumentRow) string { return r.Issuer }),
		{Key: "date", Label: i18n.T(lang, "page.resolution.date"), Cell: func(r DocumentRow) any { return r.Date }, Order: func(a, b DocumentRow) int { return cmp.Compare(a.Date, b.Date) }},
		{Key: "targets", Label: i18n.T(lang, "page.col.targets"), Cell: func(r DocumentRow) any { return r.Targets }, Order: func(a, b DocumentRow) int { return cmp.Compare(a.Targets, b.Targets) }},
	}
}

// documentFacets are what the list of resolutions can be narrowed by.
func documentFacets(lang i18n.Lang) []list.Facet[DocumentRow] {
	return []list.Facet[DocumentRow]{
		{Name: "year", Label: i18n.T(lang, "web.doc_year"), Of: func(r DocumentRow) (string, string) { return string(r.Cycle), string(r.Cycle) }},
		{Name: "issuer", Label: i18n.T(lang, "page.resolution.issuer"), Of: func(r DocumentRow) (string, string) { return r.Issuer, r.Issuer }},
	}
}
