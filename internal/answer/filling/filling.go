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
	return out
}
