package store

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// rowOp says what was done to a row.
type rowOp byte

// The operations.
const (
	rowPut    rowOp = 1 // a row was added, or is now as a whole what the change says
	rowUpdate rowOp = 2 // some columns of a row have new values
	rowDelete rowOp = 3
)

// Change is one row that a transaction added, changed or took away, as the log
// keeps it.
type Change struct {
	Table  string
	Op     rowOp
	values []any // by the table's columns: string, int64, bool, nil; absent where the change does not say
	of     *table
}

// absent stands for a column that a change says nothing about.
type absent struct{}

// Text gives a text column's value; "" where the change does not say. After
// rowPut every column but a file's content is said, after rowUpdate the key and the
// columns that were set, after rowDelete the key.
func (c Change) Text(column string) string {
	s, _ := c.value(column).(string)
	return s
}

// Int gives a whole number's value; 0 where the change does not say.
func (c Change) Int(column string) int64 {
	n, _ := c.value(column).(int64)
	return n
}

// Bool gives a truth value; false where the change does not say.
func (c Change) Bool(column string) bool {
	b, _ := c.value(column).(bool)
	return b
}

// Says says whether the change gives the column a value.
func (c Change) Says(column string) bool {
	_, not := c.value(column).(absent)
	return !not
}

func (c Change) value(column string) any {
	at := c.of.place(column)
	if at < 0 {
		panic("store: table " + c.Table + " has no column " + column)
	}
	return c.values[at]
}

// Changed gives the rows that the use-case under way has changed so far in
// logged tables, in order. What BeforeCommit registered reads it to renew what
// hangs on those rows; rows it changes itself come after.
func (tx *Tx) Changed() []Change {
	if tx.log == nil {
		return nil
	}
	return tx.log.all
}

// BeforeCommit registers what runs after each use-case that wrote, in its
// transaction, before its log entry is closed: tx.Changed() tells what changed,
// and what hook writes is part of the same entry. Its error undoes the
// use-case. Register before the first write; one hook, not a list.
func (db *DB) BeforeCommit(hook func(context.Context, *Tx) error) {
	if db.joined != nil {
		db = db.joined.db
	}
	db.hook = hook
}

// effect is what a named query does to a logged table.
type effect struct {
	op      rowOp
	of      *table
	columns []int // that it returns
}

var (
	insertInto = regexp.MustCompile(`(?is)^\s*INSERT INTO (\w+)`)
	updateOf   = regexp.MustCompile(`(?is)^\s*UPDATE (\w+)(?: AS \w+| \w+)? SET (.*?)\bWHERE\b`)
	deleteFrom = regexp.MustCompile(`(?is)^\s*DELETE FROM (\w+)`)
	writesInto = regexp.MustCompile(`(?i)\b(?:INSERT INTO|DELETE FROM|UPDATE) (\w+)`)
	setHead    = regexp.MustCompile(`(?is)^(\w+)\s*=`)
	returning  = regexp.MustCompile(`(?i)\bRETURNING\b`)
)

// withReturning has a query that writes into a logged table give back the rows
// it wrote, so that the log has what the database has, and nothing is read
// twice. Queries that do not write into one stay as they are.
func withReturning(name, text string) (string, *effect) {
	body := strings.TrimSuffix(strings.TrimSpace(text), ";")
	e := &effect{}
	var set string
	if verb(body) == "SELECT" || verb(body) == "WITH" { // the patterns take long: a process starts with every query
		mustNotWrite(name, body)
		return text, nil
	}
	if m := insertInto.FindStringSubmatch(body); m != nil {
		e.op, e.of = rowPut, schema[m[1]]
	} else if m := updateOf.FindStringSubmatch(body); m != nil {
		e.op, e.of, set = rowUpdate, schema[m[1]], m[2]
	} else if m := deleteFrom.FindStringSubmatch(body); m != nil {
		e.op, e.of = rowDelete, schema[m[1]]
	} else {
		mustNotWrite(name, body)
		return text, nil
	}
	if e.of == nil {
		panic("store: query " + name + " writes into no table that the migrations make")
	}
	if !e.of.logged() {
		return text, nil
	}
	switch e.op {
	case rowPut:
		e.columns = e.of.kept()
	case rowUpdate:
		e.columns = slices.Clone(e.of.key)
		for _, part := range topLevel(set) {
			m := setHead.FindStringSubmatch(part)
			if m == nil || e.of.place(m[1]) < 0 {
				panic("store: query " + name + " sets what is not understood: " + part)
			}
			e.columns = append(e.columns, e.of.place(m[1]))
		}
	case rowDelete:
		e.columns = slices.Clone(e.of.key)
	}
	names := make([]string, len(e.columns))
	for i, at := range e.columns {
		names[i] = e.of.columns[at].name
		if i >= len(e.of.key) && e.op == rowUpdate && (slices.Contains(e.of.key, at) || e.of.columns[at].content()) {
			panic("store: query " + name + " changes a key or a file, which the log cannot follow")
		}
	}
	if returning.MatchString(body) {
		panic("store: query " + name + " has a RETURNING of its own, which the log needs")
	}
	return body + " RETURNING " + strings.Join(names, ", ") + ";", e
}

// verb is the first word of a statement, in capitals.
func verb(body string) string {
	word, _, _ := strings.Cut(strings.TrimLeft(body, " \n\t"), " ")
	return strings.ToUpper(strings.TrimSpace(word))
}

// mustNotWrite stops a query that writes in a form that is not understood.
func mustNotWrite(name, body string) {
	upper := strings.ToUpper(body)
	if !strings.Contains(upper, "INSERT INTO ") && !strings.Contains(upper, "DELETE FROM ") && !strings.Contains(upper, "UPDATE ") {
		return
	}
	for _, m := range writesInto.FindAllStringSubmatch(body, -1) {
		if t := schema[m[1]]; t != nil && t.logged() {
			panic("store: query " + name + " writes into " + m[1] + " in a form whose rows the log cannot have")
		}
	}
}

// run executes a query that writes and keeps what it did to logged tables.
func (tx *Tx) run(ctx context.Context, name string, args ...any) (int64, error) {
	e := effects[baseName(name)]
	if e == nil {
		res, err := tx.runExec(ctx, name, args...)
		if err != nil {
			return 0, translate(err)
		}
		n, err := res.RowsAffected()
		return n, translate(err)
	}
	if tx.log == nil {
		return 0, fmt.Errorf("store: %s outside a write", name)
	}
	if err := checkTexts(name, args); err != nil {
		return 0, err
	}
	rows, err := tx.runQuery(ctx, name, args...)
	if err != nil {
		return 0, translate(err)
	}
	defer rows.Close()
	delete(tx.held, e.of.name)
	n := int64(0)
	for rows.Next() {
		c := Change{Table: e.of.name, Op: e.op, of: e.of}
		if c.values, err = scanValues(rows, e.of, e.columns); err != nil {
			return n, translate(err)
		}
		tx.log.all = append(tx.log.all, c)
		n++
	}
	return n, translate(rows.Err())
}

// scanValues reads a row that has some columns of a table.
func scanValues(s scanner, t *table, columns []int) ([]any, error) {
	values := make([]any, len(t.columns))
	dest := make([]any, len(columns))
	for i := range values {
		values[i] = absent{}
	}
	for i, at := range columns {
		dest[i] = &values[at]
	}
	if err := s.Scan(dest...); err != nil {
		return nil, err
	}
	for _, at := range columns {
		values[at] = plain(values[at], t.columns[at].kind)
	}
	return values, nil
}

// plain gives a value of a column in the one form that both engines' values have.
func plain(v any, kind string) any {
	if x, is := v.(int64); is && kind == "BOOLEAN" && (x == 0 || x == 1) {
		return x == 1
	}
	return v // a blob where a text should be stays one: no query finds the row by it
}
