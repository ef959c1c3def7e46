package store

import (
	"context"
	"encoding/json"

	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Figure is a reported figure to be kept, with its steps and evidence, the
// figures that it takes the place of, and what the log says of it.
type Figure struct {
	target.Observation
	Replaces map[id.ID]target.StepTaken // the steps that withdraw earlier figures
	Logged
}

// KeepFigures writes figures, each with an entry of the log that holds its rows,
// and gives each its place in the known order. Whatever their number, it takes
// a few statements.
func (tx *Tx) KeepFigures(ctx context.Context, list []Figure) error {
	var figures, steps, files [][]any
	owner := map[string]int{} // of the rows of a figure or of one that it replaces
	for i := range list {
		f := &list[i]
		f.Seq = tx.head.next() + int64(i)
		owner[string(f.Observation.ID)] = i
		row, err := observationRow(f.Observation)
		if err != nil {
			return err
		}
		figures = append(figures, row)
		for of, s := range f.Replaces {
			owner[string(of)] = i
			steps = append(steps, stepValues(of, s))
		}
		for _, s := range f.Steps {
			steps = append(steps, stepValues(f.Observation.ID, s))
		}
		for _, e := range f.Evidence {
			files = append(files, []any{e.ID, e.Observation, e.Name, e.MediaType, e.Size, e.SHA256})
		}
	}
	first := len(tx.log.all)
	for _, part := range []struct {
		name string
		rows [][]any
	}{{"observation.insert", figures}, {"observation.insert_step", steps}, {"observation.insert_evidence", files}} {
		if err := tx.insertRows(ctx, part.name, part.rows); err != nil {
			return err
		}
	}
	rows := make([][]Change, len(list))
	for _, c := range tx.log.all[first:] {
		of := "observation_id"
		if c.Table == "observation" {
			of = "id"
		}
		i := owner[c.Text(of)]
		rows[i] = append(rows[i], c)
	}
	tx.log.all = tx.log.all[:first]
	for i, f := range list {
		tx.log.all = append(tx.log.all, rows[i]...)
		if _, err := tx.AppendLedger(ctx, f.Logged); err != nil {
			return err
		}
	}
	return nil
}

// InsertObservations writes figures with their steps, as part of the entry that
// whoever writes them makes.
func (tx *Tx) InsertObservations(ctx context.Context, list []target.Observation) error {
	var figures, steps [][]any
	for _, o := range list {
		row, err := observationRow(o)
		if err != nil {
			return err
		}
		figures = append(figures, row)
		for _, s := range o.Steps {
			steps = append(steps, stepValues(o.ID, s))
		}
	}
	if err := tx.insertRows(ctx, "observation.insert", figures); err != nil {
		return err
	}
	return tx.insertRows(ctx, "observation.insert_step", steps)
}

func observationRow(o target.Observation) ([]any, error) {
	actual, err := json.Marshal(o.Actual)
	return []any{o.ID, o.Seq, o.Target, o.Month, o.Text, string(actual), o.Cumulative, o.Final, o.Note, o.Source, o.Illustrative, o.By, o.ByName,
		o.At.UnixMilli()}, err
}

func stepValues(of id.ID, s target.StepTaken) []any {
	return []any{of, s.No, s.Step, s.State, s.Reason, s.By, s.ByName, s.At.UnixMilli()}
}

// ObservationsIn gives what was reported for targets and a month, with steps, by
// target and in order.
func (tx *Tx) ObservationsIn(ctx context.Context, targets []id.ID, month period.Month) (map[id.ID][]target.Observation, error) {
	all, err := manyOf(ctx, tx, "observation.of_targets_in", scanObservation, targets, month)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	ids := make([]id.ID, len(all))
	for i, o := range all {
		ids[i] = o.ID
	}
	steps, err := manyOf(ctx, tx, "observation.steps_of", scanStep, ids)
	attachSteps(all, steps)
	out := map[id.ID][]target.Observation{}
	for _, o := range all {
		out[o.Target] = append(out[o.Target], o)
	}
	return out, err
}

// ApprovedAlike gives the approved figures of the targets and of their units'
// targets for the same in other years, by target, in the order of their months,
// without steps.
func (tx *Tx) ApprovedAlike(ctx context.Context, targets []id.ID) (map[id.ID][]target.Observation, error) {
	all, err := manyOf(ctx, tx, "observation.approved_of_indicator", scanObservation, targets)
	out := map[id.ID][]target.Observation{}
	for _, o := range all {
		out[o.Target] = append(out[o.Target], o)
	}
	return out, err
}

// SuccessionsOf gives the successions from and to targets, by target.
func (tx *Tx) SuccessionsOf(ctx context.Context, targets []id.ID) (map[id.ID][]TargetSuccession, error) {
	all, err := manyOf(ctx, tx, "target.successions_of", func(s scanner) (out TargetSuccession, err error) {
		err = scanShare(s, &out, &out.Old, &out.New)
		return out, err
	}, targets)
	out := map[id.ID][]TargetSuccession{}
	for _, s := range all {
		out[s.Old], out[s.New] = append(out[s.Old], s), append(out[s.New], s)
	}
	return out, err
}
