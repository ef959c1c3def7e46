package page_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"dondoc/internal/i18n"
)

const maxCompressed = 60 << 10 // of any page, issue of the first year

// TestPages renders every page in every language and holds what each must have.
// With DONDOC_PREVIEW=folder it leaves the pages there, to be looked at.
func TestPages(t *testing.T) {
	for _, lang := range i18n.Langs() {
		pages, fragments := fixtures(lang)
		for name, c := range pages {
			t.Run(fmt.Sprintf("%s_%s", name, lang), func(t *testing.T) {
				out := render(t, c)
				preview(t, name+"."+string(lang)+".html", out)
				doc := parse(t, out)
				checkWhole(t, doc, string(lang))
				checkParts(t, doc, true)
				checkText(t, out)
				if n := compressed(t, out); n > maxCompressed {
					t.Errorf("%d bytes compressed, more than %d", n, maxCompressed)
				}
			})
		}
		for name, c := range fragments {
			t.Run(fmt.Sprintf("fragment_%s_%s", name, lang), func(t *testing.T) {
				out := render(t, c)
				checkText(t, out)
				checkParts(t, parse(t, out), false)
				if bytes.Contains(out, []byte("<html")) || len(bytes.TrimSpace(out)) == 0 {
					t.Errorf("not a fragment: %.80s", out)
				}
			})
		}
	}
}

func render(t *testing.T, c templ.Component) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func preview(t *testing.T, name string, out []byte) {
	if dir := os.Getenv("DONDOC_PREVIEW"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func compressed(t *testing.T, out []byte) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(out); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

var void = map[string]bool{"meta": true, "link": true, "input": true, "br": true, "img": true, "hr": true}

// parse reads the page and first checks that every element is closed in order,
// which html.Parse would silently mend.
func parse(t *testing.T, out []byte) *html.Node {
	t.Helper()
	var open []string
	z := html.NewTokenizer(bytes.NewReader(out))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		name, _ := z.TagName()
		switch {
		case kind == html.StartTagToken && !void[string(name)]:
			open = append(open, string(name))
		case kind == html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Fatalf("</%s> closes %v", name, open)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Fatalf("not closed: %v", open)
	}
	doc, err := html.Parse(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

func elements(doc *html.Node, name string) []*html.Node {
	var out []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			out = append(out, n)
		}
	}
	return out
}

func checkWhole(t *testing.T, doc *html.Node, lang string) {
	t.Helper()
	for _, name := range []string{"html", "title", "main", "h1"} {
		if n := len(elements(doc, name)); name != "title" && n != 1 || n == 0 {
			t.Errorf("%d <%s>", n, name)
		} else if first := elements(doc, name)[0]; text(first) == "" {
			t.Errorf("<%s> is empty", name)
		}
	}
	if got := attr(elements(doc, "html")[0], "lang"); got != lang {
		t.Errorf("lang=%q, want %q", got, lang)
	}
}

// checkParts holds what every element must have: labels, names, unique ids, ids
// that exist, no inline style or script.
func checkParts(t *testing.T, doc *html.Node, whole bool) {
	t.Helper()
	ids, labelled := map[string]bool{}, map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %q twice", id)
			}
			ids[id] = true
		}
		if n.Data == "label" {
			labelled[attr(n, "for")] = true
		}
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		checkElement(t, n, labelled)
		for _, name := range []string{"aria-describedby", "aria-labelledby"} {
			for _, id := range strings.Fields(attr(n, name)) {
				if !ids[id] {
					t.Errorf("<%s %s=%q>: no such id", n.Data, name, id)
				}
			}
		}
		if href := attr(n, "href"); whole && n.Data == "a" && len(href) > 1 && href[0] == '#' && !ids[href[1:]] {
			t.Errorf("link to %s leads nowhere", href)
		}
	}
}

func checkElement(t *testing.T, n *html.Node, labelled map[string]bool) {
	t.Helper()
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			t.Errorf("<%s> has an inline %s", n.Data, a.Key)
		}
	}
	named := attr(n, "aria-label") != "" || attr(n, "aria-labelledby") != ""
	switch n.Data {
	case "script":
		if text(n) != "" {
			t.Error("inline script")
		}
	case "style":
		t.Error("inline style sheet")
	case "a", "button", "summary":
		if text(n) == "" && !named {
			t.Errorf("<%s %v> has no name", n.Data, n.Attr)
		}
		if n.Data == "a" && attr(n, "href") == "" {
			t.Errorf("<a>%s</a> leads nowhere", text(n))
		}
	case "input", "select", "textarea":
		inside := n.Parent != nil && n.Parent.Data == "label"
		if attr(n, "type") != "hidden" && !named && !inside && !labelled[attr(n, "id")] {
			t.Errorf("<%s name=%q> has no label", n.Data, attr(n, "name"))
		}
		if attr(n, "type") == "password" && has(n, "value") {
			t.Error("a password is sent back")
		}
	case "th":
		if attr(n, "scope") == "" || text(n) == "" {
			t.Errorf("<th>%s: no scope or no text", text(n))
		}
	}
}

var (
	missing = regexp.MustCompile(`\[[a-z_]+\.[a-z_.]+\]|\{[a-z_]+(:[^}]*)?\}`)
	broken  = regexp.MustCompile(`NaN|[^a-z]Inf[^a-z]|%!|&lt;nil|about:invalid`)
)

// checkText looks for keys without text, arguments nobody gave, and formats gone wrong.
func checkText(t *testing.T, out []byte) {
	t.Helper()
	if m := missing.Find(bytes.ReplaceAll(out, []byte("{\n  &#34;"), nil)); m != nil {
		t.Errorf("not said: %s", m)
	}
	if m := broken.Find(out); m != nil {
		t.Errorf("gone wrong: %q", m)
	}
}

// TestTypedTextStaysText holds that what people type never becomes markup.
func TestTypedTextStaysText(t *testing.T) {
	out := string(render(t, fixtureReport(i18n.Vietnamese).Page()))
	if strings.Contains(out, "</textarea><b>") || !strings.Contains(out, "Có &lt;/textarea&gt;&lt;b&gt;") {
		t.Error("a note broke out of its field")
	}
	out = string(render(t, fixtureBoard(i18n.Vietnamese).Page()))
	if strings.Contains(out, "<đất>") {
		t.Error("a search broke out of its field")
	}
}

// TestNothingInLinksRuns holds that an address from data cannot be a script.
func TestNothingInLinksRuns(t *testing.T) {
	v := fixtureTarget(i18n.Vietnamese)
	v.Reports[0].Evidence[0].URL = "javascript:alert(1)"
	if strings.Contains(string(render(t, v.Page())), "javascript:") {
		t.Error("an evidence link can run a script")
	}
}
