package viet

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWords(t *testing.T) {
	for n, want := range map[int64]string{
		0: "không", 1: "một", 4: "bốn", 5: "năm", 10: "mười", 11: "mười một", 14: "mười bốn", 15: "mười lăm",
		20: "hai mươi", 21: "hai mươi mốt", 24: "hai mươi tư", 34: "ba mươi tư", 55: "năm mươi lăm",
		100: "một trăm", 101: "một trăm linh một", 104: "một trăm linh bốn", 105: "một trăm linh năm", 110: "một trăm mười",
		111: "một trăm mười một", 115: "một trăm mười lăm", 121: "một trăm hai mươi mốt", 999: "chín trăm chín mươi chín",
		1000: "một nghìn", 1005: "một nghìn không trăm linh năm", 1050: "một nghìn không trăm năm mươi",
		2023: "hai nghìn không trăm hai mươi ba", 10000: "mười nghìn", 21000: "hai mươi mốt nghìn",
		1000001: "một triệu không trăm linh một", 1005000: "một triệu không trăm linh năm nghìn",
		24472000000:      "hai mươi tư tỷ bốn trăm bảy mươi hai triệu",
		2000000005:       "hai tỷ không trăm linh năm",
		1000000000000:    "một nghìn tỷ",
		1000000000000000: "một triệu tỷ",
		-15:              "âm mười lăm",
	} {
		if got := Words(n, Linh); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := Words(105, Le); got != "một trăm lẻ năm" {
		t.Errorf("lẻ: %q", got)
	}
	if got := Words(math.MinInt64, Linh); !strings.HasPrefix(got, "âm chín tỷ hai trăm hai mươi ba triệu") {
		t.Errorf("the least number: %q", got)
	}
}

func TestDecimalWords(t *testing.T) {
	for _, c := range []struct {
		coef  int64
		scale int
		want  string
	}{
		{10108, 2, "một trăm linh một phẩy không tám"},
		{24472, 3, "hai mươi tư phẩy bốn trăm bảy mươi hai"},
		{5, 2, "không phẩy không năm"},
		{-130, 2, "âm một phẩy ba mươi"},
		{100, 2, "một phẩy không không"},
		{31415926, 7, "ba phẩy một bốn một năm chín hai sáu"},
		{34, 0, "ba mươi tư"},
		{math.MinInt64, 18, "âm chín phẩy hai hai ba ba bảy hai không ba sáu tám năm bốn bảy bảy năm tám không tám"},
	} {
		if got := DecimalWords(c.coef, c.scale, Linh); got != c.want {
			t.Errorf("%d/10^%d: %q, want %q", c.coef, c.scale, got, c.want)
		}
	}
}

func TestSpeak(t *testing.T) {
	for in, want := range map[string]string{
		"26/34 chỉ tiêu":          "hai mươi sáu trên ba mươi tư chỉ tiêu",
		"đạt 101,08%, vượt":       "đạt một trăm linh một phẩy không tám phần trăm, vượt",
		"03/3 trường.":            "ba trên ba trường.",
		"thu 1.234,5 tỷ":          "thu một nghìn hai trăm ba mươi tư phẩy năm tỷ",
		"ngày 10/01/2024":         "ngày mười tháng một năm hai nghìn không trăm hai mươi tư",
		"ngày 30/4/2026.":         "ngày ba mươi tháng tư năm hai nghìn không trăm hai mươi sáu.",
		"Nghị quyết số 12-NQ/HU":  "Nghị quyết số 12-NQ/HU",
		"ô C7, số 05/BC-UBND":     "ô C7, số 05/BC-UBND",
		"1.2.3.4":                 "1.2.3.4",
		"99999999999999999999 ha": "99999999999999999999 ha",
		"không có số":             "không có số",
	} {
		if got := Speak(in, Linh); got != want {
			t.Errorf("Speak(%q) = %q, want %q", in, got, want)
		}
	}
}

// value reads words back, by the other road: the largest group name splits.
func value(words []string) uint64 {
	for _, g := range []struct {
		name string
		size uint64
	}{{"tỷ", 1e9}, {"triệu", 1e6}, {"nghìn", 1e3}, {"trăm", 100}, {"mươi", 10}} {
		for i := len(words) - 1; i >= 0; i-- {
			if words[i] == g.name {
				return value(words[:i])*g.size + value(words[i+1:])
			}
		}
	}
	var n uint64
	for _, w := range words {
		switch w {
		case "mười":
			n += 10
		case "mốt":
			n++
		case "tư":
			n += 4
		case "lăm":
			n += 5
		}
		for d, name := range digitWords {
			if w == name {
				n += uint64(d)
			}
		}
	}
	return n
}

func TestWordsCanBeReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Min(0).Draw(t, "n")
		if got := value(strings.Fields(Words(n, Linh))); got != uint64(n) {
			t.Fatalf("%d is said %q, which is %d", n, Words(n, Linh), got)
		}
	})
}

func FuzzSpeak(f *testing.F) {
	for _, s := range []string{"26/34", "1.234,56 %", "10/01/2024", "5%\xff", "1,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if spoken := Speak(s, Le); len(s) > 0 && spoken == "" {
			t.Errorf("%q is said as nothing", s)
		}
	})
}
