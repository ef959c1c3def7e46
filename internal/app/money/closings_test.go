package money_test

import (
	"fmt"
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/units"
	"dondoc/internal/capital"
	"dondoc/internal/period"
)

// The closing days of a capital year come to who enters and who manages the money
// of a commune before they are there, each while something is left to be done, and
// to nobody else; what is past is told only while advances are open.
func TestMyClosings(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		commune := apptest.Must(w.AddUnit(apptest.Ctx, apptest.Operator, units.NewUnit{Code: "xa-x", Name: "Xã X", Kind: "commune", Parent: w.District, From: "2020-01-01"}))(t)
		office, officer := w.Actor("vp-x", access.Office, commune), w.Actor("cb-x", access.Officer, commune)
		approve := approver(t, w, w.Actor("td-x", access.Verifier, commune), w.Actor("ld-x", access.Head, commune))
		w.On("2026-11-20")
		project := apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: commune, Code: "A", Name: "Đường", Group: "C"}))(t)
		apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, capital.Plan{Project: project, Year: 2026, Source: "central", Setter: capital.Province, Kind: capital.Assigned, Amount: 10 * tỷ, Decision: "1/QĐ", On: "2026-02-05"}))(t)
		pay := func(kind capital.PaymentKind, amount int64, voucher string, on period.Date) {
			t.Helper()
			made, _, err := w.Pay(apptest.Ctx, officer, capital.Payment{Project: project, Year: 2026, Source: "central", Kind: kind, Amount: amount, Voucher: voucher, On: on})
			if err != nil {
				t.Fatal(err)
			}
			approve(made)
		}
		pay(capital.Advance, 3*tỷ, "KB1", "2026-11-05")
		near := func(day period.Date) (out []string) {
			t.Helper()
			w.On(day)
			for _, d := range apptest.Must(w.MyClosings(apptest.Ctx, officer))(t) {
				out = append(out, fmt.Sprintf("%s %s %d %d", d.What, d.On, d.Days, d.Left/tỷ))
			}
			if other := apptest.Must(w.MyClosings(apptest.Ctx, office))(t); len(other) != len(out) {
				t.Errorf("%s: the office is told of %d, the officer of %d", day, len(other), len(out))
			}
			return out
		}
		same := func(day period.Date, want ...string) {
			t.Helper()
			if got := near(day); !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", day, got, want)
			}
		}
		same("2026-11-20")
		same("2026-12-10", "advances 2026-12-31 21 7")
		same("2027-01-12", "commune_settled 2027-01-20 8 0", "payments 2027-01-31 19 7", "reconciled 2027-02-10 29 0")
		same("2027-01-31", "payments 2027-01-31 0 7", "reconciled 2027-02-10 10 0", "advances_back 2027-02-15 15 3")
		same("2027-02-20", "advances_back 2027-02-15 -5 3")
		if told := apptest.Must(w.MyClosings(apptest.Ctx, w.Actor("cb-khac", access.Officer, w.Commune)))(t); len(told) != 0 {
			t.Errorf("another unit is told of %d", len(told))
		}
		pay(capital.Recovery, 3*tỷ, "KB2", "2027-02-18")
		same("2027-02-20")
		pay(capital.Advance, tỷ, "KB3", "2026-12-30")
		same("2027-02-20", "advances_back 2027-02-15 -5 1")
		if err := w.LockCapitalYear(apptest.Ctx, w.Actor("vp-x2", access.Office, commune), commune, 2026); err != nil {
			t.Fatal(err)
		}
		same("2027-02-20")
	})
}
