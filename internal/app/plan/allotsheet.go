package plan

import (
	"context"
	"slices"
	"strconv"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// AllotmentRow is one lower unit a target can be allotted to.
type AllotmentRow struct {
	Answers  desk.Responsible
	Part     *target.Target      // what it has been allotted already
	LastYear *target.Observation // its result of the same indicator the year before
}

// AllotmentRows gives the units directly below a target's unit on the first day
// of its cycle, those that came to stand there since, and any other that has
// been allotted a part.
func (a *Wing) AllotmentRows(ctx context.Context, actor access.Actor, which id.ID) ([]AllotmentRow, error) {
	var out []AllotmentRow
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		t, d, err := standing.TargetFor(ctx, tx, access.Allot, which)
		if err != nil {
			return err
		}
		parts, err := tx.TargetsUnder(ctx, t.ID)
		if err != nil {
			return err
		}
		units := slices.Clone(d.Tree(t.Cycle.Start()).Children(t.Unit))
		for _, now := range d.Tree(standing.AnswerDay(tx.Today, t.Cycle, "")).Children(t.Unit) {
			if !slices.ContainsFunc(units, func(u org.Version) bool { return u.ID == now.ID }) {
				units = append(units, now)
			}
		}
		known := map[id.ID]*target.Target{}
		for i := range parts {
			known[parts[i].Unit] = &parts[i]
			if !slices.ContainsFunc(units, func(u org.Version) bool { return u.ID == parts[i].Unit }) {
				v, _ := d.Unit(parts[i].Unit, t.Cycle.Start())
				units = append(units[:len(units):len(units)], v)
			}
		}
		for _, u := range units {
			row, err := allotmentRow(ctx, tx, t, u)
			if err != nil {
				return err
			}
			row.Part = known[u.ID]
			out = append(out, row)
		}
		return nil
	})
	return out, err
}

func allotmentRow(ctx context.Context, tx *desk.Tx, t target.Target, u org.Version) (AllotmentRow, error) {
	d := tx.Dir
	row := AllotmentRow{Answers: d.Answering(u.ID, "", standing.AnswerDay(tx.Today, t.Cycle, ""))}
	before := period.Cycle(strconv.Itoa(t.Cycle.Year() - 1))
	same, err := tx.TargetsOfIndicator(ctx, t.Indicator, u.ID)
	if err != nil {
		return row, err
	}
	for _, earlier := range same {
		if earlier.Cycle != before {
			continue
		}
		observations, err := tx.ObservationsOfTarget(ctx, earlier.ID)
		if err != nil {
			return row, err
		}
		row.LastYear = target.StandingOf(earlier, observations, nil, time.Time{}, before.LastMonth()).Counted
	}
	return row, nil
}
