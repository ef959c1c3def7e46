package exchange

import "strings"

// TakesRemarks says whether remarks can be put into the cells of a file: of an
// .xlsx alone.
func TakesRemarks(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".xlsx") }
