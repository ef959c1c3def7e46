package cli

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/filling"
	"dondoc/internal/app"
	"dondoc/internal/app/figures"
	"dondoc/internal/errs"
	"dondoc/internal/exchange/template"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/report"
)

type templateCmd struct {
	Unit  string `required:"" help:"mã đơn vị | code of the unit" placeholder:"ngan-son"`
	Cycle string `help:"năm, khi tháng chỉ ghi số | the year, where the month is a number only" placeholder:"2023"`
	Month string `required:"" help:"tháng | month" placeholder:"12"`
	Out   string `short:"o" required:"" help:"tệp .xlsx sẽ ghi | the .xlsx file to write" placeholder:"FILE"`
}

// Run writes the sheet of a unit's month, to be filled in offline.
func (c *templateCmd) Run(a *ask) error {
	text := c.Month
	if c.Cycle != "" && !strings.ContainsAny(text, "/-") {
		text += "/" + c.Cycle
	}
	month, err := period.ParseMonth(text)
	if err == nil && c.Cycle != "" && string(month.Cycle()) != c.Cycle {
		err = errs.New(errs.Invalid, "app.month_elsewhere", "month", month, "cycle", c.Cycle).In("month")
	}
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		e, err := p.Entry(a.Context, actor, c.Unit, month)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := report.WriteTemplate(&b, a.lang, e); err != nil {
			return err
		}
		if err := os.WriteFile(c.Out, b.Bytes(), 0o644); err != nil {
			return errs.New(errs.Unavailable, "cli.cannot_write", "path", c.Out).In("out").Because(err)
		}
		if a.root.JSON {
			a.print(map[string]any{"unit": c.Unit, "month": month, "file": c.Out, "rows": len(e.Rows)})
			return nil
		}
		a.say("cli.template_made", "path", c.Out, "n", len(e.Rows))
		return nil
	})
}

type reportImportCmd struct {
	File     string `arg:"" help:"tệp do dondoc template ghi ra, hoặc bảng số liệu riêng của đơn vị (.xlsx, .xls, .ods, .csv) | a file written by dondoc template, or a sheet of the unit's own making" type:"path"`
	Unit     string `help:"chỉ nhận biểu của đơn vị này; bảng riêng: của đơn vị nào | only a sheet of this unit; of one's own: whose" placeholder:"ngan-son"`
	Month    string `help:"chỉ nhận biểu của tháng này; bảng riêng: của tháng nào | only a sheet of this month; of one's own: which" placeholder:"12/2023"`
	Draft    bool   `help:"lưu nháp | keep as drafts"`
	DryRun   bool   `help:"chỉ xem trước | change nothing"`
	Estimate bool   `help:"bảng riêng: số liệu là số ước | of one's own: the figures are estimates"`
	Forget   bool   `help:"bảng riêng: quên cột và tên đã nhớ từ lần nhập trước | of one's own: forget the columns and names remembered of it"`
	sheetFlags
	Remarks string `help:"ghi ra bản sao tệp .xlsx, có ghi chú ở ô sai | write a copy of the .xlsx file with remarks in its bad cells" placeholder:"FILE" type:"path"`
}

func (c *reportImportCmd) Run(a *ask) error {
	sent, err := c.sheet(c.File)
	if err != nil {
		return err
	}
	in := report.Returned{Own: sent, Estimate: c.Estimate, Forget: c.Forget, Name: sent.Name, Content: sent.Content, Unit: c.Unit, Draft: c.Draft, DryRun: c.DryRun}
	if c.Month != "" {
		if in.Month, err = period.ParseMonth(c.Month); err != nil {
			return err
		}
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		done, wrong := report.Take(a.Context, p, actor, in)
		sheet := ""
		if done.Table != nil {
			sheet = done.Table.Sheet
		}
		if wrong != nil && c.Remarks != "" {
			wrong = errs.List(append(errs.All(wrong), errs.All(c.remark(a, in, sheet, wrong))...)).OrNil() // that no remarks could be made hides no fault
		}
		if a.root.JSON {
			a.print(filling.Of(a.lang, done, errs.All(wrong), c.DryRun))
			if wrong != nil {
				return errSaid
			}
			return nil
		}
		if done.Table != nil {
			a.ownRead(done)
		}
		if wrong != nil {
			return wrong
		}
		var rows [][]string
		for _, r := range done.Rows {
			rows = append(rows, []string{r.Name, r.Before, r.After, a.t("web.fill_" + r.Did)})
		}
		table(a.Stdout, []string{a.t("cli.target"), a.t("cli.before"), a.t("cli.actual"), a.t("cli.did")}, rows, nil)
		if n := len(done.Absent); n > 0 {
			a.say("web.fill_absent", "n", n, "names", strings.Join(done.Absent, "; "))
		}
		key := "cli.filled"
		if c.DryRun {
			key = "cli.would_fill"
		}
		a.say(key, "changed", done.Changed(), "same", len(done.Rows)-done.Changed())
		return nil
	})
}

// remark writes a copy of the file with remarks in its bad cells; why it cannot
// is told.
func (c *reportImportCmd) remark(a *ask, in report.Returned, sheet string, wrong error) error {
	if !template.TakesRemarks(in.Name) {
		return errs.New(errs.Invalid, "exchange.template_remarks").In("remarks")
	}
	copied, err := report.Remarked(a.Context, a.lang, in.Content, sheet, wrong)
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.Remarks, copied, 0o644); err != nil {
		return errs.New(errs.Unavailable, "cli.cannot_write", "path", c.Remarks).In("remarks").Because(err)
	}
	return nil
}

// ownRead tells how a sheet of the unit's own making was read.
func (a *ask) ownRead(done figures.Filled) {
	var rows [][]string
	for _, c := range done.Columns {
		if c.Field != "" {
			rows = append(rows, []string{c.Letter, c.Header, c.Field, a.t("web.bench_column_" + c.Field)})
		}
	}
	fmt.Fprintln(a.Stdout, done.Table.Name())
	table(a.Stdout, []string{a.t("cli.column"), a.t("cli.header"), a.t("cli.own_field"), ""}, rows, nil)
	for _, n := range report.Remembered(a.lang, done) {
		fmt.Fprintln(a.Stdout, i18n.Say(a.lang, n))
	}
	for _, n := range done.Table.Told() {
		fmt.Fprintln(a.Stdout, i18n.Say(a.lang, n))
	}
}
