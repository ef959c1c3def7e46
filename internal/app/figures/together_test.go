package figures_test

import (
	"fmt"
	"sync"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/plan"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Reports that come at once are each kept or refused as if they came alone: of
// those of one target and month one officer's stand and the others' are told
// why not, what is wrong with one spoils no other, and the log, the standings
// and what waits are what single reports make.
func TestReportsAtOnceAreAsIfAlone(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		w.On("2024-01-08")
		const officers = 24
		var targets []id.ID
		for i := range 6 {
			targets = append(targets, apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: w.Resolution,
				Name: fmt.Sprint("Chỉ tiêu ", i), Wording: "100 ha", UnitOfMeasure: "ha", Accumulation: target.Flow}))(t))
		}
		var all sync.WaitGroup
		var mu sync.Mutex
		kept, refused := map[id.ID]int{}, map[string]int{}
		for i := range officers {
			actor := w.Actor(fmt.Sprint("can-bo-", i), access.Officer, w.District)
			all.Go(func() {
				in := figures.NewReport{Target: targets[i%6], Month: "2023-06", Text: "10 ha"}
				switch i % 8 {
				case 6:
					in.Text = "không đọc được"
				case 7:
					in.Month = period.Month("2022-06")
				}
				o, err := w.Report(apptest.Ctx, actor, in)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					kept[o.Target]++
				} else {
					refused[apptest.Key(err)]++
				}
			})
		}
		all.Wait()
		n := 0
		for of, count := range kept {
			if n += count; count != 1 {
				t.Errorf("%d reports of %s stand at once", count, of)
			}
		}
		if n != 6 || refused["app.month_elsewhere"] != 3 || refused["app.figure_unsure"]+refused["app.another_pending"] != officers-6-3 {
			t.Errorf("%d kept, refused %v", n, refused)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log does not hold them: %+v", v)
		}
		verifier := w.Actor("tham-dinh-moi", access.Verifier, w.District)
		if box := apptest.Must(w.Inbox(apptest.Ctx, verifier))(t); len(box.ToVerify) != 6 {
			t.Errorf("%d wait", len(box.ToVerify))
		}
	})
}

// One step with several figures: each is taken or refused by itself, one that is
// named twice is taken once, and the log holds what was taken.
func TestAdvanceMany(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		w.On("2024-01-08")
		march, april := w.Submit(p.Officer, w.Forest, "2023-03", "10 ha"), w.Submit(p.Officer, w.Forest, "2023-04", "12 ha")
		apptest.Must(w.Advance(apptest.Ctx, p.Verifier, april.ID, approval.Return, "chưa khớp"))(t)
		before, _, _ := w.Head(apptest.Ctx)
		each := apptest.Must(w.AdvanceMany(apptest.Ctx, p.Verifier, []id.ID{march.ID, april.ID, march.ID, "00000000-0000-7000-8000-000000000000"}, approval.Verify, ""))(t)
		if each[0] != nil || !errs.Is(each[1], errs.Conflict) || !errs.Is(each[2], errs.Conflict) || !errs.Is(each[3], errs.NotFound) {
			t.Errorf("%v", each)
		}
		if after, _, _ := w.Head(apptest.Ctx); after != before+1 {
			t.Errorf("%d entries for one step", after-before)
		}
		if again := apptest.Must(w.AdvanceMany(apptest.Ctx, p.Verifier, []id.ID{march.ID}, approval.Approve, ""))(t); !errs.Is(again[0], errs.Forbidden) {
			t.Errorf("a verifier approves: %v", again)
		}
		if _, err := w.AdvanceMany(apptest.Ctx, p.Head, []id.ID{march.ID}, "lift", ""); !errs.Is(err, errs.Invalid) {
			t.Errorf("an unknown step: %v", err)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log does not hold them: %+v", v)
		}
	})
}

// Several at once by one officer: each by itself, a second one of a month in
// place of the first.
func TestReportMany(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		w.On("2024-01-08")
		list := []figures.NewReport{{Target: w.Forest, Month: "2023-03", Text: "10 ha"}, {Target: w.Forest, Month: "2023-03", Text: "12 ha"},
			{Target: w.Forest, Month: "2023-04", Text: ""}, {Target: "00000000-0000-7000-8000-000000000000", Month: "2023-04", Text: "1 ha"}}
		made, each, err := w.ReportMany(apptest.Ctx, p.Officer, list)
		if err != nil || each[0] != nil || each[1] != nil || apptest.Key(each[2]) != "app.figure_empty" || apptest.Key(each[3]) != "access.not_found" {
			t.Fatalf("%v, %v", each, err)
		}
		if made[1].Seq != made[0].Seq+1 {
			t.Errorf("places %d and %d", made[0].Seq, made[1].Seq)
		}
		box := apptest.Must(w.Inbox(apptest.Ctx, p.Verifier))(t)
		if len(box.ToVerify) != 1 || box.ToVerify[0].Observation.Text != "12 ha" {
			t.Errorf("waiting: %+v", box.ToVerify)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log does not hold them: %+v", v)
		}
	})
}
