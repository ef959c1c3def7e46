package coverage

import (
	"slices"
	"strings"
	"unicode"

	"dondoc/internal/viet"
)

// commonSynonyms are what offices write in several ways, short forms among
// them; a unit adds its own. The first of a line stands for the others.
var commonSynonyms = strings.Split(`giấy chứng nhận quyền sử dụng đất; sổ đỏ; sổ hồng; GCNQSDĐ; GCN QSDĐ
ủy ban nhân dân; UBND
hội đồng nhân dân; HĐND
hợp tác xã; HTX
tổ hợp tác; THT
nông thôn mới; NTM
tổng sản phẩm trên địa bàn; GRDP
công nghệ thông tin; CNTT
chuyển đổi số; CĐS
khoa học công nghệ; khoa học và công nghệ; KHCN; KH&CN
nghiên cứu phát triển; nghiên cứu và phát triển; R&D
trí tuệ nhân tạo; AI
dịch vụ công; DVC
thủ tục hành chính; TTHC
cải cách hành chính; CCHC
bảo hiểm y tế; BHYT
bảo hiểm xã hội; BHXH
bảo hiểm thất nghiệp; BHTN
mỗi xã một sản phẩm; OCOP
giải phóng mặt bằng; GPMB
an toàn thực phẩm; vệ sinh an toàn thực phẩm; ATTP; VSATTP
giáo dục đào tạo; giáo dục và đào tạo; GDĐT; GD&ĐT
an ninh trật tự; trật tự an toàn xã hội; ANTT
an ninh mạng; an toàn thông tin mạng
cán bộ công chức viên chức; CBCCVC
doanh nghiệp; DN
đầu tư nước ngoài; đầu tư trực tiếp nước ngoài; FDI
năng lực cạnh tranh cấp tỉnh; PCI
hiệu quả quản trị và hành chính công; PAPI
trường chuẩn quốc gia; trường đạt chuẩn quốc gia; trường học đạt chuẩn quốc gia
lao động qua đào tạo; lao động đã qua đào tạo; lao động có đào tạo
chất thải rắn sinh hoạt; rác thải sinh hoạt
biến đổi khí hậu; BĐKH
phòng cháy chữa cháy; phòng cháy, chữa cháy; PCCC
vốn đầu tư công; đầu tư công
xóa nhà tạm; xóa nhà tạm, nhà dột nát
tái định cư; TĐC
mặt trận tổ quốc; MTTQ
dân tộc thiểu số; DTTS; đồng bào dân tộc
thủ tục trực tuyến toàn trình; dịch vụ công trực tuyến toàn trình
hồ sơ trực tuyến; hồ sơ nộp trực tuyến
quốc phòng, an ninh; quốc phòng và an ninh; QP-AN; QPAN
khám chữa bệnh; khám bệnh, chữa bệnh; khám, chữa bệnh; KCB`, "\n")

// Synonyms write what is said in several ways in one.
type Synonyms struct {
	first map[string][]synonym // by the first syllable, the longest first
}

type synonym struct{ from, to []string }

var common = newSynonyms(commonSynonyms)

// NewSynonyms gives the common ones and a unit's own: lines of expressions that
// mean the same, parted by semicolons.
func NewSynonyms(own []string) Synonyms {
	if len(own) == 0 {
		return common
	}
	return newSynonyms(append(slices.Clone(commonSynonyms), own...))
}

func newSynonyms(lines []string) Synonyms {
	s, words := Synonyms{first: map[string][]synonym{}}, spelling{}
	for _, line := range lines {
		var to []string
		for i, text := range strings.Split(line, ";") {
			_, from := words.syllables(text)
			if len(from) == 0 {
				continue
			}
			if i == 0 || to == nil {
				to = from
				continue
			}
			s.first[from[0]] = append(s.first[from[0]], synonym{from, to})
		}
	}
	for _, list := range s.first {
		slices.SortStableFunc(list, func(a, b synonym) int { return len(b.from) - len(a.from) })
	}
	return s
}

// Common gives the common synonyms, line by line.
func Common() []string { return slices.Clone(commonSynonyms) }

// idleMark begins a syllable that says nothing by itself ("trong", not "trồng").
const idleMark = '~'

// spelling remembers how syllables are folded.
type spelling map[string]string

// syllables gives the syllables of a text as they are spoken, and folded; those
// that say nothing are marked.
func (f spelling) syllables(text string) (spoken, words []string) {
	spoken = strings.FieldsFunc(strings.ToLower(viet.Canonical(text)), func(r rune) bool { return r != '&' && !unicode.IsDigit(r) && !unicode.IsLetter(r) })
	words = make([]string, len(spoken))
	for i, w := range spoken {
		folded, known := f[w]
		if !known {
			folded = viet.Fold(w)
			if stop[w] {
				folded = string(idleMark) + folded
			}
			f[w] = folded
		}
		words[i] = folded
	}
	return spoken, words
}

// write puts the first of each group in place of the others.
func (s Synonyms) write(words []string) []string {
	var out []string
	for i := 0; i < len(words); {
		took := 0
		for _, one := range s.first[words[i]] {
			if len(one.from) <= len(words)-i && slices.Equal(one.from, words[i:i+len(one.from)]) {
				if out == nil {
					out = append(make([]string, 0, len(words)+8), words[:i]...)
				}
				out, took = append(out, one.to...), len(one.from)
				break
			}
		}
		if took == 0 {
			if out != nil {
				out = append(out, words[i])
			}
			took = 1
		}
		i += took
	}
	if out == nil {
		return words
	}
	return out
}
