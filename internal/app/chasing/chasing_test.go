package chasing_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/chasing"
	"dondoc/internal/approval"
	"dondoc/internal/chase"
	"dondoc/internal/errs"
	"dondoc/internal/job"
	"dondoc/internal/period"
)

var ctx = apptest.Ctx

func must[T any](v T, err error) func(testing.TB) T { return apptest.Must(v, err) }

// TestChaser follows a list from the office to those who are late, and back.
func TestChaser(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		people := w.Team()
		other := w.Actor("chi-cuc", access.Officer, w.Department)
		_, communes := w.TargetOf(w.Commune, w.Commune)
		w.On("2023-07-10") // Monday; June was due on the fifth
		q := chasing.Query{Unit: "ngan-son", Month: "2023-06"}
		list := must(w.Late(ctx, people.Office, q))(t)
		if len(list.Rows) != 2 || list.Untold != 1 || len(list.People) != 1 || list.People[0].Login != "chi-cuc" || list.Rows[0].Days != 5 {
			t.Fatalf("late: %d rows, %d untold, people %+v", len(list.Rows), list.Untold, list.People)
		}
		units := list.ByUnit()
		if len(units) != 2 || units[0].Rows+units[1].Rows != len(list.Rows) || units[0].Days != 5 || units[0].Late != 1 || units[0].Untold+units[1].Untold != list.Untold {
			t.Errorf("by unit: %+v", units)
		}
		stands := w.Actor("thay-chi-cuc", access.Inspector, w.Department) // has no role of its own that is told
		if _, err := w.Delegate(ctx, other, accounts.NewDelegation{To: "thay-chi-cuc", Grant: other.Grants[0], Since: "2023-07-10", Until: "2023-07-10", Reason: "nghỉ phép"}); err != nil {
			t.Fatal(err)
		}
		if l := must(w.Late(ctx, people.Office, q))(t); len(l.People) != 2 || l.People[1].Login != "thay-chi-cuc" || l.Untold != 1 {
			t.Errorf("who stands in is not told: %+v", l.People)
		}
		for _, d := range must(w.Delegations(ctx, other))(t) {
			if err := w.EndDelegation(ctx, other, d.ID); err != nil {
				t.Fatal(err)
			}
		}
		if l := must(w.Late(ctx, people.Office, q))(t); len(l.People) != 1 {
			t.Errorf("told after it was taken back: %+v, %v", l.People, stands.Name)
		}
		if read := must(w.Late(ctx, people.Officer, q))(t); read.May || len(read.Rows) != len(list.Rows) || len(read.People) != 1 || read.People[0].Login != "" {
			t.Errorf("who may not chase sees %+v", read.People)
		}
		if dry := must(w.Remind(ctx, people.Office, chasing.Order{Query: q, DryRun: true}))(t); len(dry.Rows) != 2 || len(must(w.Notices(ctx, other))(t)) != 0 {
			t.Error("a dry run told somebody")
		}
		sent := must(w.Remind(ctx, people.Office, chasing.Order{Query: q, Note: "Gửi trước 15 giờ"}))(t)
		if sent.Chaser.Rows != len(list.Rows) || sent.Chaser.Untold != 1 {
			t.Errorf("chaser of %d rows, list of %d", sent.Chaser.Rows, len(list.Rows))
		}
		if err := apptest.Drop(w.Remind(ctx, people.Office, chasing.Order{Query: q})); apptest.Key(err) != "chase.today_already" {
			t.Errorf("sent twice: %v", err)
		}
		told := must(w.Notices(ctx, other))(t)
		if len(told) != 1 || told[0].Counts.Late != 1 || told[0].Note != "Gửi trước 15 giờ" || must(w.Unopened(ctx, other))(t) != 1 {
			t.Fatalf("told %+v", told)
		}
		if err := w.OpenNotice(ctx, people.Officer, told[0].ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("another's was opened: %v", err)
		}
		if err := w.OpenNotice(ctx, other, told[0].ID); err != nil {
			t.Error(err)
		}
		one := must(w.Notice(ctx, other, told[0].ID))(t)
		if len(one.Items) != 1 || one.Items[0].ID != w.Forest || one.Opened.IsZero() {
			t.Errorf("what it is about: %+v", one)
		}
		given := must(w.Chasers(ctx, people.Office, "ngan-son"))(t)
		if len(given) != 1 || given[0].Opened != 1 || given[0].People[0].Login != "chi-cuc" || given[0].People[0].Rows != 1 {
			t.Errorf("what the office sees: %+v", given)
		}
		// A figure on its way takes its target off the list; a draft and one sent back do not.
		w.Submit(people.Officer, w.Forest, "2023-06", "100")
		if list := must(w.Late(ctx, people.Office, q))(t); len(list.Rows) != 1 || list.Rows[0].ID != communes {
			t.Errorf("after a report: %+v", list.Rows)
		}
		if err := w.LockPeriod(ctx, people.Office, w.Commune, "2023-06"); err != nil {
			t.Fatal(err)
		}
		if list := must(w.Late(ctx, people.Office, q))(t); len(list.Rows) != 0 || list.Shut != 1 {
			t.Errorf("a closed month: %d rows, %d shut", len(list.Rows), list.Shut)
		}
	})
}

// TestLateOfAPastDay: what was late at the end of a day is what had not been
// reported by then, however it stands now; nothing can be sent from it.
func TestLateOfAPastDay(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		people := w.Team()
		w.On("2023-07-10")
		first := w.Submit(people.Officer, w.Forest, "2023-06", "100")
		w.On("2023-07-12")
		must(w.Advance(ctx, people.Verifier, first.ID, approval.Return, "chưa khớp"))(t)
		w.On("2023-07-14")
		w.Submit(people.Officer, w.Forest, "2023-06", "101")
		for _, one := range []struct {
			day      period.Date
			rows     int
			days     int
			returned bool
		}{{"2023-07-09", 1, 4, false}, {"2023-07-10", 0, 0, false}, {"2023-07-12", 1, 7, true}, {"2023-07-14", 0, 0, false}, {"", 0, 0, false}} {
			l := must(w.Late(ctx, people.Office, chasing.Query{Unit: "ngan-son", Month: "2023-06", AsKnown: one.day}))(t)
			if len(l.Rows) != one.rows || one.rows > 0 && (l.Rows[0].Days != one.days || l.Rows[0].Returned != one.returned) || l.May != (one.day == "") || len(l.People) > 0 && one.day != "" {
				t.Errorf("on %q: %d rows %+v, may send %v", one.day, len(l.Rows), l.Rows, l.May)
			}
		}
		if _, err := w.Late(ctx, people.Office, chasing.Query{Unit: "ngan-son", Month: "2023-07", AsKnown: "2023-06-20"}); apptest.Key(err) != "chase.month_ahead" {
			t.Errorf("a month that was ahead then: %v", err)
		}
	})
}

// TestDay runs the jobs of a day: the digest says the number of the list, once;
// the head is told after the days of the rule, once; a letter waits for a way.
func TestDay(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		people := w.Team()
		wish := chase.Usual("")
		wish.Address, wish.Mail = "can-bo@ngan-son.example", chase.MailEach
		if err := w.Writes(people.Officer.Account, wish); err != nil {
			t.Fatal(err)
		}
		run := func(day period.Date, post chasing.Post) int {
			w.On(day)
			return must(w.RunJobs(ctx, "server", chasing.Out{Letter: post}))(t)
		}
		if n := run("2023-07-08", nil); n != 2 { // what recurs, the sample
			t.Errorf("%d jobs on a Saturday", n)
		}
		if n := run("2023-07-10", nil); n != 5 { // and closing, digest, escalation
			t.Errorf("%d jobs on a Monday", n)
		}
		list := must(w.Late(ctx, people.Office, chasing.Query{Unit: "ngan-son"}))(t)
		told := must(w.Notices(ctx, people.Officer))(t)
		if len(told) != 1 || told[0].Counts.Late != len(list.Rows) || told[0].Mail != chase.MailWaits {
			t.Fatalf("digest: %+v beside a list of %d", told, len(list.Rows))
		}
		if n := run("2023-07-10", nil); n != 0 || len(must(w.Notices(ctx, people.Officer))(t)) != 1 {
			t.Errorf("%d jobs run again", n)
		}
		if told := must(w.Notices(ctx, people.Head))(t); len(told) != 0 {
			t.Errorf("the head is told after %d days", list.Rows[0].Days)
		}
		var sent []chasing.Letter
		fails := errors.New("the server is down")
		post := func(_ context.Context, l chasing.Letter) error { sent = append(sent, l); return fails }
		run("2023-07-12", post) // the letter of Monday and the digest of Wednesday
		if len(sent) != 2 || sent[0].To != wish.Address {
			t.Fatalf("%d letters tried", len(sent))
		}
		waiting := must(w.Jobs(ctx, apptest.Operator, job.Waiting))(t)
		if len(waiting) != 2 || waiting[0].Error == "" {
			t.Errorf("failed letters: %+v", waiting)
		}
		fails = nil
		*w.Clock = w.Clock.Add(2 * time.Minute)
		must(w.RunJobs(ctx, "server", chasing.Out{Letter: post}))(t)
		*w.Clock = w.Clock.Add(2 * time.Minute)
		must(w.RunJobs(ctx, "server", chasing.Out{Letter: post}))(t)
		if len(sent) != 4 {
			t.Errorf("%d letters after the server came back", len(sent))
		}
		run("2023-07-13", nil) // six working days after the fifth
		heads := func() (n int) {
			for _, one := range must(w.Notices(ctx, people.Head))(t) {
				if one.Kind == chase.OfHead {
					n++
				}
			}
			return n
		}
		if heads() != 1 {
			t.Errorf("the head is told %d times", heads())
		}
		run("2023-07-14", nil)
		if heads() != 1 {
			t.Errorf("the head is told again: %d", heads())
		}
	})
}

// TestLetterOnce holds that a letter whose answer was lost is not sent again
// until somebody says so, and one that is refused for good dies at once.
func TestLetterOnce(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	people := w.Team()
	wish := chase.Usual("")
	wish.Address, wish.Mail, wish.Digest = "can-bo@ngan-son.example", chase.MailEach, false
	if err := w.Writes(people.Officer.Account, wish); err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		answer error
		stands string
	}{{chase.ErrUnsure, chase.MailUnsure}, {chase.ErrRefused, chase.MailFailed}} {
		w.On(period.Date("2023-07-10").AddDays(i))
		must(w.Remind(ctx, people.Office, chasing.Order{Query: chasing.Query{Unit: "ngan-son"}}))(t)
		tried := 0
		post := func(context.Context, chasing.Letter) error { tried++; return fmt.Errorf("%w: x", c.answer) }
		for range 3 {
			*w.Clock = w.Clock.Add(time.Hour)
			must(w.RunJobs(ctx, "server", chasing.Out{Letter: post}))(t)
		}
		dead := must(w.Jobs(ctx, apptest.Operator, job.Dead))(t)
		told := must(w.Notices(ctx, people.Officer))(t)
		at := slices.IndexFunc(told, func(n chasing.Told) bool { return n.Kind == chase.OfFigures })
		if tried != 1 || len(dead) != 1 || told[at].Mail != c.stands {
			t.Errorf("%v: tried %d times, %d dead, %s", c.answer, tried, len(dead), told[at].Mail)
		}
		if err := w.RetryJob(ctx, apptest.Operator, dead[0].ID); err != nil {
			t.Error(err)
		}
		must(w.RunJobs(ctx, "server", chasing.Out{Letter: func(context.Context, chasing.Letter) error { tried++; return nil }}))(t)
		if told := must(w.Notices(ctx, people.Officer))(t); tried < 2 || told[at].Mail != chase.MailSent {
			t.Errorf("by hand: tried %d times, %s", tried, told[at].Mail)
		}
	}
	if err := w.SetWish(ctx, people.Officer, chase.Wish{Address: "a\r\nBcc: x@y", Mail: "each"}); apptest.Key(err) != "chase.address_bad" {
		t.Errorf("address: %v", err)
	}
}

// TestAddressIsConfirmed: no letter goes to an address before its owner opened the link
// that was sent to it; another's link, an old one and a wrong one do nothing.
func TestAddressIsConfirmed(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	people := w.Team()
	w.On("2023-07-10")
	var sent []chasing.Letter
	run := func() {
		t.Helper()
		must(w.RunJobs(ctx, "server", chasing.Out{Letter: func(_ context.Context, l chasing.Letter) error { sent = append(sent, l); return nil }}))(t)
	}
	wish := chase.Usual("")
	wish.Address, wish.Mail, wish.Digest = "can-bo@ngan-son.example", chase.MailEach, false
	for range 2 { // saved twice, asked once
		if err := w.SetWish(ctx, people.Officer, wish); err != nil {
			t.Fatal(err)
		}
	}
	must(w.Remind(ctx, people.Office, chasing.Order{Query: chasing.Query{Unit: "ngan-son"}}))(t)
	run()
	if len(sent) != 1 || sent[0].Confirm == "" || sent[0].To != wish.Address {
		t.Fatalf("sent %+v", sent)
	}
	for _, c := range []struct {
		who access.Actor
		key string
	}{{people.Head, sent[0].Confirm}, {people.Officer, "x"}, {people.Officer, ""}} {
		if err := w.ConfirmAddress(ctx, c.who, c.key); apptest.Key(err) != "chase.confirm_bad" {
			t.Errorf("%s with %q: %v", c.who.Name, c.key, err)
		}
	}
	if err := w.ConfirmAddress(ctx, people.Officer, sent[0].Confirm); err != nil {
		t.Fatal(err)
	}
	w.On("2023-07-11")
	must(w.Remind(ctx, people.Office, chasing.Order{Query: chasing.Query{Unit: "ngan-son"}}))(t)
	run()
	if len(sent) != 2 || sent[1].Confirm != "" {
		t.Errorf("after it was confirmed: %+v", sent)
	}
	wish.Address = "khac@ngan-son.example"
	if err := w.SetWish(ctx, people.Officer, wish); err != nil {
		t.Fatal(err)
	}
	run()
	*w.Clock = w.Clock.Add(49 * time.Hour)
	if err := w.ConfirmAddress(ctx, people.Officer, sent[2].Confirm); apptest.Key(err) != "chase.confirm_bad" {
		t.Errorf("an old link: %v", err)
	}
}
