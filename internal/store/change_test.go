package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/quick"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/ledger"

	"github.com/google/go-cmp/cmp"
)

// The tables as they are read from the migrations are those of both engines, in
// the same order of columns and with the same keys.
func TestSchemaIsWhatTheEnginesHave(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *DB, _ string) {
		columns := `SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY m.name, p.cid`
		keys := `SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' AND p.pk > 0 ORDER BY m.name, p.pk`
		if db.Engine == PostgreSQL {
			columns = `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`
			keys = `SELECT k.table_name, k.column_name FROM information_schema.key_column_usage k JOIN information_schema.table_constraints c
				ON c.constraint_name = k.constraint_name AND c.table_schema = k.table_schema
				WHERE c.constraint_type = 'PRIMARY KEY' AND k.table_schema = current_schema() ORDER BY k.table_name, k.ordinal_position`
		}
		read := func(ask string) map[string][]string {
			rows, err := db.readers.QueryContext(ctx, ask)
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			out := map[string][]string{}
			for rows.Next() {
				var table, column string
				if err := rows.Scan(&table, &column); err != nil {
					t.Fatal(err)
				}
				if !strings.HasPrefix(table, "sqlite_") && !strings.HasPrefix(table, "goose_") {
					out[table] = append(out[table], column)
				}
			}
			return out
		}
		haveColumns, haveKeys := map[string][]string{}, map[string][]string{}
		for name, tb := range schema {
			for _, c := range tb.columns {
				haveColumns[name] = append(haveColumns[name], c.name)
			}
			for _, k := range tb.key {
				haveKeys[name] = append(haveKeys[name], tb.columns[k].name)
			}
			if len(tb.columns) > 63 {
				t.Errorf("%s has more columns than an entry can say", name)
			}
			if slices.ContainsFunc(tb.columns, column.content) && tb.logged() && tb.place("sha256") < 0 {
				t.Errorf("%s keeps files and not their sha256, so the log has nothing of them", name)
			}
		}
		if diff := cmp.Diff(read(columns), haveColumns); diff != "" {
			t.Errorf("columns: %s", diff)
		}
		if diff := cmp.Diff(read(keys), haveKeys); diff != "" {
			t.Errorf("keys: %s", diff)
		}
		for name, why := range unlogged {
			if schema[name] == nil || why == "" {
				t.Errorf("unlogged table %s: %q", name, why)
			}
		}
	})
}

// An entry holds the rows its use-case wrote, in the database's own words, and
// a use-case that writes rows and logs nothing is refused as a defect.
func TestEntriesHoldWhatChanged(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *DB, _ string) {
		at := time.UnixMilli(1700000000000)
		hooked := 0
		db.BeforeCommit(func(ctx context.Context, tx *Tx) error {
			hooked += len(tx.Changed())
			return tx.SetSetting(ctx, "hook", "after")
		})
		err := db.Write(ctx, func(ctx context.Context, tx *Tx) error {
			if err := tx.exec(ctx, "org.insert_unit", "u1", "ngan-son"); err != nil {
				return err
			}
			if _, err := tx.AppendLedger(ctx, Logged{At: at, Account: "acc", Person: "per", User: "can-bo", Actor: "Cán bộ", Unit: "u1", Action: "unit.added", Object: "u1", Sealed: true}); err != nil {
				return err
			}
			if err := tx.SetSetting(ctx, "a", "1"); err != nil {
				return err
			}
			seq, err := tx.AppendLedger(ctx, Logged{At: at.Add(-time.Hour), Action: "second"})
			if seq != 1 || tx.NextEntry() != 2 {
				t.Errorf("place %d, next %d", seq, tx.NextEntry())
			}
			return errors.Join(err, tx.SetSetting(ctx, "a", "2"))
		})
		if err != nil {
			t.Fatal(err)
		}
		err = db.Write(ctx, func(ctx context.Context, tx *Tx) error { return tx.SetSetting(ctx, "a", "3") })
		if !errs.Is(err, errs.Internal) {
			t.Errorf("a write without an entry: %v", err)
		}
		var got [][]string
		err = db.Read(ctx, func(ctx context.Context, tx *Tx) error {
			entries, err := tx.LedgerFrom(ctx, 0, 10)
			for _, e := range entries {
				var rows []string
				err = errors.Join(err, changesOf(&e, func(c Change) error {
					rows = append(rows, c.Table+" "+c.Text(c.of.columns[0].name)+" "+c.Text(c.of.columns[1].name))
					return nil
				}))
				got = append(got, rows)
			}
			if e := entries[0]; e.Account != "acc" || e.Person != "per" || e.User != "can-bo" || e.Unit != "u1" || !e.Sealed || entries[1].At != e.At {
				t.Errorf("entries %+v", entries)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		want := [][]string{{"unit u1 ngan-son"}, {"setting a 1", "setting a 2", "setting hook after"}}
		if diff := cmp.Diff(want, got); diff != "" || hooked != 4 { // three, and one of the write that is refused
			t.Errorf("hook saw %d; %s", hooked, diff)
		}
	})
}

// Whatever texts, numbers and truth values a row has come back as they went in.
func TestPackedRowsComeBack(t *testing.T) {
	of := schema["period_lock"]
	trip := func(at int64, month, reason, by string, no int64, locked bool, deleted bool) bool {
		e := ledger.Entry{Seq: 1, At: time.UnixMilli(at % (1 << 45)), Actor: by, Object: month, Unit: month, User: by}
		row := []any{"018f0000-0000-7000-8000-000000000001", month, no, locked, reason, month, by, at, by}
		changes := []Change{{Op: rowPut, of: of, Table: of.name, values: row}}
		if deleted {
			key := []any{row[0], month, no, absent{}, absent{}, absent{}, absent{}, absent{}, absent{}}
			changes = append(changes, Change{Op: rowDelete, of: of, Table: of.name, values: key},
				Change{Op: rowUpdate, of: of, Table: of.name, values: []any{row[0], month, no, nil, absent{}, strings.Repeat(by, 50), absent{}, absent{}, absent{}}})
		}
		e.Data = packEntry(e, changes)
		var back []Change
		err := changesOf(&e, func(c Change) error { back = append(back, c); return nil })
		if err != nil || len(back) != len(changes) || e.User != by {
			return false
		}
		for i := range back {
			if back[i].Op != changes[i].Op || back[i].Table != of.name || !slices.Equal(back[i].values, changes[i].values) {
				return false
			}
		}
		for cut := range e.Data { // a cut entry never ends in a panic
			broken := e
			broken.Data = e.Data[:cut]
			_ = changesOf(&broken, func(Change) error { return nil })
		}
		return true
	}
	if err := quick.Check(trip, nil); err != nil {
		t.Error(err)
	}
}
