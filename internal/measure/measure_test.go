package measure_test

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"

	"pgregory.net/rapid"
)

func dec(plain string) measure.Decimal {
	d, err := measure.ParseDecimal(plain)
	if err != nil {
		panic(err)
	}
	return d
}

func TestDecimalText(t *testing.T) {
	for _, tt := range []struct{ plain, vi, en string }{
		{"1234.56", "1.234,56", "1,234.56"}, {"-0.5", "−0,5", "−0.5"}, {"0", "0", "0"}, {"24.472", "24,472", "24.472"},
		{"7.0", "7,0", "7.0"}, {"999999999999999999", "999.999.999.999.999.999", "999,999,999,999,999,999"}, {"0.000000000000000001", "0,000000000000000001", "0.000000000000000001"},
	} {
		d := dec(tt.plain)
		if d.String() != tt.plain || d.Say("vi") != tt.vi || d.Say("en") != tt.en {
			t.Errorf("%s: %s, %s, %s", tt.plain, d, d.Say("vi"), d.Say("en"))
		}
		text, err := json.Marshal(struct{ V *measure.Decimal }{&d})
		var back struct{ V *measure.Decimal }
		if err != nil || json.Unmarshal(text, &back) != nil || *back.V != d {
			t.Errorf("%s comes back from %s", tt.plain, text)
		}
	}
	for _, text := range []string{"", "-", ".5", "5.", "1,5", "1e3", "+1", "9223372036854775808", "0.1234567890123456789", "--1", "1.2.3"} {
		if d, err := measure.ParseDecimal(text); err == nil {
			t.Errorf("%q was read as %s", text, d)
		}
	}
}

func TestRounding(t *testing.T) {
	for _, tt := range []struct {
		num, den int64
		scale    int
		want     string
	}{
		{67300, 550, 2, "122.36"}, {1, 2, 0, "1"}, {-1, 2, 0, "-1"}, {5, 1000, 2, "0.01"}, {4, 1000, 2, "0.00"}, {2, 3, 4, "0.6667"}, {-2, 3, 4, "-0.6667"},
		{math.MaxInt64, 1, 5, "9223372036854775807"}, {math.MaxInt64, 10, 5, "922337203685477580.7"},
	} {
		if got := measure.FromRat(big.NewRat(tt.num, tt.den), tt.scale).String(); got != tt.want {
			t.Errorf("%d/%d to %d decimals: %s, want %s", tt.num, tt.den, tt.scale, got, tt.want)
		}
	}
	huge := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 200))
	if got := measure.FromRat(huge.Neg(huge), 3); got.Coef() != -math.MaxInt64 {
		t.Errorf("what does not fit is not saturated: %s", got)
	}
	if got := measure.NewDecimal(15, 19); got.String() != "0.000000000000000002" {
		t.Errorf("15e-19: %s", got)
	}
	if got := measure.NewDecimal(12, -3); got.String() != "12000" {
		t.Errorf("12e3: %s", got)
	}
}

// Arithmetic agrees with fractions of any size.
func TestArithmetic(t *testing.T) {
	draw := func(t *rapid.T, name string) measure.Decimal {
		return measure.NewDecimal(rapid.Int64Range(-1e12, 1e12).Draw(t, name), rapid.IntRange(0, 5).Draw(t, name+" scale"))
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw(t, "a"), draw(t, "b")
		if got, want := a.Add(b).Rat(), new(big.Rat).Add(a.Rat(), b.Rat()); got.Cmp(want) != 0 {
			t.Fatalf("%s + %s = %s", a, b, got)
		}
		if got, want := a.Sub(b).Rat(), new(big.Rat).Sub(a.Rat(), b.Rat()); got.Cmp(want) != 0 {
			t.Fatalf("%s - %s = %s", a, b, got)
		}
		if a.Cmp(b) != a.Rat().Cmp(b.Rat()) || a.Cmp(a.Trim()) != 0 || a.Neg().Neg() != a {
			t.Fatalf("%s against %s", a, b)
		}
		if exact, ok := measure.Exactly(a.Rat()); !ok || exact.Cmp(a) != 0 {
			t.Fatalf("%s is not exactly %s", exact, a)
		}
		if back := dec(a.String()); back != a {
			t.Fatalf("%s comes back as %s", a, back)
		}
	})
}

func TestExactly(t *testing.T) {
	if d, ok := measure.Exactly(big.NewRat(7, 19)); ok {
		t.Errorf("7/19 is given as %s", d)
	}
	if d, ok := measure.Exactly(big.NewRat(8, 16)); !ok || d.String() != "0.5" {
		t.Errorf("8/16: %s, %v", d, ok)
	}
}

// The spellings are those of the domain notes, section 7, and of the tables of
// provinces and districts.
func TestLookupUnit(t *testing.T) {
	for _, tt := range []struct{ text, family, rest string }{
		{"tỷ đồng", "money", ""}, {"Tỉ đồng", "money", ""}, {"tỷ", "money", ""}, {"triệu đồng/người/năm", "money", "/nguoi/nam"}, {"nghìn tỷ đồng", "money", ""},
		{"triệu USD", "usd", ""}, {"ha", "area", ""}, {"tạ/ha", "mass", "/ha"}, {"kg/người/năm", "mass", "/nguoi/nam"}, {"nghìn tấn", "mass", ""},
		{"%", "percent", ""}, {"% GDP", "percent", "gdp"}, {"%/năm", "percent", "/nam"}, {"phần trăm", "percent", ""}, {"điểm %", "point", ""}, {"điểm phần trăm", "point", ""},
		{"HTX", "htx", ""}, {"hợp tác xã", "htx", ""}, {"hộ", "ho", ""}, {"hộ nghèo", "ho", "ngheo"}, {"Doanh nghiệp", "doanh nghiep", ""}, {"bác sỹ", "bac si", ""},
		{"tiêu chí/xã", "tieu chi", "/xa"}, {"ty dong", "money", ""}, {"dong", "money", ""}, {"Đông Nam Á", "dong nam a", ""}, {"cà", "ca", ""}, {"tuyến cáp quang biển", "tuyen cap quang bien", ""}, {"", "", ""},
	} {
		if u := measure.LookupUnit(tt.text); u.Family != tt.family || u.Rest != tt.rest || u.Text != tt.text {
			t.Errorf("%q: %+v", tt.text, u)
		}
	}
	for text, counted := range map[string]bool{"hộ": true, "đồng": true, "HTX": true, "trường": true, "ha": false, "tỷ đồng": false, "%": false, "nghìn con": false, "điểm": false} {
		if got := measure.LookupUnit(text).Counted(); got != counted {
			t.Errorf("%q comes whole: %v", text, got)
		}
	}
}

func TestConvert(t *testing.T) {
	for _, tt := range []struct{ value, from, to, want string }{
		{"24.472", "tỷ đồng", "triệu đồng", "24472"}, {"149174", "triệu đồng", "tỷ đồng", "149.174"}, {"43.5", "nghìn tỷ đồng", "tỷ", "43500"},
		{"32564", "nghìn đồng/người/năm", "triệu đồng/người/năm", "32.564"}, {"5", "tạ", "tấn", "0.5"}, {"1", "km2", "ha", "100"},
		{"12.4", "nghìn", "con", "12400"}, {"1.2", "triệu", "tỷ đồng", "0.0012"}, {"7", "HTX", "hợp tác xã", "7"}, {"8", "xã", "xã đạt chuẩn", "8"},
	} {
		got, ok := measure.LookupUnit(tt.from).Into(measure.LookupUnit(tt.to), dec(tt.value))
		if !ok || got.Cmp(dec(tt.want)) != 0 {
			t.Errorf("%s %s is %s %s, %v", tt.value, tt.from, got, tt.to, ok)
		}
	}
	for _, pair := range [][2]string{{"ha", "tấn"}, {"%", "điểm %"}, {"tỷ đồng", "%"}, {"triệu đồng/người", "triệu đồng/ha"}, {"xã", "thôn"}, {"nghìn", "%"}} {
		if got, ok := measure.LookupUnit(pair[0]).Into(measure.LookupUnit(pair[1]), dec("1")); ok {
			t.Errorf("1 %s became %s %s", pair[0], got, pair[1])
		}
	}
}

func TestReadQuantity(t *testing.T) {
	for _, tt := range []struct{ text, expected, readings, unit, rest string }{
		{"24,472 tỷ", "", "24.472 24472", "tỷ", ""},
		{"103 triệu đồng", "", "103", "triệu đồng", ""},
		{"24 tỷ 472 triệu đồng", "", "24.472", "tỷ", ""},
		{"1.234 tỷ 5 triệu 600 nghìn đồng", "", "1234 1.234", "tỷ", "5 triệu 600 nghìn đồng"},
		{"30% (890 hộ, 0,04%)", "", "30", "%", "(890 hộ, 0,04%)"},
		{"3,5 điểm % trở lên", "", "3.5", "điểm %", "trở lên"},
		{"7 xã đạt chuẩn", "xã", "7", "xã", "đạt chuẩn"},
		{"5 mô hình sản xuất", "", "5", "mô hình", "sản xuất"},
		{"09 tuyến cáp quang biển", "tuyến cáp quang biển", "9", "tuyến cáp quang biển", ""},
		{"12 thứ lạ", "", "12", "", "thứ lạ"},
		{"19.000ha", "", "19000 19.000", "ha", ""},
		{"80 | 100", "", "80", "", "| 100"},
		{"07/19 xã", "xã", "7", "", "/19 xã"},
		{"2% GDP", "% GDP", "2", "% GDP", ""},
		{"14,3 bác sỹ/vạn dân", "", "14.3", "bác sỹ/vạn dân", ""},
		{"1 234 567 đồng", "", "1234567", "đồng", ""},
		{"50 100%", "", "50100", "%", ""},
		{"2023 100 ha", "", "2023", "", "100 ha"},
	} {
		q, rest, err := measure.ReadQuantity(tt.text, measure.LookupUnit(tt.expected))
		var readings []string
		for _, r := range q.Readings {
			readings = append(readings, r.String())
		}
		if err != nil || strings.Join(readings, " ") != tt.readings || q.Unit.Text != tt.unit || rest != tt.rest {
			t.Errorf("%q: %v %q, rest %q, %v", tt.text, readings, q.Unit.Text, rest, err)
		}
	}
	for _, text := range []string{"", "xã 5", "5G", "một", "1.2.3 ha", "1234567890123456789 ha"} {
		if q, _, err := measure.ReadQuantity(text, measure.Unit{}); err == nil {
			t.Errorf("%q was read as %v", text, q.Readings)
		}
	}
}

func TestAmounts(t *testing.T) {
	for _, tt := range []struct {
		value, unit string
		said        phrase.Sayer
		vi, en      string
	}{
		{"24.472", "tỷ đồng", nil, "24,472 tỷ đồng", "24.472 tỷ đồng"},
		{"7.5", "%", nil, "7,5%", "7.5%"},
		{"3.5", "điểm %", nil, "3,5 điểm %", "3.5 điểm %"},
		{"5", "", nil, "5", "5"},
	} {
		a := measure.Amount{Value: dec(tt.value), Unit: measure.LookupUnit(tt.unit)}
		if a.Say("vi") != tt.vi || a.Say("en") != tt.en {
			t.Errorf("%s %s: %q, %q", tt.value, tt.unit, a.Say("vi"), a.Say("en"))
		}
	}
	for _, tt := range []struct{ value, unit, vi, en string }{
		{"24.472", "tỷ đồng", "24 tỷ 472 triệu đồng", "24 billion 472 million đồng"},
		{"24472", "tỷ đồng", "24.472 tỷ đồng", "24,472 billion đồng"},
		{"149174", "triệu đồng", "149 tỷ 174 triệu đồng", "149 billion 174 million đồng"},
		{"3798.254", "tỷ", "3.798 tỷ 254 triệu đồng", "3,798 billion 254 million đồng"},
		{"-0.0005", "tỷ đồng", "-500 nghìn đồng", "-500 thousand đồng"},
		{"54", "triệu đồng/người/năm", "54 triệu đồng/người/năm", "54 million đồng/người/năm"},
		{"0", "đồng", "0 đồng", "0 đồng"},
		{"1681.50", "tấn", "một nghìn sáu trăm tám mươi mốt phẩy năm tấn", "1,681.50 tấn"},
		{"101.08", "%", "một trăm linh một phẩy không tám phần trăm", "101.08%"},
	} {
		w := measure.InWords{Value: dec(tt.value), Unit: measure.LookupUnit(tt.unit)}
		if w.Say("vi") != tt.vi || w.Say("en") != tt.en {
			t.Errorf("%s %s in words: %q, %q", tt.value, tt.unit, w.Say("vi"), w.Say("en"))
		}
	}
}

func TestInterval(t *testing.T) {
	one, two := big.NewRat(1, 1), big.NewRat(2, 1)
	half := measure.Interval{Low: one, High: two, HighOpen: true}
	if !half.Contains(one) || half.Contains(two) || half.Contains(big.NewRat(1, 2)) {
		t.Error("[1, 2) is not itself")
	}
	if !(measure.Interval{}).Contains(two) || measure.Exact(one).Contains(two) {
		t.Error("what is unknown holds everything, one number only itself")
	}
	if i := measure.Around(big.NewRat(-200, 1), 5); i.Low.Cmp(big.NewRat(-210, 1)) != 0 || i.High.Cmp(big.NewRat(-190, 1)) != 0 {
		t.Errorf("around -200: %s to %s", i.Low, i.High)
	}
}

// An amount that is said is read back to the same number, in its own unit.
func TestAmountsReadBack(t *testing.T) {
	unit := rapid.SampledFrom([]string{"tỷ đồng", "ha", "%", "hộ", "tấn"})
	rapid.Check(t, func(t *rapid.T) {
		u := measure.LookupUnit(unit.Draw(t, "unit"))
		a := measure.Amount{Value: measure.NewDecimal(rapid.Int64Range(0, 1e9).Draw(t, "coef"), rapid.IntRange(0, 2).Draw(t, "scale")), Unit: u}
		q, rest, err := measure.ReadQuantity(a.Say("vi"), u)
		if err != nil || rest != "" || q.Unit.Family != u.Family || q.Readings[0].Cmp(a.Value) != 0 {
			t.Fatalf("%q reads as %v %q %q, %v", a.Say("vi"), q.Readings, q.Unit.Text, rest, err)
		}
	})
}

func FuzzReadQuantity(f *testing.F) {
	for _, seed := range []string{"24 tỷ 472 triệu đồng", "30% (890 hộ)", "1 234 567,8 ha", "5G", "9999999999999999999 tỷ", "1\u00a0234 con"} {
		f.Add(seed, "ha")
	}
	f.Fuzz(func(t *testing.T, text, unit string) {
		u := measure.LookupUnit(unit)
		q, rest, err := measure.ReadQuantity(text, u)
		if err != nil {
			return
		}
		if len(q.Readings) == 0 || len(rest) > len(text) {
			t.Fatalf("%q: %v, rest %q", text, q.Readings, rest)
		}
		for _, r := range q.Readings {
			if back, ok := q.Unit.Into(q.Unit, r); !ok && q.Unit.Known() && q.Unit.Family != "" || ok && back.Cmp(r) != 0 {
				t.Fatalf("%q: %s %q does not stay itself", text, r, q.Unit.Text)
			}
			measure.InWords{Value: r, Unit: q.Unit}.Say("vi")
		}
	})
}
