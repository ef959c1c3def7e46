package tasks_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dondoc/internal/app/apptest"
	"dondoc/internal/id"
	"dondoc/internal/pgtest"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// BenchmarkSearch measures a search over documents and tasks, on both engines:
// words that many have, words that one has, and words that none has. Their
// number is DONDOC_BENCH_TASKS, 20,000 where nothing is said: half are documents.
func BenchmarkSearch(b *testing.B) {
	for engine, dsn := range map[string]func() string{"sqlite": func() string { return filepath.Join(b.TempDir(), "s.db") }, "postgresql": func() string { return pgtest.DSN(b) }} {
		w := apptest.New(b, dsn())
		n := 20_000
		if text := os.Getenv("DONDOC_BENCH_TASKS"); text != "" {
			fmt.Sscan(text, &n)
		}
		os.Setenv("DONDOC_BENCH_TASKS", fmt.Sprint(n/2))
		manyTasks(b, w)
		os.Setenv("DONDOC_BENCH_TASKS", fmt.Sprint(n))
		if err := w.DB.Write(apptest.Ctx, func(ctx context.Context, tx *store.Tx) error {
			for i := range n / 2 {
				doc := target.Document{ID: id.New(w.Now().Add(time.Duration(i) * time.Millisecond)), Unit: w.District, Cycle: "2023", Number: fmt.Sprint(i, "-CV/HU"), Issuer: "Huyện ủy", IssuedOn: "2023-01-05", Title: fmt.Sprint("Về việc phòng cháy chữa cháy rừng đợt ", i)}
				if err := tx.InsertDocument(ctx, doc); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		for _, q := range []struct{ name, words string }{{"many have", "chay rung"}, {"one has", fmt.Sprint("dot ", n/2-3)}, {"none has", "khong ai viet the nay"}} {
			b.Run(engine+"/words that "+q.name, func(b *testing.B) {
				for b.Loop() {
					apptest.Must(w.Search(apptest.Ctx, apptest.Operator, q.words, 50))(b)
				}
				b.ReportMetric(float64(n), "documents+tasks")
			})
		}
	}
}
