package reform_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// merged is a district whose two communes have 100 ha and 60 ha of its forest
// and went into one on 1/10/2023, with what was reported till then.
type merged struct {
	*apptest.World
	a, b, into              id.ID // communes
	partA, partB, whole     id.ID // targets
	officer, verifier, head access.Actor
}

func merge(w *apptest.World) *merged {
	w.T.Helper()
	m := &merged{World: w}
	m.a, m.b = w.Commune, w.MakeUnit("thuong-an", org.Commune, w.District)
	post := apptest.Must(w.AddPost(apptest.Ctx, apptest.Operator, m.a, "Chủ tịch UBND xã", true))(w.T)
	apptest.Must(w.Appoint(apptest.Ctx, apptest.Operator, units.NewAppointment{Person: w.Holder, Post: post, Capacity: org.Concurrent, From: "2022-01-01"}))(w.T)
	if err := w.Allot(apptest.Ctx, apptest.Operator, plan.NewAllotment{Target: w.Forest, Parts: []plan.Part{{Unit: m.a, Wording: "100 ha"}, {Unit: m.b, Wording: "60 ha"}}, Reserve: measure.Int(240)}); err != nil {
		w.T.Fatal(err)
	}
	for _, row := range apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, ""))(w.T).Allotted {
		if row.Target.Unit == m.a {
			m.partA = row.Target.ID
		} else {
			m.partB = row.Target.ID
		}
	}
	m.officer, m.verifier, m.head = w.Actor("can-bo-a", access.Officer, m.a), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
	officerB := w.Actor("can-bo-b", access.Officer, m.b)
	w.Approved(m.officer, m.verifier, m.head, m.partA, "2023-05", "40")
	w.Approved(officerB, m.verifier, m.head, m.partB, "2023-05", "20")
	w.Approved(m.officer, m.verifier, m.head, m.partA, "2023-06", "70")
	w.On("2023-10-02")
	in := reform.Reorganisation{On: "2023-10-01", Decision: "01/NQ", Moves: []org.Move{
		{Row: 2, Old: "bang-van", New: org.Destination{Official: "x1", Name: "Xã Bằng Vân", Parent: "ngan-son"}},
		{Row: 3, Old: "thuong-an", New: org.Destination{Official: "x1", Name: "Xã Bằng Vân", Parent: "ngan-son"}}}}
	in.DryRun = true
	dry := apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, in))(w.T)
	if dry.Before[org.Commune] != 2 || dry.After[org.Commune] != 1 || len(dry.Targets) != 1 || dry.Targets[0].Wording != "160 ha" {
		w.T.Fatalf("rehearsed as %v → %v, %d targets", dry.Before, dry.After, len(dry.Targets))
	}
	if _, stands := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(w.T).Tree("2023-10-01").ByCode("thuong-an"); !stands {
		w.T.Fatal("a rehearsal changed the tree")
	}
	in.DryRun = false
	done := apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, in))(w.T)
	m.into = done.Formed[0].ID
	for _, t := range apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: done.Formed[0].Code, Cycle: "2023"}))(w.T).Rows {
		m.whole = t.Target.ID
	}
	return m
}

func TestMergedUnitsGoOnAsOne(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		m := merge(w)
		page := apptest.Must(w.Target(apptest.Ctx, apptest.Operator, m.whole, ""))(t)
		if page.Current().Wording != "160 ha" || len(page.From) != 2 || page.Unit.Name != "Xã Bằng Vân" {
			t.Fatalf("the target goes on as %q from %d", page.Current().Wording, len(page.From))
		}
		for month, want := range map[period.Month]string{"2023-05": "60", "2023-06": "90"} {
			if f := page.Standing.Months[month.Number()-1]; f.Value == nil || f.Value.String() != want {
				t.Errorf("%s is restated as %v, want %s", month, f.Value, want)
			}
		}
		if page.Standing.Months[6].Value != nil {
			t.Error("a month nobody reported has a figure")
		}
		// The officer of the old commune goes on in the new one, and not in the old.
		if _, err := w.Report(apptest.Ctx, m.officer, figures.NewReport{Target: m.partA, Month: "2023-10", Text: "80", Cumulative: true, Final: true}); !errs.Is(err, errs.Conflict) {
			t.Errorf("October reported under the old commune: %v", err)
		}
		officer := apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, "can-bo-a"))(t)
		if _, err := w.Report(apptest.Ctx, officer, figures.NewReport{Target: m.whole, Month: "2023-06", Text: "80", Cumulative: true, Final: true}); !errs.Is(err, errs.Conflict) {
			t.Errorf("June reported under the new commune: %v", err)
		}
		apptest.Must(w.Report(apptest.Ctx, officer, figures.NewReport{Target: m.whole, Month: "2023-10", Text: "25", Final: true}))(t)
		o := apptest.Must(w.Target(apptest.Ctx, apptest.Operator, m.whole, ""))(t).Observations[0]
		apptest.Must(w.Advance(apptest.Ctx, m.verifier, o.ID, "verify", ""))(t)
		apptest.Must(w.Advance(apptest.Ctx, m.head, o.ID, "approve", ""))(t)
		page = apptest.Must(w.Target(apptest.Ctx, apptest.Operator, m.whole, ""))(t)
		if page.Actual == nil || page.Actual.Value.String() != "115" {
			t.Errorf("90 till September and 25 in October make %v", page.Actual)
		}
		// A correction of the old history shows in the restated one at once.
		board := func() standing.Board {
			return apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: page.Unit.Code, Cycle: "2023"}))(t)
		}
		board()
		w.Approved(apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, "can-bo-b"))(t), m.verifier, m.head, m.partB, "2023-06", "35")
		if got := board().Rows[0].Actual.Value.String(); got != "130" {
			t.Errorf("after a correction the board says %s", got)
		}
		// The allotment counts the parts once.
		if sum := apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, ""))(t).Balance.Sum.String(); sum != "160" {
			t.Errorf("the parts make %s", sum)
		}
		old := apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: "bang-van", Cycle: "2023"}))(t)
		if old.Rows[0].Actual.Value.String() != "70" || old.Rows[0].Answers.Unit.Name != "Xã Bằng Vân" {
			t.Errorf("the old commune's history: %v, answered by %+v", old.Rows[0].Actual, old.Rows[0].Answers)
		}
		then := apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: "bang-van", Cycle: "2023", AsKnown: "2023-09-30"}))(t)
		if then.Rows[0].Answers.Person.ID != w.Holder {
			t.Errorf("who answered then: %+v", then.Rows[0].Answers)
		}
	})
}

// Who may read the new unit may read what it came of; a stranger may not.
func TestReadingWhatAUnitCameOf(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		m := merge(w)
		inspector := w.Actor("thanh-tra-moi", access.Inspector, m.into)
		apptest.Must(w.Target(apptest.Ctx, inspector, m.partB, ""))(t)
		apptest.Must(w.Scoreboard(apptest.Ctx, inspector, standing.BoardQuery{Unit: "thuong-an", Cycle: "2023"}))(t)
		if _, err := w.Target(apptest.Ctx, inspector, w.Forest, ""); !errs.Is(err, errs.NotFound) {
			t.Errorf("and the district's own: %v", err)
		}
		if _, err := w.Target(apptest.Ctx, w.Actor("nguoi-ngoai", access.Officer, w.Other), m.partB, ""); !errs.Is(err, errs.NotFound) {
			t.Errorf("a stranger: %v", err)
		}
	})
}

// A divided unit's amounts go by the shares, and nothing is written without them.
func TestDividedUnitAsksForItsShares(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		w.On("2023-10-02")
		officer, verifier, head := w.Actor("can-bo", access.Officer, w.Department), w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		w.Approved(officer, verifier, head, w.Forest, "2023-06", "250,5")
		to := func(name string, share *measure.Decimal) org.Move {
			return org.Move{Row: 2, Old: "ngan-son", Part: true, Share: share, New: org.Destination{Official: name, Name: "Huyện " + name, Parent: "bac-kan"}}
		}
		in := reform.Reorganisation{On: "2023-10-01", Decision: "02/NQ", Moves: []org.Move{to("dong", nil), to("tay", nil)}}
		before, _, _ := w.Head(apptest.Ctx)
		if _, err := w.Reorganise(apptest.Ctx, apptest.Operator, in); !errs.Is(err, errs.Invalid) || errs.All(err)[0].What.Key != "org.ask_share" {
			t.Fatalf("without shares: %v", err)
		}
		if size, _, _ := w.Head(apptest.Ctx); size != before {
			t.Error("something was written")
		}
		half, less := measure.Int(50), measure.Int(40)
		in.Moves = []org.Move{to("dong", &half), to("tay", &less)}
		if _, err := w.Reorganise(apptest.Ctx, apptest.Operator, in); !errs.Is(err, errs.Invalid) || errs.All(err)[0].What.Key != "org.share_under" {
			t.Fatalf("a tenth is lost: %v", err)
		}
		forty, sixty := measure.NewDecimal(400, 1), measure.Int(60)
		in.Moves = []org.Move{to("dong", &forty), to("tay", &sixty)}
		done := apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, in))(t)
		want := map[string][2]string{"Huyện dong": {"160 ha", "100.2"}, "Huyện tay": {"240 ha", "150.3"}}
		for _, v := range done.Formed {
			row := apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: v.Code, Cycle: "2023"}))(t).Rows[0]
			if got := [2]string{row.Current().Wording, row.Actual.Value.String()}; got != want[v.Name] {
				t.Errorf("%s: %v", v.Name, got)
			}
		}
	})
}

func TestReorganisationRefuses(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		move := org.Move{Row: 7, Old: "99999", New: org.Destination{Official: "x", Name: "Xã X"}}
		for key, in := range map[string]reform.Reorganisation{
			"app.reorganise_day":     {Moves: []org.Move{move}},
			"app.reorganise_nothing": {On: "2023-10-01"},
			"app.reorganise_unknown": {On: "2023-10-01", Moves: []org.Move{move}},
		} {
			if _, err := w.Reorganise(apptest.Ctx, apptest.Operator, in); err == nil || errs.All(err)[0].What.Key != key {
				t.Errorf("%s: %v", key, err)
			}
		}
		apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: w.Resolution, Name: "Chất lượng", Wording: "từ 90% trở lên", UnitOfMeasure: "%", Accumulation: target.Stock, Confirmed: true}))(t)
		done := apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-10-01", Decision: "x", Moves: []org.Move{{Row: 2, Old: "ngan-son"}}, DryRun: true}))(t)
		if len(done.Targets) != 2 || done.Targets[0].Ask == nil || len(done.Emptied) != 2 {
			t.Errorf("what an abolished district leaves: %+v, %d units under it", done.Targets, len(done.Emptied))
		}
	})
}

// What was known of a restated figure is not changed by what is done to the old
// units' figures later.
func TestRestatedAsKnown(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		m := merge(w)
		q := standing.BoardQuery{Cycle: "2023", AsKnown: "2023-10-03"}
		for _, v := range apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t).Versions {
			if v.ID == m.into {
				q.Unit = v.Code
			}
		}
		value := func() string {
			row := apptest.Must(w.Another().Scoreboard(apptest.Ctx, apptest.Operator, q))(t).Rows[0]
			if row.Actual == nil || row.Actual.Value == nil {
				return ""
			}
			return row.Actual.Value.String()
		}
		before := value()
		w.On("2023-11-10")
		for _, o := range apptest.Must(w.Target(apptest.Ctx, apptest.Operator, m.partA, ""))(t).Observations {
			if o.Month == "2023-06" {
				apptest.Must(w.Advance(apptest.Ctx, w.Actor("van-phong-2", access.Office, w.Province), o.ID, approval.Reopen, "nhầm"))(t)
			}
		}
		if after := value(); before == "" || after != before {
			t.Errorf("as known on 3/10: %q, and after a figure was reopened in November %q", before, after)
		}
	})
}

// A unit that joins one which stands and has the same target: whether they become
// one is asked, both go on as they were, and nothing is counted twice.
func TestJoiningAUnitWithTheSameTarget(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		joins := w.MakeUnit("thuong-an", org.Commune, w.District)
		if err := w.Allot(apptest.Ctx, apptest.Operator, plan.NewAllotment{Target: w.Forest, Parts: []plan.Part{{Unit: w.Commune, Wording: "100 ha"}, {Unit: joins, Wording: "60 ha"}}, Reserve: measure.Int(240)}); err != nil {
			t.Fatal(err)
		}
		parts := map[id.ID]id.ID{}
		for _, row := range apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, ""))(t).Allotted {
			parts[row.Target.Unit] = row.Target.ID
		}
		verifier, head := w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		w.Approved(w.Actor("can-bo-a", access.Officer, w.Commune), verifier, head, parts[w.Commune], "2023-06", "70")
		w.Approved(w.Actor("can-bo-b", access.Officer, joins), verifier, head, parts[joins], "2023-06", "20")
		w.On("2023-10-02")
		in := reform.Reorganisation{On: "2023-10-01", Decision: "01/NQ", DryRun: true, Moves: []org.Move{{Row: 2, Old: "thuong-an", New: org.Destination{Official: "bang-van", Name: "bang-van"}}}}
		for range 2 {
			done := apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, in))(t)
			if len(done.Targets) != 1 || done.Targets[0].Ask == nil || done.Targets[0].Ask.Key != "app.target_meets" || len(done.Formed) != 0 {
				t.Fatalf("dry %v: %+v", in.DryRun, done.Targets)
			}
			in.DryRun = false
		}
		for unit, want := range map[string]string{"bang-van": "70", "thuong-an": "20"} {
			rows := apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: unit, Cycle: "2023"}))(t).Rows
			if len(rows) != 1 || rows[0].Actual == nil || rows[0].Actual.Value.String() != want || rows[0].Answers.Unit.ID != w.Commune {
				t.Errorf("%s: %+v", unit, rows)
			}
		}
		forest := apptest.Must(w.Target(apptest.Ctx, apptest.Operator, w.Forest, ""))(t)
		if sum := forest.Balance.Sum.String(); sum != "160" || len(forest.Allotted) != 2 {
			t.Errorf("the parts make %s in %d", sum, len(forest.Allotted))
		}
		if v := apptest.Must(w.CheckRollup(apptest.Ctx, apptest.Operator, 100))(t); v.Alarm != nil {
			t.Errorf("%+v", v.Alarm)
		}
	})
}

// A part of a target goes on under its whole where units merge, once each.
func TestPartsGoOnUnderTheirWhole(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		b := w.MakeUnit("thuong-an", org.Commune, w.District)
		for _, unit := range []id.ID{w.Commune, b} {
			document := apptest.Must(w.AddDocument(apptest.Ctx, apptest.Operator, plan.NewDocument{Unit: unit, Cycle: "2023", Number: "1", Issuer: "x", IssuedOn: "2022-12-20", Title: "x"}))(t)
			add := func(name, wording string, of id.ID) id.ID {
				return apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: document, Name: name, Wording: wording, UnitOfMeasure: "ha", Accumulation: target.Flow, PartOf: of, Confirmed: true}))(t)
			}
			whole := add("Diện tích gieo trồng", "100 ha", "")
			add("lúa", "60 ha", whole)
			add("ngô", "40 ha", whole)
		}
		w.On("2023-10-02")
		done := apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-10-01", Decision: "01/NQ", Moves: []org.Move{
			{Row: 2, Old: "bang-van", New: org.Destination{Official: "x1", Name: "Xã Bằng Vân", Parent: "ngan-son"}},
			{Row: 3, Old: "thuong-an", New: org.Destination{Official: "x1", Name: "Xã Bằng Vân", Parent: "ngan-son"}}}}))(t)
		board := apptest.Must(w.Scoreboard(apptest.Ctx, apptest.Operator, standing.BoardQuery{Unit: done.Formed[0].Code, Cycle: "2023"}))(t)
		if len(board.Rows) != 1 || board.Total() != 1 || len(board.Lines()) != 3 || board.Rows[0].Current().Wording != "200 ha" {
			t.Fatalf("%d rows, %d lines: %+v", len(board.Rows), len(board.Lines()), board.Rows)
		}
		for i, want := range []string{"120 ha", "80 ha"} {
			if p := board.Rows[0].Parts[i]; p.Current().Wording != want || p.PartOf != board.Rows[0].Target.ID {
				t.Errorf("part %d: %+v", i, p.Current())
			}
		}
	})
}

// Who may manage no unit is refused before a map is looked at, and who manages
// others is before what becomes of these is worked out.
func TestAStrangerLearnsNothingOfAMap(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		other := w.MakeUnit("na-ri-x", org.District, w.Province)
		for name, actor := range map[string]access.Actor{"reads": w.Actor("can-bo-x", access.Officer, w.District), "manages elsewhere": w.Actor("quan-tri-x", access.Administrator, other)} {
			for what, in := range map[string]reform.Reorganisation{
				"a fault":     {On: "2023-10-01", DryRun: true, Moves: []org.Move{{Row: 2, Old: "bang-van", New: org.Destination{Official: "x"}}, {Row: 3, Old: "bang-van", New: org.Destination{Official: "x", Name: "A", Parent: "bang-van"}}}},
				"a sound map": {On: "2023-10-01", DryRun: true, Moves: []org.Move{{Row: 2, Old: "BANG-VAN", New: org.Destination{Official: "x1", Name: "Xã X", Parent: "ngan-son"}}}},
			} {
				if done, err := w.Reorganise(apptest.Ctx, actor, in); !errs.Is(err, errs.Forbidden) && !errs.Is(err, errs.NotFound) || len(done.Lines) > 0 {
					t.Errorf("%s, %s: %v, %d lines", name, what, err, len(done.Lines))
				}
			}
		}
	})
}
