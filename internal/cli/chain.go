package cli

import (
	"strconv"

	"dondoc/internal/access"
	"dondoc/internal/answer/chased"
	"dondoc/internal/app"
	"dondoc/internal/app/months"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

type documentsChainCmd struct {
	Document string `arg:"" help:"mã văn bản | identifier of the document"`
	From     string `help:"áp dụng từ tháng | from the month" placeholder:"01/2026"`
	Looks    int    `default:"-1" help:"1: duyệt ngay; 2: thẩm định rồi duyệt; 3: thẩm định hai lần rồi duyệt; 0: theo đơn vị | 1 approved at once, 2 verified then approved, 3 verified twice, 0 as the unit that answers"`
	Reason   string `help:"lý do | reason"`
}

func (c *documentsChainCmd) Run(a *ask) error {
	return a.with(func(p *app.App, actor access.Actor) error {
		which := id.ID(c.Document)
		if c.Looks >= 0 {
			from, err := period.ParseMonth(c.From)
			if err != nil {
				return errs.All(err)[0].In("from")
			}
			if err := p.SetChain(a.Context, actor, which, months.Looks{From: from, Looks: approval.Chain(c.Looks), Reason: c.Reason}); err != nil {
				return err
			}
		}
		doc, err := p.Document(a.Context, actor, which, "")
		if err != nil {
			return err
		}
		if a.root.JSON {
			a.print(chased.OfChain(doc.Chain, doc.Chains))
			return nil
		}
		said := func(n approval.Chain) string {
			if n == 0 {
				return a.t("web.chain_looks_0")
			}
			return a.t("web.schedule_looks_" + strconv.Itoa(int(n)))
		}
		if doc.Chain.Looks == 0 {
			a.say("web.chain_of_unit")
		} else {
			a.say("web.chain_own", "what", said(doc.Chain.Looks), "from", doc.Chain.From, "by", doc.Chain.ByName, "reason", doc.Chain.Reason)
		}
		for _, one := range doc.Chains {
			a.say("web.chain_line", "from", one.From, "what", said(one.Looks), "by", one.ByName, "at", period.DateOf(one.At), "reason", one.Reason)
		}
		return nil
	})
}
