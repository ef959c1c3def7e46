package desk

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// Follow has do renew what hangs on the rows of some tables, after each use-case
// that changed any, in its transaction: one place that no use-case can forget.
// Its error undoes the use-case.
func (k *Desk) Follow(tables map[string]bool, do func(ctx context.Context, tx *Tx, changed []store.Change) error) {
	k.db.BeforeCommit(func(ctx context.Context, plain *store.Tx) error {
		var mine []store.Change
		for _, c := range plain.Changed() {
			if tables[c.Table] {
				mine = append(mine, c)
			}
		}
		if len(mine) == 0 {
			return nil
		}
		m, err := plain.Moment(ctx, epochKey)
		if err != nil {
			return err
		}
		tx, err := k.begin(ctx, plain, m, access.Actor{}, false)
		if err != nil {
			return err
		}
		return do(ctx, tx, mine)
	})
}

// TreeHolds gives the first day after today on which the tree of units, or what
// went into what, is another than today; period.Forever: never.
func (d *Directory) TreeHolds() period.Date {
	next := period.Forever
	on := func(day period.Date) {
		if day > d.today && day < next {
			next = day
		}
	}
	for _, v := range d.Versions {
		on(v.From)
		on(v.To)
	}
	for _, s := range d.Successions {
		on(s.On)
	}
	return next
}
