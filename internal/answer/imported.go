package answer

import (
	"dondoc/internal/app/tasks"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Imported is an import, with what stands in the way of undoing it.
type Imported struct {
	ID      id.ID       `json:"id"`
	Kind    string      `json:"kind" enum:"target.imported,task.imported,unit.imported,people.imported,coverage.accepted"`
	File    string      `json:"file"`
	On      period.Date `json:"on"`
	By      string      `json:"by"`
	Added   []string    `json:"added"`   // names
	Revised []string    `json:"revised"` // names
	Undone  bool        `json:"undone"`
	Hangs   []string    `json:"hangs"` // why it cannot be undone
	Issues  []Issue     `json:"issues"`
}

// OfImported gives an import in the shape of the command line and the API.
func OfImported(lang i18n.Lang, m tasks.ImportMade, list errs.List) Imported {
	return Imported{m.ID, m.Kind, m.File, m.At, m.ByName, append([]string{}, m.Names...), append([]string{}, m.Revised...), m.Undone, said(lang, m.Hangs), Issues(lang, list)}
}
