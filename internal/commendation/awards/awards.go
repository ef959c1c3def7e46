// Package awards reads, ships and proves sets of rules of commendation: YAML files
// with a JSON Schema, for people who know the law and not Go; see package ruleset
// for those of reviews.
package awards

import (
	"bytes"
	"embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dondoc/internal/commendation"
	"dondoc/internal/errs"
	"dondoc/internal/period"
	"dondoc/internal/review"
	"dondoc/internal/review/ruleset"
)

//go:embed schema.json
var schemaText []byte

//go:embed sets/*.yaml
var shipped embed.FS

var form = ruleset.NewForm("dondoc:awards", schemaText)

// Schema gives the JSON Schema of such a file.
func Schema() []byte { return slices.Clone(schemaText) }

// Is reports whether a file says it is a set of rules of commendation.
func Is(text []byte) bool {
	return bytes.HasPrefix(text, []byte("commendation:")) || bytes.Contains(text, []byte("\ncommendation:"))
}

// Read reads a file: its form, then that every name it uses is one it has. It does
// not prove the set; Check does.
func Read(text []byte) (*commendation.Set, error) {
	set := new(commendation.Set)
	if err := form.Decode(text, set); err != nil {
		return nil, err
	}
	return set, names(set, text)
}

// Shipped gives the sets that come with the program, in the order of their days.
func Shipped() []*commendation.Set { return slices.Clone(all()) }

var all = sync.OnceValue(func() []*commendation.Set {
	entries, err := shipped.ReadDir("sets")
	if err != nil {
		panic(err)
	}
	var out []*commendation.Set
	for _, e := range entries {
		text, err := shipped.ReadFile("sets/" + e.Name())
		if err != nil {
			panic(err)
		}
		set, err := Read(text)
		if err != nil {
			panic("awards: " + e.Name() + ": " + err.Error())
		}
		out = append(out, set)
	}
	slices.SortStableFunc(out, func(a, b *commendation.Set) int { return strings.Compare(string(a.Valid.From), string(b.Valid.From)) })
	return out
})

// Find gives a shipped set by its name.
func Find(name string) (*commendation.Set, bool) {
	for _, s := range all() {
		if s.ID == name {
			return s, true
		}
	}
	return nil, false
}

// For gives the shipped set that holds for a file received on a day. NotFound where
// none does.
func For(received period.Date) (*commendation.Set, error) {
	var found *commendation.Set
	for _, s := range all() {
		if s.Over == "" && s.Valid.Holds(received) {
			found = s
		}
	}
	if found == nil {
		return nil, errs.New(errs.NotFound, "commend.no_set_then", "on", received).In("received")
	}
	return found, nil
}

// Whole gives a set as it is gone by: itself, or laid over the shipped set it names.
func Whole(set *commendation.Set) (*commendation.Set, error) {
	if set.Over == "" {
		return set, nil
	}
	base, ok := Find(set.Over)
	if !ok {
		return nil, errs.New(errs.NotFound, "review.layer_unknown", "over", set.Over)
	}
	return layer(base, set)
}

// layer lays a province's set over the central one. The upper one may add
// conditions, questions, awards and caps, lower a cap and ask for more votes; it may
// take nothing away and change no money.
func layer(base, over *commendation.Set) (*commendation.Set, error) {
	if over.Valid.From < base.Valid.From {
		return nil, errs.New(errs.Invalid, "review.layer_before", "from", over.Valid.From, "base", base.Valid.From)
	}
	if base.Valid.To != "" && (over.Valid.To == "" || over.Valid.To > base.Valid.To) {
		return nil, errs.New(errs.Invalid, "commend.layer_after", "to", base.Valid.To, "base", base.ID)
	}
	out := *base
	out.ID, out.Title, out.Note, out.Over, out.Valid, out.Examples = over.ID, over.Title, over.Note, over.Over, over.Valid, over.Examples
	out.Documents = append(slices.Clone(base.Documents), over.Documents...)
	out.Asked = append(slices.Clone(base.Asked), over.Asked...)
	out.Holds = append(slices.Clone(base.Holds), over.Holds...)
	if over.Council != nil {
		if q := over.Council.Quorum; base.Council.Quorum.Less(q.Present, q.Of) {
			return nil, errs.New(errs.Invalid, "commend.layer_quorum", "present", q.Present, "of", q.Of)
		}
		out.Council = over.Council
	}
	if len(over.Salaries) > 0 || over.RoundUp != 0 {
		return nil, errs.New(errs.Invalid, "commend.layer_money", "name", "base_salaries")
	}
	out.Awards = slices.Clone(base.Awards)
	for _, a := range over.Awards {
		at := slices.IndexFunc(out.Awards, func(b commendation.Award) bool { return b.ID == a.ID })
		if at < 0 {
			out.Awards = append(out.Awards, a)
			continue
		}
		stricter, err := stricter(out.Awards[at], a)
		if err != nil {
			return nil, err
		}
		out.Awards[at] = stricter
	}
	bare := out
	bare.Over = ""
	return &out, names(&bare, nil)
}

func stricter(base, over commendation.Award) (commendation.Award, error) {
	if over.Money != nil || over.Kind != "" && over.Kind != base.Kind || over.For != "" && over.For != base.For || over.DecidedBy != "" && over.DecidedBy != base.DecidedBy {
		return base, errs.New(errs.Invalid, "commend.layer_money", "name", base.ID)
	}
	out := base
	out.Conditions = append(slices.Clone(base.Conditions), over.Conditions...)
	if over.Vote != nil {
		if base.Vote != nil && (over.Vote.Of != base.Vote.Of || over.Vote.AtLeast.Cmp(base.Vote.AtLeast) < 0) {
			return base, errs.New(errs.Invalid, "commend.layer_less", "name", base.ID, "n", over.Vote.AtLeast, "most", base.Vote.AtLeast)
		}
		out.Vote = over.Vote
	}
	if over.Cap != nil {
		if base.Cap != nil && (over.Cap.Of != base.Cap.Of || over.Cap.Percent.Cmp(base.Cap.Percent) > 0) {
			return base, errs.New(errs.Invalid, "review.layer_cap", "cap", base.ID, "percent", over.Cap.Percent, "most", base.Cap.Percent)
		}
		out.Cap = over.Cap
	}
	return out, nil
}

// namer finds names that are used and not there, and those given twice.
type namer struct {
	set   *commendation.Set
	text  []byte
	known map[string]bool // kind and name
	out   errs.List
}

func at(i int) string { return strconv.Itoa(i) }

func (n *namer) say(place []string, key string, args ...any) {
	if len(n.out) < 20 {
		n.out = append(n.out, ruleset.Fault(n.text, place, key, args...))
	}
}

func (n *namer) once(kind, name string, place ...string) {
	if n.known[kind+" "+name] {
		n.say(place, "review.file_twice", "name", name)
	}
	n.known[kind+" "+name] = true
}

// use asks for a name among those of the file; a set laid over another may use that
// one's, which are asked for again when it is laid over it.
func (n *namer) use(kind, name string, place ...string) {
	if n.set.Over == "" && !n.known[kind+" "+name] {
		n.say(place, "review.file_unknown", "name", name)
	}
}

func (n *namer) cited(c review.Citation, place ...string) {
	n.use("document", c.Of, append(place, "source", "of")...)
}

func names(set *commendation.Set, text []byte) error {
	n := &namer{set: set, text: text, known: map[string]bool{}}
	if set.Valid.To != "" && set.Valid.To < set.Valid.From {
		n.say([]string{"valid", "to"}, "review.file_validity")
	}
	for i, d := range set.Documents {
		n.once("document", d.ID, "documents", at(i))
	}
	for i, q := range set.Asked {
		n.once("ask", q.ID, "asked", at(i))
		n.cited(q.Source, "asked", at(i))
	}
	for i, h := range set.Holds {
		n.once("hold", h.ID, "holds", at(i))
		n.cited(h.Source, "holds", at(i))
	}
	for i, w := range set.Salaries {
		n.cited(w.Source, "base_salaries", at(i))
		if i > 0 && w.From <= set.Salaries[i-1].From {
			n.say([]string{"base_salaries", at(i)}, "commend.file_order")
		}
	}
	if set.Over == "" && (set.Council == nil || len(set.Holds) == 0 || len(set.Salaries) == 0 || len(set.Awards) == 0 || set.RoundUp == 0) {
		n.say([]string{"commendation"}, "review.form_missing", "names", "council, holds, base_salaries, round_up_to, awards")
	}
	if set.Council != nil {
		n.cited(set.Council.Source, "council")
	}
	for i, a := range set.Awards {
		n.once("award", a.ID, "awards", at(i))
	}
	for i, a := range set.Awards {
		n.award(a, "awards", at(i))
	}
	for i, e := range set.Examples {
		n.example(e, "examples", at(i))
	}
	return n.out.OrNil()
}

func (n *namer) award(a commendation.Award, place ...string) {
	in := func(more ...string) []string { return append(slices.Clone(place), more...) }
	if n.set.Over == "" && (a.Name.Vi == "" || a.Kind == "" || a.For == "" || a.DecidedBy == "" || a.Source.Of == "") {
		n.say(place, "review.form_missing", "names", "name, kind, for, decided_by, source")
		return
	}
	if a.Source.Of != "" {
		n.cited(a.Source, place...)
	}
	for i, l := range a.Conditions {
		here := in("conditions", at(i))
		n.once("line of "+a.ID, l.ID, here...)
		n.cited(l.Source, here...)
		for _, t := range l.When.Atoms() {
			if t.Ask != "" {
				n.use("ask", t.Ask, here...)
			}
			if t.Award != "" {
				n.use("award", t.Award, here...)
				if max(t.Times, 1) > max(t.Years, 1) {
					n.say(here, "commend.file_times", "times", max(t.Times, 1), "years", max(t.Years, 1))
				}
			}
		}
	}
	if a.Vote != nil {
		n.cited(a.Vote.Source, in("vote")...)
	}
	if a.Cap != nil {
		n.cited(a.Cap.Source, in("cap")...)
		n.use("award", a.Cap.Of, in("cap")...)
	}
	if a.Money != nil {
		n.cited(a.Money.Source, in("money")...)
	}
}

func (n *namer) example(e commendation.Example, place ...string) {
	n.once("example", e.ID, place...)
	n.use("award", e.Award, place...)
	for name := range e.Had {
		n.use("award", name, place...)
	}
	if e.Facts == nil {
		return
	}
	for ask := range e.Facts.Answers {
		n.use("ask", ask, place...)
	}
	for award := range e.Facts.Awards {
		n.use("award", award, place...)
	}
	for _, hold := range e.Facts.Holds {
		n.use("hold", hold, place...)
	}
	for name := range e.Facts.Stated {
		if before, ok := strings.CutPrefix(name, "awarded."); ok {
			n.use("award", before, place...)
		} else if !slices.Contains(commendation.Counts(), name) {
			n.say(place, "review.file_unknown", "name", name)
		}
	}
}
