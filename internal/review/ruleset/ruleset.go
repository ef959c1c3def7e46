// Package ruleset reads, ships and proves sets of rules: YAML files with a JSON
// Schema, for people who know the law and not Go.
package ruleset

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"dondoc/internal/errs"
	"dondoc/internal/phrase"
	"dondoc/internal/review"
)

//go:embed schema.json
var schemaText []byte

//go:embed sets/*.yaml
var shipped embed.FS

const longestFile = 1 << 20

// Schema gives the JSON Schema of a rule file.
func Schema() []byte { return slices.Clone(schemaText) }

var form = NewForm("dondoc:rules", schemaText)

// Form is what a kind of rule file is held against before it is read.
type Form struct{ schema func() *jsonschema.Schema }

// NewForm makes a form of the text of a JSON Schema. It panics, when it is first
// used, on a schema that is none: that is a mistake in what is shipped.
func NewForm(name string, text []byte) Form {
	return Form{sync.OnceValue(func() *jsonschema.Schema {
		var doc any
		if err := json.Unmarshal(text, &doc); err != nil {
			panic("ruleset: " + name + ": " + err.Error())
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(name, doc); err != nil {
			panic("ruleset: " + name + ": " + err.Error())
		}
		return c.MustCompile(name)
	})}
}

// Decode reads a file of this form into a struct; each fault with its line and a
// caret under it.
func (f Form) Decode(text []byte, into any) error {
	if len(text) > longestFile {
		return errs.New(errs.TooLarge, "review.file_too_large", "most", longestFile)
	}
	var doc any
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return unread(err)
	}
	if err := f.schema().Validate(plain(doc)); err != nil {
		return faults(err, text)
	}
	if err := yaml.UnmarshalWithOptions(text, into, yaml.Strict()); err != nil {
		return unread(err)
	}
	return nil
}

// Read reads a rule file: its form first, each fault with its line and a caret
// under it, then that every name it uses is one it has. It does not prove the set;
// Check does.
func Read(text []byte) (*review.Set, error) {
	set := new(review.Set)
	if err := form.Decode(text, set); err != nil {
		return nil, err
	}
	if err := names(set, text); err != nil {
		return nil, err
	}
	return set, nil
}

// unread tells a fault of YAML with its place.
func unread(err error) error {
	return errs.New(errs.Invalid, "review.file_unread", "what", yaml.FormatError(err, false, true))
}

// plain turns what the YAML reader gives into what JSON knows.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, x := range v {
			out[k] = plain(x)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = plain(x)
		}
		return out
	case uint64:
		return json.Number(strconv.FormatUint(v, 10))
	case int64:
		return json.Number(strconv.FormatInt(v, 10))
	}
	return v
}

// faults gives the deepest causes of a failed validation, each once per place.
func faults(err error, text []byte) error {
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		return errs.New(errs.Invalid, "review.file_unread", "what", err.Error())
	}
	var out errs.List
	seen := map[string]bool{}
	var walk func(e *jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		causes := e.Causes
		if _, any := e.ErrorKind.(*kind.OneOf); any && len(causes) > 0 {
			causes = causes[:1] // one of several forms: the first says enough
		}
		for _, c := range causes {
			walk(c)
		}
		place := "/" + strings.Join(e.InstanceLocation, "/")
		if len(causes) > 0 || seen[place] || len(out) >= 20 {
			return
		}
		seen[place] = true
		out = append(out, fault(text, e.InstanceLocation, "review.file_form", "place", place, "what", formFault(e)))
	}
	walk(invalid)
	slices.SortStableFunc(out, func(a, b *errs.Error) int { return a.Row - b.Row })
	return out
}

// formFault says what is wrong with the form in the reader's language, for the
// kinds that people make; the rest as the schema says it.
func formFault(e *jsonschema.ValidationError) phrase.Phrase {
	switch k := e.ErrorKind.(type) {
	case *kind.Required:
		return phrase.New("review.form_missing", "names", strings.Join(k.Missing, ", "))
	case *kind.AdditionalProperties:
		return phrase.New("review.form_unknown", "names", strings.Join(k.Properties, ", "))
	case *kind.Enum:
		var want []string
		for _, v := range k.Want {
			want = append(want, fmt.Sprint(v))
		}
		return phrase.New("review.form_one_of", "names", strings.Join(want, ", "))
	case *kind.Type:
		return phrase.New("review.form_type", "names", strings.Join(k.Want, ", "))
	}
	return phrase.New("review.form_other", "what", e.ErrorKind.LocalizedString(message.NewPrinter(language.English)))
}

// Fault is an error at a place of the file, for other kinds of rule file.
func Fault(text []byte, place []string, key string, namesAndValues ...any) *errs.Error {
	return fault(text, place, key, namesAndValues...)
}

// fault is an error at a place of the file, with the lines around it and a caret.
func fault(text []byte, place []string, key string, namesAndValues ...any) *errs.Error {
	row, around := locate(text, place)
	return errs.New(errs.Invalid, key, append(namesAndValues, "around", around)...).AtRow(row, "")
}

// locate gives the line of a place, from 1, and the source around it.
func locate(text []byte, place []string) (int, string) {
	for ; len(place) > 0; place = place[:len(place)-1] {
		path, err := yaml.PathString(yamlPath(place))
		if err != nil {
			continue
		}
		around, err := path.AnnotateSource(text, false)
		if err != nil {
			continue
		}
		for _, line := range strings.Split(string(around), "\n") {
			if rest, ok := strings.CutPrefix(line, ">"); ok {
				number, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
				row, _ := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(number, "|")))
				return row, string(around)
			}
		}
		return 0, string(around)
	}
	return 1, ""
}

func yamlPath(place []string) string {
	var b strings.Builder
	b.WriteString("$")
	for _, p := range place {
		if _, err := strconv.Atoi(p); err == nil {
			b.WriteString("[" + p + "]")
			continue
		}
		b.WriteString("." + p)
	}
	return b.String()
}

// Shipped gives the sets that come with the program, in the order of their days.
func Shipped() []*review.Set { return slices.Clone(all()) }

var all = sync.OnceValue(func() []*review.Set {
	var out []*review.Set
	for _, name := range shippedNames() {
		set, err := Read(mustText(name))
		if err != nil {
			panic("ruleset: " + name + ": " + err.Error())
		}
		out = append(out, set)
	}
	slices.SortStableFunc(out, func(a, b *review.Set) int { return strings.Compare(string(a.Valid.From), string(b.Valid.From)) })
	return out
})

func shippedNames() (out []string) {
	entries, err := fs.ReadDir(shipped, "sets")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func mustText(name string) []byte {
	text, err := shipped.ReadFile("sets/" + name)
	if err != nil {
		panic(err)
	}
	return text
}

// Text gives the file of a shipped set.
func Text(id string) ([]byte, bool) {
	for _, name := range shippedNames() {
		text := mustText(name)
		if bytes.HasPrefix(text, []byte("rules: "+id+"\n")) || bytes.Contains(text, []byte("\nrules: "+id+"\n")) {
			return text, true
		}
	}
	return nil, false
}

// Find gives a shipped set by its name.
func Find(id string) (*review.Set, bool) {
	for _, s := range all() {
		if s.ID == id {
			return s, true
		}
	}
	return nil, false
}
