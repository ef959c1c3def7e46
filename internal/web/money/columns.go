package money

import (
	"cmp"
	"math/big"
	"strings"

	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/exchange"
	"dondoc/internal/forecast"
	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/list"
)

// columns are those of the list of a year's projects; amounts in đồng.
func (c year) columns() []list.Column[money.Row] {
	amount := func(key, label string, of func(money.Row) int64) list.Column[money.Row] {
		return list.Column[money.Row]{Key: key, Label: c.t(label), Cell: func(r money.Row) any { return exchange.Figure{Coef: of(r)} },
			Order: func(a, b money.Row) int { return cmp.Compare(of(a), of(b)) }}
	}
	text := func(key, label string, of func(money.Row) string) list.Column[money.Row] {
		return list.Column[money.Row]{Key: key, Label: c.t(label), Cell: func(r money.Row) any { return of(r) }}
	}
	rate := list.Column[money.Row]{Key: "percent", Label: c.t("web.capital_percent"), Order: func(a, b money.Row) int { return ratio(a).Cmp(ratio(b)) },
		Cell: func(r money.Row) any {
			if r.Position.Bound.Plan <= 0 {
				return ""
			}
			return rated(c.lang, r.Position.Bound)
		}}
	ends := list.Column[money.Row]{Key: "forecast", Label: c.t("web.capital_forecast"), Cell: func(r money.Row) any {
		if r.Forecast == nil {
			return ""
		}
		return exchange.Figure{Coef: int64(r.Forecast.Total)}
	}, Order: func(a, b money.Row) int { return cmp.Compare(a.Forecast.Total, b.Forecast.Total) }}
	grades := map[forecast.Grade]int{forecast.Warning: 0, forecast.Watch: 1, forecast.Calm: 2}
	grade := list.Column[money.Row]{Key: "grade", Label: c.t("web.capital_grade"), Empty: func(money.Row) bool { return false },
		Order: func(a, b money.Row) int {
			return cmp.Or(cmp.Compare(grades[a.Grade], grades[b.Grade]), cmp.Compare(len(b.Warnings), len(a.Warnings)))
		},
		Cell: func(r money.Row) any {
			if r.Grade == forecast.Calm {
				return ""
			}
			return c.t("web.capital_grade_" + string(r.Grade))
		}}
	return []list.Column[money.Row]{
		text("", "web.capital_code", func(r money.Row) string { return r.Code }),
		text("project", "web.capital_project", func(r money.Row) string { return r.Name }),
		text("investor", "web.capital_investor", func(r money.Row) string { return r.Investor.Name }),
		text("", "web.capital_programme", func(r money.Row) string { return r.Programme }),
		text("who", "web.capital_answers", func(r money.Row) string { return kit.Holder(c.dir, r.Answers).Name }),
		amount("plan", "web.capital_plan_dong", func(r money.Row) int64 { return r.Position.Bound.Plan }),
		amount("paid", "web.capital_paid_dong", func(r money.Row) int64 { return r.Position.Disbursed() }),
		amount("", "web.capital_advance_dong", func(r money.Row) int64 { return r.Position.Advance }),
		rate, ends, grade,
		text("", "web.capital_warned", func(r money.Row) string {
			var out []string
			for _, w := range r.Warnings {
				out = append(out, i18n.Say(c.lang, w.Say))
			}
			return strings.Join(out, "\n")
		}),
	}
}

func ratio(r money.Row) *big.Rat {
	out, _ := (capital.Rate{Paid: r.Position.Bound.Paid, Plan: r.Position.Bound.Plan}).Ratio()
	return out
}
