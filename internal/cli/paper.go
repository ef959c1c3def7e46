package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/reports"
	"dondoc/internal/docx"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/report"
)

// reportsCmd is what is reported: a figure of a month, and the paper for a meeting.
type reportsCmd struct {
	Figure reportCmd       `cmd:"" default:"withargs" help:"báo cáo số liệu một tháng (cần --as) | report a figure (needs --as)"`
	Import reportImportCmd `cmd:"" help:"nhập biểu tháng đã điền (cần --as) | take a filled sheet of a month in (needs --as)" example:"dondoc report import --as can-bo --dry-run thang-12.xlsx"`
	Build  reportBuildCmd  `cmd:"" help:"lập báo cáo của đơn vị | write the report of a unit" example:"dondoc report build --unit ngan-son --cycle 2023 --as-known 10/01/2024 -o bao-cao.docx"`
}

type reportBuildCmd struct {
	Unit     string `required:"" help:"mã đơn vị | unit code"`
	Cycle    string `required:"" help:"năm | year"`
	Template string `default:"bao-cao-tong-ket" help:"mẫu: bao-cao-thang, bao-cao-quy, bao-cao-6-thang, bao-cao-9-thang, bao-cao-tong-ket | template: of a month, a quarter, the half-year, nine months, the year"`
	No       int    `help:"tháng hoặc quý thứ mấy | number of the month or quarter" placeholder:"1"`
	Field    string `help:"chỉ một lĩnh vực | one field alone" placeholder:"Kinh tế"`
	AsKnown  string `help:"ngày lập báo cáo, số liệu biết đến hết ngày | day of the report, as known at its end" placeholder:"10/01/2024"`
	Out      string `short:"o" required:"" help:"tệp .docx, .pdf, hoặc .xlsx (phụ lục) | file: .docx, .pdf, or .xlsx (annexes)" type:"path"`
}

func (c *reportBuildCmd) Run(a *ask) error {
	q := reports.Query{Unit: c.Unit, Field: c.Field}
	var err error
	if q.Cycle, err = period.ParseCycle(c.Cycle); err != nil {
		return err
	}
	if q.Span, err = reports.SpanOf(c.Template, q.Cycle, c.No); err != nil {
		return err
	}
	if q.AsKnown, err = optionalDate(c.AsKnown); err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		m, err := p.ReportMaterial(a.Context, actor, q)
		if err != nil {
			return err
		}
		d := report.Of(a.lang, m, a.Now())
		f, err := os.Create(c.Out)
		if err != nil {
			return errs.New(errs.Unavailable, "cli.file_unwritten", "path", c.Out).Because(err)
		}
		err = report.Write(a.Context, f, strings.TrimPrefix(filepath.Ext(c.Out), "."), d)
		if closed := f.Close(); err == nil && closed != nil {
			err = errs.New(errs.Unavailable, "cli.file_unwritten", "path", c.Out).Because(closed)
		}
		if err != nil {
			_ = os.Remove(c.Out) // half a file is none
			return err
		}
		if a.root.JSON {
			a.print(map[string]any{"file": c.Out, "figures": len(d.Figures), "rows": len(d.Rows), "entries": d.Mark.Entries, "root": d.Mark.Root, "left": d.Left})
			return nil
		}
		a.say("cli.paper_built", "path", c.Out, "figures", len(d.Figures), "rows", len(d.Rows))
		for _, l := range d.Left {
			fmt.Fprintln(a.Stdout, "! "+l)
		}
		return nil
	})
}

// verifyFile holds a paper of Dondoc against what it keeps of its data: by the
// file alone, without a database.
func verifyFile(a *ask, path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return errs.New(errs.NotFound, "cli.no_file", "path", path).Because(err)
	}
	in, shown, err := docx.ReadPaper(content)
	if err != nil {
		return errs.New(errs.Invalid, "cli.verify_unknown", "path", path).Because(err)
	}
	wrong := report.Check(a.lang, in, shown)
	var said []string
	for _, w := range wrong {
		said = append(said, i18n.Say(a.lang, w))
	}
	if a.root.JSON {
		a.print(map[string]any{"file": path, "unit": in.Unit, "cycle": in.Cycle, "day": in.Day, "entries": in.Entries, "root": in.Root, "figures": len(in.Figures), "rows": len(in.Rows), "wrong": said})
	} else {
		a.say("cli.verify_paper", "unit", in.Unit, "cycle", in.Cycle, "figures", len(in.Figures), "rows", len(in.Rows), "entries", int(in.Entries), "root", in.Root)
		for _, s := range said {
			fmt.Fprintln(a.Stdout, "! "+s)
		}
	}
	if len(wrong) > 0 {
		return errs.New(errs.Invalid, "cli.verify_wrong", "n", len(wrong))
	}
	if !a.root.JSON {
		a.say("cli.verify_right")
	}
	return nil
}
