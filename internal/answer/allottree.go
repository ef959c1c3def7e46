package answer

import (
	"dondoc/internal/app/plan"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
	"dondoc/internal/target"
)

// AllotTree is a target with everything allotted from it, wholes before parts.
type AllotTree struct {
	Rows   []AllotTreeRow `json:"rows"`
	Issues []Issue        `json:"issues"`
}

// AllotTreeRow is one target of the tree.
type AllotTreeRow struct {
	Target   string   `json:"target"`
	Parent   string   `json:"parent,omitempty"`
	Depth    int      `json:"depth"`
	Unit     string   `json:"unit"`
	UnitName string   `json:"unit_name"`
	Head     Head     `json:"head"`
	Plan     string   `json:"plan"`
	Balance  *Balance `json:"balance,omitempty"` // where the plans of its parts are amounts
	Reason   string   `json:"reason,omitempty"`  // why they do not make the plan
	Actual   string   `json:"actual"`            // as reported for it

	FromBelow string      `json:"from_below,omitempty"` // the results at the ends put together
	Rule      target.Rule `json:"rule,omitempty"`
	Ends      int         `json:"ends"`     // units at the last level below it, itself where it is one
	Reported  int         `json:"reported"` // of those
	Judged                // of what comes from below, or at an end of its own figure
	Flags     []flag      `json:"flags"`
}

// Balance is plan − sum − reserve = rest.
type Balance struct {
	Plan    measure.Decimal `json:"plan"`
	Sum     measure.Decimal `json:"sum"`
	Reserve measure.Decimal `json:"reserve"`
	Rest    measure.Decimal `json:"rest"`
}

// OfAllotTree gives an allotment in the shape of the command line and the API.
func OfAllotTree(lang i18n.Lang, tree plan.Allotment) AllotTree {
	out := AllotTree{Rows: []AllotTreeRow{}, Issues: []Issue{}}
	var add func(n target.Node, depth int)
	add = func(n target.Node, depth int) {
		which := n.Target.ID
		row := AllotTreeRow{Target: string(which), Parent: string(n.Target.Parent), Depth: depth, Unit: tree.Units[which].Code, UnitName: n.Name, Head: head(tree.Answers[which]),
			Plan: n.Current().Wording, Ends: n.Ends, Reported: n.Reported, Rule: n.Rule, Judged: judged(lang, n.Assessment), Flags: flagged(lang, n.Doubts)}
		if n.Counted != nil {
			row.Actual = n.Counted.Text
		}
		if len(n.Parts) > 0 {
			row.Judged = judged(lang, n.Judged)
			if b := n.Balance; b.Summable {
				row.Balance = &Balance{b.Plan, b.Sum, b.Reserve, b.Rest}
			}
		}
		if n.Reserve != nil {
			row.Reason = n.Reserve.Reason
		}
		if n.FromBelow != nil {
			row.FromBelow = n.FromBelow.Text
		}
		if n.Cannot != nil {
			out.Issues = append(out.Issues, Issues(lang, errs.All(n.Cannot))...)
		}
		out.Rows = append(out.Rows, row)
		for _, p := range n.Parts {
			add(p, depth+1)
		}
	}
	add(tree.Node, 0)
	return out
}
