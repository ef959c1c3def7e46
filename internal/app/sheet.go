package app

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"

	"dondoc/internal/exchange"
	"dondoc/internal/org"
)

// Sheet is a file with a table as it was sent, and what was chosen in it.
type Sheet struct {
	Name    string
	Content []byte
	Choice  exchange.Choice
}

func (s Sheet) table(ctx context.Context) (*exchange.Table, error) {
	return exchange.ReadTable(ctx, s.Name, bytes.NewReader(s.Content), exchange.DefaultLimits())
}

// ReadMap reads a reorganisation map.
func ReadMap(ctx context.Context, sheet Sheet) ([]org.Move, error) {
	t, err := sheet.table(ctx)
	if err != nil {
		return nil, err
	}
	moves, list := exchange.ReadMap(t)
	return moves, list.OrNil()
}

// units reads a list of units in any of its forms.
func (s Sheet) units(ctx context.Context) ([]exchange.UnitRow, *exchange.Table, error) {
	if strings.EqualFold(filepath.Ext(s.Name), ".json") {
		rows, err := exchange.ReadUnitTree(bytes.NewReader(s.Content), exchange.DefaultLimits())
		return rows, nil, err
	}
	t, err := s.table(ctx)
	if err != nil {
		return nil, nil, err
	}
	rows, list := exchange.ReadUnitRows(t)
	return rows, t, list.OrNil()
}
