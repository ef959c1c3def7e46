package shortcomings

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/violation"
)

// subjectViolation is what the amendments of violations are kept under.
const subjectViolation = "violation"

// RecordViolation enters a case or an incident. Conflict where one of the same
// kind, day and place stands in the register, unless it is said to be another.
func (a *Wing) RecordViolation(ctx context.Context, actor access.Actor, v violation.Violation, another bool) (id.ID, error) {
	v = v.Trimmed()
	v.ID, v.Struck = a.desk.Mint(), ""
	return v.ID, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		if err := tx.Dir.May(access.RecordViolations, v.Unit); err != nil {
			return desk.Entry{}, err
		}
		v.By, v.ByName, v.At = tx.Actor.Account, tx.Name(), tx.Now
		if err := fits(ctx, tx, v, another); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "violation.recorded", Object: v.ID, Unit: v.Unit}, tx.InsertViolation(ctx, v)
	})
}

func fits(ctx context.Context, tx *desk.Tx, v violation.Violation, another bool) error {
	if desk.Bad(v.Place + v.What + v.Decision + v.Source) {
		return errs.New(errs.Invalid, "app.text_bad").In("what")
	}
	if err := v.Check(tx.Today); err != nil || another {
		return err
	}
	same, err := tx.ViolationsOf(ctx, []id.ID{v.Unit}, v.On, v.On)
	for _, o := range same {
		if v.Alike(o) {
			return errs.New(errs.Conflict, "violation.alike", "on", v.On, "place", o.Place, "what", o.What).In("another").Try("violation.alike_hint")
		}
	}
	return err
}

// violationFor finds an entry for who may do something with it.
func violationFor(ctx context.Context, tx *desk.Tx, action access.Action, which id.ID) (violation.Violation, error) {
	v, err := tx.Violation(ctx, which)
	if err != nil {
		return v, desk.Missing(err)
	}
	return v, tx.Dir.May(action, v.Unit)
}

// CorrectViolation puts an entry right or adds how it was handled, with a
// reason; with struck it is struck out, and stays to be seen.
func (a *Wing) CorrectViolation(ctx context.Context, actor access.Actor, v violation.Violation, reason string, struck bool) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		was, err := violationFor(ctx, tx, access.RecordViolations, v.ID)
		if err != nil {
			return desk.Entry{}, err
		}
		if was.Struck != "" {
			return desk.Entry{}, errs.New(errs.Conflict, "violation.struck_already", "reason", was.Struck)
		}
		is := v.Trimmed()
		is.Unit, is.Invented, is.By, is.ByName, is.At, is.Struck = was.Unit, was.Invented, was.By, was.ByName, was.At, ""
		if struck {
			is = was
			is.Struck = strings.TrimSpace(reason)
		} else if err := fits(ctx, tx, is, is.On == was.On && is.Place == was.Place && is.Kind == was.Kind); err != nil {
			return desk.Entry{}, err
		}
		amended, err := tx.Amendment(subjectViolation, was.ID, was.Entries(), is.Entries(), reason)
		if err != nil {
			if struck && strings.TrimSpace(reason) == "" {
				err = errs.New(errs.Invalid, "approval.reason_needed").In("reason")
			}
			return desk.Entry{}, err
		}
		if err := tx.InsertAmendment(ctx, amended); err != nil {
			return desk.Entry{}, err
		}
		action := "violation.corrected"
		if struck {
			action = "violation.struck"
		}
		return desk.Entry{Action: action, Object: is.ID, Unit: is.Unit}, tx.AmendViolation(ctx, is)
	})
}

// ViolationQuery asks for a unit's register of violations of a year.
type ViolationQuery struct {
	Unit    string // code
	Year    period.Cycle
	Below   bool // with those of all units under it
	Kind    string
	Pending bool        // not handled yet
	Struck  bool        // struck out
	AsKnown period.Date // "" for now
}

// ViolationRow is an entry with the unit where it happened.
type ViolationRow struct {
	violation.Violation
	Where org.Version
}

// Violations is a unit's register of a year, compared with the year before, and
// the targets that take their counts from it.
type Violations struct {
	Unit     org.Version
	Year     period.Cycle
	Rows     []ViolationRow // as asked, the newest first
	Until    period.Date    // the year is counted up to here
	Same     period.Date    // and the year before up to here
	Compared []violation.Compared
	Total    violation.Compared
	Struck   int // entries struck out
	Pending  int // entries not handled yet
	Feeds    []Feed
	May      bool // record
}

// Violations gives a unit's register of a year, to whom that is open: those of
// the unit, of the units above, and inspection.
func (a *Wing) Violations(ctx context.Context, actor access.Actor, q ViolationQuery) (Violations, error) {
	out := Violations{Year: q.Year}
	if _, known := violation.KindOf(q.Kind); q.Kind != "" && !known {
		return out, errs.New(errs.Invalid, "violation.kind_unknown", "kind", q.Kind).In("kind")
	}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(q.Unit)
		if err != nil {
			return err
		}
		if err := d.May(access.ReadViolations, unit); err != nil {
			return err
		}
		day, before := tx.Today, q.Year.Start().AddDays(-1).Month().Cycle()
		if q.AsKnown != "" {
			day = min(q.AsKnown, day)
		}
		out.Unit, _ = d.Unit(unit, min(day, q.Year.End()))
		out.May = q.AsKnown == "" && d.Can(access.RecordViolations, unit)
		units := []id.ID{unit}
		if q.Below {
			units = d.Below(unit)
		}
		list, err := violationsKnown(ctx, tx, units, before.Start(), q.Year.End(), q.AsKnown.EndOfDayOrNow())
		if err != nil {
			return err
		}
		out.Compared, out.Until, out.Same = violation.Compare(list, q.Year, day)
		out.Total = violation.Compared{Now: violation.Sums(list, q.Year.Start(), out.Until), Before: violation.Sums(list, before.Start(), out.Same)}
		for _, v := range list {
			if v.On < q.Year.Start() {
				continue
			}
			if v.Struck != "" {
				out.Struck++
			} else if v.Handling == violation.Pending {
				out.Pending++
			}
			if q.Kind != "" && v.Kind != q.Kind || q.Struck != (v.Struck != "") || q.Pending && v.Handling != violation.Pending {
				continue
			}
			row := ViolationRow{Violation: v}
			row.Where, _ = d.Unit(v.Unit, v.On)
			out.Rows = append(out.Rows, row)
		}
		slices.SortStableFunc(out.Rows, func(a, b ViolationRow) int { return cmp.Or(cmp.Compare(b.On, a.On), cmp.Compare(b.ID, a.ID)) })
		if q.AsKnown == "" { // which target takes which counts is kept as it is, not as it was
			out.Feeds, err = feedsOf(ctx, tx, unit, q.Year)
		}
		return err
	})
	return out, err
}

// violationsKnown gives what happened in some units from one day to another, as it
// was entered and read just before an instant; a zero instant means now.
func violationsKnown(ctx context.Context, tx *desk.Tx, units []id.ID, from, to period.Date, before time.Time) ([]violation.Violation, error) {
	if before.IsZero() {
		return tx.ViolationsOf(ctx, units, from, to)
	}
	all, err := tx.ViolationsOf(ctx, units, "", period.Forever) // the day itself may have been put right since
	if err != nil {
		return nil, err
	}
	if all, err = violationsRead(ctx, tx, all, before); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(v violation.Violation) bool { return v.On < from || v.On > to }), nil
}

// violationsRead gives those of some entries that had been made just before an
// instant, as they were read then.
func violationsRead(ctx context.Context, tx *desk.Tx, all []violation.Violation, before time.Time) ([]violation.Violation, error) {
	all = slices.DeleteFunc(all, func(v violation.Violation) bool { return !v.At.Before(before) })
	ids := make([]id.ID, len(all))
	for i, v := range all {
		ids[i] = v.ID
	}
	later, err := tx.AmendmentsSince(ctx, subjectViolation, ids, before)
	for _, a := range slices.Backward(later) {
		if i := slices.Index(ids, a.Object); i >= 0 {
			all[i] = all[i].Entered(a.Before)
		}
	}
	return all, err
}

// ViolationPage is one entry with what was put right in it.
type ViolationPage struct {
	ViolationRow
	Amended []amend.Amendment
	May     bool // correct it
}

// Violation gives one entry, as known on a day ("" for now).
func (a *Wing) Violation(ctx context.Context, actor access.Actor, which id.ID, asKnown period.Date) (ViolationPage, error) {
	var p ViolationPage
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		v, err := violationFor(ctx, tx, access.ReadViolations, which)
		if err != nil {
			return err
		}
		p.May = v.Struck == "" && asKnown == "" && tx.Dir.Can(access.RecordViolations, v.Unit)
		if p.Amended, err = tx.Amendments(ctx, subjectViolation, which); err != nil {
			return err
		}
		if before := asKnown.EndOfDayOrNow(); asKnown != "" {
			then, err := violationsRead(ctx, tx, []violation.Violation{v}, before)
			if err != nil {
				return err
			}
			if len(then) == 0 {
				return errs.New(errs.NotFound, "app.not_known_then", "date", asKnown)
			}
			v = then[0]
			p.Amended = slices.DeleteFunc(p.Amended, func(a amend.Amendment) bool { return !a.At.Before(before) })
		}
		p.Violation = v
		p.Where, _ = tx.Dir.Unit(v.Unit, v.On)
		return nil
	})
	return p, err
}
