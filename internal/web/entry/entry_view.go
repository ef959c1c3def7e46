package entry

import (
	"fmt"

	"dondoc/internal/web/kit/page"
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
	return v.T("page.grid.saved", "at", v.Moment(v.Saved)) + " · " + progress
}

func (r GridRow) field(name string) string { return name + "-" + r.ID }

func anchor(i int) string { return fmt.Sprintf("row-%d", i+1) }

// plain and different part the reports that can be cleared together from those
// that want a look first.
func different(w Waiting) bool { return len(w.Differences) > 0 || w.Note != "" }

func (v Inbox) clear() bool {
	return len(v.ToReport)+len(v.Drafts)+len(v.Returned)+len(v.ToVerify)+len(v.ToApprove)+len(v.Mine)+len(v.Tasks)+len(v.Asked)+len(v.Asking) == 0
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
