package answer

import (
	"math"

	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
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
	Issues []Issue        `json:"issues"`
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
func OfCut(lang i18n.Lang, c resolution.Cut, tables int, list errs.List, dry bool) DocumentCut {
	out := DocumentCut{DryRun: dry, Number: c.Heading.Number, Date: c.Heading.Date, Kind: c.Heading.Kind, Title: c.Heading.Title, Kinds: map[string]int{}, Tables: tables,
		Rows: []provisionRow{}, Issues: Issues(lang, list)}
	for i, p := range c.Provisions {
		out.Kinds[string(p.Kind)]++
		out.Rows = append(out.Rows, provisionRow{"", i + 1, p.Parent + 1, p.Depth, p.Kind, p.Label, resolution.Path(c.Provisions, i), p.Text})
	}
	return out
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
	Weaker   []coveredBy `json:"weaker"` // own targets that ask for less
	Reason   string      `json:"reason,omitempty"`
	Owner    string      `json:"owner,omitempty"`
	Due      period.Date `json:"due,omitempty"`
}

type coveredBy struct {
	ID    id.ID   `json:"id,omitempty"`
	Ref   string  `json:"ref"`
	Sort  string  `json:"sort"`
	Text  string  `json:"text"`
	Score float64 `json:"score"` // share of the superior's words, 0 to 1
}

// OfCoverage gives a coverage matrix.
func OfCoverage(m app.CoverageMatrix) Coverage {
	out := Coverage{Superior: m.Superior.Number, Own: m.Own.Number, Count: m.Count, Proposed: map[string]int{}, Rows: []coverageRow{}, Issues: []Issue{}}
	if out.Count == nil {
		out.Count = map[string]int{}
	}
	for _, r := range m.Rows {
		row := coverageRow{ID: r.ID, Ref: r.Item.Ref, Sort: r.Item.Sort, Text: r.Item.Text, Status: r.Status(), Proposed: string(r.Proposal.Status), Own: []coveredBy{}, Weaker: []coveredBy{}}
		out.Proposed[row.Proposed]++
		for k, match := range r.Proposal.Matches {
			own := m.Items[match.Own]
			by := coveredBy{Ref: own.Ref, Sort: own.Sort, Text: own.Text, Score: math.Round(match.Score*100) / 100}
			if len(m.IDs) > 0 {
				by.ID = m.IDs[match.Own]
			}
			row.Own = append(row.Own, by)
			for _, w := range r.Proposal.Weaker {
				if w == k {
					row.Weaker = append(row.Weaker, by)
				}
			}
		}
		if r.Said != nil {
			row.Reason, row.Owner, row.Due = r.Said.Reason, r.Owner.Code, r.Said.Due
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
