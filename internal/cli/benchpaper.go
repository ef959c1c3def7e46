package cli

import (
	"bytes"
	"fmt"
	"sync"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/reports"
	"dondoc/internal/period"
	"dondoc/internal/report"
	"dondoc/internal/store"
)

// benchPapersCmd measures the communes' reports of a year as Word, each from the
// database to the file.
type benchPapersCmd struct {
	Papers  int    `default:"1000" help:"số báo cáo | reports"`
	Workers int    `default:"2" help:"số luồng | at once"`
	Cycle   string `default:"2025" help:"năm | year"`
	Profile string `help:"ghi hồ sơ bộ xử lý vào tệp này | write a profile of the processor to this file"`
}

func (c *benchPapersCmd) Run(a *ask) error {
	stop, err := profile(c.Profile)
	if err != nil {
		return err
	}
	defer stop()
	return benchCommunes(a, func(p *app.App, code string) (int, error) {
		cycle := period.Cycle(c.Cycle)
		span, err := reports.SpanOf("", cycle, 0)
		if err != nil {
			return 0, err
		}
		m, err := p.ReportMaterial(a.Context, desk.Operator("bench"), reports.Query{Unit: code, Cycle: cycle, Span: span, Lang: string(a.lang)})
		if err != nil {
			return 0, err
		}
		var b bytes.Buffer
		err = report.Write(a.Context, &b, "docx", report.Of(a.lang, m, a.Now()))
		return b.Len(), err
	}, c.Papers, c.Workers)
}

// benchCommunes does something with each of the first communes of a made-up nation.
func benchCommunes(a *ask, do func(p *app.App, code string) (int, error), n, workers int) error {
	db, err := store.Open(a.Context, a.root.DB)
	if err != nil {
		return err
	}
	p := app.New(db, a.Now)
	defer p.Close()
	began, cpu := time.Now(), processor()
	var all sync.WaitGroup
	var at sync.Mutex
	sum, next := 0, 0
	for range max(1, workers) {
		all.Go(func() {
			for {
				at.Lock()
				i := next
				next++
				stop := i >= n || err != nil
				at.Unlock()
				if stop {
					return
				}
				size, failed := do(p, fmt.Sprintf("xa-%04d", i))
				at.Lock()
				if sum += size; failed != nil {
					err = failed
				}
				at.Unlock()
			}
		})
	}
	all.Wait()
	if err != nil {
		return err
	}
	took, used := time.Since(began), processor()-cpu
	if a.root.JSON {
		a.print(map[string]any{"n": n, "sum": sum, "seconds": took.Seconds(), "cpu_ms_each": used / float64(n)})
		return nil
	}
	a.say("bench.communes", "n", n, "seconds", fmt.Sprintf("%.1f", took.Seconds()), "each", fmt.Sprintf("%.2f", used/float64(n)), "sum", sum)
	return nil
}
