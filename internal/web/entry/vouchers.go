package entry

import (
	"strconv"

	"dondoc/internal/capital"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

// fillVouchers adds the payments of public-investment capital that wait for the
// reader: each group leads to the list that has the same rows.
func (s *server) fillVouchers(r *kit.Ask, v *Inbox) error {
	groups, more, err := s.App.MyVouchers(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	v.More = v.More || more
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	for _, g := range groups {
		cycle := period.Cycle(strconv.Itoa(g.Year))
		group := TaskGroup{Title: t("web.inbox_vouchers_"+string(g.Step), "n", len(g.Rows), "year", string(cycle), "unit", g.Unit.Name),
			All: page.Link{Text: t("web.inbox_vouchers_all", "n", len(g.Rows)), URL: href.With(href.Capital(g.Unit.Code, cycle, "waiting"), "for", string(g.Step))}}
		for _, one := range g.Rows {
			name := one.Voucher + " · " + one.Project.Code + " " + one.Project.Name
			why := t("web.inbox_voucher_why", "kind", t("capital.payment_"+string(one.Kind)), "amount", capital.Dong(one.Amount), "on", one.On)
			l := line{kind: t("web.inbox_voucher_" + string(g.Step)), name: name, unit: one.Investor.Name, figure: capital.Dong(one.Amount).Say(string(r.Lang)), note: why}
			if steps := one.Payment.Steps; len(steps) > 0 {
				l.by = steps[0].ByName
				if last := steps[len(steps)-1]; last.Reason != "" {
					why += "; " + t("page.inbox.because", "by", last.ByName, "reason", last.Reason)
				}
			}
			group.Rows = append(group.Rows, TaskLine{line: l, Link: page.Link{Text: name, URL: href.Project(one.Project.ID, "")}, Status: "running_on_time", Why: why})
		}
		v.Vouchers = append(v.Vouchers, group)
	}
	return s.fillClosings(r, v)
}

// fillClosings adds the closing days of capital years that come near.
func (s *server) fillClosings(r *kit.Ask, v *Inbox) error {
	days, err := s.App.MyClosings(r.Context(), r.User.Actor)
	if err != nil || len(days) == 0 {
		return err
	}
	t := func(key string, args ...any) string { return i18n.T(r.Lang, key, args...) }
	group := TaskGroup{Title: t("web.inbox_closings", "n", len(days))}
	for _, d := range days {
		cycle := period.Cycle(strconv.Itoa(d.Year))
		name := t("web.inbox_closing", "year", string(cycle), "what", t("web.capital_close_"+d.What, "on", d.On))
		status, why := "running_on_time", t("web.inbox_closing_in", "n", d.Days)
		if d.Days < 0 {
			status, why = "running_late", t("web.inbox_closing_past", "n", -d.Days)
		}
		if d.Left > 0 {
			why += "; " + t("web.inbox_closing_"+map[bool]string{true: "open", false: "left"}[d.Advances], "amount", capital.Dong(d.Left))
		}
		why += " (" + d.Source + ")"
		group.Rows = append(group.Rows, TaskLine{line: line{kind: group.Title, name: name, unit: d.Unit.Name, note: why}, Link: page.Link{Text: name, URL: href.Capital(d.Unit.Code, cycle, "")}, Status: status, Why: why})
	}
	v.Vouchers = append(v.Vouchers, group)
	return nil
}
