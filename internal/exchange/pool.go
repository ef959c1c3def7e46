package exchange

import "context"

// readers bounds how many files are read at once: a file may take all the time
// and memory it is allowed, several of them may not take it together.
var readers = make(chan struct{}, 2)

// enterReading waits for a place among the readers; leave gives it up.
func enterReading(ctx context.Context) (leave func(), err error) {
	select {
	case readers <- struct{}{}:
		return func() { <-readers }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
