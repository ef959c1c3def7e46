package store

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

// PostgreSQL has no words of its own for a table, so its keys, references,
// indexes and what may be empty are compared, one by one, with those that SQLite
// has of the same migrations.

// shape is each key, reference, index and column that must be filled, as one
// line that both engines come to.
type shape map[string]bool

// checkShape compares them on PostgreSQL.
func (tx *Tx) checkShape(ctx context.Context, r *replay) error {
	made, err := madeSchema()
	if err != nil {
		return err
	}
	have, err := tx.shape(ctx)
	if err != nil {
		return err
	}
	find := func(line, detail string) {
		table, what, _ := strings.Cut(line, " ")
		r.find(Finding{What: "schema", Table: table, Detail: what + ": " + detail})
	}
	for line := range made.shape {
		if !have[line] {
			find(line, "missing")
		}
	}
	for line := range have {
		if !made.shape[line] {
			find(line, "added or changed")
		}
	}
	return nil
}

func (tx *Tx) shape(ctx context.Context) (shape, error) {
	if tx.db.Engine == SQLite {
		return tx.shapeOfSQLite(ctx)
	}
	rows, err := tx.strings(ctx, `SELECT c.relname, pg_get_constraintdef(k.oid) || CASE WHEN k.convalidated THEN '' ELSE ' NOT VALID' END
			FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = current_schema()::regnamespace AND k.contype <> 'n'
		UNION ALL SELECT c.relname, pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
			FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = current_schema()::regnamespace
				AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
		UNION ALL SELECT table_name, 'FILLED ' || column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_nullable = 'NO'`, 2)
	out := shape{}
	for _, row := range rows {
		out.add(row[0], row[1])
	}
	return out, err
}

func (tx *Tx) shapeOfSQLite(ctx context.Context) (shape, error) {
	out := shape{}
	keys := map[string][]string{}
	rows, err := tx.strings(ctx, `SELECT m.name, p.name, p."notnull" > 0, p.pk FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY m.name, p.pk`, 4)
	for _, row := range rows {
		if row[3] != "0" {
			keys[row[0]] = append(keys[row[0]], row[1])
		}
		if row[3] != "0" || row[2] == "1" || row[2] == "true" {
			out.add(row[0], "FILLED "+row[1])
		}
	}
	for table, key := range keys {
		out.add(table, "PRIMARY KEY ("+strings.Join(key, ", ")+")")
	}
	if err != nil {
		return nil, err
	}
	rows, err = tx.strings(ctx, `SELECT m.name, f."from", f."table", COALESCE(f."to", '') FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`, 4)
	for _, row := range rows {
		out.add(row[0], "FOREIGN KEY ("+row[1]+") REFERENCES "+row[2]+"("+row[3]+")")
	}
	if err != nil {
		return nil, err
	}
	unique := map[[2]string][]string{}
	rows, err = tx.strings(ctx, `SELECT m.name, l.name, i.name FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_info(l.name) i
		WHERE m.type = 'table' AND l.origin = 'u' ORDER BY m.name, l.name, i.seqno`, 3)
	for _, row := range rows {
		at := [2]string{row[0], row[1]}
		unique[at] = append(unique[at], row[2])
	}
	for at, columns := range unique {
		out.add(at[0], "UNIQUE ("+strings.Join(columns, ", ")+")")
	}
	if err != nil {
		return nil, err
	}
	rows, err = tx.strings(ctx, `SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`, 2)
	for _, row := range rows {
		out.add(row[0], row[1])
	}
	return out, err
}

var (
	ofSchema = regexp.MustCompile(` ON \w+\.`)
	castText = regexp.MustCompile(`::(text|bigint)`)
	between  = regexp.MustCompile(`[\s()"]+`)
)

// add keeps one line of a table without what the engines write differently.
func (s shape) add(table, text string) {
	if strings.HasPrefix(table, "goose_") {
		return
	}
	text = ofSchema.ReplaceAllString(text, " ON ")
	text = castText.ReplaceAllString(strings.Replace(text, " USING btree", "", 1), "")
	words := slices.DeleteFunc(between.Split(text, -1), func(w string) bool { return w == "" })
	s[table+" "+strings.Join(words, " ")] = true
}
