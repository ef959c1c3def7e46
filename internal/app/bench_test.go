package app_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/pgtest"
	"dondoc/internal/sample"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// BenchmarkReport measures one report from the use-case to durable, with one
// officer and with 32 at once, on both engines. PostgreSQL runs with fsync off
// unless DONDOC_TEST_PG_FSYNC is set. p50 and p99 are per report.
func BenchmarkReport(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgresql"} {
		for _, officers := range []int{1, 32} {
			b.Run(fmt.Sprintf("%s/officers=%d", engine, officers), func(b *testing.B) {
				dsn := filepath.Join(b.TempDir(), "b.db")
				if engine == "postgresql" {
					dsn = pgtest.DSN(b)
				}
				benchReport(b, newWorld(b, dsn), officers)
			})
		}
	}
}

func benchReport(b *testing.B, w *world, officers int) {
	w.on("2024-01-08")
	actors, targets := make([]access.Actor, officers), make([]id.ID, b.N/12+2*officers)
	for i := range officers {
		actors[i] = w.account(fmt.Sprint("can-bo-", i), access.Officer, w.district)
	}
	for i := range targets {
		made, err := w.AddTarget(ctx, operator, app.NewTarget{Document: w.document, Name: fmt.Sprint("Chỉ tiêu ", i), Wording: "100 ha", UnitOfMeasure: "ha", Accumulation: target.Flow})
		if err != nil {
			b.Fatal(err)
		}
		targets[i] = made
	}
	must(w.Directory(ctx, operator))(b) // remembered, as where pages are read
	took := make([][]time.Duration, officers)
	var wg sync.WaitGroup
	b.ResetTimer()
	for i := range officers {
		wg.Go(func() {
			for n := i; n < b.N; n += officers {
				start := time.Now()
				of := targets[n/officers/12*officers+i] // twelve months of each target
				_, err := w.Report(ctx, actors[i], app.NewReport{Target: of, Month: w.clockMonth(n / officers), Text: "10 ha", Cumulative: true})
				took[i] = append(took[i], time.Since(start))
				if err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	all := slices.Concat(took...)
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}

// BenchmarkScoreboard measures the board of the sample district in process:
// worked out from the database after a write (a new product knows nothing),
// and remembered.
func BenchmarkScoreboard(b *testing.B) {
	db, err := store.Open(context.Background(), filepath.Join(b.TempDir(), "b.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := sample.Load(context.Background(), db); err != nil {
		b.Fatal(err)
	}
	q := app.BoardQuery{Unit: "ngan-son", Cycle: "2023"}
	b.Run("worked-out", func(b *testing.B) {
		for b.Loop() {
			if _, err := app.New(db, time.Now).Scoreboard(ctx, operator, q); err != nil {
				b.Fatal(err)
			}
		}
	})
	a := app.New(db, time.Now)
	b.Run("remembered", func(b *testing.B) {
		for b.Loop() {
			if _, err := a.Scoreboard(ctx, operator, q); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkRollup measures the book over the sample world: making it from the
// records, taking in one approved figure, and the units below beside the
// boards of each of them worked out from the database.
func BenchmarkRollup(b *testing.B) {
	w := newWorld(b, filepath.Join(b.TempDir(), "b.db"))
	db, err := store.Open(ctx, filepath.Join(b.TempDir(), "s.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := sample.Load(ctx, db); err != nil {
		b.Fatal(err)
	}
	q := app.BelowQuery{BoardQuery: app.BoardQuery{Unit: "ngan-son", Cycle: "2023"}}
	b.Run("made", func(b *testing.B) {
		for b.Loop() {
			if _, err := app.New(db, time.Now).UnitsBelow(ctx, operator, q); err != nil {
				b.Fatal(err)
			}
		}
	})
	a := app.New(db, time.Now)
	for name, known := range map[string]period.Date{"below": "", "below-as-known": "2023-10-10"} {
		q.AsKnown = known
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := a.UnitsBelow(ctx, operator, q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("boards-of-each", func(b *testing.B) {
		below := must(a.UnitsBelow(ctx, operator, q))(b)
		for b.Loop() {
			fresh := app.New(db, time.Now)
			for _, row := range below.Rows {
				must(fresh.Scoreboard(ctx, operator, app.BoardQuery{Unit: row.Unit.Code, Cycle: "2023"}))(b)
			}
		}
	})
	officer, verifier, head := w.account("can-bo", access.Officer, w.province), w.account("tham-dinh", access.Verifier, w.province), w.account("lanh-dao", access.Head, w.province)
	q = app.BelowQuery{BoardQuery: app.BoardQuery{Unit: "bac-kan", Cycle: "2023"}}
	must(w.UnitsBelow(ctx, operator, q))(b)
	b.Run("one-more-figure", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			b.StopTimer()
			w.approved(officer, verifier, head, w.forest, "2023-06", fmt.Sprint(n))
			b.StartTimer()
			must(w.UnitsBelow(ctx, operator, q))(b)
		}
	})
}
