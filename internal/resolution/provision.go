// Package resolution cuts documents into their provisions (phần, chương, mục,
// điều, khoản, điểm) and holds a superior's provisions, targets and tasks
// against a unit's own plan: what is covered, partly, or not at all. It proposes;
// a person corrects the cut and confirms the coverage.
package resolution

import (
	"regexp"
	"strings"

	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// Kind is the kind of a provision, from the widest to the narrowest.
type Kind string

// The kinds of provision.
const (
	Preamble  Kind = "preamble" // what stands before the first of the others
	Part      Kind = "part"     // phần
	Chapter   Kind = "chapter"  // chương
	Section   Kind = "section"  // mục; I, II, III
	Article   Kind = "article"  // điều
	Clause    Kind = "clause"   // khoản; 1, 2, 3
	Subclause Kind = "subclause"
	Point     Kind = "point"   // điểm; a), b)
	Dash      Kind = "dash"    // gạch đầu dòng
	Closing   Kind = "closing" // nơi nhận, ký tên
)

// rank orders the kinds: a provision stands under the last one of a wider kind.
var rank = map[Kind]int{Preamble: 0, Part: 1, Chapter: 2, Section: 3, Article: 4, Closing: 4, Clause: 5, Subclause: 6, Point: 7, Dash: 8}

// Provision is one piece of a document. Parent is the place of the provision it
// stands under in the list, -1 for none.
type Provision struct {
	Kind   Kind
	Label  string // as written: "II", "1.", "a)"
	Text   string // without its label
	Parent int
	Depth  int
}

// Heading is what the top of a document says of it.
type Heading struct {
	Number string // "03/NQ-CP"
	Date   period.Date
	Kind   string // nghị quyết, quyết định, … as the list has it
	Title  string // trích yếu
}

// Cut is a document in its provisions.
type Cut struct {
	Heading    Heading
	Provisions []Provision
}

// closing begins the list of who gets a document, and the signature.
var closing = regexp.MustCompile(`^\*?((?i:nơi nhận)\s*:?)\s*(.*)$`)

var marks = []struct {
	kind Kind
	re   *regexp.Regexp
}{
	{Closing, closing},
	{Part, regexp.MustCompile(`^((?i:phần)\s+(?:(?i:thứ)\s+\S+|[IVXL]+|\d+)\s*[.:]?)\s*(.*)$`)},
	{Chapter, regexp.MustCompile(`^((?i:chương)\s+[IVXL\d]+\s*[.:]?)\s*(.*)$`)},
	{Section, regexp.MustCompile(`^((?i:mục)\s+[IVXL\d]+\s*[.:]?)\s*(.*)$`)},
	{Article, regexp.MustCompile(`^((?i:điều)\s+\d+[a-zđ]?\s*[.:])\s*(.*)$`)},
	{Section, regexp.MustCompile(`^([IVXL]+\s*[.\-–])\s+(.*)$`)},
	{Subclause, regexp.MustCompile(`^(\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\.?)\s+(.*)$`)},
	{Clause, regexp.MustCompile(`^(\d{1,3}\s*[.)\-–])\s+(.*)$`)},
	{Point, regexp.MustCompile(`^([a-zđ]\s*\))\s*(.*)$`)},
	{Dash, regexp.MustCompile(`^([-–—•+*])\s+(.*)$`)},
}

// dressing is what texts in plain form mark headings and weight with.
var dressing = regexp.MustCompile(`^#{1,6}\s+|\*\*|__`)

// escapes are marks that plain forms write with a stroke before them.
var escapes = regexp.MustCompile(`\\([.\-+*_)(#])`)

// CutText cuts the lines of a document. Every line's words stand in exactly one
// provision, in order; nothing is lost.
func CutText(lines []string) Cut {
	c := Cut{Provisions: []Provision{{Kind: Preamble, Parent: -1}}}
	stack := []int{}
	for _, line := range lines {
		line = viet.CleanSpaces(escapes.ReplaceAllString(dressing.ReplaceAllString(strings.TrimSpace(line), ""), "$1"))
		if line == "" {
			continue
		}
		kind, label, text := markOf(line)
		if kind == "" || kind == Dash && len(c.Provisions) == 1 {
			last := &c.Provisions[len(c.Provisions)-1]
			last.Text = strings.TrimSpace(last.Text + " " + line)
			continue
		}
		for len(stack) > 0 && rank[c.Provisions[stack[len(stack)-1]].Kind] >= rank[kind] {
			stack = stack[:len(stack)-1]
		}
		p := Provision{Kind: kind, Label: label, Text: text, Parent: -1, Depth: len(stack)}
		if len(stack) > 0 {
			p.Parent = stack[len(stack)-1]
		}
		stack = append(stack, len(c.Provisions))
		c.Provisions = append(c.Provisions, p)
	}
	if c.Provisions[0].Text == "" && len(c.Provisions) > 1 {
		c.drop(0)
	}
	c.Heading = headingOf(lines)
	return c
}

func (c *Cut) drop(at int) {
	c.Provisions = append(c.Provisions[:at], c.Provisions[at+1:]...)
	for i := range c.Provisions {
		if c.Provisions[i].Parent > at {
			c.Provisions[i].Parent--
		}
	}
}

func markOf(line string) (Kind, string, string) {
	line = strings.TrimPrefix(line, "*")
	for _, m := range marks {
		if g := m.re.FindStringSubmatch(line); g != nil {
			return m.kind, viet.CleanSpaces(g[1]), strings.TrimSuffix(strings.TrimSpace(g[2]), "*")
		}
	}
	return "", "", ""
}

var (
	numberForm = regexp.MustCompile(`(?i)(?:số:?\s*)?\b(\d{1,5}\s*[/-]\s*(?:\d{4}\s*/\s*)?[A-ZĐ][A-ZĐa-z0-9-]*(?:[/-][A-ZĐ][A-ZĐa-z0-9-]*)*)`)
	dateForm   = regexp.MustCompile(`(?i)ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})`)
)

// kinds of document, as their headings name them.
var kinds = []string{"nghị quyết", "quyết định", "chỉ thị", "kết luận", "kế hoạch", "chương trình hành động", "chương trình", "thông báo", "hướng dẫn", "nghị định", "thông tư", "quy định", "công văn", "báo cáo", "tờ trình", "luật"}

// headingOf reads number, date, kind and title from the top of a document.
func headingOf(lines []string) Heading {
	var h Heading
	for i, raw := range lines[:min(len(lines), 40)] {
		line := viet.CleanSpaces(strings.Trim(dressing.ReplaceAllString(strings.TrimSpace(raw), ""), "*_# "))
		if m := numberForm.FindStringSubmatch(line); h.Number == "" && m != nil && (len(line) < 40 || strings.HasPrefix(strings.ToLower(line), "số")) {
			h.Number = strings.ReplaceAll(m[1], " ", "")
		}
		if m := dateForm.FindStringSubmatch(line); h.Date == "" && m != nil && len(line) < 80 {
			h.Date, _ = period.ParseDate(m[1] + "/" + m[2] + "/" + m[3])
		}
		if h.Kind == "" {
			folded := viet.Fold(line)
			for _, k := range kinds {
				if folded == viet.Fold(k) || h.Kind == "" && strings.HasPrefix(folded, viet.Fold(k)+" ") && line == strings.ToUpper(line) && len(line) < 80 {
					h.Kind, h.Title = k, titleAfter(lines[i+1:])
					break
				}
			}
		}
	}
	return h
}

// titleAfter is the first line with words after the kind's.
func titleAfter(lines []string) string {
	for _, raw := range lines[:min(len(lines), 4)] {
		line := viet.CleanSpaces(strings.Trim(dressing.ReplaceAllString(strings.TrimSpace(raw), ""), "*_# "))
		if len(line) > 8 && !strings.HasPrefix(line, "-") {
			return line
		}
	}
	return ""
}

// SameDocument says whether two documents are one: number, date and issuer
// agree but for case, spacing and the writing of marks.
func SameDocument(number, other string, on, otherOn period.Date, issuer, otherIssuer string) bool {
	plain := func(s string) string {
		return strings.NewReplacer(" ", "", ".", "", "số:", "", "số", "").Replace(strings.ToLower(viet.Canonical(s)))
	}
	return plain(number) == plain(other) && on == otherOn && viet.Fold(issuer) == viet.Fold(otherIssuer)
}

// Merge joins a provision to the one before it.
func Merge(list []Provision, at int) []Provision {
	if at <= 0 || at >= len(list) {
		return list
	}
	c := Cut{Provisions: append([]Provision(nil), list...)}
	p := c.Provisions[at]
	c.Provisions[at-1].Text = strings.TrimSpace(strings.TrimSpace(c.Provisions[at-1].Text+" "+p.Label) + " " + p.Text)
	for i := range c.Provisions {
		if c.Provisions[i].Parent == at {
			c.Provisions[i].Parent = at - 1
		}
	}
	c.drop(at)
	return nested(c.Provisions)
}

// Split parts a provision before the n-th character of its text; what follows
// is a provision of the same kind.
func Split(list []Provision, at, n int) []Provision {
	if at < 0 || at >= len(list) {
		return list
	}
	text := []rune(list[at].Text)
	if n <= 0 || n >= len(text) {
		return list
	}
	out := append([]Provision(nil), list[:at+1]...)
	out[at].Text = strings.TrimSpace(string(text[:n]))
	second := list[at]
	second.Label, second.Text = "", strings.TrimSpace(string(text[n:]))
	out = append(append(out, second), list[at+1:]...)
	return nested(out)
}

// Rank gives a provision another kind, and puts all under what they then stand.
func Rank(list []Provision, at int, kind Kind) []Provision {
	if at < 0 || at >= len(list) {
		return list
	}
	out := append([]Provision(nil), list...)
	out[at].Kind = kind
	return nested(out)
}

// nested works out parents and depths from the kinds.
func nested(list []Provision) []Provision {
	var stack []int
	for i := range list {
		for len(stack) > 0 && rank[list[stack[len(stack)-1]].Kind] >= rank[list[i].Kind] {
			stack = stack[:len(stack)-1]
		}
		list[i].Parent, list[i].Depth = -1, len(stack)
		if len(stack) > 0 {
			list[i].Parent = stack[len(stack)-1]
		}
		if list[i].Kind != Preamble {
			stack = append(stack, i)
		}
	}
	return list
}

// Path gives how a provision is cited: "II.1.a".
func Path(list []Provision, at int) string {
	var parts []string
	for i := at; i >= 0 && i < len(list); i = list[i].Parent {
		if label := strings.Trim(list[i].Label, " .):-–"); label != "" && list[i].Kind != Dash {
			parts = append([]string{label}, parts...)
		}
	}
	return strings.Join(parts, ", ")
}
