package resolution

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dondoc/internal/period"
	"dondoc/internal/viet"
)

var (
	numberForm = regexp.MustCompile(`(\d{1,5}\s*[/-]\s*(?:\d{4}\s*/\s*)?[A-ZĐ][A-ZĐa-z0-9]*(?:\s?[/-]\s?[A-ZĐ][A-ZĐa-z0-9]*)*)`)
	numberLead = regexp.MustCompile(`^(?:[\p{Lu}\s,.\-–]{0,80}\s)?(?i:số)\s*:?\s*$`)
	dateForm   = regexp.MustCompile(`(?i)ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})`)
	dateLine   = regexp.MustCompile(`(?i)^(?:[^.;(]{0,100}?\p{Ll}\s*,\s*)?ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\s*\.?$`)
)

// kinds of document, as their headings name them.
var kinds = []string{"nghị quyết", "quyết định", "chỉ thị", "kết luận", "kế hoạch", "chương trình hành động", "chương trình", "đề án", "phương án", "thông báo", "hướng dẫn", "nghị định", "thông tư", "quy định", "quy chế", "công văn", "công điện", "báo cáo", "tờ trình", "thông tri", "luật"}

var foldedKinds = fold(kinds...)

// signs are the letters that stand for the kind in a number (NĐ 30/2020/NĐ-CP,
// Phụ lục III; HD 05-HD/VPTW of the Party).
var signs = map[string]string{"NQ": "nghị quyết", "QĐ": "quyết định", "CT": "chỉ thị", "KL": "kết luận", "KH": "kế hoạch", "CTr": "chương trình", "CTHĐ": "chương trình hành động", "ĐA": "đề án", "PA": "phương án",
	"TB": "thông báo", "HD": "hướng dẫn", "NĐ": "nghị định", "TT": "thông tư", "QyĐ": "quy định", "QĐi": "quy định", "QC": "quy chế", "CĐ": "công điện", "BC": "báo cáo", "TTr": "tờ trình"}

var signForm = regexp.MustCompile(`^\d+[A-Za-z]?\s*[/\-‑–]\s*(?:\d{4}\s*/\s*)?(\p{L}+)`)

// KindBySign is the kind of document that the letters of a number stand for:
// "quyết định" of "2043/QĐ-UBND". "" of a letter (công văn), which has none.
func KindBySign(number string) string {
	if m := signForm.FindStringSubmatch(strings.TrimSpace(number)); m != nil {
		return signs[m[1]]
	}
	return ""
}

// headLines is how far down the head of a document is looked for.
const headLines = 40

// headingOf reads number, date, kind and title from the top of a document. What
// a document cites ("Căn cứ …") is not its own.
func headingOf(lines []string) Heading {
	var h Heading
	top := lines[:min(len(lines), headLines)]
	for i, line := range top {
		line = strings.Trim(line, "*_# |")
		if line == "" {
			continue
		}
		if basis(line) {
			break
		}
		if h.Number == "" {
			h.Number = numberOf(line)
		}
		if h.Date == "" && isDateLine(line) {
			m := dateForm.FindStringSubmatch(line)
			h.Date, _ = period.ParseDate(m[1] + "/" + m[2] + "/" + m[3])
		}
		if h.Kind == "" {
			if h.Kind = kindOf(line); h.Kind != "" {
				h.Title = titleAfter(lines[i+1:])
			}
		}
		if h.Title == "" && h.Kind == "" && subject.MatchString(line) {
			h.Kind, h.Title = "công văn", subjectFrom(lines[i:])
		}
	}
	return h
}

// isDateLine says whether a line gives the place and the day of a document; the
// day of one that is cited is not its own.
func isDateLine(line string) bool {
	return dateLine.MatchString(line) && !strings.Contains(line, " của ")
}

// basis begins what a document rests on.
func basis(line string) bool {
	folded := viet.Fold(line)
	for _, w := range bases {
		if strings.HasPrefix(folded, w+" ") {
			return true
		}
	}
	return false
}

var bases = fold("căn cứ", "xét tờ trình", "xét đề nghị", "theo đề nghị", "kính gửi:", "kính gửi", "thực hiện nghị quyết", "thực hiện kế hoạch", "thực hiện quyết định", "thực hiện chương trình", "thực hiện chỉ thị", "thực hiện công văn")

// numberOf is the number a line of the head gives: "Số: 45/KH-UBND", alone or
// behind the issuer where two sides were set on one line.
func numberOf(line string) string {
	m := numberForm.FindStringSubmatchIndex(line)
	if m == nil {
		return ""
	}
	lead := line[:m[0]]
	if lead != "" && !numberLead.MatchString(lead) && !(kindOf(line) != "" && m[1] == len(line)) {
		return ""
	}
	if lead == "" && len(line) > 40 && !dateForm.MatchString(line) || !afterNumber(line[m[1]:]) {
		return ""
	}
	return strings.TrimRight(strings.ReplaceAll(line[m[2]:m[3]], " ", ""), "-/")
}

// mottos are what every head has beside its number: a page that was set in two
// columns has them on one line.
var mottos = regexp.MustCompile(`(?i)cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc|đảng cộng sản việt nam`)

// afterNumber says whether what follows a number on its line is another part of
// the head: a place and a day, or what a letter is about. With anything else the
// number is not read for sure.
func afterNumber(rest string) bool {
	rest = strings.Trim(mottos.ReplaceAllString(rest, ""), " \t.,;|*_")
	if endsMotto(rest) {
		return true
	}
	day := dateForm.FindStringIndex(rest)
	return rest == "" || subject.MatchString(rest) || day != nil && day[1] == len(rest) && !strings.ContainsAny(rest[:day[0]], "0123456789")
}

// endsMotto says whether a text is the end of a motto that was wrapped: "NAM",
// "VIỆT NAM", "Hạnh phúc".
func endsMotto(text string) bool {
	folded := viet.Fold(text)
	return folded != "" && slices.ContainsFunc(foldedMottos, func(m string) bool { return strings.HasSuffix(m, " "+folded) })
}

var foldedMottos = fold("cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc", "đảng cộng sản việt nam")

// kindOf is the kind of document a line names in capitals, or alone.
func kindOf(line string) string {
	folded := viet.Fold(line)
	for i, k := range foldedKinds {
		if folded == k || strings.HasPrefix(folded, k+" ") && len(line) < 120 && (line == strings.ToUpper(line) || numbered.MatchString(folded[len(k):])) {
			return kinds[i]
		}
	}
	return ""
}

// numbered is what may follow a kind that names its document: "Nghị quyết số 57-NQ/TW".
var numbered = regexp.MustCompile(`^ (?:so )?\d{1,5}\s*[-/]\S+$`)

// subject begins what a letter is about: "V/v …".
var subject = regexp.MustCompile(`(?i)^v\s*/\s*v\b\s*:?`)

func subjectFrom(lines []string) string {
	return titleOf(lines, isDateLine)
}

// titleAfter is what stands under the kind: all its lines, up to what begins
// the document itself.
func titleAfter(lines []string) string {
	return titleOf(lines, func(string) bool { return false })
}

// longest title, and the most lines it may have.
const (
	longTitle  = 400
	titleLines = 6
)

// columnsBegin begins the header of a table, tableNamed the name of one.
var (
	columnsBegin = regexp.MustCompile(`^(?:STT|TT|Số TT)(?:\s|$)`)
	tableNamed   = regexp.MustCompile(`^(?:bieu|bang|phu luc|danh muc)\b`)
)

func titleOf(lines []string, stop func(string) bool) string {
	var out []string
	length := 0
	for i, line := range lines[:min(len(lines), 12)] {
		line = strings.Trim(line, "*_# |")
		if strings.Trim(line, "-–—_=. ") == "" {
			if len(out) > 0 && (line != "" || i+1 >= len(lines) || !goesOnTitle(lines[i+1], out[len(out)-1])) {
				break
			}
			continue
		}
		if columnsBegin.MatchString(line) || len(out) > 0 && tableNamed.MatchString(viet.Fold(line)) {
			break
		}
		kind, _, _ := markOf(line)
		if kind != "" || basis(line) && (len(out) > 0 || !strings.HasPrefix(viet.Fold(line), "thuc hien")) || stop(line) || strings.HasPrefix(line, "(") && len(out) > 0 || isIssuer(line) || numberOf(line) != "" || isDateLine(line) {
			if len(out) > 0 || kind != "" && kind != Part {
				break
			}
			continue
		}
		if len(out) > 0 && (strings.HasSuffix(out[len(out)-1], ".") || length > longTitle/2 && !lower(line)) {
			break
		}
		if length+len(line) > longTitle && len(out) > 0 || length == 0 && len(line) > 2*longTitle {
			break
		}
		out, length = append(out, line), length+len(line)
		if len(out) == titleLines {
			break
		}
	}
	return strings.Join(out, " ")
}

// goesOnTitle says whether a line after a blank one still is the title's.
func goesOnTitle(line, before string) bool {
	return lower(strings.Trim(line, "*_# |")) && !strings.HasSuffix(before, ".")
}

func lower(line string) bool {
	for _, r := range line {
		return unicode.IsLower(r)
	}
	return false
}

// isIssuer says whether a line in capitals names who speaks: "ỦY BAN NHÂN DÂN TỈNH".
func isIssuer(line string) bool {
	if line != strings.ToUpper(line) {
		return false
	}
	folded := viet.Fold(line)
	for _, w := range issuers {
		if strings.HasPrefix(folded, w) {
			return true
		}
	}
	return false
}

var issuers = fold("ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd", "chính phủ", "thủ tướng", "bộ chính trị", "ban chấp hành", "ban thường vụ", "tỉnh ủy", "huyện ủy", "đảng ủy", "thành ủy", "bộ trưởng", "cộng hòa xã hội", "đảng cộng sản", "độc lập", "chủ tịch", "giám đốc")

// documentsIn finds where further documents begin in the lines of a file: at a
// line that names another document as a heading does, or gives another number
// at the top of a page, with the issuer and the motto above it.
func documentsIn(ctx context.Context, plain []string, own string) (map[int]Heading, error) {
	out := map[int]Heading{}
	seen := own != ""
	at := -1
	for i, line := range plain {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if i < at+4 || line == "" || len(line) > 200 || !strings.ContainsAny(line, "0123456789") {
			continue
		}
		number := namedAs(line)
		if number == "" {
			continue
		}
		if same(number, own) || !seen {
			own, seen = number, true
			continue
		}
		if i < 8 { // still the head
			continue
		}
		start := i
		for start > at+1 && start > i-8 && headOnly(plain[start-1]) {
			start--
		}
		h := headingOf(plain[start:min(len(plain), start+headLines)])
		h.Number = number
		out[start], own, at = h, number, i
	}
	return out, nil
}

// namedAs is the number of a document that a line is the heading of.
func namedAs(line string) string {
	trimmed := strings.Trim(line, "*_# |")
	folded := viet.Fold(trimmed)
	for _, k := range foldedKinds {
		if rest, ok := strings.CutPrefix(folded, k); ok && numbered.MatchString(rest) && kindOf(trimmed) != "" {
			return strings.ReplaceAll(numberForm.FindString(trimmed), " ", "")
		}
	}
	if strings.HasPrefix(folded, "so:") {
		return numberOf(trimmed)
	}
	return ""
}

func same(a, b string) bool {
	return strings.EqualFold(strings.ReplaceAll(a, " ", ""), strings.ReplaceAll(b, " ", ""))
}

// headOnly says whether a line belongs to the head of a document: capitals,
// rules, the motto, nothing.
func headOnly(line string) bool {
	line = strings.Trim(line, "*_# |:-–—=.")
	return line == "" || len(line) < 120 && (line == strings.ToUpper(line) || strings.HasPrefix(viet.Fold(line), "doc lap"))
}
