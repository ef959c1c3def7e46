package page_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"dondoc/internal/i18n"
)

var _ = json.Valid
var _ = xml.Header
var _ = regexp.MustCompile
var _ = gzip.BestSpeed
var _ = html.Parse
var _ = io.Discard
var _ = strings.Contains

func render(t *testing.T, c templ.Component) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPages(t *testing.T) {
	for _, lang := range i18n.Langs() {
		for name, c := range fixtures(lang) {
			t.Run(fmt.Sprintf("%s_%s", name, lang), func(t *testing.T) {
				out := render(t, c)
				if dir := os.Getenv("DONDOC_PREVIEW"); dir != "" {
					if err := os.WriteFile(filepath.Join(dir, name+"."+string(lang)+".html"), out, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			})
		}
	}
}
