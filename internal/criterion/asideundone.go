package criterion

import (
	"regexp"
	"strings"
)

// soonDone is when what is left is to be done: "dự kiến xong trước Tết".
var soonDone = regexp.MustCompile(`(?i)^(?:dự kiến|sẽ|phấn đấu)(?: sẽ)? (?:hoàn thành|xong|bàn giao|khởi công|nghiệm thu|thực hiện|triển khai)(?: (?:trước|trong|vào|sau|dịp|cuối|đầu|tết|nguyên đán|tháng|quý|năm|ngày|[\d/IVX]+))*$`)

// soon reads when what was told as left is to be done. It stands behind that alone.
func (r *reader) soon(ps []piece) (int, claim) {
	if !r.leftOver || !soonDone.MatchString(ps[0].s) {
		return 0, claim{}
	}
	return 1, claim{open: true, kind: "rest"}
}

// undoneBeside reads what was not done of what is counted, told in other words.
// It is a remainder of a plan that was missed by so many.
func (r *reader) undoneBeside(ps []piece) (int, claim) {
	v, words, ok := r.oneOf(ps[0].s)
	if !ok || r.own.Share() || !leftUndone(words) {
		return 0, claim{}
	}
	return 1, claim{rest: v.Rat(), open: true, kind: "rest"}
}

// leftUndone says whether words tell in their own way that a thing was not done:
// "01 lớp chăn nuôi lợn không mở được", "02 hộ chuyển sang trồng gừng".
func leftUndone(words string) bool {
	marks, said := 0, false
	for t := (text{strings.TrimSpace(words), false}); t.s != ""; {
		if t.cut(plainOnes) {
			continue
		}
		if t.begins(correctors) || t.begins(steps) || t.begins(undoneWords[:1]) && !t.begins(undoneWords[1:]) || strings.ContainsAny(t.s[:1], "?？") {
			return false
		}
		if t.begins(undoneWords) {
			said = true
		}
		if t.begins(undoneWords) || t.begins(deniedOrNotYet) {
			marks++
		}
		t.cutLoose()
	}
	return said && marks == 1
}

var undoneWords = words("chuyển|không mở|không tổ chức|không thực hiện|không triển khai|không trồng|không nuôi|không xây|không thành lập|không làm|không tham gia|chưa mở|chưa làm|chưa nộp|chưa nuôi|chưa tham gia|bị trả|bị hoãn|hoãn|chuyển sang|chuyển cơ quan|chuyển lên|xin rút|quá hạn")
