package answer

import (
	"dondoc/internal/errs"
	"encoding/json"
	"time"

	"dondoc/internal/app/desk"
	"dondoc/internal/app/figures/chains"
	"dondoc/internal/app/plan"
	"dondoc/internal/app/record"
	"dondoc/internal/approval"
	"dondoc/internal/criterion"
	"dondoc/internal/i18n"
	"dondoc/internal/id"
	"dondoc/internal/ledger"
	"dondoc/internal/measure"
	"dondoc/internal/period"
	"dondoc/internal/target"
)

// Figure is one reported figure with its approval and its files.
type Figure struct {
	ID           id.ID            `json:"id"`
	Month        period.Month     `json:"month"`
	Text         string           `json:"text"`
	Actual       criterion.Actual `json:"actual"`
	Cumulative   bool             `json:"cumulative"` // year to date, else within the month
	Final        bool             `json:"final"`
	Illustrative bool             `json:"illustrative,omitempty"`
	State        approval.State   `json:"state"`
	By           string           `json:"by"`
	At           time.Time        `json:"at"`
	Note         string           `json:"note,omitempty"`
	Source       string           `json:"source,omitempty"`
	Steps        []step           `json:"steps"`
	Next         *next            `json:"next,omitempty"` // of a figure that waits: how far it is in its chain
	Evidence     []file           `json:"evidence"`
}

type step struct {
	Step   approval.Step  `json:"step"`
	State  approval.State `json:"state"`
	By     string         `json:"by"`
	At     time.Time      `json:"at"`
	Reason string         `json:"reason,omitempty"`
}

// next is the step a figure waits for, and who may take it.
type next struct {
	Step approval.Step `json:"step"`
	At   int           `json:"at"`
	Of   int           `json:"of"`
	Who  []string      `json:"who"`
	More int           `json:"more,omitempty"`
	Said string        `json:"said"`
}

func ofWhere(lang i18n.Lang, w chains.Where) *next {
	if !w.Waits() {
		return nil
	}
	return &next{Step: w.Step, At: w.At, Of: int(w.Chain), Who: append([]string{}, w.Who...), More: w.More, Said: i18n.Say(lang, w.Said())}
}

type file struct {
	ID     id.ID  `json:"id"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// OfFigure gives a figure as known on a day; "" for now.
func OfFigure(o target.Observation, asKnown period.Date) Figure {
	before := asKnown.EndOfDayOrNow()
	f := Figure{ID: o.ID, Month: o.Month, Text: o.Text, Actual: o.Actual, Cumulative: o.Cumulative, Final: o.Final, Illustrative: o.Illustrative,
		State: o.StateAt(before), By: o.ByName, At: o.At, Note: o.Note, Source: o.Source, Steps: []step{}, Evidence: []file{}}
	for _, s := range o.Steps {
		if before.IsZero() || s.At.Before(before) {
			f.Steps = append(f.Steps, step{s.Step, s.State, s.ByName, s.At, s.Reason})
		}
	}
	for _, e := range o.Evidence {
		f.Evidence = append(f.Evidence, file{e.ID, e.Name, e.Size, e.SHA256})
	}
	return f
}

// Detail is one target with everything behind it.
type Detail struct {
	BoardRow
	Cycle        period.Cycle        `json:"cycle"`
	AsKnown      period.Date         `json:"as_known,omitempty"`
	Document     string              `json:"document"` // number of the resolution
	Setter       target.Setter       `json:"setter"`
	Accumulation target.Accumulation `json:"accumulation"`
	Revisions    []revision          `json:"revisions"`
	Figures      []Figure            `json:"figures"`
	Allotment    *allotment          `json:"allotment,omitempty"`
	Tenures      []tenure            `json:"tenures"`           // who held the answering post in the cycle
	PartOf       id.ID               `json:"part_of,omitempty"` // the target of the same list under which it stands, and in which it counts
	PartOfName   string              `json:"part_of_name,omitempty"`
	Coming       []coming            `json:"coming,omitempty"` // who will answer from a day to come
	Issues       []Issue             `json:"issues"`
}

type coming struct {
	ID     id.ID       `json:"id"`
	From   period.Date `json:"from"`
	Unit   string      `json:"unit"`
	Name   string      `json:"unit_name"`
	Post   id.ID       `json:"post,omitempty"`
	Reason string      `json:"reason"`
	By     string      `json:"by"`
	Issue  []string    `json:"not_in_force,omitempty"` // why, its day being past
}

type revision struct {
	No          int                `json:"no"`
	Wording     string             `json:"wording"`
	Understood  string             `json:"understood"`
	Confirmed   bool               `json:"confirmed"`
	Dropped     bool               `json:"dropped,omitempty"`  // out of the list from here on
	Document    id.ID              `json:"document,omitempty"` // that changed it
	Reason      string             `json:"reason,omitempty"`
	By          string             `json:"by"`
	At          time.Time          `json:"at"`
	Achievement *json.Number       `json:"achievement"`       // of the result so far, by this wording
	Options     *criterion.Options `json:"options,omitempty"` // how it is judged, where not the usual way; plans within the year
}

// ofRevisions gives every wording with what the result is of it: the first is
// kept, and both percentages.
func ofRevisions(lang i18n.Lang, p plan.TargetPage) []revision {
	out := []revision{}
	for _, r := range p.Revisions {
		one := revision{No: r.No, Wording: r.Wording, Understood: i18n.Say(lang, r.Criterion.Explain()), Confirmed: r.Confirmed, Dropped: r.Dropped,
			Document: r.Document, Reason: r.Reason, By: r.ByName, At: r.At}
		if p.Actual != nil {
			one.Achievement = judged(lang, r.Assess(p.Actual)).Achievement
		}
		if r.Options != (criterion.Options{}) {
			one.Options = &r.Options
		}
		out = append(out, one)
	}
	return out
}

type allotment struct {
	Rows     []part           `json:"rows"`
	Summable bool             `json:"summable"` // false where the parts are no amounts that add up
	Sum      *measure.Decimal `json:"sum,omitempty"`
	Reserve  *measure.Decimal `json:"reserve,omitempty"`
	Rest     *measure.Decimal `json:"rest,omitempty"` // plan − sum − reserve
	Reason   string           `json:"reason,omitempty"`
}

type part struct {
	ID      id.ID  `json:"id"`
	Unit    string `json:"unit"`
	Wording string `json:"wording"`
	Actual  string `json:"actual"`
	Judged
	Head Head `json:"head"`
}

func head(r desk.Responsible) Head {
	return Head{Name: r.Person.Name, Post: r.Post.Title, Unit: r.Unit.Name, UnitCode: r.Unit.Code, Invented: r.Person.Invented}
}

// OfTarget gives a target's page in the shape of the command line and the API.
func OfTarget(lang i18n.Lang, p plan.TargetPage) Detail {
	d := Detail{BoardRow: answerRow(lang, p.BoardRow), Cycle: p.Cycle, AsKnown: p.AsKnown, Document: p.Document.Number, Setter: p.Setter,
		Accumulation: p.Accumulation, Revisions: ofRevisions(lang, p), Figures: []Figure{}, Tenures: []tenure{}, Issues: []Issue{}}
	for _, o := range p.Observations {
		one := OfFigure(o, p.AsKnown)
		one.Next = ofWhere(lang, p.Where[o.ID])
		d.Figures = append(d.Figures, one)
	}
	for _, t := range p.Tenures {
		d.Tenures = append(d.Tenures, ofTenure(t, p.Answers.Post.Title))
	}
	for _, c := range p.Coming {
		one := coming{ID: c.ID, From: c.From, Unit: c.Answers.Unit.Code, Name: c.Answers.Unit.Name, Post: c.Post, Reason: c.Reason, By: c.ByName}
		for _, e := range errs.All(c.Hinders) {
			one.Issue = append(one.Issue, i18n.Say(lang, e.What))
		}
		d.Coming = append(d.Coming, one)
	}
	if p.Whole != nil {
		d.PartOf, d.PartOfName = p.Whole.ID, p.Whole.Name
	}
	for _, t := range p.Under {
		r := t.Current()
		d.Parts = append(d.Parts, BoardRow{ID: string(t.ID), No: t.Label, Name: t.Name, UnitOfMeasure: t.UnitOfMeasure, Wording: r.Wording,
			Understood: i18n.Say(lang, r.Criterion.Explain()), Status: []string{}, Sources: []string{}, Flags: []flag{}, Questions: []question{}})
	}
	if len(p.Allotted) > 0 {
		d.Allotment = ofAllotment(lang, p)
	}
	return d
}

func ofAllotment(lang i18n.Lang, p plan.TargetPage) *allotment {
	a := &allotment{Summable: p.Balance.Summable}
	if a.Summable {
		a.Sum, a.Reserve, a.Rest = &p.Balance.Sum, &p.Balance.Reserve, &p.Balance.Rest
	}
	if p.Reserve != nil {
		a.Reason = p.Reserve.Reason
	}
	for _, one := range p.Allotted {
		row := part{ID: one.Target.ID, Unit: one.Unit.Code, Wording: one.Current().Wording, Judged: judged(lang, one.Assessment), Head: head(one.Answers)}
		row.Class = one.Class
		if one.Counted != nil {
			row.Actual = one.Actual.Text
		}
		a.Rows = append(a.Rows, row)
	}
	return a
}

// Logged is one entry of the log.
type Logged struct {
	Seq    int64           `json:"seq"`
	At     time.Time       `json:"at"`
	Hash   string          `json:"hash,omitempty" doc:"of an entry the reader may not read, in place of all the rest"`
	User   string          `json:"user,omitempty"`
	Unit   string          `json:"unit,omitempty"`
	Actor  string          `json:"actor"`
	Action string          `json:"action"`
	Object string          `json:"object"`
	Body   json.RawMessage `json:"body"` // what the rows it changed do not tell; null where there is nothing more
}

// OfEntries gives entries of the log in the shape of the command line and the API.
func OfEntries(entries []ledger.Entry) []Logged {
	out := []Logged{}
	for _, e := range entries {
		body := json.RawMessage(e.Body)
		if len(body) == 0 {
			body = json.RawMessage("null")
		}
		out = append(out, Logged{Seq: e.Seq, At: e.At, Hash: e.Leaf, User: e.User, Unit: e.Unit, Actor: e.Actor, Action: e.Action, Object: e.Object, Body: body})
	}
	return out
}

// Proof is a proof of the log (RFC 9162), for a program that has not the database.
type Proof struct {
	Seq    *int64   `json:"seq,omitempty"`    // of the entry, in a proof of an entry
	Record string   `json:"record,omitempty"` // the entry in the form that is hashed
	Leaf   string   `json:"leaf,omitempty"`   // its hash alone, where the reader may not read it
	From   int64    `json:"from,omitempty"`   // size of the earlier log, in a proof of growth
	Size   int64    `json:"size"`
	Root   string   `json:"root"`
	Path   []string `json:"path"` // hashes in base64
}

// OfProof gives a proof in the shape of the command line and the API.
func OfProof(p record.LedgerProof) Proof {
	out := Proof{From: p.From, Size: p.Size, Root: p.Root, Path: []string{}}
	if p.Entry != nil {
		out.Seq = &p.Entry.Seq
		if out.Leaf = p.Entry.Leaf; out.Leaf == "" {
			out.Record = string(p.Entry.Record())
		}
	}
	for _, h := range p.Path {
		out.Path = append(out.Path, h.String())
	}
	return out
}
