package store

import (
	"context"
	"encoding/json"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// InsertObservation adds a reported figure without its steps and evidence.
func (tx *Tx) InsertObservation(ctx context.Context, o target.Observation) error {
	row, err := observationRow(o)
	if err != nil {
		return err
	}
	return tx.exec(ctx, "observation.insert", row...)
}

func scanObservation(s scanner) (o target.Observation, err error) {
	var actual string
	var at int64
	if err = s.Scan(&o.ID, &o.Seq, &o.Target, &o.Month, &o.Text, &actual, &o.Cumulative, &o.Final, &o.Note,
		&o.Source, &o.Illustrative, &o.By, &o.ByName, &at); err != nil {
		return o, err
	}
	o.At = time.UnixMilli(at)
	return o, json.Unmarshal([]byte(actual), &o.Actual)
}

// Observation finds a reported figure with its steps and evidence.
func (tx *Tx) Observation(ctx context.Context, which id.ID) (target.Observation, error) {
	o, err := one(ctx, tx, "observation.by_id", scanObservation, which)
	if err != nil {
		return o, err
	}
	steps, err := many(ctx, tx, "observation.steps", scanStep, which)
	for _, s := range steps {
		o.Steps = append(o.Steps, s.StepTaken)
	}
	if err == nil {
		o.Evidence, err = many(ctx, tx, "observation.evidence_of", scanEvidence, which)
	}
	return o, err
}

// ObservationsOfTarget gives what was reported for a target by month and order, with steps and evidence.
func (tx *Tx) ObservationsOfTarget(ctx context.Context, of id.ID) ([]target.Observation, error) {
	out, err := tx.observations(ctx, "observation.of_target", "observation.steps_of_target", of)
	if err != nil {
		return nil, err
	}
	evidence, err := many(ctx, tx, "observation.evidence_of_target", scanEvidence, of)
	for _, e := range evidence {
		for i := range out {
			if out[i].ID == e.Observation {
				out[i].Evidence = append(out[i].Evidence, e)
			}
		}
	}
	return out, err
}

// ObservationsOfMonth gives what was reported for a target and month in order, with steps.
func (tx *Tx) ObservationsOfMonth(ctx context.Context, of id.ID, month period.Month) ([]target.Observation, error) {
	return tx.observations(ctx, "observation.of_month", "observation.steps_of_month", of, month)
}

// ObservationsUnder gives what was reported for a target and all allotted from it, with steps.
func (tx *Tx) ObservationsUnder(ctx context.Context, top id.ID) ([]target.Observation, error) {
	return tx.observations(ctx, "observation.of_tree", "observation.steps_of_tree", top)
}

// ObservationsOfUnit gives what was reported for all targets a unit has or
// answers for in a cycle, with steps.
func (tx *Tx) ObservationsOfUnit(ctx context.Context, unit id.ID, cycle period.Cycle) ([]target.Observation, error) {
	return tx.observations(ctx, "observation.of_unit", "observation.steps_of_unit", unit, cycle)
}

func (tx *Tx) observations(ctx context.Context, rows, steps string, args ...any) ([]target.Observation, error) {
	out, err := many(ctx, tx, rows, scanObservation, args...)
	if err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return out, nil
	}
	taken, err := many(ctx, tx, steps, scanStep, args...)
	attachSteps(out, taken)
	return out, err
}

// withMore scans a row that has more columns than the one that reads it knows.
type withMore struct {
	scanner
	more []any
}

// Scan reads the row into the variables, then into the further ones.
func (w withMore) Scan(dest ...any) error { return w.scanner.Scan(append(dest, w.more...)...) }

type stepRow struct {
	observation id.ID
	target.StepTaken
}

func scanStep(s scanner) (r stepRow, err error) {
	var at int64
	err = s.Scan(&r.observation, &r.No, &r.Step, &r.State, &r.Reason, &r.By, &r.ByName, &at)
	r.At = time.UnixMilli(at)
	return r, err
}

func attachSteps(observations []target.Observation, steps []stepRow) {
	at := make(map[id.ID]int, len(observations))
	for i := range observations {
		at[observations[i].ID] = i
	}
	for _, s := range steps {
		if i, ok := at[s.observation]; ok {
			observations[i].Steps = append(observations[i].Steps, s.StepTaken)
		}
	}
}

// InsertStep adds a step. Conflict when somebody else took the step of that number first.
func (tx *Tx) InsertStep(ctx context.Context, of id.ID, s target.StepTaken) error {
	return tx.exec(ctx, "observation.insert_step", stepValues(of, s)...)
}

// InsertEvidence adds a file to a figure; its bytes are kept by PutContent.
func (tx *Tx) InsertEvidence(ctx context.Context, e target.Evidence) error {
	return tx.exec(ctx, "observation.insert_evidence", e.ID, e.Observation, e.Name, e.MediaType, e.Size, e.SHA256)
}

func scanEvidence(s scanner) (e target.Evidence, err error) {
	err = s.Scan(&e.ID, &e.Observation, &e.Name, &e.MediaType, &e.Size, &e.SHA256)
	return e, err
}

// Evidence finds a file without its content.
func (tx *Tx) Evidence(ctx context.Context, which id.ID) (target.Evidence, error) {
	return one(ctx, tx, "observation.evidence", scanEvidence, which)
}

// EvidenceCounts gives the number of files per target of a unit and cycle.
func (tx *Tx) EvidenceCounts(ctx context.Context, unit id.ID, cycle period.Cycle) (map[id.ID]int, error) {
	type count struct {
		target id.ID
		n      int
	}
	rows, err := many(ctx, tx, "observation.evidence_count_of_unit", func(s scanner) (c count, err error) {
		err = s.Scan(&c.target, &c.n)
		return c, err
	}, unit, cycle)
	counts := make(map[id.ID]int, len(rows))
	for _, r := range rows {
		counts[r.target] = r.n
	}
	return counts, err
}
