package record

import (
	"context"
	"encoding/json"
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
	"dondoc/internal/target"
)

// told is what the log says of one figure.
type told struct {
	seq   int64
	words string // the figure as it was reported
	state approval.State
}

// compareFigures holds every reported figure and its approval against the log:
// what was changed in the database and not through Dondoc has no entry that
// says so. It gives the first figure that does not fit, by the entry that
// reported it; nil when all do.
func compareFigures(ctx context.Context, tx *desk.Tx, size int64) (*ledger.Mismatch, error) {
	known, err := toldBy(ctx, tx, size)
	if err != nil {
		return nil, err
	}
	all, err := tx.AllObservations(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range all {
		said, ok := known[o.ID]
		if !ok {
			return &ledger.Mismatch{Seq: o.Seq, What: "figure"}, nil
		}
		words, err := figureWords(o.Observation)
		if err != nil {
			return nil, err
		}
		approved := said.state == approval.Approved
		if words != said.words || (o.Last == approval.Approved) != approved && o.Last != approval.Withdrawn {
			return &ledger.Mismatch{Seq: said.seq, What: "figure"}, nil
		}
		delete(known, o.ID)
	}
	for _, said := range known {
		return &ledger.Mismatch{Seq: said.seq, What: "figure"}, nil
	}
	return nil, nil
}

// toldBy reads what the log says of every figure.
func toldBy(ctx context.Context, tx *desk.Tx, size int64) (map[id.ID]told, error) {
	known := map[id.ID]told{}
	const page = 2000
	for from := int64(0); from < size; from += page {
		entries, err := tx.LedgerFrom(ctx, from, page)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if err := hear(known, e); err != nil {
				return nil, err
			}
		}
	}
	return known, nil
}

func hear(known map[id.ID]told, e ledger.Entry) error {
	if e.Action == "observation.reported" {
		var o target.Observation
		if err := json.Unmarshal(e.Body, &o); err != nil {
			return errs.New(errs.Internal, "error.internal").Because(err)
		}
		words, err := figureWords(o)
		known[o.ID] = told{e.Seq, words, o.State()}
		return err
	}
	if step, ok := stepOf(e.Action); ok && step != "" {
		var body struct {
			Observation id.ID          `json:"observation"`
			After       approval.State `json:"after"`
		}
		if err := json.Unmarshal(e.Body, &body); err != nil {
			return errs.New(errs.Internal, "error.internal").Because(err)
		}
		if said, ok := known[body.Observation]; ok {
			said.state = body.After
			known[body.Observation] = said
		}
	}
	return nil
}

// stepOf gives the step that an entry's action is.
func stepOf(action string) (approval.Step, bool) {
	step, ok := strings.CutPrefix(action, "observation.")
	return approval.Step(step), ok
}

// figureWords is what must not change of a figure, in one form.
func figureWords(o target.Observation) (string, error) {
	text, err := json.Marshal([]any{o.Target, o.Month, o.Text, o.Actual, o.Cumulative, o.Final, o.Note, o.By})
	return string(text), err
}
