package app_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/accounts"
	"dondoc/internal/app/apptest"
	"dondoc/internal/app/charges"
	"dondoc/internal/app/chasing"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/hooks"
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
	"dondoc/internal/app/tasks"
	"dondoc/internal/app/units"
	"dondoc/internal/approval"
	"dondoc/internal/capital"
	"dondoc/internal/capital/works"
	"dondoc/internal/charge"
	"dondoc/internal/chase"
	"dondoc/internal/criterion"
	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/exchange/dhis2"
	"dondoc/internal/id"
	work "dondoc/internal/job"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/reason"
	"dondoc/internal/resolution"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/review/ruleset"
	"dondoc/internal/shortcoming"
	"dondoc/internal/store"
	"dondoc/internal/target"
	"dondoc/internal/target/typed"
	"dondoc/internal/task"
)

// forReal are the calls that the matrix makes as a dry run or as something a
// rule refuses, as they are when they write.
var forReal = map[string]func(w *apptest.World, a access.Actor, in things) error{
	"Publish": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Publish(apptest.Ctx, w.Actor("g-publish", access.Head, w.District), releases.NewRelease{Unit: in.code, Cycle: "2023"}))
	},
	"SetSchedule": func(w *apptest.World, a access.Actor, in things) error {
		return w.SetSchedule(apptest.Ctx, a, in.code, period.Schedule{From: "2030-01", Day: 20, Within: true, Every: 3, Working: true, Reason: "công văn"})
	},
	"SetChain": func(w *apptest.World, a access.Actor, in things) error {
		return w.SetChain(apptest.Ctx, a, in.document, months.Looks{From: "2030-01", Looks: 3, Reason: "quy chế"})
	},
	"EditReport": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.EditReport(apptest.Ctx, w.Actor("g-edit", access.Officer, w.District), reports.Query{Unit: in.code, Cycle: "2023"}, reports.NewEdit{Block: "opening", Step: edit.Worded, Typed: "Kính gửi"}, papered{}))
	},
	"FreezeReport": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.FreezeReport(apptest.Ctx, w.Actor("g-freeze", access.Head, w.District), reports.Query{Unit: in.code, Cycle: "2023"}, "", papered{}))
	},
	"AddForm": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AddForm(apptest.Ctx, w.Actor("g-form", access.Head, w.District), reports.NewForm{Unit: in.code, Name: "Mẫu mới", File: figures.File{Name: "moi.docx", Content: []byte("y")}}, papered{}))
	},
	"NumberPaper": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.NumberPaper(apptest.Ctx, w.Actor("g-number", access.Head, w.District), reports.NewNumber{Query: reports.Query{Unit: in.code}, Kind: "KH", Title: "Kế hoạch", On: "2023-01-05", Sign: "UBND"}))
	},
	"CorrectNumber": func(w *apptest.World, a access.Actor, in things) error {
		head := w.Actor("g-number-right", access.Head, w.District)
		n, err := w.NumberPaper(apptest.Ctx, head, reports.NewNumber{Query: reports.Query{Unit: in.code}, Kind: "CV", Title: "Công văn", On: "2023-01-05", Sign: "UBND"})
		if err != nil {
			return err
		}
		return apptest.Drop(w.CorrectNumber(apptest.Ctx, head, reports.NumberCorrection{WhichNumber: reports.WhichNumber{Unit: in.code, Series: n.Series, Kind: n.Kind, No: n.No, Reason: "ghi nhầm"}, Title: "Công văn đúng"}))
	},
	"CancelNumber": func(w *apptest.World, a access.Actor, in things) error {
		head := w.Actor("g-cancel", access.Head, w.District)
		n, err := w.NumberPaper(apptest.Ctx, head, reports.NewNumber{Query: reports.Query{Unit: in.code}, Kind: "TB", Title: "Thông báo", On: "2023-01-05", Sign: "UBND"})
		if err != nil {
			return err
		}
		return w.CancelNumber(apptest.Ctx, head, reports.WhichNumber{Unit: in.code, Series: n.Series, Kind: n.Kind, No: n.No, Reason: "ghi nhầm"})
	},
	"EndForm": func(w *apptest.World, a access.Actor, in things) error {
		head := w.Actor("g-end-form", access.Head, w.District)
		f, err := w.AddForm(apptest.Ctx, head, reports.NewForm{Unit: in.code, Name: "Mẫu thôi dùng", File: figures.File{Name: "cu.docx", Content: []byte("z")}}, papered{})
		if err != nil {
			return err
		}
		return w.EndForm(apptest.Ctx, head, f.ID)
	},
	"TakeDown": func(w *apptest.World, a access.Actor, in things) error {
		return w.TakeDown(apptest.Ctx, w.Actor("g-down", access.Head, w.District), in.code, "2023", "sai số")
	},
	"Remind": func(w *apptest.World, a access.Actor, in things) error {
		w.Actor("g-late", access.Officer, in.unit)
		return apptest.Drop(w.Remind(apptest.Ctx, a, chasing.Order{Query: chasing.Query{Unit: in.code, Month: "2023-04"}}))
	},
	"AskCharge": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AskCharge(apptest.Ctx, w.Actor("g-asks", access.Office, in.unit), charges.NewCharge{Role: charge.Lead, Object: in.task, Asked: w.Province, Reason: "vượt thẩm quyền"}))
	},
	"AskCharge answer": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AskCharge(apptest.Ctx, w.Actor("g-asks2", access.Office, in.unit), charges.NewCharge{Role: charge.Answer, Object: in.target, Asked: w.Province, Reason: "vượt thẩm quyền"}))
	},
	"AnswerCharge": func(w *apptest.World, a access.Actor, in things) error {
		return w.AnswerCharge(apptest.Ctx, w.Actor("g-takes", access.Head, in.unit), in.asks, true, "")
	},
	"ForgetName": func(w *apptest.World, a access.Actor, in things) error {
		if err := w.NameUnit(apptest.Ctx, a, in.code, "Tên sẽ quên", in.code); err != nil {
			return err
		}
		kept, err := w.UnitNames(apptest.Ctx, a, in.code)
		if err != nil {
			return err
		}
		for _, n := range kept.Rows {
			if n.Name == "Tên sẽ quên" {
				return w.ForgetName(apptest.Ctx, a, in.code, n.ID)
			}
		}
		return errs.New(errs.NotFound, "access.not_found")
	},
	"Advance verify": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Advance(apptest.Ctx, w.Actor("g-v", access.Verifier, in.unit), in.observation, approval.Verify, ""))
	},
	"Advance approve": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Advance(apptest.Ctx, w.Actor("g-h", access.Head, in.unit), in.verified, approval.Approve, ""))
	},
	"Advance return": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Advance(apptest.Ctx, w.Actor("g-h2", access.Head, in.unit), in.observation, approval.Return, "lý do"))
	},
	"ConfirmCriteria": func(w *apptest.World, a access.Actor, in things) error {
		made, err := w.AddTarget(apptest.Ctx, a, plan.NewTarget{Document: in.document, Name: "Hợp tác xã", Wording: "3 HTX", UnitOfMeasure: "HTX"})
		if err != nil {
			return err
		}
		return w.ConfirmCriteria(apptest.Ctx, a, in.document, []id.ID{made})
	},
	"Report": func(w *apptest.World, a access.Actor, in things) error {
		w.Submit(w.Actor("g-o", access.Officer, in.unit), in.target, "2023-05", "100")
		return nil
	},
	"KeepTyped": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.KeepTyped(apptest.Ctx, apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, "here-o"))(w.T), figures.TypedSheet{Unit: in.code, Month: "2023-03", Rows: []figures.TypedRow{{Row: typed.Row{Target: in.target, Text: "100"}}}}))
	},
	"DropTyped": func(w *apptest.World, a access.Actor, in things) error {
		return w.DropTyped(apptest.Ctx, apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, "here-o"))(w.T), in.code, "2023-03")
	},
	"SendTyped": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.SendTyped(apptest.Ctx, w.Actor("g-o6", access.Officer, in.unit), figures.TypedSheet{Unit: in.code, Month: "2023-03", Rows: []figures.TypedRow{{Row: typed.Row{Target: in.target, Text: "100", Note: "x"}}}}))
	},
	"FillOwn": func(w *apptest.World, a access.Actor, in things) error { // a target nobody has a figure of
		own := ownMonth(in.code, "100", false)
		made := apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: in.document, Name: "Cây quế", Wording: "700 ha", UnitOfMeasure: "ha", Confirmed: true}))(w.T)
		own.Sheet.Means = map[string]string{"Trồng rừng": string(made)}
		return apptest.Drop(w.FillOwn(apptest.Ctx, w.Actor("g-o9", access.Officer, in.unit), own))
	},
	"Fill": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Fill(apptest.Ctx, w.Actor("g-o5", access.Officer, in.unit), figures.Filling{Unit: in.code, Month: "2023-04", Rows: []figures.FilledRow{{Row: 2, Target: in.target, Typed: figures.Cell{Text: "100"}, Touched: true}}}))
	},
	"TakeDataSet": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.TakeDataSet(apptest.Ctx, w.Actor("g-o7", access.Officer, in.unit), figures.DataSet{Set: dhis2.Set{Values: []dhis2.Value{{DataElement: string(in.target), OrgUnit: in.code, Period: "202302", Value: "100"}}}}))
	},
	"AdvanceMany": func(w *apptest.World, a access.Actor, in things) error {
		o, err := w.Report(apptest.Ctx, w.Actor("g-o10", access.Officer, in.unit), figures.NewReport{Target: in.target, Month: "2023-07", Text: "100"})
		if err != nil {
			return err
		}
		each, err := w.AdvanceMany(apptest.Ctx, w.Actor("g-v10", access.Verifier, in.unit), []id.ID{o.ID}, approval.Verify, "")
		return errors.Join(err, errors.Join(each...))
	},
	"ReportMany": func(w *apptest.World, a access.Actor, in things) error {
		_, each, err := w.ReportMany(apptest.Ctx, w.Actor("g-o4", access.Officer, in.unit), []figures.NewReport{{Target: in.target, Month: "2023-06", Text: "100"}})
		return errors.Join(err, errors.Join(each...))
	},
	"ConfirmClass": func(w *apptest.World, a access.Actor, in things) error {
		return w.ConfirmClass(apptest.Ctx, w.Actor("g-h4", access.Head, in.unit), in.target, criterion.Met, "lý do")
	},
	"ExplainTarget": func(w *apptest.World, a access.Actor, in things) error {
		return w.ExplainTarget(apptest.Ctx, w.Actor("g-why1", access.Officer, in.unit), reason.Reason{Of: in.target, Kind: "both", Cause: "x", Remedy: "x", Promised: "2024-06-30", Who: "x"})
	},
	"ExplainTask": func(w *apptest.World, a access.Actor, in things) error {
		return w.ExplainTask(apptest.Ctx, w.Actor("g-why2", access.Officer, in.unit), reason.Reason{Of: in.task, Kind: "both", Cause: "x", Remedy: "x", Promised: "2024-06-30", Who: "x"})
	},
	"ActOnTask start": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ActOnTask(apptest.Ctx, w.Actor("g-o2", access.Officer, in.unit), in.task, task.Event{Step: task.Start}))
	},
	"EndAppointment": func(w *apptest.World, a access.Actor, in things) error {
		d := apptest.Must(w.Directory(apptest.Ctx, a))(w.T)
		last := d.Tenures(in.post)
		return w.EndAppointment(apptest.Ctx, a, last[len(last)-1].ID, "2023-07-01")
	},
	"Advance reopen": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Advance(apptest.Ctx, w.Actor("g-r", access.Office, in.unit), in.approved, approval.Reopen, "lý do"))
	},
	"ImportTargets": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportTargets(apptest.Ctx, a, plan.Import{Unit: in.code, Cycle: "2023", Document: &plan.NewDocument{Unit: in.unit, Cycle: "2023", Number: "15-NQ", Issuer: "HU", IssuedOn: "2023-01-05", Title: "x"}, Rows: []exchange.TargetRow{{Row: criterion.Row{No: 2, Name: "Hợp tác xã mới", Plan: "3", UnitOfMeasure: "HTX"}}}}))
	},
	"ImportUnits": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportUnits(apptest.Ctx, a, units.UnitsImport{Under: in.code, From: "2023-01-01", Lines: []exchange.UnitRow{{Row: 2, Code: "xa-moi", Name: "Xã Mới", Kind: org.Commune}}}))
	},
	"ImportTasks": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportTasks(apptest.Ctx, a, tasks.TasksImport{Unit: in.code, Issued: "2023-01-02", Lines: []exchange.TaskRow{{Row: 2, Name: "Việc của phụ lục", Lead: in.code, Deadline: "31/12/2023"}}}))
	},
	"ImportDocument": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportDocument(apptest.Ctx, a, papers.NewWritten{NewDocument: plan.NewDocument{Unit: in.unit, Cycle: "2023", Number: "99/NQ", Issuer: "x", IssuedOn: "2023-01-01", Title: "x"},
			Provisions: []resolution.Provision{{Kind: resolution.Clause, Text: "x", Parent: -1}}}))
	},
	"CorrectProvisions": func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectProvisions(apptest.Ctx, a, w.Superior(), papers.Correction{At: 4, Do: "merge"})
	},
	"Appoint": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.Appoint(apptest.Ctx, a, units.NewAppointment{Person: in.person, Post: in.post, Capacity: org.Substantive, From: "2023-03-01", HandOver: true}))
	},
	"UndoUnit": func(w *apptest.World, a access.Actor, in things) error {
		return w.UndoUnit(apptest.Ctx, a, w.MakeUnit("tao-nham", org.Commune, in.unit), false)
	},
	"UndoPost": func(w *apptest.World, a access.Actor, in things) error {
		return w.UndoPost(apptest.Ctx, a, apptest.Must(w.AddPost(apptest.Ctx, a, in.unit, "Tạo nhầm", false))(w.T), false)
	},
	"UndoAppointment": func(w *apptest.World, a access.Actor, in things) error {
		post := apptest.Must(w.AddPost(apptest.Ctx, a, in.unit, "Phó nữa", false))(w.T)
		made := apptest.Must(w.Appoint(apptest.Ctx, a, units.NewAppointment{NewPerson: "Nhầm", Post: post, Capacity: org.Substantive, From: "2023-05-01"}))(w.T)
		return apptest.Drop(w.UndoAppointment(apptest.Ctx, a, made, false))
	},
	"UndoTask": func(w *apptest.World, a access.Actor, in things) error {
		return w.UndoTask(apptest.Ctx, a, w.Given(tasks.NewTask{Unit: in.unit, Name: "Việc giao nhầm", Leads: []id.ID{in.unit}, Deadline: "31/12/2023"}).ID, false)
	},
	"AnsweringFromSheet": func(w *apptest.World, a access.Actor, in things) error {
		p, err := w.Target(apptest.Ctx, a, in.target, "")
		if err != nil {
			return err
		}
		made := w.MakeUnit("nhan-viec-"+in.code, org.Department, in.unit)
		v, _ := apptest.Must(w.Directory(apptest.Ctx, a))(w.T).Unit(made, "2023-07-01")
		return apptest.Drop(w.AnsweringFromSheet(apptest.Ctx, a, plan.AnsweringSheet{Document: in.document, From: "2023-07-02", Reason: "phân công lại", Sheet: answeringSheet(p.Name + "," + v.Code)}))
	},
	"ImportPeople": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportPeople(apptest.Ctx, a, accounts.PeopleImport{Under: in.code, Lines: []exchange.PersonRow{{Row: 2, Name: "Người Mới", Post: "Chuyên viên"}}}))
	},
	"ProjectCoded": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ProjectCoded(apptest.Ctx, a, in.unit, "DA-here"))
	},
	"AddCapitalPlan": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AddCapitalPlan(apptest.Ctx, a, capital.Plan{Project: in.project, Year: 2023, Source: "central", Setter: capital.Commune, Kind: capital.Assigned, Amount: 10, Decision: "1/QĐ", On: "2023-01-05"}))
	},
	"SimulateTransfer": func(w *apptest.World, a access.Actor, in things) error {
		to, err := w.ProjectCoded(apptest.Ctx, a, in.unit, "DA01")
		if err != nil {
			return err
		}
		return apptest.Drop(w.SimulateTransfer(apptest.Ctx, a, in.code, money.Move{From: in.project, To: to, Transfer: capital.Transfer{Year: 2023, Source: "lottery", Amount: 1}}))
	},
	"TransferCapital": func(w *apptest.World, a access.Actor, in things) error {
		to, err := w.CreateProject(apptest.Ctx, a, capital.Project{Unit: in.unit, Code: "DA-to", Name: "Cầu", Group: "C"})
		if err != nil {
			return err
		}
		return w.TransferCapital(apptest.Ctx, a, money.Move{From: in.project, To: to, Transfer: capital.Transfer{Year: 2023, Source: "lottery", Amount: 1, Decision: "3/QĐ", On: "2023-02-05"}})
	},
	"SetCapitalBounds": func(w *apptest.World, a access.Actor, in things) error {
		return w.SetCapitalBounds(apptest.Ctx, a, in.code, works.Own{From: 2023, Bounds: map[string]string{"move_least": "50"}, Reason: "lý do"})
	},
	"Pay": func(w *apptest.World, a access.Actor, in things) error {
		_, _, err := w.Pay(apptest.Ctx, w.Actor("g-pay", access.Officer, in.unit), capital.Payment{Project: in.project, Year: 2023, Source: "central", Kind: capital.Completed, Amount: 10, Voucher: "KB", On: "2023-02-05"})
		return err
	},
	"RecordWorks": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.RecordWorks(apptest.Ctx, a, works.Event{Project: in.project, Kind: works.Contract, On: "2023-01-05", Number: time.Now().String(), Contractor: "Cty", Value: 100, Expires: "2023-12-01"}))
	},
	"ImportCapital": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.ImportCapital(apptest.Ctx, a, money.CapitalImport{Unit: in.code, Year: 2023, Sheet: sheets.Sheet{Name: "a.csv", Content: []byte("Mã dự án,Tên dự án,Loại\nDA-tep,Cầu,dự án\n")}}))
	},
	"CorrectProject": func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectProject(apptest.Ctx, a, capital.Project{ID: in.project, Name: "Tên khác", Group: "B"}, "lý do")
	},
	"CorrectCapitalPlan": func(w *apptest.World, a access.Actor, in things) error {
		return w.CorrectCapitalPlan(apptest.Ctx, a, in.planLine, &capital.Plan{Year: 2023, Source: "lottery", Setter: capital.Commune, Kind: capital.Assigned, Amount: 20, Decision: "2/QĐ", On: "2023-01-05"}, "lý do")
	},
	"CorrectPayment": func(w *apptest.World, a access.Actor, in things) error {
		a = w.Actor("g-correct", access.Officer, in.unit)
		made, _, err := w.Pay(apptest.Ctx, a, capital.Payment{Project: in.project, Year: 2023, Source: "lottery", Kind: capital.Completed, Amount: 1, Voucher: "KBX", On: "2023-02-05"})
		if err != nil {
			return err
		}
		return apptest.Drop(w.CorrectPayment(apptest.Ctx, a, made, capital.Payment{Year: 2023, Source: "lottery", Kind: capital.Completed, Amount: 2, Voucher: "KBX", On: "2023-02-05"}, "lý do"))
	},
	"StepPayments": func(w *apptest.World, a access.Actor, in things) error {
		return w.StepPayments(apptest.Ctx, w.Actor("g-v9", access.Verifier, in.unit), []id.ID{in.payment}, approval.Verify, "")
	},
	"LockCapitalYear": func(w *apptest.World, a access.Actor, in things) error {
		return w.LockCapitalYear(apptest.Ctx, a, in.unit, 2021)
	},
	"ReopenCapitalYear": func(w *apptest.World, a access.Actor, in things) error {
		return w.ReopenCapitalYear(apptest.Ctx, a, in.unit, 2021, period.DateOf(w.Now()), "lý do")
	},
	"CloseProject": func(w *apptest.World, a access.Actor, in things) error {
		made, err := w.CreateProject(apptest.Ctx, a, capital.Project{Unit: in.unit, Code: "DA-close", Name: "Cầu", Group: "C"})
		if err != nil {
			return err
		}
		return w.CloseProject(apptest.Ctx, a, made, "2023-06-30")
	},
	"ExplainShortcoming": func(w *apptest.World, a access.Actor, in things) error {
		return w.ExplainShortcoming(apptest.Ctx, w.Actor("g-why", access.Officer, in.unit), in.shortcoming, "Mưa kéo dài", "")
	},
	"StepShortcoming progress": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.StepShortcoming(apptest.Ctx, w.Actor("g-prog", access.Officer, in.unit), in.shortcoming, shortcoming.Event{Step: shortcoming.Progress, Text: "đang làm"}))
	},
	"StepShortcoming ask": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.StepShortcoming(apptest.Ctx, w.Actor("g-ask", access.Officer, in.unit), in.shortcoming, shortcoming.Event{Step: shortcoming.Ask, Text: "đã xong"}, figures.File{Name: "a.txt", Content: []byte("x")}))
	},
	"StepShortcoming confirm": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.StepShortcoming(apptest.Ctx, w.Actor("g-conf", access.Verifier, in.unit), in.shortcoming, shortcoming.Event{Step: shortcoming.Confirm}))
	},
	"StepShortcoming withdraw": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.StepShortcoming(apptest.Ctx, w.Actor("g-wd", access.Verifier, in.unit), raisedIn(w, in, "2023"), shortcoming.Event{Step: shortcoming.Withdraw, Text: "nêu nhầm"}))
	},
	"CarryShortcoming": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.CarryShortcoming(apptest.Ctx, a, raisedIn(w, in, "2022"), "", ""))
	},
	"CarryShortcomings": func(w *apptest.World, a access.Actor, in things) error {
		raisedIn(w, in, "2022")
		return apptest.Drop(w.CarryShortcomings(apptest.Ctx, a, in.code, "2022", "", ""))
	},
	"TieTarget": func(w *apptest.World, a access.Actor, in things) error {
		return w.TieTarget(apptest.Ctx, a, rateOf(w, in), &capital.Tie{Setter: capital.Commune})
	},
	"ReportCapital": func(w *apptest.World, a access.Actor, in things) error {
		of := rateOf(w, in)
		if err := w.TieTarget(apptest.Ctx, a, of, &capital.Tie{Setter: capital.Commune}); err != nil {
			return err
		}
		return apptest.Drop(w.ReportCapital(apptest.Ctx, w.Actor("g-rate", access.Officer, in.unit), of, "2023-05", func(capital.Rate, capital.Tie, period.Date) string { return "sổ vốn" }))
	},
	"FeedTarget": func(w *apptest.World, a access.Actor, in things) error {
		return w.FeedTarget(apptest.Ctx, a, eventsOf(w, in), "forestry", true)
	},
	"ReportViolations": func(w *apptest.World, a access.Actor, in things) error {
		of := eventsOf(w, in)
		if err := w.FeedTarget(apptest.Ctx, a, of, "forestry", true); err != nil {
			return err
		}
		return apptest.Drop(w.ReportViolations(apptest.Ctx, w.Actor("g-cases", access.Officer, in.unit), of, "2023-04", ""))
	},
	"AddRules": func(w *apptest.World, a access.Actor, in things) error {
		text, _ := ruleset.Text("mau-sau-truc-2026")
		own := bytes.Replace(text, []byte("rules: mau-sau-truc-2026"), []byte("rules: quy-che-rieng"), 1)
		_, _, err := w.AddRules(apptest.Ctx, w.Actor("g-rules", access.Head, in.unit), in.code, own, false)
		return err
	},
	"AssessReview": func(w *apptest.World, a access.Actor, in things) error {
		return apptest.Drop(w.AssessReview(apptest.Ctx, w.Actor("g-assess", access.Head, in.unit), reviews.Query{Unit: in.code, Subject: review.Head, Period: dossier.Period{Cycle: "2022", Span: review.Quarter, Part: 1}}, reviews.Move{}))
	},
	"Reorganise": func(*apptest.World, access.Actor, things) error { return nil }, // the last of all, below
}

// raisedIn gives a shortcoming of a year, still to be remedied.
func raisedIn(w *apptest.World, in things, year period.Cycle) id.ID {
	return apptest.Must(w.RaiseShortcoming(apptest.Ctx, apptest.Operator, shortcomings.NewShortcoming{Unit: in.unit, Year: year, Field: "Kinh tế", Statement: "Chậm", Product: "Xong", Due: "2023-12-31", AnswerUnit: w.Department}))(w.T)
}

// eventsOf gives a target that counts events.
func eventsOf(w *apptest.World, in things) id.ID {
	return apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: in.document, Name: "Không để xảy ra phá rừng " + string(id.New(time.Now()))[:13], Wording: "không để xảy ra", UnitOfMeasure: "vụ", Confirmed: true}))(w.T)
}

// rateOf gives a target that is a rate.
func rateOf(w *apptest.World, in things) id.ID {
	return apptest.Must(w.AddTarget(apptest.Ctx, apptest.Operator, plan.NewTarget{Document: in.document, Name: "Tỷ lệ giải ngân " + string(id.New(time.Now()))[:13], Wording: "95%", UnitOfMeasure: "%", Accumulation: target.Stock, Confirmed: true}))(w.T)
}

// jobOf gives a job that was not run.
func jobOf(w *apptest.World) id.ID {
	const job = "018e0000-0000-7000-8000-00000000000a"
	err := w.DB.Write(apptest.Ctx, func(ctx context.Context, tx *store.Tx) error {
		return apptest.Drop(tx.InsertJob(ctx, work.Job{ID: job, Kind: "mail", Once: "x"}))
	})
	if err != nil {
		w.T.Fatal(err)
	}
	return job
}

// onesOwn are the writing use-cases that are not about one unit's things.
var onesOwn = []struct {
	names string // of the methods
	call  func(w *apptest.World, user accounts.User, in things) error
}{
	{"SetChaseRule", func(w *apptest.World, u accounts.User, in things) error {
		return w.SetChaseRule(apptest.Ctx, apptest.Operator, chase.Rule{Hour: 8, Before: 3, Escalate: 10})
	}},
	{"CancelJob", func(w *apptest.World, u accounts.User, in things) error {
		return w.CancelJob(apptest.Ctx, apptest.Operator, jobOf(w))
	}},
	{"RetryJob", func(w *apptest.World, u accounts.User, in things) error {
		return w.RetryJob(apptest.Ctx, apptest.Operator, jobOf(w))
	}},
	{"SetLabel", func(w *apptest.World, u accounts.User, in things) error {
		return w.SetLabel(apptest.Ctx, apptest.Operator, in.code, "vi", "track.met", "Xong")
	}},
	{"AddPerson", func(w *apptest.World, u accounts.User, in things) error {
		return apptest.Drop(w.AddPerson(apptest.Ctx, apptest.Operator, "Lê Văn Mẫu", true))
	}},
	{"ActOnTasks", func(w *apptest.World, u accounts.User, in things) error {
		given := w.Given(tasks.NewTask{Name: "Việc nữa", Leads: []id.ID{in.unit}, Deadline: "31/12/2023"})
		return w.ActOnTasks(apptest.Ctx, w.Actor("g-o3", access.Officer, in.unit), []id.ID{given.ID}, task.Event{Step: task.Start})
	}},
	{"UndoSteps", func(w *apptest.World, u accounts.User, in things) error {
		lead := w.Actor("g-undo", access.Officer, in.unit)
		given := w.Given(tasks.NewTask{Name: "Việc làm nhầm", Leads: []id.ID{in.unit}, Deadline: "31/12/2023"})
		if err := w.ActOnTasks(apptest.Ctx, lead, []id.ID{given.ID}, task.Event{Step: task.Start}); err != nil {
			return err
		}
		_, _, err := w.UndoSteps(apptest.Ctx, lead, time.Time{}, false)
		return err
	}},
	{"GiveRecurring", func(w *apptest.World, u accounts.User, in things) error {
		w.Given(tasks.NewTask{Name: "Báo cáo hằng tháng", Leads: []id.ID{in.unit}, Deadline: "hằng tháng"})
		w.On("2023-09-05")
		return apptest.Drop(w.GiveRecurring(apptest.Ctx, apptest.Operator, false))
	}},
	{"NewFeed", func(w *apptest.World, u accounts.User, in things) error {
		return apptest.Drop(w.NewFeed(apptest.Ctx, u.Actor))
	}},
	{"DropFeeds", func(w *apptest.World, u accounts.User, in things) error { return w.DropFeeds(apptest.Ctx, u.Actor) }},
	{"SetLang", func(w *apptest.World, u accounts.User, in things) error { return w.SetLang(apptest.Ctx, u, "en") }},
	{"ChangePassword", func(w *apptest.World, u accounts.User, in things) error {
		return w.ChangePassword(apptest.Ctx, u, "mat-khau-thu-nghiem", "mat-khau-moi-nua")
	}},
	{"UsePasswordLink", func(w *apptest.World, u accounts.User, in things) error {
		token, _, err := w.NewPasswordLink(apptest.Ctx, apptest.Operator, u.Account)
		if err != nil {
			return err
		}
		return w.UsePasswordLink(apptest.Ctx, token, "mat-khau-moi-nua")
	}},
	{"SignIn", func(w *apptest.World, u accounts.User, in things) error {
		return apptest.Drop(w.SignIn(apptest.Ctx, u.Username, "mat-khau-thu-nghiem", "1.1.1.1", ""))
	}},
	{"MakeToken", func(w *apptest.World, u accounts.User, in things) error {
		_, _, err := w.MakeToken(apptest.Ctx, u.Actor, accounts.NewToken{Name: "x", Until: "2023-12-31"})
		return err
	}},
	{"Delegate", func(w *apptest.World, u accounts.User, in things) error {
		w.Actor("g-stands-in", access.Officer, w.District)
		return apptest.Drop(w.Delegate(apptest.Ctx, u.Actor, accounts.NewDelegation{To: "g-stands-in", Grant: u.Own().Grants[0], Since: "2023-12-30", Until: "2023-12-31", Reason: "nghỉ"}))
	}},
	{"EndDelegation", func(w *apptest.World, u accounts.User, in things) error {
		owner := apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, "g-own-delegate"))(w.T)
		return w.EndDelegation(apptest.Ctx, owner, apptest.Must(w.Delegations(apptest.Ctx, owner))(w.T)[0].ID)
	}},
	{"MakeHook", func(w *apptest.World, u accounts.User, in things) error {
		_, _, err := w.MakeHook(apptest.Ctx, u.Actor, hooks.NewHook{Name: "x", URL: "https://x.example/", Unit: "ngan-son", Until: "2023-12-31"})
		return err
	}},
	{"TryHook", func(w *apptest.World, u accounts.User, in things) error {
		owner := apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, "g-own-makehook"))(w.T)
		return w.TryHook(apptest.Ctx, owner, apptest.Must(w.Hooks(apptest.Ctx, owner))(w.T)[0].Hook.ID)
	}},
	{"DropHook", func(w *apptest.World, u accounts.User, in things) error {
		owner := apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, "g-own-makehook"))(w.T)
		return w.DropHook(apptest.Ctx, owner, apptest.Must(w.Hooks(apptest.Ctx, owner))(w.T)[0].Hook.ID)
	}},
	{"DropToken", func(w *apptest.World, u accounts.User, in things) error {
		owner := apptest.Must(w.ActAs(apptest.Ctx, apptest.Operator, "g-own-maketoken"))(w.T)
		return w.DropToken(apptest.Ctx, owner, apptest.Must(w.Tokens(apptest.Ctx, owner))(w.T)[0].ID)
	}},
	{"EndSession", func(w *apptest.World, u accounts.User, in things) error {
		return w.EndSession(apptest.Ctx, u, u.Session)
	}},
	{"SignOut", func(w *apptest.World, u accounts.User, in things) error { return w.SignOut(apptest.Ctx, u) }},
	{"SignOutEverywhere", func(w *apptest.World, u accounts.User, in things) error {
		return w.SignOutEverywhere(apptest.Ctx, u)
	}},
	{"CommentReview", func(w *apptest.World, u accounts.User, in things) error {
		return apptest.Drop(w.CommentReview(apptest.Ctx, w.Actor("g-comment", access.Office, w.Province), in.review, "level", "xem lại"))
	}},
	{"StepReview", func(w *apptest.World, u accounts.User, in things) error {
		return w.StepReview(apptest.Ctx, w.Actor("g-return", access.Office, w.Province), in.review, reviews.Move{Step: dossier.Return, Reason: "thiếu minh chứng"})
	}},
	{"UndoReviewStep", func(w *apptest.World, u accounts.User, in things) error {
		head := w.Actor("g-undo-review", access.Head, in.unit)
		which, err := w.AssessReview(apptest.Ctx, head, reviews.Query{Unit: in.code, Subject: review.Head, Period: dossier.Period{Cycle: "2022", Span: review.Quarter, Part: 2}}, reviews.Move{})
		if err != nil {
			return err
		}
		return w.UndoReviewStep(apptest.Ctx, head, which, false)
	}},
	{"Reorganise", func(w *apptest.World, u accounts.User, in things) error {
		return apptest.Drop(w.Reorganise(apptest.Ctx, apptest.Operator, reform.Reorganisation{On: "2023-08-01", Decision: "12/NQ", Moves: []org.Move{
			{Row: 2, Old: in.code, New: org.Destination{Official: "moi", Name: "Huyện Mới", Kind: org.District}}, {Row: 3, Old: "cho-don", New: org.Destination{Official: "moi", Name: "Huyện Mới", Kind: org.District}},
			{Row: 4, Old: "phong-nong-nghiep", New: org.Destination{Official: "moi", Name: "Huyện Mới", Kind: org.District}}, {Row: 5, Old: "bang-van", New: org.Destination{Official: "moi", Name: "Huyện Mới", Kind: org.District}},
			{Row: 6, Old: "xa-moi", New: org.Destination{Official: "moi", Name: "Huyện Mới", Kind: org.District}}, {Row: 7, Old: "moi", New: org.Destination{Official: "moi", Name: "Huyện Mới", Kind: org.District}}}}))
	}},
}

// papered writes reports that say nothing.
type papered struct{}

func (papered) Lang() string { return "vi" }
func (papered) Words(_ reports.Material, _, typed string) (string, string, error) {
	return typed, "", nil
}
func (papered) Places([]byte) ([]string, error)               { return []string{"noi_dung"}, nil }
func (papered) Body(reports.Material) (string, []byte, error) { return "Báo cáo", []byte("{}"), nil }

// silent are the methods that leave no entry, each with its reason.
var silent = map[string]string{
	"Request": "reads", "Close": "writes nothing", "Now": "the clock", "WatchClock": "the clock", "ClockTrouble": "the clock", "Health": "reads", "Head": "reads", "Authenticate": "reads; when one was last seen is no entry", "ActAs": "reads",
	"Late": "reads", "GiveDataSet": "reads", "Burden": "reads", "Chasers": "reads", "Chaser": "reads", "Notices": "reads", "Notice": "reads", "Unopened": "reads", "Wish": "reads", "ChaseRule": "reads", "Jobs": "reads", "CheckNow": "TestJobRights", "TargetsLater": "TestImportsByAJob", "TasksLater": "TestImportsByAJob", "ImportLater": "reads", "InEarnest": "TestImportsByAJob", "Run": "the process", "ReportAll": "TestBulk of the API", "Browsers": "reads", "ConfirmAddress": "one's own: TestAddressIsConfirmed", "ReadyPush": "the process: what the house signs with", "AddBrowser": "one's own, and it can be forgotten", "DropBrowser": "the same", "RunDue": "the process", "RunJobs": "the process: TestDay", "Plan": "the process: it makes jobs", "Runs": "gives what jobs do", "Hooks": "reads",
	"OpenNotice": "when one opened what one was told: no logged row", "SetWish": "one's own, and it can be forgotten",
	"Violations": "reads", "CommendationCandidate": "reads", "Violation": "reads", "ReportMaterial": "reads", "Forms": "reads", "PaperNumbers": "reads", "FormFile": "reads", "FormInUse": "reads", "FrozenReport": "reads", "Schedule": "reads", "PreviewRelease": "reads", "Published": "reads", "PublishedYear": "reads", "PublishedNews": "reads",
	"Charge": "reads", "Charges": "reads", "ChargesOf": "reads", "ImportOf": "reads", "MyShortcomings": "reads", "RulesOf": "reads", "DropRules": "TestOwnRules", "Known": "reads", "Seen": "reads", "Holds": "reads", "AnsweredBefore": "reads", "KeepAnswer": "a note of a day; what was done is logged",
	"News": "reads", "NewsDraft": "reads", "NewsPhoto": "reads", "NewsOfPhoto": "reads", "PublicNews": "reads", "PublicNewsItem": "reads", "PublicNewsPhoto": "reads", "TakenDownNews": "reads",
	"Sessions": "reads", "Tokens": "reads", "Delegations": "reads", "ByToken": "reads", "Directory": "reads", "Units": "reads", "FirstSteps": "reads", "Accounts": "reads", "Inbox": "reads", "MyVouchers": "reads", "MyClosings": "reads", "CapitalProgrammes": "reads", "TargetMoney": "reads", "Ledger": "reads", "VerifyLedger": "reads", "VerifyLedgerSince": "reads", "ProveEntry": "reads", "ProveGrowth": "reads",
	"PasswordLinkOf": "reads", "YearAhead": "reads", "FromSheet": "reads; what it gives is shown and kept by SaveDraft", "ReadWording": "reads", "FeedTasks": "reads", "Search": "reads", "DocumentFile": "reads", "TaskFile": "reads", "MyTasks": "reads", "Filters": "reads", "MayAnywhere": "asks", "CheckRollup": "reads, and makes standings anew",
	"CapitalSums":     "reads",
	"KeepCapitalSums": "makes sums anew, which are not logged",
	"RollupAlarm":     "reads", "WatchAnswering": "ComeIntoForce", "ComeIntoForce": "TestAnsweringAhead", "SweepContents": "drops bytes that nothing carries",
	"KeepTyped": "what is typed and not sent", "DropTyped": "the same", "TypedSheets": "reads", "SaveFilter": "one's own bookmark", "DropFilter": "one's own bookmark", "Shown": "a note of a day", "WasShown": "reads", "Init": "TestInit: an empty database", "Correct": "as the use-case of its subject", "Undo": "the same", "AllotmentRows": "reads what Allot may change",
}

// TestEveryWriteGrowsTheLog: each writing use-case adds an entry, no reading one
// does, and in the end every row of every table is what the entries say.
func TestEveryWriteGrowsTheLog(t *testing.T) {
	apptest.EachEngine(t, func(t *testing.T, w *apptest.World) {
		in := thingsOf(w, t, "here", w.District, "ngan-son", w.Resolution, w.Forest)
		grows := func(name string, writes bool, do func() error) {
			t.Helper()
			before, _, _ := w.Head(apptest.Ctx)
			if err := do(); err != nil {
				t.Errorf("%s: %v", name, errs.All(err))
				return
			}
			if after, _, _ := w.Head(apptest.Ctx); writes != (after > before) {
				t.Errorf("%s: %d entries more; writes: %v", name, after-before, writes)
			}
		}
		seen := map[string]bool{"AskCharge": true, "Advance": true, "ActOnTask": true, "StepShortcoming": true, "Reorganise": true}
		inTurn := func(list []useCase, real map[string]func(w *apptest.World, a access.Actor, in things) error) {
			for _, u := range list {
				call := u.call
				if real, ok := real[u.name]; ok {
					call = real
				}
				seen[u.name] = true
				grows(u.name, u.action != access.Read && u.action != access.ReadReviews && silent[u.name] == "" && u.name != "Reorganise", func() error { return call(w, apptest.Operator, in) })
			}
		}
		inTurn(useCases, forReal)
		for _, o := range onesOwn {
			seen[o.names] = true
			name := "g-own-" + strings.ToLower(o.names)
			w.Actor(name, access.Office, w.District)
			if o.names == "Reorganise" { // the last of all
				in.january(w, t, "here", w.District)
				inTurn(inJanuary, januaryForReal)
			}
			user := apptest.Must(w.Authenticate(apptest.Ctx, apptest.Must(w.SignIn(apptest.Ctx, name, "mat-khau-thu-nghiem", "1.1.1.1", ""))(t)))(t)
			grows(o.names, true, func() error { return o.call(w, user, in) })
		}
		typ := reflect.TypeOf(&app.App{})
		for i := range typ.NumMethod() {
			if name := typ.Method(i).Name; !seen[name] && silent[name] == "" {
				t.Errorf("app.%s is not said to write or to read", name)
			}
		}
		if v := apptest.Must(w.VerifyLedger(apptest.Ctx, apptest.Operator, nil, nil))(t); !v.OK() {
			t.Errorf("tables and log differ: %+v", v)
		}
	})
}
