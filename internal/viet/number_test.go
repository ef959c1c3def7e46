package viet_test

import (
	"slices"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/viet"

	"pgregory.net/rapid"
)

// The writings are those of offices and newspapers (Bắc Kạn, Gia Lai, Thanh
// Hóa and Quảng Nam papers 2022-2024; the Bắc Giang statistics page 2010-2017).
func TestReadNumber(t *testing.T) {
	type n = viet.Number
	for text, want := range map[string][]n{
		"7": {{7, 0}}, "07": {{7, 0}}, "0": {{0, 0}}, "-0": {{0, 0}}, "+5": {{5, 0}},
		"24,472":    {{24472, 3}, {24472, 0}},
		"106,811":   {{106811, 3}, {106811, 0}},
		"149.174":   {{149174, 0}, {149174, 3}},
		"19.540":    {{19540, 0}, {19540, 3}},
		"3.359,80":  {{335980, 2}},
		"26.936,4":  {{269364, 1}},
		"14.759,03": {{1475903, 2}},
		"3.798,254": {{3798254, 3}},
		"1681,5":    {{16815, 1}}, "1681,567": {{1681567, 3}},
		"9.30": {{930, 2}}, "-1.30": {{-130, 2}}, "−1,3": {{-13, 1}}, "33785.30": {{3378530, 2}},
		"8.718.000": {{8718000, 0}}, "3.800.019": {{3800019, 0}}, "1,234,567": {{1234567, 0}}, "1,234.56": {{123456, 2}},
		"1 234,56": {{123456, 2}}, "1\u00a0234\u00a0567": {{1234567, 0}}, "12\u202f500": {{12500, 0}}, "106 830": {{106830, 0}},
		"0,123": {{123, 3}}, "0.812": {{812, 3}}, "012.345": {{12345, 3}}, "99,2": {{992, 1}},
		" 700 ": {{700, 0}}, "\ufeff700": {{700, 0}}, "999999999999999999": {{999999999999999999, 0}},
	} {
		got, err := viet.ReadNumber(text)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q reads as %v, %v; want %v", text, got, err, want)
		}
	}
	for text, key := range map[string]string{
		"": "measure.number_unread", "-": "measure.number_unread", "abc": "measure.number_unread", "1.2.3": "measure.number_unread",
		"6.7.2020": "measure.number_unread", "1,23,456": "measure.number_unread", "1.23.456,7": "measure.number_unread", "12 34": "measure.number_unread",
		"12\n345": "measure.number_unread", "12\t345": "measure.number_unread", "12  345": "measure.number_unread", "12 \n345": "measure.number_unread",
		"1,5,": "measure.number_unread", ",5": "measure.number_unread", "--5": "measure.number_unread", "1e5": "measure.number_unread", "٣": "measure.number_unread",
		"1234567890123456789": "measure.number_large", "0,1234567890123456789": "measure.number_large",
	} {
		got, err := viet.ReadNumber(text)
		if err == nil || errs.All(err)[0].What.Key != key || !errs.Is(err, errs.Invalid) {
			t.Errorf("%q reads as %v, %v; want %s", text, got, err, key)
		}
	}
}

// A line end, a tab or several blanks between two figures are no mark of thousands; one
// blank of any kind is.
func TestFiguresApart(t *testing.T) {
	for text, want := range map[string]string{
		"200\n150": "200 ⏎ 150", "12  150 ha": "12 ⏎ 150 ha", "20\t300": "20 ⏎ 300", "1\n200\r\n300\n400": "1 ⏎ 200 ⏎ 300 ⏎ 400", "12,5\n150,5": "12,5 ⏎ 150,5", "12\u00a0\u00a0150": "12 ⏎ 150",
		"12 150": "12 150", "12\u202f150": "12\u202f150", "12\u00a0150": "12\u00a0150", "đạt\n150": "đạt\n150", "năm 2025\n100%": "năm 2025\n100%", "95\n90": "95\n90", "12  1500": "12  1500", "": "",
	} {
		if got := viet.FiguresApart(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for _, tt := range []struct {
		n      viet.Number
		vi, en string
	}{
		{viet.Number{Coef: 123456, Scale: 2}, "1.234,56", "1,234.56"},
		{viet.Number{Coef: -1300, Scale: 3}, "−1,300", "−1.300"},
		{viet.Number{Coef: 5, Scale: 3}, "0,005", "0.005"},
		{viet.Number{Coef: 8718000}, "8.718.000", "8,718,000"},
		{viet.Number{}, "0", "0"},
		{viet.Number{Coef: -1 << 63}, "−9.223.372.036.854.775.808", "−9,223,372,036,854,775,808"},
	} {
		if vi, en := viet.FormatNumber(tt.n, "vi"), viet.FormatNumber(tt.n, "en"); vi != tt.vi || en != tt.en {
			t.Errorf("%v is written %q, %q; want %q, %q", tt.n, vi, en, tt.vi, tt.en)
		}
	}
}

// What is written in either language is among the readings of what is read,
// and the first one when it is written the Vietnamese way.
func TestNumbersReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := viet.Number{Coef: rapid.Int64Range(-1e14, 1e14).Draw(t, "coef"), Scale: rapid.IntRange(0, 4).Draw(t, "scale")}
		vi, err := viet.ReadNumber(viet.FormatNumber(n, "vi"))
		if err != nil || vi[0] != n {
			t.Fatalf("%v is written %q, which reads as %v, %v", n, viet.FormatNumber(n, "vi"), vi, err)
		}
		en, err := viet.ReadNumber(viet.FormatNumber(n, "en"))
		if err != nil || !slices.Contains(en, n) {
			t.Fatalf("%v is written %q, which reads as %v, %v", n, viet.FormatNumber(n, "en"), en, err)
		}
	})
}

func FuzzReadNumber(f *testing.F) {
	for _, seed := range []string{"24,472", "3.359,80", "-1.30", "1 234 567,8", "07/19"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		readings, err := viet.ReadNumber(text)
		if (err == nil) != (len(readings) > 0) || len(readings) > 2 {
			t.Fatalf("%q: %v, %v", text, readings, err)
		}
		for _, n := range readings {
			if n.Scale < 0 || n.Scale > 18 {
				t.Fatalf("%q reads with scale %d", text, n.Scale)
			}
		}
	})
}

func TestRewritten(t *testing.T) {
	for text, want := range map[string]string{"25,27 tỷ đồng": "25.27 tỷ đồng", "1.234.567": "1,234,567", "3.359,80 ha": "3,359.80 ha", "giảm 3,5 điểm %": "giảm 3.5 điểm %",
		"24,472 tỷ đồng": "24,472 tỷ đồng", "31/12/2026": "31/12/2026", "12 con": "12 con"} {
		if got := viet.Rewritten(text, "en"); got != want {
			t.Errorf("%q in English is %q, want %q", text, got, want)
		}
		if got := viet.Rewritten(text, "vi"); got != text {
			t.Errorf("%q in Vietnamese is %q", text, got)
		}
	}
}
