package money_test

import (
	"slices"
	"strconv"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/money"
	"dondoc/internal/approval"
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
		approve := approver(t, w, w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District))
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
				made, _, err := w.Pay(apptest.Ctx, officer, capital.Payment{Project: which, Year: year, Source: "central", Kind: capital.Completed, Amount: amount, Voucher: string(rune('a' + voucher)), On: start.AddDays(80 + 200*i)})
				if err != nil {
					t.Fatal(err)
				}
				approve(made)
			}
		}
		for y := 2020; y <= 2022; y++ {
			year(quick, y, 10*tỷ, 3*tỷ, 10*tỷ)
			year(slow, y, 20*tỷ, tỷ, 12*tỷ)
		}
		year(quick, 2023, 10*tỷ, 3*tỷ, 3*tỷ)
		year(slow, 2023, 20*tỷ, tỷ, tỷ)
		w.On("2023-04-05")
		c := apptest.Must(w.Capital(apptest.Ctx, officer, "ngan-son", 2023, money.At{}))(t)
		if c.Total.Disbursed() != 4*tỷ || c.Total.Planned[capital.Province].Plan != 30*tỷ || c.Month != 3 || len(c.Rows) != 2 {
			t.Fatalf("%+v", c.Total)
		}
		if first := c.Rows[0]; first.Code != "B" || first.Grade == forecast.Calm || first.Forecast == nil || first.Forecast.Total > 16*tỷ || first.Low > first.Forecast.Total {
			t.Errorf("the slow project: %+v %+v", first.Graded, first.Forecast)
		}
		if c.End == nil || c.End.Plan != 30*tỷ {
			t.Errorf("the whole: %+v", c.End)
		}
		if c := apptest.Must(w.Capital(apptest.Ctx, officer, "ngan-son", 2023, money.At{Day: "2023-03-01"}))(t); c.Total.Disbursed() != 0 || c.Total.Planned[capital.Province].Plan != 30*tỷ {
			t.Errorf("as of 1 March: %+v", c.Total)
		}
		above := capital.Payment{Project: quick, Year: 2023, Source: "central", Kind: capital.Advance, Amount: 8 * tỷ, Voucher: "x", On: "2023-04-04"}
		if _, _, err := w.Pay(apptest.Ctx, officer, above); apptest.Key(err) != "capital.above_plan" {
			t.Errorf("above the plan: %v", err)
		}
		above.Reason = "quyết định ký sau"
		made, e, err := w.Pay(apptest.Ctx, officer, above)
		if err != nil || e == nil {
			t.Errorf("above the plan with a reason: %v %v", e, err)
		}
		if err := w.CloseProject(apptest.Ctx, office, quick, "2023-04-05"); apptest.Key(err) != "capital.advances_open" {
			t.Errorf("closed with an advance that waits: %v", err)
		}
		approve(made)
		if _, err := w.CreateProject(apptest.Ctx, office, capital.Project{Unit: w.District, Code: "B", Name: "Khác", Group: "C"}); !errs.Is(err, errs.Conflict) {
			t.Errorf("a code twice: %v", err)
		}
		if err := w.CloseProject(apptest.Ctx, office, quick, "2023-04-05"); apptest.Key(err) != "capital.advances_open" {
			t.Errorf("closed with open advances: %v", err)
		}
		if err := w.CloseProject(apptest.Ctx, office, slow, "2023-04-05"); err != nil {
			t.Error(err)
		}
		if p := apptest.Must(w.Project(apptest.Ctx, office, slow, ""))(t); p.May.Manage || p.Book.Project.Closed != "2023-04-05" || len(p.Years) != 4 || p.Years[0] != 2023 {
			t.Errorf("the closed project: %+v", p.Years)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log does not replay: %+v", v)
		}
	})
}

// approver gives what verifies and approves a voucher, by two people.
func approver(t *testing.T, w *apptest.World, verifier, head access.Actor) func(id.ID) {
	return func(which id.ID) {
		t.Helper()
		for _, err := range []error{w.StepPayments(apptest.Ctx, verifier, []id.ID{which}, approval.Verify, ""), w.StepPayments(apptest.Ctx, head, []id.ID{which}, approval.Approve, "")} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A voucher counts once three people have seen it; a wrong one is put right with
// a reason and stays in the history; what was known on a day stays known; a
// closed year takes nothing more.
func TestLinesArePutRight(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, officer := w.Actor("van-phong", access.Office, w.District), w.Actor("can-bo", access.Officer, w.District)
		verifier, head := w.Actor("tham-dinh", access.Verifier, w.District), w.Actor("lanh-dao", access.Head, w.District)
		both := access.Actor{Account: officer.Account, Person: officer.Person, User: officer.User, Name: officer.Name, Grants: append(slices.Clone(verifier.Grants), officer.Grants...)}
		w.On("2023-03-01")
		project := apptest.Must(w.CreateProject(apptest.Ctx, office, capital.Project{Unit: w.District, Code: "X", Name: "Đường", Group: "C"}))(t)
		line := capital.Plan{Project: project, Year: 2023, Source: "central", Setter: capital.Province, Kind: capital.Assigned, Amount: 10 * tỷ, Decision: "1/QĐ", On: "2023-01-05"}
		plan := apptest.Must(w.AddCapitalPlan(apptest.Ctx, office, line))(t)
		v := capital.Payment{Project: project, Year: 2023, Source: "central", Kind: capital.Advance, Amount: 4 * tỷ, Voucher: "KB1", On: "2023-02-20"}
		file := figures.File{Name: "ủy nhiệm chi.pdf", MediaType: "application/pdf", Content: []byte("%PDF-1.7")}
		first, _, err := w.Pay(apptest.Ctx, officer, v, file)
		if err != nil {
			t.Fatal(err)
		}
		stands := func(known period.Date, paid, waiting int64) {
			t.Helper()
			c := apptest.Must(w.Capital(apptest.Ctx, officer, "ngan-son", 2023, money.At{Known: known}))(t)
			if c.Total.Disbursed() != paid || c.Total.Waiting.Amount != waiting {
				t.Errorf("known on %q: paid %d, waiting %d; want %d, %d", known, c.Total.Disbursed(), c.Total.Waiting.Amount, paid, waiting)
			}
		}
		key := func(want string, err error) {
			t.Helper()
			if apptest.Key(err) != want {
				t.Errorf("%v, want %s", err, want)
			}
		}
		stands("", 0, 4*tỷ)
		key("approval.own_figure", w.StepPayments(apptest.Ctx, both, []id.ID{first}, approval.Verify, ""))
		key("", w.StepPayments(apptest.Ctx, verifier, []id.ID{first}, approval.Verify, ""))
		_, err = w.CorrectPayment(apptest.Ctx, officer, first, v, "ghi nhầm")
		key("approval.not_now", err)
		key("approval.reason_needed", w.StepPayments(apptest.Ctx, verifier, []id.ID{first}, approval.Return, " "))
		key("", w.StepPayments(apptest.Ctx, verifier, []id.ID{first}, approval.Return, "số tiền sai"))
		stands("", 0, 0)
		w.On("2023-03-10")
		v.Amount = 3 * tỷ
		_, err = w.CorrectPayment(apptest.Ctx, officer, first, v, "")
		key("approval.reason_needed", err)
		if _, err = w.CorrectPayment(apptest.Ctx, officer, first, v, "ghi nhầm số tiền"); err != nil {
			t.Fatal(err)
		}
		p := apptest.Must(w.Project(apptest.Ctx, officer, project, ""))(t)
		second := p.Payments[0]
		if second.ID == first {
			second = p.Payments[1]
		}
		if len(p.Payments) != 2 || second.Corrects != first || len(second.Files) != 1 {
			t.Fatalf("%+v", p.Payments)
		}
		if f, content, err := w.CapitalFile(apptest.Ctx, head, second.Files[0].ID); err != nil || f.Name != file.Name || string(content) != "%PDF-1.7" {
			t.Errorf("%+v %q %v", f, content, err)
		}
		approver(t, w, verifier, head)(second.ID)
		stands("", 3*tỷ, 0)
		stands("2023-03-05", 0, 0)
		stands("2023-02-28", 0, 0) // the plan was entered on 1 March
		v.Kind, v.Amount, v.Voucher, v.On = capital.Recovery, tỷ, "KB2", "2023-03-09"
		if _, _, err = w.Pay(apptest.Ctx, officer, v); err != nil {
			t.Fatal(err)
		}
		key("capital.recovered_since", w.StepPayments(apptest.Ctx, office, []id.ID{second.ID}, approval.Reopen, "sai"))
		key("capital.plan_below_paid", w.CorrectCapitalPlan(apptest.Ctx, office, plan, nil, "nhập hai lần"))
		line.Amount = 2 * tỷ
		key("capital.plan_below_paid", w.CorrectCapitalPlan(apptest.Ctx, office, plan, &line, "sai số"))
		line.Amount = 9 * tỷ
		key("approval.reason_needed", w.CorrectCapitalPlan(apptest.Ctx, office, plan, &line, ""))
		key("", w.CorrectCapitalPlan(apptest.Ctx, office, plan, &line, "sai số"))
		key("capital.withdrawn_already", w.CorrectCapitalPlan(apptest.Ctx, office, plan, &line, "sai số"))
		if c := apptest.Must(w.Capital(apptest.Ctx, officer, "ngan-son", 2023, money.At{}))(t); c.Total.Planned[capital.Province].Plan != 9*tỷ {
			t.Errorf("the corrected plan: %+v", c.Total.Planned)
		}
		key("app.nothing_corrected", w.CorrectProject(apptest.Ctx, office, p.Book.Project, "không gì"))
		renamed := p.Book.Project
		renamed.Name, renamed.Total = "Đường Bằng Vân", 12*tỷ
		key("", w.CorrectProject(apptest.Ctx, office, renamed, "sai tên"))
		if p := apptest.Must(w.Project(apptest.Ctx, officer, project, ""))(t); p.Book.Project.Name != "Đường Bằng Vân" || len(p.Amended) != 1 || p.Amended[0].Before["name"] != "Đường" {
			t.Errorf("%+v", p.Amended)
		}
		key("capital.year_still_paid", w.LockCapitalYear(apptest.Ctx, office, w.District, 2023))
		w.On("2024-02-12")
		key("", w.LockCapitalYear(apptest.Ctx, office, w.District, 2023))
		v.Voucher = "KB3"
		_, _, err = w.Pay(apptest.Ctx, officer, v)
		key("capital.year_closed", err)
		key("capital.year_closed", apptest.Drop(w.AddCapitalPlan(apptest.Ctx, office, line)))
		key("", w.ReopenCapitalYear(apptest.Ctx, office, w.District, 2023, "2024-02-20", "sót chứng từ"))
		_, _, err = w.Pay(apptest.Ctx, officer, v)
		key("", err)
		if list, err := w.WaitingVouchers(apptest.Ctx, verifier, "ngan-son", 2023, money.At{}, "", 0); err != nil || len(list.Rows) != 2 || len(list.Rows[0].Steps) != 2 {
			t.Errorf("waiting: %+v %v", list, err)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("the log does not replay: %+v", v)
		}
	})
}
