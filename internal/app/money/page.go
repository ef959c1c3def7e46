package money

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/forecast"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// Row is one project in a year, as it stood on a day.
type Row struct {
	capital.Project
	Position capital.Position
	Investor org.Version
	Answers  desk.Responsible // who answers on the day
	forecast.Graded
	Forecast *forecast.Value // nil where no year before is known
	Low      float64
	High     float64
	Above    []capital.Payment // above the plan, with their reasons
}

// Capital is how the money of a unit and all under it stands in a year.
type Capital struct {
	Unit    org.Version
	Year    int
	Day     period.Date
	Month   int // the last whole month; 0 before February
	Closing capital.Closing
	Total   capital.Position
	Rows    []Row // those that need attention first
	May     struct{ Manage, Pay bool }
	Pool    int             // errors the intervals rest on
	Course  forecast.Year   // of all together, đồng
	End     *forecast.Value // where all together will end; nil where that cannot be said
}

// Capital gives a unit's public-investment year as it stood at the end of a day
// (empty: today).
func (a *Wing) Capital(ctx context.Context, actor access.Actor, code string, year int, day period.Date) (Capital, error) {
	var out Capital
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out, err = CapitalOf(ctx, tx, unit, year, day)
		return err
	})
	return out, err
}

// CapitalOf is Capital within a transaction, for other wings.
func CapitalOf(ctx context.Context, tx *desk.Tx, unit id.ID, year int, day period.Date) (Capital, error) {
	d, out := tx.Dir, Capital{Year: year}
	if day == "" || day > tx.Today {
		day = tx.Today
	}
	out.Day, out.Month = day, wholeMonth(year, day)
	out.Unit, _ = d.Unit(unit, day)
	out.Closing, _ = capital.ClosingOf(year)
	out.May.Manage, out.May.Pay = d.Can(access.ManageCapital, unit), d.Can(access.Report, unit)
	books, err := tx.CapitalBooks(ctx, d.Below(unit))
	if err != nil {
		return out, err
	}
	out.fill(d, books)
	return out, nil
}

// wholeMonth gives the last month of a year that is over on a day.
func wholeMonth(year int, day period.Date) int {
	n := 0
	for _, m := range period.Cycle(strconv.Itoa(year)).Months() {
		if m.End() <= day {
			n = m.Number()
		}
	}
	return n
}

func (c *Capital) fill(d *desk.Directory, books []capital.Book) {
	pool := make([]forecast.Series, len(books))
	for i, b := range books {
		pool[i] = capital.Course(string(b.Project.ID), []capital.Book{b}, c.Day)
	}
	month := min(c.Month, 11)
	var e forecast.Errors
	if month > 0 {
		e = forecast.Calibrate(pool, c.Year, month)
	}
	c.Pool = e.Known()
	all := capital.Course(string(c.Unit.ID), books, c.Day)
	if course, ok := all.Of(c.Year); ok {
		c.Course = course
	} else {
		c.Course = forecast.Empty(c.Year)
	}
	if v, ok := forecast.AtYearEnd(all, c.Year, max(month, 1)); ok && month > 0 && c.Month < 12 {
		c.End = &v
	}
	for i, b := range books {
		p := b.Position(c.Year, c.Day)
		if len(p.Planned)+len(p.Carried) == 0 && p.Disbursed() == 0 && b.Project.Closed != "" {
			continue // settled, and no money of this year in it
		}
		row := Row{Project: b.Project, Position: p, Above: b.AbovePlan(c.Year, c.Day)}
		row.Investor, _ = d.Unit(b.Project.Unit, c.Day)
		row.Answers = d.Answering(b.Project.Unit, b.Project.Post, c.Day)
		if month > 0 {
			row.Graded, _ = forecast.Usual().Judge(pool[i], c.Year, month, e)
			if v, ok := forecast.AtYearEnd(pool[i], c.Year, month); ok && c.Month < 12 {
				row.Forecast = &v
				row.Low, row.High, _ = e.Interval(pool[i].Name, v)
			}
		}
		c.Total.Add(p)
		c.Rows = append(c.Rows, row)
	}
	urgency := map[forecast.Grade]int{forecast.Warning: 0, forecast.Watch: 1, forecast.Calm: 2}
	slices.SortStableFunc(c.Rows, func(a, b Row) int {
		if n := urgency[a.Grade] - urgency[b.Grade]; n != 0 {
			return n
		}
		return strings.Compare(a.Investor.Name+a.Code, b.Investor.Name+b.Code)
	})
}

// Project is a project with every line of its plans and payments.
type Project struct {
	capital.Book
	Investor  org.Version
	Answers   desk.Responsible
	Years     []int // of plans and payments, the newest first
	Positions map[int]capital.Position
	Today     period.Date
	May       struct{ Manage, Pay bool }
}

// Project gives one project as it stands today.
func (a *Wing) Project(ctx context.Context, actor access.Actor, project id.ID) (Project, error) {
	var out Project
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if out.Book, err = on(ctx, tx, access.Read, project); err != nil {
			return err
		}
		d, p := tx.Dir, out.Book.Project
		out.Today = tx.Today
		out.Investor, _ = d.Unit(p.Unit, tx.Today)
		out.Answers = d.Answering(p.Unit, p.Post, tx.Today)
		open := p.Closed == ""
		out.May.Manage, out.May.Pay = open && d.Can(access.ManageCapital, p.Unit), open && d.Can(access.Report, p.Unit)
		out.Positions = map[int]capital.Position{}
		for _, line := range out.Plans {
			out.Positions[line.Year] = capital.Position{}
		}
		for year := range out.Positions {
			out.Positions[year] = out.Position(year, tx.Today)
			out.Years = append(out.Years, year)
		}
		slices.Sort(out.Years)
		slices.Reverse(out.Years)
		return nil
	})
	return out, err
}
