package plan_test

import (
	"fmt"
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/standing"
	"dondoc/internal/draft"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// A year is opened with the targets of the one before: indicator, order and who
// answers go along, the wording may change, and none is confirmed.
func TestOpenYear(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		ahead := apptest.Must(w.YearAhead(apptest.Ctx, office, "ngan-son", "2024"))(t)
		if ahead.From != "2023" || len(ahead.Documents) != 1 || len(ahead.Documents[0].Rows) == 0 {
			t.Fatalf("ahead: %+v", ahead)
		}
		was := ahead.Documents[0].Rows[0]
		in := plan.NewYear{Document: plan.NewDocument{Unit: w.District, Cycle: "2024", Number: "17-NQ/HU", Issuer: "HU", IssuedOn: "2023-12-20", Title: "Năm 2024"},
			Rows: []draft.Row{{Target: was.ID, Choice: draft.Keep, Name: was.Name, Wording: "từ 450 ha trở lên"}}}
		for _, bad := range []plan.NewYear{{Document: in.Document}, {Document: in.Document, Rows: []draft.Row{{Target: was.ID, Choice: draft.Keep, Name: was.Name}}},
			{Document: in.Document, Rows: []draft.Row{{Target: w.OtherForest, Choice: draft.Keep, Name: "x", Wording: "1 ha"}}}} {
			if _, err := w.OpenYear(apptest.Ctx, office, bad); !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.NotFound) {
				t.Errorf("%+v: %v", bad.Rows, err)
			}
		}
		made := apptest.Must(w.OpenYear(apptest.Ctx, office, in))(t)
		row := apptest.Must(w.Scoreboard(apptest.Ctx, office, standing.BoardQuery{Unit: "ngan-son", Cycle: "2024"}))(t).Rows[0]
		if row.Document.ID != made || row.Indicator != was.Indicator || row.Current().Wording != "từ 450 ha trở lên" || row.Current().Confirmed ||
			row.AnswerUnit != was.AnswerUnit || row.Post != was.Post || row.Accumulation != was.Accumulation || len(row.Flags) == 0 || row.Flags[0].Code != "unconfirmed" {
			t.Errorf("opened: %+v", row)
		}
		again := in
		again.Document.Number = "18-NQ/HU"
		if _, err := w.OpenYear(apptest.Ctx, office, again); !errs.Is(err, errs.Conflict) {
			t.Errorf("the same a second time: %v", err)
		}
		if !apptest.Must(w.YearAhead(apptest.Ctx, office, "ngan-son", "2024"))(t).Documents[0].Rows[0].Taken {
			t.Error("what was taken is not said to be")
		}
	})
}

// A part goes into the next year under its target, in whatever order they are
// named, and not without it: it would count by itself.
func TestPartsGoWithTheirTarget(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		whole := apptest.Must(w.YearAhead(apptest.Ctx, office, "ngan-son", "2024"))(t).Documents[0].Rows[0].Target
		part := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: whole.Document, Place: 2, Name: "Trồng mới", Wording: "300 ha", UnitOfMeasure: "ha", PartOf: whole.ID, Confirmed: true}))(t)
		rows := []draft.Row{{Target: part, Choice: draft.Keep, Name: "Trồng mới", Wording: "300 ha"}, {Target: whole.ID, Choice: draft.Keep, Name: whole.Name, Wording: "400 ha"}}
		in := plan.NewYear{Document: plan.NewDocument{Unit: w.District, Cycle: "2024", Number: "17-NQ/HU", Issuer: "HU", IssuedOn: "2023-12-20", Title: "Năm 2024"}, Rows: rows[:1]}
		if _, err := w.OpenYear(apptest.Ctx, office, in); !errs.Is(err, errs.Conflict) || errs.All(err)[0].What.Key != "draft.part_alone" || errs.All(err)[0].Field != "rows.1.choice" {
			t.Errorf("a part alone: %v", err)
		}
		in.Rows = rows
		apptest.Must(w.OpenYear(apptest.Ctx, office, in))(t)
		for _, year := range []period.Cycle{"2023", "2024"} {
			b := apptest.Must(w.Scoreboard(apptest.Ctx, office, standing.BoardQuery{Unit: "ngan-son", Cycle: year}))(t)
			i := slices.IndexFunc(b.Rows, func(r standing.BoardRow) bool { return r.Name == whole.Name })
			if i < 0 || len(b.Rows[i].Parts) != 1 || b.Rows[i].Parts[0].Name != "Trồng mới" || len(b.Parts) != 0 || slices.ContainsFunc(b.Rows, func(r standing.BoardRow) bool { return r.PartOf != "" }) {
				t.Errorf("%s: %+v", year, b.Rows)
			}
		}
		if list := apptest.Must(w.Resolutions(apptest.Ctx, office, "ngan-son", "2024", ""))(t); len(list.Rows) != 1 || list.Rows[0].Targets != 1 || list.Rows[0].Asked != 2 {
			t.Errorf("a part counts beside its target: %+v", list.Rows)
		}
	})
}

// A draft of which the year was opened takes nothing more and opens no year a
// second time: it names the document where the year goes on.
func TestOpenedDraftIsClosed(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		doc := func() plan.AheadDocument {
			return apptest.Must(w.YearAhead(apptest.Ctx, office, "ngan-son", "2024"))(t).Documents[0]
		}
		was := doc()
		d := draft.Draft{Cycle: "2024", From: was.ID, Rows: was.Planned()}
		d.Version = apptest.Must(w.SaveDraft(apptest.Ctx, office, d))(t)
		in := plan.NewYear{From: was.ID, Version: d.Version, Rows: d.Rows, Document: plan.NewDocument{Unit: w.District, Cycle: "2024", Number: "17-NQ/HU", Issuer: "HU", IssuedOn: "2023-12-20", Title: "Năm 2024"}}
		made := apptest.Must(w.OpenYear(apptest.Ctx, office, in))(t)
		if is := doc(); is.Opened.ID != made || is.Opened.Number != "17-NQ/HU" {
			t.Errorf("opened by %+v", is.Opened)
		}
		d.Version = doc().Draft.Version
		in.Version, in.Document.Number = d.Version, "18-NQ/HU"
		in.Rows = []draft.Row{{Choice: draft.Add, Name: "Diện tích quế", UnitOfMeasure: "ha", Wording: "50 ha"}}
		_, kept := w.SaveDraft(apptest.Ctx, office, d)
		_, again := w.OpenYear(apptest.Ctx, office, in)
		_, _, read := w.FromSheet(apptest.Ctx, office, "ngan-son", "2024", was.ID, sheets.Sheet{Name: "a.csv", Content: []byte("TT,Chỉ tiêu,ĐVT,Kế hoạch 2024\n1,Diện tích quế,ha,50 ha\n")})
		for what, err := range map[string]error{"kept": kept, "opened": again, "read": read} {
			if !errs.Is(err, errs.Conflict) || errs.All(err)[0].What.Key != "draft.opened" || errs.All(err)[0].Hint.Key != "draft.opened_hint" {
				t.Errorf("%s: %v", what, err)
			}
		}
	})
}

// What a plan of several years leaves stands beside the year's own plan for the
// same, though it was set by another document in another year.
func TestTermBesideTheYear(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		was := apptest.Must(w.YearAhead(apptest.Ctx, office, "ngan-son", "2024"))(t).Documents[0].Rows[0]
		if was.Around.Term != nil {
			t.Fatalf("a term where there is none: %+v", was.Around.Term)
		}
		congress := apptest.Must(w.AddDocument(apptest.Ctx, office, plan.NewDocument{Unit: w.District, Cycle: "2022", Number: "01-NQ/ĐH", Issuer: "Đại hội", IssuedOn: "2022-01-20", Title: "Nhiệm kỳ"}))(t)
		apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: congress, Place: 1, Name: was.Name, Wording: "2021-2025: 2000 ha", UnitOfMeasure: was.UnitOfMeasure, Accumulation: was.Accumulation, Confirmed: true}))(t)
		g := apptest.Must(w.YearAhead(apptest.Ctx, office, "ngan-son", "2024"))(t).Documents[0].Rows[0].Around.Term
		if g == nil || g.Plan.String() != "2000" || g.Years != 2 || g.Missing != 3 || g.Left.String() != "2000" {
			t.Errorf("the term leaves %+v", g)
		}
	})
}

// An annex that says what the plan says makes no new version of it, nor does
// keeping the same once more.
func TestTheSamePlanIsNotKeptTwice(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		doc := func() plan.AheadDocument {
			return apptest.Must(w.YearAhead(apptest.Ctx, office, "ngan-son", "2024"))(t).Documents[0]
		}
		was := doc()
		annex := "TT,Chỉ tiêu,ĐVT,Kế hoạch 2024\n"
		for i, r := range was.Planned() {
			annex += fmt.Sprintf("%d,%s,%s,%q\n", i+1, r.Name, r.UnitOfMeasure, r.Wording)
		}
		same := func(text string) bool {
			_, told, err := w.FromSheet(apptest.Ctx, office, "ngan-son", "2024", was.ID, sheets.Sheet{Name: "a.csv", Content: []byte(text)})
			if err != nil {
				t.Fatal(err)
			}
			return slices.ContainsFunc(told, func(p phrase.Phrase) bool { return p.Key == "draft.same" })
		}
		if same(annex) {
			t.Error("nothing was kept yet")
		}
		d := draft.Draft{Cycle: "2024", From: was.ID, Rows: was.Planned()}
		for range 2 {
			if d.Version = apptest.Must(w.SaveDraft(apptest.Ctx, office, d))(t); d.Version != 1 {
				t.Errorf("version %d", d.Version)
			}
		}
		if doc().Draft.Version != 1 || !same(annex) || same(annex+"9,Diện tích quế,ha,50 ha\n") {
			t.Errorf("draft %+v", doc().Draft)
		}
	})
}
