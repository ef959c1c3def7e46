package plan_test

import (
	"testing"

	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/standing"
	"dondoc/internal/criterion"
	"dondoc/internal/exchange"
)

// Who a sheet says answers does answer; whom it cannot mean is asked about. A part
// of a target hangs under it and does not count.
func TestImportSaysWhoAnswers(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		rows := []exchange.TargetRow{
			{Row: criterion.Row{No: 2, Name: "Diện tích chè", UnitOfMeasure: "ha", Plan: "5"}, Answer: "bang-van"},
			{Row: criterion.Row{No: 3, Name: "Trong đó: chè mới", UnitOfMeasure: "ha", Plan: "2", PartOf: 2}},
			{Row: criterion.Row{No: 4, Name: "Diện tích quế", UnitOfMeasure: "ha", Plan: "6"}, Answer: "Bộ Nội vụ"},
			{Row: criterion.Row{No: 5, Name: "Diện tích hồi", UnitOfMeasure: "ha", Plan: "7"}, Answer: "PNN; Xã khác"},
		}
		in := plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "a.csv", Means: map[string]string{"PNN": "phong-nong-nghiep"}}, Rows: rows}
		for _, dry := range []bool{true, false} {
			in.DryRun = dry
			done := apptest.Must(w.ImportTargets(apptest.Ctx, apptest.Operator, in))(t).Rows
			if done[0].Leads.ID != w.Commune || done[1].Change != desk.Added || done[1].Name != "chè mới" || done[1].Leads.ID != w.Commune || done[2].Leads.ID != "" || done[3].Leads.ID != w.Department {
				t.Errorf("%+v", done)
			}
			if len(done[2].Read.Questions) != 1 || len(done[3].Others) != 1 {
				t.Errorf("%v, %v", done[2].Read.Questions, done[3].Others)
			}
			if n := w.Board("").Total(); dry && n != 1 || !dry && n != 4 {
				t.Errorf("dry %v: %d targets", dry, n)
			}
		}
		b := w.Board("")
		if parts := b.Rows[1].Parts; len(parts) != 1 || parts[0].Name != "chè mới" || parts[0].PartOf != b.Rows[1].Target.ID || len(b.Lines()) != 5 {
			t.Errorf("%+v", parts)
		}
		if b.Rows[1].AnswerUnit != w.Commune || b.Rows[2].AnswerUnit != w.District || b.Rows[3].AnswerUnit != w.Department {
			t.Errorf("%+v", b.Rows)
		}
		for _, row := range apptest.Must(w.ImportTargets(apptest.Ctx, apptest.Operator, in))(t).Rows {
			if row.Change != desk.Unchanged {
				t.Errorf("again: %+v", row)
			}
		}
		for _, drop := range []bool{true, false} { // a part leaves the list and comes back with its whole
			if err := w.ReviseTarget(apptest.Ctx, apptest.Operator, plan.NewRevision{Target: b.Rows[1].Target.ID, Reason: "thử", Drop: drop}); err != nil {
				t.Fatal(err)
			}
			if now := w.Board(""); drop && len(now.Lines()) != 3 || !drop && len(now.Rows[1].Parts) != 1 {
				t.Errorf("dropped %v: %+v", drop, now.Lines())
			}
		}
		if v := apptest.Must(w.CheckRollup(apptest.Ctx, apptest.Operator, 100))(t); v.Alarm != nil {
			t.Errorf("%+v", v.Alarm)
		}
	})
}

// A result with its month is that month's: it is never taken for the year's. What
// stands already is neither taken nor asked about again.
func TestImportOfAMonthsResults(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		team := w.Team()
		w.Approved(team.Officer, team.Verifier, team.Head, w.Forest, "2023-05", "140 ha")
		take := func(actual, month string) plan.ImportedRow {
			t.Helper()
			in := plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "a.csv"}, Rows: []exchange.TargetRow{
				{Row: criterion.Row{No: 2, Name: "Trồng rừng", UnitOfMeasure: "ha", Plan: "400 ha", Actual: actual, Percent: "35", Class: "chậm tiến độ"}, Month: month, Answer: "phong-nong-nghiep"}}}
			return apptest.Must(w.ImportTargets(apptest.Ctx, team.Office, in))(t).Rows[0]
		}
		figures := func() map[string]int {
			out := map[string]int{}
			for _, o := range apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, ""))(t).Observations {
				out[string(o.Month)]++
			}
			return out
		}
		for _, same := range []string{"140", "140 ha", "140,0"} {
			if r := take(same, "05/2023"); r.Change != desk.Unchanged || len(r.Read.Questions)+len(r.Read.Flags) != 0 || r.Read.Class != criterion.NotAssessed {
				t.Errorf("%s again: %s, %v %v, %s", same, r.Change, r.Read.Questions, r.Read.Flags, r.Read.Class)
			}
		}
		for _, month := range []string{"05/2022", "mùa vụ"} {
			if r := take("150", month); len(r.Read.Questions) != 1 || r.Read.Questions[0].Ask.Key != "app.import_month" {
				t.Errorf("%s: asked %v", month, r.Read.Questions)
			}
		}
		if got := figures(); len(got) != 1 || got["2023-05"] != 1 {
			t.Errorf("figures: %v", got)
		}
		take("170", "6")
		if got := figures(); got["2023-06"] != 1 || got["2023-12"] != 0 {
			t.Errorf("June's: %v", got)
		}
	})
}

// A row of the list that was given from above is that target, not another of the
// unit's own; its wording is changed where it is given.
func TestImportOfWhatIsGivenFromAbove(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		if err := w.Allot(apptest.Ctx, apptest.Operator, plan.NewAllotment{Target: w.Forest, Parts: []plan.Part{{Unit: w.Commune, Wording: "100 ha"}}, Reason: "giao xã"}); err != nil {
			t.Fatal(err)
		}
		for wording, want := range map[string]desk.Change{"100 ha": desk.Unchanged, "120 ha": desk.Skipped} {
			row := apptest.Must(w.ImportTargets(apptest.Ctx, apptest.Operator, plan.Import{Unit: "bang-van", Cycle: "2023", Sheet: sheets.Sheet{Name: "a.csv"},
				Rows: []exchange.TargetRow{{Row: criterion.Row{No: 2, Name: "Trồng rừng", UnitOfMeasure: "ha", Plan: wording}, Answer: "bang-van"}}}))(t).Rows[0]
			if row.Change != want || len(row.Read.Questions) != map[desk.Change]int{desk.Skipped: 1}[want] {
				t.Errorf("%s: %s, %v", wording, row.Change, row.Read.Questions)
			}
		}
		if b := apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: "bang-van", Cycle: "2023"}))(t); b.Total() != 1 || b.Rows[0].Current().Wording != "100 ha" {
			t.Errorf("%d targets", b.Total())
		}
	})
}
