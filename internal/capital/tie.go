package capital

import (
	"math/big"
	"slices"

	"dondoc/internal/capital/programme"
	"dondoc/internal/errs"
	"dondoc/internal/measure"
	"dondoc/internal/period"
)

// Tie has a target take its rate from the money: of one setter's plan, of one
// programme or of everything, with or without what was carried over.
type Tie struct {
	Setter    Setter
	Programme string // as projects name it, NationalProgrammes or "-" for none; empty: all projects
	Carried   bool
}

// NationalProgrammes is what a tie is of that is of every national target
// programme there is; noProgramme, of projects of none.
const (
	NationalProgrammes = "*"
	noProgramme        = "-"
)

// Of says whether a project's money is in the rate.
func (t Tie) Of(p Project) bool {
	switch t.Programme {
	case "":
		return true
	case noProgramme:
		return p.Programme == ""
	case NationalProgrammes:
		_, ok := programme.Named(p.Programme)
		return ok
	}
	return p.Programme == t.Programme
}

// Check says what is wrong with a tie by itself.
func (t Tie) Check() error {
	if !slices.Contains(Setters(), t.Setter) {
		return errs.New(errs.Invalid, "capital.setter_unknown", "text", string(t.Setter)).In("setter")
	}
	return nil
}

// Rate is what a tie comes to over some books, approved payments alone, until
// the end of a day. Its plan is 0 where there is none.
func (t Tie) Rate(books []Book, year int, day period.Date) Rate {
	out := Rate{Setter: t.Setter, WithCarried: t.Carried}
	for _, b := range books {
		if !t.Of(b.Project) {
			continue
		}
		p := b.Position(year, day)
		share := p.Planned[t.Setter]
		if t.Carried {
			share = share.plus(p.Carried[t.Setter])
		}
		out.Paid += share.Paid
		out.Plan += share.Plan
	}
	return out
}

// Reported is a rate as it is reported of a target: in hundredths to four
// decimals, never rounded up, so that no plan is met by rounding.
func (r Rate) Reported() (measure.Decimal, bool) {
	if r.Plan <= 0 {
		return measure.Decimal{}, false
	}
	n := new(big.Int).Mul(big.NewInt(r.Paid), big.NewInt(1_000_000))
	return measure.NewDecimal(n.Div(n, big.NewInt(r.Plan)).Int64(), 4).Trim(), true
}
