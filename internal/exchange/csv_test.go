package exchange

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"dondoc/internal/errs"
	"dondoc/internal/i18n"
)

func read(t *testing.T, name, text string) *Table {
	t.Helper()
	table, err := readTable(context.Background(), name, strings.NewReader(text), Limits{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return table
}

// rows gives the cells of a table, for comparing.
func rows(t *Table) [][]string {
	var out [][]string
	for _, r := range t.Rows {
		out = append(out, r.Cells)
	}
	return out
}

func equalRows(a, b [][]string) bool { return slices.EqualFunc(a, b, slices.Equal) }

func TestTextTables(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		header []string
		want   [][]string
	}{
		"comma":               {"a,b,c\n1,2,3\n", []string{"a", "b", "c"}, [][]string{{"1", "2", "3"}}},
		"no last line end":    {"a,b\r\n1,2", []string{"a", "b"}, [][]string{{"1", "2"}}},
		"semicolon, decimals": {"Chỉ tiêu;Kế hoạch;Tỷ lệ\nRừng;1,5;101,08%\nLúa;2,5;99,3%\n", []string{"Chỉ tiêu", "Kế hoạch", "Tỷ lệ"}, [][]string{{"Rừng", "1,5", "101,08%"}, {"Lúa", "2,5", "99,3%"}}},
		"tab":                 {"a\tb\n1,2\t3;4\n", []string{"a", "b"}, [][]string{{"1,2", "3;4"}}},
		"said separator":      {"sep=|\na|b\n1|2\n", []string{"a", "b"}, [][]string{{"1", "2"}}},
		"quotes":              {"a,b\n\"x, \"\"y\"\"\",z\n", []string{"a", "b"}, [][]string{{`x, "y"`, "z"}}},
		"line ends in quotes": {"a,b\n\"một\r\nhai\",3\n", []string{"a", "b"}, [][]string{{"một\nhai", "3"}}},
		"text after a quote":  {"a,b\n\"x\" y,z\n", []string{"a", "b"}, [][]string{{"x y", "z"}}},
		"quote inside":        {"a,b\n5\" ống,z\n", []string{"a", "b"}, [][]string{{`5" ống`, "z"}}},
		"short and long rows": {"a,b\n1\n1,2,3\n", []string{"a", "b", ""}, [][]string{{"1", "", ""}, {"1", "2", "3"}}},
		"old line ends":       {"a,b\r1,2\r3,4", []string{"a", "b"}, [][]string{{"1", "2"}, {"3", "4"}}},
		"apostrophe taken off": {"a,b\n'=1+1,'an\n", []string{"a", "b"},
			[][]string{{"=1+1", "'an"}}},
	} {
		table := read(t, "x.csv", c.text)
		if !slices.Equal(table.Header, c.header) || !equalRows(rows(table), c.want) {
			t.Errorf("%s: header %q, rows %q", name, table.Header, rows(table))
		}
	}
}

func TestRowsAreNumberedAsSpreadsheetsShowThem(t *testing.T) {
	table := read(t, "x.csv", "\na,b\n\"1\n1\",2\n\n,,\n3,4\n")
	var numbers []int
	for _, r := range table.Rows {
		numbers = append(numbers, r.Number)
	}
	if !slices.Equal(numbers, []int{3, 6}) {
		t.Errorf("rows numbered %v", numbers)
	}
}

func TestEncodings(t *testing.T) {
	const text = "Chỉ tiêu,Kế hoạch\nTrồng rừng ở xã Thượng Quan,từ 90% trở lên\nDuy trì hộ nghèo dưới,8\n"
	windows, err := charmap.Windows1258.NewEncoder().String(vietnameseMarks(text))
	if err != nil {
		t.Fatal(err)
	}
	units := utf16.Encode([]rune(text))
	wide := func(order binary.AppendByteOrder, bom bool) string {
		var b []byte
		if bom {
			b = order.AppendUint16(b, 0xfeff)
		}
		for _, u := range units {
			b = order.AppendUint16(b, u)
		}
		return string(b)
	}
	want := rows(read(t, "x.csv", text))
	for name, raw := range map[string]string{
		"UTF-8 with mark": "\ufeff" + text, "UTF-16LE": wide(binary.LittleEndian, true), "UTF-16BE": wide(binary.BigEndian, true),
		"UTF-16LE without mark": wide(binary.LittleEndian, false), "UTF-16BE without mark": wide(binary.BigEndian, false),
		"Windows-1258": windows, "decomposed Windows-1258": windows + "\r\n",
	} {
		table := read(t, "x.csv", raw)
		if !equalRows(rows(table), want) || table.Header[0] != "Chỉ tiêu" {
			t.Errorf("%s: %q %q", name, table.Header, rows(table))
		}
		if told := len(table.Notes) > 0; told != !strings.HasPrefix(name, "UTF-8") {
			t.Errorf("%s: notes %v", name, table.Notes)
		}
	}
}

// vietnameseMarks writes text the way Windows-1258 can hold it: the letters
// composed, the tones as marks of their own.
func vietnameseMarks(text string) string {
	var b strings.Builder
	for _, r := range text {
		if _, ok := charmap.Windows1258.EncodeRune(r); ok {
			b.WriteRune(r)
			continue
		}
		tone, rest := "", ""
		for _, m := range norm.NFD.String(string(r)) {
			if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", m) {
				tone = string(m)
			} else {
				rest += string(m)
			}
		}
		b.WriteString(norm.NFC.String(rest) + tone)
	}
	return b.String()
}

func TestFilesThatAreNoTables(t *testing.T) {
	ole := string(oleMagic) + strings.Repeat("\x00", 600)
	for name, c := range map[string]struct{ file, content, key string }{
		"nothing":          {"a.csv", "", "exchange.empty"},
		"only spaces":      {"a.csv", " \r\n\t\n", "exchange.empty"},
		"one column":       {"a.csv", "một\nhai\n", "exchange.no_table"},
		"old Excel":        {"a.xls", ole, "exchange.broken"},
		"old, wrong name":  {"a.xlsx", ole, "exchange.broken"},
		"with a password":  {"a.xlsx", ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00", "exchange.locked"},
		"a web page":       {"a.xls", "<html><table>", "exchange.old_excel"},
		"a web page again": {"a.csv", "\n <!DOCTYPE html>", "exchange.not_a_table_file"},
		"PDF":              {"a.csv", "%PDF-1.4", "exchange.pdf_broken"},
		"binary":           {"a.csv", "ab\x00\x01\x02c,d\n", "exchange.not_a_table_file"},
		"not a workbook":   {"a.xlsx", "chỉ tiêu,kế hoạch\n", "exchange.broken"},
		"open quote":       {"a.csv", "a,b\n1,\"2\n3,4\n", "exchange.quote_open"},
	} {
		_, err := readTable(context.Background(), c.file, strings.NewReader(c.content), Limits{})
		list := errs.All(err)
		if len(list) != 1 || list[0].What.Key != c.key || list[0].Hint.IsZero() {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := readTable(context.Background(), "a.csv", strings.NewReader("a,b\n1,2\n3,\"4\n"), Limits{})
	if e := errs.All(err)[0]; i18n.Place(i18n.Vietnamese, e) != "Dòng 3, ô B3" {
		t.Errorf("the open quote is at %q", i18n.Place(i18n.Vietnamese, e))
	}
}

func TestLimits(t *testing.T) {
	for name, c := range map[string]struct {
		limits Limits
		text   string
		key    string
	}{
		"size":    {Limits{Bytes: 10}, "a,b\n1,2\n3,4\n", "exchange.file_too_large"},
		"rows":    {Limits{Rows: 2}, "a,b\n1,2\n3,4\n", "exchange.too_many_rows"},
		"columns": {Limits{Cols: 1}, "a,b\n1,2\n", "exchange.too_many_columns"},
		"cells":   {Limits{Cells: 3}, "a,b\n1,2\n", "exchange.too_many_cells"},
		"cell":    {Limits{CellBytes: 5}, "a,b\n1,nhiều chữ\n", "exchange.cell_too_long"},
	} {
		_, err := readTable(context.Background(), "a.csv", strings.NewReader(c.text), c.limits)
		if errs.KindOf(err) != errs.TooLarge || errs.All(err)[0].What.Key != c.key {
			t.Errorf("%s: %v", name, err)
		}
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := readTable(stopped, "a.csv", strings.NewReader("a,b\n1,2\n"), Limits{}); !errs.Is(err, errs.Unavailable) {
		t.Errorf("stopped: %v", err)
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.OneOf(rapid.StringMatching(`[=+\-@'", ;\tđạt0-9\n]{0,6}`), rapid.SampledFrom([]string{"- Nông nghiệp", "=1+1", "-1,30", "'-5", "+84", "@x"}))
		sheet := Sheet{Header: []string{"Chỉ tiêu", "Kế hoạch", "Ghi chú"}}
		var want [][]string
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			record := []string{"x" + cell.Draw(t, "a"), cell.Draw(t, "b"), cell.Draw(t, "c")}
			for i, text := range record {
				if strings.TrimSpace(text) == "" {
					record[i] = ""
				}
			}
			want = append(want, record)
			sheet.Rows = append(sheet.Rows, []any{record[0], record[1], record[2]})
		}
		var b bytes.Buffer
		if err := WriteCSV(&b, sheet); err != nil {
			t.Fatal(err)
		}
		table, err := readTable(context.Background(), "x.csv", bytes.NewReader(b.Bytes()), Limits{})
		if err != nil {
			t.Fatalf("%v in %q", err, b.String())
		}
		if !equalRows(rows(table), want) {
			t.Fatalf("wrote %q, read %q", want, rows(table))
		}
	})
}

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "-2+3": "'-2+3", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1",
		"＝1": "'＝1", "- Nông nghiệp": "'- Nông nghiệp",
		"-1,30": "-1,30", "+5": "+5", "-12.345,6": "-12.345,6", "-5%": "-5%", "đạt": "đạt", "": "", "'an": "'an", "'=x": "''=x",
	} {
		if got := escape(in); got != want || unescape(got) != in {
			t.Errorf("Escape(%q) = %q, back to %q", in, got, unescape(got))
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("stt,chi_tieu,ke_hoach\n1,Rừng,\"từ 90%\ntrở lên\"\n"))
	f.Add([]byte("sep=;\nSTT;Chỉ tiêu;Năm 2023;\n;;Kế hoạch;Thực hiện\n1;2;3;4\n"))
	f.Add([]byte("\xff\xfea\x00,\x00b\x00\n\x001\x00,\x002\x00"))
	f.Add([]byte("a,b\n\"1"))
	limits := Limits{Rows: 200, Cols: 50, Cells: 2000}
	f.Fuzz(func(t *testing.T, raw []byte) {
		tables, err := ReadTables(context.Background(), "x.csv", bytes.NewReader(raw), limits)
		if err != nil {
			if e := errs.All(err)[0]; e.Kind == errs.Internal {
				t.Fatalf("an error for nobody: %v", err)
			}
			return
		}
		for _, table := range tables {
			last := 0
			for _, r := range table.Rows {
				if len(r.Cells) != len(table.Header) || len(r.Kinds) != len(table.Header) || r.Number <= last {
					t.Fatalf("row %d has %d cells of %d, after row %d", r.Number, len(r.Cells), len(table.Header), last)
				}
				last = r.Number
			}
			targets, problems := ReadTargetRows(table, Choice{})
			for _, target := range targets {
				if target.Name == "" || target.PartOf >= target.No {
					t.Fatalf("a target without name or with a later parent: %+v", target)
				}
			}
			for _, p := range problems {
				if text, _ := i18n.Error(i18n.English, p); strings.ContainsAny(text, "[{") && !strings.ContainsAny(string(raw), "[{") {
					t.Fatalf("an error that cannot be said: %s", text)
				}
			}
		}
	})
}

// A plain RFC 4180 file must be read as the standard library reads it, its text in NFC.
func FuzzPlainCSV(f *testing.F) {
	f.Add("x,y\n", "1\n", `a "b"`)
	f.Fuzz(func(t *testing.T, a, b, c string) {
		record := []string{"h" + a, "h" + b, "h" + c}
		for _, s := range record {
			if strings.ContainsAny(s, "\r\x00") || strings.ContainsRune(s, '\ufeff') || !bytes.Equal([]byte(s), []byte(strings.ToValidUTF8(s, ""))) {
				return
			}
		}
		var buffer bytes.Buffer
		w := csv.NewWriter(&buffer)
		_ = w.WriteAll([][]string{{"một", "hai", "ba"}, record})
		p := newCSV(buffer.String(), ',', DefaultLimits())
		if _, err := p.record(); err != nil {
			t.Fatal(err)
		}
		row, err := p.record()
		if err != nil || p.pos != len(p.text) {
			t.Fatalf("%v at %d of %q", err, p.pos, p.text)
		}
		for i, want := range record {
			if got := row.at(i).text; got != norm.NFC.String(want) { // what is compared or kept is in NFC
				t.Fatalf("%q is read %q", want, got)
			}
		}
	})
}
