package desk

import (
	"context"

	"dondoc/internal/access"
	"dondoc/internal/ledger"
	"dondoc/internal/phrase"
)

// Made is what an entry of the log made as a whole, on its way back.
type Made struct {
	File  string
	Names []string
	Hangs []phrase.Phrase // why it cannot be undone, a line for each thing
	Undo  func(ctx context.Context, tx *Tx, reason string) error
}

// Undoer knows how what an action made is undone as a whole.
type Undoer struct {
	Needs access.Action // of the unit of the entry
	Hold  func(ctx context.Context, tx *Tx, e ledger.Entry) (Made, error)
}

// Undoes says how what an action made is undone. A wing says it when it is made.
func (k *Desk) Undoes(action string, u Undoer) {
	if k.undoers == nil {
		k.undoers = map[string]Undoer{}
	}
	k.undoers[action] = u
}

// Undoer gives how what an action made is undone; false where it is not, as a whole.
func (k *Desk) Undoer(action string) (Undoer, bool) {
	u, ok := k.undoers[action]
	return u, ok
}
