package release_test

import (
	"testing"
	"time"

	"dondoc/internal/criterion"
	"dondoc/internal/period"
	"dondoc/internal/release"
)

// A part counts in its target, and a change of it is a change all the same.
func TestPartsDoNotCount(t *testing.T) {
	was := release.Body{Rows: []release.Row{{ID: "a", Name: "Đàn gia súc", Plan: "100 con", Actual: "101 con", Class: criterion.Exceeded}, {ID: "b", PartOf: "a", Name: "Trâu", Plan: "60 con", Actual: "50 con", Class: criterion.NotMet},
		{ID: "c", Name: "Hộ nghèo", Plan: "3%", Class: criterion.NotAssessed}}}
	if reached, total := was.Counts(); reached != 1 || total != 2 {
		t.Errorf("%d of %d", reached, total)
	}
	now := release.Body{Rows: []release.Row{was.Rows[0], {ID: "b", PartOf: "a", Name: "Trâu", Plan: "60 con", Actual: "60 con", Class: criterion.Met}}}
	changes := release.Changes(was, now)
	want := []release.Change{{Name: "Trâu", Was: "50 con / 60 con", Now: "60 con / 60 con"}, {Name: "Hộ nghèo", Was: "– / 3%"}}
	if len(changes) != 2 || changes[0] != want[0] || changes[1] != want[1] {
		t.Errorf("%+v", changes)
	}
	if was.Mark() == now.Mark() || was.Mark() != (release.Body{Rows: was.Rows}).Mark() {
		t.Error("marks")
	}
}

// What waits for its day is not there, what was taken down takes all before it
// along, and a day gives the version that could be read at its end.
func TestVersionsOfADay(t *testing.T) {
	at := func(no int64, step release.Step, made period.Date, on release.Moment) release.Version {
		return release.Version{No: no, Step: step, On: on, At: made.Time().Add(9 * time.Hour)}
	}
	all := []release.Version{at(1, release.Made, "2024-02-01", "2024-02-01"), at(2, release.Made, "2024-03-01", "2024-03-10")}
	for day, want := range map[release.Moment]int{"2024-01-31": 0, "2024-03-09": 1, "2024-03-10": 2} {
		if list, down := release.Readable(all, day); len(list) != want || down != nil {
			t.Errorf("%s: %d versions, down %v", day, len(list), down)
		}
	}
	list, _ := release.Readable(all, "2024-04-01")
	for day, want := range map[period.Date]int64{"": 2, "2024-03-09": 1, "2024-03-10": 2, "2024-01-01": 0} {
		if v, newest, ok := release.Known(list, day); v.No != want || ok != (want > 0) || newest != (want == 2) {
			t.Errorf("%q: version %d, newest %v, %v", day, v.No, newest, ok)
		}
	}
	all = append(all, at(3, release.Withdrawn, "2024-05-01", "2024-05-01"))
	if list, down := release.Readable(all, "2024-05-02"); len(list) != 0 || down == nil || down.No != 3 {
		t.Errorf("%v %v", list, down)
	}
	all = append(all, at(4, release.Made, "2024-06-01", "2024-06-01"))
	if list, down := release.Readable(all, "2024-06-02"); len(list) != 1 || down != nil {
		t.Errorf("%v %v", list, down)
	}
}

// An embargo of an hour holds to the minute; a release that was taken down before it
// was due was never public, and nothing tells of it.
func TestEmbargoOfAnHour(t *testing.T) {
	on, err := release.MomentAt("2024-03-10", "8h30")
	if err != nil || on != "2024-03-10T08:30" || on.Day() != "2024-03-10" || on.Clock() != "08:30" {
		t.Fatal(on, err)
	}
	all := []release.Version{{No: 1, Step: release.Made, On: on, At: period.Date("2024-03-01").Time()}}
	for at, want := range map[release.Moment]int{"2024-03-10": 0, "2024-03-10T08:29": 0, "2024-03-10T08:30": 1, "2024-03-11T00:00": 1} {
		if list, _ := release.Readable(all, at); len(list) != want || release.Waiting(all, at) != (want == 0) {
			t.Errorf("%s: %d versions", at, len(list))
		}
	}
	for _, taken := range []struct {
		on   release.Moment
		down bool
	}{{"2024-03-05T10:00", false}, {"2024-03-10T08:30", true}} {
		list, down := release.Readable(append(all[:1:1], release.Version{No: 2, Step: release.Withdrawn, On: taken.on}), "2024-04-01T00:00")
		if len(list) != 0 || (down != nil) != taken.down {
			t.Errorf("taken down on %s: %v %v", taken.on, list, down)
		}
	}
	for text, want := range map[string]release.Moment{"": "2024-03-10", "7:05": "2024-03-10T07:05", "14 giờ 15 phút": "2024-03-10T14:15", "9h": "2024-03-10T09:00", "24:00": "", "8:60": "", "sáng": "", "8:3": ""} {
		if got, err := release.MomentAt("2024-03-10", text); got != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	if _, err := release.MomentAt("", "8:30"); err == nil {
		t.Error("an hour of no day")
	}
}

// A version is found by its number for good, also where two came on one day.
func TestTwinOfANumber(t *testing.T) {
	list := []release.Version{{No: 1, On: "2024-03-10"}, {No: 2, On: "2024-03-10"}}
	for no, want := range map[int64]bool{1: true, 2: true, 3: false, 0: false} {
		if v, newest, ok := release.Numbered(list, no); ok != want || ok && v.No != no || newest != (no == 2) {
			t.Errorf("%d: %+v %v %v", no, v, newest, ok)
		}
	}
}
