package people

import (
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit/list"
)

// unitColumns are those of the list of units.
func unitColumns(lang i18n.Lang) []list.Column[UnitRow] {
	text := func(key, label string, of func(UnitRow) string) list.Column[UnitRow] {
		return list.Column[UnitRow]{Key: key, Label: i18n.T(lang, label), Cell: func(r UnitRow) any { return of(r) }}
	}
	return []list.Column[UnitRow]{
		text("name", "page.col.body", func(r UnitRow) string { return r.Name }),
		text("code", "page.unit.code", func(r UnitRow) string { return r.Code }),
		text("kind", "page.units_page.kind", func(r UnitRow) string { return i18n.T(lang, "unit_kind."+r.Kind) }),
		text("head", "page.units_page.head", func(r UnitRow) string { return r.Head.Name }),
		text("", "page.person.post", func(r UnitRow) string { return r.Head.Post }),
	}
}

// unitFacets are what the list of units can be narrowed by.
func unitFacets(lang i18n.Lang) []list.Facet[UnitRow] {
	return []list.Facet[UnitRow]{
		{Name: "kind", Label: i18n.T(lang, "page.units_page.kind"), Of: func(r UnitRow) (string, string) { return r.Kind, i18n.T(lang, "unit_kind."+r.Kind) }},
		{Name: "vacant", Label: i18n.T(lang, "page.units_page.head"), Of: func(r UnitRow) (string, string) {
			if r.Head.Name == "" {
				return "1", i18n.T(lang, "page.vacant")
			}
			return "0", i18n.T(lang, "web.has_head")
		}},
	}
}
