// Package token is the narrow tokens a person makes for a program: less than the
// person may do, for a while, and taken back at any time.
package token

import (
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Longest is how long a token may last.
const Longest = 366

// longestName bounds what a token is called.
const longestName = 60

// Token is one. Its secret is kept nowhere, only the hash of it.
type Token struct {
	ID      id.ID
	Account id.ID
	Name    string // which program has it
	Write   bool   // may change things, else it only reads
	Unit    id.ID  // bounds it to a unit and what stands under it; none for all its owner may
	Made    time.Time
	Until   period.Date // the last day it opens anything
}

// Over says whether its last day is past.
func (t Token) Over(today period.Date) bool { return today > t.Until }

// Check says what is wrong with a token that is to be made.
func (t Token) Check(today period.Date) error {
	var list errs.List
	if name := strings.TrimSpace(t.Name); name == "" || len([]rune(name)) > longestName {
		list = append(list, errs.New(errs.Invalid, "access.token_name", "most", longestName).In("name"))
	}
	if t.Until == "" || t.Until < today || t.Until > today.AddDays(Longest) {
		list = append(list, errs.New(errs.Invalid, "access.token_until", "most", Longest).In("until"))
	}
	return list.OrNil()
}

// Narrow gives the grants of its owner as far as the token reaches: those over
// its unit are over no more than that, those under it stay, others are gone. path
// gives a unit and all above it.
func (t Token) Narrow(grants []access.Grant, path func(id.ID) []id.ID) []access.Grant {
	if t.Unit == "" {
		return grants
	}
	above := path(t.Unit)
	var out []access.Grant
	for _, g := range grants {
		switch {
		case slices.Contains(above, g.Unit):
			out = append(out, access.Grant{Role: g.Role, Unit: t.Unit})
		case slices.Contains(path(g.Unit), t.Unit):
			out = append(out, g)
		}
	}
	return out
}
