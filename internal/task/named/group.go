package named

import (
	"slices"
	"strings"
	"unicode"

	"dondoc/internal/org"
	"dondoc/internal/viet"
)

// groupWords begin the name of a group, not of a unit.
var groupWords = foldAll(`các bộ|bộ, ngành|các ngành|các địa phương|địa phương|các cơ quan|các đơn vị|các tỉnh|các xã|các phường|các thị trấn|các đặc khu|các huyện|các quận|các thị xã|các sở|các phòng|các ban|các trường|
các nhà trường|các doanh nghiệp|các tổ chức|các đoàn thể|các hội|các thành viên|các chủ đầu tư|các cấp|các thôn|các chi bộ|các đảng ủy|UBND các|ủy ban nhân dân các|UBND cấp|ủy ban nhân dân cấp|đảng ủy các|công an các|chủ tịch UBND các|
chủ tịch UBND cấp|chủ tịch ủy ban nhân dân các|chủ tịch ủy ban nhân dân cấp|thủ trưởng các|trưởng các|toàn thể|toàn bộ các|tất cả các|bộ ngành|bộ, cơ quan|các thành phố|các đại học|các viện|các tập đoàn|phòng, ban|sở, ban|cấp ủy, chính quyền|
mttq và các|ủy ban mttq và các|mặt trận tổ quốc và các|mặt trận tổ quốc việt nam và các|ubmttq và các|trạm y tế các`)

// tailWords continue a group after a comma: "các bộ, ngành, địa phương".
var tailWords = foldAll(`ngành|địa phương|cơ quan|đơn vị|các địa phương|tỉnh|thành phố|doanh nghiệp|ban|phòng|sở|xã|phường|thị trấn|đặc khu|huyện|thị xã|quận|đoàn thể|tổ chức|hội|các đoàn thể|các tổ chức|chính quyền`)

func foldAll(list string) []string {
	var out []string
	for _, w := range strings.Split(list, "|") {
		out = append(out, viet.Fold(w))
	}
	return out
}

func isGroup(text string) bool {
	return startsWith(strings.TrimPrefix(strings.TrimSpace(text), "và "), groupWords)
}

func continues(part string) bool {
	part = strings.TrimPrefix(part, "và ")
	return part != "" && unicode.IsLower([]rune(part)[0]) && startsWith(part, tailWords)
}

// startsWith says whether a text begins with one of some phrases, as whole words.
func startsWith(text string, phrases []string) bool {
	folded := viet.Fold(text) + " "
	return slices.ContainsFunc(phrases, func(p string) bool {
		return strings.HasPrefix(folded, p) && !unicode.IsLetter([]rune(folded[len(p):])[0])
	})
}

// sorts are the kinds of unit that a word of a group's name means.
var sorts = map[string][]string{
	"xa": {org.Commune}, "phuong": {org.Ward}, "thi tran": {org.Township}, "dac khu": {org.Zone}, "huyen": {org.District}, "quan": {org.District}, "thi xa": {org.District}, "tinh": {org.Province},
	"thanh pho": {org.District, org.Province}, "phong": {org.Department}, "so": {org.Department}, "bo": {org.Department}, "ban": {org.Department, org.Agency}, "nganh": {org.Department, org.Agency},
	"cap xa": {org.Commune, org.Ward, org.Township, org.Zone}, "cap huyen": {org.District}, "cap tinh": {org.Province}, "dia phuong": {org.Province, org.District, org.Commune, org.Ward, org.Township, org.Zone},
	"co quan chuyen mon": {org.Department}, "phong chuyen mon": {org.Department}, "ban chuyen mon": {org.Department}, "co quan": {org.Department, org.Agency},
	"don vi": {org.Department, org.Agency, org.Commune, org.Ward, org.Township, org.Zone, org.District, org.Province},
}

// linking are words of a group's name that tell no sort.
var linking = []string{"cac", "va", "ubnd", "uy ban nhan dan", "chu tich", "thu truong", "truong", "tat ca", "toan bo", "toan the"}

// Kinds gives the kinds of unit that a group names, all of its words
// understood; level is the word of the body it is under ("huyện"), which
// may stand at the end. False where a word says more: "các xã vùng cao", "các
// đơn vị liên quan" name units that only a person knows.
func (n Name) Kinds(level string) ([]string, bool) {
	words := strings.FieldsFunc(viet.Fold(n.Text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var kinds []string
	all := len(words)
	words, ok := ofBody(words, viet.Fold(level))
	if !ok {
		return nil, false
	}
	for i := 0; i < len(words); {
		size, found := phraseAt(words[i:], func(p string) bool { return slices.Contains(linking, p) })
		if found {
			i += size
			continue
		}
		if i > 0 && i == len(words)-1 && words[i] == viet.Fold(level) && len(kinds) > 0 {
			break
		}
		size, found = phraseAt(words[i:], func(p string) bool { return sorts[p] != nil })
		if at := strings.LastIndex(n.Text, ","); i > 0 && i+size == len(words) && len(strings.FieldsFunc(n.Text[at+1:], unicode.IsSpace))-(all-len(words)) > size && words[i-1] != "va" && slices.Contains(kinds, org.Department) {
			return nil, false // "các phòng, ban tỉnh": of another body
		}
		if !found {
			return nil, false
		}
		kinds = append(kinds, sorts[strings.Join(words[i:i+size], " ")]...)
		i += size
	}
	slices.Sort(kinds)
	return slices.Compact(kinds), len(kinds) > 0
}

// ofBody leaves out what a group says it belongs to where that is the body
// itself: "thuộc UBND xã". False where it is another.
func ofBody(words []string, level string) ([]string, bool) {
	i := slices.Index(words, "thuoc")
	if i < 0 {
		return words, true
	}
	body := strings.Join(words[i+1:], " ")
	for _, p := range []string{"ubnd ", "uy ban nhan dan "} {
		body = strings.TrimPrefix(body, p)
	}
	if i > 0 && words[i-1] == "truc" {
		i--
	}
	return words[:i], body == "" || body == level || body == "ubnd" || body == "uy ban nhan dan"
}

// phraseAt gives the longest phrase of up to four words that begins a list.
func phraseAt(words []string, known func(string) bool) (int, bool) {
	for n := min(4, len(words)); n > 0; n-- {
		if known(strings.Join(words[:n], " ")) {
			return n, true
		}
	}
	return 0, false
}
