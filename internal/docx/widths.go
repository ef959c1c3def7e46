package docx

import (
	"strings"
	"unicode"
)

// margin is what a cell leaves free at its left, and at its right, in twentieths
// of a point: less where there are many columns.
func (d Document) margin() int {
	if len(d.Columns) > 14 {
		return 40
	}
	return 85
}

// widths parts the width of the table among its columns by their shares, and then
// gives each what its longest word needs, so that no number is broken in two, as
// far as the others have room.
func (d Document) widths() []int {
	sum, width := 0, d.width()
	for _, c := range d.Columns {
		sum += max(c.Share, 1)
	}
	out, need := make([]int, len(d.Columns)), make([]int, len(d.Columns))
	lacks, room := 0, 0
	for i, c := range d.Columns {
		out[i] = width * max(c.Share, 1) / sum
		need[i] = longest(c.Title, d.small(), true)
		for _, r := range d.Rows {
			if !r.Heading && i < len(r.Cells) {
				need[i] = max(need[i], longest(r.Cells[i], d.small(), false))
			}
		}
		need[i] += 2 * d.margin()
		lacks, room = lacks+max(0, need[i]-out[i]), room+max(0, out[i]-need[i])
	}
	if lacks == 0 || room == 0 {
		return out
	}
	given := min(lacks, room)
	for i := range out {
		switch off := need[i] - out[i]; {
		case off > 0:
			out[i] += off * given / lacks
		case off < 0:
			out[i] += off * given / room
		}
	}
	return out
}

// longest is about how long the longest word of a text is, at a size in half points.
func longest(text string, size int, bold bool) int {
	most := 0
	for _, word := range strings.Fields(text) {
		n := 0 // in hundredths of the size
		for _, r := range word {
			switch {
			case strings.ContainsRune(".,:;'’|!", r):
				n += 28
			case unicode.IsMark(r):
			case unicode.IsUpper(r):
				n += 74
			default:
				n += 52
			}
		}
		most = max(most, n)
	}
	if bold {
		most += most / 10
	}
	return most * size / 10 // half points of hundredths to twentieths
}
