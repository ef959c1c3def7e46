package shortcoming

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dondoc/internal/amend"
	"dondoc/internal/errs"
	"dondoc/internal/period"
)

var raised = time.Date(2024, 1, 10, 9, 0, 0, 0, period.Zone)

func sound() Record {
	return Record{Shortcoming: Shortcoming{ID: "s", Unit: "u", Year: "2023", First: "2023", Field: "Kinh tế", Statement: "Giải ngân chậm", Objective: "mưa kéo dài",
		AnswerUnit: "d", Product: "Giải ngân hết vốn", Due: "2024-06-30", At: raised}, State: Remedying}
}

func key(err error) string {
	if err == nil {
		return ""
	}
	return errs.All(err)[0].What.Key
}

// Every step from every state: taken as the rules have it, else a conflict; and
// what it needs is asked for.
func TestSteps(t *testing.T) {
	allowed := map[State]string{
		Remedying: "explain progress ask carry correct withdraw", Awaiting: "explain confirm return withdraw",
		Remedied: "", Carried: "", Withdrawn: "",
	}
	whole := Event{On: "2024-05-01", Text: "x", Files: []File{{Name: "a"}}}
	for _, state := range States() {
		var names []string
		for _, s := range state.Steps() {
			names = append(names, string(s))
		}
		if got := strings.Join(names, " "); got != allowed[state] {
			t.Errorf("%s allows %q", state, got)
		}
		for step := range rules {
			r, e := sound(), whole
			r.State, e.Step = state, step
			if err := r.Check(e, "2024-05-02"); errs.Is(err, errs.Conflict) == slices.Contains(names, string(step)) {
				t.Errorf("%s in %s: %v", step, state, err)
			}
		}
	}
	for _, c := range []struct {
		state State
		e     Event
		edit  func(*Record)
		want  string
	}{
		{Remedying, Event{Step: Progress}, nil, "shortcoming.needs_text_progress"},
		{Remedying, Event{Step: Ask, Text: "xong", On: "2024-05-01"}, nil, "shortcoming.needs_evidence"},
		{Remedying, Event{Step: Ask, Text: "xong", On: "2024-05-01", Files: whole.Files}, func(r *Record) { r.Objective = "" }, "shortcoming.needs_causes"},
		{Remedying, Event{Step: Ask, Text: "xong", On: "2024-05-01", Files: whole.Files}, nil, ""},
		{Remedying, Event{Step: Ask, Text: "xong", On: "2024-05-03", Files: whole.Files}, nil, "shortcoming.day_ahead"},
		{Remedying, Event{Step: Ask, Text: "xong", On: "2022-12-31", Files: whole.Files}, nil, "shortcoming.day_before"},
		{Remedying, Event{Step: Ask, Text: "xong", On: "2022-12-31", Files: whole.Files}, func(r *Record) { r.First = "2022" }, ""},
		{Awaiting, Event{Step: Return}, nil, "shortcoming.needs_text_return"},
		{Awaiting, Event{Step: Confirm}, nil, ""},
		{Remedying, Event{Step: Withdraw}, nil, "shortcoming.needs_text_withdraw"},
		{Remedying, Event{Step: Carry}, func(r *Record) { r.Year = "2024" }, "shortcoming.carry_early"},
		{Remedying, Event{Step: "close"}, nil, "shortcoming.step_unknown"},
	} {
		r := sound()
		r.State = c.state
		if c.edit != nil {
			c.edit(&r)
		}
		if err := r.Check(c.e, "2024-05-02"); key(err) != c.want {
			t.Errorf("%s in %s: %v, want %s", c.e.Step, c.state, err, c.want)
		}
	}
}

// The state, the day it was remedied and how late follow from the events.
func TestStates(t *testing.T) {
	for _, c := range []struct {
		steps    string
		today    period.Date
		state    State
		late     int
		remedied period.Date
	}{
		{"", "2024-06-30", Remedying, 0, ""},
		{"explain progress", "2024-07-02", Remedying, 2, ""},
		{"ask", "2024-12-31", Awaiting, 1, ""},
		{"ask return", "2024-07-03", Remedying, 3, ""},
		{"ask return ask confirm", "2024-12-31", Remedied, 1, "2024-07-01"},
		{"carry", "2024-12-31", Carried, 0, ""},
		{"withdraw", "2024-12-31", Withdrawn, 0, ""},
	} {
		r := sound()
		for i, s := range strings.Fields(c.steps) {
			r.Events = append(r.Events, Event{No: i + 1, Step: Step(s), On: "2024-07-01"})
		}
		r.State = StateOf(r.Events)
		if r.State != c.state || r.Late(c.today) != c.late || r.RemediedOn() != c.remedied {
			t.Errorf("%q: %s, %d days late, remedied %q", c.steps, r.State, r.Late(c.today), r.RemediedOn())
		}
	}
}

// A record is found again as it was known: its state, and what it said.
func TestKnown(t *testing.T) {
	r := sound()
	at := func(day int) time.Time { return raised.AddDate(0, 0, day) }
	before := r.Entries()
	r.Statement, r.Due = "Giải ngân vốn còn chậm", "2024-09-30"
	was, is := amend.Between(before, r.Entries())
	r.Events = []Event{{Step: Correct, At: at(2), Amended: &amend.Amendment{Before: was, After: is}}, {Step: Ask, At: at(4)}}
	r.State = StateOf(r.Events)
	for _, c := range []struct {
		before    time.Time
		known     bool
		state     State
		statement string
		due       period.Date
	}{
		{time.Time{}, true, Awaiting, "Giải ngân vốn còn chậm", "2024-09-30"},
		{at(3), true, Remedying, "Giải ngân vốn còn chậm", "2024-09-30"},
		{at(1), true, Remedying, "Giải ngân chậm", "2024-06-30"},
		{at(0), false, "", "", ""},
	} {
		got, known := r.Known(c.before)
		if known != c.known || known && (got.State != c.state || got.Statement != c.statement || got.Due != c.due) {
			t.Errorf("before %v: %v %s %q %s", c.before, known, got.State, got.Statement, got.Due)
		}
	}
}

func TestCheckEntry(t *testing.T) {
	for field, edit := range map[string]func(*Shortcoming){
		"":          func(*Shortcoming) {},
		"statement": func(s *Shortcoming) { s.Statement = " " },
		"field":     func(s *Shortcoming) { s.Field = "" },
		"product":   func(s *Shortcoming) { s.Product = "" },
		"due":       func(s *Shortcoming) { s.Due = "2022-12-31" },
		"source":    func(s *Shortcoming) { s.Source = strings.Repeat("x", longest+1) },
	} {
		s := sound().Shortcoming
		edit(&s)
		err := s.Check()
		if (err == nil) != (field == "") || err != nil && errs.All(err)[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	r := Record{}
	if got := r.Unclear(true); len(got) != 3 {
		t.Errorf("unclear: %v", got)
	}
	if got := sound().Unclear(false); len(got) != 1 {
		t.Errorf("only its proof is unclear: %v", got)
	}
}

// What goes on to the next year keeps where it came from and since when.
func TestLineage(t *testing.T) {
	s := sound().Shortcoming
	next, err := s.Next("u", "")
	if err != nil || next.Year != "2024" || next.From != "s" || next.First != "2023" || next.Years() != 2 || next.Due != s.Due {
		t.Errorf("%+v %v", next, err)
	}
	s.Due = "2023-12-15"
	if _, err := s.Next("u", ""); key(err) != "shortcoming.due_passed" {
		t.Errorf("a day that is over: %v", err)
	}
	again, _ := next.Next("v", "2025-03-31")
	if again.Years() != 3 || again.Unit != "v" || again.First != "2023" || again.Due != "2025-03-31" {
		t.Errorf("the year after: %+v", again)
	}
}

func TestTally(t *testing.T) {
	entry := func(state State, first period.Cycle, due period.Date) Record {
		r := sound()
		r.State, r.First, r.Due = state, first, due
		return r
	}
	list := []Record{entry(Remedying, "2023", "2023-06-30"), entry(Remedying, "2022", "2024-06-30"), entry(Remedied, "2022", "2023-06-30"), entry(Withdrawn, "2021", "2023-01-31"), entry(Carried, "2023", "2023-06-30")}
	got := Count(list, "2023-12-31")
	if got.Total != 4 || got.Late != 1 || got.Earlier != 2 || got.Settled != 1 || got.EarlierSettled() || got.Unremedied() != 3 || got.By[Withdrawn] != 1 {
		t.Errorf("%+v", got)
	}
	if !(Tally{}).EarlierSettled() {
		t.Error("nothing found earlier is settled")
	}
}
