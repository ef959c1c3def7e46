package review

import (
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit/list"
)

// reviewColumns are those of the list of reviews.
func reviewColumns(lang i18n.Lang) []list.Column[Row] {
	text := func(key, label string, of func(Row) string) list.Column[Row] {
		return list.Column[Row]{Key: key, Label: i18n.T(lang, label), Cell: func(r Row) any { return of(r) }, Empty: func(r Row) bool { return of(r) == "" || of(r) == "–" }}
	}
	return []list.Column[Row]{
		text("who", "web.review_of", func(r Row) string { return r.Name.Text }),
		text("under", "web.review_post", func(r Row) string { return r.Under }),
		text("stage", "web.review_stage", func(r Row) string { return r.Stage }),
		text("points", "web.review_points", func(r Row) string { return r.Points }),
		text("level", "web.review_level", func(r Row) string { return r.Level }),
	}
}

// reviewFacets are what it can be narrowed by.
func reviewFacets(lang i18n.Lang) []list.Facet[Row] {
	return []list.Facet[Row]{
		{Name: "stage", Label: i18n.T(lang, "web.review_stage"), Of: func(r Row) (string, string) { return r.Stage, r.Stage }},
		{Name: "level", Label: i18n.T(lang, "web.review_level"), Of: func(r Row) (string, string) { return r.Level, r.Level }},
	}
}
