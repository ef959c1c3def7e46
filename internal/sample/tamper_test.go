package sample_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dondoc/internal/pgtest"
	"dondoc/internal/sample"
	"dondoc/internal/store"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// Whatever is changed in a table that the log holds, in any of its columns, and
// whatever is taken away, is found, on both engines. The tables and columns are
// asked of the database, so that a new one cannot be missed; those that the
// sample world leaves empty are named.
func TestTampering(t *testing.T) {
	for _, engine := range []string{"sqlite", "pgx"} {
		t.Run(engine, func(t *testing.T) {
			dsn := filepath.Join(t.TempDir(), "t.db")
			if engine == "pgx" {
				dsn = pgtest.DSN(t)
			}
			db, err := store.Open(context.Background(), dsn)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if err := sample.Load(context.Background(), db); err != nil {
				t.Fatal(err)
			}
			raw, err := sql.Open(engine, dsn)
			if err != nil {
				t.Fatal(err)
			}
			defer raw.Close()
			raw.SetMaxOpenConns(1)
			if engine == "pgx" {
				run(t, raw, "SET session_replication_role = replica") // no foreign keys
			}
			if !fits(t, db) {
				t.Fatal("the untouched world does not fit its log")
			}
			var empty []string
			for table, columns := range tables(t, raw, engine) {
				if !tamperWith(t, db, raw, table, columns) {
					empty = append(empty, table)
				}
			}
			t.Logf("not tried, the sample world has no rows of them: %v", empty)
		})
	}
}

func fits(t *testing.T, db *store.DB) (ok bool) {
	t.Helper()
	err := db.Read(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		v, err := tx.Verify(ctx, nil, nil)
		ok = v.OK()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

func run(t *testing.T, raw *sql.DB, text string, args ...any) {
	t.Helper()
	if _, err := raw.Exec(text, args...); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}

// tables gives the columns of every table that is logged, and of the log.
func tables(t *testing.T, raw *sql.DB, engine string) map[string][]string {
	t.Helper()
	ask := `SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY m.name, p.cid`
	if engine == "pgx" {
		ask = `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`
	}
	rows, err := raw.Query(ask)
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
		if why := store.Unlogged(table); why == "" && !strings.HasPrefix(table, "goose") && !strings.HasPrefix(table, "sqlite") || strings.HasPrefix(table, "ledger_") {
			out[table] = append(out[table], column)
		}
	}
	return out
}

// tamperWith changes each column of one row, takes the row away and puts it
// there twice; false where the table has no row.
func tamperWith(t *testing.T, db *store.DB, raw *sql.DB, table string, columns []string) bool {
	t.Helper()
	row := make([]any, len(columns))
	dest := make([]any, len(columns))
	for i := range row {
		dest[i] = &row[i]
	}
	order := columns[0]
	if err := raw.QueryRow("SELECT " + strings.Join(columns, ", ") + " FROM " + table + " ORDER BY " + order + " DESC LIMIT 1").Scan(dest...); err != nil {
		return false
	}
	where, args := wherever(columns, row)
	for i, column := range columns {
		forged := forge(row[i])
		if _, err := raw.Exec(fmt.Sprintf("UPDATE %s SET %s = $%d WHERE %s", table, column, len(args)+1, where), append(args[:len(args):len(args)], forged)...); err != nil {
			t.Errorf("%s.%s: %v", table, column, err)
			continue
		}
		if fits(t, db) {
			t.Errorf("%s.%s was changed from %v to %v, and verification is content", table, column, row[i], forged)
		}
		changed := append([]any(nil), row...)
		changed[i] = forged
		again, with := wherever(columns, changed)
		run(t, raw, fmt.Sprintf("UPDATE %s SET %s = $%d WHERE %s", table, column, len(with)+1, again), append(with, row[i])...)
	}
	run(t, raw, "DELETE FROM "+table+" WHERE "+where, args...)
	if fits(t, db) {
		t.Errorf("a row of %s was taken away, and verification is content", table)
	}
	places := make([]string, len(columns))
	for i := range places {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	insert := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(places, ", ") + ")"
	run(t, raw, insert, row...)
	double := append([]any(nil), row...)
	for i, v := range double {
		if _, text := v.(string); text || i == 0 {
			double[i] = forge(v)
		}
	}
	if _, err := raw.Exec(insert, double...); err == nil {
		if fits(t, db) {
			t.Errorf("a row was put into %s, and verification is content", table)
		}
		again, with := wherever(columns, double)
		run(t, raw, "DELETE FROM "+table+" WHERE "+again, with...)
	}
	if !fits(t, db) {
		t.Fatalf("%s was put right again, and does not fit", table)
	}
	return true
}

func wherever(columns []string, row []any) (string, []any) {
	var parts []string
	var args []any
	for i, c := range columns {
		if row[i] == nil {
			parts = append(parts, c+" IS NULL")
			continue
		}
		args = append(args, row[i])
		parts = append(parts, fmt.Sprintf("%s = $%d", c, len(args)))
	}
	return strings.Join(parts, " AND "), args
}

// forge gives another value of the same kind.
func forge(v any) any {
	switch x := v.(type) {
	case bool:
		return !x
	case int64:
		return x + 1
	case string:
		return x + "x"
	case []byte:
		return append(append([]byte(nil), x...), 'x')
	}
	return []byte("x")
}
