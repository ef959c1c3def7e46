// Package commendations is commendation as it goes through a body: who is eligible
// by the decided reviews, nominations, the council's vote, decisions, and the matters
// during which nobody is commended.
package commendations

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/commendation"
	"dondoc/internal/commendation/awards"
	"dondoc/internal/commendation/nomination"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"
)

// Wing is these use-cases over one desk. It is safe for concurrent use.
type Wing struct {
	desk *desk.Desk
}

// New makes the wing.
func New(k *desk.Desk) *Wing { return &Wing{desk: k} }

// Query asks for a body's commendations of a year. Received is the day files come in,
// which decides the rules; today where it is empty.
type Query struct {
	Unit     string // code
	Year     period.Cycle
	Received period.Date
	AsKnown  period.Date // "" for now; of a past day nobody is a candidate, and nothing can be done
	Staff    bool        // those who held other posts than the head's are candidates too
	After    int         // candidates that are passed over
}

// List is who may be put forward in a body and a year, and the register.
type List struct {
	Unit        org.Version
	Year        period.Cycle
	Received    period.Date
	Set         *commendation.Set
	Candidates  []Candidate // from After on, MostCandidates of Total
	After       int
	Total       int
	Nominations []Nominated
	Caps        []commendation.CapResult
	Holds       []Held
	May         map[access.Action]bool
}

// Next is how many candidates to pass over for those that follow; 0 where these
// are the last.
func (l List) Next() int {
	if shown := l.After + len(l.Candidates); shown < l.Total {
		return shown
	}
	return 0
}

// Candidate is a collective or a head with what each award's rules say.
type Candidate struct {
	Unit     org.Version
	Who      desk.Responsible // of an individual
	Subject  commendation.Subject
	Own      bool // of the unit asked for, not of one under it
	May      bool // who asks may put it forward
	Facts    commendation.Facts
	Verdicts []commendation.Verdict
	decider  map[string]id.ID // by award
}

// Nominated is a nomination with what its identifiers stand for.
type Nominated struct {
	nomination.Nomination
	Of    org.Version
	By    org.Version // the body that decides
	Who   desk.Responsible
	Award commendation.Award
	Set   *commendation.Set
	Open  bool // who asks may read the file
	Next  []nomination.Step
}

// PostIn says a post with its unit, which is not said twice where the post's name has it.
func PostIn(who desk.Responsible) string {
	if strings.Contains(strings.ToLower(who.Post.Title), strings.ToLower(who.Unit.Name)) {
		return who.Post.Title
	}
	return who.Post.Title + ", " + who.Unit.Name
}

// Held is a matter with what its identifiers stand for.
type Held struct {
	nomination.Held
	Of     org.Version
	Person org.Person
	Rule   commendation.Hold
	May    bool // close it
}

// Commendations gives the list. Who may not read reviews sees the awards that were
// decided, and nothing of files, votes and open matters.
func (a *Wing) Commendations(ctx context.Context, actor access.Actor, q Query) (List, error) {
	out := List{Year: q.Year, May: map[access.Action]bool{}}
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		dir, unit, err := tx.Readable(strings.TrimSpace(q.Unit))
		if err != nil {
			return err
		}
		on := min(q.Year.End(), tx.Today)
		if q.AsKnown != "" {
			on = min(on, q.AsKnown)
			q.Received = cmp.Or(q.Received, min(q.AsKnown, tx.Today))
		}
		if out.Received, out.Set, err = rulesOn(tx, q.Received); err != nil {
			return err
		}
		out.Unit, _ = dir.Unit(unit, on)
		for _, action := range []access.Action{access.ReadReviews, access.Nominate, access.KeepCouncil, access.Commend} {
			out.May[action] = dir.Can(action, unit) && (q.AsKnown == "" || action == access.ReadReviews)
		}
		units := append([]org.Version{out.Unit}, dir.Tree(on).Children(unit)...)
		if out.May[access.ReadReviews] {
			if q.AsKnown == "" { // what they are judged by is read as it is
				if err = out.candidates(ctx, tx, units, q); err != nil {
					return err
				}
			}
			if out.Holds, err = holds(ctx, tx, units, out.Set); err != nil {
				return err
			}
			out.Holds = heldThen(out.Holds, q.AsKnown)
		}
		return out.register(ctx, tx, units, q.AsKnown)
	})
	return out, err
}

// rulesOn gives the set for files received on a day, today where none is said.
func rulesOn(tx *desk.Tx, received period.Date) (period.Date, *commendation.Set, error) {
	received = cmp.Or(received, tx.Today)
	if received > tx.Today {
		return received, nil, errs.New(errs.Invalid, "commend.received_ahead", "on", received).In("received")
	}
	set, err := awards.For(received)
	return received, set, err
}

// register fills in the nominations and the caps.
func (l *List) register(ctx context.Context, tx *desk.Tx, units []org.Version, asKnown period.Date) error {
	ids := make([]id.ID, len(units))
	for i, u := range units {
		ids[i] = u.ID
	}
	list, err := tx.NominationsOf(ctx, ids, l.Unit.ID, l.Year)
	if err != nil {
		return err
	}
	sets := map[string]*commendation.Set{}
	had := map[string]int{}
	for _, n := range list {
		if asKnown != "" {
			n.Steps = slices.DeleteFunc(n.Steps, func(t nomination.Taken) bool { return !t.At.Before(asKnown.EndOfDay()) })
			if len(n.Steps) == 0 {
				continue // not put forward then
			}
		}
		row, err := nominated(ctx, tx, n, sets)
		if err != nil {
			return err
		}
		if asKnown != "" {
			row.Next = nil
		}
		if n.Decider == l.Unit.ID && n.Stands() && n.Occasion == yearly {
			had[n.Award]++
		}
		if row.Open || n.Stands() {
			l.Nominations = append(l.Nominations, row)
		}
	}
	order := func(r Nominated) int {
		return slices.IndexFunc(l.Set.Awards, func(a commendation.Award) bool { return a.ID == r.Award.ID })
	}
	slices.SortStableFunc(l.Nominations, func(a, b Nominated) int { return cmp.Compare(order(a), order(b)) })
	if l.May[access.ReadReviews] {
		l.Caps = l.Set.Capped(had)
	}
	return nil
}

// heldThen leaves the matters that were known at the end of a day, open where they
// were closed later; "" leaves all.
func heldThen(list []Held, asKnown period.Date) (out []Held) {
	for _, h := range list {
		if asKnown != "" {
			if !h.At.Before(asKnown.EndOfDay()) {
				continue
			}
			if h.May = false; h.Closed > asKnown {
				h.Closed, h.Outcome = "", ""
			}
		}
		out = append(out, h)
	}
	return out
}

const yearly = "yearly"

// nominated fills in what a nomination's identifiers stand for. Of who may not read
// the file only what was decided is left in it.
func nominated(ctx context.Context, tx *desk.Tx, n nomination.Nomination, sets map[string]*commendation.Set) (Nominated, error) {
	on := min(n.Cycle.End(), tx.Today)
	out := Nominated{Nomination: n, Open: tx.Dir.Can(access.ReadReviews, n.Unit) || tx.Dir.Can(access.ReadReviews, n.Decider)}
	out.Of, _ = tx.Dir.Unit(n.Unit, on)
	out.By, _ = tx.Dir.Unit(n.Decider, on)
	if n.Person != "" {
		out.Who = serving(tx.Dir, n.Unit, n.Tenure)
	}
	set := sets[n.Body]
	if set == nil {
		var err error
		if set, err = tx.AwardRules(ctx, n.Body); err != nil {
			return out, err
		}
		sets[n.Body] = set
	}
	out.Set = set
	out.Award, _ = set.Award(n.Award)
	for _, step := range n.Next(out.Award) {
		if tx.Dir.Can(right(step), of(n, step)) {
			out.Next = append(out.Next, step)
		}
	}
	if !out.Open {
		out.Steps = shown(n.Steps)
	}
	return out, nil
}

// shown are the steps that stand open to all: decision, publication, revocation.
func shown(steps []nomination.Taken) (out []nomination.Taken) {
	for _, t := range steps {
		if slices.Contains([]nomination.Step{nomination.Decide, nomination.Publish, nomination.Revoke}, t.Step) {
			out = append(out, nomination.Taken{Place: t.Place, Step: t.Step, At: t.At, Said: nomination.Said{Number: t.Number, On: t.On, Dong: t.Dong, Paper: t.Paper}})
		}
	}
	return out
}

// right is what a step asks, and of the unit of which.
func right(step nomination.Step) access.Action {
	switch step {
	case nomination.Ballot:
		return access.KeepCouncil
	case nomination.Decide, nomination.Publish, nomination.Revoke:
		return access.Commend
	}
	return access.Nominate
}

func of(n nomination.Nomination, step nomination.Step) id.ID {
	if right(step) == access.Nominate {
		return n.Unit
	}
	return n.Decider
}

// serving gives who holds a tenure in a unit.
func serving(dir *desk.Directory, unit, tenure id.ID) desk.Responsible {
	for _, post := range dir.PostsOf(unit) {
		for _, ap := range dir.Tenures(post.ID) {
			if ap.ID == tenure {
				_, person := dir.Of(ap)
				u, _ := dir.Unit(unit, min(dir.Today(), ap.To.AddDays(-1)))
				return desk.Responsible{Unit: u, Post: post, Person: person, Appointment: ap}
			}
		}
	}
	return desk.Responsible{}
}

// Commendation gives one file, for who may read reviews where it comes from or where
// it is decided.
func (a *Wing) Commendation(ctx context.Context, actor access.Actor, which id.ID) (Nominated, error) {
	var out Nominated
	err := a.desk.Read(ctx, actor, func(ctx context.Context, tx *desk.Tx) error {
		n, err := tx.Nomination(ctx, which)
		if err != nil {
			return desk.Missing(err)
		}
		if err := tx.Dir.May(access.ReadReviews, n.Unit); err != nil && !tx.Dir.Can(access.ReadReviews, n.Decider) {
			return err
		}
		out, err = nominated(ctx, tx, n, map[string]*commendation.Set{})
		return err
	})
	return out, err
}

// hashOf names a set by what it is.
func hashOf(set *commendation.Set) (string, error) {
	body, err := json.Marshal(set)
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:]), err
}
