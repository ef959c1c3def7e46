package period

import (
	"slices"
	"time"
)

// addMonths gives the same day n months later, or the last of a shorter month.
func addMonths(d Date, n int) Date {
	t := d.Time()
	last := time.Date(t.Year(), t.Month()+time.Month(n)+1, 0, 0, 0, 0, 0, Zone)
	return dateOf(time.Date(last.Year(), last.Month(), min(t.Day(), last.Day()), 0, 0, 0, 0, Zone))
}

// recurring works out what is done again and again: its rhythm, the days in it
// and the days it lies between.
func (r *deadlineReader) recurring(s *scan, d *Deadline) {
	d.Kind, d.Hour = Recurring, s.hour
	if len(s.rhythms) > 0 {
		least := slices.MinFunc(s.rhythms, func(x, y rhythm) int { return x.size - y.size })
		d.Every, d.Times = least.every, least.n
		if d.Times <= 1 {
			d.Times = 0
		}
		if slices.ContainsFunc(s.rhythms, func(x rhythm) bool { return x != least }) {
			r.ask("deadline.ask_rhythms", "n", len(s.rhythms))
		}
	}
	d.On, d.Strict = append(d.On, s.on...), s.before
	bounds := 0
	if len(s.groups) > 0 {
		s.groups = r.meant(s)
	}
	for _, g := range s.groups {
		if slices.ContainsFunc(g.days, when.dated) {
			if bounds++; bounds > 1 {
				r.ask("deadline.ask_several", "n", bounds, "end", d.End)
			}
			r.recursWithin(g, d)
			continue
		}
		r.recursOn(g, d)
	}
	if s.weekday > 0 {
		d.On = append(d.On, Mark{Weekday: s.weekday})
	}
	if slices.ContainsFunc(d.On, func(m Mark) bool { return !m.fits(d.Every, d.Times) }) {
		r.ask("deadline.ask_rhythm_day")
		d.On = nil
	}
	if s.lasting != nil {
		r.ask("deadline.ask_rhythm_day")
	}
}

// fits says whether a mark can be a day of a rhythm.
func (m Mark) fits(every string, times int) bool {
	switch every {
	case "week":
		return m.Weekday > 0 && times <= 1
	case "month":
		return m.Weekday == 0 && m.Month == 0 && m.Day > 0
	case "quarter":
		return m.Weekday == 0 && m.Month <= 3 && m.Month > 0
	case "half_year":
		return false
	case "year":
		return m.Weekday == 0 && m.Month > 0
	}
	return false
}

// recursWithin bounds a recurring deadline.
func (r *deadlineReader) recursWithin(g group, d *Deadline) {
	r.giveYears([]group{g})
	one := g
	one.part = 0
	quiet := &deadlineReader{DeadlineContext: r.DeadlineContext}
	got := quiet.group(one)
	if got.Kind == Undated {
		r.questions = append(r.questions, quiet.questions...)
		return
	}
	if got.Start != "" {
		d.Start = got.Start
	}
	if got.End != "" {
		d.End, d.Strict = got.End, d.Strict || got.Strict
	}
	if g.part != 0 || len(g.days) == 1 && g.days[0].kind == OnDate && g.gov != govFrom && g.gov != govUntil && g.gov != govTo && g.gov != govAfter {
		r.ask("deadline.ask_several", "n", 2, "end", got.End)
	}
}

// recursOn adds the days of each year, quarter or month: "30/6 và 15/12 hằng năm".
func (r *deadlineReader) recursOn(g group, d *Deadline) {
	if g.part != 0 && g.part != latest || g.stretch || g.gov == govFrom || g.gov == govAfter {
		r.ask("deadline.ask_rhythm_day")
		return
	}
	for _, w := range g.days {
		if w.impossible || w.feast != "" {
			r.ask("deadline.ask_impossible", "text", w.text)
			return
		}
		m := Mark{Month: w.month, Day: w.day}
		switch w.kind {
		case InQuarter:
			m.Month = w.quarter * 3
		case InHalf, InRange:
			m.Month = w.last
		case InYear:
			continue
		}
		if g.gov == govBefore && w.kind != OnDate && g.part == 0 {
			first := w.month
			switch w.kind {
			case InQuarter:
				first = w.quarter*3 - 2
			case InHalf, InRange:
				first = w.first
			}
			if m.Month = first - 1; m.Month == 0 {
				r.ask("deadline.ask_rhythm_day")
				return
			}
		}
		d.On = append(d.On, m)
	}
	d.Strict = d.Strict || g.gov == govBefore && g.days[0].kind == OnDate && g.clock == ""
}
