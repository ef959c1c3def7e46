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
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/prose"
	"dondoc/internal/report"
)

// reportsCmd is what is reported: a figure of a month, and the paper for a meeting.
type reportsCmd struct {
	Figure  reportCmd        `cmd:"" default:"withargs" help:"báo cáo số liệu một tháng (cần --as) | report a figure (needs --as)"`
	Import  reportImportCmd  `cmd:"" help:"nhập biểu tháng đã điền (cần --as) | take a filled sheet of a month in (needs --as)" example:"dondoc report import --as can-bo --dry-run thang-12.xlsx"`
	Build   reportBuildCmd   `cmd:"" help:"lập báo cáo của đơn vị | write the report of a unit" example:"dondoc report build --unit ngan-son --cycle 2023 --as-known 10/01/2024 -o bao-cao.docx"`
	Forms   reportFormsCmd   `cmd:"" help:"mẫu văn bản của cơ quan: xem, kiểm tra, đưa vào dùng (cần --as) | the office's own forms: list, check, put in (needs --as)" example:"dondoc report forms --as van-phong --unit ngan-son --check mau.docx"`
	Number  reportNumberCmd  `cmd:"" help:"cấp số cho bản đã chốt, hoặc ghi văn bản làm ngoài (cần --as) | give a frozen report its number, or enter a paper made elsewhere (needs --as)" example:"dondoc report number --as van-phong --unit ngan-son --cycle 2023 --version 1 --on 10/01/2024"`
	Numbers reportNumbersCmd `cmd:"" help:"sổ số văn bản đi | the register of numbers"`
	Freeze  reportFreezeCmd  `cmd:"" help:"chốt bản báo cáo như hiện nay (cần --as) | keep the report as it is for good (needs --as)" example:"dondoc report freeze --as van-phong --unit ngan-son --cycle 2023 --note 'Trình hội nghị'"`
}

// reportFlags name a report.
type reportFlags struct {
	Unit     string `required:"" help:"mã đơn vị | unit code"`
	Cycle    string `required:"" help:"năm | year"`
	Template string `default:"bao-cao-tong-ket" help:"mẫu: bao-cao-thang, bao-cao-quy, bao-cao-6-thang, bao-cao-9-thang, bao-cao-tong-ket | template: of a month, a quarter, the half-year, nine months, the year"`
	No       int    `help:"tháng hoặc quý thứ mấy | number of the month or quarter" placeholder:"1"`
	Field    string `help:"chỉ một lĩnh vực | one field alone" placeholder:"Kinh tế"`
	Head     string `help:"chỉ phần việc của một người đứng đầu: chức danh, hoặc mã chức danh | the part of one head alone: the post's title or identifier" placeholder:"Trưởng phòng Kinh tế"`
	AsKnown  string `help:"ngày lập báo cáo, số liệu biết đến hết ngày | day of the report, as known at its end" placeholder:"10/01/2024"`
}

func (c *reportFlags) query(a *ask) (reports.Query, error) {
	q := reports.Query{Unit: c.Unit, Field: c.Field, Head: c.Head, Lang: string(a.lang)}
	var err error
	if q.Cycle, err = period.ParseCycle(c.Cycle); err != nil {
		return q, err
	}
	if q.Span, err = reports.SpanOf(c.Template, q.Cycle, c.No); err != nil {
		return q, err
	}
	q.AsKnown, err = optionalDate(c.AsKnown)
	return q, err
}

type reportFreezeCmd struct {
	reportFlags
	Note string `help:"ghi chú của bản chốt | note for the version" placeholder:"Trình hội nghị"`
}

func (c *reportFreezeCmd) Run(a *ask) error {
	q, err := c.query(a)
	if err != nil {
		return err
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		no, err := p.FreezeReport(a.Context, actor, q, c.Note, report.Composer{In: a.lang, Now: a.Now()})
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(map[string]any{"version": no})
			return nil
		}
		a.say("cli.paper_frozen", "version", int(no))
		return nil
	})
}

type reportBuildCmd struct {
	reportFlags
	Version int64  `help:"bản đã chốt số mấy; 0 là theo số liệu mới nhất | a frozen version; 0 for the newest data" placeholder:"1"`
	Form    string `help:"mẫu .docx của cơ quan: tệp, hoặc mã mẫu đã đưa vào dùng | the office's own form: a .docx file, or the identifier of one in use" placeholder:"mau.docx"`
	Out     string `short:"o" required:"" help:"tệp .docx, .pdf, hoặc .xlsx (phụ lục) | file: .docx, .pdf, or .xlsx (annexes)" type:"path"`
}

func (c *reportBuildCmd) Run(a *ask) error {
	q, err := c.query(a)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		d, err := c.document(a, p, actor, q)
		if err != nil {
			return err
		}
		format := strings.TrimPrefix(filepath.Ext(c.Out), ".")
		form, err := c.form(a, p, actor, format)
		if err != nil {
			return err
		}
		f, err := os.Create(c.Out)
		if err != nil {
			return errs.New(errs.Unavailable, "cli.file_unwritten", "path", c.Out).Because(err)
		}
		if form != nil {
			err = report.WriteForm(f, a.lang, form, d)
		} else {
			err = report.Write(a.Context, f, format, d)
		}
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

// form is the form that is asked for: a file, or one that is in use; nil for none.
func (c *reportBuildCmd) form(a *ask, p *app.App, actor access.Actor, format string) ([]byte, error) {
	switch {
	case c.Form == "":
		return nil, nil
	case format != "docx":
		return nil, errs.New(errs.Invalid, "report.form_format", "format", format).In("form")
	case id.ID(c.Form).Valid():
		return p.FormInUse(a.Context, actor, c.Unit, id.ID(c.Form))
	}
	content, err := os.ReadFile(c.Form)
	if err != nil {
		return nil, errs.New(errs.NotFound, "cli.no_file", "path", c.Form).Because(err)
	}
	return content, nil
}

// document is the report as the data has it, or a frozen version of it.
func (c *reportBuildCmd) document(a *ask, p *app.App, actor access.Actor, q reports.Query) (prose.Document, error) {
	if c.Version != 0 {
		f, body, err := p.FrozenReport(a.Context, actor, q, c.Version)
		if err != nil {
			return prose.Document{}, err
		}
		return report.Thaw(a.lang, f, body)
	}
	m, err := p.ReportMaterial(a.Context, actor, q)
	if err != nil {
		return prose.Document{}, err
	}
	return report.Of(a.lang, m, a.Now()), nil
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
