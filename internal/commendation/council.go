package commendation

import (
	"math/big"

	"dondoc/internal/errs"
)

// Meeting is a council that met to vote.
type Meeting struct {
	On      string `json:"on"`      // day
	Minutes string `json:"minutes"` // number of the minutes
	Chair   string `json:"chair"`
	Members int    `json:"members"`
	Present int    `json:"present"`
	Written int    `json:"written"` // of those away, who gave their word in writing
}

// Check refuses a meeting whose numbers cannot be.
func (m Meeting) Check() error {
	switch {
	case m.On == "":
		return errs.New(errs.Invalid, "app.field_empty").In("on")
	case m.Members < 1:
		return errs.New(errs.Invalid, "commend.members_least").In("members")
	case m.Present < 0 || m.Present > m.Members:
		return errs.New(errs.Invalid, "commend.more_than_members", "n", m.Present, "members", m.Members).In("present")
	case m.Written < 0 || m.Present+m.Written > m.Members:
		return errs.New(errs.Invalid, "commend.more_than_members", "n", m.Present+m.Written, "members", m.Members).In("written")
	}
	return nil
}

// Quorate refuses a meeting that cannot vote, naming the rule.
func (c *Council) Quorate(m Meeting) error {
	if err := m.Check(); err != nil {
		return err
	}
	if c.Quorum.Less(int64(m.Present), int64(m.Members)) {
		return errs.New(errs.Invalid, "commend.no_quorum", "present", m.Present, "members", m.Members, "least", c.Quorum.Present, "of", c.Quorum.Of, "cite", c.Source.Cite).In("present")
	}
	return nil
}

// Passed reports whether so many yes are enough. Invalid where more said yes than voted.
func (v *Vote) Passed(m Meeting, yes int) (bool, error) {
	voters := m.Present + m.Written
	if yes < 0 || yes > voters {
		return false, errs.New(errs.Invalid, "commend.more_than_voters", "n", yes, "voters", voters).In("yes")
	}
	of := m.Members
	if v.Of == "voters" {
		of = voters
	}
	return of > 0 && big.NewRat(int64(100*yes), int64(of)).Cmp(v.AtLeast.Rat()) >= 0, nil
}

// Allowed is how many may have an award where so many have the one its cap is taken of.
func (c *Cap) Allowed(of int) int {
	exact := new(big.Rat).Mul(c.Percent.Rat(), big.NewRat(int64(of), 100))
	return int(new(big.Int).Quo(exact.Num(), exact.Denom()).Int64())
}

// CapResult is a cap's arithmetic in one body and year.
type CapResult struct {
	Award   string `json:"award"`
	Rated   int    `json:"rated"` // decided
	Of      int    `json:"of"`
	Allowed int    `json:"allowed"`
	Over    int    `json:"over"`
}

// Capped works out every cap over how many have each award.
func (s *Set) Capped(had map[string]int) (out []CapResult) {
	for _, a := range s.Awards {
		if a.Cap == nil {
			continue
		}
		r := CapResult{Award: a.ID, Rated: had[a.ID], Of: had[a.Cap.Of], Allowed: a.Cap.Allowed(had[a.Cap.Of])}
		r.Over = max(r.Rated-r.Allowed, 0)
		out = append(out, r)
	}
	return out
}
