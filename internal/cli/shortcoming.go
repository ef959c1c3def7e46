package cli

import (
	"fmt"
	"mime"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer/parts"
	"dondoc/internal/answer/register"
	"dondoc/internal/app"
	"dondoc/internal/app/figures"
	"dondoc/internal/app/shortcomings"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/shortcoming"
)

type shortcomingsCmd struct {
	List     shortcomingsListCmd    `cmd:"" default:"withargs" help:"sổ tồn tại, hạn chế của một đơn vị trong năm | a unit's register of a year" example:"dondoc shortcomings --unit ngan-son --year 2023 --state remedying"`
	Show     shortcomingsShowCmd    `cmd:"" help:"một tồn tại với mọi việc đã xảy ra | one with all that happened" example:"dondoc shortcomings show 018f…"`
	Propose  shortcomingsProposeCmd `cmd:"" help:"đề xuất từ chỉ tiêu không đạt, nhiệm vụ quá hạn, vốn giải ngân chậm | propose from missed targets, late tasks, slow money" example:"dondoc shortcomings propose --unit ngan-son --year 2023"`
	Raise    shortcomingsRaiseCmd   `cmd:"" help:"nêu một tồn tại | raise one" example:"dondoc shortcomings raise --unit ngan-son --year 2023 --field 'Kinh tế' --product 'Giải ngân hết vốn' --due 30/06/2024 'Giải ngân còn chậm'"`
	Explain  shortcomingsExplainCmd `cmd:"" help:"giải trình nguyên nhân (cần --as) | give the causes (needs --as)" example:"dondoc shortcomings explain --as can-bo 018f… --objective 'mưa lũ'"`
	Progress shortcomingsStepCmd    `cmd:"" help:"báo cáo tiến độ khắc phục (cần --as) | report on the remedy (needs --as)" example:"dondoc shortcomings progress --as can-bo 018f… --text 'đã nghiệm thu 2/3 công trình'"`
	Close    shortcomingsCloseCmd   `cmd:"" help:"đề nghị xác nhận đã khắc phục, kèm minh chứng (cần --as) | ask for it to be closed, with evidence (needs --as)" example:"dondoc shortcomings close --as can-bo 018f… --text 'đã giải ngân hết' --evidence doi-chieu.pdf"`
	Confirm  shortcomingsConfirmCmd `cmd:"" help:"xác nhận đã khắc phục (cần --as) | confirm that it is remedied (needs --as)" example:"dondoc shortcomings confirm --as tham-dinh 018f…"`
	Return   shortcomingsReturnCmd  `cmd:"" help:"trả lại, yêu cầu khắc phục tiếp (cần --as) | send it back (needs --as)" example:"dondoc shortcomings return --as tham-dinh 018f… --text 'thiếu biên bản'"`
	Withdraw shortcomingsDropCmd    `cmd:"" help:"rút một tồn tại nêu nhầm (cần --as) | withdraw one raised by mistake (needs --as)" example:"dondoc shortcomings withdraw --as tham-dinh 018f… --text 'nêu trùng'"`
	Correct  shortcomingsFixCmd     `cmd:"" help:"sửa nội dung, đổi hạn khắc phục | put it right, move its day" example:"dondoc shortcomings correct 018f… --due 30/09/2024 --reason 'mưa lũ'"`
	Carry    shortcomingsCarryCmd   `cmd:"" help:"chuyển các tồn tại đang khắc phục sang năm sau | carry what is still open over" example:"dondoc shortcomings carry --unit ngan-son --year 2023 --due 30/06/2024"`
	Review   shortcomingsReviewCmd  `cmd:"" help:"số liệu cho tổng kết năm: đã khắc phục, chưa, tồn tại từ trước | what a year's review needs" example:"dondoc shortcomings review --unit ngan-son --year 2024 --json"`
}

type ofYear struct {
	Unit string `required:"" help:"mã đơn vị | unit code"`
	Year string `help:"năm; năm nay nếu để trống | year; this year when empty"`
}

func (c ofYear) cycle(a *ask) (period.Cycle, error) {
	if c.Year == "" {
		return period.DateOf(a.Now()).Month().Cycle(), nil
	}
	cycle, err := period.ParseCycle(c.Year)
	return cycle, in(err, "year")
}

// paged is which rows of a long list are asked for.
type paged struct {
	After int `help:"bỏ qua chừng này dòng | pass over so many rows"`
	Limit int `default:"300" help:"số dòng mỗi lần | rows at a time"`
}

// part says which rows of a list were given, where these are not all.
func (a *ask) part(p parts.Cutting, given int) {
	if p.Next > 0 {
		a.say("cli.part", "from", p.After+1, "to", p.Next, "of", p.Total, "next", strconv.Itoa(p.Next))
	} else if p.After > 0 {
		a.say("cli.part_last", "from", min(p.After+1, p.Total), "to", p.After+given, "of", p.Total)
	}
}

type shortcomingsListCmd struct {
	ofYear
	paged
	Below   bool   `help:"cả các đơn vị cấp dưới | with all units below"`
	Field   string `help:"lĩnh vực | field"`
	Answers string `help:"mã đơn vị chịu trách nhiệm | code of the unit that answers"`
	State   string `default:"" enum:",remedying,awaiting,remedied,carried,withdrawn" help:"tình trạng | state"`
	Late    bool   `help:"quá hạn khắc phục | behind its day"`
	Earlier bool   `help:"có từ năm trước | found in a year before"`
	AsKnown string `help:"như đã biết đến ngày | as known on a day" placeholder:"10/01/2024"`
}

func (c *shortcomingsListCmd) Run(a *ask) error {
	year, err := c.cycle(a)
	if err != nil {
		return err
	}
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return in(err, "as_known")
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		list, err := p.Shortcomings(a.Context, actor, shortcomings.Query{Unit: c.Unit, Year: year, Below: c.Below, Field: c.Field, Answers: c.Answers,
			State: shortcoming.State(c.State), Late: c.Late, Earlier: c.Earlier, AsKnown: known})
		if err != nil {
			return err
		}
		out := register.OfShortcomings(a.lang, list, c.After, c.Limit)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		a.say("cli.shortcomings", "unit", list.Unit.Name, "year", string(year), "n", out.Tally.Total, "remedied", out.Tally.By[shortcoming.Remedied], "open", out.Tally.By[shortcoming.Remedying]+out.Tally.By[shortcoming.Awaiting], "late", out.Tally.Late, "earlier", out.Tally.Earlier)
		if out.Left > 0 {
			a.say("cli.shortcomings_left", "n", out.Left)
		}
		a.shortcomingRows(out.Rows)
		a.part(out.Cutting, len(out.Rows))
		return nil
	})
}

func (a *ask) shortcomingRows(list []register.ShortcomingRow) {
	var rows [][]string
	for _, r := range list {
		state := r.StateText
		if r.Late > 0 {
			state += " (" + a.t("cli.days_late", "n", r.Late) + ")"
		}
		rows = append(rows, []string{state, r.Field, clip(r.Statement, 60), r.Head.Name, r.Due.Say(""), string(r.First), string(r.ID)})
	}
	if len(rows) > 0 {
		table(a.Stdout, []string{a.t("cli.status"), a.t("cli.field"), a.t("cli.shortcoming"), a.t("cli.answers"), a.t("cli.deadline"), a.t("cli.since"), a.t("cli.id")}, rows, nil)
	}
}

type shortcomingsShowCmd struct {
	ID string `arg:"" help:"mã tồn tại | identifier"`
}

func (c *shortcomingsShowCmd) Run(a *ask) error {
	return a.reading(func(p *app.App, actor access.Actor) error { return a.showShortcoming(p, actor, id.ID(c.ID)) })
}

func (a *ask) showShortcoming(p *app.App, actor access.Actor, which id.ID) error {
	page, err := p.Shortcoming(a.Context, actor, which)
	if err != nil {
		return err
	}
	out := register.OfPage(a.lang, page)
	if a.root.JSON {
		a.print(out)
		return nil
	}
	fmt.Fprintf(a.Stdout, "%s\n%s: %s\n", out.Statement, i18n.Title(out.StateText), a.t("cli.shortcoming_remedy", "product", out.Product, "due", out.Due, "who", strings.TrimSpace(out.Head.Name+" · "+out.Head.Unit)))
	for _, e := range out.Before {
		a.say("cli.shortcoming_from", "year", string(e.Year), "id", string(e.ID))
	}
	for _, u := range out.Unclear {
		fmt.Fprintln(a.Stdout, "?", u)
	}
	for _, e := range out.Events {
		fmt.Fprintf(a.Stdout, "%s · %s · %s %s\n", e.On.Say(""), a.t("shortcoming.step_"+string(e.Step)), e.By, e.Text)
	}
	return nil
}

type shortcomingsProposeCmd struct{ ofYear }

func (c *shortcomingsProposeCmd) Run(a *ask) error {
	year, err := c.cycle(a)
	if err != nil {
		return err
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.Proposals(a.Context, actor, c.Unit, year)
		if err != nil {
			return err
		}
		out := register.OfProposals(a.lang, found)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		var rows [][]string
		for _, r := range out.Rows {
			rows = append(rows, []string{r.Key, r.Statement, r.Head.Name, string(r.Raised)})
		}
		if len(rows) > 0 {
			table(a.Stdout, []string{a.t("cli.ground"), a.t("cli.shortcoming"), a.t("cli.answers"), a.t("cli.raised")}, rows, nil)
		}
		a.say("cli.shortcomings_proposed", "n", len(rows), "open", out.Open)
		if out.Many > 0 {
			a.say("web.shortcoming_many", "n", out.Many)
		}
		if out.More {
			a.say("web.shortcoming_more")
		}
		return nil
	})
}

type shortcomingFlags struct {
	Field      string `help:"lĩnh vực | field"`
	Objective  string `help:"nguyên nhân khách quan | objective causes"`
	Subjective string `help:"nguyên nhân chủ quan | subjective causes"`
	Answers    string `help:"mã đơn vị chịu trách nhiệm | code of the unit that answers"`
	Product    string `help:"biện pháp, sản phẩm khắc phục | what the remedy comes to"`
	Due        string `help:"hạn khắc phục | its day" placeholder:"30/06/2024"`
	Source     string `help:"nguồn phát hiện: báo cáo, kết luận, thanh tra | by whom it was found"`
}

func (c shortcomingFlags) entry(a *ask, p *app.App, actor access.Actor) (n shortcomings.NewShortcoming, err error) {
	n = shortcomings.NewShortcoming{Field: c.Field, Objective: c.Objective, Subjective: c.Subjective, Product: c.Product, Source: c.Source}
	if n.Due, err = optionalDate(c.Due); err != nil || c.Answers == "" {
		return n, in(err, "due")
	}
	d, err := p.Directory(a.Context, actor)
	if err != nil {
		return n, err
	}
	n.AnswerUnit, err = d.UnitByCode(c.Answers)
	return n, in(err, "answers")
}

type shortcomingsRaiseCmd struct {
	ofYear
	shortcomingFlags
	Statement string   `arg:"" optional:"" help:"nội dung; để trống thì lấy lời đề xuất của căn cứ đầu tiên | what it is; the first ground's wording when empty"`
	Ground    []string `help:"căn cứ, như dondoc shortcomings propose ghi | a row that proves it, as propose names it" placeholder:"target:018f…"`
}

func (c *shortcomingsRaiseCmd) Run(a *ask) error {
	year, err := c.cycle(a)
	if err != nil {
		return err
	}
	return a.onUnitCode(c.Unit, func(p *app.App, actor access.Actor, unit id.ID) error {
		n, err := c.entry(a, p, actor)
		if err != nil {
			return err
		}
		n.Unit, n.Year, n.Statement, n.Grounds = unit, year, c.Statement, c.Ground
		if len(c.Ground) > 0 {
			if err := a.fromProposal(p, actor, c.Unit, &n); err != nil {
				return err
			}
		}
		made, err := p.RaiseShortcoming(a.Context, actor, n)
		if err != nil {
			return err
		}
		return a.made(made, n.Statement)
	})
}

// fromProposal fills what was not said with what the first ground proposes.
func (a *ask) fromProposal(p *app.App, actor access.Actor, unit string, n *shortcomings.NewShortcoming) error {
	found, err := p.Proposals(a.Context, actor, unit, n.Year)
	if err != nil {
		return err
	}
	for _, r := range found.Rows {
		if r.Ground.Key() != n.Grounds[0] {
			continue
		}
		if n.Statement == "" {
			n.Statement = i18n.Say(a.lang, r.Statement)
		}
		if n.Field == "" {
			n.Field = r.Field
		}
		if n.AnswerUnit == "" {
			n.AnswerUnit, n.Post = r.AnswerUnit, r.Post
		}
	}
	return nil
}

type shortcomingsExplainCmd struct {
	ID         string `arg:"" help:"mã tồn tại | identifier"`
	Objective  string `help:"nguyên nhân khách quan | objective causes"`
	Subjective string `help:"nguyên nhân chủ quan | subjective causes"`
}

func (c *shortcomingsExplainCmd) Run(a *ask) error {
	return a.withName(func(p *app.App, actor access.Actor) error {
		if err := p.ExplainShortcoming(a.Context, actor, id.ID(c.ID), c.Objective, c.Subjective); err != nil {
			return err
		}
		return a.showShortcoming(p, actor, id.ID(c.ID))
	})
}

type shortcomingsStepCmd struct {
	ID       string   `arg:"" help:"mã tồn tại | identifier"`
	Text     string   `help:"nội dung, lý do | word, reason"`
	On       string   `help:"ngày; hôm nay nếu để trống | the day; today when empty" placeholder:"15/06/2024"`
	Evidence []string `help:"tệp minh chứng | evidence files" type:"path"`
}

type (
	shortcomingsCloseCmd   shortcomingsStepCmd
	shortcomingsConfirmCmd shortcomingsStepCmd
	shortcomingsReturnCmd  shortcomingsStepCmd
	shortcomingsDropCmd    shortcomingsStepCmd
)

func (c *shortcomingsStepCmd) Run(a *ask) error { return a.stepShortcoming(*c, shortcoming.Progress) }
func (c *shortcomingsCloseCmd) Run(a *ask) error {
	return a.stepShortcoming(shortcomingsStepCmd(*c), shortcoming.Ask)
}
func (c *shortcomingsConfirmCmd) Run(a *ask) error {
	return a.stepShortcoming(shortcomingsStepCmd(*c), shortcoming.Confirm)
}
func (c *shortcomingsReturnCmd) Run(a *ask) error {
	return a.stepShortcoming(shortcomingsStepCmd(*c), shortcoming.Return)
}
func (c *shortcomingsDropCmd) Run(a *ask) error {
	return a.stepShortcoming(shortcomingsStepCmd(*c), shortcoming.Withdraw)
}

func (a *ask) stepShortcoming(c shortcomingsStepCmd, step shortcoming.Step) error {
	on, err := optionalDate(c.On)
	if err != nil {
		return in(err, "on")
	}
	files, err := filesAt(c.Evidence)
	if err != nil {
		return err
	}
	return a.withName(func(p *app.App, actor access.Actor) error {
		if _, err := p.StepShortcoming(a.Context, actor, id.ID(c.ID), shortcoming.Event{Step: step, Text: c.Text, On: on}, files...); err != nil {
			return err
		}
		return a.showShortcoming(p, actor, id.ID(c.ID))
	})
}

// filesAt reads evidence files.
func filesAt(paths []string) (out []figures.File, err error) {
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, errs.New(errs.NotFound, "cli.no_file", "path", path).Because(err)
		}
		out = append(out, figures.File{Name: filepath.Base(path), MediaType: mime.TypeByExtension(filepath.Ext(path)), Content: content})
	}
	return out, nil
}

type shortcomingsFixCmd struct {
	shortcomingFlags
	ID        string `arg:"" help:"mã tồn tại | identifier"`
	Statement string `help:"nội dung | what it is"`
	Reason    string `required:"" help:"lý do | reason"`
}

func (c *shortcomingsFixCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		page, err := p.Shortcoming(a.Context, actor, id.ID(c.ID))
		if err != nil {
			return err
		}
		n, err := c.entry(a, p, actor)
		if err != nil {
			return err
		}
		n.Reason, n.Statement = c.Reason, c.Statement
		for text, was := range map[*string]string{&n.Statement: page.Statement, &n.Field: page.Field, &n.Objective: page.Objective, &n.Subjective: page.Subjective, &n.Product: page.Product, &n.Source: page.Source} {
			if *text == "" {
				*text = was
			}
		}
		if n.Due == "" {
			n.Due = page.Due
		}
		if err := p.CorrectShortcoming(a.Context, actor, id.ID(c.ID), n); err != nil {
			return err
		}
		return a.showShortcoming(p, actor, id.ID(c.ID))
	})
}

type shortcomingsCarryCmd struct {
	Unit   string   `help:"mã đơn vị, khi chuyển cả sổ | unit code, to carry its whole register over"`
	Year   string   `help:"năm của sổ; năm nay nếu để trống | year of the register; this year when empty"`
	ID     string   `arg:"" optional:"" help:"chỉ một tồn tại này | this one only"`
	Due    string   `help:"hạn khắc phục mới | the new day" placeholder:"30/06/2024"`
	Reason string   `help:"lý do | reason"`
	To     []string `help:"mã đơn vị kế tục, khi đơn vị đã chia | code of the unit that goes on with it, where it was divided"`
}

func (c *shortcomingsCarryCmd) Run(a *ask) error {
	if c.ID == "" && c.Unit == "" {
		return errs.New(errs.Invalid, "cli.unit_needed").In("unit")
	}
	year, err := ofYear{c.Unit, c.Year}.cycle(a)
	if err != nil {
		return err
	}
	due, err := optionalDate(c.Due)
	if err != nil {
		return in(err, "due")
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		var done shortcomings.CarriedOver
		if c.ID == "" {
			done, err = p.CarryShortcomings(a.Context, actor, c.Unit, year, due, c.Reason)
		} else {
			done.Made, err = a.carryOne(p, actor, c, due)
		}
		if err != nil {
			return err
		}
		out := register.OfCarried(a.lang, done)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		a.say("cli.shortcomings_carried", "n", len(out.Made))
		if len(out.Awaiting) > 0 {
			a.say("cli.shortcomings_waiting", "n", len(out.Awaiting))
			a.shortcomingRows(out.Awaiting)
		}
		return nil
	})
}

func (a *ask) carryOne(p *app.App, actor access.Actor, c *shortcomingsCarryCmd, due period.Date) ([]id.ID, error) {
	d, err := p.Directory(a.Context, actor)
	if err != nil {
		return nil, err
	}
	var to []id.ID
	for _, code := range c.To {
		unit, err := d.UnitByCode(code)
		if err != nil {
			return nil, in(err, "to")
		}
		to = append(to, unit)
	}
	return p.CarryShortcoming(a.Context, actor, id.ID(c.ID), due, c.Reason, to...)
}

type shortcomingsReviewCmd struct {
	ofYear
	AsKnown string `help:"như đã biết đến ngày | as known on a day" placeholder:"10/01/2024"`
}

func (c *shortcomingsReviewCmd) Run(a *ask) error {
	year, err := c.cycle(a)
	if err != nil {
		return err
	}
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return in(err, "as_known")
	}
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.ShortcomingReview(a.Context, actor, c.Unit, year, known)
		if err != nil {
			return err
		}
		out := register.OfReview(a.lang, found)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		a.say("cli.shortcomings_review", "n", out.Tally.Total, "remedied", out.Tally.By[shortcoming.Remedied], "unremedied", out.Tally.Unremedied(), "earlier", out.Tally.Earlier, "settled", out.Tally.Settled)
		a.shortcomingRows(append(out.Rows, out.Left...))
		return nil
	})
}
