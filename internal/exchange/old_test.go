package exchange

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dondoc/internal/errs"
)

// shownGrid writes what is read of a sheet, a line a row.
func shownGrid(g grid) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s hidden %v merged %v\n", g.sheet, g.hidden, g.merges)
	for _, n := range g.notes {
		fmt.Fprintf(&b, "note %s %v\n", n.Key, n.Args)
	}
	for _, r := range g.rows {
		fmt.Fprintf(&b, "%d%s", r.number, map[bool]string{true: " hidden"}[r.hidden])
		for _, c := range r.cells {
			fmt.Fprintf(&b, " %s=%s", CellName(c.col, r.number), c.text)
		}
		if len(r.made) > 0 {
			fmt.Fprintf(&b, " made %v", r.made)
		}
		for _, m := range r.marks {
			fmt.Fprintf(&b, " %s %v", m.What.Key, m.What.Args)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// A sheet that was written by a spreadsheet program in the old form and as
// OpenDocument: the values of formulas, formats, struck and raised runs, hidden rows,
// columns and sheets, merged cells, and text in a font of before Unicode.
func TestOldAndOpenSheets(t *testing.T) {
	const want = `Biểu 01 hidden [false false false false false false false true] merged [{1 2 6 2}]
note exchange.old_font [{cell B5} {text Đường giao thông nông thôn}]
1 A1=STT B1=Chỉ tiêu C1=Đơn vị tính D1=Kế hoạch 2025 E1=Thực hiện F1=Ngày G1=Ghi chú H1=Ẩn
2 A2=I B2=KINH TẾ
3 A3=1 B3=Trồng rừng C3=ha D3=430 E3=434,65 F3=31/12/2023 H3=x
4 A4=2 B4=Tỷ lệ hộ nghèo C4=% D4=12,5% E4=11,5% F4=01/2024 made [4]
5 A5=3 B5=Đường giao thông nông thôn C5=km D5=1234,5675 E5=#DIV/0! made [4] exchange.mark_struck [{cell G5} {text bỏ dòng này}]
6 A6=4 B6=Diện tích chè C6=ha D6=từ 500 đến 600 E6=đạt 430 G6=TRUE made [4 6] exchange.mark_raised [{cell B6} {text (1)}]
7 hidden A7=5 B7=Dòng ẩn
8 A8=6 B8=Thu ngân sách C8=tỷ đồng D8=(-12,5) E8=007
`
	for _, name := range []string{"bieu.xls", "bieu.ods"} {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		grids, err := readGrids(context.Background(), name, raw, DefaultLimits())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if grids[0].fromOldFonts(); len(grids) != 2 || len(grids[1].notes) != 1 || grids[1].notes[0].Key != "exchange.sheet_hidden" {
			t.Errorf("%s: %d sheets, %v", name, len(grids), grids[len(grids)-1].notes)
		}
		if got := shownGrid(grids[0]); got != want {
			t.Errorf("%s:\n%s\nnot\n%s", name, got, want)
		}
	}
}

// record is one record of the old form.
func record(kind int, data ...[]byte) []byte {
	body := bytes.Join(data, nil)
	out := binary.LittleEndian.AppendUint16(nil, uint16(kind))
	return append(binary.LittleEndian.AppendUint16(out, uint16(len(body))), body...)
}

func words(list ...int) (out []byte) {
	for _, n := range list {
		out = binary.LittleEndian.AppendUint16(out, uint16(n))
	}
	return out
}

func number64(f float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(f)) }

// oldBookOf puts records of one sheet into a workbook of the old form; globals stand
// before it.
func oldBookOf(globals []byte, sheet ...[]byte) []byte {
	begin := func(kind int) []byte { return record(biffBegin, words(0x0600, kind), make([]byte, 12)) }
	head := bytes.Join([][]byte{begin(5), record(biffXF, words(0, 0), make([]byte, 16)), globals}, nil)
	bound := func(at int) []byte {
		return record(biffBoundSheet, binary.LittleEndian.AppendUint32(nil, uint32(at)), []byte{0, 0, 1, 0, 'A'})
	}
	at := len(head) + len(bound(0)) + 4
	stream := bytes.Join([][]byte{head, bound(at), record(biffEOF), begin(16), bytes.Join(sheet, nil), record(biffEOF)}, nil)
	return inContainer("Workbook", stream)
}

// inContainer puts a stream into a compound file ([MS-CFB]): a header, one sector of
// sector numbers, one of the directory, and the stream.
func inContainer(name string, stream []byte) []byte {
	const sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
	for len(stream) < 4096 || len(stream)%sector != 0 { // shorter ones lie elsewhere
		stream = append(stream, 0)
	}
	head := make([]byte, sector)
	copy(head, oleMagic)
	put16 := func(at, n int) { binary.LittleEndian.PutUint16(head[at:], uint16(n)) }
	put32 := func(b []byte, at int, n uint32) { binary.LittleEndian.PutUint32(b[at:], n) }
	put16(24, 0x3E)
	put16(26, 3)
	put16(28, 0xFFFE)
	put16(30, 9)
	put16(32, 6)
	put32(head, 44, 1)
	put32(head, 48, 1)
	put32(head, 56, 4096)
	put32(head, 60, end)
	put32(head, 68, end)
	for i := 76; i < sector; i += 4 {
		put32(head, i, free)
	}
	put32(head, 76, 0)
	fat := make([]byte, sector)
	for i := 0; i < sector; i += 4 {
		put32(fat, i, free)
	}
	put32(fat, 0, 0xFFFFFFFD)
	put32(fat, 4, end)
	n := len(stream) / sector
	for i := range n {
		put32(fat, 8+4*i, map[bool]uint32{true: end, false: uint32(i + 3)}[i == n-1])
	}
	dir := make([]byte, sector)
	entry := func(i int, name string, kind byte, child, start, size uint32) {
		e := dir[i*128:]
		for j, r := range name {
			binary.LittleEndian.PutUint16(e[2*j:], uint16(r))
		}
		binary.LittleEndian.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		put32(e, 68, free)
		put32(e, 72, free)
		put32(e, 76, child)
		put32(e, 116, start)
		put32(e, 120, size)
	}
	entry(0, "Root Entry", 5, 1, end, 0)
	entry(1, name, 2, free, 2, uint32(len(stream)))
	return bytes.Join([][]byte{head, fat, dir, stream}, nil)
}

func TestOldRecords(t *testing.T) {
	// The second text goes on in the next record, where its characters are wide.
	shared := bytes.Join([][]byte{
		record(biffSST, words(2, 0, 2, 0), words(2), []byte{0}, []byte("ha"), words(6), []byte{0}, []byte("Tr")),
		record(biffContinue, []byte{1}, words('ồ', 'n', 'g', '!')),
	}, nil)
	tests := []struct {
		name, want string
		globals    []byte
		sheet      []byte
	}{
		{"a text over two records", "A1=Trồng! B1=ha", shared, append(record(biffLabelSST, words(0, 0, 0, 1, 0)), record(biffLabelSST, words(0, 1, 0, 0, 0))...)},
		{"short numbers", "A1=1,5 B1=-3 C1=1234,56", nil, record(biffMulRK, words(0, 0), words(0, 0x0000, 0x3FF8), words(0, 0xFFF6, 0xFFFF), words(0, 0x8903, 0x0007), words(2))},
		{"a number", "C3=0,1", nil, record(biffNumber, words(2, 2, 0), number64(0.1))},
		{"the text of a formula", "A1=đạt", nil, append(record(biffFormula, words(0, 0, 0), []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, make([]byte, 8)), record(biffString, words(3), []byte{1}, words('đ', 'ạ', 't'))...)},
		{"an error", "A1=#N/A", nil, record(biffBoolErr, words(0, 0, 0), []byte{0x2A, 1})},
		{"a label", "B1=ha", nil, record(biffLabel, words(0, 1, 0, 2), []byte{0}, []byte("ha"))},
		{"cells out of order", "A1=ha B1=ha", nil, append(record(biffLabel, words(0, 1, 0, 2), []byte{0}, []byte("ha")), record(biffLabel, words(0, 0, 0, 2), []byte{0}, []byte("ha"))...)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			grids, err := readGrids(context.Background(), "a.xls", oldBookOf(tt.globals, tt.sheet), DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			_, got, _ := strings.Cut(strings.TrimSpace(shownGrid(grids[0])), "\n")
			if got, _, _ = strings.Cut(got, " made"); !strings.HasSuffix(got, " "+tt.want) {
				t.Errorf("%s, not %s", got, tt.want)
			}
		})
	}
	many := oldBookOf(nil, nil)
	binary.LittleEndian.PutUint32(many[72:], 1<<28) // sectors of the DIFAT, for which its reader would make room
	binary.LittleEndian.PutUint32(many[44:], 1<<30)
	empty := oldBookOf(nil, nil)
	binary.LittleEndian.PutUint32(empty[48:], 0xFFFFFFFE) // no directory
	refused := map[string]struct {
		content []byte
		key     string
	}{
		"a text of none":           {oldBookOf(nil, record(biffLabelSST, words(0, 0, 0, 7, 0))), "exchange.broken"},
		"cut off":                  {oldBookOf(nil, record(biffLabel, words(0, 0, 0, 200), []byte{0}, []byte("ha"))), "exchange.broken"},
		"a password":               {oldBookOf(record(biffFilePass, words(1, 1, 1)), nil), "exchange.locked"},
		"more sectors than it has": {many, "exchange.broken"},
		"no directory":             {empty, "exchange.broken"},
		"Excel 95":                 {inContainer("Book", record(biffBegin, words(0x0500, 5, 0, 0))), "exchange.old_excel"},
		"a text of Word":           {inContainer("WordDocument", []byte("x")), "exchange.not_a_table_file"},
		"too many columns":         {oldBookOf(nil, record(biffNumber, words(0, 2000, 0), number64(1))), "exchange.too_many_columns"},
		"counts without rows":      {oldBookOf(record(biffSST, words(0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF)), nil), "exchange.too_many_cells"},
	}
	for name, tt := range refused {
		if _, err := ReadTables(context.Background(), "a.xls", bytes.NewReader(tt.content), Limits{}); len(errs.All(err)) == 0 || errs.All(err)[0].What.Key != tt.key {
			t.Errorf("%s: %v, not %s", name, err, tt.key)
		}
	}
}

func FuzzOldAndOpenSheets(f *testing.F) {
	for _, name := range []string{"bieu.xls", "bieu.ods"} {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add(oldBookOf(nil, record(biffNumber, words(2, 2, 0), number64(0.1))))
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, err := ReadTables(context.Background(), "a", bytes.NewReader(raw), Limits{Cells: 10_000, Rows: 1000, Unpacked: 1 << 20})
		for _, e := range errs.All(err) {
			if e.Kind == errs.Internal {
				t.Error(err)
			}
		}
	})
}
