package criterion

import (
	"regexp"
	"strings"

	"dondoc/internal/measure"
)

// The words of clauses beside a figure. Words that speak of the figure itself –
// that it is corrected, partial, of another time, held against something – are
// in no kind of clause harmless, nor are the words of force of account.go but
// those that a kind allows.

var (
	// ofItself are words that speak of the figure, or of what it is held against.
	ofItself = words("thật ra|cũ|cộng dồn|gộp|cả|lấy|mượn|điều chuyển|chuyển từ|thu hộ|mua ngoài|xã khác|nơi khác|huyện khác|thực tế|thực chất|thực ra|chỉ|nhưng|song|tuy nhiên|tuy|trong khi|số liệu|nhầm|sai|đính chính|trừ|ngoại trừ|loại trừ|ngoài ra|riêng|kể cả|tính|trùng|ước tính|ước|dự kiến|phấn đấu|lũy kế|luỹ kế|cùng kỳ|so với|so|đến nay|hiện nay|thống kê|tổng hợp|cập nhật|báo cáo|làm tròn|tạm|sơ bộ|nếu|mỗi|từng|nửa|rưỡi|cơ bản|một phần|mới đạt|mới được|mới có|mới thực hiện|đạt|kế hoạch|KH|chỉ tiêu|mục tiêu|dự toán|tổng cộng|tổng số|cả năm|điều chỉnh|rà soát|cộng|bằng|gấp|lần|thay vì|thay cho|hủy|huỷ|công nhận lại|trả lại|cam kết|đăng ký|hoặc|hay|còn")
	// plainWords hold one of them, or one of force, and are plain.
	plainAside = words("giá cả|tất cả|chuyển giao|chuyển nguồn|huyết trùng|côn trùng|trùng tu|cả nước|từng bước|từng năm|mỗi năm|hằng ngày|cộng đồng|công cộng|so sánh|mặt bằng|đồng bằng|văn bằng|công bằng|cân bằng|bằng cấp|tạm dừng|tạm ngừng|tạm ứng|mua sắm|tính chất|máy tính|đặc tính|tính toán|chỉ đạo|chỉ số|chỉ thị|song song|tạm thời|nhà tạm|tạm trú|điều chỉnh quy hoạch|điều chỉnh thiết kế|điều chỉnh chủ trương|điều chỉnh dự án|điều chỉnh hồ sơ|rà soát hồ sơ|rà soát đối tượng|tăng cường rà soát|sai phạm|hay thay đổi|quá trình|trên địa bàn|còn hạn chế|còn nhiều|còn ít|còn thấp|còn chậm|còn thiếu|còn yếu|còn khó khăn|còn gặp|còn lúng túng|còn vướng|còn bất cập|còn cao|còn hẹp|còn nhỏ lẻ|ngoài tỉnh|ngoài địa phương|cao hơn trước|hết thời gian|đạt thấp")
	// lacks are denials that explain why a figure fell short.
	lacks = words("không có|chưa có|không đủ|chưa đủ|chưa bố trí|không bố trí|chưa được bố trí|không được bố trí|chưa được cấp|chưa được giao|không được cấp|chưa được phê duyệt|chưa phê duyệt|chưa được phân bổ|chưa phân bổ|chưa thống nhất|không thống nhất|chưa đồng thuận|không đồng thuận|chưa đồng tình|không đồng tình|không đồng ý|chưa đồng ý|chưa bàn giao|chưa được bàn giao|chưa giải phóng|chưa cao|không cao|chưa tốt|chưa kịp thời|không kịp thời|không thuận lợi|chưa thuận lợi|không ổn định|chưa ổn định|chưa hiệu quả|không hiệu quả|chưa quyết liệt|chưa sát sao|chưa chủ động|chưa đáp ứng|không đáp ứng|chưa quan tâm|không quan tâm|chưa mạnh dạn|chưa đồng bộ|chưa phù hợp|không phù hợp|chưa chặt chẽ|chưa triệt để|không tham gia|chưa tham gia|không muốn|không chịu|không hợp tác|không nhỏ|không ít|không còn nguồn|chưa ban hành|chưa lựa chọn|không lựa chọn|chưa sẵn sàng|chưa hiểu|không vay|chưa tiếp cận|không tiếp cận|không nhiều|chưa nhiều|chưa rõ|chưa bền vững|chưa tích cực|không bảo đảm|không đảm bảo|chưa đảm bảo|chưa bảo đảm|không có nhu cầu|chưa thực sự|chưa thật sự|chưa thường xuyên|không thường xuyên|chưa phát huy|chưa khai thác|chưa thu hút|không thu hút")
	// told are words of force that a cause or an effect may have.
	inCause  = words("một số|một vài|đa số|phần lớn|hầu hết|còn|thiếu|hụt|giảm|tăng|nhiều|chậm|và|từ|trên|dưới|đến|tới|dừng|bỏ|rút|đang|sau|trước|khi|hơn|cùng với|quá hạn|quá|chờ|chuẩn bị|kém|vượt|sẽ|sắp|gần|dư|thừa")
	inEffect = words("tăng|giảm|và|từ|trên|đến|tới|hơn|nhiều|sau|trước|trong")
	inState  = words("còn lại|và|từ|trên|đến|tới|sau|trước|trong|thiếu|vượt")

	deniers = words("không|chưa|chẳng|trừ")

	// numberedThing are figures that number or date a thing and count nothing.
	numberedThing = regexp.MustCompile(`(?i)(?:^|\s)(?:bão số|cơn bão số|số|năm|tháng|quý|khóa|khoá|kỳ|đợt|tuần|ql|quốc lộ|đt|tỉnh lộ|nghị định|nđ|thông tư|luật|điều|khoản|chương trình|giai đoạn|từ năm|đến năm|năm học|niên khóa|nhiệm kỳ|quyết định|nghị quyết|qđ|nq) (?:số )?\d+(?:[./-]\d+)*[a-zđ]?(?:/[\pL\d-]+)*(?:$|[\s,;.])`)
	aDay          = regexp.MustCompile(`(?i)(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}`)
)

// plainly says whether words hold none that speak of the figure itself and no
// force but that of the words allowed.
func plainly(s string, allowed ...[]keyword) bool {
	t := text{strings.TrimSpace(s), false}
next:
	for t.s != "" {
		if t.cut(plainAside) {
			continue
		}
		for _, list := range allowed {
			if t.cut(list) {
				continue next
			}
		}
		if t.begins(ofItself) || t.begins(deniers) {
			return false
		}
		if t.cut(harmless) {
			continue
		}
		if t.begins(force) || strings.ContainsAny(t.s[:1], "?？") {
			return false
		}
		t.cutLoose()
	}
	return true
}

// amount is a figure inside a clause.
type amount struct {
	value measure.Decimal
	own   bool // counted in what the target counts
	share bool // a percentage
}

// amountsIn gives the figures of a clause that count something, without those
// that only number or date a thing; false where one cannot be told.
func (r *reader) amountsIn(s string) ([]amount, bool) {
	s = numberedThing.ReplaceAllString(aDay.ReplaceAllString(s, " "), " ")
	var out []amount
	for at := strings.IndexAny(s, "0123456789"); at >= 0; at = strings.IndexAny(s, "0123456789") {
		q, rest, err := measure.ReadQuantity(s[at:], measure.Unit{})
		noun := text{rest, false}
		if err != nil || len(q.Readings) == 0 || q.Unit.Text == "" && (!startsWithLetter(rest) || noun.begins(force)) || strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "-") || at > 0 && strings.ContainsRune("/-–.,", rune(s[at-1])) {
			return nil, false
		}
		if r.countsOwn(q.Unit, rest) {
			v, fits := q.Unit.Into(r.own, likeUsual(q.Readings, r.own))
			if q.Unit.Text == "" || !q.Unit.Fits(r.own) {
				v, fits = likeUsual(q.Readings, r.own), true
			}
			if !fits {
				return nil, false
			}
			out = append(out, amount{v, true, q.Unit.Share()})
		} else {
			out = append(out, amount{likeUsual(q.Readings, q.Unit), false, q.Unit.Share()})
		}
		s = rest
	}
	return out, true
}
