package accounts_test

import (
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/errs"
)

// What was shown can be confirmed at every node for a day, by who was shown it,
// byte for byte; then it is forgotten.
func TestShown(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, other := w.Actor("van-phong", access.Office, w.District), w.Actor("khac", access.Office, w.District)
		if err := w.Shown(apptest.Ctx, office, []byte("a,b")); err != nil {
			t.Fatal(err)
		}
		if err := w.Another().WasShown(apptest.Ctx, office, []byte("a,b")); err != nil {
			t.Errorf("another node: %v", err)
		}
		for name, err := range map[string]error{"another account": w.WasShown(apptest.Ctx, other, []byte("a,b")), "another sheet": w.WasShown(apptest.Ctx, office, []byte("a,c"))} {
			if !errs.Is(err, errs.Conflict) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := w.Shown(apptest.Ctx, access.Actor{}, nil); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("nobody: %v", err)
		}
		*w.Clock = w.Clock.Add(25 * time.Hour)
		if err := w.WasShown(apptest.Ctx, office, []byte("a,b")); !errs.Is(err, errs.Conflict) {
			t.Errorf("after a day: %v", err)
		}
	})
}
