package store

import (
	"context"
	"path/filepath"
	"testing"
)

func TestTry(t *testing.T) {
	ctx := context.Background()
	db, err := Open(ctx, filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, n := range queryNames() {
		st, err := db.writer.PrepareContext(ctx, query(n))
		if err != nil {
			t.Errorf("%s: %v", n, err)
			continue
		}
		st.Close()
	}
}
