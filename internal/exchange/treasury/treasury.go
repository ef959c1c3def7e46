// Package treasury reads sheets about public-investment money: lines of
// projects, plans and vouchers, and statements of the Treasury or a finance
// office by project and source. Nothing is repaired: what does not add up, or
// cannot be read, is told with its row.
package treasury

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/capital"
	"dondoc/internal/errs"
	"dondoc/internal/exchange"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// Line is one row of a sheet of lines. What is "" the row does not say.
type Line struct {
	Row                                              int
	Investor, Code, Name, Programme, Group, InvestBy string
	Total                                            int64
	What                                             string // project, a kind of plan line, a kind of payment
	Year                                             int
	Source                                           capital.Source
	Setter                                           capital.Setter
	Carried                                          bool
	Amount                                           int64
	Number                                           string // of the decision or the voucher
	On                                               period.Date
	Reason                                           string
}

// Stated is what a statement says of one project and source.
type Stated struct {
	Row       int            `json:"row"`
	Code      string         `json:"code"`
	Name      string         `json:"name,omitempty"`
	Source    capital.Source `json:"source,omitempty"` // "": all sources together
	Plan      int64          `json:"plan"`
	Completed int64          `json:"completed"`
	Advance   int64          `json:"advance"`
	Paid      int64          `json:"paid"`
}

// Read is what a sheet says, in one of its two forms.
type Read struct {
	Lines   []Line
	Stated  []Stated
	Notes   []phrase.Phrase   // what does not add up, what was decided
	Columns map[string]string // field → header it was read from
	At      map[string]int    // field → place of its column
	Unused  []string          // headers of columns that nothing was read from
}

var words = []struct {
	field string
	heads []string
}{
	{"investor", []string{"chu dau tu", "ma chu dau tu", "don vi", "investor", "unit"}},
	{"code", []string{"ma du an", "ma", "ma da", "code", "project"}},
	{"name", []string{"ten du an", "danh muc du an", "du an", "ten", "noi dung", "name"}},
	{"programme", []string{"chuong trinh", "ctmtqg", "programme"}},
	{"group", []string{"nhom", "nhom du an", "group"}},
	{"invest_by", []string{"quyet dinh dau tu", "qd dau tu", "invest_by"}},
	{"total_investment", []string{"tong muc dau tu", "tmdt", "total_investment"}},
	{"what", []string{"loai", "loai dong", "nghiep vu", "kind", "what"}},
	{"year", []string{"nam ke hoach", "nam", "nam von", "year"}},
	{"source", []string{"nguon von", "nguon", "source"}},
	{"setter", []string{"cap giao", "setter"}},
	{"carried", []string{"von keo dai", "keo dai", "carried_over", "carried"}},
	{"amount", []string{"so tien", "amount"}},
	{"number", []string{"so chung tu", "chung tu", "so quyet dinh", "quyet dinh", "so van ban", "voucher", "decision", "number"}},
	{"on", []string{"ngay", "ngay chung tu", "ngay thanh toan", "ngay quyet dinh", "on", "date"}},
	{"reason", []string{"ly do", "reason"}},
	{"plan", []string{"ke hoach von", "ke hoach", "kh von", "plan"}},
	{"completed", []string{"thanh toan khoi luong hoan thanh", "khoi luong hoan thanh", "klht", "thanh toan klht", "completed"}},
	{"advance", []string{"tam ung", "tam ung chua thu hoi", "von tam ung", "advance"}},
	{"paid", []string{"giai ngan", "luy ke giai ngan", "tong giai ngan", "tong so giai ngan", "tong cong", "paid"}},
	{"label", []string{"stt", "tt", "no"}},
}

var notWord = regexp.MustCompile(`[^\p{L}\p{N}_]+`)

func bare(text string) string {
	return strings.TrimSpace(notWord.ReplaceAllString(viet.Fold(text), " "))
}

// Fields are what columns can be taken for, in order.
func Fields() (out []string) {
	for _, w := range words {
		out = append(out, w.field)
	}
	return out
}

// columns finds the columns by their headers, those chosen by hand before all.
func columns(t *exchange.Table, chosen map[string]string) (map[string]int, error) {
	at := map[string]int{}
	taken := map[int]bool{}
	for field, header := range chosen {
		i, err := t.Said(header)
		if err != nil {
			return nil, err.In(field)
		}
		if i >= 0 {
			at[field], taken[i] = i, true
		}
	}
	for i, h := range t.Header {
		levels := strings.Split(h, " / ")
		for _, said := range []string{bare(unitIn.ReplaceAllString(levels[len(levels)-1], "")), bare(unitIn.ReplaceAllString(h, ""))} {
			for _, w := range words {
				_, have := at[w.field]
				if _, byHand := chosen[w.field]; !have && !byHand && !taken[i] && slices.Contains(w.heads, said) {
					at[w.field], taken[i] = i, true
				}
			}
		}
	}
	return at, nil
}

// Is says whether a table is of one of the two forms.
func Is(t *exchange.Table) bool {
	at, err := columns(t, nil)
	return err == nil && form(at) != ""
}

func form(at map[string]int) string {
	has := func(fields ...string) bool {
		return !slices.ContainsFunc(fields, func(f string) bool { _, ok := at[f]; return !ok })
	}
	switch {
	case has("code", "what"):
		return "lines"
	case has("code") && (has("paid") || has("completed")):
		return "statement"
	}
	return ""
}

var unitIn = regexp.MustCompile(`(?i)\(?\s*(?:đvt|đơn vị tính|đơn vị)?\s*:?\s*((?:nghìn|ngàn|triệu|tỷ|tỉ)\s*đồng|đồng)\s*\)?\s*$`)

// unitOf is the unit of money that stands above the table, or in a header.
func unitOf(texts ...string) string {
	for _, text := range texts {
		if m := unitIn.FindStringSubmatch(strings.TrimSpace(text)); m != nil {
			return m[1]
		}
	}
	return ""
}

// reader reads the rows of a table and gathers what is wrong with them.
type reader struct {
	t    *exchange.Table
	at   map[string]int
	row  exchange.Row
	list errs.List
}

func (r *reader) text(field string) string {
	i, ok := r.at[field]
	if !ok || i >= len(r.row.Cells) {
		return ""
	}
	return viet.CleanSpaces(r.row.Cells[i])
}

func (r *reader) wrong(field string, err error) {
	for _, e := range errs.All(err) {
		r.list = append(r.list, e.AtRow(r.row.Number, exchange.CellName(r.at[field], r.row.Number)).In(field))
	}
}

var wholeDong = regexp.MustCompile(`^-?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,3}(,[0-9]{3})+)$`)

var bareNumber = regexp.MustCompile(`^[-0-9.,\s]+$`)

func (r *reader) money(field string) int64 {
	text := r.text(field)
	if text == "" || text == "-" || text == "0" {
		return 0
	}
	if unit := unitOf(append([]string{r.t.Header[r.at[field]]}, r.t.Preamble...)...); unit != "" && bareNumber.MatchString(text) {
		text += " " + unit
		if plain := strings.TrimSuffix(text, " đồng"); unit == "đồng" && wholeDong.MatchString(plain) { // said to be đồng, however small
			if n, err := strconv.ParseInt(strings.NewReplacer(".", "", ",", "", " ", "").Replace(plain), 10, 64); err == nil {
				return n
			}
		}
	}
	n, err := capital.ReadDong(text)
	r.wrong(field, err)
	return n
}

var kinds = map[string]string{"du an": "project", "project": "project",
	"giao": "assigned", "giao ke hoach": "assigned", "ke hoach": "assigned", "giao dau nam": "assigned", "giao bo sung": "assigned", "assigned": "assigned",
	"dieu chinh": "adjusted", "adjusted": "adjusted", "keo dai": "carried_over", "von keo dai": "carried_over", "carried_over": "carried_over",
	"huy": "cancelled", "huy von": "cancelled", "huy bo": "cancelled", "cancelled": "cancelled", "huy keo dai": "carried_cancelled", "huy von keo dai": "carried_cancelled", "carried_cancelled": "carried_cancelled",
	"thanh toan": "completed", "klht": "completed", "thanh toan klht": "completed", "khoi luong hoan thanh": "completed", "thanh toan khoi luong hoan thanh": "completed", "completed": "completed",
	"tam ung": "advance", "advance": "advance", "thu hoi": "recovery", "thu hoi tam ung": "recovery", "recovery": "recovery", "nop tra": "returned", "nop tra tam ung": "returned", "returned": "returned"}

var sources = map[string]capital.Source{"ngan sach trung uong": "central", "nstw": "central", "trung uong": "central", "von nuoc ngoai": "oda", "oda": "oda", "von nuoc ngoai oda": "oda",
	"can doi ngan sach dia phuong": "local_balance", "nsdp": "local_balance", "can doi nsdp": "local_balance", "ngan sach dia phuong": "local_balance", "tien su dung dat": "land_use",
	"xo so": "lottery", "xo so kien thiet": "lottery", "tang thu": "revenue_increase", "ctmtqg": "programme_development", "ctmtqg dau tu": "programme_development", "chuong trinh mtqg von dau tu": "programme_development",
	"ctmtqg su nghiep": "programme_recurrent", "chuong trinh mtqg von su nghiep": "programme_recurrent", "trai phieu chinh phu": "bonds", "tpcp": "bonds"}

var setters = map[string]capital.Setter{"thu tuong": capital.PrimeMinister, "thu tuong chinh phu": capital.PrimeMinister, "ttcp": capital.PrimeMinister, "prime_minister": capital.PrimeMinister,
	"tinh": capital.Province, "ubnd tinh": capital.Province, "hdnd tinh": capital.Province, "province": capital.Province, "xa": capital.Commune, "ubnd xa": capital.Commune, "hdnd xa": capital.Commune, "commune": capital.Commune}

func (r *reader) source() capital.Source {
	text := bare(r.text("source"))
	if slices.Contains(capital.Sources(), capital.Source(text)) || text == "" {
		return capital.Source(text)
	}
	s, ok := sources[text]
	if !ok {
		r.wrong("source", errs.New(errs.Invalid, "capital.source_unknown", "text", r.text("source")))
	}
	return s
}

// ReadSheet reads a sheet in either form. The errors name row and cell.
func ReadSheet(t *exchange.Table, chosen map[string]string, rows map[int]exchange.As) (Read, errs.List) {
	at, err := columns(t, chosen)
	if err != nil {
		return Read{}, errs.All(err)
	}
	r := reader{t: t, at: at}
	out := Read{Columns: map[string]string{}, At: at}
	used := map[int]bool{}
	for field, i := range at {
		out.Columns[field], used[i] = t.Header[i], true
	}
	for i, h := range t.Header {
		if !used[i] && h != "" {
			out.Unused = append(out.Unused, h)
		}
	}
	left := *t
	left.Rows = slices.DeleteFunc(slices.Clone(t.Rows), func(row exchange.Row) bool { return rows[row.Number] == exchange.AsSkipped })
	r.t = &left
	for _, row := range left.Rows {
		if row.Hidden {
			out.Notes = append(out.Notes, phrase.New("capital.row_hidden", "row", row.Number))
		}
	}
	switch form(at) {
	case "lines":
		for _, row := range left.Rows {
			r.row = row
			if line, ok := r.line(); ok {
				out.Lines = append(out.Lines, line)
			}
		}
	case "statement":
		r.statement(&out)
	default:
		return out, errs.List{errs.New(errs.Invalid, "capital.sheet_columns", "headers", strings.Join(t.Header, "; ")).Try("capital.sheet_hint")}
	}
	if len(out.Lines)+len(out.Stated) == 0 && len(r.list) == 0 {
		r.list = append(r.list, errs.New(errs.Invalid, "capital.sheet_empty"))
	}
	return out, r.list
}

func (r *reader) line() (Line, bool) {
	l := Line{Row: r.row.Number, Investor: r.text("investor"), Code: r.text("code"), Name: r.text("name"), Programme: r.text("programme"), Group: r.text("group"), InvestBy: r.text("invest_by"),
		Number: r.text("number"), Reason: r.text("reason"), Total: r.money("total_investment"), Amount: r.money("amount")}
	if l.Code == "" && r.text("what") == "" {
		return l, false
	}
	if l.Code == "" {
		r.wrong("code", errs.New(errs.Invalid, "capital.code_needed"))
	}
	var ok bool
	if l.What, ok = kinds[bare(r.text("what"))]; !ok {
		r.wrong("what", errs.New(errs.Invalid, "capital.sheet_kind", "text", r.text("what")))
	}
	if l.What == "project" || l.What == "" {
		return l, true
	}
	l.Source = r.source()
	if text := r.text("setter"); text != "" {
		if l.Setter, ok = setters[bare(text)]; !ok {
			r.wrong("setter", errs.New(errs.Invalid, "capital.setter_unknown", "text", text))
		}
	}
	if text := r.text("year"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			r.wrong("year", errs.New(errs.Invalid, "capital.year_unknown", "year", text))
		}
		l.Year = n
	}
	on, err := period.ParseDate(r.text("on"))
	r.wrong("on", err)
	l.On = on
	switch bare(r.text("carried")) {
	case "x", "co", "yes", "true", "1":
		l.Carried = true
	case "", "khong", "no", "false", "0":
	default:
		r.wrong("carried", errs.New(errs.Invalid, "capital.sheet_yes", "text", r.text("carried")))
	}
	return l, true
}

// statement reads a statement by project and source, and holds its totals
// against its rows.
func (r *reader) statement(out *Read) {
	_, hasPaid := r.at["paid"]
	var sum Stated
	for _, row := range r.t.Rows {
		r.row = row
		s := Stated{Row: row.Number, Code: r.text("code"), Name: r.text("name"), Plan: r.money("plan"), Completed: r.money("completed"), Advance: r.money("advance"), Paid: r.money("paid")}
		if !hasPaid {
			s.Paid = s.Completed + s.Advance
		}
		label := bare(s.Code + " " + s.Name + " " + r.text("label"))
		switch total := strings.HasPrefix(label, "tong") || strings.HasPrefix(label, "cong"); {
		case total:
			out.add("capital.sum_plan", s.Row, s.Plan, sum.Plan)
			out.add("capital.sum_completed", s.Row, s.Completed, sum.Completed)
			out.add("capital.sum_advance", s.Row, s.Advance, sum.Advance)
			out.add("capital.sum_paid", s.Row, s.Paid, sum.Paid)
			continue
		case s.Code == "" && s.Plan == 0 && s.Paid == 0:
			continue // a heading
		case s.Code == "":
			r.wrong("code", errs.New(errs.Invalid, "capital.code_needed"))
		}
		s.Source = r.source()
		_, completed := r.at["completed"]
		_, advance := r.at["advance"]
		if hasPaid && completed && advance {
			out.add("capital.sum_row", s.Row, s.Paid, s.Completed+s.Advance)
		}
		for _, before := range out.Stated {
			if strings.EqualFold(before.Code, s.Code) && before.Source == s.Source {
				r.wrong("code", errs.New(errs.Conflict, "capital.stated_twice", "code", s.Code, "row", before.Row))
			}
		}
		sum.Plan, sum.Completed, sum.Advance, sum.Paid = sum.Plan+s.Plan, sum.Completed+s.Completed, sum.Advance+s.Advance, sum.Paid+s.Paid
		out.Stated = append(out.Stated, s)
	}
}

// add tells of a printed total that is not what its rows come to.
func (out *Read) add(key string, row int, printed, worked int64) {
	if printed != 0 && printed != worked {
		out.Notes = append(out.Notes, phrase.New(key, "row", row, "printed", capital.Dong(printed), "worked", capital.Dong(worked)))
	}
}
