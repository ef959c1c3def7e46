package exchange

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// taskColumns are the headers of a task annex, folded.
var taskColumns = map[string][]string{
	"label":     folded("tt", "stt", "số tt", "số thứ tự", "no"),
	"name":      folded("tên nhiệm vụ", "nhiệm vụ", "nội dung nhiệm vụ", "nội dung", "nội dung công việc", "công việc", "nhiệm vụ, giải pháp", "nhiệm vụ cụ thể", "task"),
	"lead":      folded("cơ quan chủ trì", "đơn vị chủ trì", "chủ trì", "cơ quan, đơn vị chủ trì", "đơn vị thực hiện", "cơ quan thực hiện", "lead"),
	"partners":  folded("cơ quan phối hợp", "đơn vị phối hợp", "phối hợp", "cơ quan, đơn vị phối hợp", "partners"),
	"product":   folded("kết quả", "sản phẩm", "kết quả/sản phẩm", "sản phẩm/kết quả", "kết quả, sản phẩm", "sản phẩm đầu ra", "hình thức văn bản", "product"),
	"deadline":  folded("thời gian hoàn thành", "thời hạn hoàn thành", "thời hạn", "thời gian", "thời gian thực hiện", "tiến độ", "hạn", "hạn hoàn thành", "deadline"),
	"authority": folded("thẩm quyền", "cấp trình", "cấp có thẩm quyền", "cấp ban hành", "authority"),
	"part":      folded("lĩnh vực", "nhóm nhiệm vụ", "field"),
}

// totalWords begin a row that sums others up.
var totalWords = folded("tổng cộng", "tổng số", "cộng", "tổng")

// TaskRow is one row of a task annex, its words as written.
type TaskRow struct {
	Row       int
	Label     string
	Field     string
	Name      string
	Lead      string
	Partners  string
	Product   string
	Authority string
	Deadline  string
}

// ReadTaskRows reads the tasks of an annex by its headers. Headings between
// them become their Field; a row that sums up is left out and said in the
// table's Notes. The errors name row and cell.
func ReadTaskRows(t *Table) ([]TaskRow, errs.List) {
	at := columnsIn(t, taskColumns)
	for key, i := range joinedColumns(t) {
		if _, have := at[key]; !have {
			at[key] = i
		}
	}
	_, named := at["name"]
	_, led := at["lead"]
	_, dated := at["deadline"]
	if !named || !led && !dated {
		return nil, errs.List{errs.New(errs.Invalid, "exchange.tasks_columns").Try("exchange.tasks_hint")}
	}
	var out []TaskRow
	var list errs.List
	heading := ""
	for _, row := range t.Rows {
		get := cellReader(row, at)
		for _, key := range []string{"name", "lead", "partners", "product", "deadline"} {
			if i, ok := at[key]; ok && i < len(row.Kinds) && row.Kinds[i] == Fault {
				list = append(list, errs.New(errs.Invalid, "exchange.cell_fault", "value", row.Cells[i]).AtRow(row.Number, CellName(i, row.Number)).In(key).Try("exchange.cell_fault_hint"))
			}
		}
		l := TaskRow{Row: row.Number, Label: get("label"), Field: get("part"), Name: get("name"), Lead: lines(row, at, "lead"), Partners: lines(row, at, "partners"),
			Product: get("product"), Deadline: get("deadline"), Authority: get("authority")}
		rest := l.Lead + l.Partners + l.Product + l.Deadline
		switch {
		case l.Name == "" && rest == "" && l.Label == "":
		case sumsUp(l):
			t.Notes = append(t.Notes, phrase.New("exchange.total_left", "row", row.Number))
		case goesOn(l, out):
			joinLine(&out[len(out)-1], l)
			t.Notes = append(t.Notes, phrase.New("exchange.row_joined", "row", row.Number, "to", out[len(out)-1].Row))
		case romanLabel.MatchString(l.Label) && l.Lead+l.Partners+l.Product == "":
			heading = l.Name
			if l.Deadline != "" {
				t.Notes = append(t.Notes, phrase.New("exchange.heading_cell", "row", row.Number, "text", l.Deadline))
			}
		case rest == "":
			heading = strings.TrimSpace(l.Name)
			if heading == "" {
				heading = l.Label
			}
		case l.Name == "":
			list = append(list, errs.New(errs.Invalid, "exchange.task_unnamed").AtRow(row.Number, CellName(at["name"], row.Number)).In("name"))
		default:
			if l.Field == "" {
				l.Field = heading
			}
			out = append(out, l)
		}
	}
	if len(out) == 0 && len(list) == 0 {
		list = append(list, errs.New(errs.Invalid, "exchange.no_tasks").Try("exchange.tasks_hint"))
	}
	return out, list
}

// romanLabel is the number of a heading.
var romanLabel = regexp.MustCompile(`^[IVXL]+\.?$`)

// goesOn says whether a row goes on with the one before, as where a table was
// cut at the end of a page: it has no number, no lead and no deadline, and its
// words begin in the middle of a sentence or a list.
func goesOn(l TaskRow, before []TaskRow) bool {
	if len(before) == 0 || l.Label != "" || l.Lead != "" || l.Deadline != "" || l.Name == "" || before[len(before)-1].Label == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(l.Name)
	return unicode.IsLower(first) || first == '(' || l.Partners != "" && startsLow(l.Partners) || strings.HasSuffix(strings.TrimSpace(before[len(before)-1].Name), ",") ||
		!strings.HasSuffix(strings.TrimSpace(before[len(before)-1].Name), ".")
}

func startsLow(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first)
}

func joinLine(to *TaskRow, l TaskRow) {
	join := func(a *string, b string) { *a = strings.TrimSpace(*a + " " + b) }
	join(&to.Name, l.Name)
	join(&to.Partners, l.Partners)
	join(&to.Product, l.Product)
}

func sumsUp(l TaskRow) bool {
	name := viet.Fold(l.Name)
	if name == "" {
		name = viet.Fold(l.Label)
	}
	for _, w := range totalWords {
		if name == w || strings.HasPrefix(name, w+" ") && l.Lead == "" && l.Deadline == "" || strings.HasPrefix(name, w+":") {
			return true
		}
	}
	return false
}

// lines is a cell with its line ends, which part names.
func lines(row Row, at map[string]int, key string) string {
	i, ok := at[key]
	if !ok || i >= len(row.Cells) {
		return ""
	}
	return strings.TrimSpace(row.Cells[i])
}

// joinedColumns finds columns under a merged heading ("Phân công / Cơ quan chủ
// trì") by the last of its levels.
func joinedColumns(t *Table) map[string]int {
	out := map[string]int{}
	for i, h := range t.Header {
		levels := strings.Split(h, " / ")
		last := viet.Fold(strings.TrimSpace(levels[len(levels)-1]))
		for key, spellings := range taskColumns {
			for _, s := range spellings {
				if _, have := out[key]; !have && len(levels) > 1 && last == s {
					out[key] = i
				}
			}
		}
	}
	return out
}
