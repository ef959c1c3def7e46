package chasing

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/chase"
	"dondoc/internal/id"
)

// count finds who is told of what a list has, takes from it what is asked for, and
// counts that.
func (l *List) count(ctx context.Context, tx *desk.Tx, q Query) error {
	shut := q.Only == Locked
	for _, r := range l.sums {
		if r.shut {
			l.Shut += r.n
		}
	}
	l.sums = slices.DeleteFunc(l.sums, func(r Row) bool { return r.shut != shut })
	if q.AsKnown == "" && !shut {
		if err := l.tell(ctx, tx, l.sums, access.Officer, access.Office, access.Head); err != nil {
			return err
		}
	}
	to := l.account(q.To)
	if q.narrowed() {
		l.sums = slices.DeleteFunc(l.sums, func(r Row) bool { return !l.has(q, to, r) })
	}
	slices.SortFunc(l.sums, rowOrder)
	for _, r := range l.sums {
		l.Count += r.n
		if r.Days > 0 {
			l.Past += r.n
		}
	}
	if len(l.sums) > 0 {
		l.Worst = l.sums[0]
	}
	if q.Limit == 0 || l.What == chase.Tasks {
		l.Rows = l.sums
	}
	return l.wishes(ctx, tx, q)
}

// account is who is meant by To: an account, or a user name where the actor may know it.
func (l *List) account(to string) id.ID {
	for _, p := range l.People {
		if to != "" && (string(p.Account) == to || l.May && p.Login == to) {
			return p.Account
		}
	}
	return id.ID(to)
}

// has says whether what is asked for has a row.
func (l *List) has(q Query, to id.ID, r Row) bool {
	if q.By != "" && l.By(r).Code != q.By || q.To != "" && !slices.Contains(r.Told, to) || r.shut != (q.Only == Locked) {
		return false
	}
	switch q.Only {
	case Past:
		return r.Days > 0
	case Ahead:
		return r.Days <= 0
	case Returned:
		return r.Returned
	case Untold:
		return len(r.Told) == 0
	}
	return true
}

// tell finds who is told of each row: those with the first role that somebody has
// over the unit that answers, or else over the one whose it is. A right over a unit
// further up is no charge to report for all below.
func (l *List) tell(ctx context.Context, tx *desk.Tx, rows []Row, order ...access.Role) error {
	var units []id.ID
	for _, r := range rows {
		units = append(units, r.Answers.Unit.ID, r.Unit.ID)
	}
	if slices.Sort(units); len(units) == 0 {
		return nil
	}
	holders, err := tx.HoldersOn(ctx, slices.Compact(units), tx.Today) // who stands in for one away is told as well
	if err != nil {
		return err
	}
	type seat struct {
		unit id.ID
		role access.Role
	}
	seats, known := map[seat][]id.ID{}, map[id.ID]bool{}
	for _, p := range l.People {
		known[p.Account] = true
	}
	for _, h := range holders {
		at := seat{h.Of.Unit, h.Of.Role}
		if !slices.Contains(seats[at], h.Account) {
			seats[at] = append(seats[at], h.Account)
		}
		if !known[h.Account] {
			known[h.Account] = true
			l.People = append(l.People, Person{Account: h.Account, Name: h.Called(), Login: h.Login, person: h.Person})
		}
	}
	for i := range rows {
		r := &rows[i]
		r.Told = nil
		for _, role := range order {
			for _, unit := range []id.ID{r.Answers.Unit.ID, r.Unit.ID} {
				if len(r.Told) == 0 {
					r.Told = seats[seat{unit, role}]
				}
			}
		}
	}
	return nil
}

// whom tells of each row anew, by roles, and counts who is told.
func (l *List) whom(ctx context.Context, tx *desk.Tx, order ...access.Role) error {
	l.People, l.sums, l.Count = nil, l.Rows, len(l.Rows)
	if err := l.tell(ctx, tx, l.Rows, order...); err != nil {
		return err
	}
	return l.wishes(ctx, tx, Query{})
}

// wishes counts what each is told of, by name, with how they want to be told. Who is
// told of nothing is left out.
func (l *List) wishes(ctx context.Context, tx *desk.Tx, q Query) error {
	l.Untold = 0
	n := map[id.ID]int{}
	for _, r := range l.sums {
		if len(r.Told) == 0 {
			l.Untold += r.n
		}
		for _, a := range r.Told {
			n[a] += r.n
		}
	}
	if q.AsKnown != "" || q.Only == Locked { // nobody is told, and nobody is missed
		l.People, l.Untold = nil, 0
		return nil
	}
	l.People = slices.DeleteFunc(l.People, func(p Person) bool { return n[p.Account] == 0 })
	slices.SortFunc(l.People, func(x, y Person) int {
		return cmp.Or(strings.Compare(x.Name, y.Name), strings.Compare(x.Login, y.Login))
	})
	accounts := make([]id.ID, len(l.People))
	for i, p := range l.People {
		accounts[i] = p.Account
	}
	wishes, err := tx.Wishes(ctx, accounts)
	for i := range l.People {
		p := &l.People[i]
		p.N, p.wish = n[p.Account], wishes[p.Account]
		p.Mail = p.wish.WantsMail(string(l.What))
	}
	return err
}
