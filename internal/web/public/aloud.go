package public

import (
	"html"
	"net/http"
	"strings"

	"dondoc/internal/chart"
	"dondoc/internal/chart/raster"
	"dondoc/internal/criterion"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/release"
	"dondoc/internal/spoken"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href/opened"
)

// Aloud is the sentences of a page as they are said; none but in Vietnamese.
func (v Year) Aloud() []string {
	if v.Lang != i18n.Vietnamese {
		return nil
	}
	text := v.yearAloud
	if v.Row.ID != "" {
		text = v.rowAloud
	}
	var out []string
	for _, s := range text() {
		if s = spoken.Say(s); s != "" {
			out = append(out, s)
		}
	}
	return out
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
