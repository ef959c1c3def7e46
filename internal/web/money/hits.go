package money

import (
	"strconv"

	"dondoc/internal/capital/works"
)

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
