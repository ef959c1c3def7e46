package charge

import (
	"testing"

	"dondoc/internal/errs"
)

func TestRequests(t *testing.T) {
	waits := Request{Role: Lead, Reason: "vượt thẩm quyền của xã", State: Waiting}
	if err := waits.Check(); err != nil {
		t.Error(err)
	}
	for _, bad := range []Request{{Role: Lead}, {Role: "owner", Reason: "x"}, {Role: Answer, Reason: " "}} {
		if err := bad.Check(); !errs.Is(err, errs.Invalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	for _, c := range []struct {
		from, to State
		say      string
		want     errs.Kind // Internal for none
	}{
		{Waiting, Accepted, "", 0}, {Waiting, Declined, "không thuộc chức năng", 0}, {Waiting, Withdrawn, "", 0},
		{Waiting, Declined, " ", errs.Invalid}, {Waiting, Waiting, "", errs.Invalid},
		{Accepted, Declined, "x", errs.Conflict}, {Declined, Accepted, "", errs.Conflict}, {Withdrawn, Accepted, "", errs.Conflict},
	} {
		r := waits
		r.State = c.from
		after, err := r.Close(c.to, c.say)
		if c.want == 0 && (err != nil || after.State != c.to) || c.want != 0 && (!errs.Is(err, c.want) || after.State != c.from) {
			t.Errorf("%s → %s: %s, %v", c.from, c.to, after.State, err)
		}
	}
	if Answer.OfTask() || !Partner.OfTask() {
		t.Error("whose roles")
	}
}
