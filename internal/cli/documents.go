package cli

import (
	"fmt"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/plan"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

type documentsCmd struct {
	List     documentsListCmd     `cmd:"" default:"withargs" help:"nghị quyết của đơn vị | a unit's resolutions" example:"dondoc documents --unit ngan-son --cycle 2023"`
	Add      documentsAddCmd      `cmd:"" help:"thêm nghị quyết | add a resolution" example:"dondoc documents add --unit ngan-son --cycle 2023 --document 12-NQ/HU --issuer 'Huyện ủy' --issued-on 20/12/2022 --title 'Nhiệm vụ năm 2023'"`
	Import   documentsImportCmd   `cmd:"" help:"nhập văn bản .docx hoặc chữ, cắt thành mục, khoản, điểm | take in a document and cut it into provisions" example:"dondoc documents import --dry-run nghi-quyet.docx"`
	Synonyms documentsSynonymsCmd `cmd:"" help:"từ cùng nghĩa khi so văn bản | what is written in several ways" example:"dondoc documents synonyms --unit ngan-son --set tu-dong-nghia.txt"`
	Chain    documentsChainCmd    `cmd:"" help:"chuỗi thẩm định số liệu của văn bản; đặt khi có --looks | who looks at the figures of its targets; agree on it with --looks" example:"dondoc documents chain 018f…\ndondoc documents chain 018f… --as van-phong --from 01/2026 --looks 3 --reason 'CV 12/UBND'"`
	Confirm  documentsConfirmCmd  `cmd:"" help:"xác nhận cách hiểu mọi chỉ tiêu của nghị quyết | confirm how its targets are understood" example:"dondoc documents confirm 018f…"`
}

type documentsListCmd struct {
	Unit  string `required:"" help:"mã đơn vị | unit code"`
	Cycle string `help:"năm; để trống là mọi năm | year, all when empty"`

	AsKnown string `help:"biết đến hết ngày | as known at the end of this day" placeholder:"10/01/2024"`
}

func (c *documentsListCmd) Run(a *ask) error {
	var cycle period.Cycle
	if c.Cycle != "" {
		var err error
		if cycle, err = period.ParseCycle(c.Cycle); err != nil {
			return err
		}
	}
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		list, err := p.Resolutions(a.Context, actor, c.Unit, cycle, known)
		if err != nil {
			return err
		}
		out := answer.OfDocuments(list)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		var rows [][]string
		for _, r := range out.Rows {
			rows = append(rows, []string{string(r.Cycle), r.Number, r.IssuedOn.Say(""), r.Issuer, r.Title, fmt.Sprint(r.Targets), fmt.Sprint(r.Unconfirmed), string(r.ID)})
		}
		table(a.Stdout, []string{a.t("cli.cycle"), a.t("cli.document"), a.t("cli.issued_on"), a.t("cli.issuer"), a.t("cli.title"), a.t("cli.targets"), a.t("cli.unconfirmed"), a.t("cli.id")}, rows, map[int]bool{5: true, 6: true})
		return nil
	})
}

type documentsAddCmd struct {
	Unit  string `required:"" help:"mã đơn vị | unit code"`
	Cycle string `required:"" help:"năm | year"`
	documentFlags
}

func (c *documentsAddCmd) Run(a *ask) error {
	cycle, err := period.ParseCycle(c.Cycle)
	if err != nil {
		return err
	}
	in := plan.NewDocument{Cycle: cycle, Number: c.Document, Issuer: c.Issuer, Title: c.Title}
	if in.IssuedOn, err = optionalDate(c.IssuedOn); err != nil {
		return err
	}
	return a.onUnit(c.Unit, func(p *app.App, actor access.Actor, _ *desk.Directory, unit id.ID) error {
		in.Unit = unit
		made, err := p.AddDocument(a.Context, actor, in)
		if err != nil {
			return err
		}
		return a.made(made, in.Number)
	})
}

type documentsConfirmCmd struct {
	Document string   `arg:"" help:"mã nghị quyết | identifier of the resolution"`
	Targets  []string `arg:"" optional:"" help:"mã chỉ tiêu; để trống là tất cả | identifiers of targets, all when empty"`
}

func (c *documentsConfirmCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		page, err := p.Document(a.Context, actor, id.ID(c.Document), "")
		if err != nil {
			return err
		}
		var targets []id.ID
		for _, t := range c.Targets {
			targets = append(targets, id.ID(t))
		}
		if len(targets) == 0 {
			for _, t := range page.Targets {
				targets = append(targets, t.ID)
			}
		}
		if err := p.ConfirmCriteria(a.Context, actor, page.ID, targets); err != nil {
			return err
		}
		return a.made(page.ID, page.Number)
	})
}
