package money_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// A transfer is tried without a trace, written by its decision as two lines or
// none, and an office's own bounds hold below it from the day they were set.
func TestTransferAndBounds(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("van-phong", access.Office, w.District)
		project := func(unit id.ID, code string, plan int64) id.ID {
			made := apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: unit, Code: code, Name: "Dự án " + code, Group: "C", Total: 30 * tỷ}))(t)
			apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, capital.Plan{Project: made, Year: 2023, Source: "central", Setter: capital.Province, Kind: capital.Assigned, Amount: plan, Decision: "1/QĐ", On: "2023-01-05"}))(t)
			return made
		}
		slow, quick := project(w.Commune, "A", 20*tỷ), project(w.District, "B", 10*tỷ)
		w.On("2023-09-05")
		year := func() money.Capital {
			return apptest.Must(w.Capital(apptest.Ctx, office, "ngan-son", 2023, money.At{}))(t)
		}
		if n := len(year().MayMove()); n != 2 {
			t.Errorf("%d projects to be looked at on 5 September, none of which was paid", n)
		}
		move := money.Move{From: slow, To: quick, Transfer: capital.Transfer{Year: 2023, Source: "central", Amount: 5 * tỷ}}
		tried := apptest.Must(w.SimulateTransfer(apptest.Ctx, office, "ngan-son", move))(t)
		before, after := tried.Of(slow)
		if before.Position.Bound.Plan != 20*tỷ || after.Position.Bound.Plan != 15*tỷ || tried.Before.Total.Bound != tried.After.Total.Bound {
			t.Errorf("tried: %+v to %+v", before.Position.Bound, after.Position.Bound)
		}
		if now := year(); now.Rows[0].Position.Bound.Plan+now.Rows[1].Position.Bound.Plan != 30*tỷ || len(apptest.Must(w.Project(apptest.Ctx, office, slow, ""))(t).Plans) != 1 {
			t.Error("trying wrote something")
		}
		if err := w.TransferCapital(apptest.Ctx, office, move); apptest.Key(err) != "capital.decision_needed" {
			t.Errorf("without a decision: %v", err)
		}
		move.Decision, move.On = "99/QĐ-UBND", "2023-09-05"
		if err := w.TransferCapital(apptest.Ctx, office, move); err != nil {
			t.Fatal(err)
		}
		for project, plan := range map[id.ID]int64{slow: 15 * tỷ, quick: 15 * tỷ} {
			p := apptest.Must(w.Project(apptest.Ctx, office, project, ""))(t)
			if got := p.Positions[2023].Bound.Plan; got != plan || len(p.Plans) != 2 || p.Plans[1].Decision != "99/QĐ-UBND" {
				t.Errorf("after the transfer: %d, %d lines", got, len(p.Plans))
			}
		}

		set := func(code string, least, reason string) error {
			return w.SetCapitalBounds(apptest.Ctx, office, code, works.Own{From: 2023, Bounds: map[string]string{"move_least": least}, Reason: reason})
		}
		if err := set("ngan-son", "0", "NQ 5"); err != nil {
			t.Fatal(err)
		}
		if n := len(year().MayMove()); n != 0 {
			t.Errorf("%d to be looked at under 0 %%", n)
		}
		for name, err := range map[string]error{"capital.bounds_same": set("ngan-son", "0", "NQ 5"), "approval.reason_needed": set("ngan-son", "1", " "), "capital.bound_number": set("ngan-son", "101", "x")} {
			if apptest.Key(err) != name {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.On("2023-09-07")
		if n := len(apptest.Must(w.Capital(apptest.Ctx, office, "ngan-son", 2023, money.At{Known: period.Date("2023-09-04")}))(t).MayMove()); n != 2 {
			t.Errorf("as known before they were set: %d", n)
		}
		if err := w.SetCapitalBounds(apptest.Ctx, office, "ngan-son", works.Own{From: 2023, Reason: "thôi"}); err != nil {
			t.Fatal(err)
		}
		found := apptest.Must(w.CapitalBounds(apptest.Ctx, office, "ngan-son", 2023))(t)
		if found.Own != nil || found.Rules != found.Usual || len(found.History) != 2 || found.History[0].Reason != "thôi" {
			t.Errorf("taken back: %+v", found)
		}
	})
}
