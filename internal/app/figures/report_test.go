package figures_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"

	"github.com/google/go-cmp/cmp"
)

func TestFigureGoesItsWay(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		w.On("2023-07-05")
		o := w.Submit(p.Officer, w.Forest, "2023-06", "300 ha")
		row := w.Board("").Rows[0]
		if row.Counted != nil || len(row.Pending) != 1 || row.Class != criterion.NotAssessed {
			t.Fatalf("a submitted figure counts: %+v", row.Standing)
		}
		if box := apptest.Must(w.Inbox(apptest.Ctx, p.Verifier))(t); len(box.ToVerify) != 1 || box.ToVerify[0].Observation.ID != o.ID {
			t.Errorf("the verifier's work: %+v", box)
		}
		if _, err := w.Advance(apptest.Ctx, p.Verifier, o.ID, approval.Return, ""); apptest.Key(err) != "approval.reason_needed" {
			t.Errorf("returned without a reason: %v", err)
		}
		apptest.Must(w.Advance(apptest.Ctx, p.Verifier, o.ID, approval.Return, "thiếu xã Bằng Vân"))(t)
		if box := apptest.Must(w.Inbox(apptest.Ctx, p.Officer))(t); len(box.Returned) != 1 {
			t.Errorf("the officer does not see the returned figure")
		}
		w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-06", "310 ha")
		row = w.Board("").Rows[0]
		if row.Counted == nil || row.Counted.Text != "310 ha" || row.Class != criterion.NotAssessed || row.Due {
			t.Errorf("mid-year: %+v", row.Standing)
		}
		w.On("2024-01-08")
		w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-12", "480")
		b := w.Board("")
		if b.Reached() != 1 || b.Rows[0].Class != criterion.Exceeded || b.Rows[0].Assessment.Achievement.Percent(0).String() != "120" {
			t.Errorf("year's end: %+v", b.Rows[0].Assessment)
		}
		if before := w.Board("2024-01-07"); before.Reached() != 0 || before.Rows[0].Counted.Text != "310 ha" {
			t.Errorf("as known the day before: %+v", before.Rows[0].Standing)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log: %+v", v.Wrong)
		}
		history := apptest.Must(w.History(apptest.Ctx, p.Officer, w.Forest))(t)
		if len(history) != 9 { // target, 3 reports, 1 return, 2 × (verify, approve)
			t.Errorf("%d entries of history", len(history))
		}
	})
}

func TestReportRefusals(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		w.On("2023-07-05")
		report := func(month period.Month, text string, change func(*figures.NewReport)) string {
			in := figures.NewReport{Target: w.Forest, Month: month, Text: text, Cumulative: true, Final: true}
			if change != nil {
				change(&in)
			}
			_, err := w.Report(apptest.Ctx, p.Officer, in)
			return apptest.Key(err)
		}
		large := func(in *figures.NewReport) {
			in.Files = []figures.File{{Name: "a.pdf", Content: make([]byte, figures.LargestFile+1)}}
		}
		for _, tt := range []struct {
			month  period.Month
			text   string
			change func(*figures.NewReport)
			want   string
		}{
			{"2023-08", "10", nil, "app.month_ahead"},
			{"2022-12", "10", nil, "app.month_elsewhere"},
			{"2023-06", "", nil, "app.figure_empty"},
			{"2023-06", "nhiều", nil, "app.figure_unsure"},
			{"2023-06", "10,123.456.7", nil, "app.figure_unsure"},
			{"2023-06", strings.Repeat("9", 501), nil, "app.text_bad"},
			{"2023-06", "10\x00", nil, "app.text_bad"},
			{"2023-06", "10", large, "app.file_large"},
			{"2023-06", "10", func(in *figures.NewReport) { in.Files = make([]figures.File, 6) }, "app.files_many"},
			{"2023-06", "10", func(in *figures.NewReport) { in.Files = []figures.File{{Name: "a"}} }, "app.file_empty"},
			{"2023-06", "10", func(in *figures.NewReport) { in.Note = strings.Repeat("x", 5000) }, "app.note_long"},
		} {
			if got := report(tt.month, tt.text, tt.change); got != tt.want {
				t.Errorf("%s %.20q: %s, want %s", tt.month, tt.text, got, tt.want)
			}
		}
		if got := len(apptest.Must(w.Target(apptest.Ctx, p.Officer, w.Forest, ""))(t).Observations); got != 0 {
			t.Errorf("%d figures were kept of refused reports", got)
		}
		// a figure a hundredfold off what was approved before is asked about, with the
		// readings that fit, and kept once somebody says that it is meant, and why
		w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-05", "2")
		_, err := w.Report(apptest.Ctx, p.Officer, figures.NewReport{Target: w.Forest, Month: "2023-06", Text: "400", Cumulative: true})
		if choices := figures.Readings(err); apptest.Key(err) != "app.figure_unsure" || len(choices) < 2 || choices[0].Cmp(measure.Int(400)) != 0 {
			t.Errorf("a hundredfold of May: %v, %v", err, choices)
		}
		meant := measure.Int(400)
		if got := report("2023-06", "400", func(in *figures.NewReport) { in.Meant = &meant }); got != "app.leap_reason" {
			t.Errorf("a leap without a reason: %s", got)
		}
		if got := report("2023-06", "400", func(in *figures.NewReport) { in.Meant, in.Note = &meant, "thanh lý, trồng dồn" }); got != "" {
			t.Errorf("a leap with a reason: %s", got)
		}
	})
}

func TestClosedMonth(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		w.On("2023-07-05")
		o := w.Submit(p.Officer, w.Forest, "2023-05", "200")
		if err := w.LockPeriod(apptest.Ctx, p.Office, w.District, "2023-05"); err != nil {
			t.Fatal(err)
		}
		_, err := w.Report(apptest.Ctx, p.Officer, figures.NewReport{Target: w.Forest, Month: "2023-05", Text: "210"})
		if !errs.Is(err, errs.Locked) {
			t.Errorf("a report of a closed month: %v", err)
		}
		if _, err := w.Advance(apptest.Ctx, p.Verifier, o.ID, approval.Verify, ""); !errs.Is(err, errs.Locked) {
			t.Errorf("a step in a closed month: %v", err)
		}
		if err := w.ReopenPeriod(apptest.Ctx, p.Office, w.District, "2023-05", "2023-07-01", "lý do"); apptest.Key(err) != "app.reopen_until" {
			t.Errorf("reopened into the past: %v", err)
		}
		if err := w.ReopenPeriod(apptest.Ctx, p.Office, w.District, "2023-05", "2023-07-10", "thiếu số liệu"); err != nil {
			t.Fatal(err)
		}
		w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-05", "215")
		lock := w.Board("").Rows[0].Lock
		if !lock.Reopened || lock.Last.Reason != "thiếu số liệu" || lock.Last.ByName != "van-phong" || lock.Last.OpenUntil != "2023-07-10" {
			t.Errorf("the face of the figure does not say who reopened it, why and until when: %+v", lock)
		}
		w.On("2023-07-11")
		if _, err := w.Report(apptest.Ctx, p.Officer, figures.NewReport{Target: w.Forest, Month: "2023-05", Text: "220"}); !errs.Is(err, errs.Locked) {
			t.Errorf("a reopened month did not close by itself: %v", err)
		}
	})
}

func TestOlderThanApproved(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		second := w.Actor("can-bo-2", access.Officer, w.District)
		w.On("2024-01-08")
		first := w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-12", "400")
		estimate := figures.NewReport{Target: w.Forest, Month: "2023-12", Text: "390", Cumulative: true}
		if _, err := w.Report(apptest.Ctx, second, estimate); apptest.Key(err) != "app.final_known" {
			t.Errorf("an estimate after the final figure: %v", err)
		}
		// The page was opened after the first figure; another was approved meanwhile.
		w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-12", "410")
		late := figures.NewReport{Target: w.Forest, Month: "2023-12", Text: "405", Cumulative: true, Final: true, SeenLast: first.ID}
		if _, err := w.Report(apptest.Ctx, second, late); apptest.Key(err) != "app.newer_approved" {
			t.Errorf("a report from an old page: %v", err)
		}
		w.Submit(p.Officer, w.Forest, "2023-12", "420")
		if _, err := w.Report(apptest.Ctx, second, figures.NewReport{Target: w.Forest, Month: "2023-12", Text: "421", Final: true}); apptest.Key(err) != "app.another_pending" {
			t.Errorf("a report beside another's that waits: %v", err)
		}
	})
}

// Two people press the button at once: one is told that the other was quicker.
func TestTwoApproveAtOnce(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		other := w.Actor("lanh-dao-2", access.Head, w.District)
		w.On("2024-01-08")
		o := w.Submit(p.Officer, w.Forest, "2023-12", "400")
		apptest.Must(w.Advance(apptest.Ctx, p.Verifier, o.ID, approval.Verify, ""))(t)
		var wg sync.WaitGroup
		results := make([]error, 2)
		for i, head := range []access.Actor{p.Head, other} {
			wg.Go(func() { _, results[i] = w.Advance(apptest.Ctx, head, o.ID, approval.Approve, "") })
		}
		wg.Wait()
		won, lost := 0, 0
		for _, err := range results {
			if err == nil {
				won++
			} else if errs.Is(err, errs.Conflict) {
				lost++
			}
		}
		if won != 1 || lost != 1 {
			t.Errorf("%v", results)
		}
		if got := apptest.Must(w.Target(apptest.Ctx, p.Head, w.Forest, ""))(t).Observations[0]; len(got.Steps) != 3 {
			t.Errorf("%d steps were kept", len(got.Steps))
		}
	})
}

func TestAllotmentMustAddUp(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		second := w.MakeUnit("coc-dan", org.Commune, w.District)
		parts := []plan.Part{{Unit: w.Commune, Wording: "180 ha"}, {Unit: second, Wording: "200 ha"}}
		allot := func(in plan.NewAllotment) string {
			in.Target = w.Forest
			return apptest.Key(w.Allot(apptest.Ctx, p.Office, in))
		}
		if got := allot(plan.NewAllotment{Parts: parts}); got != "app.allot_sum" {
			t.Errorf("380 of 400 without a reason: %q", got)
		}
		if got := allot(plan.NewAllotment{Parts: []plan.Part{{Unit: w.Other, Wording: "400 ha"}}}); got != "app.allot_not_below" {
			t.Errorf("allotted to another district: %q", got)
		}
		if got := allot(plan.NewAllotment{Parts: []plan.Part{{Unit: w.Commune, Wording: "nhiều"}}}); got != "app.wording_open" {
			t.Errorf("a wording that cannot be read: %q", got)
		}
		if got := allot(plan.NewAllotment{Parts: parts, Reason: "hai xã chưa nhận đất"}); got != "" {
			t.Fatalf("with a reason: %q", got)
		}
		page := apptest.Must(w.Target(apptest.Ctx, p.Office, w.Forest, ""))(t)
		if len(page.Allotted) != 2 || !page.Balance.Summable || page.Balance.Rest.String() != "20" || page.Reserve.Reason == "" {
			t.Errorf("balance %+v of %d parts", page.Balance, len(page.Allotted))
		}
		if b := apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: "bang-van", Cycle: "2023"}))(t); b.Total() != 1 || b.Rows[0].Target.Setter != target.Superior {
			t.Errorf("the commune's own board: %+v", b)
		}
	})
}

func TestConfirmedClassKeepsTheProposal(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		w.On("2024-01-08")
		w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-12", "399")
		if err := w.ConfirmClass(apptest.Ctx, p.Head, w.Forest, criterion.Met, ""); apptest.Key(err) != "approval.reason_needed" {
			t.Errorf("overridden without a reason: %v", err)
		}
		if err := w.ConfirmClass(apptest.Ctx, p.Head, w.Forest, criterion.Met, "làm tròn theo hướng dẫn"); err != nil {
			t.Fatal(err)
		}
		row := w.Board("").Rows[0]
		if row.Class != criterion.Met || row.Assessment.Class != criterion.NotMet || row.Confirmation.Reason == "" {
			t.Errorf("%s, proposed %s", row.Class, row.Assessment.Class)
		}
	})
}

func TestImportTwiceChangesNothing(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		in := plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "a.csv"}, Rows: []exchange.TargetRow{
			{Row: criterion.Row{No: 2, Name: "Thu ngân sách", UnitOfMeasure: "tỷ đồng", Plan: "23", Actual: "24,472", Percent: "106%", Class: "Vượt"}, Label: "1"},
			{Row: criterion.Row{No: 3, Name: "[Kế hoạch 2024] Cây thuốc lá", UnitOfMeasure: "ha", Plan: "700"}, Label: "2"},
			{Row: criterion.Row{No: 4, Name: "Trồng rừng", UnitOfMeasure: "ha", Plan: "450 ha"}, Label: "3"},
		}}
		w.On("2024-01-08")
		changes := func(done plan.ImportedTargets) (out string) {
			for _, r := range done.Rows {
				out += string(r.Change) + " "
			}
			return out
		}
		in.DryRun = true
		if got := changes(apptest.Must(w.ImportTargets(apptest.Ctx, apptest.Operator, in))(t)); got != "added skipped revised " {
			t.Errorf("dry run: %s", got)
		}
		if n := w.Board("").Total(); n != 1 {
			t.Fatalf("a dry run left %d targets", n)
		}
		in.DryRun = false
		if got := changes(apptest.Must(w.ImportTargets(apptest.Ctx, apptest.Operator, in))(t)); got != "added skipped revised " {
			t.Errorf("first time: %s", got)
		}
		size, _, _ := w.Head(apptest.Ctx)
		if got := changes(apptest.Must(w.ImportTargets(apptest.Ctx, apptest.Operator, in))(t)); got != "unchanged skipped unchanged " {
			t.Errorf("second time: %s", got)
		}
		if again, _, _ := w.Head(apptest.Ctx); again != size {
			t.Errorf("the second time wrote %d entries", again-size)
		}
		in.Rows = append(in.Rows, exchange.TargetRow{Row: criterion.Row{No: 9, Name: "trồng  rừng", UnitOfMeasure: "ha", Plan: "1"}}, exchange.TargetRow{Row: criterion.Row{No: 10, Plan: "1"}})
		_, err := w.ImportTargets(apptest.Ctx, apptest.Operator, in)
		if list := errs.All(err); len(list) != 2 || list[0].Row != 9 || list[1].Row != 10 {
			t.Errorf("rows in error: %v", err)
		}
		b := w.Board("")
		if b.Total() != 2 || len(b.Rows[1].Pending) != 1 {
			t.Errorf("%d targets, the imported result waits: %v", b.Total(), b.Rows[1].Pending)
		}
	})
}

func TestPersonAndHandOver(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		w.On("2023-07-05")
		w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-06", "300")
		next := apptest.Must(w.AddPerson(apptest.Ctx, apptest.Operator, "Trần Thị Kế", true))(t)
		in := units.NewAppointment{Person: next, Post: w.HeadPost, Capacity: org.Substantive, From: "2023-07-01"}
		if _, err := w.Appoint(apptest.Ctx, apptest.Operator, in); !errs.Is(err, errs.Conflict) {
			t.Errorf("two heads at once: %v", err)
		}
		in.HandOver = true
		apptest.Must(w.Appoint(apptest.Ctx, apptest.Operator, in))(t)
		w.On("2024-01-08")
		w.Approved(p.Officer, p.Verifier, p.Head, w.Forest, "2023-12", "420")
		before, after := apptest.Must(w.Person(apptest.Ctx, p.Officer, w.Holder, ""))(t), apptest.Must(w.Person(apptest.Ctx, p.Officer, next, ""))(t)
		left, right := before.Tenures[0], after.Tenures[0]
		if left.To != "2023-07-01" || left.After == nil || right.Before == nil || right.Before.Person.ID != w.Holder {
			t.Errorf("the hand-over: %+v / %+v", left.Appointment, right.Appointment)
		}
		if l := left.Targets[0]; !l.HandedOver || l.Counted.Text != "300" || l.Class != criterion.NotAssessed {
			t.Errorf("handed over at %+v", l.Standing)
		}
		if r := right.Targets[0]; r.TakenOver == nil || r.TakenOver.Counted.Text != "300" || r.Class != criterion.Exceeded {
			t.Errorf("taken over at %+v, ended at %s", r.TakenOver, r.Class)
		}
		if got := w.Board("2023-06-30"); got.Total() != 0 && got.Rows[0].Answers.Person.ID != w.Holder {
			t.Errorf("who answered in June: %+v", got.Rows[0].Answers.Person)
		}
	})
}

func TestSessions(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		w.Actor("can-bo", access.Officer, w.District)
		if _, err := w.SignIn(apptest.Ctx, "can-bo", "sai mật khẩu", "1.1.1.1", ""); apptest.Key(err) != "app.sign_in_wrong" {
			t.Errorf("a wrong password: %v", err)
		}
		if _, err := w.SignIn(apptest.Ctx, "ai-do", "mat-khau-thu-nghiem", "1.1.1.1", ""); apptest.Key(err) != "app.sign_in_wrong" {
			t.Errorf("an unknown name: %v", err)
		}
		token := apptest.Must(w.SignIn(apptest.Ctx, "can-bo", "mat-khau-thu-nghiem", "1.1.1.1", "Firefox"))(t)
		second := apptest.Must(w.SignIn(apptest.Ctx, "can-bo", "mat-khau-thu-nghiem", "1.1.1.2", "Chrome"))(t)
		user := apptest.Must(w.Authenticate(apptest.Ctx, token))(t)
		if all := apptest.Must(w.Sessions(apptest.Ctx, user))(t); len(all) != 2 {
			t.Errorf("%d sessions", len(all))
		}
		if err := w.ChangePassword(apptest.Ctx, user, "mat-khau-thu-nghiem", "ngắn"); apptest.Key(err) != "app.password_short" {
			t.Errorf("a short password: %v", err)
		}
		if err := w.SignOutEverywhere(apptest.Ctx, user); err != nil {
			t.Fatal(err)
		}
		for _, tok := range []string{token, second, "", "x"} {
			if _, err := w.Authenticate(apptest.Ctx, tok); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("token %.4q still works: %v", tok, err)
			}
		}
		third := apptest.Must(w.SignIn(apptest.Ctx, "can-bo", "mat-khau-thu-nghiem", "1.1.1.3", ""))(t)
		w.On("2023-07-06") // a day later
		if _, err := w.Authenticate(apptest.Ctx, third); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("an idle session still works: %v", err)
		}
	})
}

// A remembered board is never out of date: whatever is written, it equals the
// board worked out anew by another node on the same database.
func TestRememberedBoardIsCurrent(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		w.On("2024-01-08")
		check := func(what string) {
			t.Helper()
			got, want := w.Board(""), apptest.Must(w.Another().Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: "ngan-son", Cycle: "2023"}))(t)
			if diff := cmp.Diff(summary(want), summary(got)); diff != "" {
				t.Errorf("after %s the remembered board differs:\n%s", what, diff)
			}
		}
		check("nothing")
		o := w.Submit(p.Officer, w.Forest, "2023-12", "380")
		check("a report")
		apptest.Must(w.Advance(apptest.Ctx, p.Verifier, o.ID, approval.Verify, ""))(t)
		apptest.Must(w.Advance(apptest.Ctx, p.Head, o.ID, approval.Approve, ""))(t)
		check("an approval")
		other := w.Actor("khac", access.Office, w.Other)
		w.Submit(other, w.OtherForest, "2023-12", "120")
		check("a report elsewhere")
		if err := w.ConfirmClass(apptest.Ctx, p.Head, w.Forest, criterion.Met, "lý do"); err != nil {
			t.Fatal(err)
		}
		check("a confirmed class")
		if err := w.LockPeriod(apptest.Ctx, p.Office, w.District, "2023-12"); err != nil {
			t.Fatal(err)
		}
		check("a lock")
		if err := w.ReviseTarget(apptest.Ctx, p.Office, plan.NewRevision{Target: w.Forest, Wording: "350 ha", Reason: "điều chỉnh", Confirmed: true}); err != nil {
			t.Fatal(err)
		}
		check("a revision")
		next := apptest.Must(w.AddPerson(apptest.Ctx, apptest.Operator, "Trần Thị Kế", true))(t)
		apptest.Must(w.Appoint(apptest.Ctx, apptest.Operator, units.NewAppointment{Person: next, Post: w.HeadPost, Capacity: org.Substantive, From: "2023-07-01", HandOver: true}))(t)
		check("a hand-over")
	})
}

// summary is what a board shows of each row.
func summary(b standing.Board) (out []string) {
	for _, r := range b.Rows {
		out = append(out, fmt.Sprint(r.Name, r.Current().Wording, r.Class, r.Assessment.Class, len(r.Pending), r.Answers.Person.Name, r.Lock.Locked, r.Counted != nil))
	}
	return out
}

// One sheet asks for the same result by two years: two targets, not one twice.
func TestImportTellsHorizonsApart(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		rows := []exchange.TargetRow{{Row: criterion.Row{No: 3, Name: "Quy mô kinh tế số", UnitOfMeasure: "% GDP", Plan: "≥ 30"}, Label: "1", Section: "Đến năm 2030"},
			{Row: criterion.Row{No: 5, Name: "Quy mô kinh tế số", UnitOfMeasure: "% GDP", Plan: "≥ 50"}, Label: "2", Section: "Đến năm 2045"}}
		in := plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "a.csv"}, Rows: rows}
		for _, change := range []desk.Change{desk.Added, desk.Unchanged} {
			done := apptest.Must(w.ImportTargets(apptest.Ctx, apptest.Operator, in))(t).Rows
			if len(done) != 2 || done[0].Change != change || done[1].Change != change {
				t.Errorf("%+v", done)
			}
		}
		names := map[string]bool{}
		for _, r := range w.Board("").Rows {
			names[r.Name] = true
		}
		if !names["Quy mô kinh tế số (đến năm 2030)"] || !names["Quy mô kinh tế số (đến năm 2045)"] {
			t.Errorf("%v", names)
		}
	})
}
