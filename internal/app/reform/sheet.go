package reform

import (
	"context"

	"dondoc/internal/app/sheets"
	"dondoc/internal/exchange"
	"dondoc/internal/org"
)

// Map is a reorganisation map as it was read.
type Map struct {
	Moves   []org.Move
	Table   *exchange.Table // as found; nil where there is none
	Columns []exchange.Column
}

// ReadMap reads a reorganisation map. With faults in its rows it gives what
// else was read.
func ReadMap(ctx context.Context, sheet sheets.Sheet) (Map, error) {
	t, err := sheet.Table(ctx, (*exchange.Table).IsMap)
	if err != nil {
		return Map{}, err
	}
	moves, list := exchange.ReadMap(t, sheet.Choice)
	return Map{moves, t, t.MapColumns(sheet.Choice)}, list.OrNil()
}
