package shortcomings

import (
	"cmp"
	"context"
	"slices"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/shortcoming"
)

// Query asks for a unit's register of a year. Empty fields do not narrow it.
type Query struct {
	Unit    string // code
	Year    period.Cycle
	Below   bool   // with the registers of all units under it
	Answers string // code of the unit that answers
	Field   string
	State   shortcoming.State
	Late    bool        // open and behind their day
	Earlier bool        // found in a year before
	AsKnown period.Date // "" for now
}

// List is a unit's register of a year, and how many of it there are of each kind.
type List struct {
	Unit   org.Version
	Year   period.Cycle
	Years  []period.Cycle // that have entries
	Day    period.Date    // as it stood on
	Rows   []Row          // as asked, what is late first
	Tally  shortcoming.Tally
	Fields []Part // of all, by field
	Units  []Part // of all, by unit that answers
	Left   int    // entries of earlier years that are neither remedied nor carried over
	May    struct{ Raise, Violations bool }
}

// Part is how many entries have something in common.
type Part struct {
	Code string
	Name string
	N    int
}

// Shortcomings gives a unit's register: what stands in its own and what it
// answers for in others', or with Below what stands in those of all under it.
func (a *Wing) Shortcomings(ctx context.Context, actor access.Actor, q Query) (List, error) {
	out := List{Year: q.Year}
	if q.State != "" && !q.State.Valid() {
		return out, errs.New(errs.Invalid, "shortcoming.state_unknown", "state", string(q.State)).In("state")
	}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(q.Unit)
		if err != nil {
			return err
		}
		out.Day = tx.Today
		if q.AsKnown != "" {
			out.Day = min(q.AsKnown, tx.Today)
		}
		out.Unit, _ = d.Unit(unit, min(out.Day, max(q.Year.End(), out.Day)))
		out.May.Raise, out.May.Violations = d.Can(access.RaiseShortcomings, unit), d.Can(access.ReadViolations, unit)
		all, err := registered(ctx, tx, unit, q)
		if err != nil {
			return err
		}
		if out.Years, err = tx.ShortcomingYears(ctx, unit); err != nil {
			return err
		}
		within := []id.ID{unit}
		if q.Below {
			within = d.Below(unit)
		}
		if out.Left, err = tx.ShortcomingsLeft(ctx, q.Year, within); err != nil {
			return err
		}
		out.fill(d, all, q)
		return nil
	})
	return out, err
}

// registered gives the entries a list is about, as known on the day asked.
func registered(ctx context.Context, tx *desk.Tx, unit id.ID, q Query) ([]shortcoming.Record, error) {
	units := []id.ID{unit}
	if q.Below {
		units = tx.Dir.Below(unit)
	}
	list, err := tx.ShortcomingsOf(ctx, q.Year, units)
	if err != nil {
		return nil, err
	}
	if !q.Below {
		answered, err := tx.ShortcomingsAnswered(ctx, unit, q.Year)
		if err != nil {
			return nil, err
		}
		list = append(list, answered...)
	}
	return known(list, q.AsKnown.EndOfDayOrNow()), nil
}

// known gives the entries as they were known just before an instant.
func known(list []shortcoming.Record, before time.Time) (out []shortcoming.Record) {
	for _, r := range list {
		if r, ok := r.Known(before); ok {
			out = append(out, r)
		}
	}
	return out
}

func (l *List) fill(d *desk.Directory, all []shortcoming.Record, q Query) {
	l.Tally = shortcoming.Count(all, l.Day)
	rows := rowsOf(d, all)
	for i := range rows {
		rows[i].Behind = rows[i].Late(l.Day)
	}
	fields, units := map[string]int{}, map[string]Part{}
	for _, r := range rows {
		if r.State != shortcoming.Withdrawn {
			fields[r.Field]++
			p := units[r.Answers.Unit.Code]
			units[r.Answers.Unit.Code] = Part{r.Answers.Unit.Code, r.Answers.Unit.Name, p.N + 1}
		}
		if q.takes(r) {
			l.Rows = append(l.Rows, r)
		}
	}
	for name, n := range fields {
		l.Fields = append(l.Fields, Part{name, name, n})
	}
	for _, p := range units {
		l.Units = append(l.Units, p)
	}
	order := func(a, b Part) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Name, b.Name)) }
	slices.SortFunc(l.Fields, order)
	slices.SortFunc(l.Units, order)
	slices.SortStableFunc(l.Rows, func(a, b Row) int {
		return cmp.Or(slices.Index(shortcoming.States(), a.State)-slices.Index(shortcoming.States(), b.State), b.Behind-a.Behind, cmp.Compare(a.Due, b.Due), cmp.Compare(a.ID, b.ID))
	})
}

// takes says whether a query asks for an entry. What was withdrawn is listed
// where it is asked for only.
func (q Query) takes(r Row) bool {
	switch {
	case q.State == "" && r.State == shortcoming.Withdrawn, q.State != "" && r.State != q.State:
		return false
	case q.Field != "" && r.Field != q.Field, q.Answers != "" && r.Answers.Unit.Code != q.Answers:
		return false
	case q.Late && !(r.State.Open() && r.Behind > 0), q.Earlier && r.First >= r.Year:
		return false
	}
	return true
}

// Review is what the review of a unit's year needs of its shortcomings: those of
// its register and those it answers for in others'.
type Review struct {
	Unit       org.Version
	Year       period.Cycle
	Tally      shortcoming.Tally // of Rows; Earlier and Settled count Left too
	Rows       []Row             // of the year, without what was withdrawn
	Open       []Row             // of Rows: neither remedied nor carried over
	Remedied   []Row
	Unremedied []Row // Open, and what was carried over
	Earlier    []Row // found in a year before: of Rows and Left
	Left       []Row // of registers of years before, still open and not carried over
}

// EarlierSettled says whether all shortcomings found earlier are remedied.
func (r Review) EarlierSettled() bool { return r.Tally.EarlierSettled() }

// ShortcomingReview gives what the review of a unit's year needs, as known on a
// day ("" for now).
func (a *Wing) ShortcomingReview(ctx context.Context, actor access.Actor, code string, year period.Cycle, asKnown period.Date) (Review, error) {
	var out Review
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		_, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out, err = ReviewOf(ctx, tx, unit, year, asKnown)
		return err
	})
	return out, err
}

// ReviewOf is ShortcomingReview within a transaction, for the wing that reviews.
func ReviewOf(ctx context.Context, tx *desk.Tx, unit id.ID, year period.Cycle, asKnown period.Date) (Review, error) {
	out := Review{Year: year}
	list, err := tx.ShortcomingsUntil(ctx, unit, year)
	if err != nil {
		return out, err
	}
	day := tx.Today
	if asKnown != "" {
		day = min(asKnown, day)
	}
	out.Unit, _ = tx.Dir.Unit(unit, day)
	var own []shortcoming.Record
	for _, r := range rowsOf(tx.Dir, known(list, asKnown.EndOfDayOrNow())) {
		switch {
		case r.State == shortcoming.Withdrawn:
			continue
		case r.Year < year:
			if r.State.Open() {
				out.Left = append(out.Left, r)
			}
			continue
		}
		own = append(own, r.Record)
		out.Rows = append(out.Rows, r)
		switch {
		case r.State.Open():
			out.Open = append(out.Open, r)
			out.Unremedied = append(out.Unremedied, r)
		case r.State == shortcoming.Carried:
			out.Unremedied = append(out.Unremedied, r)
		default:
			out.Remedied = append(out.Remedied, r)
		}
		if r.First < year {
			out.Earlier = append(out.Earlier, r)
		}
	}
	out.Tally = shortcoming.Count(own, day)
	out.Tally.Earlier += len(out.Left)
	out.Earlier = append(out.Earlier, out.Left...)
	return out, nil
}
