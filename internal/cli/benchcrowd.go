package cli

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/chasing"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/releases"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target/typed"
)

// crowd is many who write at once, and those who read meanwhile. Its figures are
// of use-cases, called in this process: what HTTP adds is measured elsewhere.
type crowd struct {
	Communes int `default:"3321" help:"số xã | communes"`
	Writers  int `default:"16" help:"số người ghi cùng lúc | who write at once"`
	Readers  int `default:"4" help:"số người đọc bên cạnh | who read meanwhile"`
}

// crowdTook is what came of it. Times are in ms, of one doing each.
type crowdTook struct {
	N       int       `json:"n"`
	Seconds float64   `json:"seconds"`
	CPU     float64   `json:"cpu_seconds"`
	Writes  crowdEach `json:"writes"`
	Reads   crowdEach `json:"reads"`
	Memory  float64   `json:"memory_mb"`
	Lost    int       `json:"lost"` // written and not found afterwards
}

type crowdEach struct {
	Done   int     `json:"done"`
	Failed int     `json:"failed"`
	P50    float64 `json:"p50_ms"`
	P99    float64 `json:"p99_ms"`
	Worst  float64 `json:"worst_ms"`
	Error  string  `json:"error,omitempty"` // the first
}

// stopwatch takes the time of doings of one kind; it is safe for concurrent use.
type stopwatch struct {
	mu     sync.Mutex
	times  []float64
	failed int
	first  error
}

func (w *stopwatch) time(do func() error) {
	began := time.Now()
	err := do()
	took := time.Since(began).Seconds() * 1000
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.times = append(w.times, took); err != nil {
		w.failed++
		if w.first == nil {
			w.first = err
		}
	}
}

func (w *stopwatch) each() crowdEach {
	out := crowdEach{Done: len(w.times) - w.failed, Failed: w.failed}
	if w.first != nil {
		out.Error = w.first.Error()
	}
	if n := len(w.times); n > 0 {
		slices.Sort(w.times)
		out.P50, out.P99, out.Worst = w.times[n/2], w.times[n*99/100], w.times[n-1]
	}
	return out
}

// crowdWork is what one writer does for a commune, one reader reads, and how many
// of a commune's writes are not to be found once all are done.
type crowdWork struct {
	write func(ctx context.Context, code string) error
	read  func(ctx context.Context, code string) error
	aside func(ctx context.Context) error // once a second; nil for nothing
	lost  func(ctx context.Context, code string) (int, error)
}

func (c *crowd) run(ctx context.Context, w crowdWork) (crowdTook, error) {
	var writes, reads stopwatch
	beside, stop := context.WithCancel(ctx)
	defer stop()
	var others, writers sync.WaitGroup
	var failed error
	for r := range c.Readers {
		others.Go(func() {
			for i := r; beside.Err() == nil; i += c.Readers {
				reads.time(func() error { return w.read(ctx, commune(i*31%c.Communes)) })
				select { // a reader looks at what came before asking again
				case <-beside.Done():
				case <-time.After(200 * time.Millisecond):
				}
			}
		})
	}
	if w.aside != nil {
		others.Go(func() {
			for failed == nil && beside.Err() == nil {
				failed = w.aside(ctx)
				select {
				case <-beside.Done():
				case <-time.After(time.Second):
				}
			}
		})
	}
	began, cpu := time.Now(), processor()
	var next atomic.Int64
	for range max(1, c.Writers) {
		writers.Go(func() {
			for i := int(next.Add(1)) - 1; i < c.Communes && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				writes.time(func() error { return w.write(ctx, commune(i)) })
			}
		})
	}
	writers.Wait()
	out := crowdTook{N: c.Communes, Seconds: time.Since(began).Seconds(), CPU: (processor() - cpu) / 1000}
	stop()
	others.Wait()
	out.Writes, out.Reads, out.Memory = writes.each(), reads.each(), resident()
	if ctx.Err() != nil { // broken off: what was measured is told, nothing is looked for afterwards
		out.N = len(writes.times)
		return out, failed
	}
	for i := range c.Communes {
		n, err := w.lost(ctx, commune(i))
		if err != nil {
			return out, err
		}
		out.Lost += n
	}
	return out, failed
}

func commune(i int) string { return fmt.Sprintf("xa-%04d", i) }

func (a *ask) crowded(key string, out crowdTook) error {
	if a.root.JSON {
		a.print(out)
	} else {
		ms := func(v float64) string { return fmt.Sprintf("%.1f", v) }
		a.say(key, "n", out.N, "seconds", ms(out.Seconds), "cpu", ms(out.CPU), "mb", ms(out.Memory))
		var rows [][]string
		for name, e := range map[string]crowdEach{"bench.writes": out.Writes, "bench.reads": out.Reads} {
			rows = append(rows, []string{a.t(name), fmt.Sprint(e.Done), fmt.Sprint(e.Failed), ms(e.P50), ms(e.P99), ms(e.Worst)})
		}
		slices.SortFunc(rows, slices.Compare[[]string])
		table(a.Stdout, []string{"", a.t("bench.done"), a.t("bench.failed"), "p50 (ms)", "p99 (ms)", a.t("bench.worst")}, rows, nil)
	}
	if e := out.Writes; e.Failed+out.Reads.Failed+out.Lost > 0 {
		return errs.New(errs.Conflict, "bench.crowd_wrong", "failed", e.Failed, "reads", out.Reads.Failed, "lost", out.Lost, "first", e.Error+out.Reads.Error)
	}
	return nil
}

// benchFilingCmd measures communes filing a month's sheet each: the grid is opened,
// what is typed is kept twice on the way, and all of it is sent.
type benchFilingCmd struct {
	crowd   `embed:""`
	Month   string `default:"02/2025" help:"tháng còn trống số liệu | a month without figures"`
	Profile string `help:"ghi hồ sơ bộ xử lý vào tệp này | write a profile of the processor to this file"`
}

func (c *benchFilingCmd) Run(a *ask) error {
	month, err := period.ParseMonth(c.Month)
	if err != nil {
		return in(err, "month")
	}
	return c.measured(a, c.Profile, "bench.filed", func(p *app.App) (w crowdWork, err error) {
		who := map[string]access.Actor{"tham-dinh": {}}
		for i := range c.Communes {
			who[commune(i)] = access.Actor{}
		}
		for name := range who {
			if who[name], err = p.ActAs(a.Context, desk.Operator("bench"), name); err != nil {
				return w, err
			}
		}
		return crowdWork{
			write: func(ctx context.Context, code string) error { return fileMonth(ctx, p, who[code], code, month) },
			read:  func(ctx context.Context, code string) error { return readBeside(ctx, p, who["tham-dinh"], code, month) },
			aside: func(ctx context.Context) error { _, err := p.RunJobs(ctx, "bench", chasing.Out{}); return err },
			lost: func(ctx context.Context, code string) (int, error) {
				e, err := p.Entry(ctx, who[code], code, month)
				return len(e.Rows) - len(e.Mine), err
			},
		}, nil
	})
}

// fileMonth is a commune's month from opening the grid to its sending.
func fileMonth(ctx context.Context, p *app.App, who access.Actor, code string, month period.Month) error {
	e, err := p.Entry(ctx, who, code, month)
	if err != nil {
		return err
	}
	sheet := figures.TypedSheet{Unit: code, Month: month, Once: "bench-" + code + "-" + string(month)}
	for i, row := range e.Rows {
		sheet.Rows = append(sheet.Rows, figures.TypedRow{Row: typed.Row{Target: row.Target.ID, Unit: row.Target.Unit, Text: fmt.Sprint(50 + i%10), Within: true, Seen: figures.SeenNothing}})
	}
	for k := range 2 { // some rows, then those and more
		some := sheet
		some.Rows = slices.Clone(sheet.Rows[:len(sheet.Rows)*(k+1)/3])
		kept, err := p.KeepTyped(ctx, who, some)
		if err != nil {
			return err
		}
		for i := range some.Rows {
			sheet.Rows[i].Kept = kept.At
		}
	}
	sent, err := p.SendTyped(ctx, who, sheet)
	if err != nil {
		return err
	}
	for _, refused := range sent.Refused {
		return refused
	}
	if sent.Taken != len(sheet.Rows) {
		return errs.New(errs.Conflict, "bench.short", "n", sent.Taken, "of", len(sheet.Rows))
	}
	return nil
}

// readBeside is what others look at meanwhile: a board, its units below, what waits for one.
func readBeside(ctx context.Context, p *app.App, who access.Actor, code string, month period.Month) error {
	board := standing.BoardQuery{Unit: code, Cycle: month.Cycle()}
	if _, err := p.Scoreboard(ctx, who, board); err != nil {
		return err
	}
	board.Unit = "tinh-00"
	if _, err := p.UnitsBelow(ctx, who, standing.BelowQuery{BoardQuery: board}); err != nil {
		return err
	}
	_, err := p.Inbox(ctx, who)
	return err
}

// benchReleasesCmd measures communes making a year public, with public readers beside.
type benchReleasesCmd struct {
	crowd   `embed:""`
	Cycle   string `default:"2025" help:"năm | year"`
	Profile string `help:"ghi hồ sơ bộ xử lý vào tệp này | write a profile of the processor to this file"`
}

func (c *benchReleasesCmd) Run(a *ask) error {
	cycle := period.Cycle(c.Cycle)
	return c.measured(a, c.Profile, "bench.released", func(p *app.App) (crowdWork, error) {
		head, err := p.ActAs(a.Context, desk.Operator("bench"), "lanh-dao")
		return crowdWork{
			write: func(ctx context.Context, code string) error {
				seen, err := p.PreviewRelease(ctx, head, code, cycle)
				if err == nil {
					_, err = p.Publish(ctx, head, releases.NewRelease{Unit: code, Cycle: cycle, Mark: seen.Mark})
				}
				return err
			},
			read: func(ctx context.Context, code string) error {
				if _, err := p.PublishedYear(ctx, code, cycle, releases.Twin{}); err != nil && !errs.Is(err, errs.NotFound) {
					return err
				}
				_, err := p.Published(ctx, releases.PublicQuery{})
				return err
			},
			lost: func(ctx context.Context, code string) (int, error) {
				out, err := p.PublishedYear(ctx, code, cycle, releases.Twin{})
				if err == nil && len(out.Body.Rows) == 0 {
					return 1, nil
				}
				return 0, err
			},
		}, err
	})
}

// measured opens the database, measures the work on it and tells what came of it.
func (c *crowd) measured(a *ask, file, key string, work func(p *app.App) (crowdWork, error)) error {
	db, err := store.Open(a.Context, a.root.DB)
	if err != nil {
		return err
	}
	p := app.New(db, a.Now)
	defer p.Close()
	w, err := work(p)
	if err != nil {
		return err
	}
	stop, err := profile(file)
	if err != nil {
		return err
	}
	out, err := c.run(a.Context, w)
	stop()
	if err != nil {
		return err
	}
	return a.crowded(key, out)
}
