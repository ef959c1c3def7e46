package money

import (
	"strconv"

	"dondoc/internal/capital/works"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
)

// wholeMonth is the last month of its year that is over on a day; 0 in January.
func wholeMonth(day period.Date) int { return day.AddDays(1).Month().Number() - 1 }

// hitWords says how often a rule was right from the end of a month on past years,
// or that it was never measured.
func hitWords(lang i18n.Lang, rule string, month int) string {
	h, ok := works.HitOf(rule, month)
	if !ok {
		return i18n.T(lang, "web.capital_hit_none")
	}
	return i18n.T(lang, "web.capital_hit", "right", h.Right, "given", h.Given, "short", h.Short)
}

// hitTable lists every rule with its rate, from the end of a month.
func (c year) hitTable(month int) Table {
	out := Table{Title: c.t("web.capital_hits", "month", strconv.Itoa(month)), Num: map[int]bool{1: true, 2: true}, Head: []string{c.t("web.capital_hit_rule"), c.t("web.capital_hit_right"), c.t("web.capital_hit_found")}}
	for _, rule := range append([]string{"warning", "watch"}, works.RuleNames()...) {
		row := []Cell{{Text: c.t("capital.rule_" + rule)}, {Text: c.t("web.capital_hit_not")}, {Text: "–"}}
		if h, ok := works.HitOf(rule, month); ok {
			row[1].Text = strconv.Itoa(h.Right) + "/" + strconv.Itoa(h.Given)
			row[2].Text = strconv.Itoa(h.Right) + "/" + strconv.Itoa(h.Short)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
