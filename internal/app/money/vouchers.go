package money

import (
	"cmp"
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// Voucher is a payment that waits, with its project.
type Voucher struct {
	capital.Payment
	Project  capital.Project
	Investor org.Version
	Steps    []approval.Step // that who asks may take with it now
	Own      bool            // who asks entered it
}

// For says whether a voucher waits for who asks: for a step of theirs, or, by
// approval.Return, to be put right because it was returned to them.
func (v Voucher) For(step approval.Step) bool {
	if step == approval.Return {
		return v.Own && v.State() == approval.Returned
	}
	return slices.Contains(v.Steps, step)
}

// VoucherSteps are what vouchers wait for in a person's work, the nearest first.
func VoucherSteps() []approval.Step {
	return []approval.Step{approval.Return, approval.Approve, approval.Verify}
}

// waited is a part of the vouchers of a capital year that wait, the oldest first.
type waited struct {
	Unit org.Version
	Rows []Voucher
	All  int // vouchers of the year that wait or were returned, whatever was asked for
	Next int // how many to leave out to see the rest; 0: there is none
}

// waitingShown is how many waiting vouchers are given at once.
const waitingShown = 300

// OpenVouchers asks for those that are neither approved nor returned, whoever takes
// the next step.
const OpenVouchers = "open"

// WaitingVouchers gives the vouchers of a capital year, of a unit and all under
// it, that wait for verification or approval or were returned, dated until the end
// of at.Day, without the oldest from: all, those that are "open", or those that
// wait for who asks to take a step, as Voucher.For says.
func (a *Wing) WaitingVouchers(ctx context.Context, actor access.Actor, code string, year int, at At, only string, from int) (out waited, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out.Unit, _ = d.Unit(unit, tx.Today)
		refs, err := tx.VouchersWaiting(ctx, d.Below(unit), year)
		if err != nil {
			return err
		}
		out.All = len(refs)
		refs = slices.DeleteFunc(refs, func(w works.Waiting) bool {
			return only == OpenVouchers && w.State == approval.Returned || at.Day != "" && w.On > at.Day
		})
		for i := max(from, 0); i < len(refs); i += waitingShown {
			if out.Next = i; len(out.Rows) >= waitingShown {
				return nil
			}
			found, err := a.vouchers(ctx, tx, refs[i:min(i+waitingShown, len(refs))])
			if err != nil {
				return err
			}
			for _, v := range found {
				if only == "" || only == OpenVouchers || v.For(approval.Step(only)) {
					out.Rows = append(out.Rows, v)
				}
			}
		}
		out.Next = 0
		return nil
	})
	return out, err
}

// vouchers reads the vouchers pointed at, in that order, with what who asks may
// do with each.
func (a *Wing) vouchers(ctx context.Context, tx *desk.Tx, refs []works.Waiting) ([]Voucher, error) {
	var ids []id.ID
	for _, ref := range refs {
		ids = append(ids, ref.Project)
	}
	slices.Sort(ids)
	found, err := tx.CapitalBooksByID(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	books := map[id.ID]capital.Book{}
	for _, b := range found {
		books[b.Project.ID] = b
	}
	var out []Voucher
	for _, ref := range refs {
		b := books[ref.Project]
		p, ok := b.Payment(ref.Payment)
		if !ok {
			continue
		}
		v := Voucher{Payment: p, Project: b.Project}
		v.Investor, _ = tx.Dir.Unit(b.Project.Unit, tx.Today)
		if v.Steps, err = a.stepsNow(ctx, tx, b, p); err != nil {
			return nil, err
		}
		if v.Own, err = tx.Same(ctx, ref.By); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// mostVouchers is how many waiting vouchers are looked through for one person.
const mostVouchers = 500

// VoucherGroup is the vouchers of a capital year that wait for the same step of
// the actor in a unit and all under it: what the list of that unit and year has
// of the step.
type VoucherGroup struct {
	Unit org.Version
	Year int
	Step approval.Step // Return: they were returned to the actor
	Rows []Voucher
}

// MyVouchers gives the vouchers that wait for the actor, by unit, year and step;
// more says that only the oldest were looked through.
func (a *Wing) MyVouchers(ctx context.Context, actor access.Actor) (out []VoucherGroup, more bool, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		if err := tx.Dir.Anywhere(access.Read); err != nil {
			return err
		}
		units := slices.Concat(tx.Dir.Reach(access.Verify), tx.Dir.Reach(access.Approve))
		slices.Sort(units)
		refs, err := tx.VouchersFor(ctx, slices.Compact(units), mostVouchers+1)
		if err != nil {
			return err
		}
		if more = len(refs) > mostVouchers; more {
			refs = refs[:mostVouchers]
		}
		own, err := ownAccounts(ctx, tx)
		if err != nil {
			return err
		}
		back, err := tx.VouchersReturned(ctx, own)
		if err != nil {
			return err
		}
		found, err := a.vouchers(ctx, tx, append(refs, back...))
		if err != nil {
			return err
		}
		for _, step := range VoucherSteps() {
			out = append(out, groupsOf(tx, found, step)...)
		}
		return nil
	})
	return out, more, err
}

// ownAccounts are the accounts of who asks.
func ownAccounts(ctx context.Context, tx *desk.Tx) ([]id.ID, error) {
	mine, err := tx.AccountsBehind(ctx, tx.Actor.Person)
	if err != nil {
		return nil, err
	}
	mine[tx.Actor.Account] = true
	var out []id.ID
	for account := range mine {
		if account != "" {
			out = append(out, account)
		}
	}
	slices.Sort(out)
	return out, nil
}

// groupsOf gathers what waits for one step by year and by the highest unit of the
// actor's that it lies under.
func groupsOf(tx *desk.Tx, found []Voucher, step approval.Step) (out []VoucherGroup) {
	var tops []id.ID
	for _, g := range tx.Actor.Grants {
		if !slices.Contains(tops, g.Unit) {
			tops = append(tops, g.Unit)
		}
	}
	slices.SortStableFunc(tops, func(x, y id.ID) int { return cmp.Compare(len(tx.Dir.Path(x, tx.Today)), len(tx.Dir.Path(y, tx.Today))) })
	for _, v := range found {
		if !v.For(step) || !tx.Dir.Can(access.Read, v.Project.Unit) {
			continue
		}
		at := slices.IndexFunc(tops, func(top id.ID) bool { return slices.Contains(tx.Dir.Below(top), v.Project.Unit) })
		if at < 0 {
			continue
		}
		unit, _ := tx.Dir.Unit(tops[at], tx.Today)
		i := slices.IndexFunc(out, func(g VoucherGroup) bool { return g.Unit.ID == unit.ID && g.Year == v.Year })
		if i < 0 {
			i, out = len(out), append(out, VoucherGroup{Unit: unit, Year: v.Year, Step: step})
		}
		out[i].Rows = append(out[i].Rows, v)
	}
	return out
}
