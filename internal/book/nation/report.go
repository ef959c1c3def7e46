package nation

import (
	"dondoc/internal/book"
)

// report loads a year's rows as they come in: month by month, the units in an
// order of their own, each with all its targets and what it revises of the
// month before; the revisions of December come in January.
func (n *Nation) report(year int32) error {
	order := make([]int32, len(n.units))
	for i := range order {
		order[i] = int32(i)
	}
	for month := range int32(book.Months + 1) {
		for i := len(order) - 1; i > 0; i-- {
			j := n.draw(ofOrder, uint64(year), uint64(month), uint64(i)) % uint64(i+1)
			order[i], order[j] = order[j], order[i]
		}
		for _, u := range order {
			own := n.targets[year][n.units[u].first:][:n.units[u].count]
			if month > 0 {
				if err := n.revise(year, month-1, own); err != nil {
					return err
				}
			}
			if month < book.Months {
				if err := n.first(year, month, own); err != nil {
					return err
				}
			}
		}
		n.Moments[year][month] = n.known
	}
	return nil
}

// first loads a month's figures of a unit.
func (n *Nation) first(year, month int32, own []one) error {
	for i := range own {
		own[i].latest = 0
		if n.fate(year, month, own[i].no, 0) < missing {
			continue
		}
		r := n.figure(year, month, &own[i], 0)
		own[i].latest = r.Known
		if err := n.load(r); err != nil {
			return err
		}
	}
	return nil
}

// revise loads what becomes of a month's figures later.
func (n *Nation) revise(year, month int32, own []one) error {
	for i := range own {
		o := &own[i]
		if o.latest == 0 {
			continue
		}
		var rows []book.Row
		switch fate := n.fate(year, month, o.no, 1); {
		case fate < revised:
			rows = append(rows, n.figure(year, month, o, 1))
		case fate < revised+sentBack:
			r := n.figure(year, month, o, 1)
			r.Status = book.Submitted
			back := r
			back.Status, back.Figure, back.Known = book.Returned, r.Known, n.next()
			rows = append(rows, r, back)
		case fate < revised+sentBack+withdrawn:
			r := n.figure(year, month, o, 0)
			r.Status, r.Figure = book.Withdrawn, o.latest
			rows = append(rows, r)
		}
		for _, r := range rows {
			if err := n.load(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (n *Nation) load(r book.Row) error {
	n.Rows++
	return n.Book.Load(r)
}

// fate is a number under 10,000.
func (n *Nation) fate(year, month int32, of, again uint64) uint64 {
	return n.draw(ofFate+8*again, uint64(year), uint64(month), of) % 10_000
}

// figure makes an approved figure known now.
func (n *Nation) figure(year, month int32, o *one, again uint64) book.Row {
	bias := 85 + n.draw(ofBias, uint64(year), 0, o.no)%31
	drawn := n.draw(ofFigure+8*again, uint64(year), uint64(month), o.no)
	percent := int64(bias + drawn%21 - 10)
	r := book.Row{Target: o.target, Month: month, Status: book.Approved, Known: n.next()}
	if measureOf(o.indicator).Kind == book.Ratio {
		r.Per = 50 + int64(drawn>>32%950)
		r.Value = r.Per * min(percent*8/10, 100) / 100
	} else {
		r.Value = o.month / 100 * percent
	}
	return r
}

// More makes count further rows of the last year, as Apply is to take them in:
// figures of some month of some target reported anew, all with one status.
func (n *Nation) More(count int, status book.Status) []book.Row {
	year := int32(n.Size.Years - 1)
	rows := make([]book.Row, count)
	for i := range rows {
		drawn := n.draw(ofMore, uint64(year), 0, uint64(n.known))
		o := &n.targets[year][drawn%uint64(len(n.targets[year]))]
		rows[i] = n.figure(year, int32(drawn>>40%book.Months), o, 2+drawn>>50)
		rows[i].Status = status
	}
	return rows
}
