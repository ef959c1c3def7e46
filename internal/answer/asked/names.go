package asked

import (
	"time"

	"dondoc/internal/app/tasks"
	"dondoc/internal/id"
)

// Names are what a body's papers call units by, beside their own names.
type Names struct {
	Unit  string `json:"unit"`
	Names []name `json:"names"`
}

type name struct {
	ID       id.ID     `json:"id"`
	Name     string    `json:"name"` // as written
	Unit     string    `json:"unit"` // code of the unit it means
	UnitName string    `json:"unit_name"`
	By       string    `json:"by"`
	At       time.Time `json:"at"`
}

// OfNames gives the answer of the names that are remembered.
func OfNames(k tasks.NamesKept) Names {
	out := Names{Unit: k.Body.Code, Names: []name{}}
	for _, n := range k.Rows {
		out.Names = append(out.Names, name{n.ID, n.Name, n.Means.Code, n.Means.Name, n.ByName, n.At})
	}
	return out
}
