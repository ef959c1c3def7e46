package task_test

import (
	"slices"
	"strings"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/task"
	"dondoc/internal/task/named"

	"pgregory.net/rapid"
)

func given(due period.Date) task.Task {
	return task.Task{ID: "t", Name: "Xây dựng kế hoạch triển khai", First: due, Deadline: period.Deadline{Kind: period.InRange, Start: "2025-01-10", End: due}}
}

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		due    period.Date
		events []task.Event
		today  period.Date
		want   task.Status
		first  bool // late against the first day
	}{
		{"2025-06-30", nil, "2025-06-01", task.RunningOnTime, false},
		{"2025-06-30", nil, "2025-06-25", task.DueSoon, false},
		{"2025-06-30", nil, "2025-06-30", task.DueSoon, false},
		{"2025-06-30", nil, "2025-07-01", task.RunningLate, true},
		{"2025-06-30", nil, "2025-01-01", task.NotDue, false},
		{"", nil, "2025-01-01", task.NotDue, false},
		{"", []task.Event{{Step: task.Start}}, "2025-01-01", task.RunningOnTime, false},
		{"2025-06-30", []task.Event{{Step: task.Done, On: "2025-06-30"}}, "2025-09-01", task.DoneOnTime, false},
		{"2025-06-30", []task.Event{{Step: task.Done, On: "2025-07-02"}}, "2025-09-01", task.DoneLate, true},
		{"2025-06-30", []task.Event{{Step: task.Done, On: "2025-06-20"}, {Step: task.Reject}}, "2025-07-01", task.RunningLate, true},
		{"2025-06-30", []task.Event{{Step: task.Ask, Due: "2025-08-30"}, {Step: task.Grant, Due: "2025-07-31"}}, "2025-07-10", task.RunningOnTime, true},
		{"2025-06-30", []task.Event{{Step: task.Ask, Due: "2025-08-30"}, {Step: task.Refuse}}, "2025-07-10", task.RunningLate, true},
		{"2025-06-30", []task.Event{{Step: task.Pause}}, "2025-07-10", task.Paused, false},
		{"2025-06-30", []task.Event{{Step: task.Withdraw}}, "2025-07-10", task.Withdrawn, false},
	} {
		tk := given(c.due)
		j := task.Judge(tk, task.StateOf(tk, c.events), c.today, task.SoonDays)
		if j.Status != c.want || j.LateFirst != c.first || j.Why.IsZero() {
			t.Errorf("due %q, %d events, on %s: %s (late by the first day %v), want %s %v", c.due, len(c.events), c.today, j.Status, j.LateFirst, c.want, c.first)
		}
	}
}

func TestTheDenominatorIsDueTasks(t *testing.T) {
	var n task.Tally
	for _, s := range task.Statuses() {
		n.Count(s)
	}
	if n.Total != 7 || n.Due != 3 {
		t.Errorf("%d of %d are due", n.Due, n.Total)
	}
}

func TestSteps(t *testing.T) {
	tk := given("2025-06-30")
	check := func(events []task.Event, e task.Event) error {
		return task.Check(tk, task.StateOf(tk, events), e, "2025-06-01")
	}
	asked := []task.Event{{Step: task.Ask, Due: "2025-07-31"}}
	for _, c := range []struct {
		before []task.Event
		e      task.Event
		key    string
	}{
		{nil, task.Event{Step: task.Ask, Due: "2025-07-31", Text: "chờ ý kiến"}, ""},
		{nil, task.Event{Step: task.Ask, Due: "2025-07-31"}, "approval.reason_needed"},
		{nil, task.Event{Step: task.Ask, Due: "2025-06-30", Text: "x"}, "task.due_not_later"},
		{asked, task.Event{Step: task.Ask, Due: "2025-08-31", Text: "x"}, "task.asked_already"},
		{asked, task.Event{Step: task.Grant, Due: "2025-07-15"}, ""},
		{nil, task.Event{Step: task.Grant, Due: "2025-07-15"}, "task.nothing_asked"},
		{nil, task.Event{Step: task.Done, On: "2025-06-02"}, "task.done_ahead"},
		{[]task.Event{{Step: task.Done, On: "2025-05-01"}}, task.Event{Step: task.Pause, Text: "x"}, "task.is_done"},
		{[]task.Event{{Step: task.Withdraw}}, task.Event{Step: task.Done, On: "2025-05-01"}, "task.is_withdrawn"},
		{nil, task.Event{Step: "nhảy"}, "task.step_unknown"},
	} {
		err := check(c.before, c.e)
		if c.key == "" != (err == nil) || err != nil && errs.All(err)[0].What.Key != c.key {
			t.Errorf("%s: %v, want %q", c.e.Step, err, c.key)
		}
	}
}

// Whatever steps are taken as they are allowed, the first day stays what it was,
// and a task is never done and withdrawn at once.
func TestTheFirstDayStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tk := given("2025-06-30")
		var events []task.Event
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			s := task.StateOf(tk, events)
			step := rapid.SampledFrom(s.Steps()).Draw(t, "step")
			e := task.Event{Step: step, Text: "x", On: "2025-06-01", Due: s.Due.AddDays(rapid.IntRange(1, 60).Draw(t, "days"))}
			if err := task.Check(tk, s, e, "2025-06-01"); err != nil {
				t.Fatalf("%s is offered and refused: %v", step, err)
			}
			events = append(events, e)
		}
		s := task.StateOf(tk, events)
		if tk.First != "2025-06-30" || s.Due < tk.First || s.Withdrawn && s.DoneOn != "" && events[len(events)-1].Step == task.Withdraw {
			t.Fatalf("%+v", s)
		}
	})
}

// The cells are those of annex II of Nghị quyết 03/NQ-CP (09/01/2025).
func TestReadNames(t *testing.T) {
	for cell, want := range map[string]string{
		"Bộ Nội vụ":                       "Bộ Nội vụ",
		"VTV, VOV, TTXVN, các địa phương": "VTV|VOV|TTXVN|*các địa phương",
		"Bộ Thông tin và Truyền thông Bộ Khoa học và Công nghệ":     "Bộ Thông tin và Truyền thông|Bộ Khoa học và Công nghệ",
		"Bộ Khoa học và Công nghệ, Bộ Thông tin và Truyền thông":    "Bộ Khoa học và Công nghệ|Bộ Thông tin và Truyền thông",
		"Các bộ, ngành, địa phương":                                 "*Các bộ, ngành, địa phương",
		"Bộ, ngành, địa phương":                                     "*Bộ, ngành, địa phương",
		"Bộ Văn hóa, Thể thao và Du lịch":                           "Bộ Văn hóa, Thể thao và Du lịch",
		"Ban Tuyên giáo Trung ương; các bộ, ngành, địa phương; VTV": "Ban Tuyên giáo Trung ương|*các bộ, ngành, địa phương|VTV",
		"Bộ Kế hoạch và Đầu tư và các địa phương":                   "Bộ Kế hoạch và Đầu tư|*các địa phương",
		"Văn phòng Ủy ban nhân dân tỉnh":                            "Văn phòng Ủy ban nhân dân tỉnh",
		"":                                                          "",
	} {
		var got []string
		for _, n := range named.Read(cell) {
			mark := ""
			if n.Group {
				mark = "*"
			}
			got = append(got, mark+n.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q holds %q", cell, got)
		}
	}
	var n named.Names[string]
	n.Learn("Bộ Khoa học và Công nghệ", "most")
	n.Learn("UBND xã Bằng Vân", "bang-van")
	n.Learn("Phòng Y tế", "a")
	n.Learn("Phòng y tế", "b")
	for name, want := range map[string][]string{"Bộ KH&CN": {"most"}, "BỘ KHOA HỌC VÀ CÔNG NGHỆ": {"most"}, "Ủy ban nhân dân xã Bằng Vân": {"bang-van"}, "Phòng Y Tế": {"a", "b"}, "Sở": nil} {
		if got := n.Match(name); !slices.Equal(got, want) {
			t.Errorf("%s is %v", name, got)
		}
	}
}

func TestCheckTask(t *testing.T) {
	parents := map[id.ID]id.ID{"a": "b", "b": "t"}
	for key, c := range map[string]struct {
		t      task.Task
		issued period.Date
	}{
		"":                     {task.Task{ID: "x", Name: "Làm", Parent: "a"}, ""},
		"task.name_empty":      {task.Task{ID: "x"}, ""},
		"task.before_document": {task.Task{ID: "x", Name: "Làm", First: "2025-01-01"}, "2025-01-09"},
		"task.circle":          {task.Task{ID: "t", Name: "Làm", Parent: "a"}, ""},
	} {
		err := task.CheckTask(c.t, c.issued, parents)
		if key == "" != (err == nil) || err != nil && errs.All(err)[0].What.Key != key {
			t.Errorf("%s: %v", key, err)
		}
	}
	if n := len(task.Unclear(task.Task{})); n != 5 {
		t.Errorf("%d things are unclear in nothing", n)
	}
	full := task.Task{Name: "Xây dựng kế hoạch", Lead: "u", Post: "p", First: "2025-06-30", Product: "Kế hoạch", Authority: "Chủ tịch UBND"}
	if n := task.Unclear(full); len(n) != 0 {
		t.Errorf("unclear: %v", n)
	}
}

func FuzzReadNames(f *testing.F) {
	f.Add("Bộ Kế hoạch và Đầu tư, Bộ Tài chính và các địa phương; VTV")
	f.Fuzz(func(t *testing.T, cell string) {
		for _, n := range named.Read(cell) {
			if strings.TrimSpace(n.Text) == "" {
				t.Fatalf("%q holds an empty name", cell)
			}
		}
	})
}
