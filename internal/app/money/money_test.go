package money_test

import (
	"strconv"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/forecast"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

const tỷ = 1_000_000_000

// A district's year is the sum of its units' projects, as of any day; the slow
// one comes first, with its grade; the log replays to every row.
func TestYearOfCapital(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.District)
		project := func(unit id.ID, code string) id.ID {
			return apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: unit, Code: code, Name: "Dự án " + code, Group: "C"}))(t)
		}
		quick, slow := project(w.Commune, "A"), project(w.District, "B")
		voucher := 0
		year := func(which id.ID, year int, plan, march, end int64) {
			start := period.Cycle(strconv.Itoa(year)).Start()
			apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, capital.Plan{Project: which, Year: year, Source: "central", Setter: capital.Province, Kind: capital.Assigned, Amount: plan, Decision: "1/QĐ", On: start}))(t)
			for i, amount := range []int64{march, end - march} {
				if amount == 0 {
					continue
				}
				voucher++
				w.On(start.AddDays(80 + 200*i))
				if _, _, err := w.Pay(apptest.Ctx, officer, capital.Payment{Project: which, Year: year, Source: "central", Kind: capital.Completed, Amount: amount, Voucher: string(rune('a' + voucher)), On: start.AddDays(80 + 200*i)}); err != nil {
					t.Fatal(err)
				}
			}
		}
		for y := 2020; y <= 2022; y++ {
			year(quick, y, 10*tỷ, 3*tỷ, 10*tỷ)
			year(slow, y, 20*tỷ, tỷ, 12*tỷ)
		}
		year(quick, 2023, 10*tỷ, 3*tỷ, 3*tỷ)
		year(slow, 2023, 20*tỷ, tỷ, tỷ)
		w.On("2023-04-05")
		c := apptest.Must(w.Capital(apptest.Ctx, officer, "ngan-son", 2023, ""))(t)
		if c.Total.Disbursed() != 4*tỷ || c.Total.Planned[capital.Province].Plan != 30*tỷ || c.Month != 3 || len(c.Rows) != 2 {
			t.Fatalf("%+v", c.Total)
		}
		if first := c.Rows[0]; first.Code != "B" || first.Grade == forecast.Calm || first.Forecast == nil || first.Forecast.Total > 16*tỷ || first.Low > first.Forecast.Total {
			t.Errorf("the slow project: %+v %+v", first.Graded, first.Forecast)
		}
		if c.End == nil || c.End.Plan != 30*tỷ {
			t.Errorf("the whole: %+v", c.End)
		}
		if c := apptest.Must(w.Capital(apptest.Ctx, officer, "ngan-son", 2023, "2023-03-01"))(t); c.Total.Disbursed() != 0 || c.Total.Planned[capital.Province].Plan != 30*tỷ {
			t.Errorf("as of 1 March: %+v", c.Total)
		}
		above := capital.Payment{Project: quick, Year: 2023, Source: "central", Kind: capital.Advance, Amount: 8 * tỷ, Voucher: "x", On: "2023-04-04"}
		if _, _, err := w.Pay(apptest.Ctx, officer, above); apptest.Key(err) != "capital.above_plan" {
			t.Errorf("above the plan: %v", err)
		}
		above.Reason = "quyết định ký sau"
		if _, e, err := w.Pay(apptest.Ctx, officer, above); err != nil || e == nil {
			t.Errorf("above the plan with a reason: %v %v", e, err)
		}
		if _, err := w.CreateProject(apptest.Ctx, office, capital.Project{Unit: w.District, Code: "B", Name: "Khác", Group: "C"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a code twice: %v", err)
		}
		if err := w.CloseProject(apptest.Ctx, office, quick, "2023-04-05"); apptest.Key(err) != "capital.advances_open" {
			t.Errorf("closed with open advances: %v", err)
		}
		if err := w.CloseProject(apptest.Ctx, office, slow, "2023-04-05"); err != nil {
			t.Error(err)
		}
		if p := apptest.Must(w.Project(apptest.Ctx, office, slow))(t); p.May.Manage || p.Book.Project.Closed != "2023-04-05" || len(p.Years) != 4 || p.Years[0] != 2023 {
			t.Errorf("the closed project: %+v", p.Years)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log does not replay: %+v", v)
		}
	})
}
