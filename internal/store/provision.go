package store

import (
	"context"
	"strings"
	"time"

	"dondoc/internal/coverage"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/resolution"
	"dondoc/internal/task"
	"dondoc/internal/viet"
)

// KeptProvision is a provision as it is kept.
type KeptProvision struct {
	ID       id.ID
	ParentID id.ID
	resolution.Provision
}

// InsertProvisions keeps a document's provisions in order, in place of those
// there were. Parent of each is a place before it in the list.
func (tx *Tx) InsertProvisions(ctx context.Context, document id.ID, list []KeptProvision) error {
	if err := tx.exec(ctx, "provision.drop", document); err != nil {
		return err
	}
	for i, p := range list {
		parent := id.ID("")
		if p.Parent >= 0 {
			parent = list[p.Parent].ID
		}
		if err := tx.exec(ctx, "provision.insert", p.ID, document, parent, i+1, p.Depth, p.Kind, p.Label, p.Text, viet.Fold(p.Text)); err != nil {
			return err
		}
	}
	return nil
}

// Provisions gives a document's provisions in order.
func (tx *Tx) Provisions(ctx context.Context, document id.ID) ([]KeptProvision, error) {
	list, err := many(ctx, tx, "provision.of_document", func(s scanner) (p KeptProvision, err error) {
		err = s.Scan(&p.ID, &p.ParentID, &p.Depth, &p.Kind, &p.Label, &p.Text)
		return p, err
	}, document)
	place := map[id.ID]int{}
	for i := range list {
		place[list[i].ID] = i
		list[i].Parent = -1
		if at, ok := place[list[i].ParentID]; ok && list[i].ParentID != "" {
			list[i].Parent = at
		}
	}
	return list, err
}

// FoundProvision is a provision that has the words searched for.
type FoundProvision struct {
	ID, Document, Unit id.ID
	Label, Text        string
}

// SearchProvisions finds provisions by words, without diacritics: of documents
// that some units keep, or of all where none are given.
func (tx *Tx) SearchProvisions(ctx context.Context, words string, units []id.ID, limit, from int) ([]FoundProvision, error) {
	like := "%" + viet.Fold(words) + "%"
	scan := func(s scanner) (f FoundProvision, err error) {
		err = s.Scan(&f.ID, &f.Document, &f.Unit, &f.Label, &f.Text)
		return f, err
	}
	if len(units) == 0 {
		return many(ctx, tx, "provision.search", scan, like, limit, from)
	}
	return manyOf(ctx, tx, "provision.search_of", scan, units, like, limit, from)
}

// Relation says what a document does to another: implements, amends, replaces.
type Relation struct {
	From, To id.ID
	Kind     string
}

// Relate keeps a relation of two documents. Conflict when it is there.
func (tx *Tx) Relate(ctx context.Context, r Relation) error {
	return tx.exec(ctx, "provision.relate", r.From, r.To, r.Kind)
}

// Relations gives the relations a document stands in.
func (tx *Tx) Relations(ctx context.Context, document id.ID) ([]Relation, error) {
	return many(ctx, tx, "provision.relations", scanRelation, document)
}

// RelationsOf gives what a unit's documents do to others.
func (tx *Tx) RelationsOf(ctx context.Context, unit id.ID) ([]Relation, error) {
	return many(ctx, tx, "provision.relations_of_unit", scanRelation, unit)
}

func scanRelation(s scanner) (r Relation, err error) {
	err = s.Scan(&r.From, &r.To, &r.Kind)
	return r, err
}

// ProvisionCounts gives how many provisions each of a unit's documents was cut into.
func (tx *Tx) ProvisionCounts(ctx context.Context, unit id.ID) (map[id.ID]int, error) {
	type count struct {
		document id.ID
		n        int
	}
	rows, err := many(ctx, tx, "provision.counts_of_unit", func(s scanner) (c count, err error) {
		err = s.Scan(&c.document, &c.n)
		return c, err
	}, unit)
	out := map[id.ID]int{}
	for _, r := range rows {
		out[r.document] = r.n
	}
	return out, err
}

// InsertDocumentFile keeps the file a document was taken in from; its ID is the document's.
func (tx *Tx) InsertDocumentFile(ctx context.Context, f task.File) error {
	return tx.exec(ctx, "provision.insert_file", f.ID, f.Name, f.MediaType, f.Size, f.SHA256)
}

// DocumentFile finds the file a document was taken in from.
func (tx *Tx) DocumentFile(ctx context.Context, document id.ID) (task.File, error) {
	return one(ctx, tx, "provision.file", func(s scanner) (f task.File, err error) {
		err = s.Scan(&f.ID, &f.Name, &f.MediaType, &f.Size, &f.SHA256)
		return f, err
	}, document)
}

// Covered is a person's word on how far a superior's item is taken up in an own document.
type Covered struct {
	Superior id.ID // provision, target or task
	No       int
	Status   coverage.Status
	Links    []id.ID // what takes it up
	Reason   string
	Owner    id.ID // the unit that closes the gap
	Due      period.Date
	By       id.ID
	ByName   string
	At       time.Time
}

// InsertCoverage keeps a word on coverage; the last one holds.
func (tx *Tx) InsertCoverage(ctx context.Context, own id.ID, c Covered) error {
	links := make([]string, len(c.Links))
	for i, l := range c.Links {
		links[i] = string(l)
	}
	return tx.exec(ctx, "provision.insert_coverage", c.Superior, own, c.No, c.Status, strings.Join(links, " "), c.Reason, c.Owner, c.Due, c.By, c.ByName, c.At.UnixMilli())
}

// Coverage gives every word on coverage by an own document, by item and in order.
func (tx *Tx) Coverage(ctx context.Context, own id.ID) ([]Covered, error) {
	return many(ctx, tx, "provision.coverage", func(s scanner) (c Covered, err error) {
		var links string
		var at int64
		err = s.Scan(&c.Superior, &c.No, &c.Status, &links, &c.Reason, &c.Owner, &c.Due, &c.ByName, &at)
		for _, l := range strings.Fields(links) {
			c.Links = append(c.Links, id.ID(l))
		}
		c.At = time.UnixMilli(at)
		return c, err
	}, own)
}

// Provision finds one provision.
func (tx *Tx) Provision(ctx context.Context, which id.ID) (FoundProvision, error) {
	return one(ctx, tx, "provision.one", func(s scanner) (f FoundProvision, err error) {
		err = s.Scan(&f.ID, &f.Document, &f.Label, &f.Text)
		return f, err
	}, which)
}

// Synonyms gives a unit's own synonyms, line by line.
func (tx *Tx) Synonyms(ctx context.Context, unit id.ID) ([]string, error) {
	return many(ctx, tx, "provision.synonyms", func(s scanner) (words string, err error) { err = s.Scan(&words); return words, err }, unit)
}

// SetSynonyms puts a unit's synonyms in place of those there were.
func (tx *Tx) SetSynonyms(ctx context.Context, unit id.ID, lines []string) error {
	if err := tx.exec(ctx, "provision.drop_synonyms", unit); err != nil {
		return err
	}
	for i, words := range lines {
		if err := tx.exec(ctx, "provision.insert_synonym", unit, i+1, words); err != nil {
			return err
		}
	}
	return nil
}

// CoverageLinks counts the findings of coverage that name a target, task or provision.
func (tx *Tx) CoverageLinks(ctx context.Context, which id.ID) (int, error) {
	return one(ctx, tx, "provision.coverage_links", func(s scanner) (n int, err error) { err = s.Scan(&n); return n, err }, "%"+string(which)+"%")
}
