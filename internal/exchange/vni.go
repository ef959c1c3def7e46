package exchange

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// VNI (the fonts VNI-Times and their kin) writes a letter and then its mark as a
// letter of its own: "Löông thöïc" is "Lương thực". Taken for Latin 1 the marks
// are vowels with accents right behind a vowel.
var (
	vniPairs = strings.NewReplacer(pairsOf(map[string]string{
		"a": "ùáøàûảõãïạââáấàầåẩãẫäậêăéắèằúẳüẵëặ", "e": "ùéøèûẻõẽïẹâêáếàềåểãễäệ", "o": "ùóøòûỏõõïọâôáốàồåổãỗäộ",
		"u": "ùúøùûủõũïụ", "y": "ùýøỳûỷõỹ", "ô": "ùớøờûởõỡïợ", "ö": "ùứøừûửõữïự",
	})...)
	vniMark   = regexp.MustCompile(`(?i)[aeouyôö][ùøûõïâáàåãäêéèúüë]`)
	tcvn3Only = "®µ¸¹¬«©ª¨·¶§\u00ad"
)

// pairsOf makes replacements, in both cases, of a letter with each of its marks,
// and of the letters that stand alone.
func pairsOf(of map[string]string) (out []string) {
	add := func(from, to string) {
		out = append(out, from, to, strings.ToUpper(from), strings.ToUpper(to))
		if r := []rune(from); len(r) == 2 { // a capital with a small mark
			out = append(out, strings.ToUpper(string(r[0]))+string(r[1]), strings.ToUpper(to))
		}
	}
	for letter, marks := range of {
		list := []rune(marks)
		for i := 0; i+1 < len(list); i += 2 {
			add(letter+string(list[i]), string(list[i+1]))
		}
	}
	for _, one := range []string{"öư", "ôơ", "ñđ", "æỉ", "óĩ", "òị", "îỵ"} {
		r := []rune(one)
		add(string(r[0]), string(r[1]))
	}
	return out
}

// isVNI says whether a text is Vietnamese in VNI fonts: several vowels with a
// mark behind them, none of Unicode's own letters and hardly one of TCVN3's.
func isVNI(text string) bool {
	letters, other := 0, 0
	for _, r := range text {
		switch {
		case r >= 0x1ea0 && r <= 0x1ef9 || strings.ContainsRune("đơưăĐƠƯĂ", r):
			return false
		case strings.ContainsRune(tcvn3Only, r):
			other++
		case unicode.IsLetter(r):
			letters++
		}
	}
	marks := len(vniMark.FindAllString(text, -1))
	return marks >= 2 && marks > 2*other && marks*12 >= letters
}

func fromVNI(text string) string { return norm.NFC.String(vniPairs.Replace(text)) }
