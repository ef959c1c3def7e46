package named_test

import (
	"slices"
	"strings"
	"testing"

	"dondoc/internal/org"
	"dondoc/internal/task/named"
)

// district learns the bodies of a district as they are called there.
func district() *named.Names[string] {
	var n named.Names[string]
	under := named.Body{Level: "huyện", Place: "Ngân Sơn"}
	for name, code := range map[string]string{
		"Văn phòng HĐND và UBND huyện": "vp", "Phòng Tài chính - Kế hoạch": "tckh", "Phòng Nông nghiệp và PTNT": "nn", "Phòng Lao động - Thương binh và Xã hội": "ld", "Phòng Văn hóa và Thông tin": "vh",
		"Phòng Tài nguyên và Môi trường": "tnmt", "Phòng Nội vụ": "nv", "Phòng Y tế": "yt", "Hạt Kiểm lâm": "kl", "Ban Chỉ huy Quân sự huyện": "qs", "Công an huyện": "ca", "Phòng Giáo dục và Đào tạo": "gd",
		"Ban Quản lý dự án đầu tư xây dựng": "da",
	} {
		n.LearnUnit(name, under, code, 0)
	}
	n.LearnUnit("Công an tỉnh", named.Body{Level: "tỉnh", Place: "Bắc Kạn"}, "ca-tinh", 2)
	n.LearnUnit("Phòng Y tế", named.Body{Level: "huyện", Place: "Ba Bể"}, "yt-ba-be", 2)
	n.LearnUnit("UBND Xã Bằng Vân", named.Body{}, "bv", 0)
	n.LearnUnit("UBND Xã Thượng Ân", named.Body{}, "ta", 0)
	n.LearnUnit("UBND Thị trấn Nà Phặc", named.Body{}, "np", 0)
	return &n
}

func TestLeadsAsOfficesWriteThem(t *testing.T) {
	n := district()
	for cell, want := range map[string]string{
		"Phòng NN&PTNT": "nn", "Phòng Nông nghiệp và Phát triển nông thôn": "nn", "Phòng TC-KH": "tckh", "Phòng TCKH": "tckh", "Phòng Tài chính – Kế hoạch huyện Ngân Sơn": "tckh", "TC-KH": "tckh",
		"Phòng LĐ-TB&XH": "ld", "Phòng Lao động, Thương binh và Xã hội": "ld", "Phòng LĐTBXH": "ld", "Văn phòng HĐND-UBND": "vp", "VP HĐND&UBND huyện": "vp", "Chánh Văn phòng HĐND và UBND huyện": "vp",
		"Trưởng phòng Nội vụ": "nv", "PHÒNG NỘI VỤ": "nv", "Phong Noi vu": "nv", "Nội vụ": "nv", "Kiểm lâm": "kl", "Hạt Kiểm lâm huyện Ngân Sơn": "kl", "Ban CHQS huyện": "qs", "Công an huyện": "ca", "Công an": "ca", "Công an tỉnh": "ca-tinh",
		"Phòng VH&TT": "vh", "Phòng Văn hoá - Thông tin": "vh", "Phòng TN&MT": "tnmt", "Phòng GD-ĐT": "gd", "BQL dự án": "?", "Ban QLDA ĐTXD": "da", "Phòng Y tế": "yt", "Phòng Y tế huyện Ba Bể": "yt-ba-be",
		"Phòng Nội vụ/Phòng Y tế": "nv|yt", "Phòng Nội vụ và Phòng Y tế": "nv|yt", "Phòng Nội vụ; Phòng Y tế": "nv|yt", "- Phòng Nội vụ\n- Công an huyện": "nv|ca", "Phòng Nội vụ, Công an huyện": "nv|ca",
		"UBND các xã Bằng Vân, Thượng Ân": "bv|ta", "UBND các xã: Bằng Vân, Thượng Ân và thị trấn Nà Phặc": "bv|ta|np", "Chủ tịch UBND xã Bằng Vân": "bv", "UBND các xã, thị trấn": "*", "Các phòng, ban, ngành huyện; UBND các xã, thị trấn": "*|*",
		"MTTQ và các đoàn thể": "*", "Phòng Nội vụ và các phòng, ban liên quan": "nv|*", "Sở Nội vụ": "?", "P. Nội vụ": "nv", "P.TC-KH": "tckh", "P. Nội vụ, P. Y tế": "nv|yt", "nt": "=", "Như trên": "=", "\"": "=",
		"Phòng Nội vụ (thường trực)": "?", "Phòng Nội vụ không": "?", "Phòng Nội vụ 2": "?", "Phó Trưởng phòng Nội vụ": "?",
	} {
		var got []string
		for _, name := range named.Read(cell) {
			found := n.Match(name.Text)
			switch {
			case name.Ditto:
				got = append(got, "=")
			case name.Group:
				got = append(got, "*")
			case len(found) == 1:
				got = append(got, found[0])
			default:
				got = append(got, "?")
			}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q is %q, want %q", cell, strings.Join(got, "|"), want)
		}
	}
}

// All of a name is used: a word or figure put into it makes it another name.
func TestNamesAreMatchedWhole(t *testing.T) {
	n := district()
	for _, name := range []string{"Phòng NN&PTNT", "Phòng Tài chính - Kế hoạch", "Hạt Kiểm lâm huyện", "UBND xã Bằng Vân", "Phòng Y tế", "Kiểm lâm"} {
		words := strings.Fields(name)
		for at := 0; at <= len(words); at++ {
			for _, put := range []string{"không", "trừ", "số 2", "15/8/2025", "trẻ em"} {
				other := strings.Join(slices.Insert(slices.Clone(words), at, put), " ")
				if found := n.Match(other); len(found) > 0 {
					t.Errorf("%q is %v", other, found)
				}
			}
		}
	}
}

// "P." is Phòng, and the letters after it are those of its name.
func TestRoomByALetter(t *testing.T) {
	var n named.Names[string]
	n.LearnUnit("Phòng Văn hóa - Xã hội", named.Body{Level: "xã", Place: "Ngân Sơn"}, "vhxh", 0)
	n.LearnUnit("Phòng Kinh tế", named.Body{Level: "xã", Place: "Ngân Sơn"}, "kt", 0)
	for name, want := range map[string]string{"P. VH-XH": "vhxh", "P.VHXH": "vhxh", "P. Văn hóa - Xã hội xã": "vhxh", "P. Kinh tế": "kt", "P. VH": "", "P.": ""} {
		if found := n.Match(name); strings.Join(found, ",") != want {
			t.Errorf("%q is %v, want %q", name, found, want)
		}
	}
}

// A group reaches the kinds it names, and none where it says more.
func TestGroupKinds(t *testing.T) {
	places := []string{org.Commune, org.Township}
	for group, want := range map[string][]string{
		"UBND các xã, thị trấn": places, "các xã, thị trấn": places, "các xã": {org.Commune}, "Các phòng, ban, ngành huyện": {org.Agency, org.Department}, "các phòng": {org.Department}, "Các phòng chuyên môn": {org.Department}, "Các phòng, ban chuyên môn thuộc UBND huyện": {org.Department}, "các phòng trực thuộc": {org.Department}, "UBND cấp xã": {org.Commune, org.Township, org.Ward, org.Zone},
		"các xã vùng cao": nil, "các đơn vị liên quan": nil, "các xã, thị trấn (trừ Nà Phặc)": nil, "các phòng, ban tỉnh": nil, "các trường học": nil, "3 xã": nil, "các đơn vị trực thuộc tỉnh": nil, "các phòng chuyên môn thuộc Sở Nội vụ": nil, "các đoàn thể": nil,
	} {
		got, ok := named.Name{Text: group, Group: true}.Kinds("huyện")
		if !slices.Equal(got, want) || ok != (want != nil) {
			t.Errorf("%q names %v, %v", group, got, ok)
		}
	}
}
