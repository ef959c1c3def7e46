package desk_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/coverage"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/task"
)

// TestNobodyBurdensAbove walks every place that takes a unit somebody will
// answer for: a commune's office may name its own unit, not one above or beside.
func TestNobodyBurdensAbove(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		office, province := w.Actor("vp-xa", access.Office, w.Commune), w.Actor("vp-tinh", access.Office, w.Province)
		document := apptest.Must(w.AddDocument(apptest.Ctx, office, plan.NewDocument{Unit: w.Commune, Cycle: "2023", Number: "01-NQ", Issuer: "xã", IssuedOn: "2023-01-02", Title: "x"}))(t)
		own := apptest.Must(w.AddTask(apptest.Ctx, office, tasks.NewTask{Unit: w.Commune, Name: "Việc của xã", Leads: []id.ID{w.Commune}, Deadline: "31/12/2023"}))(t)[0].ID
		n := 0
		places := map[string]func(actor access.Actor, unit id.ID) error{
			"a target's answering unit": func(actor access.Actor, unit id.ID) error {
				n++
				return apptest.Drop(w.AddTarget(apptest.Ctx, actor, plan.NewTarget{Document: document, Place: n, Name: "Chỉ tiêu " + string(unit) + actor.User, Wording: "1 ha", UnitOfMeasure: "ha", AnswerUnit: unit}))
			},
			"a task's lead": func(actor access.Actor, unit id.ID) error {
				return apptest.Drop(w.AddTask(apptest.Ctx, actor, tasks.NewTask{Unit: w.Commune, Name: "Việc", Leads: []id.ID{unit}, Deadline: "31/12/2023"}))
			},
			"a directive's task": func(actor access.Actor, unit id.ID) error {
				return apptest.Drop(w.AddDirective(apptest.Ctx, actor, tasks.NewDirective{Unit: w.Commune, Speaker: "x", On: "2023-02-01", Text: "x", Tasks: []tasks.NewTask{{Name: "Việc", Leads: []id.ID{unit}, Deadline: "31/12/2023"}}}))
			},
			"a row of an annex": func(actor access.Actor, unit id.ID) error {
				v, _ := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(t).Unit(unit, "2023-07-05")
				return apptest.Drop(w.ImportTasks(apptest.Ctx, actor, tasks.TasksImport{Unit: "bang-van", Issued: "2023-01-02", Lines: []exchange.TaskRow{{Row: 2, Name: "Việc " + actor.User, Lead: v.Code, Deadline: "31/12/2023"}}}))
			},
			"a move": func(actor access.Actor, unit id.ID) error {
				return apptest.Drop(w.ActOnTask(apptest.Ctx, actor, own, task.Event{Step: task.Move, To: unit, Text: "chuyển"}))
			},
			"who closes a gap": func(actor access.Actor, unit id.ID) error {
				return w.SetCoverage(apptest.Ctx, actor, papers.NewCoverage{Superior: document, Own: document, Item: apptest.Must(w.Document(apptest.Ctx, apptest.Operator, document, ""))(t).Targets[0].ID,
					Status: coverage.NotCovered, Owner: unit, Due: "2023-12-31"})
			},
		}
		apptest.Must(w.AddTarget(apptest.Ctx, office, plan.NewTarget{Document: document, Place: 99, Name: "Chỉ tiêu của xã", Wording: "1 ha", UnitOfMeasure: "ha"}))(t)
		for name, put := range places {
			for _, unit := range []id.ID{w.Province, w.District, w.Department, w.Other} {
				if err := put(office, unit); !errs.Is(err, errs.Invalid) || errs.All(err)[0].What.Key != "app.charge_outside" {
					t.Errorf("%s: a commune charges %s: %v", name, unit, err)
				}
			}
			if name != "a move" {
				if err := put(office, w.Commune); err != nil {
					t.Errorf("%s: its own unit: %v", name, err)
				}
			}
			if err := put(province, w.Department); err != nil {
				t.Errorf("%s: the office above both: %v", name, err)
			}
		}
		given := apptest.Must(w.AddTask(apptest.Ctx, office, tasks.NewTask{Unit: w.Commune, Name: "Việc phối hợp", Leads: []id.ID{w.Commune}, Partners: []task.Partner{{Unit: w.Province}}, Deadline: "31/12/2023"}))(t)[0]
		if p := given.Partners[0]; p.Unit != "" || p.Text == "" || len(given.Unclear) == 0 {
			t.Errorf("a unit above coordinates: %+v, said: %v", p, given.Unclear)
		}
	})
}

// TestPersonsAreCharged: nobody gives a post or an account to a person of a
// unit they do not manage.
func TestPersonsAreCharged(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		admin := w.Actor("qt-khac", access.Administrator, w.Other)
		post := apptest.Must(w.AddPost(apptest.Ctx, apptest.Operator, w.Other, "Phó", false))(t)
		_, err := w.Appoint(apptest.Ctx, admin, units.NewAppointment{Person: w.Holder, Post: post, Capacity: org.Concurrent, From: "2023-01-01"})
		if !errs.Is(err, errs.Invalid) || errs.All(err)[0].Field != "person" {
			t.Errorf("another unit's head is appointed: %v", err)
		}
		_, _, err = w.CreateAccount(apptest.Ctx, admin, accounts.NewAccount{Username: "muon-ten", Name: "x", Person: w.Holder, Grants: []access.Grant{{Role: access.Officer, Unit: w.Other}}})
		if !errs.Is(err, errs.Invalid) {
			t.Errorf("an account in another's name: %v", err)
		}
	})
}

// TestThreeAccountsOfOnePerson: reporting, verifying and approving are three
// people's, however many accounts one of them has.
func TestThreeAccountsOfOnePerson(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		make := func(username string, role access.Role, unit, person id.ID) (access.Actor, error) {
			_, _, err := w.CreateAccount(apptest.Ctx, apptest.Operator, accounts.NewAccount{Username: username, Name: username, Password: "mat-khau-thu-nghiem", Person: person, Grants: []access.Grant{{Role: role, Unit: unit}}})
			if err != nil {
				return access.Actor{}, err
			}
			return w.ActAs(apptest.Ctx, apptest.Operator, username)
		}
		officer := apptest.Must(make("mot", access.Officer, w.Department, w.Holder))(t)
		if _, err := make("hai", access.Verifier, w.District, w.Holder); !errs.Is(err, errs.Conflict) {
			t.Errorf("a second account for another step above: %v", err)
		}
		elsewhere := apptest.Must(make("ba", access.Verifier, w.Other, w.Holder))(t)
		if err := w.Grant(apptest.Ctx, apptest.Operator, elsewhere.Account, access.Grant{Role: access.Head, Unit: w.District}); !errs.Is(err, errs.Conflict) {
			t.Errorf("the step is granted later: %v", err)
		}
		apptest.Must(make("bon", access.Inspector, w.District, w.Holder))(t) // reads only

		// accounts of before: one person behind two of them all the same
		verifier := apptest.Must(make("tham-dinh", access.Verifier, w.District, ""))(t)
		one := officer
		one.Account, one.Grants = verifier.Account, verifier.Grants
		o := w.Submit(officer, w.Forest, "2023-05", "100")
		if _, err := w.Advance(apptest.Ctx, one, o.ID, approval.Verify, ""); !errs.Is(err, errs.Forbidden) {
			t.Errorf("one verifies one's own figure under another account: %v", err)
		}
		if _, steps, err := w.Review(apptest.Ctx, one, o.ID); err != nil {
			t.Error(err)
		} else {
			for _, s := range steps {
				if s == approval.Verify {
					t.Error("and is offered it")
				}
			}
		}
		apptest.Must(w.Advance(apptest.Ctx, verifier, o.ID, approval.Verify, ""))(t)
		head := apptest.Must(make("lanh-dao", access.Head, w.District, ""))(t)
		head.Person = w.Holder
		if _, err := w.Advance(apptest.Ctx, head, o.ID, approval.Approve, ""); !errs.Is(err, errs.Forbidden) {
			t.Errorf("one approves one's own figure under a third account: %v", err)
		}

		// units that move bring two steps together: that is told; a closed account is not opened for it
		double := func(username string) string {
			for _, one := range apptest.Must(w.Accounts(apptest.Ctx, apptest.Operator))(t) {
				if one.Username == username {
					return one.Double
				}
			}
			return "no such account"
		}
		if double("mot") != "" || double("ba") != "" {
			t.Errorf("told before: %q, %q", double("mot"), double("ba"))
		}
		if err := w.ReviseUnit(apptest.Ctx, apptest.Operator, w.Department, units.NewUnit{Name: "Phòng", Kind: org.Department, Parent: w.Other, From: "2023-07-01"}); err != nil {
			t.Fatal(err)
		}
		if double("mot") != "ba" || double("ba") != "mot" {
			t.Errorf("told after the move: %q, %q", double("mot"), double("ba"))
		}
		if err := w.SetDisabled(apptest.Ctx, apptest.Operator, elsewhere.Account, true); err != nil || double("mot") != "" {
			t.Errorf("closed: %v, %q", err, double("mot"))
		}
		if err := w.SetDisabled(apptest.Ctx, apptest.Operator, elsewhere.Account, false); !errs.Is(err, errs.Conflict) {
			t.Errorf("opened again beside the other: %v", err)
		}
	})
}
