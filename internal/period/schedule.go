package period

import (
	"time"

	"dondoc/internal/approval"
	"dondoc/internal/errs"
)

// Schedule is when a body asks for the figures of its months (lịch báo cáo): agreed
// days, set by a person with a reason, from a month on.
type Schedule struct {
	From    Month     `json:"from"`
	Day     int       `json:"day"`               // 1–28, of the month after
	Within  bool      `json:"within,omitempty"`  // Day is a day of the month itself: estimates before it ends
	Every   int       `json:"every"`             // 1, 3, 6, 12: the months at whose end figures are asked
	Working bool      `json:"working,omitempty"` // a day off moves to the next working day
	Grace   int       `json:"grace,omitempty"`   // days after it that are not late yet
	Close   int       `json:"close,omitempty"`   // days after it when the month closes by itself; 0 for never
	Looks   int       `json:"looks,omitempty"`   // how many look at a figure after who reported it: 1 approves, 2 (and 0) verify and approve, 3 verify twice
	Reason  string    `json:"reason"`
	ByName  string    `json:"by"`
	At      time.Time `json:"at"`
}

// UsualSchedule holds where nobody agreed on days: the 5th of the month after.
func UsualSchedule() Schedule { return Schedule{Day: dueDay, Every: 1} }

// The bounds of what a schedule may say, in days.
const (
	lastDay      = 28
	mostGrace    = 31
	mostUntilEnd = 120
)

// Check names the field that cannot be. Invalid.
func (s Schedule) Check() error {
	var list errs.List
	bad := func(field, key string, args ...any) {
		list = append(list, errs.New(errs.Invalid, key, args...).In(field))
	}
	if s.From.Number() == 0 {
		bad("from", "period.month_unread", "text", string(s.From))
	}
	if s.Day < 1 || s.Day > lastDay {
		bad("day", "period.schedule_day", "most", lastDay)
	}
	if s.Every != 1 && s.Every != 3 && s.Every != 6 && s.Every != 12 {
		bad("every", "period.schedule_every")
	}
	if s.Grace < 0 || s.Grace > mostGrace {
		bad("grace", "period.schedule_grace", "most", mostGrace)
	}
	if s.Close < 0 || s.Close > mostUntilEnd || s.Close > 0 && s.Close < s.Grace {
		bad("close", "period.schedule_close", "most", mostUntilEnd)
	}
	if s.Looks < 0 || s.Looks > int(approval.Long) {
		bad("looks", "period.schedule_looks")
	}
	return list.OrNil()
}

// Chain is who looks at a figure after who reported it.
func (s Schedule) Chain() approval.Chain {
	if s.Looks == 0 {
		return approval.Usual
	}
	return approval.Chain(s.Looks)
}

// Asks says whether figures of a month are asked for.
func (s Schedule) Asks(m Month) bool { return s.Every <= 1 || m.Number()%s.Every == 0 }

// Due is the agreed day of a month.
func (s Schedule) Due(m Month, c Calendar) Date {
	of := m.Next()
	if s.Within {
		of = m
	}
	day := of.Start().AddDays(s.Day - 1)
	if s.Working {
		return c.NextWorkingDay(day)
	}
	return day
}

// Late is the last day that is not late yet.
func (s Schedule) Late(m Month, c Calendar) Date { return s.Due(m, c).AddDays(s.Grace) }

// Closes is the last day a month stays open; false where it does not close by itself.
func (s Schedule) Closes(m Month, c Calendar) (Date, bool) {
	return s.Due(m, c).AddDays(s.Close), s.Close > 0
}

// ScheduleOn gives what holds of a body's schedules for a month, the oldest first:
// the last one said that had begun by then. False where none had.
func ScheduleOn(list []Schedule, m Month) (Schedule, bool) {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].From <= m {
			return list[i], list[i].Every > 0
		}
	}
	return Schedule{}, false
}
