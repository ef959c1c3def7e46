package chase

import (
	"cmp"

	"dondoc/internal/access"
	"dondoc/internal/id"
)

// Holder is an account that has a role over a unit: its own, or lent to it by one
// that is away.
type Holder struct {
	Account id.ID
	Login   string
	Name    string
	Person  id.ID
	Of      access.Grant
	Lender  id.ID // whose role it is; none where it is the account's own
}

// Called is the name a holder goes by.
func (h Holder) Called() string { return cmp.Or(h.Name, h.Login) }
