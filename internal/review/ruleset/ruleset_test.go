package ruleset_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"dondoc/internal/errs"
	"dondoc/internal/review"
	"dondoc/internal/review/ruleset"
)

func whole(t *testing.T, set *review.Set) *review.Set {
	t.Helper()
	out, err := ruleset.Whole(set)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestShippedSetsAreProved proves every set that comes with the program.
func TestShippedSetsAreProved(t *testing.T) {
	if len(ruleset.Shipped()) < 6 {
		t.Fatalf("%d sets", len(ruleset.Shipped()))
	}
	for _, s := range ruleset.Shipped() {
		r := ruleset.Check(whole(t, s))
		for _, f := range r.Findings {
			t.Errorf("%s: %+v", s.ID, f)
		}
		if r.Cells == 0 || r.Lines == 0 || r.Thresholds == 0 {
			t.Errorf("%s: nothing was tried: %+v", s.ID, r)
		}
		if text, ok := ruleset.Text(s.ID); !ok || !bytes.Contains(text, []byte("rules: "+s.ID)) {
			t.Errorf("%s: its text is not found", s.ID)
		}
	}
}

// answers are what the shipped sets answered when they were shipped. A line may
// only be added: a set that answers otherwise is another set, with a name and days
// of its own, since reviews decided by it are read for years.
var answers = map[string]string{
	"nd-90-2020":        "bf83d6006a4e5f1d1a8ec9793caccf375707149dc6fc64aae187b627bddf2477",
	"qd-124-2023":       "f5df42dd1bdfd0398d267a97d7d290d671e4e4d2dc1661c53927bf13e07fe035",
	"qd-366-2025":       "8a3ee653747fc7b3314602765df322cc9f615b780cc880ecf3abe5d89565fe6c",
	"nd-335-2025":       "da997564d117282266f9385345b7f2a1560a04c72e7f273265cc04b7a50f808b",
	"mau-sau-truc-2026": "ff1d923fc85e14e7518aa0fe284fadcc3674f99fc5d5aef5fff0e41392a0837c",
	"nd-233-2026":       "d5034b6802d0ec64fb26322c1800da8afbfe0750b32e64cc114dec4ae72cc604",
}

func TestOldAnswersStand(t *testing.T) {
	for _, s := range ruleset.Shipped() {
		got := ruleset.Answers(whole(t, s))
		if answers[s.ID] != got {
			t.Errorf("%q: %q,", s.ID, got)
		}
	}
}

// TestFaultsAreFound spoils a set in one place each, and the proof has to say where.
func TestFaultsAreFound(t *testing.T) {
	tests := []struct{ name, set, old, new, kind, at string }{
		{"a gap in the points", "nd-233-2026", "points: {from: 70, below: 90}", "points: {from: 70, below: 89}", "gap", "points"},
		{"two levels for the same points", "nd-233-2026", "points: {from: 50, below: 70}", "points: {from: 50, below: 71}", "overlap", "points"},
		{"nobody is told what follows", "nd-233-2026", "unfit:\n  then: authority", "unfit_gone:\n  then: authority", "form", "/"},
		{"a level nobody reaches", "nd-233-2026", "{count: subunits.failed, at_most: 0}", "{count: subunits.failed, under: 0}", "unreachable", "excellent"},
		{"a line that never decides", "nd-233-2026", "led.done, in: led.assigned, under: 70", "led.done, in: led.assigned, under: 0", "idle", "under-70"},
		{"a better result, a lower level", "nd-233-2026", "led.above, in: led.assigned, at_least: 30", "led.above, in: led.assigned, at_most: 30", "falls_back", "led.above/led.assigned"},
		{"a threshold nobody tries", "nd-233-2026", "led.above, in: led.assigned, at_least: 30", "led.above, in: led.assigned, at_least: 25", "untried", "led.above/led.assigned at_least 25"},
		{"points that do not add up", "nd-233-2026", "max: 70", "max: 60", "parts", "points"},
		{"an example that is wrong", "nd-233-2026", "gives: {points: 89.5, level: good}", "gives: {points: 89.5, level: excellent}", "example", "under-90"},
		{"another answer under the same name", "nd-233-2026", "{share: led.done, in: led.assigned, under: 70}", "{share: led.done, in: led.assigned, under: 60}", "changed", "six-of-ten"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, _ := ruleset.Text(tt.set)
			if !strings.Contains(string(text), tt.old) {
				t.Fatalf("the set has no %q", tt.old)
			}
			set, err := ruleset.Read([]byte(strings.Replace(string(text), tt.old, tt.new, 1)))
			if tt.kind == "form" {
				if err == nil {
					t.Fatal("read as if nothing were wrong")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range ruleset.Check(whole(t, set)).Findings {
				if f.Kind == tt.kind && f.Name == tt.at {
					return
				}
			}
			t.Errorf("not found; found: %+v", ruleset.Check(whole(t, set)).Findings)
		})
	}
}

// TestFormFaultsNameTheirLine spoils the form of a file; the error names the line.
func TestFormFaultsNameTheirLine(t *testing.T) {
	tests := []struct{ name, old, new, key string }{
		{"a line without a source", "        source: {of: nd-233, cite: Điều 7, certainty: read}\n        when: {share: led.on_time", "        when: {share: led.on_time", "review.file_form"},
		{"a certainty nobody knows", "cite: khoản 5 Điều 7, certainty: read", "cite: khoản 5 Điều 7, certainty: sure", "review.file_form"},
		{"one language only", "says: {vi: \"100% nhiệm vụ hoàn thành đúng tiến độ\", en: \"All work done on time\"}", "says: {vi: \"100%\"}", "review.file_form"},
		{"a quantity nobody counts", "count: subunits.failed, at_most: 0", "count: subunits.sad, at_most: 0", "review.file_form"},
		{"two bounds", "{share: led.done, in: led.assigned, under: 70}", "{share: led.done, in: led.assigned, under: 70, over: 3}", "review.file_form"},
		{"an expression", "{share: led.done, in: led.assigned, under: 70}", "\"led.done / led.assigned < 0.7\"", "review.file_form"},
		{"a level that is not there", "    to: failed", "    to: bad", "review.file_unknown"},
		{"a document that is not there", "{of: nd-233, cite: khoản 5 Điều 7", "{of: nd-234, cite: khoản 5 Điều 7", "review.file_unknown"},
		{"a question nobody asks", "{ask: force-majeure, is: \"yes\"}", "{ask: storm, is: \"yes\"}", "review.file_unknown"},
		{"a name twice", "line: above", "line: on-time", "review.file_twice"},
		{"work that cannot be", "led: {assigned: 10, done: 10, on_time: 10, above: 2}", "led: {assigned: 10, done: 9, on_time: 10, above: 2}", "review.file_work"},
		{"no YAML", "levels:", "levels: [", "review.file_unread"},
		{"a key twice", "decimals: 2", "decimals: 2\n  decimals: 3", "review.file_unread"},
	}
	base, _ := ruleset.Text("nd-233-2026")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(string(base), tt.old, tt.new, 1)
			if text == string(base) {
				t.Fatalf("the set has no %q", tt.old)
			}
			_, err := ruleset.Read([]byte(text))
			list := errs.All(err)
			if len(list) == 0 || list[0].What.Key != tt.key {
				t.Fatalf("got %v", err)
			}
			if tt.key != "review.file_unread" && (list[0].Row == 0 || !strings.Contains(list[0].What.Arg("around").(string), ">")) {
				t.Errorf("no line is named: %v", list[0])
			}
		})
	}
}

// TestLayers: a set laid over another may tighten, and nothing else.
func TestLayers(t *testing.T) {
	text, _ := ruleset.Text("mau-sau-truc-2026")
	for _, tt := range []struct{ name, old, new, key string }{
		{"over nothing known", "over: nd-233-2026", "over: nd-999", "review.layer_unknown"},
		{"before the lower set", "valid: {from: 2026-07-01}", "valid: {from: 2026-06-30}", "review.layer_before"},
		{"a higher cap", "examples:", "caps:\n  - {cap: excellent-20, says: {vi: Trần 40%, en: A cap of 40 %}, source: {of: quy-che, cite: Điều 9, certainty: read}, level: excellent, percent: 40, of: {level: good}, round: down}\nexamples:", "review.layer_cap"},
		{"an unknown level", "examples:", "falls:\n  - {line: x, says: {vi: Hạ mức, en: A fall}, source: {of: quy-che, cite: Điều 9, certainty: read}, when: {count: quarters.failed, at_least: 1}, to: bad}\nexamples:", "review.file_unknown"},
	} {
		set, err := ruleset.Read([]byte(strings.Replace(string(text), tt.old, tt.new, 1)))
		if err == nil {
			_, err = ruleset.Whole(set)
		}
		if list := errs.All(err); len(list) == 0 || list[0].What.Key != tt.key {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// TestResultsAreCanonical: the same facts give the same bytes, in any order of work.
func TestResultsAreCanonical(t *testing.T) {
	for _, s := range ruleset.Shipped() {
		set := whole(t, s)
		for _, e := range set.Examples {
			f, g := e.Spelled(), e.Spelled()
			for i, j := 0, len(g.Work)-1; i < j; i, j = i+1, j-1 {
				g.Work[i], g.Work[j] = g.Work[j], g.Work[i]
			}
			a, b := set.Judge(e.Case(), f), set.Judge(e.Case(), g)
			if a.Level != b.Level || a.Points != nil && a.Points.Cmp(*b.Points) != 0 {
				t.Errorf("%s %s: order matters: %v, %v", set.ID, e.ID, a, b)
			}
			one, _ := json.Marshal(a)
			two, _ := json.Marshal(set.Judge(e.Case(), e.Spelled()))
			if !bytes.Equal(one, two) {
				t.Errorf("%s %s: not the same bytes", set.ID, e.ID)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range ruleset.Shipped() {
		text, _ := ruleset.Text(s.ID)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		set, err := ruleset.Read(text)
		if err != nil {
			return
		}
		if full, err := ruleset.Whole(set); err == nil {
			ruleset.Test(full)
		}
	})
}
