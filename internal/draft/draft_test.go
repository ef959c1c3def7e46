package draft

import (
	"math/big"
	"math/rand"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
)

func plan(t *testing.T, wording, unit string, d criterion.Direction) criterion.Criterion {
	t.Helper()
	c, _ := criterion.Read(wording, criterion.Hints{Unit: unit, Direction: d})
	return c
}

func TestTurn(t *testing.T) {
	for _, c := range []struct {
		was, is, unit string
		way           criterion.Direction
		want          Turn
	}{
		{"từ 98% trở lên", "từ 98% trở lên", "%", criterion.Higher, Same},
		{"từ 98% trở lên", "từ 98,5% trở lên", "%", criterion.Higher, Raised},
		{"từ 98% trở lên", "từ 97% trở lên", "%", criterion.Higher, Lowered},
		{"dưới 35%", "dưới 30%", "%", criterion.Lower, Raised},
		{"không quá 3 vụ", "không quá 5 vụ", "vụ", criterion.Lower, Lowered},
		{"700 ha", "750 ha", "ha", criterion.Higher, Raised},
		{"700 ha", "trên 700 ha", "ha", criterion.Higher, Other},
		{"3/3 trường", "3/4 trường", "trường", criterion.Higher, Other},
		{"đạt chuẩn", "700 ha", "ha", criterion.Higher, Other},
		{"6,6-6,8", "6,7-7", "%", criterion.Higher, Raised},
		{"không để xảy ra cháy rừng", "không để xảy ra cháy rừng", "vụ", criterion.Lower, Same},
	} {
		if got := TurnOf(plan(t, c.was, c.unit, c.way), plan(t, c.is, c.unit, c.way)); got != c.want {
			t.Errorf("%q → %q: %s, want %s", c.was, c.is, got, c.want)
		}
	}
}

// A plan raised one way is lowered the other.
func TestTurnIsOpposite(t *testing.T) {
	opposite := map[Turn]Turn{Same: Same, Other: Other, Raised: Lowered, Lowered: Raised}
	for range 500 {
		wordings := []string{"%s ha", "từ %s ha trở lên", "dưới %s ha", "không quá %s ha"}
		text := func() criterion.Criterion {
			return plan(t, wordingOf(wordings[rand.Intn(len(wordings))], rand.Intn(50)+1), "ha", criterion.Higher)
		}
		a, b := text(), text()
		if TurnOf(b, a) != opposite[TurnOf(a, b)] {
			t.Fatalf("%q, %q: %s and %s", a.Text, b.Text, TurnOf(a, b), TurnOf(b, a))
		}
	}
}

func wordingOf(form string, n int) string {
	out := ""
	for i := 0; i < len(form); i++ {
		if form[i] == '%' && i+1 < len(form) && form[i+1] == 's' {
			out += measure.Int(int64(n)).String()
			i++
			continue
		}
		out += form[i : i+1]
	}
	return out
}

func TestAdvise(t *testing.T) {
	share := func(a, p int64) *criterion.Achievement {
		return &criterion.Achievement{Actual: big.NewRat(a, 1), Plan: big.NewRat(p, 1)}
	}
	met, over, missed := []Year{{Class: criterion.Met}}, []Year{{Class: criterion.Exceeded}}, []Year{{Class: criterion.NotMet}, {Class: criterion.NotMet}}
	for name, c := range map[string]struct {
		e    Ended
		turn Turn
		drop bool
		key  string
	}{
		"open":             {Ended{Class: criterion.NotAssessed, Due: true}, Other, false, "draft.why_open"},
		"not due":          {Ended{Class: criterion.Met}, Other, false, "draft.why_open"},
		"estimated":        {Ended{Class: criterion.Met, Estimated: true}, Same, false, "draft.why_estimated"},
		"zero event":       {Ended{Criterion: criterion.Criterion{Kind: criterion.ZeroEvent}, Class: criterion.Met, Due: true}, Same, false, "draft.why_zero"},
		"done":             {Ended{Criterion: criterion.Criterion{Kind: criterion.Milestone}, Class: criterion.Met, Due: true}, Other, true, "draft.why_done"},
		"not done":         {Ended{Criterion: criterion.Criterion{Kind: criterion.Milestone}, Class: criterion.NotMet, Due: true}, Same, false, "draft.why_missed"},
		"300 %":            {Ended{Class: criterion.Exceeded, Due: true, Reached: share(3, 1), Before: met}, Raised, false, "draft.why_far"},
		"110 % exactly":    {Ended{Class: criterion.Exceeded, Due: true, Reached: share(110, 100)}, Raised, false, "draft.why_far"},
		"under 110 %":      {Ended{Class: criterion.Exceeded, Due: true, Reached: share(1099, 1000), Before: met}, Same, false, "draft.why_reached"},
		"exceeded twice":   {Ended{Class: criterion.Exceeded, Due: true, Reached: share(101, 100), Before: over}, Raised, false, "draft.why_exceeded_again"},
		"lower, far":       {Ended{Criterion: criterion.Criterion{Direction: criterion.Lower}, Class: criterion.Exceeded, Due: true, Reached: share(3, 1)}, Same, false, "draft.why_reached"},
		"missed":           {Ended{Class: criterion.NotMet, Due: true, Before: met}, Same, false, "draft.why_missed"},
		"missed for years": {Ended{Class: criterion.NotMet, Due: true, Before: missed}, Other, false, "draft.why_missed_again"},
	} {
		a := Advise(c.e)
		if a.Turn != c.turn || a.Drop != c.drop || len(a.Why) == 0 || a.Why[0].Key != c.key {
			t.Errorf("%s: %+v", name, a)
		}
	}
	level := measure.NewDecimal(9855, 2)
	e := Ended{Criterion: plan(t, "từ 98% trở lên", "%", criterion.Higher), Class: criterion.Met, Due: true, Actual: &criterion.Actual{Value: &level, Unit: "%"}, Reached: share(101, 100)}
	if a := Advise(e); a.AtLeast == nil || a.AtLeast.String() != "98.55" {
		t.Errorf("level: %+v", a)
	}
}

// What a term leaves: plan less what is known, never under zero, and the years to
// come are enough at what each must bring.
func TestGap(t *testing.T) {
	c := plan(t, "2021-2025: 100 doanh nghiệp", "doanh nghiệp", criterion.Higher)
	if c.Kind != criterion.Cumulative {
		t.Fatalf("kind %s", c.Kind)
	}
	for range 300 {
		results, sum, missing := map[int]measure.Decimal{}, int64(0), 0
		from := 2021 + rand.Intn(5)
		for y := 2021; y < from; y++ {
			if n := int64(rand.Intn(50)); n > 5 {
				results[y] = measure.Int(n)
				sum += n
			} else {
				missing++
			}
		}
		g := GapOf(c, results, from, true)
		if g == nil || g.Missing != missing || g.Years != 2026-from || g.Left.Cmp(measure.Int(max(0, 100-sum))) != 0 {
			t.Fatalf("from %d, %v: %+v", from, results, g)
		}
		all := new(big.Rat).Mul(g.Each().Rat(), big.NewRat(int64(g.Years), 1))
		if all.Cmp(g.Left.Rat()) < 0 {
			t.Fatalf("%s a year over %d years is under %s", g.Each(), g.Years, g.Left)
		}
	}
	stock := GapOf(c, map[int]measure.Decimal{2021: measure.Int(20), 2023: measure.Int(64)}, 2024, false)
	if stock.Done.Cmp(measure.Int(64)) != 0 || stock.Missing != 0 || stock.Left.Cmp(measure.Int(36)) != 0 {
		t.Errorf("so many in all by 2023: %+v", stock)
	}
	if g := GapOf(c, map[int]measure.Decimal{2022: measure.Int(64)}, 2024, false); g.Done.Cmp(measure.Int(64)) != 0 || g.Missing != 1 {
		t.Errorf("nothing of 2023: %+v", g)
	}
	told := Advise(Ended{Class: criterion.Met, Due: true, Term: stock}).Why
	short := Ended{Criterion: plan(t, "5 doanh nghiệp", "doanh nghiệp", criterion.Higher), Class: criterion.Met, Due: true, Term: stock}
	if a := Advise(short); a.Turn != Raised {
		t.Errorf("5 a year kept, 18 needed: %s", a.Turn)
	}
	if short.Criterion = plan(t, "18 doanh nghiệp", "doanh nghiệp", criterion.Higher); Advise(short).Turn != Same {
		t.Error("18 a year is what is needed")
	}
	if n := len(told); n != 3 || told[1].Key != "draft.term" || told[2].Key != "draft.why_term" {
		t.Errorf("told: %+v", told)
	}
	if GapOf(c, nil, 2026, true) != nil || GapOf(plan(t, "100 ha", "ha", criterion.Higher), nil, 2024, true) != nil {
		t.Error("a gap where there is none")
	}
}

func TestRows(t *testing.T) {
	for name, c := range map[string]struct {
		rows []Row
		ok   bool
	}{
		"kept":                {[]Row{{Target: "a", Choice: Keep, Name: "x"}, {Choice: Add, Name: "y"}}, true},
		"unknown choice":      {[]Row{{Target: "a", Choice: "halve", Name: "x"}}, false},
		"add what was there":  {[]Row{{Target: "a", Choice: Add, Name: "x"}}, false},
		"keep what was not":   {[]Row{{Choice: Keep, Name: "x"}}, false},
		"no name":             {[]Row{{Target: "a", Choice: Keep, Name: " "}}, false},
		"twice":               {[]Row{{Target: "a", Choice: Keep, Name: "x"}, {Target: "a", Choice: Drop, Name: "x"}}, false},
		"new twice":           {[]Row{{Choice: Add, Name: "Y"}, {Choice: Add, Name: "y "}}, false},
		"two of the same row": {[]Row{{Target: id.ID("a"), Choice: Keep, Name: "x"}, {Target: "b", Choice: Keep, Name: "x"}}, true},
	} {
		if err := (Draft{Rows: c.rows}).Check(); (err == nil) != c.ok || err != nil && !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, c := range map[string]struct {
		row  Row
		turn Turn
		ok   bool
	}{
		"as before":         {Row{Choice: Keep, Wording: "700 ha"}, Same, true},
		"no wording":        {Row{Choice: Keep}, Same, false},
		"lowered, no word":  {Row{Choice: Keep, Wording: "600 ha"}, Lowered, false},
		"lowered, with one": {Row{Choice: Keep, Wording: "600 ha", Note: "mất rừng"}, Lowered, true},
		"dropped, no word":  {Row{Choice: Drop}, Other, false},
		"dropped, with one": {Row{Choice: Drop, Note: "đã xong"}, Other, true},
		"new":               {Row{Choice: Add, Wording: "3 xã"}, Other, true},
	} {
		if err := c.row.Ready(c.turn); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}
