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
	Sort string // unit, person, document, provision, target, task, shortcoming
	ID   id.ID
	In   id.ID // the document of a provision
	Text string
	Unit org.Version
}

// Search finds units, people, documents, provisions, targets, tasks and shortcomings by words, without diacritics.
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
		l := &looking{tx: tx, words: words, limit: limit, reach: reachOf(tx)}
		l.units()
		l.people()
		for _, sort := range []func(context.Context) error{l.documents, l.targets, l.tasks, l.shortcomings, l.provisions} {
			if err := sort(ctx); err != nil {
				return err
			}
		}
		out = l.found
		return nil
	})
	return out, err
}

// looking is one search under way.
type looking struct {
	tx    *desk.Tx
	words string
	limit int
	reach []id.ID // the units the actor may read, nil for more than a few
	found []Found
}

func (l *looking) add(f Found, unit id.ID) {
	if len(l.found) < l.limit && l.tx.Dir.Can(access.Read, unit) {
		f.Unit, _ = l.tx.Dir.Unit(unit, l.tx.Today)
		l.found = append(l.found, f)
	}
}

func (l *looking) units() {
	fold, tree := viet.Fold(l.words), l.tx.Dir.Tree(l.tx.Today)
	for _, root := range tree.Roots() {
		tree.Walk(root.ID, func(v org.Version, _ int) {
			if strings.Contains(viet.Fold(v.Name), fold) {
				l.add(Found{Sort: "unit", ID: v.ID, Text: v.Name}, v.ID)
			}
		})
	}
}

func (l *looking) people() {
	for _, ap := range l.tx.Dir.PeopleNamed(viet.Fold(l.words)) {
		person, _ := l.tx.Dir.Person(ap.Person)
		post, _ := l.tx.Dir.Of(ap)
		l.add(Found{Sort: "person", ID: person.ID, Text: person.Name + ", " + post.Title}, post.Unit)
	}
}

func (l *looking) documents(ctx context.Context) error {
	return l.pages(func(n, from int) (int, error) {
		documents, err := l.tx.SearchDocuments(ctx, l.words, l.reach, n, from)
		for _, doc := range documents {
			l.add(Found{Sort: "document", ID: doc.ID, Text: doc.Number + " " + doc.Title}, doc.Unit)
		}
		return len(documents), err
	})
}

func (l *looking) targets(ctx context.Context) error {
	return l.pages(func(n, from int) (int, error) {
		targets, err := l.tx.SearchTargets(ctx, l.words, l.reach, n, from)
		for _, t := range targets {
			l.add(Found{Sort: "target", ID: t.ID, Text: t.Name + " (" + string(t.Cycle) + ")"}, t.Unit)
		}
		return len(targets), err
	})
}

func (l *looking) tasks(ctx context.Context) error {
	q := store.TaskQuery{Words: l.words, Limit: 4 * l.limit}
	return l.pages(func(_, _ int) (int, error) {
		tasks, err := l.tx.Tasks(ctx, q)
		for _, t := range tasks {
			l.add(Found{Sort: "task", ID: t.ID, Text: t.Name}, t.Unit)
			q.AfterDue, q.AfterID = t.State.Due, t.ID
		}
		return len(tasks), err
	})
}

func (l *looking) shortcomings(ctx context.Context) error {
	fold := viet.Fold(l.words)
	return l.pages(func(n, from int) (int, error) {
		list, err := l.tx.SearchShortcomings(ctx, l.words, l.reach, n, from)
		for _, s := range list {
			if strings.Contains(viet.Fold(s.Statement), fold) {
				l.add(Found{Sort: "shortcoming", ID: s.ID, Text: s.Statement + " (" + string(s.Year) + ")"}, s.Unit)
			}
		}
		return len(list), err
	})
}

func (l *looking) provisions(ctx context.Context) error {
	return l.pages(func(n, from int) (int, error) {
		provisions, err := l.tx.SearchProvisions(ctx, l.words, l.reach, n, from)
		for _, p := range provisions {
			l.add(Found{Sort: "provision", ID: p.ID, In: p.Document, Text: p.Label + " " + p.Text}, p.Unit)
		}
		return len(provisions), err
	})
}

// pages reads what has the words a page at a time until enough of it may be
// read by the actor, or there is no more: the limit is on what is shown.
func (l *looking) pages(read func(n, from int) (int, error)) error {
	n := 4 * l.limit
	for from := 0; len(l.found) < l.limit; from += n {
		got, err := read(n, from)
		if err != nil || got < n {
			return err
		}
	}
	return nil
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
