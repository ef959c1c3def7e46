package plan

import (
	"net/http"
	"path"
	"slices"
	"strconv"

	"dondoc/internal/access"
	"dondoc/internal/app/months"
	"dondoc/internal/app/plan"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/web/kit"
	"dondoc/internal/web/kit/href"
	"dondoc/internal/web/kit/page"
)

func chainURL(which id.ID) string { return path.Join(href.Document(which), "chain") }

// chain agrees on who looks at the figures of a document's targets.
func (s *server) chain(w http.ResponseWriter, r *kit.Ask) error {
	which, err := kit.PathID(r, "id")
	if err != nil {
		return err
	}
	p, err := s.App.Document(r.Context(), r.User.Actor, which, "")
	if err != nil {
		return err
	}
	d, err := s.App.Directory(r.Context(), r.User.Actor)
	if err != nil {
		return err
	}
	if err := d.May(access.LockPeriod, p.Unit); err != nil {
		return err
	}
	t := func(key string) string { return i18n.T(r.Lang, key) }
	looks := page.Field{Kind: "select", Name: "looks", Label: t("web.chain_looks"), Hint: t("web.schedule_looks_hint"), Required: true}
	for n := range approval.Long + 1 {
		value := strconv.Itoa(int(n))
		looks.Options = append(looks.Options, page.Option{Value: value, Text: looksSaid(r.Lang, n), Selected: value == r.Typed("looks", strconv.Itoa(int(p.Chain.Looks)))})
	}
	v := page.Simple{Frame: s.Frame(r, d, p.Unit, p.Cycle, t("web.chain_title"))}
	v.Crumbs = []page.Link{{Text: kit.DocumentTitle(r.Lang, p.Document), URL: href.Document(which)}}
	v.Form = page.Form{Action: r.URL.Path, Submit: t("web.chain_set"), Cancel: href.Document(which), Lead: t("web.chain_lead"), Fields: []page.Field{
		{Kind: "month", Name: "from", Label: t("web.schedule_from"), Required: true, Value: r.Typed("from", s.Today().Month().Say(""))}, looks, r.ReasonField()}}
	for _, one := range p.Chains {
		v.After = append(v.After, i18n.T(r.Lang, "web.chain_line", "from", one.From, "what", looksSaid(r.Lang, one.Looks), "by", one.ByName, "at", period.DateOf(one.At), "reason", one.Reason))
	}
	return s.Form(w, r, v, href.Document(which), "chained", func() error {
		from, err := period.ParseMonth(r.PostFormValue("from"))
		if err != nil {
			return errs.All(err)[0].In("from")
		}
		n, err := strconv.Atoi(r.PostFormValue("looks"))
		if err != nil {
			return errs.New(errs.Invalid, "period.schedule_looks").In("looks")
		}
		return s.App.SetChain(r.Context(), r.User.Actor, which, months.Looks{From: from, Looks: approval.Chain(n), Reason: r.PostFormValue("reason")})
	})
}

// looksSaid is a chain of a document in words.
func looksSaid(lang i18n.Lang, n approval.Chain) string {
	if n == 0 {
		return i18n.T(lang, "web.chain_looks_0")
	}
	return i18n.T(lang, "web.schedule_looks_"+strconv.Itoa(int(n)))
}

// fillChain says who looks at the figures of a document's targets.
func (v *Resolution) fillChain(p plan.DocumentPage) {
	if i := slices.IndexFunc(p.Chains, func(one months.Looks) bool { return one.At.Equal(p.Chain.At) }); i >= 0 {
		one := p.Chains[i]
		v.Chain = v.T("web.chain_own", "what", looksSaid(v.Lang, one.Looks), "from", one.From, "by", one.ByName, "reason", one.Reason)
	} else {
		v.Chain = v.T("web.chain_of_unit")
	}
	if p.MayChain && p.AsKnown == "" {
		v.ChainURL = chainURL(p.ID)
	}
}
