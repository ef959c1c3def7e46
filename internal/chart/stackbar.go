package chart

import "dondoc/internal/i18n"

// StackBar is the share of each class as one bar, in the order vượt, đạt,
// không đạt, chưa đánh giá, each part with its count and symbol.
type StackBar struct {
	Lang   i18n.Lang
	Counts map[string]int    // by class
	Hrefs  map[string]string // where each count leads; may be nil
}

const stackWide, stackHigh = 320.0, 24.0

// Draw makes a picture of 320 × 24 px. A part too narrow for its count keeps its title.
func (s StackBar) Draw() Drawing {
	total := 0
	for _, c := range classes {
		total += max(s.Counts[c], 0)
	}
	d := Drawing{Kind: "stack", Width: stackWide, Height: stackHigh,
		Title: i18n.T(s.Lang, "chart.strip_title", "n", total),
		Desc:  counted(s.Lang, s.Counts)}
	x := 1.0
	for _, class := range classes {
		n := max(s.Counts[class], 0)
		if n == 0 {
			continue
		}
		w := (stackWide - 2) * float64(n) / float64(total)
		mark := Tone(class + "-mark")
		words := number(float64(n), 0, s.Lang)
		d.group(i18n.T(s.Lang, "class."+class)+": "+words, s.Hrefs[class], func() {
			d.rect(x, 1, w, stackHigh-2, Tone(class), mark).Dash = class == "not_assessed"
			if wide := 16 + letters(words, 12); wide < w {
				d.symbol(x+w/2-wide/2+5, stackHigh/2, 4.5, class, mark)
				d.text(x+w/2-wide/2+14, stackHigh/2+4.5, words, 12, Start, mark)
			}
		})
		x += w
	}
	return d
}
