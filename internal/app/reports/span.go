package reports

import (
	"slices"
	"strings"

	"dondoc/internal/app/shortcomings"
	"dondoc/internal/app/standing"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// Span is the part of a year that a report is of.
type Span struct {
	Template string // by which it was asked for
	No       int    // of the month or the quarter; 0 of the others
	From, To period.Month
}

// Whole says whether it is the whole year.
func (s Span) Whole() bool { return s.To == "" || s.To.Number()-s.From.Number() == 11 }

// The templates of reports.
const (
	OfMonth     = "bao-cao-thang"
	OfQuarter   = "bao-cao-quy"
	OfHalf      = "bao-cao-6-thang"
	OfNineMonth = "bao-cao-9-thang"
	OfYear      = "bao-cao-tong-ket"
)

// Templates are the templates of reports, the shortest time first.
func Templates() []string { return []string{OfMonth, OfQuarter, OfHalf, OfNineMonth, OfYear} }

// SpanOf gives the part of a year that a template is about; no is the number of the
// month or quarter where there are several. "" is the whole year.
func SpanOf(template string, cycle period.Cycle, no int) (Span, error) {
	s := Span{Template: template, No: no}
	months, most := 12, 0
	switch template {
	case OfMonth:
		months, most = 1, 12
	case OfQuarter:
		months, most = 3, 4
	case OfHalf:
		months = 6
	case OfNineMonth:
		months = 9
	case OfYear, "":
		s.Template = OfYear
	default:
		return s, errs.New(errs.Invalid, "report.template_unknown", "name", template).In("template")
	}
	first := 0
	switch {
	case most > 0 && (no < 1 || no > most):
		return s, errs.New(errs.Invalid, "report.span_number", "most", most).In("no")
	case most == 0 && no != 0:
		return s, errs.New(errs.Invalid, "report.span_none", "name", template).In("no")
	case most > 0:
		first = (no - 1) * months
	}
	all := cycle.Months()
	s.From, s.To = all[first], all[first+months-1]
	return s, nil
}

// after is the last day of the time as long that follows.
func (s Span) after() period.Date {
	m, months := s.To, s.To.Number()-s.From.Number()+1
	if s.Template == OfNineMonth {
		months = 3 // what is left of the year
	}
	for range months {
		m = m.Next()
	}
	return m.End()
}

// narrow leaves the targets of one field. NotFound where there are none.
func (m *Material) narrow(field string) error {
	for _, r := range m.Board.Rows {
		if r.Field != "" && !slices.Contains(m.Fields, r.Field) {
			m.Fields = append(m.Fields, r.Field)
		}
	}
	if field == "" {
		return nil
	}
	m.Board.Rows = slices.DeleteFunc(m.Board.Rows, func(r standing.BoardRow) bool { return viet.Fold(r.Field) != viet.Fold(field) })
	if len(m.Board.Rows) == 0 {
		return errs.New(errs.NotFound, "report.field_unknown", "field", field, "unit", m.Board.Unit.Name, "year", m.Board.Cycle).In("field")
	}
	m.Field = m.Board.Rows[0].Field
	return nil
}

// narrowNext leaves the targets of the year after that are of the field.
func (m *Material) narrowNext() {
	if m.Field != "" {
		m.Next.Rows = slices.DeleteFunc(m.Next.Rows, func(r standing.BoardRow) bool { return viet.Fold(r.Field) != viet.Fold(m.Field) })
	}
}

// of leaves the shortcomings of one field, and gives those that nobody put into any.
func of(r shortcomings.Review, field string) (left shortcomings.Review, fieldless []string) {
	if field == "" {
		return r, nil
	}
	for _, s := range r.Rows {
		if strings.TrimSpace(s.Field) == "" {
			fieldless = append(fieldless, s.Statement)
		}
	}
	other := func(s shortcomings.Row) bool { return viet.Fold(s.Field) != viet.Fold(field) }
	r.Rows, r.Unremedied = slices.DeleteFunc(slices.Clone(r.Rows), other), slices.DeleteFunc(slices.Clone(r.Unremedied), other)
	return r, fieldless
}

// capitalDay is the day until which payments are told of a part of a year that is
// over; "" until the day of the paper.
func capitalDay(m Material, to period.Date) period.Date {
	if m.Span.Whole() || to >= m.Day {
		return ""
	}
	return to
}
