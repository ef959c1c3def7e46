package sample

import (
	"math/big"
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

func world(t *testing.T) *Data {
	t.Helper()
	d, err := World()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// wording is the plan in force at the year's end.
func wording(tg Target) string {
	if n := len(tg.Revisions); n > 0 {
		return tg.Revisions[n-1].Wording
	}
	return tg.Wording
}

func count(t *testing.T, d *Data, cycle period.Cycle, result func(Target) Result) map[string]int {
	t.Helper()
	n := map[string]int{}
	for _, tg := range d.Targets {
		if tg.Cycle != cycle {
			continue
		}
		class, err := judge(wording(tg), result(tg))
		if err != nil {
			t.Fatalf("%s %s: %v", cycle, tg.Indicator, err)
		}
		n[class]++
	}
	return n
}

func final(tg Target) Result { return tg.Actual }

func estimate(tg Target) Result {
	if tg.Estimate != nil {
		return *tg.Estimate
	}
	return tg.Actual
}

// The headline of each year: Báo Bắc Kạn post8465 (2022: 21 met or exceeded, the
// total is ours), the article of 10/01/2024 and post59980 (2023: 26 of 34),
// post68023 (2024: 24 of 30, 9 exceeded, 15 met).
func TestYearsComeOutAsPublished(t *testing.T) {
	d := world(t)
	for _, c := range []struct {
		cycle          period.Cycle
		reached, total int
	}{{"2022", 21, 26}, {"2023", 26, 34}, {"2024", 24, 30}} {
		n := count(t, d, c.cycle, final)
		if got := n["exceeded"] + n["met"]; got != c.reached || got+n["not_met"] != c.total {
			t.Errorf("%s: %v, want %d of %d", c.cycle, n, c.reached, c.total)
		}
	}
	if n := count(t, d, "2024", final); n["exceeded"] != 9 || n["met"] != 15 {
		t.Errorf("2024: %v, want 9 exceeded and 15 met", n)
	}
	if n := count(t, d, "2023", estimate); n["exceeded"]+n["met"] != 27 {
		t.Errorf("2023 as estimated on 25/12: %v, want 27 reached", n)
	}
}

func TestPublishedFiguresAreReproduced(t *testing.T) {
	d := world(t)
	checked := 0
	for _, tg := range d.Targets {
		p := tg.Published
		if p == nil {
			continue
		}
		if d.Cite(p.Source) == "" || p.Printed == "" {
			t.Errorf("%s %s: published without a source or words", tg.Cycle, tg.Indicator)
		}
		class, err := judge(wording(tg), tg.Actual)
		if err != nil {
			t.Fatal(err)
		}
		if p.Class != "" && p.Class != class && (p.Class != "met_or_exceeded" || class == "not_met") {
			t.Errorf("%s %s: %s, published as %s", tg.Cycle, tg.Indicator, class, p.Class)
		}
		if p.Percent == "" {
			continue
		}
		checked++
		plan := numbersIn(wording(tg))[0]
		if p.MoreThan {
			a, _ := new(big.Rat).SetString(tg.Actual.Value)
			over := new(big.Rat).Quo(a.Mul(a, big.NewRat(100, 1)), plan)
			low, _ := new(big.Rat).SetString(p.Percent)
			if over.Cmp(low) <= 0 || over.Cmp(low.Add(low, big.NewRat(1, 1))) >= 0 {
				t.Errorf("%s %s: %s%%, printed as %q", tg.Cycle, tg.Indicator, over.FloatString(2), p.Printed)
			}
		} else if got := percent(tg.Actual.Value, plan, placesOf(p.Percent)); got != p.Percent {
			t.Errorf("%s %s: %s%%, printed as %q", tg.Cycle, tg.Indicator, got, p.Printed)
		}
	}
	if checked != 20 {
		t.Errorf("%d printed percentages checked, want 20: 5 of 2022, 11 of 2023, 4 of 2024", checked)
	}
}

func TestDisbursementIsNotMetIn2023(t *testing.T) {
	n := 0
	for _, tg := range world(t).Targets {
		if tg.Cycle == "2023" && regexp.MustCompile("^giai-ngan").MatchString(tg.Indicator) {
			n++
			if class, err := judge(tg.Wording, tg.Actual); err != nil || class != "not_met" {
				t.Errorf("%s: %s %v", tg.Indicator, class, err)
			}
		}
	}
	if n != 3 {
		t.Errorf("%d disbursement targets, want 3", n)
	}
}

// A figure has a source or is marked illustrative, never both, never neither.
func TestWhatHasNoSourceIsMarked(t *testing.T) {
	d := world(t)
	one := func(where string, illustrative bool, source string) {
		if illustrative != (source == "") || source != "" && d.Cite(source) == "" {
			t.Errorf("%s: illustrative %v, source %q", where, illustrative, source)
		}
	}
	for _, tg := range d.Targets {
		where := string(tg.Cycle) + " " + tg.Indicator
		one(where+" plan", tg.PlanIllustrative, tg.PlanSource)
		one(where+" actual", tg.Actual.Illustrative, tg.Actual.Source)
		if tg.Estimate != nil {
			one(where+" estimate", tg.Estimate.Illustrative, tg.Estimate.Source)
		}
	}
	for _, a := range d.Allotments {
		for _, p := range a.Parts {
			one(a.Indicator+" "+p.Unit, p.Actual.Illustrative, p.Actual.Source)
		}
	}
	if !d.Invented {
		t.Error("the people are not marked as invented")
	}
	for _, r := range d.Resolutions {
		if !r.Invented {
			t.Errorf("resolution %s is not marked as invented", r.Number)
		}
	}
}

func TestValuesAreTheTextsNumbers(t *testing.T) {
	d := world(t)
	for _, tg := range d.Targets {
		i, ok := d.Indicator(tg.Indicator)
		if !ok {
			t.Fatalf("no indicator %q", tg.Indicator)
		}
		results := []Result{tg.Actual, estimate(tg)}
		for _, r := range results {
			if i.Accumulation == "milestone" {
				date, err := period.ParseDate(r.Text[len(r.Text)-len("22/12/2023"):])
				if err != nil || string(date) != r.Value {
					t.Errorf("%s: %q is not %s", tg.Indicator, r.Text, r.Value)
				}
				continue
			}
			v, _ := new(big.Rat).SetString(r.Value)
			if got := numbersIn(r.Text); len(got) == 0 || got[0].Cmp(v) != 0 {
				t.Errorf("%s: %q is not %s", tg.Indicator, r.Text, r.Value)
			}
		}
	}
}

// The ten communes of Ngân Sơn with their official codes: the state's list of
// units before 01/07/2025.
func TestCommunes(t *testing.T) {
	want := map[string]string{"01936": "Nà Phặc", "01939": "Thượng Ân", "01942": "Bằng Vân", "01945": "Cốc Đán",
		"01948": "Trung Hòa", "01951": "Đức Vân", "01954": "Vân Tùng", "01957": "Thượng Quan", "01960": "Hiệp Lực", "01963": "Thuần Mang"}
	found := 0
	for _, u := range world(t).Units {
		if name, ok := want[u.Official]; ok {
			found++
			if u.Name != "Xã "+name && u.Name != "Thị trấn "+name || u.Parent != "ngan-son" {
				t.Errorf("%s: %q under %q", u.Official, u.Name, u.Parent)
			}
		}
	}
	if found != 10 {
		t.Errorf("%d communes, want 10", found)
	}
}

func TestEverythingNamedExists(t *testing.T) {
	d := world(t)
	units, posts, people := map[string]bool{}, map[string]string{}, map[string]bool{}
	for _, u := range d.Units {
		if units[u.Code] || u.Parent != "" && !units[u.Parent] || !slices.Contains(org.Kinds(), u.Kind) || u.Source != "" && d.Cite(u.Source) == "" {
			t.Errorf("unit %q: twice, unknown kind or source, or before its parent", u.Code)
		}
		units[u.Code] = true
	}
	for _, p := range d.Posts {
		if posts[p.Code] != "" || !units[p.Unit] {
			t.Errorf("post %q", p.Code)
		}
		posts[p.Code] = p.Unit
	}
	for _, p := range d.People {
		if people[p.Code] {
			t.Errorf("person %q twice", p.Code)
		}
		people[p.Code] = true
	}
	for _, a := range d.Appointments {
		if !people[a.Person] || posts[a.Post] == "" || a.Decision == "" {
			t.Errorf("appointment %+v", a)
		}
	}
	for _, a := range d.Accounts {
		if a.Person != "" && !people[a.Person] {
			t.Errorf("account %q", a.Username)
		}
		for _, g := range a.Grants {
			if !g.Role.Valid() || !units[g.Unit] {
				t.Errorf("account %q: %+v", a.Username, g)
			}
		}
	}
	if utf8.RuneCountInString(d.Password) < 10 {
		t.Error("the sample password is shorter than the product allows")
	}
	for _, i := range d.Indicators {
		if posts[i.Post] != i.AnswerUnit || !units[i.AnswerUnit] {
			t.Errorf("indicator %q: %q, %q", i.Key, i.AnswerUnit, i.Post)
		}
	}
	for _, r := range d.Resolutions {
		if !units[r.Unit] {
			t.Errorf("resolution %q", r.Key)
		}
	}
}

func TestEveryHeadsPostIsHeldOnEveryDay(t *testing.T) {
	d := world(t)
	byPost := map[string][]Appointment{}
	for _, a := range d.Appointments {
		byPost[a.Post] = append(byPost[a.Post], a)
	}
	for _, p := range d.Posts {
		for day := period.Date("2022-01-01"); day <= "2024-12-31" && p.Head; day = day.AddDays(1) {
			n := 0
			for _, a := range byPost[p.Code] {
				if a.From <= day && (a.To == "" || day < a.To) {
					n++
				}
			}
			if n != 1 {
				t.Fatalf("%s on %s: %d holders", p.Code, day, n)
			}
		}
	}
	capacities := map[org.Capacity]int{}
	for _, a := range d.Appointments {
		capacities[a.Capacity]++
	}
	if capacities[org.Concurrent] == 0 || capacities[org.Acting] == 0 || len(byPost["ngan-son-nong-nghiep.head"]) != 2 {
		t.Errorf("%v: want a concurrent holder, an acting one and a hand-over", capacities)
	}
}

// People the article and post8465 name must not
// appear among the invented ones, whatever the spelling.
func TestNobodyIsReal(t *testing.T) {
	real := []string{"Phương Thị Thanh", "Nguyễn Đăng Bình"}
	for _, p := range world(t).People {
		for _, r := range real {
			if viet.Fold(p.Name) == viet.Fold(r) {
				t.Errorf("%q is a real person", p.Name)
			}
		}
	}
}
