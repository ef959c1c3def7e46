package store

import (
	"context"
	"math"
	"sort"
	"strings"
	"time"
)

// baseChunk is how many rows an entry of a base image holds.
const baseChunk = 500

// imageBase writes what the log does not have yet into it, after the schema was
// brought forward: the rows of every table of a database whose log held no rows,
// else of those tables that a migration wrote into. Verification replays from
// there on. It is one transaction: all of it is logged, or none.
func (db *DB) imageBase(ctx context.Context) error {
	var since int64
	err := db.Read(ctx, func(ctx context.Context, tx *Tx) (err error) {
		since, err = tx.loggedVersion(ctx)
		return err
	})
	if err != nil || since >= schemaVersion {
		return err
	}
	list := tablesWrittenSince(since)
	if len(list) == 0 {
		return nil
	}
	return db.Write(ctx, func(ctx context.Context, tx *Tx) error {
		// Another process may have done it while this one waited for the log.
		if since, err := tx.loggedVersion(ctx); err != nil || since >= schemaVersion {
			return err
		}
		for _, t := range list {
			if err := db.imageTable(ctx, tx, t); err != nil {
				return err
			}
		}
		return nil
	})
}

// loggedVersion gives the version of the schema that the newest entry was made
// in; 0 where the log holds no rows, and this program's where it is empty.
func (tx *Tx) loggedVersion(ctx context.Context) (int64, error) {
	newest, err := tx.LedgerNewest(ctx, math.MaxInt64, 1)
	if err != nil || len(newest) == 0 {
		return schemaVersion, err
	}
	if newest[0].Data == nil {
		return 0, nil
	}
	return versionOf(&newest[0])
}

// tablesWrittenSince gives the logged tables whose rows the migrations after a
// version write into; all of them since 0.
func tablesWrittenSince(version int64) []*table {
	names := map[string]bool{}
	if version == 0 {
		for name := range schema {
			names[name] = true
		}
	}
	for _, m := range migrationTexts() {
		if m.version <= version {
			continue
		}
		for _, w := range writesInto.FindAllStringSubmatch(m.text, -1) {
			names[w[1]] = true
		}
	}
	var out []*table
	for name := range names {
		if t := schema[name]; t != nil && t.logged() {
			out = append(out, t)
		}
	}
	sort.Slice(out, func(i, k int) bool { return out[i].name < out[k].name })
	return out
}

// imageTable logs every row of a table, read in a transaction of its own while
// the log's lock keeps others from writing.
func (db *DB) imageTable(ctx context.Context, tx *Tx, t *table) error {
	entry := func() error {
		if _, err := tx.AppendLedger(ctx, Logged{At: time.Now(), Actor: "dondoc upgrade", Action: "ledger.base", Object: t.name}); err != nil {
			return err
		}
		if err := tx.closeEntries(ctx, true); err != nil {
			return err
		}
		tx.log.all, tx.log.closed = nil, 0
		return nil
	}
	tx.log.all = append(tx.log.all, Change{Table: t.name, Op: opClear, of: t})
	err := db.Read(ctx, func(ctx context.Context, from *Tx) error {
		columns := t.kept()
		names := make([]string, len(columns))
		for i, at := range columns {
			names[i] = t.columns[at].name
		}
		rows, err := from.sql.QueryContext(ctx, "SELECT "+strings.Join(names, ", ")+" FROM "+t.name)
		if err != nil {
			return translate(err)
		}
		defer rows.Close()
		for rows.Next() {
			values, err := scanValues(rows, t, columns)
			if err != nil {
				return translate(err)
			}
			tx.log.all = append(tx.log.all, Change{Table: t.name, Op: rowPut, values: values, of: t})
			if len(tx.log.all) >= baseChunk {
				if err := entry(); err != nil {
					return err
				}
			}
		}
		return translate(rows.Err())
	})
	if err != nil || len(tx.log.all) == 0 {
		return err
	}
	return entry()
}
