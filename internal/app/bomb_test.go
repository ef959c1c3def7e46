package app_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dondoc/internal/app/papers"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/sheets"
	"dondoc/internal/app/tasks"
	"dondoc/internal/exchange"
)

// What any one file may take: time, and memory of the whole process.
const (
	longestRead = 10 * time.Second
	mostMemory  = 512 << 20
)

// bomb is a small file that is made to take much, and how it comes in.
type bomb struct {
	name string // with the ending a sender would give it
	as   string // targets, tasks, units, people, document
	make func() []byte
}

func zipped(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, _ := z.Create(parts[i])
		w.Write([]byte(parts[i+1]))
	}
	z.Close()
	return b.Bytes()
}

func docx(body, numbering string) []byte {
	return zipped("word/document.xml", `<w:document xmlns:w="w"><w:body>`+body+`</w:body></w:document>`, "word/numbering.xml", `<w:numbering xmlns:w="w">`+numbering+`</w:numbering>`)
}

func listOf(level string) string {
	return `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">` + level + `</w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>`
}

const item = `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`

func xlsx(sheets int, sheet, strs string) []byte {
	var book, rels strings.Builder
	parts := []string{}
	for i := 1; i <= sheets; i++ {
		fmt.Fprintf(&book, `<sheet name="s%d" sheetId="%d" r:id="r%d"/>`, i, i, i)
		fmt.Fprintf(&rels, `<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i, i)
		parts = append(parts, fmt.Sprintf("xl/worksheets/sheet%d.xml", i), `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`+sheet+`</worksheet>`)
	}
	return zipped(append(parts,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`+book.String()+`</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+rels.String()+`<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/sharedStrings.xml", `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`+strs+`</sst>`)...)
}

func times(n int, line func(i int) string) []byte {
	var b bytes.Buffer
	for i := range n {
		b.WriteString(line(i))
	}
	return b.Bytes()
}

func csvOf(head string, n int, line func(i int) string) func() []byte {
	return func() []byte { return append([]byte(head+"\n"), times(n, line)...) }
}

func pdf(stream []byte) []byte {
	var packed, b bytes.Buffer
	z := zlib.NewWriter(&packed)
	z.Write(stream)
	z.Close()
	fmt.Fprintf(&b, "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n4 0 obj<</Length %d/Filter/FlateDecode>>stream\n", packed.Len())
	b.Write(packed.Bytes())
	b.WriteString("\nendstream endobj\ntrailer<</Root 1 0 R>>\n")
	return b.Bytes()
}

const (
	targetHead = "TT,Chỉ tiêu,Đơn vị tính,Kế hoạch năm 2023,Thực hiện năm 2023"
	taskHead   = "TT,Tên nhiệm vụ,Cơ quan chủ trì,Cơ quan phối hợp,Kết quả,Thời gian hoàn thành"
)

func wide(part string, bytes int) string { return strings.Repeat(part, bytes/len(part)) }

var bombs = []bomb{
	{"so-lon.docx", "document", func() []byte {
		return docx(strings.Repeat(item, 3), listOf(`<w:start w:val="9999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>`))
	}},
	{"nhan-dai.docx", "document", func() []byte {
		return docx(strings.Repeat(item, 20_000), listOf(`<w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="`+wide("%1", 10<<10)+`"/>`))
	}},
	{"nhieu-doan.docx", "document", func() []byte {
		return docx(strings.Repeat(item, 49_000), listOf(`<w:start w:val="32000"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>`))
	}},
	{"doan-lon.docx", "document", func() []byte {
		return docx(strings.Repeat(`<w:p><w:r><w:t>`+wide("trồng rừng ", 1000)+`</w:t></w:r></w:p>`, 60_000), "")
	}},
	{"long-nhau.docx", "document", func() []byte {
		return docx(strings.Repeat(`<w:tbl><w:tr><w:tc>`, 15)+`<w:p><w:r><w:t>a</w:t></w:r></w:p>`+strings.Repeat(`</w:tc></w:tr></w:tbl>`, 15), "")
	}},
	{"bang-rong.docx", "document", func() []byte {
		return docx(`<w:tbl>`+strings.Repeat(`<w:tr>`+strings.Repeat(`<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>`, 300)+`</w:tr>`, 1000)+`</w:tbl>`, "")
	}},
	{"xoa.docx", "document", func() []byte {
		return docx(`<w:p>`+strings.Repeat(`<w:del><w:r><w:delText>a</w:delText></w:r></w:del><w:r><w:t>b</w:t></w:r>`, 500_000)+`</w:p>`, "")
	}},
	{"dieu-khoan.txt", "document", func() []byte {
		return times(49_900, func(i int) string {
			return fmt.Sprintf("Điều %d. Nội dung; trước ngày 30/6/%d\n", i, 2000+i%90)
		})
	}},
	{"diem.txt", "document", func() []byte {
		return times(49_900, func(i int) string { return fmt.Sprintf("%c) khoản %d\n", 'a'+i%20, i) })
	}},
	{"mot-dong.txt", "document", func() []byte {
		return []byte(wide("khoản 1 Điều 2 giao Sở Tài chính chủ trì, trước ngày 30/6; ", 15<<20))
	}},
	{"khoang-trang.txt", "document", func() []byte { return []byte("a" + wide(" ", 15<<20) + "b") }},
	{"nen.pdf", "document", func() []byte {
		return pdf(append(append([]byte("BT /F 9 Tf 10 10 Td "), wide("(khoan 1) Tj ", 60<<20)...), " ET"...))
	}},
	{"nhieu-trang-tinh.xlsx", "targets", func() []byte {
		return xlsx(20_000, `<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>`, "")
	}},
	{"chuoi-chung.xlsx", "targets", func() []byte {
		return xlsx(1, `<sheetData>`+strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 90_000)+`</sheetData>`, `<si><t>`+wide("a", 120<<10)+`</t></si>`)
	}},
	{"gop-o.xlsx", "targets", func() []byte {
		return xlsx(1, `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>`+wide("x", 100<<10)+`</t></is></c></row></sheetData><mergeCells>`+
			string(times(200_000, func(i int) string { return fmt.Sprintf(`<mergeCell ref="A%d:XFD%d"/>`, i+1, i+1) }))+`</mergeCells>`, "")
	}},
	{"nhieu-o.xlsx", "targets", func() []byte {
		row := string(times(20, func(i int) string { return fmt.Sprintf(`<c t="inlineStr"><is><t>Chỉ tiêu %d</t></is></c>`, i) }))
		return xlsx(1, `<sheetData>`+strings.Repeat(`<row>`+row+`</row>`, 99_000)+`</sheetData>`, "")
	}},
	{"chi-tieu.csv", "targets", csvOf(targetHead, 99_000, func(i int) string {
		return fmt.Sprintf("%d,Chỉ tiêu trồng rừng tập trung số %d,ha,từ %d ha trở lên,%d\n", i, i, i, i+1)
	})},
	{"chi-tieu-sai.csv", "targets", csvOf(targetHead, 99_000, func(i int) string {
		return fmt.Sprintf("1,Chỉ tiêu,,tăng giảm %d từ,đạt không %d;\n", i, i)
	})},
	{"cau-dai.csv", "targets", csvOf(targetHead, 60, func(i int) string {
		part := []string{"từ 98% trở lên; ", "1.", "(((", "giảm 3 điểm % ", "3/", "và ", "không để xảy ra "}[i%7]
		return fmt.Sprintf("%d,Chỉ tiêu %d,ha,\"%s\",\"%s\"\n", i, i, wide(part, 100<<10), wide(part, 100<<10))
	})},
	{"cau-vua.csv", "targets", csvOf(targetHead, 1000, func(i int) string {
		part := []string{"từ 98% trở lên; ", "1.", "(((", "giảm 3 điểm % ", "3/", "và ", "không để xảy ra "}[i%7]
		return fmt.Sprintf("%d,Chỉ tiêu %d,ha,\"%s\",\"%s\"\n", i, i, wide(part, 3<<10), wide(part, 3<<10))
	})},
	{"mot-dong.csv", "targets", func() []byte { return []byte(wide("Chỉ tiêu trồng rừng ", 18<<20)) }},
	{"nhieu-cot.csv", "targets", func() []byte { return []byte(wide("1,", 18<<20)) }},
	{"ngoac-mo.csv", "targets", func() []byte { return []byte("a,b\n\"" + wide("x\n", 18<<20)) }},
	{"dong-trong.csv", "targets", func() []byte { return []byte(wide("\n", 18<<20)) }},
	{"nhiem-vu.csv", "tasks", csvOf(taskHead, 99_000, func(i int) string {
		return fmt.Sprintf("%d,Xây dựng kế hoạch số %d,Sở Tài chính,\"Sở A, Sở B, các xã\",Kế hoạch,trước 30/9/%d\n", i, i, 2024+i%9)
	})},
	{"chu-tri-dai.csv", "tasks", csvOf(taskHead, 60, func(i int) string {
		return fmt.Sprintf("%d,Việc %d,\"%s\",\"%s\",x,\"%s\"\n", i, i, wide("Sở A, ", 100<<10), wide("Bộ B, các xã và ", 100<<10), wide("trước 30/9, quý III ", 100<<10))
	})},
	{"don-vi.csv", "units", csvOf("Mã,Tên,Loại,Cấp trên", 99_000, func(i int) string { return fmt.Sprintf("u%d,Xã số %d,xã,u%d\n", i, i, i-1) })},
	{"nguoi.csv", "people", csvOf("Họ tên,Đơn vị,Chức vụ", 99_000, func(i int) string { return fmt.Sprintf("Nguyễn Văn %d,Xã %d,Chủ tịch\n", i, i) })},
}

// read takes a file in as the product does, up to where a unit's data begin.
func (b bomb) read(raw []byte) error {
	ctx := context.Background()
	sheet := sheets.Sheet{Name: b.name, Content: raw}
	switch b.as {
	case "targets":
		_, err := plan.CheckTargets(ctx, sheet)
		return err
	case "tasks":
		_, err := tasks.CheckTasks(ctx, sheet, "2024-01-01")
		return err
	case "document":
		_, err := papers.ReadCut(ctx, b.name, bytes.NewReader(raw))
		return err
	}
	t, err := sheet.Table(ctx, nil)
	if err == nil && b.as == "units" {
		exchange.ReadUnitRows(t, exchange.Choice{})
	} else if err == nil {
		exchange.ReadPeopleRows(t, exchange.Choice{})
	}
	return err
}

// TestBombs has a child with a limit on its memory read every bomb, four asked
// for at once; TestTwoReaders of exchange holds that no more than two are read.
func TestBombs(t *testing.T) {
	if dir := os.Getenv("DONDOC_TEST_BOMBS"); dir != "" {
		readBombs(t, dir)
		return
	}
	dir := t.TempDir()
	for _, b := range bombs {
		raw := b.make()
		if len(raw) > 20<<20 {
			t.Fatalf("%s has %d bytes: it is refused by its size", b.name, len(raw))
		}
		if err := os.WriteFile(filepath.Join(dir, b.name), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	child := exec.Command(os.Args[0], "-test.run=^TestBombs$", "-test.v")
	child.Env = append(os.Environ(), "DONDOC_TEST_BOMBS="+dir, "GOTRACEBACK=none")
	child.Stdout = os.Stdout
	if err := child.Run(); err != nil {
		t.Errorf("the child: %v", err)
	}
}

// slow are the bombs that take seconds, two of them until the deadline stops them:
// with DONDOC_ALL_BOMBS=1 they are read too.
var slow = map[string]bool{"nhieu-o.xlsx": true, "chu-tri-dai.csv": true, "chuoi-chung.xlsx": true, "nen.pdf": true, "don-vi.csv": true, "nguoi.csv": true, "cau-dai.csv": true, "nhieu-trang-tinh.xlsx": true, "dieu-khoan.txt": true}

func readBombs(t *testing.T, dir string) {
	limit := syscall.Rlimit{Cur: 2 * mostMemory, Max: 2 * mostMemory} // of addresses, of which the heap holds more than it uses
	if err := syscall.Setrlimit(syscall.RLIMIT_DATA, &limit); err != nil {
		t.Fatal(err)
	}
	debug.SetMemoryLimit(400 << 20) // as serve does
	one := func(b bomb) {
		raw, err := os.ReadFile(filepath.Join(dir, b.name))
		if err != nil {
			t.Error(err)
			return
		}
		began := time.Now()
		err = b.read(raw)
		took := time.Since(began)
		fmt.Printf("%-22s %7d KB %8s %v\n", b.name, len(raw)>>10, took.Round(10*time.Millisecond), err)
		if took > 4*longestRead { // it waits for the two before it, and the machine may be busy
			t.Errorf("%s took %s", b.name, took)
		}
	}
	queue := make(chan bomb)
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for b := range queue {
				one(b)
			}
		})
	}
	for _, b := range bombs {
		if !slow[b.name] || os.Getenv("DONDOC_ALL_BOMBS") != "" {
			queue <- b
		}
	}
	close(queue)
	readers.Wait()
	most := highWater(t)
	fmt.Printf("most memory at once: %d MB\n", most>>20)
	if most > mostMemory {
		t.Errorf("several at once took %d MB", most>>20)
	}
}

// highWater is the most memory this process has had at once, in bytes.
func highWater(t *testing.T) (kb int) {
	text, err := os.ReadFile("/proc/self/status")
	_, after, found := strings.Cut(string(text), "VmHWM:")
	if _, scanErr := fmt.Sscanf(after, "%d kB", &kb); err != nil || scanErr != nil || !found {
		t.Fatal("no high water", err, scanErr)
	}
	return kb << 10
}
