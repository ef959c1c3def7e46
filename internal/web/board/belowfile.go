package board

import (
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/list"
)

// belowColumns are the columns of the file of the units below: whole numbers
// apart, so that they can be added up, and the chosen indicator where there is one.
func belowColumns(lang i18n.Lang, d *desk.Directory, b standing.Below) []list.Column[standing.BelowRow] {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	of := func(label string, cell func(standing.BelowRow) any) list.Column[standing.BelowRow] {
		return list.Column[standing.BelowRow]{Label: label, Cell: cell}
	}
	out := []list.Column[standing.BelowRow]{
		of(t("page.col.body"), func(r standing.BelowRow) any { return r.Unit.Name }),
		of(t("page.col.holder"), func(r standing.BelowRow) any { return kit.Holder(d, r.Head).Name }),
		of(t("web.below_file_total"), func(r standing.BelowRow) any { return r.Total() }),
	}
	for _, c := range criterion.Classes() {
		out = append(out, of(i18n.Title(t("class."+string(c))), func(r standing.BelowRow) any { return r.Count[c] }))
	}
	out = append(out, of(t("web.below_month", "month", b.Month), func(r standing.BelowRow) any { return r.Reported }))
	if b.Chosen != nil {
		one := func(cell func(Row) string) func(standing.BelowRow) any {
			return func(r standing.BelowRow) any {
				if r.Chosen == nil {
					return ""
				}
				return cell(boardRow(lang, d, *r.Chosen, b.AsKnown))
			}
		}
		out = append(out, of(b.Chosen.Name+": "+t("page.col.plan"), one(func(r Row) string { return r.Plan.Text })),
			of(t("page.col.actual"), one(func(r Row) string { return r.Actual.Text })), of(t("page.col.percent"), one(func(r Row) string { return r.Percent.Text })))
	}
	return out
}
