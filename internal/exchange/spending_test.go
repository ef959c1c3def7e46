package exchange_test

import (
	"math"
	"strings"
	"testing"

	"dondoc/internal/capital/published"
	"dondoc/internal/exchange"
)

const spending = "\ufeff,Phân Loại,Total-Pre-Month,E-Total-M,Total-YOY,YOP,YTD-YOY,E-MOM,Month,Total-M,MOM,M-YOY\n" +
	"1,TỔNG SỐ,,30,30,10,,,2021-01,32,,\n" +
	"2,Trung ương,,10,10,5,,,2021-01,12,,\n" +
	"3,Địa phương,,20,20,20,,,2021-01,20,,\n" +
	"4,TỔNG SỐ,32,48,80,26.7,,50,2021-02,48,50,\n"

func TestReadSpending(t *testing.T) {
	list, faults := exchange.ReadSpending(strings.NewReader(spending), exchange.Limits{})
	if len(faults) > 0 || len(list) != 4 {
		t.Fatal(list, faults)
	}
	if p := list[3]; p.Unit != "TỔNG SỐ" || p.Month != "2021-02" || p.ToDate != 80 || p.OfPlan != 26.7 || p.Before != 32 || !math.IsNaN(p.OnYear) || p.Row != 5 {
		t.Errorf("%+v", p)
	}
	tallies, found := published.Check(list, []published.Whole{{Unit: "TỔNG SỐ", Parts: []string{"Trung ương", "Địa phương"}}})
	if len(found) != 0 || len(tallies) != 4 {
		t.Errorf("%+v %+v", tallies, found)
	}
	list[2].ToDate, list[3].OnMonth = 25, 51
	_, found = published.Check(append(list, list[0]), []published.Whole{{Unit: "TỔNG SỐ", Parts: []string{"Trung ương", "Địa phương"}}})
	got := map[published.Flaw]int{}
	for _, f := range found {
		got[f.Flaw]++
	}
	if got[published.PartsDiffer] == 0 || got[published.OnMonthDiffers] != 1 || got[published.Twice] != 1 {
		t.Errorf("%+v", found)
	}
}

func TestReadSpendingNamesEveryFault(t *testing.T) {
	head := "Phân Loại,Month,Total-M,Total-YOY,YOP\n"
	for name, tt := range map[string]struct{ text, cell, key string }{
		"nothing":       {"", "", "exchange.spending_empty"},
		"no percentage": {"Phân Loại,Month,Total-M,Total-YOY\n", "", "exchange.spending_columns"},
		"no unit":       {head + ",2021-01,1,1,1\n", "A2", "exchange.spending_unit"},
		"month 13":      {head + "a,2021-01,1,1,1\nb,2021-13,1,1,1\n", "B3", "exchange.spending_month"},
		"comma":         {head + "a,2021-01,\"1,5\",1,1\n", "C2", "exchange.spending_number"},
		"NaN":           {head + "a,2021-01,1,NaN,1\n", "D2", "exchange.spending_number"},
		"an open quote": {head + "a,2021-01,1,1,1\n\"b,2021-02,1,1,1\n", "", "exchange.spending_line"},
	} {
		_, faults := exchange.ReadSpending(strings.NewReader(tt.text), exchange.Limits{})
		if len(faults) != 1 || faults[0].What.Key != tt.key || faults[0].Cell != tt.cell {
			t.Errorf("%s: %v", name, faults)
		}
	}
	if _, faults := exchange.ReadSpending(strings.NewReader(spending), exchange.Limits{Bytes: 100}); len(faults) != 1 || faults[0].What.Key != "exchange.file_too_large" {
		t.Errorf("over the limit: %v", faults)
	}
}

func FuzzReadSpending(f *testing.F) {
	f.Add(spending)
	f.Fuzz(func(t *testing.T, text string) {
		list, _ := exchange.ReadSpending(strings.NewReader(text), exchange.Limits{})
		published.Check(list, nil)
		published.Courses(list, 1)
	})
}
