package capital_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/forecast"
	"dondoc/internal/period"
)

const tỷ = 1_000_000_000

func plan(kind capital.PlanKind, setter capital.Setter, amount int64, on period.Date) capital.Plan {
	return capital.Plan{Year: 2026, Source: "central", Setter: setter, Kind: kind, Amount: amount, Decision: "01/QĐ-UBND", On: on}
}

func pay(kind capital.PaymentKind, amount int64, on period.Date, voucher string) capital.Payment {
	return capital.Payment{Year: 2026, Source: "central", Kind: kind, Amount: amount, On: on, Voucher: voucher}
}

// The same money has two denominators, and each rate names its own.
func TestTwoDenominators(t *testing.T) {
	b := capital.Book{Plans: []capital.Plan{
		plan(capital.Assigned, capital.PrimeMinister, 584*tỷ, "2026-01-05"), plan(capital.Assigned, capital.Province, 850*tỷ, "2026-01-10"),
		plan(capital.CarriedOver, capital.Province, 50*tỷ, "2026-02-10"),
	}, Payments: []capital.Payment{pay(capital.Completed, 200*tỷ, "2026-03-01", "1"), pay(capital.Advance, 90*tỷ, "2026-05-01", "2")}}
	carried := pay(capital.Completed, 10*tỷ, "2026-06-01", "3")
	carried.Carried = true
	b.Payments = append(b.Payments, carried)
	want := map[string]string{"prime_minister": "49.7", "province": "34.1", "province+": "33.3"}
	for _, r := range b.Position(2026, "2026-06-30").Rates() {
		key := string(r.Setter)
		if r.WithCarried {
			key += "+"
		}
		if got, ok := r.Percent(1); !ok || got.String() != want[key] {
			t.Errorf("%s: %v, want %s", key, got, want[key])
		}
		delete(want, key)
	}
	if len(want) > 0 {
		t.Errorf("no rate of %v", want)
	}
	if p := b.Position(2026, "2026-04-30"); p.Disbursed() != 200*tỷ || p.Advance != 0 {
		t.Errorf("as of 30 April: %+v", p)
	}
}

func TestClosing(t *testing.T) {
	c, ok := capital.ClosingOf(2026)
	if !ok || c.Advances != "2026-12-31" || c.Payments != "2027-01-31" || c.Reconciled != "2027-02-10" || c.AdvancesBack != "2027-02-15" || c.CommuneSettled != "2027-01-20" || c.ProvinceSettled != "2027-02-28" || c.Certainty != "read" {
		t.Errorf("%+v", c)
	}
	if c, ok := capital.ClosingOf(2021); !ok || c.Payments != "2022-01-31" || c.Advances != "" || c.Source == "" {
		t.Errorf("%+v", c)
	}
	if _, ok := capital.ClosingOf(1999); ok {
		t.Error("a rule for 1999")
	}
}

// Every refusal names its rule; an exception needs a reason and is kept.
func TestRefusals(t *testing.T) {
	b := capital.Book{Plans: []capital.Plan{plan(capital.Assigned, capital.Commune, 100, "2026-01-10")},
		Payments: []capital.Payment{pay(capital.Completed, 60, "2026-03-01", "KB01"), pay(capital.Advance, 10, "2026-03-02", "KB02")}}
	closed := b
	closed.Project.Closed = "2026-05-01"
	for name, tt := range map[string]struct {
		book capital.Book
		p    capital.Payment
		want string
	}{
		"negative":             {b, pay(capital.Completed, -1, "2026-04-01", "x"), "capital.amount_negative"},
		"above the plan":       {b, pay(capital.Completed, 31, "2026-04-01", "x"), "capital.above_plan"},
		"before the plan":      {b, pay(capital.Completed, 1, "2026-01-09", "x"), "capital.no_plan_yet"},
		"in the wrong year":    {b, pay(capital.Completed, 1, "2025-12-31", "x"), "capital.day_outside_year"},
		"after the closing":    {b, pay(capital.Completed, 1, "2027-02-01", "x"), "capital.day_outside_year"},
		"advance in January":   {b, pay(capital.Advance, 1, "2027-01-05", "x"), "capital.advance_too_late"},
		"voucher twice":        {b, pay(capital.Completed, 1, "2026-04-01", "kb01"), "capital.voucher_twice"},
		"no voucher":           {b, pay(capital.Completed, 1, "2026-04-01", " "), "capital.voucher_needed"},
		"recovers too much":    {b, pay(capital.Recovery, 11, "2026-04-01", "x"), "capital.more_than_advanced"},
		"returns too much":     {b, pay(capital.Returned, 11, "2026-04-01", "x"), "capital.more_than_advanced"},
		"another source":       {b, capital.Payment{Year: 2026, Source: "oda", Kind: capital.Completed, Amount: 1, On: "2026-04-01", Voucher: "x"}, "capital.no_plan_yet"},
		"a source of nowhere":  {b, capital.Payment{Year: 2026, Source: "gold", Kind: capital.Completed, Amount: 1, On: "2026-04-01", Voucher: "x"}, "capital.source_unknown"},
		"a kind of nowhere":    {b, pay("gift", 1, "2026-04-01", "x"), "capital.payment_kind_unknown"},
		"of a settled project": {closed, pay(capital.Completed, 1, "2026-06-01", "x"), "capital.closed_already"},
		"a year without rule":  {b, capital.Payment{Year: 1990, Source: "central", Kind: capital.Completed, Amount: 1, On: "1990-04-01", Voucher: "x"}, "capital.year_unknown"},
	} {
		_, err := tt.book.CheckPayment(tt.p)
		if all := errs.All(err); len(all) != 1 || all[0].What.Key != tt.want {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
	above := pay(capital.Completed, 31, "2026-04-01", "x")
	above.Reason = "quyết định điều chỉnh ký sau"
	if e, err := b.CheckPayment(above); err != nil || e == nil || e.Plan != 100 || e.Paid != 101 {
		t.Errorf("above the plan with a reason: %+v %v", e, err)
	}
	for _, fine := range []capital.Payment{pay(capital.Recovery, 10, "2026-04-01", "x"), pay(capital.Completed, 30, "2027-01-31", "x"), pay(capital.Advance, 30, "2026-12-31", "x")} {
		if e, err := b.CheckPayment(fine); err != nil || e != nil {
			t.Errorf("%+v: %+v %v", fine, e, err)
		}
	}
	for name, tt := range map[string]struct {
		p    capital.Plan
		want string
	}{
		"below what was paid": {plan("adjusted", capital.Commune, -31, "2026-04-01"), "capital.plan_below_paid"},
		"below nothing":       {plan("adjusted", capital.Commune, -101, "2026-04-01"), "capital.plan_negative"},
		"assigned less":       {plan(capital.Assigned, capital.Commune, -1, "2026-04-01"), "capital.amount_negative"},
		"after the closing":   {plan("adjusted", capital.Commune, 1, "2027-02-01"), "capital.plan_after_closing"},
	} {
		err := b.CheckPlan(tt.p)
		if all := errs.All(err); len(all) != 1 || all[0].What.Key != tt.want {
			t.Errorf("plan %s: %v, want %s", name, err, tt.want)
		}
	}
	if err := b.CheckPlan(plan("adjusted", capital.Commune, -30, "2026-04-01")); err != nil {
		t.Errorf("down to what was paid: %v", err)
	}
	if err := b.Close("2026-12-31"); errs.All(err)[0].What.Key != "capital.advances_open" {
		t.Errorf("closing with open advances: %v", err)
	}
	b.Payments = append(b.Payments, pay(capital.Recovery, 10, "2026-04-01", "KB03"))
	if err := b.Close("2026-12-31"); err != nil {
		t.Errorf("closing when all are recovered: %v", err)
	}
}

// Whatever is entered in whatever order and accepted without a reason, what is
// paid never passes the plan, advances are never below nothing, and a sum of
// projects is the sum of their positions.
func TestAcceptedBooksHold(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 7))
		var all capital.Position
		var paid, planned int64
		for range 3 {
			var b capital.Book
			for i := range 40 {
				day := period.Date("2026-01-01").AddDays(r.IntN(396))
				if p := plan([]capital.PlanKind{capital.Assigned, "adjusted"}[r.IntN(2)], capital.Commune, int64(r.IntN(400)-100), day); r.IntN(4) == 0 && b.CheckPlan(p) == nil {
					b.Plans = append(b.Plans, p)
				}
				v := pay([]capital.PaymentKind{capital.Completed, capital.Advance, capital.Recovery, capital.Returned}[r.IntN(4)], int64(r.IntN(120)), day, string(rune('a'+i)))
				if _, err := b.CheckPayment(v); err == nil {
					b.Payments = append(b.Payments, v)
				}
				p := b.Position(2026, "2027-01-31")
				if p.Disbursed() > p.Bound.Plan || p.Advance < 0 || p.Completed < 0 {
					t.Fatalf("seed %d: %+v", seed, p)
				}
			}
			p := b.Position(2026, "2027-01-31")
			paid, planned = paid+p.Disbursed(), planned+p.Bound.Plan
			all.Add(p)
		}
		if all.Disbursed() != paid || all.Bound != (capital.Share{Plan: planned, Paid: paid}) || all.Projects != 3 {
			t.Fatalf("seed %d: %+v is not the sum", seed, all)
		}
	}
}

// The course is what the positions say, the year's end is known when the year is
// closed, and nothing after the day is in it.
func TestCourse(t *testing.T) {
	b := capital.Book{Plans: []capital.Plan{plan(capital.Assigned, capital.Commune, 100, "2026-02-10")},
		Payments: []capital.Payment{pay(capital.Completed, 30, "2026-03-31", "1"), pay(capital.Completed, 20, "2026-04-01", "2"), pay(capital.Completed, 40, "2027-01-20", "3")}}
	y, _ := capital.Course("x", []capital.Book{b, b}, "2026-04-29").Of(2026)
	if !math.IsNaN(y.Plan[0]) || y.Plan[1] != 200 || y.ToDate[2] != 60 || !math.IsNaN(y.ToDate[3]) {
		t.Errorf("%+v", y)
	}
	if y, _ := capital.Course("x", []capital.Book{b}, "2027-01-30").Of(2026); !math.IsNaN(y.ToDate[11]) || y.ToDate[10] != 50 {
		t.Errorf("before the closing: %+v", y)
	}
	if y, _ := capital.Course("x", []capital.Book{b}, "2027-01-31").Of(2026); y.ToDate[11] != 90 {
		t.Errorf("closed: %+v", y)
	}
	other := b
	other.Plans = slices.Clone(b.Plans)
	other.Plans[0].On = "2026-03-05" // later than its first months
	for _, day := range []period.Date{"2026-02-28", "2026-04-29", "2027-01-31"} {
		books := []capital.Book{b, other, b}
		var pool []forecast.Series
		for _, one := range books {
			pool = append(pool, capital.Course("", []capital.Book{one}, day))
		}
		want, got := capital.Course("x", books, day), forecast.Together("x", pool)
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Errorf("%s: together %v, not %v", day, got, want)
		}
	}
	if _, ok := forecast.AtYearEnd(capital.Course("x", []capital.Book{b}, "2026-04-29"), 2026, 3); ok {
		t.Error("a forecast without any earlier year")
	}
}

func TestReadDong(t *testing.T) {
	for text, want := range map[string]int64{"1,5 tỷ": 1_500_000_000, "250 triệu đồng": 250_000_000, "1.500.000.000": 1_500_000_000, "24 tỷ 472 triệu đồng": 24_472_000_000,
		"-2,25 tỷ đồng": -2_250_000_000, "500 đồng": 500, "0,000000001 tỷ": 1, "1 500 000 đ": 1_500_000} {
		if got, err := capital.ReadDong(text); err != nil || got != want {
			t.Errorf("%q: %d %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "1,5", "150", "abc", "1,5 tỷ USD", "5 triệu đồng/ha", "5 ha", "1,5 đồng", "10%", "khoảng 5 tỷ", "5 tỷ (tạm tính)", "99999999999 tỷ"} {
		if got, err := capital.ReadDong(text); err == nil {
			t.Errorf("%q is read as %d", text, got)
		}
	}
	if got := capital.Dong(1_234_567_890).Billions().Say("vi"); got != "1,235" {
		t.Error(got)
	}
}

// Projects planned by different setters are added up; what is paid of one is never
// held against a plan that knows nothing of it.
func TestSumsKeepTheirDenominators(t *testing.T) {
	national := capital.Book{Plans: []capital.Plan{plan(capital.Assigned, capital.PrimeMinister, 90, "2026-01-05"), plan(capital.Assigned, capital.Province, 100, "2026-01-05")},
		Payments: []capital.Payment{pay(capital.Completed, 50, "2026-03-01", "1")}}
	own := capital.Book{Plans: []capital.Plan{plan(capital.Assigned, capital.Commune, 20, "2026-01-05")}, Payments: []capital.Payment{pay(capital.Completed, 10, "2026-03-01", "1")}}
	local := plan(capital.Assigned, capital.Commune, 40, "2026-01-05")
	local.Source = "local_balance"
	national.Plans = append(national.Plans, local)
	var all capital.Position
	all.Add(national.Position(2026, "2026-12-31"))
	all.Add(own.Position(2026, "2026-12-31"))
	want := map[capital.Setter]capital.Share{capital.PrimeMinister: {Plan: 90, Paid: 50}, capital.Province: {Plan: 100, Paid: 50}, capital.Commune: {Plan: 60, Paid: 10}}
	for s, share := range want {
		if all.Planned[s] != share {
			t.Errorf("%s: %+v, want %+v", s, all.Planned[s], share)
		}
	}
	if all.Bound != (capital.Share{Plan: 160, Paid: 60}) || all.Disbursed() != 60 {
		t.Errorf("%+v", all)
	}
}

// A year settles by the forms: completed work, advances open, what is carried on
// and what is cancelled add up to the plan, and an advance of an earlier year is
// recovered after that year's closing without being paid twice.
func TestSettlement(t *testing.T) {
	old := func(p capital.Plan) capital.Plan { p.Year = 2025; return p }
	earlier := func(p capital.Payment) capital.Payment { p.Year = 2025; return p }
	b := capital.Book{
		Plans: []capital.Plan{old(plan(capital.Assigned, capital.Commune, 100, "2025-01-05")), plan(capital.Assigned, capital.Commune, 200, "2026-01-05"),
			plan(capital.CarriedOver, capital.Commune, 30, "2026-02-10")},
		Payments: []capital.Payment{earlier(pay(capital.Advance, 40, "2025-06-01", "1")), earlier(pay(capital.Completed, 30, "2025-12-01", "2")),
			pay(capital.Completed, 120, "2026-05-01", "5"), pay(capital.Advance, 20, "2026-06-01", "6")},
	}
	carried := pay(capital.Completed, 25, "2026-03-01", "4")
	carried.Carried = true
	b.Payments = append(b.Payments, carried)
	for _, p := range []capital.Payment{earlier(pay(capital.Recovery, 15, "2026-04-01", "7")), earlier(pay(capital.Returned, 5, "2026-04-02", "8"))} {
		if _, err := b.CheckPayment(p); err != nil {
			t.Fatal(err)
		}
		b.Payments = append(b.Payments, p)
	}
	if _, err := b.CheckPayment(earlier(pay(capital.Recovery, 21, "2026-05-01", "9"))); err == nil {
		t.Error("more was recovered than had been advanced")
	}
	next := plan(capital.CarriedOver, capital.Commune, 50, "2027-01-20")
	next.Year = 2027
	b.Plans = append(b.Plans, next)
	lines := b.Settle(2026, "2027-01-31")
	want := capital.Settlement{Source: "central", PlannedBefore: 100, PaidBefore: 70, OldReturned: 5, OldRecovered: 15, OldOpen: 20,
		Carried: capital.Portion{Plan: 30, Completed: 25}, Year: capital.Portion{Plan: 200, Completed: 120, Advance: 20, Next: 50}}
	if len(lines) != 1 || lines[0] != want {
		t.Fatalf("%+v", lines)
	}
	s := lines[0]
	if s.Year.Left() != 10 || s.Carried.Left() != 5 || s.Settled() != 160 || s.Advances() != 40 || s.PaidSince() != 230 {
		t.Errorf("%+v: left %d and %d, settled %d, advances %d, since the beginning %d", s, s.Year.Left(), s.Carried.Left(), s.Settled(), s.Advances(), s.PaidSince())
	}
}

// What is cancelled is a line of its own: within the year the plan is smaller,
// after its end the year stays as it was paid; in the settlement it is left, either
// way. Never more is cancelled than was not paid.
func TestCancelled(t *testing.T) {
	b := capital.Book{Plans: []capital.Plan{plan(capital.Assigned, capital.Commune, 10, "2026-01-05"), plan(capital.CarriedOver, capital.Commune, 5, "2026-02-10")},
		Payments: []capital.Payment{pay(capital.Completed, 6, "2026-05-01", "1")}}
	add := func(kind capital.PlanKind, amount int64, on period.Date, want string) {
		t.Helper()
		p := plan(kind, capital.Commune, amount, on).Signed()
		if err := b.CheckPlan(p); key(err) != want {
			t.Errorf("%s %d on %s: %v, want %q", kind, amount, on, err, want)
		} else if err == nil {
			b.Plans = append(b.Plans, p)
		}
	}
	stands := func(day period.Date, plan, carried, left, leftCarried int64) {
		t.Helper()
		at, s := b.Position(2026, day), b.Settle(2026, day)[0]
		if at.Planned[capital.Commune].Plan != plan || at.Carried[capital.Commune].Plan != carried || at.Bound != (capital.Share{Plan: plan, Paid: 6}) || b.Kept(2026, day).Plan != carried {
			t.Errorf("%s: plan %d, carried over %d: %+v", day, plan, carried, at)
		}
		if s.Year.Left() != left || s.Carried.Left() != leftCarried {
			t.Errorf("%s: %d and %d left", day, s.Year.Left(), s.Carried.Left())
		}
	}
	add("cancelled", 5, "2026-06-01", "capital.plan_below_paid")
	add("cancelled", 3, "2026-06-01", "")
	stands("2026-12-31", 7, 5, 4, 5)
	add("carried_cancelled", -2, "2026-07-01", "")
	add("carried_cancelled", 4, "2026-07-02", "capital.plan_negative")
	stands("2026-12-31", 7, 3, 4, 5)
	add("cancelled", 2, "2027-02-20", "capital.plan_below_paid")
	add("cancelled", 1, "2027-02-20", "")
	add("carried_cancelled", 3, "2027-02-20", "")
	stands("2027-02-28", 7, 3, 4, 5)
	add("cancelled", 1, "2027-02-21", "capital.plan_below_paid")
	add("adjusted", 1, "2027-02-21", "capital.plan_after_closing")
}

func key(err error) string {
	if list := errs.All(err); len(list) > 0 {
		return list[0].What.Key
	}
	return ""
}
