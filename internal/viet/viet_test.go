package viet

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Điện Biên Phủ":          "dien bien phu",
		"  Xã\u00a0Định   Hoá\n": "xa dinh hoa",
		"HUYỆN NGÂN SƠN":         "huyen ngan son",
		"Mỹ Đình":                "mi dinh",
		"Mĩ Đình":                "mi dinh",
		"tỷ đồng":                "ti dong",
		"tỉ đồng":                "ti dong",
		"ty dong":                "ti dong",
		"kỹ thuật, kĩ thuật":     "ki thuat, ki thuat",
		"Quý I":                  "qui i",
		"Thuý Thúy may tuyến y":  "thuy thuy may tuyen y",
		"giấy":                   "giay",
		"Ðắk Lắk (eth)":          "dak lak (eth)",
		"Ho\u200bà Bình":         "hoa binh",
		"":                       "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"Thanh Hoá": "Thanh Hóa", "Thanh Hóa": "Thanh Hóa", "THANH HOÁ": "THANH HÓA",
		"Điềm Thuỵ": "Điềm Thụy", "Thuý": "Thúy", "uỷ ban": "ủy ban", "UỶ BAN": "ỦY BAN", "Uỷ": "Ủy",
		"xoè": "xòe", "hoè hoa": "hòe hoa", "khoẻ": "khỏe",
		// both styles write these alike, and wrong places are mended
		"hoàn": "hoàn", "lóang": "loáng", "khuỷu tay": "khuỷu tay", "ngoài": "ngoài", "xoáy": "xoáy",
		"quý": "quý", "Qúy": "Quý", "quả": "quả", "gìa": "già", "giá": "giá", "gì": "gì", "gìn": "gìn",
		"giếng": "giếng", "thuở": "thuở", "cửa": "cửa", "mía": "mía", "của": "của", "mười": "mười", "huỳnh": "huỳnh",
		// not Vietnamese: kept
		"café": "café", "Müller": "Müller", "Chloé": "Chloé", "Lắk": "Lắk",
		// composition, order of marks, spaces, look-alikes of đ
		norm.NFD.String("Ngân Sơn"): "Ngân Sơn", "a\u0301\u0302p": "ấp", "Ðồng": "Đồng",
		" Phòng  Y\u00a0tế ": "Phòng Y tế", "": "",
	} {
		if got := Canonical(in); got != want {
			t.Errorf("Canonical(%q) = %q, want %q", in, got, want)
		}
	}
}

// syllable draws a plausible syllable with its tone on any vowel.
func syllable() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		onset := rapid.SampledFrom([]string{"", "b", "ch", "đ", "gi", "h", "kh", "l", "ng", "ngh", "qu", "th", "tr", "v"}).Draw(t, "onset")
		rime := rapid.SampledFrom([]string{"a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "oa", "oe", "uy", "uê", "uơ",
			"ươ", "iê", "uô", "ai", "ia", "ưa", "oai", "uyê", "ươi", "uyu"}).Draw(t, "rime")
		coda := rapid.SampledFrom([]string{"", "", "n", "ng", "nh", "t", "c", "m"}).Draw(t, "coda")
		runes := []rune(rime)
		at := rapid.IntRange(0, len(runes)-1).Draw(t, "place")
		tone := rapid.SampledFrom([]string{"", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}).Draw(t, "tone")
		return norm.NFC.String(onset + string(runes[:at+1]) + tone + string(runes[at+1:]) + coda)
	})
}

func text() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(syllable(), 0, 4).Draw(t, "syllables"), " ")
		}),
		rapid.String())
}

func TestSpellingProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkSpelling(t, text().Draw(t, "text")) })
}

type failer interface {
	Errorf(format string, args ...any)
}

func checkSpelling(t failer, s string) {
	if f := Fold(s); Fold(f) != f {
		t.Errorf("Fold is not stable: %q, %q, %q", s, f, Fold(f))
	}
	c := Canonical(s)
	if Canonical(c) != c {
		t.Errorf("Canonical is not stable: %q, %q, %q", s, c, Canonical(c))
	}
	if utf8.ValidString(s) && !norm.NFC.IsNormalString(c) {
		t.Errorf("Canonical(%q) = %q is not composed", s, c)
	}
	if Fold(c) != Fold(s) {
		t.Errorf("%q and its canonical spelling %q fold apart: %q, %q", s, c, Fold(s), Fold(c))
	}
	if SortKey(c) != SortKey(s) {
		t.Errorf("%q and its canonical spelling %q sort apart", s, c)
	}
}

func TestEveryPlaceOfAToneIsOneSpelling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rime := rapid.SampledFrom([]string{"oa", "oe", "uy"}).Draw(t, "rime")
		onset := rapid.SampledFrom([]string{"", "h", "th", "kh", "l", "x"}).Draw(t, "onset")
		tone := rapid.SampledFrom([]string{"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}).Draw(t, "tone")
		first, second := onset+rime[:1]+tone+rime[1:], onset+rime+tone
		if Canonical(first) != Canonical(second) || Canonical(first) != norm.NFC.String(first) {
			t.Fatalf("%q becomes %q, %q becomes %q", first, Canonical(first), second, Canonical(second))
		}
	})
}

func FuzzSpelling(f *testing.F) {
	for _, s := range []string{"Hoà Bình", "a\u0301\u0302", "\u1eb4\u0323", "İstanbul", "\u0340\u1100\u0301\u1161", "ỹ\u00a0", "\xff\xfe", " \u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkSpelling(t, s) })
}

func TestSortKeyGivesDictionaryOrder(t *testing.T) {
	// The order of CLDR "vi": tones none, huyền, hỏi, ngã, sắc, nặng; a ă â b c d đ e ê … o ô ơ … u ư.
	want := []string{"An Giang", "Ăn", "Ân Thi", "Ba Vì", "Ba Vì 2", "Ba Vì 10", "Bà Rịa", "Bả", "Bã", "Bá Thước", "Bạ",
		"Bạch Thông", "Bắc Kạn", "Bắc Ninh", "Dương", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Hòa An", "Hoà Bình", "Ngân Sơn",
		"O", "Ô", "Ơ", "Tổ 2", "Tổ 10", "Tu", "Tư", "Ý Yên"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(SortKey(a), SortKey(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("sorted %q", got)
	}
}

func TestSortKeyIsCollationOrderOfSyllables(t *testing.T) {
	col := collate.New(language.Vietnamese, collate.Numeric, collate.IgnoreCase)
	rapid.Check(t, func(t *rapid.T) {
		a, b := Canonical(syllable().Draw(t, "a")), Canonical(syllable().Draw(t, "b"))
		if got, want := strings.Compare(SortKey(a), SortKey(b)), col.CompareString(a, b); got != want {
			t.Fatalf("%q against %q: %d, the collation says %d", a, b, got, want)
		}
		// What follows an earlier syllable never outweighs it.
		if SortKey(a) < SortKey(b) && SortKey(a+" zz") >= SortKey(b) && SortKey(a) != SortKey(b) {
			t.Fatalf("%q + zz is not before %q", a, b)
		}
	})
}

func TestSortKeyIgnoresCaseAndPunctuation(t *testing.T) {
	if SortKey("Phòng Tài chính - Kế hoạch") != SortKey("PHÒNG TÀI CHÍNH, KẾ HOẠCH") {
		t.Error("case or punctuation counts")
	}
	if key := SortKey("Đặng Thị Ơ 12"); strings.Trim(key, keyDigits+"0") != "" {
		t.Errorf("the key %q has a character outside its alphabet", key)
	}
}

func TestSortKeyFromManyGoroutines(t *testing.T) {
	names := []string{"Bằng Vân", "Cốc Đán", "Đức Vân", "Hiệp Lực", "Nà Phặc"}
	want := make([][]byte, len(names))
	for i, n := range names {
		want[i] = []byte(SortKey(n))
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				for i, n := range names {
					if !bytes.Equal([]byte(SortKey(n)), want[i]) {
						t.Errorf("the key of %q changed", n)
						return
					}
				}
			}
		})
	}
	wg.Wait()
}

func TestPeopleAreListedByGivenName(t *testing.T) {
	want := []string{"Lê Văn An", "Nguyễn An", "Nguyễn Thị An", "Trần Bình", "Đinh Công Đức", "Hoàng Út"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(PersonSortKey(a), PersonSortKey(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("sorted %q", got)
	}
	if PersonSortKey("  ") != "" {
		t.Error("nobody has a key")
	}
}
