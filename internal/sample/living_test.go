package sample

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
	"dondoc/internal/task"
)

// livingDays are days on which a clock may stand: the first days of months and
// years, Tết, the leap day, the last day of the year, and a year to come.
var livingDays = []period.Date{"2025-08-01", "2026-01-01", "2028-02-29"}

// Whenever it is made, the world lives up to the eve: every account has something
// to do, and no day of it lies ahead.
func TestTheWorldLivesWheneverItIsMade(t *testing.T) {
	for _, today := range livingDays {
		t.Run(string(today), func(t *testing.T) {
			a := made(t, today)
			everybodyHasWork(t, a)
			lastMonth(t, a, today)
			taskStates(t, a)
		})
	}
}

// made is the living world without the figures of 2022 to 2024, which no clock changes.
func made(t *testing.T, today period.Date) *app.App {
	t.Helper()
	d, l := world(t), must(readLiving())(t)
	d.Resolutions, d.Targets, d.Allotments = nil, nil, nil
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "world.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := load(context.Background(), db, d, l, today); err != nil {
		t.Fatal(err)
	}
	return app.New(db, func() time.Time { return today.Time().Add(7 * time.Hour) })
}

func everybodyHasWork(t *testing.T, a *app.App) {
	ctx := context.Background()
	d, err := World()
	if err != nil {
		t.Fatal(err)
	}
	for _, account := range d.Accounts {
		actor, err := a.ActAs(ctx, desk.Operator("test"), account.Username)
		if err != nil {
			t.Fatal(err)
		}
		box, err := a.Inbox(ctx, actor)
		if err != nil {
			t.Fatal(err)
		}
		units, err := a.MyTasks(ctx, actor)
		if err != nil {
			t.Fatal(err)
		}
		pressing := 0
		for _, u := range units {
			pressing += len(u.Pressing) + len(u.Asked) + len(u.Done)
		}
		if box.Empty() && pressing == 0 {
			t.Errorf("%s has nothing to do", account.Username)
		}
		want := map[string]int{"can-bo": len(box.ToReport) * len(box.Returned), "tham-dinh": len(box.ToVerify), "lanh-dao": len(box.ToApprove), "nong-nghiep": pressing}
		if n, asked := want[account.Username]; asked && n == 0 {
			t.Errorf("%s: to report %d, returned %d, to verify %d, to approve %d, pressing tasks %d", account.Username, len(box.ToReport), len(box.Returned), len(box.ToVerify), len(box.ToApprove), pressing)
		}
	}
}

// lastMonth sees months closed and one open again, and the boards of the years.
func lastMonth(t *testing.T, a *app.App, today period.Date) {
	ctx, op := context.Background(), desk.Operator("test")
	last := today.Month().Start().AddDays(-1).Month()
	e, err := a.Scoreboard(ctx, op, standing.BoardQuery{Unit: "xa-ngan-son-01954", Cycle: last.Cycle()})
	if err != nil {
		t.Fatal(err)
	}
	if e.Total() < 10 {
		t.Errorf("%d targets in %s", e.Total(), last.Cycle())
	}
	locked, reopened := 0, 0
	for _, cycle := range []period.Cycle{last.Start().AddDays(-100).Month().Cycle(), last.Cycle()} {
		months, err := a.Months(ctx, op, e.Unit.ID, cycle, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range months {
			if m.Locked {
				locked++
			}
			if m.Reopened {
				reopened++
			}
			if m.Locked && m.Month >= last {
				t.Errorf("%s is closed already", m.Month)
			}
		}
	}
	if today >= "2025-10-01" && (locked == 0 || reopened == 0) {
		t.Errorf("%d months closed, %d open again", locked, reopened)
	}
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// taskStates sees tasks in all the states a demonstration needs, and that no
// office of the district leads an open one.
func taskStates(t *testing.T, a *app.App) {
	ctx := context.Background()
	list, err := a.TaskList(ctx, desk.Operator("test"), tasks.Tasks{Unit: "xa-ngan-son-01954", Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []task.Status{task.RunningLate, task.DueSoon, task.RunningOnTime, task.DoneLate, task.DoneOnTime} {
		if list.Tally.By[s] == 0 {
			t.Errorf("no task stands as %s: %v", s, list.Tally.By)
		}
	}
	old, err := a.TaskList(ctx, desk.Operator("test"), tasks.Tasks{Unit: "ngan-son", Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	tree, err := a.Units(ctx, desk.Operator("test"), "")
	if err != nil {
		t.Fatal(err)
	}
	stands := map[id.ID]bool{}
	for _, row := range tree.Rows {
		stands[row.ID] = true
	}
	for _, row := range append(old.Rows, list.Rows...) {
		if row.State.DoneOn == "" && row.Lead != "" && !stands[row.Lead] {
			t.Errorf("%q is led by a unit that stands no longer", row.Name)
		}
	}
	if len(old.Rows) < 6 {
		t.Errorf("%d tasks of the district", len(old.Rows))
	}
}
