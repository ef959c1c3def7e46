package sample

import (
	"dondoc/internal/app/commendations"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// award is a commendation of somebody: what a unit or its head did.
type award struct {
	unit  string
	award string
	level string
	says  string
}

const (
	advanced = "lao-dong-tien-tien"
	giay     = "giay-khen-tap-the"
)

// commended are those of the district who are commended at the conference of
// 10/01/2024. The press names no names: who, the levels and the numbers are made up.
var commended = []award{
	{"ngan-son-van-phong", advanced, "good", "Tham mưu, tổng hợp, theo dõi 34 chỉ tiêu của nghị quyết"},
	{"ngan-son-tai-chinh", advanced, "excellent", "Thu ngân sách trên địa bàn đạt 101,08% dự toán"},
	{"ngan-son-nong-nghiep", advanced, "good", "Trồng rừng đạt 122,36% kế hoạch"},
	{"ngan-son-giao-duc", advanced, "good", "3/3 trường đạt chuẩn quốc gia theo kế hoạch"},
	{"ngan-son-y-te", advanced, "good", "Giữ vững tiêu chí quốc gia về y tế"},
	{"ngan-son-van-hoa", advanced, "good", "Hoàn thành các chỉ tiêu văn hóa"},
	{"ngan-son-noi-vu", advanced, "good", "Hoàn thành kế hoạch cải cách hành chính"},
	{"ngan-son-tai-chinh", "chien-si-thi-dua-co-so", "excellent", "Sáng kiến theo dõi thu ngân sách theo tuần đã được công nhận"},
	{"ngan-son-nong-nghiep", giay, "good", "Trồng rừng, phát triển hợp tác xã vượt kế hoạch năm 2023"},
	{"ngan-son-cong-an", giay, "excellent", "Giữ vững an ninh trật tự trên địa bàn"},
}

// commendedOfCommune are those of the living commune for 2025, all of it made up.
var commendedOfCommune = []award{
	{"ngan-son-xa-van-phong", advanced, "good", "Tổng hợp, theo dõi việc sắp xếp đơn vị hành chính đúng hạn"},
	{"ngan-son-xa-kinh-te", advanced, "good", "Theo dõi, đôn đốc các chỉ tiêu kinh tế chuyển tiếp từ huyện"},
	{"ngan-son-xa-hanh-chinh-cong", advanced, "good", "Giải quyết hồ sơ thủ tục hành chính đúng hạn ngay từ tháng đầu"},
	{"ngan-son-xa-hanh-chinh-cong", giay, "good", "Phục vụ hành chính công thông suốt trong sáu tháng đầu hoạt động"},
	{"ngan-son-xa-cong-an", giay, "good", "Giữ vững an ninh trật tự trong thời gian sắp xếp đơn vị"},
}

// round is a round of commendations of a unit's year.
type round struct {
	unit   string
	year   period.Cycle
	list   []award
	paper  string      // that tells the levels
	asked  period.Date // nominated; the council meets the day after and it is decided
	told   period.Date
	where  string
	number string
	signer string
}

// planCommendations has them nominated, voted on, commended by one decision and
// published; the project board is not put forward while an inspection is open.
func (l *loader) planCommendations() {
	if len(l.data.Targets) == 0 {
		return
	}
	l.honours(round{unit: "ngan-son", year: "2023", list: commended, paper: "Thông báo xếp loại năm 2023 (minh hoạ)", asked: "2024-01-08", told: "2024-01-10",
		where: "Hội nghị tổng kết năm 2023", number: "27/QĐ-UBND", signer: "Chủ tịch UBND huyện (minh hoạ)"})
	held := id.ID("")
	l.at("2024-01-08", 10, func() (err error) {
		held, err = l.app.HoldCommendations(l.ctx, l.actors["van-phong"], "ngan-son-du-an", "", nomination.Held{Kind: "inspection", From: "2024-01-05", Text: "Đang thanh tra việc giải ngân vốn đầu tư công năm 2023 (minh hoạ)"})
		return err
	})
	l.at("2024-03-20", 10, func() error {
		return l.app.ReleaseCommendations(l.ctx, l.actors["van-phong"], held, "2024-03-20", "Đã kết luận, không có vi phạm phải xử lý (minh hoạ)")
	})
	if l.today > "2026-01-20" {
		l.honours(round{unit: l.living.communes[0].Unit, year: "2025", list: commendedOfCommune, paper: "Thông báo xếp loại năm 2025 (minh hoạ)", asked: "2026-01-12", told: "2026-01-16",
			where: "Hội nghị tổng kết năm 2025", number: "15/QĐ-UBND", signer: "Chủ tịch UBND xã (minh hoạ)"})
	}
}

func (l *loader) honours(r round) {
	all := make([]id.ID, len(r.list))
	for i, c := range r.list {
		l.at(r.asked, 8, func() (err error) {
			of := commendations.Subject{Unit: c.unit, Year: r.year}
			in := commendations.NewNomination{Award: c.award, Level: c.level, Paper: r.paper, Citation: c.says + " (minh hoạ).", Answers: map[string]bool{}}
			if c.award != giay {
				in.Answers["movement"] = true
				if of.Tenure, err = l.tenureAt(c.unit, r.year.End()); err != nil {
					return err
				}
			}
			if c.award == "chien-si-thi-dua-co-so" {
				in.Answers["initiative"] = true
			}
			in.Subject = of
			all[i], err = l.app.NominateCommendation(l.ctx, l.actors["van-phong"], in)
			return err
		})
	}
	meets := r.asked.AddDays(1)
	l.at(meets, 9, func() error {
		m := commendation.Meeting{On: string(meets), Minutes: "01/BB-HĐTĐKT", Chair: "Chủ tịch Hội đồng (minh hoạ)", Members: 9, Present: 8}
		var votes []commendations.Vote
		for i, c := range r.list {
			if c.award != giay {
				votes = append(votes, commendations.Vote{Nomination: all[i], Yes: 8})
			}
		}
		return l.app.VoteCommendations(l.ctx, l.actors["van-phong"], r.unit, m, votes)
	})
	l.at(meets, 15, func() error {
		d := commendations.Decision{Number: r.number, On: meets, Signer: r.signer}
		for _, n := range all {
			d.Grants = append(d.Grants, commendations.Grant{Nomination: n})
		}
		return l.app.DecideCommendations(l.ctx, l.actors["lanh-dao"], r.unit, d)
	})
	l.at(r.told, 16, func() error {
		for _, n := range all {
			if err := l.app.StepCommendation(l.ctx, l.actors["lanh-dao"], n, nomination.Publish, nomination.Said{On: string(r.told), Paper: r.where}); err != nil {
				return err
			}
		}
		return nil
	})
}

// tenureAt gives the tenure of who headed a unit on a day.
func (l *loader) tenureAt(code string, on period.Date) (id.ID, error) {
	d, err := l.app.Directory(l.ctx, l.operator)
	if err != nil {
		return "", err
	}
	post, _ := d.HeadPost(l.units[code])
	for _, ap := range d.Tenures(post.ID) {
		if ap.Overlaps(period.Range{From: on, To: on.AddDays(1)}) {
			return ap.ID, nil
		}
	}
	return "", nil
}
