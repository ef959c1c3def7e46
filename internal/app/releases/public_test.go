package releases_test

import (
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/releases"
	"dondoc/internal/errs"
	"dondoc/internal/release"
)

// What waits for its hour is not in the list, the news or the page, and what was
// taken down before it was due never shows; on both engines.
func TestPublicIsWhatIsDue(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		head := w.Actor("head", access.Head, w.District)
		const code = "ngan-son"
		public := func() (list, news int) {
			t.Helper()
			l, err := w.Published(apptest.Ctx, releases.PublicQuery{Words: "NGAN"})
			if err != nil {
				t.Fatal(err)
			}
			n, err := w.PublishedNews(apptest.Ctx, "", 10)
			if err != nil {
				t.Fatal(err)
			}
			return len(l.List), len(n.List)
		}
		holds := func(when string, list, news int) {
			t.Helper()
			if l, n := public(); l != list || n != news {
				t.Errorf("%s: %d in the list and %d in the news, want %d and %d", when, l, n, list, news)
			}
		}
		today := release.MomentOf(w.Now()).Day()
		on := release.Moment(string(today.AddDays(2)) + "T08:30")
		ok := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		put := func(on release.Moment, notice string) error {
			_, err := w.Publish(apptest.Ctx, head, releases.NewRelease{Unit: code, Cycle: "2023", On: on, Notice: notice})
			return err
		}
		if err := put(release.Moment(string(today)+"T00:01"), ""); !errs.Is(err, errs.Invalid) {
			t.Errorf("an hour that is past: %v", err)
		}
		ok(put(on, ""))
		holds("before its day", 0, 0)
		*w.Clock = today.AddDays(2).Time().Add(8*time.Hour + 29*time.Minute)
		holds("a minute before", 0, 0)
		*w.Clock = w.Clock.Add(time.Minute)
		holds("at its hour", 1, 1)
		if _, err := w.PublishedYear(apptest.Ctx, code, "2023", releases.Twin{No: 2}); !errs.Is(err, errs.NotFound) {
			t.Errorf("a version that is not there: %v", err)
		}
		ok(w.TakeDown(apptest.Ctx, head, code, "2023", "sai"))
		holds("taken down", 0, 1)
		ok(put(release.Moment(today.AddDays(9)), ""))
		holds("another waits", 0, 1)
		ok(w.TakeDown(apptest.Ctx, head, code, "2023", "thôi"))
		*w.Clock = today.AddDays(20).Time()
		holds("never due", 0, 0) // what is told is the newest, and that one never was public
	})
}
