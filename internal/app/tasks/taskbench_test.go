package tasks_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/pgtest"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

// manyTasks fills a world with units that lead tasks of one district, a few in
// each state. Its size is DONDOC_BENCH_TASKS, 20,000 where nothing is said.
func manyTasks(b *testing.B, w *apptest.World) (codes []string, n int) {
	b.Helper()
	n = 20_000
	if text := os.Getenv("DONDOC_BENCH_TASKS"); text != "" {
		fmt.Sscan(text, &n)
	}
	lines := make([]exchange.UnitRow, n/66+1)
	for i := range lines {
		lines[i] = exchange.UnitRow{Row: i + 1, Code: fmt.Sprint("xa-", i), Name: fmt.Sprint("Xã ", i), Kind: "commune"}
		codes = append(codes, lines[i].Code)
	}
	done := apptest.Must(w.ImportUnits(apptest.Ctx, apptest.Operator, units.UnitsImport{Under: "ngan-son", From: "2000-01-01", Lines: lines}))(b).Rows
	words := []string{"trồng rừng", "giải ngân vốn đầu tư công", "phổ cập kỹ năng số", "tiêm phòng gia súc", "xây dựng nông thôn mới"}
	today := period.DateOf(w.Now())
	err := w.DB.Write(apptest.Ctx, func(ctx context.Context, tx *store.Tx) error {
		for i := range n {
			due := today.AddDays(i%400 - 200)
			t := task.Task{ID: id.New(w.Now().Add(time.Duration(i) * time.Millisecond)), Unit: w.District, Name: fmt.Sprint("Kế hoạch ", words[i%len(words)], " đợt ", i), Lead: done[i%len(done)].Unit,
				Deadline: period.Deadline{Kind: period.OnDate, Text: due.Say(""), Start: due, End: due}, First: due, ByName: "x", At: w.Now()}
			if err := tx.InsertTask(ctx, t); err != nil {
				return err
			}
			if i%3 == 0 {
				e := task.Event{No: 1, Step: task.Done, On: due.AddDays(i%9 - 4), ByName: "x", At: w.Now()}
				if err := tx.InsertEvent(ctx, t, e, task.StateOf(t, []task.Event{e})); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return codes, n
}

// BenchmarkTasks measures what officers ask of many tasks, on both engines.
func BenchmarkTasks(b *testing.B) {
	for engine, dsn := range map[string]func() string{"sqlite": func() string { return filepath.Join(b.TempDir(), "t.db") }, "postgresql": func() string { return pgtest.DSN(b) }} {
		w := apptest.New(b, dsn())
		codes, n := manyTasks(b, w)
		list := func(q tasks.Tasks) func(b *testing.B) {
			return func(b *testing.B) {
				var took []time.Duration
				for i := 0; b.Loop(); i++ {
					start, asked := time.Now(), q
					if q.Unit == "" {
						asked = tasks.Tasks{Unit: codes[i%len(codes)], As: "lead", Status: q.Status}
					}
					apptest.Must(w.TaskList(apptest.Ctx, apptest.Operator, asked))(b)
					took = append(took, time.Since(start))
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
				b.ReportMetric(float64(n), "tasks")
			}
		}
		b.Run(engine+"/first page and counts of the giver, late", list(tasks.Tasks{Unit: "ngan-son", As: "given", Status: task.RunningLate}))
		b.Run(engine+"/first page and counts of the giver, by words", list(tasks.Tasks{Unit: "ngan-son", As: "given", Words: "ky nang so dot 77"}))
		b.Run(engine+"/a lead's page", list(tasks.Tasks{}))
		b.Run(engine+"/everything due this morning", func(b *testing.B) {
			for b.Loop() {
				if err := w.DB.Read(apptest.Ctx, func(ctx context.Context, tx *store.Tx) error {
					return apptest.Drop(tx.TasksDue(ctx, period.DateOf(w.Now())))
				}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(engine+"/an annex of 10,000 rows, rehearsed", func(b *testing.B) {
			lines := make([]exchange.TaskRow, 10_000)
			for i := range lines {
				lines[i] = exchange.TaskRow{Row: i + 2, Label: fmt.Sprint(i), Name: fmt.Sprint("Việc số ", i), Lead: codes[i%len(codes)], Deadline: "12/2031"}
			}
			for b.Loop() {
				apptest.Must(w.ImportTasks(apptest.Ctx, apptest.Operator, tasks.TasksImport{Unit: "ngan-son", Lines: lines, DryRun: true}))(b)
			}
		})
	}
}
