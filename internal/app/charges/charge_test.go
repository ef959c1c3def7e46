package charges_test

import (
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/charges"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/charge"
	"dondoc/internal/draft"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/task"
)

// TestRequests: a commune's office asks the province to lead, to coordinate and
// to answer. Until the province says yes none of it is the province's; what it
// says no to never is.
func TestRequests(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, head := w.Actor("vp-xa", access.Office, w.Commune), w.Actor("lanh-dao-tinh", access.Head, w.Province)
		officer := w.Actor("can-bo-tinh", access.Officer, w.Province)
		document := apptest.Must(w.AddDocument(apptest.Ctx, office, plan.NewDocument{Unit: w.Commune, Cycle: "2023", Number: "01-NQ", Issuer: "xã", IssuedOn: "2023-01-02", Title: "x"}))(t)
		of := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: document, Place: 1, Name: "Đường liên xã", Wording: "5 km", UnitOfMeasure: "km", Confirmed: true}))(t)
		job := func(name string) id.ID {
			return apptest.Must(w.AddTask(apptest.Ctx, office, tasks.NewTask{Unit: w.Commune, Name: name, Leads: []id.ID{w.Commune}, Partners: []task.Partner{{Unit: w.Province}}, Deadline: "31/12/2023"}))(t)[0].ID
		}
		led, shared, kept := job("Nâng cấp đường tỉnh"), job("Phòng cháy rừng giáp ranh"), job("Việc tỉnh không nhận")
		ask := func(role charge.Role, object id.ID) id.ID {
			t.Helper()
			return apptest.Must(w.AskCharge(apptest.Ctx, office, charges.NewCharge{Role: role, Object: object, Asked: w.Province, Reason: "vượt thẩm quyền của xã"}))(t)
		}
		requests := map[charge.Role]id.ID{charge.Lead: ask(charge.Lead, led), charge.Partner: ask(charge.Partner, shared), charge.Answer: ask(charge.Answer, of)}
		refused := ask(charge.Lead, kept)

		counted := func() (tasksOf, targets int) {
			t.Helper()
			list := apptest.Must(w.TaskList(apptest.Ctx, head, tasks.Tasks{Unit: "bac-kan", As: "lead"}))(t)
			board := apptest.Must(w.Scoreboard(apptest.Ctx, head, standing.BoardQuery{Unit: "bac-kan", Cycle: "2023"}))(t)
			return list.Count, len(board.Rows)
		}
		if n, answers := counted(); n != 0 || answers != 0 {
			t.Errorf("the province is charged with %d tasks and %d targets before it said anything", n, answers)
		}
		box := apptest.Must(w.Charges(apptest.Ctx, head))(t)
		if len(box.ToAnswer) != 4 || len(box.Asked) != 0 || box.ToAnswer[0].Giver.ID != w.Commune || !box.ToAnswer[0].Answerable {
			t.Errorf("the province's inbox: %+v", box)
		}
		if box := apptest.Must(w.Charges(apptest.Ctx, office))(t); len(box.Asked) != 4 || len(box.ToAnswer) != 0 || box.Asked[0].Answerable || !box.Asked[0].Retractable {
			t.Errorf("the commune's: %+v", box)
		}
		if box := apptest.Must(w.Charges(apptest.Ctx, officer))(t); len(box.ToAnswer) != 0 {
			t.Errorf("an officer may answer %d", len(box.ToAnswer))
		}
		if err := w.AnswerCharge(apptest.Ctx, office, refused, true, ""); !apptest.IsAccess(err) {
			t.Errorf("who asked says yes: %v", err)
		}
		if err := w.AnswerCharge(apptest.Ctx, head, refused, false, " "); !errs.Is(err, errs.Invalid) {
			t.Errorf("a no without a reason: %v", err)
		}
		if err := w.AnswerCharge(apptest.Ctx, head, refused, false, "đã giao Sở GTVT"); err != nil {
			t.Error(err)
		}
		if err := w.AnswerCharge(apptest.Ctx, head, refused, true, ""); !errs.Is(err, errs.Conflict) {
			t.Errorf("a yes after the no: %v", err)
		}
		for role, which := range requests {
			if err := w.AnswerCharge(apptest.Ctx, head, which, true, "đồng ý"); err != nil {
				t.Fatalf("%s: %v", role, errs.All(err))
			}
		}
		if n, answers := counted(); n != 2 || answers != 1 {
			t.Errorf("after the yes the province is charged with %d tasks and %d targets", n, answers)
		}
		if p := apptest.Must(w.Task(apptest.Ctx, office, led))(t); p.Lead != w.Province || p.Events[len(p.Events)-1].By != head.Account {
			t.Errorf("the lead: %+v", p.Task)
		}
		if p := apptest.Must(w.Task(apptest.Ctx, office, shared))(t); len(p.Partners) != 1 || p.Partners[0].Unit != w.Province {
			t.Errorf("the partner: %+v", p.Partners)
		}
		if p := apptest.Must(w.Task(apptest.Ctx, office, kept))(t); p.Lead != w.Commune || p.Partners[0].Unit != "" {
			t.Errorf("what it said no to: %+v", p.Task)
		}
		if r := w.Current(of); r.Amended == nil || r.Amended.From != "2023-07-05" || r.By != head.Account {
			t.Errorf("who answers: %+v", r)
		}
		if _, err := w.CorrectTask(apptest.Ctx, office, shared, tasks.NewTask{Name: "Phòng cháy rừng", Leads: []id.ID{w.Commune}, Partners: []task.Partner{{Unit: w.Province}}, Deadline: "31/12/2023"}, "gõ nhầm"); err != nil {
			t.Error(err)
		}
		if p := apptest.Must(w.Task(apptest.Ctx, office, shared))(t); p.Partners[0].Unit != w.Province {
			t.Error("a correction unbinds who said yes")
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("tables and log differ: %+v", v)
		}
	})
}

// TestRequestsAreBounded: no second of the same, none for a unit one may charge
// outright, none about what is over, and only so many at once.
func TestRequestsAreBounded(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, province := w.Actor("vp-xa", access.Office, w.Commune), w.Actor("vp-tinh", access.Office, w.Province)
		job := func() id.ID {
			return apptest.Must(w.AddTask(apptest.Ctx, office, tasks.NewTask{Unit: w.Commune, Name: "Việc", Leads: []id.ID{w.Commune}, Deadline: "30/06/2024"}))(t)[0].ID
		}
		one := job()
		in := charges.NewCharge{Role: charge.Lead, Object: one, Asked: w.Other, Reason: "giáp ranh"}
		for _, c := range []struct {
			what  string
			actor access.Actor
			in    charges.NewCharge
			key   string
		}{
			{"below", office, charges.NewCharge{Role: charge.Lead, Object: one, Asked: w.Commune, Reason: "x"}, "charge.outright"},
			{"by the office above both", province, in, "charge.outright"},
			{"no unit", office, charges.NewCharge{Role: charge.Lead, Object: one, Reason: "x"}, "charge.unit_gone"},
			{"no reason", office, charges.NewCharge{Role: charge.Lead, Object: one, Asked: w.Other}, "charge.reason_needed"},
			{"a long reason", office, charges.NewCharge{Role: charge.Lead, Object: one, Asked: w.Other, Reason: strings.Repeat("x", 3000)}, "app.text_bad"},
			{"another's task", office, charges.NewCharge{Role: charge.Answer, Object: w.OtherForest, Asked: w.Province, Reason: "x"}, "access.not_found"},
			{"a role", office, charges.NewCharge{Role: "owner", Object: w.Forest, Asked: w.Province, Reason: "x"}, "access.not_found"},
		} {
			if _, err := w.AskCharge(apptest.Ctx, c.actor, c.in); apptest.Key(err) != c.key {
				t.Errorf("%s: %v", c.what, err)
			}
		}
		first := apptest.Must(w.AskCharge(apptest.Ctx, office, in))(t)
		if _, err := w.AskCharge(apptest.Ctx, office, in); apptest.Key(err) != "charge.asked_already" {
			t.Errorf("twice: %v", err)
		}
		if err := w.WithdrawCharge(apptest.Ctx, office, first, "nhầm"); err != nil {
			t.Error(err)
		}
		again := apptest.Must(w.AskCharge(apptest.Ctx, office, in))(t)
		for n := 1; n < charge.MostWaiting; n++ {
			apptest.Must(w.AskCharge(apptest.Ctx, office, charges.NewCharge{Role: charge.Lead, Object: job(), Asked: w.Other, Reason: "x"}))(t)
		}
		if _, err := w.AskCharge(apptest.Ctx, office, charges.NewCharge{Role: charge.Lead, Object: job(), Asked: w.Other, Reason: "x"}); apptest.Key(err) != "charge.too_many" {
			t.Errorf("one more than may wait: %v", err)
		}
		apptest.Must(w.ActOnTask(apptest.Ctx, office, one, task.Event{Step: task.Withdraw, Text: "thôi"}))(t)
		if err := w.AnswerCharge(apptest.Ctx, w.Actor("vp-khac", access.Office, w.Other), again, true, ""); apptest.Key(err) != "charge.task_over" {
			t.Errorf("a yes to what is over: %v", err)
		}
	})
}

// TestNewThingsAsk: who names a unit that is not under theirs in something new
// is refused without a reason; with one the unit is asked, and until its yes the
// task is led by nobody and the target is the giver's own. A year opened from
// targets that were accepted asks again.
func TestNewThingsAsk(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, head := w.Actor("vp-xa", access.Office, w.Commune), w.Actor("lanh-dao-tinh", access.Head, w.Province)
		document := apptest.Must(w.AddDocument(apptest.Ctx, office, plan.NewDocument{Unit: w.Commune, Cycle: "2023", Number: "01-NQ", Issuer: "xã", IssuedOn: "2023-01-02", Title: "x"}))(t)
		given := apptest.Must(w.AddTask(apptest.Ctx, office, tasks.NewTask{Unit: w.Commune, Name: "Nâng cấp đường tỉnh", Leads: []id.ID{w.Province}, Partners: []task.Partner{{Unit: w.Other}}, Deadline: "31/12/2023", Why: "vượt thẩm quyền"}))(t)[0]
		if given.Lead != "" || given.LeadText == "" || given.Partners[0].Unit != "" || len(given.Unclear) < 2 {
			t.Errorf("a task that asks: %+v, said %v", given.Task, given.Unclear)
		}
		province, _ := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t).Unit(w.Province, "2023-07-05")
		row := tasks.TasksImport{Unit: "bang-van", Issued: "2023-01-02", Why: "theo phụ lục", Lines: []exchange.TaskRow{{Row: 2, Name: "Việc của phụ lục", Lead: province.Code, Deadline: "31/12/2023"}}}
		if done := apptest.Must(w.ImportTasks(apptest.Ctx, office, row))(t); len(done.Rows) != 1 || len(done.Rows[0].Tasks) != 1 {
			t.Errorf("an annex that asks: %+v", done.Rows)
		}
		of := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: document, Place: 1, Name: "Đường liên xã", Wording: "5 km", UnitOfMeasure: "km", AnswerUnit: w.Province, Confirmed: true, Why: "đường tỉnh quản lý"}))(t)
		box := apptest.Must(w.Charges(apptest.Ctx, head))(t)
		if len(box.ToAnswer) != 4 || len(apptest.Must(w.Charges(apptest.Ctx, w.Actor("vp-khac", access.Office, w.Other)))(t).ToAnswer) != 1 {
			t.Fatalf("the province and what is under it are asked %d times", len(box.ToAnswer))
		}
		board := func(cycle period.Cycle) int {
			return len(apptest.Must(w.Scoreboard(apptest.Ctx, head, standing.BoardQuery{Unit: "bac-kan", Cycle: cycle}))(t).Rows)
		}
		list := func() int {
			return apptest.Must(w.TaskList(apptest.Ctx, head, tasks.Tasks{Unit: "bac-kan", As: "lead"}))(t).Count
		}
		if list() != 0 || board("2023") != 0 {
			t.Errorf("before its yes the province has %d tasks and %d targets", list(), board("2023"))
		}
		for _, c := range box.ToAnswer {
			if err := w.AnswerCharge(apptest.Ctx, head, c.ID, true, ""); err != nil {
				t.Error(c.Role, err)
			}
		}
		if list() != 2 || board("2023") != 1 {
			t.Errorf("after its yes the province has %d tasks and %d targets", list(), board("2023"))
		}
		ahead := apptest.Must(w.YearAhead(apptest.Ctx, office, "bang-van", "2024"))(t).Documents[0].Rows[0]
		if ahead.Asked.ID != w.Province || ahead.Answers.Unit.ID != w.Commune {
			t.Errorf("the year ahead: %+v", ahead)
		}
		year := plan.NewYear{Document: plan.NewDocument{Unit: w.Commune, Cycle: "2024", Number: "02-NQ", Issuer: "xã", IssuedOn: "2023-07-02", Title: "x"}, Rows: []draft.Row{{Target: of, Choice: draft.Keep, Name: "x", Wording: "6 km", Note: "x"}}}
		apptest.Must(w.OpenYear(apptest.Ctx, office, year))(t)
		again := apptest.Must(w.Charges(apptest.Ctx, head))(t).ToAnswer
		if board("2024") != 0 || len(again) != 1 || again[0].Reason != "đường tỉnh quản lý" || !strings.HasSuffix(again[0].Name, "6 km") {
			t.Fatalf("a year that is opened: %d on the province's board, asked %+v", board("2024"), again)
		}
		if err := w.AnswerCharge(apptest.Ctx, head, again[0].ID, true, ""); err != nil || board("2024") != 1 {
			t.Errorf("a yes for the year ahead: %v, %d on the board", err, board("2024"))
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("tables and log differ: %+v", v)
		}
	})
}
