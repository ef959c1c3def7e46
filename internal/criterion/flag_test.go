package criterion_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"
)

func dec(plain string) *measure.Decimal {
	d, err := measure.ParseDecimal(plain)
	if err != nil {
		panic(err)
	}
	return &d
}

func figures(list string) []criterion.Figure {
	var out []criterion.Figure
	for i, v := range strings.Fields(list) {
		f := criterion.Figure{Period: fmt.Sprint(2010 + i)}
		if v != "-" {
			f.Value = dec(v)
		}
		out = append(out, f)
	}
	return out
}

// The series are of the Bắc Giang statistics page, 2010-2017.
func TestSeriesFlags(t *testing.T) {
	for list, want := range map[string]string{
		"13.99 18.04 21.00 24.61 26.68 33785.30 39912.60 43230.70": "unit_switched",
		"710 856 1004 1171 1259 1609 1821 1934":                    "",
		"3.40 5.60 2.70 4.60 5.90 5.00 3.50 -1.30":                 "",
		"5 - 60": "jump",
		"5 0 6":  "",
	} {
		codes := ""
		for _, f := range criterion.SeriesFlags(figures(list)) {
			codes += f.Code
		}
		if codes != want {
			t.Errorf("%s: %q, want %q", list, codes, want)
		}
	}
}

func TestOtherFlags(t *testing.T) {
	if _, ok := criterion.SumFlag(*dec("100"), []measure.Decimal{*dec("29.80"), *dec("33.90"), *dec("36.40")}); !ok {
		t.Error("a structure of 100,10 % passes")
	}
	if f, ok := criterion.SumFlag(*dec("100.00"), []measure.Decimal{*dec("29.80"), *dec("33.90"), *dec("36.32")}); !ok || f.Code != "sum_differs" {
		t.Error("29,80 + 33,90 + 36,32 is taken for 100")
	}
	if _, ok := criterion.SumFlag(*dec("100"), []measure.Decimal{*dec("21.4"), *dec("47.8"), *dec("30.80")}); ok {
		t.Error("21,4 + 47,8 + 30,8 is doubted")
	}
	for _, tt := range []struct {
		plan, last string
		want       bool
	}{{"19.000 tấn", "19540", true}, {"19.600 tấn", "19540", false}, {"không quá 40 vụ", "35", true}, {"không quá 30 vụ", "35", false}, {"giảm 3 điểm %", "3.5", false}, {"hạng 10", "5", false}} {
		c, _ := criterion.Read(tt.plan, criterion.Hints{})
		if _, got := criterion.LastYearFlag(c, criterion.Actual{Value: dec(tt.last)}); got != tt.want {
			t.Errorf("%q after %s: %v", tt.plan, tt.last, got)
		}
	}
	hundred := criterion.Assessment{Achievement: &criterion.Achievement{Actual: big.NewRat(3, 1), Plan: big.NewRat(3, 1)}}
	other := criterion.Assessment{Achievement: &criterion.Achievement{Actual: big.NewRat(4, 1), Plan: big.NewRat(3, 1)}}
	if _, ok := criterion.RunFlag([]criterion.Assessment{hundred, hundred, hundred, hundred, {}, hundred}); !ok {
		t.Error("five times 100 % in a row passes")
	}
	if _, ok := criterion.RunFlag([]criterion.Assessment{hundred, hundred, other, hundred, hundred, hundred, hundred}); ok {
		t.Error("two and four times 100 % is taken for a run of five")
	}
}

// Tables: a total that is not the sum of its parts, a structure that makes more
// than 100 %, a plan below last year's result, a switched unit of measure.
func TestTableFlags(t *testing.T) {
	rows := []criterion.Row{
		{No: 1, Name: "Tổng giá trị sản xuất", UnitOfMeasure: "tỷ đồng", Plan: "15.000", Actual: "14.759,03"},
		{No: 2, PartOf: 1, Name: "- Nông nghiệp", UnitOfMeasure: "tỷ đồng", Plan: "7.000", Actual: "9.993,83"},
		{No: 3, PartOf: 1, Name: "- Dịch vụ", UnitOfMeasure: "tỷ đồng", Plan: "7.500", Actual: "4.765,20"},
		{No: 4, Name: "Diện tích gieo trồng", UnitOfMeasure: "ha", Plan: "500 ha", Actual: "520", LastYear: "510"},
		{No: 5, PartOf: 4, Name: "- Trong đó: lúa", UnitOfMeasure: "ha", Plan: "100", Actual: "100"},
		{No: 6, PartOf: 4, Name: "- Ngô", UnitOfMeasure: "ha", Plan: "100", Actual: "100"},
		{No: 7, Name: "Cơ cấu - tổng", UnitOfMeasure: "%", Actual: "100.00"},
		{No: 8, Name: "Cơ cấu - NLTS", UnitOfMeasure: "%", Actual: "21.40"},
		{No: 9, Name: "Cơ cấu - dịch vụ", UnitOfMeasure: "%", Actual: "78.70"},
		{No: 10, Name: "GRDP bình quân", UnitOfMeasure: "đồng", Actual: "33785.30", Earlier: []criterion.FigureAsWritten{{Period: "2013", Text: "24.61"}, {Period: "2014", Text: "26.68"}}},
		{No: 11, Name: "Tỷ lệ A", UnitOfMeasure: "%", Actual: "60"},
		{No: 12, PartOf: 11, Name: "- nam", UnitOfMeasure: "%", Actual: "20"},
		{No: 13, PartOf: 11, Name: "- nữ", UnitOfMeasure: "%", Actual: "30"},
	}
	want := map[int]string{0: "sum_differs ", 3: "below_last_year ", 6: "sum_differs "} // row 10 is asked about, not flagged
	for i, c := range criterion.CheckTable(rows) {
		codes := ""
		for _, f := range c.Flags {
			codes += f.Code + " "
		}
		if codes != want[i] {
			t.Errorf("%s: %q, want %q", rows[i].Name, codes, want[i])
		}
	}
}
