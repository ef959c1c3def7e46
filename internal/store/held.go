package store

// mostHeld is how much of a table a transaction holds.
const mostHeld = 2000

// again gives what a transaction that writes has read of a table before: nobody
// else writes meanwhile, and what it writes itself, or undoes, is forgotten. A
// transaction that only reads asks each time.
func again[T any](tx *Tx, table, of string, read func() (T, error)) (T, error) {
	if tx.head == nil {
		return read()
	}
	if v, known := tx.held[table][of]; known {
		return v.(T), nil
	}
	v, err := read()
	if err != nil {
		return v, err
	}
	if tx.held == nil {
		tx.held = map[string]map[string]any{}
	}
	if tx.held[table] == nil || len(tx.held[table]) >= mostHeld {
		tx.held[table] = map[string]any{}
	}
	tx.held[table][of] = v
	return v, nil
}
