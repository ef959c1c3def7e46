package money

import (
	"context"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/months"
	"dondoc/internal/app/standing"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/viet"
)

// Tied is a target that takes its rate from the money, or might.
type Tied struct {
	Target   target.Target
	Tie      *capital.Tie        // nil while nobody tied it
	Past     []works.Tied        // ties that were replaced or ended, in order
	Month    period.Month        // the newest to report
	Rate     capital.Rate        // by the end of Month
	Reported *target.Observation // the newest figure of Month, or of a month before; nil for none
	Differs  bool                // that figure is for Month and says another number
	Many     bool                // there are too many projects to work the rate of one programme out
	MayTie   bool
	MaySend  bool // the month is open, too
}

// Ties are the targets of a unit's year that speak of disbursement.
type Ties struct {
	Unit       org.Version
	Year       int
	Programmes []string // of the projects of the unit and those below
	Rows       []Tied
}

// speaks says whether a target is a share of money paid.
func speaks(t target.Target) bool {
	return strings.Contains(viet.Fold(t.Name+" "+t.Current().Wording), "giai ngan") && share(t)
}

// share says whether a target is measured in hundredths.
func share(t target.Target) bool {
	return strings.Contains(t.UnitOfMeasure, "%") || strings.Contains(t.Current().Wording, "%")
}

// CapitalTies gives the targets of a unit's year that take their rate from the
// money, and those that speak of disbursement and might.
func (a *Wing) CapitalTies(ctx context.Context, actor access.Actor, code string, year int) (Ties, error) {
	out := Ties{Year: year}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out.Unit, _ = d.Unit(unit, tx.Today)
		cycle := period.Cycle(strconv.Itoa(year))
		targets, err := tx.TargetsOf(ctx, unit, cycle)
		if err != nil {
			return err
		}
		ids := make([]id.ID, len(targets))
		for i, t := range targets {
			ids[i] = t.ID
		}
		ties, err := tx.CapitalTies(ctx, ids)
		if err != nil {
			return err
		}
		past, err := tx.PastTies(ctx, ids)
		if err != nil {
			return err
		}
		if out.Programmes, err = tx.CapitalProgrammeNames(ctx, d.Below(unit)); err != nil {
			return err
		}
		for _, t := range targets {
			tie, tied := ties[t.ID]
			if _, listed := t.AsKnown(time.Time{}); !listed || !tied && !speaks(t) && len(past[t.ID]) == 0 {
				continue
			}
			row := Tied{Target: t, Past: past[t.ID], Month: newestMonth(cycle, tx.Today), MayTie: d.Can(access.ManageTargets, t.Unit)}
			if tied {
				row.Tie = &tie.Tie
				if row.Rate, _, err = tiedMoney(ctx, tx, t.Unit, tie.Tie, year, row.Month.End(), ""); errs.Is(err, errs.TooLarge) {
					row.Many, err = true, nil
				}
				if err != nil {
					return err
				}
			}
			if err := row.look(ctx, tx); err != nil {
				return err
			}
			out.Rows = append(out.Rows, row)
		}
		return nil
	})
	return out, err
}

// newestMonth is the last month of a year that is over on a day, or its first.
func newestMonth(cycle period.Cycle, today period.Date) period.Month {
	month := cycle.LastMonth()
	if last := today.Month().Start().AddDays(-1).Month(); last < month {
		month = max(last, cycle.Months()[0])
	}
	return month
}

// look says whether the month may be reported, and what was.
func (t *Tied) look(ctx context.Context, tx *desk.Tx) error {
	t.MaySend = t.Tie != nil && t.Rate.Plan > 0 && standing.May(tx.Dir, access.Report, t.Target) == nil && t.Month <= tx.Today.Month()
	if t.MaySend {
		err := months.OpenFor(ctx, tx, t.Target, t.Month)
		if errs.Failed(err) {
			return err
		}
		t.MaySend = err == nil
	}
	all, err := tx.ObservationsOfTarget(ctx, t.Target.ID)
	if err != nil {
		return err
	}
	t.hold(figures.Newest(all, t.Month))
	return nil
}

// hold puts what was reported beside what the money comes to.
func (t *Tied) hold(reported *target.Observation) {
	t.Reported = reported
	if want, ok := t.Rate.Reported(); ok && t.Reported != nil && t.Reported.Month == t.Month {
		v := t.Reported.Actual.Value
		t.Differs = v == nil || v.Cmp(want) != 0
	}
}

// TieTarget has a target take its rate from the money; nil: no longer.
func (a *Wing) TieTarget(ctx context.Context, actor access.Actor, of id.ID, tie *capital.Tie) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		t, _, err := standing.TargetFor(ctx, tx, access.ManageTargets, of)
		if err != nil {
			return desk.Entry{}, err
		}
		ties, err := tx.CapitalTies(ctx, []id.ID{of})
		if err != nil {
			return desk.Entry{}, err
		}
		was, tied := ties[of]
		if tie == nil {
			if !tied {
				return desk.Entry{}, errs.New(errs.Conflict, "capital.not_tied").In("target")
			}
			return desk.Entry{Action: "capital.untied", Object: of, Unit: t.Unit, Body: map[string]any{"before": was.Tie}}, tx.DropCapitalTie(ctx, of, was, tx.Name(), tx.Now)
		}
		tie.Programme = strings.TrimSpace(tie.Programme)
		if err := tie.Check(); err != nil {
			return desk.Entry{}, err
		}
		if desk.Bad(tie.Programme) || len(tie.Programme) > longestText {
			return desk.Entry{}, errs.New(errs.Invalid, "app.text_bad").In("programme")
		}
		if !share(t) {
			return desk.Entry{}, errs.New(errs.Invalid, "capital.tie_no_share", "name", t.Name).In("target")
		}
		if tied {
			if was.Tie == *tie {
				return desk.Entry{}, errs.New(errs.Conflict, "capital.tied_already").In("target")
			}
			if err := tx.DropCapitalTie(ctx, of, was, tx.Name(), tx.Now); err != nil {
				return desk.Entry{}, err
			}
		}
		return desk.Entry{Action: "capital.tied", Object: of, Unit: t.Unit, Body: map[string]any{"tie": *tie}}, tx.InsertCapitalTie(ctx, of, *tie, tx.Actor.Account, tx.Name(), tx.Now)
	})
}

// ReportCapital reports what the money comes to by the end of a month for a target
// tied to it: as any figure, to be verified and approved. source says in words
// what the figure was worked out from, and until which day.
func (a *Wing) ReportCapital(ctx context.Context, actor access.Actor, of id.ID, month period.Month, source func(capital.Rate, capital.Tie, period.Date) string) (target.Observation, error) {
	var rate capital.Rate
	var tie capital.Tie
	var value measure.Decimal
	var until period.Date
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		t, _, err := standing.TargetFor(ctx, tx, access.Report, of)
		if err != nil {
			return err
		}
		ties, err := tx.CapitalTies(ctx, []id.ID{of})
		if err != nil {
			return err
		}
		kept, tied := ties[of]
		if tie = kept.Tie; !tied {
			return errs.New(errs.Conflict, "capital.not_tied").In("target")
		}
		if month.Number() == 0 || month.Cycle() != t.Cycle {
			return errs.New(errs.Invalid, "app.month_elsewhere", "month", month, "cycle", t.Cycle).In("month")
		}
		year, err := strconv.Atoi(string(t.Cycle))
		if err != nil {
			return errs.New(errs.Invalid, "capital.year_unknown", "year", string(t.Cycle)).In("target")
		}
		until = min(month.End(), tx.Today)
		if rate, _, err = tiedMoney(ctx, tx, t.Unit, tie, year, until, ""); err != nil {
			return err
		}
		if value, tied = rate.Reported(); !tied {
			return errs.New(errs.Conflict, "capital.tie_no_plan").In("target")
		}
		return nil
	})
	if err != nil {
		return target.Observation{}, err
	}
	return a.figures.Report(ctx, actor, figures.NewReport{Target: of, Month: month, Text: value.Say("vi") + "%", Cumulative: true, Final: true, Source: source(rate, tie, until)})
}
