package entry

import (
	"fmt"
	"strconv"
	"time"

	"dondoc/internal/app/figures"
	"dondoc/internal/period"
	"dondoc/internal/web/kit/page"

	"github.com/a-h/templ"
)

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// frame lets a fragment, which stands alone, speak as a page does.
func (u Understood) frame() page.Frame { return page.Frame{Lang: u.Lang} }

// state says whether and when the draft was saved, and how far the sheet is.
func (v Grid) state() string {
	progress := v.T("page.grid.progress", "n", v.Filled, "total", len(v.Rows))
	if v.Saved.IsZero() {
		return progress
	}
	return v.T("page.grid.saved", "at", clock(v.Saved, v.Day)) + " · " + progress
}

// clock is a moment as it is said on a day: without the date where it is of that day.
func clock(at time.Time, day period.Date) string {
	form := "15:04 02/01/2006"
	if period.DateOf(at) == day {
		form = "15:04"
	}
	return at.In(period.Zone).Format(form)
}

// says are the words of grid.js.
func (v Grid) says() templ.Attributes {
	n := "#" // grid.js puts the number in its place
	return templ.Attributes{"data-say-rows": v.T("page.grid.paste_rows", "n", n), "data-say-columns": v.T("page.grid.paste_columns", "n", n),
		"data-say-locked": v.T("page.grid.paste_locked", "n", n), "data-say-pasted": v.T("page.grid.pasted", "n", n), "data-say-undone": v.T("page.grid.undone", "n", n),
		"data-say-queued": v.T("page.grid.queued", "n", n, "at", "@"), "data-say-waiting": v.T("page.grid.waiting", "n", n), "data-say-lost": v.T("page.grid.unsaved"), "data-say-saving": v.T("page.grid.saving"), "data-say-filesave": v.T("page.grid.file_save"), "data-say-filedrop": v.T("page.grid.file_drop"), "data-say-filewaits": v.T("page.grid.file_waits"), "data-say-fileloose": v.T("page.grid.file_loose"),
		"data-say-fileempty": v.T("app.file_empty", "name", "@"), "data-say-filelarge": v.T("app.file_large", "name", "@", "most", figures.LargestFile>>20), "data-say-filemany": v.T("page.grid.file_many", "name", "@", "most", figures.MostFiles),
		"data-say-fileheavy": v.T("page.grid.file_heavy", "name", "@", "most", mostSent>>20), "data-say-gone": v.T("page.grid.file_gone", "names", "@"), "data-say-progress": v.T("page.grid.progress", "n", n, "total", len(v.Rows))}
}

// mostSent is how many bytes of files go with one sending: as many as with one figure.
const mostSent = figures.LargestFile * figures.MostFiles

// bounds are those of the evidence that goes with a sheet, for grid.js: the same
// that the server has.
func bounds() templ.Attributes {
	return templ.Attributes{"data-most": strconv.Itoa(figures.MostFiles), "data-largest": strconv.Itoa(figures.LargestFile), "data-total": strconv.Itoa(mostSent)}
}

func (r GridRow) field(name string) string { return name + "-" + r.ID }

// named is the name of a field of the row, none where nothing can be typed: such
// a row is not sent.
func (r GridRow) named(name string) templ.Attributes {
	if r.ReadOnly {
		return nil
	}
	return templ.Attributes{"name": r.field(name)}
}

func anchor(i int) string { return fmt.Sprintf("row-%d", i+1) }

// plain and different part the reports that can be cleared together from those
// that want a look first.
func different(w Waiting) bool { return len(w.Differences) > 0 || w.Note != "" }

func (v Inbox) clear() bool {
	return len(v.ToReport)+len(v.Unsent)+len(v.Drafts)+len(v.Returned)+len(v.ToVerify)+len(v.ToApprove)+len(v.Mine)+len(v.Tasks)+len(v.Vouchers)+len(v.Remedies)+len(v.Coming)+len(v.Asked)+len(v.Asking) == 0
}

// due says how long there is, or how late it is.
func (v Inbox) due(t Todo) string {
	switch {
	case t.Days < 0:
		return v.T("page.inbox.late", "n", -t.Days)
	case t.Days == 0:
		return v.T("page.inbox.today")
	}
	return v.T("page.inbox.left", "n", t.Days)
}
