package months

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"dondoc/internal/access"
	"dondoc/internal/app/desk"
	"dondoc/internal/approval"
	"dondoc/internal/errs"
	"dondoc/internal/id"
	"dondoc/internal/period"
	"dondoc/internal/store"
)

// chainsKey is the setting of the chains of documents.
const chainsKey = "reporting.chains"

// Looks is how many look at the figures of a document's targets after who reported
// them, from a month on: before what the unit that answers agreed on. 0 takes it
// back, so that the unit's holds.
type Looks struct {
	From   period.Month   `json:"from"`
	Looks  approval.Chain `json:"looks"`
	Reason string         `json:"reason"`
	ByName string         `json:"by"`
	At     time.Time      `json:"at"`
}

func chainsOf(ctx context.Context, tx *store.Tx) (out map[id.ID][]Looks, err error) {
	text, err := tx.Setting(ctx, chainsKey)
	if err != nil || text == "" {
		return nil, err
	}
	return out, json.Unmarshal([]byte(text), &out)
}

// looksOn gives what holds of a document's chains for a month: the last one said that
// had begun by then. Zero where none holds.
func looksOn(all []Looks, m period.Month) Looks {
	for _, one := range slices.Backward(all) {
		if one.From <= m {
			return one
		}
	}
	return Looks{}
}

// Chain is who looks at a figure of a month for a target of a document that a unit
// answers for: the document's own, or else the unit's.
func (s Schedules) Chain(d *desk.Directory, document, answers id.ID, m period.Month) approval.Chain {
	if own := looksOn(s.chains[document], m); own.Looks != 0 {
		return own.Looks
	}
	of, _ := s.Of(d, answers, m)
	return of.Chain()
}

// ChainsOf gives the chains of a document that were agreed on, the newest first, with
// the one that holds in the month of today, or of the day it is looked at as known
// ("" for now); zero where none does.
func ChainsOf(ctx context.Context, tx *desk.Tx, document id.ID, asKnown period.Date) (holds Looks, history []Looks, err error) {
	all, err := SchedulesKnown(ctx, tx, asKnown)
	history = slices.Clone(all.chains[document])
	if holds = looksOn(history, cmp.Or(asKnown, tx.Today).Month()); holds.Looks == 0 {
		holds = Looks{}
	}
	slices.Reverse(history)
	return holds, history, err
}

// SetChain agrees on who looks at the figures of a document's targets, from a month
// on, with the reason. Looks 0 takes the document's own back.
func (a *Wing) SetChain(ctx context.Context, actor access.Actor, document id.ID, in Looks) error {
	return a.desk.Write(ctx, actor, func(ctx context.Context, tx *desk.Tx) (desk.Entry, error) {
		doc, err := tx.Document(ctx, document)
		if err != nil {
			return desk.Entry{}, desk.Missing(err)
		}
		if err := tx.Dir.May(access.LockPeriod, doc.Unit); err != nil {
			return desk.Entry{}, err
		}
		in.Reason = strings.TrimSpace(in.Reason)
		if err := in.check(); err != nil {
			return desk.Entry{}, err
		}
		all, err := chainsOf(ctx, tx.Tx)
		if err != nil {
			return desk.Entry{}, err
		}
		if looksOn(all[document], in.From).Looks == in.Looks {
			return desk.Entry{}, errs.New(errs.Conflict, "period.chain_same")
		}
		in.ByName, in.At = tx.Name(), tx.Now
		own := maps.Clone(all)
		if own == nil {
			own = map[id.ID][]Looks{}
		}
		own[document] = append(slices.Clone(own[document]), in)
		text, err := json.Marshal(own)
		if err != nil {
			return desk.Entry{}, err
		}
		return desk.Entry{Action: "period.chained", Object: document, Unit: doc.Unit, Body: in}, tx.SetSetting(ctx, chainsKey, string(text))
	})
}

func (l Looks) check() error {
	var list errs.List
	if l.From.Number() == 0 {
		list = append(list, errs.New(errs.Invalid, "period.month_unread", "text", string(l.From)).In("from"))
	}
	if l.Looks != 0 && !l.Looks.Valid() {
		list = append(list, errs.New(errs.Invalid, "period.schedule_looks").In("looks"))
	}
	switch {
	case l.Reason == "":
		list = append(list, errs.New(errs.Invalid, "approval.reason_needed").In("reason"))
	case desk.Bad(l.Reason):
		list = append(list, errs.New(errs.Invalid, "app.text_bad").In("reason"))
	}
	return list.OrNil()
}
