package money

import (
	"cmp"
	"slices"
	"strconv"

	"dondoc/internal/answer/spending"
	"dondoc/internal/app/money"
	"dondoc/internal/forecast"
	"dondoc/internal/report/drawn"
	"dondoc/internal/web/kit/page"
)

// taken are the pictures of a year of more projects than are read for a page.
func (c year) taken() []Picture {
	t := c.t
	course := Picture{Title: t("web.capital_course"), Table: c.courseTable()}
	chart, by, end := drawn.Course(c.lang, c.Capital)
	course.Drawing, course.Note = chart, by
	if end != "" {
		course.Note += " " + end
	}
	ranking := Picture{Title: t("web.capital_ranking"), Note: t("web.capital_ranking_note"), Table: c.partTable(money.ByInvestor)}
	if c.Taken.More {
		ranking.Note = t("web.capital_ranking_first", "n", len(c.Parts(money.ByInvestor)))
	}
	tree := c.tree()
	tree.Note += " " + t("web.capital_tree_taken")
	return []Picture{course, c.graded(), c.heat(), ranking, tree, c.tiles(),
		{Title: t("capital.by_source"), Table: c.partTable(money.BySource)}, {Title: t("capital.by_group"), Table: c.partTable(money.ByGroup)}}
}

// courseTable is the plan and what was paid by the ends of the months.
func (c year) courseTable() Table {
	s := money.Summed{Over: c.Over, Points: c.Taken.Points}
	return c.sumsMonths(s)
}

// graded lists the units with where each will end, those that need attention first;
// a grade says its rule, its figures and how often it was right.
func (c year) graded() Picture {
	t := c.t
	out := Picture{Title: t("web.capital_units_graded"), Note: t("web.capital_grades"), Table: Table{Num: map[int]bool{1: true, 2: true, 3: true}, Full: map[int]bool{5: true},
		Head: []string{t("capital.by_unit"), t("web.capital_count"), t("web.capital_plan"), t("web.capital_percent"), t("web.capital_forecast"), t("web.capital_grade")}}}
	units := slices.Clone(c.Parts(money.ByUnit))
	urgency := map[forecast.Grade]int{forecast.Warning: 0, forecast.Watch: 1, forecast.Calm: 2}
	slices.SortStableFunc(units, func(a, b money.Part) int { return cmp.Compare(urgency[a.Grade], urgency[b.Grade]) })
	for _, p := range units {
		grade := Cell{Text: "–"}
		if p.Grade != forecast.Calm {
			grade = Cell{Text: t("web.capital_grade_" + string(p.Grade)), Under: t("web.capital_pace", "part", percentOf(p.Pace), "month", min(c.Month, 11)) + "; " + spending.HitWords(c.lang, string(p.Grade), c.Day)}
		}
		if p.Grade == forecast.Warning {
			key := "web.capital_short"
			if !p.Likely {
				key = "web.capital_short_alone"
			}
			grade.Under += "; " + t(key, "part", percentOf(p.Part), "chance", percentOf(p.Chance))
		}
		out.Table.Rows = append(out.Table.Rows, []Cell{{Links: []page.Link{{Text: p.Unit.Name, URL: c.listed(money.ByUnit, p.Key)}}}, {Text: strconv.Itoa(p.Projects)},
			{Text: billions(c.lang, p.Share.Plan)}, {Text: rated(c.lang, p.Share)}, {Text: c.forecastWords(p.Forecast, p.Low, p.High)}, grade})
	}
	return out
}
