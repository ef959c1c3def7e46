package cli

import (
	"fmt"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

type targetsCmd struct {
	List      scoreboardListCmd   `cmd:"" default:"withargs" help:"liệt kê chỉ tiêu kèm mã | list targets with their identifiers" example:"dondoc targets --unit ngan-son --cycle 2023"`
	Show      targetsShowCmd      `cmd:"" help:"một chỉ tiêu với mọi số liệu | one target with every figure" example:"dondoc targets show ngan-son/2023/3"`
	History   targetsHistoryCmd   `cmd:"" help:"ai, lúc nào, làm gì với chỉ tiêu | who did what to it, and when" example:"dondoc targets history ngan-son/2023/3"`
	Revise    targetsReviseCmd    `cmd:"" help:"điều chỉnh câu chỉ tiêu, giữ câu đầu | another wording; the first is kept" example:"dondoc targets revise ngan-son/2023/6 --wording '650 ha' --reason 'hạn hán'"`
	Withdraw  targetsWithdrawCmd  `cmd:"" help:"rút việc thay đơn vị chịu trách nhiệm chưa có hiệu lực | take back a change of who answers before its day" example:"dondoc targets withdraw 018f…"`
	Enforce   targetsEnforceCmd   `cmd:"" help:"cho thay đổi người chịu trách nhiệm đã đến ngày có hiệu lực (máy chủ tự làm) | have changes of who answers whose day has come be in force (a server does it by itself)" example:"dondoc targets enforce"`
	Answering targetsAnsweringCmd `cmd:"" help:"đơn vị khác chịu trách nhiệm từ một ngày | another unit answers from a day on" example:"dondoc targets answering ngan-son/2023/6 --to ngan-son-kinh-te --from 01/06/2023 --reason 'QĐ 15'"`
	Answers   targetsAnswersCmd   `cmd:"" help:"đổi đơn vị chịu trách nhiệm theo bảng | have other units answer as a sheet says" example:"dondoc targets answers --unit ngan-son --document 09/NQ-HĐND --from 01/06/2023 --reason 'QĐ 15' --dry-run phan-cong.xlsx"`
	Class     targetsClassCmd     `cmd:"" help:"xác nhận đánh giá (cần --as) | confirm the class (needs --as)" example:"dondoc targets class --as lanh-dao ngan-son/2023/6 --class not_met --reason 'mất mùa'"`
	Add       targetAddCmd        `cmd:"" help:"thêm một chỉ tiêu | add a target" example:"dondoc targets add --unit ngan-son --cycle 2023 --no 6 --name 'Diện tích thuốc lá' --wording '700 ha' --uom ha --answers phong-nong-nghiep"`
	Import    targetsImportCmd    `cmd:"" help:"nhập bảng .xlsx, .xls, .ods, .docx, .csv | take in a sheet" example:"dondoc targets import --unit ngan-son --cycle 2023 --dry-run chi-tieu.xlsx"`
	Check     targetsCheckCmd     `cmd:"" help:"kiểm tra một bảng, không cần cơ sở dữ liệu | check a sheet, no database" example:"dondoc targets check --json chi-tieu.csv"`
	Tree      targetsTreeCmd      `cmd:"" help:"chỉ tiêu đã giao đến cấp cuối, cộng từ dưới lên | an allotted target down to the last level, put together from below" example:"dondoc targets tree ngan-son/2023/7"`
	Allot     targetsAllotCmd     `cmd:"" help:"giao chỉ tiêu cho đơn vị cấp dưới | allot a target to lower units" example:"dondoc targets allot ngan-son/2023/6 'na-phac=60 ha' 'bang-van=90 ha' --reserve 10"`
}

// scoreboardListCmd lists targets with their identifiers, for scripts.
type scoreboardListCmd struct{ boardFlags }

func (c *scoreboardListCmd) Run(a *ask) error {
	q, err := c.query()
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		b, err := p.Scoreboard(a.Context, actor, q)
		if err != nil {
			return err
		}
		board := answer.OfBoard(a.lang, b)
		if a.root.JSON {
			a.print(board)
			return nil
		}
		var rows [][]string
		for _, r := range board.Lines() {
			rows = append(rows, []string{r.No, r.ID, r.Title(), r.UnitOfMeasure, r.Wording, r.Understood})
		}
		table(a.Stdout, []string{a.t("cli.no"), a.t("cli.id"), a.t("cli.target"), a.t("cli.uom"), a.t("cli.plan"), a.t("cli.understood")}, rows, nil)
		return nil
	})
}

type documentFlags struct {
	Document string `help:"số, ký hiệu văn bản | number of the resolution" placeholder:"12-NQ/HU"`
	Issuer   string `help:"cơ quan ban hành | issuer"`
	IssuedOn string `help:"ngày ban hành | date of issue" placeholder:"DD/MM/YYYY"`
	Title    string `help:"trích yếu | title"`
}

// read gives the resolution the flags describe, or nil when they say nothing.
func (f documentFlags) read() (*plan.NewDocument, error) {
	if f.Document == "" {
		return nil, nil
	}
	doc := &plan.NewDocument{Number: f.Document, Issuer: f.Issuer, Title: f.Title}
	var err error
	if f.IssuedOn != "" {
		doc.IssuedOn, err = period.ParseDate(f.IssuedOn)
	}
	return doc, err
}

type targetsImportCmd struct {
	Unit   string `required:"" help:"mã đơn vị | unit code"`
	Cycle  string `required:"" help:"năm | year"`
	Moves  bool   `name:"move-answering" help:"đổi đơn vị chịu trách nhiệm theo bảng, từ hôm nay | change who answers for targets that are there by the sheet, from today on"`
	Why    string `help:"lý do đề nghị đơn vị ngoài quyền giao; nhận lời mới tính | units that are not under the giver are asked for this reason; counts with their yes"`
	DryRun bool   `help:"xem trước, không ghi | change nothing"`
	Later  bool   `help:"để việc chạy nền nhập (tệp lớn) | have a job take it in (a large file)"`
	documentFlags
	sheetFlags
	File string `arg:"" help:"tệp .xlsx, .xls, .ods, .docx, .csv hoặc .pdf | the file"`
}

func (c *targetsImportCmd) Run(a *ask) error {
	cycle, err := period.ParseCycle(c.Cycle)
	if err != nil {
		return err
	}
	doc, err := c.documentFlags.read()
	if err != nil {
		return err
	}
	sheet, err := c.sheet(c.File)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		in := plan.Import{Unit: c.Unit, Cycle: cycle, Document: doc, Sheet: sheet, Moves: c.Moves, Why: c.Why, DryRun: c.DryRun}
		if c.Later {
			which, err := p.TargetsLater(a.Context, actor, in)
			return a.putOff(which, err)
		}
		done, err := p.ImportTargets(a.Context, actor, in)
		if err != nil && done.Table == nil {
			return err
		}
		return a.answer(answer.OfImport(a.lang, done, errs.All(err), c.DryRun))
	})
}

// isList says whether an error is about rows, and not about the whole.
func isList(err error) bool {
	for _, e := range errs.All(err) {
		if e.Row == 0 {
			return false
		}
	}
	return true
}

func baseName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

// notes prints what was decided in reading a sheet, a line each.
func (a *ask) notes(list []string) {
	for _, n := range list {
		fmt.Fprintln(a.Stdout, "!", n)
	}
}

// answer prints what a sheet came to, and fails when it has errors.
func (a *ask) answer(c answer.Checked) error {
	if a.root.JSON {
		a.print(c)
	} else {
		a.printChecked(c)
		a.undoable(c.Import)
	}
	if len(c.Issues) > 0 {
		return errSaid
	}
	return nil
}

func (a *ask) printChecked(c answer.Checked) {
	var rows [][]string
	count := map[desk.Change]int{}
	parts := 0
	for _, r := range c.Rows {
		name := r.Name
		if r.PartOf != 0 {
			parts++
			name = "– " + strings.TrimLeft(name, "-–—+• ")
		}
		rows = append(rows, []string{fmt.Sprint(r.Row), name, r.UnitOfMeasure, r.Plan, r.ActualText, percentOf(a, r.Judged), a.t("class." + string(r.Class)), string(r.Change)})
		count[r.Change]++
	}
	table(a.Stdout, []string{a.t("cli.row"), a.t("cli.target"), a.t("cli.uom"), a.t("cli.plan"), a.t("cli.actual"), "%", a.t("cli.class"), ""}, rows, map[int]bool{0: true, 4: true, 5: true})
	for _, r := range c.Rows {
		for _, q := range r.Questions {
			fmt.Fprintf(a.Stdout, "? %s: %s\n", a.t("cli.at_row", "row", r.Row), q.Text)
		}
		if r.AnswerWas != "" {
			fmt.Fprintf(a.Stdout, "  %s: %s → %s\n", a.t("cli.at_row", "row", r.Row), r.AnswerWas, r.AnswerUnit)
		}
		if r.Was != "" && r.Change == desk.Revised {
			fmt.Fprintf(a.Stdout, "  %s: %s → %s\n", a.t("cli.at_row", "row", r.Row), r.Was, r.Plan)
		}
		for _, f := range r.Flags {
			fmt.Fprintf(a.Stdout, "! %s: %s\n", a.t("cli.at_row", "row", r.Row), f.Text)
		}
	}
	a.notes(c.Notes)
	if parts > 0 {
		a.say("cli.import_parts", "n", parts)
	}
	for _, i := range c.Issues {
		if i.Row == 0 {
			fmt.Fprintf(a.Stderr, "dondoc: %s\n", i.Message)
			continue
		}
		fmt.Fprintf(a.Stderr, "dondoc: %s %s: %s\n", a.t("cli.at_row", "row", i.Row), i.Cell, i.Message)
	}
	switch {
	case len(c.Issues) > 0:
		a.say("cli.nothing_written", "issues", len(c.Issues))
	case count[""] > 0:
	case c.DryRun:
		a.say("cli.would_import", "added", count[desk.Added], "revised", count[desk.Revised], "unchanged", count[desk.Unchanged], "skipped", count[desk.Skipped])
	default:
		a.say("cli.imported", "added", count[desk.Added], "revised", count[desk.Revised], "unchanged", count[desk.Unchanged], "skipped", count[desk.Skipped])
	}
}

type targetsCheckCmd struct {
	sheetFlags
	Cycle string `help:"năm, khi bảng có nhiều năm | year, where the sheet has several"`
	File  string `arg:"" help:"tệp .xlsx, .xls, .ods, .docx, .csv hoặc .pdf | the file"`
}

func (c *targetsCheckCmd) Run(a *ask) error {
	sheet, err := c.sheet(c.File)
	if err != nil {
		return err
	}
	if c.Cycle != "" {
		if sheet.Choice.Cycle, err = period.ParseCycle(c.Cycle); err != nil {
			return err
		}
	}
	done, err := plan.CheckTargets(a.Context, sheet)
	if err != nil && done.Table == nil {
		return err
	}
	return a.answer(answer.OfImport(a.lang, done, errs.All(err), true))
}

type criterionCmd struct {
	Explain criterionExplainCmd `cmd:"" help:"cách hiểu một câu chỉ tiêu và kết quả | how a wording and a result are understood" example:"dondoc criterion explain --json 'từ 98% trở lên' --unit % --actual '98,2%'"`
}

type criterionExplainCmd struct {
	Wording  string `arg:"" help:"câu chỉ tiêu | the wording"`
	Unit     string `help:"đơn vị tính | unit of measure" placeholder:"%"`
	Name     string `help:"tên chỉ tiêu | the target's name"`
	Baseline string `help:"mức gốc, dạng 12.5 | baseline"`
	Actual   string `help:"kết quả | the result as written"`
	Month    string `help:"tháng báo cáo kết quả | the month that the result is reported for" placeholder:"6/2025"`
}

func (c *criterionExplainCmd) Run(a *ask) error {
	hints := criterion.Hints{Name: c.Name, Unit: c.Unit}
	var err error
	if hints.Baseline, err = optionalDecimal(c.Baseline, "baseline"); err != nil {
		return err
	}
	if c.Month != "" {
		if hints.Month, err = period.ParseMonth(c.Month); err != nil {
			return err
		}
		hints.Within = hints.Month.Number() < 12
	}
	e := answer.Explain(a.lang, c.Wording, c.Actual, hints)
	if a.root.JSON {
		a.print(e)
		return nil
	}
	fmt.Fprintln(a.Stdout, i18n.Title(e.Understood))
	if c.Actual != "" {
		fmt.Fprintf(a.Stdout, "%s: %s\n", a.t("class."+string(e.Class)), e.Explanation)
	}
	if e.Result != nil && !e.Result.Aside().IsZero() {
		fmt.Fprintln(a.Stdout, i18n.Title(i18n.Say(a.lang, e.Result.Aside())))
	}
	for _, q := range e.Questions {
		fmt.Fprintln(a.Stdout, "?", q.Text)
	}
	return nil
}

type targetAddCmd struct {
	Unit  string `required:"" help:"mã đơn vị | unit code"`
	Cycle string `required:"" help:"năm | year"`
	documentFlags
	Name       string `required:"" help:"tên chỉ tiêu | name"`
	Wording    string `required:"" help:"câu chỉ tiêu | wording"`
	Uom        string `help:"đơn vị tính | unit of measure"`
	Field      string `help:"lĩnh vực | field"`
	No         int    `help:"số thứ tự | number"`
	Setter     string `default:"own" enum:"own,superior" help:"cấp giao | setter"`
	Kind       string `default:"flow" enum:"flow,stock,average,maximum,milestone,event_count" help:"cách cộng dồn | accumulation"`
	Baseline   string `help:"mức gốc | baseline"`
	Meant      string `help:"số đúng, khi câu có thể đọc nhiều cách (dạng 24.472) | the number meant, where the wording can be read in several ways"`
	Understood string `help:"cách hiểu, bằng câu không còn gì để hỏi; câu chỉ tiêu giữ nguyên | how it is understood, in words that leave nothing open; the wording stays"`
	Answers    string `help:"mã đơn vị chịu trách nhiệm | code of the unit that answers"`
	Why        string `help:"lý do đề nghị đơn vị ngoài quyền giao; nhận lời mới tính | units that are not under the giver are asked for this reason; counts with their yes"`
}

func (c *targetAddCmd) Run(a *ask) error {
	cycle, err := period.ParseCycle(c.Cycle)
	if err != nil {
		return err
	}
	asked, err := c.read()
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		unit, err := d.UnitByCode(c.Unit)
		if err != nil {
			return err
		}
		doc, err := documentOf(a, p, actor, unit, cycle, asked)
		if err != nil {
			return err
		}
		in := plan.NewTarget{Document: doc, Setter: target.Setter(c.Setter), Place: c.No, Label: fmt.Sprint(c.No), Field: c.Field, Name: c.Name,
			Wording: c.Wording, Understood: c.Understood, UnitOfMeasure: c.Uom, Accumulation: target.Accumulation(c.Kind), Confirmed: true, Why: c.Why}
		if c.Answers != "" {
			if in.AnswerUnit, err = d.UnitByCode(c.Answers); err != nil {
				return err
			}
		}
		if in.Baseline, err = optionalDecimal(c.Baseline, "baseline"); err != nil {
			return err
		}
		if in.Meant, err = plainDecimal(c.Meant, "meant"); err != nil {
			return err
		}
		made, err := p.AddTarget(a.Context, actor, in)
		if err != nil {
			return err
		}
		read, err := p.ReadWording(a.Context, actor, in)
		if err != nil {
			return err
		}
		return a.made(made, i18n.Say(a.lang, read.Criterion.Explain()))
	})
}

// made says that a thing was made.
func (a *ask) made(made id.ID, what string) error {
	if a.root.JSON {
		a.print(map[string]any{"id": made, "understood": what})
		return nil
	}
	fmt.Fprintln(a.Stdout, made, what)
	return nil
}

// documentOf finds the resolution asked for, makes it, or takes the only one of the cycle.
func documentOf(a *ask, p *app.App, actor access.Actor, unit id.ID, cycle period.Cycle, asked *plan.NewDocument) (id.ID, error) {
	documents, err := p.Documents(a.Context, actor, unit, cycle)
	if err != nil {
		return "", err
	}
	if asked == nil {
		if len(documents) == 1 {
			return documents[0].ID, nil
		}
		return "", errs.New(errs.Invalid, "app.import_which_document", "cycle", cycle).In("document")
	}
	for _, d := range documents {
		if d.Number == asked.Number {
			return d.ID, nil
		}
	}
	asked.Unit, asked.Cycle = unit, cycle
	return p.AddDocument(a.Context, actor, *asked)
}

type targetsAllotCmd struct {
	targetArg
	Parts   map[string]string `arg:"" help:"đơn vị=câu chỉ tiêu | unit=wording" placeholder:"na-phac=60 ha"`
	Reserve string            `default:"0" help:"dự phòng | reserve"`
	Reason  string            `help:"lý do lệch | why the sum differs"`
}

func (c *targetsAllotCmd) Run(a *ask) error {
	reserve, err := optionalDecimal(c.Reserve, "reserve")
	if err != nil {
		return err
	}
	return c.on(a, func(p *app.App, actor access.Actor, of id.ID) error {
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		in := plan.NewAllotment{Target: of, Reserve: *reserve, Reason: c.Reason}
		for code, wording := range c.Parts {
			unit, err := d.UnitByCode(code)
			if err != nil {
				return err
			}
			in.Parts = append(in.Parts, plan.Part{Unit: unit, Wording: wording})
		}
		if err := p.Allot(a.Context, actor, in); err != nil {
			return err
		}
		return a.made(in.Target, "")
	})
}
