package chasing

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// Query asks who is late.
type Query struct {
	Unit  string // code: what it and those below it have or answer for
	What  chase.What
	Month period.Month // of figures; the one reports are due for where it is not said
	Cycle period.Cycle // of that month; "" for whichever it is

	AsKnown period.Date // "" for now; of a past day nobody is told

	own bool // without those below; of tasks those it leads
}

// List is what is late of a unit and those below it, and who is to be told. The
// page, the chaser, the digest and the escalation all go by it.
type List struct {
	Unit   org.Version
	What   chase.What
	Month  period.Month
	Due    period.Date // of figures
	Rows   []Row       // what is late the longest first, then by unit
	People []Person    // who is told, by name
	Untold int         // rows without anybody to tell
	Shut   int         // figures that nobody can report any more: the month is closed
	Today  period.Date
	May    bool // the actor may send a chaser
}

// Late says whether anything of it is late.
func (l List) Late() bool {
	return l.What == chase.Tasks || slices.ContainsFunc(l.Rows, func(r Row) bool { return r.Days > 0 }) || len(l.Rows) == 0 && l.Due < l.Today
}

// Row is one thing that is late.
type Row struct {
	ID       id.ID // of the target or task
	Name     string
	Label    string
	Unit     org.Version // whose it is
	Answers  desk.Responsible
	Due      period.Date
	Days     int  // late; not above zero before the day
	Returned bool // its figure was sent back
	Told     []id.ID
}

// Person is an account that is told, and about how much.
type Person struct {
	Account id.ID
	Name    string
	Login   string
	Rows    []id.ID
	Mail    bool // by letter too

	person id.ID
	wish   chase.Wish
}

// Late gives what is late, and who is to be told of it. By what name those sign in,
// and whether they have letters, is for who may send a chaser alone.
func (a *Wing) Late(ctx context.Context, actor access.Actor, q Query) (List, error) {
	var out List
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		out, err = late(ctx, tx, q)
		for i := range out.People {
			if !out.May {
				out.People[i].Login, out.People[i].Mail = "", false
			}
		}
		return err
	})
	return out, err
}

// monthOf is the month of a year whose figures are looked at: the one that reports
// are due for, or else the year's last.
func monthOf(asked period.Month, cycle period.Cycle, today period.Date) period.Month {
	switch {
	case cycle == "" || asked.Cycle() == cycle:
		return asked
	case cycle == today.Month().Cycle(): // January asks for December
		return today.Month()
	}
	return cycle.LastMonth()
}

// late is the one query that says what is late.
func late(ctx context.Context, tx *desk.Tx, q Query) (List, error) {
	d, unit, err := tx.Readable(q.Unit)
	if err != nil {
		return List{}, err
	}
	out := List{What: cmp.Or(q.What, chase.Figures), Today: tx.Today, May: q.AsKnown == "" && d.Can(access.ManageTasks, unit)}
	if q.AsKnown != "" {
		out.Today = min(q.AsKnown, tx.Today)
	}
	out.Unit, _ = d.Unit(unit, out.Today)
	switch {
	case !out.What.Valid():
		return out, errs.New(errs.Invalid, "chase.what_unknown", "what", string(q.What)).In("what")
	case out.What == chase.Tasks:
		err = out.lateTasks(ctx, tx, q)
	default:
		var agreed months.Schedules
		if agreed, err = months.SchedulesKnown(ctx, tx, q.AsKnown); err != nil {
			return out, err
		}
		if out.Month = q.Month; out.Month == "" {
			out.Month = monthOf(agreed.Asked(d, unit, out.Today), q.Cycle, out.Today)
		}
		if out.Month > out.Today.Month() {
			return out, errs.New(errs.Invalid, "chase.month_ahead", "month", out.Month).In("month")
		}
		own, _ := agreed.Of(d, unit, out.Month)
		out.Due = own.Due(out.Month, agreed.Calendar(out.Month))
		units := []id.ID{unit}
		if !q.own {
			units = d.Below(unit)
		}
		err = out.lateFigures(ctx, tx, units, agreed, q.AsKnown.EndOfDayOrNow())
	}
	if err != nil || q.AsKnown != "" {
		return out, err
	}
	return out, out.whom(ctx, tx, access.Officer, access.Office, access.Head)
}

// lateFigures lists the targets without a figure of the month on its way just
// before an instant; a zero one means now.
func (l *List) lateFigures(ctx context.Context, tx *desk.Tx, units []id.ID, agreed months.Schedules, before time.Time) error {
	d := tx.Dir
	open, err := tx.Unreported(ctx, units, l.Month, before)
	if err != nil {
		return err
	}
	var lockers, ids []id.ID
	for _, t := range open {
		lockers, ids = append(lockers, months.Lockers(d, t)...), append(ids, t.ID)
	}
	slices.Sort(lockers)
	acts, err := tx.LocksOf(ctx, slices.Compact(lockers))
	if err != nil {
		return err
	}
	if !before.IsZero() {
		acts = slices.DeleteFunc(acts, func(a period.Lock) bool { return !a.At.Before(before) })
	}
	returned, err := tx.ReturnedIn(ctx, ids, l.Month, before)
	if err != nil {
		return err
	}
	slices.SortStableFunc(open, func(x, y target.Target) int { // as the boards have them
		a, _ := d.Unit(x.Unit, l.Today)
		b, _ := d.Unit(y.Unit, l.Today)
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.Code, b.Code), cmp.Compare(x.Place, y.Place), cmp.Compare(x.ID, y.ID))
	})
	for _, t := range open {
		if standing.May(d, access.Read, t) != nil {
			continue
		}
		if months.StandingBy(l.Today, months.Lockers(d, t), acts, l.Month).Locked {
			l.Shut++
			continue
		}
		day := agreed.AgreedFor(d, t, l.Month)
		if !day.Asked {
			continue
		}
		row := Row{ID: t.ID, Name: t.Name, Label: t.Label, Answers: d.AnsweringFor(t, standing.AnswerDay(l.Today, t.Cycle, "")), Due: day.Due, Returned: returned[t.ID]}
		row.Days = daysBetween(day.Late, l.Today)
		row.Unit, _ = d.Unit(t.Unit, l.Today)
		l.Rows = append(l.Rows, row)
	}
	slices.SortStableFunc(l.Rows, func(a, b Row) int { return cmp.Compare(b.Days, a.Days) })
	return nil
}

// lateTasks lists the tasks that run late, as the unit's list of tasks has them.
func (l *List) lateTasks(ctx context.Context, tx *desk.Tx, asked Query) error {
	q := tasks.Tasks{Unit: l.Unit.Code, Status: task.RunningLate, AsKnown: asked.AsKnown}
	if asked.own {
		q.As = "lead"
	}
	rows, err := tasks.AllOf(ctx, tx, q)
	for _, t := range rows {
		row := Row{ID: t.ID, Name: t.Name, Label: t.Label, Answers: t.Answers, Due: t.State.Due, Days: -t.Days}
		row.Unit, _ = tx.Dir.Unit(t.Unit, l.Today)
		l.Rows = append(l.Rows, row)
	}
	return err
}

func daysBetween(from, to period.Date) int { return int(to.Time().Sub(from.Time()).Hours() / 24) }

// whom finds who is told of each row: those with the first role that somebody has
// over the unit that answers, or else over the one whose it is. A right over a unit further up is no
// charge to report for all below.
func (l *List) whom(ctx context.Context, tx *desk.Tx, order ...access.Role) error {
	l.People, l.Untold = nil, 0
	var units []id.ID
	for _, r := range l.Rows {
		units = append(units, r.Answers.Unit.ID, r.Unit.ID)
	}
	if slices.Sort(units); len(units) == 0 {
		return nil
	}
	holders, err := tx.HoldersOn(ctx, slices.Compact(units), tx.Today) // who stands in for one away is told as well
	if err != nil {
		return err
	}
	type seat struct {
		unit id.ID
		role access.Role
	}
	seats, people := map[seat][]id.ID{}, map[id.ID]*Person{}
	for _, h := range holders {
		at := seat{h.Of.Unit, h.Of.Role}
		if !slices.Contains(seats[at], h.Account) {
			seats[at] = append(seats[at], h.Account)
		}
		people[h.Account] = &Person{Account: h.Account, Name: h.Called(), Login: h.Login, person: h.Person}
	}
	for i := range l.Rows {
		r := &l.Rows[i]
		r.Told = nil
		for _, role := range order {
			for _, unit := range []id.ID{r.Answers.Unit.ID, r.Unit.ID} {
				if len(r.Told) == 0 {
					r.Told = seats[seat{unit, role}]
				}
			}
		}
		if len(r.Told) == 0 {
			l.Untold++
		}
		for _, a := range r.Told {
			people[a].Rows = append(people[a].Rows, r.ID)
		}
	}
	for _, p := range people {
		if len(p.Rows) == 0 {
			continue
		}
		if p.wish, err = tx.Wish(ctx, p.Account); err != nil {
			return err
		}
		p.Mail = p.wish.WantsMail(string(l.What))
		l.People = append(l.People, *p)
	}
	slices.SortFunc(l.People, func(x, y Person) int {
		return cmp.Or(strings.Compare(x.Name, y.Name), strings.Compare(x.Login, y.Login))
	})
	return nil
}
