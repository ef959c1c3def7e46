package accounts_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
)

// A narrow token opens no more than its owner may, within its unit, until it is
// over or taken back, and makes no tokens itself.
func TestTokens(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		owner, other := w.Actor("tk-o", access.Office, w.Province), w.Actor("tk-x", access.Office, w.Province)
		read, one, err := w.MakeToken(apptest.Ctx, owner, accounts.NewToken{Name: " Excel ", Unit: "ngan-son", Until: "2023-07-06"})
		if err != nil || one.Name != "Excel" {
			t.Fatal(one, err)
		}
		write := func() string {
			secret, _, err := w.MakeToken(apptest.Ctx, owner, accounts.NewToken{Name: "Phần mềm", Write: true, Until: "2023-12-31"})
			if err != nil {
				t.Fatal(err)
			}
			return secret
		}
		secret := write()
		reader, writer := apptest.Must(w.ByToken(apptest.Ctx, read))(t), apptest.Must(w.ByToken(apptest.Ctx, secret))(t)
		board := func(a access.Actor, code string) error {
			return apptest.Drop(w.Scoreboard(apptest.Ctx, a, standing.BoardQuery{Unit: code, Cycle: "2023"}))
		}
		report := func(a access.Actor) error {
			return apptest.Drop(w.Report(apptest.Ctx, a, figures.NewReport{Target: w.Forest, Month: "2023-06", Text: "5"}))
		}
		_, _, again := w.MakeToken(apptest.Ctx, writer.Actor, accounts.NewToken{Name: "x", Until: "2023-12-31"})
		for what, c := range map[string]struct {
			err  error
			want errs.Kind
			fine bool
		}{
			"reading within": {board(reader.Actor, "ngan-son"), 0, true}, "reading beside": {board(reader.Actor, "cho-don"), errs.NotFound, false}, "reading above": {board(reader.Actor, "bac-kan"), errs.NotFound, false},
			"reading changes": {report(reader.Actor), errs.Forbidden, false}, "writing": {report(writer.Actor), 0, true}, "a token of a token": {again, errs.Forbidden, false},
			"taking back another's": {w.DropToken(apptest.Ctx, other, one.ID), errs.NotFound, false}, "a stranger's": {apptest.Drop(w.ByToken(apptest.Ctx, "ddt_x")), errs.Unauthenticated, false},
		} {
			if c.fine != (c.err == nil) || !c.fine && !errs.Is(c.err, c.want) {
				t.Errorf("%s: %v", what, c.err)
			}
		}
		if log := apptest.Must(w.Entry(apptest.Ctx, owner, "ngan-son", "2023-06"))(t); log.Rows[0].Pending[0].ByName != "tk-o [Phần mềm]" {
			t.Errorf("it does not say through what: %q", log.Rows[0].Pending[0].ByName)
		}
		w.On("2023-07-07")
		if _, err := w.ByToken(apptest.Ctx, read); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("over: %v", err)
		}
		if err := w.DropToken(apptest.Ctx, owner, apptest.Must(w.Tokens(apptest.Ctx, owner))(t)[0].ID); err != nil {
			t.Error(err)
		}
		third := write()
		if err := w.SetDisabled(apptest.Ctx, apptest.Operator, owner.Account, true); err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{secret, third} {
			if _, err := w.ByToken(apptest.Ctx, s); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("taken back: %v", err)
			}
		}
	})
}
