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
	fieldYear     field = "year"  // nothing but a year: a series of results
	fieldMonth    field = "month" // by when the row's result is
)

// column is a header as understood.
type column struct {
	field      field
	first, end int  // the years it names, 0 when none
	estimate   bool // "ước"
	cumulative bool // "lũy kế"
	bareResult bool // only "kết quả", which some annexes head the plan with
	ofWhich    bool // "Trong đó năm 2026", beside a plan of several years
	stretch    stretch
}

// covers says whether the header names the year, alone or in a range.
func (c column) covers(year int) bool { return c.first <= year && year <= c.end }

var years = regexp.MustCompile(`\b(20\d\d)(?:\s+(20\d\d))?\b`)

// columnOf understands a header; the levels of a joined one are parted by " / ".
func columnOf(header string) column {
	header = unitNamed.ReplaceAllString(header, "$1")
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
	switch ratio := ratioOf(header); {
	case ratio != fieldNone:
		c.field = ratio
	case compares(whole):
		c.field = fieldCompare
	case isPercent(whole):
		c.field = fieldPercent
	default:
		if c.field = fieldOf(last); c.field == fieldNone {
			c.field = fieldOf(whole)
		}
	}
	if alone := strings.TrimPrefix(whole, ofWhichWord+" "); c.field == fieldNone && c.first != 0 && strings.TrimPrefix(alone, yearWord+" ") == strconv.Itoa(c.first) {
		c.ofWhich = alone != whole
		c.field = fieldYear
	}
	c.bareResult = whole == bareResultWord
	switch c.field {
	case fieldPlan, fieldActual, fieldPercent, fieldClass, fieldBaseline:
		c.stretch = stretchOf(whole)
	case fieldNone, fieldName:
		if c.first != 0 && slices.Contains(plannedYear, strings.TrimSuffix(whole, " "+strconv.Itoa(c.first))) {
			c.field = fieldPlan // "Chỉ tiêu 2025", "Giao 2025"
		}
	}
	if c.field == fieldBaseline && c.stretch.month > 0 {
		c.field = fieldNone // a part of the year before is no level of it
	}
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
	estimateWords   = spellings("ước;ước tính;estimate")
	cumulativeWords = spellings("lũy kế;luỹ kế;cộng dồn")
	planWords       = spellings("kế hoạch;KH;dự toán;mục tiêu;NQ;HĐND giao;tỉnh giao;huyện giao;xã giao;thành phố giao;thị xã giao;UBND giao;cấp trên giao;được giao;giao năm;số giao;chỉ tiêu giao;chỉ tiêu được giao;chỉ tiêu kế hoạch;nghị quyết;nghị quyết giao;chỉ tiêu năm;chỉ tiêu phấn đấu;mức phấn đấu;target;plan")
	plannedYear     = spellings("chỉ tiêu;chỉ tiêu năm;giao;giao năm;phấn đấu;phấn đấu năm")
	resultWords     = spellings("thực hiện;TH;kết quả;ước đạt;ước năm;ước cả năm;đạt được;lũy kế;luỹ kế;actual;result")
	lastYearWords   = spellings("năm trước;năm ngoái;cùng kỳ;last year;previous year;baseline")
	againstWords    = spellings("so;so với;so sánh;%;tỷ lệ;tăng giảm;tốc độ")
	shareWords      = spellings("so;so với;so sánh;%;tỷ lệ;mức")
	percentAlone    = spellings("tỷ lệ;%;tỷ lệ %;tỷ lệ (%);đạt %;% đạt;tỷ lệ đạt;hoàn thành %;% hoàn thành;tỷ lệ hoàn thành;tỷ lệ thực hiện;mức độ hoàn thành;achievement;% achieved;percent")
	yearWord        = headerWords("năm")
	ofWhichWord     = headerWords("trong đó")
	bareResultWord  = headerWords("kết quả")
)

// fieldSpellings are tried in order. exact spellings are the whole header;
// inside ones may stand among other words.
var fieldSpellings = []struct {
	field         field
	exact, inside []string
}{
	{fieldAnswer, nil, spellings("cơ quan chủ trì;đơn vị chủ trì;đơn vị phụ trách;người phụ trách;phụ trách;chịu trách nhiệm;" +
		"cơ quan theo dõi;đơn vị theo dõi;đầu mối;đơn vị được giao;cơ quan được giao;phân công;cơ quan thực hiện;đơn vị thực hiện;chủ trì;responsible;lead unit;unit that answers;who answers")},
	{fieldMonth, spellings("tháng;month"), nil},
	{fieldClass, nil, spellings("đánh giá;xếp loại;phân loại;class;rating")},
	{fieldSource, spellings("nguồn;nguồn tin;source"), spellings("nguồn số liệu;nguồn dữ liệu")},
	{fieldNote, nil, spellings("ghi chú;giải trình;lý do;note;notes;remarks")},
	{fieldLabel, spellings("STT;TT;số TT;số thứ tự;no;ref"), nil},
	{fieldUnit, spellings("đơn vị;đv tính;unit"), spellings("đơn vị tính;ĐVT;đơn vị đo;unit of measure")},
	{fieldSection, spellings("lĩnh vực;nhóm;nhóm chỉ tiêu;field;section"), nil},
	{fieldName, spellings("chỉ tiêu;tên chỉ tiêu;các chỉ tiêu;nội dung;nội dung chỉ tiêu;chỉ tiêu chủ yếu;các chỉ tiêu chủ yếu;chỉ số;các chỉ số;tên chỉ số;" +
		"danh mục chỉ tiêu;tên các chỉ tiêu;chỉ tiêu nhiệm vụ;indicator;indicators;kpi"), spellings("tên chỉ tiêu;indicator name")},
	{fieldActual, nil, resultWords},
	{fieldPlan, nil, planWords},
}

// looseNames are words of a header that names targets where no other does:
// "Chỉ tiêu (theo NQ HĐND)", "Các chỉ tiêu phát triển", "Tiêu chí".
var looseNames = spellings("chỉ tiêu;tiêu chí;nội dung;danh mục;mục tiêu;hạng mục;diễn giải;tên;name")

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
	return slices.ContainsFunc(any, func(s string) bool {
		for from := 0; s != ""; {
			at := strings.Index(words[from:], s)
			if at < 0 {
				return false
			}
			at += from
			end := at + len(s)
			if (at == 0 || words[at-1] == ' ') && (end == len(words) || words[end] == ' ') {
				return true
			}
			from = at + 1
		}
		return false
	})
}

// side is one side of a ratio: "TH 2025", "KH", "2024".
var side = regexp.MustCompile(`\b(?:(th|uth|uoc|thuc hien)|(kh|ke hoach|du toan|nq|nghi quyet)|(cung ki))\b|\b(20\d\d)\b`)

// ratioOf understands a header, or a level of it, that sets one thing against
// another: "TH/KH" is a percentage of the plan, "TH 2025/TH 2024", "2025/2024"
// are comparisons with another year. fieldNone for all others.
func ratioOf(header string) field {
	for level := range strings.SplitSeq(header, " / ") {
		left, right, ok := strings.Cut(viet.Fold(level), "/")
		if !ok {
			if left, right, ok = strings.Cut(viet.Fold(level), " so voi "); !ok {
				continue
			}
		}
		a, b := side.FindAllStringSubmatch(left, -1), side.FindAllStringSubmatch(right, -1)
		result, plan, years := group(a, 1), group(b, 2), [2]string{group(a, 4), group(b, 4)}
		switch {
		case result != "" && plan != "":
			return fieldPercent
		case years[0] != "" && years[1] != "" && years[0] != years[1], result != "" && group(b, 3) != "":
			return fieldCompare
		}
	}
	return fieldNone
}

// group gives what a group caught in any of the matches.
func group(matches [][]string, n int) string {
	for _, m := range matches {
		if m[n] != "" {
			return m[n]
		}
	}
	return ""
}
