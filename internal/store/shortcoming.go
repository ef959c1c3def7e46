package store

import (
	"context"
	"slices"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/shortcoming"
	"dondoc/internal/viet"
)

// InsertShortcoming adds an entry with the rows that prove it.
func (tx *Tx) InsertShortcoming(ctx context.Context, r shortcoming.Record) error {
	s := r.Shortcoming
	if err := tx.exec(ctx, "shortcoming.insert", s.ID, s.Unit, s.Year, s.Field, s.Statement, s.Objective, s.Subjective, s.AnswerUnit, s.Post, s.Product, s.Due,
		s.From, s.First, shortcoming.Remedying, s.Source, s.Invented, s.By, s.ByName, s.At.UnixMilli(), viet.Fold(s.Statement)); err != nil {
		return err
	}
	for i, g := range r.Grounds {
		if err := tx.exec(ctx, "shortcoming.insert_ground", s.ID, i+1, g.Kind, g.Ref, g.Name, g.Asked, g.Got, g.Stand); err != nil {
			return err
		}
	}
	return nil
}

func scanShortcoming(s scanner) (r shortcoming.Record, err error) {
	var at int64
	err = s.Scan(&r.ID, &r.Unit, &r.Year, &r.Field, &r.Statement, &r.Objective, &r.Subjective, &r.AnswerUnit, &r.Post, &r.Product, &r.Due,
		&r.From, &r.First, &r.State, &r.Source, &r.Invented, &r.By, &r.ByName, &at)
	r.At = time.UnixMilli(at)
	return r, err
}

// Shortcoming finds an entry with all that happened to it. NotFound where there is none.
func (tx *Tx) Shortcoming(ctx context.Context, which id.ID) (shortcoming.Record, error) {
	r, err := one(ctx, tx, "shortcoming.by_id", scanShortcoming, which)
	if err != nil {
		return r, err
	}
	list, err := tx.withCourse(ctx, []shortcoming.Record{r})
	if err != nil {
		return r, err
	}
	return list[0], nil
}

// ShortcomingsOf gives the entries of a year in the registers of some units.
func (tx *Tx) ShortcomingsOf(ctx context.Context, year period.Cycle, units []id.ID) ([]shortcoming.Record, error) {
	list, err := manyOf(ctx, tx, "shortcoming.of_units", scanShortcoming, units, year)
	if err != nil {
		return nil, err
	}
	return tx.withCourse(ctx, list)
}

// ShortcomingsAnswered gives the entries of a year in other units' registers
// that a unit answers for.
func (tx *Tx) ShortcomingsAnswered(ctx context.Context, unit id.ID, year period.Cycle) ([]shortcoming.Record, error) {
	list, err := many(ctx, tx, "shortcoming.answered_by", scanShortcoming, unit, year)
	if err != nil {
		return nil, err
	}
	return tx.withCourse(ctx, list)
}

// ShortcomingsWaiting gives the first entries by day that some units have to see to:
// those they answer for while they are being remedied, those of their registers
// while a remedy waits to be confirmed.
func (tx *Tx) ShortcomingsWaiting(ctx context.Context, state shortcoming.State, units []id.ID, limit int) ([]shortcoming.Record, error) {
	name := "shortcoming.to_remedy"
	if state == shortcoming.Awaiting {
		name = "shortcoming.to_confirm"
	}
	if len(units) == 0 {
		return nil, nil
	}
	list, err := manyOf(ctx, tx, name, scanShortcoming, units, limit)
	if err != nil {
		return nil, err
	}
	return tx.withCourse(ctx, list)
}

// SearchShortcomings finds entries by words of their statement, without diacritics,
// in the registers of some units (none: of all). Those raised before statements were
// kept folded are looked through one by one.
func (tx *Tx) SearchShortcomings(ctx context.Context, words string, units []id.ID, limit, from int) ([]shortcoming.Record, error) {
	like := "%" + viet.Fold(words) + "%"
	if len(units) == 0 {
		return many(ctx, tx, "shortcoming.search", scanShortcoming, like, limit, from)
	}
	return manyOf(ctx, tx, "shortcoming.search_of", scanShortcoming, units, like, limit, from)
}

// ShortcomingGoesOn gives the entries of the year after that one goes on as.
func (tx *Tx) ShortcomingGoesOn(ctx context.Context, which id.ID) ([]shortcoming.Record, error) {
	return many(ctx, tx, "shortcoming.goes_on", scanShortcoming, which)
}

// ShortcomingYears gives the years for which a unit has or answers for entries.
func (tx *Tx) ShortcomingYears(ctx context.Context, unit id.ID) ([]period.Cycle, error) {
	return many(ctx, tx, "shortcoming.years", func(s scanner) (c period.Cycle, err error) { err = s.Scan(&c); return c, err }, unit)
}

// withCourse adds grounds, events and files to entries.
func (tx *Tx) withCourse(ctx context.Context, list []shortcoming.Record) ([]shortcoming.Record, error) {
	if len(list) == 0 {
		return list, nil
	}
	place, ids := map[id.ID]int{}, make([]id.ID, len(list))
	for i, r := range list {
		place[r.ID], ids[i] = i, r.ID
	}
	var of id.ID
	_, err := manyOf(ctx, tx, "shortcoming.grounds_of", func(s scanner) (g shortcoming.Ground, err error) {
		if err = s.Scan(&of, &g.Kind, &g.Ref, &g.Name, &g.Asked, &g.Got, &g.Stand); err == nil {
			r := &list[place[of]]
			r.Grounds = append(r.Grounds, g)
		}
		return g, err
	}, ids)
	if err != nil {
		return nil, err
	}
	_, err = manyOf(ctx, tx, "shortcoming.events_of", func(s scanner) (e shortcoming.Event, err error) {
		if of, e, err = scanShortcomingEvent(s); err == nil {
			r := &list[place[of]]
			r.Events = append(r.Events, e)
		}
		return e, err
	}, ids)
	if err != nil {
		return nil, err
	}
	files, err := manyOf(ctx, tx, "shortcoming.files_of", scanShortcomingFile, ids)
	for _, f := range files {
		r := &list[place[f.Of]]
		if i := slices.IndexFunc(r.Events, func(e shortcoming.Event) bool { return e.No == f.Event }); i >= 0 {
			r.Events[i].Files = append(r.Events[i].Files, f.File)
		}
	}
	return list, err
}

func scanShortcomingEvent(s scanner) (of id.ID, e shortcoming.Event, err error) {
	var at int64
	var amended string
	if err = s.Scan(&of, &e.No, &e.Step, &e.On, &e.Text, &e.To, &e.By, &e.ByName, &at, &amended); err != nil {
		return of, e, err
	}
	e.At = time.UnixMilli(at)
	e.Amended, err = readAmended(amended)
	return of, e, err
}

// InsertShortcomingEvent adds a step with its files, and keeps the state it leads to.
func (tx *Tx) InsertShortcomingEvent(ctx context.Context, of id.ID, e shortcoming.Event, after shortcoming.State) error {
	amended, err := amendedText(e.Amended)
	if err != nil {
		return err
	}
	if err := tx.exec(ctx, "shortcoming.insert_event", of, e.No, e.Step, e.On, e.Text, e.To, e.By, e.ByName, e.At.UnixMilli(), amended); err != nil {
		return err
	}
	for _, f := range e.Files {
		if err := tx.exec(ctx, "shortcoming.insert_file", f.ID, of, e.No, f.Name, f.MediaType, f.Size, f.SHA256); err != nil {
			return err
		}
	}
	return tx.execOne(ctx, "shortcoming.set_state", of, after)
}

// AmendShortcoming keeps an entry as it is read after an event that amends it.
func (tx *Tx) AmendShortcoming(ctx context.Context, s shortcoming.Shortcoming) error {
	return tx.execOne(ctx, "shortcoming.amend", s.ID, s.Statement, s.Field, s.Objective, s.Subjective, s.AnswerUnit, s.Post, s.Product, s.Due, s.Source, viet.Fold(s.Statement))
}

// ShortcomingFile is a file with the entry and the step it came with.
type ShortcomingFile struct {
	shortcoming.File
	Of    id.ID
	Event int
}

func scanShortcomingFile(s scanner) (f ShortcomingFile, err error) {
	err = s.Scan(&f.ID, &f.Of, &f.Event, &f.Name, &f.MediaType, &f.Size, &f.SHA256)
	return f, err
}

// ShortcomingFile finds a file.
func (tx *Tx) ShortcomingFile(ctx context.Context, which id.ID) (ShortcomingFile, error) {
	return one(ctx, tx, "shortcoming.file", scanShortcomingFile, which)
}

// ShortcomingsLeft counts the entries of years before one that some units left
// open: neither remedied nor carried over.
func (tx *Tx) ShortcomingsLeft(ctx context.Context, year period.Cycle, units []id.ID) (int, error) {
	counts, err := manyOf(ctx, tx, "shortcoming.left", func(s scanner) (n int, err error) { err = s.Scan(&n); return n, err }, distinct(units), year)
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum, err
}

// ShortcomingsUntil gives all entries up to a year that a unit has or answers for.
func (tx *Tx) ShortcomingsUntil(ctx context.Context, unit id.ID, year period.Cycle) ([]shortcoming.Record, error) {
	list, err := many(ctx, tx, "shortcoming.of_unit_until", scanShortcoming, unit, year)
	if err != nil {
		return nil, err
	}
	return tx.withCourse(ctx, list)
}

// ProvedBy gives by the key of a row which entry of a unit it proves.
func (tx *Tx) ProvedBy(ctx context.Context, unit id.ID) (map[string]id.ID, error) {
	out := map[string]id.ID{}
	_, err := many(ctx, tx, "shortcoming.proved_by", func(s scanner) (g shortcoming.Ground, err error) {
		var of id.ID
		if err = s.Scan(&g.Kind, &g.Ref, &of); err == nil {
			out[g.Key()] = of
		}
		return g, err
	}, unit)
	return out, err
}

func distinct(units []id.ID) []id.ID {
	out := slices.Clone(units)
	slices.Sort(out)
	return slices.Compact(out)
}
