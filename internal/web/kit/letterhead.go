package kit

import (
	"strings"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/reports"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/web/kit/page"
)

// Letterhead is the head and the foot that a page of a unit has on paper: see
// reports.LetterheadOf. The names are those of today. A unit that stands no longer
// signs nothing, and no place and day stand on what is printed of it.
func (s *Server) Letterhead(r *Ask, d *desk.Directory, unit id.ID, title string) *page.Heading {
	of := reports.LetterheadOf(d, unit, s.Today())
	if of.Issuer == "" {
		return nil
	}
	h := &page.Heading{Party: of.Party, Superior: of.Superior, Issuer: of.Issuer, Place: of.Place, Date: of.On, OnBehalf: of.OnBehalf, Post: of.Post, Signer: of.Signer,
		Title: strings.ToUpper(title), Same: true}
	if of.Place == "" {
		return h
	}
	if of.Above != "" {
		h.Receivers = append(h.Receivers, i18n.T(r.Lang, "page.paper.reported", "unit", of.Above))
	}
	h.Receivers = append(h.Receivers, i18n.T(r.Lang, "page.paper.below"), i18n.T(r.Lang, "page.paper.kept"))
	return h
}
