package answer

import (
	"math"

	"dondoc/internal/app/papers"
	"dondoc/internal/coverage"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/resolution"
)

// DocumentCut is a document cut into its provisions.
type DocumentCut struct {
	ID     id.ID          `json:"id,omitempty"`
	DryRun bool           `json:"dry_run"`
	Number string         `json:"number"`
	Date   period.Date    `json:"date"`
	Kind   string         `json:"kind"`
	Title  string         `json:"title"`
	Kinds  map[string]int `json:"kinds"`  // provisions of each kind
	Tables int            `json:"tables"` // in the document
	Rows   []provisionRow `json:"rows"`
	Stated []statedRow    `json:"stated"` // targets and tasks stated in the text, proposed
	Notes  []string       `json:"notes"`  // what was decided in reading
	Left   []string       `json:"left"`   // tables and rows that were not taken and other documents in the file, with the reason, and what is asked of rows taken
	Issues []Issue        `json:"issues"`
}

// statedRow is a target or a task that the text of a document states.
type statedRow struct {
	Place    int    `json:"place"` // of the provision
	Ref      string `json:"ref"`
	Sort     string `json:"sort" enum:"target,task"`
	Name     string `json:"name"`
	Wording  string `json:"wording,omitempty"`
	Unit     string `json:"unit_of_measure,omitempty"`
	Lead     string `json:"lead,omitempty"`
	Deadline string `json:"deadline,omitempty"`
}

// DocumentRead is what was understood of a document beside its provisions.
type DocumentRead struct {
	Tables      int
	Stated      []resolution.Statement
	Notes, Left []phrase.Phrase
}

type provisionRow struct {
	ID     id.ID           `json:"id,omitempty"`
	Place  int             `json:"place"`
	Parent int             `json:"parent"` // place, 0 for none
	Depth  int             `json:"depth"`
	Kind   resolution.Kind `json:"kind"`
	Label  string          `json:"label"`
	Ref    string          `json:"ref"` // how it is cited
	Text   string          `json:"text"`
}

// OfCut gives a document cut into provisions.
func OfCut(lang i18n.Lang, c resolution.Cut, read DocumentRead, dry bool) DocumentCut {
	out := DocumentCut{DryRun: dry, Number: c.Heading.Number, Date: c.Heading.Date, Kind: c.Heading.Kind, Title: c.Heading.Title, Kinds: map[string]int{}, Tables: read.Tables,
		Rows: []provisionRow{}, Stated: []statedRow{}, Issues: []Issue{}}
	out.Notes, out.Left = saidAll(lang, read.Notes), saidAll(lang, read.Left)
	for _, s := range read.Stated {
		out.Stated = append(out.Stated, statedRow{s.At + 1, resolution.Path(c.Provisions, s.At), s.Sort, s.Name, s.Wording, s.Unit, s.Lead, s.Deadline})
	}
	for i, p := range c.Provisions {
		out.Kinds[string(p.Kind)]++
		out.Rows = append(out.Rows, provisionRow{"", i + 1, p.Parent + 1, p.Depth, p.Kind, p.Label, resolution.Path(c.Provisions, i), p.Text})
	}
	return out
}

// Entered adds what came of keeping it.
func (d *DocumentCut) Entered(lang i18n.Lang, e papers.Entered) {
	d.ID, d.Left = e.ID, append(d.Left, saidAll(lang, e.Told)...)
}

func saidAll(lang i18n.Lang, list []phrase.Phrase) []string {
	out := []string{}
	for _, p := range list {
		out = append(out, i18n.Say(lang, p))
	}
	return out
}

// Links is what may be said to take up a superior's item.
type Links struct {
	Rows   []linkRow `json:"rows"`
	Issues []Issue   `json:"issues"`
}

// linkRow is one own item.
type linkRow struct {
	ID       id.ID  `json:"id"`
	Ref      string `json:"ref"`
	Sort     string `json:"sort" enum:"provision,target,task"`
	Text     string `json:"text"`
	Document string `json:"document,omitempty"` // number, where it is another one
}

// OfLinks gives what a search for links found.
func OfLinks(list []papers.Link) Links {
	out := Links{Rows: []linkRow{}, Issues: []Issue{}}
	for _, l := range list {
		out.Rows = append(out.Rows, linkRow{l.ID, l.Item.Ref, l.Item.Sort, l.Item.Text, l.Of})
	}
	return out
}

// Synonyms is what a unit writes in several ways.
type Synonyms struct {
	Own      []string `json:"own"`
	Superior []string `json:"superior"` // of the units above
	Common   []string `json:"common"`
	Issues   []Issue  `json:"issues"`
}

// OfSynonyms gives a unit's synonyms.
func OfSynonyms(s papers.Synonyms) Synonyms {
	return Synonyms{append([]string{}, s.Own...), append([]string{}, s.Superior...), s.Common, []Issue{}}
}

// Coverage is a superior's document against an own one.
type Coverage struct {
	Superior string         `json:"superior"`
	Own      string         `json:"own"`
	Count    map[string]int `json:"count"`    // by what a person said; open where nobody did
	Proposed map[string]int `json:"proposed"` // by what is proposed
	Rows     []coverageRow  `json:"rows"`
	Issues   []Issue        `json:"issues"`
}

type coverageRow struct {
	ID       id.ID       `json:"id,omitempty"`
	Ref      string      `json:"ref"`
	Sort     string      `json:"sort" enum:"provision,target,task"`
	Text     string      `json:"text"`
	Status   string      `json:"status" enum:"covered,partly,not_covered,not_applicable,open"` // what a person said
	Proposed string      `json:"proposed" enum:"covered,partly,not_covered"`
	Own      []coveredBy `json:"own"`
	Weaker   []coveredBy `json:"weaker"`          // own items that ask for less, later or softer
	Contrary []coveredBy `json:"contrary"`        // own items that say the opposite
	Missing  []string    `json:"missing"`         // figures that no own item speaks of
	Links    []coveredBy `json:"links,omitempty"` // what a person said takes it up
	Reason   string      `json:"reason,omitempty"`
	Owner    string      `json:"owner,omitempty"`
	Due      period.Date `json:"due,omitempty"`
}

type coveredBy struct {
	ID    id.ID    `json:"id,omitempty"`
	Ref   string   `json:"ref"`
	Sort  string   `json:"sort"`
	Text  string   `json:"text"`
	Score float64  `json:"score"` // share of the superior's words, 0 to 1
	Fit   string   `json:"fit,omitempty" enum:"weaker,contrary"`
	Why   []string `json:"why,omitempty"` // what speaks against it
}

// OfCoverage gives a coverage matrix.
func OfCoverage(lang i18n.Lang, m papers.CoverageMatrix) Coverage {
	out := Coverage{Superior: m.Superior.Number, Own: m.Own.Number, Count: m.Count, Proposed: map[string]int{}, Rows: []coverageRow{}, Issues: []Issue{}}
	if out.Count == nil {
		out.Count = map[string]int{}
	}
	for _, r := range m.Rows {
		row := coverageRow{ID: r.ID, Ref: r.Item.Ref, Sort: r.Item.Sort, Text: r.Item.Text, Status: r.Status(), Proposed: string(r.Proposal.Status), Own: []coveredBy{}, Weaker: []coveredBy{}, Contrary: []coveredBy{}, Missing: saidAll(lang, r.Proposal.Missing)}
		out.Proposed[row.Proposed]++
		for _, match := range r.Proposal.Matches {
			own := m.Items[match.Own]
			by := coveredBy{Ref: own.Ref, Sort: own.Sort, Text: own.Text, Score: math.Round(match.Score*100) / 100, Fit: string(match.Fit), Why: saidAll(lang, match.Why)}
			if len(m.IDs) > 0 {
				by.ID = m.IDs[match.Own]
			}
			row.Own = append(row.Own, by)
			switch match.Fit {
			case coverage.Weaker:
				row.Weaker = append(row.Weaker, by)
			case coverage.Contrary:
				row.Contrary = append(row.Contrary, by)
			}
		}
		for _, l := range r.Linked {
			row.Links = append(row.Links, coveredBy{ID: l.ID, Ref: l.Item.Ref, Sort: l.Item.Sort, Text: l.Item.Text})
		}
		if r.Said != nil {
			row.Reason, row.Owner, row.Due = r.Said.Reason, r.Owner.Code, r.Said.Due
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
