package money_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/money"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// What waits for somebody in their work is what the list of the unit and year has
// of the same step: nobody sees a step of their own voucher, a returned one goes
// back to who entered it, and what is approved waits for nobody.
func TestMyVouchers(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.District)
		verifier, head := w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		elsewhere := w.Actor("noi-khac", access.Verifier, w.Other)
		w.On("2023-03-01")
		project := apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: w.Commune, Code: "X", Name: "Đường", Group: "C"}))(t)
		for year, on := range map[int]string{2022: "2022-01-05", 2023: "2023-01-05"} {
			apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, capital.Plan{Project: project, Year: year, Source: "central", Setter: capital.Commune, Kind: capital.Assigned, Amount: 100, Decision: "1/QĐ", On: period.Date(on)}))(t)
		}
		pay := func(by access.Actor, voucher string, year int, on string) id.ID {
			made, _, err := w.Pay(apptest.Ctx, by, capital.Payment{Project: project, Year: year, Source: "central", Kind: capital.Completed, Amount: 10, Voucher: voucher, On: period.Date(on)})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		old, first, second := pay(officer, "0", 2022, "2023-01-20"), pay(officer, "1", 2023, "2023-02-01"), pay(officer, "2", 2023, "2023-02-02")
		groups := func(of access.Actor) map[string]int {
			out := map[string]int{}
			found, more, err := w.MyVouchers(apptest.Ctx, of)
			if err != nil || more {
				t.Fatalf("%v %v", more, err)
			}
			for _, g := range found {
				n := len(apptest.Must(w.WaitingVouchers(apptest.Ctx, of, g.Unit.Code, g.Year, money.At{}, string(g.Step), 0))(t).Rows)
				if n != len(g.Rows) {
					t.Errorf("%s: %d vouchers wait to be %s in %d, the list has %d", of.User, len(g.Rows), g.Step, g.Year, n)
				}
				out[string(g.Step)] += len(g.Rows)
			}
			return out
		}
		same := func(who access.Actor, want map[string]int) {
			t.Helper()
			got := groups(who)
			for _, s := range money.VoucherSteps() {
				if got[string(s)] != want[string(s)] {
					t.Errorf("%s: %v, want %v", who.User, got, want)
				}
			}
		}
		same(verifier, map[string]int{"verify": 3})
		same(head, nil)
		same(officer, nil)
		same(elsewhere, nil)
		if err := w.StepPayments(apptest.Ctx, verifier, []id.ID{old, first}, approval.Verify, ""); err != nil {
			t.Fatal(err)
		}
		if err := w.StepPayments(apptest.Ctx, verifier, []id.ID{second}, approval.Return, "thiếu bảng xác nhận"); err != nil {
			t.Fatal(err)
		}
		same(verifier, nil)
		same(head, map[string]int{"approve": 2})
		same(officer, map[string]int{"return": 1})
		if err := w.StepPayments(apptest.Ctx, head, []id.ID{old, first}, approval.Approve, ""); err != nil {
			t.Fatal(err)
		}
		if _, err := w.CorrectPayment(apptest.Ctx, officer, second, capital.Payment{Year: 2023, Source: "central", Kind: capital.Completed, Amount: 9, Voucher: "2", On: "2023-02-02"}, "bổ sung"); err != nil {
			t.Fatal(err)
		}
		same(officer, nil)
		same(head, nil)
		same(verifier, map[string]int{"verify": 1})
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the rows of what waits do not fit: %+v", v.Findings)
		}
	})
}
