package chart

import (
	"encoding/xml"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dondoc/internal/i18n"
	"dondoc/internal/period"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

func smallMonths() Months {
	return Months{Lang: i18n.Vietnamese, Name: "Trồng rừng", Unit: "ha", Target: Known(550), Months: []Month{
		{Label: "01", Plan: Known(100), InMonth: Known(40), Actual: Known(40)},
		{Label: "02", Plan: Known(300)},
		{Label: "03", Plan: Known(550), InMonth: Known(633), Actual: Known(673), Estimate: true, Forecast: Known(673), ForecastLow: Known(660), ForecastHigh: Known(690)},
		{Label: "04", Forecast: Known(700), ForecastLow: Known(670), ForecastHigh: Known(740)},
	}}
}

func smallTenures() Tenures {
	return Tenures{Lang: i18n.Vietnamese, Over: period.Range{From: "2022-01-01", To: "2024-01-01"}, Today: "2023-10-15", Tenures: []Tenure{
		{Range: period.Range{From: "2020-03-01", To: "2023-07-01"}, Row: "Trưởng phòng", Words: "A", Title: "A, đến 30/06/2023", Href: "/people/a"},
		{Range: period.Range{From: "2023-07-01", To: period.Forever}, Row: "Trưởng phòng", Words: "B", Title: "B, từ 01/07/2023", Emphasis: true},
		{Range: period.Range{From: "2022-06-01", To: "2023-01-01"}, Row: "Phó Trưởng phòng", Title: "chưa có người giữ", Vacant: true},
	}}
}

func TestGolden(t *testing.T) {
	for name, d := range map[string]Drawing{
		"strip": Strip{Lang: i18n.Vietnamese, Columns: 3, Cells: []Cell{
			{Class: "not_met", Label: "1", Title: "Giải ngân <XDCB>: không đạt", Href: "#r1"}, {Class: "met", Label: "2", Title: "Trường chuẩn: đạt", Href: "#r2"},
			{Class: "exceeded", Label: "3", Title: "Trồng rừng: vượt", Href: "/t?a=1&b=2"}, {Class: "unheard of", Label: "4", Title: "Khác", Href: "javascript:alert(1)"}}}.Draw(),
		"spark":   Spark{Lang: i18n.English, Name: "Forest", Values: []Value{Known(1), {}, Known(2), Known(4)}, Plan: Known(3)}.Draw(),
		"months":  smallMonths().Draw(),
		"tenures": smallTenures().Draw(),
		"stack":   StackBar{Lang: i18n.English, Counts: map[string]int{"exceeded": 14, "met": 12, "not_met": 8}, Hrefs: map[string]string{"not_met": "?class=not_met"}}.Draw(),
	} {
		t.Run(name, func(t *testing.T) {
			got := strings.ReplaceAll(d.SVG("p"), "><", ">\n<") + "\n"
			path := filepath.Join("testdata", name+".svg")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; look at it and, if it is right, run with -update\n%s", path, got)
			}
		})
	}
}

var notNumber = regexp.MustCompile(`NaN|Inf|e[+-]\d`)

// check holds what every picture must be: well-formed XML, finite numbers, a title, nothing that runs.
func check(t interface {
	Fatalf(string, ...any)
}, d Drawing) {
	svg := d.SVG("id")
	dec := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
		if e, ok := token.(xml.StartElement); ok {
			for _, a := range e.Attr {
				if notNumber.MatchString(a.Value) && a.Name.Local != "href" && a.Name.Local != "aria-label" {
					t.Fatalf("<%s %s=%q>", e.Name.Local, a.Name.Local, a.Value)
				}
				if a.Name.Local == "href" && strings.HasPrefix(a.Value, "javascript") || strings.HasPrefix(a.Name.Local, "on") {
					t.Fatalf("something runs: %s", svg)
				}
			}
		}
	}
	if d.Title == "" || d.Width <= 0 || d.Height <= 0 {
		t.Fatalf("no title or no size: %+v", d)
	}
	for _, s := range d.Shapes {
		for _, p := range s.Points {
			if p.X < -0.5 || p.X > d.Width+0.5 || p.Y < -0.5 || p.Y > d.Height+0.5 {
				t.Fatalf("%v at %v is outside %v × %v", s.Form, p, d.Width, d.Height)
			}
		}
	}
}

func anyValue() *rapid.Generator[Value] {
	return rapid.Custom(func(t *rapid.T) Value {
		switch rapid.IntRange(0, 4).Draw(t, "kind") {
		case 0:
			return Value{}
		case 1:
			return Known(rapid.Float64().Draw(t, "any"))
		case 2:
			return Known([]float64{math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64, 5e-324, 0}[rapid.IntRange(0, 6).Draw(t, "edge")])
		}
		return Known(rapid.Float64Range(-1e6, 1e6).Draw(t, "usual"))
	})
}

func TestMonthsAndSparkHoldForAnyFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Months{Lang: i18n.Vietnamese, Name: rapid.String().Draw(t, "name"), Target: anyValue().Draw(t, "target")}
		s := Spark{Lang: i18n.English, Name: "x", Plan: m.Target}
		for range rapid.IntRange(0, 14).Draw(t, "n") {
			m.Months = append(m.Months, Month{Label: "01", Plan: anyValue().Draw(t, "plan"), InMonth: anyValue().Draw(t, "in"), Actual: anyValue().Draw(t, "actual"),
				Forecast: anyValue().Draw(t, "f"), ForecastLow: anyValue().Draw(t, "low"), ForecastHigh: anyValue().Draw(t, "high"), Estimate: rapid.Bool().Draw(t, "e")})
			s.Values = append(s.Values, anyValue().Draw(t, "value"))
		}
		check(t, m.Draw())
		check(t, s.Draw())
	})
}

func TestStripHasOneCellPerTargetInOrderOfClass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Strip{Lang: i18n.Vietnamese, Columns: rapid.IntRange(-1, 40).Draw(t, "columns")}
		for range rapid.IntRange(0, 80).Draw(t, "n") {
			s.Cells = append(s.Cells, Cell{Class: rapid.SampledFrom([]string{"exceeded", "met", "not_met", "not_assessed", "?"}).Draw(t, "class"),
				Label: rapid.StringN(0, 3, -1).Draw(t, "label"), Title: rapid.String().Draw(t, "title"), Href: rapid.String().Draw(t, "href")})
		}
		d := s.Draw()
		check(t, d)
		if len(d.Groups) != len(s.Cells) {
			t.Fatalf("%d cells for %d targets", len(d.Groups), len(s.Cells))
		}
		last := 0
		for _, shape := range d.Shapes {
			if shape.Form == Rect {
				if r := rank(string(shape.Fill)); r < last {
					t.Fatalf("%s after class %d", shape.Fill, last)
				} else {
					last = r
				}
			}
		}
	})
}

func TestTenuresHoldForAnyDates(t *testing.T) {
	date := rapid.Custom(func(t *rapid.T) period.Date {
		if rapid.IntRange(0, 9).Draw(t, "open") == 0 {
			return period.Forever
		}
		return period.Date("2000-01-01").AddDays(rapid.IntRange(0, 15000).Draw(t, "day"))
	})
	rapid.Check(t, func(t *rapid.T) {
		from := period.Date("2010-01-01").AddDays(rapid.IntRange(0, 5000).Draw(t, "from"))
		v := Tenures{Lang: i18n.English, Over: period.Range{From: from, To: date.Draw(t, "to")}, Today: period.Date("2024-01-10")}
		for range rapid.IntRange(0, 6).Draw(t, "n") {
			v.Tenures = append(v.Tenures, Tenure{Range: period.Range{From: date.Draw(t, "f"), To: date.Draw(t, "t")}, Row: rapid.StringN(0, 60, -1).Draw(t, "row"),
				Words: rapid.String().Draw(t, "words"), Title: "x", Acting: rapid.Bool().Draw(t, "a"), Vacant: rapid.Bool().Draw(t, "v"), Emphasis: rapid.Bool().Draw(t, "m")})
		}
		check(t, v.Draw())
	})
}

func TestStackBarHoldsForAnyCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := StackBar{Lang: i18n.Vietnamese, Counts: map[string]int{}}
		for _, c := range classes {
			s.Counts[c] = rapid.IntRange(-2, 100000).Draw(t, c)
		}
		check(t, s.Draw())
	})
}

func TestTicksAreRoundAndCoverTheExtent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Float64Range(-1e9, 1e9).Draw(t, "a"), rapid.Float64Range(-1e9, 1e9).Draw(t, "b")
		e := spread([]Value{Known(a), Known(b)}, false)
		ticks, wide := e.ticks(5, i18n.Vietnamese)
		if slack := 1e-6 * (e.high - e.low); wide.low > e.low+slack || wide.high < e.high-slack {
			t.Fatalf("%v does not cover %v", wide, e)
		}
		if len(ticks) < 2 || len(ticks) > 8 {
			t.Fatalf("%d ticks over %v", len(ticks), e)
		}
	})
}

func TestNumbersAreWrittenAsTheLanguageDoes(t *testing.T) {
	for _, c := range []struct {
		n        float64
		decimals int
		vi, en   string
	}{
		{0, 0, "0", "0"}, {1234567, 0, "1.234.567", "1,234,567"}, {-1234.5, 1, "−1.234,5", "−1,234.5"}, {0.25, 2, "0,25", "0.25"}, {-0.001, 2, "0,00", "0.00"}, {1e18, 0, "…", "…"},
	} {
		if got := number(c.n, c.decimals, i18n.Vietnamese); got != c.vi {
			t.Errorf("vi %v: %s, want %s", c.n, got, c.vi)
		}
		if got := number(c.n, c.decimals, i18n.English); got != c.en {
			t.Errorf("en %v: %s, want %s", c.n, got, c.en)
		}
	}
}

func TestMissingIsNotZero(t *testing.T) {
	d := Spark{Lang: i18n.English, Name: "x", Values: make([]Value, 12)}.Draw()
	if len(d.Shapes) != 0 {
		t.Errorf("twelve missing months drew %d shapes", len(d.Shapes))
	}
}

// A note stands under the cells, in a picture that is so much higher.
func TestStripNote(t *testing.T) {
	s := Strip{Lang: i18n.Vietnamese, Cells: []Cell{{Class: "met", Label: "1"}}}
	bare := s.Draw()
	s.Note = "Số liệu đã thay đổi."
	d := s.Draw()
	if d.Height <= bare.Height || !strings.Contains(d.SVG("x"), s.Note) || strings.Contains(bare.SVG("x"), s.Note) {
		t.Errorf("%v of %v high:\n%s", d.Height, bare.Height, d.SVG("x"))
	}
}
