package store

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// listSizes are the numbers of values a list of a query (@ids) is made for:
// one statement each, so that they stay compiled. A shorter list repeats its last.
var listSizes = []int{1, 8, 64, 512}

var parameter = regexp.MustCompile(`\$(\d+)`)

// withLists replaces each query that has a list by one for each size of it,
// named "subject.what#64". The list's values come after all others.
func withLists(all map[string]string) map[string]string {
	out := maps.Clone(all)
	for name, text := range all {
		if !strings.Contains(text, "@ids") {
			continue
		}
		delete(out, name)
		last := 0
		for _, m := range parameter.FindAllStringSubmatch(text, -1) {
			n, _ := strconv.Atoi(m[1])
			last = max(last, n)
		}
		for _, size := range listSizes {
			places := make([]string, size)
			for i := range places {
				places[i] = fmt.Sprint("$", last+i+1)
			}
			out[fmt.Sprint(name, "#", size)] = strings.ReplaceAll(text, "@ids", strings.Join(places, ", "))
		}
	}
	return out
}

// manyOf reads all rows of a named query with a list, in as few statements as
// its sizes allow. What the query orders is in order within each statement.
func manyOf[T, L any](ctx context.Context, tx *Tx, name string, scan func(scanner) (T, error), list []L, args ...any) ([]T, error) {
	var out []T
	for chunk := range slices.Chunk(list, listSizes[len(listSizes)-1]) {
		size := listSizes[slices.IndexFunc(listSizes, func(n int) bool { return n >= len(chunk) })]
		all := slices.Clone(args)
		for i := range size {
			all = append(all, chunk[min(i, len(chunk)-1)])
		}
		rows, err := many(ctx, tx, fmt.Sprint(name, "#", size), scan, all...)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}
