package cli

import (
	"fmt"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/period"
)

type scoreboardCmd struct {
	Unit    string `required:"" help:"mã đơn vị | unit code"`
	Cycle   string `required:"" help:"năm | year"`
	AsKnown string `help:"biết đến hết ngày | as known at the end of this day" placeholder:"10/01/2024"`
}

// query reads what the scoreboard is asked for.
func (c *scoreboardCmd) query() (app.BoardQuery, error) {
	q := app.BoardQuery{Unit: c.Unit}
	var err error
	if q.Cycle, err = period.ParseCycle(c.Cycle); err != nil {
		return q, err
	}
	q.AsKnown, err = optionalDate(c.AsKnown)
	return q, err
}

func (c *scoreboardCmd) Run(a *ask) error {
	q, err := c.query()
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		b, err := p.Scoreboard(a.Context, actor, q)
		if err != nil {
			return err
		}
		board := answer.OfBoard(a.lang, b)
		if a.root.JSON {
			a.print(board)
			return nil
		}
		a.printBoard(board)
		return nil
	})
}

func (a *ask) printBoard(b answer.Board) {
	title := b.UnitName + " · " + string(b.Cycle)
	if b.AsKnown != "" {
		title += " · " + a.t("cli.as_known", "date", b.AsKnown)
	}
	fmt.Fprintf(a.Stdout, "%s\n%s\n\n", title, b.Sentence)
	if len(b.Rows) == 0 {
		a.say("cli.no_targets")
		return
	}
	var rows [][]string
	for _, r := range b.Rows {
		mark := ""
		if r.Illustrative {
			mark = "*"
		}
		rows = append(rows, []string{r.No, r.Name, r.UnitOfMeasure, r.Wording, r.Actual + mark, percentOf(a, r.Judged), a.t("class." + string(r.Class)), r.Head.Name})
	}
	table(a.Stdout, []string{a.t("cli.no"), a.t("cli.target"), a.t("cli.uom"), a.t("cli.plan"), a.t("cli.actual"), "%", a.t("cli.class"), a.t("cli.head")}, rows, map[int]bool{4: true, 5: true})
	for _, r := range b.Rows {
		if r.Illustrative {
			fmt.Fprintf(a.Stdout, "\n* %s\n", a.t("cli.illustrative"))
			return
		}
	}
}
