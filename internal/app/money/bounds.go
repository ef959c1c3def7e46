package money

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// boundsKey is the setting that keeps the bounds units set for themselves.
const boundsKey = "capital.bounds"

// ownBounds are the bounds units set for themselves, the oldest first.
type ownBounds map[id.ID][]works.Own

func readBounds(ctx context.Context, tx *desk.Tx) (ownBounds, error) {
	text, err := tx.Setting(ctx, boundsKey)
	if err != nil || text == "" {
		return nil, err
	}
	var out ownBounds
	return out, json.Unmarshal([]byte(text), &out)
}

// of gives the bounds of a unit's capital year: its own, or those of the nearest
// unit above that set any; and which unit that is.
func (o ownBounds) of(tree *org.Tree, unit id.ID, year int, before time.Time) (works.Rules, *works.Own, id.ID) {
	for _, at := range tree.Path(unit) {
		if len(o[at]) == 0 {
			continue
		}
		if r, own := works.RulesUnder(year, o[at], before); own != nil {
			return r, own, at
		}
	}
	return works.RulesOf(year), nil, ""
}

// Bounds are the bounds of the warnings of a unit's capital year.
type Bounds struct {
	Unit    org.Version
	Year    int
	Rules   works.Rules
	Usual   works.Rules
	Own     *works.Own  // nil: the usual ones hold
	Of      org.Version // the unit that set them
	May     bool        // set them
	History []works.Own // of this unit, the newest first
}

// CapitalBounds gives the bounds of the warnings of a unit's capital year, and
// how they came to be.
func (a *Wing) CapitalBounds(ctx context.Context, actor access.Actor, code string, year int) (Bounds, error) {
	out := Bounds{Year: year, Usual: works.RulesOf(year)}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		own, err := readBounds(ctx, tx)
		if err != nil {
			return err
		}
		out.Unit, _ = d.Unit(unit, tx.Today)
		out.May = d.Can(access.ManageCapital, unit)
		of := id.ID("")
		out.Rules, out.Own, of = own.of(d.Tree(tx.Today), unit, year, time.Time{})
		out.Of, _ = d.Unit(of, tx.Today)
		out.History = slices.Clone(own[unit])
		slices.Reverse(out.History)
		return nil
	})
	return out, err
}

// SetCapitalBounds sets the bounds of the warnings for a unit and those below it
// that set none, from a capital year on, with the reason; no bounds: those of the
// unit above again, or the usual ones. What was said on earlier days stays as it was known then.
func (a *Wing) SetCapitalBounds(ctx context.Context, actor access.Actor, code string, own works.Own) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, err := tx.Dir.UnitByCode(code)
		if err != nil {
			return desk.Entry{}, err
		}
		if err := tx.Dir.May(access.ManageCapital, unit); err != nil {
			return desk.Entry{}, err
		}
		if own.Reason, err = given(own.Reason); err != nil {
			return desk.Entry{}, err
		}
		rules, err := works.RulesOf(own.From).Under(own)
		if err != nil {
			return desk.Entry{}, err
		}
		if len(own.Bounds) > 0 { // all of them, so that they stay when the usual ones change
			own.Bounds = map[string]string{}
			for _, name := range works.Bounds() {
				own.Bounds[name] = rules.Bound(name)
			}
		}
		all, err := readBounds(ctx, tx)
		if err != nil {
			return desk.Entry{}, err
		}
		if all == nil {
			all = ownBounds{}
		}
		was, set := works.RulesUnder(own.From, all[unit], time.Time{})
		if set == nil && len(own.Bounds) == 0 || set != nil && len(own.Bounds) > 0 && was == rules {
			return desk.Entry{}, errs.New(errs.Conflict, "capital.bounds_same")
		}
		own.By, own.At = tx.Name(), tx.Now
		all = maps.Clone(all)
		all[unit] = append(slices.Clone(all[unit]), own)
		text, err := json.Marshal(all)
		if err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "capital.bounds_set", Unit: unit, Body: map[string]any{"from": own.From, "bounds": own.Bounds, "reason": own.Reason}}, tx.SetSetting(ctx, boundsKey, string(text))
	})
}
