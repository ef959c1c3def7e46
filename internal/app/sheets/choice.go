package sheets

import (
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/exchange"
)

// With gives the sheet with what was chosen in it: the table, the columns of
// fields, what rows are (by their number: skip, row, part), and the codes of the
// units that names mean.
func (s Sheet) With(table string, columns, rows, units map[string]string) (Sheet, error) {
	s.Choice.Table, s.Choice.Columns, s.Means = table, columns, units
	for number, as := range rows {
		n, err := strconv.Atoi(strings.TrimSpace(number))
		switch a := exchange.As(as); {
		case err != nil || n < 1, a != exchange.AsSkipped && a != exchange.AsRow && a != exchange.AsPart:
			return s, errs.New(errs.Invalid, "app.sheet_row", "text", number+"="+as).In("rows")
		default:
			if s.Choice.Rows == nil {
				s.Choice.Rows = map[int]exchange.As{}
			}
			s.Choice.Rows[n] = a
		}
	}
	return s, nil
}

// Pairs reads "a=b; c=d".
func Pairs(text string) map[string]string {
	out := map[string]string{}
	for pair := range strings.SplitSeq(text, ";") {
		if key, value, ok := strings.Cut(pair, "="); ok {
			out[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return out
}
