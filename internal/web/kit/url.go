package kit

import (
	"net/url"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

func BelowURL(code string, cycle period.Cycle) string { return BoardURL(code, cycle) + "/below" }

// AsOf adds the day of "as known on" to an address, and more of a query.
func AsOf(path string, known period.Date, more ...string) string {
	q := url.Values{}
	if known != "" {
		q.Set("as-known", known.Say(""))
	}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

func CoverageURL(superior, own id.ID) string {
	return "/coverage/" + string(superior) + "/" + string(own)
}

func BoardURL(unit string, cycle period.Cycle) string {
	return "/u/" + url.PathEscape(unit) + "/" + string(cycle)
}

func TargetURL(t id.ID, known period.Date) string {
	u := "/targets/" + string(t)
	if known != "" {
		u += "?as-known=" + string(known)
	}
	return u
}

func TextURL(document id.ID) string { return "/documents/" + string(document) + "/text" }

// WithDay gives an address that speaks of the same day, where one was asked for.
func WithDay(address string, on period.Date) string {
	if on == "" {
		return address
	}
	return address + "?on=" + string(on)
}

func PersonURL(person id.ID) string { return "/people/" + string(person) }

func WithKnown(address string, known period.Date) string {
	if known == "" {
		return address
	}
	return address + "?as-known=" + string(known)
}

// TasksURL is where a unit's tasks are.
func TasksURL(unit string) string {
	if unit == "" {
		return ""
	}
	return "/u/" + url.PathEscape(unit) + "/tasks"
}

func UnitURL(code string) string { return "/u/" + url.PathEscape(code) }
