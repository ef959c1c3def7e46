package money

import (
	"cmp"
	"context"
	"slices"

	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/capital/rollup"
	"dondoc/internal/errs"
	"dondoc/internal/forecast"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// mostRead is how many projects are read at once, whoever asks. Above it a year is
// taken together (see Capital.Taken), and what goes by each project is refused.
const mostRead = 2000

// takenTogether is a year's money by the sums alone, without a project being read.
type takenTogether struct {
	Points [13]capital.Share // of all, at the ends of the months and of the payments
	More   bool              // there are more investors than those given
	parts  map[Dimension][]Part
}

// yearsBack is how many years before one are looked at for its forecast.
const yearsBack = 10

// take fills the year from the sums: all of it, its units, its first investors,
// programmes, sources and groups, and where it and its units will end.
func (c *Capital) take(ctx context.Context, tx *desk.Tx, at At) error {
	c.Taken = &takenTogether{parts: map[Dimension][]Part{}}
	var units []Part
	for _, by := range (Summed{}).Dimensions() {
		s := Summed{Unit: c.Unit, Year: c.Year, Day: c.Day, Known: c.Known, By: by}
		if err := s.read(ctx, tx, tx.Dir, at.Anew); err != nil {
			return err
		}
		list := make([]Part, len(s.Parts), len(s.Parts)+1)
		for i, p := range s.Parts {
			list[i] = Part{Key: p.Key, Unit: p.Unit, Projects: int(p.Projects), Share: capital.Share{Plan: p.Plan, Paid: p.Paid}, Points: p.Points, Rank: p.Rank, Before: p.Before, Deep: p.Deep}
			if by == ByProgramme && p.Key == "" {
				list[i].Key = NoProgramme
			}
		}
		c.Taken.parts[by] = list
		switch by {
		case ByUnit:
			units, c.Total, c.Over, c.Taken.Points = list, s.Total, s.Over, s.Points
			if s.Rest.Projects > 0 { // the unit's own
				c.Taken.parts[by] = append(list, s.own())
			}
		case ByInvestor:
			c.Taken.More = s.More
		}
	}
	if err := c.waits(ctx, tx); err != nil {
		return err
	}
	return c.foresee(ctx, tx, units)
}

// waits adds what waits for approval, which no sum keeps: of today. Of a past day
// it is Uncounted.
func (c *Capital) waits(ctx context.Context, tx *desk.Tx) (err error) {
	if c.Uncounted = c.Known != ""; !c.Uncounted {
		c.Total.Waiting, err = tx.WaitingSum(ctx, tx.Dir.Below(c.Unit.ID), c.Year, c.Day)
	}
	return err
}

// own is what of the year is the unit's own, or of what went into it.
func (s Summed) own() Part {
	out := Part{Key: s.Unit.Code, Unit: s.Unit, Projects: int(s.Rest.Projects), Share: capital.Share{Plan: s.Rest.Plan, Paid: s.Rest.Paid}, Points: s.Points}
	for _, p := range s.Parts {
		for i, at := range p.Points {
			out.Points[i].Plan, out.Points[i].Paid = out.Points[i].Plan-at.Plan, out.Points[i].Paid-at.Paid
		}
	}
	return out
}

// foresee says where the year and its units will end, by the years before.
func (c *Capital) foresee(ctx context.Context, tx *desk.Tx, units []Part) error {
	c.Course = forecast.Empty(c.Year)
	series, err := c.courses(ctx, tx, units)
	if err != nil {
		return err
	}
	all := series[c.Unit.ID]
	if course, ok := all.Of(c.Year); ok {
		c.Course = course
	}
	if c.Month == 0 {
		return nil
	}
	pool := make([]forecast.Series, len(units))
	for i, p := range units {
		pool[i] = series[p.Unit.ID]
	}
	month := min(c.Month, 11)
	e, whole := forecast.Calibrate(pool, c.Year, month), forecast.Calibrate(append(slices.Clip(pool), all), c.Year, month)
	c.Pool = e.Known()
	ends := func(s forecast.Series, e forecast.Errors) (v *forecast.Value, low, high float64) {
		if at, ok := forecast.AtYearEnd(s, c.Year, month); ok && c.Month < 12 {
			v = &at
			low, high, _ = e.Interval(s.Name, at)
		}
		return v, low, high
	}
	c.End, c.Low, c.High = ends(all, whole)
	for i := range units {
		p := &units[i]
		p.Graded, _ = forecast.Usual().Judge(pool[i], c.Year, month, e)
		p.Forecast, p.Low, p.High = ends(pool[i], e)
	}
	return nil
}

// courses gives the years of the unit looked at and of those below it, as far as
// sums of them are kept.
func (c *Capital) courses(ctx context.Context, tx *desk.Tx, units []Part) (map[id.ID]forecast.Series, error) {
	ids := []id.ID{c.Unit.ID}
	for _, p := range units {
		ids = append(ids, p.Unit.ID)
	}
	out := map[id.ID]forecast.Series{}
	for year := c.Year; year > c.Year-yearsBack; year-- {
		rows, err := sumRows(ctx, tx, ids, year, c.Day, c.Known, "")
		if err != nil || len(rows) == 0 {
			return out, err
		}
		by := map[id.ID]*[12]capital.Share{}
		ends := monthEnds(year)
		for _, r := range rows {
			sums := by[r.Unit]
			if sums == nil {
				sums = new([12]capital.Share)
				by[r.Unit] = sums
			}
			for i, end := range ends {
				if r.At[:7] <= string(end.Month()) {
					sums[i] = plus(sums[i], capital.Share{Plan: r.Plan, Paid: r.Paid})
				}
			}
		}
		for unit, sums := range by {
			y := forecast.Empty(year)
			for i, end := range ends {
				if end > c.Day {
					break
				}
				if y.ToDate[i] = float64(sums[i].Paid); sums[i].Plan > 0 {
					y.Plan[i] = float64(sums[i].Plan)
				}
			}
			s := out[unit]
			s.Name, s.Years = string(unit), append(s.Years, y)
			out[unit] = s
		}
	}
	return out, nil
}

// monthEnds are the ends of the months of a capital year as its course has them:
// the twelfth is the end of its payments.
func monthEnds(year int) (out [12]period.Date) {
	ends := capital.Ends(year)
	copy(out[:], ends[:11])
	out[11] = ends[12]
	return out
}

// booksUnder gives the projects of a unit and all under it. TooLarge where there
// are too many to be read at once.
func booksUnder(ctx context.Context, tx *desk.Tx, unit id.ID) ([]capital.Book, error) {
	if err := few(ctx, tx, unit); err != nil {
		return nil, err
	}
	return tx.CapitalBooks(ctx, tx.Dir.Below(unit))
}

// tiedMoney is what a tie of a unit's target comes to at the end of a day, and the
// projects it is of. Of too many none is read, and the rate is that of the sums;
// TooLarge where the tie is of one programme, of which none is kept by setter.
func tiedMoney(ctx context.Context, tx *desk.Tx, unit id.ID, tie capital.Tie, year int, day, known period.Date) (capital.Rate, []capital.Book, error) {
	books, err := booksUnder(ctx, tx, unit)
	if err == nil {
		for i := range books {
			books[i] = books[i].AsKnown(known.EndOfDayOrNow())
		}
		return tie.Rate(books, year, day), books, nil
	}
	out := capital.Rate{Setter: tie.Setter, WithCarried: tie.Carried}
	if !errs.Is(err, errs.TooLarge) || tie.Programme != "" {
		return out, nil, err
	}
	if hold, err := sumsHold(ctx, tx); err != nil || !hold {
		return out, nil, cmp.Or(err, error(errs.New(errs.Busy, "capital.sums_making")))
	}
	rows, err := sumRows(ctx, tx, []id.ID{unit}, year, day, known, rollup.Setter)
	for _, r := range rows {
		if r.Key == string(tie.Setter) {
			out.Plan, out.Paid = out.Plan+r.Plan, out.Paid+r.Paid
			if tie.Carried {
				out.Plan, out.Paid = out.Plan+r.KeptPlan, out.Paid+r.KeptPaid
			}
		}
	}
	return out, nil, err
}

// few refuses what goes by each project where a unit and all under it have too many.
func few(ctx context.Context, tx *desk.Tx, unit id.ID) error {
	n, err := tx.CapitalProjects(ctx, tx.Dir.Below(unit))
	if err == nil && n > mostRead {
		err = manyProjects(n)
	}
	return err
}

func manyProjects(n int) error {
	return errs.New(errs.TooLarge, "capital.too_many", "n", n, "most", mostRead).Try("capital.too_many_hint")
}
