package prose

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/edit"
	"dondoc/internal/errs"
)

// Parts of a paper beside its blocks that can be edited like one, a line for each
// of their lines.
const (
	TitlePart     = "part:title"
	NumberPart    = "part:number"
	SignPart      = "part:sign" // on whose behalf, the post, the name
	ReceiversPart = "part:receivers"

	annexPart = "part:annex:"
)

// AnnexPart is the head and the notes of an annex: its number, its title, its notes;
// "" of one that has no name.
func AnnexPart(a Annex) string {
	if a.Key == "" {
		return ""
	}
	return annexPart + a.Key
}

// annex is the place of the annex that a part is of; -1 for none.
func (d *Document) annex(part string) int {
	key, of := strings.CutPrefix(part, annexPart)
	if !of || key == "" {
		return -1
	}
	return slices.IndexFunc(d.Annexes, func(a Annex) bool { return a.Key == key })
}

// Parts lists them in the order they stand on paper.
func Parts() []string { return []string{NumberPart, TitlePart, SignPart, ReceiversPart} }

// Edited says what became of one edit when the paper was made again.
type Edited struct {
	Block  string
	Step   edit.Step
	ByName string
	At     time.Time
	Words  string   // as they read now; of a place that is gone, as they were
	Was    string   // the program's words when it was written, where they are others now
	Now    string   // the program's words now, where they are others
	Lost   []string // figures that the data has no more: they stand as they were written
	Typed  []string // numbers written by hand: they follow no data
	Gone   bool     // there is no such place in the paper any more
}

var figureIn = regexp.MustCompile(`⟦([^|⟦⟧]*)\|([^⟦⟧]*)⟧`)

// Source gives runs as an edit keeps them: ⟦name|text⟧ for each figure.
func (d Document) Source(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		if r.Figure > 0 && r.Figure <= len(d.Figures) {
			fmt.Fprintf(&b, "⟦%s|%s⟧", bare(d.Figures[r.Figure-1].Name), bare(r.Text))
			continue
		}
		b.WriteString(bare(r.Text))
	}
	return b.String()
}

// bare takes out the brackets that mark figures, and broken bytes before, which
// could come together as one.
func bare(text string) string {
	return strings.NewReplacer("⟦", "", "⟧", "").Replace(strings.ToValidUTF8(text, ""))
}

// SourceOf gives a block, or a part, as an edit keeps it.
func (d Document) SourceOf(key string) (string, bool) {
	if lines, ok := d.part(key); ok {
		return bare(strings.Join(lines, "\n")), true
	}
	i := slices.IndexFunc(d.Blocks, func(b Block) bool { return b.Key == key && b.Kind != Picture && b.Kind != Grid })
	if i < 0 {
		return "", false
	}
	return d.Source(d.Blocks[i].Runs), true
}

func (d *Document) part(key string) ([]string, bool) {
	switch key {
	case TitlePart:
		return []string{d.Title}, true
	case NumberPart:
		return []string{d.Head.Number}, true
	case SignPart:
		return []string{d.Sign.OnBehalf, d.Sign.Post, d.Sign.Name}, true
	case ReceiversPart:
		return d.Receivers, true
	}
	if i := d.annex(key); i >= 0 {
		a := d.Annexes[i]
		return append([]string{a.Number, a.Title}, a.Notes...), true
	}
	return nil, false
}

func (d *Document) setPart(key string, lines []string) {
	line := func(i int) string {
		if i < len(lines) {
			return lines[i]
		}
		return ""
	}
	switch key {
	case TitlePart:
		d.Title = strings.Join(lines, " ")
	case NumberPart:
		d.Head.Number = strings.Join(lines, " ")
	case SignPart:
		d.Sign = Sign{OnBehalf: line(0), Post: line(1), Name: line(2)}
	case ReceiversPart:
		d.Receivers = lines
	}
	if i := d.annex(key); i >= 0 {
		if len(lines) == 0 {
			d.Annexes = slices.Delete(d.Annexes, i, i+1) // it was left out
			return
		}
		a := &d.Annexes[i]
		a.Number, a.Title, a.Notes = line(0), line(1), nil
		if len(lines) > 2 {
			a.Notes = lines[2:]
		}
	}
}

// Reads gives kept words as they read.
func Reads(source string) string { return figureIn.ReplaceAllString(source, "$2") }

// Piece is a stretch of kept words: a figure where it has a name.
type Piece struct{ Text, Name string }

// Cut cuts kept words at their figures.
func Cut(source string) (out []Piece) {
	at := 0
	for _, m := range figureIn.FindAllStringSubmatchIndex(source, -1) {
		if m[0] > at {
			out = append(out, Piece{Text: source[at:m[0]]})
		}
		out, at = append(out, Piece{Text: source[m[4]:m[5]], Name: source[m[2]:m[3]]}), m[1]
	}
	if at < len(source) {
		out = append(out, Piece{Text: source[at:]})
	}
	return out
}

// ByHand gives the numbers of kept words that are no figures.
func ByHand(words string) []string { return byHand(words, "") }

// Fresh gives kept words with the figures as they read in this paper; what it has
// no more is a number like any other.
func (d Document) Fresh(source string) string {
	return figureIn.ReplaceAllStringFunc(source, func(f string) string {
		m := figureIn.FindStringSubmatch(f)
		for _, of := range d.Figures {
			if bare(of.Name) == m[1] {
				return "⟦" + m[1] + "|" + bare(of.Text) + "⟧"
			}
		}
		return m[2]
	})
}

// Typed gives kept words as they are typed over the program's own: a figure in
// brackets, [26]; the second other one of those that reads alike is [26 #2], one
// from elsewhere in the paper [26 #its name].
func Typed(source, base string) string {
	nth := numbering(base)
	return figureIn.ReplaceAllStringFunc(source, func(f string) string {
		m := figureIn.FindStringSubmatch(f)
		switch n := nth[m[1]]; {
		case n == 1:
			return "[" + m[2] + "]"
		case n > 1:
			return "[" + m[2] + " #" + strconv.Itoa(n) + "]"
		}
		return "[" + m[2] + " #" + m[1] + "]"
	})
}

// numbering tells apart the figures of a text that read alike: by name, from 1.
func numbering(source string) map[string]int {
	nth, alike := map[string]int{}, map[string]int{}
	for _, m := range figureIn.FindAllStringSubmatch(source, -1) {
		if nth[m[1]] == 0 {
			alike[m[2]]++
			nth[m[1]] = alike[m[2]]
		}
	}
	return nth
}

var bracketed = regexp.MustCompile(`\[([^\[\]\n]*?)(?: #([^\[\]\n]+))?\]`)

// Words reads what was typed in the place of a block back into kept words. A figure
// in brackets is one of the block's, else one that stands elsewhere in the paper and
// reads like no other. Invalid names a figure that is neither.
func (d Document) Words(key, typed string) (string, error) {
	typed = strings.TrimSpace(strings.ReplaceAll(bare(typed), "\r\n", "\n"))
	of, _ := d.SourceOf(key)
	names := map[string]string{}
	nth := numbering(of)
	for _, m := range figureIn.FindAllStringSubmatch(of, -1) {
		names[m[2]+" #"+strconv.Itoa(nth[m[1]])] = m[1]
	}
	var err error
	out := bracketed.ReplaceAllStringFunc(typed, func(f string) string {
		m := bracketed.FindStringSubmatch(f)
		text, n := m[1], m[2]
		if n == "" {
			n = "1"
		}
		if name, ok := names[text+" #"+n]; ok {
			return "⟦" + name + "|" + text + "⟧"
		}
		if name, ok := d.elsewhere(text, m[2]); ok {
			return "⟦" + name + "|" + text + "⟧"
		}
		if err == nil {
			err = errs.New(errs.Invalid, "report.edit_figure", "text", f, "known", strings.Join(inBrackets(of), ", ")).In("words")
		}
		return f
	})
	return out, err
}

// elsewhere gives the name of the one figure of the paper that reads so, or of the
// one that is called so.
func (d Document) elsewhere(text, called string) (name string, ok bool) {
	for _, f := range d.Figures {
		switch {
		case bare(f.Text) != text || called != "" && bare(f.Name) != called:
		case name != "" && f.Name != name:
			return "", false
		default:
			name = f.Name
		}
	}
	return bare(name), name != ""
}

func inBrackets(source string) (out []string) {
	for _, f := range bracketed.FindAllString(Typed(source, source), -1) {
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// Apply puts the newest edits into a paper that was just made: figures stay those
// of the data, by name. What does not fit any more is told in Document.Edited.
func (d *Document) Apply(edits []edit.Edit) {
	if len(edits) == 0 {
		return
	}
	for _, e := range edits {
		if e.Step == edit.Restored {
			continue
		}
		was, there := d.SourceOf(e.Block)
		out := Edited{Block: e.Block, Step: e.Step, ByName: e.ByName, At: e.At, Words: Reads(e.Words)}
		switch {
		case e.Own():
			out.Gone = !d.insert(e, &out)
		case !there:
			out.Gone = true
		default:
			if was != e.Base {
				out.Was, out.Now = Reads(e.Base), Reads(was)
			}
			d.replace(e, &out)
		}
		if e.Step == edit.Worded {
			out.Typed = byHand(e.Words, e.Base)
		} else {
			out.Words = Reads(e.Base)
		}
		d.Edited = append(d.Edited, out)
	}
	d.compact()
}

// replace puts words in the place of a block, or takes it out.
func (d *Document) replace(e edit.Edit, out *Edited) {
	if _, isPart := d.part(e.Block); isPart {
		var lines []string
		if e.Step == edit.Worded {
			lines = strings.Split(d.live(e.Words, out), "\n")
		}
		d.setPart(e.Block, plainLines(lines))
		return
	}
	i := slices.IndexFunc(d.Blocks, func(b Block) bool { return b.Key == e.Block })
	var in []Block
	if e.Step == edit.Worded {
		in = d.blocks(d.Blocks[i], e, out)
	}
	d.Blocks = slices.Replace(d.Blocks, i, i+1, in...)
}

// insert puts a paragraph of one's own after the one it follows; at the end, before
// the closing words, where that is gone: false.
func (d *Document) insert(e edit.Edit, out *Edited) bool {
	if e.Step != edit.Worded {
		return true
	}
	i := slices.IndexFunc(d.Blocks, func(b Block) bool { return b.Key == e.After })
	found := i >= 0
	if !found {
		if i = slices.IndexFunc(d.Blocks, func(b Block) bool { return b.Key == "end" }); i < 0 {
			i = len(d.Blocks)
		}
		i--
	}
	for found && i+1 < len(d.Blocks) && strings.HasPrefix(d.Blocks[i+1].Key, e.After+"/") {
		i++ // the lines of what it follows belong together
	}
	d.Blocks = slices.Insert(d.Blocks, i+1, d.blocks(Block{Key: e.Block}, e, out)...)
	return found
}

// blocks gives words as blocks, one a line: the first of the kind it stands for.
func (d *Document) blocks(of Block, e edit.Edit, edited *Edited) (out []Block) {
	for _, line := range strings.Split(d.live(e.Words, edited), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		b := Block{Kind: of.Kind, Level: of.Level, Key: of.Key, Runs: Runs(line)}
		if n := len(out); n > 0 {
			b = Block{Key: of.Key + "/" + strconv.Itoa(n+1), Runs: b.Runs}
		}
		if rest, item := strings.CutPrefix(line, "- "); item && of.Kind != Heading {
			b.Kind, b.Runs = Item, Runs(rest)
		}
		out = append(out, b)
	}
	return out
}

// live gives kept words with the figures as the data has them now.
func (d *Document) live(words string, out *Edited) string {
	text := figureIn.ReplaceAllStringFunc(words, func(f string) string {
		m := figureIn.FindStringSubmatch(f)
		for i, of := range d.Figures {
			if bare(of.Name) == m[1] {
				return string(opens) + strconv.Itoa(i+1) + string(middle) + of.Text + string(closes)
			}
		}
		out.Lost = append(out.Lost, m[2])
		return m[2]
	})
	out.Words = Plain(text)
	return text
}

func plainLines(lines []string) []string {
	for i, l := range lines {
		lines[i] = strings.TrimSpace(Plain(l))
	}
	return lines
}

var number = regexp.MustCompile(`[0-9][0-9.,]*`)

// byHand gives the numbers of words that are no figures and did not stand in the
// program's own.
func byHand(words, base string) (out []string) {
	known := number.FindAllString(figureIn.ReplaceAllString(base, ""), -1)
	for _, n := range number.FindAllString(figureIn.ReplaceAllString(words, ""), -1) {
		if n = strings.TrimRight(n, ".,"); !slices.ContainsFunc(known, func(k string) bool { return strings.TrimRight(k, ".,") == n }) {
			out = append(out, n)
		}
	}
	return out
}

// compact leaves the figures that the text still has, numbered anew.
func (d *Document) compact() {
	used := map[int]int{}
	var left []Figure
	for i := range d.Blocks {
		for j := range d.Blocks[i].Runs {
			r := &d.Blocks[i].Runs[j]
			if r.Figure == 0 {
				continue
			}
			if used[r.Figure] == 0 {
				left = append(left, d.Figures[r.Figure-1])
				used[r.Figure] = len(left)
			}
			r.Figure = used[r.Figure]
		}
	}
	d.Figures = left
}

// Since says how the figures of a frozen paper stand in the paper as it would be
// made now: those that read otherwise, and those that are gone.
func (d Document) Since(now Document) (out []Moved) {
	as := map[string]string{}
	for _, f := range now.Figures {
		as[f.Name] = f.Text
	}
	seen := map[string]bool{}
	for _, f := range d.Figures {
		if text, there := as[f.Name]; !seen[f.Name] && text != f.Text {
			out = append(out, Moved{f, text, !there})
		}
		seen[f.Name] = true
	}
	return out
}

// Moved is a figure of a frozen paper that reads otherwise now.
type Moved struct {
	Figure Figure
	Now    string
	Gone   bool // the paper made now has no such figure
}
