package hook_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"dondoc/internal/hook"
)

// TestSign holds the signature against the example of the specification of the
// Standard Webhooks (its libraries' own test vector).
func TestSign(t *testing.T) {
	got, err := hook.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; err != nil || got != want {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
	if _, err := hook.Sign("whsec_no base64", "m", time.Unix(0, 0), nil); err == nil {
		t.Error("a broken secret signs")
	}
}

// TestMessages: the same stretch of the log is the same message however often it
// is sent, and a message holds nothing but what was done, where and when.
func TestMessages(t *testing.T) {
	h, key := hook.Hook{ID: "H"}, hook.Secret([]byte("0123456789"))
	all := []hook.Event{{Seq: 4, At: time.Unix(9, 0).UTC(), Action: "task.done", Object: "T", Unit: "xa"}}
	one, err := hook.Events(h, key, all, 9, time.Unix(100, 0))
	two, err2 := hook.Events(h, key, all, 9, time.Unix(500, 0))
	if err != nil || err2 != nil || one.ID != two.ID || one.Sign == two.Sign {
		t.Fatal(one, two, err, err2)
	}
	var said struct {
		Type string
		Data struct {
			Next   int64
			Events []map[string]any
		}
	}
	if err := json.Unmarshal(one.Body, &said); err != nil || said.Type != "dondoc.events" || said.Data.Next != 9 || len(said.Data.Events) != 1 || len(said.Data.Events[0]) != 5 {
		t.Errorf("%s %v", one.Body, err)
	}
}

// TestSubjects: a hook of chosen subjects hears those, sign-ins and settings are told to nobody.
func TestSubjects(t *testing.T) {
	some, every := hook.Hook{Subjects: []hook.Subject{hook.Tasks}}, hook.Hook{}
	for action, want := range map[string][2]bool{"task.done": {true, true}, "directive.added": {true, true}, "observation.approve": {false, true}, "account.sign_in": {}, "job.retried": {}, "hook.made": {}, "no.such": {}} {
		if got := [2]bool{some.Tells(action), every.Tells(action)}; got != want {
			t.Errorf("%s: %v", action, got)
		}
	}
}

func TestFaults(t *testing.T) {
	good := hook.Hook{Name: "x", URL: "https://x.example", Until: "2026-03-01"}
	for what, c := range map[string]struct {
		change func(*hook.Hook)
		faults int
	}{
		"good":            {func(*hook.Hook) {}, 0},
		"no name":         {func(h *hook.Hook) { h.Name = " " }, 1},
		"a long name":     {func(h *hook.Hook) { h.Name = strings.Repeat("ă", 61) }, 1},
		"a long address":  {func(h *hook.Hook) { h.URL = strings.Repeat("x", 501) }, 1},
		"over":            {func(h *hook.Hook) { h.Until = "2026-01-31" }, 1},
		"too long":        {func(h *hook.Hook) { h.Until = "2027-03-01" }, 1},
		"unknown subject": {func(h *hook.Hook) { h.Subjects = []hook.Subject{"x"} }, 1},
	} {
		h := good
		c.change(&h)
		if got := h.Faults("2026-02-01"); len(got) != c.faults {
			t.Errorf("%s: %v", what, got)
		}
	}
}
