// Package sheets is a file with a table as it was sent, and how use-cases read it.
package sheets

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/exchange"
)

// Sheet is a file with a table as it was sent, and what was chosen in it.
type Sheet struct {
	Name    string
	Content []byte
	Choice  exchange.Choice
	Means   map[string]string // names in the file → codes of the units they mean, said by a person
}

// mostRows is how many rows one sheet may have, of whatever kind: reading and
// checking them stays within the ten seconds that one file may take.
const mostRows = 20_000

// Table reads the table that was chosen, or the first of a kind.
func (s Sheet) Table(ctx context.Context, is func(*exchange.Table) bool) (*exchange.Table, error) {
	tables, err := exchange.ReadTables(ctx, s.Name, bytes.NewReader(s.Content), exchange.DefaultLimits())
	if err != nil {
		return nil, err
	}
	t, err := exchange.Pick(tables, s.Choice.Table, is)
	if err == nil && len(t.Rows) > mostRows {
		return nil, errs.New(errs.TooLarge, "app.import_rows", "n", len(t.Rows), "most", mostRows).Try("app.import_rows_hint")
	}
	return t, err
}

// Units reads a list of units in any of its forms.
func (s Sheet) Units(ctx context.Context) ([]exchange.UnitRow, *exchange.Table, error) {
	if strings.EqualFold(filepath.Ext(s.Name), ".json") {
		rows, err := exchange.ReadUnitTree(bytes.NewReader(s.Content), exchange.DefaultLimits())
		return rows, nil, err
	}
	t, err := s.Table(ctx, (*exchange.Table).IsUnitList)
	if err != nil {
		return nil, nil, err
	}
	rows, list := exchange.ReadUnitRows(t, s.Choice)
	return rows, t, list.OrNil()
}
