package answer

import (
	"dondoc/internal/exchange"
	"dondoc/internal/i18n"
)

// sheetRead is how a file was read.
type sheetRead struct {
	Table   string        `json:"table,omitempty"` // sheet!row of its header
	Others  []otherTable  `json:"other_tables"`    // that were not read
	Columns []sheetColumn `json:"columns"`
	Left    []leftRow     `json:"left"`  // rows that were not taken
	Notes   []string      `json:"notes"` // what was decided in reading
}

type otherTable struct {
	Name string `json:"name"`
	Rows int    `json:"rows"`
	Same bool   `json:"same_kind"`
}

type sheetColumn struct {
	Column string `json:"column"`
	Header string `json:"header"`
	Field  string `json:"field"` // "" where it is not used
	Hidden bool   `json:"hidden,omitempty"`
}

type leftRow struct {
	Row  int         `json:"row"`
	As   exchange.As `json:"as" enum:"heading,header,numbers,total,signature,remark,hidden,skip"`
	Text string      `json:"text"`
}

// ofSheet gives how a file was read; its lists are never nil.
func ofSheet(lang i18n.Lang, t *exchange.Table, columns []exchange.Column) sheetRead {
	out := sheetRead{Others: []otherTable{}, Columns: []sheetColumn{}, Left: []leftRow{}, Notes: []string{}}
	if t == nil {
		return out
	}
	out.Table, out.Notes = t.Name(), said(lang, t.Told())
	for _, o := range t.Others {
		out.Others = append(out.Others, otherTable(o))
	}
	for _, c := range columns {
		out.Columns = append(out.Columns, sheetColumn{c.Letter, c.Header, c.Field, c.Hidden})
	}
	for _, l := range t.Left {
		out.Left = append(out.Left, leftRow(l))
	}
	return out
}
