package public

import (
	"net/http"
	"time"

	"dondoc/internal/app/newsroom"
	"dondoc/internal/i18n"
	"dondoc/internal/news"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/opened"
)

// toldNews is an item as a feed tells it.
func toldNews(r *kit.Ask, i newsroom.Listed) (summary string) {
	summary = i.Lead
	if i.Notice != "" {
		summary += " " + i18n.T(r.Lang, "public.corrected", "day", dayOf(i.Version.Version)) + " " + i.Notice
	}
	return summary
}

// lastNews are the last items with what they say, as known on the day that is asked for.
func (s *server) lastNews(r *kit.Ask) (newsroom.PublicList, error) {
	twin, err := twinOf(r)
	if err != nil {
		return newsroom.PublicList{}, err
	}
	list, err := s.App.PublicNews(r.Context(), newsroom.PublicQuery{Most: mostFed, Day: twin.Day})
	if list.Waiting {
		r.Unkept()
	}
	return list, err
}

func (s *server) newsAtom(w http.ResponseWriter, r *kit.Ask) error {
	list, err := s.lastNews(r)
	if err != nil {
		return err
	}
	f := s.atomOf(r, opened.NewsAtom, opened.NewsList("", "", "", list.Day), i18n.T(r.Lang, "public.news"), i18n.T(r.Lang, "public.news_desc"), list.Day, list.Changed)
	for _, i := range list.List {
		id, to, at := s.whole(r, opened.NewsItem(i.News, "")), s.whole(r, opened.NewsItem(i.News, opened.Known(list.Day))), i.At.UTC().Format(time.RFC3339)
		f.Updated = max(f.Updated, at)
		e := atomEntry{ID: id, Title: i.Title, Updated: at, Links: []atomLink{{Rel: "alternate", Href: to}}, Summary: toldNews(r, i)}
		if p, ok := i.Body.First(); ok {
			e.Links = append(e.Links, atomLink{"enclosure", s.whole(r, opened.Photo(p.ID, false)), "image/jpeg"})
		}
		f.Entries = append(f.Entries, e)
	}
	return s.sendXML(w, r, "application/atom+xml; charset=utf-8", f)
}

func (s *server) newsRSS(w http.ResponseWriter, r *kit.Ask) error {
	list, err := s.lastNews(r)
	if err != nil {
		return err
	}
	f := rssFeed{Version: "2.0", Title: i18n.T(r.Lang, "public.news"), Link: s.whole(r, opened.NewsList("", "", "", list.Day)), Desc: fed(r, i18n.T(r.Lang, "public.news_desc"), list.Day, list.Changed)}
	for _, i := range list.List {
		id, to := s.whole(r, opened.NewsItem(i.News, "")), s.whole(r, opened.NewsItem(i.News, opened.Known(list.Day)))
		one := rssItem{Title: i.Title, Link: to, GUID: rssGUID{false, id + "#" + i.At.UTC().Format("20060102150405")}, Date: i.Shown.UTC().Format(time.RFC1123Z), Desc: toldNews(r, i)}
		if p, ok := i.Body.First(); ok {
			one.Picture = &rssPicture{s.whole(r, opened.Photo(p.ID, false)), p.Large.Bytes, "image/jpeg"}
		}
		f.Items = append(f.Items, one)
	}
	return s.sendXML(w, r, "application/rss+xml; charset=utf-8", f)
}

type newsPicture struct {
	Caption  string `json:"caption"`
	Invented bool   `json:"illustrative"`
	Large    string `json:"large"`
	Small    string `json:"small"`
	SHA256   string `json:"sha256"`
}

type newsOpen struct {
	ID       string        `json:"id"`
	Unit     string        `json:"unit"`
	Name     string        `json:"name"`
	Cycle    string        `json:"cycle"`
	Kind     news.Kind     `json:"kind"`
	Title    string        `json:"title"`
	Lead     string        `json:"lead"`
	Page     string        `json:"page"`
	Version  int64         `json:"version"`
	PublicOn string        `json:"public_on"`
	Notice   string        `json:"correction,omitempty"`
	Photos   []newsPicture `json:"photos"`
	Entries  int64         `json:"entries"`
	Root     string        `json:"root"`
}

// newsData is the last items as data, for pages of others.
func (s *server) newsData(w http.ResponseWriter, r *kit.Ask) error {
	known, err := s.lastNews(r)
	if err != nil {
		return err
	}
	out := []newsOpen{}
	for _, i := range known.List {
		one := newsOpen{string(i.News), i.Code, i.Name, string(i.Cycle), i.Kind, i.Title, i.Lead, s.whole(r, opened.NewsItem(i.News, opened.Known(known.Day))), i.No, string(dayOf(i.Version.Version)), i.Notice, []newsPicture{}, i.Entries, i.Root}
		for _, p := range i.Body.Photos {
			if p.Down == "" {
				one.Photos = append(one.Photos, newsPicture{p.Caption, p.Invented, s.whole(r, opened.Photo(p.ID, false)), s.whole(r, opened.Photo(p.ID, true)), p.Large.SHA256})
			}
		}
		out = append(out, one)
	}
	answer := map[string]any{"news": out, "licence": i18n.T(r.Lang, "public.licence")}
	if known.Day != "" {
		answer["as_known"], answer["changed"] = known.Day, known.Changed
	}
	return s.sendJSON(w, r, answer)
}
