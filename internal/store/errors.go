package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"dondoc/internal/errs"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

// translate turns an engine's error into one a face can tell of.
func translate(err error) error {
	if err == nil {
		return nil
	}
	var known *errs.Error
	var list errs.List
	if errors.As(err, &known) || errors.As(err, &list) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return translateSQLite(lite)
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return translatePostgreSQL(pg)
	}
	var address *pgconn.ParseConfigError
	if errors.As(err, &address) {
		return errs.New(errs.Invalid, "store.address_unread").In("db").Try("store.address_unread_hint").Because(err)
	}
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		return errs.New(errs.Unavailable, "store.cannot_reach").Try("store.cannot_reach_hint").Because(err)
	}
	if gone(err) {
		return errs.New(errs.Unavailable, "store.cannot_reach").Try("store.cannot_reach_hint").Because(err)
	}
	return errs.New(errs.Internal, "error.internal").Because(err)
}

// gone says whether a connection broke while it was used.
func gone(err error) bool {
	var broken *net.OpError
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) || errors.As(err, &broken) || strings.HasSuffix(err.Error(), "conn closed")
}

func translateSQLite(err *sqlite.Error) error {
	switch code := err.Code(); {
	case code&0xff == sqlitelib.SQLITE_BUSY || code&0xff == sqlitelib.SQLITE_LOCKED:
		return errs.New(errs.Busy, "store.busy").Try("store.busy_hint").Because(err)
	case code == sqlitelib.SQLITE_CONSTRAINT_UNIQUE || code == sqlitelib.SQLITE_CONSTRAINT_PRIMARYKEY:
		return errs.New(errs.Conflict, "store.exists").Because(err)
	case code == sqlitelib.SQLITE_CONSTRAINT_FOREIGNKEY:
		return errs.New(errs.NotFound, "error.not_found").Because(err)
	case code&0xff == sqlitelib.SQLITE_FULL || code&0xff == sqlitelib.SQLITE_IOERR:
		return errs.New(errs.Unavailable, "store.disk").Try("store.disk_hint").Because(err)
	case code&0xff == sqlitelib.SQLITE_NOTADB || code&0xff == sqlitelib.SQLITE_CORRUPT:
		return errs.New(errs.Unavailable, "store.not_a_database").Try("store.not_a_database_hint").Because(err)
	case code&0xff == sqlitelib.SQLITE_CANTOPEN || code&0xff == sqlitelib.SQLITE_READONLY:
		return errs.New(errs.Unavailable, "store.cannot_read").Try("store.cannot_open_hint").Because(err)
	}
	return errs.New(errs.Internal, "error.internal").Because(err)
}

func translatePostgreSQL(err *pgconn.PgError) error {
	switch {
	case err.Code == "23505":
		return errs.New(errs.Conflict, "store.exists").Because(err)
	case err.Code == "23503":
		return errs.New(errs.NotFound, "error.not_found").Because(err)
	case err.Code == "40001" || err.Code == "40P01" || err.Code == "55P03":
		return errs.New(errs.Busy, "store.busy").Try("store.busy_hint").Because(err)
	case err.Code == "22021" || err.Code == "22P05":
		return errs.New(errs.Invalid, "store.text_bad").Because(err)
	case strings.HasPrefix(err.Code, "53"):
		return errs.New(errs.Unavailable, "store.disk").Try("store.disk_hint").Because(err)
	case strings.HasPrefix(err.Code, "08") || strings.HasPrefix(err.Code, "28") || strings.HasPrefix(err.Code, "3D") || strings.HasPrefix(err.Code, "57"):
		return errs.New(errs.Unavailable, "store.cannot_reach").Try("store.cannot_reach_hint").Because(err)
	}
	return errs.New(errs.Internal, "error.internal").Because(err)
}

// unavailable says that a database cannot be opened, without its password.
func unavailable(dsn string, err error) error {
	return errs.New(errs.Unavailable, "store.cannot_open", "db", redact(dsn)).
		Try("store.cannot_open_hint").Because(err)
}

func redact(dsn string) string {
	scheme, rest, isURL := strings.Cut(dsn, "://")
	at := strings.LastIndex(rest, "@")
	if !isURL || at < 0 {
		return dsn
	}
	return scheme + "://…" + rest[at:]
}
