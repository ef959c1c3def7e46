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
		documents, err := tx.SearchDocuments(ctx, words, 4*limit)
		if err != nil {
			return err
		}
		for _, doc := range documents {
			add(Found{Sort: "document", ID: doc.ID, Text: doc.Number + " " + doc.Title}, doc.Unit)
		}
		targets, err := tx.SearchTargets(ctx, words, 4*limit)
		if err != nil {
			return err
		}
		for _, t := range targets {
			add(Found{Sort: "target", ID: t.ID, Text: t.Name + " (" + string(t.Cycle) + ")"}, t.Unit)
		}
		tasks, err := tx.Tasks(ctx, store.TaskQuery{Words: words, Limit: 4 * limit})
		if err != nil {
			return err
		}
		for _, t := range tasks {
			add(Found{Sort: "task", ID: t.ID, Text: t.Name}, t.Unit)
		}
		provisions, err := tx.SearchProvisions(ctx, words, 4*limit)
		for _, p := range provisions {
			if doc, err := tx.Document(ctx, p.Document); err == nil {
				add(Found{Sort: "provision", ID: p.ID, In: p.Document, Text: p.Label + " " + p.Text}, doc.Unit)
			}
		}
		return err
	})
	return out, err
}
