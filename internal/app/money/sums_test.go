package money_test

import (
	"reflect"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/money"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// What is kept of the sums is what the projects come to, after every kind of
// write, on any day, up the tree, and after units were merged.
func TestSumsFollowEveryWrite(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.District)
		verifier, head := w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		approve := approver(t, w, verifier, head)
		w.On("2023-06-20")
		same := func(what string) {
			t.Helper()
			for _, day := range []period.Date{"", "2023-02-28", "2023-03-07", "2023-04-30"} {
				for _, by := range (money.Summed{}).Dimensions() {
					kept := apptest.Must(w.CapitalSums(apptest.Ctx, officer, "ngan-son", 2023, money.At{Day: day}, by, 0))(t)
					worked := apptest.Must(w.CapitalSums(apptest.Ctx, officer, "ngan-son", 2023, money.At{Day: day, Known: "2023-12-30"}, by, 0))(t)
					if kept.Slow || !worked.Slow {
						t.Fatalf("%s: kept sums hold: %v; worked out: %v", what, !kept.Slow, worked.Slow)
					}
					kept.Known, kept.Slow, worked.Known, worked.Slow = "", false, "", false
					if !reflect.DeepEqual(kept, worked) {
						t.Errorf("%s, until %q by %s: kept %+v, worked out %+v", what, day, by, kept, worked)
					}
				}
			}
			year := apptest.Must(w.Capital(apptest.Ctx, officer, "ngan-son", 2023, money.At{}))(t).Total
			sums := apptest.Must(w.CapitalSums(apptest.Ctx, officer, "ngan-son", 2023, money.At{}, money.ByUnit, 0))(t).Total
			if sums.Bound != year.Bound || sums.Disbursed() != year.Disbursed() || sums.Advance != year.Advance {
				t.Errorf("%s: sums %+v, the year %+v", what, sums, year)
			}
		}
		same("nothing")
		projects := map[string]id.ID{}
		for code, unit := range map[string]id.ID{"A": w.Commune, "B": w.District, "C": w.Commune} {
			projects[code] = apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: unit, Code: code, Name: "Đường " + code, Group: "C", Programme: map[string]string{"A": "NTM"}[code]}))(t)
			for setter, amount := range map[capital.Setter]int64{capital.PrimeMinister: 5 * tỷ, capital.Province: 6 * tỷ} {
				apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, capital.Plan{Project: projects[code], Year: 2023, Source: "central", Setter: setter, Kind: capital.Assigned, Amount: amount, Decision: "1/QĐ", On: "2023-01-05"}))(t)
			}
		}
		same("plans")
		pay := func(code string, kind capital.PaymentKind, amount int64, voucher string, on period.Date) id.ID {
			made, _, err := w.Pay(apptest.Ctx, officer, capital.Payment{Project: projects[code], Year: 2023, Source: "central", Kind: kind, Amount: amount, Voucher: voucher, On: on})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		first := pay("A", capital.Advance, tỷ, "1", "2023-02-20")
		same("a voucher that waits")
		approve(first)
		approve(pay("B", capital.Completed, 2*tỷ, "2", "2023-03-07"))
		approve(pay("A", capital.Recovery, tỷ/2, "3", "2023-04-10"))
		same("vouchers")
		if got := apptest.Must(w.CapitalSums(apptest.Ctx, officer, "ngan-son", 2023, money.At{}, money.ByUnit, 0))(t); got.Total.Disbursed() != 3*tỷ || got.Rest.Paid != 2*tỷ || len(got.Parts) != 1 || got.Parts[0].Paid != tỷ || got.Points[2].Paid != 3*tỷ || got.Points[1].Paid != tỷ {
			t.Errorf("%+v", got)
		}
		if err := w.StepPayments(apptest.Ctx, office, []id.ID{first}, approval.Reopen, "sai"); err == nil {
			t.Error("an advance that was recovered is reopened")
		}
		same("a step that was refused")
		p := apptest.Must(w.Project(apptest.Ctx, officer, projects["C"], ""))(t).Book.Project
		p.Programme, p.Group = "NTM", "B"
		if err := w.CorrectProject(apptest.Ctx, office, p, "sai nhóm"); err != nil {
			t.Fatal(err)
		}
		same("a project put right")
		if err := w.TransferCapital(apptest.Ctx, office, money.Move{From: projects["A"], To: projects["C"], Transfer: capital.Transfer{Year: 2023, Source: "central", Setter: capital.Province, Amount: 2 * tỷ, Decision: "9/QĐ", On: "2023-06-01"}}); err != nil {
			t.Fatal(err)
		}
		same("a transfer")
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log does not replay: %+v", v)
		}
	})
}
