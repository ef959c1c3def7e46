package newsroom

import (
	"context"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/picture"
)

// NewPhoto is a photo that is sent for an item, with what is said of it.
type NewPhoto struct {
	News     id.ID
	Caption  string
	Basis    news.Basis
	Note     string
	Invented bool
	File     figures.File
}

// AddNewsPhoto makes a photo's two sizes and keeps them with its caption and its
// ground. Nothing is kept of one that is refused.
func (a *Wing) AddNewsPhoto(ctx context.Context, actor access.Actor, in NewPhoto) (which id.ID, err error) {
	p := news.Photo{News: in.News, Caption: line(in.Caption), Basis: in.Basis, Note: line(in.Note), Invented: in.Invented}
	var unit id.ID
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error { // before anything is decoded
		item, err := tx.NewsItem(ctx, in.News)
		if err != nil {
			return desk.Missing(err)
		}
		unit = item.Unit
		if err := tx.Dir.May(access.WriteReports, unit); err != nil {
			return err
		}
		if err := in.check(p); err != nil {
			return err
		}
		return roomFor(ctx, tx, in.News)
	})
	if err != nil {
		return "", err
	}
	sizes, err := a.read(ctx, in.File)
	if err != nil {
		return "", err
	}
	p.Large, p.Small = sizeOf(sizes.Large), sizeOf(sizes.Small)
	if err := figures.KeepContents(ctx, a.desk, unit, figures.File{Content: sizes.Large.JPEG}, figures.File{Content: sizes.Small.JPEG}); err != nil {
		return "", err
	}
	return p.ID, a.write(ctx, actor, in.News, access.WriteReports, func(ctx context.Context, tx *desk.Tx, item news.Item) (string, error) {
		if err := roomFor(ctx, tx, item.ID); err != nil {
			return "", err
		}
		all, err := tx.NewsPhotos(ctx, item.ID)
		if err != nil {
			return "", err
		}
		for _, other := range all {
			p.Place = max(p.Place, other.Place)
		}
		p.ID, p.Place = tx.Mint(), p.Place+1
		return "news.photo_added", tx.InsertNewsPhoto(ctx, p)
	})
}

func (in NewPhoto) check(p news.Photo) error {
	switch {
	case desk.Bad(in.Caption):
		return errs.New(errs.Invalid, "app.text_bad").In("caption")
	case desk.Bad(in.Note):
		return errs.New(errs.Invalid, "app.text_bad").In("note")
	}
	var list errs.List
	if err := p.Check(); err != nil {
		list = append(list, errs.All(err)...)
	}
	switch n := len(in.File.Content); {
	case n == 0:
		list = append(list, errs.New(errs.Invalid, "news.photo_needed").In("files"))
	case n > figures.LargestFile:
		list = append(list, errs.New(errs.TooLarge, "app.file_large", "name", desk.FileName(in.File.Name), "most", figures.LargestFile>>20).In("files"))
	}
	return list.OrNil()
}

// roomFor sees that an item has room for another photo.
func roomFor(ctx context.Context, tx *desk.Tx, of id.ID) error {
	all, err := tx.NewsPhotos(ctx, of)
	if err != nil {
		return err
	}
	n := 0
	for _, p := range all {
		if !p.Dropped {
			n++
		}
	}
	if n >= news.MostPhotos {
		return errs.New(errs.TooLarge, "news.photos_many", "most", news.MostPhotos).In("files")
	}
	return nil
}

// read decodes a picture when no other is being decoded.
func (a *Wing) read(ctx context.Context, f figures.File) (picture.Sizes, error) {
	select {
	case a.decodes <- struct{}{}:
		defer func() { <-a.decodes }()
		return picture.Read(desk.FileName(f.Name), f.Content)
	case <-ctx.Done():
		return picture.Sizes{}, errs.New(errs.Busy, "news.photo_busy").Because(ctx.Err())
	}
}

func sizeOf(s picture.Sized) news.Size {
	return news.Size{Width: s.Width, Height: s.Height, Bytes: len(s.JPEG), SHA256: figures.HashOf(s.JPEG)}
}

// PhotoWords is what is said of a photo, and its place; Drop takes it out of the next
// version.
type PhotoWords struct {
	Caption  string
	Basis    news.Basis
	Note     string
	Place    int64 // 0 leaves it where it is
	Invented bool
	Drop     bool
}

// ChangeNewsPhoto keeps another caption, ground or place of a photo, or drops it: from
// the next version on, what is public stays as it was released.
func (a *Wing) ChangeNewsPhoto(ctx context.Context, actor access.Actor, photo id.ID, in PhotoWords) error {
	return a.onPhoto(ctx, actor, photo, access.WriteReports, func(ctx context.Context, tx *desk.Tx, p news.Photo) (string, error) {
		if in.Drop {
			p.Dropped = true
			return "news.photo_dropped", tx.ChangeNewsPhoto(ctx, p)
		}
		if desk.Bad(in.Caption) || desk.Bad(in.Note) {
			return "", errs.New(errs.Invalid, "app.text_bad").In("caption")
		}
		p.Caption, p.Basis, p.Note, p.Invented = line(in.Caption), in.Basis, line(in.Note), in.Invented
		if in.Place > 0 {
			p.Place = in.Place
		}
		if err := p.Check(); err != nil {
			return "", err
		}
		return "news.photo_changed", tx.ChangeNewsPhoto(ctx, p)
	})
}

// TakeDownNewsPhoto takes a photo off every version that has it, for good, with a
// reason that is shown in its place. Conflict where it never was released.
func (a *Wing) TakeDownNewsPhoto(ctx context.Context, actor access.Actor, photo id.ID, reason string) error {
	return a.onPhoto(ctx, actor, photo, access.Publish, func(ctx context.Context, tx *desk.Tx, p news.Photo) (string, error) {
		if reason = line(reason); reason == "" {
			return "", errs.New(errs.Invalid, "release.reason_needed").In("reason")
		}
		if desk.Bad(reason) || len(reason) > figures.LongestNote {
			return "", errs.New(errs.Invalid, "app.text_bad").In("reason")
		}
		released, err := releasedWith(ctx, tx, p)
		if err != nil {
			return "", err
		}
		if !released {
			return "", errs.New(errs.Conflict, "news.photo_not_public").Try("news.photo_not_public_hint")
		}
		return "news.photo_down", tx.TakeDownNewsPhoto(ctx, p.ID, reason, tx.Now)
	})
}

// onPhoto runs a change of a photo that was not taken down.
func (a *Wing) onPhoto(ctx context.Context, actor access.Actor, photo id.ID, right access.Action, do func(context.Context, *desk.Tx, news.Photo) (string, error)) error {
	var of id.ID
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		p, err := tx.NewsPhoto(ctx, photo)
		of = p.News
		return desk.Missing(err)
	})
	if err != nil {
		return err
	}
	return a.write(ctx, actor, of, right, func(ctx context.Context, tx *desk.Tx, _ news.Item) (string, error) {
		p, err := tx.NewsPhoto(ctx, photo)
		if err == nil && !p.DownAt.IsZero() {
			err = errs.New(errs.Conflict, "news.photo_down_already")
		}
		if err != nil {
			return "", err
		}
		return do(ctx, tx, p)
	})
}

// releasedWith says whether any version that was made has a photo.
func releasedWith(ctx context.Context, tx *desk.Tx, p news.Photo) (bool, error) {
	all, err := tx.NewsReleases(ctx, p.News)
	for _, v := range all {
		var b news.Body
		if err == nil {
			b, err = tx.NewsBody(ctx, p.News, v.No)
		}
		if err == nil && b.Has(p.ID) {
			return true, nil
		}
	}
	return false, err
}

// NewsPhoto gives a photo of a draft, for who may read the unit: the small size or the
// large one.
func (a *Wing) NewsPhoto(ctx context.Context, actor access.Actor, photo id.ID, small bool) (out []byte, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		p, err := tx.NewsPhoto(ctx, photo)
		if err != nil {
			return desk.Missing(err)
		}
		item, err := tx.NewsItem(ctx, p.News)
		if err == nil {
			err = tx.Dir.May(access.Read, item.Unit)
		}
		if err == nil {
			out, err = tx.Content(ctx, sized(p, small).SHA256)
		}
		return err
	})
	return out, err
}

func sized(p news.Photo, small bool) news.Size {
	if small {
		return p.Small
	}
	return p.Large
}

// trimmed is a reason or a notice.
func trimmed(text string) string { return strings.TrimSpace(text) }

// NewsOfPhoto gives the item of a photo, for who may read its unit.
func (a *Wing) NewsOfPhoto(ctx context.Context, actor access.Actor, photo id.ID) (of id.ID, err error) {
	err = a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		p, err := tx.NewsPhoto(ctx, photo)
		if err != nil {
			return desk.Missing(err)
		}
		item, err := tx.NewsItem(ctx, p.News)
		if err == nil {
			err = tx.Dir.May(access.Read, item.Unit)
		}
		of = p.News
		return err
	})
	return of, err
}
