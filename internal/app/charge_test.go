package app_test

import (
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app/accounts"
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
	eachEngine(t, func(t *testing.T, w *world) {
		office, province := w.account("vp-xa", access.Office, w.commune), w.account("vp-tinh", access.Office, w.province)
		document := must(w.AddDocument(ctx, office, plan.NewDocument{Unit: w.commune, Cycle: "2023", Number: "01-NQ", Issuer: "xã", IssuedOn: "2023-01-02", Title: "x"}))(t)
		own := must(w.AddTask(ctx, office, tasks.NewTask{Unit: w.commune, Name: "Việc của xã", Leads: []id.ID{w.commune}, Deadline: "31/12/2023"}))(t)[0].ID
		n := 0
		places := map[string]func(actor access.Actor, unit id.ID) error{
			"a target's answering unit": func(actor access.Actor, unit id.ID) error {
				n++
				return drop(w.AddTarget(ctx, actor, plan.NewTarget{Document: document, Place: n, Name: "Chỉ tiêu " + string(unit) + actor.User, Wording: "1 ha", UnitOfMeasure: "ha", AnswerUnit: unit}))
			},
			"a task's lead": func(actor access.Actor, unit id.ID) error {
				return drop(w.AddTask(ctx, actor, tasks.NewTask{Unit: w.commune, Name: "Việc", Leads: []id.ID{unit}, Deadline: "31/12/2023"}))
			},
			"a directive's task": func(actor access.Actor, unit id.ID) error {
				return drop(w.AddDirective(ctx, actor, tasks.NewDirective{Unit: w.commune, Speaker: "x", On: "2023-02-01", Text: "x", Tasks: []tasks.NewTask{{Name: "Việc", Leads: []id.ID{unit}, Deadline: "31/12/2023"}}}))
			},
			"a row of an annex": func(actor access.Actor, unit id.ID) error {
				v, _ := must(w.Directory(ctx, operator))(t).Unit(unit, "2023-07-05")
				return drop(w.ImportTasks(ctx, actor, tasks.TasksImport{Unit: "bang-van", Issued: "2023-01-02", Lines: []exchange.TaskRow{{Row: 2, Name: "Việc " + actor.User, Lead: v.Code, Deadline: "31/12/2023"}}}))
			},
			"a move": func(actor access.Actor, unit id.ID) error {
				return drop(w.ActOnTask(ctx, actor, own, task.Event{Step: task.Move, To: unit, Text: "chuyển"}))
			},
			"who closes a gap": func(actor access.Actor, unit id.ID) error {
				return w.SetCoverage(ctx, actor, papers.NewCoverage{Superior: document, Own: document, Item: must(w.Document(ctx, operator, document))(t).Targets[0].ID,
					Status: coverage.NotCovered, Owner: unit, Due: "2023-12-31"})
			},
		}
		must(w.AddTarget(ctx, office, plan.NewTarget{Document: document, Place: 99, Name: "Chỉ tiêu của xã", Wording: "1 ha", UnitOfMeasure: "ha"}))(t)
		for name, put := range places {
			for _, unit := range []id.ID{w.province, w.district, w.department, w.other} {
				if err := put(office, unit); !errs.Is(err, errs.Invalid) || errs.All(err)[0].What.Key != "app.charge_outside" {
					t.Errorf("%s: a commune charges %s: %v", name, unit, err)
				}
			}
			if name != "a move" {
				if err := put(office, w.commune); err != nil {
					t.Errorf("%s: its own unit: %v", name, err)
				}
			}
			if err := put(province, w.department); err != nil {
				t.Errorf("%s: the office above both: %v", name, err)
			}
		}
		given := must(w.AddTask(ctx, office, tasks.NewTask{Unit: w.commune, Name: "Việc phối hợp", Leads: []id.ID{w.commune}, Partners: []task.Partner{{Unit: w.province}}, Deadline: "31/12/2023"}))(t)[0]
		if p := given.Partners[0]; p.Unit != "" || p.Text == "" || len(given.Unclear) == 0 {
			t.Errorf("a unit above coordinates: %+v, said: %v", p, given.Unclear)
		}
	})
}

// TestPersonsAreCharged: nobody gives a post or an account to a person of a
// unit they do not manage.
func TestPersonsAreCharged(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		admin := w.account("qt-khac", access.Administrator, w.other)
		post := must(w.AddPost(ctx, operator, w.other, "Phó", false))(t)
		_, err := w.Appoint(ctx, admin, units.NewAppointment{Person: w.person, Post: post, Capacity: org.Concurrent, From: "2023-01-01"})
		if !errs.Is(err, errs.Invalid) || errs.All(err)[0].Field != "person" {
			t.Errorf("another unit's head is appointed: %v", err)
		}
		_, _, err = w.CreateAccount(ctx, admin, accounts.NewAccount{Username: "muon-ten", Name: "x", Person: w.person, Grants: []access.Grant{{Role: access.Officer, Unit: w.other}}})
		if !errs.Is(err, errs.Invalid) {
			t.Errorf("an account in another's name: %v", err)
		}
	})
}

// TestThreeAccountsOfOnePerson: reporting, verifying and approving are three
// people's, however many accounts one of them has.
func TestThreeAccountsOfOnePerson(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		make := func(username string, role access.Role, unit, person id.ID) (access.Actor, error) {
			_, _, err := w.CreateAccount(ctx, operator, accounts.NewAccount{Username: username, Name: username, Password: "mat-khau-thu-nghiem", Person: person, Grants: []access.Grant{{Role: role, Unit: unit}}})
			if err != nil {
				return access.Actor{}, err
			}
			return w.ActAs(ctx, operator, username)
		}
		officer := must(make("mot", access.Officer, w.department, w.person))(t)
		if _, err := make("hai", access.Verifier, w.district, w.person); !errs.Is(err, errs.Conflict) {
			t.Errorf("a second account for another step above: %v", err)
		}
		elsewhere := must(make("ba", access.Verifier, w.other, w.person))(t)
		if err := w.Grant(ctx, operator, elsewhere.Account, access.Grant{Role: access.Head, Unit: w.district}); !errs.Is(err, errs.Conflict) {
			t.Errorf("the step is granted later: %v", err)
		}
		must(make("bon", access.Inspector, w.district, w.person))(t) // reads only

		// accounts of before: one person behind two of them all the same
		verifier := must(make("tham-dinh", access.Verifier, w.district, ""))(t)
		one := officer
		one.Account, one.Grants = verifier.Account, verifier.Grants
		o := w.report(officer, w.forest, "2023-05", "100")
		if _, err := w.Advance(ctx, one, o.ID, approval.Verify, ""); !errs.Is(err, errs.Forbidden) {
			t.Errorf("one verifies one's own figure under another account: %v", err)
		}
		if _, steps, err := w.Review(ctx, one, o.ID); err != nil {
			t.Error(err)
		} else {
			for _, s := range steps {
				if s == approval.Verify {
					t.Error("and is offered it")
				}
			}
		}
		must(w.Advance(ctx, verifier, o.ID, approval.Verify, ""))(t)
		head := must(make("lanh-dao", access.Head, w.district, ""))(t)
		head.Person = w.person
		if _, err := w.Advance(ctx, head, o.ID, approval.Approve, ""); !errs.Is(err, errs.Forbidden) {
			t.Errorf("one approves one's own figure under a third account: %v", err)
		}
	})
}
