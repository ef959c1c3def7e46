package board

import (
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/page"
)

// AllotTree is a target's allotment down to its ends.
type AllotTree struct {
	page.Frame
	Target   page.Link
	Unit     string // of measure
	Sentence string
	Rows     []AllotTreeRow // wholes before parts
	OpenAll  string         // addresses with every level open, or folded; "" where there is one level
	FoldAll  string
	Empty    *page.Empty
}

// AllotTreeRow is one target of the tree.
type AllotTreeRow struct {
	Depth   int
	Unit    page.Link
	Head    page.Holder
	Fold    page.Link // to the tree with this node the other way
	Folded  bool
	Plan    string
	Check   phrase.Phrase // parts + reserve + rest = plan
	Open    bool          // they do not make the plan
	Reason  string        // why
	Own     page.Figure   // as reported for it
	Below   string        // put together from the ends
	Ends    string        // "7/10": ends with a result; "" at an end
	Percent page.Figure
	Class   string
	Doubts  []phrase.Phrase
}
