package exchange

import (
	"strings"

	"dondoc/internal/app"
	"dondoc/internal/measure"
)

// ImportRows gives the rows of a targets sheet as the import takes them: the
// one conversion for pages, command line and API.
func ImportRows(rows []TargetRow) []app.ImportRow {
	out := make([]app.ImportRow, 0, len(rows))
	for _, r := range rows {
		note := r.Note
		if r.Estimate && note == "" {
			note = "ước thực hiện"
		}
		out = append(out, app.ImportRow{Row: r.Row, Label: r.Label, Section: r.Section, Name: r.Name, UnitOfMeasure: r.Unit, Plan: r.Plan, Actual: r.Actual,
			Percent: r.Percent, Class: r.Class, LastYear: r.Baseline, Earlier: r.Earlier, PlanMeant: meant(r.PlanIsNumber, r.Plan),
			ActualMeant: meant(r.ActualIsNumber, r.Actual), PartOf: r.Parent, Source: r.Source, Note: note})
	}
	return out
}

// meant gives the value of a cell that holds a number, nil for a text: 24,472
// in such a cell is no thousands.
func meant(number bool, cell string) *measure.Decimal {
	if !number {
		return nil
	}
	d, err := measure.ParseDecimal(strings.Replace(strings.TrimSuffix(cell, "%"), ",", ".", 1))
	if err != nil {
		return nil
	}
	return &d
}
