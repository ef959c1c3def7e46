package criterion

import (
	"regexp"
	"strings"
)

var (
	// correctors are words that turn, cut or postpone a figure.
	correctors = words("khống|khai tăng|khai|sót|loại ra|làm dở|dở|rớt|xong móng|duy trì|huyện bạn|xã bạn|tỉnh bạn|xã bên|nghi|tức|hoàn thuế|điều tiết|mỗi|từng|thực chất|thực tế|thực ra|thật ra|nay|luân phiên|xếp vào|thực thu|thực|chỉ|mới|nhưng|song|tuy nhiên|tuy|trong khi|mặc dù|dù|tính|trừ|ngoại trừ|loại trừ|ngoài|riêng|kể|dự kiến|ước|phấn đấu|tạm|sơ bộ|đến|tới|hiện nay|hiện có|hiện còn|hiện tại|lũy kế|luỹ kế|điều chỉnh|số liệu|báo cáo|nhầm|sai|đính chính|thay|nếu|hoặc|hay|cộng|gộp|cả|lấy|mượn|điều chuyển|chuyển từ|xã khác|nơi khác|huyện khác|trùng|thống kê|tổng hợp|cập nhật|làm tròn|nửa|rưỡi|một phần|cơ bản|rà soát|gấp|cam kết|đăng ký|kế hoạch|KH|chỉ tiêu|mục tiêu|dự toán|thêm|nữa|bổ sung|tái|lại|khôi phục|sau khi|trước khi|cũ|giải ngân|nghiệm thu|quyết toán|thanh toán|bàn giao|đề nghị|trình|thẩm định|thẩm tra|xác nhận|xác minh|biên bản|hồ sơ minh chứng|minh chứng|kiểm toán|hậu kiểm|phúc tra|đối soát|công bố|nguồn|hợp lệ|trước đó|trước đây|còn hiệu lực|hết hiệu lực|quy đổi|bình thường|đạt yêu cầu|chính thức|tương lai|vượt|bằng|khác|theo dõi|chuyển nguồn|chuyển tiếp|gồm cả")
	// losses cut a figure, or explain why it is small.
	losses = words("trả lại|hủy|huỷ|bỏ|thu hồi|giao|nợ|tồn|bị trả|rút|chết|hỏng|mất|chuyển sang|tiêu hủy")
	// plainOnes hold a corrector and correct nothing.
	plainOnes = words("vốn đăng ký|dư nợ|làm chết|khai thác|triển khai|công khai|khai giảng|từng bước|huyết trùng|côn trùng|chứng chỉ|mục tiêu quốc gia|nâng cao|nông thôn mới|xây mới|làm mới|trồng mới|nghèo mới|việc làm mới|phát hiện mới|thành lập mới|đổi mới|phát sinh mới|già cả|tất cả|chỉ đạo|chỉ số|chỉ thị|chỉ huy|máy tính|giới tính|tính chất|công trình|chương trình|quy trình|quá trình|trình độ|trình diễn|còn lại|đi lại|đất đai|giao thông|bàn giao mặt bằng|nguồn lực|nguồn nước|tài nguyên|song song|bằng cấp|văn bằng|mặt bằng|đồng bằng|cộng đồng|công cộng|tạm dừng|nhà tạm|tạm trú|phai tạm|đến từ|liên quan đến|dẫn đến|ảnh hưởng đến|chiếm lại|bị chết|vượt cấp|lên cận nghèo|dự án|người chết|người mất tích|thu nhập|hiện đại|thực vật|thực hiện|thực hành|thiết thực|ngoài nhà nước|ngoài tỉnh|ngoài quốc doanh|khu vực ngoài|nợ quá hạn|bỏ học|cá nhân|tái định cư|báo cáo viên|hồ sơ|bị hủy hoại|xử lý|khai thác|hay thay đổi|thực phẩm|sai phạm|tiêu hủy|thay đổi thời tiết")
	// deniedOrNotYet say that something is not, or not yet.
	deniedOrNotYet = words("không|chưa|chẳng|đang|chờ|thiếu|hụt|hoãn|sẽ|sắp|chuẩn bị|chậm|tạm dừng|tạm ngừng|ngừng|dừng|giải thể|quá hạn|vướng|xin ra khỏi|dở dang|khởi công")
	noHarm         = regexp.MustCompile(`(?i)^(?:và |cũng )?không (?:có |gây |làm |xảy ra )?(?:trường hợp )?(?:thiệt hại|tử vong|người (?:chết|bị thương|tử vong)|thương vong|ai bị thương|ca tử vong)(?: (?:nào|về người|về tài sản|về người và tài sản))*$`)
	fromWhy        = words("do|vì|bởi|nhờ|nguyên nhân|lý do|liên quan")
	// ofTimeSaid tells of when a figure may be.
	ofTimeSaid = regexp.MustCompile(`(?i)(?:^|[\s(])(?:tháng|quý|kỳ|tuần|năm|ngày|vụ (?:xuân|mùa|đông|hè|chiêm)|giai đoạn|nhiệm kỳ)(?:$|[\s,;.)])`)
	soFar      = regexp.MustCompile(`(?i)(?:so với (?:cùng kỳ|năm|quý|tháng|kỳ|đầu năm)|hoàn thành trước ngày|(?:quyết định|nghị quyết|qđ|nq) [^,;]*ngày|tương đương vụ \pL+ năm trước)`)
	labelled   = regexp.MustCompile(`(?i)((?:^|[\s(])(?:thôn|bản|xóm|tổ dân phố|tổ|khu phố|khu dân cư|khu|quốc lộ|ql|tỉnh lộ|đt|đường|cầu|kênh|km|dự án|bão số|bão|giống|tiêu chí|trường|nghị quyết|quyết định|chỉ thị|chương trình|lớp|mức độ|mức|cấp|hạng|quý|tháng|ngày|năm|năm học|trung tâm|mầm non|tiểu học|thcs|thpt|trạm bơm|trạm|số|hồ|mỏ|đoạn) (?:số )?)(\d{1,4}(?:[/-]\d{1,4}){0,2})`)
	capitalled = regexp.MustCompile(`((?:^|[\s(])\p{Lu}[\pL\d]* )(\d{1,3}(?:/\d{1,2})?)`)
	letterCode = regexp.MustCompile(`\b\p{Lu}{1,3}\d{1,3}\b|\b\d{1,3}\p{Lu}{1,2}\b`)
)

// correctsIt says whether words hold a corrector.
func correctsIt(s string, allowed ...[]keyword) bool {
next:
	for t := (text{strings.TrimSpace(s), false}); t.s != ""; {
		if t.cut(plainOnes) {
			continue
		}
		for _, list := range allowed {
			if t.cut(list) {
				continue next
			}
		}
		if t.begins(correctors) || t.begins(losses) || strings.ContainsAny(t.s[:1], "?？") {
			return true
		}
		t.cutLoose()
	}
	return false
}

// notOrNotYet says whether words say that something is not, or not yet.
func notOrNotYet(s string) bool {
	for t := (text{strings.TrimSpace(s), false}); t.s != ""; t.cutLoose() {
		if t.begins(deniedOrNotYet) {
			return true
		}
	}
	return false
}

// denials says how often words deny.
func denials(s string) int {
	n := 0
	for t := (text{strings.TrimSpace(s), false}); t.s != ""; t.cutLoose() {
		if t.begins(deniers) {
			n++
		}
	}
	return n
}
