package public

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/app/newsroom"
	"dondoc/internal/app/releases"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/measure"
	"dondoc/internal/news"
	"dondoc/internal/period"
	"dondoc/internal/release"
	"dondoc/internal/viet"
	"dondoc/internal/voice"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/opened"

	"github.com/a-h/templ"
)

// Base is what every public page has: nothing of who reads it.
type Base struct {
	Lang  i18n.Lang
	Title string
	Desc  string // for who shares a link to it
	Here  string // whole address, without a language; "" where the site has none
	Path  string
	Today period.Date
	out   *written // where the page is written out as a file; nil where it is served
	voice *voice.Voice
}

// To is where another page of the site is from this one.
func (b Base) To(path string) templ.SafeURL { return templ.URL(b.out.from(b.Path, b.Lang, path)) }

// Served says whether a server answers: there is a sign-in and a search.
func (b Base) Served() bool { return b.out == nil }

// T gives a text.
func (b Base) T(key string, args ...any) string { return i18n.T(b.Lang, key, args...) }

func (s *server) base(r *kit.Ask, title, desc string) Base {
	b := Base{Lang: r.Lang, Title: title, Desc: desc, Path: r.URL.RequestURI(), Today: s.Today(), out: writtenOut(r.Request)}
	if b.Served() {
		b.voice = s.Opts.Voice
	}
	if b.Fed() {
		b.Here = s.whole(r, r.URL.RequestURI())
	}
	return b
}

// inOther is the address of the page in the other language.
func (b Base) inOther() (lang, text, url string) {
	lang, text = "en", "English"
	if b.Lang == i18n.English {
		lang, text = "vi", "Tiếng Việt"
	}
	sep := "?"
	if strings.Contains(b.Path, "?") {
		sep = "&"
	}
	return lang, text, b.Path + sep + "lang=" + lang
}

// whole is an address as others have it.
func (s *server) whole(r *kit.Ask, path string) string {
	if out := writtenOut(r.Request); out != nil {
		return out.whole(r.Lang, path)
	}
	if s.Opts.Public != "" {
		return strings.TrimSuffix(s.Opts.Public, "/") + path
	}
	scheme := "http://"
	if kit.Secure(r.Request) {
		scheme = "https://"
	}
	return scheme + r.Host + path
}

// Front is the list of what is public.
type Front struct {
	Base
	releases.PublicList
	News []newsroom.Listed // the newest, on the first page alone
}

// NextURL is the next page of the list; "" at its end.
func (v Front) NextURL() string {
	if v.Next == "" {
		return ""
	}
	return opened.List(v.Cycle, v.Words, v.Next, v.Day)
}

func (s *server) front(w http.ResponseWriter, r *kit.Ask) error {
	q := releases.PublicQuery{Words: r.URL.Query().Get("q"), After: r.URL.Query().Get("after")}
	if text := r.URL.Query().Get("cycle"); text != "" {
		var err error
		if q.Cycle, err = period.ParseCycle(text); err != nil {
			return errs.New(errs.NotFound, "release.none")
		}
	}
	twin, err := twinOf(r)
	if err != nil {
		return err
	}
	q.Day = twin.Day
	list, err := s.App.Published(r.Context(), q)
	if err != nil {
		return err
	}
	if list.Waiting || q.Words != "" {
		r.Unkept()
	}
	v := Front{Base: s.base(r, i18n.T(r.Lang, "public.title"), i18n.T(r.Lang, "public.desc")), PublicList: list}
	if q == (releases.PublicQuery{}) {
		if v.News, err = s.newest(r, newsroom.PublicQuery{Most: mostFront}); err != nil {
			return err
		}
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

// Year is a released year, and with Row one target of it.
type Year struct {
	Base
	releases.Public
	Row   release.Row
	Which releases.Twin // the twin that was asked for; none for the page that goes on

	News, Praise []newsroom.Listed // of the page that goes on: a twin never changes
}

// twin is this page's own in addresses.
func (v Year) twin() opened.Twin {
	if v.Which.No != 0 {
		return opened.Version(v.Which.No)
	}
	return opened.Known(v.Which.Day)
}

// asked reads which released year is meant.
func (s *server) asked(r *kit.Ask) (v Year, err error) {
	cycle, err := period.ParseCycle(r.PathValue("cycle"))
	if err != nil {
		return v, errs.New(errs.NotFound, "release.none")
	}
	if v.Which, err = twinOf(r); err != nil {
		return v, err
	}
	v.Public, err = s.App.PublishedYear(r.Context(), r.PathValue("code"), cycle, v.Which)
	if v.Waiting {
		r.Unkept()
	}
	return v, err
}

// twinOf reads which version of something is meant.
func twinOf(r *kit.Ask) (which releases.Twin, err error) {
	if which.Day, err = kit.AsKnown(r); err != nil {
		return which, err
	}
	if text := r.URL.Query().Get("version"); text != "" {
		if which.No, err = strconv.ParseInt(text, 10, 64); err != nil || which.No < 1 {
			return which, errs.New(errs.NotFound, "release.none")
		}
	}
	return which, nil
}

func (s *server) year(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.asked(r)
	if err != nil {
		return err
	}
	v.Base = s.base(r, i18n.T(r.Lang, "public.year_title", "unit", v.Name, "cycle", string(v.Cycle)), "")
	if v.Down != nil {
		return s.Show(w, r, http.StatusGone, v.DownPage())
	}
	v.Desc = v.Sentence()
	if v.Which == (releases.Twin{}) {
		for kind, list := range map[news.Kind]*[]newsroom.Listed{news.Event: &v.News, news.Praise: &v.Praise} {
			if *list, err = s.newest(r, newsroom.PublicQuery{Unit: v.Code, Cycle: v.Cycle, Kind: kind, Most: mostFront}); err != nil {
				return err
			}
		}
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}

func (s *server) target(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.asked(r)
	if err != nil {
		return err
	}
	v.Base = s.base(r, i18n.T(r.Lang, "public.year_title", "unit", v.Name, "cycle", string(v.Cycle)), "")
	if v.Down != nil {
		return s.Show(w, r, http.StatusGone, v.DownPage())
	}
	var ok bool
	if v.Row, ok = v.Body.Row(id.ID(r.PathValue("id"))); !ok {
		return errs.New(errs.NotFound, "release.none")
	}
	v.Title, v.Desc = v.Row.Name, v.Row.Name+": "+v.Result(v.Row)+" ("+v.ClassOf(v.Row.Class)+")"
	return s.Show(w, r, http.StatusOK, v.TargetPage())
}

// locale is the language as those who show a shared link name it.
func (b Base) locale() string {
	if b.Lang == i18n.English {
		return "en_US"
	}
	return "vi_VN"
}

// changedHint says which version this is.
func (v Year) changedHint() string {
	if v.Which.No != 0 {
		return v.T("public.changed_version", "no", v.Version.No, "day", v.Day(v.Version))
	}
	return v.T("public.changed_hint", "day", v.Which.Day)
}

// Sentence says how many were reached.
func (v Year) Sentence() string {
	return v.T("public.sentence", "cycle", string(v.Cycle), "unit", within(v.Name), "reached", v.Reached, "total", v.Total)
}

// within writes the name of an administrative unit as it stands in a sentence: "huyện Ngân Sơn".
func within(name string) string {
	for _, kind := range []string{"Huyện ", "Xã ", "Tỉnh ", "Thị trấn ", "Thị xã ", "Quận ", "Phường ", "Thành phố ", "Đặc khu "} {
		if rest, ok := strings.CutPrefix(name, kind); ok && !strings.HasPrefix(rest, "ủy") {
			return strings.ToLower(kind) + rest
		}
	}
	return name
}

// Count is how many targets ended in a class.
func (v Year) Count(c criterion.Class) (n int) {
	for _, r := range v.Body.Whole() {
		if r.Class == c {
			n++
		}
	}
	return n
}

// Strip is all targets in one picture.
func (v Year) Strip() string {
	d := v.strip().Draw()
	return d.SVG("public")
}

// Fields are the fields, in order.
func (v Year) Fields() (out []string) {
	for _, r := range v.Body.Rows {
		if !slices.Contains(out, r.Field) {
			out = append(out, r.Field)
		}
	}
	return out
}

// ClassOf is a class in words.
func (v Year) ClassOf(c criterion.Class) string { return v.T("class." + string(c)) }

// Plan is what was asked for, as it was written.
func (v Year) Plan(r release.Row) string { return viet.Rewritten(r.Plan, string(v.Lang)) }

// Result is a figure with its unit of measure.
func (v Year) Result(r release.Row) string {
	text := withUnit(v.Lang, r.Actual, r.UnitOfMeasure)
	if text == "" {
		return v.T("public.no_figure")
	}
	if r.Estimate {
		return v.T("public.estimate", "value", text)
	}
	return text
}

// withUnit is a figure with its unit of measure, in the form of the language.
func withUnit(lang i18n.Lang, figure, unit string) string {
	figure = viet.Rewritten(figure, string(lang))
	rest := strings.TrimLeft(figure, "0123456789")
	if n := len(figure) - len(rest); n > 3 && figure[0] != '0' && (rest == "" || rest[0] == ' ') && !strings.ContainsAny(rest, "0123456789") { // grouped as its plan is
		if read, err := viet.ReadNumber(figure[:n]); err == nil && len(read) == 1 {
			figure = viet.FormatNumber(read[0], string(lang)) + rest
		}
	}
	switch {
	case figure == "" || unit == "" || strings.Trim(figure, "0123456789.,/ ") != "":
		return figure
	case strings.HasPrefix(unit, "%"):
		return figure + unit
	}
	return figure + " " + unit
}

// Percent is the share of the plan as the reader writes it.
func (v Year) Percent(r release.Row) string {
	if r.Percent == "" {
		return ""
	}
	d, err := measure.ParseDecimal(r.Percent)
	if err != nil {
		return r.Percent
	}
	return d.Say(string(v.Lang)) + "%"
}

// TargetURL is the page of a target, dated as this one is.
func (v Year) TargetURL(r release.Row) string {
	return opened.Target(v.Code, v.Cycle, r.ID, v.twin())
}

// URL is this year; what is a file of it.
func (v Year) URL(what string) string { return opened.Year(v.Code, v.Cycle, what, v.twin()) }

// Now is the page that goes on, of a dated twin.
func (v Year) Now() string { return opened.Year(v.Code, v.Cycle, "", "") }

// Twin is the page of a version, which never changes.
func (v Year) Twin(of release.Version) string {
	return opened.Year(v.Code, v.Cycle, "", opened.Version(of.No))
}

// Notices are the corrections so far, the newest first.
func (v Year) Notices() (out []release.Version) {
	for _, of := range slices.Backward(v.Versions) {
		if of.Notice != "" && of.No <= v.No {
			out = append(out, of)
		}
	}
	return out
}

// Day is the day from which a version is public.
func (v Year) Day(of release.Version) period.Date { return max(of.On.Day(), period.DateOf(of.At)) }

// Made says whether any row was made up for the sample.
func (v Year) Made() bool {
	return slices.ContainsFunc(v.Body.Rows, func(r release.Row) bool { return r.Illustrative })
}
