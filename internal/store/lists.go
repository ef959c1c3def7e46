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
			out[fmt.Sprint(name, "#", size)] = strings.ReplaceAll(text, "@ids", places(last+1, size))
		}
	}
	return out
}

// places are so many parameters from one on: "$3, $4".
func places(first, n int) string {
	out := make([]byte, 0, 6*n)
	for i := range n {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = strconv.AppendInt(append(out, '$'), int64(first+i), 10)
	}
	return string(out)
}

// manyOf reads all rows of a named query with a list, in as few statements as
// its sizes allow. What the query orders is in order within each statement.
func manyOf[T, L any](ctx context.Context, tx *Tx, name string, scan func(scanner) (T, error), list []L, args ...any) ([]T, error) {
	var out []T
	for chunk := range slices.Chunk(list, listSizes[len(listSizes)-1]) {
		sized, all := listQuery(name, chunk, args)
		rows, err := many(ctx, tx, sized, scan, all...)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// execOf runs a query that changes rows with a list, in as few statements as its sizes allow.
func execOf[L any](ctx context.Context, tx *Tx, name string, list []L, args ...any) error {
	for chunk := range slices.Chunk(list, listSizes[len(listSizes)-1]) {
		if _, err := runOf(ctx, tx, name, chunk, args...); err != nil {
			return err
		}
	}
	return nil
}

// runOf runs a query that changes rows with a list of at most the largest size.
func runOf[L any](ctx context.Context, tx *Tx, name string, list []L, args ...any) (int64, error) {
	sized, all := listQuery(name, list, args)
	return tx.run(ctx, sized, all...)
}

// listQuery gives the query for a list of the least size that holds it, with its values.
func listQuery[L any](name string, list []L, args []any) (string, []any) {
	size := listSizes[slices.IndexFunc(listSizes, func(n int) bool { return n >= len(list) })]
	all := slices.Grow(slices.Clone(args), size)
	for i := range size {
		all = append(all, list[min(i, len(list)-1)])
	}
	return name + "#" + strconv.Itoa(size), all
}
