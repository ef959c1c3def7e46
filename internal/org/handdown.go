package org

import "slices"

// stays gives the line of a unit that goes on as it is while units above it end
// and hand down to it and others what they had; nil where there is none.
func (r *reorganiser) stays(key string, meet []int) *Line {
	var stay *Line
	for _, i := range meet {
		if l := &r.Lines[i]; !l.Part && stay == nil && l.From.Official == key && l.From.is(key, l.New.Name) {
			stay = l
		} else if !l.Part {
			return nil
		}
	}
	if stay == nil || len(meet) == 1 {
		return nil
	}
	above := r.tree.Path(stay.From.ID)
	for _, i := range meet {
		if l := r.Lines[i]; l.Part && !slices.Contains(above, l.From.ID) {
			return nil
		}
	}
	return stay
}

// handDown carries a unit on, with what the units above it hand down to it.
func (r *reorganiser) handDown(stay *Line, meet []int) {
	r.goOn(stay)
	for _, i := range meet {
		if l := &r.Lines[i]; l.Part {
			l.To, l.Act = stay.To, Divided
			r.Successions = append(r.Successions, Succession{Old: l.From.ID, New: l.To, On: r.On, Part: true, Share: l.Share, Decision: r.Decision})
			r.end(l.From)
		}
	}
}

// goOn carries the unit of a line on, under another name or parent where the
// line says so.
func (r *reorganiser) goOn(l *Line) {
	l.To, l.Act = l.From.ID, Continued
	parent := l.From.Parent
	if p, ok := r.above[l.New.Parent]; ok {
		parent = p
	}
	if r.carryOn(l.From, l.New, parent) {
		l.Act = Renamed
	}
}
