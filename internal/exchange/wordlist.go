package exchange

import (
	"cmp"
	"encoding/xml"
	"strconv"
	"strings"
)

// wordLists are the numbered lists of a Word file. What counts is the abstract
// list: several lists of one go on with each other, unless one starts anew.
type wordLists struct {
	abstract map[string]*abstractList
	lists    map[string]*numbering
	styles   map[string]wordStyle
	standard string // the style of paragraphs that name none
	font     string // where no style says one
}

// wordStyle is what a style says of lists.
type wordStyle struct {
	based, numID string
	level        int // -1 where it says none
	font         string
	hidden       bool
}

// abstractList is the form of a list's levels and how far each has come.
type abstractList struct {
	levels   map[int]numberLevel
	linked   string // the style whose list it takes
	of       string // the style that is its name
	count    [10]int
	begun    [10]bool
	restarts map[int]int
}

// numbering is a list as paragraphs name it.
type numbering struct {
	abstract string
	start    map[int]int // levels that start anew when this list is first used
	levels   map[int]numberLevel
	anew     map[int]bool // levels that did so
}

type numberLevel struct {
	format, text, style string
	start               int
	legal               bool // all numbers of its text in figures
}

// Bounds on what a list may say, so that a small file makes no long text.
const (
	mostLabel   = 100    // bytes of a level's pattern
	mostStart   = 32_767 // as Word has it
	mostLetters = 26 * 4 // then figures
	mostRoman   = 3999
)

// readWordStyles reads which styles carry lists, and their fonts.
func (d *wordReader) readWordStyles() error {
	d.lists.styles = map[string]wordStyle{}
	id, style, inNum := "", wordStyle{level: -1}, false
	return d.elements("word/styles.xml", func(e xml.StartElement, _ *xmlReader) error {
		switch e.Name.Local {
		case "style":
			id, style = attr(e, "styleId"), wordStyle{level: -1}
			if attr(e, "type") == "paragraph" && truth(attr(e, "default")) {
				d.lists.standard = id
			}
		case "basedOn":
			style.based = attr(e, "val")
		case "numPr":
			inNum = true
		case "numId":
			if inNum {
				style.numID = attr(e, "val")
			}
		case "ilvl":
			if inNum {
				style.level = smallNumber(attr(e, "val"), -1)
			}
		case "pPr", "rPr":
			inNum = false
		case "vanish":
			style.hidden = attr(e, "val") == "" || truth(attr(e, "val"))
		case "rFonts":
			if style.font = fontNamed(e); id == "" {
				d.lists.font = style.font
			}
		}
		if id != "" {
			d.lists.styles[id] = style
		}
		return nil
	})
}

// fontNamed gives the font of <w:rFonts>; one of the theme is none of before Unicode.
func fontNamed(e xml.StartElement) string {
	return cmp.Or(attr(e, "ascii"), attr(e, "hAnsi"), attr(e, "asciiTheme"), attr(e, "hAnsiTheme"))
}

// fontOf gives the font of a run: its own, that of its style, of its paragraph's,
// of what these are based on, or the document's.
func (w *wordLists) fontOf(run wordRun, p *wordPara) string {
	for _, style := range []string{run.style, cmp.Or(p.style, w.standard)} {
		for hops := 0; run.font == "" && style != "" && hops < 20; hops++ {
			run.font, style = w.styles[style].font, w.styles[style].based
		}
	}
	return cmp.Or(run.font, w.font)
}

// readNumbering reads what lists look like.
func (d *wordReader) readNumbering() error {
	d.lists.abstract, d.lists.lists = map[string]*abstractList{}, map[string]*numbering{}
	var abstract *abstractList
	var num *numbering
	level := 0
	return d.elements("word/numbering.xml", func(e xml.StartElement, _ *xmlReader) error {
		val := attr(e, "val")
		switch e.Name.Local {
		case "abstractNum":
			abstract, num = &abstractList{levels: map[int]numberLevel{}, restarts: map[int]int{}}, nil
			d.lists.abstract[attr(e, "abstractNumId")] = abstract
		case "num":
			num, abstract = &numbering{start: map[int]int{}, levels: map[int]numberLevel{}, anew: map[int]bool{}}, nil
			d.lists.lists[attr(e, "numId")] = num
		case "abstractNumId":
			if num != nil {
				num.abstract = val
			}
		case "numStyleLink":
			if abstract != nil {
				abstract.linked = val
			}
		case "styleLink":
			if abstract != nil {
				abstract.of = val
			}
		case "lvlOverride":
			level = smallNumber(attr(e, "ilvl"), -1)
		case "startOverride":
			if num != nil {
				num.start[level] = smallNumber(val, 1)
			}
		case "lvlRestart":
			if abstract != nil {
				abstract.restarts[level] = smallNumber(val, -1)
			}
		case "lvl":
			level = smallNumber(attr(e, "ilvl"), -1)
			into(abstract, num)[level] = numberLevel{start: 1}
		case "start", "numFmt", "lvlText", "pStyle", "isLgl":
			levels := into(abstract, num)
			if l, ok := levels[level]; ok {
				levels[level] = l.with(e)
			}
		}
		return nil
	})
}

// into gives the levels that are being described; a list's own ones go over
// those of the abstract one.
func into(abstract *abstractList, num *numbering) map[int]numberLevel {
	switch {
	case num != nil:
		return num.levels
	case abstract != nil:
		return abstract.levels
	}
	return map[int]numberLevel{}
}

func (l numberLevel) with(e xml.StartElement) numberLevel {
	val := attr(e, "val")
	switch e.Name.Local {
	case "start":
		l.start = min(max(smallNumber(val, 1), 0), mostStart)
	case "numFmt":
		l.format = val
	case "lvlText":
		l.text = val[:min(len(val), mostLabel)]
	case "pStyle":
		l.style = val
	case "isLgl":
		l.legal = val == "" || truth(val)
	}
	return l
}

// listOf gives the list and the level a paragraph stands in, its style's where
// it names none itself.
func (w *wordLists) listOf(p *wordPara) (*numbering, *abstractList, int) {
	numID, level := p.numID, p.level
	for style, hops := p.style, 0; style != "" && hops < 20; hops++ {
		s := w.styles[style]
		if !p.ownList && numID == "" && s.numID != "" {
			numID = s.numID
			if level < 0 {
				level = w.levelOf(numID, style, s.level)
			}
		}
		style = s.based
	}
	num := w.lists[numID]
	if num == nil || numID == "0" {
		return nil, nil, 0
	}
	abstract := w.abstract[num.abstract]
	for hops := 0; abstract != nil && abstract.linked != "" && len(abstract.levels) == 0 && hops < 5; hops++ {
		other := w.lists[w.styles[abstract.linked].numID]
		if other == nil {
			break
		}
		abstract = w.abstract[other.abstract]
	}
	return num, abstract, max(level, 0)
}

// levelOf gives the level that belongs to a style.
func (w *wordLists) levelOf(numID, style string, otherwise int) int {
	if num := w.lists[numID]; num != nil {
		if a := w.abstract[num.abstract]; a != nil {
			for level, l := range a.levels {
				if l.style == style {
					return level
				}
			}
		}
	}
	return otherwise
}

// label is what a list shows before the paragraph, with a space behind it.
func (w *wordLists) label(p *wordPara) string {
	num, abstract, at := w.listOf(p)
	if num == nil || abstract == nil || at > 8 {
		return ""
	}
	form := func(level int) (numberLevel, bool) {
		if l, ok := num.levels[level]; ok {
			return l, true
		}
		l, ok := abstract.levels[level]
		return l, ok
	}
	l, ok := form(at)
	if !ok {
		return ""
	}
	abstract.step(at, l, num)
	if l.format == "bullet" {
		return "- "
	}
	out := l.text
	for i := 0; i <= at; i++ {
		shown, _ := form(i)
		n := abstract.count[i]
		if !abstract.begun[i] {
			n = shown.start
		}
		format := shown.format
		if l.legal {
			format = "decimal"
		}
		out = strings.ReplaceAll(out, "%"+strconv.Itoa(i+1), numeral(n, format))
	}
	if out = strings.TrimSpace(out); out == "" {
		return ""
	}
	return out + " "
}

// step counts one paragraph of a level.
func (a *abstractList) step(at int, l numberLevel, num *numbering) {
	if start, ok := num.start[at]; ok && !num.anew[at] {
		a.begun[at], num.anew[at] = false, true
		l.start = start
	}
	if !a.begun[at] {
		a.begun[at], a.count[at] = true, min(max(l.start, 0), mostStart)-1
	}
	a.count[at]++
	for deeper := at + 1; deeper < len(a.count); deeper++ {
		if after, said := a.restarts[deeper]; said && (after == 0 || at+1 > after) {
			continue
		}
		a.begun[deeper] = false
	}
}

// numeral writes a list's number in its form.
func numeral(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "lowerLetter", "upperLetter":
		if n < 1 || n > mostLetters {
			break
		}
		c := strings.Repeat(string(rune('a'+(n-1)%26)), 1+(n-1)/26)
		if format == "upperLetter" {
			c = strings.ToUpper(c)
		}
		return c
	case "upperRoman", "lowerRoman":
		if n < 1 || n > mostRoman {
			break
		}
		if format == "lowerRoman" {
			return strings.ToLower(roman(n))
		}
		return roman(n)
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	out := ""
	for _, r := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= r.n {
			out += r.s
			n -= r.n
		}
	}
	return out
}
