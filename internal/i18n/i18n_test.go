package i18n

import (
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/phrase"
)

func TestEveryTextIsInBothLanguagesWithTheSameArguments(t *testing.T) {
	c := texts()
	for _, f := range c.faults {
		t.Error(f)
	}
	for key, e := range c.entries {
		for _, lang := range Langs() {
			if strings.TrimSpace(e.plain[lang]) == "" {
				t.Errorf("%s: %s has no text in %q", e.file, key, lang)
			}
		}
		if vi, en := argNames(e.vi), argNames(e.en); vi != en {
			t.Errorf("%s: %s takes %s in Vietnamese but %s in English", e.file, key, vi, en)
		}
		subject := strings.TrimSuffix(e.file, ".json")
		face, _, _ := strings.Cut(subject, "_") // web_board.json holds what the pages of the board say
		if prefix, _, _ := strings.Cut(key, "."); prefix != subject && prefix != face && !sharedFiles[e.file] {
			t.Errorf("%s: %s does not begin with the file's subject", e.file, key)
		}
	}
}

// sharedFiles hold keys of several subjects: the classes, roles and states
// everybody names, and the words for the kinds of error.
var sharedFiles = map[string]bool{"common.json": true, "errs.json": true}

func TestEveryKindOfErrorHasWords(t *testing.T) {
	for kind := errs.Internal; kind <= errs.Unavailable; kind++ {
		for _, lang := range Langs() {
			if text, hint := Error(lang, &errs.Error{Kind: kind}); strings.HasPrefix(text, "[") || hint != "" {
				t.Errorf("%s in %s: %q, hint %q", kind, lang, text, hint)
			}
		}
	}
}

// with swaps in a small catalogue for one test.
func with(t *testing.T, json string) {
	t.Helper()
	before := texts
	c := load(fstest.MapFS{"text/x.json": {Data: []byte(json)}})
	for _, f := range c.faults {
		t.Fatal(f)
	}
	for key, e := range before().entries {
		c.entries[key] = e
	}
	texts = func() catalog { return c }
	t.Cleanup(func() { texts = before })
}

func TestSay(t *testing.T) {
	with(t, `{
		"x.count":  {"vi": "{n} chỉ tiêu", "en": "{n} {n:target|targets}"},
		"x.year":   {"vi": "năm {y:plain}", "en": "year {y:plain}"},
		"x.pad":    {"vi": "{n:pad} trường", "en": "{n} schools"},
		"x.state":  {"vi": "đang ở bước “{s:in state}”", "en": "now {s:in state}"},
		"x.on":     {"vi": "đến {d}", "en": "until {d}"},
		"x.nested": {"vi": "gồm {parts}", "en": "made of {parts}"}
	}`)
	type state string
	list := []phrase.Phrase{phrase.New("class.met"), phrase.New("class.exceeded"), phrase.New("x.pad", "n", 3)}
	for _, c := range []struct {
		p      phrase.Phrase
		vi, en string
	}{
		{phrase.New("x.count", "n", 1), "1 chỉ tiêu", "1 target"},
		{phrase.New("x.count", "n", 1234567), "1.234.567 chỉ tiêu", "1,234,567 targets"},
		{phrase.New("x.count", "n", int64(-1234)), "−1.234 chỉ tiêu", "−1,234 targets"},
		{phrase.New("x.year", "y", 2023), "năm 2023", "year 2023"},
		{phrase.New("x.pad", "n", 3), "03 trường", "3 schools"},
		{phrase.New("x.pad", "n", 12), "12 trường", "12 schools"},
		{phrase.New("x.state", "s", state("approved")), "đang ở bước “đã duyệt”", "now approved"},
		{phrase.New("x.on", "d", period.Date("2024-01-10")), "đến 10/01/2024", "until 10/01/2024"},
		{phrase.New("x.on", "d", (*period.Date)(nil)), "đến ", "until "},
		{phrase.New("x.on"), "đến {d}", "until {d}"},
		{phrase.New("x.nested", "parts", list), "gồm đạt, vượt và 03 trường", "made of met, exceeded and 3 schools"},
		{phrase.New("x.nested", "parts", []string{"ha"}), "gồm ha", "made of ha"},
		{phrase.New("x.nested", "parts", []string{}), "gồm ", "made of "},
		{phrase.New("x.nested", "parts", phrase.New("class.met")), "gồm đạt", "made of met"},
		{phrase.New("x.absent"), "[x.absent]", "[x.absent]"},
		{phrase.Phrase{}, "", ""},
	} {
		if got := Say(Vietnamese, c.p); got != c.vi {
			t.Errorf("%v in Vietnamese: %q, want %q", c.p, got, c.vi)
		}
		if got := Say(English, c.p); got != c.en {
			t.Errorf("%v in English: %q, want %q", c.p, got, c.en)
		}
	}
}

func TestErrorAndPlace(t *testing.T) {
	e := errs.New(errs.Invalid, "period.cycle_unread", "text", "20x3").AtRow(1007, "C1007")
	text, hint := Error(English, e)
	if !strings.Contains(text, "“20x3”") || hint != "" {
		t.Errorf("text %q, hint %q", text, hint)
	}
	if got := Place(Vietnamese, e); got != "Dòng 1007, ô C1007" {
		t.Errorf("place %q", got)
	}
	if got := Place(English, e.AtRow(0, "")); got != "" {
		t.Errorf("no place, but %q", got)
	}
	if text, hint := Error(Vietnamese, nil); text != "" || hint != "" {
		t.Errorf("nil error says %q, %q", text, hint)
	}
}

func TestLanguageOfTheReader(t *testing.T) {
	for header, want := range map[string]Lang{
		"": Vietnamese, "vi-VN,vi;q=0.9,en;q=0.8": Vietnamese, "en-US,en;q=0.5": English,
		"fr;q=0.9,en;q=0.2": English, "fr": Vietnamese, "en;q=0.1,vi;q=0.2": Vietnamese, ";;;": Vietnamese,
	} {
		if got := Match(header); got != want {
			t.Errorf("Match(%q) = %s, want %s", header, got, want)
		}
	}
	if l, ok := Parse("EN-gb"); l != English || !ok {
		t.Errorf("Parse(EN-gb) = %s, %v", l, ok)
	}
	if _, ok := Parse("fr"); ok {
		t.Error("French is not spoken")
	}
}

func TestTitle(t *testing.T) {
	for in, want := range map[string]string{"": "", "đạt và vượt": "Đạt và vượt", "ước": "Ước", "3 trường": "3 trường"} {
		if got := Title(in); got != want {
			t.Errorf("Title(%q) = %q", in, got)
		}
	}
}

func TestBadFilesAreFaultsNotPanics(t *testing.T) {
	for _, bad := range []string{
		``, `[]`, `{"a.b": 1}`, `{"a.b": {"vi": "x"`, `{"a.b": {"vi": "x", "en": "x", "fr": "x"}}`,
		`{"a.b": {"vi": "{n", "en": "{n}"}}`, `{"a.b": {"vi": "n}", "en": "{n}"}}`, `{"a.b": {"vi": "{n:odd}", "en": "{n}"}}`,
		`{"a.b": {"vi": "x", "en": "x"}, "a.b": {"vi": "y", "en": "y"}}`, `{"a.b": {"vi": "{}", "en": "{}"}}`,
	} {
		if c := load(fstest.MapFS{"text/a.json": {Data: []byte(bad)}}); len(c.faults) == 0 {
			t.Errorf("%s: no fault found", bad)
		}
	}
}

func TestGroupKeepsTheNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "n")
		for lang, sep := range map[Lang]string{Vietnamese: ".", English: ","} {
			grouped := group(n, lang)
			if plain := strings.ReplaceAll(grouped, sep, ""); plain != (part{name: "n", form: formPlain}).say(lang, n) {
				t.Fatalf("%d is said %s", n, grouped)
			}
			for i, piece := range strings.Split(strings.TrimPrefix(grouped, "−"), sep) {
				if len(piece) > 3 || i > 0 && len(piece) != 3 {
					t.Fatalf("%d is grouped %s", n, grouped)
				}
			}
		}
	})
}

func argNames(parts []part) string {
	seen := map[string]bool{}
	for _, p := range parts {
		if p.name != "" {
			seen[p.name] = true
		}
	}
	return names(seen)
}
