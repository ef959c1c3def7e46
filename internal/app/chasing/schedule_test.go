package chasing_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/chasing"
	"dondoc/internal/errs"
	"dondoc/internal/period"
)

// Late is judged on the day a body agreed on, its own or that of the nearest body
// above; a month nobody asks for is not late, and one past its closing day closes.
func TestLateByTheAgreedDay(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("sc-vp", access.Office, w.District)
		officer := w.Actor("sc-cb", access.Officer, w.District)
		w.On("2023-07-10")
		late := func() chasing.List {
			t.Helper()
			return apptest.Must(w.Late(apptest.Ctx, office, chasing.Query{Unit: "ngan-son"}))(t)
		}
		l := late()
		if l.Month != "2023-06" || l.Due != "2023-07-05" || len(l.Rows) == 0 || l.Rows[0].Days != 5 {
			t.Fatalf("usual: month %s, due %s, %d rows", l.Month, l.Due, len(l.Rows))
		}
		rows := len(l.Rows)
		set := func(s period.Schedule, want errs.Kind) {
			t.Helper()
			if err := w.SetSchedule(apptest.Ctx, office, "ngan-son", s); err != nil && !errs.Is(err, want) || err == nil && want != 0 {
				t.Fatalf("%+v: %v", s, err)
			}
		}
		set(period.Schedule{From: "2023-01", Day: 15, Every: 1}, errs.Invalid) // no reason
		set(period.Schedule{From: "2023-01", Day: 7, Every: 1, Grace: 1, Working: true, Reason: "công văn 12"}, 0)
		set(period.Schedule{From: "2023-02", Day: 7, Every: 1, Grace: 1, Working: true, Reason: "lần nữa"}, errs.Conflict)
		if l = late(); l.Due != "2023-07-07" || l.Rows[0].Days != 2 || l.Rows[0].Due != "2023-07-07" {
			t.Errorf("with a day of grace: %s, %+v", l.Due, l.Rows[0])
		}
		set(period.Schedule{From: "2023-03", Day: 20, Every: 1, Reason: "lùi hạn"}, 0)
		if l = late(); l.Late() || len(l.Rows) != rows || l.Rows[0].Days > 0 {
			t.Errorf("before the day: late %v, %d rows", l.Late(), len(l.Rows))
		}
		box := apptest.Must(w.Inbox(apptest.Ctx, officer))(t)
		if len(box.ToReport) == 0 || box.ToReport[0].Due != "2023-07-20" || box.ToReport[0].Days != -10 || box.ToReport[0].Month != "2023-06" {
			t.Errorf("inbox: %d, %+v", len(box.ToReport), box.ToReport)
		}
		set(period.Schedule{From: "2023-04", Day: 25, Within: true, Every: 1, Reason: "số ước trong tháng"}, 0)
		if l = late(); l.Month != "2023-07" || l.Due != "2023-07-25" {
			t.Errorf("within the month: %s, %s", l.Month, l.Due)
		}
		set(period.Schedule{From: "2023-05", Day: 5, Every: 6, Reason: "nửa năm một lần"}, 0)
		w.On("2023-08-10")
		if l = late(); l.Month != "2023-06" || l.Rows[0].Days != 36 {
			t.Errorf("half-yearly in August: %s, %+v", l.Month, l.Rows)
		}
		if l := apptest.Must(w.Late(apptest.Ctx, office, chasing.Query{Unit: "ngan-son", Month: "2023-07"}))(t); len(l.Rows) != 0 {
			t.Errorf("a month nobody asks for is late: %d rows", len(l.Rows))
		}

		set(period.Schedule{From: "2023-06", Day: 5, Every: 1, Close: 10, Reason: "tự khóa"}, 0)
		months := func(m int) (locked bool) {
			all := apptest.Must(w.Months(apptest.Ctx, office, w.District, "2023", ""))(t)
			return all[m-1].Locked
		}
		before := months(7)
		runJobs(t, w)
		if before || months(7) {
			t.Error("July closed before its day")
		}
		w.On("2023-08-16")
		runJobs(t, w)
		if !months(7) || months(6) || months(8) {
			t.Errorf("after the day: June %v (its day was past when it was agreed), July %v, August %v", months(6), months(7), months(8))
		}
		if err := w.ReopenPeriod(apptest.Ctx, office, w.District, "2023-07", "2023-08-20", "bổ sung"); err != nil {
			t.Fatal(err)
		}
		w.On("2023-08-17")
		runJobs(t, w)
		if months(7) {
			t.Error("what a person opened again was closed by itself")
		}
		w.On("2023-09-06")
		set(period.Schedule{From: "2023-08", Reason: "theo tỉnh"}, 0)
		if l = late(); l.Due != "2023-09-05" {
			t.Errorf("dropped: %s", l.Due)
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("tables and log differ: %+v", v)
		}
	})
}

func runJobs(t *testing.T, w *apptest.World) {
	t.Helper()
	for range 20 {
		n, err := w.RunJobs(apptest.Ctx, "a", chasing.Out{})
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// What was entered after the agreed day is due on the day it was entered, and late
// from the day after on.
func TestEnteredAfterTheDay(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("sc-vp", access.Office, w.Commune)
		officer := w.Actor("sc-cb", access.Officer, w.Commune)
		w.On("2023-07-20")
		w.TargetOf(w.Commune, w.Commune)
		for _, tt := range []struct {
			on   period.Date
			days int
		}{{"2023-07-20", 0}, {"2023-07-22", 2}} {
			w.On(tt.on)
			l := apptest.Must(w.Late(apptest.Ctx, office, chasing.Query{Unit: "bang-van", Month: "2023-06"}))(t)
			box := apptest.Must(w.Inbox(apptest.Ctx, officer))(t)
			for _, got := range []struct {
				due  period.Date
				days int
			}{{l.Rows[0].Due, l.Rows[0].Days}, {box.ToReport[0].Due, box.ToReport[0].Days}} {
				if got.due != "2023-07-20" || got.days != tt.days {
					t.Errorf("on %s: due %s, %d days late", tt.on, got.due, got.days)
				}
			}
		}
	})
}
