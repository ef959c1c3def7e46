package criterion_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/measure"
)

// bilingual is a text in both languages.
type bilingual struct{ VI, EN string }

func (b *bilingual) in(lang i18n.Lang) string {
	switch {
	case b == nil:
		return ""
	case lang == i18n.English:
		return b.EN
	}
	return b.VI
}

// suite is conformance/achievement.json; conformance/README.md describes it.
type suite struct {
	Version int
	Title   bilingual
	Cases   []struct {
		ID        string
		Wording   bilingual
		Name      *bilingual
		Unit      string
		Direction criterion.Direction
		Baseline  *measure.Decimal
		Actual    *bilingual
		Options   criterion.Options
		Expect    struct {
			Kind        criterion.Kind
			Class       criterion.Class
			Achievement *string
			Difference  *measure.Decimal
			Explanation string
			Questions   []string
			Flags       []string
		}
		Note   *bilingual
		Source string
	}
}

func conformance(t *testing.T) suite {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "conformance", "achievement.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var s suite
	d := json.NewDecoder(f)
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		t.Fatal(err)
	}
	return s
}

// Dondoc passes its own conformance suite, in both languages.
func TestConformance(t *testing.T) {
	s := conformance(t)
	ids, kinds := map[string]bool{}, map[criterion.Kind]int{}
	for _, c := range s.Cases {
		if ids[c.ID] {
			t.Errorf("%s stands twice", c.ID)
		}
		ids[c.ID] = true
		kinds[c.Expect.Kind]++
		for _, lang := range i18n.Langs() {
			in := criterion.Hints{Name: c.Name.in(lang), Unit: c.Unit, Direction: c.Direction, Baseline: c.Baseline}
			plan, asked := criterion.Read(c.Wording.in(lang), in)
			var actual *criterion.Actual
			if c.Actual != nil {
				a, more := criterion.ReadActual(c.Actual.in(lang), plan, in)
				actual, asked = &a, append(asked, more...)
			}
			o := c.Options
			got := criterion.Assess(plan, actual, o)
			asked = append(asked, got.Questions...)
			var fields, flags []string
			for _, q := range asked {
				fields = append(fields, q.Field)
			}
			for _, f := range got.Flags {
				flags = append(flags, f.Code)
			}
			if plan.Kind != c.Expect.Kind || got.Class != c.Expect.Class || got.Explanation.Key != c.Expect.Explanation ||
				!slices.Equal(fields, c.Expect.Questions) || !slices.Equal(flags, c.Expect.Flags) ||
				percent(got.Achievement) != text(c.Expect.Achievement) || plain(got.Difference) != plain(c.Expect.Difference) {
				t.Errorf("%s (%s) %q with %q: %s %s %s%% (difference %s) %s, asks %v, flags %v\n\twant %s %s %s%% (difference %s) %s, asks %v, flags %v", c.ID, lang, c.Wording.in(lang), c.Actual.in(lang),
					plan.Kind, got.Class, percent(got.Achievement), plain(got.Difference), got.Explanation.Key, fields, flags,
					c.Expect.Kind, c.Expect.Class, text(c.Expect.Achievement), plain(c.Expect.Difference), c.Expect.Explanation, c.Expect.Questions, c.Expect.Flags)
			}
		}
	}
	if len(s.Cases) < 250 {
		t.Errorf("only %d cases", len(s.Cases))
	}
	for _, k := range []criterion.Kind{criterion.Point, criterion.AtLeast, criterion.MoreThan, criterion.AtMost, criterion.LessThan, criterion.About, criterion.Range, criterion.RatioCount,
		criterion.Change, criterion.PerYear, criterion.Cumulative, criterion.Maintain, criterion.Increment, criterion.Rank, criterion.Composite, criterion.AllOf, criterion.Scopes,
		criterion.Ordinal, criterion.Milestone, criterion.ZeroEvent, criterion.Unstated, criterion.Verbatim} {
		if kinds[k] < 4 {
			t.Errorf("%d cases of %s", kinds[k], k)
		}
	}
}

func percent(a *criterion.Achievement) string {
	if a == nil {
		return ""
	}
	return a.Percent(2).String()
}

func plain(d *measure.Decimal) string {
	if d == nil {
		return ""
	}
	return d.Trim().String()
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
