// Package resolution cuts documents into their provisions (phần, chương, mục,
// điều, khoản, điểm), reads their head, and finds the targets and tasks that
// their text states. It proposes; a person corrects and confirms.
package resolution

import (
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
	Entry     Kind = "entry"   // (1), (2); 1), 2) under a point
	Dash      Kind = "dash"    // gạch đầu dòng
	Closing   Kind = "closing" // nơi nhận, ký tên
	Other     Kind = "other"   // another document in the same file; what is under it is not this one's
)

// rank orders the kinds: a provision stands under the last one of a wider kind.
var rank = map[Kind]int{Preamble: 0, Other: 0, Part: 1, Chapter: 2, Section: 3, Article: 4, Closing: 4, Clause: 5, Subclause: 6, Point: 7, Entry: 8, Dash: 9}

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
	Others     []Heading // further documents in the same file, each a provision of the kind Other
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
		stack = above(list, stack, list[i])
		list[i].Parent, list[i].Depth = -1, len(stack)
		if len(stack) > 0 {
			list[i].Parent = stack[len(stack)-1]
		}
		if list[i].Kind != Preamble || list[i].Depth > 0 {
			stack = append(stack, i)
		}
	}
	return list
}

// Path gives how a provision is cited: "II.1.a".
func Path(list []Provision, at int) string {
	var parts []string
	for i := at; i >= 0 && i < len(list); i = list[i].Parent {
		if label := strings.Trim(list[i].Label, " .):-–/("); label != "" && list[i].Kind != Dash {
			parts = append([]string{label}, parts...)
		}
	}
	return strings.Join(parts, ", ")
}
