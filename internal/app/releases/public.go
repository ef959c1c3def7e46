package releases

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/release"
)

// nobody asks on the public pages: no right is asked of anyone there, and nothing
// but releases is read.
var nobody access.Actor

// Published gives what anyone may read: the newest version of every unit's year,
// those that were taken down among them, with their notice.
func (a *Wing) Published(ctx context.Context) (out []release.Version, err error) {
	err = a.desk.Read(ctx, nobody, func(ctx context.Context, tx *desk.Tx) error {
		out, err = tx.PublicReleases(ctx, tx.Today)
		return err
	})
	return out, err
}

// Public is a released year as anyone reads it.
type Public struct {
	release.Version
	Body     release.Body
	Newest   bool
	Versions []release.Version // that may be read, the first one first
	Down     *release.Version  // where it was taken down: nothing else is told
}

// PublishedYear gives a unit's released year, as it was to be read at the end of a
// day; "" for now. NotFound where nothing was public.
func (a *Wing) PublishedYear(ctx context.Context, code string, cycle period.Cycle, day period.Date) (out Public, err error) {
	err = a.desk.Read(ctx, nobody, func(ctx context.Context, tx *desk.Tx) error {
		missing := errs.New(errs.NotFound, "release.none")
		unit, err := tx.Dir.UnitByCode(code)
		if err != nil {
			return missing // whether there is such a unit is told to nobody
		}
		all, err := tx.Releases(ctx, unit, cycle)
		if err != nil {
			return err
		}
		list, down := release.Readable(all, tx.Today)
		if down != nil {
			out.Version, out.Down = *down, down
			return nil
		}
		var ok bool
		if out.Version, out.Newest, ok = release.Known(list, day); !ok {
			return missing
		}
		out.Versions = list
		out.Body, err = tx.ReleaseBody(ctx, out.Version)
		return err
	})
	return out, err
}
