package app_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/amend"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// fails says whether an error has a key among its problems.
func fails(err error, key string) bool {
	for _, e := range errs.All(err) {
		if e.What.Key == key {
			return true
		}
	}
	return false
}

func row(w *apptest.World, asKnown period.Date) standing.BoardRow {
	w.T.Helper()
	return w.Board(asKnown).Rows[0]
}

// TestCorrectTarget holds that a mistake in a target's entries is put right from
// the day it was put right, in the target and its parts, and that the board as
// known before still reads as it did.
func TestCorrectTarget(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		officer, verifier, head := w.Actor("cb", access.Officer, w.Department), w.Actor("td", access.Verifier, w.District), w.Actor("ld", access.Head, w.District)
		if err := w.Allot(apptest.Ctx, office, plan.NewAllotment{Target: w.Forest, Parts: []plan.Part{{Unit: w.Commune, Wording: "100 ha"}}, Reason: "còn lại huyện làm"}); err != nil {
			t.Fatal(err)
		}
		w.Approved(officer, verifier, head, w.Forest, "2023-03", "500")
		before := row(w, "")
		w.On("2023-08-10")
		in := plan.NewEntries{Target: w.Forest, Label: "7", Field: "Lâm nghiệp", Name: "Trồng rừng tập trung", UnitOfMeasure: "héc-ta", Setter: target.Superior,
			Accumulation: target.Stock, AnswerUnit: w.District, Source: "biểu 02"}
		if err := w.CorrectTarget(apptest.Ctx, office, in); !fails(err, "approval.reason_needed") {
			t.Errorf("without a reason: %v", err)
		}
		in.Reason = "nhập nhầm biểu"
		if err := w.CorrectTarget(apptest.Ctx, office, in); err != nil {
			t.Fatal(err)
		}
		if err := w.CorrectTarget(apptest.Ctx, office, in); !fails(err, "app.nothing_corrected") {
			t.Errorf("the same again: %v", err)
		}
		now := row(w, "")
		if now.Name != in.Name || now.UnitOfMeasure != "héc-ta" || now.Accumulation != target.Stock || now.Setter != target.Superior || now.Label != "7" || now.Answers.Unit.ID != w.District {
			t.Errorf("not put right: %+v", now.Target)
		}
		then := row(w, "2023-08-09")
		if then.Name != before.Name || then.UnitOfMeasure != "ha" || then.Accumulation != target.Flow || then.Answers.Unit.ID != w.Department || then.Class != before.Class {
			t.Errorf("as known the day before: %+v", then.Target)
		}
		page := apptest.Must(w.Target(apptest.Ctx, office, w.Forest, ""))(t)
		if last := page.Current(); last.Reason != "nhập nhầm biểu" || last.Wording != "400 ha" || last.Amended == nil || last.Amended.Before["name"] != "Trồng rừng" {
			t.Errorf("the history says %+v", last)
		}
		if part := page.Allotted[0]; part.Name != in.Name || part.UnitOfMeasure != "héc-ta" || part.AnswerUnit != w.Commune {
			t.Errorf("the part: %+v", part.Target)
		}
		if v := apptest.Must(w.CheckRollup(apptest.Ctx, apptest.Operator, 100))(t); v.Alarm != nil {
			t.Errorf("standings differ: %+v", v)
		}
	})
}

// TestChangeOfWhoAnswers holds that who answers changes from a day: for several
// targets at once, in the boards of both units, and not before that day.
func TestChangeOfWhoAnswers(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		second := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: w.Resolution, Place: 2, Label: "2", Name: "Cây thuốc lá", Wording: "700 ha", UnitOfMeasure: "ha", AnswerUnit: w.Department, Confirmed: true}))(t)
		other := w.MakeUnit("hat-kiem-lam", org.Agency, w.District)
		in := plan.NewAnswering{Targets: []id.ID{w.Forest, second}, Unit: other, From: "2023-09-01", Reason: "QĐ 15"}
		w.On("2023-09-10")
		if n := apptest.Must(w.ChangeAnswering(apptest.Ctx, office, in))(t); n != 2 {
			t.Errorf("%d changed", n)
		}
		if _, err := w.ChangeAnswering(apptest.Ctx, office, in); !fails(err, "app.change_order") {
			t.Errorf("the same day again: %v", err)
		}
		of := func(code string, known period.Date) (names []string) {
			for _, r := range apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: code, Cycle: "2023", AsKnown: known}))(t).Rows {
				names = append(names, r.Name)
			}
			return names
		}
		if got := of("hat-kiem-lam", ""); len(got) != 2 {
			t.Errorf("the new unit's board: %v", got)
		}
		if got := of("phong-nong-nghiep", ""); len(got) != 0 {
			t.Errorf("the old unit's board: %v", got)
		}
		if got := of("phong-nong-nghiep", "2023-09-09"); len(got) != 2 {
			t.Errorf("the old unit's board as known the day before: %v", got)
		}
		d := apptest.Must(w.Directory(apptest.Ctx, office))(t)
		page := apptest.Must(w.Target(apptest.Ctx, office, w.Forest, ""))(t)
		if d.AnsweringFor(page.BoardRow.Target, "2023-08-31").Unit.ID != w.Department || d.AnsweringFor(page.BoardRow.Target, "2023-09-01").Unit.ID != other {
			t.Error("the change does not hold from its day")
		}
		person := apptest.Must(w.Person(apptest.Ctx, office, w.Holder, ""))(t)
		if len(person.Tenures[0].Targets) != 2 {
			t.Errorf("who answered once has %d targets on the page", len(person.Tenures[0].Targets))
		}
		if v := apptest.Must(w.CheckRollup(apptest.Ctx, apptest.Operator, 100))(t); v.Alarm != nil {
			t.Errorf("standings differ: %+v", v)
		}
	})
}

// TestCorrectUnit holds that each entry of a unit can be put right, that what
// was known before reads as it did, and that what would not fit is refused.
func TestCorrectUnit(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		admin := w.Actor("qt", access.Administrator, w.Province)
		made := apptest.Must(w.AddUnit(apptest.Ctx, admin, units.NewUnit{Name: "Phòng Kinh tế và Hạ tầng", Kind: org.Agency, Parent: w.District}))(t)
		d := apptest.Must(w.Directory(apptest.Ctx, admin))(t)
		v, _ := d.Unit(made, "2023-07-05")
		if v.Code != "phong-kinh-te-va-ha-tang" || v.From != "2023-01-01" {
			t.Errorf("made as %s from %s: a unit without a day begins with the year, and its code is made", v.Code, v.From)
		}
		post := apptest.Must(w.AddPost(apptest.Ctx, admin, made, "Trưởng phòng", true))(t)
		_, err := w.Appoint(apptest.Ctx, admin, units.NewAppointment{NewPerson: "Lý Văn Mẫu", Post: post, Capacity: org.Substantive, From: "2022-05-01"})
		if !fails(err, "app.older_than_unit") {
			t.Errorf("a head older than the unit: %v", err)
		}
		apptest.Must(w.Appoint(apptest.Ctx, admin, units.NewAppointment{NewPerson: "Lý Văn Mẫu", Post: post, Capacity: org.Substantive, From: "2023-02-01"}))(t)
		w.On("2023-08-01")
		in := units.NewUnit{Code: "phong-kinh-te", Name: "Phòng Kinh tế", Kind: org.Department, Parent: w.Province, Official: "060-1", Decision: "01/QĐ", From: "2020-01-01"}
		if err := w.CorrectUnit(apptest.Ctx, admin, made, "2023-01-01", in, "nhập nhầm"); err != nil {
			t.Fatal(err)
		}
		d = apptest.Must(w.Directory(apptest.Ctx, admin))(t)
		v, _ = d.Unit(made, "2021-01-01")
		if v.Name != in.Name || v.Kind != org.Department || v.Parent != w.Province || v.From != "2020-01-01" || v.Code != "phong-kinh-te" {
			t.Errorf("put right: %+v", v)
		}
		then, _ := d.Known(period.Date("2023-07-31").EndOfDay()).Unit(made, "2023-07-31")
		if then.Name != "Phòng Kinh tế và Hạ tầng" || then.Kind != org.Agency || then.Parent != w.District || then.From != "2023-01-01" || then.Code != "phong-kinh-te-va-ha-tang" {
			t.Errorf("as known before: %+v", then)
		}
		for what, c := range map[string]struct {
			in  units.NewUnit
			key string
		}{
			"under itself":         {units.NewUnit{Name: "x", Kind: org.Department, Parent: made}, "org.parent_circle"},
			"a taken code":         {units.NewUnit{Code: "ngan-son", Name: "x", Kind: org.Department, Parent: w.Province}, "org.code_taken"},
			"younger than its man": {units.NewUnit{Name: "x", Kind: org.Department, Parent: w.Province, From: "2023-03-01"}, "app.tenure_older"},
		} {
			if err := w.CorrectUnit(apptest.Ctx, admin, made, "2020-01-01", c.in, "x"); !fails(err, c.key) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if err := w.ReviseUnit(apptest.Ctx, admin, made, units.NewUnit{Name: "Phòng Tài chính", Kind: org.Department, Parent: w.Province, From: "2023-06-01"}); err != nil {
			t.Fatal(err)
		}
		if err := w.CorrectUnit(apptest.Ctx, admin, made, "2023-06-01", units.NewUnit{Name: "Phòng Tài chính", Kind: org.Department, Parent: w.Province, From: "2023-07-01"}, "nhầm tháng"); err != nil {
			t.Fatal(err)
		}
		d = apptest.Must(w.Directory(apptest.Ctx, admin))(t)
		if v, _ := d.Unit(made, "2023-06-15"); v.Name != "Phòng Kinh tế" || v.To != "2023-07-01" {
			t.Errorf("the version before does not reach to the corrected day: %+v", v)
		}
		if err := w.CorrectUnit(apptest.Ctx, admin, made, "2023-07-01", units.NewUnit{Name: "x", Kind: org.Department, Parent: w.Province, From: "2019-01-01"}, "x"); !fails(err, "app.version_order") {
			t.Errorf("before the version before: %v", err)
		}
	})
}

// TestCorrectPeople holds it of posts, people, tenures and accounts.
func TestCorrectPeople(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		admin := w.Actor("qt", access.Administrator, w.District)
		tenure := tenureOf(w, w.HeadPost)
		w.On("2023-08-01")
		if err := errors.Join(
			w.CorrectPost(apptest.Ctx, admin, w.HeadPost, "Phó Trưởng phòng phụ trách", true, "nhầm"),
			w.CorrectPerson(apptest.Ctx, admin, w.Holder, "Nguyễn Văn Mẫn", "nhầm"),
			w.CorrectAppointment(apptest.Ctx, admin, tenure, units.NewAppointment{Capacity: org.Acting, Decision: "02/QĐ", From: "2020-06-01", To: "2023-07-01"}, "nhầm"),
		); err != nil {
			t.Fatal(err)
		}
		d := apptest.Must(w.Directory(apptest.Ctx, admin))(t)
		before := d.Known(period.Date("2023-07-31").EndOfDay())
		for _, c := range []struct {
			d             *desk.Directory
			title, person string
			on            period.Date
			held          bool
		}{
			{d, "Phó Trưởng phòng phụ trách", "Nguyễn Văn Mẫn", "2023-06-30", true}, {d, "", "", "2023-07-15", false}, {d, "", "", "2020-03-01", false},
			{before, "Trưởng phòng", "Nguyễn Văn Mẫu", "2020-03-01", true},
		} {
			r := c.d.Answering(w.Department, "", c.on)
			if (r.Person.ID != "") != c.held || c.held && (r.Post.Title != c.title || r.Person.Name != c.person) {
				t.Errorf("on %s: %+v", c.on, r)
			}
		}
		if got := d.AmendmentsOf(amend.Appointment, tenure); len(got) != 1 || got[0].Before["from"] != "2020-01-01" || got[0].After["capacity"] != "acting" {
			t.Errorf("the history of the tenure: %+v", got)
		}
		account, _, err := w.CreateAccount(apptest.Ctx, admin, accounts.NewAccount{Username: "cna", Name: "Can Bo", Grants: []access.Grant{{Role: access.Officer, Unit: w.Department}}})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.CorrectAccount(apptest.Ctx, admin, account, "qt", "Cán bộ", "", "nhầm"); !fails(err, "app.username_taken") {
			t.Errorf("a taken name: %v", err)
		}
		if err := w.CorrectAccount(apptest.Ctx, admin, account, "can-a", "Cán bộ A", w.Holder, "nhầm"); err != nil {
			t.Fatal(err)
		}
		for _, one := range apptest.Must(w.Accounts(apptest.Ctx, admin))(t) {
			if one.ID == account && (one.Username != "can-a" || one.Name != "Cán bộ A" || one.Person != w.Holder) {
				t.Errorf("the account: %+v", one.Account)
			}
		}
	})
}

// TestUndo holds that what was made by mistake is taken back while nothing
// hangs on it, that a dry run does nothing, and that what hangs is named.
func TestUndo(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		admin := w.Actor("qt", access.Administrator, w.Province)
		made := w.MakeUnit("nham", org.Department, w.District)
		post := apptest.Must(w.AddPost(apptest.Ctx, admin, made, "Trưởng", true))(t)
		if err := w.UndoUnit(apptest.Ctx, admin, made, true); !fails(err, "app.hangs_post") {
			t.Errorf("a unit with a post: %v", err)
		}
		if err := w.UndoUnit(apptest.Ctx, admin, w.District, true); !fails(err, "app.hangs_target") || !fails(err, "app.hangs_document") || !fails(err, "app.hangs_unit") {
			t.Errorf("a unit with everything: %v", err)
		}
		appointed := apptest.Must(w.Appoint(apptest.Ctx, admin, units.NewAppointment{NewPerson: "Mới", Post: post, Capacity: org.Substantive, From: "2023-07-01"}))(t)
		next := apptest.Must(w.Appoint(apptest.Ctx, admin, units.NewAppointment{NewPerson: "Sau", Post: post, Capacity: org.Substantive, From: "2023-07-04", HandOver: true}))(t)
		for _, dry := range []bool{true, false} {
			goesOn := apptest.Must(w.UndoAppointment(apptest.Ctx, admin, next, dry))(t)
			if goesOn == nil || goesOn.Person.Name != "Mới" {
				t.Errorf("who goes on: %+v", goesOn)
			}
		}
		if r := apptest.Must(w.Directory(apptest.Ctx, admin))(t).Answering(made, "", "2023-07-05"); r.Person.Name != "Mới" || r.Appointment.To != period.Forever {
			t.Errorf("after it: %+v", r)
		}
		if err := w.UndoPost(apptest.Ctx, admin, post, false); !fails(err, "app.hangs_appointment") {
			t.Errorf("a held post: %v", err)
		}
		apptest.Must(w.UndoAppointment(apptest.Ctx, admin, appointed, false))(t)
		for _, dry := range []bool{true, false} {
			if err := w.UndoPost(apptest.Ctx, admin, post, dry); err != nil {
				t.Errorf("dry %v: %v", dry, err)
			}
		}
		if err := w.UndoUnit(apptest.Ctx, admin, made, false); err != nil {
			t.Error(err)
		}
		if _, err := apptest.Must(w.Directory(apptest.Ctx, admin))(t).UnitByCode("nham"); err == nil {
			t.Error("the unit is still there")
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); len(v.Findings) > 0 {
			t.Errorf("the log does not fit: %+v", v.Findings)
		}
	})
}

func TestCorrectTask(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		lead := w.Actor("cb", access.Office, w.Department)
		one := apptest.Must(w.AddTask(apptest.Ctx, office, tasks.NewTask{Unit: w.District, Name: "Rà soát quy hoạch rừng", Leads: []id.ID{w.Department}, Deadline: "30/6/2023"}))(t)[0]
		in := tasks.NewTask{Name: "Rà soát quy hoạch ba loại rừng", Leads: []id.ID{w.Commune}, Deadline: "30/9/2023", Product: "Báo cáo", Source: "TB 12",
			Partners: []task.Partner{{Unit: w.Commune}}}
		if _, err := w.CorrectTask(apptest.Ctx, office, one.ID, in, "nhầm"); !fails(err, "task.partner_leads") {
			t.Errorf("a lead that coordinates with itself: %v", err)
		}
		in.Partners = []task.Partner{{Unit: w.Department, Part: "cung cấp số liệu"}}
		if _, err := w.CorrectTask(apptest.Ctx, lead, one.ID, in, "nhầm"); err == nil {
			t.Error("the lead put it right")
		}
		if _, err := w.CorrectTask(apptest.Ctx, office, one.ID, in, "nhầm"); err != nil {
			t.Fatal(err)
		}
		p := apptest.Must(w.Task(apptest.Ctx, office, one.ID))(t)
		if p.Name != in.Name || p.Lead != w.Commune || p.State.Due != "2023-09-30" || p.First != "2023-09-30" || p.Product != "Báo cáo" || len(p.Partners) != 1 || p.Status == task.RunningLate {
			t.Errorf("put right: %+v", p.Task)
		}
		if e := p.Events[0]; e.Step != task.Correct || e.Amended.Before["name"] != "Rà soát quy hoạch rừng" || e.Amended.After["lead"] != string(w.Commune) {
			t.Errorf("its history: %+v", e)
		}
		if list := apptest.Must(w.TaskList(apptest.Ctx, office, tasks.Tasks{Unit: "ngan-son", Words: "ba loại"}))(t); list.Count != 1 {
			t.Error("not found by its right words")
		}
		if err := w.UndoTask(apptest.Ctx, office, one.ID, false); !fails(err, "app.hangs_step") {
			t.Errorf("a task with a step: %v", err)
		}
		other := apptest.Must(w.AddTask(apptest.Ctx, office, tasks.NewTask{Unit: w.District, Name: "Việc giao nhầm", Leads: []id.ID{w.Department}, Deadline: "30/9/2023"}))(t)[0]
		if err := errors.Join(w.UndoTask(apptest.Ctx, office, other.ID, true), w.UndoTask(apptest.Ctx, office, other.ID, false)); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Task(apptest.Ctx, office, other.ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("after it: %v", err)
		}
	})
}

// TestUndoSteps holds that a step with many tasks is taken back whole: not after
// a day, not by another, not once somebody went on from it.
func TestUndoSteps(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, another := w.Actor("vp", access.Office, w.District), w.Actor("vp2", access.Office, w.District)
		var all []id.ID
		for _, name := range []string{"một", "hai", "ba"} {
			all = append(all, apptest.Must(w.AddTask(apptest.Ctx, office, tasks.NewTask{Unit: w.District, Name: "Nhiệm vụ thứ " + name, Leads: []id.ID{w.Department}, Deadline: "30/9/2023"}))(t)[0].ID)
		}
		if _, _, err := w.UndoSteps(apptest.Ctx, office, time.Time{}, true); !fails(err, "app.undo_nothing") {
			t.Errorf("nothing done yet: %v", err)
		}
		if err := w.ActOnTasks(apptest.Ctx, office, all, task.Event{Step: task.Move, To: w.Commune, Text: "chuyển"}); err != nil {
			t.Fatal(err)
		}
		if _, _, err := w.UndoSteps(apptest.Ctx, another, time.Time{}, true); !fails(err, "app.undo_nothing") {
			t.Errorf("another's step: %v", err)
		}
		undoable := func(who access.Actor) bool { return apptest.Must(w.Task(apptest.Ctx, who, all[0]))(t).Undoable }
		if !undoable(office) || undoable(another) {
			t.Error("it is offered to whom it works for")
		}
		rows, at, err := w.UndoSteps(apptest.Ctx, office, time.Time{}, true)
		if err != nil || len(rows) != 3 || rows[0].Lead != w.Department {
			t.Errorf("a dry run: %v %+v", err, rows)
		}
		if p := apptest.Must(w.Task(apptest.Ctx, office, all[0]))(t); p.Lead != w.Commune {
			t.Error("a dry run did it")
		}
		if rows, _, err = w.UndoSteps(apptest.Ctx, office, at, false); err != nil || len(rows) != 3 {
			t.Fatalf("%v %d", err, len(rows))
		}
		for _, one := range all {
			if p := apptest.Must(w.Task(apptest.Ctx, office, one))(t); p.Lead != w.Department || p.Post != w.HeadPost || len(p.Events) != 0 {
				t.Errorf("after it: %+v", p.Task)
			}
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); len(v.Findings) > 0 {
			t.Errorf("the log does not fit: %+v", v.Findings)
		}
		*w.Clock = w.Clock.Add(time.Minute)
		if err := w.ActOnTasks(apptest.Ctx, office, all, task.Event{Step: task.Pause, Text: "chờ"}); err != nil {
			t.Fatal(err)
		}
		apptest.Must(w.ActOnTask(apptest.Ctx, another, all[1], task.Event{Step: task.Comment, Text: "đã biết"}))(t)
		if _, _, err := w.UndoSteps(apptest.Ctx, office, time.Time{}, false); !fails(err, "app.undo_overtaken") {
			t.Errorf("after another's word: %v", err)
		}
		*w.Clock = w.Clock.Add(25 * time.Hour)
		if undoable(office) {
			t.Error("offered a day later")
		}
		if _, _, err := w.UndoSteps(apptest.Ctx, office, time.Time{}, false); !fails(err, "app.undo_late") {
			t.Errorf("a day later: %v", err)
		}
	})
}

func TestCorrectDocument(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		in := plan.NewDocument{Number: "21-NQ/HU", Issuer: "Huyện ủy Ngân Sơn", IssuedOn: "2022-12-21", Title: "Nghị quyết về nhiệm vụ năm 2023"}
		if err := w.CorrectDocument(apptest.Ctx, office, w.Resolution, in, "gõ nhầm số"); err != nil {
			t.Fatal(err)
		}
		doc := apptest.Must(w.Document(apptest.Ctx, office, w.Resolution, ""))(t)
		if doc.Number != "21-NQ/HU" || doc.IssuedOn != "2022-12-21" || len(doc.Amendments) != 1 || doc.Amendments[0].Before["number"] != "12-NQ/HU" {
			t.Errorf("put right: %+v", doc)
		}
		apptest.Must(w.AddDocument(apptest.Ctx, office, plan.NewDocument{Unit: w.District, Cycle: "2023", Number: "22-NQ/HU", Issuer: in.Issuer, IssuedOn: in.IssuedOn, Title: "x"}))(t)
		in.Number = "22-NQ/HU"
		if err := w.CorrectDocument(apptest.Ctx, office, w.Resolution, in, "x"); !fails(err, "app.document_exists") {
			t.Errorf("another has the number: %v", err)
		}
		if found := apptest.Must(w.Documents(apptest.Ctx, office, w.District, "2023"))(t); len(found) != 2 || !strings.Contains(found[0].Title+found[1].Title, "Nghị quyết") {
			t.Errorf("%+v", found)
		}
	})
}

// TestDocumentAsKnown holds that what is put right in a document leaves it as it
// was read before: on its own page, the list, its target's page and the board;
// and that nothing shows it before it was entered.
func TestDocumentAsKnown(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		was := apptest.Must(w.Document(apptest.Ctx, office, w.Resolution, ""))(t)
		entered := period.DateOf(*w.Clock)
		*w.Clock = w.Clock.AddDate(0, 0, 3)
		right := plan.NewDocument{Number: "21-NQ/HĐND", Issuer: "Hội đồng nhân dân huyện", IssuedOn: "2022-12-29", Title: "Nghị quyết đúng"}
		if err := w.CorrectDocument(apptest.Ctx, office, w.Resolution, right, "gõ nhầm"); err != nil {
			t.Fatal(err)
		}
		*w.Clock = w.Clock.AddDate(0, 0, 3)
		right.Title = "Nghị quyết đúng hơn"
		if err := w.CorrectDocument(apptest.Ctx, office, w.Resolution, right, "thiếu chữ"); err != nil {
			t.Fatal(err)
		}
		readings := func(day period.Date) (out []target.Document) {
			out = append(out, apptest.Must(w.Document(apptest.Ctx, office, w.Resolution, day))(t).Document)
			out = append(out, apptest.Must(w.Resolutions(apptest.Ctx, office, "ngan-son", "2023", day))(t).Rows[0].Document)
			b := apptest.Must(w.Scoreboard(apptest.Ctx, office, standing.BoardQuery{Unit: "ngan-son", Cycle: "2023", AsKnown: day}))(t)
			return append(out, b.Rows[0].Document, apptest.Must(w.Target(apptest.Ctx, office, b.Rows[0].Target.ID, day))(t).Document)
		}
		for _, c := range []struct {
			day                   period.Date
			number, issuer, title string
			issued                period.Date
			amended               int
		}{
			{entered, was.Number, was.Issuer, was.Title, was.IssuedOn, 0},
			{entered.AddDays(2), was.Number, was.Issuer, was.Title, was.IssuedOn, 0},
			{entered.AddDays(3), right.Number, right.Issuer, "Nghị quyết đúng", right.IssuedOn, 1},
			{entered.AddDays(6), right.Number, right.Issuer, right.Title, right.IssuedOn, 2},
			{"", right.Number, right.Issuer, right.Title, right.IssuedOn, 2},
		} {
			for i, doc := range readings(c.day) {
				if doc.Number != c.number || doc.Issuer != c.issuer || doc.Title != c.title || doc.IssuedOn != c.issued {
					t.Errorf("reading %d on %q: %+v", i, c.day, doc)
				}
			}
			if p := apptest.Must(w.Document(apptest.Ctx, office, w.Resolution, c.day))(t); len(p.Amendments) != c.amended || len(p.Targets) != 1 {
				t.Errorf("on %q: %d amendments, %d targets", c.day, len(p.Amendments), len(p.Targets))
			}
		}
		if _, err := w.Document(apptest.Ctx, office, w.Resolution, entered.AddDays(-1)); !fails(err, "app.not_known_then") {
			t.Errorf("before it was entered: %v", err)
		}
		if rows := apptest.Must(w.Resolutions(apptest.Ctx, office, "ngan-son", "2023", entered.AddDays(-1)))(t).Rows; len(rows) != 0 {
			t.Errorf("listed before it was entered: %+v", rows)
		}
	})
}

// TestCorrectBySet holds that each subject can be put right by the entries that
// are wrong only, and that an entry nobody knows is refused.
func TestCorrectBySet(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		given := w.Given(tasks.NewTask{Name: "Rà soát quy hoạch rừng", Leads: []id.ID{w.Department}, Deadline: "30/6/2023"}).ID
		account, _, err := w.CreateAccount(apptest.Ctx, apptest.Operator, accounts.NewAccount{Username: "cna", Name: "A", Grants: []access.Grant{{Role: access.Officer, Unit: w.Department}}})
		if err != nil {
			t.Fatal(err)
		}
		for subject, c := range map[string]struct {
			of  id.ID
			set map[string]string
		}{
			"target": {w.Forest, map[string]string{"uom": "cây", "answer_unit": "ngan-son"}}, "document": {w.Resolution, map[string]string{"number": "21-NQ/HU", "issued_on": "21/12/2022"}},
			"task": {given, map[string]string{"lead": "bang-van", "deadline": "30/9/2023", "partners": "phong-nong-nghiep"}}, "unit": {w.Department, map[string]string{"name": "Phòng Nông nghiệp"}},
			"post": {w.HeadPost, map[string]string{"title": "Trưởng phòng NN"}}, "person": {w.Holder, map[string]string{"name": "Nguyễn Văn Mẫn"}},
			"appointment": {tenureOf(w, w.HeadPost), map[string]string{"from": "01/02/2020", "capacity": "acting"}}, "account": {account, map[string]string{"username": "can-a"}},
		} {
			in := app.Correction{Subject: subject, Object: c.of, Set: c.set, Reason: "gõ nhầm"}
			if err := w.Correct(apptest.Ctx, apptest.Operator, in); err != nil {
				t.Errorf("%s: %v", subject, err)
			}
			in.Set = map[string]string{"mau_sac": "xanh"}
			if err := w.Correct(apptest.Ctx, apptest.Operator, in); !fails(err, "app.entry_unknown") {
				t.Errorf("%s with an unknown entry: %v", subject, err)
			}
		}
		row, p := row(w, ""), apptest.Must(w.Task(apptest.Ctx, apptest.Operator, given))(t)
		if row.UnitOfMeasure != "cây" || row.Name != "Trồng rừng" || row.AnswerUnit != w.District || p.Lead != w.Commune || p.State.Due != "2023-09-30" || p.Partners[0].Unit != w.Department {
			t.Errorf("%+v %+v", row.Target, p.Task)
		}
		if err := w.Correct(apptest.Ctx, apptest.Operator, app.Correction{Subject: "cloud"}); !fails(err, "app.subject_unknown") {
			t.Errorf("a subject nobody knows: %v", err)
		}
		for subject, of := range map[string]id.ID{"unit": w.District, "post": w.HeadPost, "appointment": tenureOf(w, w.HeadPost), "task": given, "steps": "", "cloud": ""} {
			if err := w.Undo(apptest.Ctx, apptest.Operator, subject, of, true); err == nil && subject != "appointment" {
				t.Errorf("%s could be taken back", subject)
			}
		}
	})
}

// TestAllotmentListsUnitsFormedInTheYear: a unit that came to stand below within
// the year is listed, and can be allotted its part.
func TestAllotmentListsUnitsFormedInTheYear(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		made := apptest.Must(w.AddUnit(apptest.Ctx, apptest.Operator, units.NewUnit{Name: "Xã Mới", Kind: org.Commune, Parent: w.District, From: "2023-05-01"}))(t)
		listed := false
		for _, r := range apptest.Must(w.AllotmentRows(apptest.Ctx, office, w.Forest))(t) {
			listed = listed || r.Answers.Unit.ID == made
		}
		if !listed {
			t.Error("the unit formed in the year is not listed")
		}
		if err := w.Allot(apptest.Ctx, office, plan.NewAllotment{Target: w.Forest, Parts: []plan.Part{{Unit: made, Wording: "400 ha"}}}); err != nil {
			t.Error(err)
		}
	})
}
