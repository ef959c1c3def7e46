// Package rollup is what a project's capital year adds to the sums of the units
// above its investor: by day, and by what projects are taken together. The sums
// of many projects are those of their differences, so that a page of a nation
// reads no more rows than a page of a district.
package rollup

import (
	"cmp"
	"slices"

	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Dim is by what projects are taken together.
type Dim string

// The dimensions.
const (
	All       Dim = ""
	Own       Dim = "own" // the unit's own as an investor, without those below it
	Programme Dim = "programme"
	Source    Dim = "source"
	Group     Dim = "group"
	Setter    Dim = "setter" // plans and what was paid of them, by who set them; no completed work, no advances
)

// Part is some projects, or some of their money, taken together.
type Part struct {
	Dim Dim
	Key string // name of the programme, source, group, setter
}

// Amounts are sums in đồng, and the projects that have money of the year.
type Amounts struct {
	Projects           int64
	Plan, Paid         int64 // by the plan nearest to each investor, without what was carried over
	KeptPlan, KeptPaid int64 // carried over into the year
	Completed, Advance int64
}

// Plus adds amounts.
func (a Amounts) Plus(b Amounts) Amounts {
	return Amounts{a.Projects + b.Projects, a.Plan + b.Plan, a.Paid + b.Paid, a.KeptPlan + b.KeptPlan, a.KeptPaid + b.KeptPaid, a.Completed + b.Completed, a.Advance + b.Advance}
}

// Less takes amounts away.
func (a Amounts) Less(b Amounts) Amounts {
	return Amounts{a.Projects - b.Projects, a.Plan - b.Plan, a.Paid - b.Paid, a.KeptPlan - b.KeptPlan, a.KeptPaid - b.KeptPaid, a.Completed - b.Completed, a.Advance - b.Advance}
}

// Sums are amounts by part.
type Sums map[Part]Amounts

// Add adds to a part; a part that comes to nothing is none.
func (s Sums) Add(p Part, a Amounts) {
	if a = s[p].Plus(a); a == (Amounts{}) {
		delete(s, p)
		return
	}
	s[p] = a
}

// Changes are what a year's sums change by, by the day that vouchers and
// decisions carry.
type Changes map[period.Date]Sums

// Years are the capital years of a book.
func Years(b capital.Book) []int {
	var out []int
	for _, p := range b.Plans {
		out = append(out, p.Year)
	}
	for _, p := range b.Payments {
		out = append(out, p.Year)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Of gives what a project adds to the sums of a year. What is approved counts, as
// everywhere; which plan binds is the book's to say.
func Of(b capital.Book, year int) Changes {
	c := course{project: b.Project, year: year}
	c.take(linesOf(b, year, func(steps []target.StepTaken) bool { return capital.Track{Steps: steps}.State() == approval.Approved }), "")
	return c.since("")
}

// standing is how a project stands at the end of a day.
func standing(lines map[capital.Source]*capital.Book, p capital.Project, year int, day period.Date) Sums {
	out, all := Sums{}, Amounts{}
	for source, b := range lines {
		at, kept := b.Position(year, day), b.Kept(year, day)
		a := Amounts{Plan: at.Bound.Plan, Paid: at.Bound.Paid, KeptPlan: kept.Plan, KeptPaid: kept.Paid, Completed: at.Completed, Advance: at.Advance}
		if len(at.Planned)+len(at.Carried) == 0 && at.Completed == 0 && at.Advance == 0 {
			continue
		}
		a.Projects = 1
		out.Add(Part{Source, string(source)}, a)
		all = all.Plus(a)
		for _, s := range capital.Setters() {
			plan, carried := at.Planned[s], at.Carried[s]
			out.Add(Part{Setter, string(s)}, Amounts{Plan: plan.Plan, Paid: plan.Paid, KeptPlan: carried.Plan, KeptPaid: carried.Paid})
		}
	}
	if all == (Amounts{}) {
		return out
	}
	all.Projects = 1
	for _, part := range []Part{{All, ""}, {Programme, p.Programme}, {Group, p.Group}} {
		out.Add(part, all)
	}
	return out
}

// Position puts sums by setter, and of all, together as a position.
func (s Sums) Position(year int) capital.Position {
	all := s[Part{All, ""}]
	out := capital.Position{Year: year, Planned: map[capital.Setter]capital.Share{}, Carried: map[capital.Setter]capital.Share{},
		Bound: capital.Share{Plan: all.Plan, Paid: all.Paid}, Completed: all.Completed, Advance: all.Advance, Projects: int(all.Projects)}
	for _, setter := range capital.Setters() {
		a := s[Part{Setter, string(setter)}]
		if a.Plan != 0 || a.Paid != 0 {
			out.Planned[setter] = capital.Share{Plan: a.Plan, Paid: a.Paid}
		}
		if a.KeptPlan != 0 || a.KeptPaid != 0 {
			out.Carried[setter] = capital.Share{Plan: a.KeptPlan, Paid: a.KeptPaid}
		}
	}
	return out
}

// The levels of differences that are kept, so that any day is some months and
// some days of one month.
const (
	Months    = iota
	Days      //
	Investors // an investor's whole, for every unit above it

	KnownMonths       // by the month in which it became known
	KnownDays         //
	KnownInvestors    // an investor's whole, by months
	KnownInvestorDays //
)

// Row is a difference of a unit's sums with all below it.
type Row struct {
	Year, Level int
	Unit        id.ID
	At          string // a month, a day; of Investors empty, with the investor as the part's key
	Known       string // a month, a day; of the known levels alone, where At is a day
	Part
	Amounts
}

// Change is what a project adds to the sums of a year, or takes out of them.
type Change struct {
	Year    int
	Path    []id.ID // the units it is counted in, the investor first
	Changes Changes
	Back    bool
	Known   period.Date // the day it became known; "": however it did
}

// Rows gives the differences that some changes come to, in order.
func Rows(changes []Change) []Row {
	sums := map[Row]Amounts{}
	add := func(r Row, a Amounts) { sums[r] = sums[r].Plus(a) }
	for _, c := range changes {
		for day, list := range c.Changes {
			for part, a := range list {
				if c.Back {
					a = Amounts{}.Less(a)
				}
				for i, unit := range c.Path {
					c.rows(day, part, unit, i == 0, func(r Row) { add(r, a) })
				}
			}
		}
	}
	out := make([]Row, 0, len(sums))
	for r, a := range sums {
		if a != (Amounts{}) {
			r.Amounts = a
			out = append(out, r)
		}
	}
	slices.SortFunc(out, Row.compare)
	return out
}

// rows gives the rows that a part of a day's change adds to in a unit.
func (c Change) rows(day period.Date, part Part, unit id.ID, own bool, add func(Row)) {
	each := func(level int, at string, p Part) {
		r := Row{Year: c.Year, Level: level, Unit: unit, At: at, Part: p}
		if c.Known == "" {
			add(r)
			return
		}
		for more, known := range []string{string(c.Known.Month()), string(c.Known)} {
			r.Level, r.Known = level+more, known
			add(r)
		}
	}
	days, investors := func(p Part) {
		each(Months, string(day.Month()), p)
		each(Days, string(day), p)
	}, Investors
	if c.Known != "" {
		days, investors = func(p Part) { each(KnownMonths, string(day), p) }, KnownInvestors
	}
	days(part)
	if part.Dim != All {
		return
	}
	each(investors, "", Part{Key: string(c.Path[0])})
	if own {
		days(Part{Dim: Own})
	}
}

func (r Row) compare(o Row) int {
	return cmp.Or(cmp.Compare(r.Year, o.Year), cmp.Compare(r.Level, o.Level), cmp.Compare(r.Unit, o.Unit), cmp.Compare(r.Known, o.Known), cmp.Compare(r.At, o.At), cmp.Compare(r.Dim, o.Dim), cmp.Compare(r.Key, o.Key))
}

// Counted is by what a project is in the sums.
type Counted struct {
	Project          id.ID
	Programme, Group string
	Path             []id.ID // the investor first
}
