package web_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"dondoc/internal/period"
	"dondoc/internal/web"
	"dondoc/internal/web/public"
)

// shot is a photo as a camera makes it.
func shot(t *testing.T, shade uint8) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 1800, 1200))
	for y := range 1200 {
		for x := range 1800 {
			img.SetRGBA(x, y, color.RGBA{shade, uint8(x / 8), uint8(y / 5), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// newsSite is a site whose year is released, and its people.
type newsSite struct {
	*site
	office, head, anyone *reader
	item                 string
}

func newNewsSite(t *testing.T) *newsSite {
	s := &newsSite{site: newSite(t)}
	s.now = period.Date("2025-02-06").Time().Add(9 * time.Hour)
	s.office, s.head, s.anyone = s.as("van-phong", "vi"), s.as("lanh-dao", "vi"), s.as("", "vi")
	s.head.post("/u/ngan-son/2023/release", url.Values{}).sees(200, "Đã công khai")
	return s
}

func (s *newsSite) write(title, lead, body string, more url.Values) *reader {
	form := url.Values{"kind": {"event"}, "title": {title}, "lead": {lead}, "body": {body}, "seen": {"0"}}
	to := "/u/ngan-son/2023/news/new"
	if s.item != "" {
		to = "/news/" + s.item + "/edit"
		form.Set("seen", s.office.get(to).between(`name="seen" value="`, `"`))
	}
	for name, v := range more {
		form[name] = v
	}
	s.office.post(to, form)
	if s.item == "" && s.office.code == 200 {
		s.item = s.office.between(`href="/news/`, `>`)[:36]
	}
	return s.office
}

func (s *newsSite) photo(caption string, file []byte) string {
	s.office.upload("/news/"+s.item+"/photo", url.Values{"caption": {caption}, "basis": {"consent"}, "note": {"phiếu mật số 77"}}, "files", "DSC_0001.JPG", file)
	s.office.sees(200, "Đã lưu ảnh", caption)
	parts := strings.Split(s.office.page, `href="/news-photos/`)
	return parts[len(parts)-1][:36]
}

// everywhere gives all that anyone can read: pages, feeds, data, search, in both
// languages, and the site written out.
func (s *newsSite) everywhere() string {
	var all strings.Builder
	for _, path := range []string{"/public", "/public/news", "/public/news?unit=ngan-son", "/public/news?q=ngh%E1%BB%8B", "/public/news?q=ban+thao", "/public/news.atom", "/public/news.rss", "/public/news.json", "/public/feed.atom", "/public/feed.rss", "/sitemap.xml",
		"/public/ngan-son/2023", "/public/ngan-son/2023/data.json", "/public/ngan-son/2023/card", "/public?q=ngan", "/public/news/" + s.item, "/public/news/" + s.item + "?version=1", "/public/news/" + s.item + "?version=2", "/public/news/" + s.item + "?as-known=2025-02-06", "/search?q=tong"} {
		all.WriteString(s.anyone.get(path).page)
	}
	files := map[string]string{}
	if _, err := public.Write(s.Context(), web.New(s.App, web.Options{}), "https://ngan-son.example.vn/kq", nil, func(f public.File) error {
		files[f.Name] = string(f.Text)
		all.Write(f.Text)
		return nil
	}); err != nil {
		s.Fatal(err)
	}
	wholeSite(s.T, files, 1)
	return all.String()
}

func (s *newsSite) holds(when string, texts ...string) {
	s.Helper()
	all := s.everywhere()
	for _, text := range texts {
		not, no := strings.CutPrefix(text, "!")
		if strings.Contains(all, not) == no {
			s.Errorf("%s: %q is there: %v", when, not, no)
		}
	}
}

// An item goes its way on the pages: what is not released reaches nobody by any face,
// what was taken down is gone from all of them and says so where it was.
func TestNewsPages(t *testing.T) {
	s := newNewsSite(t)
	s.as("can-bo", "vi").get("/u/ngan-son/2023").sees(200, `href="/u/ngan-son/2023/news"`)
	s.write("Nghị quyết <b>tổng kết</b>", "Có [27] chỉ tiêu.", "x", nil).sees(422, "[27]", "không phải số nào", "&lt;b&gt;tổng kết")
	s.write("Tổng kết bản thảo", "Có [26] trên [34] chỉ tiêu đạt và vượt.", "Trồng rừng đạt [120%].\n\nLời hai.", nil).sees(200, "Đã lưu bài", "bản thảo")
	s.office.upload("/news/"+s.item+"/photo", url.Values{"caption": {"x"}, "basis": {"public"}}, "files", "anh.jpg", []byte("<svg onload=alert(1)>")).sees(422, "không phải tệp ảnh", "JPEG, PNG")
	s.office.upload("/news/"+s.item+"/photo", url.Values{"caption": {""}, "basis": {""}}, "files", "anh.jpg", shot(t, 5)).sees(422, "Ảnh phải có chú thích", "Chọn căn cứ")
	first, second := s.photo("Chú thích thứ nhất", shot(t, 10)), s.photo("Chú thích thứ hai", shot(t, 200))
	if first == second || len(first) != 36 {
		t.Fatalf("%q %q", first, second)
	}
	s.office.get("/news/" + s.item + "/release").sees(403)
	draft := s.head.get("/news/"+s.item).sees(200, "/news-photos/"+first+"/small", "phiếu mật số 77", "Công khai tin").page
	if strings.Contains(draft, "/public/photos/") {
		t.Error("the draft shows photos by addresses that are not public")
	}
	s.anyone.get("/public/photos/" + first + "-small.jpg").sees(404)
	secrets := []string{"!Tổng kết bản thảo", "!Chú thích thứ nhất", "!Chú thích thứ hai", "!phiếu mật", "!" + first, "!" + second}
	s.holds("a draft", secrets...)
	mark := s.head.get("/news/"+s.item+"/release").between(`name="mark" value="`, `"`)
	s.head.post("/news/"+s.item+"/release", url.Values{"mark": {"khac"}}).sees(409, "khác với bản đã xem trước")
	s.head.post("/news/"+s.item+"/release", url.Values{"mark": {mark}, "on": {"10/02/2025"}, "at": {"8h30"}}).sees(200, "Đã công khai", "chờ giờ công khai")
	s.now = period.Date("2025-02-10").Time().Add(8*time.Hour + 29*time.Minute)
	s.holds("a minute before its hour", secrets...)
	s.anyone.get("/public/photos/" + first + "-large.jpg").sees(404)
	s.now = s.now.Add(time.Minute)
	s.office, s.head = s.as("van-phong", "vi"), s.as("lanh-dao", "vi") // days have gone by
	s.holds("at its hour", "Tổng kết bản thảo", "Chú thích thứ nhất", "!phiếu mật", first+"-small.jpg", "120%", "!⟦", "!Nguyễn")
	s.anyone.get("/public/news/"+s.item).sees(200, "Có <a href=\"/public/ngan-son/2023?version=1\">26</a> trên", `property="og:image" content="http`, first+"-large.jpg", `id="p-`+first+`"`, `href="#p-`+second+`"`, "Lời đọc", "hai mươi sáu", "!<script src", "10/02/2025")
	s.anyone.get("/public").sees(200, "Tổng kết bản thảo", "!<script")
	if n := len(s.anyone.page); n > 60<<10 {
		t.Errorf("the front page has %d bytes", n)
	}
	s.photos(first)

	s.feeds(first)
	s.write("Tổng kết bản thảo", "Có [26] trên [34] chỉ tiêu đạt và vượt.", "Chữ sắp đính chính.", nil).sees(200)
	s.holds("a text that was edited and not released", "!Chữ sắp đính chính")
	s.head.post("/news/"+s.item+"/release", url.Values{}).sees(422, "ghi nội dung đính chính")
	s.head.post("/news/"+s.item+"/release", url.Values{"notice": {"Viết lại đoạn hai"}}).sees(200, "Đã công khai")
	s.anyone.get("/public/news/"+s.item).sees(200, "Chữ sắp đính chính", "Đính chính ngày 10/02/2025", "Viết lại đoạn hai")
	s.anyone.get("/public/news/"+s.item+"?version=1").sees(200, "không phải bản mới nhất", "!Chữ sắp", "Lời hai")
	s.anyone.get("/public/news/" + s.item + "?version=3").sees(404)

	s.office.get("/news-photos/" + first + "/down").sees(403)
	s.head.post("/news-photos/"+first+"/down", url.Values{"reason": {""}}).sees(422, "Ghi lý do gỡ")
	s.head.post("/news-photos/"+first+"/down", url.Values{"reason": {"Người trong ảnh yêu cầu"}}).sees(200, "Đã gỡ ảnh")
	for _, size := range []string{"small", "large"} {
		s.anyone.get("/public/photos/"+first+"-"+size+".jpg").sees(410, "Người trong ảnh yêu cầu")
	}
	s.anyone.get("/public/news/"+s.item+"?version=1").sees(200, "Ảnh ở đây đã gỡ ngày 10/02/2025: Người trong ảnh yêu cầu", "!"+first, "!Chú thích thứ nhất", "Chú thích thứ hai")
	s.holds("a photo taken down", "!"+first, "!Chú thích thứ nhất", "Chú thích thứ hai", "Người trong ảnh yêu cầu")
	s.anyone.get("/public/photos/" + second + "-small.jpg").sees(200)

	s.head.post("/news/"+s.item+"/down", url.Values{"reason": {"Đăng nhầm hội nghị"}}).sees(200, "Đã gỡ tin")
	s.anyone.get("/public/news/"+s.item).sees(410, "Đăng nhầm hội nghị", "!Chữ sắp")
	s.anyone.get("/public/news/" + s.item + "?version=1").sees(410)
	s.anyone.get("/public/photos/" + second + "-large.jpg").sees(410)
	s.holds("an item taken down", "!Tổng kết bản thảo", "!Chú thích thứ hai", "!"+second)
	s.as("quan-tri", "vi").get("/ledger").sees(200, "gỡ tin đã công khai", "gỡ ảnh đã công khai", "công khai tin")
}

// photos holds what is sent for a photo: the bytes alone, asked anew each time.
func (s *newsSite) photos(which string) {
	s.Helper()
	resp := must(s.anyone.client.Get(s.url + "/public/photos/" + which + "-small.jpg"))(s.T)
	defer resp.Body.Close()
	head, err := jpeg.DecodeConfig(resp.Body)
	if err != nil || head.Width != 480 || resp.Header.Get("Content-Type") != "image/jpeg" || resp.Header.Get("Cache-Control") != "no-cache" {
		s.Errorf("%v %v %v", head, err, resp.Header)
	}
	ask := must(http.NewRequest("GET", s.url+"/public/photos/"+which+"-small.jpg", nil))(s.T)
	ask.Header.Set("If-None-Match", resp.Header.Get("ETag"))
	again := must(s.anyone.client.Do(ask))(s.T)
	again.Body.Close()
	if again.StatusCode != 304 {
		s.Errorf("had already: %d", again.StatusCode)
	}
	for _, bad := range []string{"x-small.jpg", which + ".jpg", which + "-small.png", "018f0000-0000-7000-8000-000000000000-small.jpg"} {
		s.anyone.get("/public/photos/" + bad).sees(404)
	}
}

// feeds holds that feeds and data are what they are called and name the photo.
func (s *newsSite) feeds(photo string) {
	s.Helper()
	var atom struct {
		Entries []struct {
			ID, Title, Updated string
			Links              []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(s.anyone.get("/public/news.atom").sees(200).page), &atom); err != nil || len(atom.Entries) != 1 || len(atom.Entries[0].Links) != 2 || !strings.HasSuffix(atom.Entries[0].Links[1].Href, photo+"-large.jpg") || atom.Entries[0].Links[1].Rel != "enclosure" {
		s.Errorf("%+v %v", atom, err)
	}
	var rss struct {
		Items []struct {
			Title     string
			Enclosure struct {
				URL    string `xml:"url,attr"`
				Length int    `xml:"length,attr"`
			} `xml:"enclosure"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal([]byte(s.anyone.get("/public/news.rss").sees(200).page), &rss); err != nil || len(rss.Items) != 1 || rss.Items[0].Enclosure.Length < 1000 {
		s.Errorf("%+v %v", rss, err)
	}
	var data struct {
		News []struct {
			ID, Title, Page string
			Photos          []struct{ Caption, Large string }
		}
	}
	if err := json.Unmarshal([]byte(s.anyone.get("/public/news.json").sees(200).page), &data); err != nil || len(data.News) != 1 || data.News[0].ID != s.item || len(data.News[0].Photos) != 2 {
		s.Errorf("%+v %v", data, err)
	}
	s.anyone.get("/sitemap.xml").sees(200, "/public/news/"+s.item)
}

// A commendation stands on the page of the year; the list goes on by "Xem thêm".
func TestNewsLists(t *testing.T) {
	s := newNewsSite(t)
	for i := range 14 {
		s.item = ""
		kind := url.Values{"kind": {map[bool]string{true: "praise", false: "event"}[i == 13]}}
		s.write("Bài số "+string(rune('A'+i)), "Tóm tắt.", "", kind).sees(200)
		s.head.post("/news/"+s.item+"/release", url.Values{}).sees(200, "Đã công khai")
		s.now = s.now.Add(time.Minute)
	}
	s.anyone.get("/public/ngan-son/2023").sees(200, "<h2>Khen thưởng</h2>", "Bài số N", "Bài số M", "!Bài số A")
	s.anyone.get("/public/ngan-son/2023?version=1").sees(200, "!Bài số N") // a twin never changes
	s.anyone.get("/public/news").sees(200, "Bài số N", "Bài số C", "!Bài số B", "Xem thêm")
	next := s.anyone.between(`rel="next" href="`, `"`)
	s.anyone.get(strings.ReplaceAll(next, "&amp;", "&")).sees(200, "Bài số B", "Bài số A", "!Bài số C", "!Xem thêm")
	s.anyone.get("/public/news?q=bai+so+d").sees(200, "Bài số D", "!Bài số E")
	s.anyone.get("/public/news?after=018f0000-0000-7000-8000-000000000000").sees(404)
	s.anyone.get("/public/news/"+s.item).sees(200, "Tin liên quan", "Bài số M", "Bài số K", "!Bài số J")
	s.as("", "en").get("/public/news/"+s.item+"?lang=en").sees(200, "Related news", "!Lời đọc")
}
