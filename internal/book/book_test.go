package book_test

import (
	"errors"
	"testing"

	"dondoc/internal/book"
	"dondoc/internal/errs"
	"dondoc/internal/id"

	"pgregory.net/rapid"
)

// drawWorld makes a small tree with targets of every sort.
func drawWorld(t *rapid.T) *world {
	w := newWorld(7, 3, 2)
	for year := range w.years {
		for i := range w.indicators {
			w.measure(book.Measure{Year: year, Indicator: i, Kind: book.Kind(i), Lower: rapid.Bool().Draw(t, "lower"), Stock: rapid.Bool().Draw(t, "stock"), Known: w.tick()})
		}
		for u := int32(1); u < w.units; u++ {
			w.place(book.Placement{Year: year, Unit: u, Under: (u - 1) / 2, Known: w.tick()})
		}
	}
	for range rapid.IntRange(1, 12).Draw(t, "targets") {
		w.addTarget(t)
	}
	return w
}

func (w *world) addTarget(t *rapid.T) {
	n, err := w.target(book.Target{Year: rapid.Int32Range(0, w.years-1).Draw(t, "year"), Unit: rapid.Int32Range(0, w.units-1).Draw(t, "unit"),
		Indicator: rapid.Int32Range(0, w.indicators-1).Draw(t, "indicator"),
		Rolled:    rapid.IntRange(0, 3).Draw(t, "rolled") == 0, Aside: rapid.IntRange(0, 5).Draw(t, "aside") == 0})
	if err != nil {
		t.Fatal(err)
	}
	w.drawPlan(t, n)
}

func (w *world) drawPlan(t *rapid.T, target int32) {
	kind := rapid.IntRange(0, 7).Draw(t, "plan")
	err := w.plan(book.Plan{Target: target, Value: rapid.Int64Range(-2, 30).Draw(t, "value"), Per: rapid.Int64Range(0, 5).Draw(t, "per"),
		Unset: kind == 0, Dropped: kind == 1, Known: w.tick()})
	if err != nil {
		t.Fatal(err)
	}
}

// drawRow takes in a row: a new figure, or a step of one there is.
func (w *world) drawRow(t *rapid.T) {
	r := book.Row{Target: rapid.SampledFrom(w.targets).Draw(t, "target"), Month: rapid.Int32Range(0, 2).Draw(t, "month"),
		Value: rapid.Int64Range(-3, 12).Draw(t, "value"), Per: rapid.Int64Range(0, 4).Draw(t, "per"),
		Status: book.Status(rapid.IntRange(0, 3).Draw(t, "status")), Known: w.tick()}
	if len(w.rows) > 0 && rapid.Bool().Draw(t, "step") {
		old := rapid.SampledFrom(w.rows).Draw(t, "figure")
		r.Target, r.Month, r.Figure = old.Target, old.Month, old.Figure
		if r.Figure == 0 {
			r.Figure = old.Known
		}
	}
	err := w.apply(r)
	if rolled := w.of[r.Target].Rolled; rolled != (err != nil) {
		t.Fatalf("row for a target judged from below %v: %v", rolled, err)
	}
}

// steps is what may happen, each with the chance it has.
func (w *world) step(t *rapid.T) {
	year := rapid.Int32Range(0, w.years-1).Draw(t, "year")
	switch k := rapid.IntRange(0, 19).Draw(t, "step"); {
	case k < 14:
		w.drawRow(t)
	case k < 16:
		w.drawPlan(t, rapid.SampledFrom(w.targets).Draw(t, "target"))
	case k == 16:
		unit, under := rapid.Int32Range(0, w.units-1).Draw(t, "unit"), rapid.Int32Range(-1, w.units-1).Draw(t, "under")
		err := w.place(book.Placement{Year: year, Unit: unit, Under: under, Known: w.tick()})
		if circle := w.isBelow(year, under, unit, w.now); circle != (err != nil) {
			t.Fatalf("unit %d under %d, which lies below it %v: %v", unit, under, circle, err)
		}
	case k == 17:
		w.measure(book.Measure{Year: year, Indicator: rapid.Int32Range(0, w.indicators-1).Draw(t, "indicator"), Kind: book.Kind(rapid.IntRange(0, 2).Draw(t, "kind")),
			Lower: rapid.Bool().Draw(t, "lower"), Stock: rapid.Bool().Draw(t, "stock"), Known: w.tick()})
	case k == 18:
		w.addTarget(t)
	default:
		first := w.book.AddUnits(1)
		w.units = first + 1
		w.place(book.Placement{Year: year, Unit: first, Under: rapid.Int32Range(0, first-1).Draw(t, "under"), Known: w.tick()})
	}
}

// history draws a world and what happens in it, checking as it goes that what
// is kept step by step is what the log says.
func history(t *rapid.T) {
	w := drawWorld(t)
	for range rapid.IntRange(1, 60).Draw(t, "steps") {
		w.step(t)
		if rapid.IntRange(0, 7).Draw(t, "check") == 0 {
			w.same(t)
		}
	}
	w.same(t)
	w.agrees(t, w.book.Live(), book.Latest)
	past := rapid.Int64Range(0, w.now).Draw(t, "past")
	then := w.book.RollUp(past, nil)
	w.agrees(t, then, past)
	w.boardsAgree(t, then, past)
	w.boardsAgree(t, w.book.Live(), book.Latest)
}

func (w *world) same(t *rapid.T) {
	if d, differ := book.Compare(w.book.Live(), w.book.RollUp(book.Latest, nil)); differ {
		t.Fatalf("kept and worked out differ: %+v", d)
	}
	for y := range w.years {
		if d, differ := w.book.Check(y); differ {
			t.Fatalf("check of year %d: %+v", y, d)
		}
	}
}

func TestHistory(t *testing.T) { rapid.Check(t, history) }

func FuzzHistory(f *testing.F) { f.Fuzz(rapid.MakeFuzz(history)) }

// one is a commune under a province, with one target of each for a sum.
func one(t *testing.T) (w *world, commune, province int32) {
	w = newWorld(3, 1, 1)
	w.place(book.Placement{Unit: 1, Under: 0, Known: w.tick()})
	w.place(book.Placement{Unit: 2, Under: 0, Known: w.tick()})
	var err error
	if commune, err = w.target(book.Target{Unit: 1}); err != nil {
		t.Fatal(err)
	}
	if province, err = w.target(book.Target{Unit: 0, Rolled: true}); err != nil {
		t.Fatal(err)
	}
	w.plan(book.Plan{Target: commune, Value: 120, Known: w.tick()})
	w.plan(book.Plan{Target: province, Value: 240, Known: w.tick()})
	return w, commune, province
}

func TestWhatCounts(t *testing.T) {
	w, commune, province := one(t)
	step := func(month int32, value int64, status book.Status, figure int64) int64 {
		t.Helper()
		r := book.Row{Target: commune, Month: month, Value: value, Status: status, Figure: figure, Known: w.tick()}
		if err := w.apply(r); err != nil {
			t.Fatal(err)
		}
		return r.Known
	}
	stands := func(what string, value int64, of, above book.Class) {
		t.Helper()
		live := w.book.Live()
		total, _ := live.Total(0, 0, 0, 0)
		class, _ := live.Class(commune, 0)
		up, _ := live.Class(province, 0)
		if total.Value != value || class != of || up != above {
			t.Errorf("%s: total %d, commune %d, province %d; want %d, %d, %d", what, total.Value, class, up, value, of, above)
		}
	}
	first := step(0, 10, book.Submitted, 0)
	stands("submitted", 0, book.NotAssessed, book.NotAssessed)
	step(0, 10, book.Approved, first)
	stands("approved: 10 of 120/12, above 10 of 240/12", 10, book.Met, book.NotMet)
	second := step(0, 25, book.Submitted, 0)
	stands("a revision waits", 10, book.Met, book.NotMet)
	step(0, 25, book.Returned, second)
	stands("the revision sent back", 10, book.Met, book.NotMet)
	step(0, 24, book.Approved, second)
	stands("the revision approved", 24, book.Exceeded, book.Exceeded)
	step(0, 10, book.Approved, first)
	stands("the older figure confirmed again does not displace the newer", 24, book.Exceeded, book.Exceeded)
	reopened := step(0, 24, book.Returned, second)
	stands("the revision reopened: the first counts again", 10, book.Met, book.NotMet)
	step(0, 10, book.Withdrawn, first)
	stands("the first withdrawn: nothing counts", 0, book.NotAssessed, book.NotAssessed)

	lines := w.book.Board(nil, 0, 1, reopened-1)
	if len(lines) != 1 || lines[0].Class(0) != book.Exceeded || !shareIs(&lines[0], 24_000) {
		t.Errorf("as known before the reopening: %+v", lines)
	}
	lines = w.book.Board(nil, 0, 0, reopened-1)
	if value, _ := lines[0].ToDate(0); value != 24 || lines[0].Class(0) != book.Exceeded || !shareIs(&lines[0], 12_000) {
		t.Errorf("the province as known before the reopening: %+v", lines)
	}
}

func shareIs(l *book.Line, want int64) bool {
	got, ok := l.Share()
	return ok && got == want
}

func TestShare(t *testing.T) {
	const large, none = 1 << 38, -1 << 63
	for _, c := range []struct {
		name                 string
		kind                 book.Kind
		stock                bool
		value, per, plan, of int64
		want                 int64
	}{
		{"a third", book.Sum, true, 1, 0, 3, 0, 3_333},
		{"two thirds", book.Sum, true, 2, 0, 3, 0, 6_667},
		{"half up", book.Sum, true, 1, 0, 20_000, 0, 1},
		{"half away from zero", book.Sum, true, -1, 0, 20_000, 0, -1},
		{"just under half", book.Sum, true, 1, 0, 20_001, 0, 0},
		{"a month's flow of the year's plan", book.Sum, false, 10, 0, 120, 0, 10_000},
		{"no plan above zero", book.Sum, true, 5, 0, 0, 0, none},
		{"a plan below zero", book.Sum, true, -5, 0, -10, 0, none},
		{"large", book.Sum, true, large, 0, large / 2, 0, 20_000},
		{"673 of 550 hectares", book.Sum, true, 673, 0, 550, 0, 12_236},
		{"ratio", book.Ratio, true, 7, 19, 1, 2, 7_368},
		{"ratio, large", book.Ratio, true, large, large, large - 1, large, 10_000},
		{"ratio of nothing", book.Ratio, true, 7, 0, 1, 2, none},
	} {
		w := newWorld(1, 1, 1)
		w.measure(book.Measure{Kind: c.kind, Stock: c.stock, Known: w.tick()})
		n, _ := w.target(book.Target{})
		if err := w.plan(book.Plan{Target: n, Value: c.plan, Per: c.of, Known: w.tick()}); err != nil {
			t.Fatal(err)
		}
		if err := w.apply(book.Row{Target: n, Value: c.value, Per: c.per, Status: book.Approved, Known: w.tick()}); err != nil {
			t.Fatal(err)
		}
		for name, r := range w.worked() {
			if got, ok := r.Share(n); ok != (c.want != none) || ok && got != c.want {
				t.Errorf("%s, %s: %d, want %d", c.name, name, got, c.want)
			}
		}
	}
}

// TestLargeRatios: products beyond 64 bits still compare exactly.
func TestLargeRatios(t *testing.T) {
	const large = 1 << 38
	for _, c := range []struct {
		value, per, plan, of int64
		want                 book.Class
	}{
		{large, large, large, large, book.Met},
		{large - 1, large, large - 2, large - 1, book.Exceeded},
		{large - 2, large - 1, large - 1, large, book.NotMet},
		{-large, large, large, large, book.NotMet},
		{-large, large, -large, large - 1, book.Exceeded},
		{large, 1, 1, 1 << 30, book.Exceeded}, // the product alone is beyond 64 bits
		{1, large, 1 << 30, 1, book.NotMet},
	} {
		w := newWorld(1, 1, 1)
		w.measure(book.Measure{Kind: book.Ratio, Known: w.tick()})
		n, _ := w.target(book.Target{})
		w.plan(book.Plan{Target: n, Value: c.plan, Per: c.of, Known: w.tick()})
		w.apply(book.Row{Target: n, Value: c.value, Per: c.per, Status: book.Approved, Known: w.tick()})
		for name, r := range w.worked() {
			if got, _ := r.Class(n, 0); got != c.want {
				t.Errorf("%d/%d against %d/%d, %s: %d, want %d", c.value, c.per, c.plan, c.of, name, got, c.want)
			}
		}
	}
}

// worked gives what is kept and what is worked out from the log, by name.
func (w *world) worked() map[string]*book.Rollup {
	return map[string]*book.Rollup{"kept": w.book.Live(), "worked out": w.book.RollUp(book.Latest, nil)}
}

// TestRatioToDate: a month without a denominator is open only while there is none to date.
func TestRatioToDate(t *testing.T) {
	w := newWorld(1, 1, 1)
	w.measure(book.Measure{Kind: book.Ratio, Known: w.tick()})
	n, _ := w.target(book.Target{})
	w.plan(book.Plan{Target: n, Value: 1, Per: 2, Known: w.tick()})
	for month, f := range [][2]int64{{5, 0}, {0, 0}, {1, 4}, {9, 0}} {
		w.apply(book.Row{Target: n, Month: int32(month), Value: f[0], Per: f[1], Status: book.Approved, Known: w.tick()})
	}
	want := []book.Class{book.NotAssessed, book.NotAssessed, book.Exceeded, book.Exceeded, book.NotAssessed}
	for name, r := range w.worked() {
		for month, class := range want {
			if got, _ := r.Class(n, int32(month)); got != class {
				t.Errorf("%s: month %d is %d, want %d", name, month, got, class)
			}
		}
	}
}

// TestManyTargets: a unit with more targets than a lane of months counts.
func TestManyTargets(t *testing.T) {
	const each = 300
	w := newWorld(1, 1, 1)
	for i := range 3 * each {
		n, err := w.target(book.Target{})
		if err != nil {
			t.Fatal(err)
		}
		w.plan(book.Plan{Target: n, Value: 120, Known: w.tick()})
		if i < 2*each {
			w.apply(book.Row{Target: n, Value: []int64{9, 11}[i%2], Status: book.Approved, Known: w.tick()})
		}
	}
	want := [4]int64{book.NotMet: each, book.Exceeded: each, book.NotAssessed: each}
	for name, r := range w.worked() {
		if got := r.Score(0, 0, 0); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// TestTwoSetters: a superior's and an own target for one result from below are
// both judged, and a second reported one adds nothing upward.
func TestTwoSetters(t *testing.T) {
	w, commune, superior := one(t)
	own, _ := w.target(book.Target{Unit: 0, Rolled: true})
	w.plan(book.Plan{Target: own, Value: 60, Known: w.tick()})
	second, _ := w.target(book.Target{Unit: 1, Aside: true})
	w.plan(book.Plan{Target: second, Value: 120, Known: w.tick()})
	w.book.Live()
	for _, n := range []int32{commune, second} {
		w.apply(book.Row{Target: n, Value: 10, Status: book.Approved, Known: w.tick()})
	}
	for name, r := range w.worked() {
		total, _ := r.Total(0, 0, 0, 0)
		high, _ := r.Class(superior, 0)
		low, _ := r.Class(own, 0)
		if total.Value != 10 || total.Known != 1 || high != book.NotMet || low != book.Exceeded {
			t.Errorf("%s: total %+v, the superior's %d, the own %d", name, total, high, low)
		}
	}
}

// TestRefused: what is refused is named, and changes nothing.
func TestRefused(t *testing.T) {
	w, commune, province := one(t)
	good := book.Row{Target: commune, Status: book.Approved, Value: 1, Known: w.tick()}
	if err := w.apply(good); err != nil {
		t.Fatal(err)
	}
	before := w.book.Live().Levels()
	later := w.tick()
	for name, c := range map[string]struct {
		err error
		key string
	}{
		"rolled":       {w.book.Apply(book.Row{Target: province, Known: later}), "book.no_target"},
		"no target":    {w.book.Apply(book.Row{Target: 99, Known: later}), "book.no_target"},
		"negative":     {w.book.Load(book.Row{Target: -1, Known: later}), "book.no_target"},
		"month":        {w.book.Apply(book.Row{Target: commune, Month: 12, Known: later}), "book.no_month"},
		"large":        {w.book.Apply(book.Row{Target: commune, Value: 1<<38 + 1, Known: later}), "book.value_large"},
		"earlier":      {w.book.Apply(book.Row{Target: commune, Known: good.Known - 1}), "book.out_of_order"},
		"same moment":  {w.book.Apply(book.Row{Target: commune, Known: good.Known}), "book.out_of_order"},
		"no figure":    {w.book.Apply(book.Row{Target: commune, Figure: good.Known - 1, Known: later}), "book.no_figure"},
		"other month":  {w.book.Apply(book.Row{Target: commune, Month: 3, Figure: good.Known, Known: later}), "book.no_figure"},
		"plan":         {w.book.Plans(book.Plan{Target: 99, Known: later}), "book.no_target"},
		"large plan":   {w.book.Plans(book.Plan{Target: commune, Value: 1<<58 + 1, Known: later}), "book.value_large"},
		"early plan":   {w.book.Plans(book.Plan{Target: commune, Known: later}, book.Plan{Target: commune, Known: good.Known}), "book.out_of_order"},
		"circle":       {w.book.Place(book.Placement{Unit: 1, Under: 2, Known: later}, book.Placement{Unit: 2, Under: 1, Known: later}), "book.under_itself"},
		"no unit":      {w.book.Place(book.Placement{Unit: 9, Known: later}), "book.no_such"},
		"no indicator": {w.book.Measures(book.Measure{Indicator: 9, Known: later}), "book.no_such"},
		"no year":      {second(w.book.AddTarget(book.Target{Year: 9})), "book.no_such"},
	} {
		var e *errs.Error
		if !errors.As(c.err, &e) || e.What.Key != c.key {
			t.Errorf("%s: %v, want %s", name, c.err, c.key)
		}
	}
	after := w.book.Live().Levels()
	for i := range after {
		if after[i] != before[i] {
			t.Errorf("refused rows changed level %d: %+v, was %+v", i, after[i], before[i])
		}
	}
}

func second[A any](_ A, err error) error { return err }

// TestCompareFinds: a roll-up of the past differs from that of now where the last row is.
func TestCompareFinds(t *testing.T) {
	w, commune, _ := one(t)
	w.apply(book.Row{Target: commune, Month: 5, Value: 7, Status: book.Approved, Known: w.tick()})
	d, differ := book.Compare(w.book.Live(), w.book.RollUp(w.now-1, nil))
	if !differ || d.Where != "row" || d.Target != commune || d.Month != 5 {
		t.Errorf("%+v %v", d, differ)
	}
}

func TestIndex(t *testing.T) {
	var x book.Index
	a, b := id.ID("018f0000-0000-7000-8000-000000000001"), id.ID("018f0000-0000-7000-8000-000000000002")
	if x.Number(a) != 0 || x.Number(b) != 1 || x.Number(a) != 0 || x.Set("c", 9) != 9 {
		t.Error("numbers are not given in order")
	}
	if n, ok := x.Find(b); !ok || n != 1 || x.ID(1) != b || x.ID(5) != "" || x.ID(10) != "" || x.ID(9) != "c" {
		t.Error("numbers do not lead back")
	}
}
