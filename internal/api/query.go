package api

import (
	"net/url"
	"slices"
	"strings"

	"dondoc/internal/errs"

	"github.com/danielgtaylor/huma/v2"
)

// knownQuery refuses a query with a name that the operation does not know, or with a
// name twice that it takes once: what would be passed over is never meant.
func knownQuery(op *huma.Operation, raw string) error {
	if raw == "" {
		return nil
	}
	query, err := url.ParseQuery(raw)
	if err != nil {
		return errs.New(errs.Invalid, "api.query_broken").In("query")
	}
	known := map[string]bool{} // whether it may stand several times
	var names []string
	for _, p := range op.Parameters {
		if p.In == "query" {
			known[p.Name] = p.Schema != nil && p.Schema.Type == huma.TypeArray
			names = append(names, p.Name)
		}
	}
	slices.Sort(names)
	var list errs.List
	for name, values := range query {
		many, ok := known[name]
		switch {
		case !ok && len(names) == 0:
			list = append(list, errs.New(errs.Invalid, "api.query_none", "name", name).In("query."+name))
		case !ok:
			list = append(list, errs.New(errs.Invalid, "api.query_unknown", "name", name, "known", strings.Join(names, ", ")).In("query."+name))
		case len(values) > 1 && !many:
			list = append(list, errs.New(errs.Invalid, "api.query_twice", "name", name).In("query."+name))
		}
	}
	slices.SortFunc(list, func(a, b *errs.Error) int { return strings.Compare(a.Field, b.Field) })
	return list.OrNil()
}
