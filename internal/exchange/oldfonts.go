package exchange

import (
	"slices"
	"strings"

	"dondoc/internal/phrase"
)

// What a text of before Unicode is kept in.
type oldKind uint8

const (
	notOld oldKind = iota
	oldTCVN3
	oldVNI
)

// oldKindOf says in which of the two a single text surely is.
func oldKindOf(text string) oldKind {
	switch {
	case isPlain(text):
		return notOld
	case isVNI(text):
		return oldVNI
	case isTCVN3(text):
		return oldTCVN3
	}
	return notOld
}

func (k oldKind) convert(text string) string {
	switch k {
	case oldTCVN3:
		return fromTCVN3(text)
	case oldVNI:
		return fromVNI(text)
	}
	return text
}

// note is the text that tells a conversion.
func (k oldKind) note() string {
	return map[oldKind]string{oldTCVN3: "exchange.old_font", oldVNI: "exchange.old_font_vni"}[k]
}

// hasOwn says whether a text has letters that only Unicode writes.
func hasOwn(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r >= 0x1ea0 && r <= 0x1ef9 || strings.ContainsRune("đơưăĐƠƯĂĩũĨŨ", r)
	})
}

// noLetters are characters of Latin 1 beside which no Vietnamese letter stands,
// and which the old fonts write letters with.
const noLetters = "®µ¸¹¬ª¨¶ÖËÎÏÑØßæ÷øþåäûüñ¡¢£¤¥¦§©¯\u00ad"

// hasNoLetters says whether a text without Unicode's own letters cannot be
// Vietnamese as it stands.
func hasNoLetters(text string) bool { return strings.ContainsAny(text, noLetters) }

// softHyphens says whether the soft hyphens of a text may be letters: TCVN3 writes
// its ư so.
func softHyphens(text string) bool {
	return strings.ContainsRune(text, '\u00ad') && !hasOwn(text)
}

// oldTexts decides, for all texts of a file at once, which are in an old font: where
// one surely is and none has Unicode's own letters, all are; where both stand
// beside each other, those that cannot be anything else, and the doubtful ones
// where most of the others are old. What is left in doubt is told by unsure.
type oldTexts struct {
	kind     oldKind // of the doubtful ones; notOld where both fonts stand there
	some     bool
	everyOne bool // no text is Unicode's
	mostly   bool // most of those that are sure are old
	few      bool // a stray one among many of Unicode: the others are no doubt
}

func oldTextsOf(each func(see func(string))) oldTexts {
	var all strings.Builder
	var sure [3]int
	own, odd := 0, 0
	each(func(text string) {
		switch {
		case isPlain(text):
		case hasOwn(text):
			own++
		default:
			kind := oldKindOf(text)
			sure[kind]++
			if kind == notOld && hasNoLetters(text) {
				odd++
			}
			if all.Len() < 1<<20 {
				all.WriteString(text + "\n")
			}
		}
	})
	old := sure[oldTCVN3] + sure[oldVNI]
	out := oldTexts{some: old > 0, everyOne: own == 0, mostly: old+odd > own, few: old*4 < own}
	switch whole := oldKindOf(all.String()); {
	case old == 0 && own == 0 && whole != notOld:
		out.kind, out.some = whole, true
	case sure[oldVNI] == 0:
		out.kind = oldTCVN3
	case sure[oldTCVN3] == 0:
		out.kind = oldVNI
	}
	return out
}

// of gives the font of one text; unsure where it cannot be said.
func (o oldTexts) of(text string) (kind oldKind, unsure bool) {
	switch {
	case !o.some || isPlain(text):
		return notOld, false
	case hasOwn(text):
		return notOld, hasNoLetters(text) && strings.ContainsAny(text, "®µ¸¹¬¨¶ËÏÑØßæøþåäûñ¡¢£¤¥¦")
	}
	switch sure := oldKindOf(text); {
	case sure != notOld:
		return sure, false
	case o.kind == notOld:
		return notOld, !o.few
	case o.everyOne, o.mostly, hasNoLetters(text):
		return o.kind, false
	}
	return notOld, !o.few
}

// fromOldFonts turns the texts of a sheet into Unicode where they are in TCVN3
// or VNI, and says so.
func (g *grid) fromOldFonts() {
	told := g.fromNamedFonts()
	old := oldTextsOf(func(see func(string)) {
		for i := range g.rows {
			for j := range g.rows[i].cells {
				if c := &g.rows[i].cells[j]; c.kind == Text {
					see(c.text)
				}
			}
		}
	})
	unsure, first := 0, ""
	for i := range g.rows {
		for j := range g.rows[i].cells {
			c := &g.rows[i].cells[j]
			if c.kind != Text || isPlain(c.text) {
				continue
			}
			kind, doubt := old.of(c.text)
			if doubt {
				if unsure++; unsure == 1 {
					first = CellName(c.col, g.rows[i].number) + " “" + clipped(c.text, 60) + "”"
				}
			}
			c.text = strings.ReplaceAll(kind.convert(c.text), "\u00ad", "")
			if kind != notOld && !told[kind] {
				told[kind] = true
				g.notes = append(g.notes, phrase.New(kind.note(), "cell", CellName(c.col, g.rows[i].number), "text", c.text))
			}
		}
	}
	if unsure > 0 {
		g.notes = append(g.notes, phrase.New("exchange.old_font_unsure", "cell", first, "n", unsure))
	}
}

// fromNamedFonts turns the texts whose fonts are named. A font that texts with
// letters of Unicode's own bear as well says in this sheet only what
// cannot be Vietnamese otherwise.
func (g *grid) fromNamedFonts() map[oldKind]bool {
	told, wrong, doubts, first := map[oldKind]bool{}, false, 0, ""
	for i := range g.rows {
		wrong = wrong || slices.ContainsFunc(g.rows[i].cells, func(c gridCell) bool { return c.font != "" && hasOwn(c.text) })
	}
	for i := range g.rows {
		for j := range g.rows[i].cells {
			c := &g.rows[i].cells[j]
			if c.kind != Text {
				continue
			}
			switch {
			case c.font != "" && wrong && !hasOwn(c.text) && !hasNoLetters(c.text):
				if doubts++; !isPlain(c.text) && first == "" {
					first = CellName(c.col, g.rows[i].number) + " “" + clipped(c.text, 60) + "”"
				}
			case c.font != "":
				if text, changed := inFont(c.font, c.text); changed {
					c.text, c.old = text, kindOfFont(c.font)
				} else {
					c.text = text
				}
			}
			if c.old != notOld && !told[c.old] {
				told[c.old] = true
				g.notes = append(g.notes, phrase.New(c.old.note(), "cell", CellName(c.col, g.rows[i].number), "text", c.text))
			}
		}
	}
	if len(told) > 0 && first != "" {
		g.notes = append(g.notes, phrase.New("exchange.old_font_unsure", "cell", first, "n", doubts))
	}
	return told
}

// eachLine calls do for every line of blocks, those of the cells of tables too.
func eachLine(blocks []wordBlock, do func(line *string)) {
	for i := range blocks {
		for j := range blocks[i].lines {
			do(&blocks[i].lines[j])
		}
		if t := blocks[i].table; t != nil {
			for r := range t.rows {
				for c := range t.rows[r].cells {
					eachLine(t.rows[r].cells[c].blocks, do)
				}
			}
		}
	}
}

// fromOldFonts turns the lines of a document into Unicode.
func fromOldFonts(each func(do func(line *string))) (notes []phrase.Phrase) {
	old := oldTextsOf(func(see func(string)) { each(func(line *string) { see(*line) }) })
	told := map[oldKind]bool{}
	unsure, first := 0, ""
	each(func(line *string) {
		kind, doubt := old.of(*line)
		if doubt {
			if unsure++; unsure == 1 {
				first = clipped(*line, 60)
			}
		}
		*line = strings.ReplaceAll(kind.convert(*line), "\u00ad", "")
		if kind != notOld && !told[kind] {
			told[kind] = true
			notes = append(notes, phrase.New("document.old_font", "font", map[oldKind]string{oldTCVN3: "TCVN3 (.VnTime)", oldVNI: "VNI (VNI-Times)"}[kind], "text", clipped(*line, 60)))
		}
	})
	if unsure > 0 {
		notes = append(notes, phrase.New("document.old_font_unsure", "text", first, "n", unsure))
	}
	return notes
}

// kindOfFont says by a font's name what its letters are kept in.
func kindOfFont(font string) oldKind {
	switch lower := strings.ToLower(font); {
	case strings.HasPrefix(lower, ".vn"):
		return oldTCVN3
	case strings.HasPrefix(lower, "vni"):
		return oldVNI
	}
	return notOld
}

func isOldFont(font string) bool { return kindOfFont(font) != notOld }

// inFont writes letters of a run whose font is named: the fonts ".Vn…" are TCVN3,
// those that end in H show capitals; "VNI-…" are VNI.
func inFont(font, text string) (string, bool) {
	kind := kindOfFont(font)
	switch {
	case kind == notOld || hasOwn(text):
		return text, false
	case kind == oldVNI:
		if isPlain(text) {
			return text, false
		}
		return fromVNI(text), true
	}
	text, changed := fromTCVN3(text), !isPlain(text)
	if strings.HasSuffix(strings.ToLower(font), "h") {
		text = strings.ToUpper(text)
	}
	return text, changed
}
