package cli

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/book"
	"dondoc/internal/book/nation"
	"dondoc/internal/errs"
)

type benchCmd struct {
	Rollup benchRollupCmd `cmd:"" help:"bộ máy tổng hợp với số liệu cả nước tạo sẵn | the roll-up engine on a made-up nation" example:"dondoc bench rollup --scale 1 --json"`
}

type benchRollupCmd struct {
	Scale  int    `enum:"1,10" default:"1" help:"số lần quy mô cả nước (1 hoặc 10) | times the nation (1 or 10)"`
	Seed   uint64 `default:"2026" help:"số gieo: cùng số gieo, cùng số liệu | the same seed gives the same figures"`
	Rounds int    `default:"11" help:"số lượt đo, lấy lượt giữa | rounds, of which the middle one counts"`
}

// benchResult is one run. Times are of this machine; the ratios are what may be quoted.
type benchResult struct {
	Scale      int            `json:"scale"`
	Seed       uint64         `json:"seed"`
	Processors int            `json:"processors"`
	Units      int            `json:"units"`
	Targets    int            `json:"targets_a_year"`
	Rows       int            `json:"rows"`
	Made       float64        `json:"made_seconds"`
	Levels     []benchLevel   `json:"levels"`
	Measured   []benchMeasure `json:"measured"`
	Goals      []benchGoal    `json:"goals"`
	Equal      bool           `json:"incremental_equals_full"`
	Memory     benchMemory    `json:"memory_mb"`
}

type benchLevel struct {
	Level       string `json:"level"`
	Units       int    `json:"units"`
	Exceeded    int64  `json:"exceeded"`
	Met         int64  `json:"met"`
	NotMet      int64  `json:"not_met"`
	NotAssessed int64  `json:"not_assessed"`
	Shares      int64  `json:"achievements"`
	Share       int64  `json:"achievement_sum_bp"`
	Checksum    string `json:"checksum"`
}

// benchMeasure is how long something takes, in microseconds: the middle and the slow end.
type benchMeasure struct {
	What string  `json:"what"`
	P50  float64 `json:"p50_us"`
	P99  float64 `json:"p99_us"`
}

type benchGoal struct {
	Goal string  `json:"goal"`
	What string  `json:"what"`
	Is   float64 `json:"is"`
	Most float64 `json:"most"` // 0: told, not asked
	Held bool    `json:"held"`
}

// benchMemory is in MB: the columns of the log, what is kept of it, everything
// on the heap with the roll-ups of the measuring, and the most the process took.
type benchMemory struct {
	Log  float64 `json:"log"`
	Live float64 `json:"live"`
	Heap float64 `json:"heap"`
	Peak float64 `json:"process_peak"`
}

const mb = 1 << 20

func (c *benchRollupCmd) Run(a *ask) error {
	size := nation.National(c.Scale)
	if free, ok := procFile("/proc/meminfo", "MemAvailable"); ok && size.Bytes() > free*9/10 {
		return errs.New(errs.TooLarge, "bench.no_memory", "needs", int(size.Bytes()/mb), "free", int(free/mb)).Try("bench.no_memory_hint")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(10)) // large arrays without pointers: a narrow heap costs nothing
	began := time.Now()
	n, err := nation.Make(size, c.Seed)
	if err != nil {
		return err
	}
	out := &benchResult{Scale: c.Scale, Seed: c.Seed, Processors: runtime.GOMAXPROCS(0), Targets: size.Targets(), Rows: n.Rows, Made: time.Since(began).Seconds()}
	for _, l := range n.Book.Live().Levels() {
		out.Units += l.Units
		out.Levels = append(out.Levels, benchLevel{nation.LevelNames[l.Level], l.Units, l.Exceeded, l.Met, l.NotMet, l.NotAssessed, l.Shares, l.Share, fmt.Sprintf("%016x", l.Checksum)})
	}
	out.rollups(n, max(1, c.Rounds))
	out.boards(n)
	if err := out.applies(n); err != nil {
		return err
	}
	out.Equal = true
	for year := range int32(size.Years) {
		_, differ := n.Book.Check(year)
		out.Equal = out.Equal && !differ
	}
	out.weigh(n)
	if a.root.JSON {
		a.print(out)
	} else {
		out.print(a)
	}
	if !out.Equal {
		return errs.New(errs.Internal, "bench.differs")
	}
	return nil
}

// rollups measures the whole passes, one after the other in each round, so that
// whatever else the machine does falls on all of them.
func (r *benchResult) rollups(n *nation.Nation, rounds int) {
	b, past := n.Book, n.Moments[n.Size.Years-1][2] // the end of March of the last year
	one, other := b.RollUp(book.Latest, nil), b.RollUp(book.Latest, nil)
	passes := []struct {
		what string
		run  func()
	}{
		{"touch", func() { b.Touch(book.Latest, other) }},
		{"bare", func() { b.Bare(book.Latest, other) }},
		{"full", func() { b.RollUp(book.Latest, one) }},
		{"bare_past", func() { b.Bare(past, other) }},
		{"full_past", func() { b.RollUp(past, one) }},
		{"check_year", func() { b.Check(int32(n.Size.Years - 1)) }},
	}
	took := make([][]float64, len(passes))
	for range rounds {
		for i, p := range passes {
			took[i] = append(took[i], micros(p.run))
		}
	}
	for i, p := range passes {
		r.Measured = append(r.Measured, measured(p.what, took[i]))
	}
	r.goal("A1", "full_bare", r.p50("full")/r.p50("bare"), 1.6)
	r.goal("A1", "past_bare", r.p50("full_past")/r.p50("bare_past"), 1.6)
	r.goal("", "full_touch", r.p50("full")/r.p50("touch"), 0)
}

// boards measures one commune's board as of a past date, and the bare walk of
// another's: never the same one twice running, so that none is still at hand.
func (r *benchResult) boards(n *nation.Nation) {
	const count = 20_000
	var walk, read []float64
	var lines []book.Line
	at := func(i int) (year, unit int32, moment int64) {
		year = int32(i % n.Size.Years)
		return year, n.Communes[i*7919%len(n.Communes)], n.Moments[year][i/n.Size.Years%book.Months]
	}
	for i := range count {
		year, unit, moment := at(i)
		walk = append(walk, micros(func() { n.Book.TouchBoard(year, unit, moment) }))
		year, unit, moment = at(i + count)
		read = append(read, micros(func() { lines = n.Book.Board(lines[:0], year, unit, moment) }))
	}
	r.Measured = append(r.Measured, measured("board_walk", walk), measured("board", read))
	r.goal("B", "board_us", r.p50("board"), 16)
	r.goal("", "board_walk", r.p50("board")/r.p50("board_walk"), 0)
}

// applies measures one row taken in: one that changes nothing yet, and one that
// changes its target, the province and the nation.
func (r *benchResult) applies(n *nation.Nation) error {
	for _, c := range []struct {
		what   string
		status book.Status
	}{{"apply_submitted", book.Submitted}, {"apply", book.Approved}} {
		var took []float64
		for _, row := range n.More(100_000, c.status) {
			var err error
			took = append(took, micros(func() { err = n.Book.Apply(row) }))
			if err != nil {
				return err
			}
		}
		r.Measured = append(r.Measured, measured(c.what, took))
	}
	r.goal("E", "apply_p50_us", r.p50("apply"), 500)
	r.goal("E", "apply_p99_us", r.Measured[len(r.Measured)-1].P99, 1200)
	return nil
}

func (r *benchResult) goal(goal, what string, is, most float64) {
	r.Goals = append(r.Goals, benchGoal{goal, what, is, most, most == 0 || is <= most})
}

func (r *benchResult) p50(what string) float64 {
	i := slices.IndexFunc(r.Measured, func(m benchMeasure) bool { return m.What == what })
	return r.Measured[i].P50
}

func micros(do func()) float64 {
	began := time.Now()
	do()
	return float64(time.Since(began).Nanoseconds()) / 1e3
}

func measured(what string, took []float64) benchMeasure {
	slices.Sort(took)
	return benchMeasure{what, took[len(took)/2], took[min(len(took)-1, len(took)*99/100)]}
}

// weigh takes the memory. The heap is counted after what was thrown away is gone.
func (r *benchResult) weigh(n *nation.Nation) {
	log, live := n.Book.Bytes()
	var heap runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&heap)
	runtime.KeepAlive(n)
	peak, _ := procFile("/proc/self/status", "VmHWM")
	r.Memory = benchMemory{float64(log) / mb, float64(live) / mb, float64(heap.HeapAlloc) / mb, float64(peak) / mb}
	if r.Scale == 1 {
		r.goal("A3", "memory_mb", r.Memory.Log+r.Memory.Live, 700)
	}
}

// procFile reads a figure in kB of one of Linux's own files, as bytes; false elsewhere.
func procFile(path, name string) (int64, bool) {
	f, err := os.Open(path)
	if err != nil {
		return 0, false
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if fields := strings.Fields(lines.Text()); len(fields) > 1 && fields[0] == name+":" {
			kb, err := strconv.ParseInt(fields[1], 10, 64)
			return kb * 1024, err == nil
		}
	}
	return 0, false
}

// print shows the run as tables.
func (r *benchResult) print(a *ask) {
	a.say("bench.world", "units", r.Units, "targets", r.Targets, "rows", r.Rows, "seed", strconv.FormatUint(r.Seed, 10), "seconds", fixed(r.Made, 1))
	right := map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true}
	var rows [][]string
	for _, l := range r.Levels {
		rows = append(rows, []string{a.t("bench.level_" + l.Level), fmt.Sprint(l.Units), fmt.Sprint(l.Exceeded), fmt.Sprint(l.Met), fmt.Sprint(l.NotMet), fmt.Sprint(l.NotAssessed), fmt.Sprint(l.Share), l.Checksum})
	}
	fmt.Fprintln(a.Stdout)
	table(a.Stdout, []string{a.t("bench.level"), a.t("bench.units"), a.t("class.exceeded"), a.t("class.met"), a.t("class.not_met"), a.t("class.not_assessed"), a.t("bench.share"), a.t("bench.checksum")}, rows, right)
	rows = nil
	for _, m := range r.Measured {
		rows = append(rows, []string{a.t("bench.what_" + m.What), fixed(m.P50, 1), fixed(m.P99, 1)})
	}
	fmt.Fprintln(a.Stdout)
	table(a.Stdout, []string{a.t("bench.what"), "p50 µs", "p99 µs"}, rows, right)
	rows = nil
	for _, g := range r.Goals {
		most, held := "", ""
		if g.Most > 0 {
			most, held = "≤ "+fixed(g.Most, 1), a.t(map[bool]string{true: "bench.held", false: "bench.missed"}[g.Held])
		}
		rows = append(rows, []string{g.Goal, a.t("bench.goal_" + g.What), fixed(g.Is, 2), most, held})
	}
	fmt.Fprintln(a.Stdout)
	table(a.Stdout, []string{a.t("bench.goal"), "", a.t("bench.is"), a.t("bench.most"), ""}, rows, map[int]bool{2: true, 3: true})
	fmt.Fprintln(a.Stdout)
	a.say("bench.memory", "log", int(r.Memory.Log), "live", int(r.Memory.Live), "heap", int(r.Memory.Heap), "peak", int(r.Memory.Peak))
	if r.Equal {
		a.say("bench.equal")
	}
}

func fixed(x float64, places int) string { return strconv.FormatFloat(x, 'f', places, 64) }
