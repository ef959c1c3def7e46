package criterion_test

import (
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/measure"
)

func TestAHundredfoldOfItsHistoryIsAsked(t *testing.T) {
	cell := measure.Int(52000)
	for _, c := range []struct {
		row      criterion.Row
		field    string
		question string
	}{
		{criterion.Row{Name: "Thu ngân sách", UnitOfMeasure: "tỷ đồng", Plan: "60", Actual: "61", LastYear: "55"}, "", ""},
		{criterion.Row{Name: "Thu ngân sách", UnitOfMeasure: "tỷ đồng", Plan: "60000", Actual: "61000", LastYear: "55"}, "value", "target.hundredfold"},
		{criterion.Row{Name: "GRDP bình quân", UnitOfMeasure: "đồng", Actual: "33785.30", Earlier: []criterion.FigureAsWritten{{Period: "2014", Text: "26.68"}}}, "actual", "target.hundredfold"},
		{criterion.Row{Name: "Trồng rừng", UnitOfMeasure: "ha", Plan: "500", Actual: "52000", ActualMeant: &cell}, "actual", "target.out_of_proportion"},
		{criterion.Row{Name: "Thu ngân sách", UnitOfMeasure: "tỷ đồng", Plan: "60", Actual: "61", LastYear: "0"}, "", ""},
	} {
		got := criterion.CheckRow(c.row)
		field, key := "", ""
		if len(got.Questions) > 0 {
			field, key = got.Questions[0].Field, got.Questions[0].Ask.Key
		}
		if field != c.field || key != c.question {
			t.Errorf("%s %s %s after %s: %q %q", c.row.Name, c.row.Plan, c.row.Actual, c.row.LastYear, field, key)
		}
		if c.question != "" && got.Class != criterion.NotAssessed {
			t.Errorf("%s is judged all the same: %s", c.row.Name, got.Class)
		}
	}
	before := criterion.Hints{Unit: "ha", Before: []measure.Decimal{measure.Int(5)}}
	plan, _ := criterion.Read("500 ha", criterion.Hints{Unit: "ha"})
	_, questions := criterion.ReadActual("550 ha", plan, before)
	if len(questions) != 1 || len(questions[0].Choices) != 2 {
		t.Fatalf("%v", questions)
	}
	meant := measure.Int(550)
	before.Meant = &meant
	if _, questions = criterion.ReadActual("550 ha", plan, before); len(questions) != 0 {
		t.Errorf("a figure that was confirmed: %v", questions)
	}
}
