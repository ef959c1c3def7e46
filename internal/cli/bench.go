package cli

import (
	"context"
	"fmt"
	"os"
	"runtime/pprof"
	"strconv"
	"strings"
	"syscall"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/sample"
	"dondoc/internal/store"
)

type benchCmd struct {
	Fill     benchFillCmd     `cmd:"" help:"đổ số liệu cả nước tạo sẵn vào cơ sở dữ liệu trống | fill an empty database with a made-up nation" example:"dondoc bench fill --db nation.db"`
	Money    benchMoneyCmd    `cmd:"" help:"đo tổng hợp vốn đầu tư công trên cơ sở dữ liệu đó | measure the sums of public-investment capital over such a database" example:"dondoc bench money --db nation.db --json"`
	Papers   benchPapersCmd   `cmd:"" help:"đo lập báo cáo năm của các xã ra tệp Word | measure the communes' reports of a year as Word" example:"dondoc bench papers --db nation.db --papers 1000"`
	Filing   benchFilingCmd   `cmd:"" help:"đo các xã cùng nộp biểu của một tháng | measure communes filing a month's sheet at once" example:"dondoc bench filing --db nation.db --month 02/2025"`
	Releases benchReleasesCmd `cmd:"" help:"đo các xã cùng công bố một năm | measure communes making a year public at once" example:"dondoc bench releases --db nation.db"`
	Verify   benchVerifyCmd   `cmd:"" help:"đo kiểm tra nhật ký: phần mới, rồi toàn bộ | measure the verification of the log: what is new, then all of it" example:"dondoc bench verify --db nation.db"`
	Pages    benchPagesCmd    `cmd:"" help:"đo các trang trên cơ sở dữ liệu đó | measure the pages over such a database" example:"dondoc bench pages --db nation.db --json"`
}

type benchFillCmd struct {
	Communes int `default:"332" help:"số xã; cả nước: 3321 | communes; the nation has 3321"`
	Targets  int `default:"40" help:"chỉ tiêu mỗi xã mỗi năm | targets of a commune a year"`
	Years    int `default:"5" help:"số năm | years"`
	Months   int `help:"số tháng đã báo cáo của năm cuối; không có là cả năm | months of the last year that are reported; else all"`
	Projects int `help:"dự án đầu tư công, mỗi tháng một chứng từ; cả nước: 30000 | public-investment projects, a voucher each month; the nation has 30000"`

	Profile string `help:"ghi hồ sơ bộ xử lý vào tệp này | write a profile of the processor to this file"`
}

func (c *benchFillCmd) Run(a *ask) error {
	stop, err := profile(c.Profile)
	if err != nil {
		return err
	}
	defer stop()
	db, err := store.Open(a.Context, a.root.DB)
	if err != nil {
		return err
	}
	defer db.Close()
	began, last := time.Now(), time.Now()
	n, err := sample.FillNation(a.Context, db, sample.NationSize{Communes: c.Communes, Targets: c.Targets, Years: c.Years, Last: 2025, Months: c.Months, Projects: c.Projects}, func(done, of int) {
		if time.Since(last) > 10*time.Second {
			last = time.Now()
			a.say("bench.filling", "done", done, "of", of)
		}
	})
	if err != nil {
		return err
	}
	took := time.Since(began).Seconds()
	a.say("bench.filled", "figures", n.Figures+n.Payments, "seconds", fmt.Sprintf("%.1f", took), "rate", int(float64(n.Figures+n.Payments)/took))
	if c.Projects == 0 {
		return nil
	}
	began = time.Now()
	p := app.New(db, a.Now)
	if err := p.KeepCapitalSums(a.Context, desk.Operator("bench")); err != nil {
		return err
	}
	a.say("bench.summed", "projects", c.Projects, "seconds", fmt.Sprintf("%.1f", time.Since(began).Seconds()))
	return nil
}

type benchPagesCmd struct {
	Rounds  int    `default:"20" help:"số lượt đo mỗi trang | rounds of each page"`
	Profile string `help:"ghi hồ sơ bộ xử lý vào tệp này | write a profile of the processor to this file"`
}

// benchPage is what one page costs: the mean of its rounds, its slowest, and
// the statements it makes.
type benchPage struct {
	Page       string  `json:"page"`
	Mean       float64 `json:"mean_ms"`
	Worst      float64 `json:"worst_ms"`
	CPU        float64 `json:"cpu_ms"`
	Statements int64   `json:"statements"`
}

type benchPages struct {
	Start float64     `json:"start_to_scoreboard_ms"` // from opening the database
	RSS   float64     `json:"memory_mb"`              // of the process at the end
	Rows  []benchPage `json:"rows"`
}

func (c *benchPagesCmd) Run(a *ask) error {
	began := time.Now()
	db, err := store.Open(a.Context, a.root.DB)
	if err != nil {
		return err
	}
	p := app.New(db, a.Now)
	defer p.Close()
	out, operator := benchPages{}, desk.Operator("bench")
	board := standing.BoardQuery{Unit: "xa-0000", Cycle: "2025"}
	first, err := p.Scoreboard(a.Context, operator, board)
	if err != nil {
		return err
	}
	out.Start = time.Since(began).Seconds() * 1000
	officer, err := p.ActAs(a.Context, operator, "can-bo")
	if err != nil {
		return err
	}
	verifier, err := p.ActAs(a.Context, operator, "tham-dinh")
	if err != nil {
		return err
	}
	stop, err := profile(c.Profile)
	if err != nil {
		return err
	}
	defer stop()
	if out.Rows, err = c.measure(a.Context, db, benchSteps(p, operator, officer, verifier, first)); err != nil {
		return err
	}
	out.RSS = resident()
	a.benched(out)
	return nil
}

// measure measures each page for some rounds, after one in which statements are compiled.
func (c *benchPagesCmd) measure(ctx context.Context, db *store.DB, pages []benchStep) (out []benchPage, err error) {
	for _, page := range pages {
		row := benchPage{Page: page.name}
		var sum, cpu float64
		for i := range c.Rounds + 1 {
			asked, start := db.Statements(), time.Now()
			if err := page.do(ctx); err != nil {
				return nil, fmt.Errorf("%s: %w", page.name, err)
			}
			took := time.Since(start).Seconds() * 1000
			if i == 0 {
				cpu = processor()
				continue
			}
			sum += took
			row.Worst, row.Statements = max(row.Worst, took), db.Statements()-asked
		}
		row.Mean, row.CPU = sum/float64(c.Rounds), (processor()-cpu)/float64(c.Rounds)
		out = append(out, row)
	}
	return out, nil
}

func (a *ask) benched(out benchPages) {
	if a.root.JSON {
		a.print(out)
		return
	}
	a.say("bench.start", "ms", fmt.Sprintf("%.0f", out.Start), "mb", fmt.Sprintf("%.0f", out.RSS))
	var rows [][]string
	for _, r := range out.Rows {
		rows = append(rows, []string{r.Page, fmt.Sprintf("%.2f", r.Mean), fmt.Sprintf("%.2f", r.Worst), fmt.Sprintf("%.2f", r.CPU), strconv.FormatInt(r.Statements, 10)})
	}
	table(a.Stdout, []string{a.t("bench.page"), a.t("bench.mean"), a.t("bench.worst"), a.t("bench.cpu"), a.t("bench.statements")}, rows, nil)
}

// profile writes a profile of the processor to a file until it is stopped; "" for none.
func profile(path string) (stop func(), err error) {
	if path == "" {
		return func() {}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, errs.New(errs.Unavailable, "store.disk").Because(err)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, err
	}
	return func() { pprof.StopCPUProfile(); f.Close() }, nil
}

type benchStep struct {
	name string
	do   func(context.Context) error
}

func benchSteps(p *app.App, operator, officer, verifier access.Actor, first standing.Board) []benchStep {
	board := standing.BoardQuery{Unit: "xa-0000", Cycle: "2025"}
	past := board
	past.AsKnown = "2025-08-15"
	below := func(unit string, known bool) func(context.Context) error {
		q := standing.BelowQuery{BoardQuery: standing.BoardQuery{Unit: unit, Cycle: "2025"}}
		if known {
			q.AsKnown = past.AsKnown
		}
		return func(ctx context.Context) error { _, err := p.UnitsBelow(ctx, operator, q); return err }
	}
	return []benchStep{
		{"board", func(ctx context.Context) error { _, err := p.Scoreboard(ctx, operator, board); return err }},
		{"board as known", func(ctx context.Context) error { _, err := p.Scoreboard(ctx, operator, past); return err }},
		{"entry grid", func(ctx context.Context) error { _, err := p.Entry(ctx, officer, "xa-0000", "2025-12"); return err }},
		{"inbox of a commune's officer", func(ctx context.Context) error { _, err := p.Inbox(ctx, officer); return err }},
		{"inbox of the nation's verifier", func(ctx context.Context) error { _, err := p.Inbox(ctx, verifier); return err }},
		{"target", func(ctx context.Context) error {
			_, err := p.Target(ctx, operator, first.Rows[0].Target.ID, "")
			return err
		}},
		{"person", func(ctx context.Context) error {
			_, err := p.Person(ctx, operator, first.Rows[0].Answers.Person.ID, "")
			return err
		}},
		{"units below a province", below("tinh-00", false)},
		{"units below a province as known", below("tinh-00", true)},
		{"units below the nation", below("ca-nuoc", false)},
		{"units below the nation as known", below("ca-nuoc", true)},
		{"search, officer", func(ctx context.Context) error { _, err := p.Search(ctx, officer, "phat trien so 7", 50); return err }},
		{"search, nation", func(ctx context.Context) error { _, err := p.Search(ctx, verifier, "phat trien so 7", 50); return err }},
		{"search, nothing found", func(ctx context.Context) error { _, err := p.Search(ctx, verifier, "khong co", 50); return err }},
	}
}

// processor is the processor time of this process in ms.
func processor() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e6
}

// resident is the memory of this process in MB, 0 where the system does not say.
func resident() float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "VmHWM:" {
			kb, _ := strconv.ParseFloat(f[1], 64)
			return kb / 1024
		}
	}
	return 0
}
