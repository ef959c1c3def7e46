package page

import "dondoc/internal/period"

// Amended is one correction or change as the history of a record shows it.
type Amended struct {
	What  string      // which of several records, where that must be said
	From  period.Date // of a change: the day from which it holds
	Lines []string    // "Đơn vị tính: ha → cây"
	Why   string
	By    string
	At    string
}
