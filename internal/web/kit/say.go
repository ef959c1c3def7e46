package kit

import (
	"strings"

	"dondoc/internal/app/figures"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/report"
	"dondoc/internal/target"
	"dondoc/internal/viet"
	"dondoc/internal/web/kit/page"
)

// ActualText is a figure as it was reported; "" for none.
func ActualText(lang i18n.Lang, counted *target.Observation) string {
	if counted == nil {
		return ""
	}
	return viet.Rewritten(counted.Text, string(lang))
}

func DocumentTitle(lang i18n.Lang, d target.Document) string {
	return i18n.Title(report.Paper(lang, d))
}

// Bare takes the unit of measure off a figure where the table's head says it.
func Bare(text, unit string) string {
	return figures.Bare(text, unit)
}

// Given is a reported figure without its unit of measure; see report.Given.
func Given(lang i18n.Lang, o target.Observation, unit string) string {
	return report.Given(lang, o, unit)
}

// PlanFigure is the plan as a number where it is one, else in short.
func PlanFigure(lang i18n.Lang, c criterion.Criterion) page.Figure {
	return page.Figure{Text: report.Plan(lang, c)}
}

// Short cuts a text to so many characters.
func Short(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return strings.TrimSpace(string(r[:most])) + "…"
	}
	return text
}

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
