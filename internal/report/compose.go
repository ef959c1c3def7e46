package report

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"

	"dondoc/internal/app/reports"
	"dondoc/internal/edit"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/period"
	"dondoc/internal/prose"
)

// Composer writes reports in a language at a moment, for the use-cases that keep
// what people made of them.
type Composer struct {
	In  i18n.Lang
	Now time.Time
}

var _ reports.Composer = Composer{}

// Lang is the language of its papers.
func (c Composer) Lang() string { return string(c.In) }

// Words reads what was typed in the place of a paragraph, and gives it with the
// program's own words.
func (c Composer) Words(m reports.Material, block, typed string) (words, base string, err error) {
	d := made(c.In, m, c.Now)
	base, there := d.SourceOf(block)
	if own := (edit.Edit{Block: block}).Own(); !own && !there && !edited(m, block) {
		return "", "", errs.New(errs.NotFound, "report.edit_unknown", "block", block).In("block")
	}
	words, err = d.Words(block, typed)
	return words, base, err
}

// edited says whether a paragraph that the program has no more was edited once.
func edited(m reports.Material, block string) bool {
	for _, e := range m.Edits {
		if e.Block == block {
			return true
		}
	}
	return false
}

// Body gives the whole report as it is kept.
func (c Composer) Body(m reports.Material) (string, []byte, error) {
	d := Of(c.In, m, c.Now)
	body, err := json.Marshal(d)
	if err != nil {
		return "", nil, errs.New(errs.Internal, "error.internal").Because(err)
	}
	return d.Title, body, nil
}

// Thaw reads a kept report.
func Thaw(lang i18n.Lang, f edit.Frozen, body []byte) (prose.Document, error) {
	var d prose.Document
	if err := json.Unmarshal(body, &d); err != nil {
		return d, errs.New(errs.Internal, "error.internal").Because(err)
	}
	if n := f.Number; n != nil {
		key := "report.number_given"
		if d.Head.Party {
			key = "report.number_given_party"
		}
		d.Head.Number = i18n.T(lang, key, "symbol", n.Symbol(d.Head.Party))
		for i := range d.Annexes {
			d.Annexes[i].Of = i18n.T(lang, "report.annex_of_given", "symbol", n.Symbol(d.Head.Party), "day", n.On, "unit", cmp.Or(d.Head.Named, d.Head.Issuer))
		}
		if place, _, found := strings.Cut(d.Head.Place, ","); found {
			d.Head.Place = i18n.T(lang, "exchange.place", "place", place, "day", string(n.On[8:]), "month", officialMonth(string(n.On[5:7])), "year", string(n.On[:4]))
		}
	}
	d.Mark.Text += " " + i18n.T(lang, "report.frozen_mark", "version", int(f.Version), "at", period.DateOf(f.At), "by", f.ByName)
	return d, nil
}

// Made gives a report as the program writes it, without what people made of it.
func Made(c Composer, m reports.Material) prose.Document { return made(c.In, m, c.Now) }
