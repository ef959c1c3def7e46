package cli

import (
	"os"

	"dondoc/internal/access"
	"dondoc/internal/answer/rated"
	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/id"
)

type rulesOfCmd struct {
	Unit string `required:"" help:"mã đơn vị | code of the unit"`
}

func (c *rulesOfCmd) Run(a *ask) error {
	return a.reading(func(p *app.App, actor access.Actor) error {
		found, err := p.RulesOf(a.Context, actor, c.Unit)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(rated.OfRules(found))
			return nil
		}
		var rows [][]string
		for _, k := range found.Sets {
			whose, which := a.t("review.own_shipped"), ""
			if k.Own != nil {
				whose, which = k.Unit.Name, string(k.Own.ID)
			}
			rows = append(rows, []string{k.Set.ID, k.Set.Title.In(string(a.lang)), a.validity(k.Set.Valid), a.subjects(k.Set.Subjects), whose, which})
		}
		table(a.Stdout, []string{a.t("review.set"), a.t("review.title"), a.t("review.valid"), a.t("review.subjects"), a.t("review.own_of"), a.t("review.list_id")}, rows, nil)
		return nil
	})
}

type rulesAddCmd struct {
	File   string `arg:"" help:"tệp .yaml | the file"`
	Unit   string `required:"" help:"mã đơn vị | code of the unit"`
	DryRun bool   `help:"chỉ chứng minh, chưa lưu | only prove"`
}

func (c *rulesAddCmd) Run(a *ask) error {
	text, err := os.ReadFile(c.File)
	if err != nil {
		return errs.New(errs.NotFound, "review.no_set", "name", c.File).Because(err)
	}
	return a.with(func(p *app.App, actor access.Actor) error {
		made, report, err := p.AddRules(a.Context, actor, c.Unit, text, c.DryRun)
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(rated.AddedRules{ID: made, Report: report})
			return nil
		}
		a.say("review.own_kept", "name", report.Rules, "cells", report.Cells, "thresholds", report.Thresholds, "examples", report.Examples)
		return nil
	})
}

type rulesDropCmd struct {
	Set string `arg:"" help:"mã bộ (xem rules of) | id of the set"`
}

func (c *rulesDropCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		if err := p.DropRules(a.Context, actor, id.ID(c.Set)); err != nil {
			return err
		}
		return a.made(id.ID(c.Set), "drop")
	})
}
