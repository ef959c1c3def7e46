package answer

import (
	"dondoc/internal/app/figures"
	"dondoc/internal/app/money"
	"dondoc/internal/app/months"
	"dondoc/internal/app/plan"
	"dondoc/internal/approval"
	"dondoc/internal/capital/works"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Documents is the resolutions that set a unit's targets.
type Documents struct {
	Unit   string     `json:"unit"`
	Rows   []document `json:"rows"` // the newest first
	Issues []Issue    `json:"issues"`
}

type document struct {
	ID          id.ID        `json:"id"`
	Cycle       period.Cycle `json:"cycle"`
	Number      string       `json:"number"`
	Issuer      string       `json:"issuer"`
	IssuedOn    period.Date  `json:"issued_on"`
	Title       string       `json:"title"`
	Targets     int          `json:"targets"`
	Unconfirmed int          `json:"unconfirmed"` // targets whose criterion nobody has confirmed
	Invented    bool         `json:"invented,omitempty"`
}

// OfDocuments gives resolutions in the shape of the command line and the API.
func OfDocuments(l plan.ResolutionList) Documents {
	out := Documents{Unit: l.Unit.Code, Rows: []document{}, Issues: []Issue{}}
	for _, r := range l.Rows {
		out.Rows = append(out.Rows, document{r.ID, r.Cycle, r.Number, r.Issuer, r.IssuedOn, r.Title, r.Targets, r.Asked, r.Invented})
	}
	return out
}

// Months is how the months of a cycle stand for a unit.
type Months struct {
	Rows   []monthRow `json:"rows"`
	Issues []Issue    `json:"issues"`
}

type monthRow struct {
	Month    period.Month `json:"month"`
	Locked   bool         `json:"locked"`
	Reopened bool         `json:"reopened"`
	Unit     string       `json:"unit,omitempty"` // whose act decides it
	By       string       `json:"by,omitempty"`
	Until    period.Date  `json:"until,omitempty"`
	Reason   string       `json:"reason,omitempty"`
	Asked    bool         `json:"asked"` // figures are asked for at its end
	Due      period.Date  `json:"due"`
	Closes   period.Date  `json:"closes,omitempty"` // by itself
}

// OfMonths gives months in the shape of the command line and the API.
func OfMonths(all []months.MonthStanding) Months {
	out := Months{Rows: []monthRow{}, Issues: []Issue{}}
	for _, m := range all {
		out.Rows = append(out.Rows, monthRow{m.Month, m.Locked, m.Reopened, m.Unit, m.Last.ByName, m.Last.OpenUntil, m.Last.Reason, m.Asked, m.Due, m.Closes})
	}
	return out
}

// Work is what waits for an actor.
type Work struct {
	Month period.Month `json:"month"` // reports are due for
	Rows  []workRow    `json:"rows"`
	// Vouchers are payments of public-investment capital that wait for the actor.
	Vouchers []workVoucher `json:"vouchers"`
	// Coming is what the actor will answer for from a day to come.
	Coming []workComing `json:"coming"`
	// Closings are closing days of capital years that come near.
	Closings []workClosing `json:"closings"`
	More     bool          `json:"more"` // of some kind only what came first is here
	Issues   []Issue       `json:"issues"`
}

// workClosing is a closing day of a capital year.
type workClosing struct {
	What   string      `json:"what"` // advances, payments, reconciled, advances_back, commune_settled, province_settled
	On     period.Date `json:"on"`
	Days   int         `json:"days"` // until then; negative: so many ago
	Unit   string      `json:"unit"`
	Year   int         `json:"year"`
	Left   int64       `json:"left"` // to be paid, or advances to be returned, đồng
	Source string      `json:"source"`
}

// workComing is a target that a unit or post of the actor will answer for.
type workComing struct {
	Target id.ID       `json:"target"`
	Name   string      `json:"name"`
	Unit   string      `json:"unit"` // that will answer
	From   period.Date `json:"from"`
	Reason string      `json:"reason"`
}

// workVoucher is a payment that waits for the actor.
type workVoucher struct {
	Kind    string      `json:"kind" enum:"to_approve,to_verify,returned"`
	ID      id.ID       `json:"id"`
	Project id.ID       `json:"project"`
	Code    string      `json:"code"`
	Name    string      `json:"name"`
	Unit    string      `json:"unit"` // the investor
	Year    int         `json:"year"`
	Voucher string      `json:"voucher"`
	Amount  int64       `json:"amount"` // đồng
	On      period.Date `json:"on"`
	By      string      `json:"by,omitempty"`
}

// workRow is a figure that waits, or a target that waits for one.
type workRow struct {
	Kind    string       `json:"kind" enum:"to_approve,to_verify,returned,draft,on_the_way,to_report"`
	ID      id.ID        `json:"id,omitempty"` // of the figure
	Target  id.ID        `json:"target"`
	Name    string       `json:"name"`
	Unit    string       `json:"unit"`
	Month   period.Month `json:"month"`
	Text    string       `json:"text,omitempty"`
	By      string       `json:"by,omitempty"`
	Differs bool         `json:"differs"` // to be looked at first
}

// OfWork gives an inbox in the shape of the command line and the API.
func OfWork(box figures.Inbox, vouchers []money.VoucherGroup, closings []works.ClosingDay, more bool) Work {
	out := Work{Month: box.Month, More: box.More || more, Rows: []workRow{}, Vouchers: []workVoucher{}, Coming: []workComing{}, Closings: []workClosing{}, Issues: []Issue{}}
	kinds := map[approval.Step]string{approval.Approve: "to_approve", approval.Verify: "to_verify", approval.Return: "returned"}
	for _, c := range box.Coming {
		out.Coming = append(out.Coming, workComing{c.Target.ID, c.Target.Name, c.Unit.Code, c.From, c.Reason})
	}
	for _, d := range closings {
		out.Closings = append(out.Closings, workClosing{d.What, d.On, d.Days, d.Unit.Code, d.Year, d.Left, d.Source})
	}
	for _, g := range vouchers {
		for _, v := range g.Rows {
			row := workVoucher{Kind: kinds[g.Step], ID: v.ID, Project: v.Project.ID, Code: v.Project.Code, Name: v.Project.Name, Unit: v.Investor.Code, Year: v.Year, Voucher: v.Voucher, Amount: v.Amount, On: v.On}
			if steps := v.Payment.Steps; len(steps) > 0 {
				row.By = steps[0].ByName
			}
			out.Vouchers = append(out.Vouchers, row)
		}
	}
	for _, list := range []struct {
		kind string
		work []figures.Work
	}{{"to_approve", box.ToApprove}, {"to_verify", box.ToVerify}, {"returned", box.Returned}, {"draft", box.Drafts}, {"on_the_way", box.Mine}, {"to_report", box.ToReport}} {
		for _, w := range list.work {
			row := workRow{list.kind, w.Observation.ID, w.Target.ID, w.Target.Name, w.Unit.Code, w.Observation.Month, w.Observation.Text, w.Observation.ByName, w.Differs}
			if row.Month == "" {
				row.Month = w.Month
			}
			out.Rows = append(out.Rows, row)
		}
	}
	return out
}
