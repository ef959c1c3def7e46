// Package edit is what people make of a paper that the program writes: words of
// their own in the place of a paragraph or after one, and the versions that were
// frozen for a meeting.
package edit

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Paper names a report: what was edited in it is found again each time it is made.
type Paper struct {
	Unit     id.ID
	Cycle    period.Cycle
	Template string
	No       int    // of the month or the quarter; 0 of the others
	Field    string // that alone is reported; "" for all
	Head     id.ID  // the post whose part alone is reported; "" for all
	Lang     string // "vi", "en"
}

// head begins the part of a report that is a head's; names of fields have no such mark.
const head = "\u2192"

// Part says in one word which part of the unit the report is of, as it is kept.
func (p Paper) Part() string {
	if p.Head != "" {
		return head + string(p.Head)
	}
	return p.Field
}

// OfPart reads what Part gave.
func (p *Paper) OfPart(part string) {
	p.Field, p.Head = part, ""
	if post, of := strings.CutPrefix(part, head); of && id.ID(post).Valid() {
		p.Field, p.Head = "", id.ID(post)
	}
}

// Step is what was done with a paragraph.
type Step string

// The steps.
const (
	Worded   Step = "worded"   // its words were written anew
	LeftOut  Step = "left_out" // it is not in the paper
	Restored Step = "restored" // the program's words stand again; one of somebody's own is gone
)

// Valid says whether there is such a step.
func (s Step) Valid() bool { return s == Worded || s == LeftOut || s == Restored }

// Edit is one version of somebody's words. In Words and Base a figure stands as
// ⟦name|text⟧: its name for good, and how it read then.
type Edit struct {
	Block   string // key of the paragraph; "own:…" of one that the program has not
	After   string // of one's own: the paragraph it follows
	Version int64  // of this paragraph, from 1
	Step    Step
	Words   string
	Base    string // the program's words when it was written
	ByName  string
	At      time.Time
}

// Own says whether the paragraph is somebody's own.
func (e Edit) Own() bool { return len(e.Block) > len(own) && e.Block[:len(own)] == own }

const own = "own:"

// NewOwn gives the key of a paragraph of one's own, written at a moment.
func NewOwn(at time.Time) string { return own + string(id.New(at)) }

// Newest gives the last version of each paragraph, in the order in which they were
// first touched, so that what follows one's own paragraph comes after it.
func Newest(list []Edit) []Edit {
	first, last := map[string]time.Time{}, map[string]Edit{}
	for _, e := range list {
		if at, seen := first[e.Block]; !seen || e.At.Before(at) {
			first[e.Block] = e.At
		}
		if e.Version > last[e.Block].Version {
			last[e.Block] = e
		}
	}
	out := make([]Edit, 0, len(last))
	for _, e := range last {
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b Edit) int {
		return cmp.Or(first[a.Block].Compare(first[b.Block]), cmp.Compare(a.Block, b.Block))
	})
	return out
}

// Frozen is a version of a report as it was kept for good.
type Frozen struct {
	Paper
	Version int64
	Day     period.Date // of the paper
	Title   string
	Note    string
	Entries int64 // of the log then: the version of the data
	Root    string
	ByName  string
	At      time.Time
	Number  *Numbered // that it was issued under; nil for none
}
