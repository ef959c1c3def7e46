package cli

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/newsroom"
	"dondoc/internal/app/releases"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/report/told"
	"dondoc/internal/web"
	"dondoc/internal/web/public"

	"github.com/mmcdole/gofeed"
)

// publicSite is a site with a released year and two items of news, one of them taken
// down a day later.
type publicSite struct {
	*apptest.World
	t          *testing.T
	url        string
	kept, gone id.ID
}

func newPublicSite(t *testing.T, w *apptest.World) *publicSite {
	s := &publicSite{World: w, t: t}
	head := w.Actor("s-head", access.Head, w.District)
	item := func(title string) id.ID {
		which := apptest.Must(w.WriteNews(apptest.Ctx, head, newsroom.NewText{Unit: "ngan-son", Cycle: "2023", Kind: news.Event, Title: title, Lead: "Lời dẫn <b>&amp; đủ dấu</b>."}, told.Teller{}))(t)
		apptest.Must(w.ReleaseNews(apptest.Ctx, head, newsroom.NewRelease{News: which}, told.Teller{}))(t)
		return which
	}
	apptest.Must(w.Publish(apptest.Ctx, head, releases.NewRelease{Unit: "ngan-son", Cycle: "2023"}))(t)
	s.kept, s.gone = item("Tin còn đó"), item("Tin đăng nhầm")
	*w.Clock = w.Clock.Add(24 * time.Hour)
	if err := w.TakeDownNews(apptest.Ctx, head, s.gone, "đăng nhầm"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(web.New(w.App, web.Options{}))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

func (s *publicSite) get(path string, status int, texts ...string) string {
	s.t.Helper()
	got, err := http.Get(s.url + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil || got.StatusCode != status {
		s.t.Errorf("%s: %d, want %d (%v)", path, got.StatusCode, status, err)
	}
	for _, text := range texts {
		if not, is := strings.CutPrefix(text, "!"); is == strings.Contains(string(body), not) {
			s.t.Errorf("%s: %q", path, text)
		}
	}
	return string(body)
}

// The public site is the same over both engines; its feeds are read by a parser of
// others; lists have dated twins, which say when they are others now; what was taken
// down says so in the site as files, too.
func TestThePublicSiteOverBothEngines(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		s := newPublicSite(t, w)
		before := string(w.Clock.Add(-24 * time.Hour).Format("2006-01-02"))
		s.get("/public", 200, "Tin còn đó", "!Tin đăng nhầm")
		s.get("/public?as-known="+before, 200, "Đây là bản đã công khai đến hết ngày", "!Số liệu đã thay đổi")
		s.get("/public/news", 200, "Tin còn đó", "!Tin đăng nhầm", "as-known=")
		s.get("/public/news?as-known="+before, 200, "Tin còn đó", "!Tin đăng nhầm", "Đây là bản đã công khai", string(s.kept)+"?as-known="+before)
		s.get("/public/news?as-known=2020-01-01", 200, "!Tin còn đó", "Số liệu đã thay đổi")
		s.get("/public/news.json?as-known=2020-01-01", 200, `"changed": true`, "!Tin còn đó")
		s.get("/public/news/"+string(s.gone), 410, "đăng nhầm")
		s.get("/public/ngan-son/2023", 200)
		for _, file := range []string{"data.csv", "data.json", "dictionary.json", "card", "card.png"} {
			s.get("/public/ngan-son/2023/"+file, 200)
		}
		s.get("/sitemap.xml", 200, "/public/news/"+string(s.kept), "!"+string(s.gone))
		for _, path := range []string{"/public/feed.atom", "/public/feed.rss", "/public/news.atom", "/public/news.rss"} {
			s.parsed(path)
		}
		s.written()
	})
}

// parsed holds a feed against a parser that is not ours.
func (s *publicSite) parsed(path string) {
	s.t.Helper()
	text := s.get(path, 200)
	feed, err := gofeed.NewParser().ParseString(text)
	if err != nil {
		s.t.Errorf("%s: %v", path, err)
		return
	}
	if feed.Title == "" || feed.Link == "" || len(feed.Items) != 1 {
		s.t.Errorf("%s: %q, %q, %d items", path, feed.Title, feed.Link, len(feed.Items))
	}
	for _, i := range feed.Items {
		to, err := url.Parse(i.Link)
		when := i.PublishedParsed
		if when == nil {
			when = i.UpdatedParsed
		}
		if err != nil || !to.IsAbs() || i.GUID == "" || i.Title == "" || when == nil {
			s.t.Errorf("%s: %+v", path, i)
			continue
		}
		if strings.Contains(path, "news") && !strings.Contains(i.Description, "Lời dẫn <b>&amp; đủ dấu</b>.") {
			s.t.Errorf("%s says %q", path, i.Description)
		}
		s.get(to.RequestURI(), 200)
	}
}

// written looks at the site as files.
func (s *publicSite) written() {
	s.t.Helper()
	gone, err := public.Gone(context.Background(), s.App)
	if err != nil {
		s.t.Fatal(err)
	}
	files := map[string]string{}
	if _, err := public.Write(context.Background(), web.New(s.App, web.Options{}), "", gone, func(f public.File) error {
		files[f.Name] = string(f.Text)
		return nil
	}); err != nil {
		s.t.Fatal(err)
	}
	page := files["news/"+string(s.gone)+"/index.html"]
	if page == "" {
		page = files["news/"+string(s.gone)+".html"]
	}
	var names []string
	for name, text := range files {
		if strings.Contains(name, string(s.gone)) {
			names = append(names, name)
		}
		if strings.Contains(text, "Tin đăng nhầm") {
			s.t.Errorf("%s still says what was taken down", name)
		}
	}
	if !strings.Contains(page, "đăng nhầm") || len(names) < 3 {
		s.t.Errorf("what was taken down vanished from the files: %v", names)
	}
}
