package exchange

import (
	"encoding/xml"
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// pageWord is what a head of pages says of the page alone.
var pageWord = regexp.MustCompile(`^(?:trang|page) ?[\d/ ]*$`)

// wordAside is what a Word file holds beside its text: comments, pictures, files in
// it, what heads its pages. It is told, not read.
type wordAside struct {
	comments map[string]string // by number
	quoted   []string          // comments on what is in no cell
	heads    []string          // what heads or ends its pages
	pictures []string          // what stands before each
	files    []string          // what each is, and stands before it

	options []string // of a drop-down that is being read
	chosen  int
}

// readAside reads the comments and the heads of pages.
func (d *wordReader) readAside(main string) error {
	rels, err := d.relations(main)
	if err != nil {
		return err
	}
	d.aside.comments = map[string]string{}
	for _, r := range rels {
		switch r.kind[strings.LastIndexByte(r.kind, '/')+1:] {
		case "comments":
			err = d.elements(r.part, func(e xml.StartElement, x *xmlReader) error {
				if e.Name.Local != "comment" || len(d.aside.comments) >= mostLines {
					return nil
				}
				text, err := x.textOf("t", "t", d.limits.CellBytes)
				d.aside.comments[attr(e, "id")] = text
				return err
			})
		case "header", "footer":
			err = d.elements(r.part, func(e xml.StartElement, x *xmlReader) error {
				if e.Name.Local != "p" {
					return nil
				}
				text, err := x.textOf("t", "t", d.limits.CellBytes)
				if text = quote(text); len(viet.Fold(strings.Trim(text, " 0123456789/-–.|"))) > 1 && !pageWord.MatchString(viet.Fold(text)) && !slices.Contains(d.aside.heads, text) && len(d.aside.heads) < mostQuoted {
					d.aside.heads = append(d.aside.heads, text)
				}
				return err
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// beginAside takes what is beside the text.
func (d *wordReader) beginAside(e xml.StartElement) {
	a := &d.aside
	switch e.Name.Local {
	case "commentReference":
		text, ok := a.comments[attr(e, "id")]
		if !ok || strings.TrimSpace(text) == "" {
			return
		}
		if to := d.place(); to.cell {
			to.comments = append(to.comments, text)
			return
		}
		a.quoted = append(a.quoted, quote(text))
	case "blip", "chart", "relIds":
		a.pictures = append(a.pictures, d.before())
	case "imagedata":
		if !slices.Contains(d.names, "object") {
			a.pictures = append(a.pictures, d.before())
		}
	case "OLEObject":
		a.files = append(a.files, strings.TrimSpace(strings.TrimSuffix(attr(e, "ProgID"), ".12")+" "+d.before()))
	case "ddList":
		a.options, a.chosen = nil, 0
	case "result", "default":
		if d.parent(1) == "ddList" {
			a.chosen = smallNumber(attr(e, "val"), 0)
		}
	case "listEntry":
		if d.parent(1) == "ddList" && len(a.options) < 100 {
			a.options = append(a.options, attr(e, "val"))
		}
	}
}

// endOptions writes what is chosen of a drop-down, which its field shows.
func (d *wordReader) endOptions() {
	if a := d.aside; a.chosen >= 0 && a.chosen < len(a.options) {
		d.para().text.WriteString(a.options[a.chosen])
	}
	d.aside.options = nil
}

// before is the text that stands before the place being read, "" at the beginning.
func (d *wordReader) before() string {
	for i := len(d.into) - 1; i >= 0; i-- {
		blocks := d.into[i].blocks
		for j := len(blocks) - 1; j >= 0; j-- {
			for _, line := range slices.Backward(blocks[j].lines) {
				if strings.TrimSpace(line) != "" {
					return "“" + clipped(viet.CleanSpaces(line), 60) + "”"
				}
			}
		}
	}
	return ""
}

// notes tells what is beside the text.
func (a wordAside) notes() (out []phrase.Phrase) {
	for _, text := range a.quoted[:min(len(a.quoted), mostNotes)] {
		out = append(out, phrase.New("document.comment", "text", text))
	}
	if n := len(a.quoted) - mostNotes; n > 0 {
		out = append(out, phrase.New("exchange.more_notes", "n", n))
	}
	if len(a.heads) > 0 {
		out = append(out, phrase.New("document.page_heads", "text", strings.Join(a.heads, "; ")))
	}
	for _, kind := range []struct {
		alone, after string
		list         []string
	}{{"document.pictures", "document.pictures_after", a.pictures}, {"document.embedded", "document.embedded_after", a.files}} {
		list := kind.list
		if len(list) == 0 {
			continue
		}
		var after []string
		for _, text := range list {
			if text != "" && len(after) < mostQuoted && !slices.Contains(after, text) {
				after = append(after, text)
			}
		}
		if len(after) > 0 {
			out = append(out, phrase.New(kind.after, "n", len(list), "text", strings.Join(after, "; ")))
			continue
		}
		out = append(out, phrase.New(kind.alone, "n", len(list)))
	}
	return out
}

// hiddenByStyle says whether the style of a run or of its paragraph hides it.
func (d *wordReader) hiddenByStyle() bool {
	for _, style := range []string{d.run.style, d.para().style} {
		for hops := 0; style != "" && hops < 20; hops++ {
			if d.lists.styles[style].hidden {
				return true
			}
			style = d.lists.styles[style].based
		}
	}
	return false
}
