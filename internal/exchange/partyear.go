package exchange

import (
	"regexp"
	"strconv"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// stretch is the part of a year that a header speaks of: up to which month, and
// whether it begins later than the year does. The zero value is a whole year.
type stretch struct {
	month  int
	within bool
}

var (
	wholeYear   = regexp.MustCompile(`\b(?:ca nam|12 thang|12 months|full year|31 12)\b`)
	monthsOf    = regexp.MustCompile(`\b(\d{1,2}) (?:thang|months?)\b( cuoi)?`)
	monthsUntil = regexp.MustCompile(`\b(?:den|het|toi|until|to)(?: ngay| het| cuoi)* (\d{1,2}) (\d{1,2})\b`)
	monthNamed  = regexp.MustCompile(`\b(?:thang|month) (\d{1,2})\b`)
	quarterOf   = regexp.MustCompile(`\b(?:qui|quarter) (iv|i{1,3}|[1-4])\b|\bq([1-4])\b`)
	halfYear    = regexp.MustCompile(`\bnua (dau |cuoi )?nam\b|\b(first|second) half\b`)
	fromStart   = regexp.MustCompile(`\b(?:den|het|toi|lui ke|cong don|until|to date|cumulative)\b`)
)

var quarters = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

// stretchOf reads the part of a year in the folded words of a header: "6 tháng
// đầu năm", "lũy kế 9 tháng", "đến 30/9", "quý III", "tháng 10".
func stretchOf(words string) stretch {
	since := fromStart.MatchString(words)
	s := stretch{}
	switch number := func(text string) int { n, _ := strconv.Atoi(text); return n }; {
	case wholeYear.MatchString(words):
		return stretch{}
	case monthsOf.MatchString(words):
		m := monthsOf.FindStringSubmatch(words)
		if s.month = number(m[1]); m[2] != "" {
			s = stretch{12, true}
		}
	case monthsUntil.MatchString(words):
		s.month = number(monthsUntil.FindStringSubmatch(words)[2])
	case quarterOf.MatchString(words):
		m := quarterOf.FindStringSubmatch(words)
		q := quarters[m[1]+m[2]]
		s = stretch{3 * q, q > 1 && !since}
	case monthNamed.MatchString(words):
		n := number(monthNamed.FindStringSubmatch(words)[1])
		s = stretch{n, n > 1 && !since}
	case halfYear.MatchString(words):
		m := halfYear.FindStringSubmatch(words)
		if s.month = 6; m[1] == "cuoi " || m[2] == "second" {
			s = stretch{12, true}
		}
	}
	if s.month < 1 || s.month > 12 || s.month == 12 && !s.within {
		return stretch{}
	}
	return s
}

// whole keeps, of several columns, those of the whole year where there are any.
func (s *sheet) whole(columns []int) []int {
	if whole := filter(columns, func(i int) bool { return s.columns[i].stretch.month == 0 }); len(whole) > 0 {
		return whole
	}
	return columns
}

// partly says why a column that nobody chose by hand is not taken for the year's:
// a plan of a part of it or of several, a result of a quarter or month alone.
func (s *sheet) partly(f field, col int) *errs.Error {
	part, c := s.columns[col].stretch, s.columns[col]
	if f == fieldPlan && c.first < c.end && len(s.candidates[fieldActual])+len(s.candidates[fieldPercent]) > 0 {
		return errs.New(errs.Invalid, "exchange.plan_of_years", "header", s.table.Header[col]).In(string(f)).Try("exchange.several_columns_hint")
	}
	if part.month == 0 || f == fieldActual && !part.within {
		return nil
	}
	return errs.New(errs.Invalid, "exchange.part_of_year_"+string(f), "header", s.table.Header[col]).In(string(f)).Try("exchange.several_columns_hint")
}

// judging drops the columns of percentages and classes that judge another year's
// result, or another part of the year, than the one taken.
func (s *sheet) judging(year int) {
	actual, ok := s.column[fieldActual]
	var of stretch
	if ok {
		of = s.columns[actual].stretch
	}
	for _, f := range []field{fieldPercent, fieldClass} {
		var fit []int
		for _, i := range s.candidates[f] {
			c := s.columns[i]
			_, hand := s.chosen[f]
			switch {
			case hand, c.first != 0 && year == 0:
				fit = append(fit, i)
			case c.first != 0 && !c.covers(year), c.first == 0 && !ok && s.otherResults:
				s.columns[i].field = fieldCompare
			case ok && c.stretch.month != 0 && c.stretch != of:
			default:
				fit = append(fit, i)
			}
		}
		delete(s.column, f)
		if s.candidates[f] = fit; len(fit) > 0 {
			s.column[f] = fit[0]
		}
	}
	if ok && of.month > 0 {
		s.table.note(phrase.New("exchange.column_until", "header", s.table.Header[actual], "month", of.month))
	}
	if s.month = of.month; !ok {
		if i, ok := s.column[fieldPercent]; ok {
			s.month = s.columns[i].stretch.month
		}
	}
}
