package store

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"strconv"
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

// TestMigrationsFollow: a packed entry of the log names a table by its place
// among those of its version, so a migration below the newest would give the
// entries of databases that stand another meaning.
func TestMigrationsFollow(t *testing.T) {
	known := map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true, 9: true, 10: true, 20: true, 40: true, 60: true,
		80: true, 81: true, 82: true, 83: true, 84: true, 85: true, 86: true, 90: true, 100: true}
	files, err := filepath.Glob(filepath.Join("migrations", "*.sql"))
	if err != nil || len(files) < len(known) {
		t.Fatalf("%d migrations, %v", len(files), err)
	}
	for _, f := range files {
		n, err := strconv.Atoi(filepath.Base(f)[:5])
		if err != nil || n < 100 && !known[n] {
			t.Errorf("%s lies below the newest there was; give it the next number", f)
		}
	}
}
