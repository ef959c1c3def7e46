// Package filling has the answer about a filled sheet of a month in the shape of
// the command line and the API.
package filling

import (
	"dondoc/internal/answer"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Filled is what came of a filled sheet, or would.
type Filled struct {
	Unit    string         `json:"unit"`
	Month   period.Month   `json:"month"`
	DryRun  bool           `json:"dry_run"`
	Draft   bool           `json:"draft"`
	Changed int            `json:"changed"`
	Rows    []row          `json:"rows"`
	Absent  []string       `json:"absent"` // targets of the month that the sheet does not have
	Issues  []answer.Issue `json:"issues"`
	Own     *own           `json:"own,omitempty" doc:"of a sheet of the unit's own making: how it was read"`
}

// own is how such a sheet was read.
type own struct {
	Table      string   `json:"table"`
	Others     []string `json:"others" doc:"tables of the file that were not read"`
	Columns    []column `json:"columns"`
	Remembered bool     `json:"remembered" doc:"columns or names were said of an earlier sheet with these headers"`
	Unknown    []string `json:"unknown" doc:"names that match no target of the month, or several: say which with match"`
	Notes      []string `json:"notes"`
}

type column struct {
	Letter string `json:"letter"`
	Header string `json:"header"`
	Field  string `json:"field" doc:"what it is taken for: id, label, name, unit, in_month, to_date, note, cause; empty where it is not used"`
}

type row struct {
	Row    int    `json:"row"` // in the file
	Target id.ID  `json:"target"`
	Name   string `json:"name"`
	Before string `json:"before"`
	After  string `json:"after"`
	Did    string `json:"did" enum:"reported,revised,sent,same,newer"`
}

// Of says what came of a sheet. With issues nothing was kept.
func Of(lang i18n.Lang, done figures.Filled, list errs.List, dryRun bool) Filled {
	out := Filled{Unit: done.Unit, Month: done.Month, DryRun: dryRun, Draft: done.Draft, Rows: []row{}, Absent: append([]string{}, done.Absent...), Issues: answer.Issues(lang, list)}
	if len(list) == 0 {
		out.Changed = done.Changed()
	}
	for _, r := range done.Rows {
		out.Rows = append(out.Rows, row{r.Row, r.Target, r.Name, r.Before, r.After, r.Did})
	}
	if t := done.Table; t != nil {
		out.Own = &own{Table: t.Name(), Others: []string{}, Columns: []column{}, Remembered: done.Kept, Unknown: append([]string{}, done.Unknown...), Notes: []string{}}
		for _, o := range t.Others {
			out.Own.Others = append(out.Own.Others, o.Name)
		}
		for _, c := range done.Columns {
			out.Own.Columns = append(out.Own.Columns, column{c.Letter, c.Header, c.Field})
		}
		for _, n := range t.Told() {
			out.Own.Notes = append(out.Own.Notes, i18n.Say(lang, n))
		}
	}
	return out
}
