package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dondoc/internal/viet"
)

// field is what a column of a targets sheet holds.
type field string

const (
	fieldNone     field = ""
	fieldLabel    field = "label"
	fieldName     field = "name"
	fieldUnit     field = "unit"
	fieldSection  field = "section"
	fieldPlan     field = "plan"
	fieldActual   field = "actual"
	fieldBaseline field = "baseline"
	fieldPercent  field = "percent"
	fieldCompare  field = "compare" // with the year before; recognised so that it is not taken for another
	fieldClass    field = "class"
	fieldAnswer   field = "answer"
	fieldSource   field = "source"
	fieldNote     field = "note"
	fieldYear     field = "year" // nothing but a year: a series of results
)

// column is a header as understood.
type column struct {
	field      field
	first, end int  // the years it names, 0 when none
	estimate   bool // "ước"
	cumulative bool // "lũy kế"
	bareResult bool // only "kết quả", which some annexes head the plan with
}

// covers says whether the header names the year, alone or in a range.
func (c column) covers(year int) bool { return c.first <= year && year <= c.end }

var years = regexp.MustCompile(`\b(20\d\d)(?:\s+(20\d\d))?\b`)

// columnOf understands a header; the levels of a joined one are parted by " / ".
func columnOf(header string) column {
	whole := headerWords(header)
	var c column
	if m := years.FindStringSubmatch(whole); m != nil {
		c.first, _ = strconv.Atoi(m[1])
		if c.end = c.first; m[2] != "" {
			c.end, _ = strconv.Atoi(m[2])
		}
		if c.end < c.first {
			c.first, c.end = c.end, c.first
		}
	}
	c.estimate, c.cumulative = hasAny(whole, estimateWords), hasAny(whole, cumulativeWords)
	levels := strings.Split(header, " / ")
	last := headerWords(levels[len(levels)-1])
	switch {
	case compares(whole):
		c.field = fieldCompare
	case isPercent(whole):
		c.field = fieldPercent
	default:
		if c.field = fieldOf(last); c.field == fieldNone {
			c.field = fieldOf(whole)
		}
	}
	if c.field == fieldNone && c.first != 0 && strings.TrimPrefix(whole, yearWord+" ") == strconv.Itoa(c.first) {
		c.field = fieldYear
	}
	c.bareResult = whole == bareResultWord
	return c
}

// headerWords folds a header to its bare words.
func headerWords(header string) string {
	folded := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' {
			return r
		}
		return ' '
	}, viet.Fold(header))
	return strings.Join(strings.Fields(strings.ReplaceAll(folded, "%", " % ")), " ")
}

// spellings folds a list of spellings, parted by semicolons, once.
func spellings(list string) []string {
	var out []string
	for s := range strings.SplitSeq(list, ";") {
		out = append(out, headerWords(s))
	}
	return out
}

// The spellings of headers, as seen in the tables of districts, communes and
// provinces, and in keys without diacritics (chi_tieu, don_vi_tinh).
var (
	estimateWords   = spellings("ước;ước tính")
	cumulativeWords = spellings("lũy kế;luỹ kế;cộng dồn")
	planWords       = spellings("kế hoạch;KH;dự toán;mục tiêu;chỉ tiêu giao;chỉ tiêu được giao;nghị quyết;nghị quyết giao;chỉ tiêu năm")
	resultWords     = spellings("thực hiện;TH;kết quả;ước đạt;đạt được;lũy kế;luỹ kế")
	lastYearWords   = spellings("năm trước;năm ngoái;cùng kỳ")
	againstWords    = spellings("so;so với;so sánh;%;tỷ lệ;tăng giảm;tốc độ")
	shareWords      = spellings("so;so với;so sánh;%;tỷ lệ;mức")
	percentAlone    = spellings("tỷ lệ;%;tỷ lệ %;tỷ lệ (%);đạt %;% đạt;tỷ lệ đạt;hoàn thành %;% hoàn thành;tỷ lệ hoàn thành;tỷ lệ thực hiện;mức độ hoàn thành")
	yearWord        = headerWords("năm")
	bareResultWord  = headerWords("kết quả")
)

// fieldSpellings are tried in order. exact spellings are the whole header;
// inside ones may stand among other words.
var fieldSpellings = []struct {
	field         field
	exact, inside []string
}{
	{fieldAnswer, nil, spellings("cơ quan chủ trì;đơn vị chủ trì;đơn vị phụ trách;người phụ trách;phụ trách;chịu trách nhiệm;" +
		"cơ quan theo dõi;đơn vị theo dõi;cơ quan thực hiện;đơn vị thực hiện")},
	{fieldClass, nil, spellings("đánh giá;xếp loại;phân loại")},
	{fieldSource, spellings("nguồn;nguồn tin"), spellings("nguồn số liệu;nguồn dữ liệu")},
	{fieldNote, nil, spellings("ghi chú;giải trình;lý do")},
	{fieldLabel, spellings("STT;TT;số TT;số thứ tự"), nil},
	{fieldUnit, spellings("đơn vị;đv tính"), spellings("đơn vị tính;ĐVT;đơn vị đo")},
	{fieldSection, spellings("lĩnh vực;nhóm;nhóm chỉ tiêu"), nil},
	{fieldName, spellings("chỉ tiêu;tên chỉ tiêu;các chỉ tiêu;nội dung;nội dung chỉ tiêu;chỉ tiêu chủ yếu;các chỉ tiêu chủ yếu;" +
		"danh mục chỉ tiêu;tên các chỉ tiêu;chỉ tiêu nhiệm vụ"), nil},
	{fieldActual, nil, resultWords},
	{fieldPlan, nil, planWords},
}

func fieldOf(words string) field {
	for _, s := range fieldSpellings {
		if !slices.Contains(s.exact, words) && !hasAny(words, s.inside) {
			continue
		}
		if s.field == fieldActual && hasAny(words, lastYearWords) {
			return fieldBaseline
		}
		return s.field
	}
	return fieldNone
}

// compares says whether a header sets this year against the one before.
func compares(words string) bool {
	return hasAny(words, lastYearWords) && hasAny(words, againstWords)
}

// isPercent says whether a header sets the result against the plan.
func isPercent(words string) bool {
	if slices.Contains(percentAlone, words) {
		return true
	}
	begins := slices.ContainsFunc(planWords, func(p string) bool { return strings.HasPrefix(words+" ", p+" ") })
	return !begins && hasAny(words, shareWords) && hasAny(words, planWords)
}

// hasAny says whether one of the spellings stands in the words, as whole words.
func hasAny(words string, any []string) bool {
	return slices.ContainsFunc(any, func(s string) bool { return strings.Contains(" "+words+" ", " "+s+" ") })
}
