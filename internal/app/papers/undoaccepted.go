package papers

import (
	"context"
	"encoding/json"

	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
	"dondoc/internal/phrase"
	"dondoc/internal/store"
)

// coverageAccepted is the entry of proposals that were accepted together.
const coverageAccepted = "coverage.accepted"

// accepted is what the entry says.
type accepted struct {
	Superior id.ID           `json:"superior"`
	Own      id.ID           `json:"own"`
	Words    []store.Covered `json:"words"`
}

// holdAccepted looks at words that were accepted together: one that somebody
// went on from hangs.
func holdAccepted(ctx context.Context, tx *desk.Tx, e ledger.Entry) (desk.Made, error) {
	var made accepted
	if json.Unmarshal(e.Body, &made) != nil || made.Own == "" {
		return desk.Made{}, errs.New(errs.NotFound, "access.not_found")
	}
	m, err := matrix(ctx, tx, made.Superior, made.Own, "")
	if err != nil {
		return desk.Made{}, err
	}
	name := map[id.ID]string{}
	for _, row := range m.Rows {
		name[row.ID] = row.Item.Text
	}
	words, err := tx.Coverage(ctx, made.Own)
	if err != nil {
		return desk.Made{}, err
	}
	newest := map[id.ID]int{}
	for _, w := range words {
		newest[w.Superior] = max(newest[w.Superior], w.No)
	}
	out := desk.Made{File: m.Superior.Number + " – " + m.Own.Number}
	var left []store.Covered
	for _, w := range made.Words {
		out.Names = append(out.Names, name[w.Superior])
		switch now := newest[w.Superior]; {
		case now > w.No:
			out.Hangs = append(out.Hangs, phrase.New("app.undo_said_since", "name", name[w.Superior]))
		case now == w.No:
			left = append(left, w)
		}
	}
	out.Undo = func(ctx context.Context, tx *desk.Tx, reason string) error {
		for _, w := range left {
			if err := tx.DropCoverage(ctx, made.Own, w); err != nil {
				return err
			}
		}
		_, err := tx.Log(ctx, desk.Entry{Action: "coverage.undone", Object: made.Own, Unit: id.ID(e.Unit), Body: map[string]any{"words": left, "reason": reason}})
		return err
	}
	return out, nil
}
