package kit

import (
	"strings"

	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/web/kit/page"
)

// ActualText is a figure as it was reported; "" for none.
func ActualText(counted *target.Observation) string {
	if counted == nil {
		return ""
	}
	return counted.Text
}

func DocumentTitle(lang i18n.Lang, d target.Document) string {
	return i18n.T(lang, "web.document", "number", d.Number, "date", d.IssuedOn, "issuer", d.Issuer)
}

// Bare takes the unit of measure off a figure where the table's head says it.
func Bare(text, unit string) string {
	if unit == "" {
		return text
	}
	if cut, ok := strings.CutSuffix(text, " "+unit); ok {
		return cut
	}
	return strings.TrimSuffix(text, unit)
}

// Given is a reported figure without its unit of measure: a plain number in the
// form of the reader's language, anything else ("hơn 7", "3/3") as it was written.
func Given(lang i18n.Lang, o target.Observation, unit string) string {
	bare := Bare(o.Text, unit)
	if v := o.Actual.Value; v != nil && strings.Trim(bare, "0123456789.,") == "" {
		if said := v.Say(string(lang)); digits(said) == digits(bare) {
			return said
		}
	}
	return bare
}

func digits(s string) string { return strings.NewReplacer(".", "", ",", "").Replace(s) }

// PlanFigure is the plan as a number where it is one, else in short.
func PlanFigure(lang i18n.Lang, c criterion.Criterion) page.Figure {
	sign := map[criterion.Kind]string{criterion.AtLeast: "≥ ", criterion.MoreThan: "> ", criterion.AtMost: "≤ ", criterion.LessThan: "< ", criterion.About: "≈ "}
	say := func(d *measure.Decimal) string { return d.Say(string(lang)) }
	switch {
	case c.Kind == criterion.RatioCount && c.Total != nil:
		return page.Figure{Text: say(c.Value) + "/" + say(c.Total)}
	case c.Kind == criterion.Range:
		return page.Figure{Text: say(c.Low) + "–" + say(c.High)}
	case c.PlanValue() != nil:
		return page.Figure{Text: sign[c.Kind] + sign[c.Compare] + say(c.PlanValue())}
	case c.Kind == criterion.ZeroEvent:
		return page.Figure{Text: "0"}
	case c.Kind == criterion.Milestone && c.Due != "":
		return page.Figure{Text: c.Due.Say("")}
	}
	return page.Figure{}
}

// Short cuts a text to so many characters.
func Short(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return strings.TrimSpace(string(r[:most])) + "…"
	}
	return text
}

// DueOf is the day by which a month's figures are asked for.
func DueOf(month period.Month) period.Date { return month.Next().Start().AddDays(dueDay - 1) }

// dueDay is the day of the next month by which a figure is asked for.
const dueDay = 5

// LogKey is the key of an action's words.
func LogKey(action string) string { return "web.log_" + strings.ReplaceAll(action, ".", "_") }

// OptionWords says how a target is judged where practice differs.
func OptionWords(lang i18n.Lang, o criterion.Options) []string {
	var out []string
	add := func(name, value string) {
		if value != "" {
			out = append(out, i18n.T(lang, "target.option_"+name+"_"+value)+optionSource(lang, o))
		}
	}
	add("above_range", string(o.AboveRange))
	add("below_ceiling", string(o.BelowCeiling))
	add("above_kept", string(o.AboveKept))
	add("ceiling", string(o.Ceiling))
	if o.Interim != "" {
		out = append(out, i18n.T(lang, "target.option_interim", "text", o.Interim))
	}
	if o.AboutTolerance > 0 {
		out = append(out, i18n.T(lang, "target.option_about", "percent", int(o.AboutTolerance))+optionSource(lang, o))
	}
	return out
}

func optionSource(lang i18n.Lang, o criterion.Options) string {
	if o.Source == "" {
		return ""
	}
	return " (" + i18n.T(lang, "web.sources", "sources", o.Source) + ")"
}
