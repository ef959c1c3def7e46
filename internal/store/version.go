package store

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"dondoc/internal/id"
	"dondoc/internal/target"
)

// What a page or a session was made of is a list of subjects. Every transaction
// that writes has a turn, and leaves it at the subjects it touched, by the rows
// it changed; so what is kept of a turn holds as long as none of its subjects
// has a later one, on any node. A subject is a table ("t:task"); for the tables
// of figures the cycle and unit of the target they are of ("u:2025:…"), the
// cycle ("u:2025") or all of them (allFigures); or an account with its rights
// and sign-ins ("who:…").
const allFigures = "figures"

// figureTables are touched by unit, and not as a whole.
var figureTables = map[string]bool{"observation": true, "observation_step": true, "evidence": true, "assessment": true,
	"standing": true, "standing_count": true, "waiting": true}

// asideTables change nothing that is shown but what is of the moment itself:
// the size and root of the log at the foot of a page stay those of its moment.
var asideTables = map[string]bool{"ledger_head": true, "ledger_hash": true, "version": true}

// byTargets are the queries of figures of targets that were read before them in
// the transaction, or of the unit they are asked for; see looked.
var byTargets = map[string]bool{
	"facts.observations": true, "facts.observations_at": true, "facts.steps": true, "facts.confirmations": true, "facts.around": true, "facts.evidence": true,
	"standing.of_unit": true, "standing.peers": true, "standing.newest": true, "standing.of_indicator": true, "standing.of_target": true,
	"observation.of_target": true, "observation.steps_of_target": true, "observation.evidence_of_target": true,
}

// ownTables are touched and read by account: whoever reads or writes them notes
// whose they are.
var ownTables = map[string]bool{"notice": true}

// reads is what a transaction has read: whatever is made of it holds until one
// of the subjects is touched.
type reads struct {
	mu sync.Mutex
	reading
}

type reading struct {
	subjects map[string]bool
	loose    bool // it read what no version tells of
}

// Track has the transaction note what it reads from now on. What it gives tells
// the subjects read so far; false where no version tells of all that was read.
func (tx *Tx) Track() func() ([]string, bool) {
	tx.reads = &reads{reading: reading{subjects: map[string]bool{}}}
	return tx.reads.told
}

// mostSubjects is how many subjects are told apart; beyond, what is read hangs
// on the figures of all units of its cycles.
const mostSubjects = 64

func (r *reads) told() ([]string, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := slices.Sorted(maps.Keys(r.subjects))
	if len(out) > mostSubjects {
		for i, s := range out {
			if strings.HasPrefix(s, "u:") {
				out[i] = coarse(s)
			}
		}
		out = slices.Compact(out) // those of a cycle stand together
	}
	return out, !r.loose
}

func (r *reads) add(subject string) {
	r.mu.Lock()
	r.subjects[subject] = true
	r.mu.Unlock()
}

// looked notes that figures of a target are read.
func (tx *Tx) looked(t target.Target) {
	if tx.reads != nil {
		tx.reads.add(figuresOf(t))
	}
}

// figuresOf is the subject of the figures of a unit's targets of a cycle.
func figuresOf(t target.Target) string { return "u:" + string(t.Cycle) + ":" + string(t.Unit) }

// coarse is the subject of the figures of all units of the cycle of such a subject.
func coarse(subject string) string { return subject[:len("u:2006")] }

var tableOf = regexp.MustCompile(`(?i)\b(?:FROM|JOIN)\s+(\w+)`)

// readBy says what reading by a query touches: subjects, and whether it reads
// what no version tells of.
var readBy = sync.OnceValue(func() map[string]reading {
	out := map[string]reading{}
	for name, text := range queries {
		base := baseName(name)
		r := reading{subjects: map[string]bool{}}
		for _, m := range tableOf.FindAllStringSubmatch(text, -1) {
			switch t := schema[m[1]]; {
			case t == nil || asideTables[t.name]: // a common table expression, or of the moment
			case figureTables[t.name] && !byTargets[base]:
				r.subjects[allFigures] = true
			case figureTables[t.name]:
			case ownTables[t.name]:
			case t.logged():
				r.subjects["t:"+t.name] = true
			default:
				r.loose = true
			}
		}
		out[name] = r
	}
	return out
})

// baseName gives the query as it is written, of one for a list or for several rows.
func baseName(name string) string {
	if i := strings.IndexAny(name, "#*"); i >= 0 {
		return name[:i]
	}
	return name
}

// noteRead notes that a query is run.
func (tx *Tx) noteRead(name string) {
	if tx.reads == nil {
		return
	}
	what := readBy()[name]
	tx.reads.mu.Lock()
	defer tx.reads.mu.Unlock()
	for s := range what.subjects {
		tx.reads.subjects[s] = true
	}
	tx.reads.loose = tx.reads.loose || what.loose
}

// raise marks a subject as touched by this transaction.
func (tx *Tx) raise(subject string) {
	if tx.raised == nil {
		tx.raised = map[string]bool{}
	}
	tx.raised[subject] = true
}

// know keeps whose a target is; that never changes.
func (tx *Tx) know(t target.Target) {
	if tx.whose == nil {
		tx.whose = map[id.ID]string{}
	}
	tx.whose[t.ID] = figuresOf(t)
}

// raiseTargets marks the units of targets as touched.
func (tx *Tx) raiseTargets(ctx context.Context, targets []id.ID) error {
	var unknown []id.ID
	for _, t := range targets {
		if subject, ok := tx.whose[t]; ok {
			tx.raiseFigures(subject)
		} else if !slices.Contains(unknown, t) {
			unknown = append(unknown, t)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	_, err := manyOf(ctx, tx, "facts.targets", tx.scanTarget, unknown)
	for _, t := range unknown {
		if subject, ok := tx.whose[t]; ok {
			tx.raiseFigures(subject)
		}
	}
	return err
}

func (tx *Tx) raiseFigures(subject string) {
	tx.raise(subject)
	tx.raise(coarse(subject))
	tx.raise(allFigures)
}

// keepTurn leaves the turn of the transaction at what it touched.
func (tx *Tx) keepTurn(ctx context.Context) error {
	if len(tx.raised) == 0 {
		return nil
	}
	subjects := slices.Sorted(maps.Keys(tx.raised))
	tx.raised = nil
	for chunk := range slices.Chunk(subjects, listSizes[len(listSizes)-1]) {
		n, err := runOf(ctx, tx, "version.raise", chunk, tx.head.turn)
		if err != nil {
			return err
		}
		if int(n) == len(chunk) {
			continue
		}
		rows := make([][]any, len(chunk))
		for i, s := range chunk {
			rows[i] = []any{s, tx.head.turn}
		}
		if err := tx.insertRows(ctx, "version.put", rows); err != nil {
			return err
		}
	}
	return nil
}

// knownTurn is a turn with the state of SQLite's log before it was asked.
type knownTurn struct {
	state [walHeader / 8]uint64
	turn  int64
}

// Turn gives the turn of the newest transaction that is durable. On SQLite the
// head of its log tells whether there is a newer one than was asked last;
// otherwise, and on PostgreSQL always, the database is asked, and those who ask
// at once share an answer that was asked for after all of them came.
func (db *DB) Turn(ctx context.Context) (int64, error) {
	if db.joined != nil {
		return db.joined.head.turn, nil
	}
	state, ok := db.wal.head()
	if known := db.known.Load(); ok && known != nil && known.state == state {
		return known.turn, nil
	}
	turn, err := db.askTurn(ctx)
	if ok && err == nil {
		db.known.Store(&knownTurn{state, turn})
	}
	return turn, err
}

func (db *DB) askTurn(ctx context.Context) (int64, error) {
	return db.turns.ask(func() (int64, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		db.asked.Add(1)
		var turn int64
		err := db.askRow(ctx, "version.turn").Scan(&turn)
		return turn, translate(err)
	})
}

// Newest gives the turn of the newest transaction, and that of the newest one
// that touched any of the subjects.
func (db *DB) Newest(ctx context.Context, subjects []string) (turn, touched int64, err error) {
	err = db.Read(ctx, func(ctx context.Context, tx *Tx) error {
		type pair struct{ turn, touched int64 }
		rows, err := manyOf(ctx, tx, "version.newest", func(s scanner) (p pair, err error) { err = s.Scan(&p.turn, &p.touched); return p, err }, subjects)
		for _, p := range rows {
			turn, touched = p.turn, max(touched, p.touched)
		}
		return err
	})
	return turn, touched, err
}

// turnGate lets those who come while an answer is on its way share the next.
type turnGate struct {
	mu      sync.Mutex
	running bool
	next    *turnAnswer
}

type turnAnswer struct {
	done chan struct{}
	turn int64
	err  error
}

func (g *turnGate) ask(read func() (int64, error)) (int64, error) {
	g.mu.Lock()
	if !g.running {
		g.running = true
		g.mu.Unlock()
		defer g.handOn(read)
		return read()
	}
	if g.next == nil {
		g.next = &turnAnswer{done: make(chan struct{})}
	}
	a := g.next
	g.mu.Unlock()
	<-a.done
	return a.turn, a.err
}

// handOn answers those who came meanwhile.
func (g *turnGate) handOn(read func() (int64, error)) {
	g.mu.Lock()
	a := g.next
	g.next = nil
	g.running = a != nil
	g.mu.Unlock()
	if a == nil {
		return
	}
	go func() {
		defer g.handOn(read)
		a.turn, a.err = read()
		close(a.done)
	}()
}
