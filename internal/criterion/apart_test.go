package criterion

import "testing"

// Two figures in two lines of a cell are not one number, in a plan or a result.
func TestFiguresOfTwoLines(t *testing.T) {
	for _, text := range []string{"200\n150", "12  150", "20\t300", "200 \n150 ha", "đạt 200\r\n150"} {
		if c, asks := Read(text, Hints{Unit: "ha", Name: "Diện tích chè"}); len(asks) == 0 {
			t.Errorf("the plan %q reads as %s without a question", text, c.Wording())
		}
		plan, _ := Read("200", Hints{Unit: "ha", Name: "Diện tích chè"})
		if a, asks := ReadActual(text, plan, Hints{Unit: "ha", Name: "Diện tích chè"}); len(asks) == 0 {
			t.Errorf("the result %q reads as %v without a question", text, a.Value)
		}
	}
	for _, text := range []string{"12 150", "12\u00a0150", "12\u202f150 ha", "đạt\n12.150"} {
		if c, asks := Read(text, Hints{Unit: "ha", Name: "Diện tích chè"}); len(asks) > 0 || c.PlanValue() == nil || c.PlanValue().String() != "12150" {
			t.Errorf("the plan %q reads as %s, %v", text, c.Wording(), asks)
		}
	}
}
