package sample

import (
	"bytes"
	"strconv"
	"strings"
	"sync"

	"dondoc/internal/app/figures"
	"dondoc/internal/app/newsroom"
	"dondoc/internal/app/releases"
	"dondoc/internal/app/reports"
	"dondoc/internal/chart"
	"dondoc/internal/chart/raster"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/period"
	"dondoc/internal/report"
	tell "dondoc/internal/report/told"
)

// sampleStory is an item of news; a figure in its text is written as {indicator what}.
type sampleStory struct {
	unit, title, lead, body string
	year                    period.Cycle
	kind                    news.Kind
	photos                  [][2]string // what is drawn, the caption
	released                bool
}

// planNews has the office write what the press told of the conference of 10/01/2024,
// in words of our own, with drawn pictures; and the commune of today an item that
// waits for its head.
func (l *loader) planNews() {
	l.planStory("2024-02-05", sampleStory{unit: "ngan-son", year: "2023", kind: news.Event, released: true,
		title: "Ngân Sơn tổng kết năm 2023, giao chỉ tiêu cho người đứng đầu",
		lead:  "Chiều 10/01/2024, Huyện ủy Ngân Sơn họp tổng kết năm 2023 và bàn việc năm 2024. Cả năm có {reached} trong {total} chỉ tiêu nghị quyết đạt hoặc vượt.",
		body: `Thu ngân sách bằng {thu-ngan-sach percent} dự toán, trồng rừng bằng {trong-rung percent} kế hoạch, hợp tác xã mới bằng {hop-tac-xa percent}. Số trường được công nhận chuẩn quốc gia là {truong-chuan actual}, đủ như kế hoạch. Bảo hiểm y tế đến với {bao-hiem-y-te actual} người dân. Việc làm mới cho {viec-lam actual}; hộ dùng điện lưới {dien-luoi actual}, hộ dùng nước hợp vệ sinh {nuoc-sach actual}, đều hơn mức đặt ra.
Thường trực Huyện ủy trao khen thưởng cho những tập thể, cá nhân làm tốt trong năm. Văn hoá, thông tin, y tế được chăm lo đều; an ninh, trật tự ổn định; tổ chức đảng và chính quyền vững thêm.
Còn {not_met} chỉ tiêu chưa đạt. Vốn xây dựng cơ bản, vốn các chương trình mục tiêu quốc gia và các đề án giải ngân chậm. Vi phạm về rừng và khoáng sản chưa chấm dứt. Hộ nghèo còn nhiều, kết quả giảm nghèo chưa chắc. An ninh tôn giáo còn điều phải lo; có nơi tổ chức đảng, chính quyền, Mặt trận và đoàn thể còn yếu.
Thay mặt tỉnh, Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh ghi nhận kết quả và nêu việc của năm 2024: đối chiếu nghị quyết chuyên đề của tỉnh với kế hoạch của huyện; mỗi chỉ tiêu có người đứng đầu đơn vị chịu trách nhiệm; phát triển cây trồng thế mạnh gắn với ba chương trình mục tiêu quốc gia; giải ngân vốn đầu tư công từ những tháng đầu năm.`,
		photos: [][2]string{{"hall", "Hội nghị tổng kết của Huyện ủy Ngân Sơn, chiều 10/01/2024"}, {"award", "Trao khen thưởng cho tập thể, cá nhân có thành tích năm 2023"}, {"speech", "Lãnh đạo tỉnh phát biểu tại hội nghị"}}})
	l.planStory("2024-02-06", sampleStory{unit: "ngan-son", year: "2023", kind: news.Praise, released: true,
		title:  "Khen thưởng thành tích năm 2023 của huyện Ngân Sơn",
		lead:   "Các tập thể, cá nhân góp phần để {exceeded} chỉ tiêu vượt kế hoạch được khen thưởng trong tháng 01/2024.",
		body:   "Danh sách theo các quyết định khen thưởng của huyện (số minh hoạ), niêm yết tại trụ sở.",
		photos: [][2]string{{"award", "Lễ trao khen thưởng năm 2023"}}})
	if l.today >= livesFrom {
		l.planStory(l.today.AddDays(-3), sampleStory{unit: l.living.communes[0].Unit, year: period.Cycle(l.today[:4]), kind: news.Event,
			title:  "Xã Ngân Sơn rà soát chỉ tiêu những tháng cuối năm",
			lead:   "Ủy ban nhân dân xã họp rà soát từng chỉ tiêu còn chậm, giao người đứng đầu đơn vị nêu cách làm và ngày xong.",
			body:   "Bài chờ Chủ tịch Ủy ban nhân dân xã xem trước khi công khai.",
			photos: [][2]string{{"hall", "Cuộc họp rà soát tại hội trường xã"}}})
		l.at(l.today.AddDays(-4), 10, func() error {
			var form bytes.Buffer
			if err := report.StarterForm(&form, i18n.Vietnamese); err != nil {
				return err
			}
			return drop(l.app.AddForm(l.ctx, l.actors["van-phong"], reports.NewForm{Unit: l.living.communes[0].Unit, Name: "Mẫu báo cáo của Ủy ban nhân dân xã", File: figures.File{Name: "mau.docx", Content: form.Bytes()}}, report.FormReader{}))
		})
		l.numberedReport()
	}
}

// numberedReport freezes last year's report of the commune and gives it its number.
func (l *loader) numberedReport() {
	on := l.today.AddDays(-4)
	of := reports.Query{Unit: l.living.communes[0].Unit, Cycle: period.Cycle(strconv.Itoa(period.Cycle(l.today[:4]).Year() - 1)), Span: reports.Span{Template: reports.OfYear}, Lang: string(i18n.Vietnamese)}
	var version int64
	l.at(on, 11, func() (err error) {
		version, err = l.app.FreezeReport(l.ctx, l.actors["van-phong"], of, "Báo cáo lại theo yêu cầu của tỉnh (số minh hoạ)", report.Composer{In: i18n.Vietnamese, Now: l.app.Now()})
		return err
	})
	l.at(on, 14, func() error {
		return drop(l.app.NumberPaper(l.ctx, l.actors["van-phong"], reports.NewNumber{Query: of, Version: version, No: 212, On: on}))
	})
}

func drop[T any](_ T, err error) error { return err }

func (l *loader) planStory(on period.Date, s sampleStory) {
	var item id.ID
	l.at(on, 10, func() (err error) {
		item, err = l.app.WriteNews(l.ctx, l.actors["van-phong"], newsroom.NewText{Unit: s.unit, Cycle: s.year, Kind: s.kind, Title: s.title, Lead: l.figured(s, s.lead), Body: l.figured(s, s.body)}, tell.Teller{})
		return err
	})
	for _, p := range s.photos {
		l.at(on, 10, func() error {
			png, err := scenes[p[0]]()
			if err != nil {
				return err
			}
			_, err = l.app.AddNewsPhoto(l.ctx, l.actors["van-phong"], newsroom.NewPhoto{News: item, Caption: p[1], Basis: news.NoPerson, Note: "hình vẽ của chương trình", Invented: true, File: figures.File{Name: p[0] + ".png", Content: png}})
			return err
		})
	}
	if s.released {
		l.at(on, 11, func() error {
			_, err := l.app.ReleaseNews(l.ctx, l.actors["lanh-dao"], newsroom.NewRelease{News: item}, tell.Teller{})
			return err
		})
	}
}

// figured puts the figures of the released year into a text, as an officer types them.
func (l *loader) figured(s sampleStory, text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	year, err := l.app.PublishedYear(l.ctx, s.unit, s.year, releases.Twin{})
	if err != nil {
		return text // what stands in braces is seen in the text
	}
	for _, f := range tell.Figures(year.Body) {
		words := "[" + f.Text + " #" + f.Name + "]"
		text = strings.ReplaceAll(text, "{"+f.Name+"}", words)
		for _, indicator := range []string{"thu-ngan-sach", "trong-rung", "hop-tac-xa", "truong-chuan", "bao-hiem-y-te", "viec-lam", "dien-luoi", "nuoc-sach"} {
			if of := l.targets[key(s.year, indicator, s.unit)]; of != "" && strings.HasPrefix(f.Name, "target:"+string(of)+":") {
				text = strings.ReplaceAll(text, "{"+indicator+" "+strings.TrimPrefix(f.Name, "target:"+string(of)+":")+"}", words)
			}
		}
	}
	return text
}

// scenes are the drawings as pictures, each painted once: many worlds show them.
var scenes = map[string]func() ([]byte, error){"hall": painted("hall"), "award": painted("award"), "speech": painted("speech")}

func painted(what string) func() ([]byte, error) {
	return sync.OnceValues(func() ([]byte, error) { return raster.PNG(scene(what), 1) })
}

// scene draws what a photo would show; it says that it is a drawing.
func scene(what string) chart.Drawing {
	d := chart.Drawing{Width: 960, Height: 640}
	rect := func(x, y, w, h float64, fill chart.Tone) {
		d.Shapes = append(d.Shapes, chart.Shape{Form: chart.Rect, Points: []chart.Point{{X: x, Y: y}, {X: x + w, Y: y + h}}, Fill: fill})
	}
	person := func(x, y, size float64, coat chart.Tone) {
		d.Shapes = append(d.Shapes, chart.Shape{Form: chart.Polyline, Fill: coat, Points: []chart.Point{{X: x - size, Y: y + 3.2*size}, {X: x - .8*size, Y: y + .9*size}, {X: x + .8*size, Y: y + .9*size}, {X: x + size, Y: y + 3.2*size}}},
			chart.Shape{Form: chart.Circle, Points: []chart.Point{{X: x, Y: y}}, Radius: .7 * size, Fill: chart.NotAssessed, Stroke: chart.Ink})
	}
	say := func(x, y, size float64, tone chart.Tone, words string) {
		d.Shapes = append(d.Shapes, chart.Shape{Form: chart.Text, Points: []chart.Point{{X: x, Y: y}}, Words: words, Size: size, Bold: true, Anchor: chart.Middle, Fill: tone})
	}
	rect(0, 0, 960, 640, chart.Rule)
	rect(90, 50, 780, 150, chart.Actual)
	say(480, 138, 40, chart.Ground, map[string]string{"hall": "HỘI NGHỊ TỔNG KẾT", "award": "LỄ KHEN THƯỞNG", "speech": "HỘI NGHỊ TỔNG KẾT"}[what])
	rect(0, 430, 960, 210, chart.Muted)
	switch what {
	case "hall":
		for i := range 5 {
			person(240+120*float64(i), 300, 32, chart.Plan)
		}
		rect(160, 370, 640, 70, chart.Actual)
		for row := range 2 {
			for i := range 9 {
				person(60+105*float64(i)+40*float64(row), 500+70*float64(row), 34, chart.Ink)
			}
		}
	case "award":
		for i := range 4 {
			person(240+160*float64(i), 300, 42, chart.Plan)
			rect(205+160*float64(i), 390, 70, 50, chart.Ground)
		}
	default:
		person(480, 280, 52, chart.Plan)
		rect(410, 380, 140, 190, chart.Actual)
	}
	rect(600, 590, 360, 50, chart.Ground)
	say(780, 625, 26, chart.Ink, "ẢNH MINH HOẠ")
	return d
}
