// Package newsroom is the office's news for the public: text with live figures and
// photos are written, previewed, released, corrected and taken down. What the public
// reads comes from released versions alone.
package newsroom

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/release"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk    *desk.Desk
	decodes chan struct{} // one picture is decoded at a time: it may take much memory
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{k, make(chan struct{}, 1)} }

// Teller knows the figures of a released year; see report/told.
type Teller interface {
	// Words reads what was typed, figures in brackets, into words as they are kept.
	// Invalid names a figure that is none of the year's, or is several.
	Words(year release.Body, cycle period.Cycle, typed string) (string, error)
	// Fresh gives kept words with the figures as the year has them, and those that
	// read otherwise now or are gone.
	Fresh(year release.Body, cycle period.Cycle, kept string) (string, []news.Moved)
	// Praise words an item on commendations.
	Praise(unit string, cycle period.Cycle, awards []Award) NewText
	// Plain gives kept words as they read.
	Plain(kept string) string
}

// Year is the released year whose figures an item tells: the newest version that
// was not taken down, also one that still waits. No is 0 where there is none.
type Year struct {
	No   int64
	On   release.Moment
	Body release.Body
}

// YearOf gives the released year of a unit.
func yearOf(ctx context.Context, tx *desk.Tx, unit id.ID, cycle period.Cycle) (y Year, err error) {
	all, err := tx.Releases(ctx, unit, cycle)
	if n := len(all); err == nil && n > 0 && all[n-1].Step == release.Made {
		y.No, y.On = all[n-1].No, all[n-1].On
		y.Body, err = tx.ReleaseBody(ctx, all[n-1])
	}
	return y, err
}

// Draft is an item as the office works on it.
type Draft struct {
	news.Item
	Unit     org.Version
	Texts    []news.Text    // every version, the first one first
	Photos   []news.Photo   // those that are to be shown or were taken down, in order
	Versions []news.Version // made before, the first one first
	Year     Year
	Body     news.Body       // what would become public
	Public   news.Body       // what the newest version says; of one that was not taken down
	Mark     string          // of Body, for the release that follows
	Moved    []news.Moved    // figures that the released year has otherwise now
	Fresh    news.Text       // the newest text with the figures as they are now
	Held     []phrase.Phrase // what stands against a release
	May      bool            // whether who asks may write
	Releases bool            // whether they may release and take down
}

// Text is the newest version; with number 0 where nothing was written.
func (d Draft) Text() news.Text {
	if n := len(d.Texts); n > 0 {
		return d.Texts[n-1]
	}
	return news.Text{}
}

// State says how far an item is at a moment: "draft", "waits", "public", "down".
func State(all []news.Version, at release.Moment) string {
	list, down := news.Readable(all, at)
	switch {
	case len(list) > 0:
		return "public"
	case news.Waiting(all, at) && all[len(all)-1].Step == release.Made:
		return "waits"
	case down != nil:
		return "down"
	}
	return "draft"
}

// Room is the items of a unit's year.
type Room struct {
	Unit  org.Version
	Cycle period.Cycle
	Items []Draft // with their newest text and their versions alone
	May   bool
	Now   release.Moment
}

// News gives the items of a unit's year, for who may read the unit.
func (a *Wing) News(ctx context.Context, actor access.Actor, code string, cycle period.Cycle) (out Room, err error) {
	if _, err := period.ParseCycle(string(cycle)); err != nil {
		return out, err
	}
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out = Room{Cycle: cycle, May: d.Can(access.WriteReports, unit), Now: release.MomentOf(tx.Now)}
		out.Unit, _ = d.Unit(unit, tx.Today)
		items, err := tx.NewsOf(ctx, unit, cycle)
		for _, i := range items {
			one := Draft{Item: i, Unit: out.Unit}
			if err == nil {
				one.Texts, err = tx.NewsTexts(ctx, i.ID)
			}
			if err == nil {
				one.Versions, err = tx.NewsReleases(ctx, i.ID)
			}
			out.Items = append(out.Items, one)
		}
		return err
	})
	return out, err
}

// NewsDraft gives an item as it is being written, with what would become public of
// it, for who may read the unit.
func (a *Wing) NewsDraft(ctx context.Context, actor access.Actor, which id.ID, by Teller) (out Draft, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		item, err := tx.NewsItem(ctx, which)
		if err != nil {
			return desk.Missing(err)
		}
		if err := tx.Dir.May(access.Read, item.Unit); err != nil {
			return err
		}
		out, err = draftOf(ctx, tx, item, by)
		return err
	})
	return out, err
}

func draftOf(ctx context.Context, tx *desk.Tx, item news.Item, by Teller) (out Draft, err error) {
	out.Item, out.May, out.Releases = item, tx.Dir.Can(access.WriteReports, item.Unit), tx.Dir.Can(access.Publish, item.Unit)
	out.Unit, _ = tx.Dir.Unit(item.Unit, tx.Today)
	if out.Texts, err = tx.NewsTexts(ctx, item.ID); err != nil {
		return out, err
	}
	all, err := tx.NewsPhotos(ctx, item.ID)
	if err != nil {
		return out, err
	}
	for _, p := range all {
		if !p.Dropped {
			out.Photos = append(out.Photos, p)
		}
	}
	if out.Versions, err = tx.NewsReleases(ctx, item.ID); err != nil {
		return out, err
	}
	if n := len(out.Versions); n > 0 && out.Versions[n-1].Step == release.Made {
		if out.Public, err = tx.NewsBody(ctx, item.ID, out.Versions[n-1].No); err != nil {
			return out, err
		}
		out.Public.TakenDown(all)
	}
	if out.Year, err = yearOf(ctx, tx, item.Unit, item.Cycle); err != nil {
		return out, err
	}
	out.Fresh = out.Text()
	var moved [2][]news.Moved
	out.Fresh.Lead, moved[0] = by.Fresh(out.Year.Body, item.Cycle, out.Fresh.Lead)
	out.Fresh.Body, moved[1] = by.Fresh(out.Year.Body, item.Cycle, out.Fresh.Body)
	out.Moved = append(moved[0], moved[1]...)
	out.Body = news.BodyOf(out.Text(), all, out.Year.No)
	out.Mark = out.Body.Mark()
	out.Held = held(tx, out, by)
	return out, nil
}

// held is what stands against a release: nothing written, figures that are others
// now, people named without a ground.
func held(tx *desk.Tx, d Draft, by Teller) (out []phrase.Phrase) {
	if len(d.Texts) == 0 {
		return []phrase.Phrase{phrase.New("news.held_empty")}
	}
	for _, m := range d.Moved {
		if m.Now == "" {
			out = append(out, phrase.New("news.held_gone", "was", m.Was))
		} else {
			out = append(out, phrase.New("news.held_moved", "was", m.Was, "now", m.Now))
		}
	}
	t := d.Text()
	words := []string{t.Title, by.Plain(t.Lead), by.Plain(t.Body)}
	for _, p := range d.Body.Photos {
		words = append(words, p.Caption)
	}
	var known []string
	for _, p := range tx.Dir.People {
		known = append(known, p.Name)
	}
	for _, name := range news.Unfounded(strings.Join(words, "\n"), known, t.Names) {
		out = append(out, phrase.New("news.held_named", "name", name))
	}
	return out
}

// write runs a change of an item for who has a right over its unit.
func (a *Wing) write(ctx context.Context, actor access.Actor, which id.ID, right access.Action, do func(ctx context.Context, tx *desk.Tx, item news.Item) (action string, err error)) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		item, err := tx.NewsItem(ctx, which)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		if err := tx.Dir.May(right, item.Unit); err != nil {
			return desk.Entry{}, err
		}
		action, err := do(ctx, tx, item)
		return desk.Entry{Action: action, Object: item.ID, Unit: item.Unit}, err
	})
}

// NewText is what somebody wrote of an item.
type NewText struct {
	News              id.ID  // "" for a new one, of Unit, Cycle and Kind
	Unit              string // code
	Cycle             period.Cycle
	Kind              news.Kind
	Title, Lead, Body string // figures in brackets
	Names             []news.Name
	Seen              int64 // the version it was made from
}

// WriteNews keeps a version of a text, of a new item too, and gives the item.
// Conflict where it was written meanwhile.
func (a *Wing) WriteNews(ctx context.Context, actor access.Actor, in NewText, by Teller) (which id.ID, err error) {
	if in.News != "" {
		return in.News, a.write(ctx, actor, in.News, access.WriteReports, func(ctx context.Context, tx *desk.Tx, item news.Item) (string, error) {
			return "news.written", in.keep(ctx, tx, item, by)
		})
	}
	return which, a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		unit, err := tx.Dir.UnitByCode(in.Unit)
		if err == nil {
			err = tx.Dir.May(access.WriteReports, unit)
		}
		if err != nil {
			return desk.Entry{}, err
		}
		if _, err := period.ParseCycle(string(in.Cycle)); err != nil {
			return desk.Entry{}, err
		}
		if !in.Kind.Valid() {
			return desk.Entry{}, errs.New(errs.Invalid, "news.kind_bad").In("kind")
		}
		item := news.Item{ID: tx.Mint(), Unit: unit, Cycle: in.Cycle, Kind: in.Kind, At: tx.Now}
		if err := tx.InsertNews(ctx, item); err != nil {
			return desk.Entry{}, err
		}
		which = item.ID
		return desk.Entry{Action: "news.written", Object: item.ID, Unit: unit}, in.keep(ctx, tx, item, by)
	})
}

// keep adds a version of the text.
func (in NewText) keep(ctx context.Context, tx *desk.Tx, item news.Item, by Teller) error {
	for _, f := range []struct{ name, text string }{{"title", in.Title}, {"lead", in.Lead}, {"body", in.Body}} {
		if desk.Bad(f.text) {
			return errs.New(errs.Invalid, "app.text_bad").In(f.name)
		}
	}
	before, err := tx.NewsTexts(ctx, item.ID)
	if err != nil {
		return err
	}
	if int64(len(before)) != in.Seen {
		return errs.New(errs.Conflict, "news.text_meanwhile").Try("news.text_meanwhile_hint")
	}
	t := news.Text{Version: in.Seen + 1, Title: line(in.Title), Names: []news.Name{}, ByName: tx.Name(), At: tx.Now}
	for _, n := range in.Names {
		if n = (news.Name{Name: line(n.Name), Basis: n.Basis, Note: line(n.Note)}); n.Name != "" {
			t.Names = append(t.Names, n)
		}
		if desk.Bad(n.Name) || desk.Bad(n.Note) {
			return errs.New(errs.Invalid, "app.text_bad").In("names")
		}
	}
	year, err := yearOf(ctx, tx, item.Unit, item.Cycle)
	if err != nil {
		return err
	}
	if t.Lead, err = by.Words(year.Body, item.Cycle, line(in.Lead)); err != nil {
		return errs.All(err)[0].In("lead")
	}
	if t.Body, err = by.Words(year.Body, item.Cycle, strings.Join(news.Paragraphs(in.Body), "\n")); err != nil {
		return errs.All(err)[0].In("body")
	}
	if err := t.Check(); err != nil {
		return err
	}
	return tx.InsertNewsText(ctx, item.ID, t, tx.Actor.Account)
}

// line is a text on one line.
func line(text string) string { return strings.Join(strings.Fields(text), " ") }
