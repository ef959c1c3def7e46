package store

import (
	"context"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/job"
)

// InsertPutOff keeps a file for its job.
func (tx *Tx) InsertPutOff(ctx context.Context, p job.File) error {
	return tx.exec(ctx, "job.put_off", p.Job, p.Account, p.Name, p.Asked, p.Content, millis(p.At))
}

// PutOff gives the file of a job. NotFound where it has none, or it is forgotten.
func (tx *Tx) PutOff(ctx context.Context, which id.ID) (job.File, error) {
	return one(ctx, tx, "job.put_off_of", func(s scanner) (p job.File, err error) {
		var at int64
		err = s.Scan(&p.Job, &p.Account, &p.Name, &p.Asked, &p.Content, &p.Result, &at)
		p.At = moment(at)
		return p, err
	}, which)
}

// PutOffCame notes what came of a file.
func (tx *Tx) PutOffCame(ctx context.Context, which id.ID, result string) error {
	return tx.execOne(ctx, "job.put_off_came", which, result)
}

// ForgetPutOff drops files that were sent before an instant.
func (tx *Tx) ForgetPutOff(ctx context.Context, before time.Time) error {
	return tx.exec(ctx, "job.put_off_forget", millis(before))
}
