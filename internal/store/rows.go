package store

import (
	"context"
	"fmt"
	"strings"
)

// rowSizes are the numbers of rows that one statement inserts at once: one
// compiled statement each. So any number takes a few.
var rowSizes = []int{64, 32, 16, 8, 4, 2}

// inRows are the inserts that are made for several rows at once.
var inRows = []string{"observation.insert", "observation.insert_step", "observation.insert_evidence", "ledger.append", "ledger.put_hash",
	"standing.insert", "target.insert", "target.insert_revision", "version.put", "standing.put_count", "capital.insert_plan", "capital.insert_payment", "capital.insert_step", "capitalsum.add", "capitalsum.add_known", "capitalsum.put_counted"}

// withRows adds to the inserts that are made for several rows one for each
// number of them, named "subject.what*16".
func withRows(all map[string]string) map[string]string {
	for _, name := range inRows {
		head, values, found := strings.Cut(all[name], "VALUES")
		one, rest, closed := strings.Cut(values, ")")
		if !found || !closed {
			panic("store: no plain insert named " + name)
		}
		n := strings.Count(one, "$")
		for _, size := range rowSizes {
			groups := make([]string, size)
			for r := range groups {
				groups[r] = "(" + places(r*n+1, n) + ")"
			}
			all[fmt.Sprint(name, "*", size)] = head + "VALUES " + strings.Join(groups, ", ") + rest
		}
	}
	return all
}

// withOrder gives the inserts of several rows with their values by order.
func withOrder(all map[string]string) map[string]string {
	out := map[string]string{}
	for _, name := range inRows {
		for _, size := range rowSizes {
			sized := fmt.Sprint(name, "*", size)
			out[sized] = unnumbered(all[sized])
		}
	}
	return out
}

// unnumbered gives a statement with "?" in place of "$1", "$2", …
func unnumbered(text string) string {
	parts := strings.Split(text, "$")
	for i, p := range parts[1:] {
		parts[i+1] = strings.TrimLeft(p, "0123456789")
	}
	return strings.Join(parts, "?")
}

// insertRows inserts rows by an insert of one, in as few statements as rowSizes allow.
func (tx *Tx) insertRows(ctx context.Context, name string, rows [][]any) error {
	for _, row := range rows {
		if err := checkTexts(name, row); err != nil {
			return err
		}
	}
	for _, size := range rowSizes {
		for ; len(rows) >= size; rows = rows[size:] {
			args := make([]any, 0, size*len(rows[0]))
			for _, row := range rows[:size] {
				args = append(args, row...)
			}
			if err := tx.exec(ctx, fmt.Sprint(name, "*", size), args...); err != nil {
				return err
			}
		}
	}
	for _, row := range rows {
		if err := tx.exec(ctx, name, row...); err != nil {
			return err
		}
	}
	return nil
}
