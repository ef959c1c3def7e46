package sample

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

// judge is a second, plain reading of the few wordings the sample uses. It
// shares nothing with package target, so that the two can be held against each other.
func judge(wording string, r Result) (string, error) {
	if deadline, ok := strings.CutPrefix(wording, "hoàn thành trước ngày "); ok {
		d, m, y := deadline[:2], deadline[3:5], deadline[6:]
		return pick(r.Value < y+"-"+m+"-"+d, "met"), nil
	}
	actual, ok := new(big.Rat).SetString(r.Value)
	if !ok {
		return "", fmt.Errorf("value %q", r.Value)
	}
	if strings.HasPrefix(wording, "không để xảy ra") {
		return pick(actual.Sign() == 0, "met"), nil
	}
	numbers := numbersIn(wording)
	if len(numbers) == 0 {
		return "", fmt.Errorf("no number in %q", wording)
	}
	cmp := actual.Cmp(numbers[0])
	switch {
	case strings.HasPrefix(wording, "dưới "):
		return pick(cmp < 0, "met"), nil
	case strings.HasPrefix(wording, "không quá "):
		return pick(cmp <= 0, "met"), nil
	case strings.HasPrefix(wording, "trên "):
		return pick(cmp > 0, "exceeded"), nil
	case strings.Contains(wording, " đến "):
		if actual.Cmp(numbers[1]) > 0 {
			return "exceeded", nil
		}
		return pick(cmp >= 0, "met"), nil
	case cmp > 0:
		return "exceeded", nil
	}
	return pick(cmp == 0, "met"), nil
}

func pick(ok bool, class string) string {
	if ok {
		return class
	}
	return "not_met"
}

var number = regexp.MustCompile(`\d[\d.]*(,\d+)?`)

func numbersIn(text string) []*big.Rat {
	var out []*big.Rat
	for _, m := range number.FindAllString(text, -1) {
		r, _ := new(big.Rat).SetString(strings.ReplaceAll(strings.ReplaceAll(m, ".", ""), ",", "."))
		out = append(out, r)
	}
	return out
}

// percent gives 100·actual/plan, rounded half up to so many decimals.
func percent(actual string, plan *big.Rat, places int) string {
	a, _ := new(big.Rat).SetString(actual)
	a.Quo(a.Mul(a, big.NewRat(100, 1)), plan)
	return a.FloatString(places)
}

func placesOf(text string) int {
	_, part, _ := strings.Cut(text, ".")
	return len(part)
}
