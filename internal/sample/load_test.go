package sample_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/sample"
	"dondoc/internal/store"
)

// The sample world goes in through the use-cases and comes to the printed
// counts by computation, and to others as known before the final figures.
func TestLoad(t *testing.T) {
	ctx := context.Background()
	db, err := store.Open(ctx, filepath.Join(t.TempDir(), "sample.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := sample.Load(ctx, db, "2026-11-28"); err != nil {
		t.Fatal(err)
	}
	a := app.New(db, time.Now)
	for _, tt := range []struct {
		cycle          period.Cycle
		asKnown        period.Date
		reached, total int
	}{
		{"2022", "", 21, 26}, {"2023", "", 26, 34}, {"2023", "2024-01-10", 26, 34}, {"2023", "2023-12-31", 27, 34}, {"2024", "", 24, 30},
	} {
		b, err := a.Scoreboard(ctx, desk.Operator("test"), standing.BoardQuery{Unit: "ngan-son", Cycle: tt.cycle, AsKnown: tt.asKnown})
		if err != nil {
			t.Fatal(err)
		}
		if b.Reached() != tt.reached || b.Total() != tt.total {
			t.Errorf("%s as known %q: %d/%d, want %d/%d (%v)", tt.cycle, tt.asKnown, b.Reached(), b.Total(), tt.reached, tt.total, b.Count)
			for _, r := range b.Rows {
				t.Logf("%s %s | %s | %s", r.Label, r.Name, r.Class, i18n.Say("vi", r.Assessment.Explanation))
			}
		}
		sourced := 0
		for _, r := range b.Rows {
			if r.Counted != nil && r.Counted.Source != "" {
				sourced++
			}
		}
		if tt.cycle == "2023" && tt.reached == 26 && sourced < 14 {
			t.Errorf("%s: only %d results say where they come from", tt.cycle, sourced)
		}
		if tt.cycle == "2024" && (b.Count[criterion.Exceeded] != 9 || b.Count[criterion.Met] != 15 || b.Count[criterion.NotMet] != 6) {
			t.Errorf("2024: %v", b.Count)
		}
	}
}
