package money

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
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
	Under    org.Version      // the unit directly under the one looked at that it belongs to, or that one itself
	Answers  desk.Responsible // who answers on the day
	forecast.Graded
	Forecast *forecast.Value // nil where no year before is known
	Low      float64
	High     float64
	Above    []capital.Payment // above the plan, with their reasons
	Warnings []works.Warning
	Percent  *int64 // of the works done, in hundredths of a percent; nil where nobody said
	Behind   int    // the month whose lag nobody explained; 0: none
	Sources  map[capital.Source]capital.Share
	Kept     capital.Share     // of what was carried over into the year
	Since    int64             // paid since the project began
	Results  []works.Event     // of the crops it supports, as known on the day
	Points   [13]capital.Share // at the ends of the months and of the payments; see Capital.Over
	Room     int64             // of the total investment no plan of any year has yet
	Limited  bool              // the total is known
	Rules    works.Rules       // the bounds its warnings are by
	Planned  *[13]int64        // to those days, by the plan of the months; nil where there is none
}

// At is the moment a year is looked at.
type At struct {
	Day   period.Date // what is dated until the end of this day; empty: until Known
	Known period.Date // and was known by the end of this day; empty: now
	Anew  bool        // of sums: worked out from the projects, whatever is kept
	Most  int         // where there are more projects, none is read and the year is taken together; 0: mostRead
}

// Capital is how the money of a unit and all under it stands in a year.
type Capital struct {
	Unit    org.Version
	Year    int
	Day     period.Date
	Known   period.Date // as known on; empty: now
	Lock    period.Standing
	Month   int // the last whole month; 0 before February
	Closing capital.Closing
	Total   capital.Position
	Rows    []Row // those that need attention first
	May     struct{ Manage, Pay, Lock bool }
	Pool    int             // errors the intervals rest on
	Over    int             // how many ends of months, and of the payments, are over
	Course  forecast.Year   // of all together, đồng
	End     *forecast.Value // where all together will end; nil where that cannot be said
	Low     float64         // about eight of ten totals came to lie between these; 0 where
	High    float64         // too little is known
	Taken   *takenTogether  // there are more projects than were asked for, and none is in Rows; nil: all are
	bounds  ownBounds

	Uncounted bool // of a year taken together: what waits for approval is not in Total
}

// Projects is how many projects the year has.
func (c Capital) Projects() int {
	if c.Taken != nil {
		return c.Total.Projects
	}
	return len(c.Rows)
}

// Most is how many projects are read at once, whoever asks.
func (Capital) Most() int { return mostRead }

// Listed refuses what goes by each project of a year that is taken together.
func (c Capital) Listed() error {
	if c.Taken == nil {
		return nil
	}
	return manyProjects(c.Total.Projects)
}

func (c Capital) cycle() string { return strconv.Itoa(c.Year) }

// Capital gives a unit's public-investment year as it stood at the end of a day.
func (a *Wing) Capital(ctx context.Context, actor access.Actor, code string, year int, at At) (Capital, error) {
	var out Capital
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out, err = CapitalOf(ctx, tx, unit, year, at)
		return err
	})
	return out, err
}

// CapitalOf is Capital within a transaction, for other wings.
func CapitalOf(ctx context.Context, tx *desk.Tx, unit id.ID, year int, at At) (Capital, error) {
	d, out := tx.Dir, Capital{Year: year, Known: at.Known, Day: tx.Today}
	for _, day := range []period.Date{at.Known, at.Day} {
		if day != "" {
			out.Day = min(out.Day, day)
		}
	}
	out.Month = wholeMonth(year, out.Day)
	out.Unit, _ = d.Unit(unit, out.Day)
	out.Closing, _ = capital.ClosingOf(year)
	if at.Known == "" { // a past day is looked at
		out.May.Manage, out.May.Pay, out.May.Lock = d.Can(access.ManageCapital, unit), d.Can(access.Report, unit), d.Can(access.LockPeriod, unit)
	}
	var err error
	if out.Lock, err = standingOf(ctx, tx, unit, year); err != nil {
		return out, err
	}
	if out.bounds, err = readBounds(ctx, tx); err != nil {
		return out, err
	}
	out.Unit.ID = unit
	if many, err := out.tooMany(ctx, tx, at); err != nil || many {
		return out, err
	}
	books, told, err := booksOf(ctx, tx, unit, at.Known)
	if err != nil {
		return out, err
	}
	if !at.Known.EndOfDayOrNow().IsZero() {
		d = d.Known(at.Known.EndOfDayOrNow())
	}
	out.fill(d, books, told)
	return out, nil
}

// booksOf gives the projects of a unit and all under it with their works, as they
// were known at the end of a day; empty: now.
func booksOf(ctx context.Context, tx *desk.Tx, unit id.ID, known period.Date) ([]capital.Book, map[id.ID]works.Book, error) {
	books, err := booksUnder(ctx, tx, unit)
	if err != nil {
		return nil, nil, err
	}
	if before := known.EndOfDayOrNow(); !before.IsZero() {
		were := books[:0]
		for _, b := range books {
			if b = b.AsKnown(before); len(b.Plans)+len(b.Payments) > 0 {
				were = append(were, b)
			}
		}
		books = were
	}
	told, err := worksOf(ctx, tx, books)
	if err != nil {
		return nil, nil, err
	}
	for project, b := range told {
		told[project] = b.AsKnown(known.EndOfDayOrNow())
	}
	return books, told, nil
}

// lastYear is the day of the year before that the year is compared with; false
// for the 29th of February and after the end of the year.
func (c *Capital) lastYear() (period.Date, bool) {
	year := strconv.Itoa(c.Year - 1)
	switch {
	case string(c.Day[:4]) == strconv.Itoa(c.Year) && c.Day[4:] != "-02-29":
		return period.Date(year + string(c.Day[4:])), true
	case c.Day > period.Date(strconv.Itoa(c.Year)+"-12-31") && c.Day <= c.Closing.Payments:
		return period.Date(strconv.Itoa(c.Year) + string(c.Day[4:])), true
	}
	return "", false
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

func (c *Capital) fill(d *desk.Directory, books []capital.Book, told map[id.ID]works.Book) {
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
	all := forecast.Together(string(c.Unit.ID), pool)
	whole := e
	if month > 0 { // the whole errs less than its parts: its own errors count with theirs
		whole = forecast.Calibrate(append(slices.Clip(pool), all), c.Year, month)
	}
	if course, ok := all.Of(c.Year); ok {
		c.Course = course
	} else {
		c.Course = forecast.Empty(c.Year)
	}
	if v, ok := forecast.AtYearEnd(all, c.Year, max(month, 1)); ok && month > 0 && c.Month < 12 {
		c.End = &v
		c.Low, c.High, _ = whole.Interval(all.Name, v)
	}
	tree := d.Tree(c.Day)
	positions := make([]capital.Position, len(books))
	for i, b := range books {
		positions[i] = b.Position(c.Year, c.Day)
		c.Total.Add(positions[i])
	}
	for i, b := range books {
		p := positions[i]
		if len(p.Planned)+len(p.Carried) == 0 && p.Disbursed() == 0 && b.Project.Closed != "" {
			continue // settled, and no money of this year in it
		}
		row := c.row(tree, b, told[b.Project.ID], p)
		row.Investor, _ = d.Unit(b.Project.Unit, c.Day)
		row.Under = under(tree, c.Unit, row.Investor)
		row.Answers = d.Answering(b.Project.Unit, b.Project.Post, c.Day)
		if month > 0 {
			row.Graded, _ = forecast.Usual().Judge(pool[i], c.Year, month, e)
			if v, ok := forecast.AtYearEnd(pool[i], c.Year, month); ok && c.Month < 12 {
				row.Forecast = &v
				row.Low, row.High, _ = e.Interval(pool[i].Name, v)
			}
		}
		c.Rows = append(c.Rows, row)
	}
	c.sort()
}

// row is a project by its own book, without who answers and what is expected.
func (c *Capital) row(tree *org.Tree, b capital.Book, told works.Book, p capital.Position) Row {
	row := Row{Project: b.Project, Kept: b.Kept(c.Year, c.Day), Since: b.PaidSince(c.Day), Results: told.Results(c.Day), Position: p, Above: b.AbovePlan(c.Year, c.Day), Sources: b.Shares(c.Year, c.Day)}
	row.Points, c.Over = b.Points(c.Year, c.Day)
	if planned, ok := told.Plan(c.Year); ok {
		row.Planned = &planned
	}
	now := seen(b, told, c, p)
	now.Rules, _, _ = c.bounds.of(tree, b.Project.Unit, c.Year, c.Known.EndOfDayOrNow())
	row.Warnings, row.Rules = now.Warnings(), now.Rules
	row.Room, row.Limited = b.Room()
	if month, asked := now.Unexplained(); asked {
		row.Behind = month
	}
	if done, known := now.Works.Percent(c.Day); known {
		row.Percent = &done
	}
	return row
}

// under gives the unit directly under one to which another belongs.
func under(tree *org.Tree, of, unit org.Version) org.Version {
	path := tree.Path(unit.ID)
	for i, at := range path {
		if at == of.ID && i > 0 {
			if v, ok := tree.Unit(path[i-1]); ok {
				return v
			}
		}
	}
	return of
}

// sort puts those that need attention first.
func (c *Capital) sort() {
	urgency := map[forecast.Grade]int{forecast.Warning: 0, forecast.Watch: 1, forecast.Calm: 2}
	slices.SortStableFunc(c.Rows, func(a, b Row) int {
		if n := urgency[a.Grade] - urgency[b.Grade]; n != 0 {
			return n
		}
		if n := len(b.Warnings) - len(a.Warnings); n != 0 {
			return n
		}
		return strings.Compare(a.Investor.Name+a.Code, b.Investor.Name+b.Code)
	})
}
