package accounts_test

import (
	"strings"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// approvalOf is a figure that waits to be approved.
type approvalOf struct {
	w  *apptest.World
	t  *testing.T
	id id.ID
}

func (a approvalOf) refused(by access.Actor, kind errs.Kind) {
	a.t.Helper()
	if _, err := a.w.Advance(apptest.Ctx, by, a.id, approval.Approve, ""); !errs.Is(err, kind) {
		a.t.Errorf("approved by %s: %v", by.Name, err)
	}
}

func (a approvalOf) now() (out target.Observation) {
	a.t.Helper()
	all := apptest.Must(a.w.Target(apptest.Ctx, apptest.Operator, a.w.Forest, ""))(a.t)
	for _, o := range all.Observations {
		if o.ID == a.id {
			out = o
		}
	}
	return out
}

// A head on leave lends the role: the figure waits for nobody, carries both names,
// and what is lent ends by its day, by being taken back, or with the right itself.
func TestDelegation(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer, verifier := w.Actor("dl-cb", access.Officer, w.District), w.Actor("dl-td", access.Verifier, w.District)
		head := w.Actor("dl-ld", access.Head, w.District)
		w.Actor("dl-pho", access.Inspector, w.District)
		w.Actor("dl-xa", access.Inspector, w.Other)
		on := func(day period.Date) access.Actor {
			t.Helper()
			w.On(day)
			return apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, "dl-pho"))(t)
		}
		waiting := func(text string) approvalOf {
			t.Helper()
			o := w.Submit(officer, w.Forest, "2023-06", text)
			if _, err := w.Advance(apptest.Ctx, verifier, o.ID, approval.Verify, ""); err != nil {
				t.Fatal(err)
			}
			return approvalOf{w, t, o.ID}
		}
		deputy := on("2023-07-11")
		first := waiting("10 ha")
		first.refused(deputy, errs.Forbidden)
		grant := access.Grant{Role: access.Head, Unit: w.District}
		lend := func(by access.Actor, to string, since, until period.Date) error {
			return apptest.Drop(w.Delegate(apptest.Ctx, by, accounts.NewDelegation{To: to, Grant: grant, Since: since, Until: until, Reason: "nghỉ phép"}))
		}
		for name, c := range map[string]struct {
			err  error
			kind errs.Kind
			in   string
		}{
			"nobody":     {lend(head, "khong-co", "2023-07-13", "2023-07-15"), errs.NotFound, "to"},
			"elsewhere":  {lend(head, "dl-xa", "2023-07-13", "2023-07-15"), errs.NotFound, "to"},
			"oneself":    {lend(head, "dl-ld", "2023-07-13", "2023-07-15"), errs.Invalid, "to"},
			"past":       {lend(head, "dl-pho", "2023-07-10", "2023-07-15"), errs.Invalid, "since"},
			"long":       {lend(head, "dl-pho", "2023-07-13", "2023-09-15"), errs.Invalid, "until"},
			"not theirs": {lend(verifier, "dl-pho", "2023-07-13", "2023-07-15"), errs.Invalid, "grant"},
		} {
			if !errs.Is(c.err, c.kind) || errs.All(c.err)[0].Field != c.in {
				t.Errorf("%s: %v", name, c.err)
			}
		}
		if err := lend(head, "dl-pho", "2023-07-13", "2023-07-15"); err != nil {
			t.Fatal(err)
		}
		if err := lend(head, "dl-td", "2023-07-15", "2023-07-16"); !errs.Is(err, errs.Conflict) {
			t.Errorf("lent twice for a day: %v", err)
		}
		first.refused(on("2023-07-12"), errs.Forbidden)
		deputy = on("2023-07-13")
		if err := lend(deputy, "dl-td", "2023-07-14", "2023-07-14"); !errs.Is(err, errs.Invalid) {
			t.Errorf("what is lent was lent on: %v", err)
		}
		if box := apptest.Must(w.Inbox(apptest.Ctx, deputy))(t); len(box.ToApprove) != 1 {
			t.Errorf("%d wait for who stands in", len(box.ToApprove))
		}
		if _, err := w.Advance(apptest.Ctx, deputy, first.id, approval.Approve, ""); err != nil {
			t.Fatal(err)
		}
		o := first.now()
		last := o.Steps[len(o.Steps)-1]
		if last.By != deputy.Account || last.ByName != deputy.Name+" (thay "+head.Name+")" {
			t.Errorf("the step is by %q", last.ByName)
		}
		log := apptest.Must(w.Ledger(apptest.Ctx, apptest.Operator, 0, ""))(t)
		if !strings.Contains(log.Entries[0].Actor, "thay "+head.Name) {
			t.Errorf("the log says %q", log.Entries[0].Actor)
		}
		second := waiting("11 ha")
		second.refused(on("2023-07-16"), errs.Forbidden)

		// Taken back at once; and gone with the right itself.
		if err := lend(head, "dl-pho", "2023-07-17", "2023-07-20"); err != nil {
			t.Fatal(err)
		}
		mine := apptest.Must(w.Delegations(apptest.Ctx, head))(t)
		if len(mine) != 2 || mine[0].ToName == "" {
			t.Errorf("%+v", mine)
		}
		if err := w.EndDelegation(apptest.Ctx, on("2023-07-18"), mine[0].ID); !errs.Is(err, errs.NotFound) {
			t.Errorf("taken back by who holds it: %v", err)
		}
		token := apptest.Must(w.SignIn(apptest.Ctx, "dl-pho", "mat-khau-thu-nghiem", "192.0.2.1", ""))(t)
		holds := func() bool { return len(apptest.Must(w.Authenticate(apptest.Ctx, token))(t).Lent) > 0 }
		if !holds() || !holds() {
			t.Error("who signed in does not hold it")
		}
		if err := w.EndDelegation(apptest.Ctx, head, mine[0].ID); err != nil {
			t.Fatal(err)
		}
		if holds() {
			t.Error("what was taken back is still held by who is signed in")
		}
		second.refused(on("2023-07-18"), errs.Forbidden)
		if err := lend(head, "dl-pho", "2023-07-18", "2023-07-20"); err != nil {
			t.Fatal(err)
		}
		if !holds() {
			t.Error("who is signed in does not hold it")
		}
		if err := w.Revoke(apptest.Ctx, apptest.Operator, head.Account, grant); err != nil {
			t.Fatal(err)
		}
		if holds() {
			t.Error("what the lender has no more is still lent")
		}
		second.refused(on("2023-07-19"), errs.Forbidden)
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("tables and log differ: %+v", v)
		}
	})
}

// Who stands in does not pass on what the one away did: a figure the
// office reported is not verified for the office.
func TestDelegationIsNoSecondPair(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office := w.Actor("dp-vp", access.Office, w.District)
		w.Actor("dp-pho", access.Inspector, w.District)
		w.On("2023-07-11")
		if err := apptest.Drop(w.Delegate(apptest.Ctx, office, accounts.NewDelegation{To: "dp-pho", Grant: access.Grant{Role: access.Office, Unit: w.District}, Since: "2023-07-11", Until: "2023-07-15", Reason: "nghỉ"})); err != nil {
			t.Fatal(err)
		}
		o := w.Submit(office, w.Forest, "2023-06", "10 ha")
		deputy := apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, "dp-pho"))(t)
		if _, err := w.Advance(apptest.Ctx, deputy, o.ID, approval.Verify, ""); !errs.Is(err, errs.Forbidden) {
			t.Errorf("verified for who reported it: %v", err)
		}
		if box := apptest.Must(w.Inbox(apptest.Ctx, deputy))(t); len(box.ToVerify) != 0 {
			t.Error("it is offered")
		}
	})
}
