package standing

import (
	"context"
	"strings"
	"sync"

	"dondoc/internal/app/desk"
	"dondoc/internal/id"
	"dondoc/internal/period"
)

// boards remembers scoreboards that were worked out. What is remembered is
// checked against the ledger at every use, so it is never out of date, on one
// node or several: a board stands while no entry since then touches it.
type boards struct {
	mu    sync.Mutex
	known map[boardKey]*knownBoard
}

type boardKey struct {
	unit    id.ID
	cycle   period.Cycle
	asKnown period.Date
	today   period.Date // who answers and which months are open depend on the day
}

type knownBoard struct {
	board   Board
	size    int64 // of the ledger when it was last seen to stand
	targets map[string]bool
}

// mostBoards is how many boards are remembered, and mostEntries how many
// entries are looked at before working a board out again is cheaper.
const (
	mostBoards  = 512
	mostEntries = 200
)

// boardOf gives the board of a unit: the remembered one while it stands.
func (a *Wing) boardOf(ctx context.Context, tx *desk.Tx, unit id.ID, q BoardQuery) (Board, error) {
	d := tx.Dir
	key := boardKey{unit, q.Cycle, q.AsKnown, a.desk.Today()}
	size, err := tx.LedgerSize(ctx)
	if err != nil {
		return Board{}, err
	}
	a.boards.mu.Lock()
	known := a.boards.known[key]
	a.boards.mu.Unlock()
	if known != nil {
		stands, err := known.stands(ctx, tx, size)
		if err != nil {
			return Board{}, err
		}
		if stands {
			a.boards.keep(key, &knownBoard{known.board, size, known.targets})
			return known.board, nil
		}
	}
	b, err := board(ctx, tx, unit, q)
	if err != nil {
		return b, err
	}
	a.crossCheck(d, b, size)
	fresh := &knownBoard{b, size, make(map[string]bool, len(b.Rows))}
	for _, r := range b.Rows {
		fresh.targets[string(r.Target.ID)] = true
	}
	for _, t := range b.behind {
		fresh.targets[string(t)] = true
	}
	a.boards.keep(key, fresh)
	return b, nil
}

func (bs *boards) keep(key boardKey, b *knownBoard) {
	bs.mu.Lock()
	defer bs.mu.Unlock()
	if bs.known == nil || len(bs.known) >= mostBoards {
		bs.known = map[boardKey]*knownBoard{}
	}
	bs.known[key] = b
}

// stands says whether nothing since touches the board: figures of other
// targets and accounts do not, everything else might.
func (b *knownBoard) stands(ctx context.Context, tx *desk.Tx, size int64) (bool, error) {
	if size == b.size {
		return true, nil
	}
	if size < b.size || size-b.size > mostEntries {
		return false, nil
	}
	entries, err := tx.LedgerFrom(ctx, b.size, int(size-b.size))
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Action, "account.") || strings.HasPrefix(e.Action, "observation.") && !b.targets[e.Object] {
			continue
		}
		return false, nil
	}
	return true, nil
}
