package cli

import (
	"fmt"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/app/plan"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
)

// targetArg names a target: an identifier, or unit/cycle/number.
type targetArg struct {
	Target string `arg:"" help:"mã chỉ tiêu, hoặc đơn vị/năm/số thứ tự | identifier, or unit/cycle/number" placeholder:"ngan-son/2023/3"`
}

// on is with, for what is about one target.
func (t targetArg) on(a *ask, do func(p *app.App, actor access.Actor, of id.ID) error) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		of, err := targetOf(a, p, actor, t.Target)
		if err != nil {
			return err
		}
		return do(p, actor, of)
	})
}

type targetsShowCmd struct {
	targetArg
	AsKnown string `help:"biết đến hết ngày | as known at the end of this day" placeholder:"10/01/2024"`
}

func (c *targetsShowCmd) Run(a *ask) error {
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return err
	}
	return c.on(a, func(p *app.App, actor access.Actor, of id.ID) error {
		page, err := p.Target(a.Context, actor, of, known)
		if err != nil {
			return err
		}
		d := answer.OfTarget(a.lang, page)
		if a.root.JSON {
			a.print(d)
			return nil
		}
		a.detail(d)
		return nil
	})
}

func (a *ask) detail(d answer.Detail) {
	fmt.Fprintf(a.Stdout, "%s. %s (%s)\n", d.No, d.Name, d.UnitOfMeasure)
	fmt.Fprintf(a.Stdout, "%s: %s · %s\n", i18n.Title(a.t("cli.plan")), d.Wording, d.Understood)
	fmt.Fprintf(a.Stdout, "%s: %s\n", i18n.Title(a.t("class."+string(d.Class))), d.Explanation)
	if d.PartOf != "" {
		a.say("cli.part_of", "name", d.PartOfName)
	}
	for _, p := range d.Parts {
		fmt.Fprintf(a.Stdout, "– %s %s: %s\n", p.No, p.Name, p.Wording)
	}
	if d.Head.Name != "" {
		fmt.Fprintf(a.Stdout, "%s: %s, %s %s\n", i18n.Title(a.t("cli.head")), d.Head.Name, d.Head.Post, d.Head.Unit)
	}
	var rows [][]string
	for _, f := range d.Figures {
		kind := "figure.estimate"
		if f.Final {
			kind = "figure.final"
		}
		rows = append(rows, []string{f.Month.Say(""), f.Text, a.t(kind), a.t("state." + string(f.State)), f.By, string(f.ID)})
	}
	if len(rows) > 0 {
		fmt.Fprintln(a.Stdout)
		table(a.Stdout, []string{a.t("cli.month"), a.t("cli.actual"), "", "", a.t("cli.who"), a.t("cli.id")}, rows, map[int]bool{1: true})
		for _, f := range d.Figures {
			if n := f.Next; n != nil {
				fmt.Fprintf(a.Stdout, "%s: %s\n", f.Month.Say(""), n.Said)
			}
		}
	}
	if d.Allotment == nil {
		return
	}
	rows = nil
	for _, part := range d.Allotment.Rows {
		rows = append(rows, []string{part.Unit, part.Wording, part.Actual, percentOf(a, part.Judged), a.t("class." + string(part.Class))})
	}
	fmt.Fprintln(a.Stdout)
	table(a.Stdout, []string{a.t("cli.unit"), a.t("cli.plan"), a.t("cli.actual"), "%", a.t("cli.class")}, rows, map[int]bool{2: true, 3: true})
	if s := d.Allotment; s.Summable {
		a.say("cli.balance", "sum", *s.Sum, "reserve", *s.Reserve, "rest", *s.Rest)
	}
}

// percentOf writes an achievement as the tables show it.
func percentOf(a *ask, j answer.Judged) string {
	if j.Achievement == nil {
		return ""
	}
	mark := ","
	if a.lang == i18n.English {
		mark = "."
	}
	return strings.Replace(j.Achievement.String(), ".", mark, 1) + "%"
}

type targetsHistoryCmd struct{ targetArg }

func (c *targetsHistoryCmd) Run(a *ask) error {
	return c.on(a, func(p *app.App, actor access.Actor, of id.ID) error {
		entries, err := p.History(a.Context, actor, of)
		if err != nil {
			return err
		}
		out := answer.OfEntries(entries)
		if a.root.JSON {
			a.print(map[string]any{"rows": out, "issues": []answer.Issue{}})
			return nil
		}
		a.entries(out)
		return nil
	})
}

type targetsReviseCmd struct {
	targetArg
	Wording    string `help:"câu chỉ tiêu mới, để trống khi giữ nguyên | the new wording; as it is when empty"`
	Reason     string `required:"" help:"lý do | reason"`
	Baseline   string `help:"mức gốc | baseline"`
	Direction  string `enum:",higher,lower" default:"" help:"cao hơn (higher) hay thấp hơn (lower) là tốt, khi câu không nói | which way is better, where the wording does not say"`
	Meant      string `help:"số đúng, khi câu có thể đọc nhiều cách (dạng 24.472) | the number meant, where the wording can be read in several ways"`
	Understood string `help:"cách hiểu, bằng câu không còn gì để hỏi; câu chỉ tiêu giữ nguyên | how it is understood, in words that leave nothing open; the wording stays"`
	Document   string `help:"mã văn bản điều chỉnh | identifier of the document that changes it"`
	Drop       bool   `help:"đưa ra khỏi danh sách | take it out of the list"`
	judging
}

// judging are the interpretations that practice differs on.
type judging struct {
	AboveRange   string `enum:",met,exceeded" default:"" help:"trên khoảng là: met, exceeded | above a range is"`
	BelowCeiling string `enum:",met,exceeded" default:"" help:"dưới mức trần là: met, exceeded | below a ceiling is"`
	AboveKept    string `enum:",met,exceeded" default:"" help:"trên mức duy trì là: met, exceeded | above a level to be kept is"`
	Ceiling      string `enum:",inverse,two_minus" default:"" help:"tính % cho mức trần: inverse (kế hoạch/thực hiện), two_minus (2 − thực hiện/kế hoạch) | the percentage of a ceiling"`
	About        int64  `default:"0" help:"dung sai của “khoảng”, theo % | tolerance of “about”, percent"`
	Interim      string `help:"mốc trong năm, như '6 tháng: 40 ha; 9 tháng: 80 ha'; '-' để bỏ | plans within the year; '-' for none"`
	SaysWho      string `help:"căn cứ của cách tính | who reads it so"`
}

// options gives the interpretations a target has with those asked for.
func (j judging) options(o criterion.Options) *criterion.Options {
	if j.About != 0 {
		o.AboutTolerance = j.About
	}
	for _, to := range []struct {
		asked string
		now   *string
	}{{j.AboveRange, (*string)(&o.AboveRange)}, {j.BelowCeiling, (*string)(&o.BelowCeiling)}, {j.AboveKept, (*string)(&o.AboveKept)},
		{j.Ceiling, (*string)(&o.Ceiling)}, {j.Interim, &o.Interim}, {j.SaysWho, &o.Source}} {
		if to.asked != "" {
			*to.now = to.asked
		}
	}
	if j.Interim == "-" {
		o.Interim = ""
	}
	return &o
}

func (c *targetsReviseCmd) Run(a *ask) error {
	base, err := optionalDecimal(c.Baseline, "baseline")
	if err != nil {
		return err
	}
	meant, err := plainDecimal(c.Meant, "meant")
	if err != nil {
		return err
	}
	return c.on(a, func(p *app.App, actor access.Actor, of id.ID) error {
		page, err := p.Target(a.Context, actor, of, "")
		if err != nil {
			return err
		}
		err = p.ReviseTarget(a.Context, actor, plan.NewRevision{Target: of, Wording: c.Wording, Understood: c.Understood, Reason: c.Reason, Baseline: base, Direction: criterion.Direction(c.Direction), Meant: meant, Document: id.ID(c.Document), Confirmed: true,
			Options: c.options(page.Current().Options), Drop: c.Drop})
		if err != nil {
			return err
		}
		if page, err = p.Target(a.Context, actor, of, ""); err != nil {
			return err
		}
		return a.made(of, i18n.Say(a.lang, page.Current().Criterion.Explain()))
	})
}

// optionalDecimal reads a number as people type it, that may be left out. One
// that can be read in two ways ("1.500") is an error.
func optionalDecimal(text, field string) (*measure.Decimal, error) {
	if text == "" {
		return nil, nil
	}
	d, err := measure.ReadTyped(text)
	if err != nil {
		return nil, in(err, field)
	}
	return &d, nil
}

// plainDecimal reads a number without grouping, whose one mark comes before the
// decimals: it settles how another is read, so it has one reading itself.
func plainDecimal(text, field string) (*measure.Decimal, error) {
	if text == "" {
		return nil, nil
	}
	d, err := measure.ParseDecimal(strings.Replace(text, ",", ".", 1))
	if err != nil {
		return nil, in(err, field)
	}
	return &d, nil
}

type targetsClassCmd struct {
	targetArg
	Class  string `required:"" enum:"exceeded,met,not_met,not_assessed" help:"đánh giá: exceeded, met, not_met, not_assessed | the class"`
	Reason string `help:"lý do, khi khác đề xuất | reason, where it differs from the proposal"`
}

// Run keeps a person's word on a class, so it needs a name.
func (c *targetsClassCmd) Run(a *ask) error {
	return a.withName(func(p *app.App, actor access.Actor) error {
		of, err := targetOf(a, p, actor, c.Target)
		if err != nil {
			return err
		}
		if err := p.ConfirmClass(a.Context, actor, of, criterion.Class(c.Class), c.Reason); err != nil {
			return err
		}
		return a.made(of, a.t("class."+c.Class))
	})
}
