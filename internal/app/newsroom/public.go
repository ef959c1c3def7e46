package newsroom

import (
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/period"
	"dondoc/internal/release"
)

// nobody asks on the public pages: nothing but released versions is read there.
var nobody access.Actor

// MostListed is how many items a page of the list has; mostOf bounds what is asked for.
const (
	MostListed = 12
	mostOf     = 50000
)

// PublicQuery asks which items are public: none of it for all, the newest first.
type PublicQuery struct {
	Unit  string // code
	Cycle period.Cycle
	Kind  news.Kind
	Words string
	After id.ID       // the last item of the page before
	Most  int         // 0 for a page
	Bare  bool        // without what they say
	Day   period.Date // as they were to be read at its end; "" for now
}

// Listed is an item in a list.
type Listed struct {
	news.Version
	Body news.Body
}

// PublicList is a page of the items anyone may read.
type PublicList struct {
	PublicQuery
	List    []Listed
	Next    id.ID // after which the next page begins; "" at the end
	Changed bool  // of a past day: the same list is another now
	Waiting bool  // something waits for its moment: what is public will change without a write
}

// PublicNews gives the items anyone may read, a page of them.
func (a *Wing) PublicNews(ctx context.Context, q PublicQuery) (out PublicList, err error) {
	out.PublicQuery = q
	err = a.desk.Read(ctx, nobody, func(ctx context.Context, tx *desk.Tx) error {
		now := release.MomentOf(tx.Now)
		if out.Waiting, err = tx.NewsWaits(ctx, now); err != nil {
			return err
		}
		at := release.EndOf(q.Day, now)
		list, most, err := publicNews(ctx, tx, q, at, now)
		if err != nil {
			return err
		}
		if at != now {
			if out.Changed, err = changedSince(ctx, tx, q, list, now); err != nil {
				return err
			}
		}
		for i, v := range list {
			if i == most {
				out.Next = list[i-1].News
				break
			}
			one := Listed{Version: v}
			if !q.Bare {
				if one.Body, err = bodyOf(ctx, tx, v); err != nil {
					return err
				}
			}
			out.List = append(out.List, one)
		}
		return nil
	})
	return out, err
}

// publicNews are the items of a page and one more, and how many a page has.
func publicNews(ctx context.Context, tx *desk.Tx, q PublicQuery, at, now release.Moment) ([]news.Version, int, error) {
	var after news.Version
	if q.After != "" {
		all, err := tx.NewsReleases(ctx, q.After)
		if err != nil {
			return nil, 0, err
		}
		list, _ := news.Readable(all, now)
		if len(list) == 0 {
			return nil, 0, errs.New(errs.NotFound, "news.none")
		}
		after = list[len(list)-1]
	}
	most := min(q.Most, mostOf)
	if most == 0 {
		most = MostListed
	}
	list, err := tx.PublicNews(ctx, at, now, after, news.Version{Version: release.Version{Code: q.Unit, Cycle: q.Cycle}, Kind: q.Kind}, q.Words, most+1)
	return list, most, err
}

// changedSince says whether a page of the list of a past day is another now.
func changedSince(ctx context.Context, tx *desk.Tx, q PublicQuery, was []news.Version, now release.Moment) (bool, error) {
	is, _, err := publicNews(ctx, tx, q, now, now)
	return !slices.EqualFunc(was, is, func(a, b news.Version) bool { return a.News == b.News && a.No == b.No }), err
}

// TakenDown is an item that was public and is no more, with how many versions it had.
type TakenDown struct {
	News id.ID
	Made []int64 // numbers of the versions that could be read
}

// TakenDownNews gives the items that were public and were taken down: their addresses
// go on saying so.
func (a *Wing) TakenDownNews(ctx context.Context) (out []TakenDown, err error) {
	err = a.desk.Read(ctx, nobody, func(ctx context.Context, tx *desk.Tx) error {
		now := release.MomentOf(tx.Now)
		which, err := tx.WithdrawnNews(ctx, now)
		for _, w := range which {
			all, err := tx.NewsReleases(ctx, w)
			if err != nil {
				return err
			}
			if _, down := news.Readable(all, now); down != nil {
				one := TakenDown{News: w}
				for _, v := range all {
					if v.Step == release.Made && v.On <= now {
						one.Made = append(one.Made, v.No)
					}
				}
				out = append(out, one)
			}
		}
		return err
	})
	return out, err
}

// bodyOf is what a version says, without the photos that were taken down since.
func bodyOf(ctx context.Context, tx *desk.Tx, v news.Version) (news.Body, error) {
	b, err := tx.NewsBody(ctx, v.News, v.No)
	if err != nil || len(b.Photos) == 0 {
		return b, err
	}
	photos, err := tx.NewsPhotos(ctx, v.News)
	b.TakenDown(photos)
	return b, err
}

// Public is an item as anyone reads it.
type Public struct {
	news.Version
	Body     news.Body
	Newest   bool
	Versions []news.Version   // that may be read, the first one first
	Down     *news.Version    // where it was taken down: nothing else is told
	Year     *release.Version // of the figures it tells, where that may be read
	Moved    []news.Moved     // figures that are released otherwise now
	Rows     release.Body     // of Year
	Waiting  bool             // another version waits for its moment
}

// Twin says which version of an item is meant: one by its number, the one that was to
// be read at the end of a day, or the newest.
type Twin struct {
	No  int64
	Day period.Date
}

// PublicNewsItem gives an item that is public. NotFound where nothing of it was.
func (a *Wing) PublicNewsItem(ctx context.Context, which id.ID, twin Twin, by Teller) (out Public, err error) {
	err = a.desk.Read(ctx, nobody, func(ctx context.Context, tx *desk.Tx) error {
		all, err := tx.NewsReleases(ctx, which)
		if err != nil {
			return err
		}
		now := release.MomentOf(tx.Now)
		list, down := news.Readable(all, now)
		out.Waiting = news.Waiting(all, now)
		if down != nil {
			out.Version, out.Down = *down, down
			return nil
		}
		var ok bool
		if out.Version, out.Newest, ok = news.Find(list, twin.No, twin.Day); !ok {
			return errs.New(errs.NotFound, "news.none") // whether there is such an item is told to nobody
		}
		out.Versions = list
		if out.Body, err = bodyOf(ctx, tx, out.Version); err != nil {
			return err
		}
		return out.figures(ctx, tx, now, by)
	})
	return out, err
}

// figures adds the released year that the item tells of, and what is otherwise in it now.
func (p *Public) figures(ctx context.Context, tx *desk.Tx, now release.Moment, by Teller) error {
	all, err := tx.Releases(ctx, p.Unit, p.Cycle)
	if err != nil || p.Body.Year == 0 {
		return err
	}
	p.Waiting = p.Waiting || release.Waiting(all, now)
	list, _ := release.Readable(all, now)
	v, _, ok := release.Numbered(list, p.Body.Year)
	if !ok {
		return nil
	}
	p.Year = &v
	if p.Rows, err = tx.ReleaseBody(ctx, v); err != nil {
		return err
	}
	newest, err := tx.ReleaseBody(ctx, list[len(list)-1])
	if err != nil {
		return err
	}
	for _, text := range append([]string{p.Body.Lead}, p.Body.Paragraphs...) {
		_, moved := by.Fresh(newest, p.Cycle, text)
		p.Moved = append(p.Moved, moved...)
	}
	return nil
}

// Seen is a photo as anyone may have it, in one size.
type Seen struct {
	news.Photo
	Size  news.Size
	Gone  bool   // it was public and is no more: it, or its item, was taken down
	Why   string // of the photo, where it was taken down
	Bytes []byte
}

// PublicNewsPhoto gives a photo of an item that is public. NotFound where it never
// was. Bytes are read unless known is their hash.
func (a *Wing) PublicNewsPhoto(ctx context.Context, photo id.ID, small bool, known string) (out Seen, err error) {
	err = a.desk.Read(ctx, nobody, func(ctx context.Context, tx *desk.Tx) error {
		missing := errs.New(errs.NotFound, "news.none")
		p, err := tx.NewsPhoto(ctx, photo)
		if errs.Is(err, errs.NotFound) {
			return missing
		}
		if err != nil {
			return err
		}
		all, err := tx.NewsReleases(ctx, p.News)
		if err != nil {
			return err
		}
		now := release.MomentOf(tx.Now)
		list, down := news.Readable(all, now)
		if down != nil { // what could be read before is gone; what could not, never was there
			list = before(all, *down)
		}
		has := false
		for _, v := range list {
			b, err := tx.NewsBody(ctx, p.News, v.No)
			if err != nil {
				return err
			}
			has = has || b.Has(p.ID)
		}
		if !has {
			return missing
		}
		out = Seen{Photo: p, Size: sized(p, small), Gone: down != nil || !p.DownAt.IsZero(), Why: p.Down}
		if out.Gone || out.Size.SHA256 == known {
			return nil
		}
		out.Bytes, err = tx.Content(ctx, out.Size.SHA256)
		return err
	})
	return out, err
}

// before gives the versions that could be read when an item was taken down.
func before(all []news.Version, down news.Version) (out []news.Version) {
	for _, v := range all {
		if v.No < down.No && v.Step == release.Made && v.On <= down.On {
			out = append(out, v)
		}
	}
	return out
}
