package exchange

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dondoc/internal/phrase"
	"dondoc/internal/resolution"

	"dondoc/internal/errs"
)

func readWord(t testing.TB, body, numbering string) Written {
	t.Helper()
	got, err := ReadDocument(context.Background(), "x.docx", bytes.NewReader(docxOf(t, body, numbering)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func run(text, look string) string {
	return `<w:r><w:rPr>` + look + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

func para(runs ...string) string { return `<w:p>` + strings.Join(runs, "") + `</w:p>` }

// What a Word file shows, and nothing else, is its text.
func TestWordShowsItsText(t *testing.T) {
	box := `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>%[1]s</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>%[1]s</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	for name, c := range map[string]struct{ body, want, told string }{
		"a no-break hyphen":   {para(run("25", "") + `<w:r><w:noBreakHyphen/></w:r>` + run("30%", "")), "25-30%", ""},
		"one as a letter":     {para(run("25‑30%", "")), "25-30%", ""},
		"struck text":         {para(run("Trồng ", ""), run("30", "<w:strike/>"), run("50 ha", "")), "Trồng 50 ha", "document.struck"},
		"not struck":          {para(run("Trồng ", ""), run("30 ha", `<w:strike w:val="0"/>`)), "Trồng 30 ha", ""},
		"hidden text":         {para(run("50", ""), run("0", "<w:vanish/>"), run(" ha", "")), "50 ha", "document.hidden"},
		"a typed mark":        {para(run("100", ""), run("1", `<w:vertAlign w:val="superscript"/>`), run(" lao động", "")), "100¹ lao động", ""},
		"a square metre":      {para(run("50 m", ""), run("2", `<w:vertAlign w:val="superscript"/>`)), "50 m²", ""},
		"a power of ten":      {para(run("5x10", ""), run("3", `<w:vertAlign w:val="superscript"/>`)), "5x10^3", ""},
		"a footnote":          {para(run("50", "")+`<w:r><w:footnoteReference w:id="2"/></w:r>`, run(" ha", "")), "50 ha", "document.footnotes"},
		"a tracked deletion":  {para(run("Trồng ", ""), `<w:del>`+run("30 ", "")+`</w:del><w:ins>`+run("50 ", "")+`</w:ins>`, run("ha", "")), "Trồng 50 ha", "document.tracked"},
		"a tracked move":      {para(`<w:moveFrom>` + run("a", "") + `</w:moveFrom>` + run("b", "") + `<w:moveTo>` + run("a", "") + `</w:moveTo>`), "ba", "document.tracked"},
		"a joined paragraph":  {`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("Trồng mới", "") + `</w:p>` + para(run("50 ha", "")), "Trồng mới 50 ha", "document.tracked"},
		"a box of few words":  {para(run("1. Trồng 50 ha", ""), fmt.Sprintf(box, para(run("MẬT", ""))), run(" chè", "")), "MẬT|1. Trồng 50 ha chè", "document.boxes"},
		"a box with text":     {para(run("1. Trồng", ""), fmt.Sprintf(box, para(run("2. Đào tạo nghề cho 100 lao động nông thôn trong năm", "")))), "1. Trồng|2. Đào tạo nghề cho 100 lao động nông thôn trong năm", ""},
		"a symbol's letter":   {para(`<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>`, run(" 95%", "")), "≥ 95%", ""},
		"decomposed letters":  {para(run("Ti\u0309nh", "")), "Tỉnh", ""},
		"the head in a table": {`<w:tbl><w:tr><w:tc>` + para(run("UBND TỈNH MẪU", "")) + para(run("Số: 12/KH-UBND", "")) + `</w:tc><w:tc>` + para(run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "")) + para(run("Mẫu, ngày 05 tháng 3 năm 2025", "")) + `</w:tc></w:tr></w:tbl>` + para(run("KẾ HOẠCH", "")), "UBND TỈNH MẪU|Số: 12/KH-UBND|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Mẫu, ngày 05 tháng 3 năm 2025|KẾ HOẠCH", ""},
	} {
		got := readWord(t, c.body, "")
		if text := strings.Join(got.Lines, "|"); text != c.want {
			t.Errorf("%s: %q, want %q", name, text, c.want)
		}
		told := ""
		if len(got.Notes) > 0 {
			told = got.Notes[0].Key
		}
		if told != c.told {
			t.Errorf("%s: told %q, want %q", name, told, c.told)
		}
	}
}

func TestWordLists(t *testing.T) {
	item := func(num, level string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr>` + run("x", "") + `</w:p>`
	}
	abstract := func(levels string) string { return `<w:abstractNum w:abstractNumId="0">` + levels + `</w:abstractNum>` }
	lvl := func(n, format, text, more string) string {
		return `<w:lvl w:ilvl="` + n + `">` + more + `<w:numFmt w:val="` + format + `"/><w:lvlText w:val="` + text + `"/></w:lvl>`
	}
	num := func(id, more string) string {
		return `<w:num w:numId="` + id + `"><w:abstractNumId w:val="0"/>` + more + `</w:num>`
	}
	two := abstract(lvl("0", "decimal", "%1.", "") + lvl("1", "decimal", "%1.%2.", ""))
	for name, c := range map[string]struct{ lists, body, want string }{
		"two lists of one form go on": {two + num("1", "") + num("2", ""), item("1", "0") + item("2", "0"), "1. x|2. x"},
		"one starts anew":             {two + num("1", "") + num("2", `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>`), item("1", "0") + item("2", "0") + item("2", "0"), "1. x|1. x|2. x"},
		"levels restart":              {two + num("1", ""), item("1", "0") + item("1", "1") + item("1", "0") + item("1", "1"), "1. x|1.1. x|2. x|2.1. x"},
		"a level that does not":       {abstract(lvl("0", "upperRoman", "%1.", "")+lvl("1", "decimal", "%2.", `<w:lvlRestart w:val="0"/>`)) + num("1", ""), item("1", "0") + item("1", "1") + item("1", "0") + item("1", "1"), "I. x|1. x|II. x|2. x"},
		"all in figures":              {abstract(lvl("0", "upperRoman", "%1.", "")+lvl("1", "decimal", "%1.%2.", `<w:isLgl/>`)) + num("1", ""), item("1", "0") + item("1", "1"), "I. x|1.1. x"},
		"an own level":                {two + num("1", `<w:lvlOverride w:ilvl="0">`+lvl("0", "lowerLetter", "%1)", "")+`</w:lvlOverride>`), item("1", "0") + item("1", "0"), "a) x|b) x"},
		"a start beyond all":          {abstract(lvl("0", "upperRoman", "%1.", `<w:start w:val="9999999999"/>`)) + num("1", ""), item("1", "0"), "I. x"},
		"a great Roman start":         {abstract(lvl("0", "upperRoman", "%1.", `<w:start w:val="32000"/>`)) + num("1", ""), item("1", "0"), "32000. x"},
		"no list":                     {two + num("1", ""), item("0", "0"), "x"},
	} {
		got := readWord(t, c.body, c.lists)
		if text := strings.Join(got.Lines, "|"); text != c.want {
			t.Errorf("%s: %q, want %q", name, text, c.want)
		}
	}
}

func wordRowOf(cells ...string) string {
	var b strings.Builder
	for _, c := range cells {
		props, text, _ := strings.Cut(c, "#")
		if !strings.Contains(c, "#") {
			props, text = "", c
		}
		b.WriteString(`<w:tc><w:tcPr>` + props + `</w:tcPr>` + para(run(text, "")) + `</w:tc>`)
	}
	return `<w:tr>` + b.String() + `</w:tr>`
}

const (
	goesDown = `<w:vMerge/>#`
	begins   = `<w:vMerge w:val="restart"/>#`
)

func TestWordTables(t *testing.T) {
	head := wordRowOf("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành")
	table := func(rows ...string) string { return `<w:tbl>` + strings.Join(rows, "") + `</w:tbl>` }
	show := func(a Annex) string {
		var out []string
		for _, l := range a.Tasks {
			out = append(out, l.Label+"/"+l.Name+"/"+l.Lead+"/"+l.Deadline)
		}
		return strings.ReplaceAll(strings.Join(out, "|"), "\n", "+")
	}
	for name, c := range map[string]struct{ body, want string }{
		"a lead and a day for several rows": {table(head, wordRowOf("1", "A việc", begins+"Sở Y tế", begins+"Quý II/2025"), wordRowOf("2", "B việc", goesDown, goesDown), wordRowOf("3", "C việc", "Sở Nội vụ", goesDown)),
			"1/A việc/Sở Y tế/Quý II/2025|2/B việc/Sở Y tế/Quý II/2025|3/C việc/Sở Nội vụ/Quý II/2025"},
		"a table in a cell": {table(head, `<w:tr><w:tc>`+para(run("1", ""))+`</w:tc><w:tc>`+para(run("A việc", ""))+table(wordRowOf("Xã A", "20 ha"))+para()+`</w:tc><w:tc>`+para(run("Sở Y tế", ""))+`</w:tc><w:tc>`+para(run("2025", ""))+`</w:tc></w:tr>`),
			"1/A việc Xã A: 20 ha/Sở Y tế/2025"},
		"a shifted row": {`<w:tbl><w:tblGrid><w:gridCol w:w="600"/><w:gridCol w:w="100"/><w:gridCol w:w="3900"/><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>` +
			wordRowOf("TT", `<w:gridSpan w:val="2"/>#Nhiệm vụ`, "Cơ quan chủ trì", "Thời gian hoàn thành") + wordRowOf(`<w:gridSpan w:val="2"/>#1`, "A việc", "Sở Y tế", "2025") + `</w:tbl>`, "1/A việc/Sở Y tế/2025"},
		"columns left free": {`<w:tbl><w:tblGrid><w:gridCol w:w="600"/><w:gridCol w:w="4000"/><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>` + head +
			wordRowOf("1", "A việc", "Sở Y tế", "2025") + `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>` + strings.TrimPrefix(wordRowOf("Sở Nội vụ", "2026"), "<w:tr>") + `</w:tbl>`, ""},
		"a table that goes on":       {table(head, wordRowOf("1", "A việc", "Sở Y tế", "2025")) + `<w:p/>` + table(wordRowOf("2", "B việc", "Sở Nội vụ", "2026")), "1/A việc/Sở Y tế/2025|2/B việc/Sở Nội vụ/2026"},
		"a deleted row":              {table(head, wordRowOf("1", "A việc", "Sở Y tế", "2025"), `<w:tr><w:trPr><w:del/></w:trPr>`+strings.TrimPrefix(wordRowOf("2", "B việc", "Sở Nội vụ", "2026"), "<w:tr>")), "1/A việc/Sở Y tế/2025"},
		"recipients in its last row": {table(head, wordRowOf("1", "A việc", "Sở Y tế", "2025"), `<w:tr><w:tc>`+para(run("Nơi nhận:", ""))+para(run("- UBND tỉnh;", ""))+`</w:tc><w:tc/><w:tc>`+para(run("TM. ỦY BAN NHÂN DÂN", ""))+para(run("CHỦ TỊCH", ""))+`</w:tc><w:tc/></w:tr>`), "1/A việc/Sở Y tế/2025"},
		"a table in a frame":         {table(`<w:tr><w:tc>` + table(head, wordRowOf("1", "A việc", "Sở Y tế", "2025")) + para() + `</w:tc></w:tr>`), "1/A việc/Sở Y tế/2025"},
	} {
		a := readWord(t, para(run("KẾ HOẠCH", ""))+c.body, "").Annexes("")
		if got := show(a); got != c.want || c.want == "" && len(a.Left) == 0 {
			t.Errorf("%s: %q, want %q (left %v)", name, got, c.want, a.Left)
		}
	}
}

// A table that cannot be taken is named with its reason.
func TestTablesLeftAreNamed(t *testing.T) {
	table := func(rows ...string) string { return `<w:tbl>` + strings.Join(rows, "") + `</w:tbl>` }
	for name, c := range map[string]struct{ body, why string }{
		"two plans of one year": {table(wordRowOf("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch tỉnh giao", "Kế hoạch huyện giao"), wordRowOf("1", "Diện tích chè", "ha", "50", "60")), "exchange.several_columns_plan"},
		"no list at all":        {table(wordRowOf("Họ và tên", "Chức vụ", "Phân công"), wordRowOf("Nguyễn Văn A", "Chủ tịch", "Trưởng ban"), wordRowOf("Trần Thị B", "Phó Chủ tịch", "Phó ban")), "document.table_unknown"},
	} {
		a := readWord(t, para(run("PHỤ LỤC II", ""))+c.body, "").Annexes("2025")
		if len(a.Left) != 1 || len(a.Tasks)+len(a.Targets) > 0 {
			t.Errorf("%s: left %v, taken %v %v", name, a.Left, a.Tasks, a.Targets)
			continue
		}
		if why := a.Left[0].Arg("why").(phrase.Phrase); why.Key != c.why {
			t.Errorf("%s: left for %v, want %s", name, why, c.why)
		}
	}
}

// Whatever a document holds, reading it takes its time and no more.
func TestDocumentsAreReadInTime(t *testing.T) {
	lines := strings.Repeat("dòng chữ không có số hiệu nào cả trong văn bản này\n", 40_000)
	many := abstractOf(strings.Repeat("%1", 5000))
	for name, c := range map[string]struct {
		file string
		raw  []byte
	}{
		"40,000 lines":      {"a.txt", []byte(lines)},
		"a long pattern":    {"a.docx", docxOf(t, strings.Repeat(listedIn("1"), 2000), many)},
		"a great start":     {"a.docx", docxOf(t, listedIn("1"), strings.Replace(abstractOf("%1."), "<w:numFmt", `<w:start w:val="9999999999"/><w:numFmt`, 1))},
		"a line of 18 MB":   {"a.txt", bytes.Repeat([]byte("a "), 9<<20)},
		"many cells merged": {"a.docx", docxOf(t, `<w:tbl>`+strings.Repeat(`<w:tr>`+strings.Repeat(`<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>`, 60)+`</w:tr>`, 1000)+`</w:tbl>`, "")},
	} {
		start := time.Now()
		w, _ := ReadDocument(context.Background(), c.file, bytes.NewReader(c.raw), Limits{})
		cut := resolution.CutText(w.Lines)
		_ = resolution.Stated(cut.Provisions)
		if took := time.Since(start); took > readingTime {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func abstractOf(pattern string) string {
	return `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="` + pattern + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
}

func listedIn(num string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="` + num + `"/></w:numPr></w:pPr>` + run("x", "") + `</w:p>`
}

// Two readers at most: a third waits, and gives up with its caller.
func TestTwoReaders(t *testing.T) {
	for range cap(readers) {
		leave, err := enterReading(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	if _, err := ReadDocument(ctx, "a.txt", strings.NewReader("x"), Limits{}); err == nil {
		t.Error("a third reader came in")
	}
}

// A Word file is a file of tables for every import: each of its tables can be
// chosen, and the others are named.
func TestWordFileAsSheet(t *testing.T) {
	head := wordRowOf("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 2025")
	body := para(run("BIỂU 1", "")) + `<w:tbl>` + head + wordRowOf("1", "Diện tích lúa", "ha", "900") + `</w:tbl>` + para(run("BIỂU 2", "")) +
		`<w:tbl>` + head + wordRowOf("1", "Diện tích ngô", "ha", "600") + wordRowOf("2", "Diện tích chè", "ha", "50") + `</w:tbl>`
	read := func(chosen string) (string, []string) {
		tables, err := ReadTables(context.Background(), "bieu.docx", bytes.NewReader(docxOf(t, body, "")), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		table, err := Pick(tables, chosen, (*Table).IsTargetSheet)
		if err != nil {
			t.Fatal(err)
		}
		rows, faults := ReadTargetRows(table, Choice{})
		if faults != nil {
			t.Fatal(faults)
		}
		var names, told []string
		for _, r := range rows {
			names = append(names, r.Name)
		}
		for _, note := range table.Told() {
			told = append(told, note.Key)
		}
		return strings.Join(names, ";"), told
	}
	if names, told := read(""); names != "Diện tích lúa" || !slices.Contains(told, "exchange.table_not_read") {
		t.Errorf("%s %v", names, told)
	}
	if names, _ := read("bảng 2"); names != "Diện tích ngô;Diện tích chè" {
		t.Errorf("chosen: %s", names)
	}
	if _, err := ReadTables(context.Background(), "van-ban.docx", bytes.NewReader(docxOf(t, para(run("Không có bảng", "")), "")), Limits{}); err == nil || errs.All(err)[0].What.Key != "exchange.no_table" {
		t.Errorf("a document without tables: %v", err)
	}
}

// A row whose number is merged down over others stands over them: it heads them
// where it states nothing, else they are its parts. Where the name is merged too
// they are measures of one thing.
func TestNumberMergedDown(t *testing.T) {
	head := wordRowOf("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 2025")
	for name, c := range map[string]struct{ body, want string }{
		"a group":   {wordRowOf(begins+"1", "Cây hằng năm", "", "") + wordRowOf(goesDown, "Lúa", "ha", "900") + wordRowOf(goesDown, "Ngô", "ha", "600") + wordRowOf("2", "Chè", "ha", "50"), "Cây hằng năm/Lúa/0 Cây hằng năm/Ngô/0 /Chè/0"},
		"a whole":   {wordRowOf(begins+"1", "Lúa cả năm", "ha", "900") + wordRowOf(goesDown, "Vụ xuân", "ha", "400") + wordRowOf(goesDown, "Vụ mùa", "ha", "500"), "/Lúa cả năm/0 /Vụ xuân/2 /Vụ mùa/2"},
		"one thing": {wordRowOf(begins+"1", begins+"Lúa", "ha", "900") + wordRowOf(goesDown, goesDown, "tấn", "4.500"), "/Lúa/0 /Lúa/0"},
	} {
		tables, err := ReadTables(context.Background(), "a.docx", bytes.NewReader(docxOf(t, `<w:tbl>`+head+c.body+`</w:tbl>`, "")), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		rows, faults := ReadTargetRows(tables[0], Choice{})
		var got []string
		for _, r := range rows {
			got = append(got, fmt.Sprintf("%s/%s/%d", r.Section, r.Name, r.PartOf))
		}
		if faults != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s %v, want %s", name, got, faults, c.want)
		}
	}
}
