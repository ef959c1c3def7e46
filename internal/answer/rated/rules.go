package rated

import (
	"dondoc/internal/app/reviews"
	"dondoc/internal/id"
	"dondoc/internal/review"
	"dondoc/internal/review/dossier"
	"dondoc/internal/review/ruleset"
)

// Rules are the sets a unit's reviews may be judged by.
type Rules struct {
	Unit string    `json:"unit"`
	Sets []ruleSet `json:"sets"`
}

type ruleSet struct {
	Name     string            `json:"rules"`
	Title    review.Words      `json:"title"`
	Over     string            `json:"over,omitempty"`
	Valid    review.Validity   `json:"valid"`
	Subjects []review.Subject  `json:"subjects"`
	Own      *dossier.OwnRules `json:"own,omitempty"` // none: shipped
	OfUnit   string            `json:"of_unit,omitempty"`
	Used     int               `json:"reviews,omitempty"` // judged by it, of a unit's own
}

// OfRules gives the answer of the sets of a unit.
func OfRules(r reviews.Rules) Rules {
	out := Rules{Unit: r.Unit.Code, Sets: []ruleSet{}}
	for _, k := range r.Sets {
		out.Sets = append(out.Sets, ruleSet{k.Set.ID, k.Set.Title, k.Set.Over, k.Set.Valid, k.Set.Subjects, k.Own, k.Unit.Code, k.Used})
	}
	return out
}

// AddedRules is what came of a file of a unit's own.
type AddedRules struct {
	ID     id.ID          `json:"id,omitempty"` // none of a dry run
	Report ruleset.Report `json:"report"`
}
