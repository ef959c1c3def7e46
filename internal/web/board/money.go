package board

import (
	"strconv"

	"dondoc/internal/answer/spending"
	"dondoc/internal/capital"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// Money is the public-investment money a target takes its rate from.
type Money struct {
	Lead    string // the rate with its arithmetic, and by whose plan
	Differs string // what was reported, where that is something else
	Rows    []MoneyRow
	All     page.Link // the targets tied to the money, where one is tied and reported
}

// MoneyRow is one project.
type MoneyRow struct {
	Project             page.Link
	Investor            string
	Paid, Plan, Percent string
}

// fillMoney adds the money the target takes its rate from.
func (s *server) fillMoney(r *kit.Ask, v *Target, which id.ID, known period.Date) error {
	found, err := s.App.TargetMoney(r.Context(), r.User.Actor, which, known)
	if err != nil || found == nil {
		return err
	}
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	of := spending.TieWords(r.Lang, *found.Tie)
	m := &Money{Lead: t("web.target_money_none", "of", of), All: page.Link{Text: t("web.target_money_all"), URL: href.AsKnown(href.Capital(found.Unit.Code, period.Cycle(strconv.Itoa(found.Year)), "targets"), known)}}
	rate, ok := found.Rate.Reported()
	if ok {
		m.Lead = t("web.target_money_rate", "of", of, "paid", capital.Dong(found.Rate.Paid), "plan", capital.Dong(found.Rate.Plan), "percent", rate, "month", found.Month)
	}
	if found.Many {
		m.Lead = of + ": " + t("capital.tie_many")
	}
	switch {
	case found.Reported == nil && ok:
		m.Differs = t("web.target_money_unreported")
	case found.Differs:
		m.Differs = t("web.target_money_differs", "text", found.Reported.Text, "month", found.Reported.Month)
	case found.Reported != nil && found.Reported.Month != found.Month:
		m.Differs = t("web.target_money_older", "text", found.Reported.Text, "month", found.Reported.Month)
	}
	for _, row := range found.Rows {
		one := MoneyRow{Project: page.Link{Text: row.Code + " · " + row.Name, URL: href.AsKnown(href.Project(row.ID, ""), known)}, Investor: row.Investor.Name,
			Paid: capital.Dong(row.Paid).Say(string(r.Lang)), Plan: capital.Dong(row.Plan).Say(string(r.Lang)), Percent: "–"}
		if percent, ok := row.Rate.Reported(); ok {
			one.Percent = percent.Say(string(r.Lang)) + "%"
		}
		m.Rows = append(m.Rows, one)
	}
	v.Money = m
	return nil
}
