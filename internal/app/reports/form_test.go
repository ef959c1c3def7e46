package reports_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/reports"
	"dondoc/internal/errs"
)

type anyForm struct{}

func (anyForm) Places([]byte) ([]string, error) { return []string{"noi_dung", "trich_yeu"}, nil }

// A form is kept with its bytes, seen below and not beside, and goes out of use; what
// was kept is what the log says.
func TestFormsOfAnOffice(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, commune, beside := w.Actor("van-phong", access.Officer, w.District), w.Actor("xa", access.Officer, w.Commune), w.Actor("khac", access.Officer, w.Other)
		district, below, other := "ngan-son", "bang-van", "cho-don"
		in := reports.NewForm{Unit: district, File: figures.File{Name: "Mẫu năm.docx", Content: []byte("một")}}
		if checked, err := w.AddForm(apptest.Ctx, office, reports.NewForm{Unit: district, File: in.File, Check: true}, anyForm{}); err != nil || checked.ID != "" || checked.Name != "Mẫu năm" {
			t.Fatalf("%+v, %v", checked, err)
		}
		f := apptest.Must(w.AddForm(apptest.Ctx, office, in, anyForm{}))(t)
		for _, who := range []struct {
			actor access.Actor
			unit  string
			kind  errs.Kind
		}{{commune, below, 0}, {beside, other, errs.NotFound}, {beside, district, errs.NotFound}} {
			_, content, err := w.FormFile(apptest.Ctx, who.actor, who.unit, f.ID)
			if who.kind == 0 && (err != nil || string(content) != "một") || who.kind != 0 && !errs.Is(err, who.kind) {
				t.Errorf("%s: %q, %v", who.unit, content, err)
			}
		}
		if err := w.EndForm(apptest.Ctx, commune, f.ID); err == nil {
			t.Error("who is below took it out of use")
		}
		if seen := apptest.Must(w.Forms(apptest.Ctx, commune, below))(t); len(seen.Choose()) != 1 || len(seen.Own) != 0 {
			t.Errorf("%+v", seen)
		}
		if err := w.EndForm(apptest.Ctx, office, f.ID); err != nil {
			t.Fatal(err)
		}
		if seen := apptest.Must(w.Forms(apptest.Ctx, office, district))(t); len(seen.Choose()) != 0 || len(seen.Own) != 1 || seen.Own[0].InUse() {
			t.Errorf("%+v", seen)
		}
		if _, err := w.FormInUse(apptest.Ctx, office, district, f.ID); !errs.Is(err, errs.Conflict) {
			t.Errorf("a report is set in a form out of use: %v", err)
		}
		apptest.Must(w.AddForm(apptest.Ctx, office, in, anyForm{}))(t) // the name is free again
		w.Fits()
	})
}
