package standing_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"

	"github.com/google/go-cmp/cmp"
)

// mixed does things to a body of units at random, as its officers would.
type mixed struct {
	*apptest.World
	random  *rand.Rand
	day     period.Date
	targets []id.ID
	last    []id.ID // newest observation of each target
	merged  bool

	officer, verifier, head, office access.Actor
}

func newMixed(w *apptest.World, seed uint64) *mixed {
	m := &mixed{World: w, random: rand.New(rand.NewPCG(seed, 1)), day: "2023-07-06"}
	w.On(m.day)
	m.officer, m.verifier = w.Actor("can-bo", access.Officer, w.Province), w.Actor("tham-dinh", access.Verifier, w.Province)
	m.head, m.office = w.Actor("lanh-dao", access.Head, w.Province), w.Actor("van-phong", access.Office, w.Province)
	second := w.MakeUnit("thuong-an", org.Commune, w.District)
	m.targets = []id.ID{w.Forest, w.OtherForest}
	for _, unit := range []id.ID{w.Commune, second} {
		doc := apptest.Must(w.AddDocument(apptest.Ctx, apptest.Operator, plan.NewDocument{Unit: unit, Cycle: "2023", Number: "5", Issuer: string(unit), IssuedOn: "2022-12-25", Title: "Chỉ tiêu"}))(w.T)
		for i, wording := range []string{"40 ha", "dưới 5%", "không để xảy ra cháy rừng", "từ 90% trở lên"} {
			names := []string{"Trồng rừng", "Tỷ lệ hộ nghèo", "Cháy rừng", "Tỷ lệ trẻ đến trường"}
			kinds := []target.Accumulation{target.Flow, target.Stock, target.EventCount, target.Stock}
			m.targets = append(m.targets, apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: doc, Place: i + 1, Label: fmt.Sprint(i + 1), Name: names[i],
				Wording: wording, UnitOfMeasure: []string{"ha", "%", "vụ", "%"}[i], Accumulation: kinds[i], AnswerUnit: unit, Confirmed: true}))(w.T))
		}
	}
	m.last = make([]id.ID, len(m.targets))
	return m
}

// step does one thing; what the rules refuse is nothing done.
func (m *mixed) step() string {
	if m.random.IntN(3) == 0 {
		if next := min(m.day.AddDays(m.random.IntN(25)), "2024-02-20"); next > m.day { // a clock that goes back is mended, but keeps fewer rows within the day
			m.day = next
			m.On(m.day)
		}
	}
	*m.Clock = m.Clock.Add(time.Second)
	i := m.random.IntN(len(m.targets))
	which := m.targets[i]
	switch n := m.random.IntN(20); {
	case n < 9:
		months := period.Cycle("2023").Months()
		o, err := m.Report(apptest.Ctx, m.officer, figures.NewReport{Target: which, Month: months[m.random.IntN(12)], Text: fmt.Sprint(m.random.IntN(60)), Cumulative: m.random.IntN(2) == 0, Final: true})
		if err == nil {
			m.last[i] = o.ID
			_, _ = m.Advance(apptest.Ctx, m.verifier, o.ID, approval.Verify, "")
			_, _ = m.Advance(apptest.Ctx, m.head, o.ID, approval.Approve, "")
		}
		return fmt.Sprint("report ", err)
	case n < 12 && m.last[i] != "":
		_, err := m.Advance(apptest.Ctx, m.office, m.last[i], approval.Reopen, "nhầm")
		return fmt.Sprint("reopen ", err)
	case n < 14:
		return fmt.Sprint("revise ", m.ReviseTarget(apptest.Ctx, m.office, plan.NewRevision{Target: which, Wording: fmt.Sprint(m.random.IntN(50)+1, " ha"), Reason: "điều chỉnh", Confirmed: true}))
	case n < 15:
		return fmt.Sprint("drop ", m.ReviseTarget(apptest.Ctx, m.office, plan.NewRevision{Target: which, Drop: true, Reason: "bỏ"}))
	case n < 16:
		return fmt.Sprint("restore ", m.ReviseTarget(apptest.Ctx, m.office, plan.NewRevision{Target: which, Reason: "khôi phục"}))
	case n < 18:
		return fmt.Sprint("confirm ", m.ConfirmClass(apptest.Ctx, m.office, which, criterion.Classes()[m.random.IntN(4)], "xem xét"))
	case n < 19:
		return fmt.Sprint("move ", m.ReviseUnit(apptest.Ctx, apptest.Operator, m.Commune, units.NewUnit{Code: "bang-van", Name: "bang-van", Kind: org.Commune,
			Parent: []id.ID{m.District, m.Other}[m.random.IntN(2)], From: m.day}))
	case !m.merged && m.random.IntN(8) == 0:
		to := org.Destination{Official: "x1", Name: "Xã Bằng Vân mới", Parent: "ngan-son"}
		_, err := m.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: m.day, Decision: "01/NQ", Moves: []org.Move{{Row: 2, Old: "bang-van", New: to}, {Row: 3, Old: "thuong-an", New: to}}})
		m.merged = err == nil
		return fmt.Sprint("merge ", err)
	}
	return "nothing"
}

// TestStandingsFollow: whatever is done, what is kept of how targets stand is what
// follows from the records, now and on a past day; and worked out anew it is the same.
func TestStandingsFollow(t *testing.T) {
	steps := map[string]int{"sqlite": 250, "postgresql": 60}
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		seed := rand.Uint64()
		m := newMixed(w, seed)
		engine := t.Name()[len("TestStandingsFollow/"):]
		for n := range steps[engine] {
			did := m.step()
			if n%5 != 0 && n < steps[engine]-1 {
				continue
			}
			v := apptest.Must(w.CheckRollup(apptest.Ctx, apptest.Operator, 0))(t)
			if v.Alarm != nil {
				t.Fatalf("seed %d, step %d (%s): %+v", seed, n, did, *v.Alarm)
			}
			if v.Boards == 0 || v.Targets == 0 {
				t.Fatal("nothing was compared")
			}
		}
		kept := standingRows(t, w)
		apptest.RawExec(t, w, "UPDATE standing_fill SET rules = 'older'")
		again, err := store.Open(apptest.Ctx, w.DSN)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		if diff := cmp.Diff(kept, standingRows(t, w)); diff != "" {
			t.Errorf("seed %d: as kept, and made anew:\n%s", seed, diff)
		}
	})
}

// standingRows gives all that is kept of how targets stand and stood, and their counts.
func standingRows(t *testing.T, w *apptest.World) []string {
	t.Helper()
	raw := apptest.RawOpen(t, w)
	defer raw.Close()
	var out []string
	for _, query := range []string{"SELECT target_id || ' ' || at || ' ' || class || ' ' || amounts || ' ' || actual || ' ' || why FROM standing ORDER BY target_id, at",
		"SELECT unit_id || ' ' || cycle || ' ' || role || ' ' || day || ' ' || exceeded || ' ' || met || ' ' || not_met || ' ' || not_assessed || ' ' || reported FROM standing_count ORDER BY unit_id, cycle, role, day"} {
		rows, err := raw.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			out = append(out, line)
		}
		if rows.Close(); rows.Err() != nil {
			t.Fatal(rows.Err())
		}
	}
	if len(out) < 20 {
		t.Fatalf("only %d rows", len(out))
	}
	return out
}

// A standing that the records do not bear out raises the alarm, and is mended.
func TestStandingsAlarm(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.db")
	w := apptest.New(t, path)
	officer, verifier, head := w.Actor("can-bo", access.Officer, w.Department), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
	w.On("2023-12-20")
	w.Approved(officer, verifier, head, w.Forest, "2023-12", "500")
	q := standing.BelowQuery{BoardQuery: standing.BoardQuery{Unit: "bac-kan", Cycle: "2023"}}
	before := apptest.Must(w.UnitsBelow(apptest.Ctx, apptest.Operator, q))(t)
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
	v := apptest.Must(w.CheckRollup(apptest.Ctx, apptest.Operator, 0))(t)
	if v.Alarm == nil || v.Alarm.Target != w.Forest || v.Alarm.Have != "exceeded" || v.Alarm.Want != "not_assessed" {
		t.Fatalf("no alarm: %+v", v.Alarm)
	}
	if alarm, err := w.Another().RollupAlarm(apptest.Ctx); err != nil || alarm == nil || alarm.Target != w.Forest { // another node knows
		t.Error("the alarm is not kept")
	}
	after := apptest.Must(w.UnitsBelow(apptest.Ctx, apptest.Operator, q))(t)
	if after.Rows[1].Count[criterion.Exceeded] != 0 {
		t.Errorf("not mended: %+v", after.Rows[1])
	}
}

func TestUnitsBelow(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer, verifier, head := w.Actor("can-bo", access.Officer, w.Province), w.Actor("tham-dinh", access.Verifier, w.Province), w.Actor("lanh-dao", access.Head, w.Province)
		w.On("2023-12-20")
		w.Approved(officer, verifier, head, w.Forest, "2023-11", "500")
		w.On("2024-01-05")
		w.Approved(officer, verifier, head, w.OtherForest, "2023-12", "100,5")
		q := standing.BelowQuery{BoardQuery: standing.BoardQuery{Unit: "bac-kan", Cycle: "2023"}}
		b := apptest.Must(w.UnitsBelow(apptest.Ctx, apptest.Operator, q))(t)
		if len(b.Rows) != 2 || b.Month != "2023-12" || len(b.Indicators) != 1 || b.Indicators[0].Sum == nil || b.Indicators[0].Sum.String() != "600.5" {
			t.Fatalf("%+v", b)
		}
		other, own := b.Rows[0], b.Rows[1]
		if own.Unit.ID != w.District {
			other, own = own, other
		}
		if own.Count[criterion.Exceeded] != 1 || own.Reported != 0 || own.Newest != "2023-11" || other.Count[criterion.NotMet] != 1 || other.Reported != 1 {
			t.Errorf("own %+v, other %+v", own, other)
		}
		q.AsKnown = "2023-12-31"
		if then := apptest.Must(w.UnitsBelow(apptest.Ctx, apptest.Operator, q))(t); then.Rows[0].Count[criterion.NotMet]+then.Rows[1].Count[criterion.NotMet] != 0 || then.Indicators[0].Sum.String() != "500" {
			t.Errorf("as known at the year's end: %+v", then)
		}
		q.AsKnown, q.Indicator = "", b.Indicators[0].Indicator
		if chosen := apptest.Must(w.UnitsBelow(apptest.Ctx, apptest.Operator, q))(t); chosen.Chosen == nil || chosen.Rows[0].Chosen == nil || chosen.Rows[1].Chosen == nil {
			t.Errorf("chosen: %+v", chosen.Chosen)
		}
		// the department was set no targets: it stands by those it answers for
		q = standing.BelowQuery{BoardQuery: standing.BoardQuery{Unit: "ngan-son", Cycle: "2023"}}
		for _, row := range apptest.Must(w.UnitsBelow(apptest.Ctx, apptest.Operator, q))(t).Rows {
			if want := map[id.ID]int{w.Department: 1}[row.Unit.ID]; row.Total() != want {
				t.Errorf("%s has %d targets, want %d", row.Unit.Code, row.Total(), want)
			}
		}
		if _, err := w.UnitsBelow(apptest.Ctx, w.Actor("xa", access.Officer, w.Commune), q); err == nil {
			t.Error("an officer of a commune reads the district")
		}
	})
}

// What an allotment sets is counted at once, on every node, before anybody
// opens the board of the unit it was allotted to.
func TestAllotmentCountsAtOnce(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		q := standing.BelowQuery{BoardQuery: standing.BoardQuery{Unit: "ngan-son", Cycle: "2023"}}
		totals := func(a *app.App) map[string]int {
			out := map[string]int{}
			for _, row := range apptest.Must(a.UnitsBelow(apptest.Ctx, apptest.Operator, q))(t).Rows {
				out[row.Unit.Code] = row.Total()
			}
			return out
		}
		other := w.Another()
		if n := totals(w.App)["bang-van"] + totals(other)["bang-van"]; n != 0 {
			t.Fatalf("%d targets before", n)
		}
		if err := w.Allot(apptest.Ctx, apptest.Operator, plan.NewAllotment{Target: w.Forest, Parts: []plan.Part{{Unit: w.Commune, Wording: "400 ha"}}}); err != nil {
			t.Fatal(err)
		}
		for name, a := range map[string]*app.App{"where it was written": w.App, "another that ran": other, "one that starts": w.Another()} {
			if got := totals(a)["bang-van"]; got != 1 {
				t.Errorf("%s: %d targets", name, got)
			}
		}
	})
}

// An inbox shows the oldest of each sort and says that there is more; it holds
// nothing of units the reader has nothing to do with.
func TestInboxIsBounded(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer, verifier, stranger := w.Actor("can-bo", access.Officer, w.District), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("la", access.Verifier, w.Other)
		w.On("2024-01-08")
		for i := range 60 {
			made := apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: w.Resolution, Place: i + 2, Name: fmt.Sprint("Chỉ tiêu ", i), Wording: "100 ha", UnitOfMeasure: "ha"}))(t)
			apptest.Must(w.Report(apptest.Ctx, officer, figures.NewReport{Target: made, Month: "2023-12", Text: "10 ha", Cumulative: true}))(t)
		}
		box := apptest.Must(w.Inbox(apptest.Ctx, verifier))(t)
		if len(box.ToVerify) != 50 || !box.More {
			t.Errorf("%d to verify, more %v", len(box.ToVerify), box.More)
		}
		if mine := apptest.Must(w.Inbox(apptest.Ctx, officer))(t); len(mine.Mine) != 50 || !mine.More {
			t.Errorf("%d of one's own, more %v", len(mine.Mine), mine.More)
		}
		if none := apptest.Must(w.Inbox(apptest.Ctx, stranger))(t); len(none.ToVerify) != 0 || none.More {
			t.Errorf("a stranger: %+v", none)
		}
		apptest.Must(w.Advance(apptest.Ctx, verifier, box.ToVerify[0].Observation.ID, approval.Verify, ""))(t)
		if after := apptest.Must(w.Inbox(apptest.Ctx, verifier))(t); slices.ContainsFunc(after.ToVerify, func(x figures.Work) bool { return x.Observation.ID == box.ToVerify[0].Observation.ID }) {
			t.Error("what was verified waits still")
		}
	})
}
