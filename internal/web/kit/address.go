package kit

import (
	"net/url"

	"dondoc/internal/web/kit/href"
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
	return href.Query(a.Path, q)
}

// Clear gives the address without filters, but as known on the same day.
func (a *Address) Clear() string {
	return href.With(a.Path, "as-known", a.Query.Get("as-known"))
}

// Join adds one part to an address that may have a query.
func (a *Address) Join(name, value string) string {
	return href.With(a.Path, name, value)
}
