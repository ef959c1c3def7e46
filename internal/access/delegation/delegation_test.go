package delegation

import (
	"strings"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/period"
)

func TestCheck(t *testing.T) {
	good := Delegation{From: "a", To: "b", Grant: access.Grant{Role: access.Head, Unit: "u"}, Since: "2026-11-29", Until: "2027-01-27", Reason: "nghỉ phép"}
	if err := good.Check("2026-11-29"); err != nil {
		t.Fatal(err)
	}
	for field, change := range map[string]func(*Delegation){
		"since": func(d *Delegation) { d.Since = "2026-11-28" }, "until": func(d *Delegation) { d.Until = "2027-01-28" }, "grant": func(d *Delegation) { d.Role = access.Administrator },
		"reason": func(d *Delegation) { d.Reason = " " }, "to": func(d *Delegation) { d.To = "a" },
	} {
		d := good
		change(&d)
		if err := d.Check("2026-11-29"); !errs.Is(err, errs.Invalid) || !strings.Contains(err.Error(), "field="+field) {
			t.Errorf("%s: %v", field, err)
		}
	}
	before := good
	before.Until = "2026-11-28"
	if err := before.Check("2026-11-29"); !errs.Is(err, errs.Invalid) {
		t.Error("it ends before it begins")
	}
}

func TestHoldsAndMeets(t *testing.T) {
	d := Delegation{From: "a", Grant: access.Grant{Role: access.Head, Unit: "u"}, Since: "2026-12-01", Until: "2026-12-05"}
	for day, want := range map[string]bool{"2026-11-30": false, "2026-12-01": true, "2026-12-05": true, "2026-12-06": false} {
		if d.Holds(period.Date(day)) != want {
			t.Errorf("%s: %v", day, !want)
		}
	}
	next := d
	next.Since, next.Until = "2026-12-05", "2026-12-09"
	other := next
	other.Unit = "v"
	if !d.Meets(next) || !next.Meets(d) || d.Meets(other) {
		t.Error("what meets")
	}
	next.Since = "2026-12-06"
	if d.Meets(next) {
		t.Error("one after the other do not meet")
	}
	d.Ended = time.Now()
	if d.Holds("2026-12-02") || d.Meets(d) {
		t.Error("what was taken back holds")
	}
}
