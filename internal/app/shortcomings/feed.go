package shortcomings

import (
	"context"
	"fmt"
	"slices"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/months"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/violation"
)

// Feed is a target that takes its count from the register, or might.
type Feed struct {
	Target   target.Target
	Kinds    []string            // it takes its count from; none while nobody said so
	Speaks   []string            // kinds that its name speaks of
	Month    period.Month        // the newest to report
	Cases    int                 // in the register, from the year's beginning to the end of Month
	Reported *target.Observation // the newest figure of Month, or of a month before; nil for none
	Differs  bool                // that figure is for Month and says another number
	MayBind  bool
	MaySend  bool // the month is open, too
}

// counts says whether a target counts events: such a one may take its count from
// the register.
func counts(t target.Target) bool {
	return t.Current().Criterion.Kind == criterion.ZeroEvent || t.Accumulation == target.EventCount
}

// feedsOf gives the targets of a unit's year that take their counts from the
// register, and those that count events of a kind it has.
func feedsOf(ctx context.Context, tx *desk.Tx, unit id.ID, year period.Cycle) ([]Feed, error) {
	targets, err := tx.TargetsOf(ctx, unit, year)
	if err != nil {
		return nil, err
	}
	ids := make([]id.ID, len(targets))
	for i, t := range targets {
		ids[i] = t.ID
	}
	bound, err := tx.ViolationFeeds(ctx, ids)
	if err != nil {
		return nil, err
	}
	month := year.LastMonth()
	if last := tx.Today.Month().Start().AddDays(-1).Month(); last < month {
		month = max(last, year.Months()[0])
	}
	var out []Feed
	for _, t := range targets {
		f := Feed{Target: t, Kinds: bound[t.ID], Speaks: violation.Spoken(t.Name + " " + t.Current().Wording), Month: month}
		if _, listed := t.AsKnown(time.Time{}); !listed || len(f.Kinds) == 0 && (len(f.Speaks) == 0 || !counts(t)) {
			continue
		}
		f.MayBind = tx.Dir.Can(access.ManageTargets, t.Unit)
		f.MaySend = len(f.Kinds) > 0 && standing.May(tx.Dir, access.Report, t) == nil && month <= tx.Today.Month()
		if f.MaySend {
			err := months.OpenFor(ctx, tx, t, month)
			if errs.Failed(err) {
				return nil, err
			}
			f.MaySend = err == nil
		}
		if f.Cases, _, err = casesOf(ctx, tx, t, month, f.Kinds); err != nil {
			return nil, err
		}
		if err := f.compare(ctx, tx); err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// casesOf counts what the registers of a target's unit and all under it have of
// some kinds, from the year's beginning to the end of a month, and says whether
// any of it is made up for the sample.
func casesOf(ctx context.Context, tx *desk.Tx, t target.Target, month period.Month, kinds []string) (n int, invented bool, err error) {
	if len(kinds) == 0 {
		return 0, false, nil
	}
	list, err := tx.ViolationsOf(ctx, tx.Dir.Below(t.Unit), t.Cycle.Start(), month.End())
	return violation.Sums(list, t.Cycle.Start(), month.End(), kinds...).Cases, slices.ContainsFunc(list, func(v violation.Violation) bool { return v.Invented }), err
}

// compare holds the newest figure that was reported and not withdrawn or sent
// back against the register.
func (f *Feed) compare(ctx context.Context, tx *desk.Tx) error {
	all, err := tx.ObservationsOfTarget(ctx, f.Target.ID)
	if err != nil {
		return err
	}
	f.Reported = figures.Newest(all, f.Month)
	if f.Reported != nil && len(f.Kinds) > 0 && f.Reported.Month == f.Month {
		v := f.Reported.Actual.Value
		f.Differs = v == nil && f.Cases > 0 || v != nil && v.Cmp(measure.Int(int64(f.Cases))) != 0
	}
	return nil
}

// FeedTarget has a target take its count from a kind of violation, or no longer.
func (a *Wing) FeedTarget(ctx context.Context, actor access.Actor, of id.ID, kind string, on bool) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		t, _, err := standing.TargetFor(ctx, tx, access.ManageTargets, of)
		if err != nil {
			return desk.Entry{}, err
		}
		if _, known := violation.KindOf(kind); !known {
			return desk.Entry{}, errs.New(errs.Invalid, "violation.kind_unknown", "kind", kind).In("kind")
		}
		if !on {
			err := tx.DropViolationFeed(ctx, of, kind)
			if errs.Is(err, errs.NotFound) {
				err = errs.New(errs.Conflict, "violation.not_fed").In("kind")
			}
			return desk.Entry{Action: "violation.unfed", Object: of, Unit: t.Unit}, err
		}
		if !counts(t) {
			return desk.Entry{}, errs.New(errs.Invalid, "violation.no_count", "name", t.Name).In("target").Try("violation.no_count_hint")
		}
		err = tx.InsertViolationFeed(ctx, of, kind, tx.Actor.Account, tx.Name(), tx.Now)
		if errs.Is(err, errs.Conflict) {
			err = errs.New(errs.Conflict, "violation.fed_already").In("kind")
		}
		return desk.Entry{Action: "violation.fed", Object: of, Unit: t.Unit}, err
	})
}

// ReportViolations reports what the register comes to for a target that takes
// its count from it: as any figure, to be verified and approved. source is what
// the figure names as its source.
func (a *Wing) ReportViolations(ctx context.Context, actor access.Actor, of id.ID, month period.Month, source string) (target.Observation, error) {
	n, uom, invented := 0, "", false
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		t, d, err := standing.TargetFor(ctx, tx, access.Report, of)
		if err != nil {
			return err
		}
		if err := d.May(access.ReadViolations, t.Unit); err != nil && !d.Can(access.ReadViolations, t.AnswerUnit) {
			return err
		}
		bound, err := tx.ViolationFeeds(ctx, []id.ID{of})
		if err != nil {
			return err
		}
		if len(bound[of]) == 0 {
			return errs.New(errs.Conflict, "violation.not_fed").In("target")
		}
		if month.Number() == 0 || month.Cycle() != t.Cycle {
			return errs.New(errs.Invalid, "app.month_elsewhere", "month", month, "cycle", t.Cycle).In("month")
		}
		uom = t.UnitOfMeasure
		slices.Sort(bound[of])
		n, invented, err = casesOf(ctx, tx, t, month, bound[of])
		return err
	})
	if err != nil {
		return target.Observation{}, err
	}
	text := fmt.Sprint(n)
	if uom != "" {
		text += " " + uom
	}
	return a.figures.Report(ctx, actor, figures.NewReport{Target: of, Month: month, Text: text, Cumulative: true, Final: true, Source: source, Illustrative: invented})
}
