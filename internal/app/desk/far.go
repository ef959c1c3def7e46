package desk

import "context"

type farKey struct{}

// WithFar has what is done under the context tell how far it is.
func WithFar(ctx context.Context, tell func(done, total int)) context.Context {
	return context.WithValue(ctx, farKey{}, tell)
}

// Far tells how far something is, to whoever asked for it, and gives the error of a
// context that ended: who is asked to stop stops here.
func Far(ctx context.Context, done, total int) error {
	if tell, ok := ctx.Value(farKey{}).(func(done, total int)); ok {
		tell(done, total)
	}
	return ctx.Err()
}
