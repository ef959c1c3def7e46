package kit

import (
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/reason"
	"dondoc/internal/web/kit/page"
)

// ReasonFields ask why something is behind; who is suggested to give their word.
func (r *Ask) ReasonFields(who page.Holder) []page.Field {
	t := func(key string) string { return i18n.T(r.Lang, key) }
	kinds := page.Field{Kind: "select", Name: "cause_kind", Label: t("web.reason_kind"), Options: []page.Option{{Text: "–"}}}
	for _, kind := range reason.Causes() {
		kinds.Options = append(kinds.Options, page.Option{Value: kind, Text: t("reason." + kind), Selected: r.PostFormValue("cause_kind") == kind})
	}
	name := who.Name
	if who.Name != "" && who.Post != "" {
		name += ", " + who.Post
	}
	return []page.Field{kinds,
		{Kind: "area", Name: "cause", Label: t("web.reason_cause"), Value: r.PostFormValue("cause")},
		{Kind: "area", Name: "remedy", Label: t("web.reason_remedy"), Value: r.PostFormValue("remedy")},
		{Kind: "date", Name: "promised", Label: t("web.reason_promised"), Value: r.PostFormValue("promised")},
		{Name: "who", Label: t("web.reason_who"), Value: r.Typed("who", name)},
	}
}

// ReasonIn reads what ReasonFields ask.
func (r *Ask) ReasonIn(of id.ID) (reason.Reason, error) {
	in := reason.Reason{Of: of, Kind: r.PostFormValue("cause_kind"), Cause: r.PostFormValue("cause"), Remedy: r.PostFormValue("remedy"), Who: r.PostFormValue("who")}
	var err error
	in.Promised, err = Day(r, "promised")
	if err != nil && errs.All(err)[0].Field == "promised" {
		in.Promised = period.Date("") // it is said beside the field
	}
	return in, err
}
