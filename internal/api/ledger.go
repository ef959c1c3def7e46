package api

import (
	"context"
	"net/http"

	"dondoc/internal/answer"
	"dondoc/internal/errs"
	"dondoc/internal/ledger"

	"github.com/danielgtaylor/huma/v2"
)

// ledger reads, verifies and proves the log.
func (a *api) ledger(h huma.API) {
	type Checkpoint struct {
		Size int64  `json:"size"`
		Root string `json:"root"`
	}
	operation(h, http.MethodGet, "/api/v1/ledger", "ledger-head", func(ctx context.Context, _ caller, _ *none) (Checkpoint, error) {
		size, root, err := a.app.Head(ctx)
		return Checkpoint{size, root}, err
	})
	type before struct {
		After   int64  `query:"after" doc:"next of the page before; the newest come first"`
		AsKnown string `query:"as_known" doc:"the log as long as it was at the end of this day, with the root it had"`
	}
	type entries struct {
		Checkpoint
		Next   int64           `json:"next,omitempty" doc:"send it as after to read on; none at the end"`
		Rows   []answer.Logged `json:"rows"`
		Issues []answer.Issue  `json:"issues"`
	}
	operation(h, http.MethodGet, "/api/v1/ledger/entries", "ledger-entries", func(ctx context.Context, c caller, in *before) (entries, error) {
		known, err := day(in.AsKnown)
		if err != nil {
			return entries{}, err
		}
		p, err := a.app.Ledger(ctx, c.user.Actor, in.After, known)
		return entries{Checkpoint{p.Size, p.Root}, p.Older, answer.OfEntries(p.Entries), []answer.Issue{}}, err
	})
	a.verifying(h)
	type proof struct {
		Seq  int64 `query:"seq" default:"-1" doc:"prove that this entry is in the log"`
		From int64 `query:"from" doc:"prove that the log of this size is the beginning of the log"`
	}
	operation(h, http.MethodGet, "/api/v1/ledger/proof", "ledger-proof", func(ctx context.Context, c caller, in *proof) (answer.Proof, error) {
		switch {
		case in.Seq >= 0 && in.From == 0:
			p, err := a.app.ProveEntry(ctx, c.user.Actor, in.Seq)
			return answer.OfProof(p), err
		case in.From > 0 && in.Seq < 0:
			p, err := a.app.ProveGrowth(ctx, c.user.Actor, in.From)
			return answer.OfProof(p), err
		}
		return answer.Proof{}, errs.New(errs.Invalid, "ledger.proof_of_what").In("seq")
	})
}

// verifying checks the log and the tables against it: all, or what is new.
func (a *api) verifying(h huma.API) {
	type kept struct {
		Size int64  `query:"size" doc:"size of a kept checkpoint"`
		Root string `query:"root" doc:"its root"`
		New  bool   `query:"new" doc:"only what was written since that checkpoint, or without one since this process last found all right"`
	}
	operation(h, http.MethodPost, "/api/v1/ledger/verify", "verify-ledger", func(ctx context.Context, c caller, in *kept) (answer.Verdict, error) {
		var at []ledger.Checkpoint
		if in.Root != "" || in.Size != 0 {
			one, err := ledger.ReadCheckpoint(in.Size, in.Root)
			if err != nil {
				return answer.Verdict{}, err
			}
			at = append(at, one)
		}
		if in.New {
			v, err := a.app.VerifyLedgerSince(ctx, c.user.Actor, ledger.Newest(at), nil, nil)
			return answer.OfVerdict(c.lang, v, false), err
		}
		v, err := a.app.VerifyLedger(ctx, c.user.Actor, at, nil)
		return answer.OfVerdict(c.lang, v, false), err
	})
}
