package tasks

import (
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/store"
)

// NamesKept is what a body's papers call units by, beside their own names.
type NamesKept struct {
	Body org.Version
	Rows []NameKept
	May  bool // who asks may remember and forget names
}

// NameKept is one such name, with the unit it means.
type NameKept struct {
	store.UnitName
	Means org.Version
}

// UnitNames gives the names that were remembered for a body's papers.
func (a *Wing) UnitNames(ctx context.Context, actor access.Actor, body string) (NamesKept, error) {
	var out NamesKept
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, at, err := tx.Readable(body)
		if err != nil {
			return err
		}
		out.Body, _ = d.Unit(at, tx.Today)
		out.May = d.Can(access.ManageTasks, at)
		kept, err := tx.UnitNames(ctx, at)
		for _, n := range kept {
			means, _ := d.Unit(n.Unit, tx.Today)
			out.Rows = append(out.Rows, NameKept{n, means})
		}
		return err
	})
	return out, err
}

// ForgetName takes a remembered name back: what it named already stays as it is,
// papers that come after are asked about it again.
func (a *Wing) ForgetName(ctx context.Context, actor access.Actor, body string, which id.ID) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		at, err := tx.Dir.UnitByCode(body)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := tx.Dir.May(access.ManageTasks, at); err != nil {
			return desk.Entry{}, err
		}
		kept, err := tx.UnitNames(ctx, at)
		if err != nil {
			return desk.Entry{}, err
		}
		i := slices.IndexFunc(kept, func(n store.UnitName) bool { return n.ID == which })
		if i < 0 {
			return desk.Entry{}, errs.New(errs.NotFound, "access.not_found").In("name")
		}
		return desk.Entry{Action: "unit.name_forgotten", Object: kept[i].Unit, Unit: at, Body: kept[i]}, tx.DeleteUnitName(ctx, at, which)
	})
}
