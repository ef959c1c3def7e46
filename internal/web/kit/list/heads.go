package list

// Heads are the heads of a list that sort it, by the keys of its columns.
type Heads map[string]Head

// Head is one of them.
type Head struct {
	Label  string
	URL    string
	Sorted string // ascending or descending, as aria-sort has it; "" where another column is sorted by
}
