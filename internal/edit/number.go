package edit

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Numbered is a number that a body gave a paper it issued (số văn bản), in its
// register. Numbers of a series run on without being used twice; a cancelled one
// stays where it is.
type Numbered struct {
	Unit        id.ID
	Series      string // the year, "2026"; of the Party the term, "2025-2030"
	Kind        string // loại: "BC", "KH"
	No          int
	Sign        string // of who issues: "UBND", "ĐU"
	Title       string // trích yếu
	On          period.Date
	Paper       Paper  // the report it is of; without a cycle for a paper made elsewhere
	Version     int64  // of the report, frozen; 0 for a paper made elsewhere
	Cancelled   string // why it is of no paper; "" while it is
	CancelledBy string
	ByName      string
	At          time.Time
	Was         []NumberedWas // what it said before it was put right, the oldest first
}

// NumberedWas is what an entry of the register said until it was put right.
type NumberedWas struct {
	Sign   string
	Title  string
	On     period.Date
	Reason string
	ByName string
	At     time.Time
}

// Symbol is the number with its symbol: "05/BC-UBND"; of the Party "05-BC/ĐU". Numbers
// under ten have a nought before them (NĐ 30/2020/NĐ-CP of 05/03/2020, Phụ lục I, II.3;
// HD 05-HD/VPTW).
func (n Numbered) Symbol(party bool) string {
	if party {
		return fmt.Sprintf("%02d-%s/%s", n.No, n.Kind, n.Sign)
	}
	return fmt.Sprintf("%02d/%s-%s", n.No, n.Kind, n.Sign)
}

// SeriesOf is the series that a number of a day belongs to: the year, beginning with
// 01 on 1 January (NĐ 30/2020/NĐ-CP, Phụ lục I, II.3); of the Party the term of the
// committee, which begins in a year that ends in 0 or 5 (HD 05-HD/VPTW). In the year
// of the congress it cannot be told from the day alone: the term that ends is given.
func SeriesOf(party bool, on period.Date) string {
	year, err := strconv.Atoi(string(on[:min(4, len(on))]))
	if !party || err != nil {
		return string(on[:min(4, len(on))])
	}
	from := year - year%5
	if from == year {
		from -= 5
	}
	return fmt.Sprintf("%d-%d", from, from+5)
}

// Next is the number that follows in a series of a kind, and the day before which it
// cannot be given; "" for any day.
func Next(list []Numbered, series, kind string) (no int, after period.Date) {
	for _, n := range list {
		if n.Series == series && n.Kind == kind && n.No >= no {
			no, after = n.No, n.On
		}
	}
	return no + 1, after
}

// Between gives the first and the last day that an entry can be of: no day before the
// number before it, none after the one that follows; "" for any.
func Between(list []Numbered, of Numbered) (from, until period.Date) {
	before, after := -1, 0
	for _, n := range list {
		switch {
		case n.Series != of.Series || n.Kind != of.Kind:
		case n.No < of.No && n.No > before:
			before, from = n.No, n.On
		case n.No > of.No && (after == 0 || n.No < after):
			after, until = n.No, n.On
		}
	}
	return from, until
}

// Missing gives the numbers of a series of a kind that no entry of the register has,
// from its first on, as "6" and "9–12": where the register begins is no gap.
func Missing(list []Numbered, series, kind string) (out []string) {
	var have []int
	for _, n := range list {
		if n.Series == series && n.Kind == kind {
			have = append(have, n.No)
		}
	}
	slices.Sort(have)
	for i := 1; i < len(have); i++ {
		switch from, to := have[i-1]+1, have[i]-1; {
		case from == to:
			out = append(out, strconv.Itoa(from))
		case from < to:
			out = append(out, fmt.Sprintf("%d–%d", from, to))
		}
	}
	return out
}
