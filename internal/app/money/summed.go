package money

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/capital/rollup"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// Summed is how the money of a unit and all under it stands in a year, taken
// together: it reads no project, so it costs a nation what it costs a district.
type Summed struct {
	Unit    org.Version
	Year    int
	Day     period.Date
	Known   period.Date
	By      Dimension
	Closing capital.Closing
	Total   capital.Position
	Kept    capital.Share
	Points  [13]capital.Share // of all, at the ends of the months and of the payments
	Over    int               // how many of those are over
	Parts   []SumPart
	Rest    rollup.Amounts // of units: what is the unit's own, or of what went into it
	From    int            // of investors: so many were shown before
	More    bool           // of investors: there are more
	Untold  bool           // what waits for approval is not in Total: a past day is looked at
	Slow    bool           // worked out from the projects: asked so, or the tree has just changed
}

// SumPart is one part of them.
type SumPart struct {
	Key  string
	Unit org.Version // by unit and investor
	Deep bool        // units stand under it
	rollup.Amounts
	Rank   int // by rate, the highest first; alike rates share a place
	Before int // the place at the end of the month before; 0: none
	before capital.Share
	Points [13]capital.Share // at the ends of the months and of the payments; see Over
}

// investorsShown is how many investors are given at once, those with the highest plan first.
const investorsShown = 50

// Dimensions lists by what a year can be taken together.
func (Summed) Dimensions() []Dimension {
	return []Dimension{ByUnit, ByProgramme, BySource, ByGroup, ByInvestor}
}

// CapitalSums gives a unit's capital year by units, programmes, sources, groups
// or investors, as it stood at the end of a day; of investors those after from.
func (a *Wing) CapitalSums(ctx context.Context, actor access.Actor, code string, year int, at At, by Dimension, from int) (Summed, error) {
	out := Summed{Year: year, By: by, Known: at.Known, From: max(from, 0)}
	if !slices.Contains(out.Dimensions(), by) {
		return out, errs.New(errs.Invalid, "capital.dimension_unknown", "text", string(by)).In("by")
	}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		d, unit, err := tx.Readable(code)
		if err != nil {
			return err
		}
		out.Day = tx.Today
		for _, day := range []period.Date{at.Known, at.Day} {
			if day != "" {
				out.Day = min(out.Day, day)
			}
		}
		out.Unit, _ = d.Unit(unit, out.Day)
		out.Unit.ID = unit
		out.Closing, _ = capital.ClosingOf(year)
		if err := out.read(ctx, tx, d, at.Anew); err != nil {
			return err
		}
		if out.Untold = at.Known != ""; !out.Untold {
			out.Total.Waiting, err = tx.WaitingSum(ctx, d.Below(unit), year, out.Day)
		}
		return err
	})
	return out, err
}

// sumSource is where sums come from: what is kept, or the projects themselves.
type sumSource struct {
	investors func(unit id.ID, limit, from int) ([]id.ID, error)
	rows      func(units []id.ID) ([]rollup.Row, error)
}

// source says where the sums come from.
func (s *Summed) source(ctx context.Context, tx *desk.Tx, anew bool) (sumSource, error) {
	hold, err := sumsHold(ctx, tx)
	if err != nil {
		return sumSource{}, err
	}
	if s.Slow = !hold || anew; s.Slow {
		if !anew {
			if err := few(ctx, tx, s.Unit.ID); err != nil {
				return sumSource{}, errs.New(errs.Busy, "capital.sums_making").Because(err)
			}
		}
		return s.worked(ctx, tx)
	}
	return sumSource{
		investors: func(unit id.ID, limit, after int) ([]id.ID, error) {
			if s.Known != "" {
				return tx.CapitalInvestorsKnown(ctx, unit, s.Year, s.Known, limit, after)
			}
			return tx.CapitalInvestors(ctx, unit, s.Year, limit, after)
		},
		rows: func(units []id.ID) ([]rollup.Row, error) { // of the others no more than is shown
			rows, err := sumRows(ctx, tx, []id.ID{s.Unit.ID}, s.Year, s.Day, s.Known)
			if err != nil {
				return nil, err
			}
			dim := rollup.All
			if s.By == ByInvestor {
				dim = rollup.Own
			}
			others := slices.DeleteFunc(slices.Clone(units), func(u id.ID) bool { return u == s.Unit.ID })
			more, err := sumRows(ctx, tx, others, s.Year, s.Day, s.Known, dim)
			return append(rows, more...), err
		},
	}, nil
}

// sumRows gives the rows that are kept, as known at the end of a day; "" for now.
func sumRows(ctx context.Context, tx *desk.Tx, units []id.ID, year int, day, known period.Date, dim ...rollup.Dim) ([]rollup.Row, error) {
	if known == "" {
		return tx.CapitalSums(ctx, units, year, day, dim...)
	}
	return tx.CapitalSumsKnown(ctx, units, year, day, known, dim...)
}

func (s *Summed) read(ctx context.Context, tx *desk.Tx, d *desk.Directory, anew bool) error {
	from, err := s.source(ctx, tx, anew)
	if err != nil {
		return err
	}
	units := []id.ID{s.Unit.ID}
	tree := d.Tree(tx.Today)
	switch s.By {
	case ByUnit:
		for _, v := range tree.Children(s.Unit.ID) {
			units = append(units, v.ID)
		}
	case ByInvestor:
		found, err := from.investors(s.Unit.ID, investorsShown+1, s.From)
		if err != nil {
			return err
		}
		s.More = len(found) > investorsShown
		units = append(units, found[:min(len(found), investorsShown)]...)
	}
	asked := slices.Clone(units)
	slices.Sort(asked)
	rows, err := from.rows(slices.Compact(asked))
	if err != nil {
		return err
	}
	s.fill(d, tree, units, rows)
	return nil
}

// worked works sums out from the projects, as they were known where that is asked.
func (s *Summed) worked(ctx context.Context, tx *desk.Tx) (sumSource, error) {
	books, err := tx.CapitalBooks(ctx, tx.Dir.Below(s.Unit.ID))
	if err != nil {
		return sumSource{}, err
	}
	var all []rollup.Change
	plans := map[id.ID]int64{}
	for _, b := range books {
		b = b.AsKnown(s.Known.EndOfDayOrNow())
		c := rollup.Change{Year: s.Year, Path: pathOf(tx.Dir, b.Project.Unit), Changes: rollup.Of(b, s.Year)}
		if len(c.Changes) == 0 {
			continue
		}
		all = append(all, c)
		for _, sums := range c.Changes {
			plans[b.Project.Unit] += sums[rollup.Part{}].Plan
		}
	}
	investors := slices.SortedFunc(maps.Keys(plans), func(a, b id.ID) int {
		return cmp.Or(cmp.Compare(plans[b], plans[a]), cmp.Compare(a, b))
	})
	return sumSource{
		investors: func(_ id.ID, limit, after int) ([]id.ID, error) {
			rest := investors[min(after, len(investors)):]
			return rest[:min(limit, len(rest))], nil
		},
		rows: func(units []id.ID) (out []rollup.Row, _ error) {
			for _, r := range rollup.Rows(all) {
				if r.Level == rollup.Days && r.At <= string(s.Day) && slices.Contains(units, r.Unit) {
					out = append(out, r)
				}
			}
			return out, nil
		},
	}, nil
}

// fill adds the rows up.
func (s *Summed) fill(d *desk.Directory, tree *org.Tree, units []id.ID, rows []rollup.Row) {
	sums, before, points := map[id.ID]rollup.Sums{}, map[id.ID]rollup.Sums{}, map[id.ID]map[rollup.Part]*[13]capital.Share{}
	for _, u := range units {
		sums[u], before[u], points[u] = rollup.Sums{}, rollup.Sums{}, map[rollup.Part]*[13]capital.Share{}
	}
	ends := capital.Ends(s.Year)
	for s.Over < len(ends) && ends[s.Over] <= s.Day {
		s.Over++
	}
	for _, r := range rows {
		sums[r.Unit].Add(r.Part, r.Amounts)
		at := points[r.Unit][r.Part]
		if at == nil {
			at = new([13]capital.Share)
			points[r.Unit][r.Part] = at
		}
		for i := range s.Over {
			if r.At[:7] > string(ends[i].Month()) {
				continue
			}
			at[i] = plus(at[i], capital.Share{Plan: r.Plan, Paid: r.Paid})
			if i == s.Over-2 {
				before[r.Unit].Add(r.Part, r.Amounts)
			}
		}
	}
	whole := sums[s.Unit.ID]
	if at := points[s.Unit.ID][rollup.Part{}]; at != nil {
		s.Points = *at
	}
	all := whole[rollup.Part{}]
	s.Total, s.Kept = whole.Position(s.Year), capital.Share{Plan: all.KeptPlan, Paid: all.KeptPaid}
	switch s.By {
	case ByUnit, ByInvestor:
		part := rollup.Part{}
		if s.By == ByInvestor {
			part.Dim = rollup.Own
		}
		s.Rest = all
		for _, u := range units[1:] {
			v, _ := d.Unit(u, s.Day)
			if a := sums[u][part]; a != (rollup.Amounts{}) {
				s.part(SumPart{Key: v.Code, Unit: v, Deep: len(tree.Children(u)) > 0, Amounts: a, Points: *points[u][part]}, before[u][part])
				s.Rest = s.Rest.Less(a)
			}
		}
	default:
		dim := map[Dimension]rollup.Dim{ByProgramme: rollup.Programme, BySource: rollup.Source, ByGroup: rollup.Group}[s.By]
		for part, a := range whole {
			if part.Dim == dim {
				s.part(SumPart{Key: part.Key, Amounts: a, Points: *points[s.Unit.ID][part]}, before[s.Unit.ID][part])
			}
		}
	}
	slices.SortFunc(s.Parts, func(a, b SumPart) int {
		return cmp.Or(cmp.Compare(b.Plan, a.Plan), strings.Compare(viet.SortKey(a.Key), viet.SortKey(b.Key)))
	})
	s.rank()
}

func (s *Summed) part(p SumPart, before rollup.Amounts) {
	p.before = capital.Share{Plan: before.Plan, Paid: before.Paid}
	s.Parts = append(s.Parts, p)
}

// rank gives each part its place by rate, now and at the end of the month before
// the newest that is over. Investors of whom only some are shown have none: a place
// among fifty is no place among all.
func (s *Summed) rank() {
	if s.By == ByInvestor && (s.More || s.From > 0) {
		return
	}
	for i := range s.Parts {
		p := &s.Parts[i]
		p.Rank = s.place(capital.Share{Plan: p.Plan, Paid: p.Paid}, func(o SumPart) capital.Share { return capital.Share{Plan: o.Plan, Paid: o.Paid} })
		if s.Over > 1 {
			p.Before = s.place(p.before, func(o SumPart) capital.Share { return o.before })
		}
	}
}

func (s *Summed) place(share capital.Share, of func(SumPart) capital.Share) int {
	if share.Plan <= 0 {
		return 0
	}
	n := 1
	for _, other := range s.Parts {
		if o := of(other); o.Plan > 0 && higher(o, share) {
			n++
		}
	}
	return n
}

// tooMany says whether a year has more projects than are to be read; then it is
// taken together.
func (c *Capital) tooMany(ctx context.Context, tx *desk.Tx, at At) (bool, error) {
	most := cmp.Or(at.Most, mostRead)
	n, err := tx.CapitalProjects(ctx, tx.Dir.Below(c.Unit.ID))
	if err != nil || n <= most {
		return false, err
	}
	hold, err := sumsHold(ctx, tx)
	if err != nil || !hold && n <= mostRead {
		return false, err
	}
	if hold && n <= mostRead { // of all years; those of this one may be few
		rows, err := sumRows(ctx, tx, []id.ID{c.Unit.ID}, c.Year, c.Day, c.Known, rollup.All)
		if err != nil {
			return false, err
		}
		year := rollup.Amounts{}
		for _, r := range rows {
			year = year.Plus(r.Amounts)
		}
		if year.Projects <= int64(most) {
			return false, nil
		}
	}
	return true, c.take(ctx, tx, at)
}
