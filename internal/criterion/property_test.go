package criterion_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"

	"pgregory.net/rapid"
)

// wordings draws a wording in one of the forms of real resolutions, with hints
// that go with it.
func wordings(t *rapid.T) (string, criterion.Hints) {
	pick := func(label string, from ...string) string { return rapid.SampledFrom(from).Draw(t, label) }
	number := func(label string) string {
		d := measure.NewDecimal(rapid.Int64Range(1, 999999).Draw(t, label), rapid.IntRange(0, 3).Draw(t, label+" scale"))
		return d.Say("vi")
	}
	unit := pick("unit", "ha", "%", "tỷ đồng", "hộ", "trường", "triệu đồng/người/năm", "điểm %", "mô hình lạ", "")
	in := criterion.Hints{Unit: unit, Name: pick("name", "", "Trồng rừng", "Tỷ lệ hộ nghèo", "Giảm số hộ nghèo", "Tỷ lệ hộ nghèo giảm", "Duy trì độ che phủ",
		"Số xã đạt chuẩn tăng thêm", "Tốc độ tăng bình quân hằng năm", "Số doanh nghiệp 2021-2025", "Xếp hạng năng lực", "Cơ cấu: A | B", "Không để xảy ra cháy rừng")}
	if rapid.Bool().Draw(t, "baseline") {
		b := measure.NewDecimal(rapid.Int64Range(1, 9999).Draw(t, "base"), 2)
		in.Baseline = &b
	}
	n := number("value")
	written := pick("written", "", " "+unit)
	simple := pick("simple", "#", "từ # trở lên", "# trở lên", "≥ #", "trên #", "> #", "không quá #", "≤ #", "tối đa #", "dưới #", "khoảng #", "khoảng # (±0,5)", "at least #", "less than #")
	simple = strings.ReplaceAll(simple, "#", n+written)
	form := pick("form", "*", "*", "duy trì *", "tăng thêm *", "giảm *", "tăng *", "giảm * so với năm trước", "bình quân hằng năm *", "giảm bình quân */năm", "2021-2025: *",
		"hạng *", "* | *", "A: *; B: *", "* (8 xã)", "* trước ngày 30/10/2025", "đạt *", "NLTS *", "07/19 xã", "từ 7,5 đến 8"+written, "hoàn thành tốt nhiệm vụ trở lên",
		"hoàn thành trước ngày 31/12/2025", "không để xảy ra điểm nóng", "giảm cả ba tiêu chí (a, b, c)", "giảm từ 12% xuống 9%", "* chỉ tiêu tỉnh giao", "không dưới 5 ha và không quá 7 ha")
	return strings.ReplaceAll(form, "*", simple), in
}

// What is printed reads as the same criterion, and survives being printed again.
func TestWordingReadsBack(t *testing.T) {
	read := 0
	rapid.Check(t, func(t *rapid.T) {
		wording, in := wordings(t)
		c, questions := criterion.Read(wording, in)
		if c.Kind == criterion.Verbatim {
			if len(questions) == 0 {
				t.Fatalf("%q is not read and not asked about", wording)
			}
			return
		}
		read++
		again, _ := criterion.Read(c.Wording(), in)
		if !c.Same(again) {
			t.Fatalf("%q is printed as %q, which reads as %+v, not %+v", wording, c.Wording(), again, c)
		}
		bare := in
		bare.Meant, bare.Near = nil, nil
		_, asked := criterion.Read(c.Wording(), bare)
		for _, q := range asked {
			if q.Field == "value" { // whatever the wording left open, its print does not
				t.Fatalf("%q is printed as %q, whose number is asked about", wording, c.Wording())
			}
		}
		if again.Wording() != c.Wording() {
			t.Fatalf("%q is printed as %q and then as %q", wording, c.Wording(), again.Wording())
		}
	})
	if read < 50 {
		t.Errorf("only %d wordings were read: the property holds of nothing", read)
	}
}

var order = map[criterion.Class]int{criterion.NotMet: 0, criterion.Met: 1, criterion.Exceeded: 2}

type lineKind struct {
	wording string
	down    bool
}

// lineKinds are wordings judged on the line of numbers; down says that less is better.
var lineKinds = []lineKind{
	{"từ # trở lên", false}, {"trên #", false}, {"#", false}, {"khoảng #", false}, {"# - 200000", false}, {"duy trì #", false}, {"duy trì từ # trở lên", false},
	{"tăng thêm #", false}, {"2021-2025: #", false}, {"bình quân hằng năm #", false}, {"dưới #", true}, {"không quá #", true}, {"hạng #", true}, {"còn #", true},
}

func judge(t *rapid.T, wording, unit string, v measure.Decimal, o criterion.Options) criterion.Assessment {
	c, _ := criterion.Read(wording, criterion.Hints{Unit: unit})
	a := criterion.Actual{How: criterion.Point, Value: &v, Unit: c.Unit}
	got := criterion.Assess(c, &a, o)
	if got.Class == criterion.NotAssessed {
		t.Fatalf("%s is not judged by %q (%s)", v, wording, c.Kind)
	}
	return got
}

func drawOptions(t *rapid.T) criterion.Options {
	return criterion.Options{
		AboutTolerance: rapid.Int64Range(0, 20).Draw(t, "tolerance"),
		AboveRange:     rapid.SampledFrom([]criterion.Class{"", criterion.Met, criterion.Exceeded}).Draw(t, "above range"),
		BelowCeiling:   rapid.SampledFrom([]criterion.Class{"", criterion.Met, criterion.Exceeded}).Draw(t, "below ceiling"),
		AboveKept:      rapid.SampledFrom([]criterion.Class{"", criterion.Met, criterion.Exceeded}).Draw(t, "above kept"),
		Ceiling:        rapid.SampledFrom([]criterion.CeilingFormula{criterion.NoPercent, criterion.Inverse, criterion.TwoMinus}).Draw(t, "ceiling"),
	}
}

// A better result is never classed worse nor given a smaller percentage, under any interpretation.
func TestMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(lineKinds).Draw(t, "kind")
		wording := strings.ReplaceAll(k.wording, "#", measure.Int(rapid.Int64Range(1, 99999).Draw(t, "plan")).String())
		o := drawOptions(t)
		worse := measure.NewDecimal(rapid.Int64Range(-1000, 2000000).Draw(t, "a"), 1)
		better := measure.NewDecimal(rapid.Int64Range(-1000, 2000000).Draw(t, "b"), 1)
		if (worse.Cmp(better) > 0) != k.down {
			worse, better = better, worse
		}
		low, high := judge(t, wording, "", worse, o), judge(t, wording, "", better, o)
		if order[low.Class] > order[high.Class] {
			t.Fatalf("%q: %s is %s and the better %s is %s", wording, worse, low.Class, better, high.Class)
		}
		if low.Achievement != nil && high.Achievement != nil && low.Achievement.Percent(6).Cmp(high.Achievement.Percent(6)) > 0 {
			t.Fatalf("%q: %s is %s%% and the better %s is %s%%", wording, worse, low.Achievement.Percent(6), better, high.Achievement.Percent(6))
		}
	})
}

// inUnits are the wordings whose one number is counted in a unit of measure.
var inUnits = slices.DeleteFunc(slices.Clone(lineKinds), func(k lineKind) bool {
	return strings.Contains(k.wording, "200000") || strings.HasPrefix(k.wording, "hạng")
})

// The unit a plan and its result are counted in does not matter.
func TestUnitFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(inUnits).Draw(t, "kind")
		plan, v, o := rapid.Int64Range(1, 99999).Draw(t, "plan"), rapid.Int64Range(0, 200000).Draw(t, "v"), drawOptions(t)
		say := func(factor int64) string {
			return strings.ReplaceAll(k.wording, "#", measure.Int(plan*factor).String())
		}
		one, thousand := judge(t, say(1), "tỷ đồng", measure.Int(v), o), judge(t, say(1000), "triệu đồng", measure.Int(v*1000), o)
		if one.Class != thousand.Class {
			t.Fatalf("%q and %d: %s in tỷ, %s in triệu", say(1), v, one.Class, thousand.Class)
		}
		if (one.Achievement == nil) != (thousand.Achievement == nil) || one.Achievement != nil && one.Achievement.Exact() != thousand.Achievement.Exact() {
			t.Fatalf("%q and %d: the achievement depends on the unit", say(1), v)
		}
	})
}

// The unit a result is written in does not matter either.
func TestWrittenUnitFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(inUnits).Draw(t, "kind")
		plan := rapid.Int64Range(1, 99999).Draw(t, "plan")
		v := rapid.Int64Range(0, 3*plan).Draw(t, "v") // what is out of proportion is asked about
		h := criterion.Hints{Unit: "tỷ đồng", Within: true}
		c, _ := criterion.Read(strings.ReplaceAll(k.wording, "#", measure.Int(plan).String()), h)
		var exact []string
		for _, text := range []string{fmt.Sprintf("%d tỷ đồng", v), fmt.Sprintf("%d triệu đồng", v*1000), fmt.Sprintf("%d", v)} {
			a, questions := criterion.ReadActual(text, c, h)
			if len(questions) > 0 {
				t.Fatalf("%q is asked about", text)
			}
			got := criterion.Assess(c, &a, criterion.Options{})
			said := string(got.Class)
			if got.Achievement != nil {
				said += " " + got.Achievement.Exact()
			}
			if exact = append(exact, said); said != exact[0] {
				t.Fatalf("%q of %q is %s, in other units %s", text, c.Text, said, exact[0])
			}
		}
	})
}

// A result known only roughly is judged as each of the values it may be would
// be, and left open where they would be judged differently.
func TestRoughResults(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(lineKinds).Draw(t, "kind")
		wording := strings.ReplaceAll(k.wording, "#", measure.Int(rapid.Int64Range(1, 300).Draw(t, "plan")).String())
		c, _ := criterion.Read(wording, criterion.Hints{})
		v := measure.Int(rapid.Int64Range(1, 300).Draw(t, "v"))
		how := rapid.SampledFrom([]criterion.Kind{criterion.MoreThan, criterion.LessThan, criterion.AtLeast, criterion.AtMost, criterion.About}).Draw(t, "how")
		rough := criterion.Actual{How: how, Value: &v, Rounded: rapid.Bool().Draw(t, "rounded")}
		got := criterion.Assess(c, &rough, criterion.Options{})
		if got.Class == criterion.NotAssessed {
			if len(got.Questions) == 0 {
				t.Fatalf("%q: %s %s is left open and not asked about", wording, how, v)
			}
			return
		}
		for _, step := range []*big.Rat{big.NewRat(1, 100), big.NewRat(1, 2), big.NewRat(99, 100)} {
			near := new(big.Rat).Add(v.Rat(), step)
			if how == criterion.LessThan || how == criterion.AtMost {
				near.Sub(v.Rat(), step)
			}
			one := measure.FromRat(near, 2)
			if exact := judge(t, wording, "", one, criterion.Options{}); exact.Class != got.Class {
				t.Fatalf("%q: %s %s is %s, though %s would be %s", wording, how, v, got.Class, one, exact.Class)
			}
		}
	})
}

// Both scales of the same print agree: the percentage and the figures it is made of.
func TestPercentIsOfItsFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plan, v := rapid.Int64Range(1, 1e9).Draw(t, "plan"), rapid.Int64Range(0, 1e10).Draw(t, "v")
		c, _ := criterion.Read(measure.Int(plan).String()+" ha", criterion.Hints{Unit: "ha"})
		value := measure.Int(v)
		got := criterion.Assess(c, &criterion.Actual{Value: &value, Unit: "ha"}, criterion.Options{})
		percent := got.Achievement.Percent(2)
		// half up: 0 <= 100·v/plan + 0,005 − percent < 0,01
		off := new(big.Rat).Sub(big.NewRat(v*100, plan), percent.Rat())
		off.Add(off, big.NewRat(5, 1000))
		if off.Sign() < 0 || off.Cmp(big.NewRat(1, 100)) >= 0 {
			t.Fatalf("%d/%d is given as %s%%", v, plan, percent)
		}
		flag, wrong := criterion.PercentFlag(*got.Achievement, criterion.Actual{}, []criterion.Actual{{Value: &percent}})
		if wrong {
			t.Fatalf("its own percentage is doubted: %s", flag.Code)
		}
	})
}
