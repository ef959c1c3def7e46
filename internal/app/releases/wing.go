// Package releases makes a unit's year public: a person previews what becomes
// public, releases it, corrects it by another version, or takes it down. What the
// public reads comes from those versions alone.
package releases

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/release"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct{ desk *desk.Desk }

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{k} }

// Preview is what would become public of a unit's year, and what would not.
type Preview struct {
	Unit     org.Version
	Cycle    period.Cycle
	Body     release.Body      // with every shortcoming there is
	Mark     string            // of the body, for the release that follows
	Versions []release.Version // made before, the first one first
	Changes  []release.Change  // against the version that is public or due
	Shown    []id.ID           // shortcomings of that version
	Held     []phrase.Phrase   // what stays unreleased, with why
	May      bool              // whether who asks may release
}

// PreviewRelease gives what would become public, for who may read the unit.
func (a *Wing) PreviewRelease(ctx context.Context, actor access.Actor, code string, cycle period.Cycle) (out Preview, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out, err = previewOf(ctx, tx, unit, cycle)
		out.May = d.Can(access.Publish, unit)
		return err
	})
	return out, err
}

func previewOf(ctx context.Context, tx *desk.Tx, unit id.ID, cycle period.Cycle) (out Preview, err error) {
	b, err := standing.BoardOf(ctx, tx, unit, standing.BoardQuery{Cycle: cycle})
	if err != nil {
		return out, err
	}
	out.Unit, out.Cycle = b.Unit, cycle
	pending, open := 0, 0
	for _, r := range b.Lines() {
		out.Body.Rows = append(out.Body.Rows, rowOf(r))
		if len(r.Standing.Pending) > 0 {
			pending++
		}
		if r.PartOf == "" && r.Class == criterion.NotAssessed {
			open++
		}
	}
	if pending > 0 {
		out.Held = append(out.Held, phrase.New("release.held_pending", "n", pending))
	}
	if open > 0 {
		out.Held = append(out.Held, phrase.New("release.held_open", "n", open))
	}
	s, err := shortcomings.ReviewOf(ctx, tx, unit, cycle, "")
	if err != nil {
		return out, err
	}
	for _, r := range s.Rows {
		out.Body.Shortcomings = append(out.Body.Shortcomings, release.Shortcoming{ID: r.ID, Field: r.Field, Statement: r.Statement, Remedy: r.Product, Due: r.Due, State: string(r.State), Invented: r.Invented})
	}
	out.Mark = out.Body.Mark()
	if out.Versions, err = tx.Releases(ctx, unit, cycle); err != nil {
		return out, err
	}
	if last := len(out.Versions) - 1; last >= 0 && out.Versions[last].Step == release.Made {
		was, err := tx.ReleaseBody(ctx, out.Versions[last])
		if err != nil {
			return out, err
		}
		out.Changes = release.Changes(was, out.Body)
		for _, sh := range was.Shortcomings {
			out.Shown = append(out.Shown, sh.ID)
		}
	}
	return out, nil
}

// rowOf copies what the public may read of a row of the board: the approved figure
// and the plan, never what waits, why, who wrote, or a person's name.
func rowOf(r standing.BoardRow) release.Row {
	out := release.Row{ID: r.Target.ID, PartOf: r.PartOf, Label: r.Label, Field: r.Field, Name: r.Name, UnitOfMeasure: r.UnitOfMeasure, Direction: string(r.Direction), Accumulation: string(r.Accumulation), Setter: string(r.Setter),
		Plan: r.Current().Wording, Class: r.Class, Number: r.Document.Number, Issuer: r.Document.Issuer, IssuedOn: r.Document.IssuedOn, Answers: r.Answers.Unit.Name, Illustrative: r.Target.Illustrative}
	if r.Actual != nil {
		out.Actual = r.Actual.Text
	}
	if r.Counted != nil {
		out.Estimate, out.Illustrative = !r.Counted.Final, out.Illustrative || r.Counted.Illustrative
	}
	if a := r.Assessment.Achievement; a != nil {
		out.Percent = a.Shown().Trim().String()
	}
	for _, m := range r.Months {
		if m.Observation != "" {
			out.Months = append(out.Months, release.Month{Month: m.Month, Text: m.Text, Final: m.Final})
		}
	}
	if v := r.LastYear.Actual; v != nil {
		out.LastYear.Actual = v.Text
	}
	out.LastYear.Class = r.LastYear.Class
	return out
}

// NewRelease is what is asked to make a year public.
type NewRelease struct {
	Unit         string // code
	Cycle        period.Cycle
	Shortcomings []id.ID        // those that become public
	Notice       string         // what was corrected; wanted where public figures change
	On           release.Moment // not to be read before; "" for now
	Mark         string         // of the preview it was decided on; "" where it was read in the same step
}

// Publish makes a unit's year public as it stands now. Conflict where it is not
// what was previewed, or nothing changed.
func (a *Wing) Publish(ctx context.Context, actor access.Actor, in NewRelease) (no int64, err error) {
	return no, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, err := tx.Dir.UnitByCode(in.Unit)
		if err == nil {
			err = tx.Dir.May(access.Publish, unit)
		}
		if err != nil {
			return desk.Entry{}, err
		}
		p, err := previewOf(ctx, tx, unit, in.Cycle)
		if err == nil {
			err = in.check(p, tx)
		}
		if err != nil {
			return desk.Entry{}, err
		}
		body := release.Body{Rows: p.Body.Rows}
		for _, s := range p.Body.Shortcomings {
			for _, which := range in.Shortcomings {
				if s.ID == which {
					body.Shortcomings = append(body.Shortcomings, s)
				}
			}
		}
		if len(body.Shortcomings) != len(in.Shortcomings) {
			return desk.Entry{}, errs.New(errs.NotFound, "release.shortcoming_unknown").In("shortcoming")
		}
		v := release.Version{Unit: unit, Cycle: in.Cycle, No: int64(len(p.Versions) + 1), Step: release.Made, Code: p.Unit.Code, Name: p.Unit.Name, On: max(in.On, release.Moment(tx.Today)),
			Notice: strings.TrimSpace(in.Notice), Entries: tx.Size, ByName: tx.Name(), At: tx.Now}
		v.Reached, v.Total = body.Counts()
		if last := len(p.Versions) - 1; last >= 0 && p.Versions[last].Step == release.Made {
			was, err := tx.ReleaseBody(ctx, p.Versions[last])
			switch {
			case err != nil:
				return desk.Entry{}, err
			case was.Mark() == body.Mark():
				return desk.Entry{}, errs.New(errs.Conflict, "release.same", "cycle", string(in.Cycle))
			case len(p.Changes) > 0 && v.Notice == "":
				return desk.Entry{}, errs.New(errs.Invalid, "release.notice_needed", "n", len(p.Changes)).In("notice")
			}
		}
		if v.Root, err = tx.Root(ctx); err != nil {
			return desk.Entry{}, err
		}
		no = v.No
		return desk.Entry{Action: "release.made", Object: unit, Unit: unit}, tx.InsertRelease(ctx, v, body, tx.Actor.Account)
	})
}

func (in NewRelease) check(p Preview, tx *desk.Tx) error {
	switch {
	case len(p.Body.Rows) == 0:
		return errs.New(errs.Conflict, "release.nothing", "unit", p.Unit.Name, "cycle", string(in.Cycle))
	case in.Mark != "" && in.Mark != p.Mark:
		return errs.New(errs.Conflict, "release.changed_meanwhile").Try("release.changed_meanwhile_hint")
	case in.On != "" && (in.On.Day() < tx.Today || in.On.Clock() != "" && in.On <= release.MomentOf(tx.Now)):
		return errs.New(errs.Invalid, "release.day_past", "day", in.On.Day(), "at", in.On.Clock()).In("on")
	case desk.Bad(in.Notice):
		return errs.New(errs.Invalid, "app.text_bad").In("notice")
	}
	return nil
}

// TakeDown takes a unit's year off the public pages, with a reason that is shown in
// its place. NotFound where nothing is public.
func (a *Wing) TakeDown(ctx context.Context, actor access.Actor, code string, cycle period.Cycle, reason string) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, err := tx.Dir.UnitByCode(code)
		if err == nil {
			err = tx.Dir.May(access.Publish, unit)
		}
		if err != nil {
			return desk.Entry{}, err
		}
		all, err := tx.Releases(ctx, unit, cycle)
		if err != nil {
			return desk.Entry{}, err
		}
		reason = strings.TrimSpace(reason)
		last := len(all) - 1
		switch {
		case last < 0 || all[last].Step == release.Withdrawn:
			return desk.Entry{}, errs.New(errs.Conflict, "release.nothing_public", "cycle", string(cycle))
		case reason == "":
			return desk.Entry{}, errs.New(errs.Invalid, "release.reason_needed").In("reason")
		case desk.Bad(reason):
			return desk.Entry{}, errs.New(errs.Invalid, "app.text_bad").In("reason")
		}
		v := all[last]
		v.No, v.Step, v.Notice, v.On, v.Reached, v.Total, v.Entries, v.ByName, v.At = v.No+1, release.Withdrawn, reason, release.MomentOf(tx.Now), 0, 0, tx.Size, tx.Name(), tx.Now
		if v.Root, err = tx.Root(ctx); err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "release.withdrawn", Object: unit, Unit: unit}, tx.InsertRelease(ctx, v, release.Body{}, tx.Actor.Account)
	})
}
