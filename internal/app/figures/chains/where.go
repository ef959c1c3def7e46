package chains

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/approval"
	"dondoc/internal/id"
	"dondoc/internal/phrase"
	"dondoc/internal/target"
)

// mostNamed is how many of those who may take the next step are named.
const mostNamed = 5

// Where is how far a figure is in the chain that was agreed on, and who is next.
// Zero for one that waits for nobody.
type Where struct {
	Chain approval.Chain
	Step  approval.Step // the one it waits for
	At    int           // its place among the steps of the chain, from 1
	Who   []string      // some of those nearest who may take it, by name
	More  int           // how many more there are
}

// Waits says whether the figure waits for a step at all.
func (w Where) Waits() bool { return w.Step != "" }

// Said says it: which step it waits for, and who may take it.
func (w Where) Said() phrase.Phrase {
	step := phrase.New("approval.where_" + string(w.Step))
	switch {
	case len(w.Who) == 0:
		return phrase.New("approval.where_nobody", "at", w.At, "of", int(w.Chain), "step", step)
	case w.More > 0:
		return phrase.New("approval.where_more", "at", w.At, "of", int(w.Chain), "step", step, "who", strings.Join(w.Who, ", "), "n", w.More)
	}
	return phrase.New("approval.where", "at", w.At, "of", int(w.Chain), "step", step, "who", strings.Join(w.Who, ", "))
}

// WhereOf gives how far a figure is in its chain.
func WhereOf(ctx context.Context, tx *desk.Tx, t target.Target, o target.Observation) (Where, error) {
	if !o.State().Pending() {
		return Where{}, nil
	}
	c, err := Of(ctx, tx, t, o)
	if err != nil {
		return Where{}, err
	}
	return c.Where(ctx, tx, t, o)
}

// Where gives how far the figure is.
func (c Chain) Where(ctx context.Context, tx *desk.Tx, t target.Target, o target.Observation) (Where, error) {
	now := o.State()
	left := c.Agreed.Left(now)
	if !now.Pending() || len(left) == 0 {
		return Where{}, nil
	}
	w := Where{Chain: c.Agreed, Step: left[0], At: max(int(c.Agreed)-len(left)+1, 1)}
	names, err := c.whoMay(ctx, tx, t, now, w.Step)
	if len(names) > mostNamed {
		w.More, names = len(names)-mostNamed, names[:mostNamed]
	}
	w.Who = names
	return w, err
}

// whoMay names those who may take a step with a figure: of the nearest unit, from the
// one that answers up, over which somebody other than those before has the right.
func (c Chain) whoMay(ctx context.Context, tx *desk.Tx, t target.Target, now approval.State, step approval.Step) ([]string, error) {
	action := map[approval.Step]access.Action{approval.Verify: access.Verify, approval.Approve: access.Approve}[step]
	for _, path := range [][]id.ID{tx.Dir.Path(t.AnswerUnit, tx.Today), tx.Dir.Path(t.Unit, tx.Today)} {
		if len(path) == 0 {
			continue
		}
		holders, err := tx.HoldersOn(ctx, path, tx.Today)
		if err != nil {
			return nil, err
		}
		for _, unit := range path {
			var names []string
			for _, h := range holders {
				who := cmp.Or(h.Person, h.Account)
				if h.Of.Unit != unit || !access.Allows(h.Of.Role, action) {
					continue
				}
				if _, err := c.Agreed.Next(now, step, who, c.author, c.past, "?"); err == nil && !slices.Contains(names, h.Called()) {
					names = append(names, h.Called())
				}
			}
			if len(names) > 0 {
				slices.Sort(names)
				return names, nil
			}
		}
	}
	return nil, nil
}
