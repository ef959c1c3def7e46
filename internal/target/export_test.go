package target

// Same says whether two criteria ask for the same, whatever their wording.
func Same(a, b Criterion) bool { return a.same(b) }
