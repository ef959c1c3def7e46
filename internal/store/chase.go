package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Unreported gives the targets that some units have or answer for and that have
// no figure of a month on its way.
func (tx *Tx) Unreported(ctx context.Context, units []id.ID, month period.Month, before time.Time) ([]target.Target, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	query, args := "chase.late", []any{month.Cycle(), month}
	if !before.IsZero() {
		query, args = "chase.late_known", append(args, before.UnixMilli())
	}
	ids, err := manyOf(ctx, tx, query, scanID, units, args...)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	slices.Sort(ids)
	return tx.TargetsByID(ctx, slices.Compact(ids))
}

// UnreportedSums counts what Unreported and ReturnedIn list.
func (tx *Tx) UnreportedSums(ctx context.Context, units []id.ID, month period.Month, before time.Time) ([]chase.Sum, error) {
	if err := tx.renew(ctx); err != nil {
		return nil, err
	}
	query, args := "chase.late_sum", []any{month.Cycle(), month}
	if !before.IsZero() {
		query, args = "chase.late_sum_known", append(args, before.UnixMilli())
	}
	scan := func(s scanner) (l chase.Sum, err error) {
		var day int64
		err = s.Scan(&l.Unit, &l.Answer, &l.Post, &l.Changed, &day, &l.Returned, &l.N)
		l.Entered = period.DateOf(time.UnixMilli(day * 24 * time.Hour.Milliseconds()))
		return l, err
	}
	all, err := manyOf(ctx, tx, query, scan, units, args...)
	seen := map[chase.Sum]bool{} // a unit and the one that answers may be in two lists of units: each counts them all
	return slices.DeleteFunc(all, func(l chase.Sum) bool {
		twice := seen[l]
		seen[l] = true
		return twice
	}), err
}

// ReturnedIn gives those of some targets whose figure of a month was sent back,
// just before an instant; a zero one means now.
func (tx *Tx) ReturnedIn(ctx context.Context, targets []id.ID, month period.Month, before time.Time) (map[id.ID]bool, error) {
	query, args := "chase.returned", []any{month}
	if !before.IsZero() {
		query, args = "chase.returned_known", append(args, before.UnixMilli())
	}
	all, err := manyOf(ctx, tx, query, scanID, targets, args...)
	out := map[id.ID]bool{}
	for _, t := range all {
		out[t] = true
	}
	return out, err
}

// HoldersOn gives the open accounts that have a role over the very units on a day,
// one for each role, by user name: by their own right, and standing in for who is away.
func (tx *Tx) HoldersOn(ctx context.Context, units []id.ID, day period.Date) ([]chase.Holder, error) {
	scan := func(s scanner) (h chase.Holder, err error) {
		err = s.Scan(&h.Account, &h.Login, &h.Name, &h.Person, &h.Of.Role, &h.Of.Unit, &h.Lender)
		return h, err
	}
	return manyOf(ctx, tx, "chase.holders_on", scan, units, day)
}

// InsertChaser keeps that people were chased. Conflict where the same list was
// chased on that day.
func (tx *Tx) InsertChaser(ctx context.Context, c chase.Chaser, items []chase.Item) error {
	if err := tx.exec(ctx, "chase.insert", c.ID, c.Unit, c.What, c.Month, c.Day, c.Rule, c.Note, c.Rows, c.Untold, c.By, c.ByName, millis(c.At)); err != nil {
		return err
	}
	for _, i := range items {
		if err := tx.exec(ctx, "chase.insert_item", c.ID, i.Account, i.Object); err != nil {
			return err
		}
	}
	return nil
}

func scanChaser(s scanner) (c chase.Chaser, err error) {
	var at int64
	err = s.Scan(&c.ID, &c.Unit, &c.What, &c.Month, &c.Day, &c.Rule, &c.Note, &c.Rows, &c.Untold, &c.By, &c.ByName, &at)
	c.At = moment(at)
	return c, err
}

// Chasers gives what a unit sent, the newest first.
func (tx *Tx) Chasers(ctx context.Context, unit id.ID, limit int) ([]chase.Chaser, error) {
	return many(ctx, tx, "chase.of_unit", scanChaser, unit, limit)
}

// Chaser finds one with whom it went to about what.
func (tx *Tx) Chaser(ctx context.Context, which id.ID) (chase.Chaser, []chase.Item, error) {
	c, err := one(ctx, tx, "chase.by_id", scanChaser, which)
	if err != nil {
		return c, nil, err
	}
	items, err := many(ctx, tx, "chase.items", func(s scanner) (i chase.Item, err error) { err = s.Scan(&i.Account, &i.Object); return i, err }, which)
	return c, items, err
}

// Escalated gives what of a unit its head was told of already.
func (tx *Tx) Escalated(ctx context.Context, unit id.ID, what chase.What, month period.Month) ([]id.ID, error) {
	return many(ctx, tx, "chase.escalated", scanID, unit, what, month)
}

// noticesOf is the subject of what an account is told: kept pages show how much
// of it is new.
func noticesOf(account id.ID) string { return "notice:" + string(account) }

// InsertNotice tells an account something; false where it was told before.
func (tx *Tx) InsertNotice(ctx context.Context, n chase.Notice) (bool, error) {
	counts, err := json.Marshal(n.Counts)
	if err != nil {
		return false, err
	}
	added, err := tx.run(ctx, "chase.insert_notice", n.ID, n.Account, n.Once, n.Kind, n.Chaser, n.Unit, n.Month, string(counts), n.ByName, n.Note, millis(n.At), n.Mail)
	if added > 0 {
		tx.raise(noticesOf(n.Account))
	}
	return added == 1, err
}

func scanNotice(s scanner) (n chase.Notice, err error) {
	var counts string
	var at, opened, mailed int64
	if err = s.Scan(&n.ID, &n.Account, &n.Once, &n.Kind, &n.Chaser, &n.Unit, &n.Month, &counts, &n.ByName, &n.Note, &at, &opened, &n.Mail, &mailed); err != nil {
		return n, err
	}
	n.At, n.Opened, n.MailAt = moment(at), moment(opened), moment(mailed)
	return n, json.Unmarshal([]byte(counts), &n.Counts)
}

// Notices gives what an account was told, the newest first.
func (tx *Tx) Notices(ctx context.Context, account id.ID, limit int) ([]chase.Notice, error) {
	if tx.reads != nil {
		tx.reads.add(noticesOf(account))
	}
	return many(ctx, tx, "chase.notices", scanNotice, account, limit)
}

// Notice finds one.
func (tx *Tx) Notice(ctx context.Context, which id.ID) (chase.Notice, error) {
	n, err := one(ctx, tx, "chase.notice", scanNotice, which)
	if tx.reads != nil {
		tx.reads.add(noticesOf(n.Account))
	}
	return n, err
}

// NoticesOf gives what was told with a chaser.
func (tx *Tx) NoticesOf(ctx context.Context, chaser id.ID) ([]chase.Notice, error) {
	all, err := many(ctx, tx, "chase.notices_of", scanNotice, chaser)
	if tx.reads != nil {
		for _, n := range all {
			tx.reads.add(noticesOf(n.Account))
		}
	}
	return all, err
}

// Unopened counts what an account was told and has not opened.
func (tx *Tx) Unopened(ctx context.Context, account id.ID) (int, error) {
	if tx.reads != nil {
		tx.reads.add(noticesOf(account))
	}
	return one(ctx, tx, "chase.unopened", func(s scanner) (n int, err error) { err = s.Scan(&n); return n, err }, account)
}

// OpenNotice notes when an account first opened what it was told.
func (tx *Tx) OpenNotice(ctx context.Context, n chase.Notice, at time.Time) error {
	tx.raise(noticesOf(n.Account))
	return tx.exec(ctx, "chase.open", n.ID, millis(at))
}

// OpenNotices does so with all that is new.
func (tx *Tx) OpenNotices(ctx context.Context, account id.ID, at time.Time) error {
	tx.raise(noticesOf(account))
	return tx.exec(ctx, "chase.open_all", account, millis(at))
}

// NoticeMailed notes how it stands with the letter of a notice.
func (tx *Tx) NoticeMailed(ctx context.Context, n chase.Notice, mail string, at time.Time) error {
	tx.raise(noticesOf(n.Account))
	return tx.execOne(ctx, "chase.mailed", n.ID, mail, millis(at))
}

// ForgetDigests drops what was told of days before a moment.
func (tx *Tx) ForgetDigests(ctx context.Context, before time.Time) error {
	return tx.exec(ctx, "chase.forget_notices", millis(before))
}

// Wish gives how an account wants to be told: as is usual where it said nothing.
func (tx *Tx) Wish(ctx context.Context, account id.ID) (chase.Wish, error) {
	w, err := one(ctx, tx, "chase.wish", scanWish, account)
	if errs.Is(err, errs.NotFound) {
		return chase.Usual(account), nil
	}
	return w, err
}

func scanWish(s scanner) (w chase.Wish, err error) {
	var until int64
	err = s.Scan(&w.Account, &w.Address, &w.Mail, &w.Digest, &w.QuietFrom, &w.QuietTo, &w.Push, &w.Confirmed, &until)
	w.AskedUntil = moment(until)
	return w, err
}

// Wishes gives how several accounts want to be told.
func (tx *Tx) Wishes(ctx context.Context, accounts []id.ID) (map[id.ID]chase.Wish, error) {
	all, err := manyOf(ctx, tx, "chase.wishes", scanWish, accounts)
	out := map[id.ID]chase.Wish{}
	for _, a := range accounts {
		out[a] = chase.Usual(a)
	}
	for _, w := range all {
		out[w.Account] = w
	}
	return out, err
}

// PutWish keeps how an account wants to be told.
func (tx *Tx) PutWish(ctx context.Context, w chase.Wish) error {
	return tx.exec(ctx, "chase.put_wish", w.Account, w.Address, w.Mail, w.Digest, w.QuietFrom, w.QuietTo, w.Push)
}

// AskConfirm notes by which key, kept as its hash, an account confirms its address, and
// until when.
func (tx *Tx) AskConfirm(ctx context.Context, account id.ID, hash string, until time.Time) error {
	return tx.execOne(ctx, "chase.ask_confirm", account, hash, millis(until))
}

// Confirm takes the address of an account for its own. NotFound where the key is not
// the one, or too old.
func (tx *Tx) Confirm(ctx context.Context, account id.ID, hash string, now time.Time) error {
	return tx.execOne(ctx, "chase.confirm", account, hash, millis(now))
}
