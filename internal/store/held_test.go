package store

import (
	"context"
	"errors"
	"testing"
)

// What a transaction has read is asked once; what it writes, and what is undone,
// is read anew; another transaction begins with nothing.
func TestHeld(t *testing.T) {
	eachEngine(t, func(t *testing.T, db *DB, _ string) {
		ctx := context.Background()
		read := func(tx *Tx, want string) {
			t.Helper()
			if got, err := tx.Setting(ctx, "held.test"); err != nil || got != want {
				t.Errorf("%q, %v; want %q", got, err, want)
			}
		}
		put := func(tx *Tx, value string) {
			t.Helper()
			if err := tx.SetSetting(ctx, "held.test", value); err != nil {
				t.Fatal(err)
			}
			if _, err := tx.AppendLedger(ctx, Logged{Action: "test", At: tx.LogTime()}); err != nil {
				t.Fatal(err)
			}
		}
		undone := errors.New("undone")
		err := db.Together(ctx, func(db *DB) error {
			if err := db.Write(ctx, func(ctx context.Context, tx *Tx) error {
				read(tx, "")
				put(tx, "a")
				read(tx, "a")
				asked := tx.db.asked.Load()
				read(tx, "a")
				if tx.db.asked.Load() != asked {
					t.Error("it is asked again")
				}
				return nil
			}); err != nil {
				return err
			}
			if err := db.Write(ctx, func(ctx context.Context, tx *Tx) error {
				read(tx, "a")
				put(tx, "b")
				read(tx, "b")
				return undone
			}); err != undone {
				return err
			}
			return db.Write(ctx, func(ctx context.Context, tx *Tx) error { read(tx, "a"); put(tx, "c"); return nil })
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Read(ctx, func(ctx context.Context, tx *Tx) error { read(tx, "c"); return nil }); err != nil {
			t.Fatal(err)
		}
	})
}
