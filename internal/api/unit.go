package api

import (
	"context"
	"net/http"

	"dondoc/internal/answer"
	"dondoc/internal/app/units"
	"dondoc/internal/id"
	"dondoc/internal/org"
	"dondoc/internal/period"

	"github.com/danielgtaylor/huma/v2"
)

// UnitBody is a unit as it is from a day on.
type UnitBody struct {
	Name     string `json:"name"`
	Kind     string `json:"kind" doc:"nation, province, district, commune, ward, township, zone, department, party, agency"`
	Parent   string `json:"parent,omitempty" doc:"code of the unit above"`
	Official string `json:"official,omitempty" doc:"official code"`
	Order    int    `json:"order,omitempty"`
	Decision string `json:"decision,omitempty"`
	From     string `json:"from,omitempty" doc:"from this day; today when empty"`
}

func (b UnitBody) read(ctx context.Context, a *api, c caller) (units.NewUnit, error) {
	n := units.NewUnit{Name: b.Name, Kind: b.Kind, Official: b.Official, Order: b.Order, Decision: b.Decision}
	var err error
	if b.Parent != "" {
		if n.Parent, err = a.unitID(ctx, c, b.Parent); err != nil {
			return n, err
		}
	}
	n.From, err = day(b.From)
	return n, err
}

// units reads and changes units and their posts.
func (a *api) units(h huma.API) {
	type on struct {
		On string `query:"on" doc:"the day, 2023-12-31; today when empty"`
	}
	operation(h, http.MethodGet, "/api/v1/units", "units", func(ctx context.Context, c caller, in *on) (answer.Units, error) {
		on, err := day(in.On)
		if err != nil {
			return answer.Units{}, err
		}
		tree, err := a.app.Units(ctx, c.user.Actor, on)
		if err != nil {
			return answer.Units{}, err
		}
		return answer.OfUnits(tree), nil
	})
	type one struct {
		Unit string `path:"unit"`
		On   string `query:"on"`
	}
	operation(h, http.MethodGet, "/api/v1/units/{unit}", "unit", func(ctx context.Context, c caller, in *one) (answer.Unit, error) {
		on, err := day(in.On)
		if err != nil {
			return answer.Unit{}, err
		}
		p, err := a.app.UnitPage(ctx, c.user.Actor, in.Unit, on)
		if err != nil {
			return answer.Unit{}, err
		}
		return answer.OfUnit(p), nil
	})
	a.changeUnits(h)
}

func (a *api) changeUnits(h huma.API) {
	type newUnit struct {
		Body struct {
			Code string `json:"code"`
			UnitBody
		}
	}
	operation(h, http.MethodPost, "/api/v1/units", "add-unit", func(ctx context.Context, c caller, in *newUnit) (Made, error) {
		n, err := in.Body.read(ctx, a, c)
		if err != nil {
			return Made{}, err
		}
		n.Code = in.Body.Code
		unit, err := a.app.AddUnit(ctx, c.user.Actor, n)
		return Made{unit}, err
	})
	type revised struct {
		Unit string `path:"unit"`
		Body UnitBody
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/versions", "revise-unit", func(ctx context.Context, c caller, in *revised) (Made, error) {
		unit, err := a.unitID(ctx, c, in.Unit)
		if err != nil {
			return Made{}, err
		}
		n, err := in.Body.read(ctx, a, c)
		if err != nil {
			return Made{}, err
		}
		return Made{unit}, a.app.ReviseUnit(ctx, c.user.Actor, unit, n)
	})
}

// people adds posts and people, and puts people in posts.
func (a *api) people(h huma.API) {
	type post struct {
		Unit string `path:"unit"`
		Body struct {
			Title string `json:"title"`
			Head  bool   `json:"head,omitempty" doc:"the head of the unit answers for it"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/units/{unit}/posts", "add-post", func(ctx context.Context, c caller, in *post) (Made, error) {
		unit, err := a.unitID(ctx, c, in.Unit)
		if err != nil {
			return Made{}, err
		}
		p, err := a.app.AddPost(ctx, c.user.Actor, unit, in.Body.Title, in.Body.Head)
		return Made{p}, err
	})
	type person struct {
		Body struct {
			Name     string `json:"name"`
			Invented bool   `json:"invented,omitempty" doc:"made up for sample data"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/people", "add-person", func(ctx context.Context, c caller, in *person) (Made, error) {
		p, err := a.app.AddPerson(ctx, c.user.Actor, in.Body.Name, in.Body.Invented)
		return Made{p}, err
	})
	a.appointments(h)
}

func (a *api) appointments(h huma.API) {
	type appointment struct {
		Post string `path:"post"`
		Body struct {
			Person   string       `json:"person"`
			Capacity org.Capacity `json:"capacity,omitempty" enum:"substantive,concurrent,acting"`
			Decision string       `json:"decision,omitempty"`
			From     string       `json:"from"`
			To       string       `json:"to,omitempty"`
			HandOver bool         `json:"hand_over,omitempty" doc:"end the tenure of who holds the post that day"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/posts/{post}/appointments", "appoint", func(ctx context.Context, c caller, in *appointment) (Made, error) {
		b := in.Body
		n := units.NewAppointment{Person: id.ID(b.Person), Post: id.ID(in.Post), Capacity: b.Capacity, Decision: b.Decision, HandOver: b.HandOver}
		if n.Capacity == "" {
			n.Capacity = org.Substantive
		}
		var err error
		if n.From, err = period.ParseDate(b.From); err != nil {
			return Made{}, err
		}
		if n.To, err = day(b.To); err != nil {
			return Made{}, err
		}
		ap, err := a.app.Appoint(ctx, c.user.Actor, n)
		return Made{ap}, err
	})
	type end struct {
		ID   string `path:"id"`
		Body struct {
			On string `json:"on"`
		}
	}
	operation(h, http.MethodPost, "/api/v1/appointments/{id}/end", "end-appointment", func(ctx context.Context, c caller, in *end) (Made, error) {
		ap, err := pathID(in.ID)
		if err != nil {
			return Made{}, err
		}
		on, err := period.ParseDate(in.Body.On)
		if err != nil {
			return Made{}, err
		}
		return Made{ap}, a.app.EndAppointment(ctx, c.user.Actor, ap, on)
	})
}
