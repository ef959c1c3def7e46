package app_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/charges"
	"dondoc/internal/app/chasing"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/money"
	"dondoc/internal/app/months"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/releases"
	"dondoc/internal/app/reports"
	"dondoc/internal/app/reviews"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/charge"
	"dondoc/internal/coverage"
	"dondoc/internal/criterion"
	"dondoc/internal/draft"
	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/exchange/dhis2"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/reason"
	"dondoc/internal/resolution"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/shortcoming"
	"dondoc/internal/target"
	"dondoc/internal/task"
	"dondoc/internal/violation"
)

// useCase is a use-case of App as the matrix asks it: the action it needs, and
// a call on things of one district that gets as far as the access check at
// least. Errors other than those of access do not matter here.
type useCase struct {
	name   string
	action access.Action
	call   func(w *apptest.World, actor access.Actor, in things) error
}

// things are the objects of one district that the calls are about.
type things struct {
	unit                                       id.ID
	code                                       string
	document, target, observation              id.ID
	verified, approved, evidence, post, person id.ID
	account, task, imported, project, review   id.ID
	asked, asks                                id.ID // a request of the district, and one to it
	shortcoming, violation, proof              id.ID
	payment, planLine, voucherFile             id.ID
	nomination, hold                           id.ID
	news, photo, form                          id.ID
	ahead                                      id.ID        // a change of who answers for the target, to come
	council                                    access.Actor // who keeps its minutes
}

var year2022 = dossier.Period{Cycle: "2022", Span: review.Year}

var useCases = []useCase{
	{"Entry", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Entry(apptest.Ctx, a, in.code, "2023-06"))
	}},
	{"Scoreboard", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Scoreboard(apptest.Ctx, a, standing.BoardQuery{Unit: in.code, Cycle: "2023"}))
	}},
	{"UnitsBelow", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.UnitsBelow(apptest.Ctx, a, standing.BelowQuery{BoardQuery: standing.BoardQuery{Unit: in.code, Cycle: "2023"}}))
	}},
	{"Target", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Target(apptest.Ctx, a, in.target, ""))
	}},
	{"Document", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Document(apptest.Ctx, a, in.document, ""))
	}},
	{"Documents", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Documents(apptest.Ctx, a, in.unit, "2023"))
	}},
	{"Resolutions", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Resolutions(apptest.Ctx, a, in.code, "2023", ""))
	}},
	{"YearAhead", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.YearAhead(apptest.Ctx, a, in.code, "2024"))
	}},
	{"OpenYear", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.OpenYear(apptest.Ctx, a, plan.NewYear{Document: plan.NewDocument{Unit: in.unit, Cycle: "2024", Number: "14", Issuer: "x", IssuedOn: "2023-12-20", Title: "x"},
			Rows: []draft.Row{{Target: in.target, Choice: draft.Keep, Name: "x", Wording: "450 ha"}}}))
	}},
	{"SaveDraft", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.SaveDraft(apptest.Ctx, a, draft.Draft{Cycle: "2024", From: in.document, Rows: []draft.Row{{Target: in.target, Choice: draft.Keep, Name: "x", Wording: "450 ha"}}}))
	}},
	{"FromSheet", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.FromSheet(apptest.Ctx, a, in.code, "2024", in.document, sheets.Sheet{Name: "a.csv", Content: []byte("STT,Chỉ tiêu,ĐVT,Kế hoạch 2024\n1,Trồng rừng,ha,450\n")})
		return err
	}},
	{"ConfirmCriteria", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return w.ConfirmCriteria(apptest.Ctx, a, in.document, []id.ID{in.target})
	}},
	{"UnitPage", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.UnitPage(apptest.Ctx, a, in.code, ""))
	}},
	{"Cycles", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Cycles(apptest.Ctx, a, in.code))
	}},
	{"Months", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Months(apptest.Ctx, a, in.unit, "2023", ""))
	}},
	{"Person", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Person(apptest.Ctx, a, in.person, ""))
	}},
	{"History", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.History(apptest.Ctx, a, in.target))
	}},
	{"Evidence", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.Evidence(apptest.Ctx, a, in.evidence)
		return err
	}},
	{"Review", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.Review(apptest.Ctx, a, in.observation)
		return err
	}},
	{"Report", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Report(apptest.Ctx, a, figures.NewReport{Target: in.target, Month: "2023-05", Text: "100"}))
	}},
	{"ExplainTarget", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return w.ExplainTarget(apptest.Ctx, a, reason.Reason{Of: in.target, Kind: "objective", Cause: "mưa lũ", Remedy: "trồng bù", Promised: "2024-06-30", Who: "Trưởng phòng"})
	}},
	{"ExplainTask", access.WorkTasks, func(w *apptest.World, a access.Actor, in things) error {
		return w.ExplainTask(apptest.Ctx, a, reason.Reason{Of: in.task, Kind: "both", Cause: "thiếu người", Remedy: "bố trí thêm", Promised: "2024-06-30", Who: "Trưởng phòng"})
	}},
	{"KeepTyped", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.KeepTyped(apptest.Ctx, a, figures.TypedSheet{Unit: in.code, Month: "2023-05"}))
	}},
	{"DropTyped", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return w.DropTyped(apptest.Ctx, a, in.code, "2023-05", in.target)
	}},
	{"SendTyped", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.SendTyped(apptest.Ctx, a, figures.TypedSheet{Unit: in.code, Month: "2023-05"}))
	}},
	{"Fill", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Fill(apptest.Ctx, a, figures.Filling{Unit: in.code, Month: "2023-05", DryRun: true}))
	}},
	{"FillOwn", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.FillOwn(apptest.Ctx, a, ownMonth(in.code, "7", true)))
	}},
	{"TakeDataSet", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		done, err := w.TakeDataSet(apptest.Ctx, a, figures.DataSet{Set: dhis2.Set{DryRun: true, Values: []dhis2.Value{{DataElement: string(in.target), OrgUnit: in.code, Period: "202306", Value: "100"}}}})
		for _, c := range done.Conflicts {
			err = errors.Join(err, c.Why)
		}
		return err
	}},
	{"GiveDataSet", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.GiveDataSet(apptest.Ctx, a, in.code, "2023", "", dhis2.Set{}))
	}},
	{"ReportMany", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		_, each, err := w.ReportMany(apptest.Ctx, a, []figures.NewReport{{Target: in.target, Month: "2023-06", Text: "100"}})
		return errors.Join(err, errors.Join(each...))
	}},
	{"AdvanceMany", access.Verify, func(w *apptest.World, a access.Actor, in things) error {
		each, err := w.AdvanceMany(apptest.Ctx, a, []id.ID{in.observation}, approval.Verify, "")
		return errors.Join(err, errors.Join(each...))
	}},
	{"Advance verify", access.Verify, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Advance(apptest.Ctx, a, in.observation, approval.Verify, ""))
	}},
	{"Advance approve", access.Approve, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Advance(apptest.Ctx, a, in.verified, approval.Approve, ""))
	}},
	{"Advance return", access.Return, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Advance(apptest.Ctx, a, in.verified, approval.Return, "lý do"))
	}},
	{"Advance reopen", access.Reopen, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Advance(apptest.Ctx, a, in.approved, approval.Reopen, "lý do"))
	}},
	{"AddDocument", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AddDocument(apptest.Ctx, a, plan.NewDocument{Unit: in.unit, Cycle: "2023", Number: "13", Issuer: "x", IssuedOn: "2023-01-01", Title: "x"}))
	}},
	{"AddTarget", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AddTarget(apptest.Ctx, a, plan.NewTarget{Document: in.document, Name: "Cây thuốc lá", Wording: "700 ha", UnitOfMeasure: "ha"}))
	}},
	{"ReviseTarget", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return w.ReviseTarget(apptest.Ctx, a, plan.NewRevision{Target: in.target, Wording: "450 ha", Reason: "điều chỉnh"})
	}},
	{"ImportTargets", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportTargets(apptest.Ctx, a, plan.Import{Unit: in.code, Cycle: "2023", DryRun: true, Rows: []exchange.TargetRow{{Row: criterion.Row{No: 2, Name: "HTX", Plan: "3", UnitOfMeasure: "HTX"}}}}))
	}},
	{"Allot", access.Allot, func(w *apptest.World, a access.Actor, in things) error {
		return w.Allot(apptest.Ctx, a, plan.NewAllotment{Target: in.target, Parts: []plan.Part{{Unit: w.Commune, Wording: "100 ha"}}, Reason: "x"})
	}},
	{"AllotmentTree", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AllotmentTree(apptest.Ctx, a, in.target, ""))
	}},
	{"AllotmentRows", access.Allot, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AllotmentRows(apptest.Ctx, a, in.target))
	}},
	{"ConfirmClass", access.Assess, func(w *apptest.World, a access.Actor, in things) error {
		return w.ConfirmClass(apptest.Ctx, a, in.target, criterion.Met, "lý do")
	}},
	{"LockPeriod", access.LockPeriod, func(w *apptest.World, a access.Actor, in things) error {
		return w.LockPeriod(apptest.Ctx, a, in.unit, "2023-01")
	}},
	{"ReopenPeriod", access.LockPeriod, func(w *apptest.World, a access.Actor, in things) error {
		return w.ReopenPeriod(apptest.Ctx, a, in.unit, "2023-01", "2023-07-10", "lý do")
	}},
	{"AddUnit", access.ManageUnits, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AddUnit(apptest.Ctx, a, units.NewUnit{Code: "moi", Name: "Mới", Kind: org.Commune, Parent: in.unit}))
	}},
	{"ReviseUnit", access.ManageUnits, func(w *apptest.World, a access.Actor, in things) error {
		return w.ReviseUnit(apptest.Ctx, a, in.unit, units.NewUnit{Name: "Tên mới", Kind: org.District, Parent: w.Province})
	}},
	{"ImportUnits", access.ManageUnits, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportUnits(apptest.Ctx, a, units.UnitsImport{Under: in.code, DryRun: true, Lines: []exchange.UnitRow{{Row: 2, Code: "xa-moi", Name: "Xã Mới", Kind: org.Commune}}}))
	}},
	{"ImportPeople", access.ManagePeople, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportPeople(apptest.Ctx, a, accounts.PeopleImport{Under: in.code, DryRun: true, Lines: []exchange.PersonRow{{Row: 2, Name: "Người Mới", Post: "Chuyên viên"}}}))
	}},
	{"CorrectUnit", access.ManageUnits, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectUnit(apptest.Ctx, a, in.unit, "1997-01-01", units.NewUnit{Name: "Tên đúng", Kind: org.District, Parent: w.Province}, "gõ nhầm")
	}},
	{"UndoUnit", access.ManageUnits, func(w *apptest.World, a access.Actor, in things) error {
		return w.UndoUnit(apptest.Ctx, a, in.unit, true)
	}},
	{"CorrectPost", access.ManagePeople, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectPost(apptest.Ctx, a, in.post, "Bí thư Huyện ủy", true, "gõ nhầm")
	}},
	{"UndoPost", access.ManagePeople, func(w *apptest.World, a access.Actor, in things) error {
		return w.UndoPost(apptest.Ctx, a, in.post, true)
	}},
	{"CorrectPerson", access.ManagePeople, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectPerson(apptest.Ctx, a, in.person, "Trần Thị Mẫn", "gõ nhầm")
	}},
	{"CorrectAppointment", access.ManagePeople, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectAppointment(apptest.Ctx, a, tenureOf(w, in.post), units.NewAppointment{Capacity: org.Acting, From: "2021-01-01"}, "gõ nhầm")
	}},
	{"UndoAppointment", access.ManagePeople, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.UndoAppointment(apptest.Ctx, a, tenureOf(w, in.post), true))
	}},
	{"NewPasswordLink", access.ManageAccounts, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.NewPasswordLink(apptest.Ctx, a, in.account)
		return err
	}},
	{"CorrectAccount", access.ManageAccounts, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectAccount(apptest.Ctx, a, in.account, "ten-dung-"+in.code, "Tên đúng", "", "gõ nhầm")
	}},
	{"CorrectTarget", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectTarget(apptest.Ctx, a, plan.NewEntries{Target: in.target, Name: "Trồng rừng tập trung", UnitOfMeasure: "ha", Accumulation: target.Flow, Reason: "gõ nhầm"})
	}},
	{"ChangeAnswering", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ChangeAnswering(apptest.Ctx, a, plan.NewAnswering{Targets: []id.ID{in.target}, Unit: in.unit, From: "2023-07-01", Reason: "phân công lại"}))
	}},
	{"AnsweringFromSheet", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AnsweringFromSheet(apptest.Ctx, a, plan.AnsweringSheet{Document: in.document, From: "2023-07-01", Reason: "phân công lại", Sheet: answeringSheet("x," + in.code)}))
	}},
	{"WithdrawAnswering", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return w.WithdrawAnswering(apptest.Ctx, a, in.ahead)
	}},
	{"CorrectDocument", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectDocument(apptest.Ctx, a, in.document, plan.NewDocument{Number: "12-NQ/HU", Issuer: "HU " + in.code, IssuedOn: "2022-12-20", Title: "x"}, "gõ nhầm")
	}},
	{"CorrectTask", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CorrectTask(apptest.Ctx, a, in.task, tasks.NewTask{Name: "Việc đúng của huyện", Leads: []id.ID{in.unit}, Deadline: "31/12/2023"}, "gõ nhầm"))
	}},
	{"UndoTask", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return w.UndoTask(apptest.Ctx, a, in.task, true)
	}},
	{"AddTask", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AddTask(apptest.Ctx, a, tasks.NewTask{Unit: in.unit, Name: "Việc cần làm ngay", Leads: []id.ID{in.unit}, Deadline: "2023"}))
	}},
	{"ImportTasks", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportTasks(apptest.Ctx, a, tasks.TasksImport{Unit: in.code, Lines: []exchange.TaskRow{{Row: 2, Name: "Việc", Lead: in.code, Deadline: "2023"}}, DryRun: true}))
	}},
	{"ImportOf", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportOf(apptest.Ctx, a, in.imported))
	}},
	{"UndoImport", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.UndoImport(apptest.Ctx, a, in.imported, "nhầm tệp"))
	}},
	{"UnitNames", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.UnitNames(apptest.Ctx, a, in.code))
	}},
	{"ForgetName", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		err := w.ForgetName(apptest.Ctx, a, in.code, in.target) // there is no such name: who may is told so at the field
		if e := errs.All(err)[0]; e.Kind == errs.NotFound && e.Field == "name" {
			return nil
		}
		return err
	}},
	{"NameUnit", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return w.NameUnit(apptest.Ctx, a, in.code, "Tên gọi khác của đơn vị", in.code)
	}},
	{"AddDirective", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AddDirective(apptest.Ctx, a, tasks.NewDirective{Unit: in.unit, Speaker: "x", On: "2023-01-01", Text: "x"}))
	}},
	{"Papers", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Papers(apptest.Ctx, a, in.code, ""))
	}},
	{"Paper", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Paper(apptest.Ctx, a, in.document))
	}},
	{"Directives", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Directives(apptest.Ctx, a, in.code, ""))
	}},
	{"ExportTasks", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ExportTasks(apptest.Ctx, a, tasks.Tasks{Unit: in.code}))
	}},
	{"TaskColumns", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.TaskColumns(apptest.Ctx, a, tasks.Tasks{Unit: in.code})
		return err
	}},
	{"TaskList", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.TaskList(apptest.Ctx, a, tasks.Tasks{Unit: in.code}))
	}},
	{"Task", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Task(apptest.Ctx, a, in.task))
	}},
	{"TaskKnown", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.TaskKnown(apptest.Ctx, a, in.task, ""))
	}},
	{"ActOnTask start", access.WorkTasks, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ActOnTask(apptest.Ctx, a, in.task, task.Event{Step: task.Start}))
	}},
	{"ActOnTask pause", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ActOnTask(apptest.Ctx, a, in.task, task.Event{Step: task.Pause, Text: "x"}))
	}},
	{"DocumentOf", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.DocumentOf(apptest.Ctx, a, in.code, "12-NQ/HU"))
	}},
	{"ImportDocument", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportDocument(apptest.Ctx, a, papers.NewWritten{NewDocument: plan.NewDocument{Unit: in.unit, Cycle: "2023", Number: "99/NQ", Issuer: "x", IssuedOn: "2023-01-01", Title: "x"},
			Provisions: []resolution.Provision{{Kind: resolution.Clause, Text: "x", Parent: -1}}, DryRun: true}))
	}},
	{"CorrectProvisions", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectProvisions(apptest.Ctx, a, in.document, papers.Correction{Do: "merge"})
	}},
	{"Provisions", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.Provisions(apptest.Ctx, a, in.document)
		return err
	}},
	{"Coverage", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Coverage(apptest.Ctx, a, in.document, in.document, ""))
	}},
	{"FindLinks", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.FindLinks(apptest.Ctx, a, in.document, "rừng"))
	}},
	{"AcceptCoverage", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AcceptCoverage(apptest.Ctx, a, papers.NewCoverage{Superior: in.document, Own: in.document}, []id.ID{in.target}))
	}},
	{"Synonyms", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Synonyms(apptest.Ctx, a, in.code))
	}},
	{"SetSynonyms", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return w.SetSynonyms(apptest.Ctx, a, in.unit, nil)
	}},
	{"SetCoverage", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return w.SetCoverage(apptest.Ctx, a, papers.NewCoverage{Superior: in.document, Own: in.document, Item: in.target, Status: coverage.Covered, Reason: "đã có"})
	}},
	{"Reorganise", access.ManageUnits, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Reorganise(apptest.Ctx, a, reform.Reorganisation{On: "2023-08-01", Moves: []org.Move{{Row: 2, Old: in.code, New: org.Destination{Official: "moi", Name: "Huyện Mới"}}}, DryRun: true}))
	}},
	{"AddPost", access.ManagePeople, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AddPost(apptest.Ctx, a, in.unit, "Phó", false))
	}},
	{"Appoint", access.ManagePeople, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Appoint(apptest.Ctx, a, units.NewAppointment{Person: in.person, Post: in.post, Capacity: org.Acting, From: "2023-01-01", To: "2023-02-01"}))
	}},
	{"EndAppointment", access.ManagePeople, func(w *apptest.World, a access.Actor, in things) error {
		return w.EndAppointment(apptest.Ctx, a, tenureOf(w, in.post), "2023-07-01")
	}},
	{"CreateAccount", access.ManageAccounts, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.CreateAccount(apptest.Ctx, a, accounts.NewAccount{Username: "ai-do", Name: "x", Grants: []access.Grant{{Role: access.Officer, Unit: in.unit}}})
		return err
	}},
	{"ResetPassword", access.ManageAccounts, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ResetPassword(apptest.Ctx, a, in.account))
	}},
	{"SetDisabled", access.ManageAccounts, func(w *apptest.World, a access.Actor, in things) error {
		return w.SetDisabled(apptest.Ctx, a, in.account, true)
	}},
	{"Grant", access.ManageAccounts, func(w *apptest.World, a access.Actor, in things) error {
		return w.Grant(apptest.Ctx, a, in.account, access.Grant{Role: access.Inspector, Unit: in.unit})
	}},
	{"Burden", access.ManageAccounts, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Burden(apptest.Ctx, a, in.code, "2023"))
	}},
	{"Late", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Late(apptest.Ctx, a, chasing.Query{Unit: in.code, Month: "2023-05"}))
	}},
	{"Remind", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Remind(apptest.Ctx, a, chasing.Order{Query: chasing.Query{Unit: in.code, Month: "2023-05"}, DryRun: true}))
	}},
	{"Chasers", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Chasers(apptest.Ctx, a, in.code))
	}},
	{"Capital", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Capital(apptest.Ctx, a, in.code, 2023, money.At{}))
	}},
	{"CapitalSums", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CapitalSums(apptest.Ctx, a, in.code, 2023, money.At{}, money.ByUnit, 0))
	}},
	{"CapitalProgrammes", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CapitalProgrammes(apptest.Ctx, a, in.code, 2023, money.At{}))
	}},
	{"CapitalForms", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CapitalForms(apptest.Ctx, a, in.code, 2023, money.At{}))
	}},
	{"Project", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Project(apptest.Ctx, a, in.project, ""))
	}},
	{"ProjectCoded", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ProjectCoded(apptest.Ctx, a, in.unit, "DA"))
	}},
	{"CreateProject", access.ManageCapital, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CreateProject(apptest.Ctx, a, capital.Project{Unit: in.unit, Code: "DA01", Name: "Đường", Group: "C"}))
	}},
	{"AddCapitalPlan", access.ManageCapital, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AddCapitalPlan(apptest.Ctx, a, capital.Plan{Project: in.project}))
	}},
	{"SimulateTransfer", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.SimulateTransfer(apptest.Ctx, a, in.code, money.Move{From: in.project, To: in.project}))
	}},
	{"TransferCapital", access.ManageCapital, func(w *apptest.World, a access.Actor, in things) error {
		return w.TransferCapital(apptest.Ctx, a, money.Move{From: in.project, To: in.project})
	}},
	{"CapitalTies", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CapitalTies(apptest.Ctx, a, in.code, 2023))
	}},
	{"TieTarget", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return w.TieTarget(apptest.Ctx, a, in.target, nil)
	}},
	{"TargetMoney", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.TargetMoney(apptest.Ctx, a, in.target, ""))
	}},
	{"ReportCapital", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ReportCapital(apptest.Ctx, a, in.target, "2023-03", nil))
	}},
	{"CapitalBounds", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CapitalBounds(apptest.Ctx, a, in.code, 2023))
	}},
	{"SetCapitalBounds", access.ManageCapital, func(w *apptest.World, a access.Actor, in things) error {
		return w.SetCapitalBounds(apptest.Ctx, a, in.code, works.Own{From: 2023})
	}},
	{"Pay", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.Pay(apptest.Ctx, a, capital.Payment{Project: in.project})
		return err
	}},
	{"RecordWorks", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.RecordWorks(apptest.Ctx, a, works.Event{Project: in.project, Kind: works.Progress}))
	}},
	{"RecordWorks", access.ManageCapital, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.RecordWorks(apptest.Ctx, a, works.Event{Project: in.project, Kind: works.Contract}))
	}},
	{"ImportCapital", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportCapital(apptest.Ctx, a, money.CapitalImport{Unit: in.code, Year: 2023, Sheet: sheets.Sheet{Name: "a.csv", Content: []byte("x")}}))
	}},
	{"Reconcile", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Reconcile(apptest.Ctx, a, in.code, 2023, "", 0))
	}},
	{"CorrectProject", access.ManageCapital, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectProject(apptest.Ctx, a, capital.Project{ID: in.project}, "lý do")
	}},
	{"CorrectCapitalPlan", access.ManageCapital, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectCapitalPlan(apptest.Ctx, a, in.planLine, nil, "")
	}},
	{"CorrectPayment", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CorrectPayment(apptest.Ctx, a, in.payment, capital.Payment{}, ""))
	}},
	{"StepPayments", access.Verify, func(w *apptest.World, a access.Actor, in things) error {
		return w.StepPayments(apptest.Ctx, a, []id.ID{in.payment, in.payment}, approval.Verify, "")
	}},
	{"WaitingVouchers", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		_, err := w.WaitingVouchers(apptest.Ctx, a, in.code, 2023, money.At{}, "", 0)
		return err
	}},
	{"CapitalFile", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.CapitalFile(apptest.Ctx, a, in.voucherFile)
		return err
	}},
	{"LockCapitalYear", access.LockPeriod, func(w *apptest.World, a access.Actor, in things) error {
		return w.LockCapitalYear(apptest.Ctx, a, in.unit, 2100)
	}},
	{"ReopenCapitalYear", access.LockPeriod, func(w *apptest.World, a access.Actor, in things) error {
		return w.ReopenCapitalYear(apptest.Ctx, a, in.unit, 2023, "", "")
	}},
	{"CloseProject", access.ManageCapital, func(w *apptest.World, a access.Actor, in things) error {
		return w.CloseProject(apptest.Ctx, a, in.project, "")
	}},
	{"Shortcomings", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Shortcomings(apptest.Ctx, a, shortcomings.Query{Unit: in.code, Year: "2023"}))
	}},
	{"Shortcoming", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Shortcoming(apptest.Ctx, a, in.shortcoming))
	}},
	{"PreviewRelease", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.PreviewRelease(apptest.Ctx, a, in.code, "2023"))
	}},
	{"Publish", access.Publish, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Publish(apptest.Ctx, a, releases.NewRelease{Unit: in.code, Cycle: "2023"}))
	}},
	{"TakeDown", access.Publish, func(w *apptest.World, a access.Actor, in things) error {
		return w.TakeDown(apptest.Ctx, a, in.code, "2023", "")
	}},
	{"ReportMaterial", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ReportMaterial(apptest.Ctx, a, reports.Query{Unit: in.code, Cycle: "2023"}))
	}},
	{"Schedule", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Schedule(apptest.Ctx, a, in.code, "2023"))
	}},
	{"SetSchedule", access.LockPeriod, func(w *apptest.World, a access.Actor, in things) error {
		return w.SetSchedule(apptest.Ctx, a, in.code, period.Schedule{From: "2023-01", Day: 29, Every: 1})
	}},
	{"SetChain", access.LockPeriod, func(w *apptest.World, a access.Actor, in things) error {
		return w.SetChain(apptest.Ctx, a, in.document, months.Looks{From: "2023-01", Looks: 9})
	}},
	{"EditReport", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.EditReport(apptest.Ctx, a, reports.Query{Unit: in.code, Cycle: "2023"}, reports.NewEdit{Block: "opening", Step: edit.Worded, Seen: 9}, papered{}))
	}},
	{"FreezeReport", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.FreezeReport(apptest.Ctx, a, reports.Query{Unit: in.code, Cycle: "2023"}, "\x01", papered{}))
	}},
	{"PaperNumbers", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.PaperNumbers(apptest.Ctx, a, in.code))
	}},
	{"NumberPaper", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.NumberPaper(apptest.Ctx, a, reports.NewNumber{Query: reports.Query{Unit: in.code}, Kind: "?"}))
	}},
	{"CorrectNumber", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CorrectNumber(apptest.Ctx, a, reports.NumberCorrection{WhichNumber: reports.WhichNumber{Unit: in.code}}))
	}},
	{"CancelNumber", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
		return w.CancelNumber(apptest.Ctx, a, reports.WhichNumber{Unit: in.code})
	}},
	{"Forms", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Forms(apptest.Ctx, a, in.code))
	}},
	{"AddForm", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AddForm(apptest.Ctx, a, reports.NewForm{Unit: in.code}, papered{}))
	}},
	{"EndForm", access.WriteReports, func(w *apptest.World, a access.Actor, in things) error {
		return w.EndForm(apptest.Ctx, a, in.form)
	}},
	{"FormInUse", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.FormInUse(apptest.Ctx, a, in.code, in.form))
	}},
	{"FormFile", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.FormFile(apptest.Ctx, a, in.code, in.form)
		return err
	}},
	{"FrozenReport", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.FrozenReport(apptest.Ctx, a, reports.Query{Unit: in.code, Cycle: "2023"}, 9)
		if all := errs.All(err); len(all) > 0 && all[0].What.Key == "report.frozen_unknown" {
			return nil // the unit was read
		}
		return err
	}},
	{"ShortcomingReview", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ShortcomingReview(apptest.Ctx, a, in.code, "2023", ""))
	}},
	{"ShortcomingFile", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.ShortcomingFile(apptest.Ctx, a, in.proof)
		return err
	}},
	{"Proposals", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Proposals(apptest.Ctx, a, in.code, "2023"))
	}},
	{"RaiseShortcoming", access.RaiseShortcomings, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.RaiseShortcoming(apptest.Ctx, a, shortcomings.NewShortcoming{Unit: in.unit, Year: "2023", Field: "Kinh tế", Statement: "Giải ngân chậm", Product: "Giải ngân hết", Due: "2023-12-31"}))
	}},
	{"CorrectShortcoming", access.RaiseShortcomings, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectShortcoming(apptest.Ctx, a, in.shortcoming, shortcomings.NewShortcoming{Field: "Kinh tế", Statement: "Giải ngân còn chậm " + a.User, Product: "Giải ngân hết", Due: "2023-12-31", Reason: "ghi rõ"})
	}},
	{"ExplainShortcoming", access.RemedyShortcomings, func(w *apptest.World, a access.Actor, in things) error {
		return w.ExplainShortcoming(apptest.Ctx, a, in.shortcoming, "Mưa kéo dài "+a.User, "")
	}},
	{"StepShortcoming progress", access.RemedyShortcomings, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.StepShortcoming(apptest.Ctx, a, in.shortcoming, shortcoming.Event{Step: shortcoming.Progress, Text: "đang làm"}))
	}},
	{"StepShortcoming ask", access.RemedyShortcomings, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.StepShortcoming(apptest.Ctx, a, in.shortcoming, shortcoming.Event{Step: shortcoming.Ask}))
	}},
	{"StepShortcoming confirm", access.ConfirmShortcomings, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.StepShortcoming(apptest.Ctx, a, in.shortcoming, shortcoming.Event{Step: shortcoming.Confirm}))
	}},
	{"StepShortcoming withdraw", access.ConfirmShortcomings, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.StepShortcoming(apptest.Ctx, a, in.shortcoming, shortcoming.Event{Step: shortcoming.Withdraw}))
	}},
	{"CarryShortcoming", access.RaiseShortcomings, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CarryShortcoming(apptest.Ctx, a, in.shortcoming, "", ""))
	}},
	{"CarryShortcomings", access.RaiseShortcomings, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CarryShortcomings(apptest.Ctx, a, in.code, "2023", "", ""))
	}},
	{"Violations", access.ReadViolations, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Violations(apptest.Ctx, a, shortcomings.ViolationQuery{Unit: in.code, Year: "2023"}))
	}},
	{"Violation", access.ReadViolations, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Violation(apptest.Ctx, a, in.violation, ""))
	}},
	{"RecordViolation", access.RecordViolations, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.RecordViolation(apptest.Ctx, a, violation.Violation{Unit: in.unit, Kind: "forestry", On: "2023-04-01", Place: "Bản Duồi", What: "Phá rừng", Cases: 1, Handling: violation.Pending}, true))
	}},
	{"CorrectViolation", access.RecordViolations, func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectViolation(apptest.Ctx, a, violation.Violation{ID: in.violation, Kind: "forestry", On: "2023-04-02", Place: "Bản Duồi " + a.User, What: "Phá rừng", Cases: 1, Handling: violation.Pending}, "ghi nhầm", false)
	}},
	{"FeedTarget", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return w.FeedTarget(apptest.Ctx, a, in.target, "forestry", true)
	}},
	{"ReportViolations", access.Report, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ReportViolations(apptest.Ctx, a, in.target, "2023-04", ""))
	}},
	{"AskCharge", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AskCharge(apptest.Ctx, a, charges.NewCharge{Role: charge.Lead, Object: in.task, Asked: w.Province, Reason: "vượt thẩm quyền"}))
	}},
	{"AskCharge answer", access.ManageTargets, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AskCharge(apptest.Ctx, a, charges.NewCharge{Role: charge.Answer, Object: in.target, Asked: w.Province, Reason: "vượt thẩm quyền"}))
	}},
	{"Charge", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Charge(apptest.Ctx, a, in.asked))
	}},
	{"ChargesOf", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ChargesOf(apptest.Ctx, a, charge.Lead, in.task))
	}},
	{"AnswerCharge", access.TakeOn, func(w *apptest.World, a access.Actor, in things) error {
		return w.AnswerCharge(apptest.Ctx, a, in.asks, false, "không thuộc chức năng")
	}},
	{"WithdrawCharge", access.ManageTasks, func(w *apptest.World, a access.Actor, in things) error {
		return w.WithdrawCharge(apptest.Ctx, a, in.asked, "")
	}},
	{"Reviews", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Reviews(apptest.Ctx, a, in.code, year2022, ""))
	}},
	{"ProposeReview", access.ReadReviews, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ProposeReview(apptest.Ctx, a, reviews.Query{Unit: in.code, Subject: review.Head, Period: year2022}))
	}},
	{"AssessReview", access.AssessReview, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AssessReview(apptest.Ctx, a, reviews.Query{Unit: in.code, Subject: review.Head, Period: year2022}, reviews.Move{}))
	}},
	{"ReviewPage", access.ReadReviews, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ReviewPage(apptest.Ctx, a, in.review, ""))
	}},
	{"RulesOf", access.Read, func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.RulesOf(apptest.Ctx, a, in.code))
	}},
	{"AddRules", access.DecideReview, func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.AddRules(apptest.Ctx, a, in.code, nil, false)
		return err
	}},
	{"RejudgeReviews", access.ReadReviews, func(w *apptest.World, a access.Actor, in things) error {
		_, err := w.RejudgeReviews(apptest.Ctx, a, in.code, year2022, "")
		return err
	}},
	{"Revoke", access.ManageAccounts, func(w *apptest.World, a access.Actor, in things) error {
		return w.Revoke(apptest.Ctx, a, in.account, access.Grant{Role: access.Officer, Unit: in.unit})
	}},
}

// elsewhere are the exported methods that are not about one unit's things, with why.
var elsewhere = map[string]string{
	"UsePasswordLink": "whoever holds the link", "PasswordLinkOf": "whoever holds the link",
	"Request": "TestOneMomentPerRequest", "Close": "the process", "Now": "the clock", "WatchClock": "the clock", "Health": "a word to the operator", "ClockTrouble": "the clock", "Head": "size and root of the log, printed on every page",
	"SignIn": "before there is an actor", "Authenticate": "before there is an actor", "Known": "before there is an actor", "Seen": "what a request read", "Holds": "whether anything was written", "AnsweredBefore": "one's own request, under one's own key: TestOnce", "KeepAnswer": "the same", "ActAs": "TestActAs",
	"SignOut": "one's own", "SignOutEverywhere": "one's own", "Sessions": "one's own", "EndSession": "one's own",
	"SetLang": "one's own", "ChangePassword": "one's own", "Init": "an empty database, operator only",
	"Directory": "TestAnywhere", "Units": "TestAnywhere, TestUnitsAreThoseOneMayRead",
	"FirstSteps": "TestAnywhere", "Accounts": "TestAnywhere", "AddPerson": "TestAnywhere", "Charges": "of the actor's own units: TestRequests", "Inbox": "shows what Advance and Report allow", "MyVouchers": "shows what StepPayments allows: TestMyVouchers", "MyClosings": "of the actor's own units: TestMyClosings",
	"Ledger": "TestAnywhere", "VerifyLedger": "TestAnywhere", "VerifyLedgerSince": "TestAnywhere", "ProveEntry": "TestProofs", "ProveGrowth": "TestProofs", "ReadWording": "keeps and shows nothing", "SetLabel": "TestOwnLabels", "NewFeed": "one's own", "MakeToken": "one's own: TestTokens", "Delegate": "one's own: TestDelegation", "Delegations": "one's own", "EndDelegation": "one's own: TestDelegation", "Tokens": "one's own", "DropToken": "one's own", "MakeHook": "the log's of the unit: TestHookRights", "Hooks": "one's own", "DropHook": "one's own: TestHookRights", "TryHook": "one's own: TestHookRights", "Plan": "the process", "Runs": "the process", "ByToken": "TestTokens", "DropFeeds": "one's own", "FeedTasks": "TestFeeds of the pages", "Search": "TestSearch",
	"DocumentFile": "TestDocumentFile", "GiveRecurring": "TestRecurringTasks", "ComeIntoForce": "the process, and each as its office may: TestAnsweringAhead", "WatchAnswering": "the process", "MyTasks": "of the actor's own units: TestMyTasks", "SaveFilter": "one's own", "TypedSheets": "one's own: TestTypedIsOnesOwnUntilSent", "Filters": "one's own", "Shown": "what was shown to oneself: TestShown", "WasShown": "the same", "DropFilter": "one's own: TestSavedFilters", "ActOnTasks": "TestStepsWithSeveralTasks", "Correct": "each as the use-case of its subject: TestCorrectBySet", "Undo": "the same", "UndoSteps": "one's own steps, each as mayStep allows: TestUndoSteps", "TaskFile": "TestTaskFiles",
	"StepReview": "asked of the unit above: TestAReviewIsThreePeoples", "MayAnywhere": "asks, and does nothing", "SweepContents": "the process: TestContents", "Hasten": "of the tests",
	"DropRules": "TestOwnRules", "MyShortcomings": "one's own units: TestFromProposalToClosing",
	"CommentReview": "asked of the unit and the one above: TestPetitions", "UndoReviewStep": "as the step that is undone: TestPetitions",
	"Published": "anyone may read what was released", "PublishedYear": "the same: TestPublicPages", "PublishedNews": "the same",
	"PublicNews": "anyone may read what was released: TestTheLifeOfAnItem", "PublicNewsItem": "the same", "PublicNewsPhoto": "the same", "TakenDownNews": "the same: the public site over both engines",
	"Chaser": "as Chasers, by its unit: TestChaser", "Notices": "one's own", "Notice": "one's own: TestChaser", "OpenNotice": "one's own: TestChaser", "Unopened": "one's own", "Wish": "one's own", "SetWish": "one's own",
	"ChaseRule": "the database's: TestJobRights", "SetChaseRule": "TestJobRights", "Jobs": "TestJobRights", "RetryJob": "TestJobRights", "CancelJob": "TestJobRights", "CheckNow": "TestJobRights", "TargetsLater": "as ImportTargets: TestImportsByAJob", "TasksLater": "as ImportTasks: TestImportsByAJob", "ImportLater": "one's own: TestImportsByAJob", "InEarnest": "the same", "Run": "the process", "ReportAll": "each as Report: TestReportsTogether", "Browsers": "one's own: TestPush", "ConfirmAddress": "one's own: TestAddressIsConfirmed", "ReadyPush": "the process: what the house signs with", "AddBrowser": "one's own: TestPush", "DropBrowser": "one's own: TestPush", "RunDue": "the process", "RunJobs": "the process: TestDay",
	"CheckRollup": "TestAnywhere", "KeepCapitalSums": "the process", "RollupAlarm": "a word to the operator",
}

func TestEveryUseCaseIsInTheMatrix(t *testing.T) {
	known := map[string]bool{"AskCharge": true, "Advance": true, "ActOnTask": true, "StepShortcoming": true}
	for _, u := range slices.Concat(useCases, inJanuary) {
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
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		here, there := thingsOf(w, t, "here", w.District, "ngan-son", w.Resolution, w.Forest), thingsOf(w, t, "there", w.Other, "cho-don", w.OtherResolution, w.OtherForest)
		actors := map[access.Role]access.Actor{}
		for _, role := range access.Roles() {
			actors[role] = w.Actor("m-"+string(role), role, w.District)
		}
		asked := func(list []useCase) {
			for role, actor := range actors {
				for _, u := range list {
					allowed := access.Can(actor, u.action, []id.ID{w.District})
					err := u.call(w, actor, here)
					if refused := errs.Is(err, errs.Forbidden) && apptest.IsAccess(err); allowed == refused || errs.Is(err, errs.NotFound) && apptest.IsAccess(err) {
						t.Errorf("%s asks %s in its own district: %v (allowed: %v)", role, u.name, err, allowed)
					}
					if err := u.call(w, actor, there); err == nil || !apptest.IsAccess(err) {
						t.Errorf("%s asks %s in another district: %v", role, u.name, err)
					}
				}
			}
			for _, u := range list {
				if err := u.call(w, access.Actor{}, here); !errs.Is(err, errs.Unauthenticated) {
					t.Errorf("nobody asks %s: %v", u.name, err)
				}
			}
		}
		asked(useCases)
		here.january(w, t, "here", w.District)
		there.january(w, t, "there", w.Other)
		asked(inJanuary)
	})
}

// things makes one of each object in a district, figures at every step.
func thingsOf(w *apptest.World, t *testing.T, tag string, unit id.ID, code string, document, of id.ID) things {
	officer, verifier, head := w.Actor(tag+"-o", access.Officer, unit), w.Actor(tag+"-v", access.Verifier, unit), w.Actor(tag+"-h", access.Head, unit)
	in := things{unit: unit, code: code, document: document, target: of}
	in.task = apptest.Must(w.AddTask(apptest.Ctx, apptest.Operator, tasks.NewTask{Unit: unit, Name: "Việc của huyện " + code, Leads: []id.ID{unit}, Deadline: "31/12/2023"}))(t)[0].ID
	for i, month := range []period.Month{"2023-01", "2023-02", "2023-03"} {
		o := apptest.Must(w.Report(apptest.Ctx, officer, figures.NewReport{Target: of, Month: month, Text: fmt.Sprint(10 * (i + 1)), Cumulative: true,
			Files: []figures.File{{Name: "a.txt", MediaType: "text/plain", Content: []byte("x")}}}))(t)
		in.observation, in.evidence = o.ID, o.Evidence[0].ID
		if i == 0 {
			apptest.Must(w.Advance(apptest.Ctx, verifier, o.ID, approval.Verify, ""))(t)
			apptest.Must(w.Advance(apptest.Ctx, head, o.ID, approval.Approve, ""))(t)
			in.approved = o.ID
		}
		if i == 1 {
			apptest.Must(w.Advance(apptest.Ctx, verifier, o.ID, approval.Verify, ""))(t)
			in.verified = o.ID
		}
	}
	in.asked = apptest.Must(w.AskCharge(apptest.Ctx, w.Actor(tag+"-q", access.Office, unit), charges.NewCharge{Role: charge.Partner, Object: in.task, Asked: w.Province, Reason: "cần tỉnh phối hợp"}))(t)
	far := w.MakeUnit("xa-hoi-"+tag, org.Commune, w.Province)
	own := apptest.Must(w.AddTask(apptest.Ctx, apptest.Operator, tasks.NewTask{Unit: far, Name: "Việc của xã xa", Leads: []id.ID{far}, Deadline: "31/12/2023"}))(t)[0].ID
	in.asks = apptest.Must(w.AskCharge(apptest.Ctx, w.Actor(tag+"-f", access.Office, far), charges.NewCharge{Role: charge.Lead, Object: own, Asked: unit, Reason: "cần huyện chủ trì"}))(t)
	in.post = apptest.Must(w.AddPost(apptest.Ctx, apptest.Operator, unit, "Bí thư", true))(t)
	in.person = apptest.Must(w.AddPerson(apptest.Ctx, apptest.Operator, "Trần Thị Mẫu", true))(t)
	apptest.Must(w.Appoint(apptest.Ctx, apptest.Operator, units.NewAppointment{Person: in.person, Post: in.post, Capacity: org.Substantive, From: "2021-01-01"}))(t)
	account, _, err := w.CreateAccount(apptest.Ctx, apptest.Operator, accounts.NewAccount{Username: tag + "-x", Name: "x", Grants: []access.Grant{{Role: access.Officer, Unit: unit}}})
	if err != nil {
		t.Fatal(err)
	}
	in.account = account
	in.imported = apptest.Must(w.ImportTasks(apptest.Ctx, apptest.Operator, tasks.TasksImport{Unit: code, Lines: []exchange.TaskRow{{Row: 2, Name: "Việc nhập từ tệp", Lead: code, Deadline: "31/12/2023"}}}))(t).Import
	in.project = apptest.Must(w.CreateProject(apptest.Ctx, apptest.Operator, capital.Project{Unit: unit, Code: "DA-" + tag, Name: "Đường liên thôn", Group: "C"}))(t)
	in.review = apptest.Must(w.AssessReview(apptest.Ctx, head, reviews.Query{Unit: code, Subject: review.Head, Period: year2022}, reviews.Move{}))(t)
	answers := w.Department
	if unit != w.District {
		answers = w.MakeUnit(code+"-to", org.Department, unit)
	}
	apptest.Must(w.ChangeAnswering(apptest.Ctx, apptest.Operator, plan.NewAnswering{Targets: []id.ID{of}, Unit: w.MakeUnit("to-moi-"+tag, org.Department, unit), From: "2024-06-01", Reason: "QĐ 9"}))(t)
	in.ahead = apptest.Must(w.Target(apptest.Ctx, apptest.Operator, of, ""))(t).Coming[0].ID
	in.form = apptest.Must(w.AddForm(apptest.Ctx, head, reports.NewForm{Unit: code, Name: "Mẫu", File: figures.File{Name: "mau.docx", Content: []byte("x")}}, papered{}))(t).ID
	in.shortcoming = apptest.Must(w.RaiseShortcoming(apptest.Ctx, apptest.Operator, shortcomings.NewShortcoming{Unit: unit, Year: "2023", Field: "Kinh tế", Statement: "Giải ngân chậm", Product: "Giải ngân hết", Due: "2023-12-31", AnswerUnit: answers}))(t)
	apptest.Must(w.StepShortcoming(apptest.Ctx, officer, in.shortcoming, shortcoming.Event{Step: shortcoming.Progress, Text: "đang làm"}, figures.File{Name: "a.txt", MediaType: "text/plain", Content: []byte("x")}))(t)
	in.proof = apptest.Must(w.Shortcoming(apptest.Ctx, apptest.Operator, in.shortcoming))(t).Events[0].Files[0].ID
	in.violation = apptest.Must(w.RecordViolation(apptest.Ctx, apptest.Operator, violation.Violation{Unit: unit, Kind: "forestry", On: "2023-04-02", Place: "Khuổi Luông", What: "Phá rừng", Cases: 1, Handling: violation.Pending}, false))(t)
	in.planLine = apptest.Must(w.AddCapitalPlan(apptest.Ctx, apptest.Operator, capital.Plan{Project: in.project, Year: 2023, Source: "lottery", Setter: capital.Commune, Kind: capital.Assigned, Amount: 10, Decision: "1/QĐ", On: "2023-01-05"}))(t)
	if in.payment, _, err = w.Pay(apptest.Ctx, officer, capital.Payment{Project: in.project, Year: 2023, Source: "lottery", Kind: capital.Completed, Amount: 5, Voucher: "KB0", On: "2023-02-05"}, figures.File{Name: "a.txt", Content: []byte("x")}); err != nil {
		t.Fatal(err)
	}
	in.voucherFile = apptest.Must(w.Project(apptest.Ctx, officer, in.project, ""))(t).Payments[0].Files[0].ID
	in.told(w, t, officer)
	return in
}

func tenureOf(w *apptest.World, post id.ID) id.ID {
	d := apptest.Must(w.Directory(apptest.Ctx, apptest.Operator))(w.T)
	return d.Tenures(post)[0].ID
}

// TestAnywhere asks what is not about one unit: it needs the right somewhere.
func TestAnywhere(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t)
		asks := map[access.Action]func(access.Actor) error{
			access.Read: func(a access.Actor) error {
				return errors.Join(apptest.Drop(w.Directory(apptest.Ctx, a)), apptest.Drop(w.Units(apptest.Ctx, a, "")))
			},
			access.ManageAccounts: func(a access.Actor) error { return apptest.Drop(w.Accounts(apptest.Ctx, a)) },
			access.ManageUnits:    func(a access.Actor) error { return apptest.Drop(w.FirstSteps(apptest.Ctx, a)) },
			access.ManagePeople:   func(a access.Actor) error { return apptest.Drop(w.AddPerson(apptest.Ctx, a, "Ai Đó", true)) },
			access.ReadLog: func(a access.Actor) error {
				return errors.Join(apptest.Drop(w.Ledger(apptest.Ctx, a, 0, "")), apptest.Drop(w.CheckRollup(apptest.Ctx, a, 1)),
					apptest.Drop(w.VerifyLedger(apptest.Ctx, a, nil, nil)), apptest.Drop(w.VerifyLedgerSince(apptest.Ctx, a, ledger.Checkpoint{}, nil, nil)))
			},
		}
		for _, role := range access.Roles() {
			actor := w.Actor("r-"+string(role), role, w.Commune)
			for action, ask := range asks {
				allowed := access.Can(actor, action, []id.ID{w.Commune})
				if err := ask(actor); (err == nil) != allowed {
					t.Errorf("%s: %s: %v (allowed: %v)", role, action, err, allowed)
				}
			}
		}
	})
}

func TestActAs(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		officer := w.Actor("can-bo", access.Officer, w.District)
		if _, err := w.ActAs(apptest.Ctx, officer, "can-bo"); !errs.Is(err, errs.Forbidden) {
			t.Errorf("an account acts as another: %v", err)
		}
		if _, err := w.ActAs(apptest.Ctx, apptest.Operator, "khong-co"); !errs.Is(err, errs.NotFound) {
			t.Errorf("an unknown account: %v", err)
		}
	})
}

// ownMonth is a unit's own sheet of a month, with the forest the matrix has.
func ownMonth(code, figure string, dry bool) figures.Filling {
	return figures.Filling{Unit: code, Month: "2023-05", DryRun: dry, Sheet: sheets.Sheet{Name: "rieng.csv", Content: []byte("Chỉ tiêu;Ghi chú;Lũy kế từ đầu năm\nTrồng rừng;;" + figure + "\n")}}
}
