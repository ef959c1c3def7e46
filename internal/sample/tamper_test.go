package sample_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/pgtest"
	"dondoc/internal/sample"
	"dondoc/internal/store"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// Whatever is changed in a table that the log holds, in any of its columns, and
// whatever is taken away or put there, is found and named (on PostgreSQL with
// DONDOC_ALL_TAMPERING=1), and
// so it is in tables that follow from others, in the log itself, and in the
// structure. The tables and columns are asked of the database, so that a new one
// cannot be missed.
func TestTampering(t *testing.T) {
	engines := []string{"sqlite"}
	if os.Getenv("DONDOC_ALL_TAMPERING") != "" { // takes minutes on PostgreSQL
		engines = append(engines, "pgx")
	}
	for _, engine := range engines {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			dsn := filepath.Join(t.TempDir(), "t.db")
			if engine == "pgx" {
				dsn = pgtest.DSN(t)
			}
			db, err := store.Open(context.Background(), dsn)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if err := sample.Load(context.Background(), db, "2025-01-31"); err != nil {
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
			if v := verified(t, db); !v.OK() {
				t.Fatalf("the untouched world does not fit its log: %+v %+v", v.Wrong, v.Findings)
			}
			held, follow := map[string][]string{}, map[string][]string{}
			for table, columns := range tables(t, raw, engine) {
				switch why := store.Unlogged(table); {
				case why == "":
					held[table] = columns
				case strings.HasPrefix(table, "ledger_") || table == "standing_fill":
					tamperAlone(t, db, raw, table, columns)
				default:
					follow[table] = columns
				}
			}
			tamperTogether(t, db, raw, held, "")
			tamperTogether(t, db, raw, follow, "derived")
			tamperWithStructure(t, db, raw)
			tamperWithSessions(t, db, raw)
		})
	}
}

func verified(t *testing.T, db *store.DB) (v store.Verdict) {
	t.Helper()
	err := db.Read(context.Background(), func(ctx context.Context, tx *store.Tx) (err error) {
		v, err = tx.Verify(ctx, nil, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func fits(t *testing.T, db *store.DB) bool { t.Helper(); v := verified(t, db); return v.OK() }

func names(v store.Verdict, table, what string) bool {
	return slices.ContainsFunc(v.Findings, func(f store.Finding) bool { return f.Table == table && (f.What == "derived") == (what != "") })
}

// tamperTogether changes a column of one row in every table at once, then the
// next column; takes a row of each away; and puts one into each.
func tamperTogether(t *testing.T, db *store.DB, raw *sql.DB, held map[string][]string, as string) {
	t.Helper()
	most, rows := 0, map[string][]any{}
	for table, columns := range held {
		most = max(most, len(columns))
		if row := lastRow(raw, table, columns); row != nil {
			rows[table] = row
		}
	}
	all := func(what string, tamper func(table string, columns []string, row []any) (undo func())) {
		var undone []func()
		var tried []string
		for table, columns := range held {
			if undo := tamper(table, columns, rows[table]); undo != nil {
				undone, tried = append(undone, undo), append(tried, table)
			}
		}
		v := verified(t, db)
		for _, table := range tried {
			if !names(v, table, as) {
				t.Errorf("%s of %s: and verification does not name it", what, table)
			}
		}
		for _, undo := range undone {
			undo()
		}
	}
	for k := range most {
		all(fmt.Sprint("column ", k), func(table string, columns []string, row []any) func() {
			if row == nil || k >= len(columns) {
				return nil
			}
			where, args := wherever(columns, row)
			changed := slices.Clone(row)
			changed[k] = forge(row[k])
			run(t, raw, fmt.Sprintf("UPDATE %s SET %s = $%d WHERE %s", table, columns[k], len(args)+1, where), append(args, changed[k])...)
			return func() {
				again, with := wherever(columns, changed)
				run(t, raw, fmt.Sprintf("UPDATE %s SET %s = $%d WHERE %s", table, columns[k], len(with)+1, again), append(with, row[k])...)
			}
		})
	}
	all("a row taken out", func(table string, columns []string, row []any) func() {
		if row == nil {
			return nil
		}
		where, args := wherever(columns, row)
		run(t, raw, "DELETE FROM "+table+" WHERE "+where, args...)
		return func() { run(t, raw, inserting(table, columns), row...) }
	})
	all("a row put in", func(table string, columns []string, row []any) func() {
		double := make([]any, len(columns))
		for i := range columns {
			if row == nil {
				double[i] = anything(t, raw, db.Engine, table, columns[i])
			} else if double[i] = row[i]; i == 0 {
				double[i] = forge(row[i])
			} else if _, text := row[i].(string); text {
				double[i] = forge(row[i])
			}
		}
		run(t, raw, inserting(table, columns), double...)
		return func() {
			again, with := wherever(columns, double)
			run(t, raw, "DELETE FROM "+table+" WHERE "+again, with...)
		}
	})
	if v := verified(t, db); !v.OK() {
		t.Fatalf("all was put right again, and does not fit: %+v", v.Findings)
	}
}

// anything is a value that a column of a table can have.
func anything(t *testing.T, raw *sql.DB, engine store.Engine, table, column string) any {
	t.Helper()
	ask := "SELECT type FROM pragma_table_info($1) WHERE name = $2"
	if engine == store.PostgreSQL {
		ask = "SELECT data_type FROM information_schema.columns WHERE table_name = $1 AND column_name = $2"
	}
	var kind string
	if err := raw.QueryRow(ask, table, column).Scan(&kind); err != nil {
		t.Fatal(err)
	}
	return map[string]any{"text": "x", "bigint": int64(7), "boolean": true, "bytea": []byte("x")}[strings.ToLower(kind)]
}

func inserting(table string, columns []string) string {
	places := make([]string, len(columns))
	for i := range places {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(places, ", ") + ")"
}

func lastRow(raw *sql.DB, table string, columns []string) []any {
	row, dest := make([]any, len(columns)), make([]any, len(columns))
	for i := range row {
		dest[i] = &row[i]
	}
	if err := raw.QueryRow("SELECT " + strings.Join(columns, ", ") + " FROM " + table + " ORDER BY " + columns[0] + " DESC LIMIT 1").Scan(dest...); err != nil {
		return nil
	}
	return row
}

func run(t *testing.T, raw *sql.DB, text string, args ...any) {
	t.Helper()
	if _, err := raw.Exec(text, args...); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}

// tables gives the columns of every table that is logged or follows from logged
// ones, and of the log.
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
		if why := store.Unlogged(table); slices.Contains([]string{"standing", "standing_count", "standing_fill", "waiting", "capital_waiting", "capital_sum", "capital_sum_known", "capital_counted"}, table) || why == "" && !strings.HasPrefix(table, "goose") && !strings.HasPrefix(table, "sqlite") || strings.HasPrefix(table, "ledger_") {
			out[table] = append(out[table], column)
		}
	}
	return out
}

// tamperAlone changes each column of one row, takes the row away and puts it
// there twice, one by one.
func tamperAlone(t *testing.T, db *store.DB, raw *sql.DB, table string, columns []string) {
	t.Helper()
	row := lastRow(raw, table, columns)
	if row != nil {
		where, args := wherever(columns, row)
		for i, column := range columns {
			forged := forge(row[i])
			if _, err := raw.Exec(fmt.Sprintf("UPDATE %s SET %s = $%d WHERE %s", table, column, len(args)+1, where), append(args[:len(args):len(args)], forged)...); err != nil {
				t.Errorf("%s.%s: %v", table, column, err)
				continue
			}
			if harmless := column == "turn"; !harmless && fits(t, db) { // a turn only says which kept pages stand
				t.Errorf("%s.%s was changed from %v to %v, and verification is content", table, column, row[i], forged)
			}
			changed := slices.Clone(row)
			changed[i] = forged
			again, with := wherever(columns, changed)
			run(t, raw, fmt.Sprintf("UPDATE %s SET %s = $%d WHERE %s", table, column, len(with)+1, again), append(with, row[i])...)
		}
		run(t, raw, "DELETE FROM "+table+" WHERE "+where, args...)
		if fits(t, db) {
			t.Errorf("a row of %s was taken away, and verification is content", table)
		}
		run(t, raw, inserting(table, columns), row...)
	}
	double := make([]any, len(columns))
	for i, c := range columns {
		if row == nil {
			double[i] = "x"
			if c == "seq" {
				double[i] = int64(7)
			}
		} else if double[i] = row[i]; i == 0 {
			double[i] = forge(row[i])
		}
	}
	run(t, raw, inserting(table, columns), double...)
	if fits(t, db) {
		t.Errorf("a row was put into %s, and verification is content", table)
	}
	again, with := wherever(columns, double)
	run(t, raw, "DELETE FROM "+table+" WHERE "+again, with...)
	if !fits(t, db) {
		t.Fatalf("%s was put right again, and does not fit", table)
	}
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

// What acts by itself, or makes the database another than the program's, is named.
func tamperWithStructure(t *testing.T, db *store.DB, raw *sql.DB) {
	t.Helper()
	tries := [][2]string{
		{"CREATE TABLE other (id BIGINT)", "DROP TABLE other"},
		{"CREATE VIEW seen AS SELECT id FROM target", "DROP VIEW seen"},
		{"ALTER TABLE unit ADD COLUMN note TEXT", "ALTER TABLE unit DROP COLUMN note"},
		{"ALTER TABLE saved_filter RENAME TO kept_filter", "ALTER TABLE kept_filter RENAME TO saved_filter"},
		{"ALTER TABLE observation RENAME COLUMN note TO remark", "ALTER TABLE observation RENAME COLUMN remark TO note"},
		{"INSERT INTO content (sha256, size, at, bytes) VALUES ('ab', 1, 1, CAST('x' AS BYTEA))", "DELETE FROM content WHERE sha256 = 'ab'"},
	}
	if db.Engine == store.SQLite {
		tries = append(tries,
			[2]string{"CREATE TRIGGER helper AFTER INSERT ON observation BEGIN UPDATE setting SET value = value; END", "DROP TRIGGER helper"},
			[2]string{"CREATE UNIQUE INDEX slow ON observation (note, id)", "DROP INDEX slow"},
			[2]string{"DROP INDEX session_account", "CREATE INDEX session_account ON session (account_id)"})
	} else {
		tries = append(tries,
			[2]string{"ALTER TABLE account ALTER COLUMN lang SET DEFAULT 'en'", "ALTER TABLE account ALTER COLUMN lang DROP DEFAULT"},
			[2]string{"CREATE RULE quiet AS ON DELETE TO unit DO INSTEAD NOTHING", "DROP RULE quiet ON unit"},
			[2]string{"CREATE FUNCTION help() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'", "DROP FUNCTION help"},
			[2]string{"CREATE MATERIALIZED VIEW seen AS SELECT id FROM target", "DROP MATERIALIZED VIEW seen"},
			[2]string{"CREATE UNIQUE INDEX slow ON observation (note, id)", "DROP INDEX slow"},
			[2]string{"CREATE INDEX often ON observation (note) WHERE note <> ''", "DROP INDEX often"},
			[2]string{"DROP INDEX session_account", "CREATE INDEX session_account ON session (account_id)"},
			[2]string{"ALTER TABLE session DROP CONSTRAINT session_pkey", "ALTER TABLE session ADD PRIMARY KEY (token_hash)"},
			[2]string{"ALTER TABLE capital_project DROP CONSTRAINT capital_project_unit_id_code_key", "ALTER TABLE capital_project ADD UNIQUE (unit_id, code)"},
			[2]string{"ALTER TABLE task DROP CONSTRAINT task_unit_id_fkey", "ALTER TABLE task ADD FOREIGN KEY (unit_id) REFERENCES unit (id)"},
			[2]string{"ALTER TABLE task ADD CONSTRAINT late CHECK (place < 100000) NOT VALID", "ALTER TABLE task DROP CONSTRAINT late"},
			[2]string{"ALTER TABLE task DROP CONSTRAINT task_unit_id_fkey; ALTER TABLE task ADD CONSTRAINT task_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit (id) ON DELETE CASCADE", "ALTER TABLE task DROP CONSTRAINT task_unit_id_fkey; ALTER TABLE task ADD FOREIGN KEY (unit_id) REFERENCES unit (id)"},
			[2]string{"ALTER TABLE task ALTER COLUMN name DROP NOT NULL", "ALTER TABLE task ALTER COLUMN name SET NOT NULL"},
			[2]string{"ALTER TABLE unit ENABLE ROW LEVEL SECURITY", "ALTER TABLE unit DISABLE ROW LEVEL SECURITY"})
	}
	for _, try := range tries {
		run(t, raw, try[0])
		if fits(t, db) {
			t.Errorf("%s: and verification is content", try[0])
		}
		run(t, raw, try[1])
		if !fits(t, db) {
			t.Fatalf("%s: was undone, and does not fit", try[0])
		}
	}
}

// A session that nobody signed in to is named.
func tamperWithSessions(t *testing.T, db *store.DB, raw *sql.DB) {
	t.Helper()
	var account string
	if err := raw.QueryRow("SELECT id FROM account ORDER BY id LIMIT 1").Scan(&account); err != nil {
		t.Fatal(err)
	}
	run(t, raw, "INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at, agent) VALUES ('forged', $1, 1, 1, 9, '')", account)
	if fits(t, db) {
		t.Error("a session was put into the database, and verification is content")
	}
	run(t, raw, "DELETE FROM session WHERE token_hash = 'forged'")
}
