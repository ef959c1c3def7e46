package public

import (
	"bytes"
	"html"
	"net/http"
	"strings"
	"time"

	"dondoc/internal/app/newsroom"
	"dondoc/internal/chart"
	"dondoc/internal/chart/raster"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/release"
	"dondoc/internal/report/told"
	"dondoc/internal/spoken"
	"dondoc/internal/voice"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/opened"
)

// Said is a sentence as it is said.
type Said struct {
	Text  string
	Sound string // where the server reads it out; "" where it does not
}

// said writes sentences as they are said, in pieces that a voice takes, each with its
// sound on this page; none but in Vietnamese.
func (b Base) said(texts []string, page func(name string) string) (out []Said) {
	if b.Lang != i18n.Vietnamese {
		return nil
	}
	for _, t := range texts {
		for _, piece := range spoken.Pieces(spoken.Say(t), voice.Longest) {
			if piece == "" {
				continue
			}
			one := Said{Text: piece}
			if b.voice != nil {
				one.Sound = page(opened.Sound(len(out), b.voice.Mark(piece)))
			}
			out = append(out, one)
		}
	}
	return out
}

// sound reads a sentence of a page out. Which one is said by its number and the mark of
// its words: nothing that is sent to the program comes from the address.
func (s *server) sound(w http.ResponseWriter, r *kit.Ask, all []Said) error {
	file := r.PathValue("file")
	n, mark, ok := opened.SoundOf(file)
	if !ok || n >= len(all) || s.Opts.Voice == nil || s.Opts.Voice.Mark(all[n].Text) != mark {
		return errs.New(errs.NotFound, "public.voice_none")
	}
	h := w.Header()
	h.Set("Cache-Control", "no-cache") // whether it is still public is asked each time
	h.Set("ETag", `"`+mark+`"`)
	if strings.Contains(r.Header.Get("If-None-Match"), mark) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	wav, err := s.Opts.Voice.Read(r.Context(), all[n].Text)
	if err != nil {
		h.Del("ETag")
		return err
	}
	h.Set("Content-Type", "audio/wav")
	http.ServeContent(w, r.Request, "", time.Time{}, bytes.NewReader(wav)) // in parts too, as players ask
	return nil
}

// aloudBase is of pages as they are read out: in Vietnamese, whoever asks.
func (s *server) aloudBase() Base { return Base{Lang: i18n.Vietnamese, voice: s.Opts.Voice} }

// yearSound reads a sentence of a year out, or of one target of it.
func (s *server) yearSound(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.data(r)
	if err != nil {
		return err
	}
	v.Base = s.aloudBase()
	if which := id.ID(r.PathValue("id")); which != "" {
		var ok bool
		if v.Row, ok = v.Body.Row(which); !ok {
			return errs.New(errs.NotFound, "release.none")
		}
	}
	return s.sound(w, r, v.Aloud())
}

// newsSound reads a sentence of an item out.
func (s *server) newsSound(w http.ResponseWriter, r *kit.Ask) error {
	which := r.PathValue("id")
	if _, err := period.ParseCycle(which); err == nil { // a unit whose code is "news"
		r.SetPathValue("code", "news")
		r.SetPathValue("cycle", which)
		r.SetPathValue("id", "")
		return s.yearSound(w, r)
	}
	twin, err := twinOf(r)
	if err != nil {
		return err
	}
	v := NewsItem{Base: s.aloudBase(), Which: newsroom.Twin(twin)}
	if v.Public, err = s.App.PublicNewsItem(r.Context(), id.ID(which), v.Which, told.Teller{}); err != nil {
		return err
	}
	if v.Down != nil {
		return errs.New(errs.NotFound, "public.voice_none")
	}
	return s.sound(w, r, v.Aloud())
}

// Aloud is the sentences of a page as they are said.
func (v Year) Aloud() []Said {
	text := v.yearAloud
	if v.Row.ID != "" {
		text = v.rowAloud
	}
	if v.Lang != i18n.Vietnamese {
		return nil
	}
	return v.said(text(), func(name string) string {
		return opened.YearSound(v.Code, v.Cycle, v.Row.ID, name, opened.Version(v.No))
	})
}

// yearAloud is what a listener is told of a year: the sentence, how it is made up,
// what was not met, and the shortcomings.
func (v Year) yearAloud() []string {
	out := []string{v.Sentence()}
	var parts []string
	for _, c := range []criterion.Class{criterion.Exceeded, criterion.Met, criterion.NotMet, criterion.NotAssessed} {
		if n := v.Count(c); n > 0 {
			parts = append(parts, v.T("public.aloud_part", "n", n, "class", v.ClassOf(c)))
		}
	}
	out = append(out, v.T("public.aloud_parts", "parts", strings.Join(parts, ", ")))
	if v.Made() {
		out = append(out, v.T("public.aloud_made"))
	}
	for _, n := range v.Notices() {
		out = append(out, v.T("public.corrected", "day", v.Day(n))+" "+n.Notice+".")
	}
	for _, r := range v.Body.Whole() {
		if r.Class == criterion.NotMet {
			out = append(out, v.told(r))
		}
	}
	for i, s := range v.Body.Shortcomings {
		if i == 0 {
			out = append(out, v.T("public.shortcomings")+".")
		}
		out = append(out, strings.TrimRight(s.Statement, ". ")+".", v.T("public.remedy", "remedy", s.Remedy, "due", s.Due, "state", v.T("shortcoming.state_"+s.State)))
	}
	return out
}

// told is a target in a sentence.
func (v Year) told(r release.Row) string {
	return v.T("public.aloud_row", "name", r.Name, "plan", r.Plan, "actual", v.Result(r), "class", v.ClassOf(r.Class))
}

func (v Year) rowAloud() []string {
	r := v.Row
	out := []string{v.told(r)}
	if p := v.Percent(r); p != "" {
		out = append(out, v.T("public.aloud_percent", "percent", p))
	}
	if r.Illustrative {
		out = append(out, v.T("public.illustrative"))
	}
	out = append(out, v.T("public.aloud_source", "text", v.source(r)), v.T("public.aloud_answers", "unit", r.Answers))
	if r.LastYear.Actual != "" {
		out = append(out, v.T("public.last_year", "value", withUnit(v.Lang, r.LastYear.Actual, r.UnitOfMeasure), "class", v.ClassOf(r.LastYear.Class)))
	}
	return out
}

// source is the document that sets a target.
func (v Year) source(r release.Row) string {
	return v.T("public.source_text", "number", r.Number, "day", r.IssuedOn, "issuer", r.Issuer, "setter", v.T("setter."+r.Setter))
}

// card is the sentence and the strip alone, for pages of others to show in a frame.
func (s *server) card(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.asked(r)
	if err != nil {
		return err
	}
	v.Base = s.base(r, i18n.T(r.Lang, "public.year_title", "unit", v.Name, "cycle", string(v.Cycle)), "")
	return s.Show(w, r, http.StatusOK, v.CardPage())
}

// framed lets pages of others show an answer in a frame, and nothing else.
func framed(do kit.Handler) kit.Handler {
	return func(w http.ResponseWriter, r *kit.Ask) error {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors *")
		w.Header().Del("X-Frame-Options")
		return do(w, r)
	}
}

// picture is the strip of a year for who shares a link to it.
func (s *server) picture(w http.ResponseWriter, r *kit.Ask) error {
	v, err := s.data(r)
	if err != nil {
		return err
	}
	strip := v.strip()
	if !v.Newest {
		strip.Note = v.T("public.changed")
	}
	d := strip.Draw()
	png, err := raster.PNG(d, 3)
	if err != nil {
		return errs.New(errs.Internal, "error.internal").Because(err)
	}
	return s.Send(w, r, "image/png", png)
}

func (v Year) strip() chart.Strip {
	s := chart.Strip{Lang: v.Lang, Columns: 17}
	for _, r := range v.Body.Whole() {
		s.Cells = append(s.Cells, chart.Cell{Class: string(r.Class), Label: r.Label, Title: r.Name, Href: string(v.To(v.TargetURL(r)))})
	}
	return s
}

// PictureURL is the picture as others have it; "" where the site has no address.
func (v Year) PictureURL() string {
	if v.Here == "" {
		return ""
	}
	if v.out != nil {
		return v.out.whole(v.Lang, v.URL("card.png"))
	}
	return strings.TrimSuffix(v.Here, v.Path) + v.URL("card.png")
}

// CardURL is the card, which shows the newest version.
func (v Year) CardURL() string { return opened.Year(v.Code, v.Cycle, "card", "") }

// Embedding is what others put into their page to show the card.
func (v Year) Embedding() string {
	card := v.CardURL()
	if v.out != nil {
		card = v.out.whole(v.Lang, card)
	} else {
		card = strings.TrimSuffix(v.Here, v.Path) + card
	}
	return `<iframe src="` + html.EscapeString(card) + `" title="` + html.EscapeString(v.Title) + `" width="420" height="240" loading="lazy"></iframe>`
}
