package exchange

import (
	"encoding/csv"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/capital/published"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// spendingColumns are the columns of a table of monthly public investment as
// statistics offices' series are passed around: the field, its header, and
// whether the table is of no use without it.
var spendingColumns = []struct {
	header string
	needed bool
	set    func(*published.Line, float64)
}{
	{"Total-M", true, func(p *published.Line, v float64) { p.InMonth = v }},
	{"Total-YOY", true, func(p *published.Line, v float64) { p.ToDate = v }},
	{"YOP", true, func(p *published.Line, v float64) { p.OfPlan = v }},
	{"E-Total-M", false, func(p *published.Line, v float64) { p.Estimate = v }},
	{"Total-Pre-Month", false, func(p *published.Line, v float64) { p.Before = v }},
	{"YTD-YOY", false, func(p *published.Line, v float64) { p.OnYear = v }},
	{"M-YOY", false, func(p *published.Line, v float64) { p.MonthOnYear = v }},
	{"E-MOM", false, func(p *published.Line, v float64) { p.OnMonth = v }},
	{"MOM", false, func(p *published.Line, v float64) { p.RevisedOnMonth = v }},
}

const (
	spendingUnit  = "Phân Loại"
	spendingMonth = "Month"
	mostFaults    = 20
)

func spendingMissing(at map[string]int) []string {
	need := []string{spendingUnit, spendingMonth}
	for _, c := range spendingColumns {
		if c.needed {
			need = append(need, c.header)
		}
	}
	return slices.DeleteFunc(need, func(h string) bool { _, ok := at[viet.Fold(h)]; return ok })
}

// ReadSpending reads a table of monthly public investment (.csv, UTF-8, numbers
// with a decimal point): "Phân Loại" is the unit, "Month" is "2021-12", the
// others see docs/forecast.md. Every faulty line is named; none is guessed.
func ReadSpending(r io.Reader, limits Limits) ([]published.Line, errs.List) {
	limits = limits.orDefault()
	whole := &io.LimitedReader{R: r, N: limits.Bytes + 1}
	in := csv.NewReader(whole)
	in.FieldsPerRecord = -1
	header, err := in.Read()
	if err != nil {
		return nil, errs.List{errs.New(errs.Invalid, "exchange.spending_empty").Because(err)}
	}
	at := map[string]int{}
	for i, h := range header {
		at[viet.Fold(strings.TrimPrefix(h, "\ufeff"))] = i
	}
	if missing := spendingMissing(at); len(missing) > 0 {
		return nil, errs.List{errs.New(errs.Invalid, "exchange.spending_columns", "columns", strings.Join(missing, ", "))}
	}
	unit, month := at[viet.Fold(spendingUnit)], at[viet.Fold(spendingMonth)]
	var out []published.Line
	var list errs.List
	for {
		record, err := in.Read()
		if whole.N <= 0 {
			return nil, errs.List{errs.New(errs.TooLarge, "exchange.file_too_large", "megabytes", limits.Bytes>>20)}
		}
		if errors.Is(err, io.EOF) {
			return out, list
		}
		if err != nil {
			line := 0
			if at := new(csv.ParseError); errors.As(err, &at) {
				line = at.Line
			}
			return nil, append(list, errs.New(errs.Invalid, "exchange.spending_line").AtRow(line, "").Because(err))
		}
		row, _ := in.FieldPos(0)
		p, faults := spendingLine(record, row, unit, month, at)
		if list = append(list, faults...); len(list) >= mostFaults {
			return nil, list
		}
		if len(faults) == 0 {
			out = append(out, p)
		}
		if len(out) > limits.Rows {
			return nil, errs.List{errs.New(errs.TooLarge, "exchange.too_many_rows", "limit", limits.Rows).AtRow(row, "")}
		}
	}
}

func spendingLine(record []string, row, unit, month int, at map[string]int) (published.Line, errs.List) {
	nan := math.NaN()
	p := published.Line{Row: row, InMonth: nan, Estimate: nan, Before: nan, ToDate: nan, OfPlan: nan, OnYear: nan, MonthOnYear: nan, OnMonth: nan, RevisedOnMonth: nan}
	cell := func(i int) string {
		if i < len(record) {
			return viet.CleanSpaces(record[i])
		}
		return ""
	}
	var list errs.List
	if p.Unit = cell(unit); p.Unit == "" {
		list = append(list, errs.New(errs.Invalid, "exchange.spending_unit").AtRow(row, CellName(unit, row)))
	}
	var err error
	if p.Month, err = period.ParseMonth(cell(month)); err != nil {
		list = append(list, errs.New(errs.Invalid, "exchange.spending_month", "text", cell(month)).AtRow(row, CellName(month, row)))
	}
	for _, c := range spendingColumns {
		i, ok := at[viet.Fold(c.header)]
		if !ok || cell(i) == "" {
			continue
		}
		v, err := strconv.ParseFloat(cell(i), 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			list = append(list, errs.New(errs.Invalid, "exchange.spending_number", "text", cell(i)).AtRow(row, CellName(i, row)).In(c.header))
			continue
		}
		c.set(&p, v)
	}
	return p, list
}
