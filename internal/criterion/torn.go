package criterion

import (
	"regexp"
	"slices"
	"strings"
)

// A name may hold words of both lists. Where one of the known phrases joins
// them it decides ("thu nợ", "cho vay hộ nghèo"); where the wanted word only
// says whose or where the bad thing is ("học sinh bỏ học") the bad thing does.
// Else neither list is let win: it is asked.

// torn says whether a name holds what is bad and what is wanted, or what is done
// about it, and nothing known joins them.
func (h nameHints) torn() bool {
	if h.zero || h.move != "" {
		return false
	}
	if partly.MatchString(h.fold) || found.MatchString(h.fold) {
		return true
	}
	if !bad.in(h.fold) || h.turned() || h.negated() {
		return false
	}
	at, end := bad.find(h.fold, 0)
	before, behind := h.fold[:at], whole.ReplaceAllString(h.fold[end:], "")
	late := lateness.in(h.fold)
	if !late && (strange(before) || strings.HasPrefix(h.fold, "xay dung ")) {
		return true
	}
	words := strings.Fields(h.text)
	if n := len(strings.Fields(before)); !late && n <= len(words) && handled.in(strings.Join(words[:n], " ")) {
		return true
	}
	if n := len(strings.Fields(h.fold[:end])); !late && n <= len(words) && managed.in(strings.Join(words[n:], " ")) {
		return true
	}
	return !late && !happens.MatchString(h.fold[at:end]) && strange(bad.without(behind))
}

// strange says whether folded words hold what is wanted, and not only bearers of
// a bad thing.
func strange(fold string) bool {
	return slices.ContainsFunc(wanted.all(fold), func(w string) bool { return !bearers[w] })
}

var (
	// debts are bad whatever they are owed to or for.
	debts = tableOf(`no (?:dong|thue|xau|qua han|kho doi|cong|bhxh|bhyt|bhtn|bao hiem|xay dung)|(?:cham|tron) (?:dong|nop)|tron thue|roi khoi|rut khoi|xin ra khoi|xoa ten`, letters)
	// collected says that a debt is paid or called in.
	collected = regexp.MustCompile(`\b(?:thu hoi|thanh toan|xu li|giai quyet|tat toan|khac phuc|don doc|cuong che)(?: \S+){0,3} no\b|^(?:(?:ti le|so|tong|tong so|ket qua) )*(?:thu|tra)(?: \S+){0,2} no\b|\b(?:duoc|da) (?:thu|thu hoi|xu li|thanh toan|giai quyet|tra|khac phuc|tat toan)\b|\bgiam no\b|\b(?:thu hoi|xu li|thanh toan|giai quyet|thu) duoc\b`)
	// lent says that money is lent to those in need, and not late.
	lent = regexp.MustCompile(`^(?:(?:tong|du no|doanh so|so tien|so von|ti le|so) )*cho vay (?:\S+ ){0,3}?(?:ho |nguoi )?(?:can )?ngheo\b(?:[^|]*)$`)
	// partly names what stays under so many percent, found what is newly found of an illness.
	partly = regexp.MustCompile(`\b(?:duoi|thap hon|it hon|chua den|khong den) \d[\d,.]* ?%`)
	found  = regexp.MustCompile(`\b(?:hiv|mac|nhiem)\b.*\bphat hien\b|\bphat hien\b.*\b(?:hiv|mac|nhiem)\b`)
	// whole begins the words that say of how much a share is.
	whole = regexp.MustCompile(`\b(?:tren|trong|so voi) (?:tong|toan)\b.*$`)
	// lateness is bad of whatever it befalls, happens is followed by where and how.
	lateness = tableOf(`qua han|tre han|tre hen|cham han|cham tien do|ton dong|(?:so )?ngay (?:giai quyet|xu li|cho)|thoi gian (?:giai quyet|xu li|cho|thuc hien thu tuc)|handling time|waiting time|processing time`, letters)
	happens  = regexp.MustCompile(`tai nan|chet|tu vong|chay|that thoat|ton that|hao hut|ngo doc|duoi nuoc|un tac|bo hoc|luu ban|no |tron|lang phi|that nghiep|icor|gia tieu dung|cpi|lam phat|nhap sieu`)
	bearers  = setOf("dien tich|rung|dat|doanh nghiep|hop tac xa|htx|chi bo|to chuc dang|du an|cong trinh|gia suc|gia cam|trau|hoc sinh|hoc vien|giao thong|y te|truong|lao dong|dang vien|nuoc sach|lam nghiep|nong nghiep|thuy san|cong nghiep|thuong mai|xay dung|van hoa|hoi vien|doan vien|bao hiem|bhyt|bhxh|bhtn|tieu chi|khoa hoc|cay|lua|ngo|mau giao|mam non|nha tre|van tai|du lich|khach|che phu|thuy loi|quoc phong|dau tu|von|kinh te so|luot|suc khoe|moi truong|hang hoa")
	// handled are acts that stand before a bad thing, and are in no list of what turns it.
	managed = tableOf(`quản lý|theo dõi|lập hồ sơ|rà soát|điều trị|tư vấn`, blanks)
	handled = tableOf(`đưa|giúp|trao|tặng|tập huấn|điều trị|quản lý|rà soát|ký cam kết|trồng|sửa|nâng cấp|tiêm|quỹ|trả|thu|nộp|ngăn chặn|kiểm soát|cứu|tư vấn|cải tạo`, blanks)
)

func setOf(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Split(list, "|") {
		out[w] = true
	}
	return out
}
