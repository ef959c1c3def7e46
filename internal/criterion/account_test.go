package criterion_test

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
)

// inserted are things that count, wherever they stand.
var inserted = []string{"37", "12,5%", "ngày 3/9/2025", "không", "chưa", "trừ"}

// narrowing are words that say of how much, or how surely; what is to be done
// or must not happen keeps them in its words.
var narrowing = []string{"riêng", "ngoài", "chỉ tính", "đa số", "một số", "dự kiến", "nếu", "mỗi", "một nửa"}

// wordsFor gives the words to put into a text of a kind.
func wordsFor(k criterion.Kind) []string {
	if k == criterion.Milestone || k == criterion.ZeroEvent || k == criterion.Ordinal {
		return inserted
	}
	return append(inserted[:len(inserted):len(inserted)], narrowing...)
}

// insertions gives a text with a word put in between its words, at some four places,
// others for another word. DONDOC_EVERY_PLACE tries them all, in some minutes.
func insertions(text, word string) []string {
	words := strings.Fields(text)
	step := 1 + len(words)/4
	if os.Getenv("DONDOC_EVERY_PLACE") != "" {
		step = 1
	}
	var out []string
	for i := 0; i <= len(words); i++ {
		if (i+len(word)+len(text))%step != 0 {
			continue
		}
		if slices.Contains(narrowing, word) && i > 0 && i < len(words) && i != len(words)/2 {
			continue // at the ends and in the middle
		}
		out = append(out, strings.Join(append(append(append([]string{}, words[:i]...), word), words[i:]...), " "))
	}
	return out
}

// bones is what is judged of a criterion: without the words that only describe.
func bones(c criterion.Criterion) criterion.Criterion {
	c.Text, c.Rest, c.Scope = "", "", ""
	parts := c.Parts
	c.Parts = nil
	for _, p := range parts {
		c.Parts = append(c.Parts, bones(p))
	}
	return c
}

func bonesOf(a criterion.Actual, k criterion.Kind) criterion.Actual {
	if a.Text = ""; k != criterion.Ordinal {
		a.Words = ""
	}
	beside := slices.Clone(a.Beside)
	for i := range beside { // of a clause that explains, its kind and its figures, those in words too
		beside[i].Text = strings.Join(figureSigns.FindAllString(beside[i].Text, -1), " ")
	}
	a.Beside = beside
	parts := a.Parts
	a.Parts = nil
	for _, p := range parts {
		a.Parts = append(a.Parts, bonesOf(p, k))
	}
	return a
}

var figureSigns = regexp.MustCompile(`\d[\d.,/]*|một|số|đa số`)

// Every part of a wording is accounted for: with a figure, a date or a word of
// force put into it anywhere, it reads differently or is asked about.
func TestNothingOfAWordingIsPassedOver(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, c := range conformance(t).Cases {
		one := fmt.Sprint(c.Wording.VI, c.Name.in(i18n.Vietnamese), c.Unit, c.Direction, c.Baseline)
		if seen[one] {
			continue
		}
		seen[one] = true
		in := criterion.Hints{Name: c.Name.in(i18n.Vietnamese), Unit: c.Unit, Direction: c.Direction, Baseline: c.Baseline}
		plain, asked := criterion.Read(c.Wording.VI, in)
		if len(asked) > 0 || plain.Kind == criterion.Unstated {
			continue
		}
		for _, word := range wordsFor(plain.Kind) {
			for _, text := range insertions(c.Wording.VI, word) {
				got, asked := criterion.Read(text, in)
				if len(asked) == 0 && reflect.DeepEqual(bones(got), bones(plain)) {
					t.Errorf("%s: %q reads as %q does, and nobody is asked", c.ID, text, c.Wording.VI)
				}
			}
		}
	}
}

// The same of results.
func TestNothingOfAResultIsPassedOver(t *testing.T) {
	t.Parallel()
	for _, c := range conformance(t).Cases {
		if c.Actual == nil {
			continue
		}
		in := criterion.Hints{Name: c.Name.in(i18n.Vietnamese), Unit: c.Unit, Direction: c.Direction, Baseline: c.Baseline}
		plan, asked := criterion.Read(c.Wording.VI, in)
		plain, more := criterion.ReadActual(c.Actual.VI, plan, in)
		if len(asked)+len(more) > 0 || plain.Nothing() {
			continue
		}
		judged := func(a criterion.Actual) string {
			got := criterion.Assess(plan, &a, c.Options)
			return fmt.Sprint(got.Class, len(got.Questions), percent(got.Achievement))
		}
		for _, word := range wordsFor(plan.Kind) {
			for _, text := range insertions(c.Actual.VI, word) {
				got, asked := criterion.ReadActual(text, plan, in)
				if len(asked) == 0 && reflect.DeepEqual(bonesOf(got, plan.Kind), bonesOf(plain, plan.Kind)) && judged(got) == judged(plain) {
					t.Errorf("%s: %q of %q reads as %q does, and nobody is asked", c.ID, text, c.Wording.VI, c.Actual.VI)
				}
			}
		}
	}
}
