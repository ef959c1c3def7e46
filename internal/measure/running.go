package measure

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/viet"
)

// Figure is a figure that a running text states: with the words that say how it
// is meant, and its unit, which is the word behind it where none is listed.
type Figure struct {
	Start, End int // bytes of the text, comparing words and unit included
	Value      Decimal
	Unit       Unit
	Lower      bool // less is asked: "dưới 3%", "giảm còn 5 vụ"
}

// numbersOf are the words before a number that make it the number of something.
var numbersOf = foldedSet("điều", "khoản", "mục", "chương", "phần", "tiết", "quý", "số", "ngày", "tháng", "tuần", "lần", "thứ", "khóa", "giai", "phụ", "lục")

func foldedSet(words ...string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words {
		out[viet.Fold(w)] = true
	}
	return out
}

var (
	dayForm   = regexp.MustCompile(`^\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|^\d{1,2}\s*/\s*\d{4}|^\d{1,2}\s*/\s*\d{1,2}\b|^\d{1,2}\s+tháng\b`)
	codeForm  = regexp.MustCompile(`^\d{1,5}\s*[-/]\s*(?:\d{4}\s*/\s*)?\p{Lu}[\p{L}\d]*(?:\s?[-/]\s?\p{Lu}[\p{L}\d]*)*`)
	yearForm  = regexp.MustCompile(`^(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?`)
	anyYear   = regexp.MustCompile(`(?:19|20)\d\d`)
	comparer  = regexp.MustCompile(`(?i)(?:\b|\s|^)((?:(?:đạt|chiếm|ở mức|mức|bình quân|tăng|giảm|còn|xuống|xuống còn|lên|phấn đấu|trên|dưới|hơn|khoảng|từ|tối thiểu|ít nhất|tối đa|nhiều nhất|không dưới|không quá|không vượt quá|không ít hơn|không thấp hơn|không cao hơn|thấp hơn|cao hơn|đến|ngoài|gần|và|bằng|≥|≤|>|<)\s*)+)$`)
	span      = regexp.MustCompile(`^\s*(?:[-–]|đến)\s*(?:\d)`)
	upward    = regexp.MustCompile(`(?i)^\s*(?:trở lên|trở xuống|/\s*năm|mỗi năm|trong năm)`)
	lowering  = regexp.MustCompile(`(?i)dưới|không quá|không vượt quá|không cao hơn|tối đa|nhiều nhất|thấp hơn|còn|xuống|≤|<`)
	shareForm = regexp.MustCompile(`^\d+(?:[.,]\d+)? ?%`) // "ở mức 70%" is no number of a level
	raising   = regexp.MustCompile(`(?i)không dưới|không thấp hơn|không ít hơn`)
)

// FiguresIn gives the figures of a text in their order. Dates, years, the
// numbers of documents and of articles are none.
func FiguresIn(text string) (out []Figure, years []int) {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r < '0' || r > '9' {
			at += size
			continue
		}
		rest := text[at:]
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		digits := digitsAt(rest)
		switch word := lastWord(text[:at]); {
		case at > 0 && (unicode.IsLetter(before) || before == '-' && at > 1 && unicode.IsLetter(lastRune(text[:at-1]))):
			at += digits
		case codeForm.MatchString(rest):
			at += len(codeForm.FindString(rest))
		case dayForm.MatchString(rest):
			years = append(years, yearsOf(dayForm.FindString(rest))...)
			at += len(dayForm.FindString(rest))
		case yearForm.MatchString(rest) && digits == 4 && !countedAfter(rest[4:]):
			m := yearForm.FindString(rest)
			years = append(years, yearsOf(m)...)
			at += len(m)
		case numbersOf[word] && !shareForm.MatchString(rest):
			at += digits
		default:
			f, end := figureAt(text, at)
			if f != nil {
				out = append(out, *f)
			}
			at = max(end, at+digits)
		}
	}
	return out, years
}

func lastRune(text string) rune { r, _ := utf8.DecodeLastRuneInString(text); return r }

func digitsAt(text string) int {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}

func yearsOf(text string) (out []int) {
	for _, y := range anyYear.FindAllString(text, -1) {
		n, _ := strconv.Atoi(y)
		out = append(out, n)
	}
	return out
}

// countedAfter says whether what follows a number is a unit, so that 2025 of it
// is no year.
func countedAfter(rest string) bool {
	q, _, err := ReadQuantity("1"+rest, Unit{})
	return err == nil && (q.Unit.Known() && q.Unit.Family != "" || q.Text != "1")
}

func lastWord(text string) string {
	words := strings.Fields(text[max(0, len(text)-24):])
	if len(words) == 0 {
		return ""
	}
	return viet.Fold(words[len(words)-1])
}

// figureAt reads the figure that begins at a place.
func figureAt(text string, at int) (*Figure, int) {
	q, rest, err := ReadQuantity(text[at:], Unit{})
	if err != nil || len(q.Readings) == 0 {
		return nil, at
	}
	end := at + len(text[at:]) - len(rest)
	f := Figure{Start: at, End: len(strings.TrimRight(text[:end], " ")), Value: q.Readings[0], Unit: q.Unit}
	if m := span.FindString(text[f.End:]); m != "" { // "16 - 18%": from the first on
		if to, rest, err := ReadQuantity(text[f.End+len(m)-1:], Unit{}); err == nil {
			f.End = len(text) - len(rest)
			if f.Unit.Family == "" {
				f.Unit = to.Unit
			}
		}
	}
	f.End = len(strings.TrimRight(text[:f.End], " "))
	if f.Unit.Family == "" {
		if next := strings.Fields(text[f.End:]); len(next) > 0 && strings.HasPrefix(text[f.End:], " ") {
			f.Unit = LookupUnit(strings.Trim(next[0], ".,;:()"))
			f.Unit.Text = strings.Trim(next[0], ".,;:()")
		}
	}
	said := ""
	if m := comparer.FindStringSubmatchIndex(text[:at]); m != nil {
		f.Start, said = m[2], text[m[2]:at]
	}
	f.Lower = lowering.MatchString(said) && !raising.MatchString(said)
	if m := upward.FindString(text[f.End:]); m != "" {
		f.Lower = f.Lower || strings.Contains(m, "xuống")
		f.End += len(m)
	}
	return &f, f.End
}
