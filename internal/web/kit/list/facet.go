package list

import (
	"slices"

	"dondoc/internal/i18n"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/page"
)

// Facet is something a list can be narrowed by, by links: the unit, the person,
// the field. Name is its name in the address.
type Facet[T any] struct {
	Name  string
	Label string
	Of    func(T) (value, text string) // of a row; "" for a row that has none
}

// Narrow gives the rows that pass what the address asks for.
func Narrow[T any](r *kit.Ask, rows []T, facets []Facet[T]) []T {
	q := r.URL.Query()
	return slices.DeleteFunc(slices.Clone(rows), func(row T) bool {
		for _, f := range facets {
			if want := q.Get(f.Name); want != "" {
				if value, _ := f.Of(row); value != want {
					return true
				}
			}
		}
		return false
	})
}

// Narrowed says whether the address narrows or sorts the list.
func Narrowed[T any](r *kit.Ask, facets []Facet[T]) bool {
	q := r.URL.Query()
	return q.Get("sort") != "" || slices.ContainsFunc(facets, func(f Facet[T]) bool { return q.Get(f.Name) != "" })
}

// Filters are the facets as menus of links with how many rows each has. One
// that tells nothing apart is left out.
func Filters[T any](r *kit.Ask, rows []T, facets []Facet[T]) (out []Filter) {
	at := &kit.Address{Path: r.URL.Path, Query: r.URL.Query()}
	at.Query.Del("format")
	for _, f := range facets {
		asked := at.Query.Get(f.Name)
		menu := Filter{Label: f.Label, Options: []page.Link{{Text: i18n.T(r.Lang, "web.all"), URL: at.With(f.Name, ""), Here: asked == ""}}}
		for _, row := range rows {
			value, text := f.Of(row)
			if value == "" {
				continue
			}
			i := slices.IndexFunc(menu.Options, func(l page.Link) bool { return l.URL == at.With(f.Name, value) })
			if i < 0 {
				menu.Options = append(menu.Options, page.Link{Text: text, URL: at.With(f.Name, value), Here: asked == value, Counted: true})
				i = len(menu.Options) - 1
			}
			menu.Options[i].Count++
		}
		if len(menu.Options) > 2 || asked != "" {
			out = append(out, menu)
		}
	}
	return out
}
