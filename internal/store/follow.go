package store

import (
	"context"
	"slices"

	"dondoc/internal/approval"
	"dondoc/internal/id"
)

// following is what was noted of the rows written and is not done yet.
type following struct {
	marks []id.ID        // targets whose standing may have changed; see touch
	steps []figureChange // rows of figures
	about []id.ID        // targets of which something else of their figures changed
}

// backTo takes back what was noted since, of a use-case that is undone.
func (tx *Tx) backTo(was following) {
	tx.following = was
	tx.touched = make(map[id.ID]bool, len(was.marks))
	for _, t := range was.marks {
		tx.touched[t] = true
	}
}

// follow marks the targets that the rows written since it was last asked are
// about, notes which figures took a step, and raises what kept pages hang on.
// It only remembers: renew writes what follows from it, once for all use-cases
// of a commit.
func (tx *Tx) follow() {
	if tx.log == nil {
		return
	}
	changed := tx.log.all[tx.log.followed:]
	tx.log.followed = len(tx.log.all)
	for _, c := range changed {
		if !figureTables[c.Table] {
			tx.raise("t:" + c.Table)
		}
		switch c.Table {
		case "account":
			tx.raise(Account{ID: id.ID(c.Text("id"))}.Subject())
		case "account_grant", "delegation":
			tx.raise(Account{ID: id.ID(c.Text("account_id"))}.Subject())
		case "target_revision":
			tx.touch(id.ID(c.Text("target_id")))
		case "assessment":
			tx.touch(id.ID(c.Text("target_id")))
			tx.about = append(tx.about, id.ID(c.Text("target_id")))
		case "target_succession":
			tx.touch(id.ID(c.Text("new_target_id")))
		case "observation":
			tx.about = append(tx.about, id.ID(c.Text("target_id")))
			tx.steps = append(tx.steps, figureChange{of: id.ID(c.Text("id")), row: c, fresh: true})
		case "observation_step":
			tx.steps = append(tx.steps, figureChange{of: id.ID(c.Text("observation_id")), row: c})
		case "evidence":
			tx.steps = append(tx.steps, figureChange{of: id.ID(c.Text("observation_id")), row: c, file: true})
		}
	}
}

// figureChange is a row that was written of a figure: itself, a step of it, a file.
type figureChange struct {
	of          id.ID
	row         Change
	fresh, file bool
}

// followFigures keeps which figures wait for somebody, by their newest steps,
// and marks their targets where a step decides.
func (tx *Tx) followFigures(ctx context.Context) error {
	if len(tx.steps)+len(tx.about) == 0 {
		return nil
	}
	changes := tx.steps
	tx.steps = nil
	fresh, steps := map[id.ID]id.ID{}, map[id.ID]Change{}
	var stepped, decided, old []id.ID
	for _, c := range changes {
		switch {
		case c.fresh:
			fresh[c.of] = id.ID(c.row.Text("target_id"))
			continue
		case fresh[c.of] == "" && !slices.Contains(old, c.of):
			old = append(old, c.of)
		}
		if c.file {
			continue
		}
		if _, before := steps[c.of]; !before {
			stepped = append(stepped, c.of)
		}
		steps[c.of] = c.row                                                                                                         // the newest
		if step := approval.Step(c.row.Text("step")); step != approval.Save && step != approval.Submit && step != approval.Verify { // those never decide
			decided = append(decided, c.of)
		}
	}
	about, targetOf := tx.about, fresh
	tx.about = nil
	if len(old) > 0 {
		type pair struct{ of, target id.ID }
		pairs, err := manyOf(ctx, tx, "standing.reported_for", func(s scanner) (p pair, err error) { err = s.Scan(&p.of, &p.target); return p, err }, old)
		if err != nil {
			return err
		}
		for _, p := range pairs {
			targetOf[p.of] = p.target
			about = append(about, p.target)
		}
	}
	for _, of := range decided {
		tx.touch(targetOf[of])
	}
	if err := tx.keepWaiting(ctx, stepped, steps, old); err != nil {
		return err
	}
	return tx.raiseTargets(ctx, about)
}

// keepWaiting keeps figures among those that wait for somebody, by their newest
// steps, or takes them out. old are those that may have been among them before.
func (tx *Tx) keepWaiting(ctx context.Context, stepped []id.ID, steps map[id.ID]Change, old []id.ID) error {
	type how struct{ state, by string }
	waits, order := map[how][]id.ID{}, []how(nil)
	var done []id.ID
	for _, of := range stepped {
		h := how{steps[of].Text("state"), steps[of].Text("by_account")}
		switch state := approval.State(h.state); {
		case state != approval.Approved && state != approval.Withdrawn:
			if waits[h] == nil {
				order = append(order, h)
			}
			waits[h] = append(waits[h], of)
		case slices.Contains(old, of):
			done = append(done, of)
		}
	}
	for _, h := range order {
		if err := execOf(ctx, tx, "waiting.put", waits[h], h.state, h.by); err != nil {
			return err
		}
	}
	return execOf(ctx, tx, "waiting.drop", done)
}
