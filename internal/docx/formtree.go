package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// element is an element of a part and where its bytes are: [from, to) with its
// tags, [in, out) what is between them.
type element struct {
	name              string // of the namespace of word processing; others with a "~" before them
	from, in, out, to int
	up                *element
	kids              []*element
	text              string // of a w:t
}

// deepest is how far elements may lie in one another.
const deepest = 300

var errDeep = errors.New("docx: elements too deep")

// parse reads a part into elements that know their bytes.
func parse(text []byte) (*element, error) {
	x := xml.NewDecoder(bytes.NewReader(text))
	root := &element{to: len(text), out: len(text)}
	at, deep := root, 0
	for {
		before := int(x.InputOffset())
		token, err := x.Token()
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		after := int(x.InputOffset())
		switch t := token.(type) {
		case xml.StartElement:
			e := &element{name: t.Name.Local, from: before, in: after, up: at}
			if t.Name.Space != wml {
				e.name = "~" + e.name
			}
			at.kids = append(at.kids, e)
			if deep++; deep > deepest {
				return nil, errDeep
			}
			at = e
		case xml.EndElement:
			at.out, at.to = before, after
			at = at.up
			deep--
		case xml.CharData:
			if at.name == "t" {
				at.text += string(t)
			}
		}
	}
}

// all gives the elements of a name, in order, those within others too.
func (e *element) all(name string) (list []*element) {
	for _, k := range e.kids {
		if k.name == name {
			list = append(list, k)
		}
		list = append(list, k.all(name)...)
	}
	return list
}

// within is the nearest element of a name around this one.
func (e *element) within(name string) *element {
	for up := e.up; up != nil; up = up.up {
		if up.name == name {
			return up
		}
	}
	return nil
}

// own is a paragraph's own text, and the w:t that it is made of: not that of a text
// box within it. Tabs and breaks count as white space.
func (e *element) own() (text []byte, pieces []piece) {
	var walk func(*element)
	walk = func(at *element) {
		for _, k := range at.kids {
			switch k.name {
			case "p", "del", "moveFrom": // another paragraph; what was struck out
			case "t":
				pieces = append(pieces, piece{k, len(text), len(text) + len(k.text)})
				text = append(text, k.text...)
			case "tab", "br", "cr":
				text = append(text, '\t')
			default:
				walk(k)
			}
		}
	}
	walk(e)
	return text, pieces
}

// piece is a w:t and which bytes of its paragraph's text it holds.
type piece struct {
	*element
	start, end int
}

// last says that only empty paragraphs and the body's end follow a paragraph.
func (e *element) last() bool {
	if e.up == nil || e.up.name != "body" {
		return false
	}
	after := false
	for _, k := range e.up.kids {
		if after && k.name != "sectPr" {
			if text, _ := k.own(); k.name != "p" || strings.TrimSpace(string(text)) != "" {
				return false
			}
		}
		after = after || k == e
	}
	return true
}
