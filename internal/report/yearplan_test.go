package report_test

import (
	"bytes"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/plan"
	appsheets "dondoc/internal/app/sheets"
	"dondoc/internal/draft"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/report"
)

// The annex of a year's plan, taken in again in either form, changes nothing and
// is told nothing of: rows kept, dropped, new, reworded, and parts under their
// targets, one of them of the same name as another's.
func TestYearPlanThereAndBack(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		add := func(place int, label, name, wording string, of id.ID) id.ID {
			return apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: w.Resolution, Place: place, Label: label, Name: name, Wording: wording,
				UnitOfMeasure: "ha", Field: "Kinh tế", PartOf: of, AnswerUnit: w.Department, Confirmed: true}))(t)
		}
		add(9, "9", "Diện tích thuốc lá", "120 ha", "")
		rice := add(2, "2", "Diện tích lúa", "900 ha", "")
		add(11, "", "Vụ xuân", "400 ha", rice)
		summer := add(12, "2.2", "Vụ mùa", "500 ha", rice)
		add(13, "7", "Nếp thơm", "100 ha", summer)
		corn := add(3, "", "Diện tích ngô", "600 ha", "")
		add(14, "a)", "Vụ xuân", "250 ha", corn)
		congress := apptest.Must(w.AddDocument(apptest.Ctx, office, plan.NewDocument{Unit: w.District, Cycle: "2022", Number: "01-NQ/ĐH", Issuer: "Đại hội", IssuedOn: "2022-01-20", Title: "Nhiệm kỳ"}))(t)
		apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: congress, Place: 1, Name: "Diện tích lúa", Wording: "2021-2025: 5.000 ha", UnitOfMeasure: "ha", Confirmed: true}))(t)
		plan0 := func() (plan.YearAhead, plan.AheadDocument) {
			year := apptest.Must(w.YearAhead(apptest.Ctx, office, "ngan-son", "2024"))(t)
			return year, year.Documents[0]
		}
		year, doc := plan0()
		d := doc.Draft
		d.Unit, d.Cycle, d.From, d.Rows = year.Unit.ID, "2024", doc.ID, doc.Planned()
		for i := range d.Rows {
			switch r := &d.Rows[i]; r.Name {
			case "Diện tích thuốc lá":
				r.Choice, r.Note = draft.Drop, "chuyển sang ngô"
			case "Nếp thơm":
				r.Wording = "từ 120 ha trở lên"
			case "Vụ mùa":
				r.Wording, r.Note = "480 ha", "hạn hán"
			}
		}
		d.Rows = append(d.Rows, draft.Row{Choice: draft.Add, Label: "10", Field: "Kinh tế", Name: "Diện tích quế", UnitOfMeasure: "ha", Wording: "50 ha"},
			draft.Row{Choice: draft.Add, Of: corn, Name: "Vụ đông", UnitOfMeasure: "ha", Field: "Kinh tế", Wording: "30 ha"})
		apptest.Must(w.SaveDraft(apptest.Ctx, office, d))(t)
		year, doc = plan0()
		want := doc.Planned()
		for _, lang := range i18n.Langs() {
			for _, format := range []string{"xlsx", "docx"} {
				var b bytes.Buffer
				if err := report.WriteYearPlan(&b, format, lang, report.YearPlan{Ahead: year, From: doc, Today: "2023-12-01"}); err != nil {
					t.Fatal(err)
				}
				got, told, err := w.FromSheet(apptest.Ctx, office, "ngan-son", "2024", doc.ID, appsheets.Sheet{Name: "a." + format, Content: b.Bytes()})
				if err != nil {
					t.Errorf("%s %s: %v", lang, format, err)
					continue
				}
				if len(told) != 1 || told[0].Key != "draft.same" { // nothing but that it is as it was
					t.Errorf("%s %s: told %v", lang, format, told)
				}
				if len(got.Rows) != len(want) {
					t.Errorf("%s %s: %d rows of %d", lang, format, len(got.Rows), len(want))
				}
				for i := range min(len(got.Rows), len(want)) {
					is := got.Rows[i]
					if is.Choice == draft.Add {
						is.Label = want[i].Label // new rows are numbered in the annex
					}
					if is != want[i] {
						t.Errorf("%s %s: row %d is %+v, was %+v", lang, format, i+1, is, want[i])
					}
				}
			}
		}
	})
}
