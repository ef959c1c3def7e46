package public

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"path"
	"sort"
	"strings"

	"dondoc/internal/app"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/release"
	"dondoc/internal/web/kit/href/opened"
	"dondoc/internal/web/kit/static"
)

// File is a page or data file of the public site as it is written out.
type File struct {
	Name string // from the folder of the site, with "/"
	Text []byte
	Sum  string // SHA-256 in hex
}

// written is the site as it is being written out: pages name one another by files,
// and what a page names is written too.
type written struct {
	base  string // address of the folder on the web; "" where it is not known
	files map[string]bool
	waits []waiting
	wrong error
}

// waiting is a page still to be written.
type waiting struct {
	file, uri string
	lang      i18n.Lang
}

type writtenKey struct{}

// writtenOut gives the site that a request is made for; nil where a reader asks.
func writtenOut(r *http.Request) *written {
	out, _ := r.Context().Value(writtenKey{}).(*written)
	return out
}

// Write writes the public site out, by the pages as a server gives them: all that is
// public now, in both languages, with nothing that needs a server. base is the address
// the folder will have; without it feeds, sitemap and robots are left out, since they
// name whole addresses, and left says so. gone are addresses of what was taken down,
// which nothing leads to any more: they say so. Each file is given once.
func Write(ctx context.Context, pages http.Handler, base string, gone []string, take func(File) error) (left []string, err error) {
	w := &written{base: strings.TrimSuffix(base, "/"), files: map[string]bool{}}
	if w.base != "" {
		u, err := url.Parse(w.base)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			return nil, errs.New(errs.Invalid, "release.base_bad", "base", base).In("base")
		}
	}
	for _, lang := range []i18n.Lang{i18n.Vietnamese, i18n.English} {
		w.name(lang, opened.Front)
		for _, uri := range gone {
			w.name(lang, uri)
		}
	}
	alone := []string{opened.Atom, opened.RSS, opened.NewsAtom, opened.NewsRSS, opened.NewsData, opened.Sitemap, opened.Robots}
	for _, uri := range alone {
		if w.base == "" {
			left = append(left, strings.TrimPrefix(fileOf(uri), "/"))
			continue
		}
		w.name(i18n.Vietnamese, uri)
	}
	for len(w.waits) > 0 && err == nil {
		next := w.waits[0]
		w.waits = w.waits[1:]
		err = w.write(context.WithValue(ctx, writtenKey{}, w), pages, next, take)
	}
	return left, err
}

func (w *written) write(ctx context.Context, pages http.Handler, one waiting, take func(File) error) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://localhost"+one.uri, nil)
	if err != nil {
		return err
	}
	r.RequestURI = one.uri
	r.Header.Set("Accept-Language", string(one.lang))
	var got answer
	pages.ServeHTTP(&got, r)
	switch {
	case w.wrong != nil:
		return w.wrong
	case got.code != http.StatusOK && got.code != http.StatusGone:
		return errs.New(errs.Internal, "release.unwritten", "page", one.uri, "status", got.code)
	}
	sum := sha256.Sum256(got.body.Bytes())
	return take(File{one.file, got.body.Bytes(), hex.EncodeToString(sum[:])})
}

// answer takes what a handler answers.
type answer struct {
	header http.Header
	code   int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header {
	if a.header == nil {
		a.header = http.Header{}
	}
	return a.header
}

func (a *answer) WriteHeader(code int) {
	if a.code == 0 {
		a.code = code
	}
}

func (a *answer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(p)
}

// name has a page written, and gives its file.
func (w *written) name(lang i18n.Lang, uri string) string {
	u, err := url.Parse(uri)
	if err != nil {
		return ""
	}
	q := u.Query()
	if l, ok := i18n.Parse(q.Get("lang")); ok && q.Has("lang") {
		lang = l
		q.Del("lang")
		u.RawQuery = q.Encode()
	}
	uri = u.RequestURI()
	file := fileOf(uri)
	if file == "" {
		w.wrong = errs.New(errs.Internal, "release.unwritten", "page", uri, "status", http.StatusNotFound)
		return ""
	}
	if path.Ext(file) != ".html" {
		lang = i18n.Vietnamese // data are the same in both
	}
	if lang != i18n.Vietnamese {
		file = string(lang) + "/" + file
	}
	if !w.files[file] {
		w.files[file] = true
		w.waits = append(w.waits, waiting{file, uri, lang})
	}
	return file
}

// fileOf is the file of an address, in Vietnamese; "" for one that is not of the
// public site.
func fileOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil {
		return ""
	}
	q, p := u.Query(), u.Path
	switch rest, within := strings.CutPrefix(p, opened.Front+"/"); {
	case strings.HasPrefix(p, static.Prefix), p == opened.Sitemap, p == opened.Robots:
		return strings.TrimPrefix(p, "/")
	case p == opened.News:
		name := "index"
		if q.Get("unit") != "" {
			name = "of-" + q.Get("unit")
		}
		if q.Get("after") != "" {
			name += "-after-" + q.Get("after")
		}
		return path.Join("news", name+".html")
	case strings.HasPrefix(rest, "photos/"):
		return rest
	case p == opened.Front && q.Get("after") != "":
		return path.Join("list", q.Get("cycle"), "after-"+q.Get("after")+".html")
	case p == opened.Front && q.Get("cycle") != "":
		return path.Join("list", q.Get("cycle")+".html")
	case p == opened.Front:
		return "index.html"
	case !within || q.Has("as-known"):
		return ""
	default:
		parts := strings.Split(rest, "/")
		if len(parts) == 1 {
			return rest // a feed
		}
		name := "index.html"
		if len(parts) > 2 {
			if name = parts[2]; path.Ext(name) == "" {
				name += ".html"
			}
		}
		if no := q.Get("version"); no != "" {
			name = "v" + no + "/" + name
		}
		return parts[0] + "/" + parts[1] + "/" + name
	}
}

// from is where another page is from one; as served where nothing is written out.
func (w *written) from(here string, lang i18n.Lang, to string) string {
	if w == nil {
		return to
	}
	if strings.HasPrefix(to, "#") {
		return to
	}
	own, file := fileOf(here), w.name(lang, to)
	if lang != i18n.Vietnamese {
		own = string(lang) + "/" + own
	}
	return strings.Repeat("../", strings.Count(own, "/")) + (&url.URL{Path: file}).EscapedPath()
}

// whole is an address as others have it; "" where the site has none.
func (w *written) whole(lang i18n.Lang, to string) string {
	file := w.name(lang, to)
	if w.base == "" {
		return file // from the top of the site
	}
	return w.base + "/" + (&url.URL{Path: file}).EscapedPath()
}

// Fed says whether the site has feeds.
func (b Base) Fed() bool { return b.out == nil || b.out.base != "" }

// Manifest lists files with their sums, as sha256sum writes and checks them.
func Manifest(files map[string]string) []byte {
	var names []string
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	var b bytes.Buffer
	for _, name := range names {
		b.WriteString(files[name] + "  " + name + "\n")
	}
	return b.Bytes()
}

// Gone gives the addresses of what was public and was taken down.
func Gone(ctx context.Context, a *app.App) (out []string, err error) {
	items, err := a.TakenDownNews(ctx)
	if err != nil {
		return nil, err
	}
	for _, i := range items {
		out = append(out, opened.NewsItem(i.News, ""))
		for _, no := range i.Made {
			out = append(out, opened.NewsItem(i.News, opened.Version(no)))
		}
	}
	years, err := a.PublishedNews(ctx, "", mostMapped)
	for _, y := range years.List {
		if y.Step != release.Withdrawn {
			continue
		}
		out = append(out, opened.Year(y.Code, y.Cycle, "", ""))
		for no := int64(1); no < y.No; no++ {
			out = append(out, opened.Year(y.Code, y.Cycle, "", opened.Version(no)))
		}
	}
	return out, err
}
