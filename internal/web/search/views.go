package search

import (
	"dondoc/internal/phrase"
	"dondoc/internal/web/kit/page"
)

// Found is what a search found.
type Found struct {
	page.Frame
	Words   string
	Asked   bool
	Groups  []FoundGroup
	Total   int
	Limited bool
	Problem phrase.Phrase
}

// FoundGroup is what was found of one sort.
type FoundGroup struct {
	Title string
	Rows  []FoundRow
}

// FoundRow is one thing found.
type FoundRow struct {
	page.Link
	Unit string
	Into []page.Link // what came in the place of a unit that has ended
}
