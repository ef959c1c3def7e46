package ruleset

import (
	"slices"

	"dondoc/internal/errs"
	"dondoc/internal/review"
)

// Layer lays a set over the one it names: a province's over the central one. The
// upper set may make up the points in its own way, add falls, ceilings, questions
// and caps, and lower a cap (its examples are its own); it may not take a line away, move the
// points of a level or raise a cap.
func Layer(base, over *review.Set) (*review.Set, error) {
	if over.Over != base.ID {
		return nil, errs.New(errs.Invalid, "review.layer_other", "over", over.Over, "base", base.ID)
	}
	out := *base
	out.ID, out.Title, out.Over, out.Valid = over.ID, over.Title, over.Over, over.Valid
	if over.Valid.From < base.Valid.From {
		return nil, errs.New(errs.Invalid, "review.layer_before", "from", over.Valid.From, "base", base.Valid.From)
	}
	out.Subjects = over.Subjects
	out.Documents = append(slices.Clone(base.Documents), over.Documents...)
	out.Asked = append(slices.Clone(base.Asked), over.Asked...)
	out.Falls = append(slices.Clone(base.Falls), over.Falls...)
	out.Ceilings = append(slices.Clone(base.Ceilings), over.Ceilings...)
	out.Examples = over.Examples
	if over.Points != nil {
		out.Points = over.Points
	}
	if over.Unfit != nil {
		out.Unfit = over.Unfit
	}
	if over.Petitions != nil {
		if base.Petitions != nil && over.Petitions.Within < base.Petitions.Within {
			return nil, errs.New(errs.Invalid, "review.layer_petitions", "within", over.Petitions.Within, "least", base.Petitions.Within)
		}
		out.Petitions = over.Petitions
	}
	var err error
	if out.Caps, err = lowered(base.Caps, over.Caps); err != nil {
		return nil, err
	}
	return &out, names(&review.Set{ID: out.ID, Subjects: out.Subjects, Documents: out.Documents, Asked: out.Asked, Points: out.Points,
		Levels: out.Levels, Unfit: out.Unfit, Falls: out.Falls, Ceilings: out.Ceilings, Caps: out.Caps, Petitions: out.Petitions, Examples: out.Examples}, nil)
}

func lowered(base, over []review.Cap) ([]review.Cap, error) {
	out := slices.Clone(base)
	for _, c := range over {
		at := slices.IndexFunc(out, func(b review.Cap) bool { return b.ID == c.ID })
		if at < 0 {
			out = append(out, c)
			continue
		}
		if c.Percent.Cmp(out[at].Percent) > 0 {
			return nil, errs.New(errs.Invalid, "review.layer_cap", "cap", c.ID, "percent", c.Percent, "most", out[at].Percent)
		}
		out[at] = c
	}
	return out, nil
}

// Whole gives a set as it is judged by: itself, or laid over the shipped set it names.
func Whole(set *review.Set) (*review.Set, error) {
	if set.Over == "" {
		return set, nil
	}
	base, ok := Find(set.Over)
	if !ok {
		return nil, errs.New(errs.NotFound, "review.layer_unknown", "over", set.Over)
	}
	whole, err := Whole(base)
	if err != nil {
		return nil, err
	}
	return Layer(whole, set)
}
