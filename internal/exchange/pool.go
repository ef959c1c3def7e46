package exchange

import (
	"context"
	"time"
)

// readingTime is how long a file may take, its checks with it.
const readingTime = 10 * time.Second

type reading struct{}

// Within runs do as one of the few that read files at once, in the time one
// file may take: for who goes on with what was read. Its errors are those of
// reading.
func Within(ctx context.Context, do func(ctx context.Context) error) error {
	leave, err := enterReading(ctx)
	if err != nil {
		return said(ctx, err)
	}
	defer leave()
	ctx, cancel := context.WithTimeout(context.WithValue(ctx, reading{}, true), readingTime)
	defer cancel()
	if err = do(ctx); err != nil {
		return said(ctx, err)
	}
	return nil
}

// readers bounds how many files are read at once: a file may take all the time
// and memory it is allowed, several of them may not take it together.
var readers = make(chan struct{}, 2)

// enterReading waits for a place among the readers, where it has none; leave
// gives it up.
func enterReading(ctx context.Context) (leave func(), err error) {
	if ctx.Value(reading{}) != nil {
		return func() {}, nil
	}
	select {
	case readers <- struct{}{}:
		return func() { <-readers }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
