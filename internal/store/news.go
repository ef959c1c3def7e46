package store

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/period"
	"dondoc/internal/release"
	"dondoc/internal/viet"
)

// InsertNews adds an item.
func (tx *Tx) InsertNews(ctx context.Context, i news.Item) error {
	return tx.exec(ctx, "news.insert", i.ID, i.Unit, i.Cycle, string(i.Kind), i.At.UnixMilli())
}

func scanNews(s scanner) (i news.Item, err error) {
	var at int64
	err = s.Scan(&i.ID, &i.Unit, &i.Cycle, &i.Kind, &at)
	i.At = time.UnixMilli(at)
	return i, err
}

// NewsItem finds an item.
func (tx *Tx) NewsItem(ctx context.Context, which id.ID) (news.Item, error) {
	return one(ctx, tx, "news.get", scanNews, which)
}

// NewsOf gives the items of a unit's year, the newest first.
func (tx *Tx) NewsOf(ctx context.Context, unit id.ID, cycle period.Cycle) ([]news.Item, error) {
	return many(ctx, tx, "news.of", scanNews, unit, cycle)
}

// InsertNewsText keeps a version of what the office wrote. Conflict where another one
// took its number meanwhile.
func (tx *Tx) InsertNewsText(ctx context.Context, of id.ID, t news.Text, by id.ID) error {
	names, err := json.Marshal(t.Names)
	if err != nil {
		return err
	}
	err = tx.exec(ctx, "news.insert_text", of, t.Version, t.Title, t.Lead, t.Body, string(names), by, t.ByName, t.At.UnixMilli())
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "news.text_meanwhile")
	}
	return err
}

// NewsTexts gives every version of an item's text, the first one first.
func (tx *Tx) NewsTexts(ctx context.Context, of id.ID) ([]news.Text, error) {
	return many(ctx, tx, "news.texts", func(s scanner) (t news.Text, err error) {
		var names string
		var at int64
		if err = s.Scan(&t.Version, &t.Title, &t.Lead, &t.Body, &names, &t.ByName, &at); err != nil {
			return t, err
		}
		t.At = time.UnixMilli(at)
		return t, json.Unmarshal([]byte(names), &t.Names)
	}, of)
}

// InsertNewsPhoto adds a photo with its two sizes; their bytes are kept by PutContent.
func (tx *Tx) InsertNewsPhoto(ctx context.Context, p news.Photo) error {
	if err := tx.exec(ctx, "news.insert_photo", p.ID, p.News, p.Place, p.Caption, string(p.Basis), p.Note, p.Invented); err != nil {
		return err
	}
	for name, s := range map[string]news.Size{"large": p.Large, "small": p.Small} {
		if err := tx.exec(ctx, "news.insert_size", p.ID, name, s.Width, s.Height, s.Bytes, s.SHA256); err != nil {
			return err
		}
	}
	return nil
}

func scanNewsPhoto(s scanner) (p news.Photo, err error) {
	var down int64
	err = s.Scan(&p.ID, &p.News, &p.Place, &p.Caption, &p.Basis, &p.Note, &p.Invented, &p.Dropped, &p.Down, &down,
		&p.Large.Width, &p.Large.Height, &p.Large.Bytes, &p.Large.SHA256, &p.Small.Width, &p.Small.Height, &p.Small.Bytes, &p.Small.SHA256)
	if down != 0 {
		p.DownAt = time.UnixMilli(down)
	}
	return p, err
}

// NewsPhoto finds a photo.
func (tx *Tx) NewsPhoto(ctx context.Context, which id.ID) (news.Photo, error) {
	return one(ctx, tx, "news.photo", scanNewsPhoto, which)
}

// NewsPhotos gives the photos of an item in their order, dropped ones too.
func (tx *Tx) NewsPhotos(ctx context.Context, of id.ID) ([]news.Photo, error) {
	return many(ctx, tx, "news.photos", scanNewsPhoto, of)
}

// ChangeNewsPhoto keeps what is said of a photo, its place, and whether it is dropped.
func (tx *Tx) ChangeNewsPhoto(ctx context.Context, p news.Photo) error {
	return tx.execOne(ctx, "news.change_photo", p.ID, p.Place, p.Caption, string(p.Basis), p.Note, p.Invented, p.Dropped)
}

// TakeDownNewsPhoto notes that a photo is shown nowhere any more, and why.
func (tx *Tx) TakeDownNewsPhoto(ctx context.Context, which id.ID, reason string, at time.Time) error {
	return tx.execOne(ctx, "news.down_photo", which, reason, at.UnixMilli())
}

// InsertNewsRelease keeps a version of what is public of an item. Conflict where
// another one took its number meanwhile.
func (tx *Tx) InsertNewsRelease(ctx context.Context, v news.Version, b news.Body, by id.ID) error {
	body, err := json.Marshal(b)
	if err != nil {
		return err
	}
	err = tx.exec(ctx, "news.insert_release", v.News, v.No, string(v.Step), v.Unit, v.Code, v.Name, v.Cycle, string(v.Kind), v.Title, v.Lead, viet.Fold(v.Title+" "+v.Lead+" "+v.Name),
		v.On, v.Shown.UnixMilli(), v.Notice, string(body), v.Entries, v.Root, by, v.ByName, v.At.UnixMilli())
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "news.changed_meanwhile")
	}
	return err
}

func scanNewsRelease(s scanner) (v news.Version, err error) {
	var shown, at int64
	err = s.Scan(&v.News, &v.No, &v.Step, &v.Unit, &v.Code, &v.Name, &v.Cycle, &v.Kind, &v.Title, &v.Lead, &v.On, &shown, &v.Notice, &v.Entries, &v.Root, &v.ByName, &at)
	v.Shown, v.At = time.UnixMilli(shown), time.UnixMilli(at)
	return v, err
}

// NewsReleases gives every version of an item, the first one first.
func (tx *Tx) NewsReleases(ctx context.Context, of id.ID) ([]news.Version, error) {
	return many(ctx, tx, "news.releases", scanNewsRelease, of)
}

// NewsBody gives what a version says.
func (tx *Tx) NewsBody(ctx context.Context, of id.ID, no int64) (news.Body, error) {
	return one(ctx, tx, "news.body", func(s scanner) (b news.Body, err error) {
		var text string
		if err = s.Scan(&text); err != nil {
			return b, err
		}
		return b, json.Unmarshal([]byte(text), &b)
	}, of, no)
}

// PublicNews are the items that may be read at a moment, the newest first: those that
// come after one, of a unit, a year, a kind or with some words where they are given;
// none that was taken down until now.
func (tx *Tx) PublicNews(ctx context.Context, at, now release.Moment, after news.Version, of news.Version, words string, most int) ([]news.Version, error) {
	shown := int64(math.MaxInt64)
	if after.News != "" {
		shown = after.Shown.UnixMilli()
	}
	words = strings.NewReplacer("%", " ", "_", " ").Replace(viet.Fold(strings.TrimSpace(words)))
	return many(ctx, tx, "news.public", scanNewsRelease, at, shown, after.News, of.Code, of.Cycle, string(of.Kind), "%"+words+"%", most, now)
}

// WithdrawnNews are the items of which something was taken down until a moment.
func (tx *Tx) WithdrawnNews(ctx context.Context, at release.Moment) ([]id.ID, error) {
	return many(ctx, tx, "news.withdrawn", func(s scanner) (which id.ID, err error) { return which, s.Scan(&which) }, at)
}

// DropNews deletes an item with its texts and photos; the bytes of those go with the
// content that nothing has any more.
func (tx *Tx) DropNews(ctx context.Context, which id.ID) error {
	for _, q := range []string{"news.drop_sizes", "news.drop_photos", "news.drop_texts"} {
		if err := tx.exec(ctx, q, which); err != nil {
			return err
		}
	}
	return tx.execOne(ctx, "news.drop", which)
}

// NewsWaits says whether any version waits for its moment.
func (tx *Tx) NewsWaits(ctx context.Context, at release.Moment) (bool, error) {
	n, err := one(ctx, tx, "news.waiting", scanInt, at)
	return n > 0, err
}
