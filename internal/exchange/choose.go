package exchange

import (
	"slices"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// sheet is a table with its columns understood.
type sheet struct {
	table      *Table
	columns    []column
	candidates map[field][]int
	column     map[field]int // the columns taken
	earlier    []int         // columns of a series before the year chosen
	estimate   bool
	chosen     map[field]int // by hand

	month        int  // the last that the results are of, 0 for the whole year
	otherResults bool // there are results of another year
}

func sheetOf(t *Table) *sheet {
	s := &sheet{table: t, candidates: map[field][]int{}, column: map[field]int{}, chosen: map[field]int{}}
	for i, h := range t.Header {
		c := columnOf(h)
		s.columns = append(s.columns, c)
		if c.field != fieldNone {
			s.candidates[c.field] = append(s.candidates[c.field], i)
		}
	}
	s.yearOfSeveral()
	for f, columns := range s.candidates {
		if shown := filter(columns, func(i int) bool { return !t.hides(i) }); len(shown) > 0 {
			s.candidates[f] = shown
		}
	}
	if len(s.candidates[fieldName]) == 0 && !taskTable.is(t) {
		s.looseName()
	}
	return s
}

// yearOfSeveral takes a year beside a plan of several years, "Trong đó năm 2026",
// for the plan of that year.
func (s *sheet) yearOfSeveral() {
	for i, c := range s.columns {
		several := func(j int) bool { return s.columns[j].first < c.first && j < i || s.columns[j].end > c.end && j < i }
		if !c.ofWhich || len(filter(s.candidates[fieldPlan], several)) == 0 {
			continue
		}
		s.columns[i].field = fieldPlan
		s.candidates[fieldPlan] = append(s.candidates[fieldPlan], i)
		s.candidates[fieldYear] = filter(s.candidates[fieldYear], func(j int) bool { return j != i })
	}
}

// looseName takes the first column for the targets' names whose header says no
// more than half of it.
func (s *sheet) looseName() {
	if plans := s.candidates[fieldPlan]; len(plans) > 1 { // "Target" beside "Plan" is what is named
		for _, i := range plans {
			if words := headerWords(s.table.Header[i]); slices.Contains(namesBeside, words) {
				s.candidates[fieldPlan] = filter(plans, func(other int) bool { return other != i })
				s.candidates[fieldName], s.columns[i].field = []int{i}, fieldName
				return
			}
		}
	}
	for _, loose := range looseNames {
		for i, h := range s.table.Header {
			words := headerWords(h)
			if f := s.columns[i].field; (f == fieldNone || f == fieldPlan && !slices.Contains(planWords, words)) && hasAny(words, []string{loose}) {
				s.candidates[f] = filter(s.candidates[f], func(other int) bool { return other != i })
				s.candidates[fieldName], s.columns[i].field = []int{i}, fieldName
				return
			}
		}
	}
}

// namesBeside head what is planned where another column is the plan's.
var namesBeside = spellings("target;targets;mục tiêu;các mục tiêu;mục tiêu cụ thể")

// headsUnit says whether a column names bodies, not people.
func (s *sheet) headsUnit(col int) bool { return hasAny(headerWords(s.table.Header[col]), unitWords) }

var unitWords = spellings("đơn vị;cơ quan;unit")

// byHand takes the columns that a person chose, in place of what the headers say.
func (s *sheet) byHand(choice Choice) errs.List {
	var list errs.List
	for f, said := range choice.Columns {
		i, err := s.table.Said(said)
		if err != nil {
			list = append(list, err.In(f))
			continue
		}
		for other, columns := range s.candidates {
			s.candidates[other] = filter(columns, func(col int) bool { return col != i })
		}
		if s.candidates[field(f)] = nil; i >= 0 {
			s.candidates[field(f)] = []int{i}
			s.chosen[field(f)] = i
		}
	}
	return list
}

// choose takes one column for each field.
func (s *sheet) choose(choice Choice) errs.List {
	if list := s.byHand(choice); len(list) > 0 {
		return list
	}
	for f, columns := range s.candidates {
		if f != fieldPlan && f != fieldActual && f != fieldYear && len(columns) > 0 {
			s.column[f] = columns[0]
			if f == fieldAnswer {
				s.column[f] = append(filter(columns, s.headsUnit), columns[0])[0]
			}
		}
	}
	if names := s.candidates[fieldName]; len(names) > 1 && len(s.candidates[fieldLabel]) > 1 {
		return errs.List{errs.New(errs.Invalid, "exchange.side_by_side", "tables", strings.Join(s.named(names), "; ")).In(string(fieldName)).Try("exchange.several_columns_hint")}
	}
	if _, ok := s.column[fieldName]; !ok {
		return errs.List{s.missing("exchange.no_name_column")}
	}
	year := choice.Cycle.Year()
	if year == 0 {
		year = s.latestYear()
	}
	s.resultAsPlan()
	s.seriesAsResults(year)
	s.splitBaseline(year)
	var list errs.List
	for _, want := range []struct {
		field  field
		header string
	}{{fieldPlan, choice.Plan}, {fieldActual, choice.Actual}} {
		if err := s.take(want.field, want.header, year); err != nil {
			list = append(list, err)
		}
	}
	if len(list) > 0 {
		return list
	}
	s.judging(year)
	_, plan := s.column[fieldPlan]
	actual, ok := s.column[fieldActual]
	_, percent := s.column[fieldPercent]
	if !plan && !ok && !percent {
		if other := s.ofOtherYears(year); len(other) > 0 {
			return errs.List{errs.New(errs.Invalid, "exchange.other_year", "year", year, "headers", strings.Join(other, "; ")).In(string(fieldPlan)).Try("exchange.several_columns_hint")}
		}
		return errs.List{s.missing("exchange.no_figure_column")}
	}
	s.estimate = ok && s.columns[actual].estimate
	return nil
}

// ofOtherYears gives the headers of figures that name years, none of them the one wanted.
func (s *sheet) ofOtherYears(year int) []string {
	var out []string
	for i, c := range s.columns {
		if c.first == 0 || c.covers(year) {
			continue
		}
		switch c.field {
		case fieldPlan, fieldActual, fieldYear, fieldPercent, fieldBaseline:
			out = append(out, s.table.Header[i])
		}
	}
	return out
}

// missing is the error for a sheet without a column it needs; it lists the
// headers that were read, so that the reader sees which row was taken for them.
func (s *sheet) missing(key string) *errs.Error {
	named := slices.DeleteFunc(slices.Clone(s.table.Header), func(h string) bool { return h == "" })
	return errs.New(errs.Invalid, key, "headers", strings.Join(named, "; ")).Try("exchange.columns_hint")
}

// latestYear gives the last year that has results, else the last that has a
// plan; 0 when the headers name none.
func (s *sheet) latestYear() int {
	for _, f := range []field{fieldActual, fieldPlan, fieldYear} {
		latest := 0
		for _, i := range s.candidates[f] {
			latest = max(latest, s.columns[i].end)
		}
		if latest > 0 {
			return latest
		}
	}
	return 0
}

// resultAsPlan reads a bare "Kết quả" as the plan where a sheet has no plan and
// nothing that judges a result: annexes of resolutions head the results to be
// reached so.
func (s *sheet) resultAsPlan() {
	actual := s.candidates[fieldActual]
	if len(s.candidates[fieldPlan]) > 0 || len(actual) != 1 || !s.columns[actual[0]].bareResult ||
		len(s.candidates[fieldPercent])+len(s.candidates[fieldClass]) > 0 {
		return
	}
	s.candidates[fieldPlan], s.candidates[fieldActual] = actual, nil
	s.table.Notes = append(s.table.Notes, phrase.New("exchange.result_as_plan", "header", s.table.Header[actual[0]]))
}

// seriesAsResults reads columns headed by nothing but years as results.
func (s *sheet) seriesAsResults(year int) {
	if len(s.candidates[fieldActual]) > 0 {
		return
	}
	for _, i := range s.candidates[fieldYear] {
		if s.columns[i].end < year {
			s.earlier = append(s.earlier, i)
		}
		if s.columns[i].covers(year) {
			s.table.Notes = append(s.table.Notes, phrase.New("exchange.year_as_result", "header", s.table.Header[i]))
		}
		s.candidates[fieldActual] = append(s.candidates[fieldActual], i)
	}
}

// splitBaseline takes results of the year before for the baseline.
func (s *sheet) splitBaseline(year int) {
	var results []int
	for _, i := range s.candidates[fieldActual] {
		c := s.columns[i]
		if c.end != 0 && c.end < year {
			s.otherResults = true
		}
		if _, taken := s.column[fieldBaseline]; year > 0 && c.end == year-1 && c.first == c.end && c.stretch.month == 0 && !taken {
			s.column[fieldBaseline] = i
			continue
		}
		results = append(results, i)
	}
	s.candidates[fieldActual] = results
}

// take chooses the column of the plan or of the results: the one with the given
// header; else of those that name the year, else of those that name none, the
// only one, or the only one that adds the months up.
func (s *sheet) take(f field, header string, year int) *errs.Error {
	if i, ok := s.chosen[f]; ok {
		s.column[f] = i
		return nil
	}
	if header != "" {
		i, err := s.table.Said(header)
		if err != nil {
			return err.In(string(f))
		}
		s.column[f] = i
		return nil
	}
	all := s.candidates[f]
	fit := filter(all, func(i int) bool { return year > 0 && s.columns[i].covers(year) })
	if len(fit) == 0 {
		fit = filter(all, func(i int) bool { return s.columns[i].first == 0 && !(f == fieldActual && s.ofYearBefore(i, year)) })
		s.otherResults = s.otherResults || f == fieldActual && len(fit) < len(all)
	}
	if sums := filter(fit, s.sumsYear); f == fieldActual && len(sums) == 1 {
		fit = sums
	}
	if whole := filter(fit, func(i int) bool { return s.columns[i].first == s.columns[i].end }); len(whole) == 1 {
		fit = whole
	}
	fit = s.whole(fit)
	switch {
	case len(fit) == 1 && s.partly(f, fit[0]) != nil:
		return s.partly(f, fit[0])
	case len(fit) == 1:
		s.column[f] = fit[0]
	case len(fit) > 1:
		return errs.New(errs.Invalid, "exchange.several_columns_"+string(f),
			"headers", strings.Join(s.named(fit), "; ")).In(string(f)).Try("exchange.several_columns_hint")
	case len(all) > 0 && f == fieldPlan:
		return errs.New(errs.Invalid, "exchange.other_year", "year", year, "headers", strings.Join(s.named(all), "; ")).
			In(string(f)).Try("exchange.several_columns_hint")
	}
	return nil
}

// sumsYear says whether a column adds up the months of a year, not the years of a term.
func (s *sheet) sumsYear(col int) bool {
	c := s.columns[col]
	return c.cumulative && c.first == c.end && !hasAny(headerWords(s.table.Header[col]), termWords)
}

// termWords name several years.
var termWords = spellings("giai đoạn;nhiệm kỳ;5 năm;03 năm;3 năm;các năm")

// ofYearBefore says whether results without a year are those of an earlier one: they
// stand between its plan and the plan of the year wanted ("KH 2026 | TH 9 tháng | …
// | KH 2027").
func (s *sheet) ofYearBefore(col, year int) bool {
	plan, ok := s.column[fieldPlan]
	if !ok || year == 0 || plan < col || !s.columns[plan].covers(year) {
		return false
	}
	return slices.ContainsFunc(s.columns[:col], func(c column) bool {
		return (c.field == fieldPlan || c.field == fieldActual) && c.end != 0 && c.end < year
	})
}

func (s *sheet) named(columns []int) []string {
	var out []string
	for _, i := range columns {
		out = append(out, s.table.Header[i])
	}
	return out
}

func filter(list []int, keep func(int) bool) []int {
	var out []int
	for _, i := range list {
		if keep(i) {
			out = append(out, i)
		}
	}
	return out
}
