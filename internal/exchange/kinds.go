package exchange

import (
	"regexp"
	"slices"
	"strings"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// kindOfTable says by which words the columns of a kind of table are headed.
type kindOfTable struct {
	columns []spelled
	needs   [][]string // one field of each list must be there
}

// spelled is a field with the words that head it: the whole header, or some of
// its words. The lists are tried in order.
type spelled struct {
	field         string
	exact, inside []string
}

var taskTable = kindOfTable{
	columns: []spelled{
		{"label", spellings("tt;stt;số tt;số thứ tự;no;ref"), nil},
		{"lead", spellings("lead;chủ trì;phân công"), spellings("đầu mối;chịu trách nhiệm;đơn vị được giao;cơ quan được giao;phân công thực hiện;được phân công;chủ trì;cơ quan thực hiện;đơn vị thực hiện;cá nhân thực hiện;người thực hiện;đơn vị phụ trách;người phụ trách;cơ quan phụ trách;lead unit;responsible")},
		{"partners", nil, spellings("phối hợp;partners;coordinating")},
		{"extended", nil, spellings("đã gia hạn đến;gia hạn đến;được gia hạn đến;thời hạn gia hạn;hạn mới;extended to")},
		{"start", spellings("từ;từ ngày;from;start"), spellings("bắt đầu;khởi đầu;mở đầu;thời gian từ;start date")},
		{"deadline", spellings("hạn;tiến độ;hoàn thành;due;kết thúc;đến ngày;đến;đến hết;to"), spellings("thời hạn;hạn xử lý;hạn thực hiện;ngày hoàn thành;thời điểm hoàn thành;ngày kết thúc;thời gian;hạn hoàn thành;hạn chót;hoàn thành trước;tiến độ hoàn thành;tiến độ thực hiện;mốc hoàn thành;deadline;due date")},
		{"programme", spellings("chương trình;chương trình mtqg;ctmtqg;thuộc chương trình;programme"), spellings("chương trình mục tiêu quốc gia;national target programme")},
		{"authority", nil, spellings("thẩm quyền;cấp trình;cấp ban hành;cấp có thẩm quyền;authority")},
		{"product", spellings("kết quả;product;output"), spellings("sản phẩm;hình thức văn bản;kết quả đầu ra;kết quả dự kiến")},
		{"part", spellings("field"), spellings("lĩnh vực;nhóm nhiệm vụ")},
		{"name", spellings("nội dung;task;việc;hoạt động;các hoạt động;nội dung cụ thể;nội dung chính"), spellings("nhiệm vụ;nội dung công việc;công việc;nội dung thực hiện;giải pháp;nội dung chỉ đạo;nội dung triển khai;nội dung hoạt động;tên hoạt động;đầu việc;việc cần làm")},
	},
	needs: [][]string{{"name"}, {"lead", "deadline"}},
}

var unitTable = kindOfTable{
	columns: []spelled{
		{"official", spellings("official;mã số"), spellings("mã hành chính;mã đơn vị hành chính")},
		{"parent", spellings("parent;thuộc;thuộc đơn vị;thuộc cơ quan"), spellings("cấp trên;trực thuộc;chủ quản")},
		{"code", spellings("code;mã;mã đơn vị"), nil},
		{"kind", spellings("kind;loại;cấp;loại đơn vị;loại hình"), nil},
		{"order", spellings("order;thứ tự;stt;tt"), nil},
		{"name", spellings("name;tên;đơn vị"), spellings("tên đơn vị;tên cơ quan;tên phòng;unit name")},
	},
	needs: [][]string{{"name"}, {"code", "official", "kind", "parent"}},
}

// mapTable is a reorganisation map: Dondoc's own headers, and those of the two
// public maps of 01/07/2025.
var mapTable = kindOfTable{
	columns: []spelled{
		{"old_ward", spellings("wardCode"), nil},
		{"old_above", spellings("districtCode"), nil},
		{"old", spellings("old;old code;mã cũ"), spellings("mã đơn vị cũ;mã số cũ;mã xã cũ")},
		{"new_parent_name", spellings("new province;newProvince;new parent name"), spellings("tên cấp trên mới;tên tỉnh mới")},
		{"new_parent", spellings("new parent;new province code;newProvinceCode;cấp trên;trực thuộc"), spellings("mã cấp trên mới;mã tỉnh mới;cấp trên mới;trực thuộc mới")},
		{"new_name", spellings("new name;newWard;tên mới"), spellings("tên đơn vị mới;tên xã mới;tên gọi mới")},
		{"new_kind", spellings("new kind;loại mới;loại;kind"), spellings("loại đơn vị mới")},
		{"new", spellings("new;new code;newWardCode;mã mới"), spellings("mã đơn vị mới;mã số mới;mã xã mới")},
		{"divided", spellings("part;type;isDividedWard;một phần"), nil},
		{"share", spellings("share;tỷ lệ;tỷ lệ %;phần trăm"), nil},
	},
	needs: [][]string{{"new"}, {"old", "old_ward"}},
}

var peopleTable = kindOfTable{
	columns: []spelled{
		{"person", spellings("họ tên;full name;person"), spellings("họ và tên;họ và chữ đệm;họ tên;tên cán bộ")},
		{"given", spellings("tên;given name"), nil},
		{"account", spellings("account;username;user"), spellings("tài khoản;tên đăng nhập")},
		{"scope", spellings("scope;phạm vi"), spellings("phạm vi vai trò;phạm vi quyền;phạm vi phân quyền")},
		{"role", spellings("role;roles;quyền"), spellings("vai trò;phân quyền;quyền trên phần mềm;quyền sử dụng;quyền truy cập;nhóm quyền")},
		{"head", spellings("head;đứng đầu"), spellings("người đứng đầu;là người đứng đầu")},
		{"capacity", spellings("capacity;hình thức"), spellings("kiêm nhiệm;hình thức giữ chức")},
		{"post", spellings("post;position"), spellings("chức vụ;chức danh")},
		{"from", spellings("from;từ ngày"), spellings("ngày giữ chức;ngày bổ nhiệm;từ ngày")},
		{"decision", spellings("decision;qđ"), spellings("quyết định;số quyết định;số qđ")},
		{"unit", spellings("unit;đơn vị;cơ quan"), spellings("đơn vị công tác;tên đơn vị;mã đơn vị;phòng ban;cơ quan, đơn vị")},
		{"label", spellings("tt;stt;số tt;no"), nil},
	},
	needs: [][]string{{"person"}, {"unit", "post", "account"}},
}

// fieldOf gives what a header heads, by the last of its levels and then by all
// of them; "" where it heads nothing known.
func (k kindOfTable) fieldOf(header string) string {
	levels := strings.Split(header, " / ")
	for _, words := range []string{headerWords(levels[len(levels)-1]), headerWords(header)} {
		for _, s := range k.columns {
			if words == "" || !slices.Contains(s.exact, words) && !hasAny(words, s.inside) {
				continue
			}
			if s.field == startField && hasAny(words, endWords) {
				return "deadline" // "Thời gian bắt đầu – kết thúc"
			}
			return s.field
		}
	}
	return ""
}

// startField is the day a task begins on, which is told and never due.
const startField = "start"

var (
	endWords    = spellings("kết thúc;hoàn thành;đến;hạn;xong;end;due;deadline")
	statusWords = spellings("tiến độ")
	leadWords   = spellings("chủ trì;lead")
)

// fits says how surely a header heads a field, where several could: the day
// something is done by before a time of any kind, and that before how far it is.
func fits(field, header string) int {
	words := headerWords(header)
	switch {
	case field == "deadline" && hasAny(words, statusWords), field == "lead" && !hasAny(words, leadWords):
		return 0
	case field == "deadline" && !hasAny(words, endWords):
		return 1
	}
	return 2
}

// heads says whether the texts of a row head such a table: what it needs is
// there, and half of the texts are known.
func (k kindOfTable) heads(words []string) bool {
	known, at := 0, map[string]bool{}
	for _, w := range words {
		if f := k.fieldOf(w); f != "" {
			known++
			at[f] = true
		}
	}
	return known*2 >= len(words) && k.enough(func(f string) bool { return at[f] })
}

func (k kindOfTable) enough(have func(string) bool) bool {
	for _, any := range k.needs {
		if !slices.ContainsFunc(any, have) {
			return false
		}
	}
	return true
}

// columnsOf finds the columns of a table by their headers: of several with one
// field the first that shows. What was chosen by hand holds over the headers.
func (k kindOfTable) columnsOf(t *Table, choice Choice) (map[string]int, *errs.Error) {
	at := map[string]int{}
	for i, h := range t.Header {
		f := k.fieldOf(h)
		if f == "" {
			continue
		}
		before, have := at[f]
		switch {
		case !have, t.hides(before) && !t.hides(i):
			at[f] = i
		case t.hides(before) == t.hides(i) && fits(f, h) > fits(f, t.Header[before]):
			at[f] = i
		}
	}
	for f, said := range choice.Columns {
		i, err := t.Said(said)
		if err != nil {
			return nil, err.In(f)
		}
		for other, col := range at {
			if col == i && other != f {
				delete(at, other)
			}
		}
		if at[f] = i; i < 0 {
			delete(at, f)
		}
	}
	return at, nil
}

// is says whether a table has the columns that such a table needs.
func (k kindOfTable) is(t *Table) bool {
	at, _ := k.columnsOf(t, Choice{})
	return k.enough(func(f string) bool { _, ok := at[f]; return ok })
}

// IsTaskSheet says whether the table has the columns of a task annex.
func (t *Table) IsTaskSheet() bool { return taskTable.is(t) }

// IsUnitList says whether the table has the columns of a list of units.
func (t *Table) IsUnitList() bool { return unitTable.is(t) }

// IsMap says whether the table has the columns of a reorganisation map.
func (t *Table) IsMap() bool { return mapTable.is(t) }

// IsPeopleList says whether the table has the columns of a list of people.
func (t *Table) IsPeopleList() bool { return peopleTable.is(t) }

func (t *Table) hides(col int) bool { return col < len(t.Hidden) && t.Hidden[col] }

// noColumn says by hand that a field has no column.
const noColumn = "-"

// Said finds a column by its header or its letter; -1 for noColumn.
func (t *Table) Said(said string) (int, *errs.Error) {
	if said == noColumn {
		return -1, nil
	}
	if i := t.Column(said); i >= 0 {
		return i, nil
	}
	if col, _, ok := cellAt(strings.TrimSpace(said) + "1"); ok && col < len(t.Header) {
		return col, nil
	}
	named := slices.DeleteFunc(slices.Clone(t.Header), func(h string) bool { return h == "" })
	return 0, errs.New(errs.Invalid, "exchange.no_such_column", "headers", strings.Join(named, "; ")).Try("exchange.columns_hint")
}

// Column is a column with what it was taken for.
type Column struct {
	Letter string
	Header string
	Field  string // "" where it is not used
	Hidden bool
}

// Taken lists the columns with what they were taken for.
func (t *Table) Taken(at map[string]int) []Column {
	var out []Column
	for i, h := range t.Header {
		c := Column{Letter: columnName(i), Header: h, Hidden: t.hides(i)}
		for f, col := range at {
			if col == i {
				c.Field = f
			}
		}
		if h != "" || c.Field != "" {
			out = append(out, c)
		}
	}
	return out
}

// taken gives the columns of a table with what each is taken for.
func (k kindOfTable) taken(t *Table, choice Choice) []Column {
	at, err := k.columnsOf(t, choice)
	if err != nil {
		at, _ = k.columnsOf(t, Choice{})
	}
	return t.Taken(at)
}

// body gives the rows that are left after what a person said of them, and what
// never is a row: those that do not show, and what stands under a table. figures
// says whether a row holds what its kind lives by; nil where no signatures are
// looked for.
func (t *Table) body(choice Choice, figures func(Row) bool) []Row {
	var out []Row
	below, notes := false, false
	for _, row := range t.Rows {
		as, said := choice.Rows[row.Number]
		text := row.text()
		switch {
		case said && as != AsRow && as != AsPart:
			t.leave(row.Number, as, text)
		case said:
			out = append(out, row)
		case row.Hidden:
			t.leave(row.Number, asHidden, text)
		case isColumnNumbers(row.grid()):
			t.leave(row.Number, asNumbers, text)
		case figures == nil: // titles of posts stand in its rows
			out = append(out, row)
		case !row.fills(2) && isRemark(text), notes && !row.fills(3):
			notes = notes || opensNotes(text)
			t.leave(row.Number, asRemark, text)
		case figures(row) && (!signs(text) || counted(row)):
			below = false
			out = append(out, row)
		case below || signs(text):
			below = below || signs(text)
			t.leave(row.Number, asSignature, text)
		case isRemark(text):
			notes = notes || opensNotes(text)
			t.leave(row.Number, asRemark, text)
		default:
			out = append(out, row)
		}
	}
	return out
}

// grid gives a row's cells as they stand in the file.
func (r Row) grid() gridRow {
	out := gridRow{number: r.Number}
	for i, c := range r.Cells {
		if r.Kinds[i] != Empty {
			out.cells = append(out.cells, gridCell{col: i, kind: r.Kinds[i], text: c})
		}
	}
	return out
}

// struck gives the text of a cell that was struck out, "" where none was.
func (r Row) struck(col int) string {
	for _, m := range r.Marks {
		if m.Col == col && m.What.Key == "exchange.mark_struck" {
			text, _ := m.What.Arg("text").(string)
			return text
		}
	}
	return ""
}

// doubts tells the marks of a row, and what its cells' errors do not decide.
func (r Row) doubts(decides map[int]bool) []phrase.Phrase {
	var out []phrase.Phrase
	for _, m := range r.Marks {
		out = append(out, m.What)
	}
	for i, k := range r.Kinds {
		if k == Fault && !decides[i] {
			out = append(out, phrase.New("exchange.cell_fault_doubt", "cell", CellName(i, r.Number), "value", r.Cells[i]))
		}
	}
	return out
}

// totalWords name a row that sums others up.
var totalWords = folded("tổng cộng", "tổng số", "cộng", "tổng", "total")

// isTotal says whether a row is named as the sum of others.
func isTotal(written string) bool {
	name := strings.TrimRight(viet.Fold(written), " .:")
	for _, w := range totalWords {
		if name == w || strings.HasPrefix(name, w+":") {
			return true
		}
	}
	return strings.HasPrefix(name, totalWords[0]+" ") || sumsSome(strings.ToLower(viet.CleanSpaces(written)))
}

func sumsSome(name string) bool { return addsUp.MatchString(name) && !noSums.MatchString(name) }

// addsUp begins a row that adds some others up: "Cộng (1+2)", "Cộng mục I", "Cộng lúa
// cả năm"; the marks tell it from "Công an", and the words behind it from "Cộng đồng".
var addsUp = regexp.MustCompile(`^cộng\s+\S`)

// noSums are words that "cộng" makes a word with.
var noSums = regexp.MustCompile(`^cộng\s+(?:đồng|tác|hòa|hoà|sản|hưởng|sinh|điểm|gộp)(?:$|\P{L})`)
