package sample

import (
	"fmt"

	"dondoc/internal/app/reviews"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
)

// reviewQuarters has the communes' quarters of this year reviewed: the marks are
// made up, what was done and not done is their own. The province's office has
// verified the sample commune's; the province decides.
func (l *loader) reviewQuarters() {
	cycle := l.today.Month().Cycle()
	if cycle.Year() < 2026 {
		return // the communes' first whole year
	}
	for part := 1; part <= 4; part++ {
		p := dossier.Period{Cycle: cycle, Span: review.Quarter, Part: part}
		_, to := p.Days()
		if to.AddDays(13) >= l.today {
			return
		}
		made := id.ID("")
		q := reviews.Query{Unit: l.living.communes[0].Unit, Subject: review.Collective, Period: p}
		l.at(to.AddDays(6), 10, func() (err error) {
			made, err = l.app.AssessReview(l.ctx, l.actors["van-phong"], q, l.assessed("27", "61"))
			return err
		})
		l.at(to.AddDays(12), 15, func() error {
			m := l.assessed("26", "60")
			m.Step, m.Reason = dossier.Verify, fmt.Sprintf("Đã đối chiếu hồ sơ quý %d (số minh hoạ)", part)
			return l.app.StepReview(l.ctx, l.actors["van-phong-tinh"], made, m)
		})
		other := reviews.Query{Unit: "xa-na-phac-01936", Subject: review.Collective, Period: p}
		l.at(to.AddDays(8), 11, func() error {
			_, err := l.app.AssessReview(l.ctx, l.actors["lanh-dao-na-phac"], other, l.assessed("25", "55"))
			return err
		})
	}
}

// assessed answers what the set in force asks; every mark is illustrative.
func (l *loader) assessed(general, results string) reviews.Move {
	mark := func(text string) measure.Decimal {
		d, err := measure.ParseDecimal(text)
		if err != nil {
			panic(err)
		}
		return d
	}
	return reviews.Move{Reason: "Điểm chấm minh hoạ", Given: reviews.Given{Marks: map[string]measure.Decimal{"general": mark(general), "results": mark(results)}}}
}
