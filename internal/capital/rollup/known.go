package rollup

import (
	"slices"
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Known are the changes of a year's sums by the day on which they became known:
// the day of the steps that made lines count or take their leave.
type Known map[period.Date]Changes

// always is when lines without steps were known: from the beginning.
const always period.Date = "0001-01-01"

// KnownOf gives by when what a project adds to the sums of a year became known.
// All of it together is what Of gives.
func KnownOf(b capital.Book, year int) Known {
	out, c := Known{}, course{project: b.Project, year: year}
	for _, day := range knownDays(b, year) {
		before := day.EndOfDay()
		lines := linesOf(b, year, func(steps []target.StepTaken) bool { return approvedBy(steps, before) })
		from, changed := c.differs(lines)
		if !changed {
			continue
		}
		was := c.since(from)
		c.take(lines, from)
		if now := less(c.since(from), was); len(now) > 0 {
			out[day] = now
		}
	}
	return out
}

// knownDays are the days on which a step was taken with a line of a year.
func knownDays(b capital.Book, year int) (out []period.Date) {
	add := func(of int, steps []target.StepTaken) {
		if of != year {
			return
		}
		if len(steps) == 0 {
			out = append(out, always)
		}
		for _, s := range steps {
			out = append(out, period.DateOf(s.At))
		}
	}
	for _, p := range b.Plans {
		add(p.Year, p.Steps)
	}
	for _, p := range b.Payments {
		add(p.Year, p.Steps)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// approvedBy says whether a line counted just before an instant.
func approvedBy(steps []target.StepTaken, before time.Time) bool {
	n := 0
	for n < len(steps) && steps[n].At.Before(before) {
		n++
	}
	return n > 0 && (capital.Track{Steps: steps[:n]}).State() == approval.Approved || len(steps) == 0
}

// line is a plan or a payment that counts, by its place in the book.
type line struct {
	plan    *capital.Plan
	payment *capital.Payment
}

func (l line) on() period.Date {
	if l.plan != nil {
		return l.plan.On
	}
	return l.payment.On
}

// linesOf gives the lines of a year whose steps make them count.
func linesOf(b capital.Book, year int, counts func([]target.StepTaken) bool) (out []line) {
	for i := range b.Plans {
		if p := &b.Plans[i]; p.Year == year && counts(p.Steps) {
			out = append(out, line{plan: p})
		}
	}
	for i := range b.Payments {
		if p := &b.Payments[i]; p.Year == year && counts(p.Steps) {
			out = append(out, line{payment: p})
		}
	}
	return out
}

// course is how a project stands in a year at the end of each day on which one of
// its lines takes hold. How it stands on a day follows from the lines up to that
// day: a change leaves the days before its first as they are.
type course struct {
	project capital.Project
	year    int
	lines   []line
	days    []period.Date
	stands  map[period.Date]Sums
}

// differs gives the first day on which other lines change something.
func (c *course) differs(lines []line) (from period.Date, changed bool) {
	was := make(map[line]bool, len(c.lines))
	for _, l := range c.lines {
		was[l] = true
	}
	see := func(l line) {
		if on := l.on(); !changed || on < from {
			from, changed = on, true
		}
	}
	for _, l := range lines {
		if !was[l] {
			see(l)
		}
		delete(was, l)
	}
	for l := range was {
		see(l)
	}
	return from, changed
}

// take goes on with other lines, which change nothing before a day.
func (c *course) take(lines []line, from period.Date) {
	books, days := map[capital.Source]*capital.Book{}, []period.Date(nil)
	of := func(s capital.Source) *capital.Book {
		if books[s] == nil {
			books[s] = &capital.Book{Project: c.project}
		}
		return books[s]
	}
	for _, l := range lines {
		if days = append(days, l.on()); l.plan != nil {
			p := *l.plan
			p.Track.Steps = nil // it counts
			of(p.Source).Plans = append(of(p.Source).Plans, p)
		} else {
			p := *l.payment
			p.Track.Steps = nil
			of(p.Source).Payments = append(of(p.Source).Payments, p)
		}
	}
	slices.Sort(days)
	stands := make(map[period.Date]Sums, len(days))
	c.lines, c.days = lines, slices.Compact(days)
	for _, day := range c.days {
		if day < from {
			stands[day] = c.stands[day]
		} else {
			stands[day] = standing(books, c.project, c.year, day)
		}
	}
	c.stands = stands
}

// since gives by what it changes on each day from one on.
func (c *course) since(from period.Date) Changes {
	out, before := Changes{}, Sums{}
	for _, day := range c.days {
		now := c.stands[day]
		if day >= from {
			change := Sums{}
			for p, a := range now {
				change.Add(p, a)
			}
			for p, a := range before {
				change.Add(p, Amounts{}.Less(a))
			}
			if len(change) > 0 {
				out[day] = change
			}
		}
		before = now
	}
	return out
}

// less takes changes out of others.
func less(all, out Changes) Changes {
	for day, sums := range out {
		if all[day] == nil {
			all[day] = Sums{}
		}
		for p, a := range sums {
			all[day].Add(p, Amounts{}.Less(a))
		}
		if len(all[day]) == 0 {
			delete(all, day)
		}
	}
	return all
}
