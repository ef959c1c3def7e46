package sample

import (
	"context"
	"fmt"
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// projects writes the projects of a commune with their plans and a payment each
// month of every year, each with the steps it takes to count.
func (f *filler) projects(ctx context.Context, commune int) error {
	unit := f.communes[commune]
	for n := commune; n < f.size.Projects; n += f.size.Communes {
		f.clock = time.Date(f.size.Last-f.size.Years, 12, 2, 8, 0, 0, 0, period.Zone)
		p := capital.Project{ID: f.mint(), Unit: unit, Code: fmt.Sprintf("DA-%05d", n), Name: fmt.Sprintf("Dự án số %d (số minh hoạ)", n), Group: []string{"A", "B", "C", "C", "C"}[n%5],
			Programme: []string{"", "Xây dựng nông thôn mới", "Giảm nghèo bền vững"}[n%3], Total: 90_000_000_000, Post: f.posts[commune]}
		err := f.write(ctx, "bench.capital", p.ID, unit, func(ctx context.Context, tx *store.Tx) error {
			if err := tx.InsertCapitalProject(ctx, p); err != nil {
				return err
			}
			return tx.InsertCapitalLines(ctx, f.lines(p, n))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// lines are the plans and payments of a project over the years.
func (f *filler) lines(p capital.Project, n int) capital.Book {
	b := capital.Book{Project: p}
	source := capital.Sources()[n%4]
	for y := range f.size.Years {
		year := f.size.Last - f.size.Years + 1 + y
		for i, setter := range []capital.Setter{capital.PrimeMinister, capital.Province} {
			day := period.Date(fmt.Sprintf("%d-01-%02d", year, 5+i))
			b.Plans = append(b.Plans, capital.Plan{ID: f.mint(), Project: p.ID, Year: year, Source: source, Setter: setter, Kind: capital.Assigned, Amount: int64(12+n%7+i) * 1_000_000_000,
				Decision: fmt.Sprintf("%d/QĐ-TTg", year), On: day, Track: capital.Track{Steps: f.taken(day, 1)}})
		}
		for _, m := range period.Cycle(fmt.Sprint(year)).Months() {
			day := m.End().AddDays(-(n*5 + m.Number()) % 20)
			b.Payments = append(b.Payments, capital.Payment{ID: f.mint(), Project: p.ID, Year: year, Source: source, Kind: capital.Completed, Amount: int64(800+(n*13+m.Number()*7)%500) * 1_000_000,
				Voucher: fmt.Sprintf("KB-%d-%02d", year, m.Number()), On: day, Track: capital.Track{Steps: f.taken(day, 3)}})
			f.nation.Payments++
		}
	}
	return b
}

// taken are the steps with a line: approved at once, or by three people.
func (f *filler) taken(day period.Date, n int) []target.StepTaken {
	at := day.Time().Add(9 * time.Hour)
	by := []id.ID{f.officer, f.verifier, f.head}
	if n == 1 {
		return []target.StepTaken{{No: 1, Step: approval.Submit, State: approval.Approved, By: by[0], ByName: "bench", At: at}}
	}
	return []target.StepTaken{{No: 1, Step: approval.Submit, State: approval.Submitted, By: by[0], ByName: "can-bo", At: at},
		{No: 2, Step: approval.Verify, State: approval.Verified, By: by[1], ByName: "tham-dinh", At: at.Add(time.Hour)},
		{No: 3, Step: approval.Approve, State: approval.Approved, By: by[2], ByName: "lanh-dao", At: at.Add(2 * time.Hour)}}
}
