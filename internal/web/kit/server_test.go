package kit

import (
	"net/http/httptest"
	"testing"

	"dondoc/internal/i18n"
)

// A switch of language leads to the same page, never to another's.
func TestLanguageStaysHere(t *testing.T) {
	for from, want := range map[string]string{
		"/u/a?lang=en&class=met":     "/u/a?class=met",
		"/%2fevil.example/?lang=en":  "/%2fevil.example/",
		"/%2Fevil.example?lang=en":   "/%2Fevil.example",
		"/%5cevil.example/?lang=en":  "/%5cevil.example/",
		"/%09/evil.example/?lang=en": "/%09/evil.example/",
	} {
		w := httptest.NewRecorder()
		new(Server).switchLanguage(w, &Ask{Request: httptest.NewRequest("GET", from, nil)}, i18n.English)
		if got := w.Header().Get("Location"); got != want {
			t.Errorf("%s leads to %q, not %q", from, got, want)
		}
	}
}
