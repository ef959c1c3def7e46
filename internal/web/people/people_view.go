package people

import (
	"strings"

	"dondoc/internal/period"
	"dondoc/internal/web/kit/page"
)

// span writes a tenure; the range is half open, so its last day is the one before To.
func span(f page.Frame, r period.Range) string {
	if r.To == period.Forever || r.To == "" {
		return f.T("page.since", "from", r.From)
	}
	return f.T("page.span", "from", r.From, "to", r.To.AddDays(-1))
}

func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

func postOf(f page.Frame, a Appointment) string {
	if a.Capacity == "" || a.Capacity == "substantive" {
		return a.Post
	}
	return a.Post + " (" + f.T("page.capacity."+a.Capacity) + ")"
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
