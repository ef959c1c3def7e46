// Package programme is the national target programmes with their component
// projects, as dated data: when each runs, until when its extended money is
// paid, by which document, and how far that document was read.
package programme

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/viet"
)

// Component is a component project (dự án thành phần) of a programme.
type Component struct {
	Key       string `json:"key"`
	Label     string `json:"label"` // as forms have it: DA1
	Name      string `json:"name"`
	Certainty string `json:"certainty"` // of its name: read, second_hand, memory
}

// Programme is a national target programme (chương trình mục tiêu quốc gia).
type Programme struct {
	Key              string      `json:"key"`
	Name             string      `json:"name"` // as projects name it
	Full             string      `json:"full"`
	NameCertainty    string      `json:"name_certainty"`
	From             int         `json:"from"` // capital years for which money is planned
	To               int         `json:"to"`
	Closes           period.Date `json:"closes"`    // extended money is paid until this day; empty: no rule of its own
	Successor        string      `json:"successor"` // the programme that goes on with its projects
	Source           string      `json:"source"`
	Certainty        string      `json:"certainty"`
	ClosingSource    string      `json:"closing_source"`
	ClosingCertainty string      `json:"closing_certainty"`
	Central          int64       `json:"central"` // money of the central budget for all its years, đồng; 0: not known
	CentralCertainty string      `json:"central_certainty"`
	Note             string      `json:"note"`
	Components       []Component `json:"components"`
}

//go:embed programmes.json
var file []byte

// All gives every programme, the oldest first.
var All = sync.OnceValue(func() []Programme {
	var out []Programme
	if err := json.Unmarshal(file, &out); err != nil {
		panic(fmt.Sprintf("programme: programmes.json: %v", err))
	}
	return out
})

// called are the words that may stand before a programme's name, folded, the longest first.
var called = []string{"chuong trinh muc tieu quoc gia ", "chuong trinh mtqg ", "ctmtqg ", "mtqg ", "chuong trinh "}

// Named finds a programme by its key, its name or its full name, however written.
func Named(text string) (Programme, bool) {
	whole := viet.Fold(strings.Join(strings.Fields(text), " "))
	wants := []string{whole}
	for _, words := range called {
		if bare, ok := strings.CutPrefix(whole, words); ok {
			wants = append(wants, bare)
			break
		}
	}
	for _, want := range wants {
		for _, p := range All() {
			if want != "" && (want == viet.Fold(p.Key) || want == viet.Fold(p.Name) || want == viet.Fold(p.Full)) {
				return p, true
			}
		}
	}
	return Programme{}, false
}

// Of finds a component project by its key, with its programme.
func Of(component string) (Programme, Component, bool) {
	for _, p := range All() {
		for _, c := range p.Components {
			if c.Key == component {
				return p, c, true
			}
		}
	}
	return Programme{}, Component{}, false
}

// In gives the programmes whose money is planned for a capital year, or of which
// what was carried over is still paid in it.
func In(year int) (out []Programme) {
	for _, p := range All() {
		if p.Planned(year) || p.From <= year && p.Closes != "" && period.Date(strconv.Itoa(year)+"-01-01") <= p.Closes {
			out = append(out, p)
		}
	}
	return out
}

// Planned says whether money of the programme is planned for a capital year.
func (p Programme) Planned(year int) bool { return p.From <= year && year <= p.To }

// For gives the programme whose plan of a capital year a project's money is: its
// own while that runs, then the one that goes on with its projects. False where
// neither runs.
func (p Programme) For(year int) (Programme, bool) {
	if p.Planned(year) {
		return p, true
	}
	if next, ok := Named(p.Successor); ok && next.Planned(year) {
		return next, true
	}
	return p, false
}

// CheckPaid says whether money of a programme may be paid: what was carried over
// until the programme's money closes, a year's plan while it or the one that goes
// on with it runs; after that only as an exception, with its reason. A name that
// is no programme's has no such day.
func CheckPaid(name string, year int, carried bool, on period.Date, reason string) error {
	p, known := Named(name)
	if !known || strings.TrimSpace(reason) != "" {
		return nil
	}
	if _, runs := p.For(year); !carried && !runs && year > p.To {
		return errs.New(errs.Conflict, "capital.programme_over", "programme", p.Name, "to", strconv.Itoa(p.To), "source", p.Source).In("year").Try("capital.programme_over_hint")
	}
	if carried && p.Closes != "" && on > p.Closes {
		return errs.New(errs.Conflict, "capital.programme_closed", "programme", p.Name, "closes", p.Closes, "source", p.ClosingSource).In("on").Try("capital.programme_over_hint")
	}
	return nil
}

// Check says what is wrong with a project's programme and component project; what
// the programme is then called. A component names its programme.
func Check(name, component string) (string, error) {
	if component == "" {
		return name, nil
	}
	p, c, ok := Of(component)
	if !ok {
		return name, errs.New(errs.Invalid, "capital.component_unknown", "text", component).In("component")
	}
	if name == "" {
		return p.Name, nil
	}
	if named, ok := Named(name); !ok || named.Key != p.Key {
		return name, errs.New(errs.Invalid, "capital.component_elsewhere", "component", c.Label+" "+c.Name, "programme", p.Name, "named", name).In("component")
	}
	return name, nil
}
