package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/ahead"
	"dondoc/internal/app"
	"dondoc/internal/app/plan"
	"dondoc/internal/draft"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/report"
)

type cycleCmd struct {
	Prepare cyclePrepareCmd `cmd:"" help:"chỉ tiêu nào giữ, nâng, bỏ, từ kết quả năm trước | which targets to keep, raise, drop, from the year before" example:"dondoc cycle prepare --unit ngan-son --from 2023 --to 2024"`
	Take    cycleTakeCmd    `cmd:"" help:"lưu phụ lục đã sửa thành dự thảo (cần --as) | keep a changed annex as the draft (needs --as)" example:"dondoc cycle take phu-luc.xlsx --unit ngan-son --to 2024 --as van-phong"`
	Open    cycleOpenCmd    `cmd:"" help:"mở năm từ dự thảo, bằng nghị quyết (cần --as) | open the year from the draft, by the resolution (needs --as)" example:"dondoc cycle open --unit ngan-son --to 2024 --number 12/NQ-HĐND --issuer 'HĐND huyện' --on 20/12/2023 --title 'Nhiệm vụ năm 2024' --as van-phong"`
}

// yearOf names a unit's year under preparation.
type yearOf struct {
	Unit     string `required:"" help:"mã đơn vị | code of the unit"`
	To       string `required:"" help:"năm chuẩn bị | the year prepared"`
	Document string `help:"văn bản giao năm trước, khi có nhiều: số, ký hiệu | the document of the year before, where there are several: its number"`
}

// find gives the year and the document of the year before that is meant.
func (c yearOf) find(a *ask, p *app.App, actor access.Actor) (plan.YearAhead, plan.AheadDocument, error) {
	to, err := period.ParseCycle(c.To)
	if err != nil {
		return plan.YearAhead{}, plan.AheadDocument{}, err
	}
	year, err := p.YearAhead(a.Context, actor, c.Unit, to)
	if err != nil {
		return year, plan.AheadDocument{}, err
	}
	var numbers []string
	for _, d := range year.Documents {
		numbers = append(numbers, d.Number)
	}
	i := 0
	if c.Document != "" {
		i = slices.IndexFunc(year.Documents, func(d plan.AheadDocument) bool { return d.Number == c.Document || string(d.ID) == c.Document })
	} else if len(year.Documents) != 1 {
		i = -1
	}
	switch {
	case len(numbers) == 0:
		return year, plan.AheadDocument{}, errs.New(errs.NotFound, "web.year_nothing", "unit", year.Unit.Name, "from", year.From)
	case i < 0 && c.Document != "":
		return year, plan.AheadDocument{}, errs.New(errs.NotFound, "draft.no_document", "from", year.From, "number", c.Document, "numbers", strings.Join(numbers, "; ")).In("document")
	case i < 0:
		return year, plan.AheadDocument{}, errs.New(errs.Invalid, "draft.which_document", "from", year.From, "numbers", strings.Join(numbers, "; ")).In("document")
	}
	return year, year.Documents[i], nil
}

type cyclePrepareCmd struct {
	yearOf
	From string `help:"năm trước; phải liền trước --to | the year before; must come right before --to"`
	Out  string `short:"o" help:"ghi phụ lục dự thảo ra tệp .docx hoặc .xlsx | write the draft annex to a .docx or .xlsx file" placeholder:"FILE"`
}

func (c *cyclePrepareCmd) Run(a *ask) error {
	return a.reading(func(p *app.App, actor access.Actor) error {
		year, doc, err := c.find(a, p, actor)
		if err != nil {
			return err
		}
		if c.From != "" && c.From != string(year.From) {
			return errs.New(errs.Invalid, "draft.from_to", "from", c.From, "to", year.To, "before", year.From).In("from")
		}
		if c.Out != "" {
			var b bytes.Buffer
			format := strings.TrimPrefix(strings.ToLower(filepath.Ext(c.Out)), ".")
			if err := report.WriteYearPlan(&b, format, a.lang, report.YearPlan{Ahead: year, From: doc, Today: period.DateOf(a.Now())}); err != nil {
				return err
			}
			if err := os.WriteFile(c.Out, b.Bytes(), 0o644); err != nil {
				return errs.New(errs.Unavailable, "cli.cannot_write", "path", c.Out).Because(err)
			}
		}
		if a.root.JSON {
			a.print(ahead.Of(a.lang, year, doc))
			return nil
		}
		a.plan(year, doc)
		return nil
	})
}

// plan prints a year's plan under preparation, row by row.
func (a *ask) plan(year plan.YearAhead, doc plan.AheadDocument) {
	a.say("draft.plan_of", "unit", year.Unit.Name, "to", year.To, "number", doc.Number, "version", doc.Draft.Version)
	if doc.Opened.ID != "" {
		a.say("draft.opened", "to", year.To, "number", doc.Opened.Number)
		a.say("draft.opened_hint", "number", doc.Opened.Number)
	}
	for _, r := range doc.Planned() {
		a.say("draft.plan_line", "choice", a.t("draft.choice_"+string(r.Choice)), "name", r.Name, "wording", r.Wording, "unit", r.UnitOfMeasure)
		i := slices.IndexFunc(doc.Rows, func(t plan.AheadTarget) bool { return t.ID == r.Target })
		if i < 0 {
			continue
		}
		t := doc.Rows[i]
		result := "–"
		if t.Ended.Actual != nil {
			result = t.Ended.Actual.Text
		}
		a.say("draft.plan_was", "from", year.From, "plan", t.Current().Wording, "result", result, "class", a.t("class."+t.Ended.Word()), "turn", a.t("draft.turn."+string(doc.Turn(r))))
		if t.Advice.Turn == "" {
			continue
		}
		advice := string(t.Advice.Turn)
		if t.Advice.Drop {
			advice = "drop"
		}
		why := make([]string, len(t.Advice.Why))
		for k, w := range t.Advice.Why {
			why[k] = i18n.Say(a.lang, w)
		}
		a.say("draft.plan_advice", "advice", a.t("draft.advice."+advice), "why", strings.Join(why, " "))
	}
	for _, t := range doc.Rows {
		if t.Taken {
			a.say("draft.plan_taken", "name", t.Name, "to", year.To)
		}
	}
}

type cycleTakeCmd struct {
	yearOf
	File   string `arg:"" help:"phụ lục: .xlsx, .xls, .ods, .docx, .csv | the annex"`
	DryRun bool   `help:"chỉ xem, không lưu | look only, keep nothing"`
}

func (c *cycleTakeCmd) Run(a *ask) error {
	sheet, err := readFile(c.File)
	if err != nil {
		return err
	}
	do := func(p *app.App, actor access.Actor) error {
		year, doc, err := c.find(a, p, actor)
		if err != nil {
			return err
		}
		d, told, err := p.FromSheet(a.Context, actor, c.Unit, year.To, doc.ID, sheet)
		if err != nil {
			return err
		}
		if !c.DryRun {
			if d.Version, err = p.SaveDraft(a.Context, actor, d); err != nil {
				return err
			}
		}
		doc.Draft = d
		if a.root.JSON {
			a.print(ahead.Of(a.lang, year, doc))
			return nil
		}
		var notes []string
		for _, note := range told {
			notes = append(notes, i18n.Say(a.lang, note))
		}
		a.notes(notes)
		a.plan(year, doc)
		return nil
	}
	if c.DryRun {
		return a.reading(do)
	}
	return a.withName(do)
}

type cycleOpenCmd struct {
	yearOf
	Number string `required:"" help:"số, ký hiệu nghị quyết | number of the resolution"`
	Issuer string `required:"" help:"cơ quan ban hành | issuer"`
	On     string `required:"" help:"ngày ban hành | day of issue" placeholder:"20/12/2023"`
	Title  string `required:"" help:"trích yếu | title"`
}

func (c *cycleOpenCmd) Run(a *ask) error {
	on, err := period.ParseDate(c.On)
	if err != nil {
		return err
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		year, doc, err := c.find(a, p, actor)
		if err != nil {
			return err
		}
		if doc.Draft.Version == 0 {
			return errs.New(errs.NotFound, "draft.none", "to", year.To)
		}
		rows := doc.Planned()
		made, err := p.OpenYear(a.Context, actor, plan.NewYear{From: doc.ID, Version: doc.Draft.Version, Rows: rows, Document: plan.NewDocument{Unit: year.Unit.ID, Cycle: year.To, Number: c.Number, Issuer: c.Issuer, IssuedOn: on,
			Title: c.Title, Kind: doc.Kind, Level: doc.Level}})
		if err != nil {
			return err
		}
		n := 0
		for _, r := range rows {
			if r.Choice != draft.Drop {
				n++
			}
		}
		if a.root.JSON {
			a.print(map[string]any{"document": made, "targets": n})
			return nil
		}
		a.say("draft.year_opened", "to", year.To, "n", n, "number", c.Number)
		return nil
	})
}
