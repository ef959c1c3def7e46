package sample

import (
	"dondoc/internal/app/chasing"
	"dondoc/internal/errs"
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
