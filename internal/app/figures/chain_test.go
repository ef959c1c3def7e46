package figures_test

import (
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/months"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// A body agrees on how many look at a figure: what waits in whose inbox, which steps
// are offered and which are taken go by it, for the months from which it holds.
func TestChainsThatWereAgreedOn(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		p := w.Team()
		second := w.Actor("tham-dinh-2", access.Verifier, w.District)
		agree := func(from period.Month, looks int) {
			t.Helper()
			if err := w.SetSchedule(apptest.Ctx, p.Office, "ngan-son", period.Schedule{From: from, Day: 5, Every: 1, Looks: looks, Reason: "quy chế"}); err != nil {
				t.Fatal(err)
			}
		}
		waits := func(who access.Actor, o id.ID, verify, approve bool) {
			t.Helper()
			box := apptest.Must(w.Inbox(apptest.Ctx, who))(t)
			has := func(list []figures.Work) bool {
				return slices.ContainsFunc(list, func(one figures.Work) bool { return one.Observation.ID == o })
			}
			if has(box.ToVerify) != verify || has(box.ToApprove) != approve {
				t.Errorf("%s: to verify %v, to approve %v", who.Name, has(box.ToVerify), has(box.ToApprove))
			}
		}
		take := func(who access.Actor, o id.ID, step approval.Step, want approval.State, kind errs.Kind) {
			t.Helper()
			got, err := w.Advance(apptest.Ctx, who, o, step, "")
			if err != nil && !errs.Is(err, kind) || err == nil && got != want {
				t.Fatalf("%s by %s: %s, %v", step, who.Name, got, err)
			}
		}
		if err := w.SetSchedule(apptest.Ctx, p.Office, "ngan-son", period.Schedule{From: "2023-01", Day: 5, Every: 1, Looks: 4, Reason: "x"}); !errs.Is(err, errs.Invalid) {
			t.Errorf("four looks: %v", err)
		}
		agree("2023-03", 1)
		agree("2023-05", 3)

		usual := w.Submit(p.Officer, w.Forest, "2023-02", "10 ha").ID
		waits(p.Verifier, usual, true, false)
		waits(p.Head, usual, false, false)
		take(p.Head, usual, approval.Approve, "", errs.Conflict)

		short := w.Submit(p.Officer, w.Forest, "2023-03", "20 ha").ID
		waits(p.Verifier, short, false, false)
		waits(p.Head, short, false, true)
		if _, steps, err := w.Review(apptest.Ctx, p.Verifier, short); err != nil || slices.Contains(steps, approval.Verify) {
			t.Errorf("a step nobody asked for is offered: %v, %v", steps, err)
		}
		take(p.Verifier, short, approval.Verify, "", errs.Conflict)
		take(p.Head, short, approval.Approve, approval.Approved, 0)

		long := w.Submit(p.Officer, w.Forest, "2023-05", "30 ha").ID
		take(p.Head, long, approval.Approve, "", errs.Conflict)
		waits(p.Verifier, long, true, false)
		take(p.Verifier, long, approval.Verify, approval.Checked, 0)
		waits(p.Verifier, long, false, false)
		waits(p.Head, long, false, false)
		waits(second, long, true, false)
		take(p.Verifier, long, approval.Verify, "", errs.Forbidden)
		if _, err := w.Report(apptest.Ctx, p.Officer, figures.NewReport{Target: w.Forest, Month: "2023-05", Text: "31 ha", Cumulative: true, Final: true}); !errs.Is(err, errs.Conflict) {
			t.Errorf("replaced between two verifications: %v", err)
		}
		take(second, long, approval.Verify, approval.Verified, 0)
		waits(second, long, false, false)
		waits(p.Head, long, false, true)
		take(p.Head, long, approval.Approve, approval.Approved, 0)

		half := w.Submit(p.Officer, w.Forest, "2023-06", "40 ha").ID
		take(p.Verifier, half, approval.Verify, approval.Checked, 0)
		agree("2023-06", 1) // what is half-way goes on as it is agreed now
		waits(p.Head, half, false, true)
		take(p.Head, half, approval.Approve, approval.Approved, 0)

		doc := apptest.Must(w.Target(apptest.Ctx, p.Office, w.Forest, ""))(t).Document.ID // a document's chain goes before its unit's
		for looks, want := range map[approval.Chain]errs.Kind{4: errs.Invalid, 0: errs.Conflict} {
			if err := w.SetChain(apptest.Ctx, p.Office, doc, months.Looks{From: "2023-07", Looks: looks, Reason: "x"}); !errs.Is(err, want) {
				t.Errorf("a chain of %d: %v", looks, err)
			}
		}
		if err := w.SetChain(apptest.Ctx, p.Office, doc, months.Looks{From: "2023-07", Looks: approval.Long, Reason: "NQ 12"}); err != nil {
			t.Fatal(err)
		}
		own := w.Submit(p.Officer, w.Forest, "2023-07", "50 ha").ID
		waits(p.Head, own, false, false)
		where := func(step approval.Step, at int, who string) {
			t.Helper()
			work, _, err := w.Review(apptest.Ctx, p.Head, own)
			page := apptest.Must(w.Target(apptest.Ctx, p.Head, w.Forest, ""))(t)
			got := work.Where
			if err != nil || got.Step != step || got.At != at || got.Chain != approval.Long || !slices.Contains(got.Who, who) || page.Where[own].At != at {
				t.Errorf("where: %+v, %+v, %v", got, page.Where[own], err)
			}
		}
		where(approval.Verify, 1, p.Verifier.Name)
		take(p.Verifier, own, approval.Verify, approval.Checked, 0)
		where(approval.Verify, 2, second.Name)
		if work, _, _ := w.Review(apptest.Ctx, p.Head, own); slices.Contains(work.Where.Who, p.Verifier.Name) {
			t.Error("who verified already is named for the second time")
		}
		take(second, own, approval.Verify, approval.Verified, 0)
		where(approval.Approve, 3, p.Head.Name)
		if err := w.SetChain(apptest.Ctx, p.Office, doc, months.Looks{From: "2023-07", Looks: 0, Reason: "bãi bỏ"}); err != nil {
			t.Fatal(err)
		}
		take(p.Head, own, approval.Approve, approval.Approved, 0)
		if page := apptest.Must(w.Document(apptest.Ctx, p.Office, doc, ""))(t); page.Chain.Looks != 0 || len(page.Chains) != 2 {
			t.Errorf("the document's chains: %+v", page.Chains)
		}
	})
}
