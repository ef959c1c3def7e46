package criterion

import (
	"regexp"
	"strconv"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/viet"
)

// nameHints is what a target's name says of how its figures are meant.
type nameHints struct {
	fold     string // the name, folded, without a tag such as "[Quý I/2025]"
	text     string // the name in lower case, with its marks
	moves    string // the name, folded, where "tặng" and "tầng" are no "tăng"
	whole    string // the name of the whole, where it is that of a part
	move     Move   // "Giảm tỷ lệ hộ nghèo": the figure is the amount of the change
	perYear  bool   // "… bình quân hằng năm"
	maintain bool   // "Duy trì …"
	adds     bool   // "… tăng thêm"
	zero     bool   // "Không để xảy ra …"
	yields   bool   // counted in what fields and stables bring: ha, tấn, con
	rank     bool   // "Xếp hạng …", counted in "thứ bậc"
	rate     bool   // speaks of a share: "tỷ lệ", "tỷ trọng"
	counts   bool   // speaks of things counted: "số hộ nghèo"
	percents bool   // a part of structure: "cơ cấu"
	from, to int    // "2021-2025"
	years    bool   // and the figure is the sum over them
}

var (
	tag   = regexp.MustCompile(`^\[[^\]]*\]\s*`)
	years = regexp.MustCompile(`\b((?:19|20)\d\d)\s*-\s*((?:19|20)\d\d)\b`)
	share = regexp.MustCompile(`\b(ti le|ti trong|ti suat|ti so|percentage|share|rate)\b`)
	thing = regexp.MustCompile(`\b(so luong|so|ho|nguoi|vu|truong|xa|thon|san luong|dien tich|doanh thu|tong|grdp|gdp|gia tri|kim ngach|thu ngan sach|thu nsnn|von|number of|total)\b`)
	notA  = regexp.MustCompile(`^(giam (sat|doc|dinh)|tang (truong|cuong|thu)\b)`)
	yearl = regexp.MustCompile(`\b(binh quan|trung binh) (hang nam|moi nam)\b|\b(tang|giam) (binh quan|trung binh)\b|\bhang nam\b.*\b(binh quan|trung binh)\b|\baverage annual\b|\bannual average\b`)
)

// aboutName reads a name and its unit of measure. What was last read is
// remembered, at most 2 × 1,024 names: a row asks for it in each of its readings.
func aboutName(name string, unit measure.Unit) nameHints {
	return namesRead.Of(name+"\x00"+unit.Text, func(string) nameHints { return readName(name, unit) })
}

var namesRead = viet.Memo[nameHints]{Most: 1024}

func readName(name string, unit measure.Unit) nameHints {
	fold := tag.ReplaceAllString(strings.ReplaceAll(viet.Fold(name), "–", "-"), "")
	fold = strings.TrimSpace(strings.TrimPrefix(fold, "- "))
	h := nameHints{fold: fold, text: strings.ToLower(viet.Canonical(name)), moves: foldMoves(name)}
	plain := !notA.MatchString(fold)
	moves := strings.TrimSpace(strings.TrimPrefix(tag.ReplaceAllString(strings.ReplaceAll(h.moves, "–", "-"), ""), "- "))
	switch {
	case hasWordAtEnds(moves, "tang them", "them moi", "additional"):
		h.adds = true
	case plain && hasWordAtEnds(moves, "giam", "reduction of", "reduce"), strings.HasPrefix(moves, "muc giam "), strings.Contains(moves, " giam so voi "), strings.Contains(moves, " giam binh quan"):
		h.move = Down
	case plain && strings.HasPrefix(moves, "tang ") && !strings.Contains(moves, " len "), strings.HasSuffix(moves, " tang binh quan"), strings.HasSuffix(moves, " tang trung binh"):
		h.move = Up
	}
	unitFold := viet.Fold(unit.Text)
	h.perYear = yearl.MatchString(fold) || unit.Share() && strings.HasSuffix(unit.Rest, "/nam")
	h.maintain = hasWordAtEnds(fold, "duy tri", "giu vung", "maintain")
	h.zero = strings.HasPrefix(fold, "khong de ") || strings.HasPrefix(fold, "khong xay ra") || strings.HasPrefix(h.text, "no ")
	h.rank = unitFold != "diem" && (unitFold == "thu bac" || unitFold == "thu hang" || unitFold == "hang" || strings.HasPrefix(fold, "xep hang") || strings.HasPrefix(fold, "thu hang") || hasWordAtEnds(fold, "rank", "ranking"))
	h.yields = yieldUnit.MatchString(unitFold)
	h.rate = share.MatchString(fold)
	h.counts = !h.rate && thing.MatchString(fold)
	h.percents = strings.HasPrefix(fold, "co cau") || strings.Contains(fold, "co cau kinh te") || strings.HasPrefix(fold, "structure")
	if m := years.FindStringSubmatch(fold); m != nil {
		h.from, _ = strconv.Atoi(m[1])
		h.to, _ = strconv.Atoi(m[2])
		h.years = !h.perYear && !h.rate && !unit.Share() && h.from < h.to && !strings.Contains(fold, "binh quan")
	}
	return h
}

// foldMoves folds a name in which no other word looks like "tăng" or "giảm" without
// its marks: "Tặng quà", "Hạ tầng", "Giám sát".
func foldMoves(name string) string {
	if !marked(name) {
		return viet.Fold(name)
	}
	words := strings.Fields(viet.Canonical(name))
	for i, w := range words {
		switch low := strings.ToLower(strings.Trim(w, ",.;:()")); viet.Fold(low) {
		case "tang":
			words[i] = pick(low == "tăng", w, "…")
		case "giam":
			words[i] = pick(low == "giảm", w, "…")
		}
	}
	return viet.Fold(strings.Join(words, " "))
}

// yieldUnit are units of what is grown, bred, caught or built: "Chè, ha" is to
// be reached, unless the name says that it is lost.
var yieldUnit = regexp.MustCompile(`^(?:(?:nghin|trieu) )?(?:ha|tan|ta|kg|lit|con|cay|qua|trung|km|m2|m3|tan/ha|ta/ha)$`)

// hasWordAtEnds says whether a folded name begins or ends with one of the words.
func hasWordAtEnds(fold string, words ...string) bool {
	for _, w := range words {
		if fold == w || strings.HasPrefix(fold, w+" ") || strings.HasSuffix(fold, " "+w) {
			return true
		}
	}
	return false
}

// Which way is better is told by a name in one of two lists, never by default:
// bad are things of which less is better, unless a word of turned stands beside
// them (poor households with insurance, cases solved); wanted are those of which
// more is. Of a name in neither list, or without a list's word that says it all,
// it is asked, once for the indicator.
var (
	bad = tableOf(`that nghiep|xin ra khoi|roi khoi|rut khoi|xoa ten|khai tru|un tac|hut thuoc|(?:su dung|nghien) thuoc la|dao ngu|that hoc|tron (?:kham|nghia vu|dong|nop|thue)|cham (?:dong|nop)|no kho doi|cuoc dinh cong|lan cong|ngo doc|duoi nuoc|(?:ho|nguoi|ti le|so ho) (?:can )?ngheo|(?:ti le )?ngheo da chieu|tai ngheo|suy dinh duong|thap coi|nhe can|beo phi|sinh (?:la )?con thu|con thu (?:3|ba)|vi pham|tai nan|toi pham|an mang|trong an|pham phap|pham toi|tu vong|chet|bi thuong|sinh con thu`+
		`|no (?:dong|thue|xau|cong|bhxh|bao hiem|qua han)|that thoat|that thu|that lac|ton that|lang phi|tham nhung|tao hon|can huyet|bo hoc|luu ban|mu chu|bao luc|xam hai|chi so gia tieu dung|cpi|lam phat|chay rung|rung (?:bi )?chay|bi chay|chay no|vu chay|icor|nhap sieu|tham hut|boi chi`+
		`|lao dong (?:trong |lam |khu vuc |linh vuc |nganh )*(?:nong|lam nong)(?:,? lam)?(?:,? (?:ngu|thuy san))? nghiep|tre han|qua han|tre hen|cham han|cham tien do|ton dong|hao hut|thieu hut|khieu nai|to cao|khieu kien|don thu|diem nong|(?:so )?ngay (?:giai quyet|xu li|cho)|thoi gian (?:giai quyet|xu li|cho|thuc hien thu tuc)`+
		`|mac (?:benh|lao|sot|soi|moi|moi lao|hiv|covid|bach hau|dai)|ti (?:le|suat) mac|nhiem hiv|hiv|nghien ma tuy|nguoi nghien|ma tuy|o nhiem|phat thai|thiet hai|sat lo|dich benh|pha rung|lan chiem|khai thac trai phep|nha tam|dot nat|lao dong tre em|te nan|giai the|ngung hoat dong|tam ngung|pha san|yeu kem|xep loai yeu|bi ki luat|du an treo|mat an toan|kho khan|nguy co`+
		`|unemployment|poverty|accidents?|violations?|crimes?|deaths?|mortality|consumer price|inflation|trade deficit|complaints?|overdue|losses|handling time|waiting time|processing time|dropouts?`, letters)
	turned = tableOf(`(?:qui|quy) vi|van dong|ung ho|tro giup|tro cap|bao tro|triet pha|triet xoa|bat giu|truy bat|truy to|di doi|di dan|biet tinh trang|thu phat|tien phat|chuyen doi (?:co cau|cay trong|dat|dien tich|rung)|ra khoi (?:dien|danh sach|vung)|dieu tri khoi|giam|bao hiem|bh|bhyt|bhxh|thoat|ho tro|duoc|xu li|xu phat|giai quyet|dieu tra|kham pha|phat hien|phong|chong|thu hoi|xoa|nha o|kiem tra|cai nghien|dao tao|vay von|tiep can|tiep nhan|khac phuc|lam ro|tuyen truyen|dung han|truoc han|dap tat|hoa giai|thu gom`+
		`|sinh ke|phu hop|sua chua|lam nha|xay nha|insurance|reduction|reduce|solved|resolved`, letters)
	wanted = tableOf(`hoi thi|hoi dien|hoi thao|giao dat|sinh hoat chuyen de|sinh hoat chi bo|to chuc le hoi|thoat can ngheo|so giai|giai thuong|huy chuong|tap luyen|luyen tap|tdtt|chi ngan sach|tong chi|chi dau tu|sang loc|kich hoat|tap hop (?:thanh nien|doan vien|hoi vien|quan chung)|su dung|dang ki|to chuc (?:lop|hoi|cuoc)|lap dat|cung cap|ki so|chu ki so|chuoi|long (?:ca|be)|van nghe|chuyen can|camera|pha an|tro giup|bao tro|ki cam ket|nop thue|nop (?:ngan sach|phi)|ke khai|qui den on|qui khuyen hoc|tiep nhan|cai nghien|tuoi tieu|tuoi chu dong|tot nghiep|cap quang|(?:can bo|ti le|so) nu|nu cap uy|doi thoai|tiep xuc cu tri|kham tuyen|dieu tri khoi|communes|meeting (?:\w+ )*standards?|thu (?:ngan sach|nsnn|noi dia|hut|nhap|gom|hoi|phi|thue|tien|can doi|xnk|xuat nhap khau)|tong thu|von|dau tu|giai ngan|san luong|san pham|san xuat|gia tri|doanh thu|doanh nghiep|hop tac xa|htx|to hop tac|trang trai`+
		`|grdp|gdp|gni|tang truong|kim ngach|xuat khau|nang suat|dien tich|cay|lua|ngo|luong thuc|thuc pham|thuy san|chan nuoi|dan (?:trau|bo|lon|ga|vit|de|gia suc|gia cam|ong)|trau|gia suc|gia cam|thit hoi|khau nua lech|thuoc la|dong rieng`+
		`|rung|che phu|khach|du lich|dat chuan|chuan quoc gia|nong thon moi|ntm|tieu chi|van hoa|truong|hoc sinh|hoc vien|pho cap|mam non|mau giao|nha tre|bac si|duoc si|giuong benh|tram y te|y te|bao hiem|bhyt|bhxh|bhtn|tiem chung|tiem|suc khoe|tuoi tho`+
		`|nuoc sach|hop ve sinh|ve sinh|lao dong|dao tao|viec lam|giai quyet|nha o|xoa nha|xoa ngheo|ket nap|dang vien|chi bo|to chuc dang|hoan thanh|tham gia|su dung (?:nuoc|dich vu|internet|dien|nang luong)|ap dung|thuc hien|dung han|truoc han|truc tuyen|so hoa|tu dong hoa|hai long|dich vu|chuyen doi so|kinh te so`+
		`|pci|papi|sipas|par index|par|pgi|dti|chi so phuc vu|cai cach|nang luc|thu nhap|do thi hoa|do thi|dien luoi|giao thong|kenh muong|thuy loi|internet|bang rong|thue bao|mat do (?:duong|cay|xe)|vien thong|ha tang|mo hinh|ocop|chung nhan|cap giay|do dac|quy hoach|du an|cong trinh|khoi cong|tuyen quan|giao quan|nhap ngu|dan quan|dien tap|quoc phong`+
		`|kham pha|dieu tra|phat hien|thi hanh an|hoa giai|tuyen truyen|tap huan|phong trao|hoi vien|doan vien|ho tro|tiet kiem|huy dong|dong gop|tu thien|hien mau|the duc|the thao|thu vien|sang kien|khen thuong|kiem tra|giam sat|thanh tra|thanh lap|hinh thanh|phat trien|thoat ngheo|giam ngheo`+
		`|xu li|xu phat|phat thanh|truyen hinh|phu song|muc tieu|nghi quyet|chuyen giao|cong nhan|doi moi|cong nghe|khoa hoc|thuong mai|ban le|cong nghiep|xay dung|nong nghiep|nong san|lam nghiep|iip|hang hoa|van chuyen|van tai|luot|giao dich`+
		`|revenues?|income|output|production|coverage|exports?|growth|schools?|visitors?|insured|insurance|trained|training|satisf\w*|complet\w*|area|forest|yield|clients?|access|participation|employment|recruit\w*|conscript\w*|quota`+
		`|construct\w*|planted|produced|vaccinat\w*|connected|installed|built|recovered|rehabilitat\w*|created|enrolled|graduates|met|achieved|delivered|implemented`, letters)
	// wantedMarked are short words that stand for others without their marks.
	wantedMarked = tableOf(`thu (?:các )?(?:khoản |loại )(?:đóng góp|quỹ|phí)|trao tặng|quà tặng|suất quà|tặng (?:quà|nhà|sổ|xe|học bổng|bò)|thu quỹ|vận động (?:quỹ|ủng hộ|quyên góp|xây dựng quỹ)|quỹ (?:đền|vì|nhân đạo|khuyến|bảo trợ|phòng|xây dựng|cứu trợ|chăm|hỗ trợ)|được|trồng|cầu|chợ|cống|kè|đập|hồ chứa|trạm|phòng học|công viên|thiết bị|máy móc|lớp|trẻ em đi học|điện|nhựa hóa|bê tông hóa|cứng hóa|đạt|đúng|có (?:việc làm|bảo hiểm|nhà|điện|nước|trình độ|bằng|chứng chỉ|đủ|hợp đồng|mạng|tổ chức|đường|chợ|trạm)`, blanks)
)

var (
	// denies are words of what is missing, goes wrong or costs: "thiếu nước", "bị
	// cháy", "chi phí". What is wanted is not wanted beside them.
	negations   = tableOf(`chưa|không`, blanks)
	negatedBare = tableOf(`chua (?:co|duoc|dat|qua|hoan)|khong (?:co|duoc|dat|hai)`, letters)
	denies      = tableOf(`thiếu|mất|hỏng|hủy|huỷ|bị|sai|trễ|chậm|yếu|kém|lỗi|nghỉ|bỏ|hoang|ngộ độc|đuối nước|sâu bệnh|dịch|chi phí|giá thành|lãi suất|dư nợ|nợ|chi thường xuyên|tồn|phi chính thức|rác thải|nước thải|chất thải|tiêu hao|thời gian|thuốc bảo vệ|phân bón hóa học|tiếp khách|hội nghị, tiếp|chi hội nghị|mua sắm|khánh tiết|điều chỉnh|số lần|số giờ|biên chế|tranh chấp|gián đoạn|lại không|tỷ trọng (?:ngành |khu vực )?(?:nông|lâm|thủy|thuỷ)`, blanks)
	deniesBare  = tableOf(`thieu (?:dat|nuoc|viec|hut)|mat (?:viec|dien|mua|dat)|bi (?:chay|thiet|xam|mat|hu|chet)|chi phi|gia thanh|ngo doc|duoi nuoc|sau benh|tranh chap`, letters)
	deniesNot   = blanked(`tiết kiệm chi thường xuyên|không dùng tiền mặt|không gian|không khí|không vi phạm|không có (?:tội phạm|ma túy|tệ nạn|bạo lực|khiếu kiện|người nghiện|hộ nghèo|vi phạm)|không còn (?:hộ nghèo|nhà tạm)|không bị hư|(?:trang|chuẩn|thiết) bị|thiếu (?:nhi|niên)|tỷ lệ bỏ phiếu|dịch vụ|du dịch|giao dịch|phiên dịch|kịch bản|không để|không xảy ra|không quá|xóa nhà|đúng thời gian|tồn tại|bảo tồn|sinh tồn|lịch nghỉ|nghỉ dưỡng|bỏ phiếu|chậm phát triển|yếu tố|thiết yếu|chủ yếu|trọng yếu|cốt yếu`)
	// incidents are things that happen; which way is better a word must say.
	incidents = regexp.MustCompile(`^(?:tong )?so (?:vu|vu viec|ca|truong hop|nguoi chet|luot vi pham)\b`)
)

// negated says whether the name holds a "chưa" or "không" of its own: then
// neither list says which way is better.
func (h nameHints) negated() bool {
	if h.zero || h.move != "" {
		return false
	}
	return negations.in(deniesNot.Replace(h.text)) || !marked(h.text) && negatedBare.in(h.fold)
}

// denied says whether the name is of what costs or goes wrong, by a word that
// is not in the list of what is bad.
func (h nameHints) denied() bool {
	if h.turned() || h.zero || h.move != "" || bad.in(h.fold) {
		return false
	}
	if text := deniesNot.Replace(h.text); denies.in(text) || !marked(h.text) && deniesBare.in(h.fold) {
		return true
	}
	return incidents.MatchString(h.fold)
}

// lower says whether less of what the name speaks of is better.
func (h nameHints) lower() bool { return bad.in(h.fold) && !h.turned() && !h.negated() && !h.torn() }

// turned says whether a word turns what is bad into something wanted. A word
// inside the bad thing itself does not: "thất thoát", "số ngày giải quyết".
func (h nameHints) turned() bool {
	switch {
	case debts.in(h.fold): // nothing but its payment turns a debt: "bảo hiểm" says of what
		return collected.MatchString(h.fold)
	case lent.MatchString(h.fold) && !lateness.in(h.fold):
		return true
	}
	return turned.in(bad.without(h.fold)) || h.free()
}

// free says whether the name counts what is free of a bad thing: "Số thôn không
// có người nghiện ma túy".
func (h nameHints) free() bool {
	m := freeOf.FindStringSubmatch(h.text)
	return m != nil && !h.zero && !bad.in(viet.Fold(m[1])) && bad.in(viet.Fold(m[2]))
}

var freeOf = regexp.MustCompile(`^(\S.*?)\s(?:không (?:có|còn|xảy ra|phát sinh|để xảy ra)|không)\s(.+)$`)

// known says whether the name tells which way is better. Without any name a
// figure is one to be reached.
func (h nameHints) known() bool {
	if h.negated() || h.denied() || h.torn() {
		return false
	}
	return h.fold == "" || h.yields || h.percents || bad.in(h.fold) || wanted.in(h.fold) || wanted.in(h.whole) || wantedMarked.in(h.text) || h.move != "" || h.adds || h.zero || h.perYear || growth.MatchString(h.moves)
}

// direction infers which way is better from the wording, else from the name.
func (r *reader) direction(c Criterion, h nameHints) Direction {
	switch c.Kind {
	case ZeroEvent, Rank:
		return Lower
	case Ordinal, Increment, Cumulative:
		return Higher
	case Milestone, Composite, AllOf, Scopes, Verbatim:
		return None
	}
	switch c.compare() {
	case AtMost, LessThan:
		return Lower
	case AtLeast, MoreThan:
		if c.Kind != Maintain {
			return Higher
		}
	}
	if c.Kind == Change && c.Move == Up && r.in.Direction == "" && indexes.MatchString(h.fold) && h.lower() {
		return Lower // "CPI tăng khoảng 4,5%": a level of prices, not a change to be reached
	}
	if c.Kind == Change || c.Kind == PerYear && c.Move != "" {
		return Higher // of the change, the more the better
	}
	if r.in.Direction != "" && r.in.Direction != None {
		return r.in.Direction
	}
	switch {
	case c.Kind == Maintain:
		return Stay
	case h.move != "":
		return Higher
	}
	return r.saidDirection(c, h)
}
