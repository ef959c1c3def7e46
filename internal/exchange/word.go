package exchange

import (
	"encoding/xml"
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/viet"
)

// wordBlock is a piece of a Word file in its order: the lines of a paragraph, or a table.
type wordBlock struct {
	lines []string
	table *wordTable
}

// wordReader reads the body of a Word file as it is shown once every tracked
// change is accepted: what was deleted, moved away, struck or hidden is no text.
type wordReader struct {
	*workbook
	lists  wordLists
	names  []string // open elements, the innermost last
	skip   int      // how deep the element stands whose content is left out; 0 for none
	inText bool
	run    wordRun
	paras  []*wordPara
	into   []*wordPlace
	tables []*wordTable
	choice []bool // of open alternatives: whether one was read
	size   int    // bytes of text so far

	unnamed bool // the names of fonts only say what cannot be Vietnamese otherwise

	left  wordLeft
	aside wordAside
}

// wordRun is how a run of letters is shown.
type wordRun struct {
	struck, hidden, raised bool
	shown                  bool // it says so, whatever its style
	font, style            string
}

// wordPara is a paragraph while it is read.
type wordPara struct {
	text    strings.Builder
	style   string
	numID   string
	level   int
	goesOn  bool // its end was deleted: the next one goes on with it
	aside   []wordBlock
	ownList bool
}

// wordPlace takes blocks: the body, a cell, a text box.
type wordPlace struct {
	blocks []wordBlock
	begun  string // a paragraph whose end was deleted
	box    bool
	cell   bool // of a table

	comments []string // on a cell
}

// wordLeft is what was left out in reading, to be told.
type wordLeft struct {
	struck, hidden []string
	tracked        bool
	notes          int // footnotes and endnotes
	parts          int // other files built in
	boxes          []string
	oldFont        string // a text that was in a font of before Unicode
	oldDoubts      []string
	fontsWrong     bool // letters of Unicode's own stand in such a font: the names say nothing
}

// most texts of one kind that are quoted when told.
const mostQuoted = 5

func (d *wordReader) parent(up int) string {
	if i := len(d.names) - 1 - up; i >= 0 {
		return d.names[i]
	}
	return ""
}

func (d *wordReader) para() *wordPara {
	if len(d.paras) == 0 {
		return &wordPara{} // text outside of any paragraph is none
	}
	return d.paras[len(d.paras)-1]
}

func (d *wordReader) place() *wordPlace { return d.into[len(d.into)-1] }

// see takes one token of the body.
func (d *wordReader) see(tok xml.Token) error {
	switch tok := tok.(type) {
	case xml.StartElement:
		d.names = append(d.names, tok.Name.Local)
		if d.skip == 0 {
			d.begin(tok)
		}
	case xml.CharData:
		if d.inText && d.skip == 0 && len(d.paras) > 0 {
			return d.chars(string(tok))
		}
	case xml.EndElement:
		depth := len(d.names)
		d.names = d.names[:max(depth-1, 0)]
		if d.skip > 0 {
			if depth <= d.skip {
				d.skip = 0
			}
			return nil
		}
		return d.end(tok.Name.Local)
	}
	return nil
}

// chars takes letters of a run.
func (d *wordReader) chars(text string) error {
	if d.size += len(text); d.size > mostText {
		return errs.New(errs.TooLarge, "document.too_long", "megabytes", mostText>>20).Try("exchange.too_large_hint")
	}
	to := &d.para().text
	text = d.unicode(text)
	switch {
	case d.run.struck:
		d.left.struck = quoted(d.left.struck, text)
	case d.run.hidden, !d.run.shown && d.hiddenByStyle():
		d.left.hidden = quoted(d.left.hidden, text)
	case d.run.raised:
		to.WriteString(raised(to.String(), text))
	default:
		to.WriteString(text)
	}
	if to.Len() > d.limits.CellBytes {
		return errs.New(errs.TooLarge, "exchange.cell_too_long", "limit", d.limits.CellBytes).Try("exchange.too_large_hint")
	}
	return nil
}

// unicode writes letters in the font of their run in Unicode.
func (d *wordReader) unicode(text string) string {
	font := d.lists.fontOf(d.run, d.para())
	if !isOldFont(font) {
		return text
	}
	if d.unnamed && !hasNoLetters(text) {
		if !isPlain(text) && !hasOwn(text) {
			d.left.oldDoubts = quoted(d.left.oldDoubts, text)
		}
		return text
	}
	d.left.fontsWrong = d.left.fontsWrong || hasOwn(text)
	text, old := inFont(font, text)
	if old && d.left.oldFont == "" {
		d.left.oldFont = clipped(text, 60)
	}
	return text
}

func quoted(list []string, text string) []string {
	if text = strings.TrimSpace(text); text != "" && len(list) <= mostQuoted {
		list = append(list, clipped(text, 60))
	}
	return list
}

var superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "(", "⁽", ")", "⁾")

// raised writes letters set above the line so that they are not taken for a
// part of the figure before them: a footnote's mark, or an exponent.
func raised(before, text string) string {
	plain := strings.TrimSpace(text)
	if strings.Trim(plain, "0123456789()") != "" || plain == "" {
		return text
	}
	if last := strings.TrimRight(before, "0123456789"); strings.HasSuffix(before, "10") && last == strings.TrimSuffix(before, "10") && !strings.HasSuffix(last, ",") && !strings.HasSuffix(last, ".") {
		return "^" + plain
	}
	return superscripts.Replace(text)
}

// symbols are the letters of the Symbol font that figures are written with.
var symbols = map[string]string{"F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F0B4": "×", "F0B0": "°", "F02D": "-", "F0B7": "-", "F0A7": "-", "F0D8": "-", "F0FC": "✓", "F0FE": "☑", "F0A8": "☐", "F06F": "☐"}

func (d *wordReader) begin(e xml.StartElement) {
	switch name := e.Name.Local; name {
	case "del", "moveFrom", "ins", "moveTo":
		d.tracked(name)
	case "AlternateContent":
		d.choice = append(d.choice, false)
	case "Choice", "Fallback":
		if n := len(d.choice); n > 0 {
			if d.choice[n-1] {
				d.skip = len(d.names)
			}
			d.choice[n-1] = true
		}
	case "p":
		d.paras = append(d.paras, &wordPara{level: -1})
		d.run = wordRun{}
	case "pStyle":
		d.para().style = attr(e, "val")
	case "numId", "ilvl":
		if d.parent(1) == "numPr" && d.parent(2) == "pPr" {
			if name == "numId" {
				d.para().numID, d.para().ownList = attr(e, "val"), true
			} else {
				d.para().level = smallNumber(attr(e, "val"), -1)
			}
		}
	case "r":
		d.run = wordRun{}
	case "strike", "dstrike", "vanish", "vertAlign":
		if d.parent(1) == "rPr" && d.parent(2) == "r" {
			d.run.set(name, attr(e, "val"))
		}
	case "rStyle":
		if d.parent(1) == "rPr" && d.parent(2) == "r" {
			d.run.style = attr(e, "val")
		}
	case "rFonts":
		if d.parent(1) == "rPr" && d.parent(2) == "r" {
			d.run.font = fontNamed(e)
		}
	case "txbxContent":
		d.into = append(d.into, &wordPlace{box: true})
	case "altChunk", "subDoc":
		d.left.parts++
	case "tbl", "gridCol", "tr", "gridBefore", "wBefore", "tblHeader", "hidden", "tc", "gridSpan", "tcW", "vMerge", "hMerge":
		d.beginTable(e)
	default:
		d.beginText(e)
	}
}

func (r *wordRun) set(name, val string) {
	on := val == "" || truth(val)
	switch name {
	case "strike", "dstrike":
		r.struck = on
	case "vanish":
		r.hidden, r.shown = on, !on
	case "vertAlign":
		r.raised = val == "superscript"
	}
}

// beginText takes what stands for letters.
func (d *wordReader) beginText(e xml.StartElement) {
	to := &d.para().text
	switch e.Name.Local {
	case "t":
		d.inText = true
	case "tab", "ptab":
		if d.parent(1) == "r" {
			to.WriteByte('\t')
		}
	case "br", "cr":
		to.WriteByte('\n')
	case "noBreakHyphen":
		to.WriteByte('-')
	case "sym":
		if s, ok := symbols[strings.ToUpper(attr(e, "char"))]; ok {
			to.WriteString(s)
		} else {
			to.WriteString("□")
		}
	case "footnoteReference", "endnoteReference":
		d.left.notes++
	default:
		d.beginAside(e)
	}
}

// tracked takes a tracked change: around a run, at the end of a paragraph, of a row.
func (d *wordReader) tracked(name string) {
	gone := name == "del" || name == "moveFrom"
	d.left.tracked = true
	switch d.parent(1) {
	case "rPr":
		if gone && d.parent(2) == "pPr" {
			d.para().goesOn = true
		}
	case "trPr":
		if row := d.row(); row != nil && gone {
			row.deleted = true
		}
	default:
		if gone {
			d.skip = len(d.names)
		}
	}
}

func (d *wordReader) end(name string) error {
	switch name {
	case "t":
		d.inText = false
	case "ddList":
		d.endOptions()
	case "AlternateContent":
		d.choice = d.choice[:max(len(d.choice)-1, 0)]
	case "p":
		return d.endPara()
	case "txbxContent":
		box := d.place()
		if len(d.into) > 1 {
			d.into = d.into[:len(d.into)-1]
			d.endBox(box)
		}
	case "tc", "tr", "tbl":
		return d.endTable(name)
	}
	return nil
}

// endBox keeps a text box. One of a few words is a mark on the document ("MẬT",
// "DỰ THẢO") and stands before its text; another follows the paragraph it hangs on.
func (d *wordReader) endBox(box *wordPlace) {
	var words []string
	for _, b := range box.blocks {
		if b.table != nil {
			words = append(words, strings.Repeat("x ", 20))
		}
		words = append(words, b.lines...)
	}
	text := viet.CleanSpaces(strings.Join(words, " "))
	if text == "" {
		return
	}
	if len(strings.Fields(text)) <= 8 && len(d.left.boxes) < 50 {
		d.left.boxes = append(d.left.boxes, text)
		return
	}
	if len(d.paras) > 0 {
		d.para().aside = append(d.para().aside, box.blocks...)
		return
	}
	d.place().blocks = append(d.place().blocks, box.blocks...)
}

func (d *wordReader) endPara() error {
	if len(d.paras) == 0 {
		return nil
	}
	p := d.para()
	d.paras = d.paras[:len(d.paras)-1]
	to := d.place()
	text := strings.TrimSpace(to.begun + p.text.String())
	to.begun = ""
	if p.goesOn {
		to.begun = text
		if text != "" {
			to.begun += " "
		}
		to.blocks = append(to.blocks, p.aside...)
		return nil
	}
	label := d.lists.label(p)
	if text == "" && (!to.cell || len(to.blocks) > 0) {
		label = "" // it counts and is not shown; in a cell it is the number of the row
	}
	lines := strings.Split(plainText(label+text), "\n")
	to.blocks = append(append(to.blocks, wordBlock{lines: lines}), p.aside...)
	if d.cells++; d.cells > min(d.limits.Cells, mostLines) {
		return errs.New(errs.TooLarge, "document.too_many_lines", "limit", mostLines).Try("exchange.too_large_hint")
	}
	return nil
}

// smallNumber reads a small number; otherwise where it is none.
func smallNumber(text string, otherwise int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < -32768 || n > 32767 {
		return otherwise
	}
	return n
}
