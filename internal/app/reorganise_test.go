package app_test

import (
	"testing"

	"dondoc/internal/access"
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
	*world
	a, b, into              id.ID // communes
	partA, partB, whole     id.ID // targets
	officer, verifier, head access.Actor
}

func merge(w *world) *merged {
	w.t.Helper()
	m := &merged{world: w}
	m.a, m.b = w.commune, w.unit("thuong-an", org.Commune, w.district)
	post := must(w.AddPost(ctx, operator, m.a, "Chủ tịch UBND xã", true))(w.t)
	must(w.Appoint(ctx, operator, units.NewAppointment{Person: w.person, Post: post, Capacity: org.Concurrent, From: "2022-01-01"}))(w.t)
	if err := w.Allot(ctx, operator, plan.NewAllotment{Target: w.forest, Parts: []plan.Part{{Unit: m.a, Wording: "100 ha"}, {Unit: m.b, Wording: "60 ha"}}, Reserve: measure.Int(240)}); err != nil {
		w.t.Fatal(err)
	}
	for _, row := range must(w.Target(ctx, operator, w.forest, ""))(w.t).Allotted {
		if row.Target.Unit == m.a {
			m.partA = row.Target.ID
		} else {
			m.partB = row.Target.ID
		}
	}
	m.officer, m.verifier, m.head = w.account("can-bo-a", access.Officer, m.a), w.account("tham-dinh", access.Verifier, w.district), w.account("lanh-dao", access.Head, w.district)
	officerB := w.account("can-bo-b", access.Officer, m.b)
	w.approved(m.officer, m.verifier, m.head, m.partA, "2023-05", "40")
	w.approved(officerB, m.verifier, m.head, m.partB, "2023-05", "20")
	w.approved(m.officer, m.verifier, m.head, m.partA, "2023-06", "70")
	w.on("2023-10-02")
	in := reform.Reorganisation{On: "2023-10-01", Decision: "01/NQ", Moves: []org.Move{
		{Row: 2, Old: "bang-van", New: org.Destination{Official: "x1", Name: "Xã Bằng Vân", Parent: "ngan-son"}},
		{Row: 3, Old: "thuong-an", New: org.Destination{Official: "x1", Name: "Xã Bằng Vân", Parent: "ngan-son"}}}}
	in.DryRun = true
	dry := must(w.Reorganise(ctx, operator, in))(w.t)
	if dry.Before[org.Commune] != 2 || dry.After[org.Commune] != 1 || len(dry.Targets) != 1 || dry.Targets[0].Wording != "160 ha" {
		w.t.Fatalf("rehearsed as %v → %v, %d targets", dry.Before, dry.After, len(dry.Targets))
	}
	if _, stands := must(w.Directory(ctx, operator))(w.t).Tree("2023-10-01").ByCode("thuong-an"); !stands {
		w.t.Fatal("a rehearsal changed the tree")
	}
	in.DryRun = false
	done := must(w.Reorganise(ctx, operator, in))(w.t)
	m.into = done.Formed[0].ID
	for _, t := range must(w.Scoreboard(ctx, operator, standing.BoardQuery{Unit: done.Formed[0].Code, Cycle: "2023"}))(w.t).Rows {
		m.whole = t.Target.ID
	}
	return m
}

func TestMergedUnitsGoOnAsOne(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		m := merge(w)
		page := must(w.Target(ctx, operator, m.whole, ""))(t)
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
		if _, err := w.Report(ctx, m.officer, figures.NewReport{Target: m.partA, Month: "2023-10", Text: "80", Cumulative: true, Final: true}); !errs.Is(err, errs.Conflict) {
			t.Errorf("October reported under the old commune: %v", err)
		}
		officer := must(w.ActAs(ctx, operator, "can-bo-a"))(t)
		if _, err := w.Report(ctx, officer, figures.NewReport{Target: m.whole, Month: "2023-06", Text: "80", Cumulative: true, Final: true}); !errs.Is(err, errs.Conflict) {
			t.Errorf("June reported under the new commune: %v", err)
		}
		must(w.Report(ctx, officer, figures.NewReport{Target: m.whole, Month: "2023-10", Text: "25", Final: true}))(t)
		o := must(w.Target(ctx, operator, m.whole, ""))(t).Observations[0]
		must(w.Advance(ctx, m.verifier, o.ID, "verify", ""))(t)
		must(w.Advance(ctx, m.head, o.ID, "approve", ""))(t)
		page = must(w.Target(ctx, operator, m.whole, ""))(t)
		if page.Actual == nil || page.Actual.Value.String() != "115" {
			t.Errorf("90 till September and 25 in October make %v", page.Actual)
		}
		// A correction of the old history shows in the restated one at once.
		board := func() standing.Board {
			return must(w.Scoreboard(ctx, operator, standing.BoardQuery{Unit: page.Unit.Code, Cycle: "2023"}))(t)
		}
		board()
		w.approved(must(w.ActAs(ctx, operator, "can-bo-b"))(t), m.verifier, m.head, m.partB, "2023-06", "35")
		if got := board().Rows[0].Actual.Value.String(); got != "130" {
			t.Errorf("after a correction the board says %s", got)
		}
		// The allotment counts the parts once.
		if sum := must(w.Target(ctx, operator, w.forest, ""))(t).Balance.Sum.String(); sum != "160" {
			t.Errorf("the parts make %s", sum)
		}
		old := must(w.Scoreboard(ctx, operator, standing.BoardQuery{Unit: "bang-van", Cycle: "2023"}))(t)
		if old.Rows[0].Actual.Value.String() != "70" || old.Rows[0].Answers.Unit.Name != "Xã Bằng Vân" {
			t.Errorf("the old commune's history: %v, answered by %+v", old.Rows[0].Actual, old.Rows[0].Answers)
		}
		then := must(w.Scoreboard(ctx, operator, standing.BoardQuery{Unit: "bang-van", Cycle: "2023", AsKnown: "2023-09-30"}))(t)
		if then.Rows[0].Answers.Person.ID != w.person {
			t.Errorf("who answered then: %+v", then.Rows[0].Answers)
		}
	})
}

// Who may read the new unit may read what it came of; a stranger may not.
func TestReadingWhatAUnitCameOf(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		m := merge(w)
		inspector := w.account("thanh-tra-moi", access.Inspector, m.into)
		must(w.Target(ctx, inspector, m.partB, ""))(t)
		must(w.Scoreboard(ctx, inspector, standing.BoardQuery{Unit: "thuong-an", Cycle: "2023"}))(t)
		if _, err := w.Target(ctx, inspector, w.forest, ""); !errs.Is(err, errs.NotFound) {
			t.Errorf("and the district's own: %v", err)
		}
		if _, err := w.Target(ctx, w.account("nguoi-ngoai", access.Officer, w.other), m.partB, ""); !errs.Is(err, errs.NotFound) {
			t.Errorf("a stranger: %v", err)
		}
	})
}

// A divided unit's amounts go by the shares, and nothing is written without them.
func TestDividedUnitAsksForItsShares(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		w.on("2023-10-02")
		officer, verifier, head := w.account("can-bo", access.Officer, w.department), w.account("tham-dinh", access.Verifier, w.district), w.account("lanh-dao", access.Head, w.district)
		w.approved(officer, verifier, head, w.forest, "2023-06", "250,5")
		to := func(name string, share *measure.Decimal) org.Move {
			return org.Move{Row: 2, Old: "ngan-son", Part: true, Share: share, New: org.Destination{Official: name, Name: "Huyện " + name, Parent: "bac-kan"}}
		}
		in := reform.Reorganisation{On: "2023-10-01", Decision: "02/NQ", Moves: []org.Move{to("dong", nil), to("tay", nil)}}
		before, _, _ := w.Head(ctx)
		if _, err := w.Reorganise(ctx, operator, in); !errs.Is(err, errs.Invalid) || errs.All(err)[0].What.Key != "org.ask_share" {
			t.Fatalf("without shares: %v", err)
		}
		if size, _, _ := w.Head(ctx); size != before {
			t.Error("something was written")
		}
		half, less := measure.Int(50), measure.Int(40)
		in.Moves = []org.Move{to("dong", &half), to("tay", &less)}
		if _, err := w.Reorganise(ctx, operator, in); !errs.Is(err, errs.Invalid) || errs.All(err)[0].What.Key != "org.share_under" {
			t.Fatalf("a tenth is lost: %v", err)
		}
		forty, sixty := measure.NewDecimal(400, 1), measure.Int(60)
		in.Moves = []org.Move{to("dong", &forty), to("tay", &sixty)}
		done := must(w.Reorganise(ctx, operator, in))(t)
		want := map[string][2]string{"Huyện dong": {"160 ha", "100.2"}, "Huyện tay": {"240 ha", "150.3"}}
		for _, v := range done.Formed {
			row := must(w.Scoreboard(ctx, operator, standing.BoardQuery{Unit: v.Code, Cycle: "2023"}))(t).Rows[0]
			if got := [2]string{row.Current().Wording, row.Actual.Value.String()}; got != want[v.Name] {
				t.Errorf("%s: %v", v.Name, got)
			}
		}
	})
}

func TestReorganisationRefuses(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		move := org.Move{Row: 7, Old: "99999", New: org.Destination{Official: "x", Name: "Xã X"}}
		for key, in := range map[string]reform.Reorganisation{
			"app.reorganise_day":     {Moves: []org.Move{move}},
			"app.reorganise_nothing": {On: "2023-10-01"},
			"app.reorganise_unknown": {On: "2023-10-01", Moves: []org.Move{move}},
		} {
			if _, err := w.Reorganise(ctx, operator, in); err == nil || errs.All(err)[0].What.Key != key {
				t.Errorf("%s: %v", key, err)
			}
		}
		must(w.AddTarget(ctx, operator, plan.NewTarget{Document: w.document, Name: "Chất lượng", Wording: "từ 90% trở lên", UnitOfMeasure: "%", Accumulation: target.Stock, Confirmed: true}))(t)
		done := must(w.Reorganise(ctx, operator, reform.Reorganisation{On: "2023-10-01", Decision: "x", Moves: []org.Move{{Row: 2, Old: "ngan-son"}}, DryRun: true}))(t)
		if len(done.Targets) != 2 || done.Targets[0].Ask == nil || len(done.Emptied) != 2 {
			t.Errorf("what an abolished district leaves: %+v, %d units under it", done.Targets, len(done.Emptied))
		}
	})
}

// What was known of a restated figure is not changed by what is done to the old
// units' figures later.
func TestRestatedAsKnown(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		m := merge(w)
		q := standing.BoardQuery{Cycle: "2023", AsKnown: "2023-10-03"}
		for _, v := range must(w.Directory(ctx, operator))(t).Versions {
			if v.ID == m.into {
				q.Unit = v.Code
			}
		}
		value := func() string {
			row := must(w.another().Scoreboard(ctx, operator, q))(t).Rows[0]
			if row.Actual == nil || row.Actual.Value == nil {
				return ""
			}
			return row.Actual.Value.String()
		}
		before := value()
		w.on("2023-11-10")
		for _, o := range must(w.Target(ctx, operator, m.partA, ""))(t).Observations {
			if o.Month == "2023-06" {
				must(w.Advance(ctx, w.account("van-phong-2", access.Office, w.province), o.ID, approval.Reopen, "nhầm"))(t)
			}
		}
		if after := value(); before == "" || after != before {
			t.Errorf("as known on 3/10: %q, and after a figure was reopened in November %q", before, after)
		}
	})
}
