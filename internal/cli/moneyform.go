package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/money"
	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/report"
)

type capitalFormCmd struct {
	Form  string `arg:"" help:"projects (danh mục), carried (vốn kéo dài), settlement (quyết toán năm) | the form"`
	File  string `arg:"" help:"tệp .xlsx hoặc .docx sẽ ghi | the file to write"`
	Unit  string `required:"" help:"mã đơn vị | code of the unit"`
	Year  int    `help:"năm kế hoạch; năm nay nếu để trống | capital year; this year when empty"`
	AsOf  string `help:"đến hết ngày trên chứng từ | vouchers dated until the end of a day" placeholder:"30/06/2026"`
	Known string `help:"như đã biết đến hết ngày | as known at the end of a day" placeholder:"30/06/2026"`
}

func (c *capitalFormCmd) Run(a *ask) error {
	at := money.At{}
	var err error
	if at.Day, err = optionalDate(c.AsOf); err != nil {
		return in(err, "as_of")
	}
	if at.Known, err = optionalDate(c.Known); err != nil {
		return in(err, "known")
	}
	if c.Year == 0 {
		c.Year = a.Now().Year()
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.CapitalForms(a.Context, actor, c.Unit, c.Year, at)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := report.WriteCapitalForm(&b, strings.TrimPrefix(filepath.Ext(c.File), "."), c.Form, a.lang, found); err != nil {
			return err
		}
		if err := os.WriteFile(c.File, b.Bytes(), 0o644); err != nil {
			return errs.New(errs.Unavailable, "cli.cannot_write", "path", c.File).Because(err)
		}
		n := 0 // projects that stand in it
		for _, row := range found.Rows {
			if c.Form != "carried" || slices.ContainsFunc(row.Lines, func(l capital.Settlement) bool { return l.Carried != (capital.Portion{}) }) {
				n++
			}
		}
		if a.root.JSON {
			a.print(map[string]any{"file": c.File, "form": c.Form, "day": found.Day, "projects": n, "rows": []any{}, "issues": []answer.Issue{}})
			return nil
		}
		a.say("capital.form_written", "file", c.File, "n", n, "day", found.Day)
		return nil
	})
}
