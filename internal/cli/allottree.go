package cli

import (
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/id"
)

type targetsTreeCmd struct {
	targetArg
	AsKnown string `help:"biết đến hết ngày | as known at the end of this day" placeholder:"10/01/2024"`
}

func (c *targetsTreeCmd) Run(a *ask) error {
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return err
	}
	return c.on(a, func(p *app.App, actor access.Actor, of id.ID) error {
		tree, err := p.AllotmentTree(a.Context, actor, of, known)
		if err != nil {
			return err
		}
		out := answer.OfAllotTree(a.lang, tree)
		if a.root.JSON {
			a.print(out)
			return nil
		}
		var rows [][]string
		for _, r := range out.Rows {
			rest := ""
			if r.Balance != nil {
				rest = r.Balance.Rest.Say(string(a.lang))
			}
			ends := ""
			if r.Rule != "" {
				ends = over(r.Reported, r.Ends)
			}
			rows = append(rows, []string{strings.Repeat("· ", r.Depth) + r.UnitName, r.Plan, rest, r.Actual, r.FromBelow, ends, percentOf(a, r.Judged), a.t("class." + string(r.Class))})
		}
		table(a.Stdout, []string{a.t("cli.unit"), a.t("cli.plan"), a.t("cli.rest"), a.t("cli.actual"), a.t("cli.from_below"), a.t("cli.ends"), "%", a.t("cli.class")}, rows,
			map[int]bool{2: true, 3: true, 4: true, 5: true, 6: true})
		for _, issue := range out.Issues {
			a.Stdout.Write([]byte(issue.Message + "\n"))
		}
		return nil
	})
}
