package works

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// What is said of a rule's rate is what was measured: February holds what is asked
// of the two grades; a rule that was never tried, or seldom given, has none.
func TestHits(t *testing.T) {
	warning, ok := HitOf("warning", 2)
	if !ok || warning.Right*100 < warning.Given*85 {
		t.Errorf("the warning of February is right %d times of %d", warning.Right, warning.Given)
	}
	watch, ok := HitOf("watch", 2)
	if !ok || watch.Right*100 < watch.Short*90 {
		t.Errorf("the watch of February finds %d of %d", watch.Right, watch.Short)
	}
	for _, none := range []struct {
		rule  string
		month int
	}{{"contract_expiring", 6}, {"money_ahead", 9}, {"below_peers", 4}, {"under_mid", 5}, {"warning", 12}} {
		if h, ok := HitOf(none.rule, none.month); ok {
			t.Errorf("%v was not measured, or seldom: %+v", none, h)
		}
	}
	for _, h := range allHits().Rows {
		if h.Right > h.Given || h.Right > h.Short || h.Short > h.Cases || h.Given > h.Cases {
			t.Errorf("%+v", h)
		}
		if h.Rule != "watch" && h.Rule != "warning" && !slices.Contains(RuleNames(), h.Rule) {
			t.Errorf("no rule is called %s", h.Rule)
		}
	}
}

// Every rule that is given has a name in the list of rules.
func TestRuleNames(t *testing.T) {
	text, err := os.ReadFile("warning.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?:add\(|\{)"([a-z]+_[a-z_]+)"`).FindAllStringSubmatch(string(text), -1) {
		if !slices.Contains(RuleNames(), m[1]) {
			t.Errorf("the rule %s is not in the list", m[1])
		}
	}
}
