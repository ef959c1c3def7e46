package target_test

import (
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/target"

	"pgregory.net/rapid"
)

// node is a target with a plan and, where there is one, a figure of the whole year.
func node(name, plan, uom, figure string, parts ...target.Node) target.Node {
	hints := criterion.Hints{Unit: uom}
	c, questions := criterion.Read(plan, hints)
	if len(questions) > 0 {
		panic(questions[0].Ask.Key)
	}
	n := target.Node{Name: name, Parts: parts, Target: target.Target{ID: id.ID(name), Cycle: "2023", UnitOfMeasure: uom, Accumulation: target.Flow, Direction: c.Direction,
		Revisions: []target.Revision{{No: 1, Wording: plan, Criterion: c}}}}
	n.Class = criterion.NotAssessed
	if figure != "" {
		actual, _ := criterion.ReadActual(figure, c, hints)
		n.Standing.Actual, n.Due = &actual, true
		n.Assessment = criterion.Assess(c, &actual, criterion.Options{})
		n.Class = n.Assessment.Class
	}
	return n
}

func TestNodeRollsUpFromTheEnds(t *testing.T) {
	tree := node("huyện", "550 ha", "ha", "600 ha",
		node("xã A", "300 ha", "ha", "290 ha", node("thôn 1", "100 ha", "ha", "120 ha"), node("thôn 2", "150 ha", "ha", "170 ha")),
		node("xã B", "200 ha", "ha", "201 ha"),
		node("xã C", "50 ha", "ha", ""))
	reserve := measure.Int(0)
	tree.Reserve = &target.Reserve{Reserve: reserve}
	tree.RollUp()
	if got := tree.FromBelow.Value.String(); got != "491" { // 120 + 170 + 201; xã A's own 290 is only compared
		t.Errorf("from below: %s", got)
	}
	if tree.Ends != 4 || tree.Reported != 3 || tree.Rule != target.SumOf {
		t.Errorf("ends %d, reported %d, rule %s", tree.Ends, tree.Reported, tree.Rule)
	}
	if !tree.Balance.Summable || !tree.Balance.Rest.IsZero() || tree.Parts[0].Balance.Rest.String() != "50" {
		t.Errorf("balance %+v, of xã A %+v", tree.Balance, tree.Parts[0].Balance)
	}
	if tree.Judged.Class != criterion.NotAssessed {
		t.Errorf("one unit has no figure yet: %s", tree.Judged.Class)
	}
	if len(tree.Doubts) != 1 || tree.Doubts[0].Code != "missing_parts" {
		t.Errorf("doubts: %v", tree.Doubts)
	}
	if a := tree.Parts[0]; len(a.Doubts) != 0 || a.Judged.Class != criterion.NotMet { // 290 of 300, as it reported
		t.Errorf("xã A: %v %s", a.Doubts, a.Judged.Class)
	}
	tree.Parts[0].Parts[0] = node("thôn 1", "100 ha", "ha", "125 ha")
	tree.RollUp()
	if a := tree.Parts[0]; len(a.Doubts) != 1 || a.Doubts[0].Code != "sum_differs" {
		t.Errorf("295 from below against 290 reported: %v", a.Doubts)
	}
}

func TestNodeRules(t *testing.T) {
	share := node("huyện", "98%", "%", "97%", node("xã A", "98%", "%", "99%"), node("xã B", "98%", "%", "95%"))
	share.RollUp()
	if share.FromBelow != nil || !errs.Is(share.Cannot, errs.Invalid) {
		t.Errorf("percentages were put together: %v %v", share.FromBelow, share.Cannot)
	}
	above := node("tỉnh", "98%", "%", "", share)
	above.RollUp()
	if above.FromBelow == nil && above.Cannot == nil {
		t.Error("neither a figure nor why not")
	}
	counts := node("huyện", "2/3 xã", "xã", "", node("xã A", "100 ha", "ha", "120 ha"), node("xã B", "100 ha", "ha", "80 ha"), node("xã C", "100 ha", "ha", "100 ha"))
	counts.RollUp()
	if counts.Rule != target.CountMet || counts.FromBelow.Value.String() != "2" || counts.FromBelow.Total.String() != "3" || counts.Judged.Class != criterion.Met {
		t.Errorf("of three two met: %s %+v %s", counts.Rule, counts.FromBelow, counts.Judged.Class)
	}
	sums := node("huyện", "50/60 thôn", "thôn", "", node("xã A", "30/40 thôn", "thôn", "28/40 thôn"), node("xã B", "20/20 thôn", "thôn", "20/20 thôn"))
	sums.RollUp()
	if sums.Rule != target.RatioOfSums || sums.FromBelow.Value.String() != "48" || sums.FromBelow.Total.String() != "60" {
		t.Errorf("%s %+v", sums.Rule, sums.FromBelow)
	}
}

// Whatever the shape of the tree, the top is the sum of its ends.
func TestNodeIsTheSumOfItsEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sum, ends := int64(0), 0
		var grow func(depth int) target.Node
		grow = func(depth int) target.Node {
			n := 0
			if depth < 4 {
				n = rapid.IntRange(0, 4).Draw(t, "parts")
			}
			if n == 0 {
				v := rapid.Int64Range(5, 300).Draw(t, "figure")
				sum, ends = sum+v, ends+1
				return node("x", "100 ha", "ha", measure.Int(v).String()+" ha")
			}
			var parts []target.Node
			for range n {
				parts = append(parts, grow(depth+1))
			}
			return node("x", "100 ha", "ha", "", parts...)
		}
		tree := grow(0)
		tree.RollUp()
		if tree.Ends != ends || tree.Reported != ends {
			t.Fatalf("ends %d reported %d of %d", tree.Ends, tree.Reported, ends)
		}
		if got := tree.FromBelow; len(tree.Parts) > 0 && got.Value.Cmp(measure.Int(sum)) != 0 {
			t.Fatalf("from below %v, ends make %d", got.Value, sum)
		}
	})
}
