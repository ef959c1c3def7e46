package chasing

import (
	"cmp"
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// Query asks who is late.
type Query struct {
	Unit  string // code: what it and those below it have or answer for
	What  chase.What
	Month period.Month // of figures; the one reports are due for where it is not said
	Cycle period.Cycle // of that month; "" for whichever it is

	AsKnown period.Date // "" for now; of a past day nobody is told

	By    string // code of the unit it is chased at; "" for all
	Only  Part   // "" for all but what is shut
	To    string // the account or user name of who is told; "" for all
	Limit int    // how many rows are given: 0 for all, below zero for none; what is counted is the same
	After string // Next of the rows before

	own bool // without those below; of tasks those it leads
}

// Part is some of what is late.
type Part string

// The parts.
const (
	Past     Part = "late"     // its day has passed
	Ahead    Part = "ahead"    // its day has not
	Returned Part = "returned" // its figure was sent back
	Untold   Part = "untold"   // nobody is told
	Locked   Part = "locked"   // its month is closed: of these nobody is told, and no list without this part has them
)

// Parts are all of them.
func Parts() []Part { return []Part{Past, Ahead, Returned, Untold, Locked} }

func (q Query) valid(what chase.What) error {
	switch {
	case !what.Valid():
		return errs.New(errs.Invalid, "chase.what_unknown", "what", string(what)).In("what")
	case q.Only != "" && !slices.Contains(Parts(), q.Only):
		return errs.New(errs.Invalid, "chase.part_unknown", "part", string(q.Only)).In("only")
	case q.AsKnown != "" && (q.Only == Untold || q.To != ""):
		return errs.New(errs.Invalid, "chase.part_past").In("only")
	}
	return nil
}

// narrowed says whether the list is asked for in part.
func (q Query) narrowed() bool { return q.By != "" || q.Only != "" || q.To != "" }

// List is what is late of a unit and those below it, and who is to be told. The
// page, the chaser, the digest and the escalation all go by it.
type List struct {
	Unit   org.Version
	What   chase.What
	Month  period.Month
	Due    period.Date // of figures
	Count  int         // rows there are
	Past   int         // those whose day has passed
	Rows   []Row       // what is late the longest first, then by unit; those asked for
	Next   string      // where more rows go on; "" at the end
	People []Person    // who is told, by name
	Untold int         // rows without anybody to tell
	Worst  Row         // late the longest; zero where there is none
	Shut   int         // figures that nobody can report any more: the month is closed
	Today  period.Date
	May    bool // the actor may send a chaser

	sums []Row // the rows, or one for all that are alike
}

// Late says whether anything of it is late.
func (l List) Late() bool {
	return l.What == chase.Tasks || l.Past > 0 || l.Count == 0 && l.Due < l.Today
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

	n     int // how many rows it stands for
	shut  bool
	place int
	unit  id.ID // of the target
}

// Person is an account that is told, and about how much.
type Person struct {
	Account id.ID
	Name    string
	Login   string
	N       int  // rows
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
	if err := q.valid(out.What); err != nil {
		return out, err
	}
	if out.What == chase.Tasks {
		err = out.lateTasks(ctx, tx, q)
	} else {
		err = out.lateFigures(ctx, tx, unit, q)
	}
	return out, err
}
