package rollup_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dondoc/internal/capital"
	"dondoc/internal/capital/rollup"
	"dondoc/internal/period"
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
