package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/target/typed"
)

// figureTable heads what a figure is of and what is said beside it; which columns hold
// the month's figures their headers say together with the month, see figureField.
var figureTable = kindOfTable{columns: []spelled{
	{"id", spellings("id;target;mã;mã chỉ tiêu"), spellings("mã chỉ tiêu;mã số chỉ tiêu;target id")},
	{"label", spellings("STT;TT;số TT;số thứ tự;no;ref"), nil},
	{"cause", spellings("cause;reason"), spellings("nguyên nhân;lý do;lí do")},
	{"note", nil, spellings("ghi chú;giải trình;note;notes;remarks")},
	{"unit", spellings("đơn vị;đv tính;unit"), spellings("đơn vị tính;ĐVT;đơn vị đo;unit of measure")},
	{"name", spellings("chỉ tiêu;các chỉ tiêu;nội dung;tên;tên chỉ tiêu;chỉ số;indicator;indicators;target name;name"), spellings("tên chỉ tiêu;chỉ tiêu chủ yếu;nội dung chỉ tiêu;chỉ tiêu nhiệm vụ;indicator name")},
}}

var (
	besidesWords = append(spellings("kế hoạch;KH;cùng kỳ;năm trước;năm ngoái;so;so với;so sánh;tỷ lệ;%;đạt %;tăng giảm;dự kiến;tháng sau;quý sau;tháng trước;tháng tới;plan;last year;percent;next month"), planWords...)
	resultsWords = append(spellings("số liệu;figure;value"), resultWords...)
	toDateWords  = append(spellings("từ đầu năm;year to date;to date;cumulative"), cumulativeWords...)
	inMonthWords = spellings("trong tháng;tháng này;tháng báo cáo;this month;in the month;month")
	monthsSoFar  = regexp.MustCompile(`\b(\d{1,2}) thang\b`)
	monthHeaded  = regexp.MustCompile(`\bthang (\d{1,2})\b`)
)

// figureField says which of a month's figures a header heads: "in_month", "to_date",
// "of_other" where it is of another month, "result" where it does not say which.
func figureField(header string, month period.Month) string {
	words := headerWords(header)
	if m := years.FindStringSubmatch(words); m != nil && !strings.Contains(words, string(month.Cycle())) {
		return "of_other"
	}
	if compares(words) || isPercent(words) || ratioOf(header) != fieldNone || hasAny(words, besidesWords) && !hasAny(words, toDateWords) && !hasAny(words, inMonthWords) {
		return "of_other"
	}
	is := func(text string) string {
		if n, _ := strconv.Atoi(text); n != month.Number() {
			return "of_other"
		}
		return ""
	}
	if m := monthsSoFar.FindStringSubmatch(words); m != nil && !strings.Contains(words, "thang "+m[1]+" thang") {
		if other := is(m[1]); other != "" {
			return other
		}
		return "to_date"
	}
	named := monthHeaded.FindStringSubmatch(words)
	if named != nil && is(named[1]) != "" {
		return "of_other"
	}
	switch {
	case hasAny(words, toDateWords):
		return "to_date"
	case named != nil || hasAny(words, inMonthWords):
		return "in_month"
	case hasAny(words, resultsWords):
		return "result"
	}
	return ""
}

// figureColumns finds the columns of a month's figures; several of one field are asked
// about, and so is a result that says neither of what time it is.
func (t *Table) figureColumns(choice Choice, month period.Month) (map[string]int, *errs.Error) {
	at, err := figureTable.columnsOf(t, choice)
	if err != nil {
		return nil, err
	}
	found := map[string][]int{}
	for i, h := range t.Header {
		taken := false
		for _, col := range at {
			taken = taken || col == i
		}
		if f := figureField(h, month); !taken && f != "" && !t.hides(i) {
			found[f] = append(found[f], i)
		}
	}
	for _, f := range []string{"in_month", "to_date"} {
		if _, said := choice.Columns[f]; said {
			continue
		}
		switch columns := found[f]; {
		case len(columns) == 1:
			at[f] = columns[0]
		case len(columns) > 1:
			return at, errs.New(errs.Invalid, "exchange.figure_several", "headers", t.headed(columns)).In(f).Try("exchange.figure_columns_hint")
		}
	}
	_, month1 := at["in_month"]
	_, so := at["to_date"]
	switch {
	case month1 || so:
		return at, nil
	case len(found["result"]) > 0:
		return at, errs.New(errs.Invalid, "exchange.figure_scope", "headers", t.headed(found["result"])).In("to_date").Try("exchange.figure_columns_hint")
	}
	return at, errs.New(errs.Invalid, "exchange.figure_none", "month", month, "headers", strings.Join(slices.DeleteFunc(slices.Clone(t.Header), func(h string) bool { return h == "" }), "; ")).In("to_date").Try("exchange.figure_columns_hint")
}

func (t *Table) headed(columns []int) string {
	var out []string
	for _, i := range columns {
		out = append(out, columnName(i)+" “"+t.Header[i]+"”")
	}
	return strings.Join(out, "; ")
}

// IsFigureSheet says whether the table has a column of names and one that could hold
// figures.
func (t *Table) IsFigureSheet() bool {
	at, _ := figureTable.columnsOf(t, Choice{})
	_, name := at["name"]
	_, label := at["label"]
	_, which := at["id"]
	return (name || label || which) && slices.ContainsFunc(t.Header, func(h string) bool {
		words := headerWords(h)
		return hasAny(words, resultsWords) || hasAny(words, toDateWords) || hasAny(words, inMonthWords) || monthHeaded.MatchString(words) || monthsSoFar.MatchString(words)
	})
}

// FigureColumns gives the columns with what each is taken for.
func (t *Table) FigureColumns(choice Choice, month period.Month) []Column {
	at, err := t.figureColumns(choice, month)
	if at == nil && err != nil {
		at, _ = t.figureColumns(Choice{}, month)
	}
	return t.Taken(at)
}

// FigureRows reads a month's figures by their headers. Rows without a figure are left
// out, and what is left out is said in the table's Left and Notes. The errors name row
// and cell.
func (t *Table) FigureRows(choice Choice, month period.Month) ([]typed.Written, errs.List) {
	return withMore(t, choice, func(t *Table, choice Choice) ([]typed.Written, errs.List) { return t.figureRows(choice, month) })
}

func (t *Table) figureRows(choice Choice, month period.Month) ([]typed.Written, errs.List) {
	at, err := t.figureColumns(choice, month)
	if err != nil {
		return nil, errs.List{err}
	}
	_, so := at["to_date"]
	if in, both := at["in_month"]; both && so && in >= 0 {
		t.note(phrase.New("exchange.figure_both", "header", t.Header[at["to_date"]], "other", t.Header[in]))
	}
	var out []typed.Written
	var list errs.List
	has := func(row Row) bool {
		for _, f := range []string{"in_month", "to_date"} {
			if i, ok := at[f]; ok && strings.Trim(row.Cells[i], " -–—.…/") != "" { // a dash is no figure
				return true
			}
		}
		return false
	}
	empty := 0
	for _, row := range t.body(choice, has) {
		if faults := undecided(row, at); len(faults) > 0 {
			list = append(list, faults...)
			continue
		}
		r := t.written(row, at)
		switch {
		case has(row):
			t.tellMarks(row)
			out = append(out, r)
		case r.Note+r.Cause != "":
			list = append(list, errs.New(errs.Invalid, "exchange.figure_note_alone", "text", r.Note+r.Cause).AtRow(row.Number, r.Cells["note"]).In("note"))
		default:
			empty++
		}
	}
	if empty > 0 {
		t.note(phrase.New("exchange.figure_empty", "n", empty))
	}
	if len(out) == 0 && len(list) == 0 {
		list = append(list, errs.New(errs.Invalid, "exchange.figure_no_rows").Try("exchange.figure_columns_hint"))
	}
	t.tellUnused(usedIn(at))
	return out, list
}

// undecided are the cells of a row by which nothing can be decided: faults of formulas,
// and what was struck out.
func undecided(row Row, at map[string]int) (list errs.List) {
	for _, f := range []string{"id", "label", "name", "in_month", "to_date"} {
		i, ok := at[f]
		if !ok {
			continue
		}
		cell := CellName(i, row.Number)
		if row.Kinds[i] == Fault {
			list = append(list, errs.New(errs.Invalid, "exchange.cell_fault", "value", row.Cells[i]).AtRow(row.Number, cell).Try("exchange.cell_fault_hint"))
		}
		if text := row.struck(i); text != "" {
			list = append(list, errs.New(errs.Invalid, "exchange.figure_struck", "text", text).AtRow(row.Number, cell))
		}
	}
	return list
}

func (t *Table) written(row Row, at map[string]int) typed.Written {
	get := cellReader(row, at)
	r := typed.Written{Row: row.Number, ID: get("id"), Name: get("name"), Measure: get("unit"), InMonth: get("in_month"), ToDate: get("to_date"), Note: get("note"), Cause: get("cause"), Cells: map[string]string{}}
	for f, i := range at {
		r.Cells[f] = CellName(i, row.Number)
	}
	if i, ok := at["label"]; ok {
		r.Label = row.labelOf(i)
	}
	if r.Cause != "" {
		levels := strings.Split(t.Header[at["cause"]], " / ")
		r.Cause = levels[len(levels)-1] + ": " + r.Cause
	}
	col := at["to_date"]
	if r.ToDate == "" {
		col = at["in_month"]
	}
	r.Estimate = hasAny(headerWords(t.Header[col]), estimateWords)
	return r
}
