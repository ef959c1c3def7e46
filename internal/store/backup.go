package store

import (
	"context"
	"os"

	"dondoc/internal/errs"
)

// Backup writes a copy of a SQLite database as it stands at one moment to a new
// file. Conflict where the file is there already; Invalid on PostgreSQL, which
// has its own tools.
func (db *DB) Backup(ctx context.Context, path string) error {
	if db.Engine != SQLite {
		return errs.New(errs.Invalid, "store.backup_engine")
	}
	if _, err := os.Stat(path); err == nil {
		return errs.New(errs.Conflict, "store.backup_there", "path", path)
	}
	_, err := db.writer.ExecContext(ctx, "VACUUM INTO ?", path)
	return translate(err)
}
