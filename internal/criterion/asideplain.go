package criterion

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// Whatever a clause beside a figure says is a guess until each of its words is
// known: no list of correctors is ever whole ("9 nhà dựng khung", "hỏi 30 hộ khá
// giả"). Where the figure reaches its plan, a clause of open words is therefore
// harmless only when every word is a known plain one, a name, or the target's
// own. Where the plan was missed such a clause explains why, and the list of
// correctors is the wall.

// openKinds are kinds of clauses whose words are not closed.
var openKinds = map[string]bool{"said": true, "measure": true, "part": true}

// plainSyllables are the words of which plain clauses are made: people, bodies,
// places, things of the field, money, and what is done with them. None can say
// that a thing is not there, not so, not yet, gone, or counted elsewhere.
var plainSyllables, _ = syllables("treo rơi thẻ tự may nấu ăn nái thịt hơi đan thêu mộc tiếng anh đầu tuyệt đối rượu men chổi thiếc mầm lát xoan trám tre hồ tiêu cà phê cao su điều sầu riêng vải nhãn trong đó bao gồm bí xanh thơm trái ớt hành tỏi dê nghề tưới ra đại học trứng sữa mật diện tích chất lượng tài sản nhẹ bắt tiếng ngan lô thảm cỏ mỏ bãi bào khiển trách cảnh cáo tranh chấp thẩm quyền thi công thuyền xe máy bưu điện loại tiểu khoảnh tin ba bốn năm hai một thạc tuổi nghèo cận giấy rau củ nấm dược liệu mạng internet trực tuyến camera vệ sinh môi trường rác nghĩa trang chùa đình làng lễ tết nhân dịp ngày hè và với cho của tại ở trong trên theo gồm là các những cùng đối để có được đã đều vào ra lên " +
	"đạt chiếm bình quân tổng toàn trị giá khoảng gần hơn trở tương đương ứng chủ yếu tập trung nhất cao lớn nhỏ tốt khá giỏi xuất sắc " +
	"tăng giảm so xếp thứ hạng bậc đứng đầu cuối năm trước kỳ quý tháng ngày học nhiệm giai đoạn giờ " +
	"người dân nhân khẩu hộ gia đình viên đảng đoàn hội lao động sinh trẻ em cháu bé mẹ bà cụ già cán bộ công chức giáo y bác sĩ thành khách lượt cử tri đại biểu phụ nữ nam thanh thiếu niên nông cựu chiến binh nghệ bệnh tân tượng chủ thợ khán thính giả du lịch quốc tế " +
	"hợp tác xã tổ nhóm câu lạc doanh nghiệp công ty cơ sở đơn vị quan chi ban ngành phòng ubnd hđnd mttq mặt trận trường lớp trạm viện trung tâm chợ đội đài thôn bản xóm làng phố tỉnh huyện phường khu vực vùng địa bàn miền núi dân tộc thiểu số tôn giáo nước việt nhật hàn đài loan " +
	"nhà văn hóa thể thao đường cầu cống kênh mương đập hồ bể chứa giếng bơm sân điện đèn cột dây công trình dự án tuyến đoạn mét km khối ha m tấn tạ kg lít chiều dài rộng quy mô suất bộ cái chiếc căn phương tiện máy thiết bị " +
	"lúa ngô sắn khoai lạc đậu rau màu chè quế hồi keo mỡ cây quả cam quýt bưởi na hồng mận dong riềng gừng nghệ thuốc lá tre trúc trâu bò lợn gà vịt dê ngựa cá ong thủy sản gia súc cầm giống phân bón vật nuôi trồng chăm sóc ruộng nương rừng đất vụ xuân mùa đông thóc gỗ sản phẩm lượng năng thương đặc sao " +
	"kinh phí vốn ngân sách tiền đồng tỷ triệu nghìn giá trị mức đầu tư dư doanh thu lợi nhuận thuế lệ quỹ điều nguồn lực xã hội tín dụng vay " +
	"hồ sơ văn bản quyết định nghị hội nghị buổi cuộc đợt đêm phiếu ý kiến kiến nghị đơn thư thủ tục dịch vụ án việc ca bài tin ảnh băng rôn tờ rơi pa nô phóng sự chuyên đề giải huy chương quy chuẩn khối ngày " +
	"xây dựng sửa chữa làm mở tổ chức tham dự gia thu hút huy động đóng góp ủng hiến tặng trao hỗ trợ cấp phát khám điều tiêm tuyên truyền tập huấn đào tạo dạy nghề phục vụ tiếp nhận giải kiểm tra giám sát khảo xử phạt nhắc nhở khởi tố khen thưởng biểu dương đón giữ tịch quán triệt liên kết tiêu thụ bán nâng nhận thức kỹ thuật sức khỏe định hoạt triển khai thực hiện áp dụng sử dụng hưởng nghệ nghiệm " +
	"mầm non tiểu trung phổ thông đẳng sĩ thạc tiến chứng chỉ bằng cấp trình độ nhì ba khuyến khích quân ngũ an ninh trật tự quốc phòng hòa giải hài lòng đúng sớm hạn phút chết bị thương thiệt hại tử vong mắc quá mồm long móng tụ huyết trùng lở heroin gam ma túy")

// plainPhrases hold a syllable that is plain in them alone.
var plainPhrases = words("tuần tra|nước ngoài|ngoài nước|ngoài tỉnh|thu khác|chi khác|thu cân đối|chi cân đối|thu từ|lưu động|thời gian|từ ngân sách|từ nguồn|thu hoạch|ngày công|sinh sống|chăm sóc|vui chơi|giải trí|công an|thuộc hộ|mức sống|tham gia|bộ môn|hoàn thành trước ngày|đưa vào sử dụng|dư nợ|rất nghiêm trọng|thiệt hại về người|hài lòng về|về thời gian|bảo đảm|đảm bảo|xây mới|làm mới|lắp mới|trồng mới|thành lập mới|nông thôn mới|mở mới|kiến nghị|không có người chết|không có tử vong|dân tộc thiểu số|xuất khẩu lao động|đi làm việc|đi lao động|thường trực|khai thác|chuyển giao|vốn điều lệ|vốn đăng ký|định kỳ|trước hạn|khoa học|công nghệ|bảo hiểm|y tế|lao động|mục tiêu quốc gia|nước sạch|hợp vệ sinh|còn lại|quy mô|đầu năm|cùng kỳ")

// saysPlainly says whether each word of a clause is a plain one, a name, or the
// target's own.
func (r *reader) saysPlainly(clause string, denials bool) bool {
	if namesOnly(clause) {
		return true
	}
	own := map[string]bool{}
	for _, w := range spelledOf(r.in.Name + " " + r.planned + " " + r.own.Text) {
		own[w] = true
	}
	first := true
	for t := (text{strings.TrimSpace(roughBefore.ReplaceAllString(clause, "$1$2")), false}); t.s != ""; first = false {
		t.s = strings.TrimLeft(t.s, "([“\"")
		if t.cut(plainPhrases) || denials && (t.cut(deniedOrNotYet) || t.cut(restHeads)) {
			continue
		}
		word, rest, _ := strings.Cut(t.s, " ")
		c, _ := utf8.DecodeRuneInString(word)
		t.s = strings.TrimSpace(rest)
		if !unicode.IsLetter(c) {
			continue
		}
		for i, w := range spelledOf(word) {
			named := unicode.IsUpper(c) && !(first && i == 0)
			if !named && !plainSyllables[w] && !unitWords[w] && !own[w] {
				return false
			}
		}
	}
	return true
}

// aboutAsMany says whether a clause counts other things than the target does, and
// nearly as many behind words: "56 nhà, kinh phí cấp cho 48 hộ" may tell that only
// so many are so, "9 câu lạc bộ, 7 đội" goes on counting. It says so too of a count of none, and of what one of the things has: "3 xã,
// xã Cốc Đán 16 tiêu chí".
func (r *reader) aboutAsMany(ps []piece) bool {
	clause := joinedPieces(ps)
	if r.own.Share() || r.lead == nil || (text{clause, false}).begins(partLeads) || r.own.Known() && !r.own.Counted() {
		return false
	}
	if own, rest, ok := strings.Cut(viet.Fold(clause), viet.Fold(r.own.Text)+" "); ok && own == "" && len(rest) > 0 {
		name := clause[min(len(clause), len(r.own.Text)):]
		if c, _ := utf8.DecodeRuneInString(strings.TrimSpace(name)); unicode.IsUpper(c) {
			return true
		}
	}
	s := r.unlabelled(clause)
	bare := startsWithDigit(strings.TrimLeft(s, "( "))
	for at := strings.IndexAny(s, "0123456789"); at >= 0; at = strings.IndexAny(s, "0123456789") {
		q, rest, err := measure.ReadQuantity(s[at:], measure.Unit{})
		if err != nil || len(q.Readings) == 0 {
			return true
		}
		v := likeUsual(q.Readings, q.Unit)
		counted := q.Unit.Text == "" || q.Unit.Counted() || !q.Unit.Known()
		if v.Sign() == 0 || counted && !bare && v.Cmp(*r.lead) < 0 && v.Sub(measure.Int(0).Sub(v)).Sub(measure.Int(0).Sub(v)).Cmp(*r.lead) >= 0 {
			return true
		}
		s = rest
	}
	return false
}

// otherCases are cases counted by whatever word: "4 vụ, bệnh viện nhận 9 ca".
var otherCases = regexp.MustCompile(`\d ?(?:vu|ca|truong hop|cuoc|su co)\b`)

// cutName says whether a text goes on with a name of two words or more, "Bằng
// Vân", and cuts it: what its words mean elsewhere they do not say here.
func (t *text) cutName() bool {
	first, rest, _ := strings.Cut(t.s, " ")
	second, after, _ := strings.Cut(rest, " ")
	if !titled(first) || !titled(second) {
		return false
	}
	t.s = after
	return true
}

// titled says whether a word is written as a name is: "Vân", and not "KH".
func titled(w string) bool {
	head, n := utf8.DecodeRuneInString(w)
	next, _ := utf8.DecodeRuneInString(w[n:])
	return unicode.IsUpper(head) && unicode.IsLower(next) && viet.Fold(w) != ""
}
