package web_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dondoc/internal/web/kit/static"
)

// The one sheet holds what each wing says, is small, and each part of it is small
// enough to be read at once.
func TestOneSheetOfManyParts(t *testing.T) {
	w := httptest.NewRecorder()
	static.Handler().ServeHTTP(w, httptest.NewRequest("GET", static.Asset("app.css"), nil))
	whole := w.Body.String()
	if len(whole) > 28<<10 {
		t.Errorf("%d bytes", len(whole))
	}
	parts, err := filepath.Glob("*/style.css")
	if err != nil {
		t.Fatal(err)
	}
	kit, err := filepath.Glob("kit/static/*.css")
	if err != nil || len(parts) < 5 || len(kit) < 8 {
		t.Fatalf("%d and %d sheets, %v", len(parts), len(kit), err)
	}
	for _, name := range append(parts, kit...) {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if plain, of, _ := strings.Cut(string(body), "@media"); filepath.Base(name) != "tones.css" && (!strings.Contains(whole, plain) || !strings.Contains(whole, of)) {
			t.Errorf("%s is not in the sheet that is served", name)
		}
		if len(body) > 4<<10 {
			t.Errorf("%s has %d bytes: cut it by subject", name, len(body))
		}
	}
}
