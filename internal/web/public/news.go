package public

import (
	"net/http"
	"slices"
	"strings"

	"dondoc/internal/app/newsroom"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/period"
	"dondoc/internal/prose"
	"dondoc/internal/release"
	"dondoc/internal/report/told"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/opened"
)

// mostFront is how many items stand on pages of something else.
const mostFront = 3

// newest gives some items for another page.
func (s *server) newest(r *kit.Ask, q newsroom.PublicQuery) ([]newsroom.Listed, error) {
	list, err := s.App.PublicNews(r.Context(), q)
	if list.Waiting {
		r.Unkept()
	}
	return list.List, err
}

// NewsList is a page of items.
type NewsList struct {
	Base
	newsroom.PublicList
	UnitName string
}

// NextURL is the next page of the list; "" at its end.
func (v NewsList) NextURL() string {
	if v.Next == "" {
		return ""
	}
	return opened.NewsList(v.Unit, v.Words, v.Next, v.Day)
}

func (s *server) newsList(w http.ResponseWriter, r *kit.Ask) error {
	q := r.URL.Query()
	v := NewsList{}
	twin, err := twinOf(r)
	if err != nil {
		return err
	}
	if v.PublicList, err = s.App.PublicNews(r.Context(), newsroom.PublicQuery{Unit: q.Get("unit"), Words: q.Get("q"), After: id.ID(q.Get("after")), Day: twin.Day}); err != nil {
		return err
	}
	if v.Waiting || v.Words != "" {
		r.Unkept()
	}
	title := i18n.T(r.Lang, "public.news")
	if v.Unit != "" && len(v.List) > 0 {
		title = i18n.T(r.Lang, "public.news_of", "unit", v.List[0].Name)
	}
	v.Base = s.base(r, title, i18n.T(r.Lang, "public.news_desc"))
	return s.Show(w, r, http.StatusOK, v.Page())
}

// NewsItem is an item as anyone reads it, or as they would read it.
type NewsItem struct {
	Base
	newsroom.Public
	Which   newsroom.Twin // the twin that was asked for; none for the page that goes on
	Related []newsroom.Listed
	Draft   bool // not public: its photos are those of the draft
}

func (s *server) newsItem(w http.ResponseWriter, r *kit.Ask) error {
	which := r.PathValue("id")
	if _, err := period.ParseCycle(which); err == nil { // a unit whose code is "news"
		r.SetPathValue("code", "news")
		r.SetPathValue("cycle", which)
		return s.year(w, r)
	}
	v := NewsItem{}
	y, err := twinOf(r)
	if err != nil {
		return err
	}
	v.Which = newsroom.Twin(y)
	if v.Public, err = s.App.PublicNewsItem(r.Context(), id.ID(which), v.Which, told.Teller{}); err != nil {
		return err
	}
	if v.Waiting {
		r.Unkept()
	}
	v.Base = s.base(r, v.Version.Title, v.Version.Lead)
	if v.Down != nil {
		v.Base.Title, v.Desc = i18n.T(r.Lang, "public.news_down"), ""
		return s.Show(w, r, http.StatusGone, v.DownPage())
	}
	if v.Which == (newsroom.Twin{}) {
		all, err := s.newest(r, newsroom.PublicQuery{Unit: v.Code, Most: mostFront + 1})
		if err != nil {
			return err
		}
		for _, other := range all {
			if other.News != v.News && len(v.Related) < mostFront {
				v.Related = append(v.Related, other)
			}
		}
	}
	return s.Show(w, r, http.StatusOK, v.Page(s.photoOf(r, v.Body)))
}

// photoOf is the whole address of the photo that stands for an item; "" where it has
// none, or the site no address.
func (s *server) photoOf(r *kit.Ask, b news.Body) string {
	p, ok := b.First()
	if !ok || writtenOut(r.Request) != nil && writtenOut(r.Request).base == "" {
		return ""
	}
	return s.whole(r, opened.Photo(p.ID, false))
}

// PhotoURL is where a photo is from this page.
func (v NewsItem) PhotoURL(p news.Shown, small bool) string {
	if v.Draft {
		return opened.DraftPhoto(p.ID, map[bool]string{true: "small", false: "large"}[small])
	}
	return string(v.To(opened.Photo(p.ID, small)))
}

// Open are the photos that were not taken down.
func (v NewsItem) Open() (out []news.Shown) {
	for _, p := range v.Body.Photos {
		if p.Down == "" {
			out = append(out, p)
		}
	}
	return out
}

// FigureURL is where a figure of the text leads: its target, or the year it counts;
// "" where the year is not to be read.
func (v NewsItem) FigureURL(p prose.Piece) string {
	if v.Year == nil || p.Name == "" {
		return ""
	}
	twin := opened.Version(v.Year.No)
	row, ok := told.RowOf(p.Name)
	if !ok {
		return opened.Year(v.Code, v.Cycle, "", twin)
	}
	if _, there := v.Rows.Row(row); !there {
		return ""
	}
	return opened.Target(v.Code, v.Cycle, row, twin)
}

// Twin is the page of a version, which never changes but for what is taken down.
func (v NewsItem) Twin(of news.Version) string {
	return opened.NewsItem(v.News, opened.Version(of.No))
}

// Notices are the corrections so far, the newest first.
func (v NewsItem) Notices() (out []news.Version) {
	for _, of := range slices.Backward(v.Versions) {
		if of.Notice != "" && of.No <= v.No {
			out = append(out, of)
		}
	}
	return out
}

// dayOf is the day from which a version is public.
func dayOf(of release.Version) period.Date { return max(of.On.Day(), period.DateOf(of.At)) }

// Aloud is the sentences of an item as they are said.
func (v NewsItem) Aloud() []Said {
	texts := []string{strings.TrimRight(v.Version.Title, ". ") + ".", prose.Reads(v.Body.Lead)}
	for _, n := range v.Notices() {
		texts = append(texts, v.T("public.corrected", "day", dayOf(n.Version))+" "+n.Notice)
	}
	for _, p := range v.Body.Paragraphs {
		texts = append(texts, prose.Reads(p))
	}
	for _, p := range v.Body.Photos {
		if p.Down == "" {
			texts = append(texts, v.T("public.news_photo_aloud", "caption", v.caption(p)))
		}
	}
	var sentences []string
	for _, t := range texts {
		for sentence := range strings.SplitAfterSeq(t, ". ") {
			sentences = append(sentences, strings.TrimSpace(sentence))
		}
	}
	return v.said(sentences, func(name string) string {
		return opened.NewsSound(v.News, name, opened.Version(v.No))
	})
}

// caption is what stands under a photo; one that is not of the occasion says so.
func (b Base) caption(p news.Shown) string {
	if p.Invented {
		return b.T("public.news_invented", "caption", p.Caption)
	}
	return p.Caption
}

// photo gives a photo of a public item; of one that was taken down a page says so.
func (s *server) photo(w http.ResponseWriter, r *kit.Ask) error {
	which, small, ok := opened.PhotoOf(r.PathValue("file"))
	if !ok {
		return errs.New(errs.NotFound, "news.none")
	}
	seen, err := s.App.PublicNewsPhoto(r.Context(), which, small, strings.Trim(r.Header.Get("If-None-Match"), `"`))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Cache-Control", "no-cache") // whether it is still public is asked each time
	if seen.Gone {
		v := NewsItem{Base: s.base(r, i18n.T(r.Lang, "public.news_photo_down"), "")}
		return s.Show(w, r, http.StatusGone, v.GonePage(seen.Why))
	}
	h.Set("ETag", `"`+seen.Size.SHA256+`"`)
	if seen.Bytes == nil {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", "image/jpeg")
	if _, err := w.Write(seen.Bytes); err != nil {
		s.Opts.Log.Debug("reader gone", "err", err)
	}
	return nil
}
