package shortcomings_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/standing"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/violation"
)

func fire(unit id.ID) violation.Violation {
	return violation.Violation{Unit: unit, Kind: "forest_fire", On: "2023-04-02", Place: "Khuổi Luông", What: "Cháy 0,4 ha rừng trồng", Cases: 1, Area: 4000, Handling: violation.Pending}
}

// Who may read and record; one case is not entered twice; what is put right
// says what it was; what is struck out counts nowhere and is seen.
func TestViolations(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		made := apptest.Must(w.RecordViolation(ctx, p.Officer, fire(w.Commune), false))(t)
		if _, err := w.RecordViolation(ctx, p.Officer, fire(w.Commune), false); apptest.Key(err) != "violation.alike" {
			t.Errorf("the same case again: %v", err)
		}
		another := apptest.Must(w.RecordViolation(ctx, p.Office, fire(w.Commune), true))(t)
		q := shortcomings.ViolationQuery{Unit: "ngan-son", Year: "2023", Below: true}
		if list := apptest.Must(w.Violations(ctx, p.Verifier, q))(t); len(list.Rows) != 2 || list.Total.Now.Cases != 2 || list.Total.Now.Area != 8000 || list.May {
			t.Errorf("%+v", list)
		}
		admin, inspector, beside := w.Actor("qt", access.Administrator, w.District), w.Actor("tt", access.Inspector, w.Province), w.Actor("cd", access.Office, w.Other)
		for actor, want := range map[*access.Actor]errs.Kind{&admin: errs.Forbidden, &beside: errs.NotFound, &inspector: 0} {
			if _, err := w.Violation(ctx, *actor, made, ""); (err == nil) != (want == 0) || err != nil && errs.KindOf(err) != want {
				t.Errorf("%s reads: %v", actor.User, err)
			}
		}
		v := fire(w.Commune)
		v.ID, v.Handling, v.HandledOn, v.Decision, v.Fine = made, violation.Sanctioned, "2023-05-01", "12/QĐ-XPHC", 3_000_000
		if err := w.CorrectViolation(ctx, p.Officer, v, "", false); apptest.Key(err) != "approval.reason_needed" {
			t.Errorf("without a reason: %v", err)
		}
		if err := w.CorrectViolation(ctx, p.Officer, v, "đã xử phạt", false); err != nil {
			t.Fatal(err)
		}
		if err := w.CorrectViolation(ctx, p.Officer, violation.Violation{ID: another}, "", true); apptest.Key(err) != "approval.reason_needed" {
			t.Errorf("struck out without a reason: %v", err)
		}
		if err := w.CorrectViolation(ctx, p.Officer, violation.Violation{ID: another}, "nhập hai lần", true); err != nil {
			t.Fatal(err)
		}
		if err := w.CorrectViolation(ctx, p.Officer, v, "nữa", true); err != nil {
			t.Fatal(err)
		}
		if err := w.CorrectViolation(ctx, p.Officer, v, "lại", false); !errs.Is(err, errs.Conflict) {
			t.Errorf("what was struck out is put right: %v", err)
		}
		list := apptest.Must(w.Violations(ctx, p.Office, q))(t)
		if len(list.Rows) != 0 || list.Struck != 2 || list.Total.Now.Entries != 0 {
			t.Errorf("%+v", list)
		}
		q.Struck = true
		if list = apptest.Must(w.Violations(ctx, p.Office, q))(t); len(list.Rows) != 2 {
			t.Errorf("%+v", list)
		}
		page := apptest.Must(w.Violation(ctx, p.Office, made, ""))(t)
		if len(page.Amended) != 2 || page.Amended[0].Before["handling"] != "pending" || page.May {
			t.Errorf("%+v", page.Amended)
		}
		if v := apptest.Must(w.VerifyLedger(ctx, operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log does not replay: %+v", v)
		}
	})
}

// A target that nothing may happen takes its count from the register, by way of
// a report that is verified and approved; a figure that says another number is
// seen to.
func TestViolationsFeedTargets(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		target := func(name, wording string) id.ID {
			return apptest.Must(w.AddTarget(ctx, operator, plan.NewTarget{Document: w.Resolution, Name: name, Wording: wording, UnitOfMeasure: "vụ", Confirmed: true}))(t)
		}
		of := target("Không để xảy ra cháy rừng", "không để xảy ra")
		if err := w.FeedTarget(ctx, p.Office, w.Forest, "forest_fire", true); apptest.Key(err) != "violation.no_count" {
			t.Errorf("hectares planted are no cases: %v", err)
		}
		q := shortcomings.ViolationQuery{Unit: "ngan-son", Year: "2023"}
		feeds := apptest.Must(w.Violations(ctx, p.Office, q))(t).Feeds
		if len(feeds) != 1 || feeds[0].Target.ID != of || len(feeds[0].Kinds) != 0 || feeds[0].Speaks[0] != "forest_fire" || !feeds[0].MayBind || feeds[0].Month != "2023-06" {
			t.Fatalf("%+v", feeds)
		}
		if _, err := w.ReportViolations(ctx, p.Officer, of, "2023-06", ""); apptest.Key(err) != "violation.not_fed" {
			t.Errorf("before anybody said so: %v", err)
		}
		if err := w.FeedTarget(ctx, p.Office, of, "forest_fire", true); err != nil {
			t.Fatal(err)
		}
		if err := w.FeedTarget(ctx, p.Office, of, "forest_fire", true); !errs.Is(err, errs.Conflict) {
			t.Errorf("twice: %v", err)
		}
		none := apptest.Must(w.ReportViolations(ctx, p.Officer, of, "2023-03", "Sổ"))(t)
		apptest.Must(w.Advance(ctx, p.Verifier, none.ID, approval.Verify, ""))(t)
		apptest.Must(w.Advance(ctx, p.Head, none.ID, approval.Approve, ""))(t)
		row := func() standing.BoardRow {
			for _, r := range w.Board("").Rows {
				if r.ID == of {
					return r
				}
			}
			t.Fatal("no such row")
			return standing.BoardRow{}
		}
		if got := row(); none.Text != "0 vụ" || got.Class != criterion.NotAssessed || got.Track == nil {
			t.Errorf("%q: %s", none.Text, got.Class)
		}
		apptest.Must(w.RecordViolation(ctx, p.Officer, fire(w.Commune), false))(t)
		w.Submit(p.Officer, of, "2023-06", "0 vụ")
		if f := apptest.Must(w.Violations(ctx, p.Officer, q))(t).Feeds[0]; !f.Differs || f.Cases != 1 || f.Reported.Month != "2023-06" {
			t.Errorf("%+v", f)
		}
		o := apptest.Must(w.ReportViolations(ctx, p.Officer, of, "2023-06", "Sổ"))(t)
		if o.Text != "1 vụ" || o.Source != "Sổ" || o.State() != approval.Submitted {
			t.Errorf("%+v", o)
		}
		apptest.Must(w.Advance(ctx, p.Verifier, o.ID, approval.Verify, ""))(t)
		apptest.Must(w.Advance(ctx, p.Head, o.ID, approval.Approve, ""))(t)
		if got := row().Class; got != criterion.NotMet {
			t.Errorf("after a fire: %s", got)
		}
		if f := apptest.Must(w.Violations(ctx, p.Officer, q))(t).Feeds[0]; f.Differs {
			t.Errorf("%+v", f)
		}
		if err := w.FeedTarget(ctx, p.Office, of, "forest_fire", false); err != nil {
			t.Error(err)
		}
		if err := w.FeedTarget(ctx, p.Office, of, "forest_fire", false); !errs.Is(err, errs.Conflict) {
			t.Errorf("no longer fed: %v", err)
		}
	})
}
