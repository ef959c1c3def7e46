// Package nation makes a nation's worth of figures for the roll-up engine,
// always the same from one seed: what the engine is measured on. Nothing in it
// is anybody's real figure.
package nation

import (
	"dondoc/internal/book"
)

// Size is how much there is of everything.
type Size struct {
	Provinces, Communes, Departments, Years int
}

// National is the workload "national" of five years, scale times the communes and departments.
func National(scale int) Size {
	return Size{Provinces: 34, Communes: 3321 * scale, Departments: 680 * scale, Years: 5}
}

// What is asked: every commune of the first 40 indicators, every department of
// one of the other 20, every province and the nation of all 60, from below.
const (
	indicators = 60
	ofCommune  = 40
	ofOffice   = indicators - ofCommune
)

// Levels of units.
const (
	top uint8 = iota
	province
	commune
	department
)

// LevelNames names the levels by their number.
var LevelNames = [...]string{"nation", "province", "commune", "department"}

// Targets is how many targets a year has.
func (s Size) Targets() int {
	return indicators + s.Provinces*indicators + s.Communes*ofCommune + s.Departments
}

// Cells is how many months of targets of all years take reports.
func (s Size) Cells() int {
	return (s.Communes*ofCommune + s.Departments) * s.Years * book.Months
}

// Shares of the cells, in 10,000.
const (
	missing   = 150  // never reported
	revised   = 1500 // of those reported: a second approved figure a month later
	sentBack  = 80   // a revision submitted and returned
	withdrawn = 50
)

// Rows is how many rows there will be, within about a thousandth.
func (s Size) Rows() int {
	return s.Cells() * (10_000 - missing) / 10_000 * (10_000 + revised + 2*sentBack + withdrawn) / 10_000
}

// Bytes is how much memory a nation of this size takes at most, with the live
// roll-up, one of a past date, the one a check works in, and what is left over from making it.
func (s Size) Bytes() int64 {
	const row, cell, target, unit = 40, 4 * 4, 220, 12 * 8 * 3
	return int64(s.Rows())*row + int64(s.Years)*(int64(s.Targets())*(book.Months*cell+target)+int64(s.units())*unit) + 64<<20
}

// provinceOf gives the province of a commune or, after all communes, of a
// department: those of one province follow one another, as a list of units does.
func (s Size) provinceOf(i int) int32 {
	if i < s.Communes {
		return int32(i * s.Provinces / s.Communes)
	}
	return int32((i - s.Communes) * s.Provinces / s.Departments)
}

func (s Size) units() int { return 1 + s.Provinces + s.Communes + s.Departments }

// Nation is a book with all figures loaded, and where things are in it.
type Nation struct {
	Size     Size
	Book     *book.Book
	Rows     int
	Moments  [][book.Months + 1]int64 // by year: Known of the last row of each month, and of the closing of the year
	Communes []int32                  // the units

	seed    uint64
	known   int64
	units   []unit // communes and departments
	targets [][]one
}

// unit is one that reports: a place in targets of each year.
type unit struct{ first, count int32 }

// one is a target that is reported.
type one struct {
	target, indicator int32
	no                uint64 // among the targets of the year
	month             int64  // what a month brings on average
	latest            int64  // Known of the figure of the month before, 0: none
}

// Make makes a nation.
func Make(size Size, seed uint64) (*Nation, error) {
	n := &Nation{Size: size, seed: seed}
	levels := make([]uint8, 0, size.units())
	levels = append(levels, top)
	for _, l := range []struct {
		level uint8
		count int
	}{{province, size.Provinces}, {commune, size.Communes}, {department, size.Departments}} {
		for range l.count {
			if l.level == commune {
				n.Communes = append(n.Communes, int32(len(levels)))
			}
			levels = append(levels, l.level)
		}
	}
	n.Book = book.New(levels, indicators, size.Years)
	n.Moments = make([][book.Months + 1]int64, size.Years)
	n.targets = make([][]one, size.Years)
	for y := range size.Years {
		if err := n.ask(int32(y)); err != nil {
			return nil, err
		}
	}
	n.Book.Reserve(n.Size.Rows() + n.Size.Rows()/200)
	for y := range size.Years {
		if err := n.report(int32(y)); err != nil {
			return nil, err
		}
	}
	n.Book.Live()
	return n, nil
}

// next is the next moment.
func (n *Nation) next() int64 { n.known++; return n.known }

// draw gives 64 bits that depend on the seed and on what is asked for alone.
func (n *Nation) draw(what, year, month, of uint64) uint64 {
	x := n.seed ^ what<<56 ^ year<<48 ^ month<<40 ^ of
	for range 2 { // the mixing of SplitMix64 (Steele, Lea, Flood 2014)
		x += 0x9e3779b97f4a7c15
		x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
		x = (x ^ x>>27) * 0x94d049bb133111eb
		x ^= x >> 31
	}
	return x
}

// What draw is asked for.
const (
	ofPlan uint64 = iota
	ofBias
	ofFigure
	ofFate
	ofOrder
	ofMore
)

// measureOf says how an indicator is read.
func measureOf(indicator int32) book.Measure {
	kinds := [...]book.Kind{book.Sum, book.Ratio, book.Sum, book.CountMet, book.Sum, book.Ratio}
	return book.Measure{Indicator: indicator, Kind: kinds[indicator%6], Lower: indicator%7 == 3, Stock: indicator%5 == 4}
}

// ask lays down the tree, the kinds, the targets and their plans of a year.
func (n *Nation) ask(year int32) error {
	b, s := n.Book, n.Size
	for u := int32(1); int(u) < s.units(); u++ {
		under := int32(0)
		if i := int(u) - 1 - s.Provinces; i >= 0 {
			under = 1 + s.provinceOf(i)
		}
		if err := b.Place(book.Placement{Year: year, Unit: u, Under: under, Known: 1}); err != nil {
			return err
		}
	}
	var measures []book.Measure
	for i := range int32(indicators) {
		m := measureOf(i)
		m.Year, m.Known = year, 1
		measures = append(measures, m)
	}
	if err := b.Measures(measures...); err != nil {
		return err
	}
	sums := make([]int64, (1+s.Provinces)*indicators)
	var plans []book.Plan
	for u := int32(1 + s.Provinces); int(u) < s.units(); u++ {
		own := unit{first: int32(len(n.targets[year]))}
		i := int(u) - 1 - s.Provinces
		from, to := int32(0), int32(ofCommune)
		if i >= s.Communes {
			from = ofCommune + int32((i-s.Communes)%ofOffice)
			to = from + 1
		}
		for ind := from; ind < to; ind++ {
			p, err := n.askOne(year, u, ind)
			if err != nil {
				return err
			}
			plans = append(plans, p)
			sums[int(1+s.provinceOf(i))*indicators+int(ind)] += p.Value
			sums[ind] += p.Value
		}
		own.count = int32(len(n.targets[year])) - own.first
		if year == 0 {
			n.units = append(n.units, own)
		}
	}
	above, err := n.askAbove(year, sums)
	if err != nil {
		return err
	}
	n.known = 1
	return b.Plans(append(plans, above...)...)
}

// askOne adds a reported target.
func (n *Nation) askOne(year, u, ind int32) (book.Plan, error) {
	target, err := n.Book.AddTarget(book.Target{Year: year, Unit: u, Indicator: ind})
	if err != nil {
		return book.Plan{}, err
	}
	no := uint64(len(n.targets[year]))
	month := 100 * int64(1+n.draw(ofPlan, uint64(year), 0, no)%900)
	p := book.Plan{Target: target, Value: month * book.Months, Known: 1}
	switch m := measureOf(ind); {
	case m.Kind == book.Ratio:
		p.Value, p.Per = 70+month%25, 100
	case m.Stock:
		p.Value = month
	}
	n.targets[year] = append(n.targets[year], one{target: target, indicator: ind, no: no, month: month})
	return p, nil
}

// askAbove adds the targets of the provinces and the nation, which are judged from below.
func (n *Nation) askAbove(year int32, sums []int64) ([]book.Plan, error) {
	var plans []book.Plan
	for u := range int32(1 + n.Size.Provinces) {
		for ind := range int32(indicators) {
			target, err := n.Book.AddTarget(book.Target{Year: year, Unit: u, Indicator: ind, Rolled: true})
			if err != nil {
				return nil, err
			}
			p := book.Plan{Target: target, Known: 1}
			d := int64(n.draw(ofPlan, uint64(year), 1, uint64(u*indicators+ind)) % 11)
			switch measureOf(ind).Kind {
			case book.Sum:
				p.Value = sums[int(u)*indicators+int(ind)] / 100 * (95 + d)
			case book.Ratio:
				p.Value, p.Per = 77+d, 100
			case book.CountMet:
				p.Value, p.Per = 45+d, 100
			}
			plans = append(plans, p)
		}
	}
	return plans, nil
}
