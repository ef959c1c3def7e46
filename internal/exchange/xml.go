package exchange

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"

	"dondoc/internal/errs"
)

// deepest bounds how deep elements may stand in each other; a workbook's own
// never reach a dozen.
const deepest = 64

// checkEvery is how many tokens go by between two looks at the deadline.
const checkEvery = 4096

// xmlReader reads tokens of a part and stops at the deadline. Entities a file
// declares for itself are not known to it and make the part broken.
type xmlReader struct {
	ctx    context.Context
	dec    *xml.Decoder
	depth  int
	tokens int
}

func newXML(ctx context.Context, r io.Reader) *xmlReader {
	return &xmlReader{ctx: ctx, dec: xml.NewDecoder(r)}
}

func (x *xmlReader) next() (xml.Token, error) {
	if x.tokens++; x.tokens%checkEvery == 0 {
		if err := x.ctx.Err(); err != nil {
			return nil, err
		}
	}
	tok, err := x.dec.Token()
	if err != nil {
		return nil, err
	}
	switch tok.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > deepest {
			return nil, errors.New("exchange: elements nested too deep")
		}
	case xml.EndElement:
		x.depth--
	}
	return tok, nil
}

// inside calls see for every token between the element just begun and its end.
func (x *xmlReader) inside(see func(xml.Token) error) error {
	for depth := x.depth; ; {
		tok, err := x.next()
		if err == io.EOF {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		if _, end := tok.(xml.EndElement); end && x.depth < depth {
			return nil
		}
		if err := see(tok); err != nil {
			return err
		}
	}
}

// text gives the characters of the element just begun.
func (x *xmlReader) text(limit int) (string, error) {
	var b strings.Builder
	err := x.inside(func(tok xml.Token) error { return addText(&b, tok, limit) })
	return b.String(), err
}

// shownText is a text of several runs as it shows: without what is struck out
// and without the marks of footnotes, which are told.
type shownText struct {
	text string
	mark mark
	own  bool    // its runs name fonts of their own
	old  oldKind // what a run of it was in

	comment string // on the cell
}

// styledRun is how the characters of a run stand.
type styledRun struct {
	text           strings.Builder
	raised, struck bool
	font           string
}

// shownText gives the characters of an <si> or <is> element just begun: its runs
// joined, without the reading aids (rPh) of East Asian text.
func (x *xmlReader) shownText(limit int) (shownText, error) {
	var out textJoiner
	var r styledRun
	inText, aside := 0, 0
	err := x.inside(func(tok xml.Token) error {
		switch tok := tok.(type) {
		case xml.StartElement:
			switch tok.Name.Local {
			case "r":
				out.add(&r)
			case "t":
				inText++
			case "rPh":
				aside++
			case "strike":
				r.struck = on(tok)
			case "vertAlign":
				r.raised = attr(tok, "val") == "superscript"
			case "rFont":
				r.font = attr(tok, "val")
			}
		case xml.EndElement:
			switch tok.Name.Local {
			case "t":
				inText--
			case "rPh":
				aside--
			}
		default:
			if inText > 0 && aside == 0 {
				return addText(&r.text, tok, limit)
			}
		}
		return nil
	})
	out.add(&r)
	shown := out.shown()
	shown.text = unescapeX(shown.text)
	return shown, err
}

// textJoiner joins the runs of a text.
type textJoiner struct {
	text strings.Builder
	mark mark
	own  bool
	old  oldKind
}

func (j *textJoiner) shown() shownText {
	return shownText{text: j.text.String(), mark: j.mark, own: j.own, old: j.old}
}

// raisedUnit are the units of length a raised 2 or 3 makes one of area or space.
var raisedUnit = regexp.MustCompile(`(?:^|[^\pL])(?:k|h|d|c|m)?m$`)

// raisedTen is a ten that a raised 3, 6 or 9 makes a thousand, a million, a milliard.
var raisedTen = regexp.MustCompile(`(?:^|[\s(×x*])10$`)

// add takes in a run and begins the next. A raised sign after a unit of length
// is a power; anywhere else it is a footnote's mark and no part of the text.
func (j *textJoiner) add(r *styledRun) {
	text := r.text.String()
	if r.font != "" {
		converted, changed := inFont(r.font, text)
		if text, j.own = converted, true; changed {
			j.old = kindOfFont(r.font)
		}
	}
	shown := strings.TrimSpace(text)
	switch power, isPower := map[string]string{"2": "²", "3": "³"}[shown]; {
	case shown == "" || !r.struck && !r.raised:
		j.text.WriteString(text)
	case r.struck:
		j.mark = mark{"exchange.mark_struck", shown}
	case isPower && raisedUnit.MatchString(j.text.String()):
		j.text.WriteString(power)
	case (shown == "3" || shown == "6" || shown == "9") && raisedTen.MatchString(j.text.String()):
		j.text.WriteString(superscripts.Replace(shown))
	default:
		j.mark = mark{"exchange.mark_raised", shown}
	}
	*r = styledRun{}
}

func addText(b *strings.Builder, tok xml.Token, limit int) error {
	if chars, ok := tok.(xml.CharData); ok {
		b.Write(chars)
		if b.Len() > limit {
			return errs.New(errs.TooLarge, "exchange.cell_too_long", "limit", limit).Try("exchange.too_large_hint")
		}
	}
	return nil
}

// unescapeX undoes Excel's writing of control characters as _x000D_; of these
// only the line end and the tab occur in honest text.
func unescapeX(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return strings.NewReplacer("_x000D_", "", "_x000d_", "", "_x000A_", "\n", "_x000a_", "\n", "_x0009_", "\t",
		"_x005F_", "_", "_x005f_", "_").Replace(text)
}

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
