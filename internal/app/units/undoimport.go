package units

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
	"dondoc/internal/org"
	"dondoc/internal/phrase"
)

// unitImport is the entry of an import of units in the log.
const unitImport = "unit.imported"

// importedUnits is what the entry says.
type importedUnits struct {
	File  string        `json:"file"`
	Units []org.Version `json:"units"`
}

// undoer undoes an import of units as a whole: each as one unit is undone,
// those below before those above.
func undoer() desk.Undoer { return desk.Undoer{Needs: access.ManageUnits, Hold: holdImport} }

// holdImport looks at what hangs on the units that an import made. What it made
// itself, one under another, is in nobody's way.
func holdImport(ctx context.Context, tx *desk.Tx, e ledger.Entry) (desk.Made, error) {
	var made importedUnits
	if json.Unmarshal(e.Body, &made) != nil || len(made.Units) == 0 {
		return desk.Made{}, errs.New(errs.NotFound, "access.not_found")
	}
	out := desk.Made{File: made.File}
	now, own := map[id.ID][]org.Version{}, map[id.ID]bool{}
	for _, v := range made.Units {
		own[v.ID] = true
	}
	for _, v := range tx.Dir.Versions {
		if own[v.ID] {
			now[v.ID] = append(now[v.ID], v)
		}
	}
	var left []org.Version
	for _, v := range made.Units {
		out.Names = append(out.Names, v.Name)
		versions := now[v.ID]
		if len(versions) == 0 {
			continue // undone by itself since
		}
		left = append(left, versions[0])
		hangs, err := tx.HangsOnUnit(ctx, v.ID)
		if err != nil {
			return out, err
		}
		for child := range own {
			for _, c := range now[child] {
				if c.Parent == v.ID {
					hangs["unit"]--
				}
			}
		}
		if len(versions) > 1 {
			hangs["version"] = len(versions)
		}
		out.Hangs = append(out.Hangs, WhatHangs(versions[0].Name, hangs)...)
	}
	out.Undo = func(ctx context.Context, tx *desk.Tx, reason string) error { return dropAll(ctx, tx, left, reason) }
	return out, nil
}

// WhatHangs says what hangs on a thing, a line for each kind.
func WhatHangs(name string, count map[string]int) (out []phrase.Phrase) {
	for _, kind := range slices.Sorted(maps.Keys(count)) {
		if count[kind] > 0 {
			out = append(out, phrase.New("app.undo_hangs", "name", name, "what", phrase.New("app.hangs_"+kind, "n", count[kind])))
		}
	}
	return out
}

func dropAll(ctx context.Context, tx *desk.Tx, list []org.Version, reason string) error {
	for len(list) > 0 {
		var rest []org.Version
		for _, v := range list {
			if slices.ContainsFunc(list, func(c org.Version) bool { return c.Parent == v.ID }) {
				rest = append(rest, v)
				continue
			}
			if err := tx.DropUnit(ctx, v); err != nil {
				return err
			}
			if _, err := tx.Log(ctx, desk.Entry{Action: "unit.undone", Object: v.ID, Unit: v.Parent, Body: map[string]any{"unit": v, "reason": reason}}); err != nil {
				return err
			}
		}
		list = rest
	}
	return tx.ChangedDirectory(ctx)
}
