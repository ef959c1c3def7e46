package typed

// Written is one row of a sheet of a unit's own making with a month's figures, its words
// as written.
type Written struct {
	Row      int
	ID       string // of the target
	Label    string
	Name     string
	Measure  string
	InMonth  string
	ToDate   string
	Note     string
	Cause    string            // with the header it stands under
	Estimate bool              // its column says so
	Cells    map[string]string // where its fields stand: "to_date" → "D12"; none where they have no column
}
