package board

import (
	"dondoc/internal/period"
)

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// tags are what a reader must know of a report at a glance: how firm it is and where it stands.
func (r Report) tags() []string {
	tags := []string{r.Kind, r.State}
	if r.Kind == "" {
		tags = tags[1:]
	}
	return tags
}

// span writes a tenure; the range is half open, so its last day is the one before To.
func (v Target) span(r period.Range) string {
	if r.To == period.Forever || r.To == "" {
		return v.T("page.since", "from", r.From)
	}
	return v.T("page.span", "from", r.From, "to", r.To.AddDays(-1))
}
