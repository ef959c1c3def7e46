package later

import (
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
	Ways   map[string]string `json:",omitempty"`
	Phrase *Said             `json:",omitempty"`
	List   []Said            `json:",omitempty"`
}

func faultOf(e *errs.Error) Fault { return Fault{e.Row, e.Cell, e.Field, keep(e.What)} }

func keep(p phrase.Phrase) Said {
	out := Said{Key: p.Key}
	for _, a := range p.Args {
		one := arg{Name: a.Name}
		number := func(n int64) { one.Number = &n }
		switch v := a.Value.(type) {
		case string:
			one.Text = v
		case int:
			number(int64(v))
		case int64:
			number(v)
		case phrase.Phrase:
			said := keep(v)
			one.Phrase = &said
		case []phrase.Phrase:
			for _, each := range v {
				one.List = append(one.List, keep(each))
			}
		case phrase.Sayer:
			one.Ways = map[string]string{"vi": v.Say("vi"), "en": v.Say("en")}
		}
		out.Args = append(out.Args, one)
	}
	return out
}

type sayer map[string]string

// Say gives it in a language.
func (s sayer) Say(lang string) string { return s[lang] }

// Phrase gives what was kept, to be said.
func (s Said) Phrase() phrase.Phrase {
	out := phrase.Phrase{Key: s.Key}
	for _, a := range s.Args {
		one := phrase.Arg{Name: a.Name, Value: a.Text}
		switch {
		case a.Number != nil:
			one.Value = int(*a.Number)
		case a.Ways != nil:
			one.Value = sayer(a.Ways)
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
