package store

import (
	"context"
	"embed"
	"io/fs"

	"dondoc/internal/errs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrate brings the schema forward; it never goes back.
func (db *DB) migrate(ctx context.Context) error {
	dir, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return err
	}
	dialect := goose.DialectSQLite3
	if db.Engine == PostgreSQL {
		dialect = goose.DialectPostgres
	}
	provider, err := goose.NewProvider(dialect, db.writer, dir, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return errs.New(errs.Internal, "error.internal").Because(err)
	}
	current, newest, err := provider.GetVersions(ctx)
	if err != nil {
		return translate(err)
	}
	if current > newest {
		return errs.New(errs.Unavailable, "store.newer", "database", int(current), "program", int(newest)).
			Try("store.newer_hint")
	}
	if current == newest {
		return nil
	}
	if _, err := provider.Up(ctx); err != nil {
		return translate(err)
	}
	return nil
}
