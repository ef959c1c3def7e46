package report

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/sheets"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/exchange/template"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// WriteTemplate writes a unit's month as a workbook that is filled in without a
// network and taken in again, see figures.Fill.
func WriteTemplate(w io.Writer, lang i18n.Lang, e figures.Entry) error {
	t := func(key string, args ...any) string { return i18n.T(lang, key, args...) }
	month := e.Month.Month
	f := template.Form{Sheet: t("exchange.template_sheet", "number", month.Number(), "year", string(month.Cycle())), Unit: e.Unit.Code, Month: month,
		Title: t("exchange.template_title", "month", month, "unit", e.Unit.Name),
		Lines: []string{t("exchange.template_how"), t("exchange.template_words"), t("exchange.template_keep")},
		Scope: [2]string{t("exchange.template_year"), t("exchange.template_month")}, Firm: [2]string{t("exchange.template_final"), t("exchange.template_estimate")},
		Wrong: t("exchange.template_wrong"),
		Asks:  map[string]string{"text": t("exchange.template_ask_text"), "meant": t("exchange.template_ask_meant")}}
	for i, key := range []string{"", "page.col.ordinal", "page.col.target", "page.col.unit", "page.col.last_year", "page.col.plan", "page.col.last_month", "page.col.this_month", "web.scope", "web.firmness", "page.col.note", "exchange.template_meant"} {
		if key != "" {
			f.Heads[i] = t(key)
		}
	}
	for _, row := range e.Rows {
		stands := e.Stands(row)
		f.Rows = append(f.Rows, template.Row{ID: row.Target.ID, Seen: stands.Seen, Group: row.Field, Ordinal: row.Label, Name: row.Name, Measure: row.UnitOfMeasure,
			LastYear: LastYear(lang, row), Plan: Plan(lang, row.Current().Criterion), Before: LastMonth(lang, row, e),
			Given:  template.Given{Text: stands.Text, Note: stands.Note, Within: stands.Within, Estimate: stands.Estimate},
			Locked: stands.State == approval.Verified || stands.State == approval.Checked || e.Month.Locked})
	}
	return template.Write(w, f)
}

// Filler takes a filled sheet in; see figures.Fill.
type Filler interface {
	Fill(context.Context, access.Actor, figures.Filling) (figures.Filled, error)
	FillOwn(context.Context, access.Actor, figures.Filling) (figures.Filled, error)
}

// Returned is a workbook that came back filled in.
type Returned struct {
	Name    string
	Content []byte
	Unit    string       // whose it must be; "" for whose it is
	Month   period.Month // likewise
	Draft   bool
	DryRun  bool

	Own      sheets.Sheet // of a sheet of the unit's own making: what was chosen in it
	Estimate bool         // likewise: its figures are estimates
	Forget   bool         // likewise: what was remembered of such sheets is forgotten
}

// Take takes a month's figures from a workbook: the one that was given out for it, or a
// sheet of the unit's own making, which has no mark of its unit and month. Errors name
// cells.
func Take(ctx context.Context, by Filler, actor access.Actor, r Returned) (figures.Filled, error) {
	done, err := TakeTemplate(ctx, by, actor, r)
	list := errs.All(err)
	format := slices.Contains([]string{".xlsx", ".xlsm", ".xls", ".ods"}, strings.ToLower(filepath.Ext(r.Name)))
	own := slices.ContainsFunc(list, func(e *errs.Error) bool {
		return e.What.Key == "exchange.template_unknown" || !format && e.Row == 0 && e.Kind == errs.Invalid && e.Field != "month"
	})
	switch {
	case !own:
		return done, err
	case r.Unit == "" || r.Month == "":
		return done, errs.New(errs.Invalid, "exchange.own_whose").In("file").Try("exchange.own_whose_hint")
	}
	r.Own.Name, r.Own.Content = r.Name, r.Content
	return by.FillOwn(ctx, actor, figures.Filling{Unit: r.Unit, Month: r.Month, Sheet: r.Own, Estimate: r.Estimate, Forget: r.Forget, Draft: r.Draft, DryRun: r.DryRun})
}

// TakeTemplate takes a workbook in that was filled in. Errors name cells.
func TakeTemplate(ctx context.Context, by Filler, actor access.Actor, r Returned) (figures.Filled, error) {
	if r.Unit != "" && r.Month != "" { // whether they may at all, and the month is open, before a byte is read
		if _, err := by.Fill(ctx, actor, figures.Filling{Unit: r.Unit, Month: r.Month, DryRun: true}); err != nil {
			return figures.Filled{Unit: r.Unit, Month: r.Month, Draft: r.Draft}, err
		}
	}
	in, err := readTemplate(ctx, r)
	list := errs.All(err)
	if slices.ContainsFunc(list, func(e *errs.Error) bool { return e.Row == 0 }) {
		return figures.Filled{Unit: in.Unit, Month: in.Month, Draft: r.Draft}, err
	}
	in.DryRun = in.DryRun || err != nil // what else is wrong is told at once
	done, err := by.Fill(ctx, actor, in)
	return done, append(list, template.Placed(err)...).OrNil()
}

// readTemplate reads such a workbook as it came back. Where the unit and the
// month it is for are known, it is refused for another. Errors name cells.
func readTemplate(ctx context.Context, r Returned) (figures.Filling, error) {
	got, err := template.Read(ctx, r.Name, r.Content)
	in := figures.Filling{Unit: got.Unit, Month: got.Month, Draft: r.Draft, DryRun: r.DryRun}
	switch {
	case got.Unit == "":
		return in, err
	case r.Unit != "" && r.Unit != got.Unit:
		return in, errs.New(errs.Invalid, "exchange.template_other_unit", "is", got.Unit, "asked", r.Unit).In("file").Try("exchange.template_again")
	case r.Month != "" && r.Month != got.Month:
		return in, errs.New(errs.Invalid, "exchange.template_other_month", "is", got.Month, "asked", r.Month).In("file").Try("exchange.template_again")
	}
	list := errs.All(err)
	for _, r := range got.Rows {
		row := figures.FilledRow{Row: r.Row, Target: r.ID, Touched: r.Touched, Typed: figures.Cell{Text: r.Text, Note: r.Note, Within: r.Within, Estimate: r.Estimate, Seen: r.Seen}}
		if r.Meant != "" {
			meant, err := measure.ParseDecimal(strings.Replace(r.Meant, ",", ".", 1))
			if row.Typed.Meant = &meant; err != nil || strings.Contains(r.Meant, ".") { // a point can part thousands or decimals
				list = append(list, errs.New(errs.Invalid, "exchange.template_meant_unread", "text", r.Meant).AtRow(r.Row, "").In("meant"))
			}
		}
		if !id.ID(r.ID).Valid() {
			list = append(list, errs.New(errs.Invalid, "exchange.template_changed").AtRow(r.Row, "").Try("exchange.template_again"))
		}
		in.Rows = append(in.Rows, row)
	}
	return in, template.Placed(list.OrNil()).OrNil()
}

// Remarked gives a person's own workbook with what is wrong said in the cells of a sheet,
// "" for the one that was given out.
func Remarked(ctx context.Context, lang i18n.Lang, content []byte, sheet string, err error) ([]byte, error) {
	var remarks []template.Remark
	for _, e := range template.Placed(err) {
		if e.Cell == "" {
			continue
		}
		text, hint := i18n.Error(lang, e)
		if hint != "" {
			text += "\n" + hint
		}
		remarks = append(remarks, template.Remark{Cell: e.Cell, Text: text})
	}
	return template.Commented(ctx, content, sheet, remarks)
}
