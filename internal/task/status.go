package task

import (
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

// Status is how a task stands on a day.
type Status string

// The statuses, in the order they are listed. The four of done and running, on
// time and late, are those of QĐ 42/2014/QĐ-TTg (27/7/2014, amended by
// QĐ 23/2018/QĐ-TTg) as the provinces copied it; paused, withdrawn, not due and
// due soon are local practice.
const (
	RunningLate   Status = "running_late"
	DueSoon       Status = "due_soon"
	RunningOnTime Status = "running_on_time"
	NotDue        Status = "not_due" // it begins later, or hangs on something without a day
	Paused        Status = "paused"
	DoneLate      Status = "done_late"
	DoneOnTime    Status = "done_on_time"
	Withdrawn     Status = "withdrawn"
)

// Statuses lists the statuses in their order.
func Statuses() []Status {
	return []Status{RunningLate, DueSoon, RunningOnTime, NotDue, Paused, DoneLate, DoneOnTime, Withdrawn}
}

// Valid says whether the status is one of the eight.
func (s Status) Valid() bool {
	for _, known := range Statuses() {
		if s == known {
			return true
		}
	}
	return false
}

// Counts says whether a task of the status belongs to the denominator: due
// tasks, never all of them.
func (s Status) Counts() bool { return s == RunningLate || s == DoneLate || s == DoneOnTime }

// SoonDays is how many days before its end a task is due soon, where nothing
// else is set.
const SoonDays = 5

// Judgement is a status with what it is judged by, against the agreed and the
// first day both.
type Judgement struct {
	Status    Status
	Days      int  // to the agreed day; negative when late
	LateFirst bool // late against the first day, whatever was agreed later
	Why       phrase.Phrase
}

// Judge says how a task stands on a day. Its last day still is on time.
func Judge(t Task, s State, today period.Date, soon int) Judgement {
	j := Judgement{LateFirst: t.First != "" && late(s, today, t.First)}
	if s.Due != "" {
		j.Days = daysBetween(today, s.Due)
	}
	switch {
	case s.Withdrawn:
		j.Status, j.Why = Withdrawn, phrase.New("task.why_withdrawn")
	case s.DoneOn != "" && s.Due != "" && s.DoneOn > s.Due:
		j.Status, j.Why = DoneLate, phrase.New("task.why_done_late", "done", s.DoneOn, "due", s.Due, "days", daysBetween(s.Due, s.DoneOn))
	case s.DoneOn != "":
		j.Status, j.Why = DoneOnTime, phrase.New("task.why_done", "done", s.DoneOn)
	case s.Paused:
		j.Status, j.Why = Paused, phrase.New("task.why_paused")
	case s.Due == "":
		j.Status, j.Why = NotDue, t.Deadline.Explain()
		if s.Started {
			j.Status = RunningOnTime
		}
	case today > s.Due:
		j.Status, j.Why = RunningLate, phrase.New("task.why_late", "due", s.Due, "days", -j.Days)
	case j.Days <= soon:
		j.Status, j.Why = DueSoon, phrase.New("task.why_soon", "due", s.Due, "days", j.Days)
	case !s.Started && t.Begins() > today:
		j.Status, j.Why = NotDue, phrase.New("task.why_not_begun", "start", t.Begins())
	default:
		j.Status, j.Why = RunningOnTime, phrase.New("task.why_running", "due", s.Due, "days", j.Days)
	}
	return j
}

// Begins is the day a task is to be begun on, where its deadline is a stretch
// from one day to another; "" for all others, which are begun at once.
func (t Task) Begins() period.Date {
	if t.Deadline.Kind != period.InRange {
		return ""
	}
	return t.Deadline.Start
}

func late(s State, today, due period.Date) bool {
	if s.DoneOn != "" {
		return s.DoneOn > due
	}
	return !s.Withdrawn && !s.Paused && today > due
}

func daysBetween(from, to period.Date) int {
	return int(to.Time().Sub(from.Time()).Hours() / 24)
}

// Tally counts tasks by status; Due is the denominator of the share done on time.
// Withdrawn tasks are counted under their status and in no total.
type Tally struct {
	By         map[Status]int
	Total, Due int
}

// Count puts one judgement into the tally.
func (t *Tally) Count(s Status) {
	if t.By == nil {
		t.By = map[Status]int{}
	}
	t.By[s]++
	if s != Withdrawn {
		t.Total++
	}
	if s.Counts() {
		t.Due++
	}
}

// steps says what a step needs and who takes it: the lead does it, or who gave
// it out does.
var steps = map[Step]struct {
	byLead, byGiver bool
	needs           string // "text", "due", "on"
}{
	Start: {byLead: true}, Progress: {byLead: true, needs: "text"}, Done: {byLead: true, needs: "on"},
	Accept: {byGiver: true}, Reject: {byGiver: true, needs: "text"}, Pause: {byGiver: true, needs: "text"}, Resume: {byGiver: true},
	Withdraw: {byGiver: true, needs: "text"}, Ask: {byLead: true, needs: "due"}, Grant: {byGiver: true, needs: "due"},
	Refuse: {byGiver: true, needs: "text"}, Move: {byGiver: true, needs: "text"}, Comment: {byLead: true, byGiver: true, needs: "text"},
	Correct: {byGiver: true, needs: "text"},
}

// ByLead and ByGiver say who takes a step.
func (s Step) ByLead() bool { return steps[s].byLead }

// ByGiver says whether who gave the task out takes the step.
func (s Step) ByGiver() bool { return steps[s].byGiver }

// Steps gives the steps that a task allows now.
func (s State) Steps() []Step {
	var out []Step
	for _, step := range []Step{Start, Progress, Done, Accept, Reject, Ask, Grant, Refuse, Pause, Resume, Move, Withdraw, Comment} {
		if allowed(s, step) == "" {
			out = append(out, step)
		}
	}
	return out
}

// allowed gives the key of why a step is not allowed now, "" where it is.
func allowed(s State, step Step) string {
	done := s.DoneOn != ""
	switch {
	case s.Withdrawn && step != Comment && step != Correct:
		return "task.is_withdrawn"
	case done && (step == Start || step == Progress || step == Done || step == Ask || step == Pause || step == Move || step == Withdraw):
		return "task.is_done"
	case !done && (step == Accept || step == Reject), done && s.Accepted && (step == Accept || step == Reject):
		return "task.not_done"
	case s.Paused && (step == Pause || step == Done || step == Start), !s.Paused && step == Resume:
		return "task.is_paused"
	case step == Start && s.Started:
		return "task.is_started"
	case step == Ask && s.Asked != nil:
		return "task.asked_already"
	case (step == Grant || step == Refuse) && s.Asked == nil:
		return "task.nothing_asked"
	}
	return ""
}

// Check says whether an event may be added now: Conflict where the task does
// not allow the step, Invalid where it lacks what it needs.
func Check(t Task, s State, e Event, today period.Date) error {
	need, known := steps[e.Step]
	if !known {
		return errs.New(errs.Invalid, "task.step_unknown", "step", string(e.Step)).In("step")
	}
	if key := allowed(s, e.Step); key != "" {
		return errs.New(errs.Conflict, key).In("step")
	}
	switch {
	case (need.needs == "text" || e.Step == Ask) && e.Text == "":
		return errs.New(errs.Invalid, "approval.reason_needed").In("text")
	case need.needs == "due" && e.Due == "":
		return errs.New(errs.Invalid, "task.due_needed").In("due")
	case need.needs == "due" && s.Due != "" && e.Due <= s.Due:
		return errs.New(errs.Invalid, "task.due_not_later", "due", s.Due).In("due")
	case e.Step == Done && e.On > today:
		return errs.New(errs.Invalid, "task.done_ahead", "on", e.On).In("on")
	}
	return nil
}
