package store

import (
	"context"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/pgtest"
)

// Reading goes on when writing cannot, and health tells which of the two it is.
func TestReadingGoesOnWhereWritingCannot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d.db")
	db, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	write := func(size int) error {
		return db.Write(ctx, func(ctx context.Context, tx *Tx) error {
			if err := tx.SetSetting(ctx, "k", strings.Repeat("x", size)); err != nil {
				return err
			}
			_, err := tx.AppendLedger(ctx, Logged{At: time.Now(), Actor: "a", Action: "t"})
			return err
		})
	}
	if err := write(10); err != nil {
		t.Fatal(err)
	}
	// The file may grow no more: a full disk.
	if _, err := db.writer.Exec("PRAGMA max_page_count = 1"); err != nil {
		t.Fatal(err)
	}
	if err := write(1 << 20); !errs.Is(err, errs.Unavailable) {
		t.Fatalf("a full disk: %v", err)
	}
	err = db.Read(ctx, func(ctx context.Context, tx *Tx) error { _, _, err := tx.LedgerHead(ctx); return err })
	if err != nil {
		t.Errorf("reading on a full disk: %v", err)
	}
	if _, err := db.writer.Exec("DROP TABLE saved_filter"); err != nil {
		t.Fatal(err)
	}
	db.health.at = time.Time{}
	if broken, writing := db.Health(ctx); writing != "store.disk" || broken != "table saved_filter" {
		t.Errorf("health: %q %q", broken, writing)
	}
}

// A file that nobody may write is read.
func TestAFileThatMayNotBeWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d.db")
	db, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.writer.Exec("PRAGMA query_only = 1"); err != nil {
		t.Fatal(err)
	}
	err = db.Write(ctx, func(ctx context.Context, tx *Tx) error { return tx.SetSetting(ctx, "k", "v") })
	if !errs.Is(err, errs.Unavailable) {
		t.Errorf("writing: %v", err)
	}
	if broken, writing := db.Health(ctx); broken != "" || writing == "" {
		t.Errorf("health: %q %q", broken, writing)
	}
}

// A connection that breaks while it is used is no fault of the program: it is
// told as a database that cannot be reached.
func TestABrokenConnectionIsUnavailable(t *testing.T) {
	db, err := Open(ctx, pgtest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Read(ctx, func(ctx context.Context, tx *Tx) error {
		if _, err := db.writer.Exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"); err != nil {
			t.Fatal(err)
		}
		_, _, err := tx.LedgerHead(ctx)
		return err
	})
	if !errs.Is(err, errs.Unavailable) {
		t.Errorf("a killed connection: %v", err)
	}
	if err := translate(&net.OpError{Op: "read", Err: net.ErrClosed}); !errs.Is(err, errs.Unavailable) {
		t.Errorf("a closed socket: %v", err)
	}
}
