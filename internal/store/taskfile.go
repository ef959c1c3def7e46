package store

import (
	"context"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/task"
)

// InsertTaskFile keeps a file that was added with a step of a task; its bytes
// are kept by PutContent.
func (tx *Tx) InsertTaskFile(ctx context.Context, of id.ID, event int, f task.File) error {
	return tx.exec(ctx, "task.insert_file", f.ID, of, event, f.Name, f.MediaType, f.Size, f.SHA256)
}

// KeptFile is a file with the step of the task it was added with.
type KeptFile struct {
	task.File
	Task  id.ID
	Event int
}

func scanTaskFile(s scanner) (f KeptFile, err error) {
	err = s.Scan(&f.ID, &f.Task, &f.Event, &f.Name, &f.MediaType, &f.Size, &f.SHA256)
	return f, err
}

// TaskFiles gives the files of a task, by step.
func (tx *Tx) TaskFiles(ctx context.Context, of id.ID) ([]KeptFile, error) {
	return many(ctx, tx, "task.files", scanTaskFile, of)
}

// TaskFile finds a file.
func (tx *Tx) TaskFile(ctx context.Context, which id.ID) (KeptFile, error) {
	return one(ctx, tx, "task.file", scanTaskFile, which)
}

// SavedFilter is a filter of tasks that somebody keeps under a name.
type SavedFilter struct {
	ID      id.ID
	Name    string
	Address string
}

// InsertFilter keeps a filter of an account.
func (tx *Tx) InsertFilter(ctx context.Context, account id.ID, f SavedFilter, at time.Time) error {
	return tx.exec(ctx, "task.insert_filter", f.ID, account, f.Name, f.Address, at.UnixMilli())
}

// Filters gives an account's filters by name.
func (tx *Tx) Filters(ctx context.Context, account id.ID) ([]SavedFilter, error) {
	return many(ctx, tx, "task.filters", func(s scanner) (f SavedFilter, err error) {
		err = s.Scan(&f.ID, &f.Name, &f.Address)
		return f, err
	}, account)
}

// DropFilter takes away a filter of an account. NotFound where it has none such.
func (tx *Tx) DropFilter(ctx context.Context, account, which id.ID) error {
	return tx.execOne(ctx, "task.drop_filter", which, account)
}
