package store

import (
	"context"
	"encoding/json"
	"time"

	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/id"
)

// InsertCapitalEvent adds what was told of a project.
func (tx *Tx) InsertCapitalEvent(ctx context.Context, e works.Event) error {
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return tx.exec(ctx, "capital.insert_event", e.ID, e.Project, e.Kind, e.Year, e.On, string(body), e.Corrects, e.Reason, e.By, e.ByName, e.At.UnixMilli())
}

// CapitalWorks gives what was told of some projects, by project, in the order it was.
func (tx *Tx) CapitalWorks(ctx context.Context, projects []id.ID) (map[id.ID]works.Book, error) {
	rows, err := manyOf(ctx, tx, "capital.events_of", func(s scanner) (e works.Event, err error) {
		var body string
		var at int64
		var key works.Event
		if err = s.Scan(&key.ID, &key.Project, &key.Kind, &key.Year, &key.On, &body, &key.Corrects, &key.Reason, &key.By, &key.ByName, &at); err != nil {
			return e, err
		}
		err = json.Unmarshal([]byte(body), &e)
		e.ID, e.Project, e.Kind, e.Year, e.On, e.Corrects, e.Reason, e.By, e.ByName, e.At = key.ID, key.Project, key.Kind, key.Year, key.On, key.Corrects, key.Reason, key.By, key.ByName, time.UnixMilli(at)
		return e, err
	}, projects)
	out := map[id.ID]works.Book{}
	for _, e := range rows {
		out[e.Project] = append(out[e.Project], e)
	}
	return out, err
}

// InsertCapitalStatement adds a statement. Conflict when its number is taken.
func (tx *Tx) InsertCapitalStatement(ctx context.Context, s works.Statement) error {
	return tx.exec(ctx, "capital.insert_statement", s.ID, s.Unit, s.Year, s.Day, s.No, s.Name, s.Body, s.Reason, s.By, s.ByName, s.At.UnixMilli())
}

// CapitalStatements gives the statements of a unit's capital year, the newest last.
func (tx *Tx) CapitalStatements(ctx context.Context, unit id.ID, year int) ([]works.Statement, error) {
	return many(ctx, tx, "capital.statements", func(s scanner) (st works.Statement, err error) {
		var at int64
		err = s.Scan(&st.ID, &st.Unit, &st.Year, &st.Day, &st.No, &st.Name, &st.Body, &st.Reason, &st.By, &st.ByName, &at)
		st.At = time.UnixMilli(at)
		return st, err
	}, unit, year)
}

// InsertCapitalTie has a target take its rate from the money. Conflict where it does.
func (tx *Tx) InsertCapitalTie(ctx context.Context, target id.ID, t capital.Tie, by id.ID, byName string, at time.Time) error {
	return tx.exec(ctx, "capital.insert_tie", target, t.Setter, t.Programme, t.Carried, by, byName, at.UnixMilli())
}

// DropCapitalTie ends that; it stays among those that were. NotFound where it does not.
func (tx *Tx) DropCapitalTie(ctx context.Context, target id.ID, was works.Tied, byName string, at time.Time) error {
	if err := tx.execOne(ctx, "capital.drop_tie", target); err != nil {
		return err
	}
	past, err := tx.PastTies(ctx, []id.ID{target})
	if err != nil {
		return err
	}
	return tx.exec(ctx, "capital.insert_past_tie", target, len(past[target])+1, was.Setter, was.Programme, was.Carried, was.ByName, was.At.UnixMilli(), byName, at.UnixMilli())
}

// PastTies gives how some targets took their rates from the money before, in order.
func (tx *Tx) PastTies(ctx context.Context, targets []id.ID) (map[id.ID][]works.Tied, error) {
	out := map[id.ID][]works.Tied{}
	_, err := manyOf(ctx, tx, "capital.past_ties", func(s scanner) (t works.Tied, err error) {
		var target id.ID
		var at, until int64
		if err = s.Scan(&target, &t.Setter, &t.Programme, &t.Carried, &t.ByName, &at, &t.EndedBy, &until); err == nil {
			t.At, t.Until = time.UnixMilli(at), time.UnixMilli(until)
			out[target] = append(out[target], t)
		}
		return t, err
	}, targets)
	return out, err
}

// CapitalTies gives how some targets take their rates from the money.
func (tx *Tx) CapitalTies(ctx context.Context, targets []id.ID) (map[id.ID]works.Tied, error) {
	out := map[id.ID]works.Tied{}
	_, err := manyOf(ctx, tx, "capital.ties", func(s scanner) (t works.Tied, err error) {
		var target id.ID
		var at int64
		if err = s.Scan(&target, &t.Setter, &t.Programme, &t.Carried, &t.ByName, &at); err == nil {
			t.At = time.UnixMilli(at)
			out[target] = t
		}
		return t, err
	}, targets)
	return out, err
}
