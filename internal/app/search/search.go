package search

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/store"
	"dondoc/internal/viet"
)

// Found is something that has the words searched for, of a unit the actor may read.
type Found struct {
	Sort string // unit, document, provision, target, task
	ID   id.ID
	In   id.ID // the document of a provision
	Text string
	Unit org.Version
}

// Search finds units, documents, provisions, targets and tasks by words, without diacritics.
func (a *Wing) Search(ctx context.Context, actor access.Actor, words string, limit int) ([]Found, error) {
	words = strings.TrimSpace(words)
	if len([]rune(words)) < 2 {
		return nil, errs.New(errs.Invalid, "app.search_short").In("q")
	}
	var out []Found
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.Anywhere(access.Read); err != nil {
			return err
		}
		d := tx.Dir
		add := func(f Found, unit id.ID) {
			if len(out) < limit && d.May(access.Read, unit) == nil {
				f.Unit, _ = d.Unit(unit, a.desk.Today())
				out = append(out, f)
			}
		}
		fold := viet.Fold(words)
		tree := d.Tree(a.desk.Today())
		for _, root := range tree.Roots() {
			tree.Walk(root.ID, func(v org.Version, _ int) {
				if strings.Contains(viet.Fold(v.Name), fold) {
					add(Found{Sort: "unit", ID: v.ID, Text: v.Name}, v.ID)
				}
			})
		}
		reach := reachOf(tx)
		err := pages(limit, reach, func(units []id.ID, n, from int) (int, error) {
			documents, err := tx.SearchDocuments(ctx, words, units, n, from)
			for _, doc := range documents {
				add(Found{Sort: "document", ID: doc.ID, Text: doc.Number + " " + doc.Title}, doc.Unit)
			}
			return len(documents), err
		}, func() int { return len(out) })
		if err != nil {
			return err
		}
		err = pages(limit, reach, func(units []id.ID, n, from int) (int, error) {
			targets, err := tx.SearchTargets(ctx, words, units, n, from)
			for _, t := range targets {
				add(Found{Sort: "target", ID: t.ID, Text: t.Name + " (" + string(t.Cycle) + ")"}, t.Unit)
			}
			return len(targets), err
		}, func() int { return len(out) })
		if err != nil {
			return err
		}
		q := store.TaskQuery{Words: words, Limit: 4 * limit}
		err = pages(limit, reach, func(_ []id.ID, _, _ int) (int, error) {
			tasks, err := tx.Tasks(ctx, q)
			for _, t := range tasks {
				add(Found{Sort: "task", ID: t.ID, Text: t.Name}, t.Unit)
				q.AfterDue, q.AfterID = t.State.Due, t.ID
			}
			return len(tasks), err
		}, func() int { return len(out) })
		if err != nil {
			return err
		}
		err = pages(limit, reach, func(units []id.ID, n, from int) (int, error) {
			provisions, err := tx.SearchProvisions(ctx, words, units, n, from)
			for _, p := range provisions {
				add(Found{Sort: "provision", ID: p.ID, In: p.Document, Text: p.Label + " " + p.Text}, p.Unit)
			}
			return len(provisions), err
		}, func() int { return len(out) })
		return err
	})
	return out, err
}

// fewUnits is how many units a search asks for by name; who may read more reads
// most of what there is, and what they may not is passed over.
const fewUnits = 512

// reachOf gives the units the actor may read, nil for more than a few.
func reachOf(tx *desk.Tx) []id.ID {
	units := tx.Dir.Reach(access.Read)
	if tx.Actor.Operator || len(units) > fewUnits {
		return nil
	}
	return units
}

// pages reads what has the words a page at a time until enough of it may be
// read by the actor, or there is no more: the limit is on what is shown.
func pages(limit int, units []id.ID, read func(units []id.ID, n, from int) (int, error), found func() int) error {
	n := 4 * limit
	for from := 0; found() < limit; from += n {
		got, err := read(units, n, from)
		if err != nil || got < n {
			return err
		}
	}
	return nil
}
