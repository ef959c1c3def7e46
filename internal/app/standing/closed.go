package standing

import (
	"context"
	"slices"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// Closing is what a board came to when its year was closed, and how many targets
// stand otherwise since. It stays beside the count for good: whoever changes a
// class, a wording or a figure afterwards, alone or not, is seen to have moved it.
type Closing struct {
	On             period.Date // when the last month was first closed
	Reached, Total int         // then
	Changed        int

	at time.Time
}

// note compares how a target stood at the closing with how it stands now, and
// gives the flag of one that stands otherwise.
func (c *Closing) note(f target.Facts, listed bool, now criterion.Class) []criterion.Flag {
	if c == nil {
		return nil
	}
	was := f.Verdict(c.at.Add(time.Millisecond))
	if was.Listed && f.Target.PartOf == "" {
		c.Total++
		if was.Class == criterion.Exceeded || was.Class == criterion.Met {
			c.Reached++
		}
	}
	if was.Listed == listed && (!listed || was.Class == now) {
		return nil
	}
	if f.Target.PartOf == "" {
		c.Changed++
	}
	if !was.Listed {
		return []criterion.Flag{{Code: "after_close", What: phrase.New("target.flag_added_after_close", "on", c.On)}}
	}
	return []criterion.Flag{{Code: "after_close", What: phrase.New("target.flag_after_close", "on", c.On, "was", phrase.New("class."+string(was.Class)))}}
}

// Flags say what the count was at the closing, where it was moved since.
func (c *Closing) Flags() []criterion.Flag {
	if c == nil || c.Changed == 0 {
		return nil
	}
	return []criterion.Flag{{Code: "after_close", What: phrase.New("target.flag_board_after_close", "on", c.On, "reached", c.Reached, "total", c.Total, "n", c.Changed)}}
}

// closings gives when the year was closed for each of some units, as known on the
// day asked; without those where it was not.
func closings(ctx context.Context, tx *desk.Tx, units []id.ID, q BoardQuery) (map[id.ID]*Closing, error) {
	before, out := q.AsKnown.EndOfDayOrNow(), map[id.ID]*Closing{}
	ends, err := months.YearsClosed(ctx, tx, units, q.Cycle)
	for unit, at := range ends {
		if before.IsZero() || at.Before(before) {
			out[unit] = &Closing{On: period.DateOf(at), at: at}
		}
	}
	return out, err
}

// compare notes how a list stood at the closing and which of it stands otherwise now.
func (c *Closing) compare(then, now []store.Standing) {
	was := map[id.ID]criterion.Class{}
	part := func(s store.Standing) bool { return s.PartOf != "" }
	then, now = slices.DeleteFunc(slices.Clone(then), part), slices.DeleteFunc(slices.Clone(now), part)
	for _, s := range then {
		was[s.ID] = s.Class
		c.Total++
		if s.Class == criterion.Exceeded || s.Class == criterion.Met {
			c.Reached++
		}
	}
	same := 0
	for _, s := range now {
		if class, listed := was[s.ID]; listed && class == s.Class {
			same++
		} else {
			c.Changed++
			if listed {
				same++
			}
		}
	}
	c.Changed += len(then) - same // those taken off the list
}

// noteClosings says of each unit below what its count was when its year was
// closed. Units that were closed by one act are read together.
func (b *Below) noteClosings(ctx context.Context, tx *desk.Tx, day period.Date, now []store.Standing) error {
	q := BoardQuery{Cycle: b.Cycle, AsKnown: b.AsKnown}
	var units []id.ID
	for _, row := range b.Rows {
		if row.Total() > 0 {
			units = append(units, row.Unit.ID)
		}
	}
	closed, err := closings(ctx, tx, units, q)
	if err != nil {
		return err
	}
	alike := map[int64]int{}
	for _, c := range closed {
		alike[c.at.UnixMilli()]++
	}
	together := map[int64]map[id.ID][]store.Standing{}
	stand := byUnit(now)
	for i, row := range b.Rows {
		c := closed[row.Unit.ID]
		if c == nil {
			continue
		}
		at, key := c.at.Add(time.Millisecond), c.at.UnixMilli()
		then, own := together[key][row.Unit.ID], stand[row.Unit.ID]
		switch {
		case !row.Own:
			if own, err = tx.StandingsOf(ctx, row.Unit.ID, b.Cycle, q.AsKnown.EndOfDayOrNow()); err == nil {
				then, err = tx.StandingsOf(ctx, row.Unit.ID, b.Cycle, at)
			}
		case together[key] == nil && alike[key]*alike[key] >= len(closed): // else one by one: never all of them for each
			var all []store.Standing
			all, err = tx.StandingsBelow(ctx, b.Unit.ID, day, b.Cycle, at)
			together[key] = byUnit(all)
			then = together[key][row.Unit.ID]
		case together[key] == nil:
			then, err = tx.StandingsOf(ctx, row.Unit.ID, b.Cycle, at)
			then = byUnit(then)[row.Unit.ID]
		}
		if err != nil {
			return err
		}
		c.compare(then, own)
		b.Rows[i].Closed = c
	}
	return nil
}

func byUnit(all []store.Standing) map[id.ID][]store.Standing {
	out := map[id.ID][]store.Standing{}
	for _, s := range all {
		out[s.Unit] = append(out[s.Unit], s)
	}
	return out
}
