package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Another process that opens and closes the file while this one writes changes
// nothing for either.
func TestAnotherProcess(t *testing.T) {
	if path := os.Getenv("DONDOC_OTHER_PROCESS"); path != "" {
		for range 40 {
			db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			if err := db.QueryRow("SELECT COUNT(*) FROM setting").Scan(&n); err != nil {
				t.Fatal(err)
			}
			db.Close()
		}
		return
	}
	path := filepath.Join(t.TempDir(), "t.db")
	db, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	again, err := Open(ctx, path) // closed first: it must not take the other's locks with it
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
	other := exec.Command(os.Args[0], "-test.run", "^TestAnotherProcess$")
	other.Env = append(os.Environ(), "DONDOC_OTHER_PROCESS="+path)
	done := make(chan error, 1)
	go func() {
		text, err := other.CombinedOutput()
		if err != nil {
			err = fmt.Errorf("%w: %s", err, text)
		}
		done <- err
	}()
	for i := 0; ; i++ {
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			return
		default:
		}
		err := db.Write(ctx, func(ctx context.Context, tx *Tx) error {
			if _, err := tx.AppendLedger(ctx, Logged{Action: "setting.put"}); err != nil {
				return err
			}
			return tx.SetSetting(ctx, fmt.Sprint("key ", i), "x")
		})
		if err != nil {
			t.Fatalf("write %d: %v", i, err)
		}
	}
}
