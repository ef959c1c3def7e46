package sample

import (
	"dondoc/internal/app/commendations"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// commended are those of the district who are commended at the conference of
// 10/01/2024. The press names no names: who, the levels and the numbers are made up.
var commended = []struct {
	unit  string
	award string
	level string
	says  string
}{
	{"ngan-son-van-phong", advanced, "good", "Tham mưu, tổng hợp, theo dõi 34 chỉ tiêu của nghị quyết"},
	{"ngan-son-tai-chinh", advanced, "excellent", "Thu ngân sách trên địa bàn đạt 101,08% dự toán"},
	{"ngan-son-nong-nghiep", advanced, "good", "Trồng rừng đạt 122,36% kế hoạch"},
	{"ngan-son-giao-duc", advanced, "good", "3/3 trường đạt chuẩn quốc gia theo kế hoạch"},
	{"ngan-son-y-te", advanced, "good", "Giữ vững tiêu chí quốc gia về y tế"},
	{"ngan-son-van-hoa", advanced, "good", "Hoàn thành các chỉ tiêu văn hóa"},
	{"ngan-son-noi-vu", advanced, "good", "Hoàn thành kế hoạch cải cách hành chính"},
	{"ngan-son-tai-chinh", "chien-si-thi-dua-co-so", "excellent", "Sáng kiến theo dõi thu ngân sách theo tuần đã được công nhận"},
	{"ngan-son-nong-nghiep", "giay-khen-tap-the", "good", "Trồng rừng, phát triển hợp tác xã vượt kế hoạch năm 2023"},
	{"ngan-son-cong-an", "giay-khen-tap-the", "excellent", "Giữ vững an ninh trật tự trên địa bàn"},
}

const advanced = "lao-dong-tien-tien"

// planCommendations has them nominated, voted on, commended by one decision and
// published; the project board is not put forward while an inspection is open.
func (l *loader) planCommendations() {
	if len(l.data.Targets) == 0 {
		return
	}
	const made = "Thông báo xếp loại năm 2023 (minh hoạ)"
	all := make([]id.ID, len(commended))
	for i, c := range commended {
		l.at("2024-01-08", 8, func() (err error) {
			of := commendations.Subject{Unit: c.unit, Year: "2023"}
			in := commendations.NewNomination{Award: c.award, Level: c.level, Paper: made, Citation: c.says + " (minh hoạ).", Answers: map[string]bool{}}
			if c.award != "giay-khen-tap-the" {
				in.Answers["movement"] = true
				if of.Tenure, err = l.tenureAt(c.unit, "2023-12-31"); err != nil {
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
	l.at("2024-01-09", 9, func() error {
		m := commendation.Meeting{On: "2024-01-09", Minutes: "01/BB-HĐTĐKT", Chair: "Chủ tịch Hội đồng (minh hoạ)", Members: 9, Present: 8}
		var votes []commendations.Vote
		for i, c := range commended {
			if c.award != "giay-khen-tap-the" {
				votes = append(votes, commendations.Vote{Nomination: all[i], Yes: 8})
			}
		}
		return l.app.VoteCommendations(l.ctx, l.actors["van-phong"], "ngan-son", m, votes)
	})
	l.at("2024-01-09", 15, func() error {
		d := commendations.Decision{Number: "27/QĐ-UBND", On: "2024-01-09", Signer: "Chủ tịch UBND huyện (minh hoạ)"}
		for _, n := range all {
			d.Grants = append(d.Grants, commendations.Grant{Nomination: n})
		}
		return l.app.DecideCommendations(l.ctx, l.actors["lanh-dao"], "ngan-son", d)
	})
	l.at("2024-01-10", 16, func() error {
		for _, n := range all {
			if err := l.app.StepCommendation(l.ctx, l.actors["lanh-dao"], n, nomination.Publish, nomination.Said{On: "2024-01-10", Paper: "Hội nghị tổng kết năm 2023"}); err != nil {
				return err
			}
		}
		return nil
	})
	held := id.ID("")
	l.at("2024-01-08", 10, func() (err error) {
		held, err = l.app.HoldCommendations(l.ctx, l.actors["van-phong"], "ngan-son-du-an", "", nomination.Held{Kind: "inspection", From: "2024-01-05", Text: "Đang thanh tra việc giải ngân vốn đầu tư công năm 2023 (minh hoạ)"})
		return err
	})
	l.at("2024-03-20", 10, func() error {
		return l.app.ReleaseCommendations(l.ctx, l.actors["van-phong"], held, "2024-03-20", "Đã kết luận, không có vi phạm phải xử lý (minh hoạ)")
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
