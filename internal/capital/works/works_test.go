package works_test

import (
	"slices"
	"testing"
	"time"

	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

const tỷ = 1_000_000_000

func money(total int64, paid ...int64) capital.Book {
	b := capital.Book{Project: capital.Project{Total: total, Group: "C"}, Plans: []capital.Plan{
		{Year: 2026, Source: "central", Setter: capital.PrimeMinister, Kind: capital.Assigned, Amount: 12 * tỷ, Decision: "1", On: "2026-01-05"},
		{Year: 2026, Source: "central", Setter: capital.Province, Kind: capital.Assigned, Amount: 10 * tỷ, Decision: "2", On: "2026-01-10"}}}
	for i, amount := range paid {
		b.Payments = append(b.Payments, capital.Payment{Year: 2026, Source: "central", Kind: capital.Completed, Amount: amount, Voucher: string(rune('a' + i)), On: period.Date("2026-02-15").AddDays(30 * i)})
	}
	return b
}

func rules(s works.Seen) (out []string) {
	for _, w := range s.Warnings() {
		out = append(out, w.Rule)
	}
	return out
}

func told(events ...works.Event) (b works.Book) {
	for i, e := range events {
		e.ID, e.At = id.ID(string(rune('A'+i))), time.UnixMilli(int64(i))
		b = append(b, e)
	}
	return b
}

// Each warning speaks on its side of its bound and is silent on the other.
func TestWarnings(t *testing.T) {
	contract := func(expires period.Date, value int64) works.Event {
		return works.Event{Kind: works.Contract, On: "2026-01-20", Number: "01/HĐ", Contractor: "Cty A", Value: value, Expires: expires}
	}
	progress := func(percent int64) works.Event {
		return works.Event{Kind: works.Progress, On: "2026-05-01", Percent: percent}
	}
	even := works.Event{Kind: works.Schedule, Year: 2026, Source: "central", On: "2026-01-01", Months: [13]int64{0, tỷ, tỷ, tỷ, tỷ, tỷ, tỷ, tỷ, tỷ, tỷ, tỷ}}
	said := works.Event{Kind: works.Explained, Year: 2026, On: "2026-01-01", Month: 5, Cause: "mưa", Fault: "objective", Remedy: "tăng ca", Promised: "2026-06-10", Who: "Chủ tịch"}
	for name, tt := range map[string]struct {
		day   period.Date
		money capital.Book
		works works.Book
		want  string
		says  bool
	}{
		"a contract that ends in 30 days": {"2026-06-01", money(0), told(contract("2026-07-01", 9*tỷ)), "contract_expiring", true},
		"in 31 days":                      {"2026-06-01", money(0), told(contract("2026-07-02", 9*tỷ)), "contract_expiring", false},
		"that has ended":                  {"2026-07-02", money(0), told(contract("2026-07-01", 9*tỷ)), "contract_expired", true},
		"that has ended with the works":   {"2026-07-02", money(0), told(contract("2026-07-01", 9*tỷ), progress(10000)), "contract_expired", false},
		"money 21 points ahead":           {"2026-06-01", money(10*tỷ, 5*tỷ), told(progress(2900)), "money_ahead", true},
		"20 points ahead":                 {"2026-06-01", money(10*tỷ, 5*tỷ), told(progress(3000)), "money_ahead", false},
		"works 21 points ahead":           {"2026-06-01", money(10*tỷ, 5*tỷ), told(progress(7100)), "work_ahead", true},
		"works 20 points ahead":           {"2026-06-01", money(10*tỷ, 5*tỷ), told(progress(7000)), "work_ahead", false},
		"paid above the contracts":        {"2026-06-01", money(0, 5*tỷ), told(contract("2026-12-01", 5*tỷ-1)), "above_contracts", true},
		"paid as contracted":              {"2026-06-01", money(0, 5*tỷ), told(contract("2026-12-01", 5*tỷ)), "above_contracts", false},
		"20 points behind the plan":       {"2026-06-01", money(0, 2*tỷ), told(even), "behind_schedule", true},
		"and nobody said why":             {"2026-06-01", money(0, 2*tỷ), told(even), "unexplained", true},
		"somebody did":                    {"2026-06-01", money(0, 2*tỷ), told(even, said), "unexplained", false},
		"and the promised day is past":    {"2026-06-11", money(0, 2*tỷ), told(even, said), "promise_passed", true},
		"10 points behind":                {"2026-06-01", money(0, 3*tỷ), told(even), "behind_schedule", false},
		"no monthly plan by 31 March":     {"2026-03-31", money(0), nil, "no_schedule", true},
		"before that day":                 {"2026-03-30", money(0), nil, "no_schedule", false},
		"29 % after June":                 {"2026-07-01", money(0, 29*tỷ/10), nil, "under_mid", true},
		"30 % after June":                 {"2026-07-01", money(0, 3*tỷ), nil, "under_mid", false},
		"59 % by 31 August":               {"2026-08-31", money(0, 59*tỷ/10), nil, "move", true},
		"60 % by 31 August":               {"2026-09-15", money(0, 6*tỷ), nil, "move", false},
		"the day before":                  {"2026-08-30", money(0, 1*tỷ), nil, "move", false},
		"a part not allotted on":          {"2026-04-01", money(0), nil, "not_allotted", true},
		"all of it paid, not accepted":    {"2026-06-01", money(0, 10*tỷ), nil, "paid_not_accepted", true},
		"nearly all of it":                {"2026-06-01", money(0, 10*tỷ-1), nil, "paid_not_accepted", false},
		"the end of payments near":        {"2026-12-31", money(0, 9*tỷ), nil, "still_unpaid", true},
		"and past":                        {"2027-02-01", money(0, 9*tỷ), nil, "still_unpaid", false},
	} {
		s := works.Seen{Day: tt.day, Year: 2026, Money: tt.money, Position: tt.money.Position(2026, tt.day), Works: tt.works, Rules: works.RulesOf(2026)}
		if got := rules(s); slices.Contains(got, tt.want) != tt.says {
			t.Errorf("%s: %v, %s: %v", name, got, tt.want, tt.says)
		}
	}
	b := money(0, 2*tỷ)
	s := works.Seen{Day: "2026-06-01", Year: 2026, Money: b, Position: b.Position(2026, "2026-06-01"), Peers: &capital.Rate{Paid: 31, Plan: 100}, LastYear: &capital.Rate{Paid: 30, Plan: 100}, Rules: works.RulesOf(2026)}
	if got := rules(s); !slices.Contains(got, "below_peers") || slices.Contains(got, "below_last_year") {
		t.Errorf("20 %% beside 31 %% of the others and 30 %% last year: %v", got)
	}
}

// Each source is held against its own plan of the months: what was paid from
// another does not make up for it, and one without such a plan is named.
func TestSchedulesBySource(t *testing.T) {
	b := money(0, 2*tỷ)
	b.Plans = append(b.Plans, capital.Plan{Year: 2026, Source: "oda", Setter: capital.Province, Kind: capital.Assigned, Amount: 8 * tỷ, Decision: "3", On: "2026-01-10"})
	b.Payments = append(b.Payments, capital.Payment{Year: 2026, Source: "oda", Kind: capital.Completed, Amount: 8 * tỷ, Voucher: "o", On: "2026-02-20"})
	plan := works.Event{Kind: works.Schedule, Year: 2026, Source: "central", On: "2026-01-01", Months: [13]int64{0, tỷ, tỷ, tỷ, tỷ, tỷ, tỷ, tỷ, tỷ, tỷ, tỷ}}
	s := works.Seen{Day: "2026-05-31", Year: 2026, Money: b, Position: b.Position(2026, "2026-05-31"), Works: told(plan), Rules: works.RulesOf(2026)}
	if got := rules(s); !slices.Contains(got, "behind_schedule") || !slices.Contains(got, "no_schedule_of") {
		t.Errorf("with money of another source: %v", got)
	}
	other := works.Event{Kind: works.Schedule, Year: 2026, Source: "oda", On: "2026-01-01", Months: [13]int64{0, 8 * tỷ}}
	s.Works = told(plan, other)
	if got := rules(s); slices.Contains(got, "no_schedule_of") {
		t.Errorf("both have a plan: %v", got)
	}
	list := s.Works.Schedules(2026, b, s.Day)
	if len(list) != 3 || list[0].Over != 5 || list[0].Paid[4] != 2*tỷ || list[1].Paid[4] != 8*tỷ || list[2].Planned[4] != 12*tỷ || list[2].Paid[4] != 10*tỷ || list[2].Event.Source != "" {
		t.Fatalf("%+v", list)
	}
	if q := list[0].Quality; q == nil || q.Level != "D" || list[1].Quality.Level != "A" || list[1].Quality.Timing != "A" {
		t.Errorf("%+v, %+v", q, list[1].Quality)
	}
	if off, ok := list[0].Off(4); !ok || off.String() != "-20.0" {
		t.Errorf("off by %v", off)
	}
}

// What is told is refused where it cannot be, and taken back with a reason.
func TestTold(t *testing.T) {
	gate := func(name string, on period.Date, number string) works.Event {
		return works.Event{Kind: works.Gate, Gate: name, On: on, Number: number}
	}
	first := works.Gates()[0]
	b := told(gate(first, "2026-01-10", "1/NQ"), works.Event{Kind: works.Progress, On: "2026-03-01", Percent: 4000}, works.Event{Kind: works.Contract, On: "2026-02-01", Number: "1/HĐ", Contractor: "x", Value: 5 * tỷ, Expires: "2026-12-01"},
		gate(works.Gates()[1], "2026-01-20", "2/TTr"))
	schedule := works.Event{Kind: works.Schedule, Year: 2026, Source: "central", On: "2026-01-01", Months: [13]int64{10 * tỷ}}
	short := schedule
	short.Months[0]--
	void := works.Event{Kind: works.Gate, Corrects: "A", Void: true, Reason: "nhầm"}
	for name, tt := range map[string]struct {
		e    works.Event
		want string
	}{
		"a step before its time":        {gate(works.Gates()[4], "2026-02-01", "3"), "capital.gate_before"},
		"a step twice":                  {gate(first, "2026-02-01", "3"), "capital.gate_passed"},
		"a step without its paper":      {gate(works.Gates()[2], "2026-02-01", " "), "capital.gate_paper"},
		"a step before the one before":  {gate(works.Gates()[2], "2026-01-19", "3"), "capital.gate_day"},
		"a step of nowhere":             {gate("x", "2026-02-01", "3"), "capital.gate_unknown"},
		"the next step":                 {gate(works.Gates()[2], "2026-01-21", "3"), ""},
		"a step from under a later one": {void, "capital.gate_later"},
		"works become less":             {works.Event{Kind: works.Progress, On: "2026-04-01", Percent: 3999}, "capital.progress_falls"},
		"and it is said why":            {works.Event{Kind: works.Progress, On: "2026-04-01", Percent: 3999, Note: "đo lại"}, ""},
		"above all":                     {works.Event{Kind: works.Progress, On: "2026-04-01", Percent: 10001}, "capital.percent_range"},
		"a day to come":                 {works.Event{Kind: works.Progress, On: "2026-07-01", Percent: 5000}, "capital.day_ahead"},
		"a contract twice":              {works.Event{Kind: works.Contract, On: "2026-02-01", Number: "1/hđ", Contractor: "x", Value: 1, Expires: "2026-12-01"}, "capital.contract_twice"},
		"a contract that ends first":    {works.Event{Kind: works.Contract, On: "2026-02-01", Number: "2", Contractor: "x", Value: 1, Expires: "2026-01-31"}, "capital.contract_expires"},
		"months that miss the plan":     {short, "capital.schedule_sum"},
		"months that make the plan":     {schedule, ""},
		"a correction without a reason": {works.Event{Kind: works.Progress, On: "2026-03-01", Percent: 1, Corrects: "B"}, "approval.reason_needed"},
		"a correction":                  {works.Event{Kind: works.Progress, On: "2026-03-01", Percent: 1, Corrects: "B", Reason: "nhầm"}, ""},
		"of another kind":               {works.Event{Kind: works.Contract, On: "2026-03-01", Corrects: "B", Reason: "nhầm"}, "access.not_found"},
	} {
		key := ""
		if all := errs.All(b.Check(tt.e, money(0), "2026-06-01")); len(all) > 0 {
			key = all[0].What.Key
		}
		if key != tt.want {
			t.Errorf("%s: %q, want %q", name, key, tt.want)
		}
	}
	if all := errs.All(b.Check(works.Event{Kind: works.Explained, On: "2026-01-01", Year: 2026}, money(0), "2026-06-01")); len(all) != 6 {
		t.Errorf("an empty explanation misses %d things", len(all))
	}
	if err := b.CheckPaid(money(0, 4*tỷ), capital.Payment{Kind: capital.Completed, Amount: tỷ + 1, On: "2026-05-01"}); err == nil {
		t.Error("a payment above the contracts")
	}
	if err := b.CheckPaid(money(0, 4*tỷ), capital.Payment{Kind: capital.Completed, Amount: tỷ, On: "2026-05-01"}); err != nil {
		t.Error(err)
	}
}

// The score by hand: 10 planned in each of two months, 5 and 3 paid: 40 % of the
// plan; at that level 4 and 4 were due, so 1 + 1 of 8 is off.
func TestQuality(t *testing.T) {
	q, ok := works.QualityOf([]int64{10, 10}, []int64{5, 3})
	if !ok || q.Outturn.String() != "40.0" || q.Variance.String() != "25.0" || q.Level != "D" || q.Timing != "D" {
		t.Errorf("%+v %v", q, ok)
	}
	if q, _ := works.QualityOf([]int64{10, 10}, []int64{10, 9}); q.Level != "A" || q.Timing != "B" {
		t.Errorf("%+v", q)
	}
	if _, ok := works.QualityOf([]int64{0}, []int64{1}); ok {
		t.Error("a score without a plan")
	}
	for text, want := range map[string]int64{"45,5 %": 4550, "100": 10000, "0": 0, "33.33": 3333} {
		if n, err := works.ReadPercent(text); err != nil || n != want {
			t.Errorf("%q: %d %v", text, n, err)
		}
	}
	for _, text := range []string{"", "nửa", "33,333"} {
		if n, err := works.ReadPercent(text); err == nil {
			t.Errorf("%q: %d", text, n)
		}
	}
}

// An office's own bounds hold from the year it names on, for what is known by
// then; what cannot be a bound is refused by name.
func TestOwnBounds(t *testing.T) {
	usual := works.RulesOf(2026)
	for _, name := range works.Bounds() {
		if text := usual.Bound(name); text == "" {
			t.Errorf("%s has no value", name)
		} else if same, err := usual.Under(works.Own{Bounds: map[string]string{name: text}}); err != nil || same != usual {
			t.Errorf("%s set to its own %s: %+v, %v", name, text, same, err)
		}
	}
	at := func(day int) time.Time { return time.Date(2026, 3, day, 0, 0, 0, 0, time.UTC) }
	own := []works.Own{{From: 2026, Bounds: map[string]string{"move_by": "30/09", "move_least": "50"}, At: at(1)}, {From: 2027, Bounds: map[string]string{"move_least": "70"}, At: at(2)}, {From: 2026, At: at(5)}}
	for name, tt := range map[string]struct {
		year  int
		known time.Time
		by    string
		least int64
	}{
		"before any was set": {2026, at(1), "08-31", 60}, "the first": {2026, at(2), "09-30", 50}, "a later year": {2027, at(3), "08-31", 70},
		"taken back": {2026, time.Time{}, "08-31", 60}, "an earlier year": {2025, at(4), "08-31", 60},
	} {
		if r, _ := works.RulesUnder(tt.year, own, tt.known); r.MoveBy != tt.by || r.MoveLeast != tt.least {
			t.Errorf("%s: %s, %d", name, r.MoveBy, r.MoveLeast)
		}
	}
	for name, text := range map[string]string{"move_least": "101", "gap_points": "-1", "peer_points": "mười", "move_by": "31/06", "schedule_by": "29/02", "expiring_days": "367", "no_such": "1"} {
		_, err := usual.Under(works.Own{Bounds: map[string]string{name: text}})
		if list := errs.All(err); len(list) != 1 || list[0].Field != name {
			t.Errorf("%s = %s: %v", name, text, err)
		}
	}
}
