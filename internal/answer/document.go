package answer

import (
	"dondoc/internal/app/search"
	"dondoc/internal/app/tasks"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/resolution"
	"dondoc/internal/store"
	"dondoc/internal/target"
)

// OfProvisions gives a kept document with its provisions.
func OfProvisions(lang i18n.Lang, doc target.Document, kept []store.KeptProvision) DocumentCut {
	list := make([]resolution.Provision, len(kept))
	for i, k := range kept {
		list[i] = k.Provision
	}
	out := OfCut(lang, resolution.Cut{Provisions: list, Heading: resolution.Heading{Number: doc.Number, Date: doc.IssuedOn, Kind: doc.Kind, Title: doc.Title}}, DocumentRead{}, false)
	out.ID = doc.ID
	for i := range out.Rows {
		out.Rows[i].ID = kept[i].ID
	}
	return out
}

// FoundList is what a search found.
type FoundList struct {
	Rows   []FoundRow `json:"rows"`
	Issues []Issue    `json:"issues"`
}

// FoundRow is one thing that has the words.
type FoundRow struct {
	Sort     string      `json:"sort" enum:"unit,person,document,provision,target,task,shortcoming"`
	ID       id.ID       `json:"id"`
	Document id.ID       `json:"document,omitempty"` // of a provision
	Text     string      `json:"text"`
	Unit     string      `json:"unit"`
	UnitName string      `json:"unit_name"`
	Ended    period.Date `json:"ended,omitempty" doc:"of a unit that stands no more, or a name it had before: the first day without it"`
	Into     []string    `json:"into,omitempty" doc:"codes of the units it went into"`
}

// OfFound gives what a search found.
func OfFound(found []search.Found) FoundList {
	out := FoundList{Rows: []FoundRow{}, Issues: []Issue{}}
	for _, f := range found {
		row := FoundRow{Sort: f.Sort, ID: f.ID, Document: f.In, Text: f.Text, Unit: f.Unit.Code, UnitName: f.Unit.Name, Ended: f.Ended}
		for _, v := range f.Into {
			row.Into = append(row.Into, v.Code)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// Directives is a body's instructions, the newest first.
type Directives struct {
	Rows   []DirectiveRow `json:"rows"`
	Issues []Issue        `json:"issues"`
}

// DirectiveRow is one instruction.
type DirectiveRow struct {
	ID       id.ID       `json:"id"`
	Speaker  string      `json:"speaker"`
	Post     string      `json:"post,omitempty"`
	Occasion string      `json:"occasion,omitempty"`
	On       period.Date `json:"on"`
	Text     string      `json:"text"`
	Invented bool        `json:"invented,omitempty"`
	Tasks    []taskRow   `json:"tasks"`
}

// OfDirectives gives instructions with the tasks made of them.
func OfDirectives(lang i18n.Lang, list tasks.DirectiveList) Directives {
	out := Directives{Rows: []DirectiveRow{}, Issues: []Issue{}}
	for _, d := range list.Rows {
		row := DirectiveRow{d.ID, d.Speaker, d.Post, d.Occasion, d.On, d.Text, d.Invented, []taskRow{}}
		for _, t := range d.Tasks {
			row.Tasks = append(row.Tasks, OfTask(lang, t))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
