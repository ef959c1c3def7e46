package cli

import (
	"fmt"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app"
	"dondoc/internal/app/reports"
	"dondoc/internal/edit"
)

// reportNumberCmd gives a frozen report, or a paper made elsewhere, its number.
type reportNumberCmd struct {
	reportFlags
	Version int64  `help:"bản đã chốt; 0 là văn bản làm ngoài chương trình | a frozen version; 0 for a paper made elsewhere" placeholder:"1"`
	On      string `required:"" help:"ngày ban hành | day of issue" placeholder:"10/01/2024"`
	Number  int    `help:"số; bỏ trống thì cấp số tiếp theo | the number; the next where left out" placeholder:"15"`
	Kind    string `help:"tên loại viết tắt của văn bản làm ngoài chương trình | kind of a paper made elsewhere" placeholder:"KH"`
	Title   string `help:"trích yếu của văn bản làm ngoài chương trình | what a paper made elsewhere is about"`
	Sign    string `help:"cơ quan viết tắt | letters of the issuing body" placeholder:"UBND"`
	Series  string `help:"năm; của Đảng là nhiệm kỳ | year; of the Party the term" placeholder:"2026"`
}

func (c *reportNumberCmd) Run(a *ask) error {
	ask := reports.NewNumber{Version: c.Version, No: c.Number, Kind: c.Kind, Title: c.Title, Sign: c.Sign, Series: c.Series}
	var err error
	if ask.Query, err = c.query(a); err != nil {
		return err
	}
	if ask.On, err = optionalDate(c.On); err != nil {
		return in(err, "on")
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		n, err := p.NumberPaper(a.Context, actor, ask)
		if err != nil {
			return err
		}
		register, err := p.PaperNumbers(a.Context, actor, c.Unit)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(numberShown(n, register.Party))
			return nil
		}
		a.say("cli.number_given", "symbol", n.Symbol(register.Party), "on", n.On, "title", n.Title)
		return nil
	})
}

// reportNumbersCmd lists a body's register, or cancels a number of it.
type reportNumbersCmd struct {
	Unit   string `required:"" help:"mã đơn vị | unit code"`
	Cancel int    `help:"hủy số này (cần --as, --kind, --series, --reason) | cancel this number (needs --as, --kind, --series, --reason)"`
	Kind   string `help:"tên loại viết tắt | kind" placeholder:"BC"`
	Series string `help:"năm hoặc nhiệm kỳ | year or term" placeholder:"2026"`
	Reason string `help:"lý do hủy, sửa | why"`

	Correct int    `help:"sửa số này (cần --as, --kind, --series, --reason) | put this number right (needs --as, --kind, --series, --reason)"`
	Title   string `help:"trích yếu đúng | the right title"`
	On      string `help:"ngày đúng | the right day" placeholder:"10/01/2026"`
	Sign    string `help:"cơ quan viết tắt đúng | the right letters" placeholder:"UBND"`
}

func (c *reportNumbersCmd) Run(a *ask) error {
	if c.Cancel != 0 {
		return a.withName(func(p *app.App, actor access.Actor) error {
			if err := p.CancelNumber(a.Context, actor, reports.WhichNumber{Unit: c.Unit, Series: c.Series, Kind: c.Kind, No: c.Cancel, Reason: c.Reason}); err != nil {
				return err
			}
			a.say("web.done_number_cancelled")
			return nil
		})
	}
	if c.Correct != 0 {
		return c.correct(a)
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		register, err := p.PaperNumbers(a.Context, actor, c.Unit)
		if err != nil {
			return err
		}
		var rows [][]string
		shown := []map[string]any{}
		for _, n := range register.Rows {
			by := n.ByName
			if n.Cancelled != "" { // before the title, which is cut where it is long
				by = a.t("web.numbers_cancelled", "why", n.Cancelled, "by", n.CancelledBy)
			}
			rows = append(rows, []string{n.Series, n.Symbol(register.Party), n.On.Say(""), by, n.Title})
			shown = append(shown, numberShown(n, register.Party))
		}
		if a.root.JSON {
			a.print(map[string]any{"numbers": shown})
			return nil
		}
		if len(rows) == 0 {
			a.say("web.numbers_none")
			return nil
		}
		table(a.Stdout, []string{a.t("web.numbers_series"), a.t("web.numbers_symbol"), a.t("web.numbers_on"), a.t("web.numbers_by"), a.t("web.numbers_of")}, rows, nil)
		for _, n := range register.Rows {
			for _, was := range n.Was {
				before := n
				before.Sign = was.Sign
				fmt.Fprintln(a.Stdout, "! "+n.Symbol(register.Party)+": "+a.t("web.numbers_was", "symbol", before.Symbol(register.Party), "on", was.On, "title", was.Title, "why", was.Reason, "by", was.ByName))
			}
		}
		said := map[string]bool{}
		for _, n := range register.Rows {
			missing := edit.Missing(register.Rows, n.Series, n.Kind)
			if key := n.Series + n.Kind; len(missing) > 0 && !said[key] {
				said[key] = true
				fmt.Fprintln(a.Stdout, "! "+a.t("web.numbers_series_of", "kind", n.Kind, "series", n.Series)+": "+a.t("web.numbers_missing", "numbers", strings.Join(missing, ", ")))
			}
		}
		return nil
	})
}

func (c *reportNumbersCmd) correct(a *ask) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		_, err := p.CorrectNumber(a.Context, actor, reports.NumberCorrection{WhichNumber: reports.WhichNumber{Unit: c.Unit, Series: c.Series, Kind: c.Kind, No: c.Correct, Reason: c.Reason}, Title: c.Title, Sign: c.Sign, On: on})
		if err != nil {
			return err
		}
		a.say("web.done_number_corrected")
		return nil
	})
}

func numberShown(n edit.Numbered, party bool) map[string]any {
	out := map[string]any{"symbol": n.Symbol(party), "series": n.Series, "kind": n.Kind, "no": n.No, "title": n.Title, "on": n.On, "version": n.Version, "cancelled": n.Cancelled, "by": n.ByName}
	var was []map[string]any // as the API has it
	for _, w := range n.Was {
		was = append(was, map[string]any{"sign": w.Sign, "title": w.Title, "on": w.On, "reason": w.Reason, "by_name": w.ByName})
	}
	if was != nil {
		out["was"] = was
	}
	return out
}
