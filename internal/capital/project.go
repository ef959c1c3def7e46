package capital

import (
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/amend"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Source is where money comes from (nguồn vốn).
type Source string

// Sources lists the sources in the order forms have them.
func Sources() []Source {
	return []Source{"central", "oda", "local_balance", "land_use", "lottery", "revenue_increase", "programme_development", "programme_recurrent", "bonds"}
}

// Setter is who set a plan. Plans of several setters name the same money from
// different sides: they are never added to one another.
type Setter string

// The setters, the highest first.
const (
	PrimeMinister Setter = "prime_minister"
	Province      Setter = "province"
	Commune       Setter = "commune"
)

// Setters lists the setters, the highest first.
func Setters() []Setter { return []Setter{PrimeMinister, Province, Commune} }

// Project is a public-investment project (dự án) of an investor (chủ đầu tư).
type Project struct {
	ID         id.ID
	Unit       id.ID // the investor
	Code, Name string
	Programme  string      // the national target programme it belongs to; empty: none
	Component  string      // and its component project, by key; see package programme
	Serves     string      // the units it serves, by id, parted by blanks; empty: the investor's own
	Group      string      // important, A, B, C
	Decision   string      // of investment: number and day
	Total      int64       // total investment, đồng
	Post       id.ID       // who answers
	Start      period.Date // work begins
	Due        period.Date // and is to be done
	Closed     period.Date // settled; empty: open
}

// With gives the project with what a correction says of it, or said before.
func (p Project) With(said amend.Fields) Project {
	for name, to := range map[string]*string{"name": &p.Name, "programme": &p.Programme, "component": &p.Component, "serves": &p.Serves, "group": &p.Group, "decision": &p.Decision} {
		if text, ok := said[name]; ok {
			*to = text
		}
	}
	if text, ok := said["total"]; ok {
		p.Total, _ = strconv.ParseInt(text, 10, 64) // as Entries wrote it
	}
	if text, ok := said["post"]; ok {
		p.Post = id.ID(text)
	}
	for name, to := range map[string]*period.Date{"start": &p.Start, "due": &p.Due} {
		if text, ok := said[name]; ok {
			*to = period.Date(text)
		}
	}
	return p
}

// Served lists the units the project serves; none where only the investor's own.
func (p Project) Served() (out []id.ID) {
	for _, one := range strings.Fields(p.Serves) {
		out = append(out, id.ID(one))
	}
	return out
}

// Entries gives what is said of a project, as it may be put right.
func (p Project) Entries() amend.Fields {
	return amend.Fields{"name": p.Name, "programme": p.Programme, "component": p.Component, "serves": p.Serves, "group": p.Group, "decision": p.Decision, "total": strconv.FormatInt(p.Total, 10),
		"post": string(p.Post), "start": string(p.Start), "due": string(p.Due)}
}

// unallotted is the group of what is no project: capital given to the investor
// and not yet allotted in detail.
const unallotted = "unallotted"

// Groups lists the groups of projects, and what is not allotted to one yet.
func Groups() []string { return []string{"important", "A", "B", "C", unallotted} }

// Unallotted says whether this is no project but capital not allotted to one yet.
func (p Project) Unallotted() bool { return p.Group == unallotted }

// PlanKind is what a line of a plan is.
type PlanKind string

// The kinds of plan line.
const (
	Assigned    PlanKind = "assigned"     // giao đầu năm, giao bổ sung
	adjusted    PlanKind = "adjusted"     // điều chỉnh: the amount is added, or taken away where negative
	CarriedOver PlanKind = "carried_over" // kéo dài: of the year before, still to be used in this one

	cancelled        PlanKind = "cancelled"         // hủy: of the year's plan, taken away and given to nobody
	carriedCancelled PlanKind = "carried_cancelled" // hủy: of what was carried over
)

// PlanKinds lists the kinds of line.
func PlanKinds() []PlanKind {
	return []PlanKind{Assigned, adjusted, CarriedOver, cancelled, carriedCancelled}
}

// ofCarried says whether a line is about what was carried over into the year.
func (k PlanKind) ofCarried() bool { return k == CarriedOver || k == carriedCancelled }

func (k PlanKind) cancels() bool { return k == cancelled || k == carriedCancelled }

// Plan is one line of a project's capital plan for a year.
type Plan struct {
	ID, Project id.ID
	Year        int
	Source      Source
	Setter      Setter
	Kind        PlanKind
	Amount      int64 // đồng; negative only where it adjusts or cancels
	Decision    string
	On          period.Date
	Track
}

// Signed is the line as it is kept: what is cancelled is taken away, however it
// was written.
func (p Plan) Signed() Plan {
	if p.Kind.cancels() && p.Amount > 0 {
		p.Amount = -p.Amount
	}
	return p
}

// lapsed says whether a line cancels what was left when the year had ended: the
// year stays as it was paid, and is settled without it.
func (p Plan) lapsed() bool { return p.Kind.cancels() && p.On > endOf(p.Year) }

// PaymentKind is what a movement of money is.
type PaymentKind string

// The kinds of payment.
const (
	Completed PaymentKind = "completed" // thanh toán khối lượng hoàn thành
	Advance   PaymentKind = "advance"   // tạm ứng
	Recovery  PaymentKind = "recovery"  // thu hồi tạm ứng: an advance becomes payment for completed work
	Returned  PaymentKind = "returned"  // nộp trả: an advance comes back
)

// Payment is one voucher. Amounts are positive whatever the kind.
type Payment struct {
	ID, Project id.ID
	Year        int // capital year: until 31/01 of the next
	Source      Source
	Carried     bool // from the capital carried over into the year
	Kind        PaymentKind
	Amount      int64
	Voucher     string
	On          period.Date
	Reason      string // of an exception: above the plan
	Track
	Files []target.Evidence
}

// Book is a project with every line of its plans and every payment of it.
type Book struct {
	Project  Project
	Plans    []Plan
	Payments []Payment
}

// CheckProject says what is wrong with a project by itself.
func CheckProject(p Project) error {
	var list errs.List
	if p.Name == "" {
		list = append(list, errs.New(errs.Invalid, "capital.project_unnamed").In("name"))
	}
	if !slices.Contains(Groups(), p.Group) {
		list = append(list, errs.New(errs.Invalid, "capital.group_unknown", "text", p.Group).In("group"))
	}
	if p.Total < 0 {
		list = append(list, errs.New(errs.Invalid, "capital.amount_negative").In("total"))
	}
	if p.Start != "" && p.Due != "" && p.Due < p.Start {
		list = append(list, errs.New(errs.Invalid, "capital.due_before_start", "start", p.Start).In("due"))
	}
	if list != nil {
		return list
	}
	return nil
}

// Close says whether the project can be closed on a day: not while advances are open.
func (b Book) Close(on period.Date) error {
	if b.Project.Closed != "" {
		return errs.New(errs.Conflict, "capital.closed_already", "on", b.Project.Closed)
	}
	years := map[int]bool{}
	for _, p := range b.Payments {
		years[p.Year] = true
	}
	open := int64(0)
	for year := range years {
		open += b.alive().position(year, on).Advance
	}
	if open == 0 {
		for _, p := range b.Payments {
			if p.Alive() && !p.approved() {
				return errs.New(errs.Conflict, "capital.still_waiting", "voucher", p.Voucher).Try("capital.still_waiting_hint")
			}
		}
	}
	if open > 0 {
		return errs.New(errs.Conflict, "capital.advances_open", "amount", Dong(open)).Try("capital.advances_open_hint")
	}
	return nil
}
