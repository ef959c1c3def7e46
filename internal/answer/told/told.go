// Package told gives news as the office writes them in the one JSON shape of command
// line and API.
package told

import (
	"time"

	"dondoc/internal/app/newsroom"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/release"
	"dondoc/internal/report/told"
)

// NewsRoom is the items of a unit's year.
type NewsRoom struct {
	Unit  string      `json:"unit"`
	Name  string      `json:"name"`
	Cycle string      `json:"cycle"`
	News  []NewsBrief `json:"news"`
	May   bool        `json:"may" doc:"whether you may write"`
}

// NewsBrief is an item in the list.
type NewsBrief struct {
	ID    id.ID     `json:"id"`
	Kind  string    `json:"kind" doc:"event, praise"`
	Title string    `json:"title"`
	State string    `json:"state" doc:"draft, waits, public, down"`
	By    string    `json:"by"`
	At    time.Time `json:"at"`
}

// NewsWork is an item as it is being written, and what would become public of it.
type NewsWork struct {
	ID       id.ID         `json:"id"`
	Unit     string        `json:"unit"`
	Name     string        `json:"name"`
	Cycle    string        `json:"cycle"`
	Kind     string        `json:"kind"`
	State    string        `json:"state"`
	Version  int64         `json:"version" doc:"of the text; given back as seen when it is written anew"`
	Title    string        `json:"title"`
	Lead     string        `json:"lead" doc:"as it is typed, figures in brackets"`
	Body     string        `json:"body" doc:"a paragraph a line"`
	Names    []NewsName    `json:"names"`
	Photos   []NewsPicture `json:"photos"`
	Figures  []NewsFigure  `json:"figures" doc:"that may be told: those of the released year"`
	ByHand   []string      `json:"by_hand" doc:"numbers of the text that follow no data"`
	Held     []string      `json:"held" doc:"what stands against a release"`
	Mark     string        `json:"mark" doc:"of what was previewed; given back at the release"`
	Versions []NewsVersion `json:"versions"`
	May      bool          `json:"may" doc:"whether you may write"`
	Releases bool          `json:"releases" doc:"whether you may release and take down"`
}

// NewsName is somebody the text names, and why it may.
type NewsName struct {
	Name  string `json:"name"`
	Basis string `json:"basis" doc:"duty, public, consent, awarded"`
	Note  string `json:"note,omitempty"`
}

// NewsPicture is a photo of an item.
type NewsPicture struct {
	ID           id.ID  `json:"id"`
	Place        int64  `json:"place"`
	Caption      string `json:"caption"`
	Basis        string `json:"basis" doc:"duty, public, consent, awarded, no_person"`
	Note         string `json:"note,omitempty"`
	Illustrative bool   `json:"illustrative"`
	Width        int    `json:"width"`
	Height       int    `json:"height"`
	SHA256       string `json:"sha256"`
	Public       bool   `json:"public" doc:"in the newest version that was made"`
	Down         string `json:"down,omitempty" doc:"why it was taken down"`
}

// NewsFigure is a figure that may be told, and how it is typed.
type NewsFigure struct {
	Typed string `json:"typed"`
	Of    string `json:"of,omitempty"`
}

// NewsVersion is a release, or a taking down.
type NewsVersion struct {
	No      int64     `json:"no"`
	Step    string    `json:"step" doc:"made, withdrawn"`
	From    string    `json:"from" doc:"from when it may be read: a day, or a minute of it in Vietnam"`
	Notice  string    `json:"notice"`
	Entries int64     `json:"entries"`
	Root    string    `json:"root"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}

// OfRoom gives the items of a unit's year.
func OfRoom(r newsroom.Room) NewsRoom {
	out := NewsRoom{r.Unit.Code, r.Unit.Name, string(r.Cycle), []NewsBrief{}, r.May}
	for _, i := range r.Items {
		t := i.Text()
		out.News = append(out.News, NewsBrief{i.ID, string(i.Kind), t.Title, newsroom.State(i.Versions, r.Now), t.ByName, t.At.UTC()})
	}
	return out
}

// Of gives an item at a moment.
func Of(lang i18n.Lang, d newsroom.Draft, now release.Moment) NewsWork {
	t, year := d.Text(), d.Year.Body
	out := NewsWork{ID: d.ID, Unit: d.Unit.Code, Name: d.Unit.Name, Cycle: string(d.Cycle), Kind: string(d.Kind), State: newsroom.State(d.Versions, now), Version: t.Version, Title: t.Title,
		Lead: told.Typed(year, t.Lead), Body: told.Typed(year, t.Body), Names: []NewsName{}, Photos: []NewsPicture{}, Figures: []NewsFigure{}, Held: []string{}, Mark: d.Mark, Versions: []NewsVersion{}, May: d.May, Releases: d.Releases,
		ByHand: append(append([]string{}, told.ByHand(t.Lead)...), told.ByHand(t.Body)...)}
	for _, n := range t.Names {
		out.Names = append(out.Names, NewsName{n.Name, string(n.Basis), n.Note})
	}
	for _, p := range d.Photos {
		out.Photos = append(out.Photos, picture(p, d.Public))
	}
	for _, f := range told.Figures(year) {
		out.Figures = append(out.Figures, NewsFigure{told.Typed(year, "⟦"+f.Name+"|"+f.Text+"⟧"), f.Of})
	}
	for _, h := range d.Held {
		out.Held = append(out.Held, i18n.Say(lang, h))
	}
	for _, v := range d.Versions {
		out.Versions = append(out.Versions, NewsVersion{v.No, string(v.Step), string(v.On), v.Notice, v.Entries, v.Root, v.ByName, v.At.UTC()})
	}
	return out
}

func picture(p news.Photo, public news.Body) NewsPicture {
	return NewsPicture{p.ID, p.Place, p.Caption, string(p.Basis), p.Note, p.Invented, p.Large.Width, p.Large.Height, p.Large.SHA256, public.Has(p.ID) && p.DownAt.IsZero(), p.Down}
}
