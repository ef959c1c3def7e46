package app_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// mixed does things to a body of units at random, as its officers would.
type mixed struct {
	*world
	random  *rand.Rand
	day     period.Date
	targets []id.ID
	last    []id.ID // newest observation of each target
	merged  bool

	officer, verifier, head, office access.Actor
}

func newMixed(w *world, seed uint64) *mixed {
	m := &mixed{world: w, random: rand.New(rand.NewPCG(seed, 1)), day: "2023-07-06"}
	w.on(m.day)
	m.officer, m.verifier = w.account("can-bo", access.Officer, w.province), w.account("tham-dinh", access.Verifier, w.province)
	m.head, m.office = w.account("lanh-dao", access.Head, w.province), w.account("van-phong", access.Office, w.province)
	second := w.unit("thuong-an", org.Commune, w.district)
	m.targets = []id.ID{w.forest, w.otherTarget}
	for _, unit := range []id.ID{w.commune, second} {
		doc := must(w.AddDocument(ctx, operator, app.NewDocument{Unit: unit, Cycle: "2023", Number: "5", Issuer: string(unit), IssuedOn: "2022-12-25", Title: "Chỉ tiêu"}))(w.t)
		for i, wording := range []string{"40 ha", "dưới 5%", "không để xảy ra cháy rừng", "từ 90% trở lên"} {
			names := []string{"Trồng rừng", "Tỷ lệ hộ nghèo", "Cháy rừng", "Tỷ lệ trẻ đến trường"}
			kinds := []target.Accumulation{target.Flow, target.Stock, target.EventCount, target.Stock}
			m.targets = append(m.targets, must(w.AddTarget(ctx, operator, app.NewTarget{Document: doc, Place: i + 1, Label: fmt.Sprint(i + 1), Name: names[i],
				Wording: wording, UnitOfMeasure: []string{"ha", "%", "vụ", "%"}[i], Accumulation: kinds[i], AnswerUnit: unit, Confirmed: true}))(w.t))
		}
	}
	m.last = make([]id.ID, len(m.targets))
	return m
}

// step does one thing; what the rules refuse is nothing done.
func (m *mixed) step() string {
	if m.random.IntN(3) == 0 {
		m.day = min(m.day.AddDays(m.random.IntN(25)), "2024-02-20")
		m.on(m.day)
	}
	*m.clock = m.clock.Add(time.Second)
	i := m.random.IntN(len(m.targets))
	which := m.targets[i]
	switch n := m.random.IntN(20); {
	case n < 9:
		months := period.Cycle("2023").Months()
		o, err := m.Report(ctx, m.officer, app.NewReport{Target: which, Month: months[m.random.IntN(12)], Text: fmt.Sprint(m.random.IntN(60)), Cumulative: m.random.IntN(2) == 0, Final: true})
		if err == nil {
			m.last[i] = o.ID
			_, _ = m.Advance(ctx, m.verifier, o.ID, approval.Verify, "")
			_, _ = m.Advance(ctx, m.head, o.ID, approval.Approve, "")
		}
		return fmt.Sprint("report ", err)
	case n < 12 && m.last[i] != "":
		_, err := m.Advance(ctx, m.office, m.last[i], approval.Reopen, "nhầm")
		return fmt.Sprint("reopen ", err)
	case n < 14:
		return fmt.Sprint("revise ", m.ReviseTarget(ctx, m.office, app.NewRevision{Target: which, Wording: fmt.Sprint(m.random.IntN(50)+1, " ha"), Reason: "điều chỉnh", Confirmed: true}))
	case n < 15:
		return fmt.Sprint("drop ", m.ReviseTarget(ctx, m.office, app.NewRevision{Target: which, Drop: true, Reason: "bỏ"}))
	case n < 16:
		return fmt.Sprint("restore ", m.ReviseTarget(ctx, m.office, app.NewRevision{Target: which, Reason: "khôi phục"}))
	case n < 18:
		return fmt.Sprint("confirm ", m.ConfirmClass(ctx, m.office, which, criterion.Classes()[m.random.IntN(4)], "xem xét"))
	case n < 19:
		return fmt.Sprint("move ", m.ReviseUnit(ctx, operator, m.commune, app.NewUnit{Code: "bang-van", Name: "bang-van", Kind: org.Commune,
			Parent: []id.ID{m.district, m.other}[m.random.IntN(2)], From: m.day}))
	case !m.merged && m.random.IntN(8) == 0:
		to := org.Destination{Official: "x1", Name: "Xã Bằng Vân mới", Parent: "ngan-son"}
		_, err := m.Reorganise(ctx, operator, app.Reorganisation{On: m.day, Decision: "01/NQ", Moves: []org.Move{{Row: 2, Old: "bang-van", New: to}, {Row: 3, Old: "thuong-an", New: to}}})
		m.merged = err == nil
		return fmt.Sprint("merge ", err)
	}
	return "nothing"
}

// TestBookFollows: whatever is done, the book brought up to date step by step
// is the same as one made anew, and as every board worked out from the records.
func TestBookFollows(t *testing.T) {
	steps := map[string]int{"sqlite": 250, "postgresql": 60}
	eachEngine(t, func(t *testing.T, w *world) {
		seed := rand.Uint64()
		m := newMixed(w, seed)
		engine := t.Name()[len("TestBookFollows/"):]
		for n := range steps[engine] {
			did := m.step()
			if n%5 != 0 && n < steps[engine]-1 {
				continue
			}
			v := must(w.CheckRollup(ctx, operator, 0))(t)
			if v.Alarm != nil {
				t.Fatalf("seed %d, step %d (%s): %+v", seed, n, did, *v.Alarm)
			}
			if v.Boards == 0 || v.Targets == 0 {
				t.Fatal("nothing was compared")
			}
		}
		for _, known := range []period.Date{"", "2023-06-30", "2023-11-01"} {
			for _, unit := range []string{"bac-kan", "ngan-son"} {
				q := app.BelowQuery{BoardQuery: app.BoardQuery{Unit: unit, Cycle: "2023", AsKnown: known}}
				have, want := must(w.UnitsBelow(ctx, operator, q))(t), must(w.another().UnitsBelow(ctx, operator, q))(t)
				if !reflect.DeepEqual(have, want) {
					t.Errorf("seed %d: %s as known %q:\n%+v\n%+v", seed, unit, known, have, want)
				}
			}
		}
	})
}

// A board that the records do not bear out raises the alarm, and the book is mended.
func TestBookAlarms(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	w := newWorld(t, path)
	officer, verifier, head := w.account("can-bo", access.Officer, w.department), w.account("tham-dinh", access.Verifier, w.district), w.account("lanh-dao", access.Head, w.district)
	w.on("2023-12-20")
	w.approved(officer, verifier, head, w.forest, "2023-12", "500")
	q := app.BelowQuery{BoardQuery: app.BoardQuery{Unit: "bac-kan", Cycle: "2023"}}
	before := must(w.UnitsBelow(ctx, operator, q))(t)
	if before.Rows[1].Count[criterion.Exceeded] != 1 || before.Rows[1].Reached != 1 {
		t.Fatalf("before: %+v", before.Rows)
	}
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if _, err := raw.Exec(`UPDATE observation_step SET state = 'returned' WHERE state = 'approved'`); err != nil { // behind the ledger's back
		t.Fatal(err)
	}
	v := must(w.CheckRollup(ctx, operator, 0))(t)
	if v.Alarm == nil || v.Alarm.Target != w.forest || v.Alarm.Have != "exceeded" || v.Alarm.Want != "not_assessed" {
		t.Fatalf("no alarm: %+v", v.Alarm)
	}
	if w.RollupAlarm() == nil {
		t.Error("the alarm is not kept")
	}
	after := must(w.UnitsBelow(ctx, operator, q))(t)
	if after.Rows[1].Count[criterion.Exceeded] != 0 {
		t.Errorf("not mended: %+v", after.Rows[1])
	}
}

func TestUnitsBelow(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		officer, verifier, head := w.account("can-bo", access.Officer, w.province), w.account("tham-dinh", access.Verifier, w.province), w.account("lanh-dao", access.Head, w.province)
		w.on("2023-12-20")
		w.approved(officer, verifier, head, w.forest, "2023-11", "500")
		w.on("2024-01-05")
		w.approved(officer, verifier, head, w.otherTarget, "2023-12", "100,5")
		q := app.BelowQuery{BoardQuery: app.BoardQuery{Unit: "bac-kan", Cycle: "2023"}}
		b := must(w.UnitsBelow(ctx, operator, q))(t)
		if len(b.Rows) != 2 || b.Month != "2023-12" || len(b.Indicators) != 1 || b.Indicators[0].Sum == nil || b.Indicators[0].Sum.String() != "600.5" {
			t.Fatalf("%+v", b)
		}
		other, own := b.Rows[0], b.Rows[1]
		if own.Unit.ID != w.district {
			other, own = own, other
		}
		if own.Count[criterion.Exceeded] != 1 || own.Reported != 0 || own.Newest != "2023-11" || other.Count[criterion.NotMet] != 1 || other.Reported != 1 {
			t.Errorf("own %+v, other %+v", own, other)
		}
		q.AsKnown = "2023-12-31"
		if then := must(w.UnitsBelow(ctx, operator, q))(t); then.Rows[0].Count[criterion.NotMet]+then.Rows[1].Count[criterion.NotMet] != 0 || then.Indicators[0].Sum.String() != "500" {
			t.Errorf("as known at the year's end: %+v", then)
		}
		q.AsKnown, q.Indicator = "", b.Indicators[0].Indicator
		if chosen := must(w.UnitsBelow(ctx, operator, q))(t); chosen.Chosen == nil || chosen.Rows[0].Chosen == nil || chosen.Rows[1].Chosen == nil {
			t.Errorf("chosen: %+v", chosen.Chosen)
		}
		// the department was set no targets: it stands by those it answers for
		q = app.BelowQuery{BoardQuery: app.BoardQuery{Unit: "ngan-son", Cycle: "2023"}}
		for _, row := range must(w.UnitsBelow(ctx, operator, q))(t).Rows {
			if want := map[id.ID]int{w.department: 1}[row.Unit.ID]; row.Total() != want {
				t.Errorf("%s has %d targets, want %d", row.Unit.Code, row.Total(), want)
			}
		}
		if _, err := w.UnitsBelow(ctx, w.account("xa", access.Officer, w.commune), q); err == nil {
			t.Error("an officer of a commune reads the district")
		}
	})
}
