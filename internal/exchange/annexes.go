package exchange

// Annexes reads the tables of a document that are lists of tasks or of targets;
// others, such as the heading's two columns, are passed over.
func (w Written) Annexes() (tasks []TaskRow, targets []TargetRow) {
	for _, t := range w.Tables {
		if lines, list := ReadTaskRows(t); len(list) == 0 && len(lines) > 0 {
			tasks = append(tasks, lines...)
			continue
		}
		if rows, list := ReadTargetRows(t, Choice{}); len(list) == 0 && len(rows) > 0 {
			targets = append(targets, rows...)
		}
	}
	return tasks, targets
}
