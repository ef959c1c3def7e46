package money_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/money"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/capital"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/target"
)

// What is wrong with money is refused by name, or kept as an exception with its
// reason, which shows for good; what was refused leaves nothing.
func TestBadMoney(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.District)
		approve := approver(t, w, w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District))
		w.On("2027-01-20")
		project := apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: w.District, Code: "A", Name: "Đường", Group: "C", Programme: "Giảm nghèo bền vững"}))(t)
		line := capital.Plan{Project: project, Year: 2026, Source: "central", Setter: capital.Province, Kind: capital.Assigned, Amount: 10 * tỷ, Decision: "1/QĐ", On: "2026-02-05"}
		apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, line))(t)
		kept := line
		kept.Kind, kept.Amount = capital.CarriedOver, 2*tỷ
		apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, kept))(t)
		good := capital.Payment{Project: project, Year: 2026, Source: "central", Kind: capital.Completed, Amount: 4 * tỷ, Voucher: "KB1", On: "2026-03-05"}
		pay := func(change func(*capital.Payment)) error {
			p := good
			change(&p)
			_, _, err := w.Pay(apptest.Ctx, officer, p)
			return err
		}
		first, _, err := w.Pay(apptest.Ctx, officer, good)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.CloseProject(apptest.Ctx, office, project, "2027-01-19"); apptest.Key(err) != "capital.still_waiting" {
			t.Errorf("a project is closed with a voucher that waits: %v", err)
		}
		approve(first)
		if err := pay(func(p *capital.Payment) { p.Kind, p.Voucher = capital.Advance, "KB2" }); err != nil {
			t.Fatal(err)
		}
		lower := func(by int64) error {
			p := line
			p.Kind, p.Amount, p.Decision, p.On = "adjusted", -by, "2/QĐ", "2026-06-01"
			return apptest.Drop(w.AddCapitalPlan(apptest.Ctx, office, p))
		}
		for name, c := range map[string]struct {
			err  error
			want string
		}{
			"a negative payment":                 {pay(func(p *capital.Payment) { p.Voucher, p.Amount = "x", -tỷ }), "capital.amount_negative"},
			"a payment of nothing":               {pay(func(p *capital.Payment) { p.Voucher, p.Amount = "x", 0 }), "capital.amount_negative"},
			"above the plan without a decision":  {pay(func(p *capital.Payment) { p.Voucher, p.Amount = "x", 3*tỷ }), "capital.above_plan"},
			"a payment before the plan":          {pay(func(p *capital.Payment) { p.Voucher, p.On = "x", "2026-02-04" }), "capital.no_plan_yet"},
			"a source without a plan":            {pay(func(p *capital.Payment) { p.Voucher, p.Source = "x", "land_use" }), "capital.no_plan_yet"},
			"a date in the year before":          {pay(func(p *capital.Payment) { p.Voucher, p.On = "x", "2025-03-05" }), "capital.day_outside_year"},
			"a date ahead":                       {pay(func(p *capital.Payment) { p.Voucher, p.On = "x", "2027-01-21" }), "capital.day_ahead"},
			"an advance after its last day":      {pay(func(p *capital.Payment) { p.Voucher, p.Kind, p.On = "x", capital.Advance, "2027-01-02" }), "capital.advance_too_late"},
			"a duplicated voucher":               {pay(func(p *capital.Payment) { p.Amount = 1 }), "capital.voucher_twice"},
			"the same in other letters":          {pay(func(p *capital.Payment) { p.Amount, p.Voucher = 1, "kb1" }), "capital.voucher_twice"},
			"closed with open advances":          {w.CloseProject(apptest.Ctx, office, project, "2027-01-19"), "capital.advances_open"},
			"a plan lowered below what was paid": {lower(3 * tỷ), "capital.plan_below_paid"},
			"a plan lowered below nothing":       {lower(11 * tỷ), "capital.plan_negative"},
			"carried over of a programme that closed": {pay(func(p *capital.Payment) { p.Voucher, p.Carried, p.Amount, p.On = "x", true, tỷ, "2027-01-05" }),
				"capital.programme_closed"},
		} {
			if apptest.Key(c.err) != c.want {
				t.Errorf("%s: %v, want %s", name, c.err, c.want)
			}
		}
		if p := apptest.Must(w.Project(apptest.Ctx, officer, project, ""))(t); len(p.Payments) != 2 || len(p.Plans) != 2 {
			t.Errorf("what was refused left %d vouchers and %d lines", len(p.Payments), len(p.Plans))
		}
		for voucher, change := range map[string]func(*capital.Payment){"above": func(p *capital.Payment) { p.Amount = 3 * tỷ }, "late": func(p *capital.Payment) { p.Carried, p.Amount, p.On = true, tỷ, "2027-01-05" }} {
			if err := pay(func(p *capital.Payment) { change(p); p.Voucher, p.Reason = voucher, "QĐ 9/QĐ-TTg" }); err != nil {
				t.Errorf("%s with its reason: %v", voucher, err)
			}
		}
		rows := apptest.Must(w.Capital(apptest.Ctx, officer, "ngan-son", 2026, money.At{}))(t).Rows
		if len(rows) != 1 || len(rows[0].Above) != 2 {
			t.Errorf("the exceptions do not show: %+v", rows)
		}
		sheet := func(amount int64, reason string) error {
			_, err := w.ImportCapital(apptest.Ctx, office, money.CapitalImport{Unit: "ngan-son", Year: 2026, Day: "2026-12-31", Reason: reason, Sheet: sheets.Sheet{Name: "kho-bac.csv",
				Content: fmt.Appendf(nil, "STT,Mã dự án,Tên dự án,Nguồn vốn,Kế hoạch (đồng),KLHT (đồng),Tạm ứng (đồng),Giải ngân (đồng)\n1,A,Đường,,%d,%d,0,%d\n", 10*tỷ, amount, amount)}})
			return err
		}
		if err := sheet(4*tỷ, ""); err != nil {
			t.Fatal(err)
		}
		if err := sheet(5*tỷ, ""); apptest.Key(err) != "capital.statements_disagree" {
			t.Errorf("two sheets of one day that disagree: %v", err)
		}
		if err := sheet(5*tỷ, "Kho bạc gửi lại"); err != nil {
			t.Errorf("with the reason: %v", err)
		}
		odd := func(unit string, columns map[string]string) (money.ImportedCapital, error) {
			return w.ImportCapital(apptest.Ctx, apptest.Operator, money.CapitalImport{Unit: unit, Year: 2026, Sheet: sheets.Sheet{Name: "la.csv", Content: []byte("Khoá,Gọi là,Thứ\nLA-1,Cầu,dự án\n"), Choice: exchange.Choice{Columns: columns}}})
		}
		for _, unit := range []string{"ngan-son", "cho-don"} {
			if _, err := odd(unit, nil); err == nil {
				t.Errorf("%s: columns chosen by another unit are taken", unit)
			}
			if unit == "ngan-son" {
				apptest.Must(odd(unit, map[string]string{"code": "Khoá", "name": "Gọi là", "what": "Thứ"}))(t)
				if again := apptest.Must(odd(unit, nil))(t); !again.Remembered {
					t.Error("the columns are forgotten")
				}
			}
		}
		sum := sha256.Sum256([]byte("Khoá\x00Gọi là\x00Thứ"))
		apptest.RawExec(t, w, `INSERT INTO setting (key, value) VALUES ('capital.columns.`+hex.EncodeToString(sum[:8])+`', '{"code":"Khoá","name":"Gọi là","what":"Thứ"}')`)
		if kept := apptest.Must(odd("cho-don", nil))(t); !kept.Remembered {
			t.Error("what was remembered for every unit is lost")
		}
		const head = "Mã dự án,Tên dự án,Loại,Nguồn vốn,Cấp giao,Số tiền (đồng),Số văn bản,Ngày\n"
		for rows, want := range map[string]string{"A,,thanh toán,NSTW,,1.000,KB9,10/04/2026\n": "capital.above_plan", "A,,giao,NSTW,tỉnh,1.000,9/QĐ,05/02/2026\n": "access.forbidden", "B,Cầu,dự án,,,,,\n": "access.forbidden"} {
			_, err := w.ImportCapital(apptest.Ctx, officer, money.CapitalImport{Unit: "ngan-son", Year: 2026, DryRun: true, Sheet: sheets.Sheet{Name: "so.csv", Content: []byte(head + rows)}})
			if apptest.Key(err) != want {
				t.Errorf("an officer, who enters vouchers alone, takes in %q: %v", rows, err)
			}
		}
	})
}

// Two who act at once on the same money: one of them is refused, nothing is
// written twice, and nothing is half written.
func TestTwoAtOnceOnMoney(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.District)
		w.On("2023-06-20")
		var projects []id.ID
		for _, code := range []string{"A", "B"} {
			p := apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: w.District, Code: code, Name: "Đường", Group: "C"}))(t)
			apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, capital.Plan{Project: p, Year: 2023, Source: "central", Setter: capital.Province, Kind: capital.Assigned, Amount: 10 * tỷ, Decision: "1/QĐ", On: "2023-01-05"}))(t)
			projects = append(projects, p)
		}
		rate := apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: w.Resolution, Place: 2, Label: "2", Name: "Tỷ lệ giải ngân vốn đầu tư công", Wording: "từ 95% trở lên", UnitOfMeasure: "%", Accumulation: target.Stock, Confirmed: true}))(t)
		move := func() error {
			return w.TransferCapital(apptest.Ctx, office, money.Move{From: projects[0], To: projects[1], Transfer: capital.Transfer{Year: 2023, Source: "central", Amount: 6 * tỷ, Decision: "9/QĐ", On: "2023-06-01"}})
		}
		pay := func() error {
			_, _, err := w.Pay(apptest.Ctx, officer, capital.Payment{Project: projects[1], Year: 2023, Source: "central", Kind: capital.Completed, Amount: tỷ, Voucher: "KB1", On: "2023-06-10"})
			return err
		}
		lower := func() error {
			return apptest.Drop(w.AddCapitalPlan(apptest.Ctx, office, capital.Plan{Project: projects[0], Year: 2023, Source: "central", Setter: capital.Province, Kind: "adjusted", Amount: -3 * tỷ, Decision: "8/QĐ", On: "2023-06-02"}))
		}
		tie := func() error {
			return w.TieTarget(apptest.Ctx, office, rate, &capital.Tie{Setter: capital.Province})
		}
		for name, c := range map[string]struct {
			do   func() error
			says string
		}{"transfers": {move, "capital.transferred_already"}, "vouchers": {pay, "capital.voucher_twice"}, "adjustments": {lower, "capital.plan_twice"}, "ties": {tie, "capital.tied_already"}} {
			failed := make(chan error, 8)
			for range 8 {
				go func() { failed <- c.do() }()
			}
			passed := 0
			for range 8 {
				switch err := <-failed; {
				case err == nil:
					passed++
				case apptest.Key(err) != c.says:
					t.Errorf("%s: %v", name, err)
				}
			}
			if passed != 1 {
				t.Errorf("%s: %d of 8 alike pass", name, passed)
			}
		}
		from, to := apptest.Must(w.Project(apptest.Ctx, officer, projects[0], ""))(t), apptest.Must(w.Project(apptest.Ctx, officer, projects[1], ""))(t)
		if len(from.Plans)+len(to.Plans) != 5 || len(to.Payments) != 1 {
			t.Errorf("%d and %d lines, %d vouchers", len(from.Plans), len(to.Plans), len(to.Payments))
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log does not replay: %+v", v)
		}
	})
}
