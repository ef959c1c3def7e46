package report

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/prose"
	"dondoc/internal/target"
	"dondoc/internal/viet"
)

// padded writes a small count as offices do: 08.
func padded(n int) string {
	if n < 10 {
		return fmt.Sprintf("%02d", n)
	}
	return measure.Int(int64(n)).Say(string(i18n.Vietnamese))
}

// percentOf is a share in percent, half up to two decimals.
func percentOf(lang i18n.Lang, n, of int) string {
	if of == 0 {
		return ""
	}
	return measure.FromRat(new(big.Rat).Mul(big.NewRat(int64(n), int64(of)), big.NewRat(100, 1)), 2).Trim().Say(string(lang)) + "%"
}

// rowOf is a row of the board as it stood.
func (w *writer) rowOf(r standing.BoardRow) prose.Row {
	out := prose.Row{ID: r.Target.ID, Kind: "target", Name: r.Name, Plan: r.Current().Wording, Actual: actualOf(w.lang, r), Class: string(r.Class)}
	if a := r.Assessment.Achievement; a != nil {
		out.Percent = a.Shown().Trim().Say(string(w.lang)) + "%"
	}
	if r.Counted != nil {
		out.Observation = r.Counted.ID
	}
	return out
}

// actualOf is a result with its unit of measure.
func actualOf(lang i18n.Lang, r standing.BoardRow) string {
	if r.Actual == nil {
		return ""
	}
	return resultOf(lang, *r.Actual, r.UnitOfMeasure)
}

// resultOf is a result with its unit of measure, a plain number in the one form of
// the language, anything else as it was written.
func resultOf(lang i18n.Lang, a criterion.Actual, unit string) string {
	if given := Given(lang, target.Observation{Text: a.Text, Actual: a}, unit); given != "" && strings.Trim(given, "0123456789.,") == "" {
		return withUnit(given, unit)
	}
	return withUnit(a.Text, unit)
}

func withUnit(figure, unit string) string {
	switch {
	case figure == "" || unit == "" || strings.Trim(figure, "0123456789.,/ ") != "":
		return figure
	case strings.HasPrefix(unit, "%"):
		return figure + unit
	}
	return figure + " " + unit
}

// sentence says how one target came out: what was reached, the share of the plan
// where a percentage means something, and the plan as it was written.
func (w *writer) sentence(name string, r standing.BoardRow) string {
	of := r.Target.ID
	at := func(what, text string) figure { return w.said(name+":"+string(of)+":"+what, of, text) }
	actual, plan := actualOf(w.lang, r), r.Current().Wording
	switch {
	case actual == "":
		return w.say("report.target_none", "name", r.Name, "plan", at("plan", plan))
	case steps(r) && r.Actual.Moved != "":
		return w.say("report.target_moved", "name", r.Name, "actual", at("actual", actual), "percent", at("percent", w.rowOf(r).Percent), "plan", at("plan", plan))
	case !steps(r) && viet.Fold(plan) == viet.Fold(r.Name):
		return w.say("report.target_bare", "name", r.Name, "actual", at("actual", actual))
	case !steps(r):
		return w.say("report.target_plain", "name", r.Name, "actual", at("actual", actual), "plan", at("plan", plan))
	case r.Class == criterion.NotMet:
		return w.say("report.target_missed", "name", r.Name, "actual", at("actual", actual), "percent", at("percent", w.rowOf(r).Percent), "plan", at("plan", plan))
	}
	return w.say("report.target_ratio", "name", r.Name, "actual", at("actual", actual), "percent", at("percent", w.rowOf(r).Percent), "plan", at("plan", plan))
}

// steps says whether more is better and the result is a plain amount: only then
// is it so much percent of the plan.
func steps(r standing.BoardRow) bool {
	a := r.Assessment.Achievement
	if a == nil || r.Actual == nil || r.Actual.Value == nil {
		return false
	}
	switch r.Current().Criterion.Kind {
	case criterion.AtMost, criterion.LessThan, criterion.Range:
		return false
	}
	return true
}

// foremost names the targets that went furthest beyond their plan.
func (w *writer) foremost() {
	var best []standing.BoardRow
	for _, r := range w.m.Board.Rows {
		if r.Class == criterion.Exceeded && steps(r) && r.Actual.Moved == "" {
			best = append(best, r)
		}
	}
	if len(best) == 0 {
		return
	}
	slices.SortStableFunc(best, func(a, b standing.BoardRow) int {
		return -cmp.Compare(ratio(a), ratio(b))
	})
	var said []string
	var of []id.ID
	for _, r := range best[:min(5, len(best))] {
		words := About(w.lang, r.Assessment.Achievement.Shown())
		said = append(said, w.say("report.foremost_one", "name", viet.LowerFirst(r.Name), "percent", w.said("foremost:"+string(r.Target.ID), r.Target.ID, words)))
		of = append(of, r.Target.ID)
	}
	list := figure(strings.Join(said, "; "))
	if len(of) == len(best) { // no number is said of all
		w.paragraph("foremost", w.say("report.foremost_all", "list", list))
		return
	}
	w.paragraph("foremost", w.say("report.foremost", "n", w.count("foremost", of), "list", list))
}

func ratio(r standing.BoardRow) float64 {
	f, _ := r.Assessment.Achievement.Percent(4).Rat().Float64()
	return f
}

// About says a percentage in whole numbers as reports do: 120% as "đạt 120%",
// 101,08% as "đạt trên 101%", 98,7% as "đạt gần 99%". The word always holds: what
// is said to be above is above.
func About(lang i18n.Lang, percent measure.Decimal) string {
	if percent.Whole() {
		return i18n.T(lang, "report.about_exact", "n", percent.Trim().Say(string(lang)))
	}
	whole := new(big.Int).Quo(percent.Rat().Num(), percent.Rat().Denom()) // towards nought; percentages here are not negative
	rest := new(big.Rat).Sub(percent.Rat(), new(big.Rat).SetInt(whole))
	below := measure.Int(whole.Int64())
	if above := below.Add(measure.Int(1)); rest.Cmp(big.NewRat(1, 2)) > 0 && whole.Int64() != 99 {
		return i18n.T(lang, "report.about_almost", "n", above.Say(string(lang)))
	}
	return i18n.T(lang, "report.about_over", "n", below.Say(string(lang)))
}
