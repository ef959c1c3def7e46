package store

import (
	"context"
	"strings"
	"time"

	"dondoc/internal/hook"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// InsertHook keeps a hook, which begins to tell from the log's end.
func (tx *Tx) InsertHook(ctx context.Context, h hook.Hook, secret string) error {
	var names []string
	for _, s := range h.Subjects {
		names = append(names, string(s))
	}
	if err := tx.exec(ctx, "hook.insert", h.ID, h.Account, h.Name, h.URL, h.Unit, strings.Join(names, ","), h.Made.UnixMilli(), h.Until); err != nil {
		return err
	}
	return tx.PutHookState(ctx, hook.State{Hook: h.ID, Secret: secret, Next: tx.NextEntry()})
}

func scanHook(s scanner) (h hook.Hook, err error) {
	var made int64
	var names string
	err = s.Scan(&h.ID, &h.Account, &h.Name, &h.URL, &h.Unit, &names, &made, &h.Until)
	h.Made = time.UnixMilli(made)
	for _, n := range strings.FieldsFunc(names, func(r rune) bool { return r == ',' }) {
		h.Subjects = append(h.Subjects, hook.Subject(n))
	}
	return h, err
}

// Hooks gives the hooks of an account, the newest first.
func (tx *Tx) Hooks(ctx context.Context, account id.ID) ([]hook.Hook, error) {
	return many(ctx, tx, "hook.of_account", scanHook, account)
}

// Hook finds a hook. NotFound where there is none.
func (tx *Tx) Hook(ctx context.Context, which id.ID) (hook.Hook, error) {
	return one(ctx, tx, "hook.by_id", scanHook, which)
}

// DropHook takes a hook of an account away. NotFound where it has none such.
func (tx *Tx) DropHook(ctx context.Context, account, which id.ID) error {
	if err := tx.execOne(ctx, "hook.drop", which, account); err != nil {
		return err
	}
	return tx.exec(ctx, "hook.drop_state", which)
}

// HookState gives how far a hook has told. NotFound where it is gone.
func (tx *Tx) HookState(ctx context.Context, which id.ID) (hook.State, error) {
	return one(ctx, tx, "hook.state", func(s scanner) (h hook.State, err error) {
		var tried, told int64
		err = s.Scan(&h.Hook, &h.Secret, &h.Next, &tried, &told, &h.Error)
		h.Tried, h.Told = moment(tried), moment(told)
		return h, err
	}, which)
}

// PutHookState keeps how far a hook has told; what it signs with stays.
func (tx *Tx) PutHookState(ctx context.Context, h hook.State) error {
	return tx.exec(ctx, "hook.put_state", h.Hook, h.Secret, h.Next, millis(h.Tried), millis(h.Told), h.Error)
}

// HooksBehind gives the hooks, not over, that the log has grown past and whose
// job of the kind is done or was never made: their unit and next place only.
func (tx *Tx) HooksBehind(ctx context.Context, kind string, today period.Date) ([]hook.Hook, []int64, error) {
	var next []int64
	all, err := many(ctx, tx, "hook.behind", func(s scanner) (h hook.Hook, err error) {
		var n int64
		err = s.Scan(&h.ID, &h.Unit, &n)
		next = append(next, n)
		return h, err
	}, kind, today)
	return all, next, err
}
