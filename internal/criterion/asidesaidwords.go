package criterion

import (
	"regexp"
	"strings"
)

var (
	// deniedOrNotYet say that something is not, or not yet.
	deniedOrNotYet = words("không|chưa|chẳng|đang|chờ|thiếu|hụt|hoãn|sẽ|sắp|chuẩn bị|chậm|tạm dừng|tạm ngừng|ngừng|dừng|giải thể|quá hạn|vướng|xin ra khỏi|dở dang|khởi công")
	noHarm         = regexp.MustCompile(`(?i)^(?:và |cũng )?không (?:có |gây |làm |xảy ra )?(?:trường hợp )?(?:thiệt hại|tử vong|người (?:chết|bị thương|tử vong)|thương vong|ai bị thương|ca tử vong)(?: (?:nào|về người|về tài sản|về người và tài sản))*$`)
	fromWhy        = words("do|vì|bởi|nhờ|nguyên nhân|lý do|liên quan")
	// ofTimeSaid tells of when a figure may be.
	ofTimeSaid = regexp.MustCompile(`(?i)(?:^|[\s(])(?:tháng|quý|kỳ|tuần|năm|ngày|vụ (?:xuân|mùa|đông|hè|chiêm)|giai đoạn|nhiệm kỳ)(?:$|[\s,;.)])`)
	soFar      = regexp.MustCompile(`(?i)(?:tuần tra|\d ngày công|so với (?:cùng kỳ|năm|quý|tháng|kỳ|đầu năm)|hoàn thành trước ngày|(?:quyết định|nghị quyết|qđ|nq) [^,;]*ngày|tương đương vụ \pL+ năm trước)`)
	labelled   = regexp.MustCompile(`(?i)((?:^|[\s(])(?:thôn|bản|xóm|khoảnh|tiểu khu|lô|tổ dân phố|tổ|khu phố|khu dân cư|khu|quốc lộ|ql|tỉnh lộ|đt|đường|cầu|kênh|km|dự án|bão số|bão|giống|tiêu chí|trường|nghị quyết|quyết định|chỉ thị|chương trình|lớp|mức độ|mức|cấp|hạng|quý|tháng|ngày|năm|năm học|trung tâm|mầm non|tiểu học|thcs|thpt|trạm bơm|trạm|số|hồ|mỏ|đoạn) (?:số )?)(\d{1,4}(?:[/-]\d{1,4}){0,2})`)
	capitalled = regexp.MustCompile(`((?:^|[\s(])\p{Lu}[\pL\d]* )(\d{1,3}(?:/\d{1,2})?)`)
	letterCode = regexp.MustCompile(`\b\p{Lu}{1,3}\d{1,3}\b|\b\d{1,3}\p{Lu}{1,2}\b`)
)

// correctsIt says whether words hold a corrector.
func correctsIt(s string, allowed ...[]keyword) bool {
	first := true
next:
	for t := (text{strings.TrimSpace(s), false}); t.s != ""; first = false {
		if t.cut(plainOnes) || !first && t.cutName() {
			continue
		}
		for _, list := range allowed {
			if t.cut(list) {
				continue next
			}
		}
		if t.begins(correctors) || t.begins(steps) || t.begins(losses) || strings.ContainsAny(t.s[:1], "?？") {
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
