package static

import (
	"fmt"
	"math"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestAssetsAreServedForEver(t *testing.T) {
	for name, kind := range map[string]string{"app.css": "text/css", "swap.js": "text/javascript", "grid.js": "text/javascript", "favicon.svg": "image/svg+xml"} {
		w := httptest.NewRecorder()
		Handler().ServeHTTP(w, httptest.NewRequest("GET", Asset(name), nil))
		if w.Code != 200 || w.Body.Len() == 0 || !strings.HasPrefix(w.Header().Get("Content-Type"), kind) {
			t.Errorf("%s: %d, %s, %d bytes", name, w.Code, w.Header().Get("Content-Type"), w.Body.Len())
		}
		if c := w.Header().Get("Cache-Control"); !strings.Contains(c, "immutable") {
			t.Errorf("%s: Cache-Control %q", name, c)
		}
	}
}

func TestOnlyTheHashedNamesAnswer(t *testing.T) {
	for _, path := range []string{"/static/app.css", "/static/", "/static/../static.go", "/static/app.000000000000.css", "/"} {
		w := httptest.NewRecorder()
		Handler().ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != 404 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestUnknownAssetIsAMistake(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unknown name was given an address")
		}
	}()
	Asset("nothing.css")
}

func css(t *testing.T) string {
	t.Helper()
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, httptest.NewRequest("GET", Asset("app.css"), nil))
	return w.Body.String()
}

// A sheet that lies there and is in no list would dress nothing.
func TestEverySheetOfTheKitIsInTheOne(t *testing.T) {
	entries, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range entries {
		if name, is := strings.CutSuffix(e.Name(), ".css"); is {
			n++
			if !slices.Contains(first, name) && !slices.Contains(last, name) {
				t.Errorf("%s is served nowhere", e.Name())
			}
		}
	}
	if n != len(first)+len(last) {
		t.Errorf("%d sheets, %d named", n, len(first)+len(last))
	}
}

// What a wing says of a medium comes after what the kit says of it, and its plain
// rules before.
func TestTheSheetOfAWingStandsWhereItHolds(t *testing.T) {
	Style("of a test", ".tested{color:var(--ink)}\n@media print{.tested{color:#000}}\n")
	t.Cleanup(func() { delete(wings, "of a test") })
	text := string(app())
	plain, screens, of := strings.Index(text, ".tested{color:var"), strings.Index(text, "@media screen"), strings.Index(text, "@media print{.tested")
	if plain < 0 || screens < plain || of < strings.LastIndex(text, "break-after:avoid") {
		t.Errorf("plain at %d, screens at %d, of print at %d", plain, screens, of)
	}
	defer func() {
		if recover() == nil {
			t.Error("two sheets under one name")
		}
	}()
	Style("of a test", "")
}

func TestStyleSheetStandsAlone(t *testing.T) {
	text := css(t)
	if i := strings.Index(text, "url("); i >= 0 {
		t.Errorf("fetches something: %.40s", text[i:])
	}
	if strings.Count(text, "{") != strings.Count(text, "}") {
		t.Error("braces do not pair")
	}
}

func TestEveryToneUsedIsDefined(t *testing.T) {
	text := css(t)
	defined := map[string]bool{}
	for _, m := range regexp.MustCompile(`(--[\w-]+):`).FindAllStringSubmatch(text, -1) {
		defined[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`var\((--[\w-]+)\)`).FindAllStringSubmatch(text, -1) {
		if !defined[m[1]] {
			t.Errorf("%s is used and not defined", m[1])
		}
	}
}

// TestContrast holds WCAG 2.2 AA in every scheme: 4.5 for text (1.4.3), 3 for
// marks, edges of fields and the focus ring (1.4.11).
func TestContrast(t *testing.T) {
	const text, mark = 4.5, 3.0
	pairs := []struct {
		on, of string
		least  float64
	}{
		{"bg", "ink", text}, {"bg", "muted", text}, {"bg", "accent", text}, {"band", "ink", text}, {"band", "muted", text}, {"band", "accent", text},
		{"wash", "ink", text}, {"wash", "accent", text}, {"wash", "muted", text}, {"accent", "on-accent", text}, {"ink", "bg", text},
		{"bg", "exceeded-text", text}, {"bg", "met-text", text}, {"bg", "not_met-text", text}, {"band", "not_met-text", text},
		{"not_met-wash", "ink", text}, {"not_met-wash", "muted", text}, {"not_met-wash", "not_met-text", text}, {"not_met-wash", "accent", text},
		{"exceeded", "exceeded-mark", text}, {"met", "met-mark", text}, {"not_met", "not_met-mark", text}, {"not_assessed", "not_assessed-mark", text},
		{"bg", "edge", mark}, {"bg", "focus", mark}, {"bg", "plan", mark}, {"bg", "exceeded", mark}, {"bg", "met-mark", mark}, {"forecast", "muted", mark},
	}
	for scheme, tones := range schemes(t) {
		for _, p := range pairs {
			if scheme == "print" && (p.of == "plan" || p.of == "focus" || p.of == "on-accent") {
				continue // on paper nothing is focused, no button is printed, and the plan is a dashed line beside its label
			}
			if got := contrast(t, tones[p.on], tones[p.of]); got < p.least {
				t.Errorf("%s: %s on %s is %.2f, less than %.1f", scheme, p.of, p.on, got, p.least)
			}
		}
	}
}

// schemes gives the tones in light, dark and print, each over those of light.
func schemes(t *testing.T) map[string]map[string]string {
	t.Helper()
	blocks := regexp.MustCompile(`(?s):root\{(.*?)\}`).FindAllStringSubmatch(css(t), -1)
	if len(blocks) != 3 {
		t.Fatalf("%d schemes", len(blocks))
	}
	out := map[string]map[string]string{}
	for i, name := range []string{"light", "dark", "print"} {
		tones := map[string]string{}
		for _, b := range [][]string{blocks[0], blocks[i]} {
			for _, m := range regexp.MustCompile(`--([\w-]+):(#[0-9a-f]+)`).FindAllStringSubmatch(b[1], -1) {
				tones[m[1]] = m[2]
			}
		}
		out[name] = tones
	}
	return out
}

// contrast is the ratio of WCAG 2.2, "contrast ratio" and "relative luminance".
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	hex := strings.TrimPrefix(colour, "#")
	if len(hex) == 3 {
		hex = fmt.Sprintf("%[1]c%[1]c%[2]c%[2]c%[3]c%[3]c", hex[0], hex[1], hex[2])
	}
	if len(hex) != 6 {
		t.Fatalf("colour %q", colour)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
