package chased

import (
	"time"

	"dondoc/internal/app/months"
)

// Chain is who looks at the figures of a document's targets after who reported them.
type Chain struct {
	Looks   int     `json:"looks" doc:"1 approves, 2 verify and approve, 3 verify twice and approve; 0 as the unit that answers agreed"`
	History []looks `json:"history" doc:"what was agreed on, the newest first"`
}

type looks struct {
	From   string    `json:"from"`
	Looks  int       `json:"looks"`
	Reason string    `json:"reason"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// OfChain writes it.
func OfChain(holds months.Looks, all []months.Looks) Chain {
	out := Chain{Looks: int(holds.Looks), History: []looks{}}
	for _, one := range all {
		out.History = append(out.History, looks{string(one.From), int(one.Looks), one.Reason, one.ByName, one.At})
	}
	return out
}
