package hooks_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/chasing"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/hooks"
	"dondoc/internal/errs"
	"dondoc/internal/hook"
	"dondoc/internal/job"
	"dondoc/internal/store"
)

var ctx = apptest.Ctx

// TestHookRights: who may read a unit's log has it told, in person; one's own are
// nobody else's.
func TestHookRights(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	good := hooks.NewHook{Name: "Phần mềm", URL: "https://x.example/in", Unit: "ngan-son", Until: "2023-12-31"}
	reader, officer, elsewhere := w.Actor("hk-r", access.Inspector, w.District), w.Actor("hk-o", access.Officer, w.District), w.Actor("hk-e", access.Inspector, w.Other)
	secret, h, err := w.MakeHook(ctx, reader, good)
	if err != nil || secret == "" {
		t.Fatal(err)
	}
	narrow := reader
	narrow.Token = "T"
	for name, actor := range map[string]access.Actor{"officer": officer, "elsewhere": elsewhere, "by token": narrow, "nobody": {}} {
		if _, _, err := w.MakeHook(ctx, actor, good); !apptest.IsAccess(err) && !errs.Is(err, errs.Forbidden) && !errs.Is(err, errs.Unauthenticated) {
			t.Errorf("%s makes one: %v", name, err)
		}
	}
	for name, do := range map[string]func(context.Context, access.Actor) error{
		"try":  func(ctx context.Context, a access.Actor) error { return w.TryHook(ctx, a, h.ID) },
		"drop": func(ctx context.Context, a access.Actor) error { return w.DropHook(ctx, a, h.ID) },
	} {
		if err := do(ctx, elsewhere); !errs.Is(err, errs.NotFound) {
			t.Errorf("%s of another's: %v", name, err)
		}
	}
	for what, change := range map[string]func(*hooks.NewHook){
		"ftp": func(n *hooks.NewHook) { n.URL = "ftp://x.example" }, "no host": func(n *hooks.NewHook) { n.URL = "https:///x" },
		"a password": func(n *hooks.NewHook) { n.URL = "https://a:b@x.example" }, "no address": func(n *hooks.NewHook) { n.URL = "" },
		"a name that acts": func(n *hooks.NewHook) { n.Name = "a\x00b" },
	} {
		bad := good
		change(&bad)
		if _, _, err := w.MakeHook(ctx, reader, bad); !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for range 9 {
		if _, _, err := w.MakeHook(ctx, reader, good); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := w.MakeHook(ctx, reader, good); !errs.Is(err, errs.TooMany) {
		t.Errorf("an eleventh: %v", err)
	}
	if err := w.DropHook(ctx, reader, h.ID); err != nil {
		t.Fatal(err)
	}
	if all := apptest.Must(w.Hooks(ctx, reader))(t); len(all) != 9 {
		t.Errorf("%d left", len(all))
	}
}

// program is the program of an office: what it heard, and what it answers.
type program struct {
	heard  []hook.Event
	ids    []string
	answer error
}

func (p *program) hears(_ context.Context, _ string, m hook.Message) error {
	p.ids = append(p.ids, m.ID)
	if p.answer != nil {
		return p.answer
	}
	var said struct{ Data struct{ Events []hook.Event } }
	if err := json.Unmarshal(m.Body, &said); err != nil {
		return err
	}
	p.heard = append(p.heard, said.Data.Events...)
	return nil
}

// TestTelling: what is done in the unit is told once, in order; what the program
// did not hear waits and is told later; another unit's and an unsent draft are
// told to nobody; what its owner may not read any more ends it.
func TestTelling(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		people := w.Team()
		owner := w.Actor("hk-own", access.Inspector, w.District)
		p := &program{}
		_, h, err := w.MakeHook(ctx, owner, hooks.NewHook{Name: "x", URL: "https://x.example", Unit: "ngan-son", Subjects: []hook.Subject{hook.Figures}, Until: "2023-12-31"})
		if err != nil {
			t.Fatal(err)
		}
		run := func() {
			t.Helper()
			if _, err := w.RunJobs(ctx, "s", chasing.Out{Hook: p.hears}); err != nil {
				t.Fatal(err)
			}
		}
		stands := func() hooks.Told {
			t.Helper()
			return apptest.Must(w.Hooks(ctx, owner))(t)[0]
		}
		report := func(text string, draft bool) {
			t.Helper()
			if _, err := w.Report(ctx, people.Officer, figures.NewReport{Target: w.Forest, Month: "2023-06", Text: text, Draft: draft}); err != nil {
				t.Fatal(err)
			}
		}
		run()
		if len(p.heard) != 0 {
			t.Fatalf("told what was before it: %v", p.heard)
		}
		report("5", false)
		run()
		run()
		if len(p.heard) != 1 || p.heard[0].Action != "observation.reported" || p.heard[0].Unit != "ngan-son" || p.heard[0].Object == "" {
			t.Fatalf("%+v", p.heard)
		}
		if s := stands(); s.Job != job.Done || s.Error != "" || s.Told.IsZero() || s.Waits != 0 {
			t.Errorf("%+v", s)
		}

		// The program is down: it waits, under the same name, and nothing is lost.
		p.answer = errors.New("HTTP 503")
		report("6", true) // a draft
		report("7", false)
		for range 8 {
			*w.Clock = w.Clock.Add(5 * time.Hour)
			run()
		}
		if s := stands(); s.Job != job.Dead || s.Error != "HTTP 503" || s.Waits == 0 {
			t.Errorf("%+v", s)
		}
		tried := slices.Clone(p.ids[1:])
		if slices.Sort(tried); len(slices.Compact(tried)) != 1 {
			t.Errorf("one message under many names: %v", p.ids)
		}
		p.answer = nil
		report("8", false)
		run()
		if len(p.heard) != 1 {
			t.Errorf("a dead one goes on by itself: %v", p.heard)
		}
		if err := w.TryHook(ctx, owner, h.ID); err != nil {
			t.Fatal(err)
		}
		run()
		if len(p.heard) != 3 || p.heard[1].Seq >= p.heard[2].Seq {
			t.Errorf("%+v", p.heard)
		}
		if s := stands(); s.Job != job.Done || s.Waits != 0 {
			t.Errorf("%+v", s)
		}

		// A try tells nothing of the log.
		if err := w.TryHook(ctx, owner, h.ID); err != nil {
			t.Fatal(err)
		}
		before := len(p.ids)
		run()
		if len(p.heard) != 3 || len(p.ids) != before+1 {
			t.Errorf("a try: %v", p.ids[before:])
		}

		// One that an administrator stopped stays so, however long ago, until it is tried.
		report("8,5", false)
		p.answer = errors.New("HTTP 503")
		run()
		all := apptest.Must(w.Jobs(ctx, apptest.Operator, job.Waiting))(t)
		if len(all) != 1 {
			t.Fatalf("%d jobs wait", len(all))
		}
		if err := w.CancelJob(ctx, apptest.Operator, all[0].ID); err != nil {
			t.Fatal(err)
		}
		p.answer = nil
		if err := w.DB.Write(ctx, func(ctx context.Context, tx *store.Tx) error { return tx.ForgetJobs(ctx, w.Clock.AddDate(1, 0, 0)) }); err != nil {
			t.Fatal(err)
		}
		run()
		if s := stands(); len(p.heard) != 3 || s.Job != job.Cancelled {
			t.Errorf("what was stopped goes on by itself: %+v", s)
		}
		if err := w.TryHook(ctx, owner, h.ID); err != nil {
			t.Fatal(err)
		}
		run()
		if len(p.heard) != 4 {
			t.Errorf("heard %d", len(p.heard))
		}

		// Its owner's role ends: nothing more is told, and the owner sees why.
		if err := w.Revoke(ctx, apptest.Operator, owner.Account, access.Grant{Role: access.Inspector, Unit: w.District}); err != nil {
			t.Fatal(err)
		}
		report("9", false)
		run()
		if s := stands(); len(p.heard) != 4 || s.Job != job.Dead || s.Error != hook.ErrForbidden.Error() {
			t.Errorf("%+v, heard %v", s, p.heard)
		}
		w.Fits()
	})
}

// TestManyEntries: more than a message holds comes in several, in order and whole.
func TestManyEntries(t *testing.T) {
	w := apptest.New(t, t.TempDir()+"/w.db")
	people, p := w.Team(), &program{}
	owner := w.Actor("hk-own", access.Inspector, w.District)
	if _, _, err := w.MakeHook(ctx, owner, hooks.NewHook{Name: "x", URL: "https://x.example", Unit: "ngan-son", Until: "2023-12-31"}); err != nil {
		t.Fatal(err)
	}
	for i := range 250 {
		if _, err := w.Report(ctx, people.Officer, figures.NewReport{Target: w.Forest, Month: "2023-06", Text: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.RunJobs(ctx, "s", chasing.Out{Hook: p.hears}); err != nil {
		t.Fatal(err)
	}
	if len(p.heard) != 250 || len(p.ids) != 2 || !slices.IsSortedFunc(p.heard, func(a, b hook.Event) int { return int(a.Seq - b.Seq) }) {
		t.Errorf("%d events in %d messages", len(p.heard), len(p.ids))
	}
}

// TestEveryActionIsSettled: of every action that the log has words for it is said
// whether programs are told of it.
func TestEveryActionIsSettled(t *testing.T) {
	text, err := os.ReadFile("../../i18n/text/web_admin.json")
	if err != nil {
		t.Fatal(err)
	}
	all := regexp.MustCompile(`"web\.log_([a-z]+)_`).FindAllStringSubmatch(string(text), -1)
	for _, m := range all {
		if !hook.Known(m[1] + ".") {
			t.Errorf("%s: under which subject is a program told of it?", m[1])
		}
	}
	if len(all) < 100 {
		t.Errorf("only %d actions", len(all))
	}
}
