// Package store keeps everything Dondoc knows in one SQL database: embedded
// SQLite by default, PostgreSQL when one machine is outgrown. It is the only
// package that speaks SQL; every query is one text that runs on both engines
// (sql/*.sql) and every write is durable when Write returns.
package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"dondoc/internal/errs"
	"dondoc/internal/id"

	_ "github.com/jackc/pgx/v5/stdlib" // driver "pgx"
	_ "modernc.org/sqlite"             // driver "sqlite"
)

// Engine names the database engine behind a DB.
type Engine string

// The engines.
const (
	SQLite     Engine = "sqlite"
	PostgreSQL Engine = "postgresql"
)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	Engine  Engine
	writer  *sql.DB
	readers *sql.DB

	reading, writing *prepared // statements of readers and writer; nil where the driver keeps its own

	hook func(context.Context, *Tx) error // see BeforeCommit

	head logHead // of the log after the last commit of this process; for who commits

	joined *Tx // set in a DB that Together hands out: everything joins this transaction

	health health // see Health

	asked atomic.Int64 // statements; see Statements
	turns turnGate
	wal   *walIndex // nil on PostgreSQL
	known atomic.Pointer[knownTurn]

	queue   sync.Mutex // guards waiting
	waiting []*writing
	turn    chan struct{} // holds one token: who takes it commits for all who wait
}

// Open opens the database a DSN names: "postgres://…" or the path of a SQLite
// file, which is created where it does not exist. It brings the schema to this
// program's version and refuses a database of a newer one (Unavailable).
func Open(ctx context.Context, dsn string) (*DB, error) {
	db, err := connect(dsn)
	if err != nil {
		return nil, err
	}
	if err := db.migrate(ctx); err != nil {
		db.Close()
		return nil, err
	}
	if err := db.imageBase(ctx); err != nil {
		db.Close()
		return nil, err
	}
	if err := db.fillStandings(ctx); err != nil {
		db.Close()
		return nil, err
	}
	if db.Engine == SQLite {
		db.wal = openWalIndex(sqlitePath(dsn))
	}
	return db, nil
}

func sqlitePath(dsn string) string { return strings.TrimPrefix(dsn, "sqlite:") }

func connect(dsn string) (*DB, error) {
	db := &DB{turn: make(chan struct{}, 1)}
	db.turn <- struct{}{}
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		db.Engine = PostgreSQL
		pool, err := sql.Open("pgx", dsn)
		if err != nil {
			return nil, unavailable(dsn, err)
		}
		pool.SetMaxOpenConns(16)
		pool.SetMaxIdleConns(16)
		pool.SetConnMaxIdleTime(5 * time.Minute)
		db.writer, db.readers = pool, pool
		return db, nil
	}
	db.Engine = SQLite
	path := sqlitePath(dsn)
	if path == "" {
		return nil, errs.New(errs.Invalid, "store.dsn_empty").In("db")
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return nil, unavailable(path, err)
	}
	writer, err := sql.Open("sqlite", sqliteDSN(path, "_txlock=immediate&_pragma=temp_store(2)")) // what savepoints undo is held, not written beside
	if err != nil {
		return nil, unavailable(path, err)
	}
	readers, err := sql.Open("sqlite", sqliteDSN(path, "_txlock=deferred&_pragma=query_only(1)"))
	if err != nil {
		writer.Close()
		return nil, unavailable(path, err)
	}
	writer.SetMaxOpenConns(1)
	readers.SetMaxOpenConns(8)
	readers.SetMaxIdleConns(8)
	db.writer, db.readers = writer, readers
	db.writing, db.reading = &prepared{}, &prepared{}
	return db, nil
}

// sqliteDSN sets what every connection needs; busy_timeout comes first so that
// the change to WAL waits too, and FULL so that a commit survives power loss.
func sqliteDSN(path, extra string) string {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	return u.String() + "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=cache_size(-16384)&_dqs=0&" + extra
}

// Close closes the database.
func (db *DB) Close() error {
	err := db.readers.Close()
	if db.writer != db.readers {
		if e := db.writer.Close(); err == nil {
			err = e
		}
	}
	db.wal.close()
	return err
}

// Tx is one transaction, for reading or writing.
type Tx struct {
	sql      *sql.Tx
	db       *DB
	Found    any // what whoever works in this transaction wants to find again in it
	prepared *prepared
	stmts    map[string]*sql.Stmt      // taken from prepared for this transaction, or compiled in it
	texts    map[string]int            // how often a query ran as text in it
	head     *logHead                  // of the log, in a transaction that writes
	log      *logging                  // what the use-case under way has changed and logged
	held     map[string]map[string]any // what was read, by table; see again

	following
	touched map[id.ID]bool // those of marks

	reads  *reads           // what was read, where that is asked; see Track
	raised map[string]bool  // subjects touched; see raise
	whose  map[id.ID]string // subjects of targets, as far as they were read
}

// Read runs do in a read-only transaction: everything it reads is of one moment.
func (db *DB) Read(ctx context.Context, do func(context.Context, *Tx) error) error {
	tx, end, err := db.Look(ctx)
	if err != nil {
		return err
	}
	defer end()
	return do(ctx, tx)
}

// Look begins a read-only transaction; end ends it. It is for one goroutine at
// a time.
func (db *DB) Look(ctx context.Context) (tx *Tx, end func(), err error) {
	if db.joined != nil {
		return db.joined, func() {}, nil
	}
	opts := &sql.TxOptions{ReadOnly: true}
	if db.Engine == PostgreSQL {
		opts.Isolation = sql.LevelRepeatableRead
	}
	if db.reading != nil {
		db.reading.catchUp(context.WithoutCancel(ctx), db.readers)
	}
	began, err := db.readers.BeginTx(ctx, opts)
	if err != nil {
		return nil, nil, translate(err)
	}
	return &Tx{sql: began, db: db, prepared: db.reading}, func() { began.Rollback() }, nil // nothing to keep
}

// Together runs do with a DB whose reads and writes all join one transaction:
// many use-cases become durable at once, or none does. The DB handed to do is
// for one goroutine and ends with it.
func (db *DB) Together(ctx context.Context, do func(*DB) error) error {
	return db.Write(ctx, func(ctx context.Context, tx *Tx) error {
		if db.Engine == SQLite { // so much in one transaction is written once, not each time the cache is full
			if _, err := tx.sql.ExecContext(ctx, "PRAGMA cache_size(-131072)"); err != nil {
				return translate(err)
			}
			defer tx.sql.ExecContext(ctx, "PRAGMA cache_size(-16384)")
		}
		return do(&DB{Engine: db.Engine, joined: tx})
	})
}

// Rehearse runs do as Write would and then undoes everything: a dry run that
// sees what the real one would see. Nothing is kept, not even on success.
func (db *DB) Rehearse(ctx context.Context, do func(context.Context, *Tx) error) error {
	sentinel := errors.New("rehearsed")
	err := db.Write(ctx, func(ctx context.Context, tx *Tx) error {
		if err := do(ctx, tx); err != nil {
			return err
		}
		return sentinel
	})
	if err == sentinel {
		return nil
	}
	return err
}
