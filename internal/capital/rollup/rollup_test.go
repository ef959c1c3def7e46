package rollup_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/rollup"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// book makes a project with plans of several setters and sources and payments.
func book(r *rand.Rand, n int) capital.Book {
	b := capital.Book{Project: capital.Project{Programme: []string{"", "NTM"}[r.IntN(2)], Group: "C"}}
	day := func() period.Date {
		return period.Date(fmt.Sprintf("2023-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28)))
	}
	sources := capital.Sources()[:3]
	for range 1 + r.IntN(5) {
		b.Plans = append(b.Plans, capital.Plan{Year: 2023, Source: sources[r.IntN(3)], Setter: capital.Setters()[r.IntN(3)], Kind: []capital.PlanKind{capital.Assigned, capital.CarriedOver}[r.IntN(2)], Amount: int64(1 + r.IntN(1000)), On: day()})
	}
	for i := range n {
		b.Payments = append(b.Payments, capital.Payment{Year: 2023, Source: sources[r.IntN(3)], Carried: r.IntN(3) == 0, Kind: []capital.PaymentKind{capital.Completed, capital.Advance, capital.Recovery}[r.IntN(3)], Amount: int64(1 + r.IntN(100)), Voucher: fmt.Sprint(i), On: day()})
	}
	return b
}

// What became known by the end of a day, taken together, is what the book gives as
// it was known then; lines are approved late, out of turn, and returned again.
func TestKnownIsTheBookAsItWasKnown(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		b := book(r, r.IntN(10))
		track := func(t *capital.Track) {
			at := period.Date("2023-01-02").Time().AddDate(0, 0, r.IntN(30)).Add(9 * time.Hour)
			for i, s := range []approval.State{approval.Submitted, approval.Verified, approval.Approved, approval.Returned, approval.Submitted, approval.Approved}[:r.IntN(7)] {
				t.Steps = append(t.Steps, target.StepTaken{No: i + 1, State: s, At: at})
				at = at.AddDate(0, 0, r.IntN(40))
			}
		}
		for i := range b.Plans {
			track(&b.Plans[i].Track)
		}
		for i := range b.Payments {
			track(&b.Payments[i].Track)
		}
		known, sum := rollup.KnownOf(b, 2023), rollup.Changes{}
		for day := period.Date("0001-01-01"); day < "2024-12-31"; day = max(day.AddDays(1), "2023-01-01") {
			for on, sums := range known[day] {
				if sum[on] == nil {
					sum[on] = rollup.Sums{}
				}
				for part, a := range sums {
					sum[on].Add(part, a)
				}
				if len(sum[on]) == 0 {
					delete(sum, on)
				}
			}
			delete(known, day)
			if want := rollup.Of(b.AsKnown(day.EndOfDay()), 2023); !reflect.DeepEqual(sum, want) {
				t.Fatalf("by %s: %v, want %v", day, sum, want)
			}
		}
		if want := rollup.Of(b, 2023); len(known) > 0 || !reflect.DeepEqual(sum, want) {
			t.Fatalf("all that is known: %v, want %v; left %v", sum, want, known)
		}
	}
}

// The sums of any day are the positions of all projects added up, by any part.
func TestSumsAreThePositions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var books []capital.Book
	changes := rollup.Changes{}
	for range 40 {
		b := book(r, r.IntN(12))
		books = append(books, b)
		for day, sums := range rollup.Of(b, 2023) {
			if changes[day] == nil {
				changes[day] = rollup.Sums{}
			}
			for part, a := range sums {
				changes[day].Add(part, a)
			}
		}
	}
	for _, day := range []period.Date{"2023-01-15", "2023-05-31", "2023-09-12", "2023-12-31", "2024-01-31"} {
		sums := rollup.Sums{}
		for on, change := range changes {
			if on <= day {
				for part, a := range change {
					sums.Add(part, a)
				}
			}
		}
		want, kept, ntm := capital.Position{}, capital.Share{}, int64(0)
		bySource := map[capital.Source]int64{}
		for _, b := range books {
			p := b.Position(2023, day)
			want.Add(p)
			k := b.Kept(2023, day)
			kept.Plan, kept.Paid = kept.Plan+k.Plan, kept.Paid+k.Paid
			if b.Project.Programme == "NTM" {
				ntm += p.Bound.Paid
			}
			for s, share := range b.Shares(2023, day) {
				bySource[s] += share.Plan
			}
		}
		got := sums.Position(2023)
		if got.Bound != want.Bound || got.Completed != want.Completed || got.Advance != want.Advance {
			t.Errorf("%s: %+v, want %+v", day, got, want)
		}
		for _, s := range capital.Setters() {
			if got.Planned[s] != want.Planned[s] || got.Carried[s] != want.Carried[s] {
				t.Errorf("%s by %s: %v %v, want %v %v", day, s, got.Planned[s], got.Carried[s], want.Planned[s], want.Carried[s])
			}
		}
		all := sums[rollup.Part{}]
		if all.KeptPlan != kept.Plan || all.KeptPaid != kept.Paid || sums[rollup.Part{Dim: rollup.Programme, Key: "NTM"}].Paid != ntm {
			t.Errorf("%s: kept %+v, want %+v; of the programme %d, want %d", day, all, kept, sums[rollup.Part{Dim: rollup.Programme, Key: "NTM"}].Paid, ntm)
		}
		for s, plan := range bySource {
			if got := sums[rollup.Part{Dim: rollup.Source, Key: string(s)}].Plan; got != plan {
				t.Errorf("%s from %s: %d, want %d", day, s, got, plan)
			}
		}
	}
}
