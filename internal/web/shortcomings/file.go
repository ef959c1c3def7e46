package shortcomings

import (
	"cmp"
	"regexp"
	"slices"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/shortcoming"
	"dondoc/internal/viet"
	"dondoc/internal/web/kit"
	lists "dondoc/internal/web/kit/list"
)

// columns are those of the register, on the page and in its file.
func (s *server) columns(d *desk.Directory, lang words, shown org.Version) []lists.Column[shortcomings.Row] {
	type row = shortcomings.Row
	text := func(of func(row) string) func(row) any { return func(r row) any { return of(r) } }
	return []lists.Column[row]{
		{Key: "statement", Label: lang.t("web.shortcoming_statement"), Cell: text(func(r row) string { return r.Statement })},
		{Key: "field", Label: lang.t("web.shortcoming_field"), Cell: text(func(r row) string { return r.Field })},
		{Key: "register", Label: lang.t("web.shortcoming_register"), Cell: text(func(r row) string { return r.Register.Name })},
		{Key: "first", Label: lang.t("web.shortcoming_first"), Cell: func(r row) any { return float64(r.First.Year()) }, Order: func(a, b row) int { return cmp.Compare(a.First, b.First) }},
		{Label: lang.t("web.shortcoming_objective"), Cell: text(func(r row) string { return r.Objective })},
		{Label: lang.t("web.shortcoming_subjective"), Cell: text(func(r row) string { return r.Subjective })},
		{Key: "who", Label: lang.t("web.shortcoming_who"), Cell: text(func(r row) string { return r.Answers.Unit.Name })},
		{Label: lang.t("web.shortcoming_person"), Cell: text(func(r row) string { return kit.Holder(d, r.Answers).Name })},
		{Label: lang.t("web.shortcoming_product"), Cell: text(func(r row) string { return r.Product })},
		{Key: "due", Label: lang.t("web.shortcoming_due"), Cell: func(r row) any { return day(r) }, Order: func(a, b row) int { return cmp.Compare(a.Due, b.Due) }},
		{Key: "state", Label: lang.t("web.shortcoming_state"), Cell: text(func(r row) string { return rowOf(d, lang, r, shown).State }), Order: func(a, b row) int {
			return cmp.Or(slices.Index(shortcoming.States(), a.State)-slices.Index(shortcoming.States(), b.State), b.Behind-a.Behind)
		}},
		{Key: "late", Label: lang.t("web.shortcoming_days_late"), Cell: func(r row) any { return float64(r.Behind) }, Order: func(a, b row) int { return a.Behind - b.Behind }},
	}
}

func day(r shortcomings.Row) any {
	if r.Due == "" {
		return ""
	}
	return r.Due.Time().In(time.UTC)
}

var separated = regexp.MustCompile(`\d+(?:\.\d{3})*,\d+|\d{1,3}(?:\.\d{3})+`)

// figures says the numbers of a text that stands as it was written in the reader's
// language: "78,6%" is 78.6% in English.
func (l words) figures(text string) string {
	if l == "vi" {
		return text
	}
	return separated.ReplaceAllStringFunc(text, func(n string) string {
		read, err := viet.ReadNumber(n)
		if err != nil || len(read) != 1 {
			return n
		}
		return measure.Of(read[0]).Say(string(l))
	})
}
