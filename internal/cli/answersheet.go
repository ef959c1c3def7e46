package cli

import (
	"fmt"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/ahead"
	"dondoc/internal/app"
	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
)

type targetsAnswersCmd struct {
	sheetFlags
	File     string `arg:"" help:"tệp .xlsx, .xls, .ods, .docx, .csv hoặc .pdf: chỉ tiêu, đơn vị chịu trách nhiệm mới | the sheet: targets, who is to answer"`
	Unit     string `required:"" help:"mã đơn vị | unit code"`
	Document string `required:"" help:"số văn bản có các chỉ tiêu | number of the document whose targets they are"`
	From     string `help:"từ ngày, khi dòng không ghi | from this day, where a row has none"`
	Reason   string `help:"quyết định, lý do, khi dòng không ghi | decision or reason, where a row has none"`
	DryRun   bool   `help:"xem trước, không ghi | change nothing"`
}

func (c *targetsAnswersCmd) Run(a *ask) error {
	from, err := optionalDate(c.From)
	if err != nil {
		return err
	}
	sheet, err := c.sheet(c.File)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		document, err := p.DocumentOf(a.Context, actor, c.Unit, c.Document)
		if err != nil {
			return err
		}
		done, err := p.AnsweringFromSheet(a.Context, actor, plan.AnsweringSheet{Document: document.ID, From: from, Reason: c.Reason, Sheet: sheet, DryRun: c.DryRun})
		if err != nil && !isList(err) {
			return err
		}
		return a.answers(done, errs.All(err), c.DryRun)
	})
}

// answers says what came of a sheet of who answers.
func (a *ask) answers(done plan.AnsweringRead, list errs.List, dry bool) error {
	out := ahead.OfAnswering(a.lang, done, list, dry)
	if a.root.JSON {
		a.print(out)
	} else {
		a.notes(out.Notes)
		a.issues(out.Issues)
		for i, r := range done.Rows {
			line := []string{r.Name, a.t("web.unit_" + string(r.Change))}
			if out.Rows[i].Now != out.Rows[i].Then && r.Then.Name != "" {
				line = append(line, a.t("web.answering_row", "now", r.Now.Name, "then", r.Then.Name, "from", r.From, "reason", r.Decision))
			}
			fmt.Fprintln(a.Stdout, strings.Join(line, " · "))
		}
		a.dry(dry)
	}
	if len(out.Issues) > 0 {
		return errSaid
	}
	return nil
}
