package money_test

import (
	"fmt"
	"reflect"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/money"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// What is kept of the sums is what the projects come to, after every kind of
// write, on any day, up the tree, and after units were merged.
func TestSumsFollowEveryWrite(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.District)
		verifier, head := w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		approve := approver(t, w, verifier, head)
		w.On("2023-07-06")
		sameAt := func(who access.Actor, unit, what string) {
			t.Helper()
			for _, at := range []money.At{{}, {Day: "2023-02-28"}, {Day: "2023-03-07"}, {Day: "2023-04-30"}, {Known: "2023-12-30"}, {Known: "2023-07-06"}, {Known: "2023-07-07"}, {Known: "2023-07-08", Day: "2023-03-07"}, {Known: "2023-07-09"}, {Known: "2023-07-25"}, {Known: "2023-07-05"}, {Known: "2023-07-26"}} {
				for _, by := range (money.Summed{}).Dimensions() {
					kept := apptest.Must(w.CapitalSums(apptest.Ctx, who, unit, 2023, at, by, 0))(t)
					at.Anew = true
					worked := apptest.Must(w.CapitalSums(apptest.Ctx, who, unit, 2023, at, by, 0))(t)
					at.Anew = false
					if kept.Slow || !worked.Slow {
						t.Fatalf("%s: kept sums hold: %v; worked out: %v", what, !kept.Slow, worked.Slow)
					}
					kept.Slow, worked.Slow = false, false
					if !reflect.DeepEqual(kept, worked) {
						t.Errorf("%s, at %v by %s: kept %+v, worked out %+v", what, at, by, kept, worked)
					}
				}
			}
			year := apptest.Must(w.Capital(apptest.Ctx, who, unit, 2023, money.At{}))(t).Total
			sums := apptest.Must(w.CapitalSums(apptest.Ctx, who, unit, 2023, money.At{}, money.ByUnit, 0))(t).Total
			if sums.Waiting != year.Waiting || len(apptest.Must(w.WaitingVouchers(apptest.Ctx, who, unit, 2023, money.At{}, "open", 0))(t).Rows) != year.Waiting.Vouchers {
				t.Errorf("%s: %+v waits, of the year %+v", what, sums.Waiting, year.Waiting)
			}
			if sums.Bound != year.Bound || sums.Disbursed() != year.Disbursed() || sums.Advance != year.Advance {
				t.Errorf("%s: sums %+v, the year %+v", what, sums, year)
			}
		}
		same := func(what string) { t.Helper(); sameAt(officer, "ngan-son", what) }
		same("nothing")
		projects := map[string]id.ID{}
		for code, unit := range map[string]id.ID{"A": w.Commune, "B": w.District, "C": w.Commune} {
			projects[code] = apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: unit, Code: code, Name: "Đường " + code, Group: "C", Programme: map[string]string{"A": "NTM"}[code]}))(t)
			for setter, amount := range map[capital.Setter]int64{capital.PrimeMinister: 5 * tỷ, capital.Province: 6 * tỷ} {
				apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, capital.Plan{Project: projects[code], Year: 2023, Source: "central", Setter: setter, Kind: capital.Assigned, Amount: amount, Decision: "1/QĐ", On: "2023-01-05"}))(t)
			}
		}
		same("plans")
		w.On("2023-07-07")
		pay := func(code string, kind capital.PaymentKind, amount int64, voucher string, on period.Date) id.ID {
			made, _, err := w.Pay(apptest.Ctx, officer, capital.Payment{Project: projects[code], Year: 2023, Source: "central", Kind: kind, Amount: amount, Voucher: voucher, On: on})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		first := pay("A", capital.Advance, tỷ, "1", "2023-02-20")
		same("a voucher that waits")
		w.On("2023-07-08")
		approve(first)
		approve(pay("B", capital.Completed, 2*tỷ, "2", "2023-03-07"))
		approve(pay("A", capital.Recovery, tỷ/2, "3", "2023-04-10"))
		same("vouchers")
		w.On("2023-07-09")
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
		everywhere := func(what string, units ...string) {
			t.Helper()
			for _, unit := range units {
				sameAt(apptest.Operator, unit, what+" "+unit)
			}
		}
		if err := w.ReviseUnit(apptest.Ctx, apptest.Operator, w.Commune, units.NewUnit{Name: "bang-van", Kind: org.Commune, Parent: w.Other, From: "2023-07-01"}); err != nil {
			t.Fatal(err)
		}
		everywhere("a unit under another,", "ngan-son", "cho-don", "bac-kan", "bang-van")
		if got := apptest.Must(w.CapitalSums(apptest.Ctx, apptest.Operator, "cho-don", 2023, money.At{}, money.ByUnit, 0))(t); got.Total.Disbursed() != tỷ {
			t.Errorf("it brought no money: %+v", got.Total)
		}
		apptest.Must(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-07-25", Decision: "12/NQ", Moves: []org.Move{
			{Row: 2, Old: "ngan-son", New: org.Destination{Official: "moi", Name: "Huyện Mới"}}, {Row: 3, Old: "cho-don", New: org.Destination{Official: "moi", Name: "Huyện Mới"}}}}))(t)
		everywhere("a merger decided ahead,", "ngan-son", "cho-don", "bac-kan")
		w.On("2023-07-26")
		if err := w.KeepCapitalSums(apptest.Ctx, apptest.Operator); err != nil {
			t.Fatal(err)
		}
		made := ""
		for _, v := range apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t).Versions {
			if v.Name == "Huyện Mới" {
				made = v.Code
			}
		}
		everywhere("the merger in force,", made, "bac-kan")
		if got := apptest.Must(w.CapitalSums(apptest.Ctx, apptest.Operator, made, 2023, money.At{}, money.ByUnit, 0))(t); got.Total.Disbursed() != 3*tỷ {
			t.Errorf("the new unit has %+v", got.Total)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log does not replay: %+v", v)
		}
	})
}

// A year taken together says of the unit and those below it what their projects
// say: plans, payments, months, the course and where it will end, on any day.
func TestTakenTogether(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.Province), w.Actor("can-bo", access.Officer, w.Province)
		approve := approver(t, w, w.Actor("tham-dinh", access.Verifier, w.Province), w.Actor("lanh-dao", access.Head, w.Province))
		w.On("2023-07-06")
		for code, unit := range map[string]id.ID{"A": w.Commune, "B": w.District, "C": w.Other} {
			project := apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: unit, Code: code, Name: "Đường " + code, Group: "C", Programme: map[string]string{"A": "NTM"}[code]}))(t)
			for year, months := range map[int]int{2020: 13, 2021: 13, 2022: 13, 2023: 6} {
				apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, capital.Plan{Project: project, Year: year, Source: "central", Setter: capital.Province, Kind: capital.Assigned, Amount: 13 * tỷ, Decision: "1/QĐ", On: capital.Ends(year)[0]}))(t)
				ends := capital.Ends(year)
				for i, end := range ends[:months] {
					made, _, err := w.Pay(apptest.Ctx, officer, capital.Payment{Project: project, Year: year, Source: "central", Kind: capital.Completed, Amount: int64(len(code)+year%3+i%4+int(code[0]-'A')) * tỷ / 10, Voucher: string(end), On: end})
					if err != nil {
						t.Fatal(err)
					}
					if year == 2023 && i == 5 {
						continue // waits
					}
					approve(made)
				}
			}
		}
		for _, at := range []money.At{{}, {Day: "2023-04-10"}, {Known: "2023-07-06"}, {Known: "2023-07-05"}} {
			read := apptest.Must(w.Capital(apptest.Ctx, office, "bac-kan", 2023, at))(t)
			at.Most = 1
			taken := apptest.Must(w.Capital(apptest.Ctx, office, "bac-kan", 2023, at))(t)
			if taken.Taken == nil {
				if at.Known != "2023-07-05" {
					t.Fatalf("%v: not taken together", at)
				}
				continue
			}
			if len(taken.Rows) > 0 || taken.Listed() == nil || read.Listed() != nil || taken.Projects() != len(read.Rows) {
				t.Errorf("%v: %d projects, %d rows", at, taken.Projects(), len(taken.Rows))
			}
			if fmt.Sprint(taken.Course) != fmt.Sprint(read.Course) || !reflect.DeepEqual(taken.End, read.End) || taken.Total.Bound != read.Total.Bound || taken.Over != read.Over {
				t.Errorf("%v: taken together %+v ends %+v, by projects %+v ends %+v", at, taken.Course, taken.End, read.Course, read.End)
			}
			if at.Known == "" && taken.Total.Waiting != read.Total.Waiting || taken.Uncounted != (at.Known != "") {
				t.Errorf("%v: %+v waits (not counted: %v), by projects %+v", at, taken.Total.Waiting, taken.Uncounted, read.Total.Waiting)
			}
			if s := apptest.Must(w.CapitalSums(apptest.Ctx, office, "bac-kan", 2023, at, money.BySource, 0))(t); s.Total.Waiting != taken.Total.Waiting || s.Untold != taken.Uncounted {
				t.Errorf("%v: of the sums %+v waits, of the year %+v", at, s.Total.Waiting, taken.Total.Waiting)
			}
			if open := apptest.Must(w.WaitingVouchers(apptest.Ctx, office, "bac-kan", 2023, money.At{Day: at.Day}, "open", 0))(t); at.Known == "" && len(open.Rows) != taken.Total.Waiting.Vouchers {
				t.Errorf("%v: %d vouchers wait, the list has %d", at, taken.Total.Waiting.Vouchers, len(open.Rows))
			}
			for _, by := range (money.Summed{}).Dimensions() {
				want, got := read.Parts(by), taken.Parts(by)
				for i := range want {
					if i >= len(got) || want[i].Key != got[i].Key || want[i].Share != got[i].Share || want[i].Projects != got[i].Projects || by != money.BySource && want[i].Points != got[i].Points {
						t.Errorf("%v by %s: taken together %+v, by projects %+v", at, by, got, want)
						break
					}
				}
			}
		}
	})
}
