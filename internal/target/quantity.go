package target

import (
	"math/big"
	"regexp"
	"strings"

	"dondoc/internal/measure"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"

	"golang.org/x/text/unicode/norm"
)

// tidy puts text in the one form the grammar reads: NFC, single spaces, no full stop at the end.
func tidy(text string) string {
	s := norm.NFC.String(strings.ReplaceAll(text, "\u00a0", " "))
	return strings.TrimRight(strings.Join(strings.Fields(s), " "), ".;")
}

const digits = `[-−+]?\d[\d.,]*(?: \d{3})*(?:,\d+)?`

var (
	quantityForm = regexp.MustCompile(`^(` + digits + `)\s*(.*)$`)
	moneyForm    = regexp.MustCompile(`^(\d[\d.]*) (?:tỷ|tỉ)(?: đồng)? (\d{1,3}) triệu(?: đồng)?$`)
)

// quantity reads "24,472 tỷ", "103 triệu đồng", "3,5 điểm %" into a value in
// the unit of the hints. What follows the number and is no unit is the rest.
// ok is false when the text does not begin with a number.
func quantity(text string, in Hints) (value measure.Decimal, unit, rest string, questions []Question, ok bool) {
	own := measure.LookupUnit(in.Unit)
	if m := moneyForm.FindStringSubmatch(strings.ToLower(text)); m != nil {
		high, err1 := viet.ReadNumber(m[1])
		low, err2 := viet.ReadNumber(m[2])
		if err1 == nil && err2 == nil {
			sum := measure.Of(high[0]).Add(measure.NewDecimal(low[0].Coef, 3))
			v, fits := measure.LookupUnit("tỷ đồng").Into(own, sum)
			if in.Unit == "" {
				return sum, "tỷ đồng", "", nil, true
			}
			return v, in.Unit, "", nil, fits
		}
	}
	m := quantityForm.FindStringSubmatch(text)
	if m == nil {
		return value, "", "", nil, false
	}
	figure := strings.TrimRight(m[1], ".,")
	readings, err := viet.ReadNumber(figure)
	if err != nil {
		return value, "", "", nil, false
	}
	written, rest := splitUnit(strings.TrimSpace(m[2]), in.Unit)
	unit = in.Unit
	from := own
	if written != "" {
		from = measure.LookupUnit(written)
	}
	if in.Unit == "" {
		unit, own = written, from
	}
	values := make([]measure.Decimal, 0, len(readings))
	for _, r := range readings {
		v, fits := from.Into(own, measure.Of(r))
		if !fits {
			unit = written
			v = measure.Of(r)
		}
		values = append(values, v)
	}
	value, questions = choose(values, figure, unit, in)
	return value, unit, rest, questions, true
}

// splitUnit parts what follows a number into a unit of measure and the rest.
func splitUnit(text, expected string) (unit, rest string) {
	if text == "" {
		return "", ""
	}
	fold, want := viet.Fold(text), viet.Fold(expected)
	if want != "" && (fold == want || strings.HasPrefix(fold, want+" ")) {
		words := len(strings.Fields(want))
		fields := strings.Fields(text)
		return strings.Join(fields[:words], " "), strings.Join(fields[words:], " ")
	}
	fields := strings.Fields(text)
	for n := min(3, len(fields)); n > 0; n-- {
		head := strings.Join(fields[:n], " ")
		if u := measure.LookupUnit(head); u.Family != viet.Fold(head) || u.Counted() {
			return head, strings.Join(fields[n:], " ")
		}
	}
	return "", text
}

// choose settles which reading of a number is meant: the one a person chose,
// the whole one of things that are counted, the one near a figure of the same
// kind; the usual one where a dot groups thousands, as Vietnamese writing has
// it. What is left is asked.
func choose(values []measure.Decimal, text, unit string, in Hints) (measure.Decimal, []Question) {
	if len(values) == 1 {
		return values[0], nil
	}
	if in.Meant != nil {
		for _, v := range values {
			if v.Cmp(*in.Meant) == 0 {
				return v, nil
			}
		}
	}
	u := measure.LookupUnit(unit)
	if u.Share() {
		for _, v := range values {
			if v.Cmp(measure.Int(1000)) < 0 {
				return v, nil
			}
		}
	}
	if u.Counted() {
		for _, v := range values {
			if v.Trim().Scale() == 0 {
				return v, nil
			}
		}
	}
	if in.Near != nil && in.Near.Sign() > 0 {
		var near []measure.Decimal
		for _, v := range values {
			if within(v, *in.Near, 20) {
				near = append(near, v)
			}
		}
		if len(near) == 1 {
			return near[0], nil
		}
	}
	if strings.Contains(text, ".") {
		return values[0], nil
	}
	readings := make([]phrase.Phrase, len(values))
	for i, v := range values {
		readings[i] = phrase.New("target.reading", "value", v, "unit", suffix(unit))
	}
	return values[0], []Question{{Field: "value", Ask: phrase.New("target.which_number", "text", text, "readings", readings), Choices: values}}
}

// within says whether a lies between b/times and b×times.
func within(a, b measure.Decimal, times int64) bool {
	x, y, n := a.Rat(), b.Rat(), big.NewRat(times, 1)
	return x.Sign() > 0 && new(big.Rat).Mul(x, n).Cmp(y) >= 0 && x.Cmp(new(big.Rat).Mul(y, n)) <= 0
}
