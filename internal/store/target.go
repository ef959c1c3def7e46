package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/viet"
)

// InsertDocument adds a resolution. Conflict when the unit keeps one of its issuer,
// number and date already.
func (tx *Tx) InsertDocument(ctx context.Context, d target.Document) error {
	if d.Level == "" {
		d.Level = target.OwnLevel
	}
	return tx.exec(ctx, "target.insert_document", d.ID, d.Unit, d.Cycle, d.Number, d.Issuer, d.IssuedOn, d.Title, d.Invented, d.Kind, d.Level,
		d.TermFrom, d.TermTo, viet.Fold(d.Number+" "+d.Issuer+" "+d.Title), string(d.Unit)+" "+d.Number)
}

func scanDocument(s scanner) (d target.Document, err error) {
	err = s.Scan(&d.ID, &d.Unit, &d.Cycle, &d.Number, &d.Issuer, &d.IssuedOn, &d.Title, &d.Invented, &d.Kind, &d.Level, &d.TermFrom, &d.TermTo)
	return d, err
}

// Document finds a resolution.
func (tx *Tx) Document(ctx context.Context, document id.ID) (target.Document, error) {
	return one(ctx, tx, "target.document", scanDocument, document)
}

// Documents gives a unit's resolutions of a cycle, or of all cycles, the newest first, when cycle is "".
func (tx *Tx) Documents(ctx context.Context, unit id.ID, cycle period.Cycle) ([]target.Document, error) {
	if cycle == "" {
		return many(ctx, tx, "target.documents_of_unit", scanDocument, unit)
	}
	return many(ctx, tx, "target.documents", scanDocument, unit, cycle)
}

// SearchDocuments finds documents by words of their number, issuer or title,
// without diacritics: those of some units, or of all where none are given.
func (tx *Tx) SearchDocuments(ctx context.Context, words string, units []id.ID, limit, from int) ([]target.Document, error) {
	like := "%" + viet.Fold(words) + "%"
	if len(units) == 0 {
		return many(ctx, tx, "target.search_documents", scanDocument, like, limit, from)
	}
	return manyOf(ctx, tx, "target.search_documents_of", scanDocument, units, like, limit, from)
}

// SearchTargets finds targets by words of their name, in the same way and
// without their revisions.
func (tx *Tx) SearchTargets(ctx context.Context, words string, units []id.ID, limit, from int) ([]target.Target, error) {
	like := "%" + viet.Fold(words) + "%"
	if len(units) > 0 {
		return manyOf(ctx, tx, "target.search_of", tx.scanTarget, units, like, limit, from)
	}
	names, err := many(ctx, tx, "target.search_names", scanText, like, mostNames+1)
	if err != nil || len(names) == 0 {
		return nil, err
	}
	if len(names) <= mostNames {
		n, err := manyOf(ctx, tx, "target.search_count", scanInt, names, mostNamed+1)
		if err != nil {
			return nil, err
		}
		if n[0] <= mostNamed {
			return manyOf(ctx, tx, "target.search_named", tx.scanTarget, names, limit, from)
		}
	}
	return many(ctx, tx, "target.search", tx.scanTarget, like, limit, from)
}

// Names are few beside the targets that have them, as what is allotted is named alike
// from unit to unit and year to year: they are looked through one by one (docs/adr/0040).
// What more targets have is soon met by going through them in order.
const (
	mostNames = 512 // different names, in one statement
	mostNamed = 2000
)

func scanText(s scanner) (text string, err error) {
	err = s.Scan(&text)
	return text, err
}

// Indicator finds or adds the indicator of a name and unit of measure, so that
// the same thing measured in other years and units is known as the same.
func (tx *Tx) Indicator(ctx context.Context, fresh id.ID, name, unitOfMeasure string) (id.ID, error) {
	fold, uom := viet.Fold(name), viet.Fold(unitOfMeasure)
	found, err := one(ctx, tx, "target.find_indicator", func(s scanner) (i id.ID, err error) { err = s.Scan(&i); return i, err }, fold, uom)
	if errs.Is(err, errs.NotFound) {
		return fresh, tx.exec(ctx, "target.insert_indicator", fresh, name, fold, uom)
	}
	return found, err
}

// KnownDirection gives which way is better of an indicator, as the newest of its
// targets has it that does not say so in its wording; "" where nobody has said.
func (tx *Tx) KnownDirection(ctx context.Context, name, unitOfMeasure string) (criterion.Direction, error) {
	read := func(s scanner) (c criterion.Criterion, err error) {
		var text string
		if err = s.Scan(&text); err == nil {
			err = json.Unmarshal([]byte(text), &c)
		}
		return c, err
	}
	list, err := many(ctx, tx, "target.criteria_of_indicator", read, viet.Fold(name), viet.Fold(unitOfMeasure))
	for _, c := range list {
		if c.Leans() && (c.Direction == criterion.Higher || c.Direction == criterion.Lower) {
			return c.Direction, err
		}
	}
	return "", err
}

// InsertTarget adds a target without its revisions.
func (tx *Tx) InsertTarget(ctx context.Context, t target.Target) error {
	return tx.exec(ctx, "target.insert", t.ID, t.Unit, t.Cycle, t.Document, t.Indicator, t.Parent, t.Setter, t.Place,
		t.Label, t.Field, t.Name, viet.Fold(t.Name), t.UnitOfMeasure, t.Direction, t.Accumulation, t.AnswerUnit,
		t.Post, t.Illustrative, t.Source, t.PartOf)
}

// scanTarget reads a target, and notes whose it is for who depends on it.
func (tx *Tx) scanTarget(s scanner) (target.Target, error) {
	t, err := scanTarget(s)
	if err != nil {
		return t, err
	}
	tx.looked(t)
	if tx.head != nil {
		tx.know(t)
	}
	return t, nil
}

func scanTarget(s scanner) (t target.Target, err error) {
	err = s.Scan(&t.ID, &t.Unit, &t.Cycle, &t.Document, &t.Indicator, &t.Parent, &t.Setter, &t.Place, &t.Label,
		&t.Field, &t.Name, &t.UnitOfMeasure, &t.Direction, &t.Accumulation, &t.AnswerUnit, &t.Post,
		&t.Illustrative, &t.Source, &t.PartOf)
	return t, err
}

// Target finds a target with its revisions.
func (tx *Tx) Target(ctx context.Context, which id.ID) (target.Target, error) {
	t, err := again(tx, "target", string(which), func() (target.Target, error) {
		return one(ctx, tx, "target.by_id", tx.scanTarget, which)
	})
	if err != nil {
		return t, err
	}
	all, err := again(tx, "target_revision", string(which), func() ([]target.Revision, error) {
		return tx.revisions(ctx, "target.revisions", which)
	})
	t.Revisions = slices.Clone(all)
	return t, err
}

func (tx *Tx) revisions(ctx context.Context, name string, args ...any) ([]target.Revision, error) {
	all, err := many(ctx, tx, name, scanRevision, args...)
	out := make([]target.Revision, len(all))
	for i, r := range all {
		out[i] = r.Revision
	}
	return out, err
}

// TargetsOf gives the targets of a cycle that a unit has or answers for, by unit
// and in order, with their revisions.
func (tx *Tx) TargetsOf(ctx context.Context, unit id.ID, cycle period.Cycle) ([]target.Target, error) {
	return tx.targets(ctx, "target.of_unit", "target.revisions_of_unit", unit, cycle)
}

// TargetTree gives a target and all that were allotted from it, however many levels down.
func (tx *Tx) TargetTree(ctx context.Context, top id.ID) ([]target.Target, error) {
	return tx.targets(ctx, "target.tree", "target.revisions_of_tree", top)
}

func (tx *Tx) targets(ctx context.Context, rows, revised string, args ...any) ([]target.Target, error) {
	targets, err := many(ctx, tx, rows, tx.scanTarget, args...)
	if err != nil {
		return nil, err
	}
	revisions, err := many(ctx, tx, revised, scanRevision, args...)
	if err != nil {
		return nil, err
	}
	byTarget := map[id.ID][]target.Revision{}
	for _, r := range revisions {
		byTarget[r.target] = append(byTarget[r.target], r.Revision)
	}
	for i := range targets {
		targets[i].Revisions = byTarget[targets[i].ID]
	}
	return targets, nil
}

// TargetsOfPost gives the targets tied to a post, of every cycle, the newest first.
func (tx *Tx) TargetsOfPost(ctx context.Context, post id.ID) ([]target.Target, error) {
	return tx.withRevisions(ctx, "target.of_post", post)
}

// TargetsUnder gives the targets a target was allotted to.
func (tx *Tx) TargetsUnder(ctx context.Context, parent id.ID) ([]target.Target, error) {
	return tx.withRevisions(ctx, "target.of_parent", parent)
}

// TargetsOfIndicator gives a unit's targets for one indicator over the years.
func (tx *Tx) TargetsOfIndicator(ctx context.Context, indicator, unit id.ID) ([]target.Target, error) {
	return tx.withRevisions(ctx, "target.of_indicator", indicator, unit)
}

func (tx *Tx) withRevisions(ctx context.Context, name string, args ...any) ([]target.Target, error) {
	targets, err := many(ctx, tx, name, tx.scanTarget, args...)
	if err != nil || len(targets) == 0 {
		return nil, err
	}
	ids := make([]id.ID, len(targets))
	for i, t := range targets {
		ids[i] = t.ID
	}
	revisions, err := tx.revisionsOf(ctx, ids)
	for i := range targets {
		targets[i].Revisions = revisions[targets[i].ID]
	}
	return targets, err
}

// Cycles gives the cycles in which a unit has or answers for targets.
func (tx *Tx) Cycles(ctx context.Context, unit id.ID) ([]period.Cycle, error) {
	return many(ctx, tx, "target.cycles", func(s scanner) (c period.Cycle, err error) { err = s.Scan(&c); return c, err }, unit)
}

type revisionRow struct {
	target id.ID
	target.Revision
}

// InsertRevision adds a wording to a target. Conflict when its number is taken.
func (tx *Tx) InsertRevision(ctx context.Context, of id.ID, r target.Revision) error {
	read, err := json.Marshal(r.Criterion)
	if err != nil {
		return err
	}
	baseline := ""
	if r.Baseline != nil {
		baseline = r.Baseline.String()
	}
	options := ""
	if r.Options != (criterion.Options{}) {
		text, err := json.Marshal(r.Options)
		if err != nil {
			return err
		}
		options = string(text)
	}
	amended, err := amendedText(r.Amended)
	if err != nil {
		return err
	}
	wasUnit, wasPost := r.Answered()
	return tx.exec(ctx, "target.insert_revision", of, r.No, r.Wording, string(read), baseline, r.Document,
		r.Reason, r.Confirmed, r.By, r.ByName, r.At.UnixMilli(), options, r.Dropped, amended, wasUnit, wasPost)
}

func scanRevision(s scanner) (r revisionRow, err error) {
	var read, baseline, options, amended string
	var at int64
	if err = s.Scan(&r.target, &r.No, &r.Wording, &read, &baseline, &r.Document, &r.Reason, &r.Confirmed,
		&r.By, &r.ByName, &at, &options, &r.Dropped, &amended); err != nil {
		return r, err
	}
	r.At = time.UnixMilli(at)
	if r.Amended, err = readAmended(amended); err != nil {
		return r, err
	}
	if options != "" {
		if err := json.Unmarshal([]byte(options), &r.Options); err != nil {
			return r, err
		}
	}
	if baseline != "" {
		d, err := measure.ParseDecimal(baseline)
		if err != nil {
			return r, err
		}
		r.Baseline = &d
	}
	return r, json.Unmarshal([]byte(read), &r.Criterion)
}

// InsertReserve keeps what an allotment holds back.
func (tx *Tx) InsertReserve(ctx context.Context, r target.Reserve) error {
	return tx.exec(ctx, "target.insert_reserve", r.Target, r.No, r.Reserve.String(), r.Reason, r.ByName, r.At.UnixMilli())
}

// Reserves gives what was held back of a target, in order; the last holds.
func (tx *Tx) Reserves(ctx context.Context, of id.ID) ([]target.Reserve, error) {
	return many(ctx, tx, "target.reserves", scanReserve, of)
}

// ReservesUnder gives those of a target and all allotted from it.
func (tx *Tx) ReservesUnder(ctx context.Context, top id.ID) ([]target.Reserve, error) {
	return many(ctx, tx, "target.reserves_of_tree", scanReserve, top)
}

func scanReserve(s scanner) (r target.Reserve, err error) {
	var reserve string
	var at int64
	if err = s.Scan(&r.Target, &r.No, &reserve, &r.Reason, &r.ByName, &at); err != nil {
		return r, err
	}
	r.At = time.UnixMilli(at)
	r.Reserve, err = measure.ParseDecimal(reserve)
	return r, err
}

// InsertConfirmation keeps a person's word on a class.
func (tx *Tx) InsertConfirmation(ctx context.Context, c target.Confirmation) error {
	return tx.exec(ctx, "target.insert_confirmation", c.Target, c.No, c.Proposed, c.Confirmed, c.Reason, c.By,
		c.ByName, c.At.UnixMilli())
}

func scanConfirmation(s scanner) (c target.Confirmation, err error) {
	var at int64
	err = s.Scan(&c.Target, &c.No, &c.Proposed, &c.Confirmed, &c.Reason, &c.By, &c.ByName, &at)
	c.At = time.UnixMilli(at)
	return c, err
}

// Confirmations gives the words on a target's class, in order; the last holds.
func (tx *Tx) Confirmations(ctx context.Context, of id.ID) ([]target.Confirmation, error) {
	return many(ctx, tx, "target.confirmations", scanConfirmation, of)
}

// ConfirmationsUnder gives those of a target and all allotted from it.
func (tx *Tx) ConfirmationsUnder(ctx context.Context, top id.ID) ([]target.Confirmation, error) {
	return many(ctx, tx, "target.confirmations_of_tree", scanConfirmation, top)
}

// ConfirmationsOf gives those of all targets a unit has or answers for in a cycle.
func (tx *Tx) ConfirmationsOf(ctx context.Context, unit id.ID, cycle period.Cycle) ([]target.Confirmation, error) {
	return many(ctx, tx, "target.confirmations_of_unit", scanConfirmation, unit, cycle)
}
