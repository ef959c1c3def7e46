package later

import (
	"fmt"
	"reflect"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
)

// Fault is what is wrong with a file, as it is kept: in no language.
type Fault struct {
	Row   int    `json:",omitempty"`
	Cell  string `json:",omitempty"`
	Field string `json:",omitempty"`
	Said  Said
}

// Said is a phrase that is kept.
type Said struct {
	Key  string
	Args []arg `json:",omitempty"`
}

// arg is one argument of it: as it is said in each language where it knows how.
type arg struct {
	Name   string
	Text   string            `json:",omitempty"`
	Number *int64            `json:",omitempty"`
	Ways   map[string]string `json:",omitempty"` // beside Text, the value itself
	Texts  []string          `json:",omitempty"`
	Phrase *Said             `json:",omitempty"`
	List   []Said            `json:",omitempty"`
}

func faultOf(e *errs.Error) Fault { return Fault{e.Row, e.Cell, e.Field, keep(e.What)} }

func keep(p phrase.Phrase) Said {
	out := Said{Key: p.Key}
	for _, a := range p.Args {
		out.Args = append(out.Args, keepArg(a))
	}
	return out
}

// keepArg keeps an argument of any kind that a sentence can hold (see i18n), so that
// none is blank when it is said later.
func keepArg(a phrase.Arg) arg {
	out := arg{Name: a.Name}
	value := reflect.ValueOf(a.Value)
	if !value.IsValid() || value.Kind() == reflect.Pointer && value.IsNil() {
		return out
	}
	switch v := a.Value.(type) {
	case phrase.Phrase:
		said := keep(v)
		out.Phrase = &said
	case []phrase.Phrase:
		for _, each := range v {
			out.List = append(out.List, keep(each))
		}
	case []string:
		out.Texts = v
	case phrase.Sayer:
		out.Text, out.Ways = fmt.Sprint(v), map[string]string{"vi": v.Say("vi"), "en": v.Say("en")}
	default:
		if value.CanInt() {
			n := value.Int()
			out.Number = &n
			break
		}
		out.Text = fmt.Sprint(v)
	}
	return out
}

// sayer is a value that was said in each language.
type sayer struct {
	text string
	ways map[string]string
}

// Say gives it in a language.
func (s sayer) Say(lang string) string { return s.ways[lang] }

func (s sayer) String() string { return s.text }

// Phrase gives what was kept, to be said.
func (s Said) Phrase() phrase.Phrase {
	out := phrase.Phrase{Key: s.Key}
	for _, a := range s.Args {
		one := phrase.Arg{Name: a.Name, Value: a.Text}
		switch {
		case a.Number != nil:
			one.Value = int(*a.Number)
		case a.Ways != nil:
			one.Value = sayer{a.Text, a.Ways}
		case a.Texts != nil:
			one.Value = a.Texts
		case a.Phrase != nil:
			one.Value = a.Phrase.Phrase()
		case a.List != nil:
			list := make([]phrase.Phrase, len(a.List))
			for i, each := range a.List {
				list[i] = each.Phrase()
			}
			one.Value = list
		}
		out.Args = append(out.Args, one)
	}
	return out
}
