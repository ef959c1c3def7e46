// Package asked is the shape in which the command line and the API give what
// bodies ask of units that are not under them, and by what names they call units.
package asked

import (
	"time"

	"dondoc/internal/app/charges"
	"dondoc/internal/charge"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// Request is one request.
type Request struct {
	ID     id.ID        `json:"id"`
	Role   charge.Role  `json:"role"`
	Object id.ID        `json:"object"` // the target or the task
	Name   string       `json:"name"`   // as written when it was asked
	Unit   string       `json:"unit"`   // code of the asking body
	Asked  string       `json:"asked"`  // code of the unit asked
	Due    period.Date  `json:"due,omitempty"`
	Reason string       `json:"reason"`
	By     string       `json:"by"`
	At     time.Time    `json:"at"`
	State  charge.State `json:"state"`
}

// Requests is what waits: for the reader, and for others.
type Requests struct {
	ToAnswer []Request `json:"to_answer"`
	Asked    []Request `json:"asked"`
}

// Of gives requests in this shape.
func Of(c charges.Charges) Requests {
	return Requests{list(c.ToAnswer), list(c.Asked)}
}

func list(from []charges.Charge) []Request {
	out := make([]Request, len(from))
	for i, c := range from {
		out[i] = Request{c.ID, c.Role, c.Object, c.Name, c.Giver.Code, c.Unit.Code, c.Due, c.Reason, c.ByName, c.At.UTC(), c.State}
	}
	return out
}
