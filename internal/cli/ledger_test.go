package cli

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
	"dondoc/internal/pgtest"
	"dondoc/internal/store"

	"golang.org/x/mod/sumdb/tlog"
)

// office is a database that was used for a while, with a key for its log.
type office struct {
	t        *testing.T
	dsn, key string
	raw      *sql.DB
}

func eachOffice(t *testing.T, test func(o *office)) {
	for _, engine := range []string{"sqlite", "pgx"} {
		t.Run(engine, func(t *testing.T) {
			dir := t.TempDir()
			o := &office{t: t, dsn: filepath.Join(dir, "d.db"), key: filepath.Join(dir, "key")}
			if engine == "pgx" {
				o.dsn = pgtest.DSN(t)
			}
			o.run(0, "init", "--unit-code", "ngan-son", "--unit-name", "Huyện Ngân Sơn", "--kind", "district")
			for i := range 8 {
				o.run(0, "units", "add", fmt.Sprint("xa-", i), fmt.Sprint("Xã ", i), "--kind", "commune", "--parent", "ngan-son", "--from", "01/01/2020")
			}
			raw, err := sql.Open(engine, o.dsn)
			if err != nil {
				t.Fatal(err)
			}
			defer raw.Close()
			o.raw = raw
			test(o)
		})
	}
}

// run runs a command and gives all it printed; it must end with the code.
func (o *office) run(code int, args ...string) string {
	o.t.Helper()
	var out bytes.Buffer
	got := Run(context.Background(), append(args, "--db", o.dsn, "--key-file", o.key), Env{Stdout: &out, Stderr: &out, Now: time.Now, Version: "test",
		Getenv: func(string) string { return "" }})
	if got != code {
		o.t.Fatalf("dondoc %v: code %d, not %d: %s", args, got, code, out.String())
	}
	return out.String()
}

func (o *office) exec(text string, args ...any) {
	o.t.Helper()
	if _, err := o.raw.Exec(text, args...); err != nil {
		o.t.Fatalf("%s: %v", text, err)
	}
}

// remake makes all hashes of the log anew, as who can write the database could.
func (o *office) remake() {
	o.t.Helper()
	rows, err := o.raw.Query("SELECT seq, at, actor, action, object, body, unit_id, data FROM ledger_entry ORDER BY seq")
	if err != nil {
		o.t.Fatal(err)
	}
	var edge ledger.Edge
	var hashes []tlog.Hash
	for rows.Next() {
		var e ledger.Entry
		var at int64
		var body string
		if err := rows.Scan(&e.Seq, &at, &e.Actor, &e.Action, &e.Object, &body, &e.Unit, &e.Data); err != nil {
			o.t.Fatal(err)
		}
		e.At, e.Body = time.UnixMilli(at), []byte(body)
		hashes = append(hashes, edge.Add(e.Record())...)
	}
	rows.Close()
	o.exec("DELETE FROM ledger_hash")
	for i, h := range hashes {
		o.exec("INSERT INTO ledger_hash (idx, hash) VALUES ($1, $2)", i, h[:])
	}
	o.exec("UPDATE ledger_head SET size = $1", edge.Size())
}

// What is done to the whole of a log, so that it fits itself, is found by who
// kept a signed checkpoint of it elsewhere, and the newest one counts.
func TestVerifyDemandsTheKeptCheckpoint(t *testing.T) {
	eachOffice(t, func(o *office) {
		old := filepath.Join(o.t.TempDir(), "old.checkpoint")
		write(o.t, old, o.run(0, "ledger", "checkpoint"))
		var epoch string
		for i := range 6 {
			if i == 1 {
				if err := o.raw.QueryRow("SELECT value FROM setting WHERE key = 'directory_epoch'").Scan(&epoch); err != nil {
					o.t.Fatal(err)
				}
			}
			o.run(0, "units", "add", fmt.Sprint("phong-", i), fmt.Sprint("Phòng ", i), "--kind", "department", "--parent", "ngan-son", "--from", "01/01/2020")
		}
		newest := filepath.Join(o.t.TempDir(), "newest.checkpoint")
		write(o.t, newest, o.run(0, "ledger", "checkpoint"))
		verify := func(code int, checkpoints ...string) string {
			args := []string{"ledger", "verify", "--public-key", o.key + ".pub", "--checkpoint-dir", o.t.TempDir()}
			for _, c := range checkpoints {
				args = append(args, "--checkpoint", c)
			}
			return o.run(code, args...)
		}
		verify(0, old, newest)

		// An entry is written anew, with all hashes after it.
		o.exec("UPDATE ledger_entry SET actor = 'Người khác' WHERE seq = 4")
		if said := verify(1); !strings.Contains(said, "4") {
			o.t.Errorf("the changed entry is not named: %s", said)
		}
		o.remake()
		verify(0) // it fits itself: nobody without a checkpoint can know
		verify(1, old)
		verify(1, newest)

		// The last five entries are cut off, with what they changed.
		o.exec("UPDATE ledger_entry SET actor = (SELECT actor FROM ledger_entry WHERE seq = 3) WHERE seq = 4")
		o.remake()
		verify(0, old, newest)
		var size int64
		if err := o.raw.QueryRow("SELECT size FROM ledger_head").Scan(&size); err != nil {
			o.t.Fatal(err)
		}
		o.exec("DELETE FROM ledger_entry WHERE seq >= $1", size-5)
		verify(1)
		o.remake()
		o.exec("DELETE FROM unit_version WHERE unit_id IN (SELECT id FROM unit WHERE code LIKE 'phong-%' AND code <> 'phong-0')")
		o.exec("DELETE FROM unit WHERE code LIKE 'phong-%' AND code <> 'phong-0'")
		o.exec("UPDATE setting SET value = $1 WHERE key = 'directory_epoch'", epoch)
		verify(0, old) // from before: the log may have been so
		said := verify(1, old, newest)
		if !strings.Contains(said, fmt.Sprint(size)) && !strings.Contains(said, fmt.Sprint(size-5)) {
			o.t.Errorf("what is missing is not named: %s", said)
		}
		// A checkpoint that another key signed is none.
		other := filepath.Join(o.t.TempDir(), "other")
		private, _, err := ledger.NewKey("other")
		if err != nil {
			o.t.Fatal(err)
		}
		signed, err := ledger.Sign(ledger.Checkpoint{Size: 1}, time.Now(), private)
		if err != nil {
			o.t.Fatal(err)
		}
		write(o.t, other, signed)
		verify(1, other)
	})
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func unitOf(t *testing.T, db *store.DB) (unit id.ID) {
	t.Helper()
	err := db.Read(context.Background(), func(ctx context.Context, tx *store.Tx) error {
		all, err := tx.Versions(ctx)
		if err == nil {
			unit = all[0].ID
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return unit
}

// A backup of a good database gets its name and verifies by itself, against the
// checkpoints of the one it is of; nobody is signed in in it.
func TestABackupVerifies(t *testing.T) {
	dir := t.TempDir()
	o := &office{t: t, dsn: filepath.Join(dir, "d.db"), key: filepath.Join(dir, "key")}
	o.run(0, "init", "--unit-code", "ngan-son", "--unit-name", "Huyện Ngân Sơn", "--kind", "district")
	db, err := store.OpenAsIs(context.Background(), o.dsn)
	if err != nil {
		t.Fatal(err)
	}
	p := app.New(db, time.Now)
	if _, _, err := p.CreateAccount(context.Background(), desk.Operator("test"), accounts.NewAccount{Username: "can-bo", Name: "Cán bộ", Password: "mat-khau-thu-nghiem", Grants: []access.Grant{{Role: access.Inspector, Unit: unitOf(t, db)}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.SignIn(context.Background(), "can-bo", "mat-khau-thu-nghiem", "192.0.2.1", "test"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	o.run(0, "ledger", "verify")
	kept, copied := filepath.Join(dir, "kept.checkpoint"), filepath.Join(dir, "copy.db")
	write(t, kept, o.run(0, "ledger", "checkpoint"))
	o.run(0, "backup", copied)
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the copy: %v %v", info, err)
	}
	c := &office{t: t, dsn: copied, key: o.key}
	c.run(0, "ledger", "verify", "--checkpoint", kept)
	raw, err := sql.Open("sqlite", copied)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	var n int
	if err := raw.QueryRow("SELECT COUNT(*) FROM session").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d sign-ins in the copy: %v", n, err)
	}
	// One that was tampered with gets no name.
	was, err := sql.Open("sqlite", o.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer was.Close()
	if _, err := was.Exec("UPDATE account SET name = 'Người khác'"); err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(dir, "bad.db")
	o.run(1, "backup", bad)
	if left, _ := filepath.Glob(bad + "*"); len(left) != 0 {
		t.Errorf("a copy of a forged database was left: %v", left)
	}
}
