package chart

import (
	"math"
	"sort"
	"strings"

	"dondoc/internal/i18n"
)

// classes in the order they are always shown. The hollow ones are of a year
// that still runs.
var classes = []string{"exceeded", "met", "on_track", "running", "behind", "not_met", "violated", "not_assessed"}

func rank(class string) int {
	for i, c := range classes {
		if c == class {
			return i
		}
	}
	return len(classes) - 1
}

// Cell is one target on a strip.
type Cell struct {
	Class string // one of classes; anything else is shown as not_assessed
	Label string // a short mark under the symbol: the ordinal of the target
	Title string // what the cell says when pointed at
	Href  string
}

// Strip shows a whole board at a glance: one cell per target, sorted by class,
// in rows of Columns cells (0 stands for one row). Every cell is a link.
type Strip struct {
	Lang    i18n.Lang
	Cells   []Cell
	Columns int
	Note    string // a line under the cells
}

const (
	cellWide = 26.0
	cellHigh = 38.0
	cellGap  = 3.0
)

// Draw lays the cells out. Order among cells of one class is kept.
func (s Strip) Draw() Drawing {
	cells := append([]Cell(nil), s.Cells...)
	sort.SliceStable(cells, func(i, j int) bool { return rank(cells[i].Class) < rank(cells[j].Class) })
	columns := s.Columns
	if columns <= 0 || columns > len(cells) {
		columns = max(len(cells), 1)
	}
	rows := math.Ceil(float64(len(cells)) / float64(columns))
	d := Drawing{
		Kind:   "strip",
		Width:  float64(columns)*(cellWide+cellGap) - cellGap + 2,
		Height: max(rows, 1)*(cellHigh+cellGap) - cellGap + 2,
		Title:  i18n.T(s.Lang, "chart.strip_title", "n", len(cells)),
	}
	counts := map[string]int{}
	for i, c := range cells {
		counts[classes[rank(c.Class)]]++
		x := 1 + float64(i%columns)*(cellWide+cellGap)
		y := 1 + float64(i/columns)*(cellHigh+cellGap)
		d.group(c.Title, c.Href, func() { d.cell(x, y, c) })
	}
	d.Desc = counted(s.Lang, counts)
	if s.Note != "" {
		d.text(1, d.Height+16, s.Note, 12, Start, Ink)
		d.Height += 22
	}
	return d
}

// counted says how many there are of each class that is there.
func counted(lang i18n.Lang, counts map[string]int) string {
	var said []string
	for _, class := range classes {
		if counts[class] > 0 {
			said = append(said, i18n.T(lang, "chart.count", "n", counts[class], "class", i18n.T(lang, "class."+class)))
		}
	}
	return strings.Join(said, ", ")
}

func (d *Drawing) cell(x, y float64, c Cell) {
	class := classes[rank(c.Class)]
	ground, mark := Tone(class), Tone(class+"-mark")
	switch class {
	case "violated":
		ground, mark = NotMet, NotMetMark
	case "running":
		ground, mark = NotAssessed, NotAssessedMark
	case "on_track", "behind":
		ground = NotAssessed
	}
	d.rect(x, y, cellWide, cellHigh, ground, mark).Dash = class == "not_assessed"
	d.symbol(x+cellWide/2, y+13, 6, class, mark)
	if c.Label != "" {
		d.text(x+cellWide/2, y+cellHigh-6, c.Label, 11, Middle, mark)
	}
}

// symbol draws ▲ ● △ ◇ ▽ ▼ ○ as shapes, because not every font on paper has them.
func (d *Drawing) symbol(x, y, r float64, class string, tone Tone) {
	switch class {
	case "exceeded":
		d.area([]Point{{x - r, y + r*0.85}, {x, y - r*0.95}, {x + r, y + r*0.85}}, tone)
	case "met":
		d.circle(x, y, r*0.85, tone, None)
	case "not_met", "violated":
		d.area([]Point{{x - r, y - r*0.85}, {x, y + r*0.95}, {x + r, y - r*0.85}}, tone)
	case "on_track":
		d.outline([]Point{{x - r, y + r*0.85}, {x, y - r*0.95}, {x + r, y + r*0.85}}, tone)
	case "behind":
		d.outline([]Point{{x - r, y - r*0.85}, {x, y + r*0.95}, {x + r, y - r*0.85}}, tone)
	case "running":
		d.outline([]Point{{x, y - r}, {x + r*0.8, y}, {x, y + r}, {x - r*0.8, y}}, tone)
	default:
		d.circle(x, y, r*0.8, None, tone).Width = 1.5
	}
}
