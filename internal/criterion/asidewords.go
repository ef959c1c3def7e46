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
	// correctors are words that turn, cut or postpone a figure, in whatever clause:
	// they say that it is corrected, counted otherwise, of another time or place.
	correctors = words("khống|khai tăng|khai|sót|loại ra|làm dở|rớt|xong móng|huyện bạn|xã bạn|tỉnh bạn|xã bên|hoàn thuế|mỗi|từng|thực chất|thực tế|thực ra|thật ra|luân phiên|xếp vào|thực thu|chỉ|nhưng|song|tuy nhiên|tuy|trong khi|mặc dù|tính|trừ|ngoại trừ|loại trừ|riêng|kể|dự kiến|ước|phấn đấu|tạm|sơ bộ|hiện nay|hiện có|hiện còn|hiện tại|lũy kế|luỹ kế|điều chỉnh|số liệu|báo cáo|nhầm|sai|đính chính|nếu|hoặc|hay|cộng|gộp|cả|lấy|mượn|điều chuyển|chuyển từ|xã khác|nơi khác|huyện khác|trùng|thống kê|tổng hợp|cập nhật|làm tròn|nửa|rưỡi|một phần|cơ bản|rà soát|gấp|cam kết|đăng ký|kế hoạch|KH|chỉ tiêu|mục tiêu|dự toán|cũ|minh chứng|hậu kiểm|phúc tra|đối soát|còn hiệu lực|hết hiệu lực|quy đổi|bằng|gồm cả|cộng dồn|thu hộ|mua ngoài|ngoài ra|kể cả|ước tính|đến nay|cả năm|thay vì|thay cho|công nhận lại")
	// steps are words of what comes before or after, harmless in a cause alone:
	// beside a figure they may tell of how many it holds.
	steps = words("duy trì|nghi|nay|thực|mới|ngoài|đến|tới|thay|thêm|nữa|bổ sung|tái|lại|khôi phục|sau khi|trước khi|giải ngân|nghiệm thu|quyết toán|thanh toán|bàn giao|đề nghị|trình|thẩm định|thẩm tra|xác nhận|xác minh|biên bản|kiểm toán|công bố|nguồn|hợp lệ|trước đó|trước đây|bình thường|đạt yêu cầu|chính thức|tương lai|vượt|khác|theo dõi|chuyển nguồn|chuyển tiếp|điều tiết|dở|tức|dù")
	// heldAgainst are words of what a figure is held against or goes on to: no
	// cause, effect or remainder holds one.
	heldAgainst = words("cùng kỳ|so với|so|mới đạt|mới được|mới có|mới thực hiện|đạt|tổng cộng|tổng số|lần|hủy|huỷ|trả lại|còn")
	// losses cut a figure, or explain why it is small.
	losses = words("trả lại|hủy|huỷ|bỏ|thu hồi|giao|nợ|tồn|bị trả|rút|chết|hỏng|mất|chuyển sang|tiêu hủy")
	// plainOnes hold one of them, or one of force, and are plain.
	plainOnes = words("giá cả|tất cả|chuyển giao|huyết trùng|côn trùng|trùng tu|cả nước|từng bước|từng năm|mỗi năm|hằng ngày|cộng đồng|công cộng|so sánh|mặt bằng|đồng bằng|văn bằng|công bằng|cân bằng|bằng cấp|tạm dừng|tạm ngừng|tạm ứng|mua sắm|tính chất|máy tính|đặc tính|tính toán|chỉ đạo|chỉ số|chỉ thị|song song|tạm thời|nhà tạm|tạm trú|điều chỉnh quy hoạch|điều chỉnh thiết kế|điều chỉnh chủ trương|điều chỉnh dự án|điều chỉnh hồ sơ|rà soát hồ sơ|rà soát đối tượng|tăng cường rà soát|sai phạm|hay thay đổi|quá trình|trên địa bàn|còn hạn chế|còn nhiều|còn ít|còn thấp|còn chậm|còn thiếu|còn yếu|còn khó khăn|còn gặp|còn lúng túng|còn vướng|còn bất cập|còn cao|còn hẹp|còn nhỏ lẻ|ngoài tỉnh|ngoài địa phương|cao hơn trước|hết thời gian|đạt thấp|vốn đăng ký|dư nợ|làm chết|khai thác|triển khai|công khai|khai giảng|chứng chỉ|mục tiêu quốc gia|nâng cao|nông thôn mới|xây mới|lắp mới|lắp đặt mới|mở mới|trang bị mới|mua mới|làm mới|trồng mới|nghèo mới|việc làm mới|phát hiện mới|thành lập mới|đổi mới|phát sinh mới|già cả|chỉ huy|giới tính|công trình|chương trình|quy trình|trình độ|trình diễn|còn lại|đi lại|đất đai|giao thông|bàn giao mặt bằng|nguồn lực|nguồn nước|tài nguyên|phai tạm|đến từ|liên quan đến|dẫn đến|ảnh hưởng đến|chiếm lại|bị chết|vượt cấp|lên cận nghèo|dự án|người chết|người mất tích|thu nhập|hiện đại|thực vật|thực hiện|thực hành|thiết thực|ngoài nhà nước|ngoài quốc doanh|khu vực ngoài|nợ quá hạn|bỏ học|cá nhân|tái định cư|báo cáo viên|hồ sơ|bị hủy hoại|xử lý|thực phẩm|tiêu hủy|thay đổi thời tiết")
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
		if t.cut(plainOnes) {
			continue
		}
		for _, list := range allowed {
			if t.cut(list) {
				continue next
			}
		}
		if t.begins(correctors) || t.begins(heldAgainst) || t.begins(deniers) {
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
