package newsroom

import (
	"context"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/news"
	"dondoc/internal/period"
	"dondoc/internal/release"
)

// NewRelease is what is asked to make an item public.
type NewRelease struct {
	News   id.ID
	Notice string         // what was corrected; wanted where a version could be read before
	On     release.Moment // not to be read before; "" for now
	Mark   string         // of the preview it was decided on; "" where it was read in the same step
}

// ReleaseNews makes an item public as it stands now. Conflict where it is not what was
// previewed, where nothing changed, or where something stands against it.
func (a *Wing) ReleaseNews(ctx context.Context, actor access.Actor, in NewRelease, by Teller) (no int64, err error) {
	return no, a.write(ctx, actor, in.News, access.Publish, func(ctx context.Context, tx *desk.Tx, item news.Item) (string, error) {
		d, err := draftOf(ctx, tx, item, by)
		if err == nil {
			err = in.check(d, tx)
		}
		if err != nil {
			return "", err
		}
		v := news.Version{Version: release.Version{Unit: item.Unit, Cycle: item.Cycle, No: int64(len(d.Versions) + 1), Step: release.Made, Code: d.Unit.Code, Name: d.Unit.Name,
			On: max(in.On, release.Moment(tx.Today)), Notice: trimmed(in.Notice), Entries: tx.Size, ByName: tx.Name(), At: tx.Now},
			News: item.ID, Kind: item.Kind, Title: d.Body.Title, Lead: by.Plain(d.Body.Lead), Shown: later(in.On, tx.Now)}
		if n := len(d.Versions); n > 0 && d.Versions[n-1].Step == release.Made {
			if before, _ := news.Readable(d.Versions, release.MomentOf(tx.Now)); len(before) > 0 {
				v.Shown = d.Versions[n-1].Shown // a correction is no other item
			}
		}
		if v.Root, err = tx.Root(ctx); err != nil {
			return "", err
		}
		no = v.No
		return "news.released", tx.InsertNewsRelease(ctx, v, d.Body, tx.Actor.Account)
	})
}

// later is when something is public: at its moment, or now.
func later(on release.Moment, now time.Time) time.Time {
	at := now
	if t, err := time.ParseInLocation("2006-01-02T15:04", string(on), period.Zone); err == nil {
		at = t
	} else if on != "" {
		at = on.Day().Time()
	}
	if at.Before(now) {
		return now
	}
	return at
}

func (in NewRelease) check(d Draft, tx *desk.Tx) error {
	now := release.MomentOf(tx.Now)
	before, _ := news.Readable(d.Versions, now)
	last := len(d.Versions) - 1
	switch {
	case len(d.Held) > 0:
		return &errs.Error{Kind: errs.Conflict, What: d.Held[0]}
	case in.Mark != "" && in.Mark != d.Mark:
		return errs.New(errs.Conflict, "news.changed_meanwhile").Try("release.changed_meanwhile_hint")
	case in.On != "" && (in.On.Day() < tx.Today || in.On.Clock() != "" && in.On <= now):
		return errs.New(errs.Invalid, "release.day_past", "day", in.On.Day(), "at", in.On.Clock()).In("on")
	case desk.Bad(in.Notice) || len(in.Notice) > figures.LongestNote:
		return errs.New(errs.Invalid, "app.text_bad").In("notice")
	case last >= 0 && d.Versions[last].Step == release.Made && d.Public.Mark() == d.Mark:
		return errs.New(errs.Conflict, "news.same")
	case len(before) > 0 && trimmed(in.Notice) == "":
		return errs.New(errs.Invalid, "news.notice_needed").In("notice")
	case d.figured() && d.Year.On > max(in.On, now):
		return errs.New(errs.Conflict, "news.year_waits", "day", d.Year.On.Day(), "at", d.Year.On.Clock()).In("on")
	}
	return nil
}

// figured says whether the text tells figures of the released year.
func (d Draft) figured() bool { return news.Figured(d.Text().Lead) || news.Figured(d.Text().Body) }

// TakeDownNews takes an item off the public pages with all its versions and photos,
// with a reason that is shown in its place. Conflict where nothing of it is public.
func (a *Wing) TakeDownNews(ctx context.Context, actor access.Actor, which id.ID, reason string) error {
	return a.write(ctx, actor, which, access.Publish, func(ctx context.Context, tx *desk.Tx, item news.Item) (string, error) {
		all, err := tx.NewsReleases(ctx, item.ID)
		if err != nil {
			return "", err
		}
		reason = trimmed(reason)
		last := len(all) - 1
		switch {
		case last < 0 || all[last].Step == release.Withdrawn:
			return "", errs.New(errs.Conflict, "news.nothing_public")
		case reason == "":
			return "", errs.New(errs.Invalid, "release.reason_needed").In("reason")
		case desk.Bad(reason) || len(reason) > figures.LongestNote:
			return "", errs.New(errs.Invalid, "app.text_bad").In("reason")
		}
		v := all[last]
		v.No, v.Step, v.On, v.Notice, v.Entries, v.ByName, v.At = v.No+1, release.Withdrawn, release.MomentOf(tx.Now), reason, tx.Size, tx.Name(), tx.Now
		if v.Root, err = tx.Root(ctx); err != nil {
			return "", err
		}
		return "news.withdrawn", tx.InsertNewsRelease(ctx, v, news.Body{Photos: []news.Shown{}, Paragraphs: []string{}}, tx.Actor.Account)
	})
}
