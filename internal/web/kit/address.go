package kit

import (
	"net/url"
	"strings"
)

// Address is a board's address with its filters, so that every filtered
// list can be shared.
type Address struct {
	Path  string
	Query url.Values
}

// With gives the address with one part of the query changed; "" takes it out.
func (a *Address) With(name, value string) string {
	q := url.Values{}
	for k, vs := range a.Query {
		if k != "done" && k != "print" {
			q[k] = vs
		}
	}
	q.Set(name, value)
	if value == "" {
		q.Del(name)
	}
	if len(q) == 0 {
		return a.Path
	}
	return a.Path + "?" + q.Encode()
}

// Clear gives the address without filters, but as known on the same day.
func (a *Address) Clear() string {
	if known := a.Query.Get("as-known"); known != "" {
		return a.Path + "?" + url.Values{"as-known": {known}}.Encode()
	}
	return a.Path
}

// Join adds one part to an address that may have a query.
func (a *Address) Join(name, value string) string {
	sep := "?"
	if strings.Contains(a.Path, "?") {
		sep = "&"
	}
	return a.Path + sep + url.Values{name: {value}}.Encode()
}
