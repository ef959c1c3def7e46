package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/viet"
)

// Form is an office's own document (.docx) with places in double braces,
// "{{tieu_de}}", in which a paper is set. Everything else of it stays as it is,
// byte for byte. A place may be cut into several runs by what edited it. A row of a
// table whose places are a list's, "{{chi_tieu.ten}}", is set once for each item.
type Form struct {
	parts []formPart
	main  int // place of the document among the parts
	kept  int // of what a paper keeps of its data, in a form that began as one; -1
	tree  map[int]*element
	found []Place
	names map[string]string // of the places that are known, by their folded names
}

// formPart is one file of the package.
type formPart struct {
	header zip.FileHeader
	text   []byte
}

// Place is a place of a form: its name without accents, where it stands, and the
// paragraph it stands in.
type Place struct {
	Name  string
	Part  string // "document", "header", "footer"
	Near  string // the paragraph it is in, cut short
	Alone bool   // nothing else stands in its paragraph
	InRow bool   // of a table
	Last  bool   // nothing follows but empty paragraphs

	part      int
	paragraph *element
}

// Words are the names a form's places may have.
type Words struct {
	Texts    []string
	Lists    map[string][]string // the names after the point
	Pictures []string
	Body     string // the place of the paper's blocks
	Annex    string // the place of its annexes
}

// List is the part of a name before its point: "chi_tieu" of "chi_tieu.ten"; "" of
// a name without one.
func (p Place) List() string {
	list, _, found := strings.Cut(p.Name, ".")
	if !found {
		return ""
	}
	return list
}

// Bounds of a form.
const (
	mostForm      = 8 << 20  // bytes of the file
	mostFormPart  = 32 << 20 // of a part, unpacked
	mostFormWhole = 64 << 20 // of all parts
	mostFormParts = 2000
)

const (
	wml       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	wmlStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

// ReadForm reads a form. Invalid where it is no .docx, is of the kind that Word
// writes as "Strict", brings programs or parts from elsewhere along, or a brace is
// not closed, a place is not known or cannot be set where it stands; every fault is named.
func ReadForm(content []byte, known Words) (*Form, error) {
	f := &Form{tree: map[int]*element{}, names: map[string]string{}}
	for _, name := range known.All() {
		f.names[placeName(name)] = name
	}
	if err := f.unpack(content); err != nil {
		return nil, err
	}
	if err := f.harmless(); err != nil {
		return nil, err
	}
	if bytes.Contains(f.parts[f.main].text, []byte(`w:val="dondoc:`)) { // its figures would stay as they were
		return nil, errs.New(errs.Invalid, "report.form_filled").In("files").Try("report.form_filled_hint")
	}
	var list errs.List
	for i, p := range f.parts {
		name := f.kindOf(p.header.Name)
		if name == "" {
			continue
		}
		root, err := parse(p.text)
		if err != nil {
			return nil, errs.New(errs.Invalid, "report.form_part_broken", "part", p.header.Name).In("files").Because(err)
		}
		f.tree[i] = root
		list = append(list, f.look(i, name, root)...)
	}
	list = append(list, f.faults(known)...)
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	return f, nil
}

// faults names the places that are not known, or cannot be set where they stand.
func (f *Form) faults(known Words) (list errs.List) {
	rowList := map[*element]string{}
	for _, p := range f.found {
		fault := func(key string, more ...any) {
			list = append(list, errs.New(errs.Invalid, key, append([]any{"name", p.Name, "near", p.Near}, more...)...).In("files"))
		}
		row := p.paragraph.within("tr")
		fields, isList := known.Lists[p.List()]
		switch {
		case slices.Contains(known.Texts, p.Name):
		case isList && slices.Contains(fields, strings.TrimPrefix(p.Name, p.List()+".")):
			if before, there := rowList[row]; there && before != p.List() && row != nil {
				fault("report.form_two_lists", "other", before)
			}
			switch rowList[row] = p.List(); {
			case row == nil:
				fault("report.form_no_row")
			case row.within("tr") != nil || len(row.all("tr")) > 0:
				fault("report.form_nested")
			}
		case p.Name == known.Body, p.Name == known.Annex, slices.Contains(known.Pictures, p.Name):
			switch {
			case !p.Alone:
				fault("report.form_alone")
			case p.Part != "document" || p.paragraph.within("txbxContent") != nil:
				fault("report.form_in_text")
			case p.Name == known.Annex && !p.Last:
				fault("report.form_last")
			case f.listIn(row, known):
				fault("report.form_in_row")
			case (p.Name == known.Body || p.Name == known.Annex) && f.times(p.Name) > 1:
				fault("report.form_twice")
			}
		default:
			fault("report.form_unknown", "nearest", known.nearest(p.Name))
		}
	}
	return list
}

// listIn says whether a row is one that is set for each item of a list.
func (f *Form) listIn(row *element, known Words) bool {
	return row != nil && slices.ContainsFunc(f.found, func(p Place) bool {
		_, isList := known.Lists[p.List()]
		return isList && p.paragraph.within("tr") == row
	})
}

func (f *Form) times(name string) (n int) {
	for _, p := range f.found {
		if p.Name == name {
			n++
		}
	}
	return n
}

// All gives every name in the order of the alphabet.
func (w Words) All() []string {
	list := append(slices.Clone(w.Texts), w.Pictures...)
	for name, fields := range w.Lists {
		for _, f := range fields {
			list = append(list, name+"."+f)
		}
	}
	list = append(list, w.Body, w.Annex)
	slices.Sort(list)
	return list
}

// nearest is the known name most like one that is not.
func (w Words) nearest(name string) string {
	best, least := "", 1<<30
	for _, known := range w.All() {
		if d := distance(name, known); d < least {
			best, least = known, d
		}
	}
	return best
}

// distance is how many letters have to be changed to make one name of another (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// Places gives the places in the order they stand in.
func (f *Form) Places() []Place { return f.found }

// Has says whether a place of that name is there.
func (f *Form) Has(name string) bool {
	return slices.ContainsFunc(f.found, func(p Place) bool { return p.Name == name })
}

func (f *Form) unpack(content []byte) error {
	bad := func(key string) error {
		return errs.New(errs.Invalid, key).In("files").Try("report.form_save_as")
	}
	if len(content) > mostForm {
		return errs.New(errs.TooLarge, "report.form_large", "most", mostForm>>20).In("files")
	}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return bad("report.form_no_docx")
	}
	if len(z.File) > mostFormParts {
		return bad("report.form_no_docx")
	}
	whole, seen := 0, map[string]bool{}
	f.main, f.kept = -1, -1
	for _, entry := range z.File {
		if strings.HasSuffix(entry.Name, "/") {
			continue
		}
		if seen[entry.Name] {
			return bad("report.form_no_docx")
		}
		seen[entry.Name] = true
		text, err := unpacked(entry)
		if whole += len(text); err != nil || whole > mostFormWhole {
			return bad("report.form_no_docx")
		}
		switch {
		case entry.Name == "word/document.xml":
			f.main = len(f.parts)
		case strings.HasPrefix(entry.Name, "customXml/item") && bytes.Contains(text, []byte("urn:dondoc:paper:1")):
			f.kept = len(f.parts)
		}
		f.parts = append(f.parts, formPart{zip.FileHeader{Name: entry.Name, Method: zip.Deflate, Modified: entry.Modified}, text})
	}
	switch {
	case f.main < 0:
		return bad("report.form_no_docx")
	case bytes.Contains(f.parts[f.main].text[:min(4096, len(f.parts[f.main].text))], []byte(wmlStrict)):
		return bad("report.form_strict")
	}
	return nil
}

var errLarge = errors.New("docx: part too large")

func unpacked(entry *zip.File) ([]byte, error) {
	r, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, mostFormPart+1))
	if err == nil && len(text) > mostFormPart {
		err = errLarge
	}
	return text, err
}

// harmless refuses what would run, or be fetched from elsewhere, where a paper is opened.
func (f *Form) harmless() error {
	refuse := func(what string) error {
		return errs.New(errs.Invalid, "report.form_active", "what", what).In("files").Try("report.form_save_as")
	}
	for _, p := range f.parts {
		low := strings.ToLower(p.header.Name)
		if strings.Contains(low, "vbaproject") || strings.Contains(low, "activex") || strings.Contains(low, "/embeddings/ole") {
			return refuse(p.header.Name)
		}
		if p.header.Name == "[Content_Types].xml" && !bytes.Contains(p.text, []byte("<Types")) || p.header.Name == "word/_rels/document.xml.rels" && !bytes.Contains(p.text, []byte("<Relationships")) {
			return errs.New(errs.Invalid, "report.form_part_broken", "part", p.header.Name).In("files").Try("report.form_save_as") // others have prefixes no office writes
		}
		if !strings.HasSuffix(low, ".rels") {
			continue
		}
		var rels relations
		if err := xml.Unmarshal(p.text, &rels); err != nil {
			return errs.New(errs.Invalid, "report.form_part_broken", "part", p.header.Name).In("files").Because(err)
		}
		for _, r := range rels.List {
			if strings.EqualFold(r.Mode, "External") && !strings.HasSuffix(r.Type, "/hyperlink") {
				return refuse(r.Target)
			}
		}
	}
	return nil
}

// relations are a .rels part.
type relations struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
		Mode   string `xml:"TargetMode,attr"`
	} `xml:"Relationship"`
}

// kindOf says what a part is to a form; "" for one without places.
func (f *Form) kindOf(name string) string {
	base, inWord := strings.CutPrefix(name, "word/")
	switch {
	case !inWord || !strings.HasSuffix(base, ".xml") || strings.Contains(base, "/"):
		return ""
	case base == "document.xml":
		return "document"
	case strings.HasPrefix(base, "header"):
		return "header"
	case strings.HasPrefix(base, "footer"):
		return "footer"
	}
	return ""
}

// look finds the places of a part and says which braces are none.
func (f *Form) look(part int, kind string, root *element) (list errs.List) {
	for _, p := range root.all("p") {
		text, _ := p.own()
		plain := string(text)
		matches, bad := f.places(plain)
		if bad {
			list = append(list, errs.New(errs.Invalid, "report.form_brace", "brace", "{{ }}", "near", near(plain)).In("files").Try("report.form_brace_hint", "example", "{{trich_yeu}}"))
			continue
		}
		for _, m := range matches {
			f.found = append(f.found, Place{Name: m.name, Part: kind, Near: near(plain), Alone: strings.TrimSpace(plain) == plain[m.from:m.to],
				InRow: p.within("tr") != nil, Last: p.last(), part: part, paragraph: p})
		}
	}
	return list
}

// match is a place in a paragraph's text, in bytes.
type match struct {
	name     string
	from, to int
}

// places finds the places of a paragraph; bad where a brace stands without its other.
func (f *Form) places(text string) (list []match, bad bool) {
	for at := 0; ; {
		open := strings.Index(text[at:], "{{")
		if open < 0 {
			return list, strings.Contains(text[at:], "}}")
		}
		open += at
		length := strings.Index(text[open:], "}}")
		if length < 0 || strings.Contains(text[at:open], "}}") {
			return list, true
		}
		inner := text[open+2 : open+length]
		name := placeName(inner)
		if name == "" || strings.ContainsAny(inner, "{}") {
			return list, true
		}
		if known, ok := f.names[name]; ok {
			name = known
		}
		list = append(list, match{name, open, open + length + 2})
		at = open + length + 2
	}
}

// placeName is a place's name as it is looked up: folded, words joined, so that
// "Trích yếu" is trich_yeu.
func placeName(typed string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(viet.Fold(typed), func(r rune) bool { return r != '.' && (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		if b.Len() > 0 && !strings.HasPrefix(word, ".") && !strings.HasSuffix(b.String(), ".") {
			b.WriteByte('_')
		}
		b.WriteString(word)
	}
	return strings.Trim(b.String(), ".")
}

func near(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > 70 {
		return string(r[:70]) + "…"
	}
	return text
}
