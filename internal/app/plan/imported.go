package plan

import (
	"cmp"
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/target"
)

// TargetImport is the entry of an import of targets in the log. Undoing begins
// the reason of what is taken back with one: such a target comes back with the
// next sheet that has it.
const (
	TargetImport = "target.imported"
	Undoing      = "hoàn tác nhập tệp: "
)

// TargetsMade is what the entry of an import says.
type TargetsMade struct {
	File    string       `json:"file"`
	Added   []TargetMade `json:"added"`
	Revised []TargetMade `json:"revised"`
	Moved   []id.ID      `json:"moved,omitempty"` // another unit answers for them since
}

// TargetMade is a target with the number of the revision that the import made.
type TargetMade struct {
	Target id.ID `json:"target"`
	No     int   `json:"no"`
}

// logImport adds the entry by which an import can be undone as a whole; "" where
// it changed nothing.
func logImport(ctx context.Context, tx *desk.Tx, in Import, rows []ImportedRow) (id.ID, error) {
	made := TargetsMade{File: in.Sheet.Name}
	for _, row := range rows {
		if row.Led.ID != "" {
			made.Moved = append(made.Moved, row.Target)
		}
		if row.Change != desk.Added && row.Change != desk.Revised {
			continue
		}
		t, err := tx.Target(ctx, row.Target)
		if err != nil {
			return "", err
		}
		one := TargetMade{t.ID, t.Current().No}
		if row.Change == desk.Added {
			made.Added = append(made.Added, one)
		} else {
			made.Revised = append(made.Revised, one)
		}
	}
	if len(made.Added)+len(made.Revised)+len(made.Moved) == 0 {
		return "", nil
	}
	unit, err := tx.Dir.UnitByCode(in.Unit)
	if err != nil {
		return "", err
	}
	if err := tx.Dir.May(access.ManageTargets, unit); err != nil {
		return "", err
	}
	which := cmp.Or(in.As, tx.Mint())
	_, err = tx.Log(ctx, desk.Entry{Action: TargetImport, Object: which, Unit: unit, Body: made})
	return which, err
}

// revive brings back a target whose import was undone.
func (im *importer) revive(ctx context.Context, t target.Target, row ImportedRow) error {
	if im.in.DryRun {
		return nil
	}
	before := t.Current()
	r := before.Reworded(row.Plan, row.Read.Criterion)
	r.Dropped, r.Document, r.Reason, r.By, r.ByName, r.At = false, im.doc.ID, im.in.Sheet.Name, im.actor.Account, im.tx.Name(), im.tx.Now
	if im.fresh || im.doc.ID == "" {
		r.Document = before.Document
	}
	if _, err := im.tx.Log(ctx, desk.Entry{Action: "target.revised", Object: t.ID, Unit: t.Unit, Body: map[string]any{"before": before, "after": r}}); err != nil {
		return err
	}
	return im.tx.InsertRevision(ctx, t.ID, r)
}
