package exchange

import "dondoc/internal/app"

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
			Percent: r.Percent, Class: r.Class, LastYear: r.Baseline, Earlier: r.Earlier, PartOf: r.Parent, Source: r.Source, Note: note})
	}
	return out
}
