package store

import (
	"context"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dondoc/internal/ledger"
	"dondoc/internal/pgtest"

	"github.com/pressly/goose/v3"
	"golang.org/x/mod/sumdb/tlog"
)

// A database of the version before the log held rows, with records and a log in
// it, is brought forward with all of them: its rows get into the log, its
// standings are worked out, and it verifies. On SQLite it is copied first.
func TestUpgradeOfAFilledDatabase(t *testing.T) {
	for engine, dsn := range map[Engine]string{SQLite: filepath.Join(t.TempDir(), "old.db"), PostgreSQL: pgtest.DSN(t)} {
		t.Run(string(engine), func(t *testing.T) {
			old, err := connect(dsn)
			if err != nil {
				t.Fatal(err)
			}
			fillOld(t, old)
			old.Close()
			copied, err := CopyForUpgrade(ctx, dsn)
			if err != nil || (copied != "") != (engine == SQLite) {
				t.Fatalf("copied to %q: %v", copied, err)
			}
			if again, err := CopyForUpgrade(ctx, dsn); err != nil || engine == SQLite && again != copied+".2" {
				t.Fatalf("copied again to %q: %v", again, err)
			}
			if _, err := OpenAsIs(ctx, dsn); err == nil {
				t.Fatal("an older database was opened as it is")
			}
			db, err := Open(ctx, dsn)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			err = db.Read(ctx, func(ctx context.Context, tx *Tx) error {
				v, err := tx.Verify(ctx, nil, nil)
				if err != nil {
					return err
				}
				if !v.OK() || v.Before != 3 || v.Rows == 0 {
					t.Errorf("after the upgrade: %+v", v)
				}
				n, err := one(ctx, tx, "standing.of_target", scanVerdict, "t1")
				if err != nil || !n.Listed {
					t.Errorf("its standing: %+v, %v", n, err)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if engine != SQLite {
				return
			}
			if left, _ := filepath.Glob(dsn + "*part*"); len(left) != 0 {
				t.Errorf("left: %v", left)
			}
			if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("the copy: %v %v", info, err)
			}
			kept, err := sql.Open("sqlite", copied)
			if err != nil {
				t.Fatal(err)
			}
			defer kept.Close()
			var version, entries int
			if err := kept.QueryRow("SELECT MAX(version_id), (SELECT COUNT(*) FROM ledger_entry) FROM goose_db_version").Scan(&version, &entries); err != nil || version != 9 || entries != 3 {
				t.Errorf("the copy is of version %d with %d entries: %v", version, entries, err)
			}
		})
	}
}

// fillOld makes a database of version 9 with a target, a figure and a log.
func fillOld(t *testing.T, db *DB) {
	t.Helper()
	dir, _ := fs.Sub(migrationFiles, "migrations")
	dialect := goose.DialectSQLite3
	if db.Engine == PostgreSQL {
		dialect = goose.DialectPostgres
	}
	provider, err := goose.NewProvider(dialect, db.writer, dir, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(ctx, 9); err != nil {
		t.Fatal(err)
	}
	for _, text := range oldRows {
		if _, err := db.writer.Exec(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	var edge ledger.Edge
	var hashes []tlog.Hash
	for seq := range int64(3) {
		e := ledger.Entry{Seq: seq, At: time.UnixMilli(1700000000000 + seq), Actor: "a", Action: "unit.added", Object: "u1", Body: []byte("{}")}
		hashes = append(hashes, edge.Add(e.Record())...)
		if _, err := db.writer.Exec("INSERT INTO ledger_entry (seq, at, actor, action, object, body) VALUES ($1, $2, 'a', 'unit.added', 'u1', '{}')", seq, e.At.UnixMilli()); err != nil {
			t.Fatal(err)
		}
	}
	for i, h := range hashes {
		if _, err := db.writer.Exec("INSERT INTO ledger_hash (idx, hash) VALUES ($1, $2)", i, h[:]); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.writer.Exec("UPDATE ledger_head SET size = 3"); err != nil {
		t.Fatal(err)
	}
}

var oldRows = []string{
	"INSERT INTO unit (id, code) VALUES ('u1', 'ngan-son')",
	"INSERT INTO unit_version (unit_id, valid_from, valid_to, name, name_fold, kind, parent_id, official, place, decision) VALUES ('u1', '1997-01-01', '9999-12-31', 'Ngân Sơn', 'ngan son', 'district', '', '', 0, '')",
	"INSERT INTO document (id, unit_id, cycle, number, issuer, issued_on, title, invented) VALUES ('d1', 'u1', '2023', '12-NQ/HU', 'Huyện ủy', '2022-12-20', 'Nhiệm vụ', FALSE)",
	"INSERT INTO indicator (id, name, name_fold, unit_of_measure) VALUES ('i1', 'Trồng rừng', 'trong rung', 'ha')",
	"INSERT INTO target (id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name, name_fold, unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source) VALUES ('t1', 'u1', '2023', 'd1', 'i1', '', 'own', 1, '1', 'Kinh tế', 'Trồng rừng', 'trong rung', 'ha', '', 'flow', 'u1', '', FALSE, '')",
	"INSERT INTO target_revision (target_id, no, wording, criterion, baseline, document_id, reason, confirmed, by_account, by_name, at) VALUES ('t1', 1, '400 ha', '{}', '', 'd1', '', TRUE, '', 'a', 1700000000000)",
	"INSERT INTO observation (id, seq, target_id, month, text, actual, cumulative, final, note, source, illustrative, by_account, by_name, at) VALUES ('o1', 1, 't1', '2023-06', '200 ha', '{}', TRUE, TRUE, '', '', FALSE, 'a', 'a', 1700000000001)",
	"INSERT INTO observation_step (observation_id, no, step, state, reason, by_account, by_name, at) VALUES ('o1', 1, 'submit', 'submitted', '', 'a', 'a', 1700000000001)",
}
