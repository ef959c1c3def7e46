package criterion

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/viet"
)

// The words of the grammar, Vietnamese as offices write it and English. Of
// words with a common beginning the longer stands first.
var (
	fillers = words("phấn đấu đạt|phấn đấu|đạt được|đạt tỷ lệ|đạt mức|ở mức|mức|đạt|hoàn thành|tăng trưởng|bằng|là|chiếm|có|còn lại|còn|=|to reach|reach|equal to")

	comparators = []struct {
		kind  Kind
		heads []keyword
	}{
		{AtLeast, words("lớn hơn hoặc bằng|cao hơn hoặc bằng|bằng hoặc cao hơn|bằng hoặc lớn hơn|không thấp hơn|không dưới|không ít hơn|ít nhất|tối thiểu|trên hoặc bằng|≥|>=|=>|at least|no less than|not less than|minimum")},
		{AtMost, words("nhỏ hơn hoặc bằng|thấp hơn hoặc bằng|bằng hoặc thấp hơn|bằng hoặc nhỏ hơn|tối đa không quá|tối đa không vượt quá|không vượt quá|không quá|không cao hơn|không nhiều hơn|không lớn hơn|không trên|tối đa|nhiều nhất|dưới hoặc bằng|trong vòng|≤|<=|=<|at most|no more than|not more than|not exceeding|up to|maximum")},
		{MoreThan, words("lớn hơn|cao hơn|nhiều hơn|trên|hơn|>|more than|greater than|exceeding|exceed|in excess of|over|above")},
		{LessThan, words("nhỏ hơn|thấp hơn|ít hơn|dưới|<|less than|fewer than|under|below")},
		{About, words("khoảng|xấp xỉ|chừng|~|≈|about|around|approximately")},
	}

	fromWords    = words("trong khoảng từ|từ|trong khoảng|from|between")
	toWords      = words("cho đến|đến|tới|-|–|—|to")
	upWords      = words("trở lên|or more|or higher|or above|and above|+")
	downWords    = words("trở xuống|or less|or fewer|or below|or lower")
	yearlyWords  = words("/năm|mỗi năm|hằng năm|hàng năm|một năm|per year|a year|annually")
	averageWords = words("bình quân hằng năm|bình quân hàng năm|bình quân mỗi năm|trung bình hằng năm|trung bình hàng năm|trung bình mỗi năm|bình quân|trung bình|hằng năm|hàng năm|mỗi năm|an average of|on average|average")
	yearlyMeans  = 6 // the first of averageWords say that the mean is over years; of the others the unit may say otherwise: "tiêu chí/xã"
	dozens       = words("chục|tá|vạn|dozen")
	shareOfAll   = words("số|tổng số|of the|of all")
	eachYear     = words("hằng năm|hàng năm|mỗi năm")
	baseWords    = words("so với|so|compared with|compared to|against|than")
	ofWords      = words("kế hoạch|KH|chỉ tiêu|dự toán|nghị quyết|quota|of the plan|of plan|of the|the plan")
	reduceWords  = words("sụt giảm|giảm sút|giảm|tụt|sụt|cắt giảm|rút ngắn|reduce by|reduced by|reduce|cut by|cut|decrease by|decreased by|down")
	upToWords    = words("up to")
	raiseWords   = words("tăng|increase by|increased by|increase|raise by|raised|raise|improve|up")
	addWords     = words("tăng thêm|có thêm|thêm mới|thêm|thành lập mới|phát triển mới|trồng mới|xây mới|kết nạp mới|an additional|additional|add")
	plainAdd     = words("tăng thêm|thêm|additional|an additional|add")
	keepWords    = words("tiếp tục duy trì ổn định ở mức|tiếp tục duy trì ổn định|tiếp tục duy trì|duy trì ổn định ở mức|duy trì ổn định|duy trì ở mức|duy trì|giữ vững ở mức|giữ vững|giữ nguyên|giữ ổn định ở mức|giữ ổn định|ổn định ở mức|ổn định|giữ|maintain|keep")
	rankWords    = words("xếp hạng|xếp thứ|thứ hạng|hạng|đứng thứ|thứ|rank")
	higherThan   = words("cao hơn|nhiều hơn|lớn hơn|thấp hơn|ít hơn|nhỏ hơn|more than|greater than|less than|fewer than")
	liftWords    = words("nâng tỷ lệ|nâng|tăng tỷ lệ|giảm tỷ lệ|đưa tỷ lệ")
	topWords     = words("vào nhóm|vào tốp|vào top|lọt tốp|lọt top|lọt vào tốp|lọt vào top|lọt vào nhóm|nằm trong tốp|thuộc top|đứng vào nhóm|xếp trong nhóm|xếp trong top|xếp trong tốp|trong nhóm|thuộc nhóm|nằm trong nhóm|đứng trong nhóm|nhóm|trong top|nằm trong top|đứng trong top|top|trong tốp|thuộc tốp|nằm trong tốp|đứng trong tốp|tốp")
	zeroWords    = words("không để xảy ra|không để phát sinh|không để xuất hiện|không để có|không để|không xảy ra|không phát sinh|không còn|không có|no|zero")
	striveWords  = words("phấn đấu|lũy kế|luỹ kế|đến cuối năm|đến hết năm|cuối năm|trong năm|cả năm")
	minusWords   = words("âm|minus")
	roughWords   = words("gần|ngót|chưa đến|chưa đầy|chưa tới|suýt soát|quá|âm|hạ|bớt|hụt|thiếu|nearly|almost")
	relativeWord = words("tương đối|relative")
	baselineOf   = words("mức gốc|gốc|baseline")
	dueBefore    = words("trước ngày|trước tháng|trước|before")
	dueBy        = words("chậm nhất là ngày|chậm nhất ngày|chậm nhất|muộn nhất|đến hết|vào|trong|by|in")
	stretch      = words("phấn đấu|lũy kế|trong đó|target")
	toleranceOf  = words("±|dung sai|sai số|chênh không quá|tolerance|within")
	equalWords   = words("tương đương với|tương đương|tức là|tức|equivalent to")

	andWords      = words("và|and")
	calendarWords = words("ngày|tháng|quý|năm|đến|tới|trước|sau")
	dayWords      = words("ngày|tháng")
	betweenWords  = words("trong khoảng|between")
	remainsWords  = words("còn lại|còn")
	presentWords  = words("hiện nay|hiện tại|đến nay|hiện|nay|now")
	termWords     = words("giai đoạn|nhiệm kỳ|trong giai đoạn|cả giai đoạn|over")
	comesToWords  = words("xuống còn|xuống|còn|lên đến|lên tới|lên|đến|to")
	fallsToWords  = words("xuống còn|xuống|còn|lên đến|lên tới|lên|to")

	// joints make what follows them more than a description.
	joints = words("và|hoặc|hay|nhưng|nếu|khi|trừ|không|chưa|phấn đấu|trong đó|riêng|vượt|giảm|tăng|xếp hạng|xếp loại|and|or|but|unless|except|if")
)

// keyword is a word of the grammar, or several.
type keyword struct {
	low    []rune // lower case
	bare   string // without diacritics, for texts typed without any
	marked bool   // has diacritics
	letter bool   // ends in a letter: it is not cut out of a longer word
}

// words makes keywords of a list parted by "|".
func words(list string) []keyword {
	var out []keyword
	for w := range strings.SplitSeq(list, "|") {
		last, _ := utf8.DecodeLastRuneInString(w)
		out = append(out, keyword{low: []rune(strings.ToLower(w)), bare: viet.Fold(w), marked: marked(w), letter: unicode.IsLetter(last)})
	}
	return out
}

// text is wording under the eyes of the reader, cut from its head. It is in
// canonical spelling with single spaces.
type text struct {
	s    string
	bare bool // written without diacritics: words are compared folded
}

// tidy puts wording in the one form the grammar reads: canonical spelling,
// single spaces, no bullet before it and no stop behind it. Two figures that a line
// end parts stay two.
func tidy(wording string) text {
	s := viet.Canonical(viet.FiguresApart(unescaped(wording)))
	s = strings.Trim(s, " \"“”'‘’*•")
	for _, bullet := range []string{"- ", "+ ", "– "} {
		if rest, ok := strings.CutPrefix(s, bullet); ok && !(bullet != "+ " && startsWithDigit(rest)) { // "- 5" may be minus five
			s = rest
		}
	}
	s = strings.TrimRight(s, " .;,:")
	return text{s, !marked(s)}
}

// unescaped gives back the signs that an exporter wrote as HTML, once or twice.
func unescaped(wording string) string {
	for range 2 {
		if strings.Contains(wording, "&") && strings.Contains(wording, ";") {
			wording = html.UnescapeString(wording)
		}
	}
	return wording
}

// cut takes the first of the words that the text begins with, whatever its case.
func (t *text) cut(words []keyword) bool {
	for _, w := range words {
		if n, ok := t.at(w); ok {
			t.s = strings.TrimSpace(t.s[n:])
			return true
		}
	}
	return false
}

// begins says whether the text begins with one of the words.
func (t text) begins(words []keyword) bool {
	for _, w := range words {
		if _, ok := t.at(w); ok {
			return true
		}
	}
	return false
}

// at says whether the text begins with a keyword, and how many bytes it takes.
func (t text) at(w keyword) (int, bool) {
	n := 0
	if t.bare && w.marked {
		for ; n < len(w.bare); n++ {
			if n >= len(t.s) || bareLetter(t.s[n]) != bareLetter(w.bare[n]) {
				return 0, false
			}
		}
		return n, t.endsAt(n, w)
	}
	for _, want := range w.low {
		r, size := utf8.DecodeRuneInString(t.s[n:])
		if size == 0 || r != want && unicode.ToLower(r) != want {
			return 0, false
		}
		n += size
	}
	return n, t.endsAt(n, w)
}

// bareLetter is a letter as it is compared without diacritics: lower case, i for y.
func bareLetter(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	if c == 'y' {
		return 'i'
	}
	return c
}

// marked says whether a text has letters with marks.
func marked(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) })
}

// endsAt says whether a keyword may end there.
func (t text) endsAt(n int, w keyword) bool {
	next, size := utf8.DecodeRuneInString(t.s[n:])
	return size == 0 || !w.letter || !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// compares says whether the text begins with the words of a comparison.
func (t text) compares() bool {
	for _, c := range comparators {
		if t.begins(c.heads) {
			return true
		}
	}
	return t.begins(fromWords) || t.begins(upWords) || t.begins(downWords)
}

// operates says whether the text begins with words that have a meaning of
// their own, and so cannot be part of a description.
func (t text) operates() bool {
	for _, list := range [][]keyword{joints, keepWords, addWords, rankWords, topWords, zeroWords, dueBefore, dueBy, surplusWords, calendarWords, averageWords, roughWords} {
		if t.begins(list) {
			return true
		}
	}
	return t.compares()
}

// cutWord takes one word, up to a space or a mark that ends a phrase.
func (t *text) cutWord() string {
	n := len(t.s)
	for i, r := range t.s {
		if unicode.IsSpace(r) || strings.ContainsRune("();|", r) || r == ',' && (i+1 == len(t.s) || t.s[i+1] == ' ') {
			n = i
			break
		}
	}
	word := t.s[:n]
	t.s = strings.TrimSpace(t.s[n:])
	return word
}

// hasDigit says whether a text has a figure in it.
func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
