package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"sync"
)

// checkFile asks the engine whether its file is whole, and sees that the
// database has the tables of this program, as the migrations make them, and
// nothing that acts by itself.
func (tx *Tx) checkFile(ctx context.Context, r *replay) error {
	objects := `SELECT table_name, 'table' FROM information_schema.tables WHERE table_schema = current_schema() AND table_type <> 'VIEW'
		UNION ALL SELECT table_name, 'view' FROM information_schema.views WHERE table_schema = current_schema()
		UNION ALL SELECT matviewname, 'view' FROM pg_matviews WHERE schemaname = current_schema()
		UNION ALL SELECT trigger_name, 'trigger' FROM information_schema.triggers WHERE trigger_schema = current_schema()
		UNION ALL SELECT evtname, 'event trigger' FROM pg_event_trigger
		UNION ALL SELECT policyname, 'policy' FROM pg_policies WHERE schemaname = current_schema()
		UNION ALL SELECT relname, 'row security' FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relrowsecurity
		UNION ALL SELECT proname, 'function' FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
		UNION ALL SELECT rulename, 'rule' FROM pg_rules WHERE schemaname = current_schema()`
	if tx.db.Engine == SQLite {
		objects = `SELECT name, type FROM sqlite_master WHERE type <> 'index' AND name NOT LIKE 'sqlite_%'`
		said, err := tx.strings(ctx, `PRAGMA integrity_check(20)`, 1)
		if err != nil {
			return err
		}
		for _, s := range said {
			if s[0] != "ok" {
				r.find(Finding{What: "page", Detail: s[0]})
			}
		}
	}
	there, err := tx.strings(ctx, objects, 2)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, o := range there {
		if t := schema[o[0]]; o[1] == "table" && (t != nil || o[0] == "goose_db_version") {
			known[o[0]] = true
			continue
		}
		r.find(Finding{What: "schema", Table: o[0], Detail: o[1]})
	}
	for name := range schema {
		if !known[name] {
			r.breaks(name, "missing")
		}
	}
	return tx.checkColumns(ctx, r)
}

// breaks says that a table cannot be read as the schema has it.
func (r *replay) breaks(table, detail string) {
	r.broken[table] = true
	r.find(Finding{What: "schema", Table: table, Detail: detail})
}

// checkColumns compares columns, defaults, keys and indexes with those that the
// migrations make: on SQLite the very words, on PostgreSQL one by one.
func (tx *Tx) checkColumns(ctx context.Context, r *replay) error {
	ask := `SELECT m.name, p.name, p.type, p."notnull" = 0, COALESCE(p.dflt_value, '') FROM sqlite_master m, pragma_table_xinfo(m.name) p WHERE m.type = 'table' ORDER BY m.name, p.cid`
	if tx.db.Engine == PostgreSQL {
		ask = `SELECT table_name, column_name, data_type, is_nullable = 'YES', COALESCE(column_default, '') || COALESCE(generation_expression, '')
			FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`
	}
	rows, err := tx.strings(ctx, ask, 5)
	if err != nil {
		return err
	}
	have := map[string][]string{}
	for _, c := range rows {
		have[c[0]] = append(have[c[0]], c[1])
	}
	for name, t := range schema {
		if r.broken[name] {
			continue
		}
		for _, c := range t.columns {
			if !slices.Contains(have[name], c.name) {
				r.breaks(name, "column missing: "+c.name)
			}
		}
	}
	for _, c := range rows {
		t := schema[c[0]]
		if t == nil || r.broken[t.name] {
			continue
		}
		at := t.place(c[1])
		switch {
		case at < 0:
			r.find(Finding{What: "schema", Table: t.name, Detail: "column added: " + c[1]})
		case tx.db.Engine == PostgreSQL && !t.columns[at].is(c[2], c[4]):
			r.find(Finding{What: "schema", Table: t.name, Detail: "column changed: " + c[1] + " " + c[2] + " " + c[4]})
		}
	}
	if tx.db.Engine != SQLite {
		return tx.checkShape(ctx, r)
	}
	return tx.compareWords(ctx, r)
}

var pgKinds = map[string]string{"TEXT": "text", "BIGINT": "bigint", "BOOLEAN": "boolean", "BYTEA": "bytea"}

// is says whether PostgreSQL has the column as the migrations make it.
func (c column) is(kind, fallback string) bool {
	if kind != pgKinds[c.kind] {
		return false
	}
	fallback, _, _ = strings.Cut(fallback, "::")
	fallback = strings.Trim(fallback, "()")
	if fallback == "" || c.fallback == nil {
		return fallback == "" && c.fallback == nil
	}
	return literal(c.kind, fallback) == c.fallback
}

// made is what SQLite says of a database that the migrations just made: each
// object's words, by its kind and name, and the shape of all.
type made struct {
	words map[string]string
	shape shape
}

var madeSchema = sync.OnceValues(func() (made, error) {
	ctx := context.Background()
	pool, err := sql.Open("sqlite", "file::memory:")
	if err != nil {
		return made{}, err
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	fresh := &DB{Engine: SQLite, writer: pool, readers: pool}
	if err := fresh.migrate(ctx); err != nil {
		return made{}, err
	}
	var out made
	err = fresh.Read(ctx, func(ctx context.Context, tx *Tx) (err error) {
		if out.words, err = tx.words(ctx); err != nil {
			return err
		}
		out.shape, err = tx.shape(ctx)
		return err
	})
	return out, err
})

// words gives the words that made each object of a SQLite database.
func (tx *Tx) words(ctx context.Context) (map[string]string, error) {
	rows, err := tx.strings(ctx, `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose_%'`, 3)
	out := map[string]string{}
	for _, o := range rows {
		out[o[0]+" "+o[1]] = strings.Join(strings.Fields(strings.ReplaceAll(o[2], `"`, "")), " ")
	}
	return out, err
}

func (tx *Tx) compareWords(ctx context.Context, r *replay) error {
	want, err := madeSchema()
	if err != nil {
		return err
	}
	have, err := tx.words(ctx)
	if err != nil {
		return err
	}
	for name, w := range want.words {
		if h, there := have[name]; !there {
			r.find(Finding{What: "schema", Table: name, Detail: "missing"})
		} else if h != w {
			r.find(Finding{What: "schema", Table: name, Detail: "changed"})
		}
	}
	for name := range have {
		if _, known := want.words[name]; !known && strings.HasPrefix(name, "index ") {
			r.find(Finding{What: "schema", Table: name, Detail: "added"})
		}
	}
	return nil
}
