package task

import (
	"regexp"
	"strings"

	"dondoc/internal/viet"
)

// Named is a unit as a cell names it.
type Named struct {
	Text  string // as written, one name
	Group bool   // "các bộ, ngành, địa phương": every unit of a sort
}

// groupWords begin the name of a group, not of a unit.
var groupWords = []string{viet.Fold("các bộ"), viet.Fold("bộ, ngành"), viet.Fold("các ngành"), viet.Fold("các địa phương"), viet.Fold("địa phương"),
	viet.Fold("các cơ quan"), viet.Fold("các đơn vị"), viet.Fold("các tỉnh"), viet.Fold("các xã"), viet.Fold("các phường"), viet.Fold("các sở"), viet.Fold("các phòng"),
	viet.Fold("các ban"), viet.Fold("các trường"), viet.Fold("các doanh nghiệp"), viet.Fold("các tổ chức"), viet.Fold("UBND các"), viet.Fold("ủy ban nhân dân các"), viet.Fold("toàn thể"), viet.Fold("bộ ngành"),
	viet.Fold("bộ, cơ quan"), viet.Fold("các thành phố"), viet.Fold("các đại học"), viet.Fold("các viện"), viet.Fold("các tập đoàn")}

// tailWords continue a group after a comma: "các bộ, ngành, địa phương".
var tailWords = []string{viet.Fold("ngành"), viet.Fold("địa phương"), viet.Fold("cơ quan"), viet.Fold("đơn vị"), viet.Fold("các địa phương"), viet.Fold("tỉnh"), viet.Fold("thành phố"), viet.Fold("doanh nghiệp")}

// headWords begin the name of a body; a new one in the middle of a run of words
// begins another name ("Bộ Thông tin và Truyền thông Bộ Khoa học và Công nghệ").
var headWords = regexp.MustCompile(`(?:^|[\s,;])(Bộ|Ban|Sở|Phòng|Văn phòng|Ngân hàng|Thanh tra|Viện|Ủy ban|UBND|HĐND|Tòa án|Công an|Đài|Hội|Liên đoàn|Kiểm toán|Cục|Tổng cục|VTV|VOV|TTXVN|Huyện ủy|Đảng ủy|Tỉnh ủy|Hạt|Trạm|Trung tâm|Trường|Đại học|Học viện)\s`)

// ReadNames parts a cell into the names it holds: at semicolons, line ends,
// commas and "và" between bodies, and where a body's name follows another
// without any mark. Groups are told from units. A comma within a body's own
// name ("Bộ Văn hóa, Thể thao và Du lịch") does not part it.
func ReadNames(cell string) []Named {
	var out []Named
	for _, piece := range regexp.MustCompile(`[;\n]`).Split(cell, -1) {
		piece = strings.Trim(viet.CleanSpaces(piece), " ,.")
		if piece == "" {
			continue
		}
		out = append(out, namesIn(piece)...)
	}
	return out
}

func namesIn(piece string) []Named {
	var out []Named
	add := func(text string) {
		text = strings.Trim(viet.CleanSpaces(text), " ,.")
		text = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(text, "và "), "Và "))
		if text != "" {
			out = append(out, Named{Text: text, Group: isGroup(text)})
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
	case viet.Fold("phòng"), viet.Fold("văn"), viet.Fold("của"), viet.Fold("nhiệm"), viet.Fold("tịch"), viet.Fold("trưởng"), viet.Fold("thường"), viet.Fold("trực"):
		return true
	}
	return false
}

// begins says whether words after a comma begin a new name: with a body's word,
// a group, or letters all large ("VTV").
func begins(part string) bool {
	part = strings.TrimPrefix(part, "và ")
	if isGroup(part) || headWords.MatchString(part+" ") && strings.Index(headWords.FindString(part+" "), " ") >= 0 && headWords.FindStringIndex(part + " ")[0] == 0 {
		return true
	}
	return part != "" && part == strings.ToUpper(part) && part != strings.ToLower(part)
}

func isGroup(text string) bool {
	folded := viet.Fold(strings.TrimPrefix(strings.TrimSpace(text), "và "))
	for _, w := range groupWords {
		if strings.HasPrefix(folded, w) {
			return true
		}
	}
	return false
}

func continues(part string) bool {
	folded := viet.Fold(strings.TrimPrefix(part, "và "))
	for _, w := range tailWords {
		if strings.HasPrefix(folded, w) {
			return true
		}
	}
	return false
}

// short are abbreviations of bodies' names as documents write them.
var short = map[string]string{
	"bo kh&cn": viet.Fold("Bộ Khoa học và Công nghệ"), "bo khcn": viet.Fold("Bộ Khoa học và Công nghệ"), "bo tt&tt": viet.Fold("Bộ Thông tin và Truyền thông"),
	"bo tttt": viet.Fold("Bộ Thông tin và Truyền thông"), "bo gd&dt": viet.Fold("Bộ Giáo dục và Đào tạo"), "bo gddt": viet.Fold("Bộ Giáo dục và Đào tạo"),
	"bo kh&dt": viet.Fold("Bộ Kế hoạch và Đầu tư"), "bo khdt": viet.Fold("Bộ Kế hoạch và Đầu tư"), "bo tc": viet.Fold("Bộ Tài chính"), "bo nn&ptnt": viet.Fold("Bộ Nông nghiệp và Phát triển nông thôn"),
	"bo tn&mt": viet.Fold("Bộ Tài nguyên và Môi trường"), "bo lđtbxh": viet.Fold("Bộ Lao động - Thương binh và Xã hội"), "vpcp": viet.Fold("Văn phòng Chính phủ"),
	"vtv": viet.Fold("Đài Truyền hình Việt Nam"), "vov": viet.Fold("Đài Tiếng nói Việt Nam"), "ttxvn": viet.Fold("Thông tấn xã Việt Nam"), "nhnn": viet.Fold("Ngân hàng Nhà nước Việt Nam"),
}

// plain is a name as names are compared: folded, without the marks between its
// words, abbreviations in full.
func plain(name string) string {
	folded := viet.Fold(name)
	if full, ok := short[folded]; ok {
		folded = full
	}
	return strings.Join(strings.FieldsFunc(strings.NewReplacer("ubnd", "uy ban nhan dan", "&", " va ").Replace(folded), func(r rune) bool {
		return r == ' ' || r == '-' || r == '–' || r == ',' || r == '.'
	}), " ")
}

// Names matches names to units once and for all.
type Names[T comparable] struct {
	exact map[string][]T
}

// Learn adds a unit under one of its names.
func (n *Names[T]) Learn(name string, unit T) {
	if n.exact == nil {
		n.exact = map[string][]T{}
	}
	key := plain(name)
	for _, known := range n.exact[key] {
		if known == unit {
			return
		}
	}
	n.exact[key] = append(n.exact[key], unit)
}

// Match gives the unit a name means; several where it could mean more than one.
func (n *Names[T]) Match(name string) []T { return n.exact[plain(name)] }
