package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/ledger"
	"dondoc/internal/pgtest"
)

var ctx = context.Background()

// eachEngine runs a test on a SQLite file and on a PostgreSQL database.
func eachEngine(t *testing.T, test func(t *testing.T, db *DB, dsn string)) {
	for _, engine := range []Engine{SQLite, PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) {
			dsn := filepath.Join(t.TempDir(), "t.db")
			if engine == PostgreSQL {
				dsn = pgtest.DSN(t)
			}
			db, err := Open(ctx, dsn)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { db.Close() })
			if db.Engine != engine {
				t.Fatalf("engine %s", db.Engine)
			}
			test(t, db, dsn)
		})
	}
}

func TestQueriesPrepare(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *DB, _ string) {
		for _, name := range queryNames() {
			st, err := db.writer.PrepareContext(ctx, db.text(name))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			st.Close()
		}
	})
}

// SQLite takes the values of many rows by their order, so each number must stand
// once, in order.
func TestRowsGoByOrder(t *testing.T) {
	for _, name := range inRows {
		for _, size := range rowSizes {
			sized := fmt.Sprint(name, "*", size)
			for i, m := range parameter.FindAllStringSubmatch(query(sized), -1) {
				if m[1] != strconv.Itoa(i+1) {
					t.Fatalf("%s: value %d is numbered %s", sized, i+1, m[1])
				}
			}
			if text := sqliteText(sized); strings.Contains(text, "$") || strings.Count(text, "?") != strings.Count(query(sized), "$") {
				t.Errorf("%s: %s", sized, text)
			}
		}
	}
}

func TestOpenAgain(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *DB, dsn string) {
		err := db.Write(ctx, func(ctx context.Context, tx *Tx) error {
			if _, err := tx.AppendLedger(ctx, Logged{Action: "setting.put"}); err != nil {
				return err
			}
			return tx.SetSetting(ctx, "a", "á")
		})
		if err != nil {
			t.Fatal(err)
		}
		again, err := Open(ctx, dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		err = again.Read(ctx, func(ctx context.Context, tx *Tx) error {
			got, err := tx.Setting(ctx, "a")
			if got != "á" {
				t.Errorf("setting %q", got)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestRefusesNewerDatabase(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *DB, dsn string) {
		if _, err := db.writer.ExecContext(ctx, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, TRUE)"); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(ctx, dsn); !errs.Is(err, errs.Unavailable) || errs.All(err)[0].What.Key != "store.newer" {
			t.Errorf("a newer database: %v", err)
		}
	})
}

func TestCannotOpen(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte("this is a letter, not a database, and long enough to have a header of its own ............................"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, dsn := range map[string]string{
		"no folder":      filepath.Join(dir, "none", "a.db"),
		"a folder":       dir,
		"not a database": text,
		"nobody listens": "postgres://dondoc:secret@127.0.0.1:1/none",
		"nothing named":  "",
		"not an address": "postgres://[",
	} {
		_, err := Open(ctx, dsn)
		if kind := errs.KindOf(err); err == nil || kind != errs.Unavailable && kind != errs.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRedact(t *testing.T) {
	if got := redact("postgres://u:secret@h:5432/d"); got != "postgres://…@h:5432/d" {
		t.Error(got)
	}
}

// Writes that share a commit do not share their errors.
func TestWritesAreApart(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *DB, _ string) {
		const n = 200
		refused := errors.New("refused")
		var wg sync.WaitGroup
		for i := range n {
			wg.Go(func() {
				err := db.Write(ctx, func(ctx context.Context, tx *Tx) error {
					if err := tx.SetSetting(ctx, fmt.Sprint("k", i), "v"); err != nil {
						return err
					}
					if _, err := tx.AppendLedger(ctx, Logged{At: time.UnixMilli(int64(i)), Actor: "a", Action: "b", Object: "c", Body: []byte("{}")}); err != nil {
						return err
					}
					switch i % 4 {
					case 1:
						return refused
					case 2:
						panic("a defect")
					case 3: // an error of the engine, which spoils a PostgreSQL transaction
						return tx.exec(ctx, "org.insert_version", "none", "2023-01-01", "2024-01-01", "", "", "", "", "", 0, "")
					}
					return nil
				})
				if want := []errs.Kind{0, errs.Internal, errs.Internal, errs.NotFound}[i%4]; (err == nil) != (i%4 == 0) || err != nil && errs.KindOf(err) != want {
					t.Errorf("write %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		err := db.Read(ctx, func(ctx context.Context, tx *Tx) error {
			for i := range n {
				got, err := tx.Setting(ctx, fmt.Sprint("k", i))
				if err != nil {
					return err
				}
				if (got == "v") != (i%4 == 0) {
					t.Errorf("write %d left %q", i, got)
				}
			}
			v, err := tx.Verify(ctx, nil, nil)
			if v.Size != n/4 || !v.OK() {
				t.Errorf("log of %d entries, wrong: %+v %+v", v.Size, v.Wrong, v.Findings)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestRehearseKeepsNothing(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *DB, _ string) {
		err := db.Rehearse(ctx, func(ctx context.Context, tx *Tx) error {
			if _, err := tx.AppendLedger(ctx, Logged{Action: "setting.put"}); err != nil {
				return err
			}
			return tx.SetSetting(ctx, "a", "b")
		})
		if err != nil {
			t.Fatal(err)
		}
		db.Read(ctx, func(ctx context.Context, tx *Tx) error {
			if got, _ := tx.Setting(ctx, "a"); got != "" {
				t.Errorf("kept %q", got)
			}
			return nil
		})
	})
}

// Whoever changes the log in the database is found, and the entry is named.
func TestVerifyNamesTheEntry(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *DB, _ string) {
		for i := range 25 {
			err := db.Write(ctx, func(ctx context.Context, tx *Tx) error {
				_, err := tx.AppendLedger(ctx, Logged{At: time.UnixMilli(int64(1000 * i)), Actor: "can-bo", Action: "observation.reported", Object: "t", Body: []byte(`{"text":"24,472"}`)})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		verify := func() (wrong *ledger.Mismatch) {
			err := db.Read(ctx, func(ctx context.Context, tx *Tx) error {
				v, err := tx.Verify(ctx, nil, nil)
				wrong = v.Wrong
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return wrong
		}
		if wrong := verify(); wrong != nil {
			t.Fatalf("an untouched log: %+v", wrong)
		}
		for _, change := range []struct {
			sql, back string
			seq       int64
		}{
			{`UPDATE ledger_entry SET body = '{"text":"30"}' WHERE seq = 13`, `UPDATE ledger_entry SET body = '{"text":"24,472"}' WHERE seq = 13`, 13},
			{`UPDATE ledger_entry SET actor = 'ai do' WHERE seq = 0`, `UPDATE ledger_entry SET actor = 'can-bo' WHERE seq = 0`, 0},
			{`DELETE FROM ledger_entry WHERE seq = 7`, ``, 7},
		} {
			if _, err := db.writer.ExecContext(ctx, change.sql); err != nil {
				t.Fatal(err)
			}
			if wrong := verify(); wrong == nil || wrong.Seq != change.seq {
				t.Errorf("%s: %+v", change.sql, wrong)
			}
			if change.back != "" {
				db.writer.ExecContext(ctx, change.back)
			}
		}
	})
}
