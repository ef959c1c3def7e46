package app_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"dondoc/internal/access"
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
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"

	"github.com/google/go-cmp/cmp"
)

// team is the three people every figure needs, and the office.
type team struct{ officer, verifier, head, office access.Actor }

func (w *world) team() team {
	return team{w.account("can-bo", access.Officer, w.district), w.account("tham-dinh", access.Verifier, w.district),
		w.account("lanh-dao", access.Head, w.district), w.account("van-phong", access.Office, w.district)}
}

func key(err error) string {
	if err == nil {
		return ""
	}
	return errs.All(err)[0].What.Key
}

func TestFigureGoesItsWay(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		p := w.team()
		w.on("2023-07-05")
		o := w.report(p.officer, w.forest, "2023-06", "300 ha")
		row := w.board("").Rows[0]
		if row.Counted != nil || len(row.Pending) != 1 || row.Class != criterion.NotAssessed {
			t.Fatalf("a submitted figure counts: %+v", row.Standing)
		}
		if box := must(w.Inbox(ctx, p.verifier))(t); len(box.ToVerify) != 1 || box.ToVerify[0].Observation.ID != o.ID {
			t.Errorf("the verifier's work: %+v", box)
		}
		if _, err := w.Advance(ctx, p.verifier, o.ID, approval.Return, ""); key(err) != "approval.reason_needed" {
			t.Errorf("returned without a reason: %v", err)
		}
		must(w.Advance(ctx, p.verifier, o.ID, approval.Return, "thiếu xã Bằng Vân"))(t)
		if box := must(w.Inbox(ctx, p.officer))(t); len(box.Returned) != 1 {
			t.Errorf("the officer does not see the returned figure")
		}
		w.approved(p.officer, p.verifier, p.head, w.forest, "2023-06", "310 ha")
		row = w.board("").Rows[0]
		if row.Counted == nil || row.Counted.Text != "310 ha" || row.Class != criterion.NotAssessed || row.Due {
			t.Errorf("mid-year: %+v", row.Standing)
		}
		w.on("2024-01-08")
		w.approved(p.officer, p.verifier, p.head, w.forest, "2023-12", "480")
		b := w.board("")
		if b.Reached() != 1 || b.Rows[0].Class != criterion.Exceeded || b.Rows[0].Assessment.Achievement.Percent(0).String() != "120" {
			t.Errorf("year's end: %+v", b.Rows[0].Assessment)
		}
		if before := w.board("2024-01-07"); before.Reached() != 0 || before.Rows[0].Counted.Text != "310 ha" {
			t.Errorf("as known the day before: %+v", before.Rows[0].Standing)
		}
		if v := must(w.VerifyLedger(ctx, operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log: %+v", v.Wrong)
		}
		history := must(w.History(ctx, p.officer, w.forest))(t)
		if len(history) != 9 { // target, 3 reports, 1 return, 2 × (verify, approve)
			t.Errorf("%d entries of history", len(history))
		}
	})
}

func TestReportRefusals(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		p := w.team()
		w.on("2023-07-05")
		report := func(month period.Month, text string, change func(*figures.NewReport)) string {
			in := figures.NewReport{Target: w.forest, Month: month, Text: text, Cumulative: true, Final: true}
			if change != nil {
				change(&in)
			}
			_, err := w.Report(ctx, p.officer, in)
			return key(err)
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
		if got := len(must(w.Target(ctx, p.officer, w.forest, ""))(t).Observations); got != 0 {
			t.Errorf("%d figures were kept of refused reports", got)
		}
	})
}

func TestClosedMonth(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		p := w.team()
		w.on("2023-07-05")
		o := w.report(p.officer, w.forest, "2023-05", "200")
		if err := w.LockPeriod(ctx, p.office, w.district, "2023-05"); err != nil {
			t.Fatal(err)
		}
		_, err := w.Report(ctx, p.officer, figures.NewReport{Target: w.forest, Month: "2023-05", Text: "210"})
		if !errs.Is(err, errs.Locked) {
			t.Errorf("a report of a closed month: %v", err)
		}
		if _, err := w.Advance(ctx, p.verifier, o.ID, approval.Verify, ""); !errs.Is(err, errs.Locked) {
			t.Errorf("a step in a closed month: %v", err)
		}
		if err := w.ReopenPeriod(ctx, p.office, w.district, "2023-05", "2023-07-01", "lý do"); key(err) != "app.reopen_until" {
			t.Errorf("reopened into the past: %v", err)
		}
		if err := w.ReopenPeriod(ctx, p.office, w.district, "2023-05", "2023-07-10", "thiếu số liệu"); err != nil {
			t.Fatal(err)
		}
		w.approved(p.officer, p.verifier, p.head, w.forest, "2023-05", "215")
		lock := w.board("").Rows[0].Lock
		if !lock.Reopened || lock.Last.Reason != "thiếu số liệu" || lock.Last.ByName != "van-phong" || lock.Last.OpenUntil != "2023-07-10" {
			t.Errorf("the face of the figure does not say who reopened it, why and until when: %+v", lock)
		}
		w.on("2023-07-11")
		if _, err := w.Report(ctx, p.officer, figures.NewReport{Target: w.forest, Month: "2023-05", Text: "220"}); !errs.Is(err, errs.Locked) {
			t.Errorf("a reopened month did not close by itself: %v", err)
		}
	})
}

func TestOlderThanApproved(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		p := w.team()
		second := w.account("can-bo-2", access.Officer, w.district)
		w.on("2024-01-08")
		first := w.approved(p.officer, p.verifier, p.head, w.forest, "2023-12", "400")
		estimate := figures.NewReport{Target: w.forest, Month: "2023-12", Text: "390", Cumulative: true}
		if _, err := w.Report(ctx, second, estimate); key(err) != "app.final_known" {
			t.Errorf("an estimate after the final figure: %v", err)
		}
		// The page was opened after the first figure; another was approved meanwhile.
		w.approved(p.officer, p.verifier, p.head, w.forest, "2023-12", "410")
		late := figures.NewReport{Target: w.forest, Month: "2023-12", Text: "405", Cumulative: true, Final: true, SeenLast: first.ID}
		if _, err := w.Report(ctx, second, late); key(err) != "app.newer_approved" {
			t.Errorf("a report from an old page: %v", err)
		}
		w.report(p.officer, w.forest, "2023-12", "420")
		if _, err := w.Report(ctx, second, figures.NewReport{Target: w.forest, Month: "2023-12", Text: "421", Final: true}); key(err) != "app.another_pending" {
			t.Errorf("a report beside another's that waits: %v", err)
		}
	})
}

// Two people press the button at once: one is told that the other was quicker.
func TestTwoApproveAtOnce(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		p := w.team()
		other := w.account("lanh-dao-2", access.Head, w.district)
		w.on("2024-01-08")
		o := w.report(p.officer, w.forest, "2023-12", "400")
		must(w.Advance(ctx, p.verifier, o.ID, approval.Verify, ""))(t)
		var wg sync.WaitGroup
		results := make([]error, 2)
		for i, head := range []access.Actor{p.head, other} {
			wg.Go(func() { _, results[i] = w.Advance(ctx, head, o.ID, approval.Approve, "") })
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
		if got := must(w.Target(ctx, p.head, w.forest, ""))(t).Observations[0]; len(got.Steps) != 3 {
			t.Errorf("%d steps were kept", len(got.Steps))
		}
	})
}

func TestAllotmentMustAddUp(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		p := w.team()
		second := w.unit("coc-dan", org.Commune, w.district)
		parts := []plan.Part{{Unit: w.commune, Wording: "180 ha"}, {Unit: second, Wording: "200 ha"}}
		allot := func(in plan.NewAllotment) string {
			in.Target = w.forest
			return key(w.Allot(ctx, p.office, in))
		}
		if got := allot(plan.NewAllotment{Parts: parts}); got != "app.allot_sum" {
			t.Errorf("380 of 400 without a reason: %q", got)
		}
		if got := allot(plan.NewAllotment{Parts: []plan.Part{{Unit: w.other, Wording: "400 ha"}}}); got != "app.allot_not_below" {
			t.Errorf("allotted to another district: %q", got)
		}
		if got := allot(plan.NewAllotment{Parts: []plan.Part{{Unit: w.commune, Wording: "nhiều"}}}); got != "app.wording_open" {
			t.Errorf("a wording that cannot be read: %q", got)
		}
		if got := allot(plan.NewAllotment{Parts: parts, Reason: "hai xã chưa nhận đất"}); got != "" {
			t.Fatalf("with a reason: %q", got)
		}
		page := must(w.Target(ctx, p.office, w.forest, ""))(t)
		if len(page.Allotted) != 2 || !page.Balance.Summable || page.Balance.Rest.String() != "20" || page.Reserve.Reason == "" {
			t.Errorf("balance %+v of %d parts", page.Balance, len(page.Allotted))
		}
		if b := must(w.Scoreboard(ctx, operator, standing.BoardQuery{Unit: "bang-van", Cycle: "2023"}))(t); b.Total() != 1 || b.Rows[0].Target.Setter != target.Superior {
			t.Errorf("the commune's own board: %+v", b)
		}
	})
}

func TestConfirmedClassKeepsTheProposal(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		p := w.team()
		w.on("2024-01-08")
		w.approved(p.officer, p.verifier, p.head, w.forest, "2023-12", "399")
		if err := w.ConfirmClass(ctx, p.head, w.forest, criterion.Met, ""); key(err) != "approval.reason_needed" {
			t.Errorf("overridden without a reason: %v", err)
		}
		if err := w.ConfirmClass(ctx, p.head, w.forest, criterion.Met, "làm tròn theo hướng dẫn"); err != nil {
			t.Fatal(err)
		}
		row := w.board("").Rows[0]
		if row.Class != criterion.Met || row.Assessment.Class != criterion.NotMet || row.Confirmation.Reason == "" {
			t.Errorf("%s, proposed %s", row.Class, row.Assessment.Class)
		}
	})
}

func TestImportTwiceChangesNothing(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		in := plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "a.csv"}, Rows: []exchange.TargetRow{
			{Row: criterion.Row{No: 2, Name: "Thu ngân sách", UnitOfMeasure: "tỷ đồng", Plan: "23", Actual: "24,472", Percent: "106%", Class: "Vượt"}, Label: "1"},
			{Row: criterion.Row{No: 3, Name: "[Kế hoạch 2024] Cây thuốc lá", UnitOfMeasure: "ha", Plan: "700"}, Label: "2"},
			{Row: criterion.Row{No: 4, Name: "Trồng rừng", UnitOfMeasure: "ha", Plan: "450 ha"}, Label: "3"},
		}}
		w.on("2024-01-08")
		changes := func(done plan.ImportedTargets) (out string) {
			for _, r := range done.Rows {
				out += string(r.Change) + " "
			}
			return out
		}
		in.DryRun = true
		if got := changes(must(w.ImportTargets(ctx, operator, in))(t)); got != "added skipped revised " {
			t.Errorf("dry run: %s", got)
		}
		if n := w.board("").Total(); n != 1 {
			t.Fatalf("a dry run left %d targets", n)
		}
		in.DryRun = false
		if got := changes(must(w.ImportTargets(ctx, operator, in))(t)); got != "added skipped revised " {
			t.Errorf("first time: %s", got)
		}
		size, _, _ := w.Head(ctx)
		if got := changes(must(w.ImportTargets(ctx, operator, in))(t)); got != "unchanged skipped unchanged " {
			t.Errorf("second time: %s", got)
		}
		if again, _, _ := w.Head(ctx); again != size {
			t.Errorf("the second time wrote %d entries", again-size)
		}
		in.Rows = append(in.Rows, exchange.TargetRow{Row: criterion.Row{No: 9, Name: "trồng  rừng", UnitOfMeasure: "ha", Plan: "1"}}, exchange.TargetRow{Row: criterion.Row{No: 10, Plan: "1"}})
		_, err := w.ImportTargets(ctx, operator, in)
		if list := errs.All(err); len(list) != 2 || list[0].Row != 9 || list[1].Row != 10 {
			t.Errorf("rows in error: %v", err)
		}
		b := w.board("")
		if b.Total() != 2 || len(b.Rows[1].Pending) != 1 {
			t.Errorf("%d targets, the imported result waits: %v", b.Total(), b.Rows[1].Pending)
		}
	})
}

func TestPersonAndHandOver(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		p := w.team()
		w.on("2023-07-05")
		w.approved(p.officer, p.verifier, p.head, w.forest, "2023-06", "300")
		next := must(w.AddPerson(ctx, operator, "Trần Thị Kế", true))(t)
		in := units.NewAppointment{Person: next, Post: w.post, Capacity: org.Substantive, From: "2023-07-01"}
		if _, err := w.Appoint(ctx, operator, in); !errs.Is(err, errs.Conflict) {
			t.Errorf("two heads at once: %v", err)
		}
		in.HandOver = true
		must(w.Appoint(ctx, operator, in))(t)
		w.on("2024-01-08")
		w.approved(p.officer, p.verifier, p.head, w.forest, "2023-12", "420")
		before, after := must(w.Person(ctx, p.officer, w.person))(t), must(w.Person(ctx, p.officer, next))(t)
		left, right := before.Tenures[0], after.Tenures[0]
		if left.To != "2023-07-01" || left.After == nil || right.Before == nil || right.Before.Person.ID != w.person {
			t.Errorf("the hand-over: %+v / %+v", left.Appointment, right.Appointment)
		}
		if l := left.Targets[0]; !l.HandedOver || l.Counted.Text != "300" || l.Class != criterion.NotAssessed {
			t.Errorf("handed over at %+v", l.Standing)
		}
		if r := right.Targets[0]; r.TakenOver == nil || r.TakenOver.Counted.Text != "300" || r.Class != criterion.Exceeded {
			t.Errorf("taken over at %+v, ended at %s", r.TakenOver, r.Class)
		}
		if got := w.board("2023-06-30"); got.Total() != 0 && got.Rows[0].Answers.Person.ID != w.person {
			t.Errorf("who answered in June: %+v", got.Rows[0].Answers.Person)
		}
	})
}

func TestSessions(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		w.account("can-bo", access.Officer, w.district)
		if _, err := w.SignIn(ctx, "can-bo", "sai mật khẩu", "1.1.1.1", ""); key(err) != "app.sign_in_wrong" {
			t.Errorf("a wrong password: %v", err)
		}
		if _, err := w.SignIn(ctx, "ai-do", "mat-khau-thu-nghiem", "1.1.1.1", ""); key(err) != "app.sign_in_wrong" {
			t.Errorf("an unknown name: %v", err)
		}
		token := must(w.SignIn(ctx, "can-bo", "mat-khau-thu-nghiem", "1.1.1.1", "Firefox"))(t)
		second := must(w.SignIn(ctx, "can-bo", "mat-khau-thu-nghiem", "1.1.1.2", "Chrome"))(t)
		user := must(w.Authenticate(ctx, token))(t)
		if all := must(w.Sessions(ctx, user))(t); len(all) != 2 {
			t.Errorf("%d sessions", len(all))
		}
		if err := w.ChangePassword(ctx, user, "mat-khau-thu-nghiem", "ngắn"); key(err) != "app.password_short" {
			t.Errorf("a short password: %v", err)
		}
		if err := w.SignOutEverywhere(ctx, user); err != nil {
			t.Fatal(err)
		}
		for _, tok := range []string{token, second, "", "x"} {
			if _, err := w.Authenticate(ctx, tok); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("token %.4q still works: %v", tok, err)
			}
		}
		third := must(w.SignIn(ctx, "can-bo", "mat-khau-thu-nghiem", "1.1.1.3", ""))(t)
		w.on("2023-07-06") // a day later
		if _, err := w.Authenticate(ctx, third); !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("an idle session still works: %v", err)
		}
	})
}

// A remembered board is never out of date: whatever is written, it equals the
// board worked out anew by another node on the same database.
func TestRememberedBoardIsCurrent(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		p := w.team()
		w.on("2024-01-08")
		check := func(what string) {
			t.Helper()
			got, want := w.board(""), must(w.another().Scoreboard(ctx, operator, standing.BoardQuery{Unit: "ngan-son", Cycle: "2023"}))(t)
			if diff := cmp.Diff(summary(want), summary(got)); diff != "" {
				t.Errorf("after %s the remembered board differs:\n%s", what, diff)
			}
		}
		check("nothing")
		o := w.report(p.officer, w.forest, "2023-12", "380")
		check("a report")
		must(w.Advance(ctx, p.verifier, o.ID, approval.Verify, ""))(t)
		must(w.Advance(ctx, p.head, o.ID, approval.Approve, ""))(t)
		check("an approval")
		other := w.account("khac", access.Office, w.other)
		w.report(other, w.otherTarget, "2023-12", "120")
		check("a report elsewhere")
		if err := w.ConfirmClass(ctx, p.head, w.forest, criterion.Met, "lý do"); err != nil {
			t.Fatal(err)
		}
		check("a confirmed class")
		if err := w.LockPeriod(ctx, p.office, w.district, "2023-12"); err != nil {
			t.Fatal(err)
		}
		check("a lock")
		if err := w.ReviseTarget(ctx, p.office, plan.NewRevision{Target: w.forest, Wording: "350 ha", Reason: "điều chỉnh", Confirmed: true}); err != nil {
			t.Fatal(err)
		}
		check("a revision")
		next := must(w.AddPerson(ctx, operator, "Trần Thị Kế", true))(t)
		must(w.Appoint(ctx, operator, units.NewAppointment{Person: next, Post: w.post, Capacity: org.Substantive, From: "2023-07-01", HandOver: true}))(t)
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
	eachEngine(t, func(t *testing.T, w *world) {
		rows := []exchange.TargetRow{{Row: criterion.Row{No: 3, Name: "Quy mô kinh tế số", UnitOfMeasure: "% GDP", Plan: "≥ 30"}, Label: "1", Section: "Đến năm 2030"},
			{Row: criterion.Row{No: 5, Name: "Quy mô kinh tế số", UnitOfMeasure: "% GDP", Plan: "≥ 50"}, Label: "2", Section: "Đến năm 2045"}}
		in := plan.Import{Unit: "ngan-son", Cycle: "2023", Sheet: sheets.Sheet{Name: "a.csv"}, Rows: rows}
		for _, change := range []desk.Change{desk.Added, desk.Unchanged} {
			done := must(w.ImportTargets(ctx, operator, in))(t).Rows
			if len(done) != 2 || done[0].Change != change || done[1].Change != change {
				t.Errorf("%+v", done)
			}
		}
		names := map[string]bool{}
		for _, r := range w.board("").Rows {
			names[r.Name] = true
		}
		if !names["Quy mô kinh tế số (đến năm 2030)"] || !names["Quy mô kinh tế số (đến năm 2045)"] {
			t.Errorf("%v", names)
		}
	})
}
