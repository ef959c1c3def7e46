package figures_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/pgtest"
	"dondoc/internal/sample"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// BenchmarkReport measures one report from the use-case to durable, with one
// officer and with 64 at once, on both engines. PostgreSQL runs with fsync off
// unless DONDOC_TEST_PG_FSYNC is set. p50 and p99 are per report.
func BenchmarkReport(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgresql"} {
		for _, officers := range []int{1, 64} {
			b.Run(fmt.Sprintf("%s/officers=%d", engine, officers), func(b *testing.B) {
				dsn := filepath.Join(b.TempDir(), "b.db")
				if engine == "postgresql" {
					dsn = pgtest.DSN(b)
				}
				benchReport(b, apptest.New(b, dsn), officers)
			})
		}
	}
}

func benchReport(b *testing.B, w *apptest.World, officers int) {
	w.On("2024-01-08")
	actors, targets := make([]access.Actor, officers), make([]id.ID, b.N/12+2*officers)
	for i := range officers {
		actors[i] = w.Actor(fmt.Sprint("can-bo-", i), access.Officer, w.District)
	}
	for i := range targets {
		made, err := w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: w.Resolution, Name: fmt.Sprint("Chỉ tiêu ", i), Wording: "100 ha", UnitOfMeasure: "ha", Accumulation: target.Flow})
		if err != nil {
			b.Fatal(err)
		}
		targets[i] = made
	}
	apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(b) // remembered, as where pages are read
	took := make([][]time.Duration, officers)
	var wg sync.WaitGroup
	asked := w.DB.Statements()
	b.ResetTimer()
	for i := range officers {
		wg.Go(func() {
			for n := i; n < b.N; n += officers {
				start := time.Now()
				of := targets[n/officers/12*officers+i] // twelve months of each target
				_, err := w.Report(apptest.Ctx, actors[i], figures.NewReport{Target: of, Month: w.MonthOf(n / officers), Text: "10 ha", Cumulative: true})
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
	b.ReportMetric(float64(all[len(all)-1].Microseconds()), "worst-µs")
	b.ReportMetric(float64(w.DB.Statements()-asked)/float64(b.N), "statements")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}

// BenchmarkPgbench is what reports are held against: sixty-four clients of
// PostgreSQL's own pgbench, each committing one inserted row at a time.
func BenchmarkPgbench(b *testing.B) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench")
	if err != nil || len(found) == 0 {
		b.Fatal("no pgbench")
	}
	dsn := pgtest.DSN(b)
	db, err := store.Open(context.Background(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	script := filepath.Join(b.TempDir(), "one.sql")
	if err := os.WriteFile(script, []byte("\\set k random(1, 1000000000)\nINSERT INTO setting (key, value) VALUES ('b' || :k || clock_timestamp(), 'một số liệu') ON CONFLICT DO NOTHING;\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	out, err := exec.Command(found[0], "-n", "-c", "64", "-j", "2", "-t", fmt.Sprint(max(1, b.N/64)), "-f", script, dsn).CombinedOutput()
	if err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	b.ReportMetric(float64(max(64, b.N))/b.Elapsed().Seconds(), "commits/s")
}

// BenchmarkScoreboard measures the board of the sample district in process,
// and how the units below it stand.
func BenchmarkScoreboard(b *testing.B) {
	db, err := store.Open(context.Background(), filepath.Join(b.TempDir(), "b.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := sample.Load(context.Background(), db, "2025-01-31"); err != nil {
		b.Fatal(err)
	}
	a := app.New(db, time.Now)
	for name, known := range map[string]period.Date{"now": "", "as-known": "2023-10-10"} {
		q := standing.BoardQuery{Unit: "ngan-son", Cycle: "2023", AsKnown: known}
		b.Run("board-"+name, func(b *testing.B) {
			for b.Loop() {
				apptest.Must(a.Scoreboard(apptest.Ctx, apptest.Operator, q))(b)
			}
		})
		b.Run("below-"+name, func(b *testing.B) {
			for b.Loop() {
				apptest.Must(a.UnitsBelow(apptest.Ctx, apptest.Operator, standing.BelowQuery{BoardQuery: q}))(b)
			}
		})
	}
}
