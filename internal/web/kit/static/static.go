// Package static serves the style sheet, the script and the icon under names
// that carry a hash of their content, so that a browser may keep them for ever
// and a new release is never mixed with an old one.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed app.css swap.js grid.js aloud.js favicon.svg
var files embed.FS

// Prefix is where Handler must be mounted.
const Prefix = "/static/"

var types = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
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
		body, err := files.ReadFile(e.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(body)
		ext := path.Ext(e.Name())
		address := Prefix + strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:6]) + ext
		x.address[e.Name()], x.content[address] = address, body
	}
	return x
})

// Asset gives the address of a file, such as "/static/app.0a1b2c3d4e5f.css"
// for "app.css". It panics on a name that is not compiled in: a mistake in code.
func Asset(name string) string {
	address, ok := assets().address[name]
	if !ok {
		panic(fmt.Sprintf("static: no file %q", name))
	}
	return address
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
