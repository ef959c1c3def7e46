package paper

import (
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/list"
	"dondoc/internal/web/kit/page"
)

// List is the documents a unit keeps.
type List struct {
	page.Frame
	Open     []Row // superiors' documents that no own one implements
	Rows     []Row
	Heads    list.Heads
	Filters  []list.Filter
	SheetURL string
	Actions  []page.Link
}

// Row is one document.
type Row struct {
	Paper      page.Link // number, and where it is
	Subject    string
	Issuer     string
	Date       period.Date
	Level      string
	Status     string // "" while it is in force
	Term       string // "" for none
	Provisions int
	Does       []Does
	CoverURL   string // hold it against an own one
}

// Does is what a document does to another.
type Does struct {
	What  string
	Paper page.Link
}

// Text is a document in its provisions.
type Text struct {
	page.Frame
	Doc     Row
	Actions []page.Link
	Against []page.Link // documents to hold it against
	List    []Provision
	Correct string // address corrections are posted to; "" where they may not be made
	Kinds   []page.Option
}

// Provision is one piece of the text.
type Provision struct {
	At    int
	Ref   string // how it is cited
	Depth int
	Kind  string
	Label string
	Text  string
}

// Intake takes a document in: a form, then what was cut, to be confirmed.
type Intake struct {
	page.Frame
	Form   page.Form
	Seen   bool // it was read, and List is what came of it
	Notes  []phrase.Phrase
	Left   []phrase.Phrase // tables that are not taken, other documents in the file
	Kept   page.Link       // its text, once it is kept and something of it was left out
	List   []Provision
	Commit page.Form
}

// Coverage holds a superior's document against an own one.
type Coverage struct {
	page.Frame
	Superior, Own page.Link
	Sentence      string
	Counts        []Count
	Rows          []CoverageRow
	Filtered      bool
	ClearURL      string
	Choose        *page.Form   // while the two are not chosen
	Saying        *CoverageRow // the row that Form is about
	Form          page.Form
	Find          string // words of an own item that is looked for
	FindURL       string
	PrintURL      string
	Undo          page.Link // of what was accepted just now
}

// Acceptable counts the rows whose proposal can be taken as it is.
func (v Coverage) Acceptable() (n int) {
	for _, r := range v.Rows {
		if r.Accept {
			n++
		}
	}
	return n
}

// Count is how many rows stand one way; it leads to them.
type Count struct {
	Status, Text string
	N            int
	URL          string
	Here         bool
}

// CoverageRow is one thing the superior asks for.
type CoverageRow struct {
	ID      string
	Ref     string
	Sort    string
	Text    string
	Status  string
	Word    string // of the status
	Hint    string // what is proposed, while nobody said
	Own     []string
	More    []string // own items that are folded away
	MoreN   string   // how many
	Weaker  []string // what speaks against it
	Reason  string
	Owner   string
	Due     period.Date
	Late    bool
	By      string
	FormURL string // where it is said how far it is taken up
	Accept  bool   // the proposal can be taken as it is
}

// Synonyms is what a unit writes in several ways.
type Synonyms struct {
	page.Frame
	Form                  *page.Form // nil for who may not change them
	Own, Superior, Common []string
}
