package resolution_test

import (
	"fmt"
	"strings"
	"testing"

	"dondoc/internal/resolution"

	"pgregory.net/rapid"
)

// The lines are the top and some provisions of Nghị quyết 03/NQ-CP (09/01/2025), shortened.
const action = `# CHÍNH PHỦ
Số: 03/NQ-CP
Hà Nội, ngày 09 tháng 01 năm 2025
# NGHỊ QUYẾT
## Ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW
**Điều 1.** Ban hành kèm theo Nghị quyết này Chương trình hành động.
**Điều 2.** Nghị quyết này có hiệu lực kể từ ngày ký.
## II. NHIỆM VỤ
### 1. Nâng cao nhận thức
a) Các bộ, ngành, địa phương quán triệt
trong toàn hệ thống chính trị.
b) Người đứng đầu trực tiếp chỉ đạo.
- Gương mẫu thực hiện.
### 2. Hoàn thiện thể chế
2.1. Sửa đổi Luật Khoa học và Công nghệ.`

func TestCut(t *testing.T) {
	c := resolution.CutText(strings.Split(action, "\n"))
	if h := c.Heading; h.Number != "03/NQ-CP" || h.Date != "2025-01-09" || h.Kind != "nghị quyết" || !strings.HasPrefix(h.Title, "Ban hành Chương trình") {
		t.Errorf("%+v", c.Heading)
	}
	var got []string
	for i, p := range c.Provisions {
		got = append(got, fmt.Sprintf("%d %s %s", p.Depth, p.Kind, resolution.Path(c.Provisions, i)))
	}
	want := "0 preamble |0 article Điều 1|0 article Điều 2|0 section II|1 clause II, 1|2 point II, 1, a|2 point II, 1, b|3 dash II, 1, b|1 clause II, 2|2 subclause II, 2, 2.1"
	if strings.Join(got, "|") != want {
		t.Errorf("cut as\n%s\nwant\n%s", strings.Join(got, "\n"), strings.ReplaceAll(want, "|", "\n"))
	}
	if p := c.Provisions[5]; p.Text != "Các bộ, ngành, địa phương quán triệt trong toàn hệ thống chính trị." {
		t.Errorf("%q", p.Text)
	}
}

// words are a document's letters and digits in order, without marks.
func words(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n\t#*_-–—•+.:)(\\", r) }), "")
}

func whole(list []resolution.Provision) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.Label + " " + p.Text + " ")
	}
	return words(b.String())
}

// Nothing is lost, whatever the lines; and every correction keeps all words.
func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom([]string{"I. Quan điểm", "1. Nhận thức rõ", "a) Một việc", "- Gạch", "Điều 3. Giao", "đoạn văn nối tiếp", "", "Phần thứ nhất", "2.1. Mục nhỏ", "Chương II",
			"Mục 1. Chung", "**II. Mục tiêu**", "đ) Điểm đ"}), 1, 30).Draw(t, "lines")
		c := resolution.CutText(lines)
		all := words(strings.Join(lines, " "))
		if got := whole(c.Provisions); got != all {
			t.Fatalf("cut holds %q of %q", got, all)
		}
		list := c.Provisions
		for range rapid.IntRange(0, 5).Draw(t, "corrections") {
			at := rapid.IntRange(0, len(list)-1).Draw(t, "at")
			switch rapid.IntRange(0, 2).Draw(t, "which") {
			case 0:
				list = resolution.Merge(list, at)
			case 1:
				list = resolution.Split(list, at, rapid.IntRange(0, 12).Draw(t, "n"))
			default:
				list = resolution.Rank(list, at, rapid.SampledFrom([]resolution.Kind{resolution.Section, resolution.Clause, resolution.Point}).Draw(t, "kind"))
			}
			if got := whole(list); got != all {
				t.Fatalf("a correction leaves %q of %q", got, all)
			}
			for i, p := range list {
				if p.Parent >= i || p.Parent < -1 {
					t.Fatalf("provision %d stands under %d", i, p.Parent)
				}
			}
		}
	})
}

func TestSameDocument(t *testing.T) {
	same := func(a, b string) bool {
		return resolution.SameDocument(a, b, "2025-01-09", "2025-01-09", "Chính phủ", "CHÍNH PHỦ")
	}
	if !same("03/NQ-CP", "Số: 03/nq-cp") || same("03/NQ-CP", "04/NQ-CP") || resolution.SameDocument("03/NQ-CP", "03/NQ-CP", "2025-01-09", "2024-01-09", "a", "a") {
		t.Error("documents are told apart wrongly")
	}
}

func FuzzCut(f *testing.F) {
	f.Add(action)
	f.Fuzz(func(t *testing.T, text string) {
		c := resolution.CutText(strings.Split(text, "\n"))
		if len(c.Provisions) == 0 {
			t.Fatal("nothing at all")
		}
		_ = resolution.Speaking(c.Provisions)
		_ = resolution.Stated(c.Provisions)
	})
}

// Whatever is put into the number, the day or the title of a document: its head
// reads differently, or it is left for a person to say.
func TestEveryWordOfAHeadCounts(t *testing.T) {
	for _, head := range [][]string{
		{"ỦY BAN NHÂN DÂN", "HUYỆN NGÂN SƠN", "Số: 45/KH-UBND", "Ngân Sơn, ngày 05 tháng 3 năm 2025", "KẾ HOẠCH", "Trồng rừng năm 2025", "trên địa bàn huyện", "I. MỤC TIÊU"},
		{"UBND HUYỆN NGÂN SƠN", "Số: 45/KH-UBND Ngân Sơn, ngày 05 tháng 3 năm 2025", "KẾ HOẠCH", "Trồng rừng năm 2025", "I. MỤC TIÊU"},
		{"CHÍNH PHỦ", "Số: 03/NQ-CP", "Hà Nội, ngày 09 tháng 01 năm 2025", "NGHỊ QUYẾT", "Về phát triển lâm nghiệp", "Căn cứ Luật Lâm nghiệp;"},
	} {
		before := resolution.CutText(head).Heading
		if before.Number == "" || before.Date == "" || before.Title == "" {
			t.Fatalf("%v: %+v", head, before)
		}
		for i, line := range head {
			from := 0
			switch {
			case strings.Contains(line, "Số:"):
				from = 1
			case strings.Contains(line, "ngày"):
				from = strings.Count(line[:strings.Index(line, "ngày")], " ")
			case !strings.Contains(before.Title, line):
				continue
			}
			words := strings.Fields(line)
			for at := from; at <= len(words); at++ {
				for _, put := range []string{"12", "30/6/2025", "không", "chưa", "trừ"} {
					if strings.Contains(line, "Số:") && strings.Contains(line, "ngày") && put[0] > '9' && at > 1 && at < 4 {
						continue // the place, which is not read
					}
					changed := append([]string{}, head...)
					changed[i] = strings.Join(append(append(append([]string{}, words[:at]...), put), words[at:]...), " ")
					if after := resolution.CutText(changed).Heading; after == before {
						t.Errorf("%q reads as %q does", changed[i], line)
					}
				}
			}
		}
	}
}

// A page set in two columns has the motto behind the number.
func TestTheMottoBehindANumber(t *testing.T) {
	for _, line := range []string{"Số: 45/KH-UBND                      Độc lập - Tự do - Hạnh phúc", "Số: 45/KH-UBND  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 45/KH-UBND  Độc lập - Tự do - Hạnh phúc  Mẫu, ngày 20 tháng 01 năm 2025"} {
		if h := resolution.CutText([]string{"UBND HUYỆN MẪU", line, "Mẫu, ngày 20 tháng 01 năm 2025", "KẾ HOẠCH", "Phát triển chè năm 2025", "I. MỤC TIÊU"}).Heading; h.Number != "45/KH-UBND" {
			t.Errorf("%q: %+v", line, h)
		}
	}
}

// The letters of a number say what kind of document it is; a letter has none.
func TestKindBySign(t *testing.T) {
	for number, want := range map[string]string{"2043/QĐ-UBND": "quyết định", "18/NQ-HĐND": "nghị quyết", "12-NQ/HU": "nghị quyết", "07-CTr/TU": "chương trình", "30/2020/NĐ-CP": "nghị định", "08-QĐi/TW": "quy định", "1234/UBND-KT": "", "CT-01": "", "": ""} {
		if got := resolution.KindBySign(number); got != want {
			t.Errorf("%s is %q, want %q", number, got, want)
		}
	}
}
