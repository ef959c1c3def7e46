package reform

import (
	"context"

	"dondoc/internal/app/sheets"
	"dondoc/internal/exchange"
	"dondoc/internal/org"
)

// ReadMap reads a reorganisation map.
func ReadMap(ctx context.Context, sheet sheets.Sheet) ([]org.Move, error) {
	t, err := sheet.Table(ctx, nil)
	if err != nil {
		return nil, err
	}
	moves, list := exchange.ReadMap(t)
	return moves, list.OrNil()
}
