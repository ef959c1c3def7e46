package figures

import (
	"context"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target/typed"
)

// typedFor is how long what was typed and never sent is kept: a year, and a
// month to close it in.
const typedFor = 400 * 24 * time.Hour

// TypedRow is a row of a sheet as it stands on somebody's screen.
type TypedRow struct {
	typed.Row
	Kept  time.Time // when what the screen had of it was kept; zero where it had nothing
	Still bool      // nothing in it was changed on the screen
	Over  bool      // whatever was kept of it gives way: the screen knows of nothing kept
	Files []File    // evidence that goes with the figure when it is sent; a draft keeps none
}

// TypedSheet is rows of a unit's month as they stand on a screen.
type TypedSheet struct {
	Unit  string // its code
	Month period.Month
	Rows  []TypedRow
	Once  string // names this sending: the same again does nothing; "" for none
}

// TypedKept is what came of keeping such rows.
type TypedKept struct {
	At        time.Time
	Weighed   map[id.ID]Weighed
	Refused   map[id.ID]error     // by target, those of Elsewhere too
	Elsewhere map[id.ID]typed.Row // what the same account typed there meanwhile on another screen; it stays
}

// KeepTyped keeps what the actor has typed into a unit's sheet, for nobody but
// the actor; nothing is read as a figure yet. It is kept in a closed month as
// well: nothing typed is lost. Rows that were typed elsewhere meanwhile are left
// as they are there and told.
func (a *Wing) KeepTyped(ctx context.Context, actor access.Actor, in TypedSheet) (TypedKept, error) {
	out := TypedKept{Weighed: map[id.ID]Weighed{}, Refused: map[id.ID]error{}, Elsewhere: map[id.ID]typed.Row{}}
	var unit id.ID
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		if unit, err = in.sheet(tx); err == nil {
			err = in.weigh(ctx, tx, &out)
		}
		return err
	})
	if err != nil || len(in.Rows) == 0 {
		return out, err
	}
	err = a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error {
		for of := range out.Elsewhere { // it may be run again
			delete(out.Refused, of)
		}
		clear(out.Elsewhere)
		out.At = a.desk.Now().Truncate(time.Millisecond)
		if err := tx.ForgetTyped(ctx, actor.Account, out.At.Add(-typedFor)); err != nil {
			return err
		}
		kept, err := tx.TypedIn(ctx, actor.Account, in.Month)
		if err != nil {
			return err
		}
		return keepRows(ctx, tx, actor.Account, unit, in, kept, &out)
	})
	return out, err
}

func keepRows(ctx context.Context, tx *store.Tx, account, unit id.ID, in TypedSheet, kept map[id.ID]typed.Row, out *TypedKept) error {
	for _, old := range kept {
		if !old.At.Before(out.At) {
			out.At = old.At.Add(time.Millisecond) // each keeping has its own moment
		}
	}
	for _, r := range in.Rows {
		if out.Refused[r.Target] != nil || r.Still {
			continue
		}
		if other, clash := elsewhere(r, kept); clash {
			out.Elsewhere[r.Target], out.Refused[r.Target] = other, typedElsewhere(other)
			continue
		}
		r.At = out.At
		if err := tx.KeepTyped(ctx, account, unit, in.Month, r.Row); err != nil {
			return err
		}
	}
	return nil
}

// elsewhere says whether a row was typed on another screen since this one knew of it.
func elsewhere(r TypedRow, kept map[id.ID]typed.Row) (typed.Row, bool) {
	other, ok := kept[r.Target]
	return other, ok && !r.Over && !other.At.Equal(r.Kept) && (r.Still || !other.Same(r.Row))
}

func typedElsewhere(other typed.Row) error {
	return errs.New(errs.Conflict, "app.typed_elsewhere", "text", other.Text, "at", moment(other.At)).In("text").Try("app.typed_elsewhere_hint")
}

// sheet gives the unit of a sheet, for who may report in it.
func (in TypedSheet) sheet(tx *desk.Tx) (id.ID, error) {
	_, unit, err := tx.Readable(in.Unit)
	if err == nil {
		err = tx.Dir.May(access.Report, unit)
	}
	if err == nil && in.Month.Number() == 0 {
		err = errs.New(errs.Invalid, "period.month_unread", "text", string(in.Month)).In("month")
	}
	return unit, err
}

// weigh says of each row what it would come to, and refuses what cannot be kept.
func (in TypedSheet) weigh(ctx context.Context, tx *desk.Tx, out *TypedKept) error {
	var ids []id.ID
	for _, r := range in.Rows {
		ids = append(ids, r.Target)
	}
	targets, err := tx.TargetsByID(ctx, ids)
	if err != nil {
		return err
	}
	s, err := scalesFor(ctx, tx, ids)
	if err != nil {
		return err
	}
	for _, r := range in.Rows {
		out.Refused[r.Target] = errs.New(errs.Invalid, "app.fill_gone").In("text").Try("app.fill_gone_hint")
		for _, t := range targets {
			if t.ID == r.Target && t.Cycle == in.Month.Cycle() && standing.May(tx.Dir, access.Report, t) == nil {
				delete(out.Refused, t.ID)
				if err := r.check(); err != nil {
					out.Refused[t.ID] = err
				} else if strings.TrimSpace(r.Text) != "" {
					out.Weighed[t.ID] = s.weigh(tx, t, in.Month, cellOf(r.Row))
				}
			}
		}
	}
	return nil
}

// check sees that a row can be kept: as much as a figure may have, and text.
func (r TypedRow) check() error {
	switch {
	case desk.Bad(r.Text+r.Note+r.Meant+string(r.Seen)) || len(r.Text) > 500 || len(r.Meant) > 100 || len(r.Seen) > 100:
		return errs.New(errs.Invalid, "app.text_bad").In("text")
	case len(r.Note) > LongestNote:
		return errs.New(errs.TooLarge, "app.note_long", "most", LongestNote).In("note")
	}
	return nil
}

// DropTyped throws away what the actor has typed for a month of a unit's sheet
// and not sent: for the targets given, or all of the sheet.
func (a *Wing) DropTyped(ctx context.Context, actor access.Actor, code string, month period.Month, targets ...id.ID) error {
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if _, err := (TypedSheet{Unit: code, Month: month}).sheet(tx); err != nil || len(targets) > 0 {
			return err
		}
		_, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		e, err := entryOf(ctx, tx, unit, code, month)
		for _, row := range e.Rows {
			targets = append(targets, row.Target.ID)
		}
		return err
	})
	if err != nil || len(targets) == 0 {
		return err
	}
	return a.desk.Keep(ctx, func(ctx context.Context, tx *store.Tx) error { return tx.DropTyped(ctx, actor.Account, month, targets) })
}

// Unsent is a sheet in which the actor typed something that is not sent.
type Unsent struct {
	typed.Sheet
	Of org.Version
}

// TypedSheets gives the sheets in which the actor typed something that is not
// sent, of the units that the actor may still report for.
func (a *Wing) TypedSheets(ctx context.Context, actor access.Actor) (out []Unsent, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		all, err := tx.TypedSheets(ctx, actor.Account)
		for _, sheet := range all {
			if of, ok := tx.Dir.Unit(sheet.Unit, tx.Today); ok && tx.Dir.Can(access.Report, sheet.Unit) {
				out = append(out, Unsent{sheet, of})
			}
		}
		return err
	})
	return out, err
}
