package money

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// Settled is a unit's capital year as the forms of the finance office have it:
// every project with a line for each of its sources.
type Settled struct {
	Unit  org.Version
	Year  int
	Day   period.Date // payments until the end of this day
	Known period.Date // as known on; empty: now
	Today period.Date
	Rows  []SettledRow
}

// SettledRow is one project.
type SettledRow struct {
	capital.Project
	Investor org.Version
	Percent  *int64 // of the works done, in hundredths of a percent; nil where nobody said
	Lines    []capital.Settlement
}

// CapitalForms gives a unit's capital year for its report forms, as it stood at
// the end of a day. Rights and errors are those of Capital.
func (a *Wing) CapitalForms(ctx context.Context, actor access.Actor, code string, year int, at At) (Settled, error) {
	out := Settled{Year: year, Known: at.Known}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out.Today, out.Day = tx.Today, tx.Today
		if closing, ok := capital.ClosingOf(year); ok && at.Day == "" {
			out.Day = min(out.Day, closing.Payments)
		}
		for _, day := range []period.Date{at.Known, at.Day} {
			if day != "" {
				out.Day = min(out.Day, day)
			}
		}
		out.Unit, _ = d.Unit(unit, out.Day)
		books, told, err := booksOf(ctx, tx, unit, at.Known)
		if err != nil {
			return err
		}
		for _, b := range books {
			row := SettledRow{Project: b.Project, Lines: b.Settle(year, out.Day)}
			if len(row.Lines) == 0 || over(b.Project, row.Lines, year) {
				continue
			}
			row.Investor, _ = d.Unit(b.Project.Unit, out.Day)
			if done, known := told[b.Project.ID].Percent(out.Day); known {
				row.Percent = &done
			}
			out.Rows = append(out.Rows, row)
		}
		slices.SortFunc(out.Rows, func(x, y SettledRow) int {
			return cmp.Or(strings.Compare(x.Investor.Name, y.Investor.Name), strings.Compare(x.Programme, y.Programme), strings.Compare(x.Code, y.Code))
		})
		return nil
	})
	return out, err
}

// over says whether a project was settled before a year and has nothing of it: no
// plan, no payment, no advance still open.
func over(p capital.Project, lines []capital.Settlement, year int) bool {
	if p.Closed == "" || p.Closed >= period.Cycle(strconv.Itoa(year)).Start() {
		return false
	}
	return !slices.ContainsFunc(lines, func(s capital.Settlement) bool {
		return s.Carried != (capital.Portion{}) || s.Year != (capital.Portion{}) || s.OldOpen != 0 || s.OldReturned != 0 || s.OldRecovered != 0
	})
}
