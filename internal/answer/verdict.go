package answer

import (
	"dondoc/internal/app/record"
	"dondoc/internal/i18n"
)

// Verdict is what a verification of the log and the tables found.
type Verdict struct {
	OK         bool            `json:"ok"`
	Size       int64           `json:"size"`
	Root       string          `json:"root,omitempty"`
	From       int64           `json:"from,omitempty" doc:"the first entry that was looked at, where it was not the whole log"`
	Left       string          `json:"left_out,omitempty" doc:"then: what was not looked at"`
	Rows       uint64          `json:"rows" doc:"changes of rows that the log holds"`
	FirstWrong *wrong          `json:"first_wrong,omitempty"`
	Found      []ledgerFinding `json:"found" doc:"where the tables are not what the log says"`
	More       int             `json:"more,omitempty" doc:"findings beyond those"`
	Clock      []int64         `json:"clock,omitempty" doc:"entries that tell of a clock that jumped: days near them are as the clock said"`
	Issues     []Issue         `json:"issues"`
}

type wrong struct {
	Seq     int64  `json:"seq"`
	What    string `json:"what" enum:"entry,missing,tree,size,root,time"`
	Message string `json:"message"`
}

type ledgerFinding struct {
	What    string `json:"what" enum:"unlogged,missing,differs,derived,file,schema,page"`
	Table   string `json:"table,omitempty"`
	Key     string `json:"key,omitempty"`
	Column  string `json:"column,omitempty"`
	Message string `json:"message"`
}

// OfVerdict gives a verdict in the shape of the command line and the API.
// values tells what the rows have and should have: only to who holds the database.
func OfVerdict(lang i18n.Lang, v record.LedgerVerdict, values bool) Verdict {
	out := Verdict{OK: v.OK(), Size: v.Size, Root: v.Root, Rows: v.Rows, Found: []ledgerFinding{}, More: v.More, Clock: v.Clock, Issues: []Issue{}}
	if v.From > 0 {
		out.From, out.Left = v.From, i18n.T(lang, "ledger.left_out", "from", int(v.From))
	}
	if v.Wrong != nil {
		out.Root = ""
		out.FirstWrong = &wrong{v.Wrong.Seq, v.Wrong.What, i18n.T(lang, "ledger.wrong_"+v.Wrong.What, "seq", int(v.Wrong.Seq))}
	}
	for _, f := range v.Findings {
		key, name := "ledger.found_"+f.What, f.Table
		if f.What == "schema" || f.What == "page" {
			f.Key = f.Table
		} else if i18n.Has("ledger.table_" + f.Table) {
			name = i18n.T(lang, "ledger.table_"+f.Table)
		}
		if values && (f.What == "differs" || f.What == "derived") {
			key += "_values"
		}
		out.Found = append(out.Found, ledgerFinding{f.What, f.Table, f.Key, f.Column,
			i18n.T(lang, key, "table", name, "key", f.Key, "column", f.Column, "have", f.Have, "want", f.Want, "detail", f.Detail)})
	}
	return out
}
