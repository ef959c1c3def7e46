package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"dondoc/internal/errs"
)

// Backup writes a copy of a SQLite database as it stands at one moment to a new
// file that only its owner reads. The copy is made under another name, its
// sign-ins are ended, it is verified as a whole (its pages, its log, every table
// against the log), and only then does it get its name: what is there under the
// name is a backup. Conflict where the file is there already; Invalid on
// PostgreSQL, which has its own tools.
func (db *DB) Backup(ctx context.Context, path string) (Verdict, error) {
	var v Verdict
	if db.Engine != SQLite {
		return v, errs.New(errs.Invalid, "store.backup_engine")
	}
	if _, err := os.Lstat(path); err == nil {
		return v, errs.New(errs.Conflict, "store.backup_there", "path", path)
	}
	part, f, err := newPart(path)
	if err != nil {
		return v, err
	}
	defer os.Remove(part)
	defer f.Close()
	if _, err := db.writer.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return v, translate(err)
	}
	if v, err = checkCopy(ctx, part); err != nil {
		return v, err
	}
	if !v.OK() {
		return v, errs.New(errs.Conflict, "store.backup_unfit", "path", path).Try("store.backup_unfit_hint")
	}
	if err := f.Sync(); err != nil {
		return v, errs.New(errs.Unavailable, "store.disk").Try("store.disk_hint").Because(err)
	}
	if err := os.Link(part, path); err != nil { // it never takes the place of a file
		if os.IsExist(err) {
			return v, errs.New(errs.Conflict, "store.backup_there", "path", path)
		}
		if err := os.Rename(part, path); err != nil {
			return v, errs.New(errs.Unavailable, "store.disk").Try("store.disk_hint").Because(err)
		}
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		_ = dir.Sync() // not every system can; the file itself is on disk
		dir.Close()
	}
	return v, nil
}

// checkCopy ends the sign-ins of a copy and verifies it.
func checkCopy(ctx context.Context, path string) (Verdict, error) {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	pool, err := sql.Open("sqlite", u.String()+"?_pragma=synchronous(FULL)&_dqs=0")
	if err != nil {
		return Verdict{}, translate(err)
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	if _, err := pool.ExecContext(ctx, "DELETE FROM session"); err != nil {
		return Verdict{}, translate(err)
	}
	copied := &DB{Engine: SQLite, writer: pool, readers: pool}
	var v Verdict
	err = copied.Read(ctx, func(ctx context.Context, tx *Tx) (err error) {
		v, err = tx.Verify(ctx, nil, nil)
		return err
	})
	return v, err
}

// OpenAsIs opens a database that has this program's schema, and changes nothing
// of it: one that is older or newer is refused (Unavailable). Only serving and
// upgrading bring a schema forward.
func OpenAsIs(ctx context.Context, dsn string) (*DB, error) { return openAs(ctx, dsn, connect) }

// OpenToRead is OpenAsIs for who only reads: a SQLite file is opened so that
// nothing is written to it.
func OpenToRead(ctx context.Context, dsn string) (*DB, error) {
	return openAs(ctx, dsn, func(dsn string) (*DB, error) {
		db, err := connect(dsn)
		if err != nil || db.Engine != SQLite {
			return db, err
		}
		db.Close()
		pool, err := sql.Open("sqlite", readOnlyDSN(sqlitePath(dsn)))
		if err != nil {
			return nil, unavailable(dsn, err)
		}
		pool.SetMaxOpenConns(2)
		return &DB{Engine: SQLite, writer: pool, readers: pool, turn: make(chan struct{}, 1)}, nil
	})
}

// readOnlyDSN opens a file that is being served as any reader does, and one that
// lies still as a file that nobody changes, so that nothing appears beside it.
func readOnlyDSN(path string) string {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	extra := "&immutable=1"
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
		extra = ""
	} else if _, err := os.Stat(path + "-shm"); err == nil {
		extra = ""
	}
	return u.String() + "?mode=ro&_pragma=busy_timeout(5000)&_pragma=cache_size(-16384)&_dqs=0" + extra
}

func openAs(ctx context.Context, dsn string, connect func(string) (*DB, error)) (*DB, error) {
	db, err := connect(dsn)
	if err != nil {
		return nil, err
	}
	var version int64
	err = db.readers.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied").Scan(&version)
	if err != nil {
		db.Close()
		if told := translate(err); errs.KindOf(told) == errs.Unavailable || errs.KindOf(told) == errs.Busy {
			return nil, told
		}
		return nil, errs.New(errs.Unavailable, "store.no_dondoc").Try("store.older_hint").Because(err)
	}
	switch {
	case version > schemaVersion:
		err = errs.New(errs.Unavailable, "store.newer", "database", int(version), "program", int(schemaVersion)).Try("store.newer_hint")
	case version < schemaVersion:
		err = errs.New(errs.Unavailable, "store.older", "database", int(version), "program", int(schemaVersion)).Try("store.older_hint")
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// CopyForUpgrade copies a SQLite database of any version before its schema is
// brought forward; "" where there is nothing to bring forward, or the engine is
// PostgreSQL, which has its own tools.
func CopyForUpgrade(ctx context.Context, dsn string) (string, error) {
	db, err := connect(dsn)
	if err != nil {
		return "", err
	}
	defer db.Close()
	var version int64
	if err := db.writer.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied").Scan(&version); err != nil {
		return "", errs.New(errs.Unavailable, "store.no_dondoc").Because(err)
	}
	if db.Engine != SQLite || version >= schemaVersion {
		return "", nil
	}
	part, f, err := newPart(sqlitePath(dsn))
	if err != nil {
		return "", err
	}
	defer os.Remove(part)
	defer f.Close()
	if _, err := db.writer.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return "", translate(err)
	}
	if err := f.Sync(); err != nil {
		return "", errs.New(errs.Unavailable, "store.disk").Try("store.disk_hint").Because(err)
	}
	for n := 1; ; n++ { // a copy of an attempt that failed stays
		path := fmt.Sprintf("%s.v%d", sqlitePath(dsn), version)
		if n > 1 {
			path = fmt.Sprintf("%s.%d", path, n)
		}
		switch err := os.Link(part, path); {
		case err == nil:
			return path, nil
		case !os.IsExist(err):
			return "", errs.New(errs.Unavailable, "store.disk").Try("store.disk_hint").Because(err)
		}
	}
}

// newPart makes a file beside a path that only its owner reads, under a name
// that says it is not whole yet.
func newPart(path string) (string, *os.File, error) {
	var random [6]byte
	if _, err := rand.Read(random[:]); err != nil {
		panic(err) // crypto/rand never fails on a supported system
	}
	part := path + ".part-" + hex.EncodeToString(random[:])
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return "", nil, errs.New(errs.Unavailable, "store.disk").Try("store.disk_hint").Because(err)
	}
	return part, f, nil
}
