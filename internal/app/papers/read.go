package papers

import (
	"context"
	"io"

	"dondoc/internal/exchange"
	"dondoc/internal/resolution"
)

// Read is a document as it was read and cut, with what its text states.
type Read struct {
	exchange.Written
	Cut    resolution.Cut
	Stated []resolution.Statement
}

// ReadCut reads a document that was sent and cuts it, as one of the few that are
// read at once and in the time a file may take.
func ReadCut(ctx context.Context, name string, r io.Reader) (out Read, err error) {
	err = exchange.Within(ctx, func(ctx context.Context) (err error) {
		if out.Written, err = exchange.ReadDocument(ctx, name, r, exchange.DefaultLimits()); err != nil {
			return err
		}
		if out.Cut, err = resolution.CutWithin(ctx, out.Lines); err != nil {
			return err
		}
		out.Stated = resolution.Stated(out.Cut.Provisions)
		return ctx.Err()
	})
	return out, err
}
