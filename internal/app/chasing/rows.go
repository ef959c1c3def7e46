package chasing

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/app/months"
	"dondoc/internal/app/standing"
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
	"dondoc/internal/task"
)

// look judges the figures of a list: when they are late and whether they can be reported.
type look struct {
	tx     *desk.Tx
	list   *List
	agreed months.Schedules
	before time.Time // just before it; zero for now
	acts   map[id.ID][]period.Lock
}

// lateFigures lists the targets without a figure of the month on its way. Those that
// are alike are counted as one, and read by themselves only where rows are asked for:
// a nation has a hundred thousand.
func (l *List) lateFigures(ctx context.Context, tx *desk.Tx, unit id.ID, q Query) error {
	k := &look{tx: tx, list: l, before: q.AsKnown.EndOfDayOrNow()}
	var err error
	if k.agreed, err = months.SchedulesKnown(ctx, tx, q.AsKnown); err != nil {
		return err
	}
	if l.Month = q.Month; l.Month == "" {
		l.Month = monthOf(k.agreed.Asked(tx.Dir, unit, l.Today), q.Cycle, l.Today)
	}
	if l.Month > l.Today.Month() {
		return errs.New(errs.Invalid, "chase.month_ahead", "month", l.Month).In("month")
	}
	own, _ := k.agreed.Of(tx.Dir, unit, l.Month)
	l.Due = own.Due(l.Month, k.agreed.Calendar(l.Month))
	units := []id.ID{unit}
	if !q.own {
		units = tx.Dir.Below(unit)
	}
	if q.Limit == 0 {
		if l.sums, err = k.rows(ctx, units); err != nil {
			return err
		}
		return l.count(ctx, tx, q)
	}
	if l.sums, err = k.sums(ctx, units); err != nil {
		return err
	}
	if err = l.count(ctx, tx, q); err != nil || q.Limit < 0 {
		return err
	}
	return k.page(ctx, q)
}

// rows are the figures that some units have not reported, one by one.
func (k *look) rows(ctx context.Context, units []id.ID) ([]Row, error) {
	open, err := k.tx.Unreported(ctx, units, k.list.Month, k.before)
	if err != nil {
		return nil, err
	}
	ids := make([]id.ID, len(open))
	for i, t := range open {
		ids[i] = t.ID
	}
	returned, err := k.tx.ReturnedIn(ctx, ids, k.list.Month, k.before)
	if err != nil {
		return nil, err
	}
	if err := k.locks(ctx, open); err != nil {
		return nil, err
	}
	var out []Row
	for _, t := range open {
		if row, ok := k.judge(t, returned[t.ID]); ok {
			row.n = 1
			out = append(out, row)
		}
	}
	return out, nil
}

// sums are the same, those alike as one. Where who answers was changed, each is read
// by itself: its day decides.
func (k *look) sums(ctx context.Context, units []id.ID) ([]Row, error) {
	sums, err := k.tx.UnreportedSums(ctx, units, k.list.Month, k.before)
	if err != nil {
		return nil, err
	}
	var changed []id.ID
	for _, s := range sums {
		if s.Changed != "" {
			changed = append(changed, s.Changed)
		}
	}
	whole := map[id.ID]target.Target{}
	if len(changed) > 0 {
		all, err := k.tx.TargetsByID(ctx, changed)
		if err != nil {
			return nil, err
		}
		for _, t := range all {
			whole[t.ID] = t
		}
	}
	likes := make([]target.Target, len(sums))
	for i, s := range sums {
		likes[i] = target.Target{Unit: s.Unit, AnswerUnit: s.Answer, Post: s.Post, Cycle: k.list.Month.Cycle(), Revisions: []target.Revision{{No: 1, At: s.Entered.Time()}}}
		if t, is := whole[s.Changed]; is {
			likes[i] = t
		}
	}
	if err := k.locks(ctx, likes); err != nil {
		return nil, err
	}
	var out []Row
	for i, s := range sums {
		if row, ok := k.judge(likes[i], s.Returned); ok {
			row.n = s.N
			out = append(out, row)
		}
	}
	return out, nil
}

// locks reads by whom the month may be closed for some targets.
func (k *look) locks(ctx context.Context, all []target.Target) error {
	seen, units := map[[2]id.ID]bool{}, []id.ID{}
	for _, t := range all {
		if pair := [2]id.ID{t.Unit, t.AnswerUnit}; !seen[pair] {
			seen[pair] = true
			units = append(units, months.Lockers(k.tx.Dir, t)...)
		}
	}
	slices.Sort(units)
	acts, err := k.tx.LocksOf(ctx, slices.Compact(units))
	k.acts = map[id.ID][]period.Lock{}
	for _, a := range acts {
		if k.before.IsZero() || a.At.Before(k.before) {
			k.acts[a.Unit] = append(k.acts[a.Unit], a)
		}
	}
	return err
}

// judge says how late a target is; false where the month is not asked for, or who asks
// may not read it.
func (k *look) judge(t target.Target, returned bool) (Row, bool) {
	d, l := k.tx.Dir, k.list
	if standing.May(d, access.Read, t) != nil {
		return Row{}, false
	}
	lockers, acts := months.Lockers(d, t), []period.Lock(nil)
	for _, unit := range lockers {
		acts = append(acts, k.acts[unit]...)
	}
	shut := months.StandingBy(l.Today, lockers, acts, l.Month).Locked
	day := k.agreed.AgreedFor(d, t, l.Month)
	if !shut && !day.Asked {
		return Row{}, false
	}
	row := Row{ID: t.ID, Name: t.Name, Label: t.Label, Answers: d.AnsweringFor(t, standing.AnswerDay(l.Today, t.Cycle, "")), Due: day.Due, Returned: returned, shut: shut, place: t.Place, unit: t.Unit}
	row.Days = daysBetween(day.Late, l.Today)
	row.Unit, _ = d.Unit(t.Unit, l.Today)
	return row, true
}

// page reads the rows of a list that was counted: as many as are asked for, from the
// units that have them.
func (k *look) page(ctx context.Context, q Query) error {
	l := k.list
	after, err := rowAfter(k.tx.Dir, l.Today, q.After)
	if err != nil {
		return err
	}
	var units []id.ID
	left := q.Limit + 1 // whether more follow is known by one
	for i, s := range l.sums {
		same := i > 0 && blockOrder(l.sums[i-1], s) == 0
		if left <= 0 && !same {
			break
		}
		if q.After != "" && blockOrder(s, after) < 0 {
			continue
		}
		if q.After == "" || blockOrder(s, after) > 0 {
			left -= s.n
		} // of the block it goes on in, nobody knows how many are left
		units = append(units, s.unit)
	}
	slices.Sort(units)
	all, err := k.rows(ctx, slices.Compact(units))
	if err != nil {
		return err
	}
	if q.AsKnown == "" && q.Only != Locked {
		told := *l // whom the list counts stays as it is
		if err := told.tell(ctx, k.tx, all, access.Officer, access.Office, access.Head); err != nil {
			return err
		}
	}
	to := l.account(q.To)
	all = slices.DeleteFunc(all, func(r Row) bool {
		return !l.has(q, to, r) || q.After != "" && rowOrder(r, after) <= 0 || !slices.Contains(units, r.unit)
	})
	slices.SortFunc(all, rowOrder)
	if len(all) > q.Limit {
		all = all[:q.Limit]
		l.Next = cursor(all[q.Limit-1])
	}
	l.Rows = all
	return nil
}

// blockOrder is the order of a list as far as rows that are alike have it: late the
// longest first, then by unit as the boards have them.
func blockOrder(x, y Row) int {
	return cmp.Or(cmp.Compare(y.Days, x.Days), cmp.Compare(x.Unit.Order, y.Unit.Order), cmp.Compare(x.Unit.Code, y.Unit.Code))
}

func rowOrder(x, y Row) int {
	return cmp.Or(blockOrder(x, y), cmp.Compare(x.place, y.place), cmp.Compare(x.ID, y.ID))
}

// cursor says where a list goes on after a row, whatever becomes of the row meanwhile.
func cursor(r Row) string {
	return strings.Join([]string{strconv.Itoa(r.Days), strconv.Itoa(r.place), string(r.ID), r.Unit.Code}, ":")
}

// rowAfter reads a cursor.
func rowAfter(d *desk.Directory, today period.Date, text string) (Row, error) {
	if text == "" {
		return Row{}, nil
	}
	parts := strings.SplitN(text, ":", 4)
	bad := errs.New(errs.Invalid, "chase.after_bad").In("after")
	if len(parts) < 4 {
		return Row{}, bad
	}
	days, err := strconv.Atoi(parts[0])
	if err != nil {
		return Row{}, bad
	}
	place, err := strconv.Atoi(parts[1])
	if err != nil {
		return Row{}, bad
	}
	unit, err := d.UnitByCode(parts[3])
	if err != nil {
		return Row{}, bad
	}
	out := Row{ID: id.ID(parts[2]), Days: days, place: place}
	out.Unit, _ = d.Unit(unit, today)
	return out, nil
}

// lateTasks lists the tasks that run late, as the unit's list of tasks has them.
func (l *List) lateTasks(ctx context.Context, tx *desk.Tx, asked Query) error {
	q := tasks.Tasks{Unit: l.Unit.Code, Status: task.RunningLate, AsKnown: asked.AsKnown}
	if asked.own {
		q.As = "lead"
	}
	rows, err := tasks.AllOf(ctx, tx, q)
	if err != nil {
		return err
	}
	for _, t := range rows {
		row := Row{ID: t.ID, Name: t.Name, Label: t.Label, Answers: t.Answers, Due: t.State.Due, Days: -t.Days, n: 1}
		row.Unit, _ = tx.Dir.Unit(t.Unit, l.Today)
		l.sums = append(l.sums, row)
	}
	if err := l.count(ctx, tx, asked); err != nil || asked.Limit == 0 {
		return err
	}
	after, err := rowAfter(tx.Dir, l.Today, asked.After)
	if err != nil {
		return err
	}
	l.Rows = slices.DeleteFunc(slices.Clone(l.Rows), func(r Row) bool { return asked.After != "" && rowOrder(r, after) <= 0 })
	if n := max(asked.Limit, 0); len(l.Rows) > n {
		if l.Rows = l.Rows[:n]; n > 0 {
			l.Next = cursor(l.Rows[n-1])
		}
	}
	return nil
}

func daysBetween(from, to period.Date) int { return int(to.Time().Sub(from.Time()).Hours() / 24) }
