package store

import (
	"context"
	"encoding/json"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/release"
)

// InsertRelease keeps a version of what is public of a unit's year. Conflict where
// another one took its number meanwhile.
func (tx *Tx) InsertRelease(ctx context.Context, v release.Version, b release.Body, by id.ID) error {
	body, err := json.Marshal(b)
	if err != nil {
		return err
	}
	err = tx.exec(ctx, "release.insert", v.Unit, v.Cycle, v.No, v.Step, v.Code, v.Name, v.Reached, v.Total, v.On, v.Notice, string(body), v.Entries, v.Root, by, v.ByName, v.At.UnixMilli())
	if errs.Is(err, errs.Conflict) {
		return errs.New(errs.Conflict, "release.changed_meanwhile").Try("release.changed_meanwhile_hint")
	}
	return err
}

func scanRelease(s scanner) (v release.Version, err error) {
	var at int64
	err = s.Scan(&v.Unit, &v.Cycle, &v.No, &v.Step, &v.Code, &v.Name, &v.Reached, &v.Total, &v.On, &v.Notice, &v.Entries, &v.Root, &v.ByName, &at)
	v.At = time.UnixMilli(at)
	return v, err
}

// Releases gives every version of a unit's year, the first one first.
func (tx *Tx) Releases(ctx context.Context, unit id.ID, cycle period.Cycle) ([]release.Version, error) {
	return many(ctx, tx, "release.of", scanRelease, unit, cycle)
}

// PublicReleases gives the newest versions of units' years that may be read at a
// moment, the last released first, as many as asked for; what was taken down until now
// is told of by its taking down alone.
func (tx *Tx) PublicReleases(ctx context.Context, at, now release.Moment, most int) ([]release.Version, error) {
	return many(ctx, tx, "release.public", scanRelease, at, most, now)
}

// PublicReleasesOf gives those of a year whose codes come after one, in the order of
// their codes, without those that were taken down until now.
func (tx *Tx) PublicReleasesOf(ctx context.Context, at, now release.Moment, cycle period.Cycle, after string, most int) ([]release.Version, error) {
	return many(ctx, tx, "release.public_of", scanRelease, at, cycle, after, most, now)
}

// PublicCycles gives the years that have versions that may be read at a moment, the
// newest first.
func (tx *Tx) PublicCycles(ctx context.Context, at release.Moment) ([]period.Cycle, error) {
	return many(ctx, tx, "release.cycles", func(s scanner) (c period.Cycle, err error) { return c, s.Scan(&c) }, at)
}

// ReleaseWaits says whether any version waits for its moment.
func (tx *Tx) ReleaseWaits(ctx context.Context, at release.Moment) (bool, error) {
	n, err := one(ctx, tx, "release.waiting", func(s scanner) (n int64, err error) { return n, s.Scan(&n) }, at)
	return n > 0, err
}

// ReleaseBody gives what a version says.
func (tx *Tx) ReleaseBody(ctx context.Context, v release.Version) (release.Body, error) {
	return one(ctx, tx, "release.body", func(s scanner) (b release.Body, err error) {
		var text string
		if err = s.Scan(&text); err != nil {
			return b, err
		}
		return b, json.Unmarshal([]byte(text), &b)
	}, v.Unit, v.Cycle, v.No)
}
