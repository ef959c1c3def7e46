package reason_test

import (
	"strings"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/reason"
)

func TestCheck(t *testing.T) {
	whole := reason.Reason{Kind: "objective", Cause: "mưa lũ", Remedy: "trồng bù vụ thu", Promised: "2023-11-30", Who: "Trưởng phòng"}
	if err := whole.Check("2023-11-30"); err != nil || whole.Empty() || whole.Broken("2023-11-30") || !whole.Broken("2023-12-01") {
		t.Errorf("whole: %v", err)
	}
	for field, spoil := range map[string]func(*reason.Reason){
		"cause_kind": func(r *reason.Reason) { r.Kind = "fate" }, "cause": func(r *reason.Reason) { r.Cause = " " }, "remedy": func(r *reason.Reason) { r.Remedy = strings.Repeat("x", reason.Longest+1) },
		"promised": func(r *reason.Reason) { r.Promised = "2023-11-29" }, "who": func(r *reason.Reason) { r.Who = "" },
	} {
		r := whole
		spoil(&r)
		list := errs.All(r.Check("2023-11-30"))
		if len(list) != 1 || list[0].Field != field {
			t.Errorf("%s: %v", field, list)
		}
	}
	if !(reason.Reason{Who: "Trưởng phòng"}).Empty() {
		t.Error("a name alone says something")
	}
	for word, want := range map[string]bool{"behind": true, "not_met": true, "violated": true, "on_track": false, "running": false, "met": false, "not_assessed": false} {
		if reason.Wanted(word) != want {
			t.Error(word)
		}
	}
}
