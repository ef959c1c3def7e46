package review_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/ruleset"
)

func set(t interface{ Fatalf(string, ...any) }, id string) *review.Set {
	s, ok := ruleset.Find(id)
	if !ok {
		t.Fatalf("no set %s", id)
	}
	out, err := ruleset.Whole(s)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return out
}

func place(s *review.Set, level string) int {
	return slices.IndexFunc(s.Levels, func(l review.Level) bool { return l.ID == level })
}

// drawn draws facts of any kind, with answers left open.
func drawn(t *rapid.T, s *review.Set) *review.Facts {
	f := &review.Facts{Counts: map[string][]review.Row{}, Marks: map[string]measure.Decimal{}, Answers: map[string]bool{}}
	for i := range rapid.IntRange(0, 12).Draw(t, "work") {
		done := rapid.Bool().Draw(t, "done")
		f.Work = append(f.Work, review.Item{ID: fmt.Sprint(i), Known: true, Own: rapid.Bool().Draw(t, "own"), Done: done,
			OnTime: done && rapid.Bool().Draw(t, "on time"), Above: done && rapid.Bool().Draw(t, "above"),
			Faults: rapid.IntRange(0, 5).Draw(t, "faults"), Delays: rapid.IntRange(0, 5).Draw(t, "delays")})
	}
	for _, q := range review.Quantities() {
		if n := rapid.IntRange(-1, 3).Draw(t, q); n >= 0 {
			f.Counts[q] = make([]review.Row, n)
		}
	}
	for _, q := range s.Asked {
		if rapid.Bool().Draw(t, "answered "+q.ID) {
			f.Answers[q.ID] = rapid.Bool().Draw(t, q.ID)
		}
	}
	for _, m := range []string{"general", "results", "e"} {
		if rapid.IntRange(0, 9).Draw(t, "given "+m) > 0 {
			f.Marks[m] = measure.NewDecimal(rapid.Int64Range(0, 7000).Draw(t, m), 2)
		}
	}
	if rapid.Bool().Draw(t, "unit decided") {
		f.Unit = rapid.SampledFrom(s.Levels).Draw(t, "unit").ID
	}
	return f
}

// TestProperties holds for every set: a better result never lowers the level, a head
// never stands above the unit where the set says so, an answer never widens what is
// open, the proposal lies within its bounds, and the order of the work says nothing.
func TestProperties(t *testing.T) {
	for _, shipped := range ruleset.Shipped() {
		s := set(t, shipped.ID)
		t.Run(s.ID, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				who := rapid.SampledFrom(s.Subjects).Draw(t, "who")
				of := review.Case{Subject: who, Span: review.Year}
				f := drawn(t, s)
				was := s.Judge(of, f)
				worst, best := place(s, was.Worst), place(s, was.Best)
				if best > worst || (was.Level != "") != (best == worst) {
					t.Fatalf("bounds: %v", was)
				}
				for _, c := range s.Ceilings {
					if c.To == "unit" && f.Unit != "" && c.Over(of.Span) && worst < place(s, f.Unit) {
						t.Fatalf("above the unit: %v", was)
					}
				}
				turned := *f
				turned.Work = slices.Clone(f.Work)
				slices.Reverse(turned.Work)
				if again := s.Judge(of, &turned); again.Level != was.Level || again.Worst != was.Worst || again.Best != was.Best || fmt.Sprint(again.Points) != fmt.Sprint(was.Points) {
					t.Fatalf("another order of work gives %v for %v", again, was)
				}
				if len(f.Work) > 0 {
					i := rapid.IntRange(0, len(f.Work)-1).Draw(t, "better")
					item := f.Work[i]
					item.Done, item.OnTime, item.Above, item.Faults, item.Delays = true, true, true, 0, 0
					g := *f
					g.Work = slices.Clone(f.Work)
					g.Work[i] = item
					now := s.Judge(of, &g)
					if place(s, now.Best) > best || place(s, now.Worst) > worst {
						t.Fatalf("a better result lowered %v to %v", was, now)
					}
				}
				for _, q := range s.Asked {
					if _, ok := f.Answers[q.ID]; !ok {
						f.Answers[q.ID] = rapid.Bool().Draw(t, "answer "+q.ID)
						now := s.Judge(of, f)
						if place(s, now.Best) < best || place(s, now.Worst) > worst {
							t.Fatalf("an answer widened %v to %v", was, now)
						}
						break
					}
				}
			})
		})
	}
}

// TestBoundsHold: however what is open is answered, the level lies between the
// worst and the best that were said, and the points with it.
func TestBoundsHold(t *testing.T) {
	for _, shipped := range ruleset.Shipped() {
		s := set(t, shipped.ID)
		t.Run(s.ID, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				of := review.Case{Subject: rapid.SampledFrom(s.Subjects).Draw(t, "who"), Span: review.Year}
				f := drawn(t, s)
				open := s.Judge(of, f)
				for _, q := range s.Asked {
					if _, ok := f.Answers[q.ID]; !ok {
						f.Answers[q.ID] = rapid.Bool().Draw(t, "then "+q.ID)
					}
				}
				for name, most := range s.Marks() {
					if _, ok := f.Marks[name]; !ok {
						f.Marks[name] = measure.NewDecimal(rapid.Int64Range(0, most.Rat().Num().Int64()*100).Draw(t, "then "+name), 2)
					}
				}
				for _, q := range review.Quantities() {
					f.State(q, rapid.IntRange(0, 3).Draw(t, "then "+q))
				}
				if f.Unit == "" {
					f.Unit = rapid.SampledFrom(s.Levels).Draw(t, "then unit").ID
				}
				r := s.Judge(of, f)
				if place(s, r.Best) < place(s, open.Best) || place(s, r.Worst) > place(s, open.Worst) {
					t.Fatalf("%s..%s became %s..%s", open.Worst, open.Best, r.Worst, r.Best)
				}
			})
		})
	}
}

// TestPointsOutOfReach: two of six done on time leave at most 30 + (100 + 100 + 50 +
// 100)/6 × 70 % = 70,83 points, worked out by hand: excellent is no more open.
func TestPointsOutOfReach(t *testing.T) {
	s := set(t, "nd-335-2025")
	f := &review.Facts{}
	for i := range 6 {
		own := review.Item{ID: fmt.Sprint(i), Known: true, Own: true, Done: i < 2, OnTime: i < 2}
		led := own
		led.Own = false
		f.Work = append(f.Work, own, led)
	}
	if r := s.Judge(review.Case{Subject: review.Head, Span: review.Quarter}, f); r.Best != "good" || r.Worst != "failed" {
		t.Errorf("%s..%s", r.Worst, r.Best)
	}
}

// TestNothingIsTakenForGranted: with nothing answered no level is given.
func TestNothingIsTakenForGranted(t *testing.T) {
	for _, shipped := range ruleset.Shipped() {
		s := set(t, shipped.ID)
		for _, who := range s.Subjects {
			r := s.Judge(review.Case{Subject: who}, &review.Facts{})
			if r.Level != "" || len(r.Asks) == 0 {
				t.Errorf("%s %s: %v, asks %v", s.ID, who, r, r.Asks)
			}
		}
	}
}

func TestCaps(t *testing.T) {
	levels := func(excellent, good, completed int) (out []string) {
		for range excellent {
			out = append(out, "excellent")
		}
		for range good {
			out = append(out, "good")
		}
		for range completed {
			out = append(out, "completed")
		}
		return out
	}
	s := set(t, "nd-233-2026")
	for _, tt := range []struct {
		name                  string
		levels                []string
		subunits              int
		raised                bool
		of, allowed, over     int
		rivalOf, rivalAllowed int
		few                   bool
	}{
		{"20 % of the 12 good is 2", levels(3, 12, 2), 17, false, 12, 2, 1, 15, 3, false},
		{"25 % of them is 3", levels(3, 12, 2), 17, true, 12, 3, 0, 15, 3, false},
		{"four units: at most one", levels(2, 2, 0), 4, false, 2, 1, 1, 4, 1, true},
		{"five units: 20 % of four good is none", levels(1, 4, 0), 5, false, 4, 0, 1, 5, 1, false},
		{"people are no sub-units", levels(1, 4, 0), -1, false, 4, 0, 1, 5, 1, false},
		{"nobody good", levels(0, 0, 3), 10, false, 0, 0, 0, 0, 0, false},
	} {
		got := s.Capped(review.Collective, tt.levels, tt.subunits, tt.raised)
		if len(got) != 1 {
			t.Fatalf("%d caps", len(got))
		}
		if c := got[0]; c.Of != tt.of || c.Allowed != tt.allowed || c.Over != tt.over || c.RivalOf != tt.rivalOf || c.RivalAllowed != tt.rivalAllowed || c.Few != tt.few {
			t.Errorf("%s: %+v", tt.name, c)
		}
	}
}

// TestChanges: the row that alone would change the level stands first.
func TestChanges(t *testing.T) {
	s := set(t, "nd-233-2026")
	percent := func(n int64) *measure.Decimal { d := measure.Int(n); return &d }
	f := &review.Facts{Counts: map[string][]review.Row{"subunits.failed": {}, "shortcomings.unremedied": {}},
		Marks: map[string]measure.Decimal{"general": measure.Int(26), "results": measure.Int(65)}, Answers: map[string]bool{"force-majeure": false}}
	for i := range 10 {
		f.Work = append(f.Work, review.Item{ID: fmt.Sprint(i), Known: true, Done: true, OnTime: true, Above: i < 3})
	}
	f.Work[9] = review.Item{ID: "9", Name: "hộ nghèo", Known: true, Percent: percent(98)}
	got := s.Changes(review.Case{Subject: review.Collective}, f)
	if len(got) == 0 || got[0].ID != "9" || got[0].To != "done" || got[0].Level != "excellent" || !got[0].Alone {
		t.Errorf("%+v", got)
	}
	if now := s.Judge(review.Case{Subject: review.Collective}, f); now.Level != "good" || !now.Authority {
		t.Errorf("%v", now)
	}
}

// TestExcused: a delay whose objective cause the authority confirmed costs nothing.
func TestExcused(t *testing.T) {
	s := set(t, "nd-335-2025")
	f := &review.Facts{Counts: map[string][]review.Row{"staff.failed": {}, "quarters.failed": {}}, Unit: "excellent",
		Marks:   map[string]measure.Decimal{"general": measure.Int(30), "e": measure.Int(100)},
		Answers: map[string]bool{"degraded": false, "disciplined": false, "unit-corrupt": false, "initiative": true, "force-majeure": false}}
	for i := range 4 {
		f.Work = append(f.Work, review.Item{ID: fmt.Sprint(i), Own: true, Known: true, Done: true, OnTime: true},
			review.Item{ID: "L" + fmt.Sprint(i), Known: true, Done: true, OnTime: true})
	}
	f.Work[0].Delays, f.Work[0].OnTime = 2, false
	late := s.Judge(review.Case{Subject: review.Head}, f)
	f.Work[0].Excused = true
	excused := s.Judge(review.Case{Subject: review.Head}, f)
	if late.Points.String() != "98.54" || excused.Points.String() != "100" {
		t.Errorf("late %s, excused %s", late.Points, excused.Points)
	}
}

// TestWhatHangsIsAsked: whatever a level hangs on is asked and can be answered: a
// share of nothing by a mark, a step by its question or a count that is stated.
func TestWhatHangsIsAsked(t *testing.T) {
	s := set(t, "nd-335-2025")
	of := review.Case{Subject: review.Head, Span: review.Quarter}
	f := &review.Facts{Counts: map[string][]review.Row{}, Marks: map[string]measure.Decimal{}, Answers: map[string]bool{}, Unit: "excellent"}
	f.Work = []review.Item{{ID: "1", Known: true, Done: true, OnTime: true}} // of the unit: the head has none of one's own
	most := s.Marks()
	for range 30 {
		r := s.Judge(of, f)
		if r.Level != "" {
			if r.Level != "excellent" || r.Points.String() != "100" {
				t.Errorf("%v", r)
			}
			return
		}
		if len(r.Asks) == 0 {
			t.Fatalf("it hangs and nothing is asked: %v", r)
		}
		for _, ask := range r.Asks {
			switch max, mark := most[ask]; {
			case mark:
				f.Marks[ask] = max
			case f.State(ask, 0):
			default:
				f.Answers[ask] = ask == "initiative"
			}
		}
	}
	t.Error("it never settles")
}

// TestStatedCounts: what has its rows cannot be stated, nor can work.
func TestStatedCounts(t *testing.T) {
	f := &review.Facts{Counts: map[string][]review.Row{"subunits.failed": {}}}
	for name, taken := range map[string]bool{"subunits.failed": false, "done": false, "led.done": false, "storms": false, "staff.failed": true} {
		if got := f.State(name, 2); got != taken {
			t.Errorf("%s: %t", name, got)
		}
	}
	if n := f.Number("staff.failed"); n.N == nil || *n.N != 2 || n.Rows != nil {
		t.Errorf("%+v", n)
	}
}

// A petition's working days leave out Tết and Giỗ Tổ.
func TestPetitionsOverFeasts(t *testing.T) {
	p := review.Petitions{Counted: "working_days"}
	for from, want := range map[period.Date]period.Date{
		"2026-02-12": "2026-02-25", // Thursday: Friday 13, then Tết 16–20 February and two weekends, Monday 23 to Wednesday 25 are the second to fourth
		"2025-04-04": "2025-04-11", // Friday: Giỗ Tổ is Monday 7 April
		"2026-10-05": "2026-10-09",
	} {
		if got := p.Until(from, 4); got != want {
			t.Errorf("four working days after %s end on %s, want %s", from, got, want)
		}
	}
}
