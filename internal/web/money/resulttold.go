package money

import (
	"strconv"
	"strings"

	"dondoc/internal/app/money"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// resultFigure is one figure of a result: an amount in 1/scale of its unit.
type resultFigure struct {
	amount, scale int64
	decimals      int
}

func (f resultFigure) text(lang string) string {
	return measure.NewDecimal(f.amount, f.decimals).Trim().Say(lang)
}

// resultFigures are hectares, households and cooperatives, in that order.
func resultFigures(e works.Event) []resultFigure {
	return []resultFigure{{e.Hectares, 100, 2}, {e.Households, 1, 0}, {e.Cooperatives, 1, 0}}
}

// resultTable is what the project did for each crop, beside its money.
func resultTable(lang i18n.Lang, p money.Project) Table {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	out := Table{Title: t("web.capital_results"), Empty: t("web.capital_results_none"), Num: map[int]bool{1: true, 2: true, 3: true},
		Head: []string{t("web.capital_crop"), t("web.capital_hectares"), t("web.capital_households"), t("web.capital_cooperatives"), t("web.capital_told")}}
	for _, e := range p.Works.Standing(works.Result) {
		crop := Cell{Text: e.Crop, Under: strings.TrimSuffix(e.On.Say(string(lang))+"; "+e.Note, "; ")}
		if e.Target != "" {
			crop.Links = []page.Link{{Text: t("web.capital_result_see"), URL: href.Target(e.Target, p.Known)}}
		}
		row := []Cell{crop}
		paid := p.Book.PaidSince(e.On)
		for _, f := range resultFigures(e) {
			cell := Cell{Text: f.text(string(lang))}
			if _, shown, ok := works.PerBillion(f.amount, f.scale, paid); ok {
				cell.Under = t("web.capital_result_per", "value", shown)
			}
			row = append(row, cell)
		}
		out.Rows = append(out.Rows, append(row, Cell{Text: e.ByName, Acts: eventActs(lang, p, e)}))
	}
	return out
}

func resultFields(r *kit.Ask, p money.Project, day page.Field, note page.Field) []page.Field {
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	target := page.Field{Kind: "select", Name: "target", Label: t("web.capital_result_target"), Hint: t("web.capital_result_target_hint"), Options: []page.Option{{Text: "–"}}}
	for _, one := range p.Targets {
		target.Options = append(target.Options, page.Option{Value: string(one.ID), Text: string(one.Cycle) + " · " + one.Label + ". " + one.Name, Selected: r.PostFormValue("target") == string(one.ID)})
	}
	return []page.Field{day, {Name: "crop", Label: t("web.capital_crop"), Hint: t("web.capital_crop_hint"), Required: true, Value: r.PostFormValue("crop")}, target,
		{Name: "hectares", Label: t("web.capital_hectares"), Unit: "ha", Hint: t("web.capital_result_hint"), Value: r.PostFormValue("hectares")},
		{Kind: "number", Name: "households", Label: t("web.capital_households"), Value: r.PostFormValue("households")},
		{Kind: "number", Name: "cooperatives", Label: t("web.capital_cooperatives"), Value: r.PostFormValue("cooperatives")}, note}
}

// hundredths reads an amount to hundredths, empty for none: "12,5".
func (f *faults) hundredths(r *kit.Ask, name string) int64 {
	text := strings.TrimSpace(r.PostFormValue(name))
	if text == "" {
		return 0
	}
	n, err := works.ReadHectares(text)
	f.add(name, err)
	return n
}

// count reads a whole number, empty for none.
func (f *faults) count(r *kit.Ask, name string) int64 {
	text := strings.TrimSpace(r.PostFormValue(name))
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		f.add(name, errs.New(errs.Invalid, "capital.result_unread", "text", text))
	}
	return n
}

func resultText(lang i18n.Lang, e works.Event) map[string]string {
	out := map[string]string{"crop": e.Crop, "target": string(e.Target), "hectares": "", "households": "", "cooperatives": ""}
	for i, name := range []string{"hectares", "households", "cooperatives"} {
		if f := resultFigures(e)[i]; f.amount != 0 {
			out[name] = f.text(string(lang))
		}
	}
	return out
}

// resultLabels head the figures of a result.
var resultLabels = []string{"web.capital_hectares", "web.capital_households", "web.capital_cooperatives"}
