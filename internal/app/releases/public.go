package releases

import (
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/release"
	"dondoc/internal/viet"
)

// nobody asks on the public pages: no right is asked of anyone there, and nothing
// but releases is read.
var nobody access.Actor

// mostNamed is how many units a page of the list names, mostRead how many are
// looked through for a name or written into a list for machines.
const (
	mostNamed = 100
	mostRead  = 50000
)

// PublicQuery asks what is public: nothing for the newest year that is.
type PublicQuery struct {
	Cycle period.Cycle
	Words string      // of the names of units
	After string      // code of the last unit of the page before
	Day   period.Date // as it was to be read at its end; "" for now
}

// PublicList is the units whose year is public.
type PublicList struct {
	PublicQuery
	Cycles  []period.Cycle // that have any, the newest first
	List    []release.Version
	Next    string // code after which the next page begins; "" at the end
	Changed bool   // of a past day: the same list is another now
	Waiting bool   // something waits for its moment: what is public will change without a write
}

// Published gives the units whose year anyone may read, a page of them.
func (a *Wing) Published(ctx context.Context, q PublicQuery) (out PublicList, err error) {
	out.PublicQuery = q
	err = a.desk.Read(ctx, nobody, func(ctx context.Context, tx *desk.Tx) error {
		now := release.MomentOf(tx.Now)
		if out.Waiting, err = tx.ReleaseWaits(ctx, now); err != nil {
			return err
		}
		at := release.EndOf(q.Day, now)
		if out.Cycles, err = tx.PublicCycles(ctx, at); err != nil || len(out.Cycles) == 0 {
			return err
		}
		if out.Cycle == "" {
			out.Cycle = out.Cycles[0]
		}
		read := mostNamed + 1
		if q.Words != "" {
			read = mostRead
		}
		list, err := tx.PublicReleasesOf(ctx, at, now, out.Cycle, q.After, read)
		if err == nil && at != now {
			is, err := tx.PublicReleasesOf(ctx, now, now, out.Cycle, q.After, read)
			if err != nil {
				return err
			}
			out.Changed = !sameReleases(list, is)
		}
		for _, v := range list {
			if !strings.Contains(viet.Fold(v.Name), viet.Fold(strings.TrimSpace(q.Words))) {
				continue
			}
			if len(out.List) == mostNamed {
				out.Next = out.List[mostNamed-1].Code
				break
			}
			out.List = append(out.List, v)
		}
		return err
	})
	return out, err
}

// PublishedNews gives the last releases, corrections and takings down, the newest
// first: as they were to be read at the end of a day, or now.
func (a *Wing) PublishedNews(ctx context.Context, day period.Date, most int) (out PublicList, err error) {
	out.Day = day
	err = a.desk.Read(ctx, nobody, func(ctx context.Context, tx *desk.Tx) error {
		now := release.MomentOf(tx.Now)
		if out.Waiting, err = tx.ReleaseWaits(ctx, now); err != nil {
			return err
		}
		at, most := release.EndOf(day, now), min(most, mostRead)
		if out.List, err = tx.PublicReleases(ctx, at, now, most); err != nil || at == now {
			return err
		}
		is, err := tx.PublicReleases(ctx, now, now, most)
		out.Changed = !sameReleases(out.List, is)
		return err
	})
	return out, err
}

func sameReleases(was, is []release.Version) bool {
	return slices.EqualFunc(was, is, func(a, b release.Version) bool { return a.Code == b.Code && a.Cycle == b.Cycle && a.No == b.No })
}

// Public is a released year as anyone reads it.
type Public struct {
	release.Version
	Body     release.Body
	Newest   bool
	Versions []release.Version // that may be read, the first one first
	Down     *release.Version  // where it was taken down: nothing else is told
	Waiting  bool              // another version waits for its moment
}

// Twin says which version of a year is meant: one by its number, the one that was
// to be read at the end of a day, or the newest.
type Twin struct {
	No  int64
	Day period.Date
}

// PublishedYear gives a unit's released year. NotFound where nothing was public.
func (a *Wing) PublishedYear(ctx context.Context, code string, cycle period.Cycle, which Twin) (out Public, err error) {
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
		now := release.MomentOf(tx.Now)
		list, down := release.Readable(all, now)
		out.Waiting = release.Waiting(all, now)
		if down != nil {
			out.Version, out.Down = *down, down
			return nil
		}
		var ok bool
		if which.No != 0 {
			out.Version, out.Newest, ok = release.Numbered(list, which.No)
		} else {
			out.Version, out.Newest, ok = release.Known(list, which.Day)
		}
		if !ok {
			return missing
		}
		out.Versions = list
		out.Body, err = tx.ReleaseBody(ctx, out.Version)
		return err
	})
	return out, err
}
