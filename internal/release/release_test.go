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
	at := func(no int64, step release.Step, made, on period.Date) release.Version {
		return release.Version{No: no, Step: step, On: on, At: made.Time().Add(9 * time.Hour)}
	}
	all := []release.Version{at(1, release.Made, "2024-02-01", "2024-02-01"), at(2, release.Made, "2024-03-01", "2024-03-10")}
	for day, want := range map[period.Date]int{"2024-01-31": 0, "2024-03-09": 1, "2024-03-10": 2} {
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
