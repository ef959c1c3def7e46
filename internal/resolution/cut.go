package resolution

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/viet"
)

// mark is how a line begins that begins a provision.
type mark struct {
	kind Kind
	re   *regexp.Regexp
}

// quick says whether a line could begin a provision at all: most lines of a text
// do not, and are not tried against every form.
func quick(family, line string) bool {
	if family != "word" {
		return true
	}
	for i, r := range line {
		if i > 0 && strings.ContainsRune(").-–/", r) {
			return true // "a)", "II.", "T/M"
		}
		if i > 5 {
			break
		}
	}
	first, _ := utf8.DecodeRuneInString(line)
	switch unicode.ToLower(first) {
	case 'n', 'p', 'c', 'm', 'đ', 't', 'k', 'q': // nơi nhận, phần, chương, mục, điều, TM, KT
		head := viet.Fold(line[:min(len(line), 16)])
		for _, w := range headingWords {
			if strings.HasPrefix(head, w) {
				return true
			}
		}
	}
	return false
}

var headingWords = []string{"noi nha", "phan ", "phu luc", "chuong ", "muc ", "dieu ", "tm", "kt", "tl", "tuq", "q "}

// marks are tried by the first letter of a line, in order. The forms are those
// of Decree 30/2020/NĐ-CP and of the Party's documents ("I-", "1.1-", "A.", "1/", "(1)").
var marks = map[string][]mark{
	"word": {
		{Closing, regexp.MustCompile(`^((?i:nơi nhận)\s*:?)\s*(.*)$`)},
		{Part, regexp.MustCompile(`^((?i:phần)\s+(?:(?i:thứ)\s+\S+|[IVXL]+|\d+)\s*[.:]?)\s*(.*)$`)},
		{Part, regexp.MustCompile(`^((?i:phụ lục)\s+(?:số\s+)?(?:[IVXL]+|\d{1,2}|[A-ZĐ])\s*[.:\-–]?|PHỤ LỤC|PHỤ LỤC\s+[IVXL\d]+)(?:\s*$|\s+)([\p{Lu}(].*)?$`)},
		{Chapter, regexp.MustCompile(`^((?i:chương)\s+[IVXL\d]+\s*[.:]?)\s*(.*)$`)},
		{Section, regexp.MustCompile(`^((?i:mục)\s+[IVXL\d]+(?:\s*[.:]|$|\s))\s*(\p{Lu}.*)?$`)},
		{Article, regexp.MustCompile(`^((?i:điều)\s+\d+[a-zđ]?(?:\s*[.:\-–]|$))\s*(.*)$`)},
		{Closing, regexp.MustCompile(`^((?:TM|T/M|KT|TL|TUQ|Q)\.?)\s+(\p{Lu}[\p{Lu}\s\d,.\-–]*)$`)},
		{Section, regexp.MustCompile(`^([IVXL]+\s*\.?\s*[.\-–/)])(?:\s+|$)(.*)$`)},
		{Section, regexp.MustCompile(`^([IVXL]+\s*\.?\s*[.\-–])(\p{Lu}\p{L}.*)$`)},
		{Part, regexp.MustCompile(`^([A-HĐ]\s*\.?\s*[.\-–/])\s*(\p{Lu}[\p{L}\s].*)$`)},
		{Point, regexp.MustCompile(`^([a-zđ]{1,2}\s*\))\s*(.*)$`)},
		{Point, regexp.MustCompile(`^([a-zđ]\s*[/.])\s+(["“(]?\p{Lu}.*)$`)},
		{Point, regexp.MustCompile(`^([a-zđ]\s*[-–])\s+(\p{Lu}.*)$`)},
	},
	"figure": {
		{Subclause, regexp.MustCompile(`^(\d{1,2}(?:\.\d{1,2})+\s*[.\-–/):]+)\s*(["“(]?\p{L}.*)?$`)},
		{Subclause, regexp.MustCompile(`^(\d{1,2}(?:\.\d{1,2})+)\s+(["“]?\p{Lu}.*)$`)},
		{Clause, regexp.MustCompile(`^(\d{1,3}\s*[.)])(?:\s+|$)([^\d%].*)?$`)},
		{Clause, regexp.MustCompile(`^(\d{1,3}\s*[.)])(["“]?\p{Lu}.*)$`)},
		{Clause, regexp.MustCompile(`^(\d{1,3}\s*\.?\s*[-–/])\s*(["“]?\p{Lu}(?:\p{Ll}|\s|\p{Lu}+\s).*)$`)},
	},
	"bracket": {{Entry, regexp.MustCompile(`^(\((?:\d{1,3}|[ivx]{1,4}|[a-zđ])\))\s*(\S.*)$`)}},
	"dash": {
		{Dash, regexp.MustCompile(`^([-–—•+*●◦▪✓\x{e000}-\x{f8ff}])\s+(.*)$`)},
		{Dash, regexp.MustCompile(`^([-–—•+●◦▪✓\x{e000}-\x{f8ff}])(["“(]?\p{L}.*)$`)},
	},
}

// posts are what stands alone over a signature.
var posts = fold("chủ tịch", "phó chủ tịch", "bí thư", "phó bí thư", "giám đốc", "phó giám đốc", "trưởng phòng", "trưởng ban", "chánh văn phòng", "thủ tướng", "bộ trưởng", "tổng bí thư", "thủ trưởng đơn vị")

func fold(texts ...string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = viet.Fold(t)
	}
	return out
}

func markOf(line string) (Kind, string, string) {
	if !strings.HasPrefix(line, "* ") { // a bullet, not a letter in bold
		line = strings.TrimPrefix(line, "*")
	}
	family := ""
	for _, r := range line {
		switch {
		case unicode.IsDigit(r):
			family = "figure"
		case unicode.IsLetter(r):
			family = "word"
		case r == '(':
			family = "bracket"
		default:
			family = "dash"
		}
		break
	}
	if !quick(family, line) {
		return postAlone(line)
	}
	for _, m := range marks[family] {
		if g := m.re.FindStringSubmatch(line); g != nil && !cited(g[1]+g[2]) {
			return m.kind, viet.CleanSpaces(g[1]), strings.TrimSuffix(strings.TrimSpace(g[2]), "*")
		}
	}
	return postAlone(line)
}

// postAlone takes a line that is nothing but a post over a signature.
func postAlone(line string) (Kind, string, string) {
	if len(line) < 60 && line == strings.ToUpper(line) {
		folded := viet.Fold(strings.TrimRight(line, ". "))
		for _, post := range posts {
			if folded == post {
				return Closing, "", line
			}
		}
	}
	return "", "", ""
}

// cited says whether what looks like a number of a list is that of a document:
// "01/NQ-HĐND ngày …".
func cited(text string) bool { return citedForm.MatchString(text) }

var citedForm = regexp.MustCompile(`^\d{1,5}\s*[/-]\s*(?:\d{4}/)?[A-ZĐ]{2,}[A-ZĐa-z]*[-/]`)

// dressing is what texts in plain form mark headings and weight with.
var dressing = regexp.MustCompile(`^#{1,6}\s+|\*\*|__`)

// escapes are marks that plain forms write with a stroke before them.
var escapes = regexp.MustCompile(`\\([.\-+*_)(#&])`)

// plainLine frees a line of the dress of plain forms.
func plainLine(line string) string {
	line = strings.TrimSpace(line)
	if strings.ContainsAny(line, "#*_") {
		line = dressing.ReplaceAllString(line, "")
	}
	if strings.Contains(line, `\`) {
		line = escapes.ReplaceAllString(line, "$1")
	}
	return viet.CleanSpaces(line)
}

// cutter cuts lines one after another.
type cutter struct {
	list  []Provision
	parts [][]string // the lines of each provision's text
	stack []int
}

func (c *cutter) add(p Provision) {
	c.stack = above(c.list, c.stack, p)
	p.Parent, p.Depth = -1, len(c.stack)
	if n := len(c.stack); n > 0 {
		p.Parent = c.stack[n-1]
	}
	if p.Kind != Preamble {
		c.stack = append(c.stack, len(c.list))
	}
	c.list, c.parts = append(c.list, p), append(c.parts, []string{p.Text})
}

func (c *cutter) line(line string) {
	last := len(c.list) - 1
	kind, label, text := markOf(line)
	if kind == "" {
		kind, label, text = c.counted(line)
	}
	if kind == "" || kind == Dash && c.list[last].Kind == Preamble {
		c.parts[last] = append(c.parts[last], line)
		return
	}
	if kind == Clause && strings.HasSuffix(label, ")") && c.open(Point) {
		kind = Entry
	}
	c.add(Provision{Kind: kind, Label: label, Text: text})
}

// figureAhead is a number of a list before a text that begins with a figure:
// "2. 100 lao động được giải quyết việc làm".
var figureAhead = regexp.MustCompile(`^((\d{1,2}(?:\.\d{1,2})*)\s*[.)])\s+(\d[^\pL]{0,20}\pL.*|\d[\d.,]*\s?%.*)$`)

// counted takes a line whose number is followed by a figure, where that number
// is the next of its list; any other may be a figure of the text before it.
func (c *cutter) counted(line string) (Kind, string, string) {
	m := figureAhead.FindStringSubmatch(line)
	if m == nil {
		return "", "", ""
	}
	kind, above, n := Clause, "", m[2]
	if i := strings.LastIndexByte(n, '.'); i > 0 {
		kind, above, n = Subclause, n[:i+1], n[i+1:]
	}
	before := "0"
	for i := len(c.list) - 1; i >= 0; i-- {
		p := c.list[i]
		if p.Kind == kind {
			label, ok := strings.CutPrefix(strings.Trim(p.Label, " .-–/):"), above)
			if !ok {
				return "", "", ""
			}
			before = label
			break
		}
		if rank[p.Kind] < rank[kind] { // the first of its list
			if kind == Subclause && strings.Trim(p.Label, " .-–/):")+"." != above {
				return "", "", ""
			}
			break
		}
	}
	was, err := strconv.Atoi(before)
	if now, _ := strconv.Atoi(n); err != nil || now != was+1 {
		return "", "", ""
	}
	return kind, viet.CleanSpaces(m[1]), m[3]
}

// open says whether a provision of the kind is being gone through.
func (c *cutter) open(kind Kind) bool {
	for _, i := range c.stack {
		if c.list[i].Kind == kind {
			return true
		}
	}
	return false
}

// above takes those off the stack that a provision does not stand under.
func above(list []Provision, stack []int, p Provision) []int {
	for len(stack) > 0 && !holds(list[stack[len(stack)-1]], p) {
		stack = stack[:len(stack)-1]
	}
	return stack
}

// holds says whether a provision may stand under another: under a wider kind,
// "1.1.1" under "1.1", a plus under a dash, a preamble under its document.
func holds(wide, p Provision) bool {
	switch {
	case wide.Kind == Other:
		return p.Kind != Other
	case wide.Kind == Subclause && p.Kind == Subclause:
		a, b := strings.Trim(wide.Label, " .-–/):"), strings.Trim(p.Label, " .-–/):")
		return strings.HasPrefix(b, a+".")
	case wide.Kind == Dash && p.Kind == Dash:
		return p.Label == "+" && wide.Label != "+"
	}
	return rank[wide.Kind] < rank[p.Kind]
}

// CutText cuts the lines of a document. Every line's words stand in exactly one
// provision, in order; nothing is lost. Where another document begins in the
// same lines, what follows stands under a provision of the kind Other.
func CutText(lines []string) Cut {
	out, _ := CutWithin(context.Background(), lines) // nothing ends it
	return out
}

// CutWithin is CutText for what a stranger sent: it ends, with its error, when the context does.
func CutWithin(ctx context.Context, lines []string) (Cut, error) {
	plain := make([]string, len(lines))
	for i, line := range lines {
		plain[i] = plainLine(line)
	}
	out := Cut{Heading: headingOf(plain)}
	c := cutter{}
	starts, err := documentsIn(ctx, plain, out.Heading.Number)
	if err != nil {
		return out, err
	}
	c.add(Provision{Kind: Preamble})
	for i, line := range plain {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		if h, ok := starts[i]; ok {
			out.Others = append(out.Others, h)
			c.add(Provision{Kind: Other, Label: h.Number})
			c.add(Provision{Kind: Preamble})
		}
		if line != "" {
			c.line(line)
		}
	}
	for i := range c.list {
		c.list[i].Text = joined(c.parts[i])
	}
	out.Provisions = c.list
	for i := len(out.Provisions) - 1; i >= 0 && len(out.Provisions) > 1; i-- {
		if p := out.Provisions[i]; p.Kind == Preamble && p.Text == "" {
			out.drop(i)
		}
	}
	return out, nil
}

func joined(parts []string) string {
	if len(parts) == 1 {
		return parts[0]
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

func (c *Cut) drop(at int) {
	c.Provisions = append(c.Provisions[:at], c.Provisions[at+1:]...)
	for i := range c.Provisions {
		if c.Provisions[i].Parent > at {
			c.Provisions[i].Parent--
		}
	}
}
