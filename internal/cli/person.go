package cli

import (
	"fmt"

	"dondoc/internal/access"
	"dondoc/internal/answer"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

type personCmd struct {
	Name    string `arg:"" help:"họ tên, hoặc mã | name, or identifier"`
	AsKnown string `help:"biết đến hết ngày | as known at the end of this day" placeholder:"10/01/2024"`
}

// Run shows everything tied to a person, tenure by tenure.
func (c *personCmd) Run(a *ask) error {
	known, err := optionalDate(c.AsKnown)
	if err != nil {
		return err
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		d, err := p.Directory(a.Context, actor)
		if err != nil {
			return err
		}
		who := id.ID(c.Name)
		if !who.Valid() {
			if who, err = personNamed(d, c.Name); err != nil {
				return err
			}
		}
		if who == "" {
			return errs.New(errs.NotFound, "app.person_unknown").In("name")
		}
		page, err := p.Person(a.Context, actor, who, known)
		if err != nil {
			return err
		}
		a.person(answer.OfPerson(a.lang, page))
		return nil
	})
}

func (a *ask) person(who answer.Person) {
	if a.root.JSON {
		a.print(who)
		return
	}
	name := who.Name
	if who.Invented {
		name += " " + a.t("cli.invented")
	}
	fmt.Fprintln(a.Stdout, name)
	for _, t := range who.Rows {
		line := fmt.Sprintf("\n%s, %s · %s %s", t.Post, t.UnitName, a.t("cli.from"), t.From.Say(""))
		if to := t.To.Say(""); to != "" {
			line += " " + a.t("cli.to") + " " + to
		}
		if t.After != "" {
			line += " · " + a.t("cli.handed_to", "name", t.After)
		}
		fmt.Fprintln(a.Stdout, line)
		var rows [][]string
		for _, one := range t.Targets {
			over := ""
			if one.HandedOver {
				over = a.t("cli.handed_over")
			}
			rows = append(rows, []string{string(one.Cycle), one.No, one.Name, one.Wording, one.Actual, percentOf(a, one.Judged), a.t("class." + string(one.Class)), over})
		}
		if len(rows) > 0 {
			table(a.Stdout, []string{a.t("cli.cycle"), a.t("cli.no"), a.t("cli.target"), a.t("cli.plan"), a.t("cli.actual"), "%", a.t("cli.class"), ""}, rows, map[int]bool{4: true, 5: true})
		}
	}
}
