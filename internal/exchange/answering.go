package exchange

import (
	"dondoc/internal/errs"
	"dondoc/internal/period"
)

// answeringRow is a target with the unit that is to answer for it, as a list has
// them. A day or decision that is empty is that of the whole list.
type answeringRow struct {
	Row      int
	Label    string
	Name     string
	Unit     string // code or name; empty where nothing changes
	From     period.Date
	Decision string
}

var answeringTable = kindOfTable{
	columns: []spelled{
		{"label", spellings("tt;stt;số tt;số thứ tự;no;number"), nil},
		{"now", nil, spellings("hiện nay;đang chịu trách nhiệm;now")},
		{"answers", spellings("unit;đơn vị;mã đơn vị"), spellings("đơn vị chịu trách nhiệm;chịu trách nhiệm;đơn vị mới;unit that answers;answers")},
		{"from", spellings("from;từ ngày"), spellings("từ ngày;ngày hiệu lực;có hiệu lực")},
		{"decision", spellings("decision;reason;lý do"), spellings("quyết định;căn cứ;lý do")},
		{"name", spellings("name;chỉ tiêu;tên"), spellings("chỉ tiêu;tên chỉ tiêu;target")},
	},
	needs: [][]string{{"name", "label"}, {"answers"}},
}

// IsAnsweringList says whether the table says who is to answer for targets.
func (t *Table) IsAnsweringList() bool { return answeringTable.is(t) }

// AnsweringColumns gives the columns of such a list with what each is taken for.
func (t *Table) AnsweringColumns(choice Choice) []Column { return answeringTable.taken(t, choice) }

// AnsweringRows reads a list of who is to answer for targets. The errors name row
// and cell.
func (t *Table) AnsweringRows(choice Choice) ([]answeringRow, errs.List) {
	return withMore(t, choice, readAnsweringRows)
}

func readAnsweringRows(t *Table, choice Choice) ([]answeringRow, errs.List) {
	at, err := answeringTable.columnsOf(t, choice)
	if err != nil {
		return nil, errs.List{err}
	}
	if !answeringTable.enough(func(f string) bool { _, ok := at[f]; return ok }) {
		return nil, errs.List{errs.New(errs.Invalid, "exchange.answering_columns").Try("exchange.answering_hint")}
	}
	var out []answeringRow
	var list errs.List
	for _, row := range t.body(choice, nil) {
		get := cellReader(row, at)
		r := answeringRow{Row: row.Number, Label: get("label"), Name: get("name"), Unit: get("answers"), Decision: get("decision")}
		if r.Label+r.Name == "" || r.Unit == "" {
			continue
		}
		t.tellMarks(row)
		if text := get("from"); text != "" {
			day, err := period.ParseDate(text)
			if err != nil {
				list = append(list, errs.All(err)[0].AtRow(row.Number, CellName(at["from"], row.Number)).In("from"))
				continue
			}
			r.From = day
		}
		out = append(out, r)
	}
	if len(out) == 0 && len(list) == 0 {
		list = append(list, errs.New(errs.Invalid, "exchange.no_answering").Try("exchange.answering_hint"))
	}
	t.tellUnused(usedIn(at))
	return out, list
}
