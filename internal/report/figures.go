package report

import (
	"strings"

	"dondoc/internal/app/figures"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/target"
)

// Given is a reported figure without its unit of measure: a plain number in the
// form of the reader's language, anything else ("hơn 7", "3/3") as it was written.
func Given(lang i18n.Lang, o target.Observation, unit string) string {
	bare := figures.Bare(o.Text, unit)
	if v := o.Actual.Value; v != nil && strings.Trim(bare, "0123456789.,") == "" {
		if said := v.Say(string(lang)); digits(said) == digits(bare) {
			return said
		}
	}
	return bare
}

func digits(s string) string { return strings.NewReplacer(".", "", ",", "").Replace(s) }

// Plan is what a criterion asks for, as short as a column of figures has it.
func Plan(lang i18n.Lang, c criterion.Criterion) string {
	sign := map[criterion.Kind]string{criterion.AtLeast: "≥ ", criterion.MoreThan: "> ", criterion.AtMost: "≤ ", criterion.LessThan: "< ", criterion.About: "≈ "}
	say := func(d *measure.Decimal) string { return d.Say(string(lang)) }
	switch {
	case c.Kind == criterion.RatioCount && c.Total != nil:
		return say(c.Value) + "/" + say(c.Total)
	case c.Kind == criterion.Range:
		return say(c.Low) + "–" + say(c.High)
	case c.PlanValue() != nil:
		return sign[c.Kind] + sign[c.Compare] + say(c.PlanValue())
	case c.Kind == criterion.ZeroEvent:
		return "0"
	case c.Kind == criterion.Milestone && c.Due != "":
		return c.Due.Say("")
	}
	return ""
}

// LastYear is the result of the same indicator in the cycle before, as approved.
func LastYear(lang i18n.Lang, row standing.BoardRow) string {
	switch last := row.LastYear; {
	case last.Actual != nil:
		return Given(lang, target.Observation{Text: last.Actual.Text, Actual: *last.Actual}, row.UnitOfMeasure)
	case last.Newest().Value != nil:
		return last.Newest().Value.Say(string(lang))
	}
	return ""
}

// LastMonth is the newest figure before a month.
func LastMonth(lang i18n.Lang, row standing.BoardRow, month figures.Entry) (out string) {
	for _, m := range row.Months {
		if m.Month < month.Month.Month && m.Value != nil {
			out = m.Value.Say(string(lang))
		}
	}
	return out
}
