// Package parts cuts long lists: an answer gives some rows and says of how many.
package parts

// Cutting says which rows of a list are given: those after the first After of Total.
type Cutting struct {
	Total int `json:"total"` // rows that were asked for, however many are given
	After int `json:"after"`
	Next  int `json:"next,omitempty"` // what to ask for rows after; none where these are the last
}

// Cut gives at most so many rows of a list after some.
func Cut[T any](all []T, after, most int) ([]T, Cutting) {
	p := Cutting{Total: len(all), After: min(max(after, 0), len(all))}
	end := min(p.After+max(most, 1), len(all))
	if end < len(all) {
		p.Next = end
	}
	return all[p.After:end], p
}
