package period

// role is what a phrase does in a deadline.
type role int

const (
	unknownWord role = iota
	harmless         // changes no day
	govBefore        // trước
	govUntil         // đến hết, chậm nhất
	govTo            // đến: until, or the second end of a stretch
	govFrom          // từ
	govAfter         // sau
	glue             // may stand between one of these and its day
	onward           // trở đi
	backward         // trở về trước
	either           // hoặc
	also             // và
	relative         // năm sau
	vision           // tầm nhìn: a horizon beside the deadline
	ownYear          // năm học, nhiệm kỳ: a stretch that is no calendar year
	condition        // sau khi: what follows decides
	event            // kỳ họp: days beside it may be its own
	standard         // theo tiến độ: decides where no day is named
	fromSigning      // từ nay, từ ngày ký: a beginning that needs no day
	paper            // a kind of document
	law              // a kind of document named by its year
	reference        // điểm, đợt: the number after it counts parts
	again            // hằng, định kỳ
	ever             // thường xuyên
	citing           // theo, tại: before a document it is cited
	early            // đầu
	middle           // giữa
	latest           // cuối
	firstHalf
	secondHalf
	week // tuần with a number
	tenFirst
	tenMiddle
	tenLast
	feast // a holiday
)

// words is the vocabulary of deadlines. What is in none of its lists, and no
// figure or date that is read, is asked about.
var words = func() vocabulary {
	v := vocabulary{}
	for r := govBefore; r <= feast; r++ {
		v.learn(r, phrasesOf[r])
	}
	v.learn(harmless, harmlessWords)
	v.learn(harmless, bodyWords)
	return v
}()

var phrasesOf = map[role]string{
	govBefore: "trước",
	govUntil: "đến hết, hết, chậm nhất, chậm nhất là, chậm nhất vào, chậm nhất đến, muộn nhất, muộn nhất là, không muộn hơn, không chậm hơn, không trễ hơn, không quá, không để quá, không sau ngày, không vượt quá, không trễ quá, không muộn quá, hạn cuối, hạn cuối là, hạn chót, hạn chót là, " +
		"thời hạn cuối, thời hạn cuối cùng, trễ nhất, trễ nhất là, tính đến hết, no later than, until, by, by the end of, cho đến hết, tới hết",
	govTo:    "đến, tới, cho đến, cho tới, to",
	govFrom:  "không trước, không sớm hơn, từ, kể từ, bắt đầu từ, tính từ, bắt đầu, from",
	govAfter: "sau, after",
	glue:     "ngày, dịp, dịp lễ, ngày lễ, lễ, thời điểm, hạn, mốc, là, vào, the, hết, trong, khoảng thời gian",
	onward: "trở đi, trở về sau, và những năm tiếp theo, và các năm tiếp theo, những năm tiếp theo, các năm tiếp theo, và các năm sau, và những năm sau, các năm sau, những năm sau, và những năm kế tiếp, " +
		"và các năm kế tiếp, và các năm tới, và những năm tới, và các năm về sau, và năm tiếp theo, và năm sau, và những tháng tiếp theo, và các quý tiếp theo, onwards, về sau, và tiếp tục các năm sau, và các giai đoạn tiếp theo",
	backward: "trở về trước, trở lại trước",
	either:   "hoặc, hay, or",
	also:     "và, cùng, and",
	relative: "năm tiếp theo, năm sau, năm tới, năm kế tiếp, năm liền kề, năm nay, năm này, tháng sau, tháng tới, tháng tiếp theo, tháng kế tiếp, quý sau, quý tới, quý tiếp theo, quý kế tiếp, tuần sau, tuần tới, " +
		"tuần tiếp theo, năm trước, tháng trước, quý trước, tuần trước, tháng này, quý này, tuần này, hôm nay, ngày mai, năm trước liền kề, năm hiện hành, cùng kỳ",
	event:       "kỳ họp, hội nghị, đại hội, phiên họp, cuộc họp, họp",
	vision:      "tầm nhìn, tầm nhìn năm, định hướng, định hướng năm, định hướng cho năm, tầm nhìn đến, tầm nhìn đến năm, định hướng đến, định hướng đến năm, định hướng tới, có tính đến",
	ownYear:     "năm học, niên khóa, niên độ, nhiệm kỳ, niên vụ, mùa vụ, vụ, khóa",
	condition:   "sau khi, ngay sau khi, ngay khi, khi, khi có, khi được, tùy, tùy thuộc, tùy theo, phụ thuộc, phụ thuộc vào, nếu, đồng thời với, cùng với, chờ, ngay sau, đến khi, cho đến khi, trong khi, trước khi, song song với, trong trường hợp, when, if, depending on",
	standard:    "theo yêu cầu, theo tiến độ, theo kế hoạch, theo chương trình, theo chỉ đạo, theo quy định, theo lộ trình, theo hướng dẫn, theo phân công, theo thời gian, theo thời hạn, theo đề nghị, theo thông báo, theo quyết định, đột xuất, theo từng thời điểm, theo thực tế",
	fromSigning: "từ nay, từ ngày ký, kể từ ngày ký, từ ngày ban hành, kể từ ngày ban hành, từ khi ban hành, từ bây giờ, kể từ nay, bắt đầu ngay",
	paper: "nghị quyết, quyết định, kế hoạch, chỉ thị, công văn, thông báo, nghị định, thông tư, kết luận, hướng dẫn, chương trình, văn bản, quy định, tờ trình, báo cáo, đề án, công điện, giấy mời, hợp đồng, biên bản, thông báo kết luận, kế hoạch hành động, " +
		"thông tư liên tịch, quy chế, dự toán, nq, qđ, kh, ct, cv, tb, nđ, tt, kl, hd, tờ trình, phương án",
	law:       "luật, bộ luật, pháp lệnh, hiến pháp",
	reference: "giai đoạn, đợt, lần, bước, điểm, mục, khoản, điều, phụ lục, phần, chương, số, nhóm, lần thứ, đợt thứ, biểu, mẫu",
	again:     "hằng, hàng, mỗi, định kỳ, định kỳ hằng, định kỳ hàng, định kỳ mỗi, theo định kỳ, every",
	ever:      "thường xuyên, liên tục, thường kỳ, quanh năm, suốt năm, always",
	citing:    "theo, tại, căn cứ, ở, của, nêu ở, nêu tại, quy định tại, thực hiện, triển khai",
	early:     "đầu, những ngày đầu, ngay đầu, ngay từ đầu, từ đầu, các tháng đầu, những tháng đầu",
	middle:    "giữa",
	latest:    "cuối, những ngày cuối, các tháng cuối, những tháng cuối, cuối cùng của, ngày cuối của, ngày cuối cùng của",
	firstHalf: "nửa đầu, nửa đầu của", secondHalf: "nửa cuối, nửa sau, nửa cuối của",
	week:     "tuần, tuần thứ, tuần đầu, tuần đầu tiên, tuần cuối, tuần cuối cùng, tuần lễ",
	tenFirst: "thượng tuần", tenMiddle: "trung tuần", tenLast: "hạ tuần",
	feast: "tết nguyên đán, tết âm lịch, tết cổ truyền, tết, tết dương lịch, giỗ tổ hùng vương, giỗ tổ, quốc khánh, lễ quốc khánh, ngày quốc khánh, quốc tế lao động, ngày quốc tế lao động, tết trung thu, trung thu, " +
		"ngày giải phóng miền nam, ngày thành lập đảng, ngày thành lập đảng cộng sản việt nam",
}

// harmlessWords change no day: verbs of what is done by it, what comes of it,
// and the words that hold a sentence together.
const harmlessWords = `hoàn thành, đạt, hoàn tất, hoàn thiện, xong, kết thúc, thực hiện, triển khai, tổ chức, tổ chức thực hiện, trình, ban hành, phê duyệt, thông qua, thẩm định, thẩm tra, báo cáo, gửi, nộp, tham mưu, đề xuất,
xây dựng, rà soát, cập nhật, tổng hợp, công bố, công khai, giao, phân bổ, giải ngân, khởi công, khởi động, khánh thành, nghiệm thu, bàn giao, quyết toán, sơ kết, tổng kết, đánh giá, kiểm tra, giám sát, thanh tra, xử lý, giải quyết,
phối hợp, chủ trì, lập, duyệt, ký, lấy ý kiến, góp ý, tiếp thu, chỉnh sửa, sửa đổi, bổ sung, đăng ký, đăng tải, phát hành, vận hành, đưa vào sử dụng, đưa vào, sử dụng, đưa, tiếp tục, duy trì, đẩy nhanh, tập trung, phấn đấu, cơ bản,
nhiệm vụ, công việc, việc, nội dung, kết quả, sản phẩm, kế hoạch, chương trình, đề án, dự án, dự thảo, nghị quyết, quyết định, chỉ thị, công văn, văn bản, tờ trình, hồ sơ, quy định, quy trình, quy hoạch, thông báo, hướng dẫn, chỉ đạo,
tiến độ, thời gian, thời hạn, thời điểm, hạn, mốc, hạn hoàn thành, thời kỳ, giai đoạn, đợt, bước, lộ trình, dự kiến, công trình, hạng mục, đề cương, chuyên đề, nghị định, thông tư, danh mục, ý kiến, số liệu, thông tin, dữ liệu, hệ thống,
trong, dịp, nhân dịp, ngay trong, vòng, trong vòng, tối đa, vào, tại, của, cho, các, những, là, được, phải, cần, theo, với, để, về, ở, do, này, nêu, trên, cùng, cả, toàn bộ, tất cả, suốt, trọn, xong việc, kịp thời, thường lệ, chính thức, trước mắt, cụ thể, như sau, gồm, riêng, đối với,
chuyển tiếp từ năm trước, chuyển tiếp, từng năm, đúng hạn, đúng tiến độ, hạng, bản, tài liệu, đầu tư, thông tư, toàn quốc, cả nước, ngân sách, vốn, công tác, hoạt động, phong trào, thi đua, đào tạo, tuyên truyền, phổ biến, quán triệt, học tập,
in, of, within, complete, completed, end, the, deadline, due, nhất, ngày, buổi sáng, buổi chiều, sáng, chiều, năm ngân sách, năm tài chính, năm kế hoạch, thời gian thực hiện, thời gian hoàn thành, trung ương, địa phương, một cách, đồng bộ, khẩn trương, gia hạn, lồng ghép, kinh tế, xã hội, thông qua, qua,
dứt điểm, thương binh, liệt sĩ, hạn nộp, hạn gửi, hạn báo cáo, có, ra, lên, xuống, vấn đề, chỉ tiêu, mục tiêu, giải pháp, đơn vị, cơ quan, tổ chức, cá nhân, tiếp nhận, công nhận, cấp, thuộc, chung, nhân dân, hội đồng nhân dân, ủy ban nhân dân, việt nam, nhà nước, quốc gia, quốc hội`

// bodyWords name those a report goes to.
const bodyWords = `ubnd, hđnd, ubmttq, mttq, tỉnh, huyện, xã, phường, thị trấn, thành phố, chính phủ, thủ tướng, thủ tướng chính phủ, bộ, sở, ban, ngành, phòng, cấp, tỉnh ủy, huyện ủy, thành ủy, đảng ủy, thường vụ, thường trực, chủ tịch, văn phòng, bộ trưởng,
bộ chính trị, ban bí thư, trung ương, cấp trên, cấp dưới, cấp có thẩm quyền, có thẩm quyền, thẩm quyền, tài chính, nội vụ, tư pháp, công an, quân sự, y tế, giáo dục, nông nghiệp, môi trường, công thương, hội đồng, ủy ban, cơ quan, lãnh đạo`
