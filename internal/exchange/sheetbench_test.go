package exchange_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"dondoc/internal/exchange"
)

// book makes a workbook of a head and n rows.
func book(b *testing.B, n int, row func(i int) []any) []byte {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for i := range n + 1 {
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row(i)); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// BenchmarkWorkbook reads a long sheet, and a year of forty targets by month, into
// tables as an import does, beside a plain reader of the same cells.
func BenchmarkWorkbook(b *testing.B) {
	long := book(b, 99_990, func(i int) []any {
		if i == 0 {
			return []any{"STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"}
		}
		return []any{i, fmt.Sprintf("Rà soát, tổng hợp nội dung số %d trên địa bàn xã", i), "Phòng Kinh tế", fmt.Sprintf("%02d/%02d/2026", 1+i%28, 1+i%12)}
	})
	year := book(b, 40, func(i int) []any {
		out := []any{"TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch"}
		for m := 1; m <= 12; m++ {
			if i == 0 {
				out = append(out, fmt.Sprintf("Tháng %d", m))
			} else {
				out = append(out, i*m)
			}
		}
		if i > 0 {
			copy(out, []any{i, fmt.Sprintf("Chỉ tiêu số %d", i), "ha", 100 * i})
		}
		return out
	})
	for _, which := range []struct {
		name string
		file []byte
		rows int
	}{{"100000x4", long, 99_990}, {"40x12", year, 40}} {
		for reader, read := range map[string]func() error{
			"dondoc": func() error {
				tables, err := exchange.ReadTables(b.Context(), "b.xlsx", bytes.NewReader(which.file), exchange.Limits{Time: time.Minute, Ratio: 10_000})
				if err == nil && len(tables[0].Rows) != which.rows {
					err = fmt.Errorf("%d rows", len(tables[0].Rows))
				}
				return err
			},
			"plain": func() error { return plainly(which.file) },
		} {
			b.Run(which.name+"/"+reader, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := read(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(which.rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			})
		}
	}
}

func plainly(file []byte) error {
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := f.Rows("Sheet1")
	if err != nil {
		return err
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return err
		}
	}
	return rows.Close()
}
