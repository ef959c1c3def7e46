package kit

import (
	"net/http"
	"strconv"
	"strings"

	"dondoc/internal/amend"
	"dondoc/internal/app/desk"
	"dondoc/internal/capital"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/violation"
	"dondoc/internal/web/kit/page"
)

// Amended says a correction or change in words; what is which of several
// records it is of.
func Amended(f page.Frame, d *desk.Directory, a amend.Amendment, what string) page.Amended {
	out := page.Amended{What: what, From: a.From, Why: a.Reason, By: a.ByName, At: f.Moment(a.At)}
	for _, name := range a.Names() {
		label := entryLabel(f, name)
		if label == "" {
			continue
		}
		was, is := entryText(f, d, name, a.Before[name]), entryText(f, d, name, a.After[name])
		out.Lines = append(out.Lines, f.T("page.amended.line", "entry", label, "was", was, "is", is))
	}
	return out
}

// entryLabel is what an entry is called; "" for what is no reader's matter.
func entryLabel(f page.Frame, name string) string {
	switch {
	case name == "version" || name == "indicator" || name == "place":
		return ""
	case strings.HasPrefix(name, "partner_part_"):
		name = "partner_part"
	case strings.HasPrefix(name, "partner_"):
		name = "partner"
	}
	return f.T("amend." + name)
}

// entryText is what stands in an entry, as a reader knows it.
func entryText(f page.Frame, d *desk.Directory, name, text string) string {
	if text == "" {
		return "–"
	}
	switch {
	case name == "parent" || name == "answer_unit" || name == "lead" || strings.HasPrefix(name, "partner_"):
		if v, known := d.Unit(id.ID(text), d.Today()); known {
			return v.Name
		}
	case name == "post":
		if p, known := d.Post(id.ID(text)); known {
			return p.Title
		}
	case name == "person":
		if p, known := d.Person(id.ID(text)); known {
			return p.Name
		}
	case name == "document":
		return f.T("amend.document_other")
	case name == "to" && period.Date(text) == period.Forever:
		return f.T("amend.no_end")
	case name == "kind":
		return f.T("unit_kind." + text)
	case name == "violation_kind":
		k, _ := violation.KindOf(text)
		return k.Name(string(f.Lang))
	case name == "handling":
		return f.T("violation.handling_" + text)
	case name == "area" || name == "fine":
		return amount(f, name, text)
	case name == "remedy_due" || name == "happened_on" || name == "handled_on":
		return f.Date(period.Date(text))
	case name == "setter":
		return f.T("setter." + text)
	case name == "accumulation":
		return f.T("web.accumulation_" + text)
	case name == "capacity":
		return f.T("page.capacity." + text)
	case name == "head" || name == "level":
		return f.T("amend." + name + "_" + text)
	case name == "from" || name == "to" || name == "due" || name == "issued_on" || name == "term_from" || name == "term_to":
		return f.Date(period.Date(text))
	}
	return text
}

// amount says an area in ha and a fine in đồng.
func amount(f page.Frame, name, text string) string {
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case err != nil:
		return text
	case name == "area":
		return violation.Hectares(n).Say(string(f.Lang)) + " ha"
	}
	return capital.Dong(n).Say(string(f.Lang))
}

// ReasonField asks why, as every correction does.
func (r *Ask) ReasonField() page.Field {
	return page.Field{Kind: "area", Name: "reason", Label: i18n.T(r.Lang, "web.reason"), Hint: i18n.T(r.Lang, "web.correct_reason_hint"), Required: true, Value: r.PostFormValue("reason")}
}

// Typed is what was typed in a field, or what stands there before.
func (r *Ask) Typed(name, otherwise string) string {
	if r.Method == http.MethodPost {
		return r.PostFormValue(name)
	}
	return otherwise
}

// Undo asks whether something is to be taken back and does it. What cannot be
// taken back says so, and why, before it is tried. try does it, or with dry
// only sees whether it could be done.
func (s *Server) Undo(w http.ResponseWriter, r *Ask, v page.Simple, next, done string, try func(dry bool) error) error {
	if r.Method == http.MethodPost {
		return s.Form(w, r, v, next, done, func() error { return try(false) })
	}
	if err := try(true); err != nil {
		if _, ok := IntoForm(&v.Form, err); !ok {
			return err
		}
		v.Form.Submit, v.Form.Lead, v.After = "", "", nil
	}
	return s.Show(w, r, http.StatusOK, v.Page())
}
