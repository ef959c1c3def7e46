package money_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/money"
	"dondoc/internal/app/plan"
	"dondoc/internal/capital"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// A target of disbursement takes its rate from the money by one named plan, is
// reported by it as any figure, never rounded up to its plan, and shows when the
// money went on.
func TestTargetTakesItsRateFromTheMoney(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.District)
		approve := approver(t, w, w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District))
		rate := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: w.Resolution, Place: 2, Label: "2", Field: "Kinh tế", Name: "Tỷ lệ giải ngân vốn đầu tư công", Wording: "từ 95% trở lên", UnitOfMeasure: "%", Accumulation: target.Stock, Confirmed: true}))(t)
		project := apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: w.Commune, Code: "A", Name: "Đường", Group: "C", Programme: "NTM"}))(t)
		for setter, amount := range map[capital.Setter]int64{capital.PrimeMinister: 100_000_000, capital.Province: 120_000_000} {
			apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, capital.Plan{Project: project, Year: 2023, Source: "central", Setter: setter, Kind: capital.Assigned, Amount: amount, Decision: "1/QĐ", On: "2023-01-05"}))(t)
		}
		pay := func(amount int64, voucher string) {
			made, _, err := w.Pay(apptest.Ctx, officer, capital.Payment{Project: project, Year: 2023, Source: "central", Kind: capital.Completed, Amount: amount, Voucher: voucher, On: "2023-03-05"})
			if err != nil {
				t.Fatal(err)
			}
			approve(made)
		}
		w.On("2023-04-05")
		pay(94_999_999, "1")
		said := func(_ capital.Rate, _ capital.Tie, until period.Date) string {
			return "sổ vốn đến " + string(until)
		}
		if _, err := w.ReportCapital(apptest.Ctx, officer, rate, "2023-03", said); apptest.Key(err) != "capital.not_tied" {
			t.Errorf("before it is tied: %v", err)
		}
		ties := apptest.Must(w.CapitalTies(apptest.Ctx, office, "ngan-son", 2023))(t)
		if len(ties.Rows) != 1 || ties.Rows[0].Tie != nil || !ties.Rows[0].MayTie || len(ties.Programmes) != 1 {
			t.Fatalf("%+v", ties)
		}
		tie := &capital.Tie{Setter: capital.PrimeMinister, Programme: "NTM"}
		if err := w.TieTarget(apptest.Ctx, office, rate, tie); err != nil {
			t.Fatal(err)
		}
		for want, err := range map[string]error{"capital.tied_already": w.TieTarget(apptest.Ctx, office, rate, tie), "capital.setter_unknown": w.TieTarget(apptest.Ctx, office, rate, &capital.Tie{Setter: "x"}),
			"capital.tie_no_share": w.TieTarget(apptest.Ctx, office, w.Forest, tie), "capital.not_tied": w.TieTarget(apptest.Ctx, office, w.Forest, nil)} {
			if apptest.Key(err) != want {
				t.Errorf("%s: %v", want, err)
			}
		}
		o, err := w.ReportCapital(apptest.Ctx, officer, rate, "2023-03", said)
		if err != nil || o.Text != "94,9999%" || o.Source != "sổ vốn đến 2023-03-31" {
			t.Fatalf("reported: %+v %v", o, err)
		}
		row := func() money.Tied {
			return apptest.Must(w.CapitalTies(apptest.Ctx, officer, "ngan-son", 2023))(t).Rows[0]
		}
		if r := row(); r.Differs || r.Reported == nil || r.Rate.Plan != 100_000_000 {
			t.Errorf("just reported: %+v", r)
		}
		if m := apptest.Must(w.TargetMoney(apptest.Ctx, officer, rate, ""))(t); m == nil || m.Differs || len(m.Rows) != 1 || m.Rows[0].Plan != 100_000_000 || m.Rows[0].Paid != 94_999_999 || m.Month != "2023-03" {
			t.Errorf("on the target's page: %+v", m)
		}
		if m, err := w.TargetMoney(apptest.Ctx, officer, w.Forest, ""); m != nil || err != nil {
			t.Errorf("not tied: %+v %v", m, err)
		}
		pay(1, "2")
		if m := apptest.Must(w.TargetMoney(apptest.Ctx, officer, rate, ""))(t); !m.Differs || m.Rate.Paid != 95_000_000 {
			t.Errorf("another voucher on the target's page: %+v", m)
		}
		if r := row(); !r.Differs || r.MayTie {
			t.Errorf("after another voucher: %+v", r)
		}
		if err := w.TieTarget(apptest.Ctx, office, rate, &capital.Tie{Setter: capital.Province, Carried: true}); err != nil {
			t.Fatal(err)
		}
		if r := row(); r.Tie == nil || !r.Tie.Carried || r.Rate.Plan != 120_000_000 {
			t.Errorf("tied to the province's plan: %+v", r)
		}
		if r := row(); len(r.Past) != 1 || r.Past[0].Setter != capital.PrimeMinister || r.Past[0].Until.IsZero() || r.Past[0].EndedBy != office.Name {
			t.Errorf("the tie that was replaced: %+v", r.Past)
		}
		if err := w.TieTarget(apptest.Ctx, office, rate, nil); err != nil || row().Tie != nil {
			t.Errorf("untied: %v", err)
		}
		w.On("2023-07-06")
		if err := w.TieTarget(apptest.Ctx, office, rate, tie); err != nil {
			t.Fatal(err)
		}
		apptest.Must(w.ReportCapital(apptest.Ctx, officer, rate, "2023-06", said))(t)
		w.On("2023-07-08")
		pay(20_000, "3")
		for known, want := range map[period.Date]int64{"": 95_020_000, "2023-07-08": 95_020_000, "2023-07-07": 95_000_000, "2023-07-05": -1} {
			m := apptest.Must(w.TargetMoney(apptest.Ctx, officer, rate, known))(t)
			switch {
			case want < 0 && m != nil:
				t.Errorf("before it was tied: %+v", m)
			case want < 0:
			case m == nil || m.Rate.Paid != want || m.Differs != (want == 95_020_000):
				t.Errorf("as known on %q: %+v", known, m)
			}
		}
	})
}
