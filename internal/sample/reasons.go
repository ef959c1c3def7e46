package sample

import (
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/reason"
	"dondoc/internal/task"
)

// planReasons has the officer of Ngân Sơn say of every other target that is
// behind why it is, and of the first task that runs late; the rest is still to
// be explained.
func (l *loader) planReasons() {
	ngan := l.living.communes[0]
	l.at(l.today.AddDays(-1), 19, func() error {
		officer, cycle := l.actors[ngan.Officer], l.last().Cycle()
		b, err := l.app.Scoreboard(l.ctx, l.operator, standing.BoardQuery{Unit: ngan.Unit, Cycle: cycle})
		if err != nil {
			return err
		}
		said := 0
		for _, row := range b.Rows {
			if !reason.Wanted(row.Word()) {
				continue
			}
			if said++; said%2 == 0 {
				continue
			}
			err := l.app.ExplainTarget(l.ctx, officer, reason.Reason{Of: row.Target.ID, Month: l.last(), Kind: "both",
				Cause:  "Thời tiết bất lợi trong quý; hồ sơ nghiệm thu của thôn gửi chậm (số minh hoạ).",
				Remedy: "Phân công cán bộ xuống từng thôn, rà soát khối lượng hằng tuần.", Promised: l.today.AddDays(25), Who: row.Answers.Person.Name + ", " + row.Answers.Post.Title})
			if err != nil {
				return err
			}
		}
		late, err := l.app.TaskList(l.ctx, l.operator, tasks.Tasks{Unit: ngan.Unit, Status: task.RunningLate, Limit: 1})
		if err != nil || len(late.Rows) == 0 {
			return err
		}
		return l.app.ExplainTask(l.ctx, l.actors["van-phong"], reason.Reason{Of: late.Rows[0].ID, Kind: "subjective", Cause: "Chờ ý kiến của cơ quan chuyên môn cấp tỉnh (số minh hoạ).",
			Remedy: "Làm việc trực tiếp, trình lại dự thảo.", Promised: l.today.AddDays(10), Who: late.Rows[0].Answers.Person.Name})
	})
}
