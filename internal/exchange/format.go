package exchange

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// format is how one section of a number format shows a number, as far as its
// meaning goes.
type format struct {
	show           show
	scale          int // thousands it is divided by
	zeros          int // digits before the comma that are always shown
	places         int // digits behind it
	before, after  string
	when           string  // condition: "<", ">=", …; "" for none
	than           float64 // … than this
	literal, empty bool    // shows only a text; shows nothing
}

type show uint8

const (
	showNumber show = iota
	showPercent
	showDate
	showMonth // a date without its day
	showYear  // a date of which only the year is shown
	showTime  // a time of day, or a length of time
)

// cellStyle is what of a cell's style changes what it shows.
type cellStyle struct {
	sections []format // positive, negative, zero
	struck   bool
	font     string // of before Unicode, by its name
}

// readStyles reads how style numbers show numbers, and which are struck out.
func (w *workbook) readStyles(part string) error {
	custom := map[string]string{}
	var fonts []cellStyle
	inFonts, inCellXfs := false, false
	return w.elements(part, func(e xml.StartElement, _ *xmlReader) error {
		switch e.Name.Local {
		case "numFmt":
			custom[attr(e, "numFmtId")] = attr(e, "formatCode")
		case "fonts":
			inFonts = true
		case "font":
			if inFonts && len(fonts) < w.limits.Cells {
				fonts = append(fonts, cellStyle{})
			}
		case "strike":
			if n := len(fonts); inFonts && n > 0 {
				fonts[n-1].struck = on(e)
			}
		case "name":
			if n := len(fonts); inFonts && n > 0 && isOldFont(attr(e, "val")) {
				fonts[n-1].font = attr(e, "val")
			}
		case "fills", "borders", "cellStyleXfs":
			inFonts = false
		case "cellXfs":
			inFonts, inCellXfs = false, true
		case "cellStyles", "dxfs", "tableStyles":
			inFonts, inCellXfs = false, false
		case "xf":
			if !inCellXfs || len(w.styles) >= w.limits.Cells {
				return nil
			}
			id := attr(e, "numFmtId")
			code, ok := custom[id]
			if !ok {
				code = builtin(id)
			}
			style := cellStyle{sections: sectionsOf(code)}
			if font, err := strconv.Atoi(attr(e, "fontId")); err == nil && font >= 0 && font < len(fonts) {
				style.struck, style.font = fonts[font].struck, fonts[font].font
			}
			w.styles = append(w.styles, style)
		}
		return nil
	})
}

// on reads a property that is set by being there, unless it says otherwise.
func on(e xml.StartElement) bool {
	v := attr(e, "val")
	return v == "" || truth(v)
}

// builtin gives the code of a format number that needs no declaration
// (ECMA-376, 18.8.30).
func builtin(id string) string {
	switch n, _ := strconv.Atoi(id); {
	case n == 2:
		return "0.00"
	case n == 9 || n == 10:
		return "0%"
	case n == 17:
		return "mm/yyyy"
	case n >= 14 && n <= 16, n == 22, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 54, n == 57, n == 58:
		return "dd/mm/yyyy"
	case n >= 18 && n <= 21, n >= 32 && n <= 35, n >= 45 && n <= 47:
		return "h:mm"
	}
	return ""
}

var (
	elapsed   = regexp.MustCompile(`(?i)\[(h+|m+|s+)\]`)
	condition = regexp.MustCompile(`^\[(<=|>=|<>|=|<|>)(-?[\d.]+)\]`)
)

// sectionsOf parts a format code into its sections.
func sectionsOf(code string) []format {
	if code == "" || len(code) > 1024 {
		return nil
	}
	var out []format
	for _, section := range cutSections(code) {
		out = append(out, sectionOf(section))
	}
	return out
}

// cutSections cuts at the semicolons that are not shown.
func cutSections(code string) []string {
	var out []string
	from, quoted := 0, false
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			quoted = !quoted
		case '\\':
			if !quoted {
				i++
			}
		case ';':
			if !quoted {
				out, from = append(out, code[from:i]), i+1
			}
		}
	}
	return append(out, code[from:])
}

// sectionOf understands one section of a format code.
func sectionOf(code string) format {
	var f format
	if elapsed.MatchString(code) {
		f.show = showTime
		return f
	}
	signs, general := f.scan(code)
	has := func(chars string) bool { return strings.ContainsAny(signs, chars) }
	digits := has("0#?") || general
	switch {
	case digits && has("%"):
		f.show = showPercent
	case digits:
	case has("d"):
		f.show = showDate
	case has("y") && has("m"):
		f.show = showMonth
	case has("y"):
		f.show = showYear
	case has("hs"):
		f.show = showTime
	case has("m"):
		f.show = showMonth
	case strings.Contains(signs, "@"):
	default:
		f.literal = f.before != ""
		f.empty = strings.TrimSpace(f.before) == ""
	}
	whole, decimals, _ := strings.Cut(signs, ".")
	f.places = strings.Count(decimals, "0")
	if !strings.Contains(whole, ",") {
		f.zeros = strings.Count(whole, "0")
	}
	last := strings.LastIndexAny(signs, "0#?")
	for last+1 < len(signs) && last >= 0 && signs[last+1] == ',' {
		f.scale, last = f.scale+1, last+1
	}
	return f
}

// scan parts a section into its signs and the texts shown before and after them.
func (f *format) scan(code string) (signs string, general bool) {
	var b strings.Builder
	show := func(text string) {
		if b.Len() == 0 {
			f.before += text
		} else {
			f.after += text
		}
	}
	for i := 0; i < len(code); {
		rest := code[i:]
		switch c := code[i]; {
		case c == '"':
			end := strings.IndexByte(rest[1:], '"')
			if end < 0 {
				return b.String(), general
			}
			show(rest[1 : 1+end])
			i += end + 2
		case c == '\\' && len(rest) > 1:
			r := []rune(rest[1:])[0]
			show(string(r))
			i += 1 + len(string(r))
		case (c == '_' || c == '*') && len(rest) > 1:
			i += 1 + len(string([]rune(rest[1:])[0]))
		case c == '[':
			if m := condition.FindStringSubmatch(rest); m != nil {
				f.when = m[1]
				f.than, _ = strconv.ParseFloat(m[2], 64)
			}
			if end := strings.IndexByte(rest, ']'); end >= 0 {
				i += end + 1
				continue
			}
			i++
		case len(rest) >= 7 && strings.EqualFold(rest[:7], "general"):
			b.WriteByte('?')
			general = true
			i += 7
		case strings.IndexByte("0#?.,%@/eE", c) >= 0 || strings.IndexByte("dmyhsDMYHS", c) >= 0:
			b.WriteString(strings.ToLower(string(c)))
			i++
		case c == ' ' || c == '-' || c == '+' || c == ':' || c == '(' || c == ')':
			i++
		default:
			r := []rune(rest)[0]
			show(string(r))
			i += len(string(r))
		}
	}
	return b.String(), general
}

// styleOf gives a cell's style.
func (w *workbook) styleOf(number string) cellStyle {
	if i, err := strconv.Atoi(number); err == nil && i >= 0 && i < len(w.styles) {
		return w.styles[i]
	}
	return cellStyle{}
}

// number writes a number cell as its format shows it, with all its digits.
func (w *workbook) number(value string, style cellStyle) gridCell {
	value = strings.TrimSpace(value)
	f, err := strconv.ParseFloat(value, 64)
	if value == "" || err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return gridCell{kind: Text, text: value}
	}
	s := sectionFor(style.sections, f)
	switch s.show {
	case showDate, showMonth, showYear:
		if day, ok := serialDay(f, w.date1904); ok {
			return gridCell{kind: Date, text: shownDay(day, s)}
		}
	}
	switch {
	case s.empty:
		return gridCell{kind: Empty, mark: mark{"exchange.mark_hidden", plain(f)}}
	case s.literal && strings.Trim(s.before, "- –") == "":
		return gridCell{kind: Number, text: plain(f)} // the dash of a zero
	case s.literal:
		return gridCell{kind: Text, text: s.before}
	}
	if s.show == showPercent {
		f *= 100
	}
	text := plain(f / math.Pow(1000, float64(s.scale)))
	if s.zeros > 1 && f == math.Trunc(f) && len(text) < s.zeros && f >= 0 {
		text = strings.Repeat("0", s.zeros-len(text)) + text
	}
	if s.show == showPercent {
		text += "%"
	}
	cell := gridCell{kind: Number, text: strings.TrimSpace(s.before) + spaced(s.before) + text + s.after}
	if _, part, _ := strings.Cut(text, ","); s.show == showNumber && len(part) < s.places && s.places <= 3 && s.before+s.after == "" {
		cell.shown = strings.Replace(strconv.FormatFloat(f, 'f', s.places, 64), ".", ",", 1)
	}
	return cell
}

// spaced keeps the one space between a text and the number after it.
func spaced(before string) string {
	if strings.TrimSpace(before) == "" || !strings.HasSuffix(before, " ") {
		return ""
	}
	return " "
}

// sectionFor gives the section that shows a number.
func sectionFor(sections []format, f float64) format {
	for _, s := range sections {
		if s.when != "" && s.holds(f) {
			return s
		}
	}
	if len(sections) == 0 || sections[0].when != "" {
		return format{}
	}
	switch {
	case f < 0 && len(sections) > 1:
		return sections[1]
	case f == 0 && len(sections) > 2:
		return sections[2]
	}
	return sections[0]
}

func (s format) holds(f float64) bool {
	switch s.when {
	case "<":
		return f < s.than
	case "<=":
		return f <= s.than
	case ">":
		return f > s.than
	case ">=":
		return f >= s.than
	case "=":
		return f == s.than
	default:
		return f != s.than
	}
}

// shownDay writes a date with the parts its format shows. Where the year is not
// shown it is known all the same.
func shownDay(day time.Time, s format) string {
	switch s.show {
	case showMonth:
		return day.Format("01/2006")
	case showYear:
		return strings.TrimLeft(s.before, " ") + day.Format("2006")
	default:
		return day.Format("02/01/2006")
	}
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
