package exchange

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// format is how a number format shows a number, as far as its meaning goes.
type format uint8

const (
	formatPlain format = iota
	formatPercent
	formatDate
	formatMonth // a date shown without its day
	formatTime  // a time of day, or a length of time
)

// readStyles reads which style numbers show percentages and dates.
func (w *workbook) readStyles(part string) error {
	custom := map[string]format{}
	inCellXfs := false
	return w.elements(part, func(e xml.StartElement, _ *xmlReader) error {
		switch e.Name.Local {
		case "numFmt":
			custom[attr(e, "numFmtId")] = formatOf(attr(e, "formatCode"))
		case "cellXfs":
			inCellXfs = true
		case "cellStyles", "dxfs", "tableStyles":
			inCellXfs = false
		case "xf":
			if !inCellXfs || len(w.formats) >= w.limits.Cells {
				return nil
			}
			id := attr(e, "numFmtId")
			f, ok := custom[id]
			if !ok {
				f = builtin(id)
			}
			w.formats = append(w.formats, f)
		}
		return nil
	})
}

// builtin gives the meaning of a format number that needs no declaration
// (ECMA-376, 18.8.30).
func builtin(id string) format {
	switch n, _ := strconv.Atoi(id); {
	case n == 9 || n == 10:
		return formatPercent
	case n == 17:
		return formatMonth
	case n >= 14 && n <= 16, n == 22, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 54, n == 57, n == 58:
		return formatDate
	case n >= 18 && n <= 21, n >= 32 && n <= 35, n >= 45 && n <= 47:
		return formatTime
	}
	return formatPlain
}

// notSigns are the parts of a format code that are shown as they are, or are
// conditions and colours; [h] and [mm] stand for lengths of time.
var notSigns = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|(?i:general)|AM/PM|A/P`)

var elapsed = regexp.MustCompile(`(?i)\[(h+|m+|s+)\]`)

func formatOf(code string) format {
	positive, _, _ := strings.Cut(code, ";")
	if elapsed.MatchString(positive) {
		return formatTime
	}
	signs := strings.ToLower(notSigns.ReplaceAllString(positive, ""))
	has := func(chars string) bool { return strings.ContainsAny(signs, chars) }
	switch {
	case has("0#?") && has("%"):
		return formatPercent
	case has("0#?"):
		return formatPlain
	case has("d"):
		return formatDate
	case has("y"):
		return formatMonth
	case has("hs"):
		return formatTime
	}
	return formatPlain
}

// number writes a number cell as its format means it.
func (w *workbook) number(value, style string) (Kind, string) {
	value = strings.TrimSpace(value)
	f, err := strconv.ParseFloat(value, 64)
	if value == "" || err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return Text, value
	}
	show := formatPlain
	if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(w.formats) {
		show = w.formats[i]
	}
	switch show {
	case formatPercent:
		return Number, plain(f*100) + "%"
	case formatDate, formatMonth:
		if day, ok := serialDay(f, w.date1904); ok {
			if show == formatMonth {
				return Date, day.Format("01/2006")
			}
			return Date, day.Format("02/01/2006")
		}
	}
	return Number, plain(f)
}

// plain writes a number with the 15 significant digits a spreadsheet shows, a
// decimal comma and no grouping.
func plain(f float64) string {
	if f != 0 && (math.Abs(f) >= 1e15 || math.Abs(f) < 1e-9) {
		return strings.Replace(strconv.FormatFloat(f, 'g', 15, 64), ".", ",", 1)
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	return strings.Replace(strconv.FormatFloat(short, 'f', -1, 64), ".", ",", 1)
}

// serialDay turns a serial day number into a date: day 1 is 01/01/1900, with
// the 29/02/1900 that never was, or day 0 is 01/01/1904. The time of day is
// dropped.
func serialDay(f float64, from1904 bool) (time.Time, bool) {
	if f < 0 || f > 2958465 {
		return time.Time{}, false
	}
	days := int(f)
	switch {
	case from1904:
		return time.Date(1904, 1, 1+days, 0, 0, 0, 0, time.UTC), true
	case days < 60:
		return time.Date(1899, 12, 31+days, 0, 0, 0, 0, time.UTC), days > 0
	default:
		return time.Date(1899, 12, 30+days, 0, 0, 0, 0, time.UTC), true
	}
}

// isoDate reads a cell of type "d".
func isoDate(value string) (Kind, string) {
	if day, err := time.Parse("2006-01-02", value[:min(len(value), 10)]); err == nil {
		return Date, day.Format("02/01/2006")
	}
	return Text, value
}
