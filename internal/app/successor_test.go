package app_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/reform"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
)

// TestMatrixOverSuccessors walks role × use-case over the things of a unit that
// was merged: who has a role over the unit that took its place may do with them
// what the role may do, and the directory that faces ask says the same.
func TestMatrixOverSuccessors(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		beside := w.MakeUnit("na-ri", org.District, w.Province)
		old := thingsOf(w, t, "here", w.District, "ngan-son", w.Resolution, w.Forest)
		merged := org.Destination{Official: "060", Name: "Huyện Mới", Kind: org.District}
		apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-07-01", Decision: "12/NQ", Moves: []org.Move{
			{Row: 2, Old: "ngan-son", New: merged}, {Row: 3, Old: "cho-don", New: merged}, {Row: 4, Old: "phong-nong-nghiep", New: merged}, {Row: 5, Old: "bang-van", New: merged}}}))(t)
		d := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t)
		heirs := d.Successors(w.District)
		if len(heirs) != 1 {
			t.Fatalf("%d units took its place", len(heirs))
		}
		heir := heirs[0].New
		actors := map[access.Role]access.Actor{}
		for _, role := range access.Roles() {
			actors[role] = w.Actor("m-"+string(role), role, heir)
		}
		asked := func(list []useCase) {
			for role, actor := range actors {
				d := apptest.Must(w.Directory(apptest.Ctx, actor))(t)
				for _, u := range list {
					allowed := access.Can(actor, u.action, []id.ID{heir})
					err := u.call(w, actor, old)
					if refused := errs.Is(err, errs.Forbidden) && apptest.IsAccess(err); allowed == refused || errs.Is(err, errs.NotFound) && apptest.IsAccess(err) {
						t.Errorf("%s asks %s about the merged unit: %v (allowed: %v)", role, u.name, err, allowed)
					}
					if d.Can(u.action, w.District) != allowed {
						t.Errorf("%s: the directory says %v of %s", role, !allowed, u.action)
					}
				}
			}
		}
		asked(useCases)
		for _, role := range access.Roles() {
			stranger := w.Actor("s-"+string(role), role, beside)
			if apptest.Must(w.Directory(apptest.Ctx, stranger))(t).Can(access.Read, w.District) {
				t.Errorf("%s over another unit reads the merged one", role)
			}
		}
		old.january(w, t, "here", heir)
		asked(inJanuary)
	})
}
