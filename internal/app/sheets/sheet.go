// Package sheets is a file with a table as it was sent, and how use-cases read it.
package sheets

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"

	"dondoc/internal/exchange"
)

// Sheet is a file with a table as it was sent, and what was chosen in it.
type Sheet struct {
	Name    string
	Content []byte
	Choice  exchange.Choice
}

// Table reads the file as a table.
func (s Sheet) Table(ctx context.Context) (*exchange.Table, error) {
	return exchange.ReadTable(ctx, s.Name, bytes.NewReader(s.Content), exchange.DefaultLimits())
}

// Units reads a list of units in any of its forms.
func (s Sheet) Units(ctx context.Context) ([]exchange.UnitRow, *exchange.Table, error) {
	if strings.EqualFold(filepath.Ext(s.Name), ".json") {
		rows, err := exchange.ReadUnitTree(bytes.NewReader(s.Content), exchange.DefaultLimits())
		return rows, nil, err
	}
	t, err := s.Table(ctx)
	if err != nil {
		return nil, nil, err
	}
	rows, list := exchange.ReadUnitRows(t)
	return rows, t, list.OrNil()
}
