package spending

import (
	"strings"

	"dondoc/internal/answer"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/money"
	"dondoc/internal/errs"
	"dondoc/internal/forecast"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
)

// Import is what an import of a sheet did, or would do.
type Import struct {
	DryRun    bool              `json:"dry_run"`
	Added     int               `json:"added"`
	Unchanged int               `json:"unchanged"` // entered already
	Stated    int               `json:"stated"`    // rows of a statement
	Columns   map[string]string `json:"columns"`   // what was read from which column
	Unused    []string          `json:"unused_columns"`
	Rows      []importedRow     `json:"rows"`
	Notes     []string          `json:"notes"`
	Issues    []answer.Issue    `json:"issues"`
}

type importedRow struct {
	Row    int         `json:"row"`
	Code   string      `json:"code"`
	What   string      `json:"what"`
	Amount int64       `json:"amount"`
	Change desk.Change `json:"change"`
	Above  bool        `json:"above_plan,omitempty"`
}

// OfImport gives an import in the shape of the command line and the API.
func OfImport(lang i18n.Lang, d money.ImportedCapital, issues errs.List, dry bool) Import {
	out := Import{DryRun: dry, Stated: len(d.Stated), Columns: d.Columns, Unused: d.Unused, Rows: []importedRow{}, Notes: []string{}, Issues: answer.Issues(lang, issues)}
	for _, n := range d.Notes {
		out.Notes = append(out.Notes, i18n.Say(lang, n))
	}
	if d.Remembered {
		out.Notes = append(out.Notes, i18n.T(lang, "capital.import_remembered"))
	}
	if len(d.Unused) > 0 {
		out.Notes = append(out.Notes, i18n.T(lang, "capital.import_unused", "headers", strings.Join(d.Unused, "; ")))
	}
	for _, l := range d.Lines {
		switch l.Change {
		case desk.Added:
			out.Added++
		case desk.Unchanged:
			out.Unchanged++
		}
		out.Rows = append(out.Rows, importedRow{l.Row, l.Code, l.What, l.Amount, l.Change, l.Above != nil})
	}
	return out
}

// Reconciliation is our money held against a statement; amounts in đồng.
type Reconciliation struct {
	Unit      string          `json:"unit"`
	Year      int             `json:"year"`
	Statement string          `json:"statement"` // name of the file; "" where there is none
	Day       period.Date     `json:"day,omitempty"`
	Differ    int             `json:"differ"`
	Kept      []statementKept `json:"statements"` // every one of the year, by day
	Rows      []reconciledRow `json:"rows"`
}

type statementKept struct {
	Day    period.Date `json:"day"`
	No     int         `json:"no"` // of those of the day; the last holds
	Name   string      `json:"name"`
	By     string      `json:"by"`
	Reason string      `json:"reason,omitempty"` // why it says otherwise than another
}

type reconciledRow struct {
	Code     string      `json:"code"`
	Name     string      `json:"name"`
	Known    bool        `json:"known"`  // a project of the code is in the books
	Stated   bool        `json:"stated"` // the statement speaks of it
	Source   string      `json:"source"` // "": all together
	Ours     int64       `json:"ours"`
	Waiting  int64       `json:"waiting"`
	Theirs   int64       `json:"theirs"`
	Off      int64       `json:"off"`
	Who      string      `json:"who,omitempty"` // settles it
	Promised period.Date `json:"promised,omitempty"`
}

// OfReconciliation gives a reconciliation in the shape of the command line and the API.
func OfReconciliation(r money.Reconciliation) Reconciliation {
	out := Reconciliation{Unit: r.Unit.Code, Year: r.Year, Differ: r.Differ, Rows: []reconciledRow{}, Kept: []statementKept{}}
	for _, s := range r.Kept {
		out.Kept = append(out.Kept, statementKept{s.Day, s.No, s.Name, s.ByName, s.Reason})
	}
	if r.Statement != nil {
		out.Statement, out.Day = r.Statement.Name, r.Statement.Day
	}
	for _, one := range r.Rows {
		row := reconciledRow{Code: one.Code, Name: one.Name, Known: one.Project.ID != "", Stated: one.Stated, Source: string(one.Source), Ours: one.Ours, Waiting: one.Waiting, Theirs: one.Theirs, Off: one.Off()}
		if one.Settling != nil {
			row.Who, row.Promised = one.Settling.Who, one.Settling.Promised
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// Forecasts is where a unit's year will end, with the arithmetic; amounts in đồng.
type Forecasts struct {
	Unit   string        `json:"unit"`
	Year   int           `json:"year"`
	Day    period.Date   `json:"as_of"`
	Month  int           `json:"month"`  // the last whole month
	Errors int           `json:"errors"` // earlier errors the intervals rest on
	Total  *Forecast     `json:"total"`
	Units  []unitTaken   `json:"units,omitempty"` // below, where there are too many projects to be read and rows is empty
	Rows   []forecastRow `json:"rows"`
}

type forecastRow struct {
	Code  string         `json:"code"`
	Name  string         `json:"name"`
	Grade forecast.Grade `json:"grade"`
	Value *Forecast      `json:"forecast"` // null where no year before is known
}

// Forecast is one forecast: value = max(to date, weight · to date ÷ share +
// (1 − weight) · plan · completion).
type Forecast struct {
	Value      int64   `json:"value"`
	Low        *int64  `json:"low"`
	High       *int64  `json:"high"`
	ToDate     int64   `json:"to_date"`
	Plan       int64   `json:"plan"`
	Share      float64 `json:"share"`
	Completion float64 `json:"completion"`
	Weight     float64 `json:"weight"`
	Years      int     `json:"years"`
}

// OfForecast gives the forecasts of a unit's year.
func OfForecast(c money.Capital) Forecasts {
	out := Forecasts{Unit: c.Unit.Code, Year: c.Year, Day: c.Day, Month: c.Month, Errors: c.Pool, Units: unitsOf(c), Rows: []forecastRow{}, Total: ofValue(c.End, c.Low, c.High)}
	for _, r := range c.Rows {
		out.Rows = append(out.Rows, forecastRow{r.Code, r.Name, r.Grade, ofValue(r.Forecast, r.Low, r.High)})
	}
	return out
}

func ofValue(v *forecast.Value, low, high float64) *Forecast {
	if v == nil {
		return nil
	}
	out := &Forecast{Value: *whole(v.Total), ToDate: int64(v.ToDate), Plan: int64(v.Plan), Share: v.Share, Completion: v.Completion, Weight: v.Weight, Years: v.Years}
	if high > 0 {
		out.Low, out.High = whole(low), whole(high)
	}
	return out
}
