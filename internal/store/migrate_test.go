package store

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"dondoc/internal/pgtest"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"
)

// TestUpgrade sees that a database brought forward one migration at a time, as
// at an office that upgrades now and then, has the schema of a fresh one.
func TestUpgrade(t *testing.T) {
	dsns := map[Engine][2]string{
		SQLite:     {filepath.Join(t.TempDir(), "fresh.db"), filepath.Join(t.TempDir(), "old.db")},
		PostgreSQL: {pgtest.DSN(t), pgtest.DSN(t)},
	}
	for engine, pair := range dsns {
		fresh, err := Open(ctx, pair[0])
		if err != nil {
			t.Fatal(err)
		}
		defer fresh.Close()
		old, err := connect(pair[1])
		if err != nil {
			t.Fatal(err)
		}
		defer old.Close()
		dir, _ := fs.Sub(migrationFiles, "migrations")
		dialect := goose.DialectSQLite3
		if engine == PostgreSQL {
			dialect = goose.DialectPostgres
		}
		provider, err := goose.NewProvider(dialect, old.writer, dir, goose.WithDisableGlobalRegistry(true))
		if err != nil {
			t.Fatal(err)
		}
		for _, source := range provider.ListSources() {
			if _, err := provider.UpTo(ctx, source.Version); err != nil {
				t.Fatalf("%s: version %d: %v", engine, source.Version, err)
			}
		}
		if diff := cmp.Diff(catalogue(t, fresh), catalogue(t, old)); diff != "" {
			t.Errorf("%s: fresh and upgraded differ:\n%s", engine, diff)
		}
	}
}

// catalogue lists every table with its columns.
func catalogue(t *testing.T, db *DB) []string {
	t.Helper()
	ask := `SELECT m.name, p.name, p.type, p."notnull" FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type IN ('table', 'index')`
	if db.Engine == PostgreSQL {
		ask = `SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = current_schema()`
	}
	rows, err := db.readers.QueryContext(ctx, ask)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var table, column, kind, null string
		if err := rows.Scan(&table, &column, &kind, &null); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(table, "sqlite_") {
			out = append(out, fmt.Sprint(table, ".", column, " ", kind, " ", null))
		}
	}
	sort.Strings(out)
	if len(out) < 50 {
		t.Fatalf("only %d columns were found", len(out))
	}
	return out
}
