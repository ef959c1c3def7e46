package public

import (
	"encoding/xml"
	"net/http"
	"time"

	"dondoc/internal/app/newsroom"
	"dondoc/internal/i18n"
	"dondoc/internal/release"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/opened"
)

// mostFed is how many releases a feed has.
const mostFed = 50

// mostMapped is how many addresses a sitemap may have, the front among them.
const mostMapped = 49999

// news are the last releases.
func (s *server) news(r *kit.Ask, most int) ([]release.Version, error) {
	list, waiting, err := s.App.PublishedNews(r.Context(), most)
	if waiting {
		r.Unkept()
	}
	return list, err
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr,omitempty"`
}

type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []atomLink `xml:"link"`
	Summary string     `xml:"summary"`
}

type rssFeed struct {
	XMLName xml.Name  `xml:"rss"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"channel>title"`
	Link    string    `xml:"channel>link"`
	Desc    string    `xml:"channel>description"`
	Items   []rssItem `xml:"channel>item"`
}

type rssItem struct {
	Title string  `xml:"title"`
	Link  string  `xml:"link"`
	GUID  rssGUID `xml:"guid"`
	Date  string  `xml:"pubDate"`
	Desc  string  `xml:"description"`

	Picture *rssPicture `xml:"enclosure"`
}

type rssPicture struct {
	URL    string `xml:"url,attr"`
	Length int    `xml:"length,attr"`
	Type   string `xml:"type,attr"`
}

type rssGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	Text      string `xml:",chardata"`
}

// toldOf is a release as a feed tells it: a correction and a taking down are news too.
func toldOf(r *kit.Ask, v release.Version) (title, summary string) {
	title = i18n.T(r.Lang, "public.year_title", "unit", v.Name, "cycle", string(v.Cycle))
	if v.Step == release.Withdrawn {
		return title, i18n.T(r.Lang, "public.down", "day", v.On.Day()) + " " + v.Notice
	}
	summary = i18n.T(r.Lang, "public.sentence", "cycle", string(v.Cycle), "unit", within(v.Name), "reached", v.Reached, "total", v.Total)
	if v.Notice != "" {
		summary += " " + i18n.T(r.Lang, "public.corrected", "day", v.On.Day()) + " " + v.Notice
	}
	return title, summary
}

func (s *server) atom(w http.ResponseWriter, r *kit.Ask) error {
	list, err := s.news(r, mostFed)
	if err != nil {
		return err
	}
	self := s.whole(r, opened.Atom)
	f := atomFeed{ID: self, Title: i18n.T(r.Lang, "public.title"), Author: i18n.T(r.Lang, "public.brand"), Updated: time.UnixMilli(0).UTC().Format(time.RFC3339),
		Links: []atomLink{{"self", self, "application/atom+xml"}, {"alternate", s.whole(r, opened.Front), "text/html"}}}
	for i, v := range list {
		title, summary := toldOf(r, v)
		to, at := s.whole(r, opened.Year(v.Code, v.Cycle, "", "")), v.At.UTC().Format(time.RFC3339)
		if i == 0 || at > f.Updated {
			f.Updated = at
		}
		f.Entries = append(f.Entries, atomEntry{ID: to, Title: title, Updated: at, Links: []atomLink{{Rel: "alternate", Href: to}}, Summary: summary})
	}
	return s.sendXML(w, r, "application/atom+xml; charset=utf-8", f)
}

func (s *server) rss(w http.ResponseWriter, r *kit.Ask) error {
	list, err := s.news(r, mostFed)
	if err != nil {
		return err
	}
	f := rssFeed{Version: "2.0", Title: i18n.T(r.Lang, "public.title"), Link: s.whole(r, opened.Front), Desc: i18n.T(r.Lang, "public.desc")}
	for _, v := range list {
		title, summary := toldOf(r, v)
		to := s.whole(r, opened.Year(v.Code, v.Cycle, "", ""))
		f.Items = append(f.Items, rssItem{Title: title, Link: to, GUID: rssGUID{false, to + "#" + v.At.UTC().Format("20060102150405")}, Date: v.At.UTC().Format(time.RFC1123Z), Desc: summary})
	}
	return s.sendXML(w, r, "application/rss+xml; charset=utf-8", f)
}

type sitemap struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []place  `xml:"url"`
}

type place struct {
	Loc string `xml:"loc"`
	Mod string `xml:"lastmod,omitempty"`
}

func (s *server) sitemap(w http.ResponseWriter, r *kit.Ask) error {
	list, err := s.news(r, mostMapped)
	if err != nil {
		return err
	}
	m := sitemap{URLs: []place{{Loc: s.whole(r, opened.Front)}}}
	for _, v := range list {
		if v.Step == release.Made {
			m.URLs = append(m.URLs, place{s.whole(r, opened.Year(v.Code, v.Cycle, "", "")), v.At.UTC().Format("2006-01-02")})
		}
	}
	items, err := s.newest(r, newsroom.PublicQuery{Most: mostMapped - len(m.URLs), Bare: true})
	if err != nil {
		return err
	}
	for n, i := range items {
		if n == 0 {
			m.URLs = append(m.URLs, place{Loc: s.whole(r, opened.News)})
		}
		m.URLs = append(m.URLs, place{s.whole(r, opened.NewsItem(i.News, "")), i.At.UTC().Format("2006-01-02")})
	}
	return s.sendXML(w, r, "application/xml; charset=utf-8", m)
}

// robots keeps crawlers to what is public.
func (s *server) robots(w http.ResponseWriter, r *kit.Ask) error {
	may := "Allow: /public\nAllow: /static/\nDisallow: /\n"
	if writtenOut(r.Request) != nil {
		may = "Allow: /\n" // all that is written out is public
	}
	return s.Send(w, r, "text/plain; charset=utf-8", []byte("User-agent: *\n"+may+"\nSitemap: "+s.whole(r, opened.Sitemap)+"\n"))
}

func (s *server) sendXML(w http.ResponseWriter, r *kit.Ask, kind string, v any) error {
	text, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return s.Send(w, r, kind, append([]byte(xml.Header), text...))
}
