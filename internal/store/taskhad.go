package store

import (
	"context"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/task"
)

// TasksHad gives, as they stand now, the tasks given out before an instant that a
// unit gave, leads or coordinates, or may have led or coordinated then: those
// moved from it, and those that were put right since.
func (tx *Tx) TasksHad(ctx context.Context, unit id.ID, before time.Time) ([]TaskRow, error) {
	return many(ctx, tx, "task.had", scanTask, unit, before.UnixMilli())
}

// StepsOfTasks gives the coordinating units of some tasks and all that happened
// to them, in order.
func (tx *Tx) StepsOfTasks(ctx context.Context, which []id.ID) (map[id.ID][]task.Partner, map[id.ID][]task.Event, error) {
	partners, events := map[id.ID][]task.Partner{}, map[id.ID][]task.Event{}
	coordinating, err := manyOf(ctx, tx, "task.partners_of_these", func(s scanner) (p PartnerOf, err error) {
		err = s.Scan(&p.Task, &p.Unit, &p.Text, &p.Part, &p.Due)
		return p, err
	}, which)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range coordinating {
		partners[p.Task] = append(partners[p.Task], p.Partner)
	}
	_, err = manyOf(ctx, tx, "task.events_of_these", func(s scanner) (e task.Event, err error) {
		var of id.ID
		if e, err = scanEvent(scanFrom{s, &of}); err == nil {
			events[of] = append(events[of], e)
		}
		return e, err
	}, which)
	return partners, events, err
}

// scanFrom scans a column before the others.
type scanFrom struct {
	scanner
	first any
}

func (s scanFrom) Scan(dest ...any) error { return s.scanner.Scan(append([]any{s.first}, dest...)...) }
