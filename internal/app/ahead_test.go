package app_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// answeringSheet is a sheet of who is to answer for targets: "name,unit" lines.
func answeringSheet(lines string) sheets.Sheet {
	return sheets.Sheet{Name: "giao.csv", Content: []byte("Chỉ tiêu,Đơn vị chịu trách nhiệm,Từ ngày,Quyết định\n" + lines + "\n")}
}

// TestAnsweringAhead holds that a change decided today from a day to come changes
// nothing before its day, is shown with its day, can be taken back, and holds
// from its day on although nobody writes that day.
func TestAnsweringAhead(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		other := w.MakeUnit("hat-kiem-lam", org.Agency, w.District)
		w.On("2023-08-20")
		in := plan.NewAnswering{Targets: []id.ID{w.Forest}, Unit: other, From: "2023-09-01", Reason: "QĐ 15"}
		page := func(known period.Date) plan.TargetPage {
			return apptest.Must(w.Target(apptest.Ctx, office, w.Forest, known))(t)
		}
		enforce := func(want int) {
			t.Helper()
			if n, err := w.ComeIntoForce(apptest.Ctx, apptest.Operator); err != nil || n != want {
				t.Errorf("%d came into force, want %d: %v", n, want, err)
			}
		}
		apptest.Must(w.ChangeAnswering(apptest.Ctx, office, in))(t)
		if p := page(""); p.Answers.Unit.ID != w.Department || len(p.Coming) != 1 || p.Coming[0].From != "2023-09-01" || p.Coming[0].Answers.Unit.ID != other || p.Coming[0].Hinders != nil {
			t.Errorf("decided: answers %s, coming %+v", p.Answers.Unit.Name, p.Coming)
		}
		for name, c := range map[string]struct {
			actor access.Actor
			want  int
		}{"who will answer": {w.Actor("hat", access.Officer, other), 1}, "its head": {w.Actor("hat-truong", access.Head, other), 1}, "who answers now": {w.Actor("phong", access.Officer, w.Department), 0},
			"who may only look": {w.Actor("thanh-tra", access.Inspector, other), 0}} {
			coming := apptest.Must(w.Inbox(apptest.Ctx, c.actor))(t).Coming
			if len(coming) != c.want || c.want == 1 && (coming[0].From != "2023-09-01" || coming[0].Target.ID != w.Forest || coming[0].Unit.ID != other) {
				t.Errorf("%s sees %+v", name, coming)
			}
		}
		enforce(0)
		if p := page("2023-08-19"); len(p.Coming) != 0 {
			t.Errorf("known before it was decided: %+v", p.Coming)
		}
		for _, from := range []period.Date{"2023-09-01", "2023-12-01", "2023-08-25"} {
			again := in
			again.From, again.Unit = from, w.Commune
			if _, err := w.ChangeAnswering(apptest.Ctx, office, again); !fails(err, "app.answering_waits") {
				t.Errorf("a second one from %s: %v", from, err)
			}
		}
		far := in
		far.From = "2062-09-01"
		if _, err := w.ChangeAnswering(apptest.Ctx, office, far); err == nil {
			t.Error("a day forty years on is taken")
		}
		if err := w.WithdrawAnswering(apptest.Ctx, w.Actor("cb", access.Officer, w.District), page("").Coming[0].ID); !errs.Is(err, errs.Forbidden) {
			t.Errorf("an officer takes it back: %v", err)
		}
		first := page("").Coming[0].ID
		if err := w.WithdrawAnswering(apptest.Ctx, office, first); err != nil {
			t.Fatal(err)
		}
		if err := w.WithdrawAnswering(apptest.Ctx, office, first); !fails(err, "app.ahead_closed") {
			t.Errorf("taken back twice: %v", err)
		}
		w.On("2023-08-21")
		apptest.Must(w.ChangeAnswering(apptest.Ctx, office, in))(t)
		w.On("2023-08-31")
		enforce(0)
		w.On("2023-09-03") // the server was off on the day
		enforce(1)
		enforce(0)
		now := page("")
		if now.Answers.Unit.ID != other || len(now.Coming) != 0 {
			t.Errorf("on its day: %s, %+v", now.Answers.Unit.Name, now.Coming)
		}
		if last := now.Current(); last.Reason != "QĐ 15" || last.ByName != office.Name || last.Amended == nil || last.Amended.From != "2023-09-01" {
			t.Errorf("the history says %+v", last)
		}
		for day, want := range map[period.Date]id.ID{"2023-08-31": w.Department, "2023-09-01": other} {
			if unit, _ := now.Target.Answering(day); unit != want {
				t.Errorf("on %s %s answered", day, unit)
			}
		}
		if p := page("2023-08-25"); len(p.Coming) != 1 || p.Answers.Unit.ID != w.Department {
			t.Errorf("as known on 25/8: %+v", p.Coming)
		}
		if rows := apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: "hat-kiem-lam", Cycle: "2023"}))(t).Rows; len(rows) != 1 {
			t.Errorf("the new unit's board has %d rows", len(rows))
		}
		if v := apptest.Must(w.CheckRollup(apptest.Ctx, apptest.Operator, 100))(t); v.Alarm != nil {
			t.Errorf("standings differ: %+v", v)
		}
		if _, err := w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil); err != nil {
			t.Error(err)
		}
	})
}

// TestAnsweringAheadHindered holds that a change that cannot come into force is
// told, with why, and hinders no other.
func TestAnsweringAheadHindered(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		second := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: w.Resolution, Place: 2, Label: "2", Name: "Cây thuốc lá", Wording: "700 ha", UnitOfMeasure: "ha", AnswerUnit: w.Department, Confirmed: true}))(t)
		other := w.MakeUnit("hat-kiem-lam", org.Agency, w.District)
		w.On("2023-08-20")
		apptest.Must(w.ChangeAnswering(apptest.Ctx, office, plan.NewAnswering{Targets: []id.ID{w.Forest, second}, Unit: other, From: "2023-09-01", Reason: "QĐ 15"}))(t)
		if err := w.ReviseTarget(apptest.Ctx, office, plan.NewRevision{Target: second, Wording: "700 ha", Reason: "bỏ", Drop: true, Confirmed: true}); err != nil {
			t.Fatal(err)
		}
		w.On("2023-09-01")
		if n, err := w.ComeIntoForce(apptest.Ctx, apptest.Operator); n != 1 || !fails(err, "app.ahead_dropped") {
			t.Errorf("%d came into force: %v", n, err)
		}
		if p := apptest.Must(w.Target(apptest.Ctx, office, second, ""))(t); len(p.Coming) != 1 || !fails(p.Coming[0].Hinders, "app.ahead_dropped") {
			t.Errorf("the page does not say why: %+v", p.Coming)
		}
	})
}

// TestAnsweringFromSheet holds that a sheet changes who answers: rows without a
// unit and those that hold already change nothing, one wrong row changes none.
func TestAnsweringFromSheet(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("vp", access.Office, w.District)
		second := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: w.Resolution, Place: 2, Label: "2", Name: "Cây thuốc lá", Wording: "700 ha", UnitOfMeasure: "ha", AnswerUnit: w.Department, Confirmed: true}))(t)
		other := w.MakeUnit("hat-kiem-lam", org.Agency, w.District)
		w.On("2023-08-20")
		take := func(dry bool, lines string) (plan.AnsweringRead, error) {
			return w.AnsweringFromSheet(apptest.Ctx, office, plan.AnsweringSheet{Document: w.Resolution, From: "2023-08-01", Reason: "QĐ 15", Sheet: answeringSheet(lines), DryRun: dry})
		}
		of := func(which id.ID) id.ID {
			return apptest.Must(w.Target(apptest.Ctx, office, which, ""))(t).Answers.Unit.ID
		}
		for lines, key := range map[string]string{"Trồng rừng,không có đơn vị này": "app.people_unit", "Chỉ tiêu lạ,hat-kiem-lam": "app.answering_which",
			"Trồng rừng,hat-kiem-lam\nTrồng rừng,hat-kiem-lam": "app.import_twice", "Trồng rừng,hat-kiem-lam,32/13/2023": "period.date_unknown", "Trồng rừng,": "exchange.no_answering"} {
			if _, err := take(false, lines); !fails(err, key) && key != "period.date_unknown" || err == nil {
				t.Errorf("%q: %v", lines, err)
			}
		}
		lines := "Trồng rừng,hat-kiem-lam\nCây thuốc lá,hat-kiem-lam,01/09/2023,QĐ 16"
		if read, err := take(true, lines); err != nil || len(read.Rows) != 2 || read.Rows[0].Change != "revised" || of(w.Forest) != w.Department {
			t.Errorf("rehearsed: %v %+v", err, read.Rows)
		}
		apptest.Must(take(false, lines))(t)
		if of(w.Forest) != other || of(second) != w.Department {
			t.Error("the first at once, the second on its day")
		}
		if p := apptest.Must(w.Target(apptest.Ctx, office, second, ""))(t); len(p.Coming) != 1 || p.Coming[0].Reason != "QĐ 16" {
			t.Errorf("coming: %+v", p.Coming)
		}
		if read, err := take(false, "Trồng rừng,hat-kiem-lam"); err != nil || read.Rows[0].Change != "unchanged" {
			t.Errorf("the same again: %v", err)
		}
	})
}
