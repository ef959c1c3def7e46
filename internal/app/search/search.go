package search

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/viet"
)

// Found is something that has the words searched for, of a unit the actor may read.
type Found struct {
	Sort  string // unit, person, document, provision, target, task, shortcoming
	ID    id.ID
	In    id.ID // the document of a provision
	Text  string
	Unit  org.Version
	Ended period.Date   // of a unit that stands no more: the first day without it
	Into  []org.Version // what it went into, whether the actor may read that or not
}

// Search finds units, people, documents, provisions, targets, tasks and
// shortcomings by words, from the start of a word on, the best hits of each sort
// first (see viet.Hit). Units that have ended and names that units had before
// are found too. Where there is more than the limit, each sort has its share.
func (a *Wing) Search(ctx context.Context, actor access.Actor, words string, limit int) ([]Found, error) {
	words = strings.TrimSpace(words)
	if len([]rune(words)) < 2 {
		return nil, errs.New(errs.Invalid, "app.search_short").In("q")
	}
	var sorts [][]Found
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.Anywhere(access.Read); err != nil {
			return err
		}
		l := &looking{tx: tx, words: words, limit: limit, reach: reachOf(tx)}
		for _, sort := range []func(context.Context) error{l.units, l.people, l.documents, l.targets, l.tasks, l.shortcomings, l.provisions} {
			l.found = nil
			if err := sort(ctx); err != nil {
				return err
			}
			slices.SortStableFunc(l.found, func(x, y ranked) int { return cmp.Compare(x.rank, y.rank) })
			var best []Found
			for _, f := range l.found {
				best = append(best, f.Found)
			}
			sorts = append(sorts, best)
		}
		return nil
	})
	return shared(sorts, limit), err
}

// shared takes the first of each sort, as many of one as of another while there
// are any, until the limit is reached; the sorts stay together.
func shared(sorts [][]Found, limit int) []Found {
	take := make([]int, len(sorts))
	for more := true; more && limit > 0; {
		more = false
		for i, sort := range sorts {
			if take[i] < len(sort) && limit > 0 {
				take[i]++
				limit--
				more = true
			}
		}
	}
	var out []Found
	for i, sort := range sorts {
		out = append(out, sort[:take[i]]...)
	}
	return out
}

// ranked is something found, with how well it fits.
type ranked struct {
	Found
	rank int
}

// looking is one search under way.
type looking struct {
	tx    *desk.Tx
	words string
	limit int
	reach []id.ID  // the units the actor may read, nil for more than a few
	found []ranked // of one sort
}

// add takes what has the words, in what is shown or in more that is said of it.
func (l *looking) add(f Found, unit id.ID, more ...string) {
	rank, ok := viet.Hit(f.Text, l.words)
	for _, text := range more {
		if further, also := viet.Hit(text, l.words); also && (!ok || further < rank) {
			rank, ok = further, true
		}
	}
	if !ok || !l.tx.Dir.Can(access.Read, unit) {
		return
	}
	if f.Unit.ID == "" {
		f.Unit, _ = l.tx.Dir.Unit(unit, l.tx.Today)
	}
	l.found = append(l.found, ranked{f, rank})
}

// units finds units by their name; one that has ended, or had another name, by
// the last it had that fits, with what it went into.
func (l *looking) units(context.Context) error {
	last := map[id.ID]org.Version{}
	var order []id.ID
	for _, v := range l.tx.Dir.Versions {
		if v.From > l.tx.Today {
			continue
		}
		was, known := last[v.ID]
		_, fits := viet.Hit(v.Name, l.words)
		if !known {
			order = append(order, v.ID)
		}
		if _, fitted := viet.Hit(was.Name, l.words); !known || fits && (!fitted || v.From > was.From) {
			last[v.ID] = v
		}
	}
	for _, unit := range order {
		v := last[unit]
		f := Found{Sort: "unit", ID: unit, Text: v.Name, Unit: v}
		now, known := l.tx.Dir.Unit(unit, l.tx.Today)
		stands := known && now.Holds(l.tx.Today)
		switch {
		case stands && now.Name != v.Name:
			f.Ended, f.Into = v.To, []org.Version{now}
		case !stands:
			f.Ended = v.To
			for _, s := range l.tx.Dir.Successors(unit) {
				if to, ok := l.tx.Dir.Unit(s.New, max(s.On, l.tx.Today)); ok {
					f.Into = append(f.Into, to)
				}
			}
		}
		l.add(f, unit)
	}
	slices.SortStableFunc(l.found, func(x, y ranked) int { return cmp.Compare(x.Ended, y.Ended) })
	return nil
}

func (l *looking) people(context.Context) error {
	for _, ap := range l.tx.Dir.PeopleNamed(viet.Fold(l.words)) {
		person, _ := l.tx.Dir.Person(ap.Person)
		post, _ := l.tx.Dir.Of(ap)
		l.add(Found{Sort: "person", ID: person.ID, Text: person.Name + ", " + post.Title}, post.Unit)
	}
	return nil
}

func (l *looking) documents(ctx context.Context) error {
	return l.pages(func(n, from int) (int, error) {
		documents, err := l.tx.SearchDocuments(ctx, l.words, l.reach, n, from)
		for _, doc := range documents {
			l.add(Found{Sort: "document", ID: doc.ID, Text: doc.Number + " " + doc.Title}, doc.Unit, doc.Issuer)
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
			l.add(Found{Sort: "task", ID: t.ID, Text: t.Name}, t.Unit, t.Product, t.LeadText, t.Field, t.Programme)
			q.AfterDue, q.AfterID = t.State.Due, t.ID
		}
		return len(tasks), err
	})
}

func (l *looking) shortcomings(ctx context.Context) error {
	return l.pages(func(n, from int) (int, error) {
		list, err := l.tx.SearchShortcomings(ctx, l.words, l.reach, n, from)
		for _, s := range list {
			l.add(Found{Sort: "shortcoming", ID: s.ID, Text: s.Statement + " (" + string(s.Year) + ")"}, s.Unit)
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
