package app_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/charges"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/money"
	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/reform"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/charge"
	"dondoc/internal/coverage"
	"dondoc/internal/criterion"
	"dondoc/internal/draft"
	"dondoc/internal/exchange"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/reason"
	"dondoc/internal/target"
	"dondoc/internal/task"
	"dondoc/internal/violation"
)

// own and foreign are the things of a commune, whose office and administrator
// ask, and of others: a unit above, one beside, and what is theirs.
type refs struct {
	w                                           *apptest.World
	office, officer, admin                      access.Actor
	unit, document, target, job, post, person   id.ID
	tenure, account, directive                  id.ID
	above, beside, theirDocument, theirTarget   id.ID
	theirJob, theirDirective, theirPost, theirs id.ID // theirs: a person
	theirFile, theirViolation, shortcoming      id.ID
	project, theirProject                       id.ID
}

func refsOf(t *testing.T, w *apptest.World) refs {
	document, of := w.TargetOf(w.Commune, w.Commune)
	here := thingsOf(w, t, "own", w.Commune, "bang-van", document, of)
	there := thingsOf(w, t, "far", w.Other, "cho-don", w.OtherResolution, w.OtherForest)
	r := refs{w: w, office: w.Actor("r-vp", access.Office, w.Commune), officer: w.Actor("r-cb", access.Officer, w.Commune), admin: w.Actor("r-qt", access.Administrator, w.Commune),
		unit: w.Commune, job: here.task, post: here.post, person: here.person, account: here.account, above: w.Province, beside: w.Other,
		theirDocument: w.OtherResolution, theirTarget: w.OtherForest, theirJob: there.task, theirPost: there.post, theirs: there.person, theirFile: there.evidence, theirViolation: there.violation, project: here.project, theirProject: there.project, shortcoming: here.shortcoming}
	r.document, r.target = document, of
	r.tenure = tenureOf(w, here.post)
	r.directive = apptest.Must(w.AddDirective(apptest.Ctx, apptest.Operator, tasks.NewDirective{Unit: w.Commune, Speaker: "x", On: "2023-01-01", Text: "x"}))(t)
	r.theirDirective = apptest.Must(w.AddDirective(apptest.Ctx, apptest.Operator, tasks.NewDirective{Unit: w.Other, Speaker: "x", On: "2023-01-01", Text: "x"}))(t)
	return r
}

func (r refs) task(change func(*tasks.NewTask)) tasks.NewTask {
	in := tasks.NewTask{Unit: r.unit, Name: "Việc", Leads: []id.ID{r.unit}, Deadline: "31/12/2023"}
	change(&in)
	return in
}

func (r refs) add(change func(*tasks.NewTask)) error {
	return apptest.Drop(r.w.AddTask(apptest.Ctx, r.office, r.task(change)))
}

func (r refs) correct(change func(*tasks.NewTask)) error {
	return apptest.Drop(r.w.CorrectTask(apptest.Ctx, r.office, r.job, r.task(change), "gõ nhầm"))
}

func (r refs) directiveWith(change func(*tasks.NewTask)) error {
	return apptest.Drop(r.w.AddDirective(apptest.Ctx, r.office, tasks.NewDirective{Unit: r.unit, Speaker: "x", On: "2023-02-01", Text: "x", Tasks: []tasks.NewTask{r.task(change)}}))
}

func (r refs) newTarget(change func(*plan.NewTarget)) error {
	in := plan.NewTarget{Document: r.document, Place: 7, Name: "Chỉ tiêu khác", Wording: "1 ha", UnitOfMeasure: "ha"}
	change(&in)
	return apptest.Drop(r.w.AddTarget(apptest.Ctx, r.office, in))
}

func (r refs) entries(change func(*plan.NewEntries)) error {
	in := plan.NewEntries{Target: r.target, Name: "Trồng rừng tập trung", UnitOfMeasure: "ha", Accumulation: target.Flow, Reason: "gõ nhầm"}
	change(&in)
	return r.w.CorrectTarget(apptest.Ctx, r.office, in)
}

func (r refs) answering(change func(*plan.NewAnswering)) error {
	in := plan.NewAnswering{Targets: []id.ID{r.target}, Unit: r.unit, From: "2023-07-01", Reason: "x"}
	change(&in)
	return apptest.Drop(r.w.ChangeAnswering(apptest.Ctx, r.office, in))
}

func (r refs) cover(change func(*papers.NewCoverage)) error {
	in := papers.NewCoverage{Superior: r.document, Own: r.document, Item: r.target, Status: coverage.Covered, Reason: "đã có"}
	change(&in)
	return r.w.SetCoverage(apptest.Ctx, r.office, in)
}

func (r refs) report(change func(*figures.NewReport)) error {
	in := figures.NewReport{Target: r.target, Month: "2023-05", Text: "100"}
	change(&in)
	return apptest.Drop(r.w.Report(apptest.Ctx, r.officer, in))
}

func (r refs) raise(change func(*shortcomings.NewShortcoming)) error {
	in := shortcomings.NewShortcoming{Unit: r.unit, Year: "2023", Field: "Kinh tế", Statement: "x", Product: "x", Due: "2023-12-31"}
	change(&in)
	return apptest.Drop(r.w.RaiseShortcoming(apptest.Ctx, r.office, in))
}

func (r refs) openYear(unit, of id.ID) error {
	return apptest.Drop(r.w.OpenYear(apptest.Ctx, r.office, plan.NewYear{Document: plan.NewDocument{Unit: unit, Cycle: "2024", Number: "z", Issuer: "x", IssuedOn: "2023-12-20", Title: "x"}, Rows: []draft.Row{{Target: of, Choice: draft.Keep, Name: "x", Wording: "5 ha"}}}))
}

func (r refs) openWith(row draft.Row) error {
	row.Choice, row.Name, row.Wording = draft.Add, "Hợp tác xã", "3 HTX"
	return apptest.Drop(r.w.OpenYear(apptest.Ctx, r.office, plan.NewYear{Document: plan.NewDocument{Unit: r.unit, Cycle: "2024", Number: "z", Issuer: "x", IssuedOn: "2023-12-20", Title: "x"}, Rows: []draft.Row{row}}))
}

func (r refs) saveDraft(from id.ID, row draft.Row) error {
	row.Choice, row.Name = draft.Add, "Hợp tác xã"
	if row.Target != "" {
		row.Choice = draft.Keep
	}
	return apptest.Drop(r.w.SaveDraft(apptest.Ctx, r.office, draft.Draft{Cycle: "2024", From: from, Rows: []draft.Row{row}}))
}

// refused are the inputs that take a thing of somebody else's, each with one
// that is. Where a unit is asked instead of charged, what is given is what it
// was before.
var refused = map[string]func(r refs) error{
	"AddTask.Document":      func(r refs) error { return r.add(func(in *tasks.NewTask) { in.Document = r.theirDocument }) },
	"AddTask.Directive":     func(r refs) error { return r.add(func(in *tasks.NewTask) { in.Directive = r.theirDirective }) },
	"AddTask.Parent":        func(r refs) error { return r.add(func(in *tasks.NewTask) { in.Parent = r.theirJob }) },
	"AddTask.Leads":         func(r refs) error { return r.add(func(in *tasks.NewTask) { in.Leads = []id.ID{r.beside} }) },
	"CorrectTask.Document":  func(r refs) error { return r.correct(func(in *tasks.NewTask) { in.Document = r.theirDocument }) },
	"CorrectTask.Directive": func(r refs) error { return r.correct(func(in *tasks.NewTask) { in.Directive = r.theirDirective }) },
	"CorrectTask.Leads":     func(r refs) error { return r.correct(func(in *tasks.NewTask) { in.Leads = []id.ID{r.above} }) },
	"AddDirective.Tasks.Document": func(r refs) error {
		return r.directiveWith(func(in *tasks.NewTask) { in.Document = r.theirDocument })
	},
	"AddDirective.Tasks.Parent": func(r refs) error { return r.directiveWith(func(in *tasks.NewTask) { in.Parent = r.theirJob }) },
	"AddDirective.Tasks.Leads": func(r refs) error {
		return r.directiveWith(func(in *tasks.NewTask) { in.Leads = []id.ID{r.above} })
	},
	"ActOnTask.To": func(r refs) error {
		return apptest.Drop(r.w.ActOnTask(apptest.Ctx, r.office, r.job, task.Event{Step: task.Move, To: r.beside, Text: "x"}))
	},
	"ActOnTasks.To": func(r refs) error {
		return r.w.ActOnTasks(apptest.Ctx, r.office, []id.ID{r.job}, task.Event{Step: task.Move, To: r.above, Text: "x"})
	},
	"ActOnTask.Amended.Object": func(r refs) error {
		return apptest.Drop(r.w.ActOnTask(apptest.Ctx, r.office, r.job, task.Event{Step: task.Correct, Text: "x"}))
	},
	"ActOnTasks.Amended.Object": func(r refs) error {
		return r.w.ActOnTasks(apptest.Ctx, r.office, []id.ID{r.job}, task.Event{Step: task.Correct, Text: "x"})
	},
	"AddTarget.Document":   func(r refs) error { return r.newTarget(func(in *plan.NewTarget) { in.Document = r.theirDocument }) },
	"AddTarget.AnswerUnit": func(r refs) error { return r.newTarget(func(in *plan.NewTarget) { in.AnswerUnit = r.above }) },
	"AddTarget.Post":       func(r refs) error { return r.newTarget(func(in *plan.NewTarget) { in.Post = r.theirPost }) },
	"AddTarget.PartOf":     func(r refs) error { return r.newTarget(func(in *plan.NewTarget) { in.PartOf = r.theirTarget }) },
	"CorrectTarget.AnswerUnit": func(r refs) error {
		return r.entries(func(in *plan.NewEntries) { in.AnswerUnit = r.beside })
	},
	"CorrectTarget.Post": func(r refs) error {
		return r.entries(func(in *plan.NewEntries) { in.AnswerUnit, in.Post = r.unit, r.theirPost })
	},
	"ChangeAnswering.Targets": func(r refs) error {
		return r.answering(func(in *plan.NewAnswering) { in.Targets = []id.ID{r.theirTarget} })
	},
	"AnsweringFromSheet.Document": func(r refs) error {
		return apptest.Drop(r.w.AnsweringFromSheet(apptest.Ctx, r.office, plan.AnsweringSheet{Document: r.theirDocument, From: "2023-07-01", Reason: "x", Sheet: answeringSheet("Trồng rừng,bang-van")}))
	},
	"AnsweringFromSheet: unit": func(r refs) error {
		return apptest.Drop(r.w.AnsweringFromSheet(apptest.Ctx, r.office, plan.AnsweringSheet{Document: r.document, From: "2023-07-01", Reason: "x", Sheet: answeringSheet("Trồng rừng,cho-don")}))
	},
	"ChangeAnswering.Unit": func(r refs) error { return r.answering(func(in *plan.NewAnswering) { in.Unit = r.above }) },
	"ChangeAnswering.Post": func(r refs) error { return r.answering(func(in *plan.NewAnswering) { in.Post = r.theirPost }) },
	"Allot.Parts.Unit": func(r refs) error {
		return r.w.Allot(apptest.Ctx, r.office, plan.NewAllotment{Target: r.target, Parts: []plan.Part{{Unit: r.beside, Wording: "100 ha"}}, Reason: "x"})
	},
	"ReviseTarget.Document": func(r refs) error {
		return r.w.ReviseTarget(apptest.Ctx, r.office, plan.NewRevision{Target: r.target, Wording: "450 ha", Reason: "x", Document: r.theirDocument})
	},
	"SetCoverage.Superior": func(r refs) error {
		return r.cover(func(in *papers.NewCoverage) { in.Superior, in.Item = r.theirDocument, r.theirTarget })
	},
	"SetCoverage.Own":   func(r refs) error { return r.cover(func(in *papers.NewCoverage) { in.Own = r.theirDocument }) },
	"SetCoverage.Item":  func(r refs) error { return r.cover(func(in *papers.NewCoverage) { in.Item = r.theirTarget }) },
	"SetCoverage.Links": func(r refs) error { return r.cover(func(in *papers.NewCoverage) { in.Links = []id.ID{r.theirTarget} }) },
	"SetCoverage.Owner": func(r refs) error {
		return r.cover(func(in *papers.NewCoverage) { in.Status, in.Owner, in.Due = coverage.NotCovered, r.above, "2023-12-31" })
	},
	"Report.Target": func(r refs) error { return r.report(func(in *figures.NewReport) { in.Target = r.theirTarget }) },
	"Report.Keep":   func(r refs) error { return r.report(func(in *figures.NewReport) { in.Keep = []id.ID{r.theirFile} }) },
	"AddUnit.Parent": func(r refs) error {
		return apptest.Drop(r.w.AddUnit(apptest.Ctx, r.admin, units.NewUnit{Code: "moi", Name: "Mới", Kind: org.Department, Parent: r.beside}))
	},
	"ReviseUnit.Parent": func(r refs) error {
		return r.w.ReviseUnit(apptest.Ctx, r.admin, r.unit, units.NewUnit{Name: "x", Kind: org.Commune, Parent: r.beside, From: "2023-07-01"})
	},
	"CorrectUnit.Parent": func(r refs) error {
		return r.w.CorrectUnit(apptest.Ctx, r.admin, r.unit, "1997-01-01", units.NewUnit{Name: "x", Kind: org.Commune, Parent: r.beside}, "x")
	},
	"Appoint.Person": func(r refs) error {
		return apptest.Drop(r.w.Appoint(apptest.Ctx, r.admin, units.NewAppointment{Person: r.theirs, Post: r.post, Capacity: org.Acting, From: "2023-01-01", To: "2023-02-01"}))
	},
	"Appoint.Post": func(r refs) error {
		return apptest.Drop(r.w.Appoint(apptest.Ctx, r.admin, units.NewAppointment{Person: r.person, Post: r.theirPost, Capacity: org.Acting, From: "2023-01-01", To: "2023-02-01"}))
	},
	"CorrectAppointment.Person": func(r refs) error {
		return r.w.CorrectAppointment(apptest.Ctx, r.admin, r.tenure, units.NewAppointment{Person: r.theirs, Capacity: org.Acting, From: "2021-01-01"}, "x")
	},
	"CorrectAccount#6": func(r refs) error {
		return r.w.CorrectAccount(apptest.Ctx, r.admin, r.account, "own-x", "x", r.theirs, "x")
	},
	"CreateAccount.Person": func(r refs) error {
		_, _, err := r.w.CreateAccount(apptest.Ctx, r.admin, accounts.NewAccount{Username: "muon", Name: "x", Person: r.theirs, Grants: []access.Grant{{Role: access.Officer, Unit: r.unit}}})
		return err
	},
	"CreateAccount.Grants.Unit": func(r refs) error {
		_, _, err := r.w.CreateAccount(apptest.Ctx, r.admin, accounts.NewAccount{Username: "muon", Name: "x", Grants: []access.Grant{{Role: access.Officer, Unit: r.unit}, {Role: access.Head, Unit: r.above}}})
		return err
	},
	"Grant.Unit": func(r refs) error {
		return r.w.Grant(apptest.Ctx, r.admin, r.account, access.Grant{Role: access.Head, Unit: r.beside})
	},
	"Revoke.Unit": func(r refs) error {
		return r.w.Revoke(apptest.Ctx, r.admin, r.account, access.Grant{Role: access.Officer, Unit: r.beside})
	},
	"CreateProject.Unit": func(r refs) error {
		return apptest.Drop(r.w.CreateProject(apptest.Ctx, r.office, capital.Project{Unit: r.beside, Code: "DA9", Name: "Đường", Group: "C"}))
	},
	"CreateProject.Post": func(r refs) error {
		return apptest.Drop(r.w.CreateProject(apptest.Ctx, r.office, capital.Project{Unit: r.unit, Code: "DA9", Name: "Đường", Group: "C", Post: r.theirPost}))
	},
	"RaiseShortcoming.AnswerUnit": func(r refs) error {
		return r.raise(func(in *shortcomings.NewShortcoming) { in.AnswerUnit = r.above })
	},
	"RaiseShortcoming.Post": func(r refs) error { return r.raise(func(in *shortcomings.NewShortcoming) { in.Post = r.theirPost }) },
	"CorrectShortcoming.AnswerUnit": func(r refs) error {
		return r.w.CorrectShortcoming(apptest.Ctx, r.office, r.shortcoming, shortcomings.NewShortcoming{Field: "Kinh tế", Statement: "x", Product: "x", Due: "2023-12-31", Reason: "x", AnswerUnit: r.beside})
	},
	"CorrectShortcoming.Post": func(r refs) error {
		return r.w.CorrectShortcoming(apptest.Ctx, r.office, r.shortcoming, shortcomings.NewShortcoming{Field: "Kinh tế", Statement: "x", Product: "x", Due: "2023-12-31", Reason: "x", Post: r.theirPost})
	},
	"CarryShortcoming#6": func(r refs) error {
		return apptest.Drop(r.w.CarryShortcoming(apptest.Ctx, r.office, r.shortcoming, "", "x", r.beside))
	},
	"CorrectViolation.ID": func(r refs) error {
		return r.w.CorrectViolation(apptest.Ctx, r.officer, violation.Violation{ID: r.theirViolation, Kind: "forestry", On: "2023-04-02", Place: "x", What: "x", Cases: 1, Handling: violation.Pending}, "x", false)
	},
	"CorrectProject.ID": func(r refs) error {
		return r.w.CorrectProject(apptest.Ctx, r.office, capital.Project{ID: r.theirProject, Name: "Đường khác", Group: "C"}, "x")
	},
	"CorrectProject.Post": func(r refs) error {
		return r.w.CorrectProject(apptest.Ctx, r.office, capital.Project{ID: r.project, Name: "Đường khác", Group: "C", Post: r.theirPost}, "x")
	},
	"RecordWorks.Target": func(r refs) error {
		return apptest.Drop(r.w.RecordWorks(apptest.Ctx, r.officer, works.Event{Project: r.project, Kind: works.Result, On: "2023-03-01", Crop: "Thuốc lá", Households: 1, Target: r.theirTarget}))
	},
	"TransferCapital.From": func(r refs) error {
		return r.w.TransferCapital(apptest.Ctx, r.office, money.Move{From: r.theirProject, To: r.project, Transfer: capital.Transfer{Year: 2023, Source: "lottery", Amount: 1, Decision: "3/QĐ", On: "2023-02-05"}})
	},
	"TransferCapital.To": func(r refs) error {
		return r.w.TransferCapital(apptest.Ctx, r.office, money.Move{From: r.project, To: r.theirProject, Transfer: capital.Transfer{Year: 2023, Source: "lottery", Amount: 1, Decision: "3/QĐ", On: "2023-02-05"}})
	},
	"ExplainTarget.Of": func(r refs) error {
		return r.w.ExplainTarget(apptest.Ctx, r.officer, reason.Reason{Of: r.theirTarget, Cause: "x", Remedy: "x", Who: "x", Promised: "2023-12-31"})
	},
	"ExplainTask.Of": func(r refs) error {
		return r.w.ExplainTask(apptest.Ctx, r.officer, reason.Reason{Of: r.theirJob, Cause: "x", Remedy: "x", Who: "x", Promised: "2023-12-31"})
	},
	"OpenYear.Document.Unit":   func(r refs) error { return r.openYear(r.beside, r.theirTarget) },
	"OpenYear.Rows.Target":     func(r refs) error { return r.openYear(r.unit, r.theirTarget) },
	"OpenYear.Rows.AnswerUnit": func(r refs) error { return r.openWith(draft.Row{AnswerUnit: r.above}) },
	"OpenYear.Rows.Post":       func(r refs) error { return r.openWith(draft.Row{Post: r.theirPost}) },
	"OpenYear.Rows.Of":         func(r refs) error { return r.openWith(draft.Row{Of: r.theirTarget}) },
	"OpenYear.From": func(r refs) error {
		return apptest.Drop(r.w.OpenYear(apptest.Ctx, r.office, plan.NewYear{From: r.theirDocument, Document: plan.NewDocument{Unit: r.unit, Cycle: "2024", Number: "z", Issuer: "x", IssuedOn: "2023-12-20", Title: "x"}, Rows: []draft.Row{{Choice: draft.Add, Name: "x", Wording: "3 HTX"}}}))
	},
	"SaveDraft.From":            func(r refs) error { return r.saveDraft(r.theirDocument, draft.Row{}) },
	"SaveDraft.Rows.Of":         func(r refs) error { return r.saveDraft(r.document, draft.Row{Of: r.theirTarget}) },
	"SaveDraft.Rows.Target":     func(r refs) error { return r.saveDraft(r.document, draft.Row{Target: r.theirTarget}) },
	"SaveDraft.Rows.AnswerUnit": func(r refs) error { return r.saveDraft(r.document, draft.Row{AnswerUnit: r.above}) },
	"SaveDraft.Rows.Post":       func(r refs) error { return r.saveDraft(r.document, draft.Row{AnswerUnit: r.unit, Post: r.theirPost}) },
	"AskCharge.Object": func(r refs) error {
		return apptest.Drop(r.w.AskCharge(apptest.Ctx, r.office, charges.NewCharge{Role: charge.Lead, Object: r.theirJob, Asked: r.above, Reason: "x"}))
	},
	"ImportTasks.Document": func(r refs) error {
		return apptest.Drop(r.w.ImportTasks(apptest.Ctx, r.office, tasks.TasksImport{Unit: "bang-van", Document: r.theirDocument, Lines: []exchange.TaskRow{{Row: 2, Name: "Việc", Lead: "bang-van", Deadline: "31/12/2023"}}}))
	},
	"ImportTargets.Under": func(r refs) error {
		return apptest.Drop(r.w.ImportTargets(apptest.Ctx, r.office, plan.Import{Unit: "bang-van", Cycle: "2023", Under: r.theirDocument, Rows: []exchange.TargetRow{{Row: criterion.Row{No: 2, Name: "HTX mới", Plan: "3", UnitOfMeasure: "HTX"}}}}))
	},
	"ImportTargets.Document.Unit": func(r refs) error {
		return apptest.Drop(r.w.ImportTargets(apptest.Ctx, r.office, plan.Import{Unit: "cho-don", Cycle: "2023", Document: &plan.NewDocument{Unit: r.beside, Cycle: "2023", Number: "x", Issuer: "x", IssuedOn: "2023-01-05", Title: "x"},
			Rows: []exchange.TargetRow{{Row: criterion.Row{No: 2, Name: "HTX mới", Plan: "3", UnitOfMeasure: "HTX"}}}}))
	},
	// what names a unit, post or person by its code or name
	"ImportTasks: lead": func(r refs) error {
		return apptest.Drop(r.w.ImportTasks(apptest.Ctx, r.office, tasks.TasksImport{Unit: "bang-van", Issued: "2023-01-02", Lines: []exchange.TaskRow{{Row: 2, Name: "Việc", Lead: "cho-don", Deadline: "31/12/2023"}}}))
	},
	"ImportUnits: parent": func(r refs) error {
		return apptest.Drop(r.w.ImportUnits(apptest.Ctx, r.admin, units.UnitsImport{Under: "bang-van", From: "2023-01-01", Lines: []exchange.UnitRow{{Row: 2, Code: "moi", Name: "Mới", Kind: org.Department, Parent: "cho-don"}}}))
	},
	"ImportPeople: unit": func(r refs) error {
		return apptest.Drop(r.w.ImportPeople(apptest.Ctx, r.admin, accounts.PeopleImport{Under: "bang-van", Lines: []exchange.PersonRow{{Row: 2, Name: "Người Mới", Unit: "cho-don", Post: "Chuyên viên"}}}))
	},
	"Reorganise: moves": func(r refs) error {
		return apptest.Drop(r.w.Reorganise(apptest.Ctx, r.admin, reform.Reorganisation{On: "2023-08-01", Moves: []org.Move{{Row: 2, Old: "bang-van", New: org.Destination{Official: "moi", Name: "Huyện Mới"}}, {Row: 3, Old: "cho-don", New: org.Destination{Official: "moi", Name: "Huyện Mới"}}}}))
	},
	"Correct: answers": func(r refs) error {
		return r.w.Correct(apptest.Ctx, r.office, app.Correction{Subject: "target", Object: r.target, Set: map[string]string{"answer_unit": "cho-don"}, Reason: "x"})
	},
	"Correct: lead": func(r refs) error {
		return r.w.Correct(apptest.Ctx, r.office, app.Correction{Subject: "task", Object: r.job, Set: map[string]string{"lead": "bac-kan"}, Reason: "x"})
	},
	"Correct: parent": func(r refs) error {
		return r.w.Correct(apptest.Ctx, r.admin, app.Correction{Subject: "unit", Object: r.unit, Version: period.Date("1997-01-01"), Set: map[string]string{"parent": "cho-don"}, Reason: "x"})
	},
}

// unheld are inputs that a foreign thing does nothing in, each with why.
var unheld = map[string]string{
	"RejudgeReviews#5": "where to go on in the order of reviews: nothing of it is read",
	"WriteNews.News":   "the matrix", "AddNewsPhoto.News": "the matrix", "ReleaseNews.News": "the matrix",
	"Publish.Shortcomings": "chosen among those of the unit's own year, others are not found: TestPublicPages",
	"AssessReview.Tenure":  "chosen among those of the unit's own head: TestHeads", "ProposeReview.Tenure": "the same",
	"NominateCommendation.Subject.Tenure": "looked for among the unit's own posts", "HoldCommendations#4": "looked for among the unit's own posts", "HoldCommendations.ID": "minted", "HoldCommendations.Unit": "found by its code", "HoldCommendations.Person": "whose the tenure is", "HoldCommendations.By": "the actor",
	"VoteCommendations.Nomination": "one that the body decides on: TestACommendationFromReviewToRevocation", "DecideCommendations.Grants.Nomination": "the same", "StepCommendation#6": "the same",
	"CorrectShortcoming.Unit": "the shortcoming's own", "CorrectViolation.Unit": "the violation's own", "CorrectViolation.By": "the actor", "RaiseShortcoming.Unit": "the matrix",
	"RecordViolation.ID": "minted", "RecordViolation.Unit": "the matrix", "RecordViolation.By": "the actor", "StepShortcoming.To": "set by the product", "StepShortcoming.Files.ID": "minted", "StepShortcoming.By": "the actor", "StepShortcoming.Amended.Object": "set by the product", "StepShortcoming.Amended.By": "the actor",
	"AddCapitalPlan.Track.Steps.By": "set by the product", "AddCapitalPlan.Track.Corrects": "set by the product", "CorrectCapitalPlan.ID": "minted", "CorrectCapitalPlan.Project": "the line's own", "CorrectCapitalPlan.Track.Steps.By": "set by the product", "CorrectCapitalPlan.Track.Corrects": "set by the product",
	"CorrectPayment.ID": "minted", "CorrectPayment.Project": "the voucher's own", "CorrectPayment.Track.Steps.By": "set by the product", "CorrectPayment.Track.Corrects": "set by the product", "CorrectPayment.Files.ID": "minted", "CorrectPayment.Files.Observation": "set by the product", "CorrectProject.Unit": "the project's own",
	"ForgetName#4": "another body's name: TestNamesAndGroupsOfAnAnnex", "SaveDraft.Unit": "the document's own", "SaveDraft.Opened": "set by the product",
	"ExplainTarget.ID": "minted", "ExplainTarget.By": "the actor", "ExplainTask.ID": "minted", "ExplainTask.By": "the actor", "Pay.Track.Steps.By": "set by the product", "Pay.Track.Corrects": "set by the product", "Pay.Files.ID": "minted", "Pay.Files.Observation": "set by the product",
	"RecordWorks.ID": "minted", "RecordWorks.Project": "the matrix", "RecordWorks.Corrects": "looked for among the project's own by works.Book", "RecordWorks.By": "the actor",
	"ActOnTask.From": "set by the product", "ActOnTask.Files.ID": "minted", "ActOnTask.By": "the actor", "ActOnTask.Amended.By": "the actor",
	"ActOnTasks.From": "set by the product", "ActOnTasks.Files.ID": "minted", "ActOnTasks.By": "the actor", "ActOnTasks.Amended.By": "the actor",
	"AddTask.Unit": "the matrix", "AddTask.Partners.Unit": "named and not bound: TestNobodyBurdensAbove, TestRequests", "CorrectTask.Unit": "the task's own", "CorrectTask.Parent": "the task's own", "CorrectTask.Partners.Unit": "the same as AddTask",
	"AddDirective.Unit": "the matrix", "AddDirective.Tasks.Unit": "the directive's", "AddDirective.Tasks.Directive": "the directive itself", "AddDocument.Unit": "the matrix", "AddCapitalPlan.ID": "minted", "AddCapitalPlan.Project": "the matrix", "Pay.ID": "minted", "Pay.Project": "the matrix", "CreateProject.ID": "minted",
	"AcceptCoverage.Superior": "as SetCoverage", "AcceptCoverage.Own": "as SetCoverage", "AcceptCoverage.Item": "each of the list", "AcceptCoverage.Links": "what is proposed", "AcceptCoverage.Owner": "none", "AcceptCoverage#4": "items of the matrix", "AddDirective.Tasks.Partners.Unit": "as AddTask",
	"Allot.Target": "the matrix", "AskCharge.Asked": "who is asked is another: TestRequests", "Correct.Object": "TestCorrectBySet", "CorrectAppointment.Post": "the tenure's own", "CorrectDocument.Unit": "the document's own", "CorrectTarget.Target": "the matrix",
	"ImportTargets.As": "given by the job that takes the file in, its own: TestImportsByAJob", "ImportTasks.As": "the same",
	"ImportDocument.NewDocument.Unit": "the matrix", "Report.SeenLast": "only compared", "ReportMany.Target": "as Report", "FillOwn.Rows.Target": "not read: its sheet is", "FillOwn.Rows.Typed.Seen": "not read", "Fill.Rows.Target": "one that is not of the unit's month is refused: TestTemplateRefuses", "Fill.Rows.Typed.Seen": "only compared", "SendTyped.Rows.Row.Target": "one that is not the sheet's is refused: TestTypedOutlivesTheMonth", "EndDelegation#3": "one's own, NotFound for another's: TestDelegation", "Delegate.Grant.Unit": "one's own grant: TestDelegation", "DropHook#3": "one's own, NotFound for another's: TestHookRights", "TryHook#3": "one's own, NotFound for another's: TestHookRights", "DropToken#3": "one's own, NotFound for another's: TestTokens", "SendTyped.Rows.Row.Seen": "only compared", "SendTyped.Rows.Row.Unit": "not read", "ReportMany.SeenLast": "only compared", "ReportMany.Keep": "as Report", "ReviseTarget.Target": "the matrix", "ConfirmCriteria#4": "the document's: TestResolutionsCountTheirTargets",
}

// inputs finds every place of a type that holds an identifier.
func inputs(t reflect.Type, path string, depth int, found func(string)) {
	switch {
	case depth > 5:
	case t == reflect.TypeOf(id.ID("")):
		found(path)
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer:
		inputs(t.Elem(), path, depth+1, found)
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() {
				inputs(f.Type, path+"."+f.Name, depth+1, found)
			}
		}
	}
}

// TestForeignReferences gives every input of every writing use-case that takes
// a unit, a post, a person or a thing of theirs a foreign one: it is refused,
// nothing is written. A new input fails until it is in one of the lists.
func TestForeignReferences(t *testing.T) {
	given := map[string]bool{}
	typ := reflect.TypeOf(&app.App{})
	for i := range typ.NumMethod() {
		m := typ.Method(i)
		reads := slices.ContainsFunc(slices.Concat(useCases, inJanuary), func(u useCase) bool { return u.name == m.Name && u.action == access.Read }) || silent[m.Name] != "" && m.Name != "Correct" && m.Name != "Undo"
		for a := 1; a < m.Type.NumIn() && !reads; a++ {
			in := m.Type.In(a)
			if in == reflect.TypeOf(access.Actor{}) || in == reflect.TypeOf(accounts.User{}) {
				continue // who asks
			}
			inputs(in, m.Name, 0, func(path string) {
				if path == m.Name { // the thing itself: the first is the matrix's
					path = fmt.Sprintf("%s#%d", m.Name, a)
				}
				given[path] = true
				if refused[path] == nil && unheld[path] == "" && path != m.Name+"#3" && path != "Undo#4" {
					t.Errorf("%s takes something of somebody's, and no test gives it a foreign one", path)
				}
			})
		}
	}
	for path := range unheld {
		if !given[path] {
			t.Errorf("%s is no input any more", path)
		}
	}
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		r := refsOf(t, w)
		before, _, err := w.Head(apptest.Ctx)
		if err != nil {
			t.Fatal(err)
		}
		for path, give := range refused {
			if err := give(r); err == nil {
				t.Errorf("%s takes a foreign thing", path)
			}
		}
		if after, _, _ := w.Head(apptest.Ctx); after != before {
			t.Errorf("%d entries were written", after-before)
		}
		// a sheet that names another's unit is asked about, and the body itself answers
		done := apptest.Must(w.ImportTargets(apptest.Ctx, r.office, plan.Import{Unit: "bang-van", Cycle: "2023", Document: &plan.NewDocument{Unit: r.unit, Cycle: "2023", Number: "y", Issuer: "x", IssuedOn: "2023-01-05", Title: "x"},
			Rows: []exchange.TargetRow{{Row: criterion.Row{No: 2, Name: "HTX mới", Plan: "3", UnitOfMeasure: "HTX"}, Answer: "cho-don"}}}))(t)
		if len(done.Rows[0].Read.Questions) == 0 {
			t.Error("nothing is asked about another's unit in a sheet")
		}
		for _, row := range apptest.Must(w.Scoreboard(apptest.Ctx, r.office, standing.BoardQuery{Unit: "bang-van", Cycle: "2023"}))(t).Rows {
			if row.Target.AnswerUnit != r.unit {
				t.Errorf("%s is answered by %s", row.Target.Name, row.Target.AnswerUnit)
			}
		}
	})
}
