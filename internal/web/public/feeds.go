package public

import (
	"encoding/xml"
	"net/http"
	"time"

	"dondoc/internal/app/newsroom"
	"dondoc/internal/app/releases"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/release"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/opened"
)

// mostFed is how many releases a feed has.
const mostFed = 50

// mostMapped is how many addresses a sitemap may have, the front among them.
const mostMapped = 49999

// news are the last releases, as known on the day that is asked for.
func (s *server) news(r *kit.Ask, most int) (releases.PublicList, error) {
	twin, err := twinOf(r)
	if err != nil {
		return releases.PublicList{}, err
	}
	list, err := s.App.PublishedNews(r.Context(), twin.Day, most)
	if list.Waiting {
		r.Unkept()
	}
	return list, err
}

// fed is what a feed says of itself: of which day it is, and whether it is another now.
func fed(r *kit.Ask, text string, day period.Date, changed bool) string {
	if day != "" {
		text = i18n.T(r.Lang, "public.changed_hint", "day", day) + " " + text
	}
	if changed {
		text = i18n.T(r.Lang, "public.changed") + " " + text
	}
	return text
}

// atomOf begins a feed: a dated one names the one that goes on (RFC 5005).
func (s *server) atomOf(r *kit.Ask, feed, list, title, text string, day period.Date, changed bool) atomFeed {
	self, now := s.whole(r, opened.Dated(feed, day)), s.whole(r, feed)
	f := atomFeed{ID: self, Title: title, Subtitle: fed(r, text, day, changed), Author: i18n.T(r.Lang, "public.brand"), Updated: time.UnixMilli(0).UTC().Format(time.RFC3339),
		Links: []atomLink{{"self", self, "application/atom+xml"}, {"alternate", s.whole(r, list), "text/html"}}}
	if day != "" {
		f.Links = append(f.Links, atomLink{"current", now, "application/atom+xml"})
	}
	return f
}

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle"`
	Updated  string      `xml:"updated"`
	Author   string      `xml:"author>name"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
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
	f := s.atomOf(r, opened.Atom, opened.Dated(opened.Front, list.Day), i18n.T(r.Lang, "public.title"), i18n.T(r.Lang, "public.desc"), list.Day, list.Changed)
	for _, v := range list.List {
		title, summary := toldOf(r, v)
		id, to, at := s.whole(r, opened.Year(v.Code, v.Cycle, "", "")), s.whole(r, opened.Year(v.Code, v.Cycle, "", opened.Known(list.Day))), v.At.UTC().Format(time.RFC3339)
		f.Updated = max(f.Updated, at)
		f.Entries = append(f.Entries, atomEntry{ID: id, Title: title, Updated: at, Links: []atomLink{{Rel: "alternate", Href: to}}, Summary: summary})
	}
	return s.sendXML(w, r, "application/atom+xml; charset=utf-8", f)
}

func (s *server) rss(w http.ResponseWriter, r *kit.Ask) error {
	list, err := s.news(r, mostFed)
	if err != nil {
		return err
	}
	f := rssFeed{Version: "2.0", Title: i18n.T(r.Lang, "public.title"), Link: s.whole(r, opened.Dated(opened.Front, list.Day)), Desc: fed(r, i18n.T(r.Lang, "public.desc"), list.Day, list.Changed)}
	for _, v := range list.List {
		title, summary := toldOf(r, v)
		id, to := s.whole(r, opened.Year(v.Code, v.Cycle, "", "")), s.whole(r, opened.Year(v.Code, v.Cycle, "", opened.Known(list.Day)))
		f.Items = append(f.Items, rssItem{Title: title, Link: to, GUID: rssGUID{false, id + "#" + v.At.UTC().Format("20060102150405")}, Date: v.At.UTC().Format(time.RFC1123Z), Desc: summary})
	}
	return s.sendXML(w, r, "application/rss+xml; charset=utf-8", f)
}

type sitemap struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	Note    string   `xml:",comment"` // of which day a dated one is
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
	known := opened.Known(list.Day)
	m := sitemap{URLs: []place{{Loc: s.whole(r, opened.Dated(opened.Front, list.Day))}}}
	for _, v := range list.List {
		if v.Step == release.Made {
			m.URLs = append(m.URLs, place{s.whole(r, opened.Year(v.Code, v.Cycle, "", known)), v.At.UTC().Format("2006-01-02")})
		}
	}
	items, err := s.App.PublicNews(r.Context(), newsroom.PublicQuery{Most: mostMapped - len(m.URLs), Bare: true, Day: list.Day})
	if err != nil {
		return err
	}
	if items.Waiting {
		r.Unkept()
	}
	m.Note = fed(r, "", list.Day, list.Changed || items.Changed)
	for n, i := range items.List {
		if n == 0 {
			m.URLs = append(m.URLs, place{Loc: s.whole(r, opened.Dated(opened.News, list.Day))})
		}
		m.URLs = append(m.URLs, place{s.whole(r, opened.NewsItem(i.News, known)), i.At.UTC().Format("2006-01-02")})
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
