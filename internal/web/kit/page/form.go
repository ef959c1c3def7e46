package page

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"dondoc/internal/phrase"
)

// Field is one entry of a form. What was typed is in Value and comes back with
// the errors; nothing typed is lost.
type Field struct {
	Kind     string // text, number, date, month, password, email, select, radio, area, check, file, hidden; "" is text
	Name     string
	Label    string
	Value    string
	Hint     string        // how it may be written
	Read     phrase.Phrase // what was understood, shown back under the field
	Errors   []Problem
	Options  []Option // of select and radio
	Required bool
	ReadOnly bool
	Checked  bool   // of check
	Unit     string // unit of measure after the field
	Auto     string // autocomplete token: "username", "current-password", …
	Accept   string // of file: ".xlsx,.csv"
	Preview  string // address that answers with what is understood of the value (see swap.js)
	Wide     bool
	Many     bool // of file and select: several may be chosen
}

// optional says whether the field may be left as it is with nothing in it; a
// select without an empty choice always has something.
func (f Field) optional() bool {
	if f.Required || f.ReadOnly {
		return false
	}
	return f.Kind != "select" || f.Many || slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == "" })
}

// hinted says whether the field tells how it may be written; every day does.
func (f Field) hinted() bool { return f.Hint != "" || f.Kind == "date" }

// id tells a field of the form; checks of one name are told apart by their values.
func (f Field) id(form string) string {
	if f.Kind == "check" && f.Value != "" {
		return form + "-" + f.Name + "-" + f.Value
	}
	return form + "-" + f.Name
}

// describedBy names what belongs to the field: hint, errors, what was understood.
func (f Field) describedBy(form string) string {
	var ids []string
	if f.hinted() {
		ids = append(ids, f.id(form)+"-hint")
	}
	if len(f.Errors) > 0 {
		ids = append(ids, f.id(form)+"-err")
	}
	if !f.Read.IsZero() {
		ids = append(ids, f.id(form)+"-read")
	}
	return strings.Join(ids, " ")
}

// htmlType keeps numbers, dates and months as text: people type them in many
// ways and the server shows back what it understood.
func (f Field) htmlType() string {
	switch f.Kind {
	case "password", "email", "file":
		return f.Kind
	}
	return "text"
}

func (f Field) attributes(form string) templ.Attributes {
	a := templ.Attributes{"id": f.id(form), "name": f.Name}
	set := func(name, value string) {
		if value != "" {
			a[name] = value
		}
	}
	switch f.Kind {
	case "select", "area", "file":
	case "check":
		a["value"] = "1"
		set("value", f.Value)
	case "password":
		a["spellcheck"] = "false" // and what was typed is not sent back
	default:
		a["value"] = f.Value
	}
	if f.Kind == "number" {
		a["inputmode"], a["class"] = "decimal", "num"
	}
	set("autocomplete", f.Auto)
	set("accept", f.Accept)
	set("data-preview", f.Preview)
	set("aria-describedby", f.describedBy(form))
	if len(f.Errors) > 0 {
		a["aria-invalid"] = "true"
	}
	if f.Required {
		a["required"] = true
	}
	if f.ReadOnly {
		a["readonly"] = true
	}
	if f.Many {
		a["multiple"] = true
	}
	return a
}

// Problem is an error beside its field: what is wrong and the way out.
type Problem struct {
	What phrase.Phrase
	Hint phrase.Phrase
}

// Option is one choice of a select or radio field.
type Option struct {
	Value    string
	Text     string
	Hint     string
	Selected bool
	Disabled bool
}

// Form is a form that is sent by POST. Problems are those of no one field.
// File forms are sent as multipart.
type Form struct {
	Action   string
	Lead     string // a sentence above the fields
	Fields   []Field
	Problems []Problem
	Submit   string // "" where nothing can be sent: the problems say why
	Cancel   string // address; empty shows no way back
	Asks     bool   // nothing was sent yet: the errors are questions
	Danger   bool   // the act is destructive or public: the button says so
	Extra    []Button
	Swap     bool // let swap.js send it in place

	More      []Field // a part that is folded until it is wanted
	MoreTitle string
	MoreOpen  bool
}

// Button is a further submit button of a form, told apart by name and value.
type Button struct {
	Name, Value, Text string
	Quiet             bool
}

// HasFile says whether the form must be sent as multipart.
func (f Form) HasFile() bool {
	for _, field := range f.Fields {
		if field.Kind == "file" {
			return true
		}
	}
	return false
}

// Failing gives the fields that have errors, for the summary above the form.
func (f Form) Failing() []Field {
	var out []Field
	for _, field := range f.Fields {
		if len(field.Errors) > 0 {
			out = append(out, field)
		}
	}
	for _, field := range f.More {
		if len(field.Errors) > 0 {
			out = append(out, field)
		}
	}
	return out
}

// Simple is a page that is one form: a new unit, a post, an appointment, a
// resolution, an account, a changed password.
type Simple struct {
	Frame
	Form  Form
	After []string // sentences under the form that say what will happen
}

// Failure is the page for an error: what happened and the way out.
type Failure struct {
	Frame
	Status int           // HTTP status
	What   phrase.Phrase // from errs
	Hint   phrase.Phrase
	Ref    string // reference in the log, for an internal error
	Back   Link
}

// Welcome greets the administrator of an empty database with the three first
// steps, each possible by hand or from an Excel file.
type Welcome struct {
	Frame
	Steps []FirstStep
}

// FirstStep is one of the three.
type FirstStep struct {
	What    string // units, resolution, people
	Done    bool
	Count   int // how many there are already
	FormURL string
	FileURL string
	Sample  string // address of an example file
}
