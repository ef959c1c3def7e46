package sample

import (
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/chasing"
	"dondoc/internal/errs"
	"dondoc/internal/period"
)

// planChaser has the province's office chase all who have not reported, on the
// day before: the commune's officer opened it, the others did not yet.
func (l *loader) planChaser() {
	l.at(l.today.AddDays(-1), 15, func() error {
		d, err := l.app.Directory(l.ctx, l.operator)
		if err != nil {
			return err
		}
		office := l.actors["van-phong-tinh"]
		unit, _ := d.Unit(office.Grants[0].Unit, l.today)
		_, err = l.app.Remind(l.ctx, office, chasing.Order{Query: chasing.Query{Unit: unit.Code}, Note: "Đề nghị gửi số liệu trong tuần này (minh hoạ)"})
		if errs.Is(err, errs.Conflict) { // nobody is late on that day
			return nil
		}
		return err
	})
	l.at(l.today.AddDays(-1), 16, func() error {
		return l.app.OpenNotice(l.ctx, l.actors["can-bo"], "")
	})
}

// planAway has the commune agree on its days and chain, its officer away this week
// with the office standing in, and both ask for letters.
func (l *loader) planAway() {
	l.at(l.today.AddDays(-2), 9, func() error {
		office := l.actors["van-phong"]
		d, err := l.app.Directory(l.ctx, l.operator)
		if err != nil {
			return err
		}
		unit, _ := d.Unit(l.actors["can-bo"].Grants[0].Unit, l.today)
		return l.app.SetSchedule(l.ctx, office, unit.Code, period.Schedule{From: period.Month(string(l.today.Month().Cycle()) + "-01"), Day: 5, Every: 1, Reason: "Quy chế báo cáo của xã (minh hoạ)"})
	})
	l.at(l.today, 7, func() error {
		officer := l.actors["can-bo"]
		_, err := l.app.Delegate(l.ctx, officer, accounts.NewDelegation{To: "van-phong", Grant: officer.Grants[0], Since: l.today.AddDays(1), Until: l.today.AddDays(5), Reason: "Nghỉ phép năm (minh hoạ)"})
		return err
	})
}
