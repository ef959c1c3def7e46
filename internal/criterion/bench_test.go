package criterion_test

import (
	"fmt"
	"testing"

	"dondoc/internal/criterion"
)

// BenchmarkReadOne reads one wording; BenchmarkReadRows checks 10,000 printed
// rows, each a wording, a result and its judgement.
func BenchmarkReadOne(b *testing.B) {
	for b.Loop() {
		criterion.Read("từ 95% trở lên (890 hộ)", criterion.Hints{Name: "Tỷ lệ hộ dân tham gia bảo hiểm y tế", Unit: "%"})
	}
}

func BenchmarkReadRows(b *testing.B) {
	rows := make([]criterion.Row, 10_000)
	for i := range rows {
		tt := cases[i%len(cases)]
		rows[i] = criterion.Row{Name: fmt.Sprint(tt.name, " ", i), UnitOfMeasure: tt.unit, Plan: tt.plan, Actual: tt.actual}
	}
	for b.Loop() {
		for _, r := range rows {
			criterion.CheckRow(r)
		}
	}
}
