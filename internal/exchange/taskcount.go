package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dondoc/internal/phrase"
	"dondoc/internal/viet"
)

// labelOf gives the number of a row of an annex.
func (r *taskReader) labelOf(row Row) string {
	if i, ok := r.at["label"]; ok {
		return row.labelOf(i)
	}
	return ""
}

// ordinal is the number of a row that is numbered in figures, 0 for another.
func ordinal(label string) int {
	if !arabicOrdinal.MatchString(label) {
		return 0
	}
	n, _ := strconv.Atoi(strings.TrimRight(label, ".)"))
	return n
}

// countedOn says whether a row without lead and deadline is a task all the same: the
// rows around it are numbered on through it, so that nothing stands under it. What
// it lacks is asked about.
func (r *taskReader) countedOn(label string) bool {
	n := ordinal(label)
	if n == 0 {
		return false
	}
	before := 0
	if k := len(r.rows); k > 0 && r.rows[k-1].Row > r.headingRow {
		before = ordinal(r.rows[k-1].Label)
	}
	if r.next == "" {
		return before == n-1 && before > 0
	}
	return ordinal(r.next) == n+1 && (before == n-1 || before == 0 && n == 1)
}

// endHeading ends a heading that is numbered in figures where the next of its number
// comes and no row under it was numbered so: "2" with "a", "b" under it, and "3".
func (r *taskReader) endHeading(label string) {
	n := ordinal(label)
	if n == 0 {
		return
	}
	if no := ordinal(r.headingNo); no > 0 && !r.counted && n == no+1 && len(r.rows) > 0 && r.rows[len(r.rows)-1].Row > r.headingRow {
		r.heading, r.headingNo, r.headingRow = r.outer, "", 0
	}
	r.counted = true
}

// doubtRepeats points at tasks that stand in the annex twice.
func (r *taskReader) doubtRepeats() {
	seen := map[[4]string]int{}
	for i := range r.rows {
		row := &r.rows[i]
		at := [4]string{viet.Fold(row.Name), viet.Fold(row.Lead), row.Deadline, row.Field + strconv.Itoa(row.PartOf)}
		if first, ok := seen[at]; ok {
			row.Doubts = append(row.Doubts, phrase.New("exchange.task_repeated", "name", row.Name, "row", first, "cell", CellName(r.at["name"], row.Row)))
			continue
		}
		seen[at] = row.Row
	}
}

var slashed = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/\d{4}$`)

// doubtMonthFirst points at days that could be meant either way in an annex that
// writes the month first elsewhere: "3/4/2026" beside "12/31/2026".
func (r *taskReader) doubtMonthFirst() {
	sure, open := "", []int(nil)
	for i, row := range r.rows {
		m := slashed.FindStringSubmatch(strings.TrimSpace(row.Deadline))
		if m == nil {
			continue
		}
		first, _ := strconv.Atoi(m[1])
		second, _ := strconv.Atoi(m[2])
		switch {
		case first > 12:
			return // the day first
		case second > 12:
			sure = row.Deadline
		case first != second:
			open = append(open, i)
		}
	}
	for _, i := range open {
		if row := &r.rows[i]; sure != "" {
			row.Doubts = append(row.Doubts, phrase.New("exchange.month_first", "cell", CellName(r.at["deadline"], row.Row), "text", row.Deadline, "other", sure))
		}
	}
}

// states are what a column of results says of how far tasks are.
var states = regexp.MustCompile(`^(?:(?:đã|chưa|đang|chậm|quá hạn|trong hạn|không hoàn thành|đúng hạn|trễ hạn)(?:$|[\s,.;])|(?:xong|hoàn thành)(?: tốt| đúng hạn| trước hạn)?[.]?$)`)

// resultsAreNoProducts gives up a column "Kết quả" that tells how far tasks are, and
// not what they make: it is told as one that is not used.
func (r *taskReader) resultsAreNoProducts() {
	col, ok := r.at["product"]
	if !ok || r.choice.Columns["product"] != "" || !slices.Contains(spellings("kết quả"), headerWords(r.table.Header[col])) {
		return
	}
	filled, told := 0, 0
	for _, row := range r.table.Rows {
		if text := strings.ToLower(viet.CleanSpaces(row.Cells[col])); text != "" {
			filled++
			if states.MatchString(text) {
				told++
			}
		}
	}
	if told > 0 && told*2 >= filled {
		delete(r.at, "product")
	}
}
