package store

import (
	"context"
	"database/sql"
	"sync"
)

// prepared keeps the statements of a pool compiled. SQLite compiles a query
// again each time it is given as text, which takes longer than most of them
// run; PostgreSQL's driver keeps its own.
//
// A statement cannot be prepared on the pool while a transaction may hold its
// only connection. So a query runs as text the first time, and is prepared
// between transactions.
type prepared struct {
	mu     sync.Mutex
	known  map[string]*sql.Stmt // by query name; nil where it is to be, or cannot be, prepared
	wanted []string
}

// get gives the statement of a query, nil where there is none yet.
func (p *prepared) get(name string) *sql.Stmt {
	p.mu.Lock()
	defer p.mu.Unlock()
	stmt, asked := p.known[name]
	if !asked {
		if p.known == nil {
			p.known = map[string]*sql.Stmt{}
		}
		p.known[name] = nil
		p.wanted = append(p.wanted, name)
	}
	return stmt
}

// catchUp prepares what was asked for. It must not be called inside a
// transaction of the pool. What cannot be prepared goes on as text, and its
// error shows where it is run.
func (p *prepared) catchUp(ctx context.Context, pool *sql.DB) {
	p.mu.Lock()
	names := p.wanted
	p.wanted = nil
	p.mu.Unlock()
	for _, name := range names {
		if stmt, err := pool.PrepareContext(ctx, sqliteText(name)); err == nil {
			p.mu.Lock()
			p.known[name] = stmt
			p.mu.Unlock()
		}
	}
}

// statement gives the query as a statement of this transaction, nil to run it as text.
func (tx *Tx) statement(ctx context.Context, name string) *sql.Stmt {
	if tx.prepared == nil {
		return nil
	}
	if stmt, ok := tx.stmts[name]; ok {
		return stmt
	}
	if tx.stmts == nil {
		tx.stmts, tx.texts = map[string]*sql.Stmt{}, map[string]int{}
	}
	if stmt := tx.prepared.get(name); stmt != nil {
		stmt = tx.sql.StmtContext(ctx, stmt)
		tx.stmts[name] = stmt
		return stmt
	}
	if tx.texts[name]++; tx.texts[name] < oftenAsText {
		return nil
	}
	stmt, err := tx.sql.PrepareContext(ctx, tx.db.text(name))
	if err != nil {
		return nil
	}
	tx.stmts[name] = stmt
	return stmt
}

// oftenAsText is how many times a query runs as text in one transaction before
// it is compiled for the rest of it: a long one, such as an import, would
// otherwise never come to the end between which queries are prepared.
const oftenAsText = 3

// text gives a query as its engine is to read it.
func (db *DB) text(name string) string {
	if db.Engine == SQLite {
		return sqliteText(name)
	}
	return query(name)
}

// sqliteText gives a query as SQLite is to read it: values of many rows go by
// their order. SQLite looks for the name of each numbered one among all of them,
// which takes longer than the rows do.
func sqliteText(name string) string {
	if text, ok := ordered[name]; ok {
		return text
	}
	return query(name)
}

func (tx *Tx) runExec(ctx context.Context, name string, args ...any) (sql.Result, error) {
	tx.db.asked.Add(1)
	if err := checkTexts(name, args); err != nil {
		return nil, err
	}
	if stmt := tx.statement(ctx, name); stmt != nil {
		return stmt.ExecContext(ctx, args...)
	}
	return tx.sql.ExecContext(ctx, tx.db.text(name), args...)
}

func (tx *Tx) runQuery(ctx context.Context, name string, args ...any) (*sql.Rows, error) {
	tx.db.asked.Add(1)
	tx.noteRead(name)
	if stmt := tx.statement(ctx, name); stmt != nil {
		return stmt.QueryContext(ctx, args...)
	}
	return tx.sql.QueryContext(ctx, tx.db.text(name), args...)
}

func (tx *Tx) runRow(ctx context.Context, name string, args ...any) *sql.Row {
	tx.db.asked.Add(1)
	tx.noteRead(name)
	if stmt := tx.statement(ctx, name); stmt != nil {
		return stmt.QueryRowContext(ctx, args...)
	}
	return tx.sql.QueryRowContext(ctx, tx.db.text(name), args...)
}

// askRow runs a query for one row in no transaction.
func (db *DB) askRow(ctx context.Context, name string) *sql.Row {
	if db.reading == nil {
		return db.readers.QueryRowContext(ctx, query(name))
	}
	stmt := db.reading.get(name)
	if stmt == nil {
		db.reading.catchUp(ctx, db.readers)
		return db.readers.QueryRowContext(ctx, query(name))
	}
	return stmt.QueryRowContext(ctx)
}

// Statements gives how many statements were run since the database was opened,
// for measuring.
func (db *DB) Statements() int64 { return db.asked.Load() }
