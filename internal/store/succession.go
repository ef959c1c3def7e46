package store

import (
	"context"

	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// TargetSuccession says that a target goes on as another, with a share of its
// amounts in percent; nil for all of them.
type TargetSuccession struct {
	Old, New id.ID
	On       period.Date
	Share    *measure.Decimal
}

// UnitCycle is a unit that has targets in a cycle.
type UnitCycle struct {
	Unit  id.ID
	Cycle period.Cycle
}

// UnitsWithTargets gives the units that have targets in a cycle or a later one.
func (tx *Tx) UnitsWithTargets(ctx context.Context, from period.Cycle) ([]UnitCycle, error) {
	return many(ctx, tx, "target.units_from", func(s scanner) (u UnitCycle, err error) {
		err = s.Scan(&u.Unit, &u.Cycle)
		return u, err
	}, from)
}

// InsertTargetSuccession records that a target goes on as another.
func (tx *Tx) InsertTargetSuccession(ctx context.Context, s TargetSuccession) error {
	return tx.exec(ctx, "target.insert_succession", s.Old, s.New, s.On, optional(s.Share))
}

// Predecessors gives the targets that go on as one.
func (tx *Tx) Predecessors(ctx context.Context, of id.ID) ([]TargetSuccession, error) {
	return many(ctx, tx, "target.predecessors", func(s scanner) (out TargetSuccession, err error) {
		out.New = of
		err = scanShare(s, &out, &out.Old)
		return out, err
	}, of)
}

// Successors gives the targets that one goes on as.
func (tx *Tx) Successors(ctx context.Context, of id.ID) ([]TargetSuccession, error) {
	return many(ctx, tx, "target.successors", func(s scanner) (out TargetSuccession, err error) {
		out.Old = of
		err = scanShare(s, &out, &out.New)
		return out, err
	}, of)
}

// SuccessionsAround gives the successions from and to one target.
func (tx *Tx) SuccessionsAround(ctx context.Context, of id.ID) ([]TargetSuccession, error) {
	return many(ctx, tx, "target.successions_around", func(s scanner) (out TargetSuccession, err error) {
		err = scanShare(s, &out, &out.Old, &out.New)
		return out, err
	}, of)
}

// TargetSuccessionsOf gives the successions from and to the targets a unit has
// or answers for in a cycle.
func (tx *Tx) TargetSuccessionsOf(ctx context.Context, unit id.ID, cycle period.Cycle) ([]TargetSuccession, error) {
	return many(ctx, tx, "target.successions_of_unit", func(s scanner) (out TargetSuccession, err error) {
		err = scanShare(s, &out, &out.Old, &out.New)
		return out, err
	}, unit, cycle)
}

func scanShare(s scanner, out *TargetSuccession, ids ...*id.ID) error {
	var share string
	dest := make([]any, 0, len(ids)+2)
	for _, which := range ids {
		dest = append(dest, which)
	}
	err := s.Scan(append(dest, &out.On, &share)...)
	if err == nil {
		out.Share, err = decimalOr(share)
	}
	return err
}

// optional is a number as it is kept, "" for none.
func optional(d *measure.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

func decimalOr(text string) (*measure.Decimal, error) {
	if text == "" {
		return nil, nil
	}
	d, err := measure.ParseDecimal(text)
	return &d, err
}
