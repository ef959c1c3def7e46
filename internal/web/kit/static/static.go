// Package static serves the style sheet, the script and the icon under names
// that carry a hash of their content, so that a browser may keep them for ever
// and a new release is never mixed with an old one.
//
// The one sheet app.css is put together here from the sheets of the kit, by
// subject, and from those the wings of web add: one request on a weak line, and
// each rule beside what it dresses.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed *.css swap.js grid.js aloud.js meeting.js offline.js push.js favicon.svg
var files embed.FS

// Prefix is where Handler must be mounted.
const Prefix = "/static/"

var types = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
}

// first and last are the kit's sheets, in the order in which they hold. What a wing
// says stands between them; what it says of a medium, after them.
var first, last = []string{"tones", "base", "frame", "marks", "tables", "forms", "facts", "pictures", "heading"}, []string{"screens", "print"}

// wings are the sheets of the wings, by name.
var wings = map[string]string{}

// Style adds the sheet of a wing: plain rules, and after them those of a medium
// (from the first "@media" on). It is for the variables of a package, before
// anything is served, and panics on a name that is taken: a mistake in code.
func Style(wing, sheet string) struct{} {
	if _, taken := wings[wing]; taken {
		panic(fmt.Sprintf("static: two sheets for %q", wing))
	}
	wings[wing] = sheet
	return struct{}{}
}

// app puts the one sheet together.
func app() []byte {
	var rules, media strings.Builder
	kit := func(to *strings.Builder, names []string) {
		for _, name := range names {
			body, err := files.ReadFile(name + ".css")
			if err != nil {
				panic(err) // the files are compiled in
			}
			to.Write(body)
		}
	}
	kit(&rules, first)
	kit(&media, last)
	for _, wing := range slices.Sorted(maps.Keys(wings)) {
		plain, of, has := strings.Cut(wings[wing], "@media")
		rules.WriteString(plain)
		if has {
			media.WriteString("@media" + of)
		}
	}
	return []byte(rules.String() + media.String())
}

type index struct {
	address map[string]string // file name → address
	content map[string][]byte // address → content
}

var assets = sync.OnceValue(func() index {
	x := index{map[string]string{}, map[string][]byte{}}
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // the files are compiled in
	}
	for _, e := range entries {
		if path.Ext(e.Name()) == ".css" {
			continue // a part of the one sheet
		}
		body, err := files.ReadFile(e.Name())
		if err != nil {
			panic(err)
		}
		x.add(e.Name(), body)
	}
	x.add("app.css", app())
	return x
})

func (x index) add(name string, body []byte) {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	address := Prefix + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	x.address[name], x.content[address] = address, body
}

// Asset gives the address of a file, such as "/static/app.0a1b2c3d4e5f.css"
// for "app.css". It panics on a name that is not compiled in: a mistake in code.
func Asset(name string) string {
	address, ok := assets().address[name]
	if !ok {
		panic(fmt.Sprintf("static: no file %q", name))
	}
	return address
}

// Offline answers GET with the script that opens sheets without a line. It stands
// over the whole site, so that it may answer for it; a browser asks for it again by
// itself.
func Offline() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Type", types[".js"])
		h.Set("Cache-Control", "no-cache")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; connect-src 'self'")
		if r.Method != http.MethodHead {
			_, _ = w.Write(assets().content[Asset("offline.js")]) // the reader is gone when this fails
		}
	})
}

// Handler answers GET for the addresses Asset gives, cacheable for ever, and
// 404 for everything else.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := assets().content[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", types[path.Ext(r.URL.Path)])
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("X-Content-Type-Options", "nosniff")
		if r.Method != http.MethodHead {
			_, _ = w.Write(body) // the reader is gone when this fails
		}
	})
}
