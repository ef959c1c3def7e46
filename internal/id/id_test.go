package id_test

import (
	"testing"
	"time"

	"dondoc/internal/id"
)

func TestNewAscends(t *testing.T) {
	now := time.Date(2023, 1, 5, 8, 0, 0, 0, time.UTC)
	last := id.ID("")
	for i := range 10000 {
		if i == 5000 {
			now = now.Add(-time.Hour) // the clock steps back
		}
		next := id.New(now)
		if !next.Valid() || next <= last {
			t.Fatalf("%s after %s", next, last)
		}
		last = next
	}
}

func TestValid(t *testing.T) {
	for _, bad := range []id.ID{"", "x", "018f0000-0000-4000-8000-000000000000", "018F0000-0000-7000-8000-000000000000", "../etc"} {
		if bad.Valid() {
			t.Errorf("%q is taken for an identifier", bad)
		}
	}
}
