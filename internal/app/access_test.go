package app_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/coverage"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/resolution"
	"dondoc/internal/task"
)

// useCase is a use-case of App as the matrix asks it: the action it needs, and
// a call on things of one district that gets as far as the access check at
// least. Errors other than those of access do not matter here.
type useCase struct {
	name   string
	action access.Action
	call   func(w *world, actor access.Actor, in things) error
}

// things are the objects of one district that the calls are about.
type things struct {
	unit                                       id.ID
	code                                       string
	document, target, observation              id.ID
	verified, approved, evidence, post, person id.ID
	account, task                              id.ID
}

func drop[T any](_ T, err error) error { return err }

var useCases = []useCase{
	{"Entry", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Entry(ctx, a, in.code, "2023-06")) }},
	{"Scoreboard", access.Read, func(w *world, a access.Actor, in things) error {
		return drop(w.Scoreboard(ctx, a, standing.BoardQuery{Unit: in.code, Cycle: "2023"}))
	}},
	{"UnitsBelow", access.Read, func(w *world, a access.Actor, in things) error {
		return drop(w.UnitsBelow(ctx, a, standing.BelowQuery{BoardQuery: standing.BoardQuery{Unit: in.code, Cycle: "2023"}}))
	}},
	{"Target", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Target(ctx, a, in.target, "")) }},
	{"Document", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Document(ctx, a, in.document)) }},
	{"Documents", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Documents(ctx, a, in.unit, "2023")) }},
	{"Resolutions", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Resolutions(ctx, a, in.code, "2023")) }},
	{"ConfirmCriteria", access.ManageTargets, func(w *world, a access.Actor, in things) error {
		return w.ConfirmCriteria(ctx, a, in.document, []id.ID{in.target})
	}},
	{"UnitPage", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.UnitPage(ctx, a, in.code, "")) }},
	{"Cycles", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Cycles(ctx, a, in.code)) }},
	{"Months", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Months(ctx, a, in.unit, "2023")) }},
	{"Person", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Person(ctx, a, in.person)) }},
	{"History", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.History(ctx, a, in.target)) }},
	{"Evidence", access.Read, func(w *world, a access.Actor, in things) error {
		_, _, err := w.Evidence(ctx, a, in.evidence)
		return err
	}},
	{"Review", access.Read, func(w *world, a access.Actor, in things) error {
		_, _, err := w.Review(ctx, a, in.observation)
		return err
	}},
	{"Report", access.Report, func(w *world, a access.Actor, in things) error {
		return drop(w.Report(ctx, a, figures.NewReport{Target: in.target, Month: "2023-05", Text: "100"}))
	}},
	{"Advance verify", access.Verify, func(w *world, a access.Actor, in things) error {
		return drop(w.Advance(ctx, a, in.observation, approval.Verify, ""))
	}},
	{"Advance approve", access.Approve, func(w *world, a access.Actor, in things) error {
		return drop(w.Advance(ctx, a, in.verified, approval.Approve, ""))
	}},
	{"Advance return", access.Return, func(w *world, a access.Actor, in things) error {
		return drop(w.Advance(ctx, a, in.verified, approval.Return, "lý do"))
	}},
	{"Advance reopen", access.Reopen, func(w *world, a access.Actor, in things) error {
		return drop(w.Advance(ctx, a, in.approved, approval.Reopen, "lý do"))
	}},
	{"AddDocument", access.ManageTargets, func(w *world, a access.Actor, in things) error {
		return drop(w.AddDocument(ctx, a, plan.NewDocument{Unit: in.unit, Cycle: "2023", Number: "13", Issuer: "x", IssuedOn: "2023-01-01", Title: "x"}))
	}},
	{"AddTarget", access.ManageTargets, func(w *world, a access.Actor, in things) error {
		return drop(w.AddTarget(ctx, a, plan.NewTarget{Document: in.document, Name: "Cây thuốc lá", Wording: "700 ha", UnitOfMeasure: "ha"}))
	}},
	{"ReviseTarget", access.ManageTargets, func(w *world, a access.Actor, in things) error {
		return w.ReviseTarget(ctx, a, plan.NewRevision{Target: in.target, Wording: "450 ha", Reason: "điều chỉnh"})
	}},
	{"ImportTargets", access.ManageTargets, func(w *world, a access.Actor, in things) error {
		return drop(w.ImportTargets(ctx, a, plan.Import{Unit: in.code, Cycle: "2023", DryRun: true, Rows: []exchange.TargetRow{{Row: criterion.Row{No: 2, Name: "HTX", Plan: "3", UnitOfMeasure: "HTX"}}}}))
	}},
	{"Allot", access.Allot, func(w *world, a access.Actor, in things) error {
		return w.Allot(ctx, a, plan.NewAllotment{Target: in.target, Parts: []plan.Part{{Unit: w.commune, Wording: "100 ha"}}, Reason: "x"})
	}},
	{"AllotmentTree", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.AllotmentTree(ctx, a, in.target, "")) }},
	{"AllotmentRows", access.Allot, func(w *world, a access.Actor, in things) error { return drop(w.AllotmentRows(ctx, a, in.target)) }},
	{"ConfirmClass", access.Assess, func(w *world, a access.Actor, in things) error {
		return w.ConfirmClass(ctx, a, in.target, criterion.Met, "lý do")
	}},
	{"LockPeriod", access.LockPeriod, func(w *world, a access.Actor, in things) error { return w.LockPeriod(ctx, a, in.unit, "2023-01") }},
	{"ReopenPeriod", access.LockPeriod, func(w *world, a access.Actor, in things) error {
		return w.ReopenPeriod(ctx, a, in.unit, "2023-01", "2023-07-10", "lý do")
	}},
	{"AddUnit", access.ManageUnits, func(w *world, a access.Actor, in things) error {
		return drop(w.AddUnit(ctx, a, units.NewUnit{Code: "moi", Name: "Mới", Kind: org.Commune, Parent: in.unit}))
	}},
	{"ReviseUnit", access.ManageUnits, func(w *world, a access.Actor, in things) error {
		return w.ReviseUnit(ctx, a, in.unit, units.NewUnit{Name: "Tên mới", Kind: org.District, Parent: w.province})
	}},
	{"ImportUnits", access.ManageUnits, func(w *world, a access.Actor, in things) error {
		return drop(w.ImportUnits(ctx, a, units.UnitsImport{Under: in.code, DryRun: true, Lines: []exchange.UnitRow{{Row: 2, Code: "xa-moi", Name: "Xã Mới", Kind: org.Commune}}}))
	}},
	{"AddTask", access.ManageTasks, func(w *world, a access.Actor, in things) error {
		return drop(w.AddTask(ctx, a, tasks.NewTask{Unit: in.unit, Name: "Việc cần làm ngay", Leads: []id.ID{in.unit}, Deadline: "2023"}))
	}},
	{"ImportTasks", access.ManageTasks, func(w *world, a access.Actor, in things) error {
		return drop(w.ImportTasks(ctx, a, tasks.TasksImport{Unit: in.code, Lines: []exchange.TaskRow{{Row: 2, Name: "Việc", Lead: in.code, Deadline: "2023"}}, DryRun: true}))
	}},
	{"NameUnit", access.ManageTasks, func(w *world, a access.Actor, in things) error {
		return w.NameUnit(ctx, a, in.code, "Tên gọi khác của đơn vị", in.code)
	}},
	{"AddDirective", access.ManageTasks, func(w *world, a access.Actor, in things) error {
		return drop(w.AddDirective(ctx, a, tasks.NewDirective{Unit: in.unit, Speaker: "x", On: "2023-01-01", Text: "x"}))
	}},
	{"Papers", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Papers(ctx, a, in.code)) }},
	{"Paper", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Paper(ctx, a, in.document)) }},
	{"Directives", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Directives(ctx, a, in.code)) }},
	{"ExportTasks", access.Read, func(w *world, a access.Actor, in things) error {
		return drop(w.ExportTasks(ctx, a, tasks.Tasks{Unit: in.code}))
	}},
	{"TaskColumns", access.Read, func(w *world, a access.Actor, in things) error {
		_, _, err := w.TaskColumns(ctx, a, tasks.Tasks{Unit: in.code})
		return err
	}},
	{"TaskList", access.Read, func(w *world, a access.Actor, in things) error {
		return drop(w.TaskList(ctx, a, tasks.Tasks{Unit: in.code}))
	}},
	{"Task", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Task(ctx, a, in.task)) }},
	{"ActOnTask start", access.WorkTasks, func(w *world, a access.Actor, in things) error {
		return drop(w.ActOnTask(ctx, a, in.task, task.Event{Step: task.Start}))
	}},
	{"ActOnTask pause", access.ManageTasks, func(w *world, a access.Actor, in things) error {
		return drop(w.ActOnTask(ctx, a, in.task, task.Event{Step: task.Pause, Text: "x"}))
	}},
	{"DocumentOf", access.Read, func(w *world, a access.Actor, in things) error {
		return drop(w.DocumentOf(ctx, a, in.code, "12-NQ/HU"))
	}},
	{"ImportDocument", access.ManageTargets, func(w *world, a access.Actor, in things) error {
		return drop(w.ImportDocument(ctx, a, papers.NewWritten{NewDocument: plan.NewDocument{Unit: in.unit, Cycle: "2023", Number: "99/NQ", Issuer: "x", IssuedOn: "2023-01-01", Title: "x"},
			Provisions: []resolution.Provision{{Kind: resolution.Clause, Text: "x", Parent: -1}}, DryRun: true}))
	}},
	{"CorrectProvisions", access.ManageTargets, func(w *world, a access.Actor, in things) error {
		return w.CorrectProvisions(ctx, a, in.document, papers.Correction{Do: "merge"})
	}},
	{"Provisions", access.Read, func(w *world, a access.Actor, in things) error {
		_, _, err := w.Provisions(ctx, a, in.document)
		return err
	}},
	{"Coverage", access.Read, func(w *world, a access.Actor, in things) error {
		return drop(w.Coverage(ctx, a, in.document, in.document))
	}},
	{"FindLinks", access.Read, func(w *world, a access.Actor, in things) error {
		return drop(w.FindLinks(ctx, a, in.document, "rừng"))
	}},
	{"AcceptCoverage", access.ManageTargets, func(w *world, a access.Actor, in things) error {
		return drop(w.AcceptCoverage(ctx, a, papers.NewCoverage{Superior: in.document, Own: in.document}, []id.ID{in.target}))
	}},
	{"Synonyms", access.Read, func(w *world, a access.Actor, in things) error { return drop(w.Synonyms(ctx, a, in.code)) }},
	{"SetSynonyms", access.ManageTargets, func(w *world, a access.Actor, in things) error { return w.SetSynonyms(ctx, a, in.unit, nil) }},
	{"SetCoverage", access.ManageTargets, func(w *world, a access.Actor, in things) error {
		return w.SetCoverage(ctx, a, papers.NewCoverage{Superior: in.document, Own: in.document, Item: in.target, Status: coverage.Covered, Reason: "đã có"})
	}},
	{"Reorganise", access.ManageUnits, func(w *world, a access.Actor, in things) error {
		return drop(w.Reorganise(ctx, a, reform.Reorganisation{On: "2023-08-01", Moves: []org.Move{{Row: 2, Old: in.code, New: org.Destination{Official: "moi", Name: "Huyện Mới"}}}, DryRun: true}))
	}},
	{"AddPost", access.ManagePeople, func(w *world, a access.Actor, in things) error {
		return drop(w.AddPost(ctx, a, in.unit, "Phó", false))
	}},
	{"Appoint", access.ManagePeople, func(w *world, a access.Actor, in things) error {
		return drop(w.Appoint(ctx, a, units.NewAppointment{Person: in.person, Post: in.post, Capacity: org.Acting, From: "2023-01-01", To: "2023-02-01"}))
	}},
	{"EndAppointment", access.ManagePeople, func(w *world, a access.Actor, in things) error {
		return w.EndAppointment(ctx, a, w.tenure(in.post), "2023-07-01")
	}},
	{"CreateAccount", access.ManageAccounts, func(w *world, a access.Actor, in things) error {
		_, _, err := w.CreateAccount(ctx, a, accounts.NewAccount{Username: "ai-do", Name: "x", Grants: []access.Grant{{Role: access.Officer, Unit: in.unit}}})
		return err
	}},
	{"ResetPassword", access.ManageAccounts, func(w *world, a access.Actor, in things) error { return drop(w.ResetPassword(ctx, a, in.account)) }},
	{"SetDisabled", access.ManageAccounts, func(w *world, a access.Actor, in things) error {
		return w.SetDisabled(ctx, a, in.account, true)
	}},
	{"Grant", access.ManageAccounts, func(w *world, a access.Actor, in things) error {
		return w.Grant(ctx, a, in.account, access.Grant{Role: access.Inspector, Unit: in.unit})
	}},
	{"Revoke", access.ManageAccounts, func(w *world, a access.Actor, in things) error {
		return w.Revoke(ctx, a, in.account, access.Grant{Role: access.Officer, Unit: in.unit})
	}},
}

// elsewhere are the exported methods that are not about one unit's things, with why.
var elsewhere = map[string]string{
	"Request": "TestOneMomentPerRequest", "Close": "the process", "Now": "the clock", "Head": "size and root of the log, printed on every page",
	"SignIn": "before there is an actor", "Authenticate": "before there is an actor", "ActAs": "TestActAs",
	"SignOut": "one's own", "SignOutEverywhere": "one's own", "Sessions": "one's own", "EndSession": "one's own",
	"SetLang": "one's own", "ChangePassword": "one's own", "Init": "an empty database, operator only",
	"Directory": "TestAnywhere", "Units": "TestAnywhere, TestUnitsAreThoseOneMayRead",
	"FirstSteps": "TestAnywhere", "Accounts": "TestAnywhere", "AddPerson": "TestAnywhere", "Inbox": "shows what Advance and Report allow",
	"Ledger": "TestAnywhere", "VerifyLedger": "TestAnywhere", "ProveEntry": "TestProofs", "ProveGrowth": "TestProofs", "ReadWording": "keeps and shows nothing", "SetLabel": "TestOwnLabels", "NewFeed": "one's own", "DropFeeds": "one's own", "FeedTasks": "TestFeeds of the pages", "Search": "TestSearch",
	"DocumentFile": "TestDocumentFile", "GiveRecurring": "TestRecurringTasks", "WatchRecurring": "the process", "MyTasks": "of the actor's own units: TestMyTasks", "SaveFilter": "one's own", "Filters": "one's own", "DropFilter": "one's own: TestSavedFilters", "ActOnTasks": "TestStepsWithSeveralTasks", "TaskFile": "TestTaskFiles",
	"MayAnywhere": "asks, and does nothing", "SweepContents": "the process: TestContents", "Hasten": "of the tests",
	"CheckRollup": "TestAnywhere", "RollupAlarm": "a word to the operator", "WatchRollup": "the process",
}

func TestEveryUseCaseIsInTheMatrix(t *testing.T) {
	known := map[string]bool{"Advance": true, "ActOnTask": true}
	for _, u := range useCases {
		known[u.name] = true
	}
	typ := reflect.TypeOf(&app.App{})
	for i := range typ.NumMethod() {
		name := typ.Method(i).Name
		if !known[name] && elsewhere[name] == "" {
			t.Errorf("app.%s is neither in the matrix nor said to be elsewhere", name)
		}
	}
}

// TestMatrix walks role × unit × use-case: an actor of each role over the
// district asks each use-case about the district and about another one.
func TestMatrix(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		here, there := w.things(t, "here", w.district, "ngan-son", w.document, w.forest), w.things(t, "there", w.other, "cho-don", w.otherDocument, w.otherTarget)
		for _, role := range access.Roles() {
			actor := w.account("m-"+string(role), role, w.district)
			for _, u := range useCases {
				allowed := access.Can(actor, u.action, []id.ID{w.district})
				err := u.call(w, actor, here)
				if refused := errs.Is(err, errs.Forbidden) && isAccess(err); allowed == refused || errs.Is(err, errs.NotFound) && isAccess(err) {
					t.Errorf("%s asks %s in its own district: %v (allowed: %v)", role, u.name, err, allowed)
				}
				if err := u.call(w, actor, there); err == nil || !isAccess(err) {
					t.Errorf("%s asks %s in another district: %v", role, u.name, err)
				}
			}
		}
		for _, u := range useCases {
			if err := u.call(w, access.Actor{}, here); !errs.Is(err, errs.Unauthenticated) {
				t.Errorf("nobody asks %s: %v", u.name, err)
			}
		}
	})
}

// isAccess says whether an error is a refusal of access and not of a rule.
func isAccess(err error) bool {
	key := errs.All(err)[0].What.Key
	return key == "access.forbidden" || key == "access.not_found" || key == "app.not_your_report"
}

// things makes one of each object in a district, figures at every step.
func (w *world) things(t *testing.T, tag string, unit id.ID, code string, document, of id.ID) things {
	officer, verifier, head := w.account(tag+"-o", access.Officer, unit), w.account(tag+"-v", access.Verifier, unit), w.account(tag+"-h", access.Head, unit)
	in := things{unit: unit, code: code, document: document, target: of}
	in.task = must(w.AddTask(ctx, operator, tasks.NewTask{Unit: unit, Name: "Việc của huyện " + code, Leads: []id.ID{unit}, Deadline: "31/12/2023"}))(t)[0].ID
	for i, month := range []period.Month{"2023-01", "2023-02", "2023-03"} {
		o := must(w.Report(ctx, officer, figures.NewReport{Target: of, Month: month, Text: fmt.Sprint(10 * (i + 1)), Cumulative: true,
			Files: []figures.File{{Name: "a.txt", MediaType: "text/plain", Content: []byte("x")}}}))(t)
		in.observation, in.evidence = o.ID, o.Evidence[0].ID
		if i == 0 {
			must(w.Advance(ctx, verifier, o.ID, approval.Verify, ""))(t)
			must(w.Advance(ctx, head, o.ID, approval.Approve, ""))(t)
			in.approved = o.ID
		}
		if i == 1 {
			must(w.Advance(ctx, verifier, o.ID, approval.Verify, ""))(t)
			in.verified = o.ID
		}
	}
	in.post = must(w.AddPost(ctx, operator, unit, "Bí thư", true))(t)
	in.person = must(w.AddPerson(ctx, operator, "Trần Thị Mẫu", true))(t)
	must(w.Appoint(ctx, operator, units.NewAppointment{Person: in.person, Post: in.post, Capacity: org.Substantive, From: "2021-01-01"}))(t)
	account, _, err := w.CreateAccount(ctx, operator, accounts.NewAccount{Username: tag + "-x", Name: "x", Grants: []access.Grant{{Role: access.Officer, Unit: unit}}})
	if err != nil {
		t.Fatal(err)
	}
	in.account = account
	return in
}

func (w *world) tenure(post id.ID) id.ID {
	d := must(w.Directory(ctx, operator))(w.t)
	return d.Tenures(post)[0].ID
}

// TestAnywhere asks what is not about one unit: it needs the right somewhere.
func TestAnywhere(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		asks := map[access.Action]func(access.Actor) error{
			access.Read:           func(a access.Actor) error { return errors.Join(drop(w.Directory(ctx, a)), drop(w.Units(ctx, a, ""))) },
			access.ManageAccounts: func(a access.Actor) error { return drop(w.Accounts(ctx, a)) },
			access.ManageUnits:    func(a access.Actor) error { return drop(w.FirstSteps(ctx, a)) },
			access.ManagePeople:   func(a access.Actor) error { return drop(w.AddPerson(ctx, a, "Ai Đó", true)) },
			access.ReadLog: func(a access.Actor) error {
				return errors.Join(drop(w.Ledger(ctx, a, 0)), drop(w.CheckRollup(ctx, a, 1)))
			},
		}
		for _, role := range access.Roles() {
			actor := w.account("r-"+string(role), role, w.commune)
			for action, ask := range asks {
				allowed := access.Can(actor, action, []id.ID{w.commune})
				if err := ask(actor); (err == nil) != allowed {
					t.Errorf("%s: %s: %v (allowed: %v)", role, action, err, allowed)
				}
			}
		}
	})
}

func TestActAs(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		officer := w.account("can-bo", access.Officer, w.district)
		if _, err := w.ActAs(ctx, officer, "can-bo"); !errs.Is(err, errs.Forbidden) {
			t.Errorf("an account acts as another: %v", err)
		}
		if _, err := w.ActAs(ctx, operator, "khong-co"); !errs.Is(err, errs.NotFound) {
			t.Errorf("an unknown account: %v", err)
		}
	})
}
