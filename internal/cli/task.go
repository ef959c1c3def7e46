package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/answer/asked"
	"dondoc/internal/app"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/report"
	"dondoc/internal/task"
)

type tasksCmd struct {
	List   tasksListCmd   `cmd:"" default:"withargs" help:"nhiệm vụ của một đơn vị | the tasks of a unit" example:"dondoc tasks --unit ngan-son --status running_late"`
	Show   tasksShowCmd   `cmd:"" help:"một nhiệm vụ với mọi việc đã xảy ra | one task with all that happened" example:"dondoc tasks show 018f…"`
	Add    tasksAddCmd    `cmd:"" help:"giao một nhiệm vụ | give a task out" example:"dondoc tasks add --unit ngan-son --lead ngan-son-nong-nghiep --due 'Quý II/2025' --product 'Kế hoạch' 'Xây dựng kế hoạch phát triển rừng'"`
	Step   tasksStepCmd   `cmd:"" help:"bắt đầu, báo xong, xin gia hạn, công nhận… (việc của đơn vị chủ trì cần --as) | start, done, ask for an extension, accept …" example:"dondoc tasks step --as can-bo 018f… done --on 20/06/2025"`
	Export tasksExportCmd `cmd:"" help:"xuất nhiệm vụ ra .xlsx, .docx, .csv | write tasks to a file" example:"dondoc tasks export --unit ngan-son --status running_late qua-han.docx"`
	Recur  tasksRecurCmd  `cmd:"" help:"giao việc định kỳ của tháng, quý, năm này (máy chủ tự làm) | give out what recurring tasks ask for now (a server does it by itself)" example:"dondoc tasks recur --dry-run"`
	Names  tasksNamesCmd  `cmd:"" help:"các tên gọi đã ghi nhớ | the names that are remembered" example:"dondoc tasks names --unit ngan-son"`
	Forget tasksForgetCmd `cmd:"" help:"bỏ một tên gọi đã ghi nhớ | forget a remembered name" example:"dondoc tasks forget --unit ngan-son 'BQL dự án'"`
	Name   tasksNameCmd   `cmd:"" help:"ghi nhớ một tên gọi khác của đơn vị trong văn bản | remember another name of a unit in papers" example:"dondoc tasks name --unit ngan-son 'BQL dự án' ngan-son-du-an"`
	Import tasksImportCmd `cmd:"" help:"nhập phụ lục nhiệm vụ .xlsx, .docx, .csv | take in a task annex" example:"dondoc tasks import --unit ngan-son --document 03/NQ-CP --dry-run phu-luc.xlsx"`
}

type tasksListCmd struct {
	Unit    string `required:"" help:"mã đơn vị | unit code"`
	Part    string `default:"" enum:",given,lead" help:"given: đơn vị giao; lead: đơn vị chủ trì, phối hợp | given out, or led"`
	Status  string `default:"" enum:",running_late,due_soon,running_on_time,not_due,paused,done_late,done_on_time,withdrawn" help:"tình trạng | status"`
	Words   string `short:"q" help:"tìm, không cần dấu | search, without diacritics"`
	Limit   int    `default:"50" help:"số dòng | rows"`
	After   string `help:"trang sau: giá trị next của trang trước | next page" placeholder:"NEXT"`
	AsKnown string `help:"như đã biết đến ngày | as known on a day" placeholder:"10/01/2024"`
}

func (c *tasksListCmd) Run(a *ask) error {
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return in(err, "as_known")
	}
	due, after, _ := strings.Cut(c.After, ":")
	q := tasks.Tasks{Unit: c.Unit, As: c.Part, Status: task.Status(c.Status), Words: c.Words, Limit: c.Limit, AfterDue: period.Date(due), AfterID: id.ID(after), AsKnown: known}
	return a.with(func(p *app.App, actor access.Actor) error {
		list, err := p.TaskList(a.Context, actor, q)
		if err != nil {
			return err
		}
		out := answer.OfTasks(a.lang, list)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		for _, s := range task.Statuses() {
			if out.Tally[s] > 0 {
				fmt.Fprintf(a.Stdout, "%s: %d\n", i18n.Title(a.t("task.status_"+string(s))), out.Tally[s])
			}
		}
		a.say("cli.tasks_due", "due", out.Due, "on_time", out.Tally[task.DoneOnTime], "total", out.Total)
		var rows [][]string
		for _, r := range out.Rows {
			lead := r.Lead.Unit
			if lead == "" {
				lead = "(" + r.LeadText + ")"
			}
			rows = append(rows, []string{r.No, clip(r.Name, 70), lead, r.Deadline.Text, r.StatusText, string(r.ID)})
		}
		if len(rows) > 0 {
			fmt.Fprintln(a.Stdout)
			table(a.Stdout, []string{a.t("cli.no"), a.t("cli.task"), a.t("cli.lead"), a.t("cli.deadline"), a.t("cli.status"), a.t("cli.id")}, rows, nil)
		}
		return nil
	})
}

type tasksRecurCmd struct {
	DryRun bool `help:"xem trước, không ghi | change nothing"`
}

func (c *tasksRecurCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		given, err := p.GiveRecurring(a.Context, actor, c.DryRun)
		if err != nil {
			return err
		}
		rows := []map[string]any{}
		for _, g := range given {
			rows = append(rows, map[string]any{"id": g.ID, "name": g.Name, "deadline": answer.OfDeadline(g.Deadline)})
		}
		if a.root.JSON {
			a.print(map[string]any{"dry_run": c.DryRun, "rows": rows, "issues": []answer.Issue{}})
			return nil
		}
		for _, g := range given {
			fmt.Fprintf(a.Stdout, "%s · %s\n", g.Deadline.Text, g.Name)
		}
		a.say("cli.tasks_recurred", "n", len(given))
		a.dry(c.DryRun)
		return nil
	})
}

type tasksExportCmd struct {
	File     string `arg:"" help:"tệp .xlsx, .xls, .ods, .docx, .csv hoặc .pdf | the file"`
	Unit     string `required:"" help:"mã đơn vị | unit code"`
	Part     string `default:"" enum:",given,lead" help:"given: đơn vị giao; lead: đơn vị chủ trì, phối hợp | given out, or led"`
	Status   string `default:"" enum:",running_late,due_soon,running_on_time,not_due,paused,done_late,done_on_time,withdrawn" help:"tình trạng | status"`
	Words    string `short:"q" help:"tìm, không cần dấu | search, without diacritics"`
	Document string `help:"số văn bản | number of the document they come from"`
	AsKnown  string `help:"như đã biết đến ngày | as known on a day" placeholder:"10/01/2024"`
}

func (c *tasksExportCmd) Run(a *ask) error {
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return in(err, "as_known")
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		q := tasks.Tasks{Unit: c.Unit, As: c.Part, Status: task.Status(c.Status), Words: c.Words, AsKnown: known}
		if c.Document != "" {
			doc, err := p.DocumentOf(a.Context, actor, c.Unit, c.Document)
			if err != nil {
				return err
			}
			q.Document = doc.ID
		}
		e, err := p.ExportTasks(a.Context, actor, q)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := report.WriteTasks(&b, strings.TrimPrefix(filepath.Ext(c.File), "."), a.lang, e); err != nil {
			return err
		}
		if err := os.WriteFile(c.File, b.Bytes(), 0o644); err != nil {
			return errs.New(errs.Unavailable, "cli.cannot_write", "path", c.File).Because(err)
		}
		if a.root.JSON {
			a.print(map[string]any{"file": c.File, "tasks": len(e.Rows), "rows": []any{}, "issues": []answer.Issue{}})
			return nil
		}
		a.say("cli.tasks_exported", "n", len(e.Rows), "file", c.File)
		return nil
	})
}

type tasksShowCmd struct {
	Task    string `arg:"" help:"mã nhiệm vụ | identifier"`
	AsKnown string `help:"biết đến hết ngày | as known at the end of this day" placeholder:"10/01/2024"`
}

func (c *tasksShowCmd) Run(a *ask) error {
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		page, err := p.TaskKnown(a.Context, actor, id.ID(c.Task), known)
		if err != nil {
			return err
		}
		out := answer.OfTaskPage(a.lang, page)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		fmt.Fprintf(a.Stdout, "%s %s\n%s: %s\n", out.No, out.Name, i18n.Title(out.StatusText), out.Why)
		for _, u := range out.Unclear {
			fmt.Fprintln(a.Stdout, "?", u)
		}
		for _, e := range out.Events {
			fmt.Fprintf(a.Stdout, "%s · %s · %s %s\n", e.On.Say(""), a.t("task.step_"+string(e.Step)), e.By, e.Text)
		}
		return nil
	})
}

type tasksAddCmd struct {
	Name      string   `arg:"" help:"nội dung | what is to be done"`
	Unit      string   `required:"" help:"mã đơn vị giao | code of the body that gives it out"`
	Lead      []string `help:"mã đơn vị chủ trì; nhiều đơn vị là nhóm, mỗi đơn vị một nhiệm vụ | lead; several are a group with a task each"`
	Partner   []string `help:"mã đơn vị phối hợp | coordinating unit"`
	Due       string   `required:"" help:"thời hạn như văn bản ghi | the deadline as written"`
	Product   string   `help:"sản phẩm | product"`
	Authority string   `help:"thẩm quyền quyết định | who decides"`
	Programme string   `help:"chương trình mục tiêu quốc gia: tên hoặc mã | national target programme: its name or key"`
	Document  string   `help:"số văn bản | number of the document"`
	Provision string   `help:"mục, khoản, điểm | provision"`
	Directive string   `help:"mã ý kiến chỉ đạo | identifier of the directive"`
	Parent    string   `help:"là phần của nhiệm vụ này | part of this task"`
	No        string   `help:"số thứ tự | number"`
	Why       string   `help:"lý do đề nghị đơn vị ngoài quyền giao; nhận lời mới tính | units that are not under the giver are asked for this reason; counts with their yes"`
}

func (c *tasksAddCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		in := tasks.NewTask{Provision: c.Provision, Directive: id.ID(c.Directive), Parent: id.ID(c.Parent), Label: c.No, Name: c.Name, Product: c.Product, Authority: c.Authority, Programme: c.Programme, Deadline: c.Due, Why: c.Why,
			Issued: period.DateOf(a.Now())}
		if in.Unit, err = d.UnitByCode(c.Unit); err != nil {
			return err
		}
		for _, code := range c.Lead {
			unit, err := d.UnitByCode(code)
			if err != nil {
				return err
			}
			in.Leads = append(in.Leads, unit)
		}
		for _, code := range c.Partner {
			unit, err := d.UnitByCode(code)
			if err != nil {
				return err
			}
			in.Partners = append(in.Partners, task.Partner{Unit: unit, Text: code})
		}
		if c.Document != "" {
			doc, err := p.DocumentOf(a.Context, actor, c.Unit, c.Document)
			if err != nil {
				return err
			}
			in.Document, in.Issued = doc.ID, doc.IssuedOn
		}
		given, err := p.AddTask(a.Context, actor, in)
		if err != nil {
			return err
		}
		for _, g := range given {
			if err := a.made(g.ID, i18n.Say(a.lang, g.Deadline.Explain())); err != nil {
				return err
			}
			for _, q := range append(g.Unclear, g.Questions...) {
				fmt.Fprintln(a.Stderr, "?", i18n.Say(a.lang, q))
			}
		}
		return nil
	})
}

type tasksStepCmd struct {
	Task string `arg:"" help:"mã nhiệm vụ | identifier"`
	Step string `arg:"" enum:"start,progress,done,accept,reject,pause,resume,withdraw,ask_extension,grant_extension,refuse_extension,move,comment" help:"bước | step"`
	Text string `help:"lý do, nội dung | reason, word"`
	On   string `help:"ngày (hoàn thành) | the day"`
	Due  string `help:"hạn mới | the new day"`
	To   string `help:"đơn vị nhận | unit that takes it"`
}

func (c *tasksStepCmd) Run(a *ask) error {
	e := task.Event{Step: task.Step(c.Step), Text: c.Text}
	var err error
	if e.On, err = optionalDate(c.On); err != nil {
		return in(err, "on")
	}
	if e.Due, err = optionalDate(c.Due); err != nil {
		return in(err, "due")
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		if c.To != "" {
			d, err := p.Directory(a.Context, actor)
			if err != nil {
				return err
			}
			if e.To, err = d.UnitByCode(c.To); err != nil {
				return err
			}
		}
		_, err := p.ActOnTask(a.Context, actor, id.ID(c.Task), e)
		return err
	})
}

type tasksNameCmd struct {
	Unit  string `required:"" help:"mã đơn vị có văn bản | code of the body whose papers they are"`
	Name  string `arg:"" help:"tên như trong văn bản | the name as written"`
	Meant string `arg:"" help:"mã đơn vị được gọi | code of the unit it means"`
}

func (c *tasksNameCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		return p.NameUnit(a.Context, actor, c.Unit, c.Name, c.Meant)
	})
}

type tasksNamesCmd struct {
	Unit string `required:"" help:"mã đơn vị có văn bản | code of the body whose papers they are"`
}

func (c *tasksNamesCmd) Run(a *ask) error {
	return a.reading(func(p *app.App, actor access.Actor) error {
		kept, err := p.UnitNames(a.Context, actor, c.Unit)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(asked.OfNames(kept))
			return nil
		}
		for _, n := range kept.Rows {
			a.say("task.name_kept", "name", n.Name, "unit", n.Means.Name, "code", n.Means.Code, "by", n.ByName)
		}
		if len(kept.Rows) == 0 {
			a.say("web.names_none")
		}
		return nil
	})
}

type tasksForgetCmd struct {
	Unit string `required:"" help:"mã đơn vị có văn bản | code of the body whose papers they are"`
	Name string `arg:"" help:"tên đã ghi nhớ | the name"`
}

func (c *tasksForgetCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		kept, err := p.UnitNames(a.Context, actor, c.Unit)
		if err != nil {
			return err
		}
		for _, n := range kept.Rows {
			if n.Name == c.Name {
				return p.ForgetName(a.Context, actor, c.Unit, n.ID)
			}
		}
		return errs.New(errs.NotFound, "task.name_unknown", "name", c.Name).In("name")
	})
}

type tasksImportCmd struct {
	sheetFlags
	File     string `arg:"" help:"tệp .xlsx, .xls, .ods, .docx, .csv hoặc .pdf | the file"`
	Unit     string `help:"mã đơn vị theo dõi | code of the body that follows the tasks up"`
	Document string `help:"số văn bản đã nhập | number of a document that is kept"`
	Issued   string `help:"ngày văn bản | date of the document" placeholder:"09/01/2025"`
	Source   string `help:"nguồn | source"`
	Keep     bool   `help:"nhận cả nhiệm vụ chưa rõ đơn vị chủ trì, giữ tên như văn bản | keep leads that are not known as written"`
	FanOut   bool   `help:"nhiệm vụ của nhóm giao cho từng đơn vị cấp dưới | give a group's task to each unit below"`
	Why      string `help:"lý do đề nghị đơn vị ngoài quyền giao; nhận lời mới tính | units that are not under the giver are asked for this reason; counts with their yes"`
	DryRun   bool   `help:"xem trước, không ghi | change nothing"`
	Later    bool   `help:"để việc chạy nền nhập (tệp lớn) | have a job take it in (a large file)"`
}

func (c *tasksImportCmd) Run(a *ask) error {
	sheet, err := c.sheet(c.File)
	if err != nil {
		return err
	}
	issued, err := optionalDate(c.Issued)
	if err != nil {
		return in(err, "issued")
	}
	if c.DryRun && c.Unit == "" {
		read, err := tasks.CheckTasks(a.Context, sheet, issued)
		if err != nil && read.Table == nil {
			return err
		}
		return a.taskImport(answer.OfTaskImport(a.lang, read, errs.All(err), true))
	}
	if c.Unit == "" {
		return errs.New(errs.Invalid, "cli.unit_needed").In("unit")
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		in := tasks.TasksImport{Unit: c.Unit, Issued: issued, Source: c.Source, Sheet: sheet, Keep: c.Keep, FanOut: c.FanOut, Why: c.Why, DryRun: c.DryRun}
		if c.Document != "" {
			doc, err := p.DocumentOf(a.Context, actor, c.Unit, c.Document)
			if err != nil {
				return err
			}
			in.Document = doc.ID
			if issued == "" {
				in.Issued = doc.IssuedOn
			}
		}
		if c.Later {
			which, err := p.TasksLater(a.Context, actor, in)
			return a.putOff(which, err)
		}
		done, err := p.ImportTasks(a.Context, actor, in)
		if err != nil && done.Table == nil {
			return err
		}
		return a.taskImport(answer.OfTaskImport(a.lang, done, errs.All(err), c.DryRun))
	})
}

// mostAskedShown is how many questions are said row by row; all are in --json.
const mostAskedShown = 50

func (a *ask) taskImport(out answer.TaskImport) error {
	refused := 0
	if a.root.JSON {
		a.print(out)
	} else {
		a.notes(out.Notes)
		a.issues(out.Issues)
		asked := 0
		for _, r := range out.Rows {
			for _, q := range r.Questions {
				if asked++; asked <= mostAskedShown {
					fmt.Fprintln(a.Stdout, a.t("page.import.row", "row", r.Row)+": "+q.Text)
				}
			}
			if r.Refused != "" {
				refused++
			}
		}
		if refused > 0 {
			a.say("cli.tasks_refused", "n", refused)
		}
		a.say("cli.tasks_imported", "added", out.Added, "unchanged", out.Unchanged)
		for _, kind := range []period.DeadlineKind{period.OnDate, period.InMonth, period.InQuarter, period.InHalf, period.InYear, period.InRange, period.Recurring, period.Conditional, period.Lasting, period.Undated} {
			if n := out.Kinds[kind]; n > 0 {
				fmt.Fprintf(a.Stdout, "  %s: %d\n", a.t("deadline.kind_"+string(kind)), n)
			}
		}
		if asked > 0 {
			a.say("cli.questions_open", "n", asked)
		}
		a.dry(out.DryRun)
		a.undoable(out.Import)
	}
	if len(out.Issues) > 0 {
		return errSaid
	}
	return nil
}
