package target_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/forecast"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"

	"pgregory.net/rapid"
)

func dec(plain string) *measure.Decimal {
	d, err := measure.ParseDecimal(plain)
	if err != nil {
		panic(err)
	}
	return &d
}

// series makes figures of 2023 from "1=10 2=20 3:40": month=value within the
// month, month:value year to date.
func series(year, list string) []target.Reported {
	var out []target.Reported
	for item := range strings.FieldsSeq(list) {
		month, value, within := strings.Cut(item, "=")
		if !within {
			month, value, _ = strings.Cut(item, ":")
		}
		var n int
		fmt.Sscan(month, &n)
		out = append(out, target.Reported{Month: period.Cycle(year).Months()[n-1], Cumulative: !within,
			Actual: criterion.Actual{How: criterion.Point, Value: dec(value), Unit: "ha", Text: value}})
	}
	return out
}

func TestAccumulate(t *testing.T) {
	for _, tt := range []struct {
		k           target.Accumulation
		list        string
		upTo        period.Month
		want, flags string
	}{
		{target.Flow, "1=10 2=20 3=5", "2023-03", "35", ""},
		{target.Flow, "1=10 2=20 3=5", "2023-02", "30", ""}, // cut at the month looked at
		{target.Flow, "3=5 1=10 2=20", "2023-12", "35", ""},
		{target.Flow, "1=10 2=20 3:40", "2023-03", "40", ""},
		{target.Flow, "1=10 2=20 3:40 4=7", "2023-04", "47", ""},
		{target.Flow, "1=10 2=20 3:25", "2023-03", "25", "months_disagree"},     // the months alone make more
		{target.Flow, "1=10 2=20 3=5 3:36", "2023-03", "36", "months_disagree"}, // every month is known
		{target.Flow, "1=10 2=20 3=5 3:35", "2023-03", "35", ""},
		{target.Flow, "1:30 2:20", "2023-02", "20", "shrinks"}, // as reported, and doubted
		{target.Flow, "1=0.5 2=0.25", "2023-02", "0.75", ""},
		{target.EventCount, "1=0 2=1 4=2", "2023-12", "3", ""},
		{target.Stock, "1=10 2=20 3=5", "2023-03", "5", ""},
		{target.Stock, "1:10 3:30 2:20", "2023-12", "30", ""},
		{target.Maximum, "1=10 2=20 3=5", "2023-03", "20", ""},
		{target.Maximum, "2:20 3=25", "2023-03", "25", ""},
		{target.Average, "1=10 2=21", "2023-02", "15.50", ""},
		{target.Average, "2:15 3=30", "2023-03", "20.00", ""}, // the mean of two months, then a third
		{target.Average, "1:10 2:15", "2023-02", "15", ""},    // as reported
		{target.Flow, "1=9223372036854775806 2=5", "2023-02", "9223372036854775807", "too_large"},
	} {
		got, flags := target.Accumulate(tt.k, series("2023", tt.list), tt.upTo)
		codes := ""
		for _, f := range flags {
			codes += f.Code
		}
		if got.Value == nil || got.Value.String() != tt.want || codes != tt.flags {
			t.Errorf("%s of %s up to %s: %v %s, want %s %s", tt.k, tt.list, tt.upTo, got.Value, codes, tt.want, tt.flags)
		}
	}
	if got, _ := target.Accumulate(target.Flow, series("2023", "2=5"), "2023-01"); got.Value != nil {
		t.Errorf("nothing reported gives %v", got.Value)
	}
}

// What cannot be added is not: the newest figure stands, with a flag.
func TestAccumulateWords(t *testing.T) {
	figures := series("2023", "1=10 2=20")
	figures[1].Actual = criterion.Actual{How: criterion.Point, Value: dec("104"), PercentOfPlan: true, Unit: "ha", Text: "104%"}
	got, flags := target.Accumulate(target.Flow, figures, "2023-12")
	if !got.PercentOfPlan || len(flags) != 1 || flags[0].Code != "cannot_add" {
		t.Errorf("%+v, %v", got, flags)
	}
	rough := series("2023", "1=10 2=20")
	rough[0].Actual.How = criterion.MoreThan
	if got, _ := target.Accumulate(target.Flow, rough, "2023-12"); got.How != criterion.MoreThan {
		t.Errorf("more than 10 and 20 is %s 30", got.How)
	}
	rough[1].Actual.How = criterion.LessThan
	if got, _ := target.Accumulate(target.Flow, rough, "2023-12"); got.How != criterion.About {
		t.Errorf("more than 10 and less than 20 is %s 30", got.How)
	}
}

// A flow is the sum of its months in whatever order they are known.
func TestFlowIsTheSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		months := rapid.Permutation([]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}).Draw(t, "order")
		upTo := rapid.IntRange(1, 12).Draw(t, "up to")
		var figures []target.Reported
		want := new(big.Rat)
		for _, m := range months {
			v := measure.NewDecimal(rapid.Int64Range(0, 1e6).Draw(t, "v"), 2)
			figures = append(figures, target.Reported{Month: period.Cycle("2023").Months()[m-1], Actual: criterion.Actual{Value: &v}})
			if m <= upTo {
				want.Add(want, v.Rat())
			}
		}
		got, flags := target.Accumulate(target.Flow, figures, period.Cycle("2023").Months()[upTo-1])
		if got.Value.Rat().Cmp(want) != 0 || len(flags) > 0 {
			t.Fatalf("%s, want %s; %v", got.Value, want, flags)
		}
	})
}

func TestSummable(t *testing.T) {
	for unit, want := range map[string]bool{"ha": true, "tỷ đồng": true, "hộ": true, "%": false, "điểm %": false, "% GDP": false, "triệu đồng/người/năm": false} {
		if got := target.Summable(target.Flow, unit); got != want {
			t.Errorf("%q adds up: %v", unit, got)
		}
	}
	if target.Summable(target.Average, "ha") || target.Summable(target.MilestoneReached, "") {
		t.Error("means and milestones do not add up")
	}
}

func part(name, value, total, unit, weight string) target.Part {
	p := target.Part{Name: name}
	if value != "" {
		p.Actual = &criterion.Actual{How: criterion.Point, Value: dec(value), Unit: unit, Text: value}
	}
	if total != "" {
		p.Actual.Total = dec(total)
	}
	if weight != "" {
		p.Weight = dec(weight)
	}
	return p
}

func TestRollup(t *testing.T) {
	for _, tt := range []struct {
		name        string
		rule        target.Rule
		direction   criterion.Direction
		parts       []target.Part
		value       string
		total       string
		flags, fail string
	}{
		{"a sum", target.SumOf, criterion.Higher, []target.Part{part("A", "10", "", "ha", ""), part("B", "2.5", "", "ha", "")}, "12.5", "", "", ""},
		{"a sum in two units", target.SumOf, criterion.Higher, []target.Part{part("A", "1.5", "", "tỷ đồng", ""), part("B", "500", "", "triệu đồng", "")}, "2.0", "", "", ""},
		{"units that do not convert", target.SumOf, criterion.Higher, []target.Part{part("A", "10", "", "ha", ""), part("B", "2", "", "tấn", "")}, "", "", "", "target.rollup_mixed"},
		{"percentages", target.SumOf, criterion.Higher, []target.Part{part("A", "90", "", "%", ""), part("B", "80", "", "%", "")}, "", "", "", "target.rollup_shares"},
		{"one is missing", target.SumOf, criterion.Higher, []target.Part{part("A", "10", "", "ha", ""), part("B", "", "", "", "")}, "10", "", "missing_parts", ""},
		{"a ratio of sums", target.RatioOfSums, criterion.Higher, []target.Part{part("A", "7", "19", "xã", ""), part("B", "3", "5", "xã", "")}, "10", "24", "", ""},
		{"a share without its count", target.RatioOfSums, criterion.Higher, []target.Part{part("A", "7", "19", "xã", ""), part("B", "60", "", "xã", "")}, "", "", "", "target.rollup_no_total"},
		{"a weighted mean", target.WeightedMean, criterion.Higher, []target.Part{part("A", "90", "", "%", "3000"), part("B", "80", "", "%", "1000")}, "87.50", "", "", ""},
		{"no weight", target.WeightedMean, criterion.Higher, []target.Part{part("A", "90", "", "%", "3000"), part("B", "80", "", "%", "")}, "", "", "", "target.rollup_no_weight"},
		{"weights of nothing", target.WeightedMean, criterion.Higher, []target.Part{part("A", "90", "", "%", "0")}, "", "", "", "target.rollup_no_weight"},
		{"the worst of more", target.WorstOf, criterion.Higher, []target.Part{part("A", "90", "", "%", ""), part("B", "80", "", "%", "")}, "80", "", "", ""},
		{"the worst of less", target.WorstOf, criterion.Lower, []target.Part{part("A", "9", "", "%", ""), part("B", "8", "", "%", "")}, "9", "", "", ""},
		{"how many met", target.CountMet, criterion.Higher, []target.Part{{Class: criterion.Met}, {Class: criterion.Exceeded}, {Class: criterion.NotMet}, {Class: criterion.NotAssessed}}, "2", "4", "missing_parts", ""},
		{"a sum too large", target.SumOf, criterion.Higher, []target.Part{part("A", "9223372036854775807", "", "ha", ""), part("B", "1", "", "ha", "")}, "", "", "", "measure.number_large"},
	} {
		got, flags, err := target.Rollup(tt.rule, tt.direction, tt.parts)
		value, total, codes, fail := "", "", "", ""
		if got.Value != nil {
			value = got.Value.String()
		}
		if got.Total != nil {
			total = got.Total.String()
		}
		for _, f := range flags {
			codes += f.Code
		}
		if err != nil {
			fail = errs.All(err)[0].What.Key
		}
		if value != tt.value || total != tt.total || codes != tt.flags || fail != tt.fail {
			t.Errorf("%s: %s/%s %s %s", tt.name, value, total, codes, fail)
		}
	}
	if got, flags, err := target.Rollup(target.SumOf, criterion.Higher, []target.Part{{Name: "A"}}); err != nil || got.Value != nil || len(flags) != 1 {
		t.Errorf("no result at all: %v %v %v", got.Value, flags, err)
	}
}

// The parent is the same however its units are grouped on the way up.
func TestRollupInSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 12).Draw(t, "units")
		cut := rapid.IntRange(1, n-1).Draw(t, "cut")
		var parts []target.Part
		for i := range n {
			count := rapid.Int64Range(0, 1000).Draw(t, "count")
			p := part(fmt.Sprint(i), fmt.Sprint(count), fmt.Sprint(count+rapid.Int64Range(1, 1000).Draw(t, "more")), "xã", "")
			parts = append(parts, p)
		}
		rule := rapid.SampledFrom([]target.Rule{target.SumOf, target.RatioOfSums}).Draw(t, "rule")
		if rule == target.SumOf {
			for i := range parts {
				parts[i].Actual.Total = nil
			}
		}
		roll := func(parts []target.Part) target.Part {
			a, _, err := target.Rollup(rule, criterion.Higher, parts)
			if err != nil {
				t.Fatal(err)
			}
			return target.Part{Actual: &a}
		}
		whole, steps := roll(parts), roll([]target.Part{roll(parts[:cut]), roll(parts[cut:])})
		if whole.Actual.Value.Cmp(*steps.Actual.Value) != 0 || rule == target.RatioOfSums && whole.Actual.Total.Cmp(*steps.Actual.Total) != 0 {
			t.Fatalf("%s at once, %s in steps", whole.Actual.Text, steps.Actual.Text)
		}
	})
}

// course is a year that is over as its verdict gives it.
func course(year, list, wording string) forecast.Year {
	c, _ := criterion.Read(wording, criterion.Hints{})
	f := target.Facts{Target: target.Target{Cycle: period.Cycle(year), Accumulation: target.Flow, Revisions: []target.Revision{{Criterion: c}}}}
	for _, r := range series(year, list) {
		f.Observations = append(f.Observations, target.Observation{Month: r.Month, Cumulative: r.Cumulative, Actual: r.Actual, Steps: []target.StepTaken{{State: approval.Approved}}})
	}
	return f.Verdict(time.Time{}).Course(period.Cycle(year), c)
}

func TestForecast(t *testing.T) {
	c, _ := criterion.Read("120 ha", criterion.Hints{Unit: "ha"})
	for _, tt := range []struct {
		k                target.Accumulation
		list, last       string
		value, low, high string
		class            criterion.Class
		sure             bool
	}{
		// 60 in six months at 8 to 12 a month: 60 + 6×10, 60 + 6×8, 60 + 6×12
		{target.Flow, "1=8 2=12 3=10 4=10 5=10 6=10", "", "120", "108", "132", criterion.Met, false},
		{target.Flow, "1=20 2=22 3=21 4=20 5=20 6=20", "", "246", "243", "255", criterion.Exceeded, true},
		// half was in by June last year, all of a plan of 100: (60 / 0.5 + 120 × 1) / 2
		{target.Flow, "1=8 2=12 3=10 4=10 5=10 6=10", "6:50 12:100", "120", "108", "132", criterion.Met, false},
		// three quarters were in by June last year: (60 / 0.75 + 120 × 1) / 2; the course alone says 80
		{target.Flow, "1=8 2=12 3=10 4=10 5=10 6=10", "6:75 12:100", "100", "80", "132", criterion.NotMet, false},
		// last year came to no more than 50 of 100, which counts as 60 %: (60 / 0.5 + 120 × 0.6) / 2; the plan alone says 72
		{target.Flow, "1=8 2=12 3=10 4=10 5=10 6=10", "6:25 12:50", "96", "72", "132", criterion.NotMet, false},
		// one month is enough with a year before: 0.2 × 6 / 0.1 + 0.8 × 120 × 1
		{target.Flow, "1=6", "1:10 12:100", "108", "60", "120", criterion.NotMet, false},
		// June of last year is not known: pace
		{target.Flow, "1=8 2=12 3=10 4=10 5=10 6=10", "5:75 12:100", "120", "108", "132", criterion.Met, false},
		{target.Stock, "1=100 2=101 3=103 4=103", "", "111", "103", "119", criterion.NotMet, true},
	} {
		var last []forecast.Year
		if tt.last != "" {
			last = []forecast.Year{course("2022", tt.last, "100 ha")}
		}
		figures := series("2023", tt.list)
		got, ok := target.Forecast(tt.k, c, figures, figures[len(figures)-1].Month, last)
		if !ok || got.Value.String() != tt.value || got.Low.String() != tt.low || got.High.String() != tt.high || got.Class != tt.class || got.Sure != tt.sure || got.Made.IsZero() {
			t.Errorf("%s (%s): %s in %s…%s, %s %v", tt.list, tt.last, got.Value, got.Low, got.High, got.Class, got.Sure)
		}
	}
	// A ceiling is no plan to be carried out: the course alone, 3 : 2 of two years.
	ceiling, _ := criterion.Read("không quá 12 vụ", criterion.Hints{Unit: "vụ"})
	years := []forecast.Year{course("2022", "6:5 12:10", "không quá 12 vụ"), course("2020", "6:10 12:10", "")}
	if got, ok := target.Forecast(target.EventCount, ceiling, series("2023", "1=0 2=2 3=0 4=1 5=0 6=1"), "2023-06", years); !ok || got.Value.String() != "6" || got.Made.Key != "target.forecast_course" {
		t.Errorf("a ceiling: %s %v (%s)", got.Value, ok, got.Made.Key) // 4 ÷ ((3 × 0.5 + 1 × 1) / 4) = 6.4
	}
	for name, figures := range map[string][]target.Reported{"two months": series("2023", "1=5 2=6"), "a gap": series("2023", "1=5 3=6 4=1"), "the whole year": series("2023", "12:100")} {
		if got, ok := target.Forecast(target.Flow, c, figures, figures[len(figures)-1].Month, nil); ok {
			t.Errorf("%s is enough for %s", name, got.Value)
		}
	}
}

// A percentage of the year's plan is no percentage of the plan within the year.
func TestOnTrackByPercentOfTheYear(t *testing.T) {
	in := criterion.Hints{Name: "Trồng rừng", Unit: "ha"}
	year, _ := criterion.Read("500 ha", in)
	half, _ := criterion.Read("200 ha", in)
	for text, want := range map[string]criterion.Class{"đạt 45% kế hoạch": criterion.Met, "đạt 35% kế hoạch": criterion.NotMet, "210 ha": criterion.Met} {
		a, questions := criterion.ReadActual(text, year, in)
		if got := target.OnTrack(target.Flow, year, &a, "2023-06", &half); got.Class != want || len(questions) > 0 {
			t.Errorf("%s is %s, want %s (%d questions)", text, got.Class, want, len(questions))
		}
	}
}

func TestOnTrack(t *testing.T) {
	interim, _ := criterion.Read("từ 40 ha trở lên", criterion.Hints{Unit: "ha"})
	for _, tt := range []struct {
		k         target.Accumulation
		plan, now string
		month     period.Month
		baseline  string
		interim   *criterion.Criterion
		want      criterion.Class
	}{
		{target.Flow, "120 ha", "60", "2023-06", "", nil, criterion.Met},
		{target.Flow, "120 ha", "59", "2023-06", "", nil, criterion.NotMet},
		{target.Flow, "120 ha", "59", "2023-06", "", &interim, criterion.Met}, // the interim plan goes before even parts
		{target.Flow, "120 ha", "39", "2023-06", "", &interim, criterion.NotMet},
		{target.EventCount, "không quá 12 vụ", "3", "2023-04", "", nil, criterion.Met},
		{target.EventCount, "không quá 12 vụ", "5", "2023-04", "", nil, criterion.NotMet},
		{target.Stock, "từ 90% trở lên", "91", "2023-04", "", nil, criterion.Met},
		{target.Stock, "từ 90% trở lên", "85", "2023-04", "", nil, criterion.NotAssessed},
		{target.Stock, "từ 90% trở lên", "85", "2023-06", "78", nil, criterion.Met}, // 78 + 12 × 6/12 = 84
		{target.Average, "từ 90% trở lên", "85", "2023-06", "", nil, criterion.NotAssessed},
	} {
		in := criterion.Hints{}
		c, _ := criterion.Read(tt.plan, in)
		if tt.baseline != "" {
			c.Baseline = dec(tt.baseline)
		}
		got := target.OnTrack(tt.k, c, &criterion.Actual{Value: dec(tt.now), Unit: c.Unit, Text: tt.now}, tt.month, tt.interim)
		if got.Class != tt.want {
			t.Errorf("%s of %q in %s: %s", tt.now, tt.plan, tt.month, got.Class)
		}
	}
	c, _ := criterion.Read("120 ha", criterion.Hints{})
	if got := target.OnTrack(target.Flow, c, nil, "2023-06", nil); got.Class != criterion.NotAssessed {
		t.Errorf("no figure is %s", got.Class)
	}
}

// A figure far from the one before it, beside the steps so far, is doubted; growth is not.
func TestLeapFlag(t *testing.T) {
	for list, want := range map[string]bool{"10 21 30 42": false, "10 21 30 100": true, "10 21 30 10": false, "10": false, "1 15": false, "1 150": true, "300 2": true, "1 2 250": true} {
		var all []target.Observation
		for i, v := range strings.Fields(list) {
			all = append(all, target.Observation{Month: period.Cycle("2023").Months()[i], Cumulative: true, Actual: criterion.Actual{Value: dec(v)},
				Steps: []target.StepTaken{{State: approval.Approved}}})
		}
		if _, got := target.LeapFlag(all, time.Time{}, period.Cycle("2023").LastMonth()); got != want {
			t.Errorf("%s: %v, want %v", list, got, want)
		}
	}
}
