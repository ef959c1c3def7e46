// Package named reads the names of bodies as cells and papers write them, tells
// leads from coordinating bodies and groups from units, and finds which unit a
// name means.
package named

import (
	"regexp"
	"strings"
	"unicode"

	"dondoc/internal/viet"
)

// Name is a unit as a cell names it.
type Name struct {
	Text  string // as written, one name
	Ditto bool   // "nt", "như trên": the names of the row above
	Group bool   // "các bộ, ngành, địa phương": every unit of a sort

	Person string // named before the body: "Ông Nguyễn Văn A – Phòng Kinh tế"; alone where Text is the same
}

// headWords begin the name of a body; a new one in the middle of a run of words
// begins another name ("Bộ Thông tin và Truyền thông Bộ Khoa học và Công nghệ").
var headWords = regexp.MustCompile(`(?:^|[\s,;])(Bộ|Ban|Sở|Phòng|Văn phòng|Ngân hàng|Thanh tra|Viện|Ủy ban|UBND|HĐND|UBMTTQ|MTTQ|Mặt trận|Tòa án|Công an|Đài|Hội|Liên đoàn|Đoàn|Kiểm toán|Chi cục|Cục|Tổng cục|VTV|VOV|TTXVN|Huyện ủy|Đảng ủy|Tỉnh ủy|Hạt|Trạm|Trung tâm|Trường|Đại học|Học viện|Bảo hiểm|Kho bạc|Điện lực|Chi nhánh|Đội|BHXH|TT|VP)\s`)

// placeWords and titles begin a name after a comma only.
var placeWords = regexp.MustCompile(`^(?i:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|tỉnh|trưởng|chánh|chủ tịch|giám đốc|bí thư|thủ trưởng|hiệu trưởng)\s+\p{L}`)

// Read parts a cell into the names it holds: at semicolons, line ends,
// commas and "và" between bodies, and where a body's name follows another
// without any mark. Groups are told from units. A comma within a body's own
// name ("Bộ Văn hóa, Thể thao và Du lịch") does not part it.
func Read(cell string) []Name {
	if ditto(cell) {
		return []Name{{Text: strings.TrimSpace(cell), Ditto: true}}
	}
	cell = pointed.ReplaceAllString(cell, "${1}Phòng $2")
	var out []Name
	for _, piece := range regexp.MustCompile(`[;\n]`).Split(cell, -1) {
		piece = strings.Trim(viet.CleanSpaces(piece), " ,.-–+•*")
		if piece == "" {
			continue
		}
		if m := polite.FindStringSubmatch(piece); m != nil {
			piece = m[1]
		}
		if m := personal.FindStringSubmatch(piece); m != nil {
			one := Name{Text: strings.Trim(m[2], " ,.-–)"), Person: strings.TrimSpace(m[1])}
			if one.Text == "" {
				one.Text = one.Person
			}
			out = append(out, one)
			continue
		}
		for _, part := range slashed(piece) {
			if names, ok := enumerated(part); ok {
				out = append(out, names...)
				continue
			}
			out = append(out, namesIn(part)...)
		}
	}
	return out
}

// personal is a person with an honorific, and the body or post behind the name.
var personal = regexp.MustCompile(`^(?i:ông|bà|đ/c|đồng chí)\.?\s*:?\s+((?:\p{Lu}\p{L}*\s*){2,5})(?:\s*[-–,(:]\s*(.*))?$`)

// polite is a title with an honorific before it: "Đ/c Chủ tịch UBND xã".
var polite = regexp.MustCompile(`^(?i:ông|bà|đ/c|đồng chí|các đồng chí)\.?\s*:?\s+((?i:phó )?(?i:chủ tịch|trưởng|chánh|giám đốc|bí thư|thủ trưởng|hiệu trưởng|viện trưởng|chi cục trưởng|cục trưởng)\s.*)$`)

// pointed is an office whose first word is one letter: "P. Kinh tế", "P.TC-KH".
var pointed = regexp.MustCompile(`(^|[\s,;/(])[Pp]\.\s*(\p{L})`)

// ditto says whether a cell says "the same as above": "nt", "như trên", a mark.
func ditto(cell string) bool {
	switch strings.Trim(viet.Fold(cell), " .-–()\"'“”″") {
	case "nt", "n/t", "nhu tren":
		return true
	case "":
		return strings.ContainsAny(cell, "\"“”″") || strings.Contains(cell, "''")
	}
	return false
}

// slashed parts at a slash where a body begins on both of its sides.
func slashed(piece string) []string {
	parts := strings.Split(piece, "/")
	for _, p := range parts {
		if !begins(strings.TrimSpace(p)) {
			return []string{piece}
		}
	}
	return parts
}

var enumeration = regexp.MustCompile(`^(?:[Vv]à )?((?:Chủ tịch |Thủ trưởng )?(?:UBND |Ủy ban nhân dân |Đảng ủy |Công an |Trạm Y tế )?)[Cc]ác (xã|phường|thị trấn|huyện|phòng|Phòng|sở|Sở|bộ|Bộ|trường)(?:, (?:xã|phường|thị trấn|đặc khu))*:? (\p{Lu}.*)$`)

// enumerated reads bodies of one sort that share its word: "UBND các xã Bằng
// Vân, Thượng Ân" names two communes, not all.
func enumerated(piece string) ([]Name, bool) {
	m := enumeration.FindStringSubmatch(viet.CleanSpaces(strings.NewReplacer("uỷ", "ủy", "Uỷ", "Ủy").Replace(piece)))
	if m == nil {
		return nil, false
	}
	var out []Name
	for _, part := range regexp.MustCompile(`, | và `).Split(m[3], -1) {
		part = strings.Trim(part, " ,.")
		switch first := []rune(part + " ")[0]; {
		case part == "":
		case isGroup(part), headWords.MatchString(part+" ") && begins(part):
			out = append(out, namesIn(part)...)
		case placeWords.MatchString(part):
			out = append(out, Name{Text: m[1] + part})
		case unicode.IsUpper(first):
			out = append(out, Name{Text: m[1] + m[2] + " " + part})
		default:
			out = append(out, Name{Text: part})
		}
	}
	return out, len(out) > 0
}

func namesIn(piece string) []Name {
	var out []Name
	add := func(text string) {
		text = strings.Trim(viet.CleanSpaces(text), " ,.")
		text = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(text, "và "), "Và "))
		if text != "" {
			out = append(out, Name{Text: text, Group: isGroup(text)})
		}
	}
	current := ""
	for _, part := range strings.Split(piece, ",") {
		part = strings.TrimSpace(part)
		switch {
		case current == "":
			current = part
		case isGroup(current) && continues(part), !isGroup(current) && !begins(part):
			current += ", " + part
		default:
			addRun(current, add)
			current = part
		}
	}
	addRun(current, add)
	return out
}

// council ends the first half of one office's name: "Văn phòng HĐND và UBND".
var council = regexp.MustCompile(`(?i)(HĐND|Hội đồng nhân dân) và $`)

// addRun parts a run where a second body begins in it.
func addRun(text string, add func(string)) {
	if isGroup(text) {
		add(text)
		return
	}
	for _, and := range []string{" và các ", " và địa phương"} {
		if before, after, ok := strings.Cut(text, and); ok && isGroup(and+after) {
			addRun(before, add)
			add(and + after)
			return
		}
	}
	at := headWords.FindAllStringSubmatchIndex(text, -1)
	from := 0
	for _, m := range at {
		before := strings.Fields(text[from:m[2]])
		if council.MatchString(text[from:m[2]]) {
			continue
		}
		if m[2] == from || len(before) < 2 || viet.Fold(before[len(before)-1]) == viet.Fold("và") && len(before) < 3 || partOfName(before[len(before)-1]) {
			continue
		}
		add(strings.TrimSuffix(strings.TrimSpace(text[from:m[2]]), " và"))
		from = m[2]
	}
	add(text[from:])
}

// partOfName are words after which a head word goes on with the same name:
// "Văn phòng Ủy ban", "Chủ nhiệm Ủy ban".
func partOfName(word string) bool {
	switch viet.Fold(word) {
	case viet.Fold("phòng"), viet.Fold("văn"), viet.Fold("của"), viet.Fold("nhiệm"), viet.Fold("tịch"), viet.Fold("trưởng"), viet.Fold("thường"), viet.Fold("trực"), viet.Fold("đốc"), viet.Fold("chánh"), viet.Fold("thư"), viet.Fold("phó"):
		return true
	}
	return false
}

// begins says whether words after a comma begin a new name: with a body's word,
// a group, or letters all large ("VTV").
func begins(part string) bool {
	part = strings.TrimPrefix(part, "và ")
	if at := headWords.FindStringIndex(part + " "); at != nil && at[0] == 0 || isGroup(part) || placeWords.MatchString(part) {
		return true
	}
	return part != "" && part == strings.ToUpper(part) && part != strings.ToLower(part)
}
