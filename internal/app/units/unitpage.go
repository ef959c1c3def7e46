package units

import (
	"cmp"
	"context"
	"slices"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// Tenure is one holder of a post.
type Tenure struct {
	org.Appointment
	Person org.Person
}

// TenureOf is an appointment with the person it is of.
func TenureOf(d *desk.Directory, ap org.Appointment) Tenure {
	_, person := d.Of(ap)
	return Tenure{ap, person}
}

// UnitTree is the units the actor may read, as they stood on a day, parents
// before children.
type UnitTree struct {
	On     period.Date
	Rows   []UnitRow
	MayAdd bool // a unit somewhere under one of the rows
}

// UnitRow is one unit of the tree. Depth is 0 for the topmost the actor may read.
type UnitRow struct {
	org.Version
	Depth int
	Head  desk.Responsible
	Cycle period.Cycle // the newest cycle with targets, not after the day's year where there is one; "" for none
}

// Units gives the tree of units on a day, today when it is "".
func (a *Wing) Units(ctx context.Context, actor access.Actor, on period.Date) (UnitTree, error) {
	if on == "" {
		on = a.desk.Today()
	}
	out := UnitTree{On: on}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		out.MayAdd = tx.Dir.CanAnywhere(access.ManageUnits)
		if err := tx.Dir.Anywhere(access.Read); err != nil {
			return err
		}
		d := tx.Dir
		depth := map[id.ID]int{}
		tree := d.Tree(on)
		for _, root := range tree.Roots() {
			tree.Walk(root.ID, func(v org.Version, _ int) {
				if err != nil || d.May(access.Read, v.ID) != nil {
					return
				}
				row := UnitRow{Version: v, Head: d.Answering(v.ID, "", on)}
				if above, shown := depth[v.Parent]; shown {
					row.Depth = above + 1
				}
				depth[v.ID] = row.Depth
				row.Cycle, err = newestCycle(ctx, tx, v.ID, period.Cycle(on[:4]))
				out.Rows = append(out.Rows, row)
			})
		}
		return err
	})
	return out, err
}

// newestCycle gives the newest cycle a unit has targets of, not after now where there is one.
func newestCycle(ctx context.Context, tx *desk.Tx, unit id.ID, now period.Cycle) (period.Cycle, error) {
	cycles, err := tx.Cycles(ctx, unit)
	if err != nil || len(cycles) == 0 {
		return "", err
	}
	for _, c := range slices.Backward(cycles) {
		if c <= now {
			return c, nil
		}
	}
	return cycles[0], nil
}

// UnitPage is one unit as it stood on a day, with its whole past.
type UnitPage struct {
	org.Version
	On       period.Date
	Parent   org.Version // zero at the top
	Head     desk.Responsible
	Posts    []PostHeld
	Tenures  []UnitTenure  // the newest first
	Versions []org.Version // the newest first
	Children []org.Version
	Cycles   []period.Cycle // with targets
	May      map[access.Action]bool
	Files    int64 // bytes of the files its figures, tasks, shortcomings, documents and vouchers carry
}

// PostHeld is a post and who held it on the day; two may during a hand-over.
type PostHeld struct {
	org.Post
	Holders []desk.Responsible
}

// UnitTenure is a person's time in one of the unit's posts.
type UnitTenure struct {
	Tenure
	Post org.Post
}

// UnitPage gives a unit, by its code, on a day; today when it is "".
func (a *Wing) UnitPage(ctx context.Context, actor access.Actor, code string, on period.Date) (UnitPage, error) {
	if on == "" {
		on = a.desk.Today()
	}
	p := UnitPage{On: on, May: map[access.Action]bool{}}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) (err error) {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		for _, action := range access.Actions() {
			p.May[action] = d.May(action, unit) == nil
		}
		p.Version, _ = d.Unit(unit, on)
		if p.Version.Parent != "" {
			p.Parent, _ = d.Unit(p.Version.Parent, on)
		}
		p.Head, p.Children = d.Answering(unit, "", on), d.Tree(on).Children(unit)
		for _, v := range d.Versions {
			if v.ID == unit {
				p.Versions = append(p.Versions, v)
			}
		}
		slices.SortFunc(p.Versions, func(x, y org.Version) int { return cmp.Compare(y.From, x.From) })
		p.fillPosts(d, unit, on)
		if p.Cycles, err = tx.Cycles(ctx, unit); err != nil {
			return err
		}
		p.Files, err = tx.ContentSize(ctx, unit)
		return err
	})
	return p, err
}

// fillPosts adds the posts with who held them on the day, and every tenure.
func (p *UnitPage) fillPosts(d *desk.Directory, unit id.ID, on period.Date) {
	for _, post := range d.PostsOf(unit) {
		held := PostHeld{Post: post}
		for _, ap := range d.Tenures(post.ID) {
			_, person := d.Of(ap)
			p.Tenures = append(p.Tenures, UnitTenure{Tenure{ap, person}, post})
			if ap.Holds(on) {
				held.Holders = append(held.Holders, desk.Responsible{Unit: p.Version, Post: post, Person: person, Appointment: ap})
			}
		}
		p.Posts = append(p.Posts, held)
	}
	slices.SortStableFunc(p.Tenures, func(x, y UnitTenure) int { return cmp.Compare(y.From, x.From) })
}
