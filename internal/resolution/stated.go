package resolution

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// Statement is a target or a task that a document states in its text, as it is
// proposed; a person takes it or leaves it.
type Statement struct {
	At       int    // place of the provision
	Sort     string // target, task
	Name     string
	Wording  string // of a target
	Unit     string // of measure, of a target, where its figure has one
	Lead     string // of a task, as written; "" where none is named
	Deadline string // of a task
	bare     bool   // its words name nothing
	Year     int    // by whose end a target is to be reached, 0 where nothing says so
}

var (
	aims     = fold("mục tiêu", "chỉ tiêu", "các chỉ tiêu", "mục tiêu cụ thể", "một số chỉ tiêu")
	dueForm  = regexp.MustCompile(`(?i)(?:(?:hoàn thành|xong|thời hạn|thời gian|báo cáo kết quả)\s*(?:hoàn thành|thực hiện)?\s*:?\s*)?((?:trong|chậm nhất(?: là)?|sau)(?: thời hạn| vòng)?\s+\d{1,3}\s+(?:ngày|tháng|tuần)(?: làm việc)?|(?:trước|trong|chậm nhất(?: là)?(?: đến)?(?: vào)?|muộn nhất|vào|đến hết|hết)\s+(?:ngày|tháng|quý|cuối năm|đầu năm|năm|cuối tháng|\d)[^.;,()]{0,40}\d{1,4}(?:\s*/\s*\d{1,4})*|(?:trước|trong|chậm nhất(?: là)?(?: đến)?)\s+quý\s+[IV]+(?:\s*(?:/|năm)\s*\d{4})?|(?:định kỳ\s+)?(?:hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm))`)
	dueTail  = regexp.MustCompile(`(?i)^,?\s*(?:(?:kể\s+)?từ\s+(?:ngày|khi)[^.;,()]*|(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)|của\s+(?:tuần|tháng|quý|năm)[^.;,()]*|tháng\s+(?:đầu|cuối)\s+(?:của\s+)?quý[^.;,()]*|và\s+(?:ngày\s+)?\d[\d/.-]*(?:\s+(?:hằng|hàng)\s+(?:quý|năm))?|\([^)]*\))`)
	leadForm = regexp.MustCompile(`^(?:Giao\s+|Yêu cầu\s+|Đề nghị\s+)?((?:Sở|Phòng|Ban|Văn phòng|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Công an|Bộ|Chi cục|Cục|Trung tâm|Thanh tra|Kho bạc|Các (?:sở|phòng|ban|xã|cơ quan|đơn vị)|Mặt trận)\P{Ll}?[^:;.]*?)\s*(?::|,?\s+(?:chủ trì|rà soát|tham mưu|xây dựng|trình|phối hợp|báo cáo|hoàn thành|tổ chức|hướng dẫn|bố trí|ban hành|có trách nhiệm|chịu trách nhiệm|thường xuyên|chủ động|tiếp tục|đẩy mạnh|theo dõi|kiểm tra|lập|thực hiện|khẩn trương)(?:[\s,]|$))`)
	zeroForm = regexp.MustCompile(`(?i)^(?:phấn đấu\s+)?(không (?:(?:để|có|còn)(?: xảy ra| phát sinh)?|phát sinh|xảy ra))\s+(.+)$`)
	// standing is a task that goes on: "Thường xuyên kiểm tra …", also behind who leads.
	standing  = regexp.MustCompile(`^(?:(?:Giao|Yêu cầu|Đề nghị)?[^:;,.]{0,80}[\p{L})]\s+(?:chủ động|có trách nhiệm|phối hợp)?\s*:?\s*)?((?:Thường xuyên|thường xuyên))\s+(?:kiểm tra|rà soát|theo dõi|cập nhật|đôn đốc|giám sát|tuyên truyền|phối hợp|tổ chức|nắm|thực hiện|báo cáo|đánh giá|hướng dẫn|thanh tra|trao đổi|tổng hợp|bảo đảm|đảm bảo|duy trì|quan tâm|chỉ đạo|tham mưu|đối thoại|quán triệt|bồi dưỡng|tuần tra|kiểm soát|chăm lo|phổ biến|làm tốt|củng cố|chủ động)`)
	connector = regexp.MustCompile(`(?i)[\s,:]*(?:đạt|chiếm|là|ở mức|với|được|trên|khoảng)?[\s,:]*$`)
)

// Stated gives the targets and tasks that the provisions state: targets under a
// heading of aims, by their figures; tasks by a deadline.
func Stated(list []Provision) []Statement {
	var out []Statement
	aim := make([]bool, len(list)) // stands under a heading of aims
	for i, p := range list {
		aim[i] = p.Parent >= 0 && aim[p.Parent] || isAim(p)
	}
	silent := silentOnes(list)
	for i, p := range list {
		if silent[i] || p.Kind == Preamble || len(strings.Fields(p.Text)) < 3 {
			continue
		}
		due := dueIn(p.Text)
		if done.MatchString(p.Text) || ifNot.MatchString(p.Text) {
			due = "" // what was done, and what follows where something is not
		}
		if m := standing.FindStringSubmatch(p.Text); due == "" && m != nil {
			due = m[1]
		}
		if targets := striven(list, i, due); !aim[i] && len(targets) > 0 {
			out = append(out, targets...)
			continue
		}
		if due != "" && !aim[i] {
			out = append(out, Statement{At: i, Sort: "task", Name: strings.TrimRight(p.Text, " ;."), Lead: leadOf(list, i), Deadline: due})
			continue
		}
		if !aim[i] || isAim(p) && hasChildren(list, i) {
			continue
		}
		out = append(out, aimsOf(list, i, p.Text)...)
	}
	return out
}

var (
	done  = regexp.MustCompile(`^(?:Đã|đã)\s+(?:hoàn thành|thực hiện|ban hành|tổ chức|triển khai|xong|báo cáo)`)
	ifNot = regexp.MustCompile(`^(?:(?:Nếu|Trường hợp)\s.*|(?:Không|Chưa)\s+(?:hoàn thành|thực hiện|báo cáo|gửi|xong)\s[^.]*)\sthì\s`)

	striving  = regexp.MustCompile(`(?i)^(?:phấn đấu\s|không (?:để |xảy ra |phát sinh ))`)
	footnote  = regexp.MustCompile(`(\d)[⁽]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+[⁾]?`)
	byYear    = regexp.MustCompile(`(?i)(?:(?:đến|tới|vào)\s+(?:hết\s+|cuối\s+)?|^\s*)năm\s+(20\d\d)`)
	yearFirst = regexp.MustCompile(`(?i)^(?:phấn đấu\s+)?(?:(?:đến|tới|vào|trong)\s+(?:hết\s+|cuối\s+)?)?năm\s+20\d\d\s*[,:]?\s+`)
	noSubject = regexp.MustCompile(`(?i)^(?:(?:còn|đạt|là|ở mức|giảm|tăng|duy trì|phấn đấu|chỉ|lên|xuống|trên|dưới|bình quân)\s*)*$`)
	anyYear   = regexp.MustCompile(`20\d\d`)
)

// aimsOf gives the targets that a provision under a heading of aims states. One
// without a subject of its own ("đến năm 2030 còn dưới 1%") bears that of the one
// before it.
func aimsOf(list []Provision, at int, text string) (out []Statement) {
	for _, piece := range Pieces(footnote.ReplaceAllString(text, "$1")) {
		year := yearOf(piece)
		if year == 0 {
			for p := list[at].Parent; p >= 0 && year == 0; p = list[p].Parent {
				year = yearOf(list[p].Text)
			}
		}
		s, ok := aimIn(yearFirst.ReplaceAllString(strings.Trim(piece, " .;,"), ""))
		if !ok {
			continue
		}
		if n := len(out); n > 0 && s.bare {
			s.Name = out[n-1].Name
			if year != 0 {
				s.Name += " (đến năm " + strconv.Itoa(year) + ")"
			}
		}
		s.At, s.Year = at, year
		out = append(out, s)
	}
	return out
}

// striven gives the targets of a provision that stands under no heading of aims and
// begins as one: "Không để xảy ra …", "Phấn đấu 100% …".
func striven(list []Provision, at int, due string) []Statement {
	text := list[at].Text
	if !striving.MatchString(text) {
		return nil
	}
	if due != "" {
		text = dueForm.ReplaceAllString(text, "")
	}
	out := aimsOf(list, at, text)
	for i := range out {
		if m := anyYear.FindString(due); m != "" && out[i].Year == 0 {
			out[i].Year, _ = strconv.Atoi(m)
		}
	}
	return out
}

// yearOf is the year by whose end a text wants something, 0 where it names none
// or several.
func yearOf(text string) int {
	all := byYear.FindAllStringSubmatch(text, -1)
	if len(all) != 1 {
		return 0
	}
	year, _ := strconv.Atoi(all[0][1])
	return year
}

// dueIn gives every time of a text by which something is to be done, each with
// all that is said of it ("trước ngày 25 hằng tháng"); "" where there is none.
// Several are asked about by who reads the deadline.
func dueIn(text string) string {
	var all []string
	whole := text
	for text != "" {
		m := dueForm.FindStringSubmatchIndex(text)
		if m == nil {
			break
		}
		due := strings.TrimSpace(text[m[2]:m[3]])
		text = text[m[1]:]
		for tail := dueTail.FindString(text); tail != ""; tail = dueTail.FindString(text) {
			due, text = due+tail, text[len(tail):]
		}
		all = append(all, due)
	}
	if m := dueStated.FindStringSubmatch(whole); m != nil && len(all) == 0 {
		return m[1]
	}
	return strings.Join(all, "; ")
}

// dueStated is a time behind its name: "Thời gian hoàn thành: 31/10/2026".
var dueStated = regexp.MustCompile(`(?i)(?:hoàn thành|thời hạn|thời gian(?: hoàn thành| thực hiện)?|hạn hoàn thành|tiến độ)\s*:\s*((?:ngày\s+)?\d{1,2}/\d{1,2}/\d{4}|(?:tháng\s+)?\d{1,2}/\d{4}|quý\s+[IV]+(?:\s*(?:/|năm)\s*\d{4})?|năm\s+\d{4})`)

func isAim(p Provision) bool {
	if p.Kind == Preamble || p.Kind == Closing || p.Kind == Other || len(strings.Fields(p.Text)) > 25 {
		return false
	}
	folded := viet.Fold(p.Text)
	for _, w := range aims {
		if strings.HasPrefix(folded, w) || strings.HasPrefix(folded, "cac "+w) {
			return true
		}
	}
	return false
}

func hasChildren(list []Provision, at int) bool {
	return at+1 < len(list) && list[at+1].Parent == at
}

// Pieces parts a text where one statement ends and another begins.
func Pieces(text string) (out []string) {
	start := 0
	for i, r := range text {
		if r != ';' && r != '.' {
			continue
		}
		next := i + 1
		if r == '.' {
			after, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[next:], " "))
			if next < len(text) && (text[next] != ' ' || !unicode.IsUpper(after)) {
				continue
			}
		}
		out = append(out, text[start:i])
		start = next
	}
	return append(out, text[start:])
}

// aimIn reads a target out of a statement: its wording is the figure with what
// says how it is meant, its name the rest. With several figures all from the
// first on is its wording, to be asked about.
func aimIn(piece string) (Statement, bool) {
	piece = viet.CleanSpaces(strings.Trim(piece, " .;,"))
	if m := zeroForm.FindStringSubmatch(piece); m != nil {
		return Statement{Sort: "target", Name: piece, Wording: m[1]}, true
	}
	figures, _ := measure.FiguresIn(piece)
	if len(figures) == 0 || len(strings.Fields(piece)) < 3 {
		return Statement{}, false
	}
	f := figures[0]
	before, after := piece[:f.Start], piece[f.End:]
	s := Statement{Sort: "target", Wording: strings.TrimSpace(piece[f.Start:f.End]), Unit: f.Unit.Text}
	if f.Unit.Family == "money" && s.Unit != "" && !strings.Contains(s.Unit, " đồng") && !strings.HasSuffix(s.Unit, "USD") {
		s.Unit += " đồng"
	}
	if len(figures) > 1 {
		s.Wording, after = strings.TrimSpace(piece[f.Start:]), ""
	}
	s.Name = viet.CleanSpaces(connector.ReplaceAllString(before, "") + " " + strings.TrimLeft(after, " ,"))
	if m := moving.FindStringSubmatch(s.Wording); m != nil && strings.TrimSpace(before) == "" && len(figures) == 1 {
		unit := ""
		if f.Unit.Text != "%" {
			unit = f.Unit.Text + " "
		}
		s.Name = m[1] + " " + unit + s.Name // "Giảm 25-30 hộ nghèo"
	}
	if own := strings.TrimSpace(connector.ReplaceAllString(before, "")); own != "" && len(figures) == 1 && strings.Trim(after, " ,") == "" && len(strings.Fields(own)) <= 2 && f.Unit.Counted() {
		s.Name = own + " " + f.Unit.Text // "Hỗ trợ 100 lao động"
	}
	if len(figures) > 1 && len(strings.Fields(s.Name)) <= 2 {
		s.Name = piece
	}
	s.bare = noSubject.MatchString(s.Name)
	if len(strings.Fields(s.Name)) < 2 {
		s.Name = piece
	}
	first, size := utf8.DecodeRuneInString(s.Name)
	s.Name = string(unicode.ToUpper(first)) + s.Name[size:]
	return s, true
}

// moving is a verb that is taken with its figure and names what happens.
var moving = regexp.MustCompile(`(?i)^(giảm|tăng)\s`)

// leadOf is the unit a provision gives something to: named at its head, or by
// the heading it stands under ("1. Sở Nội vụ").
func leadOf(list []Provision, at int) string {
	if m := leadForm.FindStringSubmatch(list[at].Text); m != nil {
		return strings.TrimSpace(m[1])
	}
	if p := list[at].Parent; p >= 0 {
		text := strings.TrimRight(list[p].Text, " :.")
		if m := leadForm.FindStringSubmatch(text + ":"); m != nil && m[1] == text && len(strings.Fields(text)) < 14 {
			return text
		}
	}
	return ""
}
