// Package phrase carries a sentence that is not yet in any language: a key and
// named arguments. Rules and errors make phrases; the faces (web, API, CLI) say
// them in the reader's language through package i18n, at one place per face.
package phrase

// Arg is one named argument of a phrase.
//
// Value is one of: string, int, int64, a Sayer (numbers, dates), a Phrase, or a
// slice of Phrase (said as a list).
type Arg struct {
	Name  string
	Value any
}

// Phrase is a key into the translations and its arguments.
type Phrase struct {
	Key  string
	Args []Arg
}

// Sayer is a value that knows how it is written in each language, such as a
// decimal ("1.234,5" in Vietnamese, "1,234.5" in English) or a date.
type Sayer interface {
	Say(lang string) string
}

// New makes a phrase. namesAndValues alternates argument names (string) and values.
// It panics on an odd number or a name that is not a string: both are mistakes in code.
func New(key string, namesAndValues ...any) Phrase {
	return Phrase{Key: key, Args: Args(namesAndValues...)}
}

// Args pairs up alternating names and values; see New.
func Args(namesAndValues ...any) []Arg {
	if len(namesAndValues)%2 != 0 {
		panic("phrase: odd number of names and values")
	}
	var args []Arg
	for i := 0; i < len(namesAndValues); i += 2 {
		args = append(args, Arg{Name: namesAndValues[i].(string), Value: namesAndValues[i+1]})
	}
	return args
}

// Arg gives the value of the named argument, or nil.
func (p Phrase) Arg(name string) any {
	for _, a := range p.Args {
		if a.Name == name {
			return a.Value
		}
	}
	return nil
}

// IsZero says whether there is nothing to say.
func (p Phrase) IsZero() bool { return p.Key == "" }
